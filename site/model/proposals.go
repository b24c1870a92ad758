package model

// Proposals is the page of what is proposed for a work.
type Proposals struct {
	Counts []Count
	Groups []ProposalGroup // those first that somebody may still have to decide on
	Tally  []Fact          // how many there are, by what git and merging say
	Aside  string          // «12 others change nothing in this text»; "" for none
	Pairs  []Collision
	Free   []Link // live proposals that can all be merged together; nil where there are fewer than two
	Sets   []Link // that the movement names
	Note   string // what was not looked at; "" for nothing
	Script string // href of the data from which a browser puts any set together; "" where there are fewer than two live ones
}

func (*Proposals) body() {}

// ProposalGroup is the proposals of one state.
type ProposalGroup struct {
	ID    string // anchor
	State Mark
	Means string // what the state says and does not say
	Cards []ProposalCard
}

// ProposalCard is a proposal in a list.
type ProposalCard struct {
	Link    // «Proposal 14», to its page
	ID      string
	State   Mark
	Moment  Moment
	Title   []Piece // what it does, from the clauses; without words of its own where it brings no text
	Subject string  // its own words, second
	People  []string
	Note    string // the most telling evidence, in short; "" where the state says it all
	Work    *Link  // on pages of more than one work
	Clauses []Link // of the text in force that it would change; nil unless it is live
}

// Collision is two live proposals that have to do with one another.
type Collision struct {
	Relation Mark
	Sentence []Piece
	Clauses  []Link
}

// Proposal is the page of one proposal.
type Proposal struct {
	ProposalCard
	Means      string
	Elsewhere  []Piece // that its words do not come from the text it left from; nil where they do
	Evidence   [][]Piece
	Rules      [][]Piece
	Now        *Difference // what merging it would do to the text in force; nil where it cannot be, or need not
	Own        *Difference // what it does to the text it left from; nil where Now says the same, or there is no room
	Same       bool        // Now is also what it does to the text it left from
	Instead    string      // why there is neither: its words stand on its change's page, or there is no room; "" otherwise
	Conflicts  []Clash     // where it can no longer be merged
	ClashTitle string      // what the list of them is called
	More       string      // how many more conflicts there are; "" for none
	Collisions []Collision // with other live ones
	Record     *ProposalNote
	Messages   []Message // of its commits, oldest first
	Left       string    // how many commits Messages leaves out; "" for none
	Facts      []Fact
	Forge      []Link
	Ballot     *Link // to its sheet; nil where there is nothing to decide on
}

func (*Proposal) body() {}

// ProposalNote is what a record says of a proposal.
type ProposalNote struct {
	Title   Link // to its page, where it has one
	Facts   []Fact
	Reasons []string // paragraphs
}

// Clash is one thing on which a proposal and the text in force disagree.
type Clash struct {
	Kind               Mark
	Clause             Link
	Held               string // what Ours is: «in force», or in a set «with those before it»
	Base, Ours, Theirs string // the words where it left from, in force, and proposed; "" where there are none
}

// ProposalSet is the text as it would be if some proposals passed.
type ProposalSet struct {
	Difference
	Members []ProposalCard
	Clashes []SetClash // those that could not be merged with the ones before them
	Unknown []string   // names in the set that no proposal has
	Ballot  *Link      // to its sheet; nil where the set cannot be decided on as one text
}

func (*ProposalSet) body() {}

// SetClash is a member of a set that cannot be merged as it is.
type SetClash struct {
	Link
	Clashes []Clash
}

// Contested is what is open in the whole commons, and the clauses contested.
type Contested struct {
	Counts []Count
	Works  []ContestedWork
	All    []WorkProposals // every work with proposals, open or not
}

func (*Contested) body() {}

// ContestedWork is what is open for one work.
type ContestedWork struct {
	Link    // its page of proposals
	Cards   []ProposalCard
	Clauses []ContestedClauses
	Pairs   []Collision
}

// WorkProposals leads to all proposals of one work.
type WorkProposals struct {
	Link
	Count string
}

// ContestedClauses are the clauses that the same live proposals, several, would change.
type ContestedClauses struct {
	Clauses   []Link
	Count     string // how many, where they are too many to stand open; else ""
	Proposals []Link
}
