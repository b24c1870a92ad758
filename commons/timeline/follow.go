package timeline

import (
	"path"
	"slices"
	"strings"

	"polity/commons/repo"
)

// follower walks one document back through the commit graph.
type follower struct {
	r        *repo.Repo
	patterns map[string][]string // what names the document at a commit, by commit
	files    map[string][]File   // the document at a commit
	trees    map[string]string
	absent   map[string]bool // commits that could not be read: missing objects or beyond a shallow boundary
	commits  []*repo.Commit  // children before parents
	prose    func(path string) bool
	moves    []Move
	listed   map[string]map[string]string // see listing
}

// walk visits every commit reachable from head, children first, and finds out what
// the document is called and made of at each.
func (f *follower) walk(head string, patterns []string) error {
	f.patterns[head] = patterns
	return f.r.Walk(head, func(c *repo.Commit) error {
		f.commits = append(f.commits, c)
		f.trees[c.Hash] = c.Tree
		p, ok := f.patterns[c.Hash]
		if !ok {
			return nil
		}
		files, err := Resolve(f.r, c.Tree, p)
		if err != nil || (len(files) == 0 && !f.readable(c.Tree)) {
			f.absent[c.Hash] = true
		}
		f.files[c.Hash] = files
		for _, parent := range c.Parents {
			if _, ok := f.patterns[parent]; ok {
				continue
			}
			f.patterns[parent] = f.before(c, files, parent, p)
		}
		return nil
	})
}

// order names every commit walked, children before parents.
func (f *follower) order() []string {
	out := make([]string, len(f.commits))
	for i, c := range f.commits {
		out[i] = c.Hash
	}
	return out
}

// unread are the commits that could not be read, newest first.
func (f *follower) unread() []string {
	var out []string
	for _, c := range f.commits {
		if f.absent[c.Hash] {
			out = append(out, c.Hash)
		}
	}
	return out
}

// readable tells a tree without the document from a tree that is missing.
func (f *follower) readable(tree string) bool {
	_, err := f.r.Tree(tree)
	return err == nil
}

// before says what names the document in a parent of c, given what names it in c.
func (f *follower) before(c *repo.Commit, files []File, parent string, patterns []string) []string {
	pc, err := f.r.Commit(parent)
	if err != nil || len(files) == 0 {
		return patterns
	}
	then, err := Resolve(f.r, pc.Tree, patterns)
	if err != nil || slices.Equal(then, files) {
		return patterns
	}
	now, err := f.listing(c.Tree)
	if err != nil {
		return patterns
	}
	old, err := f.listing(pc.Tree)
	if err != nil {
		return patterns
	}
	step := step{f: f, commit: c.Hash, files: files, then: then, now: now, old: old, patterns: patterns}
	return step.patternsBefore()
}

// listing is the prose files of a tree by path. A tree is asked for twice, as the
// newer side of one step and the older of the next, so the last few are kept.
func (f *follower) listing(tree string) (map[string]string, error) {
	if l, ok := f.listed[tree]; ok {
		return l, nil
	}
	all, err := f.r.Files(tree)
	if err != nil {
		return nil, err
	}
	l := make(map[string]string, len(all))
	for _, x := range all {
		if f.prose(x.Path) {
			l[x.Path] = x.Hash
		}
	}
	if len(f.listed) >= keptListings {
		clear(f.listed)
	}
	f.listed[tree] = l
	return l, nil
}

// keptListings bounds the memory of listing.
const keptListings = 64

// step is one edge of the graph at which the document differs.
type step struct {
	f         *follower
	commit    string
	files     []File            // the document in the child
	then      []File            // what the same patterns name in the parent
	now, old  map[string]string // all prose in child and parent: path to blob
	patterns  []string
	replaced  []string // the patterns, renames undone
	explained map[string]bool
}

func (s *step) patternsBefore() []string {
	s.replaced = slices.Clone(s.patterns)
	s.explained = map[string]bool{}
	for _, x := range s.then {
		s.explained[x.Path] = true
	}
	first := true
	for i, p := range s.patterns {
		here := matching(s.files, p)
		if len(here) == 0 {
			continue
		}
		if len(matching(s.then, p)) == 0 {
			s.undoRename(i, here, first)
		}
		first = false
	}
	s.findJoined()
	return s.replaced
}

func matching(files []File, pattern string) []File {
	var out []File
	for _, x := range files {
		if x.Path == pattern {
			return []File{x}
		}
		if isGlob(pattern) {
			if ok, _ := path.Match(pattern, x.Path); ok {
				out = append(out, x)
			}
		}
	}
	return out
}

// undoRename looks in the parent for what pattern i was called there. Only the
// document's first file may also be the copy of a file that stayed (a new version
// in a folder of its own); the others must have been moved.
func (s *step) undoRename(i int, here []File, principal bool) {
	old := s.sameBytes(here)
	if old == "" && len(here) == 1 {
		old = s.mostSimilar(here[0], principal)
	}
	if old == "" && len(here) > 1 {
		old = s.onceOneFile(here)
	}
	if old == "" || old == s.patterns[i] {
		return
	}
	s.replaced[i] = old
	s.explained[old] = true
	s.f.moves = append(s.f.moves, Move{Commit: s.commit, Old: old, New: s.patterns[i]})
}

