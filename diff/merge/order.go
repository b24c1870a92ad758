package merge

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"polity/commons/law"
	"polity/diff/words"
)

// order finds which clauses a side took out of their place: those outside the heaviest
// run that kept its order.
func (m *merger) order() {
	for side := inOurs; side <= inTheirs; side++ {
		m.off[side] = make([]bool, len(m.nodes))
		var row []int
		for i, n := range m.of[side] {
			if x := &m.nodes[n]; x.at[side] == i && x.at[inBase] != none && !x.gone {
				row = append(row, n)
				m.off[side][n] = true
			}
		}
		value := func(k int) int { return m.nodes[row[k]].at[inBase] }
		for _, k := range words.Rising(len(row), value, func(k int) int { return weight(m.clause(row[k], inBase)) }) {
			m.off[side][row[k]] = false
		}
	}
}

// weight is how much it takes to call a clause moved: one each, a little more the more
// words stand there.
func weight(c *law.Clause) int { return 1000 + min(900, len(c.Heading)+len(c.Text)) }

// converge makes one node of a clause that both sides inserted, word for word, in the
// same gap.
func (m *merger) converge() {
	waiting := map[string][]int{} // by gap and reading: nodes of theirs, in order
	m.inserted(inTheirs, func(n int, gap string) { waiting[gap] = append(waiting[gap], n) })
	m.inserted(inOurs, func(n int, gap string) {
		list := waiting[gap]
		if len(list) == 0 {
			return
		}
		waiting[gap] = list[1:]
		twin := &m.nodes[list[0]]
		i := twin.at[inTheirs]
		m.nodes[n].at[inTheirs], m.of[inTheirs][i] = i, n
		*twin = node{at: [3]int{none, none, none}, gone: true, whole: none}
	})
}

// inserted calls fn with every clause that is new on a side, and with what names its
// gap and its reading.
func (m *merger) inserted(side int, fn func(n int, gap string)) {
	before := none
	for i, n := range m.of[side] {
		x := &m.nodes[n]
		if x.at[inBase] != none {
			before = x.at[inBase]
		} else if x.at[side] == i && x.whole == none {
			c := &m.text[side].Clauses[i]
			fn(n, strconv.Itoa(before)+"\x00"+string(c.Kind)+"\x00"+c.Label+"\x00"+c.Heading+"\x00"+c.Text)
		}
	}
}

// follower orders nodes behind the one they stand behind.
type follower struct {
	m      *merger
	by     []int          // by node: the side that says where it stands; inBase where it stayed
	behind map[int][2]row // by anchor, none for the beginning: what stands behind it, by ours and by theirs
}

type row []int

// flatten is the order of all nodes of the result.
func (m *merger) flatten() []int {
	f := &follower{m: m, by: make([]int, len(m.nodes)), behind: map[int][2]row{}}
	for n := range m.nodes {
		f.by[n] = f.says(n)
	}
	for n := range m.nodes {
		x := &m.nodes[n]
		twice := !x.gone && x.at[inOurs] != none && x.at[inTheirs] != none && (x.at[inBase] == none || m.movedTwice(n))
		if twice && (f.shared(n, inOurs) != f.shared(n, inTheirs) || m.parent(n, inOurs) != m.parent(n, inTheirs)) {
			m.conflict(Place, n)
		}
	}
	f.attach(nil)
	found := len(m.found)
	out := f.emit()
	lost := f.lost(out)
	if lost == nil {
		return out
	}
	// Each side moved something behind what the other moved behind it: ours decides.
	m.found = m.found[:found]
	for n := range m.nodes {
		if lost[n] && m.nodes[n].at[inBase] != none {
			m.conflict(Place, n)
		}
	}
	f.behind = map[int][2]row{}
	f.attach(lost)
	return f.emit()
}

// movedTwice reports whether both sides moved a node.
func (m *merger) movedTwice(n int) bool { return m.off[inOurs][n] && m.off[inTheirs][n] }

// says is the side that says where a node stands.
func (f *follower) says(n int) int {
	x := &f.m.nodes[n]
	switch {
	case x.at[inBase] == none && x.at[inOurs] == none:
		return inTheirs
	case x.at[inBase] == none, f.m.off[inOurs][n]:
		return inOurs
	case f.m.off[inTheirs][n]:
		return inTheirs
	}
	return inBase
}

// attach puts every node that did not stay behind its anchor. Where the anchors of
// some lead in a circle, those that stand in ours go where they are there.
func (f *follower) attach(circle map[int]bool) {
	m := f.m
	for side := inOurs; side <= inTheirs; side++ {
		for i, n := range m.of[side] {
			x := &m.nodes[n]
			if x.gone || x.at[side] != i {
				continue
			}
			at := f.anchor(n, side)
			switch {
			case circle[n] && x.at[inOurs] != none && side == inOurs:
				at = f.nearest(n)
			case circle[n] && x.at[inOurs] != none, f.by[n] != side:
				continue
			case x.at[other(side)] != none && (x.at[inBase] == none || m.movedTwice(n)):
				at = f.shared(n, side)
			}
			two := f.behind[at]
			two[side-inOurs] = append(two[side-inOurs], n)
			f.behind[at] = two
		}
	}
}

