package collect

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"

	"polity/commons/law"
	"polity/commons/report"
)

// A record is one text of a shelf. Its strings are numbers in the shelf's table;
// clauses that stand in an earlier text, the base, are rows of it, whose lines are
// shifted and whose parents are where the rows of these went. The rest is written
// out. A clause that is written out takes the place of the base's next one, so that
// the clauses below keep their parent when only its words changed.

// recorder writes a record.
type recorder struct {
	s    *shelf
	out  []byte
	bad  bool
	base []law.Clause
	went []int // where each clause of base stands in the text; -1 nowhere yet
	next int   // the clause of base that is expected next
}

// near is how far around the expected clause of the base the recorder looks.
const near = 48

// writeRecord returns false where spans do not add up to their words.
func (s *shelf) writeRecord(t *law.Text, problems []report.Problem, base *law.Text) (string, bool) {
	r := recorder{s: s}
	if base != nil {
		r.base, r.went = base.Clauses, nowhere(len(base.Clauses))
	}
	r.string(t.Title, t.Lang)
	r.number(len(t.Files))
	r.string(t.Files...)
	r.number(len(t.Front))
	for _, k := range slices.Sorted(maps.Keys(t.Front)) {
		r.string(k, t.Front[k])
	}
	r.number(len(problems))
	for _, p := range problems {
		r.string(p.Path, p.Message, p.Advice)
		r.signed(p.Line, p.Col, int(p.Severity))
	}
	r.number(len(t.Clauses))
	for i := 0; i < len(t.Clauses); {
		if n := r.rows(t.Clauses, i); n > 0 {
			i += n
			continue
		}
		r.clause(&t.Clauses[i], i)
		i++
	}
	return string(r.out), !r.bad
}

func nowhere(n int) []int {
	went := make([]int, n)
	for i := range went {
		went[i] = -1
	}
	return went
}

func (r *recorder) number(n int) { r.out = binary.AppendUvarint(r.out, uint64(n)) }

func (r *recorder) signed(list ...int) {
	for _, n := range list {
		r.out = binary.AppendVarint(r.out, int64(n))
	}
}

func (r *recorder) string(list ...string) {
	for _, x := range list {
		r.number(r.s.id(x))
	}
}

// rows writes the longest row of clauses from i on that stand in the base as they
// stand here, and returns how many they are.
func (r *recorder) rows(now []law.Clause, i int) int {
	from, ok := r.find(&now[i])
	if !ok {
		return 0
	}
	shift := now[i].Lines[0] - r.base[from].Lines[0]
	n := 0
	for i+n < len(now) && from+n < len(r.base) && r.same(from+n, &now[i+n], shift) {
		r.went[from+n] = i + n
		n++
	}
	if n == 0 {
		return 0
	}
	r.number(n)
	r.signed(from-r.next, shift)
	r.next = from + n
	return n
}

// find looks for a clause of the base that reads like c, the nearest to the one expected.
func (r *recorder) find(c *law.Clause) (int, bool) {
	for d := range near {
		for _, k := range [...]int{r.next + d, r.next - d} {
			if k >= 0 && k < len(r.base) && r.base[k].Source == c.Source && r.base[k].EID == c.EID {
				return k, true
			}
		}
	}
	return 0, false
}

// same reports whether c is clause k of the base, but for its lines, and its
// parent where that one's went.
func (r *recorder) same(k int, c *law.Clause, shift int) bool {
	b := &r.base[k]
	parent := b.Parent
	if parent >= 0 {
		if parent = r.went[parent]; parent < 0 {
			return false
		}
	}
	return parent == c.Parent && b.Source == c.Source && b.EID == c.EID && b.Kind == c.Kind && b.Label == c.Label && b.Num == c.Num &&
		b.Heading == c.Heading && b.Text == c.Text && b.Depth == c.Depth && b.Level == c.Level && b.Bullet == c.Bullet && b.File == c.File &&
		b.Lines[0]+shift == c.Lines[0] && b.Lines[1]+shift == c.Lines[1] && sameSpans(b.HeadingSpans, c.HeadingSpans) && sameSpans(b.Spans, c.Spans)
}

func sameSpans(a, b []law.Span) bool {
	if len(a) != len(b) || (a == nil) != (b == nil) {
		return false
	}
	return len(a) == 0 || &a[0] == &b[0] || slices.Equal(a, b)
}

// clause writes a clause out.
func (r *recorder) clause(c *law.Clause, i int) {
	r.number(0)
	r.string(c.EID, string(c.Kind), c.Label, c.Num, c.Heading, c.Text)
	bullet := 0
	if c.Bullet {
		bullet = 1
	}
	r.signed(i-c.Parent, c.Depth, c.Level, bullet, c.File, c.Lines[0], c.Lines[1]-c.Lines[0])
	r.out = binary.LittleEndian.AppendUint64(r.out, c.Source)
	r.spans(c.HeadingSpans, c.Heading)
	r.spans(c.Spans, c.Text)
	if r.next < len(r.went) && r.went[r.next] < 0 {
		r.went[r.next] = i
	}
	r.next++
}

// spans writes what style the words of a clause are in, without the words.
func (r *recorder) spans(list []law.Span, words string) {
	if list == nil {
		r.number(0)
		return
	}
	r.number(len(list) + 1)
	for _, x := range list {
		if n := len(x.Text); n > len(words) || words[:n] != x.Text {
			r.bad = true
			return
		}
		words = words[len(x.Text):]
		r.number(len(x.Text))
		r.out = append(r.out, byte(x.Style))
		r.string(x.Link, x.Note)
	}
	r.bad = r.bad || words != ""
}

