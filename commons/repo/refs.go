package repo

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// Ref is a branch, a tag, a proposal or any other reference to a commit.
type Ref struct {
	Name string   // in full: refs/heads/main, refs/tags/v1, refs/pull/7/head; HEAD where it is detached
	Hash Hash     // the commit, also behind an annotated tag
	Tag  *TagInfo // of an annotated tag; nil otherwise
}

// TagInfo is what an annotated tag says.
type TagInfo struct {
	Hash      Hash // of the tag object
	Name      string
	Tagger    Stamp
	Message   string // without its signature
	Signature string // armoured, "" unsigned; not checked
}

// Short is the name as people say it: main, v1, pull/7/head.
func (f Ref) Short() string {
	for _, p := range []string{"refs/heads/", "refs/tags/", "refs/remotes/", "refs/"} {
		if s, ok := strings.CutPrefix(f.Name, p); ok {
			return s
		}
	}
	return f.Name
}

// Refs lists the references that lead to a commit, sorted by name, HEAD and other
// symbolic ones left out. Those that lead to a missing commit are listed in Missing;
// those that lead to a tree or a blob are nobody's version and left out silently.
// Proposals are named as their forge names them (refs/pull/7/head,
// refs/merge-requests/7/head) also where a clone keeps them under other names.
// The first call reads one object for each reference.
func (r *Repo) Refs() ([]Ref, error) {
	r.mu.Lock()
	known := r.peeled
	r.mu.Unlock()
	if known != nil {
		return slices.Clone(known), nil
	}
	list := []Ref{}
	for _, raw := range r.refs {
		ref, err := r.peel(raw)
		if err != nil {
			if r.note(raw.hash, "commit", "", err) {
				continue
			}
			return nil, err
		}
		if ref.Hash != "" {
			list = append(list, ref)
		}
	}
	r.mu.Lock()
	r.peeled = list
	r.mu.Unlock()
	return slices.Clone(list), nil
}

// peel follows tags, and tags of tags, to the commit.
func (r *Repo) peel(raw rawRef) (Ref, error) {
	ref := Ref{Name: raw.name}
	h := raw.hash
	for range 10 {
		kind, _, err := r.objects.stat(h)
		if err != nil {
			return ref, err
		}
		switch kind {
		case plumbing.CommitObject:
			ref.Hash = h.String()
			return ref, nil
		case plumbing.TagObject:
			t, target, err := r.tag(h)
			if err != nil {
				return ref, err
			}
			if ref.Tag == nil {
				ref.Tag = t
			}
			h = target
		default:
			return ref, nil
		}
	}
	return ref, fmt.Errorf("%w: %s is a tag of a tag of a tag without end", ErrDamaged, raw.name)
}

func (r *Repo) tag(h plumbing.Hash) (*TagInfo, plumbing.Hash, error) {
	data, err := r.read(h, plumbing.TagObject)
	if err != nil {
		return nil, plumbing.ZeroHash, err
	}
	return parseTag(h, data)
}

// parseTag returns what an annotated tag says and the object it stands on.
func parseTag(h plumbing.Hash, data []byte) (*TagInfo, plumbing.Hash, error) {
	var ob plumbing.MemoryObject
	ob.SetType(plumbing.TagObject)
	ob.Write(data)
	var t object.Tag
	if err := t.Decode(&ob); err != nil {
		return nil, plumbing.ZeroHash, fmt.Errorf("%w: tag %s: %w", ErrDamaged, h, err)
	}
	info := &TagInfo{Hash: h.String(), Name: utf8Text(t.Name, ""), Tagger: stamp(t.Tagger, ""), Message: utf8Text(t.Message, ""), Signature: t.PGPSignature}
	// go-git parts only OpenPGP signatures from the message; SSH and X.509 ones stand there too.
	for _, mark := range []string{"-----BEGIN SSH SIGNATURE-----", "-----BEGIN SIGNED MESSAGE-----"} {
		if i := strings.Index(info.Message, mark); i >= 0 && info.Signature == "" {
			info.Message, info.Signature = info.Message[:i], info.Message[i:]
		}
	}
	return info, t.Target, nil
}

// Head is the commit the repository shows: what HEAD leads to; when HEAD is detached
// the commit it stands on, under the name of a branch that stands there too, else «HEAD».
// Where HEAD is absent, unborn or leads to a missing commit: main, master, trunk, else
// the newest branch, remote branches last. ErrEmpty where there is no commit at all;
// any other error says what is there.
func (r *Repo) Head() (Ref, error) {
	refs, err := r.Refs()
	if err != nil {
		return Ref{}, err
	}
	if r.head.branch != "" {
		if i, ok := find(refs, r.head.branch); ok {
			return refs[i], nil
		}
	} else if !r.head.hash.IsZero() {
		if ref, ok := r.detached(refs); ok {
			return ref, nil
		}
	}
	for _, prefix := range []string{"refs/heads/", "refs/remotes/origin/"} {
		for _, name := range mainNames {
			if i, ok := find(refs, prefix+name); ok {
				return refs[i], nil
			}
		}
	}
	for _, prefix := range []string{"refs/heads/", "refs/remotes/"} {
		if ref, ok := r.newest(refs, prefix); ok {
			return ref, nil
		}
	}
	return Ref{}, r.noHead(refs)
}

