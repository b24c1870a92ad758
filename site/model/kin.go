package model

// Kin is the page of a work's family: where it came from, which works came from it,
// and what each took of the other since.
type Kin struct {
	Sentence  []Piece   // who is whose fork, in a sentence
	Family    []KinRow  // the whole family, a work after its upstream
	Origins   []Kinship // the relations in which this work is the fork
	Forks     []Kinship // the relations in which it is the upstream
	Ends      []OpenEnd
	Matrix    *Matrix // its own changes across its forks; nil without forks
	Levels    []MarkLine
	StateKeys []MarkLine // what the states mean
}

func (*Kin) body() {}

// KinRow is one work of a family.
type KinRow struct {
	Link          // its text
	Movement Link //
	Depth    int  // 0 for the first work, 1 for its forks, …
	Page     Link // its own page of kin
	Levels   []Mark
	Left     Moment // when it left its upstream; zero for the first work
	Ahead    string // «8 changes in 115 clauses»; "" for the first work
	Behind   string
	Pending  Count // upstream changes that wait; Text "" where there are none
}

// Kinship is one relation, told from the page's own work.
type Kinship struct {
	ID       string // anchor
	Heading  string // that the other came from it, or it from the other, or that nobody knows
	Other    Link
	Movement Link
	Page     Link // the other work's page of kin
	Fork     bool // the other work is the fork
	Evidence []EvidenceLine
	Facts    []Fact // fork point, why, how much of the text, ahead, behind
	Own      []TouchRow
	More     string // how many more clauses of its own the fork has than Own shows; "" for none
	Counts   []StateCount
	Inbox    []Later // what waits, newest first; only of an origin
	Rest     []Later // what was decided, newest first; only of an origin
}

// EvidenceLine is one reason to hold two works for kin.
type EvidenceLine struct {
	Level Mark
	Text  []Piece
}

// TouchRow is a clause that the fork has otherwise.
type TouchRow struct {
	Op   Mark
	Fork *Link // its clause; nil where it is gone
	Up   *Link // the upstream's; nil where it is new
}

// StateCount is how many changes have a state.
type StateCount struct {
	Mark
	N string
}

// Later is a change that the upstream made since the fork left.
type Later struct {
	ID       string // anchor
	Change   Link   // its page
	Moment   Moment
	Title    []Piece
	State    Mark
	Clauses  []LaterClause
	Said     [][]Piece // what the fork's movement declared
	Reason   string    // why it was declined, as it was written
	Disagree string    // that the declaration and the text differ; "" where they do not
	Patch    *Link     // a patch for the fork's text; nil where there is none
	Left     string    // how many waiting clauses the patch leaves out; "" for none
}

// LaterClause is what became of one clause of such a change.
type LaterClause struct {
	Op    Mark
	State Mark
	Up    Link
	Fork  *Link // where it stands in the fork; nil without
	By    *Link // the fork's change that brought it; nil unknown
	Note  string
}

// OpenEnd is a declared source that is not in the commons.
type OpenEnd struct {
	Name Piece // as it was declared, linked where it is an address
	Why  string
	How  string
}

// Matrix is the adoption of one work's changes by its forks.
type Matrix struct {
	Columns []Link // the forks, each to its page of kin
	Rows    []MatrixRow
}

// MatrixRow is one change of the upstream, newest first.
type MatrixRow struct {
	Change Link
	Moment Moment
	Title  []Piece
	Cells  []MatrixCell
}

// MatrixCell is what became of the change in one fork. State.Key is "before" where
// the fork began with it.
type MatrixCell struct {
	State Mark
	Href  string // the evidence
}

// Variant is the reading of a clause in another work.
type Variant struct {
	Clause Link
	Work   Link
	How    Mark // original | translation | origin | fork | copy | source
	Same   bool // it reads alike
	Text   string
	Words  string // what the clause has from there, of a source that it has only a part from
}
