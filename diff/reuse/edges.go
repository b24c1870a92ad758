package reuse

import (
	"cmp"
	"slices"

	"polity/commons/law"
	"polity/diff/letters"
)

// What a work must have in common with another before it is said to have drawn from
// it: as much as with everybody, and the worth of some four rare words.
const (
	chance    = 40.0 // bits
	convinced = 0.5  // the least strength
)

// derived is the least share of a text that makes it another's descendant.
const derived = 0.25

// conclusion is what the claims of a work add up to, by source.
type conclusion struct {
	*library
	*mixture
	sources   []int32              // the books: those of the mixture, and others of which a part is
	number    map[int32]int32      // of each of these in what follows
	picks     []int                // by claim: as mixture.picks, without those that are not asserted
	more      [][]further          // by claim
	concluded map[[2]Place]*taking // what was concluded the last time, where that may hold
	bits      []float64
	edges     []*Edge // nil: not asserted
	tied      []int   // clauses whose order is not known
	stated    []int   // and those whose dates are stated
}

// conclude adds up the claims of a work by source, unless all that matters for that is as
// it was the last time.
func (l *library) conclude(m *mixture, k *kin) {
	if !m.news && !m.anew && !m.fresh {
		return
	}
	x := &conclusion{library: l, mixture: m, number: map[int32]int32{}, picks: slices.Clone(m.picks), more: make([][]further, len(m.claims))}
	x.concluded, m.taken = x.last(), nil
	for _, b := range m.who {
		x.add(b)
	}
	x.weigh(k)
	for i := range m.claims {
		first := len(m.taken)
		if x.picks[i] >= 0 {
			y := &m.claims[i].sources[x.picks[i]]
			if x.edges[y.who] != nil {
				m.taken = append(m.taken, x.borrowing(i, y))
				x.count(i, y.source(), m.taken[first].Kind)
			} else if y.book != m.book {
				x.picks[i] = -1
			}
		}
		x.more[i] = slices.DeleteFunc(x.more[i], func(f further) bool { return x.edges[x.number[f.book]] == nil && f.book != m.book })
		for _, f := range x.more[i] {
			if f.book != m.book {
				m.taken = append(m.taken, x.part(i, f))
				x.count(i, f.origin, Part)
			}
		}
		slices.SortStableFunc(m.taken[first:], func(a, b taking) int { return cmp.Compare(b.Words, a.Words) })
	}
	m.edges = x.list()
}

// add takes a book in as a source.
func (x *conclusion) add(b int32) int32 {
	n, ok := x.number[b]
	if !ok {
		n = int32(len(x.sources))
		x.number[b] = n
		x.sources = append(x.sources, b)
		x.bits = append(x.bits, 0)
	}
	return n
}

// weigh asks which works are asserted to be sources.
func (x *conclusion) weigh(k *kin) {
	noise := make([]float64, len(x.who))
	for i := range x.claims {
		c := &x.claims[i]
		if n := x.mixture.picks[i]; n >= 0 {
			y := &c.sources[n]
			x.bits[y.who] += float64(y.saved - y.place)
		} else if c.isStock < .5 {
			c.eachBest(func(y *source) { noise[y.who] += float64(y.saved) })
		}
	}
	for i := range x.claims {
		if n := x.mixture.picks[i]; n >= 0 {
			x.more[i] = x.further(&x.claims[i], &x.claims[i].sources[n], k)
		}
	}
	for i := range x.more {
		for _, f := range x.more[i] {
			x.bits[x.add(f.book)] += f.saved - f.place
		}
	}
	most := 0.0
	for _, n := range noise {
		most = max(most, n)
	}
	x.edges, x.tied, x.stated = make([]*Edge, len(x.sources)), make([]int, len(x.sources)), make([]int, len(x.sources))
	for w, b := range x.sources {
		if strength := x.bits[w] / (x.bits[w] + most + chance); b != x.book && strength >= convinced {
			x.edges[w] = &Edge{From: int(b), To: int(x.book), Strength: strength, Twin: [2]int{-1, -1}}
		}
	}
}

// count counts what a claim has from a source.
func (x *conclusion) count(claim int, y origin, kind Kind) {
	w, c, mine := x.number[y.book], &x.claims[claim], &x.books[x.book]
	e := x.edges[w]
	if kind == Same {
		e.Same++
	} else {
		e.Changed++
	}
	from := &x.books[y.book]
	if d := mine.dates[c.version]; e.First == "" || d != "" && d < e.First {
		e.First = d
	}
	if a := from.dates[from.oldest(x.library, y)]; compareDates(a, mine.dates[c.version]) == 0 {
		x.tied[w]++
	}
	if mine.stated[c.version] && from.stated[y.version] {
		x.stated[w]++
	}
}

