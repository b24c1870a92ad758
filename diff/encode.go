package diff

import (
	"bytes"
	"encoding/binary"
	"math"

	"polity/commons/law"
	"polity/diff/align"
	"polity/diff/words"
)

// Encode writes a comparison in few bytes, to be kept beside its two texts: words
// are left to these, and rows of clauses that nothing happened to are one entry
// each. A seal of the two texts comes first. The law is that Decode(Encode(c), old, new) is c, where old and new are what
// was compared. The form is that of this program alone: it has no version, and what
// another program wrote must not be handed to Decode. Linear in the texts.
func Encode(c *Comparison) []byte {
	e := encoder{out: append(seal(c.old, c.new), bit(c.Editorial))}
	e.number(len(c.Pairs))
	for k := 0; k < len(c.Pairs); {
		if n := e.stretch(c.Pairs[k:]); n > 0 {
			k += n
			continue
		}
		e.pair(c.Pairs[k])
		k++
	}
	return e.out
}

// seal is what Decode knows two texts by. Lengths of words would not do, for an added
// clause can become another as long.
func seal(old, new *law.Text) []byte {
	b := binary.LittleEndian.AppendUint64(nil, align.Fingerprint(old))
	return binary.LittleEndian.AppendUint64(b, align.Fingerprint(new))
}

// Entries begin with a head. One that is stretchHead is followed by flags, round, the number
// of pairs, and how far both sides lie from where they were expected. Any other is
// an op and says which parts follow.
const (
	opBits      = 7      // of a head: the op
	stretchHead = 7      // a head that is no op: a row of unchanged pairs
	hasHeading  = 1 << 3 // headings were compared
	hasWords    = 1 << 4 // texts were compared
	hasScores   = 1 << 5 // three scores follow, and which was second; without, they are the plain ones
)

// Heads of runs: the op, and whether the run is a number or moved.
const (
	runOps     = "=-+"
	runOp      = 3
	runNumber  = 1 << 2
	runIsMoved = 1 << 3
)

// encoder writes pairs. It knows which clause would come next on either side.
type encoder struct {
	out      []byte
	old, new int
}

// stretch writes the row of unchanged neighbours that list begins with, and
// returns how many there are, 0 where the first is anything else.
func (e *encoder) stretch(list []*Pair) int {
	p := list[0]
	if !p.untouched() {
		return 0
	}
	n := 1
	for n < len(list) && list[n].untouched() && list[n].Flags == p.Flags && list[n].Why.Round == p.Why.Round &&
		list[n].Old[0] == p.Old[0]+n && list[n].New[0] == p.New[0]+n {
		n++
	}
	e.out = append(e.out, stretchHead, byte(p.Flags), byte(p.Why.Round))
	e.number(n)
	e.place(p.Old[0], &e.old)
	e.place(p.New[0], &e.new)
	e.old, e.new = p.Old[0]+n, p.New[0]+n
	return n
}

// untouched reports whether a stretch says all there is to say of a pair.
func (p *Pair) untouched() bool {
	return p.Op == align.Unchanged && len(p.Old) == 1 && len(p.New) == 1 && p.plainScores() && p.Heading == nil && p.Words == nil
}

// plainScores reports whether the scores are those that most pairs of this op have.
func (p *Pair) plainScores() bool {
	return p.Why.Score == 0 && p.Why.Second == 0 && p.Score == plainScore(p.Op)
}

func plainScore(o align.Op) float64 {
	if o == align.Unchanged {
		return 1
	}
	return 0
}

// pair writes any pair.
func (e *encoder) pair(p *Pair) {
	head := byte(p.Op)
	if p.Heading != nil {
		head |= hasHeading
	}
	if p.Words != nil {
		head |= hasWords
	}
	if !p.plainScores() {
		head |= hasScores
	}
	e.out = append(e.out, head, byte(p.Flags), byte(p.Why.Round))
	if head&hasScores != 0 {
		for _, x := range [...]float64{p.Score, p.Why.Score, p.Why.Second} {
			e.out = binary.LittleEndian.AppendUint64(e.out, math.Float64bits(x))
		}
		if p.Why.Second != 0 {
			e.number(p.Why.Near[0])
			e.number(p.Why.Near[1])
		}
	}
	e.side(p.Old, &e.old)
	e.side(p.New, &e.new)
	if p.Heading != nil {
		e.runs(p.Heading)
	}
	if p.Words != nil {
		e.runs(p.Words)
	}
}

