package model

import (
	"cmp"
	"slices"

	"polity/commons/law"
	"polity/diff/family"
	"polity/site/address"
)

// node is one clause of one work, by its place among the clauses with a page.
type node struct{ work, clause int }

// route is a clause family: one clause in all works that have it.
type route struct {
	name  string
	nodes []node   // each after the one it came from; the first is where it was first written
	from  []int    // by node: the node it came from; -1 for the first
	how   []origin // by node: how that is known; zero for the first
}

// standing is the clause by which a route knows a unit: the innermost one that stands
// on its own, or where none does the headed one; -1 for what holds such clauses itself.
func standing(t *law.Text, unit int) int {
	i := subject(t, unit)
	if i < 0 || !IsClause(&t.Clauses[i]) {
		return -1
	}
	for up := i; up >= 0; up = t.Clauses[up].Parent {
		if rank(t, up) > 0 {
			i = up
			break
		}
	}
	for k := i + 1; k < len(t.Clauses) && t.Clauses[k].Depth > t.Clauses[i].Depth; k++ {
		if rank(t, k) > 0 {
			return -1
		}
	}
	return i
}

// findRoutes gathers the clauses that several works have. Cost linear in clauses and
// threads.
func (s *Site) findRoutes() {
	place := map[string]int{}
	for i, w := range s.works {
		place[w.law.ID] = i
	}
	f := &routeFinder{s: s, place: place, cameFrom: map[node]origin{}, routeOf: map[node]int{}}
	for i := range s.kin.of.Relations {
		f.relation(&s.kin.of.Relations[i])
	}
	f.threads()
	f.gather()
}

// threads adds up what each clause has from each other one by threads. Where it has
// words from several, it came from the one from which it has most.
func (f *routeFinder) threads() {
	list := f.added(func(t *thread) ([]node, []node) {
		to, ok := f.node(t.to)
		from, ok2 := f.node(t.from)
		if !ok || !ok2 {
			return nil, nil
		}
		return []node{to}, []node{from}
	})
	slices.SortStableFunc(list, func(a, b source) int { return cmp.Compare(b.size, a.size) })
	for i := range list {
		f.put(list[i].to, list[i].origin)
	}
	f.s.sources = map[node][]source{}
	for _, x := range f.added(func(t *thread) ([]node, []node) { return f.around(t.to), f.around(t.from) }) {
		f.s.sources[x.to] = append(f.s.sources[x.to], x)
	}
	for _, l := range f.s.sources {
		slices.SortStableFunc(l, func(a, b source) int { return cmp.Compare(b.size, a.size) })
	}
}

// around are the clauses with a page that an end of a thread stands in, the innermost
// first, up to the one by which a route knows it; where that has none, the next above.
func (f *routeFinder) around(e threadEnd) []node {
	i, ok := f.place[e.work]
	if !ok || e.version < 0 || e.unit < 0 {
		return nil
	}
	w := f.s.works[i]
	t := w.text(e.version)
	top := standing(t, e.unit)
	var out []node
	for u := e.unit; u >= 0; u = t.Clauses[u].Parent {
		if k, ok := w.byWID[w.history.WIDs[e.version][u]]; ok {
			out = append(out, node{i, k})
		}
		if len(out) > 0 && (top < 0 || u <= top) {
			break
		}
	}
	return out
}

// added adds the threads up that lead to one clause from another: ends says to which,
// and from which, of whom the first counts.
func (f *routeFinder) added(ends func(*thread) (to, from []node)) []source {
	type pair struct{ to, from node }
	at := map[pair]int{}
	var list []source
	for i := range f.s.threads {
		t := &f.s.threads[i]
		tos, from := ends(t)
		for _, to := range tos {
			if len(from) == 0 || to == from[0] {
				continue
			}
			p := pair{to, from[0]}
			k, ok := at[p]
			if !ok {
				k, at[p] = len(list), len(list)
				list = append(list, source{to: to, origin: origin{node: from[0], level: t.level, thread: true}, version: t.to.version})
			}
			x := &list[k]
			x.passages = append(x.passages, t.words...)
			x.level = weakest(x.level, t.level)
		}
	}
	for i := range list {
		f.sum(&list[i])
	}
	return list
}

// sum says how much of a clause as a whole its source explains.
func (f *routeFinder) sum(x *source) {
	w := f.s.works[x.to.work]
	all := len(whole(w.text(x.version), slices.Index(w.history.WIDs[x.version], w.clauses[x.to.clause].wid)))
	for _, p := range x.passages {
		x.size += len(p)
	}
	switch {
	case x.level == family.Declared: // a claim of the whole clause
		x.size = all
	case x.level == family.Similar || 10*x.size < 9*all:
		x.level, x.words, x.part = family.Similar, telling(x.passages), 2*x.size < all
	}
}

