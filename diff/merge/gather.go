package merge

import (
	"polity/commons/law"
	"polity/diff/align"
)

// gather makes the nodes out of the two alignments.
func (m *merger) gather(pairs [3][]align.Pair) {
	for s := range m.of {
		m.of[s] = make([]int, len(m.text[s].Clauses))
	}
	for _, g := range m.groups(pairs) {
		if len(g[inBase]) <= 1 && len(g[inOurs]) <= 1 && len(g[inTheirs]) <= 1 {
			m.add(g, 0, none)
			continue
		}
		m.parts(g)
	}
}

// group is the clauses of each text that are one another's partners, directly or
// by way of a third.
type group [3][]int

// groups are the connected parts of both alignments, by their first clause: base
// first, then what ours and theirs added.
func (m *merger) groups(pairs [3][]align.Pair) []group {
	start := [3]int{0, len(m.text[inBase].Clauses), len(m.text[inBase].Clauses) + len(m.text[inOurs].Clauses)}
	total := start[inTheirs] + len(m.text[inTheirs].Clauses)
	up := make([]int, total)
	for i := range up {
		up[i] = i
	}
	find := func(i int) int {
		for up[i] != i {
			up[i] = up[up[i]]
			i = up[i]
		}
		return i
	}
	for s := inOurs; s <= inTheirs; s++ {
		for _, p := range pairs[s] {
			first := none
			join := func(i int) {
				switch r := find(i); {
				case first == none:
					first = r
				case r < first:
					up[first], first = r, r
				default:
					up[r] = first
				}
			}
			for _, i := range p.Old {
				join(i)
			}
			for _, i := range p.New {
				join(start[s] + i)
			}
		}
	}
	var out []group
	at := make([]int, total)
	for i := range up {
		r := find(i)
		if r == i {
			at[i] = len(out)
			out = append(out, group{})
		}
		s := inBase
		for s < inTheirs && i >= start[s+1] {
			s++
		}
		g := &out[at[r]]
		g[s] = append(g[s], i-start[s])
	}
	return out
}

// add makes a node of the kth clause of each side of a group.
func (m *merger) add(g group, k, whole int) int {
	n := node{at: [3]int{none, none, none}, whole: whole}
	for s := range g {
		if k < len(g[s]) {
			n.at[s] = g[s][k]
			m.of[s][g[s][k]] = len(m.nodes)
		}
	}
	m.nodes = append(m.nodes, n)
	return len(m.nodes) - 1
}

// parts makes the nodes of clauses that a side split or joined: all of them are taken
// from the side that did, where the other left them as they were.
func (m *merger) parts(g group) {
	whole, clash := inOurs, false
	switch {
	case m.sameSide(g, inBase, inTheirs):
	case m.sameSide(g, inBase, inOurs):
		whole = inTheirs
	case m.sameSide(g, inOurs, inTheirs):
	default:
		clash = true
		if len(g[inOurs]) == 0 {
			whole = inTheirs
		}
	}
	first := len(m.nodes)
	for k := range max(len(g[inBase]), len(g[inOurs]), len(g[inTheirs])) {
		n := m.add(g, k, whole)
		m.nodes[n].gone = m.nodes[n].at[whole] == none
	}
	if clash {
		kind := Parts
		if len(g[inOurs]) == 0 || len(g[inTheirs]) == 0 {
			kind = Removed
		}
		m.conflict(kind, span(first, len(m.nodes))...)
	}
}

// sameSide reports whether a group's clauses have the same words in two texts.
func (m *merger) sameSide(g group, x, y int) bool {
	if len(g[x]) != len(g[y]) {
		return false
	}
	for k := range g[x] {
		if !sameWords(&m.text[x].Clauses[g[x][k]], &m.text[y].Clauses[g[y][k]]) {
			return false
		}
	}
	return true
}

// sameWords reports whether two clauses say the same, whatever their numbers.
func sameWords(x, y *law.Clause) bool {
	return align.SameHeading(x.Heading, y.Heading) && align.SameWords(x.Text, y.Text)
}

func span(from, to int) []int {
	out := make([]int, 0, to-from)
	for i := from; i < to; i++ {
		out = append(out, i)
	}
	return out
}

// remove settles what is gone: what one side removed and the other left as it was.
func (m *merger) remove() {
	keep := make([]bool, len(m.nodes))
	for side := inOurs; side <= inTheirs; side++ {
		for i := len(m.of[side]) - 1; i >= 0; i-- {
			n := m.of[side][i]
			x := &m.nodes[n]
			if x.at[side] != i {
				continue
			}
			if x.at[inBase] != none && x.at[other(side)] == none && x.whole == none {
				if !sameWords(m.clause(n, inBase), m.clause(n, side)) {
					keep[n] = true
					m.conflict(Removed, n)
				}
				x.gone = !keep[n]
			}
			if p := m.parent(n, side); p != none && m.holdsUp(n, p, side, keep[n]) && m.nodes[p].at[other(side)] == none && m.nodes[p].whole == none {
				if !keep[p] && !keep[n] {
					m.conflict(Removed, p, n)
				}
				keep[p] = true
			}
		}
	}
	for n := range m.nodes {
		if x := &m.nodes[n]; x.at[inBase] != none && x.at[inOurs] == none && x.at[inTheirs] == none && x.whole == none {
			x.gone = true
		}
	}
}

// holdsUp reports whether node n, below p on one side, needs p to stand on: it is new
// there, or was moved there, or was kept itself.
func (m *merger) holdsUp(n, p, side int, kept bool) bool {
	x := &m.nodes[n]
	if x.gone || m.nodes[p].at[inBase] == none {
		return false
	}
	return kept || x.at[inBase] == none || m.parent(n, inBase) != p
}
