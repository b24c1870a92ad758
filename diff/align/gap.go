package align

// leastGap is how alike two clauses must be that are the only ones left between
// the same neighbours: place says much, but a clause that shares next to nothing
// with the one before it is a new clause.
const leastGap = 0.15

// gaps pairs the one left-over on each side of a gap between paired siblings.
func (s *state) gaps() {
	n := len(s.a.c)
	for i := range int32(n) {
		if s.a.mate[i] != none {
			continue
		}
		j := s.opposite(i)
		if j == none {
			continue
		}
		score, text, _ := s.score(i, j)
		empty := s.a.word[i].len() == 0 && s.b.word[j].len() == 0
		same := s.a.c[i].Label == s.b.c[j].Label && s.a.c[i].Kind == s.b.c[j].Kind
		if text >= leastGap || empty && same {
			s.marry(i, j, Why{Round: Gap, Score: score})
		}
	}
}

// opposite is the one left-over of b between the mates of clause i's neighbours,
// where i is the only one of a; else none.
func (s *state) opposite(i int32) int32 {
	p, n := s.a.prev[i], s.a.next[i]
	if p != none && s.a.mate[p] == none || n != none && s.a.mate[n] == none {
		return none
	}
	var j int32
	switch up := s.a.parent[i]; {
	case p != none:
		j = s.b.next[s.a.mate[p]]
	case n != none:
		j = s.b.prev[s.a.mate[n]]
	case up != none && s.a.mate[up] != none:
		j = s.b.first[s.a.mate[up]]
	case up == none && len(s.b.c) > 0:
		j = 0
	default:
		return none
	}
	if j == none || s.b.mate[j] != none || !s.together(s.a.parent[i], s.b.parent[j]) {
		return none
	}
	if !s.together(s.a.prev[i], s.b.prev[j]) || !s.together(s.a.next[i], s.b.next[j]) {
		return none
	}
	return j
}
