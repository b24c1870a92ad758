// Package lineage follows clauses through the whole history of a work: it gives
// every clause of every version its wId, tells each clause's life along the main
// line (Trace), and of each sentence the change that put it there (Blame).
//
// It judges nothing by itself: which clause is which between two versions is
// decided in diff/align and nowhere else. It stands between diff, which compares
// two versions, and the site's model, which shows what became of them.
//
// # Identity
//
// A wId is the eId a clause had when it first appeared. Where another clause had
// that eId before, the first digits of the commit are added: "art_4@1a2b3c4". An
// alignment along every edge of the version graph carries it:
//
//	v1   art_1   art_2            art_3
//	v2   art_1   art_2 (new)      art_3 (was 2)    art_4 (was 3)
//	wId  art_1   art_2@9f8e7d6    art_2            art_3
//
// At a merge a clause takes the wId of the parent whose clause explains it best,
// the first parent's in ties, so that two branches that insert the same clause
// converge. A version whose files are those of an earlier one takes over that
// one's wIds whole (a revert), and a new clause whose words, or nearly these, stood
// in an earlier version takes back the wId it had there (a reinstatement); so do
// two branches that insert the same clause in slightly different words. Of a split
// the larger part keeps the wId; a merged clause keeps the larger part's.
package lineage

import (
	"polity/commons/law"
	"polity/diff"
	"polity/diff/align"
)

// Options for Trace. The zero value compares with diff.Compare, one pair at a time.
type Options struct {
	Compare  func(old, new *law.Text) *diff.Comparison // nil: diff.Compare; called from Workers goroutines at once
	Workers  int                                       // comparisons at once; 0 and 1: one
	Progress func(done, total int)                     // called after every comparison, never concurrently; nil: silent
}

// History is what became of a work's clauses.
type History struct {
	WIDs    [][]string           // by version, then clause: never "", unique in its version
	Changes []*diff.Comparison   // by index of law.Work.Changes; the first is against the empty text
	Steps   [][]*diff.Comparison // by change, then step
	Lives   map[string]*Life     // by wId: every clause that stood on the main line
	Parents map[string]string    // a wId to that of the clause it was split from
}

// Life is what happened to one clause on the main line.
type Life struct {
	WID    string
	Events []Event // oldest first; the first adds it or splits it off another, see History.Parents
}

// Event is one change's effect on a clause.
type Event struct {
	Change  int // index in law.Work.Changes
	Op      align.Op
	Flags   align.Flags
	Pair    int  // index in the change's Comparison.Pairs
	Version int  // where the clause is to be read: after the change, or before it where it is gone
	Clause  int  // index in that version's text
	Gone    bool // it does not stand after the change: removed, or merged into another
}

// Last is the latest event, the zero Event of an empty life and of nil, which is what
// History.Lives has of a clause that never stood on the main line.
func (l *Life) Last() Event {
	if l == nil || len(l.Events) == 0 {
		return Event{}
	}
	return l.Events[len(l.Events)-1]
}

// Repealed reports whether the clause no longer stands in the text in force, be it
// removed or merged into another.
func (l *Life) Repealed() bool { return l.Last().Gone }
