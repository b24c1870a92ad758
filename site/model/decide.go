package model

// Register is the page of all amendments of a work.
type Register struct {
	Years    []AmendmentYear // newest first
	Counts   []Count
	Effects  []EffectRow // clause by clause, in the order of the amendments
	Decides  []Fact      // who decides, by which rule
	Findings []Finding   // rules that nobody can satisfy
}

func (*Register) body() {}

// AmendmentYear is the amendments of one year, the highest number first.
type AmendmentYear struct {
	ID         string // anchor: "x-2015"
	Text       string // «date unknown» where it is; "" where all amendments of a page are one group
	Amendments []AmendmentCard
}

// AmendmentCard is an amendment in a list.
type AmendmentCard struct {
	Link             // its page
	Number   string  // «Amendment 7»; "" unnumbered
	Status   Mark    // what its record says
	Moment   Moment  // the best of its own dates
	Author   string  //
	Sentence []Piece // what it did to the clauses; nil where no change carried it out
	Force    []Piece // the counter in a sentence: «2 of 3 have ratified; missing: Upper Ford»; nil without
	Mark     Mark    // the state of that: reached | waiting | suspended | unreachable; zero without
	Doubts   int     // findings that disagree with the record
	Op       Mark    // on a clause's page: what it did to that clause; zero elsewhere
	Note     []Piece // further words beside it; nil without
}

// EffectRow is what an amendment did, or says it does, to one clause.
type EffectRow struct {
	Amendment  *Link // on the register; nil on the amendment's own page
	Clause     Link
	Op         Mark   // zero where it is not carried out
	Applied    Mark   // applied | pending
	Change     *Link  // nil where not carried out
	Undeclared bool   // the record does not speak of the clause
	Rule       string // that binds the clause, where the work declares one
}

// Amendment is the page of one amendment.
type Amendment struct {
	AmendmentCard
	Dates    []DateLine
	Facts    []Fact
	Changes  []CarriedOut
	Effects  []EffectRow
	Counters []Counter
	Findings []Finding
	Reasons  *Prose
	Acts     []ActCard
	Proof    Proof
}

func (*Amendment) body() {}

// CarriedOut is a change that carried an amendment out, and how that is known.
type CarriedOut struct {
	ChangeCard
	How string
}

// Counter is whether enough have consented, for some clauses.
type Counter struct {
	Mark     Mark    // reached | waiting
	Sentence []Piece // «2 of 3 have consented»
	Clauses  []Link
	Rule     string
	Rows     []CounterRow // one for each who decides
}

// CounterRow is one who decides, and what they said.
type CounterRow struct {
	Movement Link
	Mark     Mark // consents | objects | missing
	Act      *Link
	Date     Moment // zero without
}

// Finding is a place where records and texts disagree, or a check that was made.
type Finding struct {
	Mark Mark // agrees | differs | note
	Text []Piece
}

// Prose is some words of a record.
type Prose struct {
	Lang, Dir string
	Paras     []Para
}

// Para is a paragraph, list item, quotation or heading of a record.
type Para struct {
	As    string // p | item | quote | heading | pre
	Label string
	Text  []Span
}

// ActCard is a decision, and what it amounts to.
type ActCard struct {
	ID       string // anchor, where it is shown in full; "" elsewhere
	Short    bool   // only its head is shown there, for there are many
	Href     string // where it is shown in full; "" there
	Kind     Mark
	Sentence []Piece
	Moment   Moment
	By       Phrase
	Votes    string // as recorded; "" without
	State    Mark
	StateSay []Piece // what it is bound to, and whether that still stands
	Effect   string  // «holds for this movement alone»; "" without
	Quotes   []Quote // the clauses it names, as they stood
	Findings []Finding
	Facts    []Fact
	Reasons  *Prose
	Proof    Proof
}

// Quote is a clause quoted from a text.
type Quote struct {
	Link
	Text string // its words, cut where they are long
	Lang string
	Dir  string
}

// Proof says what is known of who wrote a record.
type Proof struct {
	Mark   Mark // proven | asserted | doubtful | claimed
	Lines  []ProofLine
	Commit string // the commit that last altered it, in short; "" unknown
	By     string // the name that commit gives
	Forge  string // the commit on its forge; "" without
	When   Moment
}

