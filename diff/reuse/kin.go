package reuse

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"
)

// lie is a unit on which another lies, and how.
type lie struct {
	unit  int32
	runs  []run   // a: the other, b: this unit
	saved float32 // bits that this unit saves the other; see price
	kept  uint64  // which of the runs are worth their edit, the first 64
}

// kin is which units are alike, found by rare shingles and laid on each other.
type kin struct {
	lies     [][]lie   // by unit, in the order of units
	cluster  []int32   // by unit: the cluster of near-duplicates it is in
	clusters [][]int32 // their units
}

// alike is the least share of the longer wording that must lie on the shorter for
// both to be one cluster: more than half.
const alike = 0.5

func (l *library) kin(cache *Cache, o *Options) *kin {
	x := l.index()
	near := make([][]int32, len(l.units))
	each(o.Workers, len(l.units), func() func(i int) {
		f := l.finder(x)
		return func(i int) { near[i] = f.near(int32(i)) }
	}, o.progress("compare", 0, 2))
	type pair struct{ a, b int32 }
	var pairs []pair
	for u := range near {
		for _, v := range near[u] {
			if int32(u) < v || !slices.Contains(near[v], int32(u)) {
				p := pair{int32(u), v}
				if l.units[p.a].key > l.units[p.b].key {
					p.a, p.b = p.b, p.a
				}
				pairs = append(pairs, p)
			}
		}
	}
	found := make([][]run, len(pairs))
	each(o.Workers, len(pairs), func() func(i int) {
		var t table
		return func(i int) {
			a, b := &l.units[pairs[i].a], &l.units[pairs[i].b]
			found[i] = cache.lay(a, b, &t)
		}
	}, o.progress("compare", 1, 2))
	k := &kin{lies: make([][]lie, len(l.units))}
	groups := newGroups(len(l.units))
	for i, p := range pairs {
		n := shared(found[i])
		if n < 3 {
			continue
		}
		k.lies[p.a] = append(k.lies[p.a], lie{unit: p.b, runs: found[i]})
		k.lies[p.b] = append(k.lies[p.b], lie{unit: p.a, runs: turned(found[i])})
		if longer := max(len(l.units[p.a].words), len(l.units[p.b].words)); float64(n) >= alike*float64(longer) {
			groups.join(p.a, p.b)
		}
	}
	for u := range k.lies {
		slices.SortFunc(k.lies[u], func(a, b lie) int { return cmp.Compare(a.unit, b.unit) })
	}
	k.cluster, k.clusters = groups.list()
	return k
}

// lay is lay with memory. The order of a and b must not depend on the run.
func (c *Cache) lay(a, b *unit, t *table) []run {
	key := [2]uint64{a.key, b.key}
	c.mu.Lock()
	r, ok := c.lain[key]
	c.mu.Unlock()
	if ok {
		return r
	}
	r = lay(a.words, b.words, t)
	c.mu.Lock()
	c.lain[key] = r
	c.mu.Unlock()
	return r
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

// list numbers the sets by their first member.
func (g groups) list() (of []int32, sets [][]int32) {
	of = make([]int32, len(g))
	for i := range g {
		if first := g.find(int32(i)); first == int32(i) {
			of[i] = int32(len(sets))
			sets = append(sets, []int32{int32(i)})
		} else {
			of[i] = of[first]
			sets[of[i]] = append(sets[of[i]], int32(i))
		}
	}
	return of, sets
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
