package collect

import (
	"errors"
	"fmt"

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
	tags     []repo.Ref
	parser   *markup.Parser
	progress func(stage string, done, total int)
	problems []report.Problem
}

// work follows and reads one document. It returns nil where the document turns out
// to hold nothing.
func (rd *reader) work(d document) (*law.Work, error) {
	h, err := rd.follow(d)
	if err != nil {
		return nil, err
	}
	if len(h.Changes) == 0 {
		return nil, nil
	}
	rd.progress("read", 0, len(h.States))
	last := h.Changes[len(h.Changes)-1].To
	texts, err := rd.texts(h, last, d.lang)
	if err != nil {
		return nil, err
	}
	w := &law.Work{
		Title: texts[h.States[last].Key].Title, Lang: texts[h.States[last].Key].Lang, Kind: d.kind, Why: d.why,
		Branch: rd.head.Short(), Versions: versions(h, texts, d.named, func(rev string) int { return rd.stateAt(h, rev) }), Changes: h.Changes, Commits: h.Commits,
	}
	for _, f := range h.States[last].Files {
		w.Files = append(w.Files, f.Path)
	}
	return w, nil
}

// stateAt is the state that a revision shows: that of the nearest commit before it
// which altered the document. -1 where the revision is unknown, with a problem.
func (rd *reader) stateAt(h *timeline.History, rev string) int {
	at, err := rd.r.Resolve(rev)
	if err != nil {
		rd.problems = append(rd.problems, report.Problem{Path: manifest.Name, Severity: report.Warning,
			Message: fmt.Sprintf("The version declared at %q was not found.", rev), Advice: "Name a tag, a branch or a commit of this repository."})
		return -1
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
			return -1
		}
		hash = c.Parents[0]
	}
}

// follow is a document's history, older editions first. The last state of every
// edition is tagged with what its name says of it.
func (rd *reader) follow(d document) (*timeline.History, error) {
	one := func(patterns []string, tags []repo.Ref) (*timeline.History, error) {
		rd.progress("follow", 0, 0)
		return timeline.Follow(rd.r, timeline.Options{Head: rd.head.Hash, Mainline: rd.head.Short(), Patterns: patterns, Prose: prose, Tags: tags})
	}
	h, err := one(d.patterns, rd.tags)
	if err != nil || len(d.editions) == 0 || len(h.Changes) == 0 {
		return h, err
	}
	name := func(h *timeline.History, patterns []string) {
		last := &h.States[h.Changes[len(h.Changes)-1].To]
		last.Tags = append(last.Tags, editionName(patterns[0]))
	}
	var older *timeline.History
	for _, e := range d.editions {
		x, err := one(e.patterns, nil)
		if err != nil {
			return nil, err
		}
		if len(x.Changes) == 0 {
			continue
		}
		name(x, e.patterns)
		if older != nil {
			x = timeline.Join(older, x)
		}
		older = x
	}
	name(h, d.patterns)
	if older == nil {
		return h, nil
	}
	return timeline.Join(older, h), nil
}

// editionName is the last number in a path: what an edition kept in a file or
// folder of its own is called.
func editionName(p string) string {
	all := digitRun.FindAllString(p, -1)
	if len(all) == 0 {
		return bare(p)
	}
	return all[len(all)-1]
}

// texts parses the document at every state, by key. The newest is read first, for
// its language holds for all.
func (rd *reader) texts(h *timeline.History, last int, lang string) (map[string]*law.Text, error) {
	blobs, err := rd.blobs(h)
	if err != nil {
		return nil, err
	}
	out := map[string]*law.Text{}
	parse := func(s *timeline.State, keep bool) *law.Text {
		t, problems := rd.parser.Parse(rd.files(s, blobs), lang)
		if keep {
			rd.problems = append(rd.problems, problems...)
		}
		t.Digest = markup.Digest(t)
		out[s.Key] = t
		return t
	}
	if t := parse(&h.States[last], true); lang == "" {
		lang = t.Lang
	}
	for i := range h.States {
		if _, done := out[h.States[i].Key]; !done {
			parse(&h.States[i], false)
		}
		if i%32 == 0 {
			rd.progress("read", i, len(h.States))
		}
	}
	rd.progress("read", len(h.States), len(h.States))
	return out, nil
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
			rd.lost(paths[h], h, "is kept outside git (LFS): only a pointer is here", "Run «git lfs fetch --all» and store the text itself in git.")
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
			rd.lost(paths[h], h, "cannot be read: "+err.Error(), "")
		}
	}
	return out, nil
}

func (rd *reader) lost(path string, blob repo.Hash, what, advice string) {
	rd.problems = append(rd.problems, report.Problem{Path: path, Severity: report.Error, Message: fmt.Sprintf("The version with object %.10s %s.", blob, what), Advice: advice})
}

func (rd *reader) files(s *timeline.State, blobs map[string][]byte) []markup.File {
	out := make([]markup.File, 0, len(s.Files))
	for _, f := range s.Files {
		if b, ok := blobs[f.Blob]; ok {
			out = append(out, markup.File{Path: f.Path, Source: b})
		}
	}
	return out
}
