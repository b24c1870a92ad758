package repo

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// Entry is one name in a tree. Mode is git's own (0o100644, 0o40000, …); exactly
// one of File, Dir, Link and Module holds.
type Entry struct {
	Name   string
	Mode   uint32
	Hash   Hash
	Dir    bool // another tree
	Link   bool // a symbolic link: its blob is the target, which is never followed
	Module bool // a submodule: its hash is a commit of another repository
}

// File reports whether the entry is an ordinary file.
func (e Entry) File() bool { return !e.Dir && !e.Link && !e.Module && e.Hash != "" }

// File is one ordinary file in a tree.
type File struct {
	Path string // slash-separated, relative to the tree
	Hash Hash
	Mode uint32
	Size int64 // in bytes; -1 where only Repo.Size would tell
}

// Tree lists one level of a tree in git's order. Names that lead out of the tree or
// cannot be a file's name («..», «.git», with a slash or a zero byte) are left out.
// Errors as for Commit.
func (r *Repo) Tree(tree Hash) ([]Entry, error) {
	data, err := r.treeData(tree)
	if err != nil {
		return nil, err
	}
	var list []Entry
	for len(data) > 0 {
		raw, rest, ok := cutEntry(data)
		if !ok {
			return list, fmt.Errorf("%w: tree %s", ErrDamaged, tree)
		}
		data = rest
		if safeName(raw.name) {
			list = append(list, raw.entry())
		}
	}
	return list, nil
}

// Entry finds a path below a tree by comparing names in raw trees: no blob is read
// and nothing is parsed that is not on the way. "" and "." are the tree itself.
// A path that is absent, leads out of the tree («..», a leading slash) or through a
// symbolic link is ErrNotFound. Other errors as for Commit.
func (r *Repo) Entry(tree Hash, file string) (Entry, error) {
	e := Entry{Mode: 0o40000, Hash: tree, Dir: true}
	clean := path.Clean(file)
	if clean == "." {
		return e, nil
	}
	for name := range strings.SplitSeq(clean, "/") {
		if !e.Dir || !safeName([]byte(name)) {
			return Entry{}, fmt.Errorf("%s: %w", file, ErrNotFound)
		}
		data, err := r.treeData(e.Hash)
		if err != nil {
			return Entry{}, err
		}
		raw, ok := findEntry(data, name)
		if !ok {
			return Entry{}, fmt.Errorf("%s: %w", file, ErrNotFound)
		}
		e = raw.entry()
	}
	return e, nil
}

// Files lists every ordinary file below a tree, sorted by path. A subtree that
// cannot be read is left out and listed in Missing. Trees nested more than 100
// deep are left out. Size is -1 throughout, except in a plain folder.
func (r *Repo) Files(tree Hash) ([]File, error) {
	var files []File
	if err := r.files(tree, "", 0, &files); err != nil {
		return nil, err
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files, nil
}

const maxDepth = 100

func (r *Repo) files(tree Hash, under string, depth int, files *[]File) error {
	list, err := r.Tree(tree)
	if err != nil {
		id, bad := parseHash(tree)
		if depth == 0 || bad != nil || !r.note(id, "tree", "", err) {
			return err
		}
	}
	for _, e := range list {
		name := path.Join(under, e.Name)
		switch {
		case e.Dir && depth < maxDepth:
			if err := r.files(e.Hash, name, depth+1, files); err != nil {
				return err
			}
		case e.File():
			*files = append(*files, File{Path: name, Hash: e.Hash, Mode: e.Mode, Size: r.knownSize(e.Hash)})
		}
	}
	return nil
}

func (r *Repo) treeData(tree Hash) ([]byte, error) {
	h, err := parseHash(tree)
	if err != nil {
		return nil, err
	}
	return r.read(h, plumbing.TreeObject)
}

// rawEntry is one entry of a tree as it lies there: «mode name\0hash».
type rawEntry struct {
	mode, name []byte
	hash       []byte // 20 bytes
}

func cutEntry(data []byte) (e rawEntry, rest []byte, ok bool) {
	sp := bytes.IndexByte(data, ' ')
	if sp < 1 || sp > 7 {
		return e, nil, false
	}
	zero := bytes.IndexByte(data[sp:], 0)
	if zero < 0 || len(data) < sp+zero+21 {
		return e, nil, false
	}
	zero += sp
	return rawEntry{data[:sp], data[sp+1 : zero], data[zero+1 : zero+21]}, data[zero+21:], true
}

// findEntry looks for one name. Git's order would allow an early stop, but trees in
// the wild are not always in order.
func findEntry(data []byte, name string) (rawEntry, bool) {
	for len(data) > 0 {
		e, rest, ok := cutEntry(data)
		if !ok {
			break
		}
		if string(e.name) == name {
			return e, true
		}
		data = rest
	}
	return rawEntry{}, false
}

func (e rawEntry) entry() Entry {
	var mode uint32
	for _, c := range e.mode {
		mode = mode<<3 | uint32(c-'0')&7
	}
	out := Entry{Name: string(e.name), Mode: mode, Hash: plumbing.Hash(e.hash).String()}
	switch mode & 0o170000 {
	case 0o040000:
		out.Dir = true
	case 0o120000:
		out.Link = true
	case 0o160000:
		out.Module = true
	}
	return out
}

// safeName refuses what no file may be called: git itself refuses to check it out.
func safeName(name []byte) bool {
	switch string(name) {
	case "", ".", "..":
		return false
	}
	return !bytes.ContainsAny(name, "/\x00") && !strings.EqualFold(string(name), ".git")
}
