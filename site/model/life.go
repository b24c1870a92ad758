package model

// Clause is the page of one clause: its present reading, its place, and its life
// from the first reading to now.
type Clause struct {
	Lang, Dir string // of the text
	EID       string // in the text in force, or the last it had
	WID       string
	Label     string
	Heading   string
	Kind      string  // «Article», in the interface's language
	Unit      Unit    // the present reading, or the last one where Repealed
	Notes     []Note  // the footnotes it refers to
	Repealed  bool    // it does not stand in the text in force
	End       *Moment // when it was repealed; nil while it stands
	Reading   string  // link to it inside the full text
	Parents   []Link  // from the outermost container inwards
	Parts     []Link  // the headed clauses under it that stand on their own
	Before    *Link   // its neighbours in the text
	After     *Link
	Life      []Event // oldest first
	Times     int     // changes to its words
	Summary   string  // «First read 1 March 1998; changed 4 times; last on 3 May 2015.»
	Strip     Strip
	Scale     StripScale
	MadeBy    []AmendmentCard // the amendments that made it what it is, oldest first
	Says      []ActCard       // reservations and objections to it, oldest first
	Addresses []Address       // every eId it has had, oldest first; one where it never changed
	From      *Link           // the clause it was split from; nil without
	Proposals []ProposalCard  // live ones that would change it
	Variants  []Variant       // its readings in the works next of kin: the upstream's first
	Travel    *Route          // its way through all works that have it; nil where it is in one only
	Cite      Cite
	Forge     []Link
}

func (*Clause) body() {}

// Event is one change in the life of a clause.
type Event struct {
	ID     string // anchor: "x-3"
	Change ChangeCard
	Op     Mark
	Flags  []Mark
	Quiet  bool   // its words did not change: renumbered, moved, reflowed
	Pairs  []Pair // its own words and those of the units under it, changed ones only
	Parts  []Link // the clauses under it with pages of their own that changed too
}

// Address is an eId that a clause had for a time.
type Address struct {
	EID       string
	Label     string
	From, To  Moment // To is the zero Moment while it has it
	Redirects bool   // the old address leads here
}