// weakest is what can be said of both: a claim stays one, and of same words and similar
// ones together only that they are similar.
func weakest(a, b family.Level) family.Level {
	for _, l := range []family.Level{family.Declared, family.Similar} {
		if a == l || b == l {
			return l
		}
	}
	return a
}

// origin is where a clause came from, and how that is known.
type origin struct {
	node
	level  family.Level
	words  string // what both have, where it is not all; "" where the whole clause came along
	part   bool   // less than half of the clause has its words from there
	thread bool   // it came by itself, and not with its whole work
}

// source is what a clause has from another by threads.
type source struct {
	origin
	to       node
	version  int // of the clause's work, in which it has it
	passages []string
	size     int // of the passages
}

type routeFinder struct {
	s        *Site
	place    map[string]int
	cameFrom map[node]origin
	order    []node // those with an origin, as they were found
	routeOf  map[node]int
}

// node is the clause with a page that an end of a thread belongs to.
func (f *routeFinder) node(e threadEnd) (node, bool) {
	i, ok := f.place[e.work]
	if !ok || e.version < 0 || e.unit < 0 {
		return node{}, false
	}
	w := f.s.works[i]
	at := standing(w.text(e.version), e.unit)
	if at < 0 {
		return node{}, false
	}
	k, ok := w.byWID[w.history.WIDs[e.version][at]]
	return node{i, k}, ok
}

// put notes that a clause came from another; the first word on it counts, and none
// may be its own ancestor.
func (f *routeFinder) put(to node, from origin) {
	if _, has := f.cameFrom[to]; has || to == from.node {
		return
	}
	for x, n := from.node, 0; n <= len(f.s.works); n++ {
		o, ok := f.cameFrom[x]
		if !ok {
			break
		}
		if x = o.node; x == to {
			return
		}
	}
	f.cameFrom[to] = from
	f.order = append(f.order, to)
}

// relation notes which clauses of a fork answer to clauses of its upstream.
func (f *routeFinder) relation(r *family.Relation) {
	fork, up := f.s.byID[r.Fork], f.s.byID[r.Upstream]
	if fork == nil || up == nil || fork.current < 0 {
		return
	}
	t := fork.text(fork.current)
	for unit := range t.Clauses {
		wid, ok := f.s.kin.inFork[r][unit]
		if !ok || standing(t, unit) != unit {
			continue
		}
		k, ok := up.byWID[wid]
		if !ok {
			continue
		}
		if c := &up.clauses[k]; standing(up.text(c.version), c.index) == c.index {
			f.put(node{f.place[r.Fork], fork.byWID[fork.history.WIDs[fork.current][unit]]}, origin{node: node{f.place[r.Upstream], k}, level: strongest(r)})
		}
	}
}

// gather makes routes of all that came from one clause.
func (f *routeFinder) gather() {
	below := map[node][]node{}
	var roots []node
	seen := map[node]bool{}
	for _, n := range f.order {
		o := f.cameFrom[n].node
		below[o] = append(below[o], n)
		for {
			up, ok := f.cameFrom[o]
			if !ok || up.part { // what others have of it may be the rest of its words
				break
			}
			o = up.node
		}
		if !seen[o] {
			seen[o] = true
			roots = append(roots, o)
		}
	}
	slices.SortFunc(roots, func(a, b node) int { return cmp.Or(cmp.Compare(a.work, b.work), cmp.Compare(a.clause, b.clause)) })
	names := address.NewNames("index.html", "data.json")
	for _, root := range roots {
		r := route{nodes: []node{root}, from: []int{-1}, how: []origin{{}}}
		for i := 0; i < len(r.nodes); i++ {
			if i > 0 && r.how[i].part {
				continue
			}
			list := below[r.nodes[i]]
			slices.SortFunc(list, func(a, b node) int { return cmp.Or(cmp.Compare(a.work, b.work), cmp.Compare(a.clause, b.clause)) })
			for _, n := range list {
				r.nodes, r.from, r.how = append(r.nodes, n), append(r.from, i), append(r.how, f.cameFrom[n])
			}
		}
		w := f.s.works[root.work]
		r.name = names.Take(w.at.Name + "-" + w.clauses[root.clause].name)
		for i, n := range r.nodes {
			if _, has := f.routeOf[n]; !has || i == 0 {
				f.routeOf[n] = len(f.s.routes)
			}
		}
		f.s.routes = append(f.s.routes, r)
	}
	f.s.routeOf = f.routeOf
}
