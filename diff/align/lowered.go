package align

import "polity/commons/law"

// lowered mends pairs in which the words of a labelled clause went into a paragraph
// below the same label: «Section 4» with its text has become a heading «Section 4»
// with a paragraph, or the reverse. The clause is then still the one with the label,
// and the paragraph a piece of it.
func (s *state) lowered() {
	for i, j := range s.a.mate {
		if j == none || s.a.part[i] || s.b.part[j] || (s.a.c[i].Label == "") == (s.b.c[j].Label == "") {
			continue
		}
		i := int32(i)
		switch {
		case s.a.c[i].Label != "":
			if q := s.b.parent[j]; q != none && s.b.free(q) && s.sameName(&s.a.c[i], &s.b.c[q]) {
				s.b.mate[j] = none
				s.relabel(i, q, part{host: i, piece: j, hostInA: true, score: 1})
			}
		default:
			if q := s.a.parent[i]; q != none && s.a.free(q) && s.sameName(&s.a.c[q], &s.b.c[j]) {
				s.a.mate[i] = none
				s.relabel(q, j, part{host: j, piece: i, score: 1})
			}
		}
	}
}

func (s *state) relabel(i, j int32, p part) {
	s.a.mate[i], s.b.mate[j] = j, i
	s.a.part[i], s.b.part[j] = true, true
	if p.hostInA {
		s.b.part[p.piece] = true
	} else {
		s.a.part[p.piece] = true
	}
	s.parts = append(s.parts, p)
}

// sameName reports whether two clauses have the same number, and headings that do
// not contradict each other.
func (s *state) sameName(x, y *law.Clause) bool {
	v, w := s.number(x.Label), s.number(y.Label)
	return v.text != "" && w.text != "" && !v.differs(w) && (x.Heading == y.Heading || x.Heading == "" || y.Heading == "")
}
