package diff

import (
	"cmp"
	"slices"

	"polity/commons/law"
	"polity/diff/align"
)

// Verb is what an act does.
type Verb string

// The verbs, in the order in which acts are listed.
const (
	Inserts   Verb = "inserts"
	Repeals   Verb = "repeals"
	Replaces  Verb = "replaces"
	Amends    Verb = "amends"
	Retitles  Verb = "retitles"
	Splits    Verb = "splits"
	Merges    Verb = "merges"
	Moves     Verb = "moves"
	Renumbers Verb = "renumbers"
)

var verbs = [...]Verb{Inserts, Repeals, Replaces, Amends, Retitles, Splits, Merges, Moves, Renumbers}

// Act is one thing that a comparison does, to any number of clauses. It is in no
// language: who writes it out takes the labels from the clauses it points to.
type Act struct {
	Verb   Verb    `json:"verb"`
	Places []Place `json:"places"` // in the order of the text, the first maxPlaces of them
	Count  int     `json:"count"`  // clauses touched, shown or not; one that stands for all below it counts once
	More   int     `json:"more"`   // of these, those that Places leaves out
}

// Place is where an act does it. A side that the verb does not concern is None:
// there is no Old in an insertion and no New in a repeal.
type Place struct {
	Old Range `json:"old"`
	New Range `json:"new"`
}

// Range is a row of sibling clauses from First to Last, as indices in the text's
// Clauses. First may be Last. A range of Whole stands for the text itself, where
// the clauses touched have neither label nor heading nor anything above them.
type Range struct{ First, Last int }

// None is no range; Whole is the text as a whole.
var (
	None  = Range{-1, -1}
	Whole = Range{-2, -2}
)

// maxPlaces keeps a summary short.
const maxPlaces = 6

// Summarise says in short what a comparison does: at most one act for each verb. A
// container stands for everything below it where all of that has the same fate,
// and unlabelled clauses are counted to the clause they are shown with. old and new
// are the texts that were compared; nil is the empty text. Equal texts and those
// that differ in white space, mark-up and typography alone give nil, and so do those
// that read the same although their units are cut otherwise: what seems to come there
// only changed its shape.
func Summarise(c *Comparison, old, new *law.Text) []Act {
	old, new = old.Rooted(), new.Rooted()
	if c.Editorial && slices.ContainsFunc(c.Pairs, func(p *Pair) bool { return !p.editorial(old, new) }) {
		return nil
	}
	s := summary{old: newOutline(old), new: newOutline(new), seen: map[deed]bool{}}
	s.link(c)
	for k := range c.Pairs {
		s.pair(c.Pairs[k])
	}
	s.replaced()
	s.gather()
	return s.acts()
}

// deed is a verb done to one clause: indices, none without.
type deed struct {
	verb     Verb
	old, new int
}

const (
	none  = -1
	whole = -2
)

type summary struct {
	old, new outline
	deeds    []deed
	seen     map[deed]bool
}

// outline is a text as readers see it: unlabelled units belong to the clause above.
type outline struct {
	c     []law.Clause
	mate  []int // partner on the other side; none without
	heads []int // headed children of each clause
}

func newOutline(t *law.Text) outline {
	o := outline{c: t.Clauses, mate: make([]int, len(t.Clauses)), heads: make([]int, len(t.Clauses))}
	for i := range o.c {
		o.mate[i] = none
		if p := o.c[i].Parent; p >= 0 && o.c[i].Headed() {
			o.heads[p]++
		}
	}
	return o
}

// subject is the clause that unit i is shown with.
func (o *outline) subject(i int) int {
	for i >= 0 && !o.c[i].Headed() {
		i = o.c[i].Parent
	}
	if i < 0 {
		return whole
	}
	return i
}

func (s *summary) link(c *Comparison) {
	for _, p := range c.Pairs {
		for _, i := range p.Old {
			if len(p.New) > 0 {
				s.old.mate[i] = p.New[0]
			}
		}
		for _, j := range p.New {
			if len(p.Old) > 0 {
				s.new.mate[j] = p.Old[0]
			}
		}
	}
}