// player reads a record.
type player struct {
	input
	strings []string
	base    []law.Clause
	went    []int
	next    int
	now     []law.Clause
}

// readRecord reads what writeRecord wrote, with the same base. Of anything else it
// makes some text or nil.
func readRecord(record string, strings []string, base *law.Text) (*law.Text, []report.Problem) {
	p := player{input: input{rest: record}, strings: strings}
	if base != nil {
		p.base, p.went = base.Clauses, nowhere(len(base.Clauses))
	}
	t := &law.Text{Title: p.string(), Lang: p.string()}
	for range p.count() {
		t.Files = append(t.Files, p.string())
	}
	if n := p.count(); n > 0 {
		t.Front = make(map[string]string, n)
		for range n {
			k := p.string()
			t.Front[k] = p.string()
		}
	}
	var problems []report.Problem
	for range p.count() {
		x := report.Problem{Path: p.string(), Message: p.string(), Advice: p.string()}
		x.Line, x.Col, x.Severity = p.signed(), p.signed(), report.Severity(p.signed())
		problems = append(problems, x)
	}
	n := p.number()
	if p.bad = p.bad || n > len(p.base)+len(p.rest); p.bad {
		return nil, nil
	}
	p.now = make([]law.Clause, 0, n)
	for len(p.now) < n && !p.bad {
		if rows := p.number(); rows > 0 {
			p.rows(min(rows, n+1))
		} else {
			p.clause()
		}
	}
	if p.bad || len(p.now) != n || p.rest != "" {
		return nil, nil
	}
	t.Clauses = p.now
	return t, problems
}

// rows takes clauses over from the base.
func (p *player) rows(n int) {
	from := p.next + p.signed()
	shift := p.signed()
	if from < 0 || n > len(p.base)-from || len(p.now)+n > cap(p.now) {
		p.bad = true
		return
	}
	for k := from; k < from+n; k++ {
		p.went[k] = len(p.now)
		p.now = append(p.now, p.base[k])
		c := &p.now[len(p.now)-1]
		c.Lines[0] += shift
		c.Lines[1] += shift
		if c.Parent >= 0 {
			c.Parent = p.went[c.Parent]
			p.bad = p.bad || c.Parent < 0
		}
	}
	p.next = from + n
}

// clause reads one that is written out.
func (p *player) clause() {
	i := len(p.now)
	c := law.Clause{EID: p.string(), Kind: law.Kind(p.string()), Label: p.string(), Num: p.string(), Heading: p.string(), Text: p.string()}
	c.Parent, c.Depth, c.Level = i-p.signed(), p.signed(), p.signed()
	c.Bullet, c.File = p.signed() == 1, p.signed()
	c.Lines[0] = p.signed()
	c.Lines[1] = c.Lines[0] + p.signed()
	if source := p.take(8); !p.bad {
		c.Source = binary.LittleEndian.Uint64([]byte(source))
	}
	c.HeadingSpans, c.Spans = p.spans(c.Heading), p.spans(c.Text)
	if p.bad = p.bad || c.Parent < -1 || c.Parent >= i; p.bad {
		return
	}
	p.now = append(p.now, c)
	if p.next < len(p.went) && p.went[p.next] < 0 {
		p.went[p.next] = i
	}
	p.next++
}

func (p *player) spans(words string) []law.Span {
	n := p.count()
	if n == 0 {
		return nil
	}
	list := make([]law.Span, n-1)
	for i := range list {
		size := p.number()
		if p.bad = p.bad || size > len(words); p.bad {
			return nil
		}
		list[i].Text, words = words[:size], words[size:]
		if style := p.take(1); !p.bad {
			list[i].Style = law.Style(style[0])
		}
		list[i].Link, list[i].Note = p.string(), p.string()
	}
	p.bad = p.bad || words != ""
	return list
}

func (p *player) string() string {
	n := p.number()
	if n >= len(p.strings) {
		p.bad = true
		return ""
	}
	return p.strings[n]
}

// input is bytes being read. bad is set at the first thing that cannot be; what is
// read from then on is zero.
type input struct {
	rest string
	bad  bool
}

// number reads a number of at most 31 bits.
func (in *input) number() int {
	x := uint64(0)
	for k := 0; k < len(in.rest) && k < 5 && !in.bad; k++ {
		b := in.rest[k]
		x |= uint64(b&0x7f) << (7 * k)
		if b < 0x80 && x <= math.MaxInt32 {
			in.rest = in.rest[k+1:]
			return int(x)
		}
	}
	in.bad = true
	return 0
}

// signed reads a number that may be below zero.
func (in *input) signed() int {
	x := in.number()
	if x&1 != 0 {
		return -(x >> 1) - 1
	}
	return x >> 1
}

// count reads how many things follow that take a byte each at least.
func (in *input) count() int {
	n := in.number()
	if n > len(in.rest) {
		in.bad = true
		return 0
	}
	return n
}

// take reads n bytes.
func (in *input) take(n int) string {
	if n < 0 || n > len(in.rest) {
		in.bad = true
	}
	if in.bad {
		return ""
	}
	x := in.rest[:n]
	in.rest = in.rest[n:]
	return x
}
