package model

// Ballot is a sheet on which to decide on a proposal, or on a set of them, made to be
// printed: everything that the decision is about, and room for the answer.
type Ballot struct {
	Sentence   []Piece        // what is proposed, from the clauses
	Members    []ProposalCard // of a set, in its order; one for a proposal
	Set        bool           // it is about a set
	Change     *Difference    // the clauses touched, in force and as they would be
	Instrument []Step         // the same in words of law; nil where nobody makes them
	Reasons    []Reason
	Rules      [][]Piece // what binds the decision; nil where the movement declares nothing
	Facts      []Fact    // the text, the proposals with their commits, both digests
}

func (*Ballot) body() {}

// Reason is what was said for a proposal: by its record, else by its commits.
type Reason struct {
	Proposal string // whose it is, in a set; "" on the sheet of a single one
	Title    string // "" for none
	Paras    []string
}

// Step is one step of a formal instrument.
type Step struct {
	Sentence []Piece // the pieces of a text in it are Quoted; their language is left to who asks
	Block    []StepLine
}

// StepLine is a clause that a step inserts, as instruments write it.
type StepLine struct {
	Phrase     // «[art_7] Article 7 | Heading | Words»
	Depth  int // below the place of insertion
}