func (s *summary) add(d deed) {
	if !s.seen[d] {
		s.seen[d] = true
		s.deeds = append(s.deeds, d)
	}
}

// pair notes what one pair does.
func (s *summary) pair(p *Pair) {
	switch p.Op {
	case align.Added:
		s.added(p.New[0])
		return
	case align.Removed:
		s.removed(p.Old[0])
		return
	case align.Split, align.Merged:
		if s.recut(p) || p.Kept() && p.Flags&align.Moved == 0 {
			return
		}
		verb := Splits
		if p.Op == align.Merged {
			verb = Merges
		}
		s.add(deed{verb, s.old.subject(p.Old[0]), s.new.subject(p.New[0])})
		return
	}
	i, j := p.Old[0], p.New[0]
	if p.Op == align.Edited && p.Flags&align.Xref == 0 {
		if p.Flags&align.Retitled != 0 {
			s.add(deed{Retitles, none, s.new.subject(j)})
		}
		if p.Words != nil {
			s.add(deed{Amends, none, s.new.subject(j)})
		}
	}
	switch {
	case !s.new.c[j].Headed():
		if p.Flags&align.Moved != 0 && s.new.c[j].Kind != law.Footnote {
			s.add(deed{Moves, s.old.subject(i), s.new.subject(j)})
		}
	case p.Flags&align.Moved != 0:
		s.add(deed{Moves, i, j})
	case p.Flags&align.Renumbered != 0 && !s.follows(i, j):
		s.add(deed{Renumbers, i, j})
	}
}

// recut reports whether a split or merge left every word where readers see it: only
// unlabelled paragraphs were parted or joined.
func (s *summary) recut(p *Pair) bool {
	shown := map[int]bool{}
	for _, i := range p.Old {
		shown[s.old.subject(i)] = true
	}
	for _, j := range p.New {
		if m := s.new.subject(j); m >= 0 && s.new.mate[m] != none {
			shown[s.new.mate[m]] = true
		} else {
			shown[m] = true
		}
	}
	return len(shown) == 1 && p.editorial(nil, nil)
}

// follows reports whether a clause was renumbered only because a clause above it
// was: «4.2» becomes «5.2».
func (s *summary) follows(i, j int) bool {
	p, q := s.old.c[i].Parent, s.new.c[j].Parent
	if p < 0 || q < 0 || s.old.mate[p] != q {
		return false
	}
	x, y := align.Number(s.old.c[p].Label), align.Number(s.new.c[q].Label)
	return x != "" && y != "" && x != y
}

// added notes a new unit: an insertion, or where it is unlabelled an amendment of
// the clause that it is shown with.
func (s *summary) added(j int) {
	if s.new.c[j].Kind == law.Footnote {
		return // it says where a clause came from; the clause itself is told
	}
	if up := s.new.subject(j); up != j {
		if up == whole || s.new.mate[up] != none {
			s.add(deed{Amends, none, up})
		}
		return
	}
	if p := s.new.subject(s.new.c[j].Parent); p == whole || s.new.mate[p] != none {
		s.add(deed{Inserts, none, j})
	}
}

// removed notes a unit that is gone, likewise.
func (s *summary) removed(i int) {
	if s.old.c[i].Kind == law.Footnote {
		return
	}
	if up := s.old.subject(i); up != i {
		switch {
		case up == whole:
			s.add(deed{Amends, none, whole})
		case s.old.mate[up] != none:
			s.add(deed{Amends, none, s.new.subject(s.old.mate[up])})
		}
		return
	}
	if p := s.old.subject(s.old.c[i].Parent); p == whole || s.old.mate[p] != none {
		s.add(deed{Repeals, i, none})
	}
}

