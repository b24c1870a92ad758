package law

// AmendmentStatus is what an amendment's record says became of it; "" unsaid.
type AmendmentStatus string

// The statuses of EIP-1 and PEP-1, in the words of polity.
const (
	Draft      AmendmentStatus = "draft"
	Review     AmendmentStatus = "review"
	LastCall   AmendmentStatus = "last-call"
	Adopted    AmendmentStatus = "adopted"
	Rejected   AmendmentStatus = "rejected"
	Withdrawn  AmendmentStatus = "withdrawn"
	Deferred   AmendmentStatus = "deferred"
	Superseded AmendmentStatus = "superseded"
)

// AmendmentStatuses are all of them, in the order of their declaration.
var AmendmentStatuses = [...]AmendmentStatus{Draft, Review, LastCall, Adopted, Rejected, Withdrawn, Deferred, Superseded}

// Amendment is the record of an amendment, as written. Which change carried it out is
// found in commons/decision.
type Amendment struct {
	Movement   string // ID of who keeps the record
	Work       string // ID of the work it amends; "" where that could not be told
	Number     string // «7», without leading zeros; "" where it has none
	Name       string // its file's name without number and ending: «upstream-veto»
	Title      string
	Status     AmendmentStatus
	Author     string
	Dates      Dates    // Proposed is its «created»
	Amends     []string // clauses, as written: eIds, headings, or a work's name for all of it
	Affects    []string // movements or clauses that it says it concerns, as written
	Discussion string   // a path or a URL, unchecked; "" without
	Supersedes []string // numbers of earlier amendments
	Proposal   string   // number of the proposal that carried it; "" unsaid
	Commits    []string // commits that carried it out, or the beginnings of their names
	Votes      *Votes   // nil where none are recorded
	Reasons    *Text    // nil without
	Filing
}

// Effect is what one change did to one clause.
type Effect struct {
	WID     string // which clause
	Op      string // edited | added | removed | split | merged | moved | renumbered | retitled
	Version int    // where the clause is to be read: after the change, or before it where it is gone
	Clause  int    // index in that version's text
	Words   bool   // words of law changed
}
