package family

import (
	"polity/commons/law"
	"polity/diff"
)

// Input is what kin is sought in. Only Commons is needed; works that Traced leaves
// out have no amendments to follow.
type Input struct {
	Commons *law.Commons
	Traced  map[string]Traced // by work ID
	// Nearest is the work, by ID, from which tracing says that most of a work's words are;
	// of several works that hold enough of it, it is the upstream. nil: whichever holds most.
	Nearest map[string]string
}

// Traced is what is known of a work's clauses: see package lineage.
type Traced struct {
	WIDs    [][]string         // by version, then clause
	Changes []*diff.Comparison // by index of law.Work.Changes
}

// Level is how a relation is known.
type Level string

// The levels of evidence. They are kept apart wherever they are shown.
const (
	Declared  Level = "declared"  // somebody says so: a claim
	Shared    Level = "shared"    // common commits: a fact
	Identical Level = "identical" // the same words without common commits: a fact that may have other reasons
	Similar   Level = "similar"   // inferred from wording
)

// How says where evidence was found.
type How string

// The places where evidence is found.
const (
	Manifest    How = "manifest"    // derived_from in polity.yaml
	Trailer     How = "trailer"     // Adopted-From
	Picked      How = "picked"      // (cherry picked from commit …)
	Attribution How = "attribution" // words of the text that name the other work
	History     How = "history"     // common commits
	Root        How = "root"        // common commits from before either text began
	Readings    How = "readings"    // clauses that read alike
)

// Evidence is one reason to hold two works for kin.
type Evidence struct {
	Level  Level  `json:"level"`
	How    How    `json:"how"`
	Detail string `json:"detail,omitempty"` // what the declaration says, in its own words
	Commit string `json:"commit,omitempty"`
	Count  int    `json:"count,omitempty"` // common commits, or clauses that read alike
}

// Direction is how it is known which of two works is the upstream.
type Direction string

// The directions.
const (
	Known        Direction = "known"        // declared, or one history ends in the other
	Inferred     Direction = "inferred"     // from dates and people
	Undetermined Direction = "undetermined" // nothing tells; one of them stands first so that there is an order
)

// Relation is a fork and its upstream.
type Relation struct {
	Upstream  string // work ID
	Fork      string // work ID
	Direction Direction
	Evidence  []Evidence // declared first, then shared, then identical

	Base  string // the last common commit; "" without
	At    int    // version of the upstream that the fork began from; -1 where their texts have nothing in common
	From  int    // version of the fork that is it, or its first one
	First int    // change of the fork that is the first of its own; len(Changes) where there is none
	Why   string // why it forked, as it was declared; "" unsaid

	Share  float64 // of the letters of the fork's text in force, those that the upstream's clauses have too
	Ahead  Distance
	Behind Distance

	Own     []Touch        // what the fork changed since, in the order of its text
	Answers map[string]int // an upstream's wId to the unit of the fork's text in force that answers to it; -1 where the fork has dropped it
	Later   []Adoption     // the upstream's later changes, oldest first; editorial ones are left out
	Counts  map[State]int  // of Later
}

// Distance is how far one side has gone since the other was left.
type Distance struct {
	Changes int // editorial ones not counted
	Clauses int // that read otherwise now
}

// Touch is a clause that reads otherwise in the fork than in its upstream at the
// fork point.
type Touch struct {
	Op   string // "edited" | "added" | "removed" | "split" | "merged"
	Up   int    // headed clause of the upstream's version At; -1 without
	Fork int    // headed clause of the fork's text in force; -1 without
}

// End is a declared source that is not in the commons.
type End struct {
	Work, Source, At, Why string
	How                   How
	Commit                string
}

// Thread is one clause that a work declares to have from another.
type Thread struct {
	From   string // work ID
	Commit string // of From, as declared
	EID    string // in From; "" unsaid
	To     string // work ID
	Change int    // of To
	How    How
}

// Group is a family: works that descend from one another.
type Group struct {
	ID    string   // of its first work
	Works []string // a work after its upstream, then by ID
}

// Kin is all of it. The zero value is a commons without kin.
type Kin struct {
	Groups    []Group
	Relations []Relation // by Fork
	Ends      []End
	Threads   []Thread
}

// Upstreams are the works that each is a fork of, where it is known or inferred which
// of the two is the fork.
func (k *Kin) Upstreams() map[string][]string {
	out := map[string][]string{}
	if k == nil {
		return out
	}
	for _, r := range k.Relations {
		if r.Direction != Undetermined {
			out[r.Fork] = append(out[r.Fork], r.Upstream)
		}
	}
	return out
}

// Upstream is the relation in which a work is the fork; nil without.
func (k *Kin) Upstream(work string) *Relation {
	if k == nil {
		return nil
	}
	for i := range k.Relations {
		if k.Relations[i].Fork == work {
			return &k.Relations[i]
		}
	}
	return nil
}

// Forks are the relations in which a work is the upstream.
func (k *Kin) Forks(work string) []*Relation {
	if k == nil {
		return nil
	}
	var out []*Relation
	for i := range k.Relations {
		if k.Relations[i].Upstream == work {
			out = append(out, &k.Relations[i])
		}
	}
	return out
}

// Group is the family of a work; nil for a work without kin.
func (k *Kin) Group(work string) *Group {
	if k == nil {
		return nil
	}
	for i := range k.Groups {
		for _, id := range k.Groups[i].Works {
			if id == work {
				return &k.Groups[i]
			}
		}
	}
	return nil
}
