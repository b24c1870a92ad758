package align

import (
	"slices"

	"polity/diff/words"
)

// places says which clauses of a moved and which were carried along.
//
// A clause moved when it left a parent that lives on, or left its place among
// those that share its old and its new parent: those outside the heaviest run that
// rises on both sides. So inserting a clause moves none. What stood below a parent
// that is gone, or that became part of another, has not left it, unless its words
// stayed and stand in a clause that was there before and did not adjoin that parent.
func (s *state) places(hosts bundles) (moved, carried []bool) {
	n := len(s.a.c)
	moved, carried = s.room.flags.take(n), s.room.flags.take(n)
	if s.inPlaceAll() {
		return moved, carried
	}
	order := []int32{}
	rows := map[[2]int32][]int32{}
	for j := range int32(len(s.b.c)) {
		i := s.b.mate[j]
		if i == none || s.a.key[i] == 0 {
			continue
		}
		from, to, stays := s.home(i, j, hosts)
		if !stays {
			moved[i] = !s.renested(i, j, hosts)
			continue
		}
		k := [2]int32{from, to}
		if len(rows[k]) == 0 {
			order = append(order, from, to)
		}
		rows[k] = append(rows[k], i)
	}
	for k := 0; k < len(order); k += 2 {
		row := rows[[2]int32{order[k], order[k+1]}]
		weight := func(x int) int {
			if w := s.steadiness(row[x]); s.a.parent[row[x]] == order[k] {
				return w
			}
			return s.steadiness(row[x]) / 4 // what came from a parent that is gone gives way
		}
		kept := words.Rising(len(row), func(x int) int { return int(row[x]) }, weight)
		at := 0
		for x, i := range row {
			if at < len(kept) && kept[at] == x {
				at++
			} else {
				moved[i] = true
			}
		}
	}
	for i := range int32(n) {
		if p := s.a.parent[i]; p != none && !moved[i] && s.a.mate[i] != none {
			carried[i] = moved[p] || carried[p]
		}
	}
	return moved, carried
}

// renested reports whether only the way changed in which clauses are nested: two
// mates are read between the same clauses as before, and on either side one of the new
// and the old parent, or its mate, stands within the other.
func (s *state) renested(i, j int32, hosts bundles) bool {
	first, last := span(hosts.a, i)
	start, end := span(hosts.b, j)
	n, m := int32(len(s.a.c))-1, int32(len(s.b.c))-1
	before := first > 0 && start > 0 && s.partners(first-1, start-1, hosts) || first == 0 && start == 0
	after := last < n && end < m && s.partners(last+1, end+1, hosts) || last == n && end == m
	if !before || !after {
		return false
	}
	from, to := outside(&s.a, hosts.a, i), outside(&s.b, hosts.b, j)
	if from == none || to == none {
		return true
	}
	p, q := s.b.mate[to], s.a.mate[from]
	return q != none && (s.b.holds(q, to) || s.b.holds(to, q)) || p != none && (s.a.holds(p, from) || s.a.holds(from, p))
}

// span are the first and the last of the clauses beside each other that stand in the
// same split or merge as clause i, which is both where there is none.
func span(in map[int32]*Pair, i int32) (first, last int32) {
	for first = i; in[i] != nil && in[first-1] == in[i]; first-- {
	}
	for last = i; in[i] != nil && in[last+1] == in[i]; last++ {
	}
	return first, last
}

// holds reports whether clause i is clause j or stands above it.
func (d *side) holds(i, j int32) bool { return i <= j && j < i+d.size[i] }

// steadiness is the weight of a pair in the run that stays: one each, a little more
// the more words stand there, and more where the number stayed too.
func (s *state) steadiness(i int32) int {
	x, y := &s.a.c[i], &s.b.c[s.a.mate[i]]
	w := 1000 + min(900, len(x.Heading)+len(x.Text))
	if x.Label != "" && x.Label == y.Label {
		w += 100
	}
	return w
}

// inPlaceAll reports whether all pairs stand in order below paired parents, as they
// do in most amendments.
func (s *state) inPlaceAll() bool {
	last := none
	for i, j := range s.a.mate {
		if j == none {
			continue
		}
		if j < last || !s.together(s.a.parent[i], s.b.parent[j]) {
			return false
		}
		last = j
	}
	return true
}

