package model

import (
	"cmp"
	"slices"
	"strings"

	"polity/commons/law"
	"polity/diff/family"
	"polity/diff/reuse"
	"polity/site/address"
)

// thread is one clause that a work has from another without being its fork.
type thread struct {
	from, to threadEnd
	level    family.Level // declared | identical | similar
}

// threadEnd is a unit of a version of a work. unit is -1 where it is not known.
type threadEnd struct {
	work          string
	version, unit int
}

// node is one clause of one work, by its place among the clauses with a page.
type node struct{ work, clause int }

// route is a clause family: one clause in all works that have it.
type route struct {
	name  string
	nodes []node // each after the one it came from; the first is where it was first written
	from  []int  // by node: the node it came from; -1 for the first
	how   []family.Level
}

// declaredThreads are the clauses that commits say they have from works which are not
// their upstream: between a fork and its upstream that is told as an adoption.
func (s *Site) declaredThreads() []thread {
	var out []thread
	for _, t := range s.kin.of.Threads {
		from, to := s.byID[t.From], s.byID[t.To]
		if from == nil || to == nil || to.law.TranslationOf != "" || s.kin.related(t.From, t.To) {
			continue
		}
		x := thread{level: family.Declared, from: threadEnd{t.From, -1, -1}, to: threadEnd{t.To, to.law.Changes[t.Change].To, -1}}
		for v := range from.law.Versions {
			if h := from.law.Versions[v].Commit.Hash; len(t.Commit) >= 7 && strings.HasPrefix(h, strings.ToLower(t.Commit)) {
				x.from.version = v
				x.from.unit = endingIn(from.text(v), t.EID)
			}
		}
		if x.from.version < 0 {
			continue
		}
		if x.from.unit >= 0 {
			x.to.unit = alikeUnit(from.text(x.from.version), x.from.unit, to.text(x.to.version))
		}
		out = append(out, x)
	}
	return out
}

// inferredThreads are the clauses that one work has from another by their wording,
// where neither is the other's fork and neither its translation, and where descent does
// not explain them: of two forks of one work both have what that had.
func (s *Site) inferredThreads() []thread {
	var out []thread
	for i := range s.reuse.Clauses {
		b := &s.reuse.Clauses[i]
		from, to := s.works[b.From.Work].law, s.works[b.To.Work].law
		if b.Kind == reuse.Translated || s.kin.related(from.ID, to.ID) || from.TranslationOf == to.ID || to.TranslationOf == from.ID || sameAccord(from, to) {
			continue
		}
		if g := s.kin.group[from.ID]; g != nil && g == s.kin.group[to.ID] && s.descended(to.ID, b.To.Version, b.To.Clause) {
			continue
		}
		level := family.Similar
		if b.Kind == reuse.Same {
			level = family.Identical
		}
		out = append(out, thread{threadEnd{from.ID, b.From.Version, b.From.Clause}, threadEnd{to.ID, b.To.Version, b.To.Clause}, level})
	}
	return out
}

// descended reports whether a unit of a work answers to one of the work's upstream.
func (s *Site) descended(id string, version, unit int) bool {
	w := s.byID[id]
	if w.current < 0 {
		return false
	}
	now := slices.Index(w.history.WIDs[w.current], w.history.WIDs[version][unit])
	return slices.ContainsFunc(s.kin.up[id], func(r *family.Relation) bool {
		if version < r.From {
			return true
		}
		_, ok := s.kin.inFork[r][now]
		return ok
	})
}

// sameAccord reports whether two works are parties' copies of one accord.
func sameAccord(a, b *law.Work) bool {
	return a.Kind == "accord" && b.Kind == "accord" && len(a.Parties) > 0 && slices.Equal(slices.Sorted(slices.Values(a.Parties)), slices.Sorted(slices.Values(b.Parties)))
}

// endingIn is the unit with an eId, which people write without the parts and chapters
// around it; -1 without.
func endingIn(t *law.Text, eid string) int {
	for i := range t.Clauses {
		if has := t.Clauses[i].EID; eid != "" && (has == eid || strings.HasSuffix(has, "__"+eid)) {
			return i
		}
	}
	return -1
}

// alikeUnit is the unit of a text with the same words; -1 without.
func alikeUnit(a *law.Text, i int, t *law.Text) int {
	for j := range t.Clauses {
		if t.Clauses[j].Headed() && sameReading(a, i, t, j) {
			return j
		}
	}
	return -1
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
	for i := range s.threads {
		t := &s.threads[i]
		from, ok := f.node(t.from)
		to, ok2 := f.node(t.to)
		if ok && ok2 {
			f.put(to, from, t.level)
		}
	}
	f.gather()
}

type origin struct {
	node
	level family.Level
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
func (f *routeFinder) put(to, from node, level family.Level) {
	if _, has := f.cameFrom[to]; has || to == from {
		return
	}
	for x, n := from, 0; n <= len(f.s.works); n++ {
		o, ok := f.cameFrom[x]
		if !ok {
			break
		}
		if x = o.node; x == to {
			return
		}
	}
	f.cameFrom[to] = origin{from, level}
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
			f.put(node{f.place[r.Fork], fork.byWID[fork.history.WIDs[fork.current][unit]]}, node{f.place[r.Upstream], k}, strongest(r))
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
			if !ok {
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
		r := route{nodes: []node{root}, from: []int{-1}, how: []family.Level{""}}
		for i := 0; i < len(r.nodes); i++ {
			list := below[r.nodes[i]]
			slices.SortFunc(list, func(a, b node) int { return cmp.Or(cmp.Compare(a.work, b.work), cmp.Compare(a.clause, b.clause)) })
			for _, n := range list {
				r.nodes, r.from, r.how = append(r.nodes, n), append(r.from, i), append(r.how, f.cameFrom[n].level)
			}
		}
		w := f.s.works[root.work]
		r.name = names.Take(w.at.Name + "-" + w.clauses[root.clause].name)
		for _, n := range r.nodes {
			f.routeOf[n] = len(f.s.routes)
		}
		f.s.routes = append(f.s.routes, r)
	}
	f.s.routeOf = f.routeOf
}
