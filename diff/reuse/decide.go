package reuse

import (
	"math"
	"slices"
)

// decide picks a source for every claim. All mixtures are decided before any is
// corrected, for what a source took itself tells whether it is one. A mixture that is
// as it was the last time, as are those of its sources, is decided already.
func (l *library) decide(all []*mixture) {
	for _, m := range all {
		if !m.fresh {
			continue
		}
		m.first = make([]int, len(m.claims))
		for i := range m.claims {
			m.first[i] = l.pick(&m.claims[i], nil)
		}
	}
	// The oldest first: a work's sources are right before it is looked at.
	order := make([]int, len(all))
	for i := range order {
		order[l.books[i].rank] = i
	}
	for _, i := range order {
		m := all[i]
		m.altered, m.anew = false, false
		if !m.fresh && !slices.ContainsFunc(m.who, func(b int32) bool { return l.settled(m, b) && all[b].altered }) {
			continue
		}
		m.anew = true
		was := m.older
		if m.was != nil {
			was = m.was.older
		}
		m.picks = slices.Clone(m.first)
		l.correct(all, m)
		l.ancestry(all, m)
		same := func(a, b claim) bool { return a.unit == b.unit }
		m.altered = !slices.Equal(m.older, was) || m.was != nil && !slices.EqualFunc(m.claims, m.was.claims, same)
		m.was = nil
	}
}

// pick is the source that a claim has, or -1: the likeliest work that is not barred,
// of equals the latest, and in it the likeliest clause.
func (l *library) pick(c *claim, barred []bool) int {
	if c.isNew+c.isStock >= .5 || len(c.sources) == 0 {
		return -1
	}
	by := make(map[int32]float64, 4)
	for _, s := range c.sources {
		by[s.who] += s.is
	}
	const equal = 1 + 1e-6
	better := func(a, b *source) bool {
		x, y := by[a.who], by[b.who]
		switch {
		case a.who == b.who:
			return a.is > b.is
		case x > y*equal, y > x*equal:
			return x > y
		}
		return l.books[a.book].rank > l.books[b.book].rank
	}
	best := -1
	for i := range c.sources {
		if barred != nil && barred[c.sources[i].who] {
			continue
		}
		if best < 0 || better(&c.sources[i], &c.sources[best]) {
			best = i
		}
	}
	return best
}

// A source that has readings of its own which the later work does not share, but for
// which that has the reading of the source's own source, is no source: both come from a
// text that is lost, and what is left of their common line is the source's source. That
// is the rule of separative errors (Maas, «Textual Criticism»). One such reading proves
// little, and a work may have drawn from both in turn; so the order of witnesses along
// the text is asked which of the two explains it better.

// witness is what one clause says of a work's descent from a source.
type witness byte

const (
	follows witness = iota // it has a reading that the source made new
	differs                // it comes from the source, and yet has the older reading, too
	passes                 // it comes from the source's source, which reads otherwise
)

const (
	reading   = 5.0 // bits that make a reading: a word that is not among the commonest
	cousinly  = 1.0 // bits in favour before a source is held for a cousin: two to one
	maxCousin = 8   // sources of one work that may be barred
)

// correct takes cousins off the sources of a work.
func (l *library) correct(all []*mixture, m *mixture) {
	barred := make([]bool, len(m.who))
	for range maxCousin {
		worst, most := -1, cousinly
		for w, heard := range l.witnesses(all, m, barred) {
			if s := cousin(heard); s > most {
				worst, most = w, s
			}
		}
		if worst < 0 {
			return
		}
		barred[worst] = true
		for i := range m.claims {
			if m.picks[i] < 0 || m.claims[i].sources[m.picks[i]].who != int32(worst) {
				continue
			}
			if n := l.pick(&m.claims[i], barred); n >= 0 && m.claims[i].sources[n].saved >= unsure {
				m.picks[i] = n
			}
		}
	}
}

// cousin is how many bits better the witnesses are explained by a lost text between
// both than by descent. Of a cousin each differs with one chance, whichever. A
// descendant goes back to old readings seldom, one time in ten on the whole (as a Beta
// distribution of 1 and 9, summed at its octiles), and may have stretches from the
// source's source, of which a text has one or two.
func cousin(heard []witness) float64 {
	n, against := len(heard), 0
	for _, w := range heard {
		if w != follows {
			against++
		}
	}
	if against < 3 {
		return math.Inf(-1)
	}
	a, _ := math.Lgamma(float64(against + 1))
	b, _ := math.Lgamma(float64(n - against + 1))
	both, _ := math.Lgamma(float64(n + 2))
	lost := (a + b - both) / math.Ln2
	const parts = 8
	var sum float64
	for k := range 2 * parts { // first without such stretches, then with them
		turn := 2 / float64(n+2) * float64(k/parts)
		back := 1 - math.Pow(1-(float64(k%parts)+.5)/parts, 1.0/9)
		in, out, scale := 1-turn, turn, 0.0 // in the source, or in the source's source
		for i, w := range heard {
			if i > 0 {
				in, out = in*(1-turn)+out*turn, out*(1-turn)+in*turn
			}
			switch w {
			case follows:
				in, out = in*(1-back), 0
			case differs:
				in, out = in*back, 0
			case passes:
				in *= back
			}
			s := in + out
			in, out, scale = in/s, out/s, scale+math.Log2(s)
		}
		sum += math.Exp2(scale-lost) / (2 * parts)
	}
	return -math.Log2(sum)
}

