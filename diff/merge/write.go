package merge

import (
	"cmp"
	"slices"

	"polity/commons/law"
)

// write puts the nodes into a text, in this order.
func (m *merger) write(order []int) {
	t := *m.text[inOurs]
	t.Title = three(m.text[inBase].Title, m.text[inOurs].Title, m.text[inTheirs].Title)
	t.Lang = m.lang
	if sameFront(m.text[inBase], m.text[inOurs]) {
		t.Front = m.text[inTheirs].Front
	}
	t.Clauses = make([]law.Clause, 0, len(order))
	m.out.Text, m.out.Origins = &t, make([]Origin, 0, len(order))
	files := m.files()
	open := &stack{place: make([]int, len(m.nodes))}
	for _, n := range order {
		x := &m.nodes[n]
		x.out = len(t.Clauses)
		c, from := m.merged(n)
		c.File = files.take(m.text[from].Files, c.File)
		c.Parent, c.Depth = none, 0
		if p := m.above(n, open); p != none {
			c.Parent, c.Depth = m.nodes[p].out, t.Clauses[m.nodes[p].out].Depth+1
		}
		open.push(n, m.depth(n))
		t.Clauses = append(t.Clauses, c)
		m.out.Origins = append(m.out.Origins, Origin{x.at[inBase], x.at[inOurs], x.at[inTheirs]})
	}
	t.Files = files.names
}

func sameFront(x, y *law.Text) bool {
	if len(x.Front) != len(y.Front) {
		return false
	}
	for k, v := range x.Front {
		if w, ok := y.Front[k]; !ok || v != w {
			return false
		}
	}
	return true
}

// fileList is the files of the result.
type fileList struct{ names []string }

func (m *merger) files() *fileList {
	from := inOurs
	if slices.Equal(m.text[inBase].Files, m.text[inOurs].Files) {
		from = inTheirs
	}
	return &fileList{slices.Clone(m.text[from].Files)}
}

// take is the place in the list of file i of these.
func (f *fileList) take(names []string, i int) int {
	if i < 0 || i >= len(names) {
		return 0
	}
	if i < len(f.names) && f.names[i] == names[i] {
		return i
	}
	at := slices.Index(f.names, names[i])
	if at < 0 {
		at = len(f.names)
		f.names = append(f.names, names[i])
	}
	return at
}

// stack is the clauses that are open, outermost first.
type stack struct {
	nodes, depths []int
	place         []int // by node: its place from 1; 0 where it is not open
}

func (s *stack) push(n, depth int) {
	s.nodes, s.depths = append(s.nodes, n), append(s.depths, depth)
	s.place[n] = len(s.nodes)
}

// cut closes all but so many.
func (s *stack) cut(to int) {
	for _, n := range s.nodes[to:] {
		s.place[n] = 0
	}
	s.nodes, s.depths = s.nodes[:to], s.depths[:to]
}

// depth is how deep a node stands, by the side that changed it; the less deep where
// both did.
func (m *merger) depth(n int) int {
	b, o, t := m.clause(n, inBase), m.clause(n, inOurs), m.clause(n, inTheirs)
	switch {
	case o == nil:
		return t.Depth
	case t == nil || b != nil && t.Depth == b.Depth:
		return o.Depth
	case b != nil && o.Depth == b.Depth:
		return t.Depth
	}
	return min(o.Depth, t.Depth)
}

// above is the node that n comes to stand below, none for the top: the parent that
// the sides want, where that is open here, else what is open less deep than n.
func (m *merger) above(n int, open *stack) int {
	want, side := m.wanted(n)
	for want != none && m.nodes[want].gone {
		want = m.parent(want, side)
	}
	switch {
	case want == none:
		open.cut(0)
	case open.place[want] > 0:
		open.cut(open.place[want])
	default:
		to := len(open.nodes)
		for to > 0 && open.depths[to-1] >= m.depth(n) {
			to--
		}
		open.cut(to)
	}
	if len(open.nodes) == 0 {
		return none
	}
	return open.nodes[len(open.nodes)-1]
}

// wanted is the parent that the sides want for a node, and the side that said so.
func (m *merger) wanted(n int) (parent, side int) {
	x := &m.nodes[n]
	switch {
	case x.at[inOurs] == none:
		return m.parent(n, inTheirs), inTheirs
	case x.at[inTheirs] == none, x.at[inBase] == none:
		return m.parent(n, inOurs), inOurs
	}
	b, o, t := m.parent(n, inBase), m.parent(n, inOurs), m.parent(n, inTheirs)
	if o == b {
		return t, inTheirs
	}
	if t != b && t != o && !m.movedTwice(n) {
		m.conflict(Place, n)
	}
	return o, inOurs
}

// three is what a thing became: what the side says that changed it, ours where both did.
func three[T comparable](b, o, t T) T {
	if o == b {
		return t
	}
	return o
}

// numbers names siblings that have one number now and had not in either side.
func (m *merger) numbers() {
	type key struct {
		parent int
		kind   law.Kind
		num    string
	}
	seen := map[key]int{}
	cs := m.out.Text.Clauses
	for i := range cs {
		if cs[i].Num == "" || cs[i].Kind == law.Footnote {
			continue
		}
		k := key{cs[i].Parent, cs[i].Kind, cs[i].Num}
		first, twice := seen[k]
		if !twice {
			seen[k] = i
			continue
		}
		if !m.alike(first, i, inOurs) && !m.alike(first, i, inTheirs) {
			m.twins(first, i)
		}
	}
}

// alike reports whether two clauses of the result have one number on a side too.
func (m *merger) alike(i, j, side int) bool {
	at := func(k int) int {
		return [...]int{inOurs: m.out.Origins[k].Ours, inTheirs: m.out.Origins[k].Theirs}[side]
	}
	x, y := at(i), at(j)
	if x == none || y == none {
		return false
	}
	a, b := &m.text[side].Clauses[x], &m.text[side].Clauses[y]
	return a.Num == b.Num && a.Parent == b.Parent
}

// twins names two clauses of the result that have one number.
func (m *merger) twins(i, j int) {
	c := Conflict{Kind: Number, Clause: j}
	for _, k := range [...]int{i, j} {
		o := m.out.Origins[k]
		for _, x := range [...]struct {
			list *[]int
			at   int
		}{{&c.Base, o.Base}, {&c.Ours, o.Ours}, {&c.Theirs, o.Theirs}} {
			if x.at != none {
				*x.list = append(*x.list, x.at)
			}
		}
	}
	m.out.Conflicts = append(m.out.Conflicts, c)
}

// finish puts the conflicts in order.
func (m *merger) finish() *Result {
	for _, c := range m.found {
		c.Clause = m.shown(c)
		m.out.Conflicts = append(m.out.Conflicts, c)
	}
	slices.SortStableFunc(m.out.Conflicts, func(x, y Conflict) int {
		return cmp.Or(cmp.Compare(x.Clause, y.Clause), cmp.Compare(x.Kind, y.Kind))
	})
	return &m.out
}

// shown is where a conflict shows: at its first clause that is in the result, else
// where the text begins.
func (m *merger) shown(c Conflict) int {
	if !m.nodes[c.Clause].gone {
		return m.nodes[c.Clause].out
	}
	for s, list := range [3][]int{c.Base, c.Ours, c.Theirs} {
		for _, i := range list {
			if n := m.of[s][i]; !m.nodes[n].gone {
				return m.nodes[n].out
			}
		}
	}
	return 0
}