// home is the pair of parents whose row a pair stands in, none for the top, and
// whether it has not left the old one.
func (s *state) home(i, j int32, hosts bundles) (from, to int32, stays bool) {
	from, to = outside(&s.a, hosts.a, i), outside(&s.b, hosts.b, j)
	if !s.partners(from, to, hosts) && s.sameShown(from, to, hosts) {
		return s.a.shown(from), s.b.shown(to), true
	}
	if from != none && s.lives(&s.a, hosts.a, from) {
		return from, to, s.partners(from, to, hosts)
	}
	if from == none && to != none && s.lives(&s.b, hosts.b, to) {
		return from, to, false // from the top into a clause that was there before
	}
	gone := none
	for from != none && !s.lives(&s.a, hosts.a, from) {
		gone, from = from, s.a.parent[from]
	}
	for to != none && !s.lives(&s.b, hosts.b, to) {
		to = s.b.parent[to]
	}
	if to == none || s.b.mate[to] == none || s.partners(from, to, hosts) || s.why[i].Round > Neighbour {
		return from, to, true
	}
	switch {
	case gone == none:
	case s.absorbed(gone, to):
		return gone, to, true
	case !s.adjoins(gone, to):
		return from, to, false
	}
	return s.b.mate[to], to, true
}

// outside is the clause above clause i and above those that are one with it in a split or merge.
func outside(d *side, in map[int32]*Pair, i int32) int32 {
	p := d.parent[i]
	for p != none && in[p] != nil && in[p] == in[i] {
		p = d.parent[p]
	}
	return p
}

// absorbed reports whether most of what stood in a clause that is gone, by mass,
// stands in clause to now, so that it became part of that one.
func (s *state) absorbed(gone, to int32) bool {
	w, ok := s.went[gone]
	if !ok {
		w = s.whereabouts(gone)
		if s.went == nil {
			s.went = map[int32]whereabouts{}
		}
		s.went[gone] = w
	}
	first, _ := slices.BinarySearch(w.at, to)
	end, _ := slices.BinarySearch(w.at, to+s.b.size[to])
	return 2*(w.mass[end]-w.mass[first]) > s.a.mass[gone]
}

// whereabouts are the clauses of b where what stood in a clause that is gone stands now,
// in order, and the mass before each of them, and in the end of all.
type whereabouts struct{ at, mass []int32 }

func (s *state) whereabouts(gone int32) whereabouts {
	var w whereabouts
	for i := gone + 1; i < gone+s.a.size[gone]; i++ {
		if j := s.a.mate[i]; j != none {
			w.at = append(w.at, j)
		}
	}
	slices.Sort(w.at)
	w.mass = make([]int32, 1, len(w.at)+1)
	for k, j := range w.at {
		i := s.b.mate[j]
		w.mass = append(w.mass, w.mass[k]+int32(len(s.a.c[i].Heading)+len(s.a.c[i].Text))+1)
	}
	return w
}

// adjoins reports whether what stood before a clause that is gone, or behind it,
// stands in clause to now: then what stood below it may have fallen to that one.
func (s *state) adjoins(gone, to int32) bool {
	ends, ok := s.aside[gone]
	if !ok {
		p, n := gone-1, gone+s.a.size[gone]
		for p >= 0 && s.a.mate[p] == none {
			p--
		}
		for int(n) < len(s.a.c) && s.a.mate[n] == none {
			n++
		}
		ends = [2]int32{p, n}
		if s.aside == nil {
			s.aside = map[int32][2]int32{}
		}
		s.aside[gone] = ends
	}
	return slices.ContainsFunc(ends[:], func(i int32) bool {
		return i >= 0 && int(i) < len(s.a.c) && s.a.mate[i] >= to && s.a.mate[i] < to+s.b.size[to]
	})
}

// sameShown reports whether two parents are shown as part of the same clause, one
// of them being that clause: the items of a list that came to stand below the
// paragraph that introduces them have not moved.
func (s *state) sameShown(from, to int32, hosts bundles) bool {
	p, q := s.a.shown(from), s.b.shown(to)
	return (p == from || q == to) && s.partners(p, q, hosts)
}

// shown is the clause that readers see clause i as part of, none at the top.
func (d *side) shown(i int32) int32 {
	for i != none && !d.c[i].Headed() {
		i = d.parent[i]
	}
	return i
}

func (s *state) lives(d *side, in map[int32]*Pair, i int32) bool {
	return d.mate[i] != none || in[i] != nil
}

// partners reports whether two clauses stand in the same pair.
func (s *state) partners(i, j int32, hosts bundles) bool {
	if i == none || j == none {
		return i == j
	}
	return s.a.mate[i] == j || hosts.a[i] != nil && hosts.a[i] == hosts.b[j]
}
