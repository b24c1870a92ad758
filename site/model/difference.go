package model

// Difference is two versions compared clause by clause: the part that the pages
// of a change and of a comparison share.
type Difference struct {
	Old, New  Side
	Sentence  []Piece   // «Amends Art. 4(2); inserts Art. 7a.»
	Acts      []Act     // the same as a list, each with its links
	Counts    []Count   // clauses amended, inserted, repealed, …
	Stretches []Stretch // in the order of the new text, repealed clauses where they stood
	Editorial bool      // no word of law changed
	Whole     bool      // unchanged stretches carry their words; otherwise only their number
}

// Side is one of the two versions.
type Side struct {
	VersionID
	Lang, Dir string
	Empty     bool // there is no such version: the text begins or ends here
}

// Act is one thing that the change did.
type Act struct {
	Verb     string // amends | inserts | repeals | replaces | retitles | renumbers | moves | splits | merges
	Sentence []Piece
}

// Stretch is a run of neighbouring pairs that are all unchanged, or all changed.
type Stretch struct {
	Same  bool
	Text  string // of an unchanged one: «14 clauses unchanged»
	Pairs []Pair // nil in an unchanged one that is not Whole
}

// Pair is one clause on both sides, or on one.
type Pair struct {
	ID      string // anchor: "x-12"
	Op      Mark   // unchanged | edited | added | removed | split | merged
	Flags   []Mark // moved, renumbered, retitled, reflowed
	Kind    string // law.Kind of the clause
	Depth   int    // in the text, from 0
	Rank    int    // 2 to 6 where it is a heading
	Old     []PairSide
	New     []PairSide
	Heading []Run  // both headings with words marked
	Text    []Run  // both texts with words marked; line breaks stay in Text as "\n"
	Path    string // where it stands: «Chapter II · Article 4», on the first pair of a stretch; "" elsewhere
}

// PairSide is one clause of a pair on one side.
type PairSide struct {
	EID    string
	Label  string
	Href   string // the clause's page; "" where the unit has none
	Bullet bool
}

// Run is some words of a pair.
type Run struct {
	Op    string // "=" | "-" | "+"
	Text  string
	Moved int // runs with the same number above 0 are one sentence taken from here to there
}

// Change is the page of one change of a work.
type Change struct {
	ChangeCard
	Difference
	Elsewhere []Piece // that its words do not come from the text before; nil where they do
	People    []Person
	Message   Message
	Dates     []DateLine
	Facts     []Fact // commit, proposal, parents, reverts, taken from
	Forge     []Link // the commit and the comparison on their forge
	Proof     *Proof // of who made it; nil where nobody signed
	// StepsSigned says how many steps are signed of a change that is not; "" for none.
	StepsSigned string
}

func (*Change) body() {}

// Message is what the commit itself says.
type Message struct {
	Subject  string
	Body     string // "\n" kept
	Trailers []Fact
}

// Compare is the page of two versions.
type Compare struct {
	Difference
	Between []ChangeCard // the changes that lead from one to the other, oldest first
	Forge   []Link
}

func (*Compare) body() {}

// ChangeCard is a change in a list.
type ChangeCard struct {
	N           int  // ordinal on the main line, from 1
	Proposal    Link // the proposal that it merged; its Text is "" without
	Href        string
	Moment      Moment
	Title       []Piece // the sentence from the clauses
	Subject     string  // the commit's own words, second
	People      []string
	Editorial   bool
	First       bool   // the work begins here
	Version     string // the name of the version it made; "" unnamed
	VersionHref string // of that version's page; "" without
	Work        *Link  // on pages of more than one work
	Short       string // commit
	Touched     int    // clauses that it changed
	Steps       []StepCard
}

// StepCard is one commit inside a merged proposal.
type StepCard struct {
	Moment    Moment
	Title     []Piece
	Subject   string
	People    []string
	Editorial bool
	Short     string
	Forge     string // the commit on its forge; "" without
	Proof     *Proof // what its signature proves; nil where nobody signed
}
