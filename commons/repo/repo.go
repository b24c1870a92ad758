package repo

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/go-git/go-git/v5/plumbing"
)

// Options say how a source is opened. The zero value reads local sources.
type Options struct {
	Cache    string   // folder for clones of URLs; "" refuses URLs
	Offline  bool     // use a clone already in Cache as it stands, and refuse a URL without one
	Refspecs []string // fetched besides branches, tags and proposals, in git's own form
	MaxBlob  int64    // largest object that is read, in bytes; 0 means 64 MiB
	Memory   int      // bytes for the cache of trees and delta bases; 0 means 16 MiB
	// Progress, where not nil, is told what is being done: stage is «fetch», «index» or
	// «read», total is 0 where it is not known. Called often, from one goroutine at a time.
	Progress func(stage string, done, total int)
}

const defaultMaxBlob = 64 << 20

func (o Options) maxBlob() int64 {
	if o.MaxBlob > 0 {
		return o.MaxBlob
	}
	return defaultMaxBlob
}

func (o Options) memory() int {
	if o.Memory > 0 {
		return o.Memory
	}
	return 16 << 20
}

func (o Options) progress(stage string) func(done, total int) {
	if o.Progress == nil {
		return nil
	}
	return func(done, total int) { o.Progress(stage, done, total) }
}

// Repo is one opened source: history as it stood when it was opened. Close it.
type Repo struct {
	Name    string // short name for people, from the path or URL, without .git or .bundle
	URL     string // where it was read from, without user name and password; "" for one made in memory
	Remote  string // web or git address of the remote «origin», without credentials; the URL itself for a clone; "" unknown
	Plain   bool   // no git: one synthetic, undated version of a folder or of files
	Shallow bool   // history was cut off; Mend says how to get the rest
	Partial bool   // contents were left out when it was cloned, and may be absent still: Missing tells
	Mend    string // the exact command that completes a shallow or partial clone; "" otherwise

	objects objects
	refs    []rawRef // sorted by name, symbolic ones left out
	head    rawHead
	cut     map[plumbing.Hash]bool // commits whose parents were left out: the shallow boundary

	mu      sync.Mutex
	commits map[plumbing.Hash]*Commit // read already; some of them
	missing []Missing
	noted   map[Hash]bool
	peeled  []Ref // the answer of Refs, once asked for
}

// rawRef is a reference as stored: name and the object it points to.
type rawRef struct {
	name string
	hash plumbing.Hash
}

// rawHead is HEAD as stored: a branch name, or an object when detached, or neither.
type rawHead struct {
	branch string
	hash   plumbing.Hash
}

func newRepo(name, url string, opt Options) *Repo {
	r := &Repo{Name: name, URL: url, noted: map[Hash]bool{}}
	r.objects.limit = opt.maxBlob()
	r.objects.cache = newCache(opt.memory())
	return r
}

// Close gives back open files. The Repo is useless afterwards.
func (r *Repo) Close() error { return r.objects.close() }

// Missing lists the objects that could not be read so far, each once, in the
// order in which they were noticed; at most 1000.
func (r *Repo) Missing() []Missing {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.missing)
}

// note records an unreadable object and reports whether err is of the kind that
// is survived: the object is absent, damaged or too large.
func (r *Repo) note(h plumbing.Hash, kind, by string, err error) bool {
	var reason string
	switch {
	case errors.Is(err, ErrNotFound):
		reason = "it is not in the repository"
	case errors.Is(err, ErrTooLarge):
		reason = fmt.Sprintf("it is larger than %d bytes", r.objects.limit)
	case errors.Is(err, ErrDamaged):
		reason = "it is damaged"
	default:
		return false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	name := h.String()
	if !r.noted[name] && len(r.missing) < 1000 {
		r.noted[name] = true
		r.missing = append(r.missing, Missing{name, kind, by, reason})
	}
	return true
}

// read returns an object of the kind asked for. The error names the object.
func (r *Repo) read(h plumbing.Hash, kind plumbing.ObjectType) ([]byte, error) {
	ob, err := r.objects.get(h)
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", kind, h, r.explain(err))
	}
	if ob.kind != kind {
		return nil, fmt.Errorf("%s is a %s, not a %s: %w", h, ob.kind, kind, ErrDamaged)
	}
	return ob.data, nil
}

// MendHere is Mend as it reads to somebody who stands in the repository's folder: it
// names no path of the machine it was found on. "" where Mend is.
func (r *Repo) MendHere() string {
	return strings.ReplaceAll(r.Mend, "git -C "+quote(r.URL)+" ", "git ")
}

// explain adds to «not found» why, where the repository is known to be incomplete.
func (r *Repo) explain(err error) error {
	if r.Mend != "" && errors.Is(err, ErrNotFound) {
		return fmt.Errorf("%w: this clone is incomplete, complete it with: %s", err, r.Mend)
	}
	return err
}

// parseHash reads 40 hexadecimal digits.
func parseHash(s string) (plumbing.Hash, error) {
	if !plumbing.IsHash(s) || len(s) != 40 {
		return plumbing.ZeroHash, fmt.Errorf("%q is not an object name of 40 hexadecimal digits: %w", s, ErrNotFound)
	}
	return plumbing.NewHash(strings.ToLower(s)), nil
}
