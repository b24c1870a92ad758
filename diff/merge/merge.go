package merge

import (
	"cmp"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/diff/align"
)

// Kind says what two sides disagree about.
type Kind uint8

// The kinds of conflict.
const (
	Words   Kind = iota // both changed the same words of a clause, or its heading
	Removed             // one removed a clause that the other changed or added to
	Parts               // one split or joined clauses that the other changed
	Place               // both moved a clause, to different places
	Order               // both inserted at the same place, and no numbers say which comes first
	Number              // both gave a clause another number, or two clauses have one number now
)

var kindNames = [...]string{"words", "removed", "parts", "place", "order", "number"}

// String is the word that messages and machine forms print.
func (k Kind) String() string { return kindNames[k] }

// MarshalText writes the same word into JSON.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// Conflict is one thing on which the sides disagree. In the result stands what ours
// says, or where ours removed the clause what theirs made of it.
type Conflict struct {
	Kind   Kind  `json:"kind"`
	Clause int   `json:"clause"` // where it shows, in the result's text
	Base   []int `json:"base"`   // the clauses concerned in each of the texts; empty where there are none
	Ours   []int `json:"ours"`
	Theirs []int `json:"theirs"`
}

// Origin is where a clause of the result comes from: its index in each text, -1 where
// it does not stand there.
type Origin struct{ Base, Ours, Theirs int }

// Result is the merged text and what could not be settled.
type Result struct {
	Text      *law.Text
	Origins   []Origin   // by clause of Text
	Conflicts []Conflict // in the order of Text; empty where the sides merge
}

// Clean reports whether the sides merge.
func (r *Result) Clean() bool { return len(r.Conflicts) == 0 }

// Options for Merge. The zero value works.
type Options struct {
	Cache *align.Cache // words of clauses seen before; nil: none is kept
	// Ours and Theirs are the alignments of the base with each side, where the caller
	// has them already; nil: they are made here.
	Ours, Theirs []align.Pair
}

// Merge makes of base what both sides made of it. Any of the texts may be nil, which
// is an empty one. It never fails; the texts stay as they are, and the result shares
// their strings. A clause's file and lines are those it has in the text it came from,
// and its eId is made anew from where it stands.
//
// The cost is that of the two alignments, and of comparing the words of clauses that
// both sides changed; beyond that linear but for sorting.
//
// Swapped sides give the same text where they merge, and doubts on one side are doubts
// on both: of two orders in which the sides could be taken, one is chosen by what they
// say, and where that one leaves doubts, ours comes first.
func Merge(base, ours, theirs *law.Text, o Options) *Result {
	if !precedes(theirs, ours) {
		return merge(base, ours, theirs, o)
	}
	first := merge(base, theirs, ours, Options{Cache: o.Cache, Ours: o.Theirs, Theirs: o.Ours})
	first.mirror()
	if first.Clean() {
		return first
	}
	if own := merge(base, ours, theirs, o); !own.Clean() {
		return own
	}
	return first
}

// precedes reports whether the side a comes before b, by their first clauses that
// differ. Linear.
func precedes(a, b *law.Text) bool {
	x, y := orEmpty(a).Clauses, orEmpty(b).Clauses
	for i := range min(len(x), len(y)) {
		p, q := &x[i], &y[i]
		if c := cmp.Or(cmp.Compare(p.EID, q.EID), cmp.Compare(p.Kind, q.Kind), cmp.Compare(p.Label, q.Label), cmp.Compare(p.Heading, q.Heading), cmp.Compare(p.Text, q.Text), cmp.Compare(p.Parent, q.Parent)); c != 0 {
			return c < 0
		}
	}
	return len(x) < len(y)
}

// mirror swaps the sides.
func (r *Result) mirror() {
	for i := range r.Origins {
		o := &r.Origins[i]
		o.Ours, o.Theirs = o.Theirs, o.Ours
	}
	for i := range r.Conflicts {
		c := &r.Conflicts[i]
		c.Ours, c.Theirs = c.Theirs, c.Ours
	}
}

func merge(base, ours, theirs *law.Text, o Options) *Result {
	m := &merger{text: [3]*law.Text{orEmpty(base), orEmpty(ours), orEmpty(theirs)}}
	cache := o.Cache
	if cache == nil {
		cache = &align.Cache{}
	}
	pairs := [3][]align.Pair{{}, o.Ours, o.Theirs}
	for s := inOurs; s <= inTheirs; s++ {
		if pairs[s] == nil {
			pairs[s] = align.Align(m.text[inBase], m.text[s], align.Options{Cache: cache})
		}
	}
	m.lang = cmp.Or(m.text[inOurs].Lang, m.text[inTheirs].Lang, m.text[inBase].Lang)
	m.gather(pairs)
	m.remove()
	m.order()
	m.converge()
	m.write(m.flatten())
	markup.Readdress(m.out.Text.Clauses)
	m.numbers()
	return m.finish()
}

// The sides, as indices.
const (
	inBase = iota
	inOurs
	inTheirs
)

// other is the other of the two sides.
func other(side int) int { return inOurs + inTheirs - side }

func orEmpty(t *law.Text) *law.Text {
	if t == nil {
		return &law.Text{}
	}
	return t
}

// none stands for a clause that is not there.
const none = -1

// node is one clause in up to three texts.
type node struct {
	at    [3]int // index in each text, none where it is not
	whole int    // the side whose clause stands as it is, of clauses that were split or joined; none: merged
	gone  bool   // it does not stand in the result
	out   int    // where it stands in the result
}

// merger holds one merge under way.
type merger struct {
	text  [3]*law.Text
	lang  string
	nodes []node
	of    [3][]int  // by text and clause: its node; none for clauses that others stand for
	off   [3][]bool // by side and node: the side took it out of its place
	out   Result
	found []Conflict // by node in Clause until the result is written
}

func (m *merger) clause(n, side int) *law.Clause {
	i := m.nodes[n].at[side]
	if i == none {
		return nil
	}
	return &m.text[side].Clauses[i]
}

// parent is the node above n in a text, none at the top.
func (m *merger) parent(n, side int) int {
	c := m.clause(n, side)
	if c == nil || c.Parent < 0 {
		return none
	}
	return m.of[side][c.Parent]
}

// conflict names one on which nodes disagree.
func (m *merger) conflict(k Kind, nodes ...int) {
	c := Conflict{Kind: k, Clause: nodes[0]}
	for _, n := range nodes {
		for side, list := range [3]*[]int{&c.Base, &c.Ours, &c.Theirs} {
			if i := m.nodes[n].at[side]; i != none {
				*list = append(*list, i)
			}
		}
	}
	m.found = append(m.found, c)
}
