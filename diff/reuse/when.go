package reuse

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"polity/commons/law"
)

// day is a date as a number that rises with the dates of all works, and the number of the
// last date that may be the same: it has this one as its beginning.
type day struct{ from, to int32 }

// count numbers the dates.
func (g *gatherer) count() {
	days := map[law.Date]day{}
	var all []law.Date
	for i := range g.books {
		for _, d := range g.books[i].dates {
			if _, ok := days[d]; !ok {
				days[d] = day{}
				all = append(all, d)
			}
		}
	}
	slices.Sort(all)
	for n, d := range all {
		to := n
		for to+1 < len(all) && strings.HasPrefix(string(all[to+1]), string(d)) {
			to++
		}
		days[d] = day{int32(n), int32(to)}
	}
	for i := range g.books {
		b := &g.books[i]
		for _, d := range b.dates {
			b.days = append(b.days, days[d])
		}
	}
}

// sort orders the units by when they are first seen, and notes how far each has to look:
// what is born later than late is later than all uses of it.
func (g *gatherer) sort() {
	reach := make([][]int32, len(g.books)) // by version: the last day of it and of those before it
	for i := range g.books {
		last := int32(-1)
		for _, d := range g.books[i].days {
			last = max(last, d.to)
			reach[i] = append(reach[i], last)
		}
	}
	g.order = g.order[:0]
	for u := range g.units {
		x := &g.units[u]
		if len(x.uses) == 0 {
			continue
		}
		g.order = append(g.order, int32(u))
		x.born, x.late = math.MaxInt32, -1
		for i := range x.uses {
			y := &x.uses[i]
			x.born = min(x.born, g.books[y.work].days[y.first.version].from)
			x.late = max(x.late, reach[y.work][y.first.version])
		}
	}
	slices.SortFunc(g.order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(g.units[a].born, g.units[b].born), cmp.Compare(g.units[a].key, g.units[b].key))
	})
}

// compareDates is negative where a lies before b, positive where it lies after it, 0
// where that cannot be told: equal, unknown, or one a part of the other.
func compareDates(a, b law.Date) int {
	n := min(len(a), len(b))
	return strings.Compare(string(a[:n]), string(b[:n]))
}

// earlier reports whether what stands in version v of book a can have been the source
// of what enters book b with version w.
func (l *library) earlier(a, v, b, w int32) bool {
	if a == b {
		return v < w
	}
	x, y := &l.books[a], &l.books[b]
	switch d, e := x.days[v], y.days[w]; {
	case d.to < e.from:
		return true
	case e.to < d.from:
		return false
	case l.upstream[[2]int32{b, a}]:
		return true
	case l.upstream[[2]int32{a, b}]:
		return false
	}
	return x.rank < y.rank
}

// at is the spot of a use as it was when version w of book b was written: the latest
// before it that still had the unit, as far as first and last tell.
func (l *library) at(x *use, b, w int32) spot {
	if l.earlier(x.work, x.last.version, b, w) {
		return x.last
	}
	p := l.books[x.work].pages
	lo, hi := x.first.version, x.last.version // the first is earlier, the last is not
	for hi-lo > 1 {
		if m := (lo + hi) / 2; l.earlier(x.work, m, b, w) {
			lo = m
		} else {
			hi = m
		}
	}
	u := p[x.first.version].units[x.first.at]
	if k := slices.Index(p[lo].units, u); k >= 0 {
		return spot{lo, int32(k)}
	}
	return x.first
}