// witnesses are what the clauses of a work say of each of its sources that are not
// barred, in the order of the work.
func (l *library) witnesses(all []*mixture, m *mixture, barred []bool) [][]witness {
	heard := make([][]witness, len(m.who))
	var about []int32
	for i := range m.claims {
		if m.picks[i] >= 0 {
			if w := m.claims[i].sources[m.picks[i]].who; m.who[w] != m.book && !barred[w] && !slices.Contains(about, w) {
				about = append(about, w)
			}
		}
	}
	for _, w := range about {
		changed := map[int32]int32{}
		if l.settled(m, m.who[w]) {
			changed = all[m.who[w]].changes()
		}
		for i := range m.claims {
			if m.picks[i] < 0 {
				continue
			}
			c := &m.claims[i]
			y := &c.sources[m.picks[i]]
			if y.who == w {
				if x, ok := l.separates(all, m, c, y); ok {
					heard[w] = append(heard[w], x)
				}
			} else if s, ok := changed[y.unit]; ok {
				mine, theirs := l.covered(c.unit, s), l.covered(c.unit, y.unit)
				if only(theirs, mine, l.units[c.unit].alone) >= reading {
					heard[w] = append(heard[w], passes)
				}
			}
		}
	}
	return heard
}

// settled reports whether a book is decided before that of a mixture is.
func (l *library) settled(m *mixture, b int32) bool {
	return l.books[b].rank < l.books[m.book].rank
}

// changes are the units that a work has otherwise than its line had them before, by the
// older reading.
func (m *mixture) changes() map[int32]int32 {
	out := map[int32]int32{}
	for i, old := range m.older {
		if old >= 0 {
			out[old] = m.claims[i].unit
		}
	}
	return out
}

// sameText reports whether a work is another one over again.
func (l *library) sameText(a, b int32) bool {
	x, y := l.books[a].pages, l.books[b].pages
	return len(x) > 0 && len(y) > 0 && x[0].exact == y[len(y)-1].exact
}

// ancestry notes for every claim of a decided work the reading it had in its source;
// that of the source's source where the work is its source over again.
func (l *library) ancestry(all []*mixture, m *mixture) {
	m.older = make([]int32, len(m.claims))
	for i := range m.claims {
		m.older[i] = -1
		if m.picks[i] < 0 {
			continue
		}
		y := &m.claims[i].sources[m.picks[i]]
		switch up := all[y.book]; {
		case y.book == m.book: // its own earlier version: which of the two was copied is not asked
		case y.unit != m.claims[i].unit:
			m.older[i] = y.unit
		case l.settled(m, y.book) && l.sameText(m.book, y.book):
			m.older[i] = up.older[up.at[y.unit]]
		}
	}
}

// separates is what a claim says of the source it was given; false where that has no
// reading of its own there, or cannot be told.
func (l *library) separates(all []*mixture, m *mixture, c *claim, y *source) (witness, bool) {
	up := all[y.book]
	if !l.settled(m, y.book) {
		return 0, false
	}
	old := up.older[up.at[y.unit]]
	if old < 0 {
		return 0, false
	}
	mine, theirs := l.covered(c.unit, y.unit), l.covered(c.unit, old)
	price := l.units[c.unit].alone
	switch {
	case only(theirs, mine, price) >= reading:
		return differs, true
	case only(mine, theirs, price) >= reading:
		return follows, true
	}
	return 0, false
}

// covered says which words of a unit lie on another: none where that saves nothing.
func (l *library) covered(u, on int32) []bool {
	out := make([]bool, len(l.units[u].words))
	if u == on {
		for i := range out {
			out[i] = true
		}
		return out
	}
	y := l.units[u].lie(on)
	if y == nil || y.saved <= 0 {
		return out
	}
	for i, r := range y.runs {
		if i < 64 && y.kept&(1<<i) != 0 {
			for j := r.a; j < r.a+r.n; j++ {
				out[j] = true
			}
		}
	}
	return out
}

// only is what the dearest stretch costs that a covers and b does not.
func only(a, b []bool, price []float32) float32 {
	var most, held float32
	for i := range a {
		if a[i] && !b[i] {
			held += price[i]
			most = max(most, held)
		} else {
			held = 0
		}
	}
	return most
}
