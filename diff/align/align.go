package align

import (
	"strings"

	"polity/commons/law"
)

// Op is what became of the clauses of a pair. The zero value is Unchanged.
type Op uint8

// The ops. An Unchanged pair says the same on both sides, wherever it stands.
const (
	Unchanged Op = iota
	Edited
	Added
	Removed
	Split
	Merged
)

var opNames = [...]string{"unchanged", "edited", "added", "removed", "split", "merged"}

// String is the word that messages and machine forms print.
func (o Op) String() string { return opNames[o] }

// MarshalText writes the same word into JSON.
func (o Op) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// Flags is a set of further things that happened to a pair.
type Flags uint8

// The flags; they may be combined.
const (
	Moved      Flags = 1 << iota // it has another parent, or another place among its siblings
	Renumbered                   // its number has another value; (b) for 2. is only another style
	Retitled                     // the words of its heading changed
	Reflowed                     // white space, mark-up or typography of its own words changed, or which of them are its heading, no word
	Carried                      // it went where its parent went
	Xref                         // of its words only references changed, following the clauses they name; set by package diff
)

var flagNames = [...]string{"moved", "renumbered", "retitled", "reflowed", "carried", "xref"}

// Names are the flags' words, in the order of their declaration; nil for none.
func (f Flags) Names() []string {
	var out []string
	for i, name := range flagNames {
		if f&(1<<i) != 0 {
			out = append(out, name)
		}
	}
	return out
}

// String is the names joined by spaces.
func (f Flags) String() string { return strings.Join(f.Names(), " ") }

// Pair is what became of some clauses: one on each side, or none on one side
// (Added, Removed), or several on one (Split, Merged).
type Pair struct {
	Op    Op      `json:"op"`
	Flags Flags   `json:"-"`
	Old   []int   `json:"old"`   // indices in the old text's Clauses, rising; nil for Added; not to be changed, for pairs share their memory
	New   []int   `json:"new"`   // the same in the new text; nil for Removed
	Score float64 `json:"score"` // 0 to 1: how alike they are; 1 for equal words, 0 for Added and Removed
	Why   Why     `json:"why"`
}

// Kept reports whether every word of a pair stayed: it is Unchanged, or was Split or Merged
// and nothing came of that but headings that are texts now, or texts that are headings.
func (p *Pair) Kept() bool { return p.Op == Unchanged || p.Op >= Split && p.Flags&Reflowed != 0 }

// Why says how a pair was found; of Added and Removed, what came nearest to a partner.
type Why struct {
	Round  Round   `json:"round"`
	Score  float64 `json:"score"`  // what decided, words and context together; 0 where the round scores nothing
	Second float64 `json:"second"` // the score of the runner-up on either side, 0 where there was none
	Near   [2]int  `json:"-"`      // the runner-up, by its clauses in the old and in the new text; zeros where Second is 0
}

// Round is a step of the method, the surest first.
type Round uint8

// The rounds, in the order in which they run.
const (
	None      Round = iota // in no round: added or removed
	Ends                   // equal from the beginning or the end of the text on
	Subtree                // the same words, once on each side, with everything below them
	Numbers                // the same, numbers aside
	Neighbour              // the same words, told from others like them by what stands around them
	Winner                 // far better than any other partner of either
	Votes                  // a container whose children agree on its partner
	Term                   // definitions of the same term, headings that say the same but for common words
	Contest                // the best way to share out what several claimed
	Gap                    // the one left on each side of the same gap
	Parts                  // a part of something split or merged
)

var roundNames = [...]string{"none", "ends", "subtree", "numbers", "neighbour", "winner", "votes", "term", "contest", "gap", "parts"}

// String is the word that messages and machine forms print.
func (r Round) String() string { return roundNames[r] }

// MarshalText writes the same word into JSON.
func (r Round) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// Options for Align. The zero value works.
type Options struct {
	Cache *Cache // words of clauses seen before; nil: none is kept
	Into  []Pair // memory for the result, which is overwritten; nil: the result has its own
}

// Align says which clause of the old text is which of the new one. Either text may
// be nil, which is an empty one. Every index of both sides stands in exactly one
// pair. Pairs come in the order of the new text, removed ones where they stood:
// behind the partner of the clause before them.
//
// The result depends on nothing but the two texts. Swapping them swaps Added with
// Removed, Split with Merged, and Old with New.
func Align(old, new *law.Text, opt Options) []Pair {
	old, new = old.Rooted(), new.Rooted()
	if opt.Cache == nil {
		opt.Cache = &Cache{}
	}
	s := newState(old, new, opt.Cache)
	s.ends()
	var out []Pair
	if !s.worthSettling() {
		s.rounds()
		out = s.pairs(opt.Into[:0])
	} else if texts := s.pairing(); s.recall(texts) {
		out = s.pairs(opt.Into[:0])
	} else {
		s.rounds()
		s.note()
		out = s.pairs(opt.Into[:0])
		s.remember(texts)
	}
	s.room.clear()
	s.cache.rooms.Put(s.room)
	return out
}

// rounds finds who is who beyond what stands unchanged at the ends of the texts.
func (s *state) rounds() {
	if s.open() {
		s.exactRounds()
	}
	if s.open() {
		s.scoredRounds()
	} else if s.a.left+s.b.left > 0 {
		s.splits(partCover)
		s.halves()
		s.tails()
	}
	s.lowered()
	s.ranIn()
}
