package reuse

import (
	"math"
	"slices"

	"polity/diff/letters"
)

// What a change leaves as it was should cost nothing, not even the look that tells so. So
// of every unit it is noted who sees something new in it: books that have a version of
// this day, as day.from counts, or of a later one. A book that sees nothing new in its units
// nor in those on which they lie has what it had the last time. News may turn
// out to be none: they are but a reason to look.
const (
	always = math.MinInt32 // every book sees it
	never  = math.MaxInt32
)

// past is what is known of the last trace, to tell what is new.
type past struct {
	rest    uint64            // hash of what every book depends on
	signs   map[string]uint64 // by the name of a book: hash of all that it is
	placed  []string          // the names of the books, as they were numbered
	cluster []int32           // by unit
	shelved []bool            // by unit
}

// compare notes what is new in the works: uses of units that are not those of the last time,
// and all units of books that are not what they were.
func (l *library) compare(upstream map[string][]string) {
	old := l.past
	l.today = l.numbers()
	l.past.rest = letters.Mix(l.Cache.names, math.Float64bits(l.choice()))
	l.past.signs, l.past.placed = make(map[string]uint64, len(l.books)), make([]string, len(l.books))
	l.since, l.same = make([]int32, len(l.units)), make([]bool, len(l.books))
	for u := range l.units {
		if l.since[u] = l.newUse(&l.units[u]); old.rest != l.past.rest {
			l.since[u] = always
		}
	}
	for i := range l.books {
		b := &l.books[i]
		sign := b.all(upstream[b.work.ID])
		l.past.placed[i], l.past.signs[b.name] = b.name, sign
		was, ok := old.signs[b.name]
		l.same[i] = ok && was == sign && old.rest == l.past.rest
		if ok && was != sign {
			for _, e := range b.entries {
				l.since[e.unit] = always
			}
		}
	}
}

// numbers are the books of today by their numbers of the last time, -1 where one is gone.
func (l *library) numbers() []int32 {
	now := make(map[string]int32, len(l.books))
	for i := range l.books {
		now[l.books[i].name] = int32(i)
	}
	out := make([]int32, len(l.past.placed))
	for i, name := range l.past.placed {
		out[i] = -1
		if n, ok := now[name]; ok {
			out[i] = n
		}
	}
	return out
}

// newUse is since when there is a use of a unit that there was not, or none that there was.
func (l *library) newUse(x *unit) int32 {
	same := func(a, b use) bool { return a == use{l.today[b.work], b.first, b.last} }
	now, was := x.uses, x.was
	for len(now) > 0 && len(was) > 0 && same(now[0], was[0]) {
		now, was = now[1:], was[1:]
	}
	for len(now) > 0 && len(was) > 0 && same(now[len(now)-1], was[len(was)-1]) {
		now, was = now[:len(now)-1], was[:len(was)-1]
	}
	if len(was) > 0 {
		return always
	}
	since := int32(never)
	for _, y := range now {
		since = min(since, l.books[y.work].days[y.first.version].from)
	}
	return since
}

// all is a hash of all that a book is and of what it is known to come from.
func (b *book) all(upstream []string) uint64 {
	h := b.sign
	for i, v := range b.versions {
		h = letters.Mix(letters.Hash(letters.Mix(h, uint64(v)), string(b.dates[i])), b.pages[i].sign)
		h = letters.Mix(h, b.pages[i].exact)
		if b.stated[i] {
			h++
		}
	}
	upstream = slices.Clone(upstream)
	slices.Sort(upstream)
	for _, id := range upstream {
		h = letters.Hash(h, id)
	}
	return h
}

// newLies notes as new which of a unit's lies are not what they were. Whoever has the unit
// may have seen what is gone.
func (l *library) newLies(u int32, now, was []lie) {
	missing := func(in []lie, unit int32) bool {
		return !slices.ContainsFunc(in, func(y lie) bool { return y.unit == unit })
	}
	for i := range now {
		if missing(was, now[i].unit) {
			l.newLie(u, now[i].unit)
		}
	}
	for i := range was {
		if missing(now, was[i].unit) {
			l.since[u] = min(l.since[u], l.units[u].born)
		}
	}
}

// newLie notes as new how a unit lies on another: who has but one of them does not see it.
func (l *library) newLie(u, v int32) {
	l.since[u] = min(l.since[u], max(l.units[u].born, l.units[v].born))
}

// regroup notes as new what is in another cluster than the last time, or alike to
// something where it was to nothing or the other way round.
func (l *library) regroup(k *kin) {
	shelved := make([]bool, len(l.units))
	for _, u := range l.order {
		shelved[u] = l.shelved(u, k)
		if int(u) < len(l.past.cluster) && (k.cluster[u] != l.past.cluster[u] || shelved[u] != l.past.shelved[u]) {
			l.since[u] = always
		}
	}
	l.past.cluster, l.past.shelved = k.cluster, shelved
}

// news are the books that see something new.
func (l *library) news() []bool {
	since := slices.Clone(l.since)
	for _, u := range l.order {
		for i := range l.units[u].lies {
			if y := &l.units[u].lies[i]; y.saved > 0 {
				since[u] = min(since[u], l.since[y.unit])
			}
		}
	}
	out := make([]bool, len(l.books))
	for i := range l.books {
		b := &l.books[i]
		last := int32(never)
		if len(b.days) > 0 {
			last = slices.MaxFunc(b.days, func(x, y day) int { return int(x.to - y.to) }).to
		}
		out[i] = !l.same[i] || slices.ContainsFunc(b.entries, func(e entry) bool { return since[e.unit] <= last })
	}
	return out
}
