package family

import (
	"polity/commons/law"
)

// maxHolders bounds how many works are looked at for one reading.
const maxHolders = 64

// A work's first or present text is another's when this share of its letters, in
// minShared clauses at least, stands there to the letter.
const (
	enough    = 0.25
	minShared = 3
)

// otherwise is by how much the words must speak for another work than history does
// to be a relation of their own.
const otherwise = 0.3

// read indexes every reading of every main line by where it stood first.
func (f *finder) read() {
	f.holders, f.weight = map[uint64][]int32{}, map[uint64]int{}
	f.held = make([]map[uint64]int, len(f.works))
	f.known = map[uint64]uint64{}
	for _, i := range f.order {
		w := f.works[i]
		held := map[uint64]int{}
		seen := map[*law.Text]bool{}
		for _, v := range mainLine(w) {
			t := w.Versions[v].Text
			if seen[t] {
				continue
			}
			seen[t] = true
			for c := range t.Clauses {
				k := f.reading(&t.Clauses[c])
				if _, ok := held[k]; k == 0 || ok {
					continue
				}
				held[k] = v
				if list := f.holders[k]; len(list) < maxHolders {
					f.holders[k] = append(list, int32(i))
				}
			}
		}
		f.held[i] = held
	}
}

// reading is a clause's key; 0 where it is too short to prove anything.
func (f *finder) reading(c *law.Clause) uint64 {
	if k, ok := f.known[c.Source]; ok && c.Source != 0 {
		return k
	}
	_, k, letters := key(c)
	if letters < minReading {
		k = 0
	} else {
		f.weight[k] = letters
	}
	f.known[c.Source] = k
	return k
}

// mainLine are the versions of the main line, oldest first.
func mainLine(w *law.Work) []int {
	out := make([]int, 0, len(w.Changes))
	for k := range w.Changes {
		out = append(out, w.Changes[k].To)
	}
	return out
}

// readingsOf are the readings of a version, each once.
func (f *finder) readingsOf(w *law.Work, v int) []uint64 {
	var out []uint64
	seen := map[uint64]bool{0: true}
	t := w.Versions[v].Text
	for c := range t.Clauses {
		if k := f.reading(&t.Clauses[c]); !seen[k] {
			seen[k] = true
			out = append(out, k)
		}
	}
	return out
}

// overlap is the share of the letters of some readings that a work holds, and in how
// many clauses.
func (f *finder) overlap(readings []uint64, in map[uint64]int) (share float64, n int) {
	all, same := 0, 0
	for _, k := range readings {
		all += f.weight[k]
		if _, ok := in[k]; ok {
			same += f.weight[k]
			n++
		}
	}
	if all == 0 {
		return 0, 0
	}
	return float64(same) / float64(all), n
}

// byWords is the relation of work i to the earlier work that holds most of its first
// or its present text to the letter; nil where none holds enough of it, or where the
// relation by history says as much.
func (f *finder) byWords(i int, history *Relation) *Relation {
	w := f.works[i]
	if w.Current() < 0 || len(w.Changes) == 0 {
		return nil
	}
	first, now := f.readingsOf(w, w.Changes[0].To), f.readingsOf(w, w.Current())
	least := enough
	skip := -1
	if history != nil {
		skip = f.at[history.Upstream]
		share, _ := f.overlap(now, f.held[skip])
		least = max(least, share+otherwise)
		first = nil // its beginning is told by history
	}
	best, bestShare := -1, 0.0
	for _, x := range f.candidates(i, first, now) {
		if x == skip || !f.strangers(i, x) || !f.earlier(x, i) {
			continue
		}
		a, n := f.overlap(first, f.held[x])
		b, m := f.overlap(now, f.held[x])
		share := max(a, b)
		switch {
		case share < least || max(n, m) < minShared:
		case f.in.Nearest[w.ID] == f.works[x].ID:
			return f.alike(i, x)
		case share > bestShare || share == bestShare && f.nearer(x, best, i):
			best, bestShare = x, share
		}
	}
	if best < 0 {
		return nil
	}
	return f.alike(i, best)
}

