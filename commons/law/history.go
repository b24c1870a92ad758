package law

import "time"

// Date is a calendar day as YYYY-MM-DD, a month as YYYY-MM or a year as YYYY.
// "" is unknown, which is a legal answer and shown as such. Dates of the same
// length compare as strings.
type Date string

// Dates are the four dates of a version, never mixed, each "" where unknown.
type Dates struct {
	Proposed  Date
	Adopted   Date
	Published Date
	InForce   Date
	Committed Date // when git says it was committed or authored: the last resort, never shown as one of the others
}

// Best is the date a version is listed under: in force, else adopted, else
// published, else committed, else "".
func (d Dates) Best() Date {
	for _, x := range []Date{d.InForce, d.Adopted, d.Published, d.Committed} {
		if x != "" {
			return x
		}
	}
	return ""
}

// Person is a name with a mail address, as a commit states it (after .mailmap).
type Person struct{ Name, Email string }

// Trailer is one «Key: value» line from the end of a commit message, the value
// with its continuation lines joined by a space.
type Trailer struct{ Key, Value string }

// Commit is what git says about one commit, and what its message says.
type Commit struct {
	Hash       string // 40 hex digits
	Parents    []string
	Author     Person
	AuthorTime time.Time // in the zone the author wrote
	Committer  Person
	CommitTime time.Time
	Subject    string
	Body       string // the message without subject and trailers, trimmed
	Trailers   []Trailer
	With       []Person // Co-authored-by
	Proposal   string   // number of the merged or squashed proposal: "12"; "" without
	Branch     string   // the branch a merge brought in, where its message names it
	Reverts    string   // hash this commit says it reverts; "" without
	PickedFrom string   // hash from «(cherry picked from commit …)»; "" without
	Sync       bool     // a merge of the main line into itself («Merge branch 'main' of …»): nobody's proposal
}

// Version is a work's text at one commit. A work's versions form a graph through
// Parents; those with Main stand on the main line, which is what is or was in force.
type Version struct {
	Commit  Commit
	Parents []int  // indices of earlier versions this text came from, first parent first; empty for a first text
	Main    bool   // on the main line
	Name    string // the declared name, tag or release; "" for an unnamed version
	Tags    []string
	ID      string // how addresses and messages call it, unique in its work: a slug of Name, else the date, else the commit's first digits
	Dates   Dates
	Text    *Text  // never nil; several versions with the same text share one value
	Key     string // content key: equal keys, equal files and bytes
}

// Change is one step of the main line that altered the text: a commit, or a
// merged proposal with the commits it unfolds into.
type Change struct {
	From   int // version before; -1 where the work begins
	To     int // version after
	Commit Commit
	Steps  []Step // a merged proposal's own commits that altered the text, oldest first; empty for a single commit
	Number string // of the proposal or amendment, where the message or a record says one

	Signatures []Signature // of the commit and of tags on it
}

// Step is one commit inside a merged proposal.
type Step struct {
	From, To int // versions; From is -1 where the step has no earlier text
	Commit   Commit

	Signatures []Signature // of the commit and of tags on it, by the keys listed on the main line before the merge
}
