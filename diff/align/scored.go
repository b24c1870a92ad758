package align

import (
	"cmp"
	"slices"
)

// Thresholds of the scored rounds. A clear winner scores well and is well ahead of
// every other partner of either clause; the last acceptance still asks for some
// words in common.
const (
	clearScore   = 0.62
	clearMargin  = 0.08
	lastScore    = 0.36
	leastText    = 0.22
	strangeVotes = 0.50 // least likeness of containers whose headings share no word
	mostInside   = 0.50 // of containers without words: enough to be the same anywhere
	farText      = 0.40 // least likeness of words where parents disagree
	farBits      = 16   // and how many bits of words they must share at least
)

// candidate is a pair that might be.
type candidate struct {
	i, j                int32
	score, text, shared float64
	read                bool // text and shared are known and stay as they are
}

// scoredRounds pairs by likeness what equality has left.
func (s *state) scoredRounds() {
	s.weigh()
	s.shortNames()
	list := s.candidates()
	for range 12 {
		if s.winners(list) == 0 {
			break
		}
		s.settle()
		list = s.live(list)
	}
	s.splits(wholePart)
	s.terms()
	s.gaps(leastText)
	for range 3 {
		list = s.live(append(list, s.containers()...))
		if s.contest(list) == 0 {
			break
		}
		s.settle()
	}
	s.gaps(leastGap)
	s.splits(partCover)
	s.halves()
	s.tails()
	s.settle()
}

// live drops candidates one of whose clauses has found its mate, and repeats.
func (s *state) live(list []candidate) []candidate {
	slices.SortFunc(list, byPlace)
	list = slices.CompactFunc(list, func(x, y candidate) bool { return x.i == y.i && x.j == y.j })
	return slices.DeleteFunc(list, func(c candidate) bool { return !s.a.free(c.i) || !s.b.free(c.j) })
}

func byPlace(x, y candidate) int { return cmp.Or(cmp.Compare(x.i, y.i), cmp.Compare(x.j, y.j)) }

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

// winners pairs clear winners and returns how many.
func (s *state) winners(list []candidate) int {
	s.rate(list)
	bestA, bestB := s.rivals(list)
	n := 0
	for _, c := range list {
		why := c.because(Winner, &bestA[c.i], &bestB[c.j])
		if c.score < clearScore || c.score < why.Second+clearMargin || !s.possible(c) {
			continue
		}
		s.marry(c.i, c.j, why)
		n++
	}
	return n
}

// rivals are the two best candidates of a clause: their scores and partners.
type rivals struct {
	score [2]float64
	with  [2]int32
}

// rivals finds the rivals of every clause, by side, and remembers the nearest.
func (s *state) rivals(list []candidate) (a, b []rivals) {
	a, b = s.room.scores.take(len(s.a.c)), s.room.scores.take(len(s.b.c))
	note := func(best *rivals, score float64, with int32) {
		switch {
		case score > best.score[0]:
			*best = rivals{[2]float64{score, best.score[0]}, [2]int32{with, best.with[0]}}
		case score > best.score[1]:
			best.score[1], best.with[1] = score, with
		}
	}
	for _, c := range list {
		note(&a[c.i], c.score, c.j)
		note(&b[c.j], c.score, c.i)
	}
	if s.nearA == nil {
		s.nearA, s.nearB = s.room.scores.take(len(a)), s.room.scores.take(len(b))
	}
	for side, best := range [...][]rivals{a, b} {
		near := [...][]rivals{s.nearA, s.nearB}[side]
		for k := range best {
			if best[k].score[0] > near[k].score[0] {
				near[k] = best[k]
			}
		}
	}
	return a, b
}

// because is how a candidate was chosen, with the best of the others of either clause.
func (c *candidate) because(round Round, a, b *rivals) Why {
	w := Why{Round: round, Score: c.score}
	if x := a.besides(c.score); a.score[x] > 0 {
		w.Second, w.Near = a.score[x], [2]int{int(c.i), int(a.with[x])}
	}
	if x := b.besides(c.score); b.score[x] > w.Second {
		w.Second, w.Near = b.score[x], [2]int{int(b.with[x]), int(c.j)}
	}
	return w
}

// besides is the place of the best besides the given score.
func (r *rivals) besides(score float64) int {
	if score < r.score[0] {
		return 0
	}
	return 1
}

// maxGroup bounds the groups that are shared out exactly; the cost grows with the
// third power. Larger ones are shared out greedily.
const maxGroup = 160

// contest shares out what several clauses claim: in every group of clauses
// connected by candidates, the matching of greatest total score.
func (s *state) contest(list []candidate) int {
	s.rate(list)
	list = slices.DeleteFunc(list, func(c candidate) bool { return !s.possible(c) })
	bestA, bestB := s.rivals(list) // no clause is in two groups
	n := 0
	for _, group := range groups(list) {
		for _, c := range share(group) {
			s.marry(c.i, c.j, c.because(Contest, &bestA[c.i], &bestB[c.j]))
			n++
		}
	}
	return n
}

// groups parts candidates into those connected by common clauses, in order.
func groups(list []candidate) [][]candidate {
	root := map[int32]int32{} // clauses of b as negative numbers
	var find func(k int32) int32
	find = func(k int32) int32 {
		r, ok := root[k]
		if !ok {
			root[k] = k
			return k
		}
		if r != k {
			r = find(r)
			root[k] = r
		}
		return r
	}
	for _, c := range list {
		root[find(c.i)] = find(-1 - c.j)
	}
	place := map[int32]int{}
	var out [][]candidate
	for _, c := range list {
		r := find(c.i)
		k, ok := place[r]
		if !ok {
			k = len(out)
			place[r] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], c)
	}
	return out
}

// share picks from one group the pairs of greatest total score.
func share(group []candidate) []candidate {
	if len(group) == 1 {
		return group
	}
	group = slices.Clone(group)
	rows, cols := map[int32]int{}, map[int32]int{}
	for _, c := range group {
		if _, ok := rows[c.i]; !ok {
			rows[c.i] = len(rows)
		}
		if _, ok := cols[c.j]; !ok {
			cols[c.j] = len(cols)
		}
	}
	if len(rows) > maxGroup || len(cols) > maxGroup {
		return greedy(group)
	}
	n := max(len(rows), len(cols))
	worth := make([][]float64, n)
	for r := range worth {
		worth[r] = make([]float64, n)
	}
	for _, c := range group {
		worth[rows[c.i]][cols[c.j]] = c.score
	}
	col := assign(worth)
	return slices.DeleteFunc(group, func(c candidate) bool { return col[rows[c.i]] != cols[c.j] })
}

// greedy takes the best pairs first.
func greedy(group []candidate) []candidate {
	slices.SortStableFunc(group, func(x, y candidate) int { return cmp.Compare(y.score, x.score) })
	takenA, takenB := map[int32]bool{}, map[int32]bool{}
	return slices.DeleteFunc(group, func(c candidate) bool {
		if takenA[c.i] || takenB[c.j] {
			return true
		}
		takenA[c.i], takenB[c.j] = true, true
		return false
	})
}
