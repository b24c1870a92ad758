package repo

import (
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/go-git/go-git/v5/storage/memory"
)

// Builder makes a repository in memory. The same calls give the same object
// names, always: it reads no clock, no configuration and no environment.
// It belongs to one goroutine.
type Builder struct {
	Name  string
	store *memory.Storage
	refs  map[string]plumbing.Hash
	head  string
}

// NewBuilder begins an empty repository whose HEAD is the unborn branch main.
func NewBuilder(name string) *Builder {
	return &Builder{Name: name, store: memory.NewStorage(), refs: map[string]plumbing.Hash{}, head: "refs/heads/main"}
}

// Draft is a commit to be made. Author must be set; the rest may be zero.
type Draft struct {
	Parents   []Hash
	Files     map[string]string // the whole content of the commit, by slash-separated path; nil keeps the first parent's
	Edits     map[string]string // files written over Files or over the first parent's
	Remove    []string          // files taken away, before Edits
	Author    Stamp
	Committer Stamp // the zero Stamp means the author
	Message   string
	Sign      func(payload []byte) (string, error) // makes the armoured signature of the commit; nil: it has none
}

// Commit makes a commit and returns its name. It moves no branch. Errors: an
// unknown parent, a path that leads out of the tree or is both file and folder,
// removal of a file that is not there.
func (b *Builder) Commit(d Draft) (Hash, error) {
	files, err := b.draftFiles(d)
	if err != nil {
		return "", err
	}
	tree, err := b.tree(files)
	if err != nil {
		return "", err
	}
	return b.commitTree(tree, d)
}

// commitTree makes a commit of a tree that is already there.
func (b *Builder) commitTree(tree plumbing.Hash, d Draft) (_ Hash, err error) {
	if d.Committer == (Stamp{}) {
		d.Committer = d.Author
	}
	c := object.Commit{Author: signature(d.Author), Committer: signature(d.Committer), Message: d.Message, TreeHash: tree}
	for _, p := range d.Parents {
		h, err := b.known(p, plumbing.CommitObject)
		if err != nil {
			return "", err
		}
		c.ParentHashes = append(c.ParentHashes, h)
	}
	if d.Sign != nil {
		if c.PGPSignature, err = b.sign(&c, d.Sign); err != nil {
			return "", err
		}
	}
	return b.add(&c)
}

// sign is the signature of a commit or tag that has none yet.
func (b *Builder) sign(e encoder, sign func([]byte) (string, error)) (string, error) {
	ob := b.store.NewEncodedObject()
	if err := e.Encode(ob); err != nil {
		return "", err
	}
	in, err := ob.Reader()
	if err != nil {
		return "", err
	}
	payload, err := io.ReadAll(in)
	if err != nil {
		return "", err
	}
	return sign(payload)
}

// MustCommit is Commit for scripts whose mistakes are the program's own.
func (b *Builder) MustCommit(d Draft) Hash {
	h, err := b.Commit(d)
	if err != nil {
		panic(err)
	}
	return h
}

// draftFiles works out the blobs of a draft's tree.
func (b *Builder) draftFiles(d Draft) (map[string]plumbing.Hash, error) {
	files := map[string]plumbing.Hash{}
	if d.Files == nil && len(d.Parents) > 0 {
		have, err := b.FilesOf(d.Parents[0])
		if err != nil {
			return nil, err
		}
		for p, h := range have {
			files[p] = plumbing.NewHash(h)
		}
	}
	for _, p := range d.Remove {
		if _, ok := files[p]; !ok {
			return nil, fmt.Errorf("%s: there is no such file to remove: %w", p, ErrNotFound)
		}
		delete(files, p)
	}
	for _, set := range []map[string]string{d.Files, d.Edits} {
		for p, text := range set {
			h, err := b.blob([]byte(text))
			if err != nil {
				return nil, err
			}
			files[p] = h
		}
	}
	return files, nil
}

// FilesOf lists the files of a commit: path to blob.
func (b *Builder) FilesOf(commit Hash) (map[string]Hash, error) {
	r := b.Repo()
	c, err := r.Commit(commit)
	if err != nil {
		return nil, err
	}
	list, err := r.Files(c.Tree)
	files := make(map[string]Hash, len(list))
	for _, f := range list {
		files[f.Path] = f.Hash
	}
	return files, err
}

// SetRef points a reference to a commit or tag; the name is given in full, such as refs/heads/main.
// An empty hash removes it.
func (b *Builder) SetRef(name string, h Hash) error {
	if err := plumbing.ReferenceName(name).Validate(); err != nil || !strings.HasPrefix(name, "refs/") {
		return fmt.Errorf("%q cannot name a reference: it must begin with refs/ and follow git's rules", name)
	}
	if h == "" {
		delete(b.refs, name)
		return nil
	}
	id, err := b.known(h, plumbing.AnyObject)
	if err != nil {
		return err
	}
	b.refs[name] = id
	return nil
}

