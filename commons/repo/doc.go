// Package repo is the only door to git: it opens work trees, bare repositories,
// linked work trees, bundles, URLs and plain folders as one kind of value, and
// hands out commits, trees and blobs as plain data. It also writes: a Builder
// makes a repository in memory, for samples and tests, and a WorkTree adds one
// commit of new files to a repository that people work in.
//
// It is not a git client: no checkout, no merge. It knows nothing of
// constitutions and imports no other room. It stands at the very beginning of
// the flow; timeline and collect read from it.
//
// go-git reads configuration, references, loose objects, pack indexes and pack
// entries, and does the fetching. The order in which deltas are resolved is ours,
// because it decides the speed: objects are resolved base first, each base once.
//
// # Goroutines
//
// All methods of a Repo may be called from several goroutines; one mutex inside
// lets them in one at a time while an object is read, never while a callback
// runs. A callback may call other methods of the same Repo. A Builder belongs
// to one goroutine.
//
// # Hostile input
//
// Any repository on earth is input. Sizes are bounded (Options.MaxBlob, the cache,
// and the bytes that one request may unfold to), paths never leave the tree, a
// damaged or missing object is named and survived where the rest can be read.
package repo

import "errors"

// The errors that callers tell apart, with errors.Is.
var (
	ErrNotFound = errors.New("not found")         // no such object, reference or path
	ErrEmpty    = errors.New("no commits yet")    // a repository without a single commit
	ErrTooLarge = errors.New("too large to read") // an object above Options.MaxBlob
	ErrDamaged  = errors.New("damaged")           // a pack, object or bundle that cannot be right
)

// Hash is the name of an object: 40 hexadecimal digits in lower case.
type Hash = string

// Missing is an object that the history names and that could not be read.
type Missing struct {
	Hash     Hash
	Kind     string // commit, tree, blob or tag: what was looked for
	NeededBy Hash   // the commit, tree or tag that names it; "" where a reference or the caller does
	Reason   string // one clause: «it is not in the repository», «it is damaged», …
}
