package align

// inReading pairs clauses with the same words, however few, that occur once on each side
// among what is left and stand between the same clauses as one reads, whatever becomes of
// the tree: a list may hang under its paragraph or beside it, and a title may be a
// heading or a line of text.
func (s *state) inReading() {
	open := s.a.left
	for before := -1; before != s.a.left; {
		before = s.a.left
		s.unbrokenRows()
		s.named(Neighbour, func(d *side, i int32) uint64 {
			if d.word[i].len() == 0 {
				return 0
			}
			return d.word[i].exact
		}, func(i, j int32) bool { return !s.readBeside(i, j) || s.housed(i, j) })
	}
	if s.a.left < open {
		s.settle()
	}
}

// unbrokenRows pairs the clauses that are read right behind a pair, or right before one, and
// have the same words one by one: these need not occur once. Where the row ends at the next
// pair on both sides they need not be many either, for nothing else can have become of
// them; elsewhere they are long enough together to be known again. Linear.
func (s *state) unbrokenRows() {
	n := int32(len(s.a.c))
	for i := none; i < n; i++ {
		if j, ok := s.landmark(i); ok {
			s.row(i, j, 1)
		}
	}
	for i := n; i > none; i-- {
		if j, ok := s.landmark(i); ok {
			s.row(i, j, -1)
		}
	}
}

// landmark is the mate of clause i, before the first clause and behind the last one what
// stands there on the other side.
func (s *state) landmark(i int32) (int32, bool) {
	switch i {
	case none:
		return none, true
	case int32(len(s.a.c)):
		return int32(len(s.b.c)), true
	}
	return s.a.mate[i], s.a.mate[i] != none
}

// row pairs the row that begins behind landmark i, or before it if step is -1.
func (s *state) row(i, j, step int32) {
	k, bytes := step, 0
	for s.sameInPlace(i+k, j+k) {
		bytes += len(s.a.c[i+k].Heading) + len(s.a.c[i+k].Text)
		k += step
	}
	if next, ok := s.landmark(i + k); bytes < freeBytes && (!ok || next != j+k) {
		return
	}
	for k -= step; k != 0; k -= step {
		s.marry(i+k, j+k, Why{Round: Neighbour})
	}
}

// sameInPlace reports whether two clauses without mates have the same words, and their
// children nothing against it.
func (s *state) sameInPlace(i, j int32) bool {
	if i < 0 || j < 0 || int(i) >= len(s.a.c) || int(j) >= len(s.b.c) {
		return false
	}
	return s.a.free(i) && s.b.free(j) && s.a.word[i].len() > 0 && s.a.word[i].exact == s.b.word[j].exact && !s.housed(i, j)
}

// readBeside reports whether two of three agree: what is read before two clauses, what is
// read after them, and the clause that they are shown as part of. For a text that is
// long enough to be known again one will do.
func (s *state) readBeside(i, j int32) bool {
	n := 0
	if i == 0 && j == 0 || i > 0 && j > 0 && s.a.mate[i-1] == j-1 {
		n++
	}
	if k, l := i+1, j+1; int(k) < len(s.a.c) && int(l) < len(s.b.c) && s.a.mate[k] == l {
		n++
	}
	if s.together(s.a.shown(s.a.parent[i]), s.b.shown(s.b.parent[j])) {
		n++
	}
	c := &s.a.c[i]
	return n >= 2 || n == 1 && len(c.Heading)+len(c.Text) >= freeBytes
}
