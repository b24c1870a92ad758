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

// conclude adds up the claims of a work by source.
func (l *library) conclude(m *mixture, r *Result) {
	x := &l.books[m.book]
	picks := slices.Clone(m.picks)
	noise := make([]float64, len(m.who))
	bits := make([]float64, len(m.who))
	for i := range m.claims {
		c := &m.claims[i]
		if picks[i] >= 0 {
			y := &c.sources[picks[i]]
			bits[y.who] += float64(y.saved - y.place)
			continue
		}
		if c.isStock < .5 {
			c.eachBest(func(y *source) { noise[y.who] += float64(y.saved) })
		}
	}
	most := 0.0
	for _, n := range noise {
		most = max(most, n)
	}
	edges := make([]*Edge, len(m.who))
	for w, b := range m.who {
		if strength := bits[w] / (bits[w] + most + chance); b != m.book && strength >= convinced {
			edges[w] = &Edge{From: int(b), To: int(m.book), Strength: strength, Twin: [2]int{-1, -1}}
		}
	}
	tied := make([]int, len(m.who)) // clauses whose order is not known, and those whose dates are stated
	stated := make([]int, len(m.who))
	for i := range m.claims {
		c := &m.claims[i]
		if picks[i] < 0 {
			continue
		}
		y := &c.sources[picks[i]]
		e := edges[y.who]
		if e == nil {
			if y.book != m.book {
				picks[i] = -1
			}
			continue
		}
		b := l.borrowing(m, i, y)
		r.Clauses = append(r.Clauses, b)
		if b.Kind == Same {
			e.Same++
		} else {
			e.Changed++
		}
		from := &l.books[y.book]
		if d := x.dates[c.version]; e.First == "" || d != "" && d < e.First {
			e.First = d
		}
		if a := from.dates[from.oldest(l, y)]; compareDates(a, x.dates[c.version]) == 0 {
			tied[y.who]++
		}
		if x.stated[c.version] && from.stated[y.version] {
			stated[y.who]++
		}
	}
	shares := l.shares(m, picks)
	var out []Edge
	for w, e := range edges {
		if e == nil || e.Same+e.Changed == 0 {
			continue
		}
		e.Share = shares[w]
		e.Direction = Inferred
		switch {
		case l.upstream[[2]int32{int32(e.To), int32(e.From)}]:
			e.Direction = Known
		case 2*tied[w] >= e.Same+e.Changed && l.books[e.From].kept == x.kept:
			e.Direction = Undetermined
		case 2*tied[w] >= e.Same+e.Changed:
			e.Direction = Inferred
		case 2*stated[w] >= e.Same+e.Changed:
			e.Direction = Known
		}
		e.Kind = Borrowed
		if e.Share >= derived {
			e.Kind = Derived
		}
		if v, w := l.twins(e.From, e.To); v >= 0 {
			e.Twin, e.Kind = [2]int{v, w}, Identical
		}
		out = append(out, *e)
	}
	slices.SortFunc(out, func(a, b Edge) int { return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(a.From, b.From)) })
	r.Edges = append(r.Edges, out...)
}

// oldest is the version in which the unit of a source first stood.
func (b *book) oldest(l *library, y *source) int32 {
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
func (l *library) borrowing(m *mixture, claim int, y *source) Borrowing {
	c := &m.claims[claim]
	b := Borrowing{From: l.where(y.book, y.spot), To: l.where(m.book, c.spot), Bits: float64(y.saved)}
	for _, s := range c.sources {
		if s.who == y.who {
			b.Score += s.is
		}
	}
	words := l.units[c.unit].words
	runs := l.runs(c.unit, y, words)
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
	if len(m.spans) != len(m.claims) {
		m.spans = make([]located, len(m.claims))
	}
	b.Spans = l.locate(&m.spans[claim], b.To, b.From, runs)
	return b
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

// shares are the parts of the text in force that came from each book, be it by way of
// the work's own earlier versions.
func (l *library) shares(m *mixture, picks []int) []float64 {
	type part struct {
		who int32 // -1: nobody
		of  float64
	}
	parts := make([]part, len(m.claims)) // of each claim's words
	for i := range m.claims {            // sources in the same work stand before what is made of them
		c := &m.claims[i]
		parts[i].who = -1
		if picks[i] < 0 {
			continue
		}
		y := &c.sources[picks[i]]
		words := l.units[c.unit].words
		kept := 0
		for _, r := range l.runs(c.unit, y, words) {
			kept += weigh(words[r.a : r.a+r.n])
		}
		parts[i] = part{y.who, float64(kept) / float64(weigh(words))}
		if y.book == m.book {
			own := parts[m.at[y.unit]]
			parts[i] = part{own.who, own.of * parts[i].of}
		}
	}
	shares := make([]float64, len(m.who))
	x := &l.books[m.book]
	if len(x.pages) == 0 {
		return shares
	}
	all := 0.0
	for _, u := range x.pages[len(x.pages)-1].units {
		n := float64(weigh(l.units[u].words))
		all += n
		if p := parts[m.at[u]]; p.who >= 0 {
			shares[p.who] += n * p.of
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
