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

// unbrokenRows pairs the clauses that stand between the same two clauses on both sides, as one
// reads, where they are as many and have the same words one by one: these need not be
// many, nor occur once, for nothing else can have become of them. Linear.
func (s *state) unbrokenRows() {
	n, m := int32(len(s.a.c)), int32(len(s.b.c))
	for i := none; i < n; i++ {
		j := none
		if i != none {
			if j = s.a.mate[i]; j == none {
				continue
			}
		}
		k := int32(1)
		for i+k < n && j+k < m && s.sameInPlace(i+k, j+k) {
			k++
		}
		if ends := i+k == n && j+k == m; !ends && (i+k == n || j+k == m || s.a.mate[i+k] != j+k) {
			continue
		}
		for ; k > 1; k-- {
			s.marry(i+k-1, j+k-1, Why{Round: Neighbour})
		}
	}
}

// sameInPlace reports whether two clauses without mates have the same words, and their
// children nothing against it.
func (s *state) sameInPlace(i, j int32) bool {
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