// ProofLine is one signature, what was checked, and how a member checks it.
type ProofLine struct {
	Mark    Mark   // the state of the signature
	Text    string // one sentence
	Signer  string
	Key     string // fingerprint
	Command string // shell lines
}

// Decisions is the page of all acts on a work.
type Decisions struct {
	Acts     []ActGroup // newest first
	Note     string     // that of most acts only the head is shown; "" otherwise
	Decides  []Fact
	Findings []Finding
}

func (*Decisions) body() {}

// CirclePage is a movement's place among others and what it decided.
type CirclePage struct {
	Movement *Link
	Wider    []Circle
	Narrower []Circle
	Loop     []Link // a ring of circles that contain one another; nil without
	Applies  *Link
	Works    []Deciding
	Acts     []ActGroup // its own, newest first
	Accords  []Link
}

func (*CirclePage) body() {}

// Deciding is who decides on a work.
type Deciding struct {
	Link
	Facts []Fact
}

// AppliesPage is what applies to a movement.
type AppliesPage struct {
	Day   Moment
	Full  *Link // the full text of it; nil where no day is known
	Works []AppliedWork
	Days  []AppliedDay // every day on which that changed, newest first
	Note  string       // that there are more; "" without
}

func (*AppliesPage) body() {}

// AppliedWork is one text that applies.
type AppliedWork struct {
	Link
	Movement Link
	Path     []Link // from the movement to the text's own; one for its own
	Mutual   bool
	Version  VersionID
	Text     string // «40 clauses, of which 2 do not apply here»
	Clauses  []AppliedClause
}

// AppliedClause is a clause that stands alone, or one that was taken out.
type AppliedClause struct {
	Link
	Rank int     // 2 to 6 as a heading, 0 for a numbered paragraph
	Out  []Piece // why it does not apply here; nil where it does
	Mark Mark    // applies | out | again
}

// AppliedDay is the versions in force on one day.
type AppliedDay struct {
	Moment Moment
	Full   *Link // the full text; nil where it is not kept
	Works  []Link
}

// AccordPage is a text of several movements.
type AccordPage struct {
	InForce  Mark // in-force | waiting
	Sentence []Piece
	Parties  []AccordParty
	Texts    []AccordText
	Divided  []Divergence
	Acts     []ActCard
}

func (*AccordPage) body() {}

// AccordParty is one party of an accord.
type AccordParty struct {
	Movement Link
	Copy     *Link // nil where it holds none here
	Digest   string
	Short    string
	State    Mark // agreed | not-agreed | left | absent
	Acts     []Link
}

// AccordText is one wording and who holds it.
type AccordText struct {
	Digest  string
	Short   string
	Holders []Link
	Agreed  string // «2 of 2 agreed»
}

// Divergence is how two copies differ, word by word.
type Divergence struct {
	Heading string
	A, B    Link // whose copies they are
	Difference
}

// LedgerPage is every record with what is known of who wrote it.
type LedgerPage struct {
	Counts []Count
	Groups []LedgerGroup
	Keys   []LedgerKeys

	// Steps are the changes that merged a proposal without a signature, of whose own
	// commits some are signed: that proves who wrote them, and not who merged them.
	Steps    []StepsRow // newest first
	Unsigned string     // how many changes carry no signature, nor any of their steps; "" for none
}

// StepsRow is a change that is itself unsigned.
type StepsRow struct {
	Moment   Moment
	Movement Link
	What     []Piece // the change, and how many of its steps are signed
}

func (*LedgerPage) body() {}

// LedgerGroup is the records of one kind of proof.
type LedgerGroup struct {
	Mark Mark
	Text string
	Rows []LedgerRow // newest first
	More string      // how many more there are in the data beside the page; "" none
}

// LedgerRow is one record.
type LedgerRow struct {
	Moment   Moment
	Movement Link
	What     []Piece
	Proof    Proof
	Path     string
}

// LedgerKeys is a movement that keeps a list of keys.
type LedgerKeys struct {
	Movement Link
	Path     string
}