var mainNames = []string{"main", "master", "trunk"}

func find(refs []Ref, name string) (int, bool) {
	return slices.BinarySearchFunc(refs, name, func(f Ref, n string) int { return strings.Compare(f.Name, n) })
}

// detached names the commit HEAD stands on.
func (r *Repo) detached(refs []Ref) (Ref, bool) {
	at := Ref{Name: "HEAD", Hash: r.head.hash.String()}
	if kind, _, err := r.objects.stat(r.head.hash); err != nil || kind != plumbing.CommitObject {
		return Ref{}, false
	}
	rank := func(f Ref) int { return slices.Index(mainNames, f.Short()) & 0xff } // not found (-1) is last
	for _, f := range refs {
		if f.Hash == at.Hash && strings.HasPrefix(f.Name, "refs/heads/") && (at.Name == "HEAD" || rank(f) < rank(at)) {
			at = f
		}
	}
	return at, true
}

// newest is the reference under a prefix with the latest committer date; of equals
// the first by name.
func (r *Repo) newest(refs []Ref, prefix string) (Ref, bool) {
	var best Ref
	var at int64
	for _, f := range refs {
		if !strings.HasPrefix(f.Name, prefix) {
			continue
		}
		c, err := r.Commit(f.Hash)
		if err != nil {
			continue
		}
		if t := c.Committer.When.Unix(); best.Name == "" || t > at {
			best, at = f, t
		}
	}
	return best, best.Name != ""
}

// noHead says why no branch could be chosen.
func (r *Repo) noHead(refs []Ref) error {
	if len(r.refs) == 0 {
		return fmt.Errorf("%s: %w", r.Name, ErrEmpty)
	}
	if len(refs) == 0 {
		return fmt.Errorf("%s: none of its %d references leads to a commit that is there: %w", r.Name, len(r.refs), r.explain(ErrNotFound))
	}
	var names []string
	for _, f := range refs[:min(len(refs), 5)] {
		names = append(names, f.Name)
	}
	return fmt.Errorf("%s has no branch: HEAD leads nowhere and there is only %s: %w", r.Name, strings.Join(names, ", "), ErrNotFound)
}

// Resolve finds the commit that a person means by a revision: HEAD, a branch, a
// tag, a reference in full or without «refs/», a whole object name, or at least
// four of its first digits where only one commit begins with them; each followed by
// any of git's steps back, REV~N and REV^N (see gitrevisions(7)). Errors: ErrNotFound, or a
// sentence that names the candidates.
func (r *Repo) Resolve(rev string) (Ref, error) {
	// Neither character may stand in a reference's name.
	if i := strings.IndexAny(rev, "~^"); i >= 0 {
		at, err := r.Resolve(rev[:i])
		if err != nil {
			return Ref{}, err
		}
		return r.back(at, rev, rev[i:])
	}
	if rev == "" || rev == "HEAD" {
		return r.Head()
	}
	refs, err := r.Refs()
	if err != nil {
		return Ref{}, err
	}
	for _, prefix := range []string{"", "refs/", "refs/heads/", "refs/tags/", "refs/remotes/", "refs/remotes/origin/"} {
		if i, ok := find(refs, prefix+rev); ok {
			return refs[i], nil
		}
	}
	return r.byDigits(rev)
}

func (r *Repo) byDigits(rev string) (Ref, error) {
	none := fmt.Errorf("%s: no branch, tag or commit is called %q: %w", r.Name, rev, ErrNotFound)
	digits := strings.ToLower(rev)
	if len(digits) < 4 || len(digits) > 40 || strings.Trim(digits, "0123456789abcdef") != "" {
		return Ref{}, none
	}
	var hits []plumbing.Hash
	err := r.objects.names(func(h plumbing.Hash) {
		if strings.HasPrefix(h.String(), digits) {
			hits = append(hits, h)
		}
	})
	if err != nil {
		return Ref{}, err
	}
	slices.SortFunc(hits, func(a, b plumbing.Hash) int { return cmp.Compare(a.String(), b.String()) })
	var found []Ref
	for _, h := range slices.Compact(hits) {
		ref, err := r.peel(rawRef{h.String(), h})
		if err != nil && !errors.Is(err, ErrTooLarge) {
			return Ref{}, err
		}
		if ref.Hash != "" {
			found = append(found, ref)
		}
	}
	switch len(found) {
	case 0:
		return Ref{}, none
	case 1:
		return found[0], nil
	}
	return Ref{}, fmt.Errorf("%s: %q is the beginning of %d commits, among them %s and %s", r.Name, digits, len(found), found[0].Name, found[1].Name)
}
