package law

// ProposalForm is how a proposal is brought.
type ProposalForm string

// The forms.
const (
	PullRequest    ProposalForm = "pull"          // refs/pull/7/head
	MergeRequest   ProposalForm = "merge-request" // refs/merge-requests/7/head
	Branch         ProposalForm = "branch"        // a branch beside the main line
	PolityRef      ProposalForm = "polity"        // refs/polity/NAME
	Patch          ProposalForm = "patch"         // proposals/NAME.patch
	Mail           ProposalForm = "mbox"          // proposals/NAME.mbox
	Bundle         ProposalForm = "bundle"        // proposals/NAME.bundle
	ProposalRecord ProposalForm = "record"        // proposals/NAME.md, which brings no text of its own
)

// Proposal is what somebody would make of a work's text, read beside its main line.
// Whether it is in force, and what became of it, is weighed in diff/proposal.
type Proposal struct {
	ID     string // how addresses and messages call it, unique in its work: its number, else a slug of its name
	Number string // on its forge: «14»; "" without one
	Form   ProposalForm
	Name   string   // the reference or file that brings it: «refs/pull/14/head»
	Also   []string // other references that lead to the same commit
	Branch string   // a branch of this repository that holds it and still stands there; "" where none does
	Within string   // another branch beside the main line that has Head and goes on from it; "" where none does

	Head    string   // its last commit; "" where a file brings it
	Parted  string   // the commit at which it left the main line; "" where they never met
	Seen    int      // how many changes of the main line it had seen when it left: the first so many of Work.Changes
	Merged  bool     // Head is an ancestor of the main line
	Landed  string   // the commit of the main line that brought it in; "" unless Merged
	Commits []Commit // its own, oldest first; the first maxCommits of them
	More    int      // of its own commits, those that Commits leaves out
	Dates   Dates    // Proposed and Committed of its last commit

	Record *Amendment // what a file in proposals/ says of it; nil without
	Before *Text      // the text where it parted from the main line; nil where there was none
	Text   *Text      // the text it would make; nil where it leaves none, or brings none
	Why    Absence    // why there is no Text; "" where there is one
}

// Requests counts the pull and merge requests that a forge keeps, by what git says of
// their last commits. A forge's own trials of merges are none.
type Requests struct {
	All    int
	Merged int // the main line has it
	Within int // another branch has it and goes on from it, and the main line has not
}

// Absence is why a proposal has no text.
type Absence string

// The reasons.
const (
	TextGone       Absence = "gone"       // its files are not where it ends: removed, or moved where nobody followed
	TextUnreadable Absence = "unreadable" // they cannot be read
	PatchUnfit     Absence = "unfit"      // its patch does not fit the text that it names
	TextNotBrought Absence = "none"       // only a record speaks of it
)

// ProposalSet is some proposals that a movement wants to see together.
type ProposalSet struct {
	ID        string // slug; "" unnamed
	Title     string
	Proposals []string // IDs or numbers, in the order in which they are merged
}
