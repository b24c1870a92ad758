package reuse

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"
)

// lie is a unit on which another lies, and how. The one on which it lies is not later
// than all uses of the other, so that it may be a source.
type lie struct {
	unit  int32
	alike bool    // both are of one cluster
	runs  []run   // a: the other, b: this unit
	saved float32 // bits that this unit saves the other; see price
	back  float32 // and the other this unit, for clusters
	kept  uint64  // which of the runs are worth their edit, the first 64
}

// kin is which units are alike, found by rare shingles and laid on each other. It is by
// unit; what units have that no work has is of no meaning.
type kin struct {
	cluster []int32 // the cluster of near-duplicates it is in; -1 none
	mateAt  []int32 // where its mates begin in mates
	mates   []mate
}

// mate is a unit of the same cluster that saves another something.
type mate struct {
	unit  int32
	saved float32
}

// alike is the least share of the longer wording that must lie on the shorter for
// both to be one cluster: more than half.
const alike = 0.5

func (l *library) kin(o *Options) *kin {
	x := l.index()
	var asked []uint32 // places whose candidates are not known from the last time
	for p, u := range l.order {
		if l.units[u].asked != x.sign[p] {
			asked = append(asked, uint32(p))
		}
	}
	near := make([][]int32, len(asked))
	each(o.Workers, len(asked), func() func(i int) {
		f := l.finder(x)
		return func(i int) { near[i] = f.near(asked[i]) }
	}, o.progress("compare", 0, 2))
	each(o.Workers, len(asked), func() func(i int) {
		var t table
		return func(i int) {
			u := &l.units[l.order[asked[i]]]
			lies := l.lay(u, near[i], &t)
			l.newLies(l.order[asked[i]], lies, u.lies)
			u.lies = lies
			u.asked = x.sign[asked[i]]
			near[i] = nil
		}
	}, o.progress("compare", 1, 2))
	k := &kin{}
	groups := newGroups(len(l.units))
	for _, u := range l.order {
		for i := range l.units[u].lies {
			if y := &l.units[u].lies[i]; y.alike {
				groups.join(u, y.unit)
			}
		}
	}
	k.cluster = groups
	for u := range k.cluster {
		k.cluster[u] = groups.find(int32(u))
	}
	return k
}

// lay lays a unit on its candidates, as far as that is not known.
func (l *library) lay(u *unit, near []int32, t *table) []lie {
	out := make([]lie, 0, len(near))
	for _, v := range near {
		if n := slices.IndexFunc(u.lies, func(y lie) bool { return y.unit == v }); n >= 0 {
			out = append(out, u.lies[n])
			continue
		}
		w := &l.units[v]
		var runs []run // the order in which they are laid must not depend on which was asked for
		if u.key < w.key {
			runs = lay(u.words, w.words, t)
		} else {
			runs = turned(lay(w.words, u.words, t))
		}
		if n := shared(runs); n >= 3 {
			longer := max(len(u.words), len(w.words))
			out = append(out, lie{unit: v, runs: runs, alike: float64(n) >= alike*float64(longer)})
		}
	}
	slices.SortFunc(out, func(a, b lie) int { return cmp.Compare(l.units[a.unit].key, l.units[b.unit].key) })
	return slices.Clip(out)
}

// acquaint notes the mates of every unit, once it is known what they save: those on
// which it lies, and those that lie on it and know what that saves.
func (l *library) acquaint(k *kin) {
	eachBack := func(yield func(u int32, y *lie)) {
		for _, u := range l.order {
			for i := range l.units[u].lies {
				if y := &l.units[u].lies[i]; y.back > 0 && k.cluster[u] == k.cluster[y.unit] {
					yield(u, y)
				}
			}
		}
	}
	backAt := make([]int32, len(l.units)+1)
	eachBack(func(_ int32, y *lie) { backAt[y.unit+1]++ })
	for u := range l.units {
		backAt[u+1] += backAt[u]
	}
	backs, next := make([]mate, backAt[len(l.units)]), slices.Clone(backAt)
	eachBack(func(u int32, y *lie) {
		backs[next[y.unit]] = mate{u, y.back}
		next[y.unit]++
	})
	k.mateAt, k.mates = make([]int32, len(l.units)+1), make([]mate, 0, 2*len(backs))
	lain := make([]int32, len(l.units)) // by unit: one more than the last that lies on it
	for u := range int32(len(l.units)) {
		for i := range l.units[u].lies {
			y := &l.units[u].lies[i]
			lain[y.unit] = u + 1
			if y.saved > 0 && k.cluster[u] == k.cluster[y.unit] && len(l.units[u].uses) > 0 {
				k.mates = append(k.mates, mate{y.unit, y.saved})
			}
		}
		for _, y := range backs[backAt[u]:backAt[u+1]] {
			if lain[y.unit] != u+1 {
				k.mates = append(k.mates, y)
			}
		}
		k.mateAt[u+1] = int32(len(k.mates))
		slices.SortFunc(k.of(u), func(a, b mate) int { return cmp.Compare(l.units[a.unit].key, l.units[b.unit].key) })
	}
}

// of are the mates of a unit.
func (k *kin) of(u int32) []mate { return k.mates[k.mateAt[u]:k.mateAt[u+1]] }

// lie is how a unit lies on another; nil where that is not known.
func (u *unit) lie(on int32) *lie {
	for i := range u.lies {
		if u.lies[i].unit == on {
			return &u.lies[i]
		}
	}
	return nil
}

// groups joins things into disjoint sets (Tarjan's union and find, by halving).
type groups []int32

func newGroups(n int) groups {
	g := make(groups, n)
	for i := range g {
		g[i] = int32(i)
	}
	return g
}

func (g groups) find(i int32) int32 {
	for g[i] != i {
		g[i] = g[g[i]]
		i = g[i]
	}
	return i
}

func (g groups) join(i, j int32) {
	i, j = g.find(i), g.find(j)
	g[max(i, j)] = min(i, j)
}

// each does n things, some at once; every worker has a function of its own.
func each(workers, n int, worker func() func(i int), done func(done, total int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	const batch = 64
	for range max(1, workers) {
		wait.Go(func() {
			do := worker()
			for {
				to := int(next.Add(batch))
				from := to - batch
				if from >= n {
					return
				}
				for i := from; i < min(to, n); i++ {
					do(i)
				}
				done(min(to, n), n)
			}
		})
	}
	wait.Wait()
}
