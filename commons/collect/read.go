package collect

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"polity/commons/law"
	"polity/commons/manifest"
	"polity/commons/markup"
	"polity/commons/repo"
	"polity/commons/report"
	"polity/commons/timeline"
)

// reader makes works of the documents of one repository. It parses every distinct
// document once, and every distinct block of text once for the whole repository.
type reader struct {
	r        *repo.Repo
	name     string
	head     repo.Ref
	tree     repo.Hash // of head
	tags     []repo.Ref
	people   repo.Mailmap
	parser   *markup.Parser
	progress func(stage string, done, total int)
	problems []report.Problem
	results  *Results
	shelf    *shelf                // of results; chosen with the first text
	commits  []string              // all that head leads back to, children before parents
	line     []string              // the main line, newest first
	editions []map[string][]string // what named each older edition of a work, by commit

	followed map[*law.Version]*followed // by the first version of a work
	aside    int                        // proposals that touch none of the works
	requests law.Requests

	lostBlobs map[repo.Hash]bool // told of already
	gaps      bool               // some commit's files could not be read
	cut       bool               // the repository is an incomplete clone and that has been told
}

// work follows and reads one document. It returns nil where there is none, or where
// its newest text cannot be read: an older one must not stand there as if in force.
func (rd *reader) work(d document) (*law.Work, error) {
	h, err := rd.follow(d)
	if err != nil {
		return nil, unreadable(rd.r, err)
	}
	rd.unread(h.Unread)
	if declared := d.why == whyNamed; declared {
		if files, err := timeline.Resolve(rd.r, rd.tree, d.patterns); err == nil && len(files) == 0 {
			rd.absent(d, len(h.Changes) == 0)
		}
	}
	if len(h.Changes) == 0 {
		return nil, nil
	}
	rd.progress("read", 0, len(h.States))
	blobs, err := rd.blobs(h)
	if err != nil {
		return nil, err
	}
	lost := lostStates(h, blobs)
	if lost(&h.States[newest(h)]) {
		return nil, nil // what cannot be read has been told
	}
	h = timeline.Without(h, lost)
	last := newest(h)
	texts := rd.texts(h, blobs, d.lang)
	w := &law.Work{
		Title: texts[h.States[last].Key].Title, Lang: texts[h.States[last].Key].Lang, Kind: d.kind, Why: d.why,
		Branch: rd.head.Short(), Versions: versions(h, texts, d.named, func(n manifest.Version) int { return rd.stateAt(h, n) }), Changes: h.Changes, Commits: h.Commits,
	}
	w.Ended = rd.endingOf(h, d)
	for _, f := range h.States[last].Files {
		w.Files = append(w.Files, f.Path)
		w.Bodies = append(w.Bodies, bytes.Clone(blobs[f.Blob])) // of a copy the rest of the history can be let go
	}
	if rd.followed == nil {
		rd.followed = map[*law.Version]*followed{}
	}
	rd.followed[&w.Versions[0]] = &followed{history: h, texts: texts, lang: w.Lang, patterns: d.patterns}
	return w, nil
}

// newest is the state at which the main line stands.
func newest(h *timeline.History) int { return h.Changes[len(h.Changes)-1].To }

// lostStates tells states of which a file cannot be read. A file that cannot be read
// in any state is left out of all instead: it takes no version with it. A state
// without files is none: there the document was gone.
func lostStates(h *timeline.History, blobs map[string][]byte) func(*timeline.State) bool {
	readable := map[string]bool{}
	for i := range h.States {
		for _, f := range h.States[i].Files {
			if _, ok := blobs[f.Blob]; ok {
				readable[f.Path] = true
			}
		}
	}
	return func(s *timeline.State) bool {
		any := false
		for _, f := range s.Files {
			_, ok := blobs[f.Blob]
			if !ok && readable[f.Path] {
				return true
			}
			any = any || ok
		}
		return !any && len(s.Files) > 0
	}
}

// stateAt is the state that a revision shows: that of the nearest commit before it
// which altered the document. -1 where the revision is unknown, with a problem.
func (rd *reader) stateAt(h *timeline.History, n manifest.Version) int {
	unknown := func(why string) int {
		rd.problems = append(rd.problems, report.Problem{
			Path: manifest.Name, Line: n.Line, Severity: report.Warning,
			Message: fmt.Sprintf("The version declared at «%s» %s.", n.At, why), Advice: "Name a tag, a branch or a commit of this repository.",
		})
		return -1
	}
	at, err := rd.r.Resolve(n.At)
	if err != nil {
		return unknown("was not found")
	}
	shown := map[string]int{}
	for i := range h.States {
		shown[h.States[i].Commit.Hash] = i
	}
	for hash := at.Hash; ; {
		if i, ok := shown[hash]; ok {
			return i
		}
		c, err := rd.r.Commit(hash)
		if err != nil || len(c.Parents) == 0 {
			return unknown("holds no text of this work")
		}
		hash = c.Parents[0]
	}
}

