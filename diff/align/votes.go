package align

import "slices"

// A container is paired by its children's votes alone when nearly all the words
// that have found a place agree, and these are half of all it has; the place agrees
// and no namesake waits; with the same heading on both sides half the words will do. Everything less is scored.
const (
	voteShare = 0.8
	voteCover = 0.5
	voteSame  = 0.5
)

// votes pairs containers whose children, by weight of words, have found their
// mates in each other, and whose own words do not speak for another.
func (s *state) votes() {
	if !s.a.openContainer() || !s.b.openContainer() {
		return
	}
	type ballot struct {
		i, j  int32
		mass  int32
		share float64
	}
	votes := map[[2]int32]int32{}
	castA, castB := map[int32]int32{}, map[int32]int32{} // words of the paired children of each container
	for i := range int32(len(s.a.c)) {
		j := s.a.mate[i]
		if j == none {
			continue
		}
		p, q := s.holders(i, j)
		mass := s.a.mass[i] + s.b.mass[j]
		openA, openB := p != none && s.a.free(p), q != none && s.b.free(q)
		if openA && q != none || openB && p != none {
			castA[p] += mass
			castB[q] += mass
		}
		if openA && openB {
			votes[[2]int32{p, q}] += mass
		}
	}
	list := make([]ballot, 0, len(votes))
	for k, mass := range votes {
		list = append(list, ballot{k[0], k[1], mass, 2 * float64(mass) / float64(castA[k[0]]+castB[k[1]])})
	}
	slices.SortFunc(list, func(x, y ballot) int {
		switch {
		case x.share != y.share && x.share > y.share:
			return -1
		case x.share != y.share:
			return 1
		case x.i != y.i:
			return int(x.i - y.i)
		}
		return int(x.j - y.j)
	})
	if len(list) == 0 {
		return
	}
	twins := s.twins()
	for _, b := range list {
		if b.share < voteSame || s.a.mate[b.i] != none || s.b.mate[b.j] != none {
			continue
		}
		sure := b.share >= voteShare && float64(b.mass) >= voteCover*float64(s.a.mass[b.i]+s.b.mass[b.j]) &&
			s.around(b.i, b.j) >= 0.5 && !twins[s.a.own[b.i]] && !twins[s.b.own[b.j]]
		if sure || s.sameHeading(b.i, b.j) {
			s.marry(b.i, b.j, Why{Round: Votes, Score: b.share})
		}
	}
}

// openContainer reports whether a clause with others under it is without a mate.
func (d *side) openContainer() bool {
	for i, first := range d.first {
		if first != none && d.free(int32(i)) {
			return true
		}
	}
	return false
}

// holders are the clauses that stand around two mates: their parents, or where one
// of these is an unlabelled paragraph and the other is not, the clause that readers
// see it as part of.
func (s *state) holders(i, j int32) (p, q int32) {
	p, q = s.a.parent[i], s.b.parent[j]
	if p != none && q != none && s.a.c[p].Headed() != s.b.c[q].Headed() {
		return s.a.shown(p), s.b.shown(q)
	}
	return p, q
}

// sameHeading reports whether two clauses have the same words of their own, and any.
// Both were without a mate when the exact rounds began.
func (s *state) sameHeading(i, j int32) bool {
	return s.a.own[i] == s.b.own[j] && s.a.c[i].Heading+s.a.c[i].Text != ""
}

// twins are the headings, by hash, that containers without a mate have on both
// sides: such a container waits for its namesake.
func (s *state) twins() map[uint64]bool {
	headings := func(d *side) map[uint64]bool {
		m := map[uint64]bool{}
		for i := range int32(len(d.c)) {
			if d.free(i) && d.first[i] != none && d.c[i].Heading+d.c[i].Text != "" {
				m[d.own[i]] = true
			}
		}
		return m
	}
	a, b := headings(&s.a), headings(&s.b)
	for h := range a {
		if !b[h] {
			delete(a, h)
		}
	}
	return a
}