// replaced turns a repeal and an insertion under the same label, in the same place,
// into one act.
func (s *summary) replaced() {
	repealed := map[[2]string]int{} // by label and the eId above, deed's index
	above := func(o *outline, i int) string {
		if p := o.c[i].Parent; p >= 0 {
			return o.c[p].EID
		}
		return ""
	}
	for k, d := range s.deeds {
		if d.verb == Repeals && s.old.c[d.old].Label != "" {
			repealed[[2]string{s.old.c[d.old].Label, above(&s.old, d.old)}] = k
		}
	}
	gone := map[int]bool{}
	for k := range s.deeds {
		d := &s.deeds[k]
		if d.verb != Inserts || s.new.c[d.new].Label == "" {
			continue
		}
		key := [2]string{s.new.c[d.new].Label, ""}
		if p := s.new.c[d.new].Parent; p >= 0 {
			m := s.new.mate[p]
			if m == none {
				continue
			}
			key[1] = s.old.c[m].EID
		}
		if r, ok := repealed[key]; ok && !gone[r] {
			*d = deed{Replaces, s.deeds[r].old, d.new}
			gone[r] = true
		}
	}
	kept := s.deeds[:0]
	for k, d := range s.deeds {
		if !gone[k] {
			kept = append(kept, d)
		}
	}
	s.deeds = kept
}

// gather lets a container stand for its children where all of them, and two at
// least, are amended.
func (s *summary) gather() {
	amended := map[int]bool{}
	below := map[int]int{}
	for _, d := range s.deeds {
		if d.verb == Amends && d.new >= 0 {
			amended[d.new] = true
		}
	}
	for j := len(s.new.c) - 1; j >= 0; j-- {
		if below[j] >= 2 && below[j] == s.new.heads[j] {
			amended[j] = true
		}
		if p := s.new.c[j].Parent; amended[j] && p >= 0 {
			below[p]++
		}
	}
	covered := func(j int) bool {
		p := s.new.c[j].Parent
		return p >= 0 && amended[p] && below[p] >= 2 && below[p] == s.new.heads[p]
	}
	kept := s.deeds[:0]
	for _, d := range s.deeds {
		if d.verb != Amends || d.new < 0 {
			kept = append(kept, d)
		}
	}
	s.deeds = kept
	for j := range s.new.c {
		if amended[j] && !covered(j) {
			s.deeds = append(s.deeds, deed{Amends, none, j})
		}
	}
}

// acts sorts the deeds into acts and joins neighbours into ranges.
func (s *summary) acts() []Act {
	var out []Act
	for _, verb := range verbs {
		var list []deed
		for _, d := range s.deeds {
			if d.verb == verb {
				list = append(list, d)
			}
		}
		if len(list) == 0 {
			continue
		}
		slices.SortStableFunc(list, func(x, y deed) int { return cmp.Or(cmp.Compare(x.new, y.new), cmp.Compare(x.old, y.old)) })
		act := Act{Verb: verb, Count: len(list)}
		for k := 0; k < len(list); {
			n := k + 1
			for n < len(list) && s.old.neighbours(list[n-1].old, list[n].old) && s.new.neighbours(list[n-1].new, list[n].new) {
				n++
			}
			if len(act.Places) < maxPlaces {
				act.Places = append(act.Places, Place{span(list[k].old, list[n-1].old), span(list[k].new, list[n-1].new)})
			} else {
				act.More += n - k
			}
			k = n
		}
		out = append(out, act)
	}
	return out
}

func span(first, last int) Range { return Range{first, last} }

// neighbours reports whether clause j is the next headed sibling of clause i; true
// where the side is not concerned.
func (o *outline) neighbours(i, j int) bool {
	if i == none && j == none {
		return true
	}
	if i < 0 || j <= i || o.c[i].Parent != o.c[j].Parent {
		return false
	}
	for k := i + 1; k < j; k++ {
		if o.c[k].Parent == o.c[i].Parent && o.c[k].Headed() {
			return false
		}
	}
	return true
}
