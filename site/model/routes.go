package model

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"polity/commons/law"
	"polity/diff/family"
	"polity/diff/reuse"
	"polity/site/address"
)

// thread is one clause that a work has from another without being its fork.
type thread struct {
	from, to threadEnd
	level    family.Level // declared | identical | similar
	words    []string     // what of the unit both have; of a declared one nothing is known
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
	nodes []node   // each after the one it came from; the first is where it was first written
	from  []int    // by node: the node it came from; -1 for the first
	how   []origin // by node: how that is known; zero for the first
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
		t := thread{from: threadEnd{from.ID, b.From.Version, b.From.Clause}, to: threadEnd{to.ID, b.To.Version, b.To.Clause}, level: family.Identical}
		t.words = passages(&to.Versions[b.To.Version].Text.Clauses[b.To.Clause], b.Spans)
		if b.Kind != reuse.Same {
			t.level = family.Similar
		}
		out = append(out, t)
	}
	return out
}

// passages are the words of a clause that stand in its source too, heading and text
// apart.
func passages(c *law.Clause, spans []reuse.Span) []string {
	text, head := c.Heading+c.Text, len(c.Heading)
	var out []string
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	for _, s := range spans {
		from, to := s.To[0], s.To[1]
		if from < head && head < to {
			add(text[from:head])
			from = head
		}
		add(text[from:to])
	}
	return out
}

// Of the passages that two clauses have in common those of fewWords and more are told,
// the longest manyPassages of them, in their order.
const (
	fewWords     = 4
	manyPassages = 3
)

// telling are the passages that say most, as one quotation.
func telling(list []string) string {
	length := func(s string) int { return max(len(strings.Fields(s)), utf8.RuneCountInString(s)/8) }
	order := slices.Clone(list)
	slices.SortStableFunc(order, func(a, b string) int { return cmp.Compare(length(b), length(a)) })
	for n, s := range order {
		if n > 0 && (length(s) < fewWords || n == manyPassages) {
			order = order[:n]
			break
		}
	}
	list = slices.DeleteFunc(slices.Clone(list), func(s string) bool { return !slices.Contains(order, s) })
	return strings.Join(slices.Compact(list), " … ")
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
	f.threads()
	f.gather()
}

// threads adds up what each clause has from each other one by threads. Where it has
// words from several, it came from the one from which it has most.
func (f *routeFinder) threads() {
	type pair struct{ to, from node }
	at := map[pair]int{}
	var list []source
	for i := range f.s.threads {
		t := &f.s.threads[i]
		from, ok := f.node(t.from)
		to, ok2 := f.node(t.to)
		if !ok || !ok2 || from == to {
			continue
		}
		p := pair{to, from}
		k, ok := at[p]
		if !ok {
			k, at[p] = len(list), len(list)
			list = append(list, source{to: to, origin: origin{node: from, level: t.level, thread: true}, version: t.to.version})
		}
		x := &list[k]
		x.passages = append(x.passages, t.words...)
		x.level = weakest(x.level, t.level)
	}
	f.s.sources = map[node][]source{}
	for i := range list {
		x := &list[i]
		f.sum(x)
		f.s.sources[x.to] = append(f.s.sources[x.to], *x)
	}
	slices.SortStableFunc(list, func(a, b source) int { return cmp.Compare(b.size, a.size) })
	for i := range list {
		f.put(list[i].to, list[i].origin)
	}
	for _, l := range f.s.sources {
		slices.SortStableFunc(l, func(a, b source) int { return cmp.Compare(b.size, a.size) })
	}
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
