// Package timeline turns a repository's commits into the history of one document:
// the states it was in, the graph they form, the main line through them, and the
// changes along it.
//
// It follows a document backwards from the newest commit through renames, folder
// moves, changes of format and files that were folded into it. It reads commit
// messages for numbers, people and provenance. It does not parse texts, choose
// documents or compare clauses: it stands between repo, which reads git, and
// collect, which turns states into versions.
package timeline

import "polity/commons/law"

// File is one file of a document at one commit.
type File struct {
	Path string // slash-separated, from the repository's root
	Blob string // object id
}

// State is the document at a commit at which it differed from what came before.
type State struct {
	Commit  law.Commit
	Files   []File // none where the document was gone for a while
	Key     string // equal keys, equal paths and bytes
	Parents []int  // earlier states, first parent first; a side that held no text is left out
	Main    bool   // on the main line
	Tags    []string
}

// History is all of it. The zero value is a document that never was.
type History struct {
	States  []State      // parents before children
	Changes []law.Change // the main line, oldest first; From and To index States
	Moves   []Move       // renames and joins that were followed, newest first
	Commits int          // commits walked
	Order   []string     // their names, children before parents; nil in a history that Join or Without made
	Line    []string     // the commits of the main line, newest first
	Unread  []string     // commits whose tree could not be read, newest first: each stands for its first parent

	// Named says by commit what named the document there, so that what branches off an
	// old commit can be read under the names of its time. Commits that were not walked are
	// absent. It must not be changed.
	Named map[string][]string
}

// Move is a place where the document went on under another name.
type Move struct {
	Commit   string // the commit that moved it
	Old, New string // paths or patterns
	Joined   bool   // Old was folded into the document rather than renamed
}
