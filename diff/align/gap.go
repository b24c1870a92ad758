package align

// leastGap is how alike two clauses must be that are left in the same gap between
// the same neighbours: place says much, but a clause that shares next to nothing
// with the one before it is a new clause.
const (
	leastGap   = 0.15
	strangeGap = 0.30 // of containers whose headings share no word
)

// gaps pairs what is left between paired siblings: in every such gap, the pairs in
// order that are most alike in sum, each at least so much.
func (s *state) gaps(least float64) {
	s.rows(func(as, bs []int32) { s.fill(as, bs, least) })
}

// fill pairs two rows of left-overs from the same gap by the alignment in order of
// greatest total likeness (Needleman and Wunsch, 1970).
func (s *state) fill(as, bs []int32, least float64) {
	n, m := len(as), len(bs)
	if n == 0 || m == 0 || n*m > maxGroup*maxGroup {
		return
	}
	worth := make([]float64, n*m)
	sum := make([]float64, (n+1)*(m+1)) // of the rows from (i, j) on
	at := func(i, j int) int { return i*(m+1) + j }
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			w := s.worth(as[i], bs[j], least, n == 1 && m == 1)
			worth[i*m+j] = w
			best := max(sum[at(i+1, j)], sum[at(i, j+1)])
			if w > 0 {
				best = max(best, sum[at(i+1, j+1)]+w)
			}
			sum[at(i, j)] = best
		}
	}
	for i, j := 0, 0; i < n && j < m && sum[at(i, j)] > 0; {
		switch w := worth[i*m+j]; {
		case w > 0 && sum[at(i, j)] == sum[at(i+1, j+1)]+w:
			s.marry(as[i], bs[j], Why{Round: Gap, Score: w})
			i, j = i+1, j+1
		case sum[at(i, j)] == sum[at(i+1, j)]:
			i++
		default:
			j++
		}
	}
}

// worth is what a pair in a gap adds: its likeness, and a little for the same
// label; 0 where it is not alike enough. The only article, or other clause with a
// heading or with clauses below it, on either side, under the number that stood
// there, is the same one rewritten when it shares anything with it: such numbers
// are cited from elsewhere, and those who amend keep them.
func (s *state) worth(i, j int32, least float64, only bool) float64 {
	same := s.numbered(i, j)
	only = only && same && least == leastGap && s.between(i, j) &&
		(s.a.first[i] != none || s.a.c[i].Heading != "") && (s.b.first[j] != none || s.b.c[j].Heading != "")
	if !only && (s.a.word[i].len() == 0) != (s.b.word[j].len() == 0) && (s.a.first[i] == none || s.b.first[j] == none) {
		return 0
	}
	if s.otherKind(i, j) {
		return 0
	}
	_, text, _ := s.score(i, j)
	if s.within(i, j) >= wholePart {
		text = max(text, least) // added to, or cut down
	}
	switch {
	case only:
		if text == 0 && s.a.word[i].len() > 0 && s.b.word[j].len() > 0 {
			return 0
		}
	case text < least || text < strangeGap && s.strange(i, j):
		return 0
	}
	if same {
		text += weightLabel
	}
	return text
}

// within is the share of the words of the shorter of two clauses that the longer has.
func (s *state) within(i, j int32) float64 {
	return float64(s.common(s.a.word[i].bag, s.b.word[j].bag)) / float64(max(min(s.a.total[i], s.b.total[j]), 1))
}

// between reports whether a neighbour of two clauses is paired.
func (s *state) between(i, j int32) bool {
	p, n := s.a.prev[i], s.a.next[i]
	return p != none && s.together(p, s.b.prev[j]) || n != none && s.together(n, s.b.next[j])
}