// list are the edges that are asserted.
func (x *conclusion) list() (out []Edge) {
	shares := x.shares()
	for w, e := range x.edges {
		if e == nil || e.Same+e.Changed == 0 {
			continue
		}
		e.Share = shares[w]
		e.Direction = Inferred
		switch {
		case x.upstream[[2]int32{int32(e.To), int32(e.From)}]:
			e.Direction = Known
		case 2*x.tied[w] >= e.Same+e.Changed && x.books[e.From].kept == x.books[e.To].kept:
			e.Direction = Undetermined
		case 2*x.tied[w] >= e.Same+e.Changed:
			e.Direction = Inferred
		case 2*x.stated[w] >= e.Same+e.Changed:
			e.Direction = Known
		}
		e.Kind = Borrowed
		if e.Share >= derived {
			e.Kind = Derived
		}
		if v, w := x.twins(e.From, e.To); v >= 0 {
			e.Twin, e.Kind = [2]int{v, w}, Identical
		}
		out = append(out, *e)
	}
	slices.SortFunc(out, func(a, b Edge) int { return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(a.From, b.From)) })
	return out
}

// oldest is the version in which the unit of a source first stood.
func (b *book) oldest(l *library, y origin) int32 {
	for _, u := range l.units[y.unit].uses {
		if u.work == y.book {
			return u.first.version
		}
	}
	return y.version
}

// eachBest calls yield with the best source of each book.
func (c *claim) eachBest(yield func(y *source)) {
	for i := range c.sources {
		best := true
		for j := range c.sources {
			if c.sources[j].who == c.sources[i].who && (c.sources[j].saved > c.sources[i].saved || j < i && c.sources[j].saved == c.sources[i].saved) {
				best = false
			}
		}
		if best {
			yield(&c.sources[i])
		}
	}
}

// borrowing puts a claim's answer into words.
func (x *conclusion) borrowing(claim int, y *source) taking {
	c := &x.claims[claim]
	b := Borrowing{From: x.where(y.book, y.spot), To: x.where(x.book, c.spot), Bits: float64(y.saved)}
	for _, s := range c.sources {
		if s.who == y.who {
			b.Score += s.is
		}
	}
	words := x.units[c.unit].words
	runs := x.runs(c.unit, y, words)
	half := 0
	for _, r := range runs {
		half += weigh(words[r.a : r.a+r.n])
	}
	b.Words = (half + 1) / 2
	switch {
	case y.unit == c.unit:
		b.Kind = Same
	case 2*half < weigh(words):
		b.Kind = Part
	default:
		b.Kind = Adapted
	}
	b.Spans = x.spans(b.To, b.From, runs)
	return taking{b, runs}
}

// runs are the stretches of a claim's words that its source explains.
func (l *library) runs(unit int32, y *source, words []uint32) []run {
	if y.unit == unit {
		return []run{{0, 0, int32(len(words))}}
	}
	x := l.units[unit].lie(y.unit)
	var out []run
	for i, r := range x.runs {
		if i < 64 && x.kept&(1<<i) != 0 {
			out = append(out, r)
		}
	}
	return out
}

// weigh is how much text words are, in halves of a word.
func weigh(words []uint32) (n int) {
	for _, w := range words {
		n += weight(w)
	}
	return n
}

// shares are the parts of the text in force that came from each source, be it by way of
// the work's own earlier versions.
func (x *conclusion) shares() []float64 {
	type part struct {
		from int32 // number of the source
		of   float64
	}
	parts := make([][]part, len(x.claims)) // of each claim's words
	for i := range x.claims {              // sources in the same work stand before what is made of them
		c := &x.claims[i]
		words := x.units[c.unit].words
		take := func(y origin, runs []run) {
			kept := 0
			for _, r := range runs {
				kept += weigh(words[r.a : r.a+r.n])
			}
			of := float64(kept) / float64(weigh(words))
			if y.book != x.book {
				parts[i] = append(parts[i], part{x.number[y.book], of})
				return
			}
			for _, p := range parts[x.mixture.at[y.unit]] {
				parts[i] = append(parts[i], part{p.from, p.of * of})
			}
		}
		if n := x.picks[i]; n >= 0 {
			y := &c.sources[n]
			take(y.source(), x.runs(c.unit, y, words))
		}
		for _, f := range x.more[i] {
			take(f.origin, f.runs)
		}
	}
	shares := make([]float64, len(x.sources))
	pages := x.books[x.book].pages
	if len(pages) == 0 {
		return shares
	}
	all := 0.0
	for _, u := range pages[len(pages)-1].units {
		n := float64(weigh(x.units[u].words))
		all += n
		for _, p := range parts[x.mixture.at[u]] {
			shares[p.from] += n * p.of
		}
	}
	for w := range shares {
		shares[w] /= max(1, all)
	}
	return shares
}

// twins are versions of two books that are identical to the letter, the latest of the
// first and the earliest of the second; -1 without.
func (l *library) twins(a, b int) (v, w int) {
	x, y := &l.books[a], &l.books[b]
	at := make(map[uint64]int, len(x.pages))
	for i := range x.pages {
		at[x.pages[i].exact] = i
	}
	for j := range y.pages {
		if i, ok := at[y.pages[j].exact]; ok && len(y.pages[j].units) > 0 && l.earlier(int32(a), int32(i), int32(b), int32(j)) {
			return x.versions[i], y.versions[j]
		}
	}
	return -1, -1
}

// exact hashes the words of a text and their order as they are printed.
func exact(t *law.Text) uint64 {
	h := letters.Seed
	for i := range t.Clauses {
		c := &t.Clauses[i]
		h = letters.Hash(letters.Hash(letters.Hash(h, c.Label), c.Heading), c.Text)
	}
	return h
}
