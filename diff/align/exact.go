package align

import "polity/diff/letters"

// freeBytes is how long a text must be to be known again anywhere when it occurs
// once on each side: about four words. A shorter one («Repealed.», «General»)
// needs a neighbour or a parent that agrees.
const freeBytes = 24

// ends pairs what is equal from the beginning on and from the end on: all of the
// work where little changed, at the price of comparing hashes.
func (s *state) ends() {
	n, m := int32(len(s.a.c)), int32(len(s.b.c))
	short := min(n, m)
	p := int32(0)
	for p < short && s.a.key[p] == s.b.key[p] && s.a.parent[p] == s.b.parent[p] {
		p++
	}
	// A container that does not say by its own words which it is, is known by what stands in it.
	for p > 0 && s.a.first[p-1] != none && (s.a.comesAgain(p-1) || s.b.comesAgain(p-1)) {
		p--
	}
	for i := range p {
		s.marry(i, i, Why{Round: Ends})
	}
	q := int32(0)
	for q < short-p && s.a.key[n-1-q] == s.b.key[m-1-q] {
		q++
	}
	// A clause at the end counts only with its parent, which stands before it.
	for ; q > 0; q-- {
		i, j := n-q, m-q
		if s.together(s.a.parent[i], s.b.parent[j]) {
			s.marry(i, j, Why{Round: Ends})
		}
	}
}

// comesAgain reports whether clause i has no words, or a later sibling has the same
// heading and text: one with the same title may have come before it. Those that ends
// asks about stand within each other, so no sibling is looked at twice.
func (d *side) comesAgain(i int32) bool {
	c := &d.c[i]
	if c.Heading == "" && c.Text == "" {
		return true
	}
	for k := d.next[i]; k != none; k = d.next[k] {
		if d.c[k].Heading == c.Heading && d.c[k].Text == c.Text {
			return true
		}
	}
	return false
}

// exactRounds pairs what reads the same, the surest first: to the byte, then with
// other capitals and punctuation, then with other numbers.
func (s *state) exactRounds() {
	bySub := func(d *side, i int32) uint64 { return d.sub[i] }
	for _, d := range [...]*side{&s.a, &s.b} {
		d.own, d.sub = s.room.hashes.take(len(d.c)), s.room.hashes.take(len(d.c))
		d.subtrees(func(i int32) uint64 {
			d.own[i] = letters.Hash(letters.Hash(letters.Seed, d.c[i].Heading), d.c[i].Text)
			return d.own[i]
		})
	}
	s.unique(Subtree, bySub)
	s.settle()
	if !s.open() {
		return
	}
	for _, d := range [...]*side{&s.a, &s.b} {
		d.subtrees(func(i int32) uint64 { return s.wording(d, i).exact })
	}
	s.unique(Subtree, bySub)
	s.settle()
	s.unique(Numbers, func(d *side, i int32) uint64 {
		if d.first[i] != none {
			return 0
		}
		return d.word[i].masked
	})
	s.settle()
	s.namesakes()
	s.settle()
	s.ranIn()
	s.inReading()
}

// subtrees hashes the subtree of every clause without a mate out of what own says
// of each clause in it.
func (d *side) subtrees(own func(i int32) uint64) {
	for i := int32(len(d.c)) - 1; i >= 0; i-- {
		if d.mate[i] != none {
			continue
		}
		h := own(i)
		for k := d.first[i]; k != none && h != 0; k = d.next[k] {
			if d.mate[k] != none || d.sub[k] == 0 {
				h = 0 // part of it has found its place: no whole subtree any more
			} else {
				h = letters.Mix(h, d.sub[k])
			}
		}
		d.sub[i] = h
	}
}

// namesakes pairs clauses whose heading occurs once on each side among what is left:
// the heading is a clause's name. Two containers are told apart all the same where
// what stands in either has a home elsewhere: a chapter that takes the name of
// one of its sections has not become that section.
func (s *state) namesakes() {
	s.named(Subtree, func(d *side, i int32) uint64 {
		if d.word[i].len() == 0 || d.c[i].Heading == "" {
			return 0
		}
		return d.word[i].exact
	}, s.housed)
}

// housed reports whether most of what stands in clause i of a has its mate in one
// container that is not clause j, and most of what stands in j its mate in one that is not i.
func (s *state) housed(i, j int32) bool {
	q, p := houseOf(&s.a, &s.b, i), houseOf(&s.b, &s.a, j)
	return q != none && p != none && q != j && p != i
}

