package reuse

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"polity/diff/letters"
)

// sharers is how many books that have the very same unit are looked at, the latest.
const sharers = 64

// eachSource calls yield with every use of a unit that may be the source of an entry of
// a book: first those of the very same words, then those on which it lies. A reading that
// the book itself had is its own, whoever else has it: a fork has all that its upstream had.
func (l *library) eachSource(b int32, e entry, yield func(x *use, unit int32, saved float32, kept uint64)) {
	u := &l.units[e.unit]
	for _, x := range l.before(u.uses, b, e) {
		if x.work != b && l.earlier(x.work, x.first.version, b, e.version) {
			yield(&x, e.unit, u.full, 0)
		}
	}
	for i := range u.lies {
		y := &u.lies[i]
		if y.saved <= 0 {
			continue
		}
		uses := l.units[y.unit].uses
		if n := slices.IndexFunc(uses, func(x use) bool { return x.work == b && x.first.version < e.version }); n >= 0 {
			yield(&uses[n], y.unit, y.saved, y.kept)
			continue
		}
		for _, x := range l.before(uses, b, e) {
			if l.earlier(x.work, x.first.version, b, e.version) {
				yield(&x, y.unit, y.saved, y.kept)
			}
		}
	}
}

// before leaves of very many uses the last of those that are earlier than an entry of a
// book, among them such that are not.
func (l *library) before(uses []use, b int32, e entry) []use {
	if len(uses) <= sharers {
		return uses
	}
	n, end := 0, len(uses)
	for i := len(uses) - 1; i >= 0; i-- {
		if !l.earlier(uses[i].work, uses[i].first.version, b, e.version) {
			if n == 0 {
				end = i
			}
			continue
		}
		if n++; n == sharers {
			return uses[i:end]
		}
	}
	return uses[:end]
}

// sign is a hash of all that the mixture of a book is made from, and what decides it, but
// for the stock and for other mixtures.
func (l *library) sign(b int32, k *kin) uint64 {
	x := &l.books[b]
	h := letters.Mix(x.sign, math.Float64bits(l.choice()))
	for i := range x.pages {
		h = letters.Mix(letters.Mix(h, x.pages[i].sign), x.pages[i].exact)
	}
	for _, e := range x.entries {
		h = letters.Mix(letters.Mix(h, l.units[e.unit].priced), uint64(e.version)<<32|uint64(e.at))
		if l.shelved(e.unit, k) {
			h++
		}
		l.eachSource(b, e, func(y *use, unit int32, saved float32, kept uint64) {
			s := l.at(y, b, e.version)
			from := &l.books[y.work]
			h = letters.Mix(letters.Mix(h, from.sign), uint64(s.version)<<32|uint64(s.at))
			h = letters.Mix(letters.Mix(h, l.units[unit].key), kept)
			h = letters.Mix(h, uint64(len(from.pages[s.version].units))<<32|uint64(math.Float32bits(saved)))
			if l.sameText(b, y.work) {
				h++
			}
		})
	}
	return h
}

// choice is how many books there are to choose from.
func (l *library) choice() float64 {
	return float64(uint64(1) << bits.Len(uint(max(2, len(l.books))-2)))
}

// shelved reports whether another entry reads like a unit.
func (l *library) shelved(u int32, k *kin) bool {
	return len(l.units[u].uses) > 1 || len(k.of(u)) > 0
}

func (l *library) mixture(b int32, k *kin) *mixture {
	m := &mixture{book: b, choice: l.choice(), fresh: true}
	who := map[int32]int32{}
	x := &l.books[b]
	m.at = make(map[int32]int, len(x.entries))
	m.claims = make([]claim, len(x.entries))
	var found []source
	for i, e := range x.entries {
		m.at[e.unit] = i
		c := &m.claims[i]
		c.entry, c.full, c.shelved = e, l.units[e.unit].full, l.shelved(e.unit, k)
		found = found[:0]
		l.eachSource(b, e, func(use *use, u int32, saved float32, _ uint64) {
			c.saved = max(c.saved, saved)
			found = append(found, source{book: use.work, unit: u, spot: l.at(use, b, e.version), saved: saved})
		})
		c.sources = slices.Clone(c.prune(found))
		for s := range c.sources {
			y := &c.sources[s]
			w, ok := who[y.book]
			if !ok {
				w = int32(len(m.who))
				who[y.book] = w
				m.who = append(m.who, y.book)
			}
			y.who = w
		}
		c.hint()
	}
	m.sums = m.room()
	return m
}

// hopeless is how many bits behind the best a source may be and still be thought of.
const hopeless = 400

// prune takes off the sources that save much less than the best.
func (c *claim) prune(found []source) []source {
	found = slices.DeleteFunc(found, func(s source) bool { return s.saved < c.saved-hopeless })
	if len(found) > sharers {
		slices.SortStableFunc(found, func(a, b source) int { return cmp.Compare(b.saved, a.saved) })
		found = found[:sharers]
	}
	return found
}

// hint notes the spots that neighbours may go by: of each book the best source, the
// first of equals.
func (c *claim) hint() {
	for i := range c.sources {
		y := &c.sources[i]
		if y.saved < unsure || y.saved < c.saved-unsure {
			continue
		}
		best := true
		for j := range c.sources {
			if z := &c.sources[j]; z.book == y.book && (z.saved > y.saved || j < i && z.saved == y.saved) {
				best = false
			}
		}
		if best {
			c.spots = append(c.spots, hint{y.who, y.at, true})
		}
	}
}
