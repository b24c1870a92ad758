package align

import (
	"slices"

	"polity/commons/law"
)

// pairs reads the alignment off, in the order of the new text, appended to out.
func (s *state) pairs(out []Pair) []Pair {
	if s.swapped {
		s.turn()
	}
	hosts := s.bundles()
	moved, carried := s.places(hosts)
	n, m := len(s.a.c), len(s.b.c)
	out = slices.Grow(out, s.a.left+m)
	index := s.cache.integers(max(n, m)) // the memory of all Old and New of one clause
	gone := s.removed(hosts)
	emitRemoved := func(after int32) {
		for _, i := range gone[after] {
			p := Pair{Op: Removed, Old: index[i : i+1 : i+1]}
			if s.nearA != nil && s.nearA[i].score[0] > 0 {
				p.Why.Second, p.Why.Near = s.nearA[i].score[0], [2]int{int(i), int(s.nearA[i].with[0])}
			}
			out = append(out, p)
		}
	}
	emitRemoved(none)
	for j := range int32(m) {
		i := s.b.mate[j]
		p := Pair{New: index[j : j+1 : j+1]}
		switch g := hosts.b[j]; {
		case g != nil:
			if int(j) != g.New[0] {
				continue // stands with the first piece
			}
			p = *g
			if s.recast(p.Old, p.New) {
				p.Flags = Reflowed
			}
			for _, o := range p.Old {
				if w := s.a.mate[o]; w != none {
					p.Flags |= s.read(int32(o), w, moved, carried) & (Moved | Carried | Renumbered)
				}
			}
		case i == none:
			p.Op = Added
			if s.nearB != nil && s.nearB[j].score[0] > 0 {
				p.Why.Second, p.Why.Near = s.nearB[j].score[0], [2]int{int(s.nearB[j].with[0]), int(j)}
			}
		default:
			p.Old = index[i : i+1 : i+1]
			p.Why = s.why[i]
			p.Op, p.Score = s.op(i, j)
			p.Flags = s.read(i, j, moved, carried)
		}
		out = append(out, p)
		for _, o := range p.Old {
			emitRemoved(int32(o))
		}
	}
	return out
}

// turn puts the old text back on side a.
func (s *state) turn() {
	why := s.room.whys.take(len(s.b.c))
	for j, i := range s.b.mate {
		if i != none {
			why[j] = s.why[i]
		}
	}
	for j := range why {
		w := &why[j]
		w.Near[0], w.Near[1] = w.Near[1], w.Near[0]
	}
	s.a, s.b, s.why, s.swapped, s.turned = s.b, s.a, why, false, true
	s.nearA, s.nearB = s.nearB, s.nearA
	for k := range s.parts {
		s.parts[k].hostInA = !s.parts[k].hostInA
	}
}

// bundles are the splits and merges by the clauses that stand in them.
type bundles struct{ a, b map[int32]*Pair }

// bundles gathers pieces around their hosts.
func (s *state) bundles() bundles {
	g := bundles{map[int32]*Pair{}, map[int32]*Pair{}}
	for _, p := range s.parts {
		host, piece, mates := g.a, g.b, s.a.mate
		if !p.hostInA {
			host, piece, mates = g.b, g.a, s.b.mate
		}
		b := host[p.host]
		if b == nil {
			b = &Pair{Op: Split, Score: p.score, Why: Why{Round: Parts, Score: p.score}}
			if !p.hostInA {
				b.Op = Merged
			}
			host[p.host] = b
			s.addTo(b, p.hostInA, p.host)
			if m := mates[p.host]; m != none {
				piece[m] = b
				s.addTo(b, !p.hostInA, m)
			}
		}
		b.Score = min(b.Score, p.score)
		piece[p.piece] = b
		s.addTo(b, !p.hostInA, p.piece)
	}
	return g
}

func (s *state) addTo(p *Pair, inA bool, i int32) {
	list := &p.New
	if inA {
		list = &p.Old
	}
	*list = append(*list, int(i))
	slices.Sort(*list)
}

// removed lists the clauses of a that are gone by the one behind whose partner
// they are shown: the nearest before them that has one.
func (s *state) removed(hosts bundles) map[int32][]int32 {
	out := map[int32][]int32{}
	after := none
	for i := range int32(len(s.a.c)) {
		if s.a.mate[i] != none || hosts.a[i] != nil {
			after = i
		} else {
			out[after] = append(out[after], i)
		}
	}
	return out
}

// op says what became of the words of a pair, and how alike they are.
func (s *state) op(i, j int32) (Op, float64) {
	if s.a.key[i] == s.b.key[j] {
		return Unchanged, 1
	}
	k := i
	if s.turned {
		k = j
	}
	if s.known != nil && s.known.verdicts[k].known {
		return s.known.verdicts[k].op, s.known.verdicts[k].score
	}
	op, score := s.judge(i, j)
	if s.noted != nil {
		s.noted.verdicts[k] = verdict{true, op, score}
	}
	return op, score
}

// judge compares the words of a pair that does not look the same.
func (s *state) judge(i, j int32) (Op, float64) {
	x, y := &s.a.c[i], &s.b.c[j]
	if SameHeading(x.Heading, y.Heading) && SameWords(x.Text, y.Text) || s.recast([]int{int(i)}, []int{int(j)}) {
		return Unchanged, 1
	}
	if s.weight == nil {
		s.weigh()
	}
	s.wording(&s.a, i)
	s.wording(&s.b, j)
	like, _ := s.text(i, j)
	return Edited, like
}

// read reads off what else happened to a pair.
func (s *state) read(i, j int32, moved, carried []bool) Flags {
	var f Flags
	if moved[i] {
		f |= Moved
	}
	if carried[i] {
		f |= Carried
	}
	if s.a.key[i] == s.b.key[j] {
		return f
	}
	x, y := &s.a.c[i], &s.b.c[j]
	if x.Label != y.Label && s.number(x.Label).differs(s.number(y.Label)) {
		f |= Renumbered
	}
	sameText, sameHeading := SameWords(x.Text, y.Text), SameHeading(x.Heading, y.Heading)
	recast := !sameHeading && s.recast([]int{int(i)}, []int{int(j)})
	if !sameHeading && !recast {
		f |= Retitled
	}
	restyled := x.Label != y.Label && f&Renumbered == 0
	if recast || sameText && sameHeading && (restyled || !sameSetting(x, y)) {
		f |= Reflowed
	}
	return f
}

// sameSetting reports whether two clauses are set alike, labels aside.
func sameSetting(x, y *law.Clause) bool {
	return x.Kind == y.Kind && x.Text == y.Text && x.Heading == y.Heading &&
		sameSpans(x.Spans, y.Spans) && sameSpans(x.HeadingSpans, y.HeadingSpans)
}

// sameSpans compares styles and links. Which footnote a reference has is left out:
// footnotes are numbered anew with every amendment.
func sameSpans(x, y []law.Span) bool {
	return slices.EqualFunc(x, y, func(a, b law.Span) bool {
		if a.Note != "" && b.Note != "" {
			a.Note, b.Note = "", ""
		}
		return a == b
	})
}