// houseOf is the container of p in which most of what stands in clause i of d and has a
// mate has it, by mass; none where there is no such container.
func houseOf(d, p *side, i int32) int32 {
	var placed, most int32
	best := none
	in := map[int32]int32{}
	for k := d.first[i]; k != none; k = d.next[k] {
		if m := d.mate[k]; m != none && p.parent[m] != none {
			placed += d.mass[k]
			q := p.parent[m]
			if in[q] += d.mass[k]; in[q] > most {
				best, most = q, in[q]
			}
		}
	}
	if 2*most <= placed {
		return none
	}
	return best
}

// commonBits is the most that a word weighs that a heading may gain or lose and keep
// its name: two bits, for one that stands in a third of what is left.
const commonBits = 2 * bit

// shortNames pairs clauses whose headings are namesakes but for common words, which
// no list knows: «Officers and Clerks» and «Officers & Clerks».
func (s *state) shortNames() {
	s.named(Term, func(d *side, i int32) uint64 {
		h := letters.Seed
		for _, id := range d.word[i].seq[:d.word[i].head] {
			if s.weigh1(id) > commonBits {
				h = letters.Mix(h, uint64(id))
			}
		}
		if h == letters.Seed {
			return 0
		}
		return h
	}, s.housed)
}

// terms pairs the definitions of a term that is defined once on each side among what
// is left: whatever it is now said to mean, it is the definition of that term.
func (s *state) terms() {
	s.named(Term, func(d *side, i int32) uint64 { return d.word[i].term }, nil)
}

// named pairs clauses whose name occurs once on each side among what is left, all of
// whose words are known, what stands in a clause before the clause, unless other speaks
// against it. Name 0 is none.
func (s *state) named(round Round, name func(d *side, i int32) uint64, other func(i, j int32) bool) {
	once := func(d *side) map[uint64]int32 {
		m := map[uint64]int32{}
		for i := range int32(len(d.c)) {
			if !d.free(i) {
				continue
			}
			h := name(d, i)
			if _, twice := m[h]; twice {
				m[h] = none
			} else {
				m[h] = i
			}
		}
		delete(m, 0)
		return m
	}
	a, b := once(&s.a), once(&s.b)
	for i := int32(len(s.a.c)) - 1; i >= 0; i-- {
		if !s.a.free(i) {
			continue
		}
		h := name(&s.a, i)
		if j, ok := b[h]; ok && a[h] == i && j != none && (other == nil || !other(i, j)) {
			s.marry(i, j, Why{Round: round})
		}
	}
}

// settle draws the conclusions that need no scores, until there are none left.
func (s *state) settle() {
	for before := -1; before != s.a.left; {
		before = s.a.left
		s.votes()
		s.neighbours()
	}
}

// wording looks up the words of clause i, and what they weigh once words have weights.
func (s *state) wording(d *side, i int32) *wording {
	if d.word == nil {
		d.word = s.room.words.take(len(d.c))
	}
	if d.word[i] == nil {
		d.word[i] = s.cache.of(&d.c[i])
		if s.weight != nil {
			d.total[i], d.twice[i] = s.totals(d.word[i])
		}
	}
	return d.word[i]
}

// unique pairs subtrees whose key occurs once on each side among what is left, a
// parent before its children, so that the largest come first. Key 0 never counts.
func (s *state) unique(round Round, key func(d *side, i int32) uint64) {
	type places struct{ a, b, na, nb int32 }
	seen := make(map[uint64]*places, s.a.left)
	note := func(d *side, add func(p *places, i int32)) {
		for i := range int32(len(d.c)) {
			if d.mate[i] != none {
				continue
			}
			if k := key(d, i); k != 0 {
				p := seen[k]
				if p == nil {
					p = &places{}
					seen[k] = p
				}
				add(p, i)
			}
		}
	}
	note(&s.a, func(p *places, i int32) { p.a, p.na = i, p.na+1 })
	note(&s.b, func(p *places, i int32) { p.b, p.nb = i, p.nb+1 })
	for i := range int32(len(s.a.c)) {
		if s.a.mate[i] != none {
			continue
		}
		p := seen[key(&s.a, i)]
		if p == nil || p.na != 1 || p.nb != 1 || s.b.mate[p.b] != none || s.a.size[i] != s.b.size[p.b] {
			continue
		}
		if s.a.mass[i] >= freeBytes || s.beside(i, p.b) {
			s.marryTrees(i, p.b, Why{Round: round})
		}
	}
}

// beside reports whether what stands around two clauses agrees that they are the
// same: parent and one neighbour, or both neighbours.
func (s *state) beside(i, j int32) bool {
	n := 0
	for _, t := range [...][2]int32{{s.a.parent[i], s.b.parent[j]}, {s.a.prev[i], s.b.prev[j]}, {s.a.next[i], s.b.next[j]}} {
		if s.together(t[0], t[1]) {
			n++
		}
	}
	return n >= 2
}

