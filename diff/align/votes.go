package align

import "slices"

// A container is paired by its children's votes when the words they agree on are
// at least this share of the words of both that have found a place.
// Unless their headings are the same, the words must also be this share of all
// words of both, found or not: few early votes may yet be outvoted.
const (
	voteShare = 0.5
	voteCover = 0.3
)

// votes pairs containers whose children, by weight of words, have found their
// mates in each other, and whose own words do not speak for another.
func (s *state) votes() {
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
		p, q := s.a.parent[i], s.b.parent[j]
		mass := s.a.mass[i] + s.b.mass[j]
		openA, openB := p != none && s.a.mate[p] == none, q != none && s.b.mate[q] == none
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
	for _, b := range list {
		if b.share < voteShare || s.a.mate[b.i] != none || s.b.mate[b.j] != none {
			continue
		}
		if float64(b.mass) >= voteCover*float64(s.a.mass[b.i]+s.b.mass[b.j]) || s.sameHeading(b.i, b.j) {
			s.marry(b.i, b.j, Why{Round: Votes, Score: b.share})
		}
	}
}

// sameHeading reports whether two clauses have the same words of their own, and any.
func (s *state) sameHeading(i, j int32) bool {
	x, y := s.wording(&s.a, i), s.wording(&s.b, j)
	return x.len() > 0 && x.exact == y.exact
}