// sameBytes finds deleted files with the very same contents: one, or a folder of them.
// Of several that of the same name is taken: a text often lies beside its twin in
// another format.
func (s *step) sameBytes(here []File) string {
	gone := map[string]string{}
	for _, p := range sortedKeys(s.old) {
		if _, stays := s.now[p]; !stays && !s.explained[p] {
			if other, ok := gone[s.old[p]]; !ok || path.Base(p) == path.Base(here[0].Path) && path.Base(other) != path.Base(p) {
				gone[s.old[p]] = p
			}
		}
	}
	folders := map[string]int{}
	for _, x := range here {
		if p, ok := gone[x.Blob]; ok {
			if len(here) == 1 {
				return p
			}
			folders[path.Dir(p)]++
		}
	}
	for _, dir := range sortedKeys(folders) {
		if 2*folders[dir] >= len(here) {
			return path.Join(dir, "*"+path.Ext(here[0].Path))
		}
	}
	return ""
}

// The least likeness at which a file is taken for another's earlier form. A file
// of the same name elsewhere or in another format needs less evidence than one with
// another name; a numbered sibling is expected to be a new edition of the text.
const (
	likeSameName = 0.25
	likeOther    = 0.5
	likeEdition  = 0.15
)

func (s *step) mostSimilar(file File, principal bool) string {
	var mine shingles // made when first there is something to compare with
	best, score := "", 0.0
	for _, p := range sortedKeys(s.old) {
		_, stays := s.now[p]
		need := likeOther
		switch {
		case s.explained[p] || p == file.Path:
			continue
		case masked(p) == masked(file.Path) && principal:
			need = likeEdition
		case stays:
			continue
		case stem(p) == stem(file.Path):
			need = likeSameName
		}
		theirs, err := s.f.shingles(s.old[p])
		if err != nil {
			continue
		}
		if mine == nil {
			if mine, err = s.f.shingles(file.Blob); err != nil {
				return ""
			}
		}
		if like := mine.dice(theirs); like >= need && like > score {
			best, score = p, like
		}
	}
	return best
}

// onceOneFile finds the single file whose text a folder of files took over.
func (s *step) onceOneFile(here []File) string {
	all := shingles{}
	for _, x := range here {
		part, err := s.f.shingles(x.Blob)
		if err != nil {
			return ""
		}
		for h := range part {
			all[h] = struct{}{}
		}
	}
	best, score := "", likeSameName
	for _, p := range sortedKeys(s.old) {
		if _, stays := s.now[p]; stays || s.explained[p] {
			continue
		}
		if theirs, err := s.f.shingles(s.old[p]); err == nil {
			if like := all.dice(theirs); like > score {
				best, score = p, like
			}
		}
	}
	return best
}

// findJoined looks for files deleted in this step whose words went into the
// document: it consisted of them too, before.
func (s *step) findJoined() {
	var gone []string
	for _, p := range sortedKeys(s.old) {
		if _, stays := s.now[p]; !stays && !s.explained[p] && !slices.Contains(s.replaced, p) {
			gone = append(gone, p)
		}
	}
	if len(gone) == 0 {
		return
	}
	var fresh shingles // made when first a deleted file is long enough
	for _, p := range gone {
		theirs, err := s.f.shingles(s.old[p])
		if err != nil || len(theirs) < minJoined {
			continue
		}
		if fresh == nil {
			fresh = s.newWords()
		}
		if float64(theirs.shared(fresh)) >= joinedShare*float64(len(theirs)) {
			s.replaced = append(s.replaced, p)
			s.f.moves = append(s.f.moves, Move{Commit: s.commit, Old: p, New: s.files[0].Path, Joined: true})
		}
	}
}

// A deleted file was folded in when this share of its words is new in the
// document; shorter files than minJoined runs prove nothing.
const (
	joinedShare = 0.6
	minJoined   = 20
)

// newWords is what the document says now and did not say in the parent.
func (s *step) newWords() shingles {
	before := shingles{}
	for _, x := range matchingAll(s.old, s.replaced) {
		if part, err := s.f.shingles(x); err == nil {
			for h := range part {
				before[h] = struct{}{}
			}
		}
	}
	fresh := shingles{}
	for _, x := range s.files {
		part, err := s.f.shingles(x.Blob)
		if err != nil {
			continue
		}
		for h := range part {
			if _, had := before[h]; !had {
				fresh[h] = struct{}{}
			}
		}
	}
	return fresh
}

func matchingAll(listing map[string]string, patterns []string) []string {
	var out []string
	for p, blob := range listing {
		for _, pattern := range patterns {
			if ok, _ := path.Match(pattern, p); ok || p == pattern {
				out = append(out, blob)
				break
			}
		}
	}
	return out
}

func (f *follower) shingles(blob string) (shingles, error) {
	b, err := f.r.Blob(blob)
	if err != nil {
		return nil, err
	}
	return shingle(b), nil
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// stem is a path's last part without its endings, in lower case.
func stem(p string) string {
	base := strings.ToLower(path.Base(p))
	if i := strings.IndexByte(base, '.'); i > 0 {
		base = base[:i]
	}
	return base
}

// masked is a path with its digits blotted out: editions of one text have equal ones.
func masked(p string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return '0'
		}
		return r
	}, p)
}