// neighbours tells repeated texts apart by what stands around them: below each
// pair of parents, the children still left are compared in order, and equal ones
// paired, first those between the same paired siblings.
func (s *state) neighbours() { s.rows(s.inOrder) }

// rows calls visit for every gap between paired siblings, with what is left of it
// on both sides, either side perhaps empty. The rows are not kept.
func (s *state) rows(visit func(as, bs []int32)) {
	openA, openB := s.openParents(&s.a), s.openParents(&s.b)
	for i := range int32(len(s.a.c)) {
		if j := s.a.mate[i]; openA[i] && j != none && openB[j] {
			s.siblings(s.a.first[i], s.b.first[j], visit)
		}
	}
	if len(s.a.c) > 0 && len(s.b.c) > 0 {
		s.siblings(0, 0, visit)
	}
}

// openParents tells the clauses that have a child without a place.
func (s *state) openParents(d *side) []bool {
	open := s.room.flags.take(len(d.c))
	for i, m := range d.mate {
		if p := d.parent[i]; m == none && p != none {
			open[p] = true
		}
	}
	return open
}

// siblings walks two rows of siblings from the given ones on. What moved in or out
// parts no gap.
func (s *state) siblings(i, j int32, visit func(as, bs []int32)) {
	var as, bs []int32
	up, down := s.a.parent[i], s.b.parent[j]
	for i != none || j != none {
		as, bs = as[:0], bs[:0]
		for ; i != none && (s.a.mate[i] == none || s.b.parent[s.a.mate[i]] != down); i = s.a.next[i] {
			if s.a.free(i) {
				as = append(as, i)
			}
		}
		for ; j != none && (s.b.mate[j] == none || s.a.parent[s.b.mate[j]] != up); j = s.b.next[j] {
			if s.b.free(j) {
				bs = append(bs, j)
			}
		}
		if len(as) > 0 && len(bs) > 0 {
			visit(as, bs)
		}
		switch {
		case i == none || j == none:
			return
		case s.a.mate[i] == j:
			i, j = s.a.next[i], s.b.next[j]
		case s.a.mate[i] > j:
			j = s.b.next[j] // moved up among its siblings
		default:
			i = s.a.next[i]
		}
	}
}

// maxRow bounds the rows of left-overs that are compared by the longest common
// subsequence; longer ones are compared from both ends only.
const maxRow = 400

// inOrder pairs equal subtrees of two rows of left-overs, keeping their order.
func (s *state) inOrder(as, bs []int32) {
	why := Why{Round: Neighbour}
	for len(as) > 0 && len(bs) > 0 && s.equalTrees(as[0], bs[0]) {
		s.marryTrees(as[0], bs[0], why)
		as, bs = as[1:], bs[1:]
	}
	for len(as) > 0 && len(bs) > 0 && s.equalTrees(as[len(as)-1], bs[len(bs)-1]) {
		s.marryTrees(as[len(as)-1], bs[len(bs)-1], why)
		as, bs = as[:len(as)-1], bs[:len(bs)-1]
	}
	n, m := len(as), len(bs)
	if n == 0 || m == 0 || n > maxRow || m > maxRow {
		return
	}
	long := make([]int32, (n+1)*(m+1)) // of the rows from (i, j) on
	at := func(i, j int) *int32 { return &long[i*(m+1)+j] }
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			*at(i, j) = max(*at(i+1, j), *at(i, j+1))
			if s.equalTrees(as[i], bs[j]) {
				*at(i, j) = max(*at(i, j), *at(i+1, j+1)+1+s.sameLabel(as[i], bs[j]))
			}
		}
	}
	for i, j := 0, 0; i < n && j < m && *at(i, j) > 0; {
		switch {
		case s.equalTrees(as[i], bs[j]) && *at(i, j) == *at(i+1, j+1)+1+s.sameLabel(as[i], bs[j]):
			s.marryTrees(as[i], bs[j], why)
			i, j = i+1, j+1
		case *at(i, j) == *at(i+1, j):
			i++
		default:
			j++
		}
	}
}

func (s *state) equalTrees(i, j int32) bool {
	return s.a.sub[i] != 0 && s.a.sub[i] == s.b.sub[j] && s.a.size[i] == s.b.size[j]
}

func (s *state) sameLabel(i, j int32) int32 {
	if s.a.c[i].Label == s.b.c[j].Label {
		return 1
	}
	return 0
}