// anchor is what a node stands behind on a side: the nearest clause before it that
// stays in the result and that the other side did not take elsewhere, unless it took
// the parent of both there.
func (f *follower) anchor(n, side int) int {
	m := f.m
	p := m.parent(n, side)
	carried := p != none && m.off[other(side)][p]
	for i := m.nodes[n].at[side] - 1; i >= 0; i-- {
		q := m.of[side][i]
		x := &m.nodes[q]
		if x.gone || x.at[side] != i {
			continue
		}
		if x.at[inBase] == none || !m.off[other(side)][q] || m.off[side][q] || carried {
			return q
		}
	}
	return none
}

// shared is what a node stands behind on a side, passing over what that side alone
// has.
func (f *follower) shared(n, side int) int {
	for n = f.anchor(n, side); n != none && f.m.nodes[n].at[other(side)] == none; {
		n = f.anchor(n, side)
	}
	return n
}

// nearest is the clause before a node in ours, wherever it was taken.
func (f *follower) nearest(n int) int {
	for i := f.m.nodes[n].at[inOurs] - 1; i >= 0; i-- {
		q := f.m.of[inOurs][i]
		if !f.m.nodes[q].gone && f.m.nodes[q].at[inOurs] == i {
			return q
		}
	}
	return none
}

// emit lists what stayed in the order of the base, each with all that stands behind it.
func (f *follower) emit() []int {
	var out, stack []int
	push := func(anchor int) {
		for _, n := range slices.Backward(f.both(anchor)) {
			stack = append(stack, n)
		}
	}
	drain := func() {
		for len(stack) > 0 {
			n := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			out = append(out, n)
			push(n)
		}
	}
	push(none)
	drain()
	for i, n := range f.m.of[inBase] {
		if x := &f.m.nodes[n]; x.at[inBase] == i && !x.gone && f.by[n] == inBase {
			stack = append(stack, n)
			drain()
		}
	}
	return out
}

// lost are the nodes of the result that were not listed; nil where all were.
func (f *follower) lost(listed []int) map[int]bool {
	seen := make([]bool, len(f.m.nodes))
	for _, n := range listed {
		seen[n] = true
	}
	var out map[int]bool
	for n := range f.m.nodes {
		if !seen[n] && !f.m.nodes[n].gone {
			if out == nil {
				out = map[int]bool{}
			}
			out[n] = true
		}
	}
	return out
}

// both joins what ours and theirs put behind one anchor.
func (f *follower) both(anchor int) row {
	two := f.behind[anchor]
	x, y := two[0], two[1]
	if len(x) == 0 || len(y) == 0 {
		return append(x, y...)
	}
	out, clash := f.zip(x, y, inOurs)
	mirror, clash2 := f.zip(y, x, inTheirs)
	switch {
	case clash != nil:
		f.m.conflict(Order, clash...)
	case clash2 != nil || !slices.Equal(out, mirror):
		f.m.conflict(Order, x[0], y[0])
	}
	return out
}

// zip joins what one side put somewhere with what the other put there, and returns the
// first two of which nothing says which comes first, nil where all is said.
func (f *follower) zip(x, y row, side int) (out, clash row) {
	for len(x) > 0 && len(y) > 0 {
		first, said := f.before(x[0], y[0], side)
		if !said && clash == nil {
			clash = row{x[0], y[0]}
		}
		if first {
			out, x = append(out, x[0]), x[1:]
		} else {
			out, y = append(out, y[0]), y[1:]
		}
	}
	return append(append(out, x...), y...), clash
}

// before reports whether what a side put somewhere comes before what the other put
// there, and whether anything says so.
func (f *follower) before(x, y, side int) (first, said bool) {
	a, b := &f.m.nodes[x], &f.m.nodes[y]
	switch {
	case b.at[side] != none && a.at[other(side)] != none:
		// Each was moved there by one side.
		if here := a.at[side] < b.at[side]; here == (a.at[other(side)] < b.at[other(side)]) {
			return here, true
		}
		return a.at[inBase] < b.at[inBase], true
	case b.at[side] != none:
		return a.at[side] < b.at[side], true
	case a.at[other(side)] != none:
		return a.at[other(side)] < b.at[other(side)], true
	}
	c, d := f.m.clause(x, side), f.m.clause(y, other(side))
	if c.Kind == d.Kind && f.m.parent(x, side) == f.m.parent(y, other(side)) {
		if by := byNumber(c.Num, d.Num); by != 0 {
			return by < 0, true
		}
	}
	return true, false
}

// byNumber compares two numbers of clauses, «7» before «7a» before «12»; 0 where they
// are equal or one of them begins with no digit.
func byNumber(x, y string) int {
	n, m := digits(x), digits(y)
	if n == 0 || m == 0 {
		return 0
	}
	a, b := strings.TrimLeft(x[:n], "0"), strings.TrimLeft(y[:m], "0")
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b), strings.Compare(x[n:], y[m:]))
}

func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}