// follow is a document's history, older editions first. The last state of every
// edition is tagged with what its name says of it.
func (rd *reader) follow(d document) (*timeline.History, error) {
	one := func(patterns []string, tags []repo.Ref) (*timeline.History, error) {
		rd.progress("follow", 0, 0)
		return timeline.Follow(rd.r, timeline.Options{Head: rd.head.Hash, Mainline: rd.head.Short(), Patterns: patterns, Prose: prose, Tags: tags, People: rd.people})
	}
	h, err := one(d.patterns, rd.tags)
	if err == nil {
		rd.commits, rd.line = h.Order, h.Line
	}
	if err != nil || len(d.editions) == 0 || len(h.Changes) == 0 {
		return h, err
	}
	var older *timeline.History
	for _, e := range d.editions {
		if nameEdition(h, e.patterns[0]) {
			continue // the text went on from it: it is in this history already
		}
		x, err := one(e.patterns, nil)
		if err != nil {
			return nil, err
		}
		if len(x.Changes) == 0 && e.why == whyNamed {
			rd.absent(e, true)
		}
		rd.editions = append(rd.editions, x.Named)
		if !nameEdition(x, e.patterns[0]) {
			continue
		}
		if older != nil {
			x = timeline.Join(older, x)
		}
		older = x
	}
	if digitRun.MatchString(d.patterns[0]) { // else it is the text itself, not one of its editions
		nameEdition(h, d.patterns[0])
	}
	if older == nil {
		return h, nil
	}
	return timeline.Join(older, h), nil
}

// nameEdition tags the last state of the main line in which the document was the file
// p with the name of that edition, and reports whether there is one.
func nameEdition(h *timeline.History, p string) bool {
	for _, c := range slices.Backward(h.Changes) {
		if s := &h.States[c.To]; len(s.Files) > 0 && s.Files[0].Path == p {
			s.Tags = append(s.Tags, editionName(p))
			return true
		}
	}
	return false
}

// editionName is the date or the last number in a path: what an edition kept in a file
// or folder of its own is called.
func editionName(p string) string {
	if date, _ := nameOfDated(p); date >= firstYear {
		return string(date)
	}
	all := digitRun.FindAllString(p, -1)
	if len(all) == 0 {
		return bare(p)
	}
	return all[len(all)-1]
}

// texts parses the document at every state, by key. The newest is read first, for
// its language holds for all. It takes out of blobs what no state needs any more.
func (rd *reader) texts(h *timeline.History, blobs map[string][]byte, lang string) map[string]*law.Text {
	out := map[string]*law.Text{}
	if rd.shelf == nil {
		rd.shelf = rd.results.shelf(h.States[0].Key)
	}
	parse := func(s *timeline.State, keep bool) *law.Text {
		t, problems := rd.text(s, rd.files(s, blobs), lang)
		if keep {
			rd.problems = append(rd.problems, problems...)
		}
		out[s.Key] = t
		return t
	}
	if t := parse(&h.States[newest(h)], true); lang == "" {
		lang = t.Lang
	}
	last := map[string]int{} // the last state that needs each blob
	for i := range h.States {
		for _, f := range h.States[i].Files {
			last[f.Blob] = i
		}
	}
	for i := range h.States {
		if _, done := out[h.States[i].Key]; !done {
			parse(&h.States[i], false)
		}
		for _, f := range h.States[i].Files {
			if last[f.Blob] == i {
				delete(blobs, f.Blob)
			}
		}
		if i%32 == 0 {
			rd.progress("read", i, len(h.States))
		}
	}
	rd.progress("read", len(h.States), len(h.States))
	return out
}

// blobs reads every file of every state once. A blob that is missing, damaged or
// too large is left out with a problem that names it.
func (rd *reader) blobs(h *timeline.History) (map[string][]byte, error) {
	paths := map[string]string{}
	var wanted []string
	for i := range h.States {
		for _, f := range h.States[i].Files {
			if _, ok := paths[f.Blob]; !ok {
				paths[f.Blob] = f.Path
				wanted = append(wanted, f.Blob)
			}
		}
	}
	out := make(map[string][]byte, len(wanted))
	pointers := map[string]bool{}
	err := rd.r.Blobs(wanted, func(h repo.Hash, b []byte) error {
		if repo.IsLFS(b) {
			rd.lost(paths[h], h, errPointer)
			pointers[h] = true
			return nil
		}
		out[h] = b
		return nil
	})
	if err != nil && !errors.Is(err, repo.ErrNotFound) && !errors.Is(err, repo.ErrTooLarge) && !errors.Is(err, repo.ErrDamaged) {
		return nil, fmt.Errorf("reading %s: %w", rd.name, err)
	}
	for _, h := range wanted {
		if out[h] != nil || pointers[h] {
			continue
		}
		if b, err := rd.r.Blob(h); err == nil {
			out[h] = b
		} else {
			rd.lost(paths[h], h, err)
		}
	}
	return out, nil
}

func (rd *reader) files(s *timeline.State, blobs map[string][]byte) []markup.File {
	out := make([]markup.File, 0, len(s.Files))
	size := 0
	for _, f := range s.Files {
		b, ok := blobs[f.Blob]
		if size += len(b); size > maxDocument {
			rd.lost(f.Path, f.Blob, errLong)
			break
		}
		if ok {
			out = append(out, markup.File{Path: f.Path, Source: b})
		}
	}
	return out
}