// SetHead says which branch, in full, HEAD leads to. The branch need not exist.
func (b *Builder) SetHead(branch string) { b.head = branch }

// Tag makes a tag: a light one with an empty message, else an annotated one by tagger.
func (b *Builder) Tag(name string, target Hash, message string, tagger Stamp) error {
	if message == "" {
		return b.SetRef("refs/tags/"+name, target)
	}
	h, err := b.known(target, plumbing.CommitObject)
	if err != nil {
		return err
	}
	t := object.Tag{Name: name, Tagger: signature(tagger), Message: message, TargetType: plumbing.CommitObject, Target: h}
	id, err := b.add(&t)
	if err != nil {
		return err
	}
	return b.SetRef("refs/tags/"+name, id)
}

// Copy brings everything that can be reached from a commit of another builder into
// this one, so that its history can be continued here.
func (b *Builder) Copy(from *Builder, commit Hash) error {
	list, err := from.reachable(plumbing.NewHash(commit))
	if err != nil {
		return err
	}
	for _, h := range list {
		ob, err := from.store.EncodedObject(plumbing.AnyObject, h)
		if err != nil {
			return err
		}
		if _, err := b.store.SetEncodedObject(ob); err != nil {
			return err
		}
	}
	return nil
}

// Repo is the repository as it stands now. Later calls of the Builder may add
// objects to it but change none of its references.
func (b *Builder) Repo() *Repo {
	r := newRepo(b.Name, "", Options{})
	r.objects.shelfs = []shelf{stored{b.store}}
	for name, h := range b.refs {
		r.refs = append(r.refs, rawRef{name, h})
	}
	slices.SortFunc(r.refs, func(x, y rawRef) int { return strings.Compare(x.name, y.name) })
	r.head.branch = b.head
	return r
}

func signature(s Stamp) object.Signature {
	if s.When.IsZero() {
		s.When = time.Unix(0, 0).UTC() // the zero Time would be written as a date in the year 1
	}
	return object.Signature{Name: s.Name, Email: s.Email, When: s.When}
}

// encoder is a commit, tree or tag of go-git.
type encoder interface {
	Encode(plumbing.EncodedObject) error
}

func (b *Builder) add(e encoder) (Hash, error) {
	ob := b.store.NewEncodedObject()
	if err := e.Encode(ob); err != nil {
		return "", err
	}
	h, err := b.store.SetEncodedObject(ob)
	return h.String(), err
}

func (b *Builder) blob(data []byte) (plumbing.Hash, error) {
	ob := b.store.NewEncodedObject()
	ob.SetType(plumbing.BlobObject)
	w, err := ob.Writer()
	if err != nil {
		return plumbing.ZeroHash, err
	}
	if _, err := w.Write(data); err != nil {
		return plumbing.ZeroHash, err
	}
	return b.store.SetEncodedObject(ob)
}

// known checks that an object is there.
func (b *Builder) known(h Hash, kind plumbing.ObjectType) (plumbing.Hash, error) {
	id, err := parseHash(h)
	if err != nil {
		return id, err
	}
	if _, err := b.store.EncodedObject(kind, id); err != nil {
		return id, fmt.Errorf("%s %s: %w", kind, h, ErrNotFound)
	}
	return id, nil
}

// tree makes the trees that hold some files and returns the root's name.
func (b *Builder) tree(files map[string]plumbing.Hash) (plumbing.Hash, error) {
	var t object.Tree
	below := map[string]map[string]plumbing.Hash{}
	for _, p := range slices.Sorted(maps.Keys(files)) {
		if path.Clean(p) != p || strings.HasPrefix(p, "/") {
			return plumbing.ZeroHash, fmt.Errorf("%q is not a plain path inside the repository", p)
		}
		dir, rest, nested := strings.Cut(p, "/")
		if !safeName([]byte(dir)) {
			return plumbing.ZeroHash, fmt.Errorf("%q is not a plain path inside the repository", p)
		}
		if !nested {
			t.Entries = append(t.Entries, object.TreeEntry{Name: dir, Mode: filemode.Regular, Hash: files[p]})
			continue
		}
		if below[dir] == nil {
			below[dir] = map[string]plumbing.Hash{}
		}
		below[dir][rest] = files[p]
	}
	for dir, inner := range below {
		if _, file := files[dir]; file {
			return plumbing.ZeroHash, fmt.Errorf("%q is both a file and a folder", dir)
		}
		h, err := b.tree(inner)
		if err != nil {
			return plumbing.ZeroHash, err
		}
		t.Entries = append(t.Entries, object.TreeEntry{Name: dir, Mode: filemode.Dir, Hash: h})
	}
	slices.SortFunc(t.Entries, func(x, y object.TreeEntry) int { return strings.Compare(sortName(x), sortName(y)) })
	h, err := b.add(&t)
	return plumbing.NewHash(h), err
}

// sortName is the name by which git sorts: folders as if they ended in a slash.
func sortName(e object.TreeEntry) string {
	if e.Mode == filemode.Dir {
		return e.Name + "/"
	}
	return e.Name
}