// nearer reports whether of two works that hold the same share of work i a is the
// nearer: the one that has less besides, for what i lacks it did not pass on, and of
// works that have as much the one that began last, through which the words came.
func (f *finder) nearer(a, b, i int) bool {
	besides := func(x int) float64 {
		u, w := f.works[x], f.works[i]
		v, _ := f.peak(u, f.held[i], w.Versions[w.Changes[0].To].Dates.Best())
		share, _ := f.overlap(f.readingsOf(u, v), f.held[i])
		return 1 - share
	}
	if x, y := besides(a), besides(b); x != y {
		return x < y
	}
	return f.dated(b, a)
}

// candidates are the works that hold any of some readings, in the order of f.order.
func (f *finder) candidates(i int, lists ...[]uint64) []int {
	found := map[int]bool{}
	for _, list := range lists {
		for _, k := range list {
			for _, x := range f.holders[k] {
				found[int(x)] = int(x) != i
			}
		}
	}
	var out []int
	for _, x := range f.order {
		if found[x] {
			out = append(out, x)
		}
	}
	return out
}

// earlier reports whether what works a and b share stood in a first; where dates do
// not tell, tracing does, and else the order of the works.
func (f *finder) earlier(a, b int) bool {
	before, after := 0, 0
	for k, v := range f.held[b] {
		u, ok := f.held[a][k]
		if !ok {
			continue
		}
		x, y := f.works[a].Versions[u].Dates.Best(), f.works[b].Versions[v].Dates.Best()
		switch {
		case x == "" || y == "" || x == y:
		case x < y:
			before++
		default:
			after++
		}
	}
	switch x, y := f.works[a].ID, f.works[b].ID; {
	case before != after:
	case f.in.Nearest[y] == x:
		return true
	case f.in.Nearest[x] == y:
		return false
	default:
		return f.rank[a] < f.rank[b]
	}
	return before > after
}

// alike is the relation of work i to work up by their words.
func (f *finder) alike(i, up int) *Relation {
	w, u := f.works[i], f.works[up]
	r := &Relation{Upstream: u.ID, Fork: w.ID, Base: f.base(i, up), Direction: f.direction(up, i)}
	if r.Direction != Known && f.dated(up, i) {
		r.Direction = Inferred
	}
	// The text began from the other where it holds most of it for the first time, and
	// from that version which has most of these words.
	r.From, _ = f.peak(w, f.held[up], "")
	mine := map[uint64]int{}
	for _, k := range f.readingsOf(w, r.From) {
		mine[k] = r.From
	}
	at, n := f.peak(u, mine, w.Versions[r.From].Dates.Best())
	r.At = at
	for r.First = 0; r.First < len(w.Changes) && w.Changes[r.First].To <= r.From; r.First++ {
	}
	f.claims(r, i, up)
	if r.Base != "" && f.from[i] != f.from[up] {
		r.Evidence = append(r.Evidence, Evidence{Level: Shared, How: Root, Commit: r.Base})
	}
	r.Evidence = append(r.Evidence, Evidence{Level: Identical, How: Readings, Count: n})
	return r
}

// dated reports whether dates tell that work a had what b has.
func (f *finder) dated(a, b int) bool {
	x, y := f.works[a].Versions[f.works[a].Changes[0].To].Dates.Best(), f.works[b].Versions[f.works[b].Changes[0].To].Dates.Best()
	return x != "" && y != "" && x < y
}

// peak is the version of a work's main line that holds most of some readings, and how
// many. Of several as good it is the first, or where a day is given the last that is
// not later than that.
func (f *finder) peak(w *law.Work, in map[uint64]int, day law.Date) (version, count int) {
	best := -1
	for _, v := range mainLine(w) {
		weight, n := 0, 0
		for _, k := range f.readingsOf(w, v) {
			if _, ok := in[k]; ok {
				weight += f.weight[k]
				n++
			}
		}
		d := w.Versions[v].Dates.Best()
		if weight > best || weight == best && day != "" && d != "" && d <= day {
			best, version, count = weight, v, n
		}
	}
	return version, count
}
