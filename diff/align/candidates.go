package align

import "slices"

// Bounds of the search for candidates of one clause.
const (
	maxPostings   = 400 // entries of the index visited, besides those of very rare words
	maxCandidates = 12
)

// candidates finds pairs worth scoring: clauses that share rare words, through an
// inverted index over what is left of b, and clauses in the same place.
func (s *state) candidates() []candidate {
	index := s.postings(&s.b)
	var list []candidate
	votes := s.room.weights.take(len(s.b.c))
	var touched []int32
	var few [maxCandidates]int32
	for i := range int32(len(s.a.c)) {
		if s.a.mate[i] != none {
			continue
		}
		touched = s.lookUp(i, index, votes, touched[:0])
		for _, j := range s.foremost(i, votes, touched, few[:]) {
			list = append(list, candidate{i: i, j: j})
		}
		for _, j := range touched {
			votes[j] = 0
		}
	}
	list = append(list, s.inPlace()...)
	return s.live(append(list, s.containers()...))
}

// postings are the clauses that have a word, for every word.
type postings struct {
	start []int32 // of each word's clauses in list; one more at the end
	list  []int32
}

func (p *postings) of(id uint32) []int32 { return p.list[p.start[id]:p.start[id+1]] }

// postings indexes what is left of a side by its words.
func (s *state) postings(d *side) *postings {
	p := &postings{start: s.room.ints.take(len(s.weight) + 2)}
	each := func(visit func(id uint32, i int32)) {
		for i := range int32(len(d.c)) {
			if d.mate[i] == none {
				for _, c := range d.word[i].bag {
					visit(c.id, i)
				}
			}
		}
	}
	each(func(id uint32, _ int32) { p.start[id+2]++ })
	for k := 2; k < len(p.start); k++ {
		p.start[k] += p.start[k-1]
	}
	p.list = s.room.ints.take(int(p.start[len(p.start)-1]))
	each(func(id uint32, i int32) {
		p.list[p.start[id+1]] = i
		p.start[id+1]++
	})
	return p
}

// lookUp collects the clauses of b that share words with clause i, rarest words
// first and equally rare ones together.
func (s *state) lookUp(i int32, index *postings, votes []weight, out []int32) []int32 {
	rarest := s.room.rarest[:0] // how many clauses have a word, and in the lower half the word
	for _, c := range s.a.word[i].bag {
		rarest = append(rarest, uint64(len(index.of(c.id)))<<32|uint64(c.id))
	}
	slices.Sort(rarest)
	s.room.rarest = rarest
	left := maxPostings
	for k := 0; k < len(rarest); {
		n := int(rarest[k] >> 32)
		same := k
		for same < len(rarest) && int(rarest[same]>>32) == n {
			same++
		}
		if left -= n * (same - k); left < 0 && n > 8 {
			break
		}
		for ; k < same; k++ {
			id := uint32(rarest[k])
			for _, j := range index.of(id) {
				if votes[j] == 0 {
					out = append(out, j)
				}
				votes[j] += s.weight[id]
			}
		}
	}
	return out
}

// foremost are the few of list, clauses of b, with the greatest share of weight in
// common with clause i, the greatest first and equal ones in the order of the text,
// in room, which holds maxCandidates.
func (s *state) foremost(i int32, votes []weight, list, room []int32) []int32 {
	best := room[:maxCandidates]
	var share [maxCandidates]float64
	n := 0
	for _, j := range list {
		in := float64(votes[j]) / float64(s.a.total[i]+s.b.total[j])
		ahead := func(k int) bool { return in > share[k] || in == share[k] && j < best[k] }
		switch {
		case n < maxCandidates:
			n++
		case !ahead(n - 1):
			continue
		}
		k := n - 1
		for ; k > 0 && ahead(k-1); k-- {
			best[k], share[k] = best[k-1], share[k-1]
		}
		best[k], share[k] = j, in
	}
	return best[:n]
}

// inPlace are the left-overs that stand next to a paired sibling on both sides, or
// first or last below paired parents.
func (s *state) inPlace() []candidate {
	var list []candidate
	add := func(i, j int32) {
		if i != none && j != none && s.a.free(i) && s.b.free(j) {
			list = append(list, candidate{i: i, j: j})
		}
	}
	for i, j := range s.a.mate {
		if j != none {
			add(s.a.next[i], s.b.next[j])
			add(s.a.prev[i], s.b.prev[j])
			add(s.a.first[i], s.b.first[j])
			add(s.a.last[i], s.b.last[j])
		}
	}
	return list
}

// containers are the parents of paired clauses.
func (s *state) containers() []candidate {
	var list []candidate
	for i, j := range s.a.mate {
		if j == none {
			continue
		}
		if p, q := s.holders(int32(i), j); p != none && q != none && s.a.free(p) && s.b.free(q) {
			list = append(list, candidate{i: p, j: q})
		}
	}
	return list
}

// rate scores all candidates as things stand.
func (s *state) rate(list []candidate) {
	for k := range list {
		c := &list[k]
		if !c.read {
			c.text, c.shared, c.read = s.likeness(c.i, c.j)
		}
		c.score = s.inContext(c.i, c.j, c.text)
	}
}

func (s *state) possible(c candidate) bool {
	if s.wordless(c.i, c.j) {
		switch inside := s.inside(c.i, c.j); {
		case inside >= mostInside:
			return true
		case !s.numbered(c.i, c.j):
			return false // neither what stands in it nor its number stayed
		}
	}
	if s.sameLabel(c.i, c.j) > 0 && s.a.c[c.i].Label != "" && s.a.word[c.i].len()+s.b.word[c.j].len() == 0 &&
		s.together(s.a.parent[c.i], s.b.parent[c.j]) {
		return true // known by nothing but a label, and that is the same
	}
	if c.score < lastScore || c.text < leastText || c.text < strangeVotes && s.strange(c.i, c.j) || s.otherKind(c.i, c.j) {
		return false
	}
	if s.agree(s.a.parent[c.i], s.b.parent[c.j]) > 0 {
		return true
	}
	return c.text >= farText && c.shared >= farBits
}

// wordless reports whether two clauses are known only by what stands in them.
func (s *state) wordless(i, j int32) bool {
	return s.a.word[i].len() == 0 && s.b.word[j].len() == 0 && s.a.first[i] != none && s.b.first[j] != none
}

// strange reports whether two containers have headings without a word in common.
func (s *state) strange(i, j int32) bool {
	if s.a.word[i].len() == 0 || s.b.word[j].len() == 0 || s.a.first[i] == none || s.b.first[j] == none {
		return false
	}
	own, _ := s.text(i, j)
	return own == 0
}

// otherKind reports whether one clause is a bare heading or number and the other a
// paragraph without a heading, and neither words nor number are the same: what stood
// below a heading that went finds its own mate, and the heading is no part of it.
func (s *state) otherKind(i, j int32) bool {
	head, text := &s.a.c[i], &s.b.c[j]
	if head.Text != "" {
		head, text = text, head
	}
	if head.Text != "" || text.Text == "" || text.Heading != "" || head.Heading+head.Label == "" {
		return false
	}
	if x, y := s.number(head.Label), s.number(text.Label); x.text != "" && y.text != "" && !x.differs(y) {
		return false
	}
	own, _ := s.text(i, j)
	return own < strangeVotes
}
