// Package story turns a script with fixed people and dates into a git repository
// in memory: the sample commons, and the repositories that tests read.
//
// It is not a git client and not a template language: a script says plainly what was
// written, by whom, when, on which branch. The same script gives the same
// commit names everywhere. It stands beside the flow: what it makes is read through
// commons/repo like any other repository.
//
// A story is a txtar archive. Its comment is the script, one command a line; its
// sections hold the contents:
//
//	repo NAME                        first: the repository's name
//	person KEY Full Name <mail>      somebody of this story
//	fork STORY [REV]                 begin with another story's history up to REV (default main)
//	branch NAME [REV]                begin a branch at REV (default: here) and go there; the first is main
//	switch NAME                      go to a branch
//	on DATE KEY [KEY…]               when, and by whom, the next commit is made; RFC 3339; the others
//	                                 become Co-authored-by trailers
//	write PATH SECTION               the file is the section's text
//	edit PATH SECTION                the section's blocks change the file, see below
//	move OLD NEW                     rename a file
//	remove PATH                      take a file away
//	commit "Subject" | SECTION       commit; a section holds the whole message
//	merge BRANCH ["Subject"|SECTION] merge a branch into this one, always with a commit of its own
//	tag NAME ["message"]             a tag here; annotated where it has a message
//	key NAME                         a sample key, made of its name and worth nothing outside a story
//	allow PATH KEY PRINCIPAL [OPTION…] add the key to a list of keys, an allowed_signers file
//	sign KEY                         the next commit is signed with a key
//	seal PATH KEY                    write PATH.sig, a signature of the file
//	ref REFERENCE BRANCH             a reference as forges keep it: refs/pull/7/head
//	delete-branch NAME
//
// Words are parted by spaces; double quotes keep spaces in, \" and \\ stand for
// themselves inside. A line that begins with # is a comment. A merge takes, file by
// file, the side that changed since the two parted; where both did, the script must
// write or edit the file between the last commit and the merge.
//
// An edit's section holds one or more blocks. The old text must stand in the file
// exactly once; the last line end of either half is not part of it. A block with
// nothing new takes whole lines away with their line end:
//
//	<<<<
//	old text
//	====
//	new text
//	>>>>
package story

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"polity/commons/repo"
)

// Error is what is wrong with a story, and where.
type Error struct {
	File string // NAME.txtar
	Line int    // of the command, 1-based; 0 where the whole story is meant
	Msg  string
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return e.File + ": " + e.Msg
	}
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Msg)
}

// Build builds the stories NAME.txtar in the root of fsys, or all that are there
// when no name is given, sorted. Stories that others fork are built first; the
// result is in the order of the names. The error joins one *Error for each story
// that could not be built; its place in the result is nil.
func Build(fsys fs.FS, names ...string) ([]*repo.Builder, error) {
	if len(names) == 0 {
		files, err := fs.Glob(fsys, "*.txtar")
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			names = append(names, strings.TrimSuffix(f, ".txtar"))
		}
		slices.Sort(names)
	}
	b := &builds{fsys: fsys, done: map[string]*repo.Builder{}, failed: map[string]error{}}
	var all []*repo.Builder
	var errs []error
	for _, n := range names {
		r, err := b.build(n)
		all = append(all, r)
		if err != nil {
			errs = append(errs, err)
		}
	}
	return all, errors.Join(errs...)
}

// FromText builds one story that forks no other. name is used in errors.
func FromText(name string, text []byte) (*repo.Builder, error) {
	s, err := parse(name, text)
	if err != nil {
		return nil, err
	}
	return s.run(func(other string) (*repo.Builder, error) {
		return nil, fmt.Errorf("there is no story %q to fork here", other)
	})
}

// builds remembers what is built, and what is being built: a fork of a fork of itself
// would never end.
type builds struct {
	fsys   fs.FS
	done   map[string]*repo.Builder // nil while it is being built
	failed map[string]error
}

func (b *builds) build(name string) (*repo.Builder, error) {
	if err := b.failed[name]; err != nil {
		return nil, err
	}
	if r, begun := b.done[name]; begun {
		if r == nil {
			return nil, fmt.Errorf("story %q forks itself, by way of others", name)
		}
		return r, nil
	}
	b.done[name] = nil
	r, err := b.buildNew(name)
	if err != nil {
		b.failed[name] = err
		return nil, err
	}
	b.done[name] = r
	return r, nil
}

func (b *builds) buildNew(name string) (*repo.Builder, error) {
	text, err := fs.ReadFile(b.fsys, name+".txtar")
	if err != nil {
		return nil, fmt.Errorf("story %q: %w", name, err)
	}
	s, err := parse(name+".txtar", text)
	if err != nil {
		return nil, err
	}
	return s.run(b.build)
}
