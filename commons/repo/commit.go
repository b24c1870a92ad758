package repo

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
	"golang.org/x/text/encoding/charmap"
)

// Commit is one commit as git stores it. What its message says is not read here.
type Commit struct {
	Hash      Hash
	Tree      Hash
	Parents   []Hash // as the commit names them, also where they are missing
	Author    Stamp
	Committer Stamp
	Message   string // UTF-8; converted where the commit used another encoding
	Signature string // armoured signature as found, "" unsigned; not checked
}

// Stamp is a person at a moment, as an author, committer or tagger line says it.
type Stamp struct {
	Name  string
	Email string
	When  time.Time // in the zone that was written; the zero Time where it cannot be read
}

// Commit reads one commit. Errors: ErrNotFound, ErrDamaged, ErrTooLarge, the disk's.
func (r *Repo) Commit(h Hash) (*Commit, error) {
	id, err := parseHash(h)
	if err != nil {
		return nil, err
	}
	return r.commit(id)
}

// maxCommits is how many commits a Repo remembers, some 4 MB: a walk asks for most
// of them twice, once as a child and once as a parent.
const maxCommits = 8192

// commit reads a commit, or finds it read. It is shared and never changed.
func (r *Repo) commit(h plumbing.Hash) (*Commit, error) {
	r.mu.Lock()
	c := r.commits[h]
	r.mu.Unlock()
	if c != nil {
		return c, nil
	}
	data, err := r.read(h, plumbing.CommitObject)
	if err != nil {
		return nil, err
	}
	c, err = parseCommit(h, data)
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.commits) >= maxCommits || r.commits == nil {
		r.commits = map[plumbing.Hash]*Commit{}
	}
	r.commits[h] = c
	return c, nil
}

// named is a commit's bytes for go-git, which would else hash them again.
type named struct {
	plumbing.MemoryObject
	name plumbing.Hash
}

func (s *named) Hash() plumbing.Hash { return s.name }

func parseCommit(h plumbing.Hash, data []byte) (*Commit, error) {
	ob := named{name: h}
	ob.SetType(plumbing.CommitObject)
	ob.Write(data)
	var c object.Commit
	if err := c.Decode(&ob); err != nil {
		return nil, fmt.Errorf("%w: commit %s: %w", ErrDamaged, h, err)
	}
	enc := string(c.Encoding)
	out := &Commit{
		Hash: h.String(), Tree: c.TreeHash.String(),
		Author: stamp(c.Author, enc), Committer: stamp(c.Committer, enc),
		Message: utf8Text(c.Message, enc), Signature: c.PGPSignature,
	}
	for _, p := range c.ParentHashes {
		out.Parents = append(out.Parents, p.String())
	}
	return out, nil
}

func stamp(s object.Signature, enc string) Stamp {
	when := s.When
	if y := when.Year(); y < 1 || y > 9999 {
		when = time.Time{} // a date that no calendar, and no JSON, can hold
	}
	return Stamp{utf8Text(s.Name, enc), utf8Text(s.Email, enc), when}
}

// utf8Text gives text in UTF-8. Git stores what it was given; older tools gave
// Latin-1 or Windows-1252 with or without saying so, and every byte sequence is
// readable as the latter.
func utf8Text(s, encoding string) string {
	if utf8.ValidString(s) {
		return s
	}
	cm := charmap.Windows1252
	switch strings.ToLower(encoding) {
	case "iso-8859-15", "latin-9", "latin9":
		cm = charmap.ISO8859_15
	case "iso-8859-2", "latin2":
		cm = charmap.ISO8859_2
	case "windows-1251", "cp1251":
		cm = charmap.Windows1251
	case "koi8-r":
		cm = charmap.KOI8R
	}
	out, err := cm.NewDecoder().String(s)
	if err != nil {
		return strings.ToValidUTF8(s, "\uFFFD")
	}
	return out
}
