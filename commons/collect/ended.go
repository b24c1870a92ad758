package collect

import (
	"fmt"
	"path"
	"slices"

	"polity/commons/law"
	"polity/commons/manifest"
	"polity/commons/repo"
	"polity/commons/timeline"
)

// maxEnded bounds how many works of one repository are shown that are no longer in force.
const maxEnded = 20

// ended reads the documents that once stood on the main line as works and stand there
// no more. A file that left is a work's only where it was chosen as one, by the rules of
// find or by the manifest, from the tree in which it last stood; what a work that is
// followed was once called, or made of, is that work.
func (g *gatherer) ended(s *opened, rd *reader, mv *law.Movement) ([]string, error) {
	if s.repo.Plain || len(rd.line) == 0 {
		return nil, nil
	}
	var made []string
	for _, x := range timeline.Departures(rd.r, rd.line, prose) {
		if len(made) >= maxEnded {
			break
		}
		d, ok := rd.stood(x)
		if !ok {
			continue
		}
		ids, err := g.document(s, rd, mv, d, false)
		if err != nil {
			return made, err
		}
		made = append(made, ids...)
	}
	return made, nil
}

// stood is the document that a file was which left the main line; false where it was
// none, or belongs to a work that is known already.
func (rd *reader) stood(x timeline.Departure) (document, bool) {
	before, err := rd.r.Commit(x.Before)
	if err != nil {
		return document{}, false
	}
	_, err = rd.r.Entry(before.Tree, manifest.Name)
	declared := err == nil
	if !declared && (foundingKind(x.Path) == "" || neverWork(x.Path) || aside(x.Path)) || rd.known(x) {
		return document{}, false
	}
	then := &reader{r: rd.r, name: rd.name, tree: before.Tree, parser: rd.parser, progress: rd.progress}
	docs, err := then.documents(before.Tree, then.manifest(before.Tree))
	if err != nil {
		return document{}, false
	}
	for i, d := range docs {
		if len(d.patterns) == 0 || d.patterns[0] != x.Path || i > 0 && !declared && then.headed(x.Path) < minLabelled {
			continue
		}
		d.translations, d.editions = nil, nil
		d.why = fmt.Sprintf("it stood on the main line as a text of its own until commit %.10s; then: %s", x.Commit, d.why)
		return d, true
	}
	return document{}, false
}

// headed is how many clauses of a file readers see as such.
func (rd *reader) headed(p string) int {
	e, err := rd.r.Entry(rd.tree, p)
	if err != nil {
		return 0
	}
	f := finder{r: rd.r, tree: rd.tree, files: []repo.File{{Path: p, Hash: e.Hash}}, parser: rd.parser, lost: func(string, repo.Hash, error) {}}
	n := 0
	for _, c := range f.text(p).Clauses {
		if c.Headed() {
			n++
		}
	}
	return n
}

// known reports whether a file belonged to a document that is followed, when it left
// the main line.
func (rd *reader) known(x timeline.Departure) bool {
	of := func(names []string) bool {
		return slices.ContainsFunc(names, func(p string) bool {
			ok, _ := path.Match(p, x.Path)
			return ok || p == x.Path
		})
	}
	for _, f := range rd.followed {
		if of(f.patterns) || of(f.history.Named[x.Before]) {
			return true
		}
	}
	return slices.ContainsFunc(rd.editions, func(named map[string][]string) bool { return of(named[x.Before]) })
}

// endingOf is when a document left the main line; nil while it stands there. The
// manifest may name files that are gone as well as stood may find them.
func (rd *reader) endingOf(h *timeline.History, d document) *law.Ending {
	files, err := timeline.Resolve(rd.r, rd.tree, d.patterns)
	if err != nil || len(files) > 0 {
		return nil
	}
	last := ""
	for _, hash := range h.Line {
		if c, err := rd.r.Commit(hash); err == nil {
			if files, err := timeline.Resolve(rd.r, c.Tree, h.Named[hash]); err != nil || len(files) > 0 {
				break
			}
		}
		last = hash
	}
	c, err := rd.r.Commit(last)
	if err != nil {
		return nil
	}
	commit := timeline.Read(c, rd.people)
	return &law.Ending{Commit: commit, Date: commitDate(commit)}
}
