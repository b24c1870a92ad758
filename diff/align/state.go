package align

import "polity/commons/law"

const none = int32(-1)

// state is an alignment in the making.
type state struct {
	a, b    side
	cache   *vocabulary
	swapped bool // a is the new text; see orient
	turned  bool // it was, and is the old one again
	room    *room
	weight  []weight // rarity of each word, by id; nil until the scored rounds
	rarest  weight   // of a word that was in no clause then
	why     []Why    // by index in a, how it found its mate
	parts   []part   // splits and merges found
	nearA   []rivals // by index in a, the best there ever were; nil where none were scored
	nearB   []rivals
	known   *settled              // what was found of these texts before; nil for nothing
	alike   map[[2]int32]float64  // see contents
	noted   *settled              // what is found of them now, where it is to be remembered
	aside   map[int32][2]int32    // of clauses that are gone, what stood before and behind; see adjoins
	went    map[int32]whereabouts // where what stood in clauses that are gone stands now; see absorbed
}

// side is one text with what is known of its clauses.
type side struct {
	text   *law.Text
	c      []law.Clause
	key    []uint64 // what the clause reads and looks like, label and all
	parent []int32
	prev   []int32 // siblings; none at the ends
	next   []int32
	first  []int32 // first child; none for a leaf
	last   []int32 // last child
	size   []int32 // clauses in the subtree, itself included
	mass   []int32 // bytes of words in the subtree, plus one for each clause
	mate   []int32
	part   []bool     // stands in a split or merge
	left   int        // clauses without a mate
	word   []*wording // nil where not needed
	own    []uint64   // hash of heading and text to the byte; 0 where not needed
	sub    []uint64   // the same of a whole subtree, labels aside, at first to the byte and later of its words
	total  []weight   // weight of the words, set with the weights
	twice  []weight   // weight of the words two in a row
	deep   []*deep    // of containers, as far as asked for
	rank   []int32    // of the label's number, 2 added; 0 not read yet
}

func newState(old, new *law.Text, cache *Cache) *state {
	s := &state{cache: cache.current()}
	var ok bool
	if s.room, ok = s.cache.rooms.Get().(*room); !ok {
		s.room = &room{}
	}
	s.a, s.b = newSide(old, s.room), newSide(new, s.room)
	s.keys()
	if s.orient() {
		s.a, s.b, s.swapped = s.b, s.a, true
	}
	s.why = s.room.whys.take(len(s.a.c))
	return s
}

func newSide(t *law.Text, r *room) side {
	n := len(t.Clauses)
	d := side{text: t, c: t.Clauses, part: r.flags.take(n), left: n}
	for _, col := range [...]*[]int32{&d.parent, &d.prev, &d.next, &d.first, &d.last, &d.size, &d.mass, &d.mate} {
		*col = r.ints.take(n)
	}
	lastTop := none
	for i := range d.c {
		d.prev[i], d.next[i], d.first[i], d.last[i], d.mate[i], d.size[i] = none, none, none, none, none, 1
		p := int32(d.c[i].Parent)
		if p < 0 || p >= int32(i) {
			p = none // a parent stands before its children; anything else is no parent
		}
		d.parent[i] = p
		d.mass[i] = int32(min(len(d.c[i].Heading)+len(d.c[i].Text), 1<<20)) + 1
		before := &lastTop
		if p != none {
			before = &d.last[p]
			if d.first[p] == none {
				d.first[p] = int32(i)
			}
		}
		if *before != none {
			d.prev[i], d.next[*before] = *before, int32(i)
		}
		*before = int32(i)
	}
	for i := n - 1; i >= 0; i-- {
		if p := d.parent[i]; p != none {
			d.size[p] += d.size[i]
			d.mass[p] = min(d.mass[p]+d.mass[i], 1<<30)
		}
	}
	return d
}

// orient puts the two texts into an order that depends on what they say and not on
// which is old, so that ties fall the same way when the sides are swapped. It
// reports whether they are to be swapped.
func (s *state) orient() bool {
	if len(s.a.key) != len(s.b.key) {
		return len(s.a.key) > len(s.b.key)
	}
	for i := range s.a.key {
		if x, y := s.a.key[i], s.b.key[i]; x != y {
			return x > y
		}
	}
	return false
}

func (s *state) open() bool { return s.a.left > 0 && s.b.left > 0 }

// marry pairs clause i of a with clause j of b.
func (s *state) marry(i, j int32, why Why) {
	s.a.mate[i], s.b.mate[j] = j, i
	s.a.left--
	s.b.left--
	s.why[i] = why
}

// marryTrees pairs two subtrees of the same shape, clause by clause.
func (s *state) marryTrees(i, j int32, why Why) {
	for k := range s.a.size[i] {
		if s.a.mate[i+k] == none && s.b.mate[j+k] == none {
			s.marry(i+k, j+k, why)
		}
	}
}

// free reports whether clause i has found no place yet.
func (d *side) free(i int32) bool { return d.mate[i] == none && !d.part[i] }

// together reports whether two clauses, either none, are each other's mates.
func (s *state) together(i, j int32) bool {
	if i == none || j == none {
		return i == j
	}
	return s.a.mate[i] == j
}