func (e *encoder) number(n int) { e.out = binary.AppendUvarint(e.out, uint64(n)) }

// place writes an index as its distance from the one expected, which then is the next.
func (e *encoder) place(i int, expected *int) {
	e.out = binary.AppendVarint(e.out, int64(i-*expected))
	*expected = i + 1
}

func (e *encoder) side(list []int, expected *int) {
	e.number(len(list))
	for _, i := range list {
		e.place(i, expected)
	}
}

// runs writes what each run is and how long, and leaves its words out.
func (e *encoder) runs(list []words.Run) {
	e.number(len(list))
	for _, r := range list {
		head := byte(0)
		for runOps[head] != r.Op {
			head++
		}
		if r.Number {
			head |= runNumber
		}
		if r.Moved != 0 {
			head |= runIsMoved
		}
		e.out = append(e.out, head)
		if r.Moved != 0 {
			e.number(r.Moved)
		}
		e.number(len(r.Text))
	}
}

func bit(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// Decode reads what Encode wrote of the comparison of these two texts; nil is the
// empty text. For anything else it returns nil: for damaged bytes, and for texts that
// are not the ones that were compared, because their language, their clauses or how
// these are nested or set are others. Linear in the texts.
func Decode(b []byte, old, new *law.Text) *Comparison {
	return (&Comparer{once: true}).Decode(b, old, new)
}

// Decode does what the function Decode does, and shares what Compare shares.
func (r *Comparer) Decode(b []byte, old, new *law.Text) *Comparison {
	old, new = old.Rooted(), new.Rooted()
	rest, ours := bytes.CutPrefix(b, seal(old, new))
	if !ours {
		return nil
	}
	d := decoder{in: rest, c: &Comparison{old: old, new: new}, shared: r.sharing()}
	d.a, d.b = newLot(old), newLot(new)
	editorial := d.byte()
	d.c.Editorial = editorial == 1
	n := d.number(len(old.Clauses) + len(new.Clauses))
	d.c.Pairs = make([]*Pair, 0, n)
	for len(d.in) > 0 && !d.bad {
		if head := d.byte(); head == stretchHead {
			d.stretch()
		} else {
			d.pair(head)
		}
	}
	if d.bad || editorial > 1 || len(d.c.Pairs) != n || d.a.left+d.b.left > 0 {
		return nil
	}
	return d.c
}

// decoder reads pairs; bad is set at the first thing that cannot be.
type decoder struct {
	in   []byte
	bad  bool
	c    *Comparison
	a, b lot

	shared *shared
}

// lot is one text whose clauses are being dealt out to pairs.
type lot struct {
	t     *law.Text
	index []int // the memory of all Old or New of one clause; -1 where it is not yet dealt out
	left  int
	next  int // the clause expected next
}

func newLot(t *law.Text) lot {
	l := lot{t: t, index: make([]int, len(t.Clauses)), left: len(t.Clauses)}
	for i := range l.index {
		l.index[i] = -1
	}
	return l
}

// take deals out clause i, which must not have been before.
func (l *lot) take(i int) bool {
	if i < 0 || i >= len(l.index) || l.index[i] >= 0 {
		return false
	}
	l.index[i] = i
	l.left--
	l.next = i + 1
	return true
}

// one is the list of clause i alone.
func (l *lot) one(i int) []int { return l.index[i : i+1 : i+1] }

func (d *decoder) byte() byte {
	if len(d.in) == 0 {
		d.bad = true
		return 0
	}
	b := d.in[0]
	d.in = d.in[1:]
	return b
}

// number reads a count of things of which there can be at most so many.
func (d *decoder) number(most int) int {
	x, n := binary.Uvarint(d.in)
	if n <= 0 || x > uint64(most) {
		d.bad = true
		return 0
	}
	d.in = d.in[n:]
	return int(x)
}

// place reads an index.
func (d *decoder) place(l *lot) int {
	x, n := binary.Varint(d.in)
	if n <= 0 || x > math.MaxInt32 || x < math.MinInt32 {
		d.bad = true
		return -1
	}
	d.in = d.in[n:]
	return l.next + int(x)
}

func (d *decoder) flags(p *Pair) {
	p.Flags, p.Why.Round = align.Flags(d.byte()), align.Round(d.byte())
	d.bad = d.bad || p.Flags > align.Xref<<1-1 || p.Why.Round > align.Parts
}

func (d *decoder) stretch() {
	var p Pair
	d.flags(&p)
	n := d.number(min(d.a.left, d.b.left))
	i, j := d.place(&d.a), d.place(&d.b)
	for k := range n {
		if d.bad || !d.a.take(i+k) || !d.b.take(j+k) {
			d.bad = true
			return
		}
		x, y := &d.a.t.Clauses[i+k], &d.b.t.Clauses[j+k]
		d.bad = x.Heading != y.Heading || x.Text != y.Text
		d.c.Pairs = append(d.c.Pairs, d.shared.of(i+k, j+k, p.Flags, p.Why.Round))
	}
	d.bad = d.bad || n == 0
}

func (d *decoder) pair(head byte) {
	p := Pair{}
	p.Op = align.Op(head & opBits)
	d.bad = d.bad || p.Op > align.Merged || head >= hasScores<<1
	d.flags(&p)
	p.Score = plainScore(p.Op)
	if head&hasScores != 0 {
		p.Score, p.Why.Score, p.Why.Second = d.score(), d.score(), d.score()
		if p.Why.Second != 0 {
			p.Why.Near = [2]int{d.index(d.a.t), d.index(d.b.t)}
		}
	}
	p.Old, p.New = d.side(&d.a), d.side(&d.b)
	if d.bad = d.bad || !p.shaped(); d.bad {
		return
	}
	p.Heading = d.part(&p, head&hasHeading != 0, heading)
	p.Words = d.part(&p, head&hasWords != 0, text)
	d.c.Pairs = append(d.c.Pairs, &p)
}

// shaped reports whether a pair has clauses on the sides where its op wants them.
func (p *Pair) shaped() bool {
	n, m := len(p.Old), len(p.New)
	switch p.Op {
	case align.Added:
		return n == 0 && m == 1
	case align.Removed:
		return n == 1 && m == 0
	case align.Split, align.Merged:
		return n > 0 && m > 0
	}
	return n == 1 && m == 1
}

// index reads which clause of a text.
func (d *decoder) index(t *law.Text) int {
	i := d.number(len(t.Clauses))
	d.bad = d.bad || i == len(t.Clauses)
	return i
}

func (d *decoder) score() float64 {
	if len(d.in) < 8 {
		d.bad = true
		return 0
	}
	x := math.Float64frombits(binary.LittleEndian.Uint64(d.in))
	d.in = d.in[8:]
	d.bad = d.bad || math.IsNaN(x) || math.IsInf(x, 0)
	return x
}

func (d *decoder) side(l *lot) []int {
	n := d.number(l.left)
	var list []int
	for range n {
		i := d.place(l)
		if d.bad || !l.take(i) {
			d.bad = true
			return nil
		}
		if n == 1 {
			return l.one(i)
		}
		list = append(list, i)
	}
	return list
}

// part reads the runs of one part of a pair, out of the words of its clauses.
func (d *decoder) part(p *Pair, present bool, of func(*law.Clause) string) []words.Run {
	x, y := joined(d.a.t, p.Old, of), joined(d.b.t, p.New, of)
	if !present {
		d.bad = d.bad || x != y
		return nil
	}
	n := d.number(len(d.in))
	list := make([]words.Run, 0, n)
	for range n {
		r := d.run(&x, &y)
		if d.bad {
			return nil
		}
		list = append(list, r)
	}
	d.bad = d.bad || x != "" || y != ""
	return list
}

// run reads one run and takes its words off the texts that it stands in.
func (d *decoder) run(x, y *string) words.Run {
	head := d.byte()
	if head >= runIsMoved<<1 || int(head&runOp) >= len(runOps) {
		d.bad = true
		return words.Run{}
	}
	r := words.Run{Op: runOps[head&runOp], Number: head&runNumber != 0}
	if head&runIsMoved != 0 {
		r.Moved = d.number(math.MaxInt32)
	}
	from := x
	if r.Op == '+' {
		from = y
	}
	n := d.number(len(*from))
	r.Text = (*from)[:n]
	*from = (*from)[n:]
	if r.Op == '=' {
		d.bad = d.bad || len(*y) < n || (*y)[:n] != r.Text
		*y = (*y)[min(n, len(*y)):]
	}
	return r
}
