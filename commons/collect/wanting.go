package collect

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"polity/commons/law"
	"polity/commons/manifest"
	"polity/commons/repo"
	"polity/commons/report"
)

// unreadable says of a whole repository why nothing can be made of it, and what helps.
func unreadable(r *repo.Repo, err error) error {
	said := strings.TrimPrefix(err.Error(), r.Name+": ")
	switch {
	case errors.Is(err, repo.ErrEmpty):
		return told{fmt.Sprintf("%s: %s: commit a text to it first", r.Name, said), err}
	case r.Mend != "":
		return told{fmt.Sprintf("%s: %s", r.Name, said), err} // the reason names the command
	case errors.Is(err, repo.ErrNotFound), errors.Is(err, repo.ErrDamaged), errors.Is(err, repo.ErrTooLarge):
		return told{fmt.Sprintf("%s: %s: clone it again from where it is whole; «git fsck» in it lists all that is wrong", r.Name, said), err}
	}
	return told{fmt.Sprintf("%s: %s", r.Name, said), err}
}

// told is an error in better words.
type told struct {
	words string
	error
}

func (t told) Error() string { return t.words }
func (t told) Unwrap() error { return t.error }

// nothing is the error of a collection without a single work: why, and what to do.
func (g *gatherer) nothing() error {
	var names []string
	for _, s := range g.c.sources {
		names = append(names, s.repo.Name)
	}
	if len(names) == 0 {
		return errors.New("nothing to read: no source was named")
	}
	said := fmt.Sprintf("no text found in %s%s", strings.Join(names, ", "), because(g.problems, len(names) == 1 && alone(g.c.sources[0].repo)))
	for _, m := range g.mends {
		said += "\n  complete " + m.Source + " with: " + m.Command
	}
	return errors.New(said)
}

// alone reports whether a source is one file that was named, outside git.
func alone(r *repo.Repo) bool {
	head, err := r.Head()
	if err != nil || !r.Plain {
		return false
	}
	c, err := r.Commit(head.Hash)
	if err != nil {
		return false
	}
	list, err := r.Tree(c.Tree)
	return err == nil && len(list) == 1 && list[0].Name == r.Name
}

// because are the problems that explain why there is no text, a line each; without any,
// what would be a text. alone says that there is one file and nothing else.
func because(problems []report.Problem, alone bool) string {
	said := ""
	for _, p := range report.Sort(slices.Clone(problems)) {
		if p.Severity != report.Note && !strings.HasPrefix(p.Message, noText) {
			said += "\n  " + p.String()
		}
	}
	if said == "" && alone {
		return ": there is no prose in it"
	}
	if said == "" {
		return ": no Markdown, reStructuredText, LaTeX or plain text that says anything; name the files in polity.yaml (works: [{id: constitution, files: [path]}])"
	}
	return said
}

const noText = "No text was found in "

// reserved are first parts of addresses that belong to the site itself.
var reserved = []string{"movements", "proposals", "lineage", "circles", "accords", "topics", "compare", "compose", "search", "repos", "assets", "about", "pages"}

// freeID is an ID that no other work has. Where that is not the one wished for, a
// problem says so: an address should not hang on what else happens to be read.
func (g *gatherer) freeID(rd *reader, id string) string {
	wished := id
	taken := "another work"
	if slices.Contains(reserved, id) {
		id += "-text"
		taken = "a page of the site itself"
	}
	free := id
	for n := 2; slices.ContainsFunc(g.works, func(w law.Work) bool { return w.ID == free }); n++ {
		free = fmt.Sprintf("%s-%d", id, n)
	}
	if free != wished {
		rd.problems = append(rd.problems, report.Problem{
			Path: manifest.Name, Severity: report.Warning,
			Message: fmt.Sprintf("The address «%s» belongs to %s; this work is called «%s».", wished, taken, free),
			Advice:  "Give the movement and its works ids of their own in polity.yaml: movement: {id: …}, works: [{id: …}].",
		})
	}
	return free
}

// note records what the source was and what was wanting in it.
func (g *gatherer) note(s *opened, rd *reader, made []string) {
	src := law.Source{Name: s.repo.Name, URL: s.repo.Remote, Ref: s.head.Short(), Works: made, Requests: rd.requests, Aside: rd.aside}
	if !s.repo.Plain {
		src.Commit, src.Commits = s.head.Hash, rd.commits
		g.lock.Sources = append(g.lock.Sources, manifest.Locked{URL: cmp.Or(portable(s.As.URL), s.repo.Remote, s.repo.Name), Ref: s.head.Name, Commit: s.head.Hash})
	}
	if len(made) > 0 {
		src.Movement = g.work(made[0]).Movement
	}
	g.sources = append(g.sources, src)
	rd.incomplete()
	g.incomplete = g.incomplete || rd.cut || rd.gaps || len(rd.lostBlobs) > 0 || len(s.repo.Missing()) > 0
	if s.repo.Mend != "" && rd.cut {
		g.mends = append(g.mends, Mend{s.repo.Name, s.repo.Mend})
	}
	for _, p := range rd.problems {
		if p.Path != "" && len(g.c.sources) > 1 {
			p.Path = s.repo.Name + "/" + p.Path
		}
		g.problems = append(g.problems, p)
	}
}

// portable is an address or relative path as a manifest names it; "" for a path that
// means something on one machine only.
func portable(url string) string {
	if filepath.IsAbs(url) || strings.HasPrefix(strings.ToLower(url), "file:") {
		return ""
	}
	return url
}

// incomplete tells what the repository does not hold though its history names it. An
// incomplete clone is one problem with one remedy, however many objects are wanting.
func (rd *reader) incomplete() {
	missing := rd.r.Missing()
	switch {
	case rd.r.Shallow:
		rd.mendable(fmt.Sprintf("%s is a shallow clone: its history was cut off, and what is shown begins in the middle.", rd.name), "; in CI that is usually fetch-depth: 0")
	case rd.r.Partial && (len(missing) > 0 || len(rd.lostBlobs) > 0):
		rd.mendable(fmt.Sprintf("%s is a partial clone: texts that its history names are not in it (%d), and versions that hold them are left out.", rd.name, max(len(missing), len(rd.lostBlobs))), "")
	}
	for _, m := range missing {
		if rd.cut && m.Reason == notThere || rd.lostBlobs[m.Hash] {
			continue
		}
		p := report.Problem{Severity: report.Warning, Message: fmt.Sprintf("The %s %.10s of %s cannot be read: %s.", m.Kind, m.Hash, rd.name, m.Reason), Advice: cloneAgain}
		if m.Kind == "commit" {
			p.Message = fmt.Sprintf("The commit %.10s of %s cannot be read (%s); what only it leads to is not shown.", m.Hash, rd.name, m.Reason)
		}
		rd.problems = append(rd.problems, p)
	}
}

const (
	notThere   = "it is not in the repository" // as repo.Missing says it
	cloneAgain = "Clone it again from where it is whole; «git fsck» in it lists all that is wrong."
)

func (rd *reader) mendable(message, hint string) {
	rd.cut = true
	rd.problems = append(rd.problems, report.Problem{
		Severity: report.Warning, Message: message,
		Advice: fmt.Sprintf("Complete it with «%s» and build again%s.", rd.r.MendHere(), hint),
	})
}

// lost notes a file whose contents cannot be read, once for each.
func (rd *reader) lost(path string, blob repo.Hash, err error) {
	if rd.lostBlobs[blob] {
		return
	}
	if rd.lostBlobs == nil {
		rd.lostBlobs = map[repo.Hash]bool{}
	}
	rd.lostBlobs[blob] = true
	if rd.r.Partial && errors.Is(err, repo.ErrNotFound) {
		return // incomplete tells of all of them at once
	}
	p := report.Problem{Path: path, Severity: report.Error, Advice: cloneAgain}
	switch {
	case errors.Is(err, errPointer):
		p.Message, p.Advice = "is kept outside git (LFS), and only a pointer is here", "Store the text itself in git: «git lfs migrate export» does it."
	case errors.Is(err, errLong):
		p.Message, p.Advice = fmt.Sprintf("makes the document larger than %d MiB", maxDocument>>20), "Name fewer files; it is hardly one text."
	case errors.Is(err, repo.ErrTooLarge):
		p.Message, p.Advice = fmt.Sprintf("is larger than %d MiB", maxText>>20), "Part the text into several files; it is hardly one text."
	case errors.Is(err, repo.ErrNotFound):
		p.Message = "is not in the repository"
	default:
		p.Message = "is damaged"
	}
	p.Message = fmt.Sprintf("The text with object %.10s %s; versions that hold it are left out.", blob, p.Message)
	rd.problems = append(rd.problems, p)
}

var (
	errPointer = errors.New("a pointer to a file kept elsewhere")
	errLong    = errors.New("too much for one document")
)

// unread tells of commits whose tree could not be read. They stand for the text
// before them.
func (rd *reader) unread(commits []string) {
	if len(commits) == 0 || rd.r.Mend != "" {
		return
	}
	rd.gaps = true
	rd.problems = append(rd.problems, report.Problem{
		Severity: report.Error, Advice: cloneAgain,
		Message: fmt.Sprintf("The files of commit %.10s of %s and of %d others cannot be read; their changes are not shown.", commits[0], rd.name, len(commits)-1),
	})
}

// absent tells of a work that the manifest names and that is not there. never says
// that it is nowhere in the history either.
func (rd *reader) absent(d document, never bool) {
	p := report.Problem{
		Path: manifest.Name, Line: d.at.Line, Col: d.at.Col, Severity: report.Warning,
		Message: fmt.Sprintf("No file matches «%s» any more; the work is shown as one that is no longer in force.", strings.Join(d.patterns, ", ")),
		Advice:  "Name the files as they are now: " + strings.Join(someProse(rd.r, rd.tree), ", ") + ".",
	}
	if never {
		p.Severity, p.Message = report.Error, fmt.Sprintf("No file matches «%s», now or earlier.", strings.Join(d.patterns, ", "))
	}
	if len(d.patterns) == 0 {
		p.Message, p.Advice = "The work names no file that can be read.", "Give it «files: » with paths inside the repository."
	}
	rd.problems = append(rd.problems, p)
}

// mailmap is what the repository says of people's names.
func mailmap(r *repo.Repo, tree string) repo.Mailmap {
	e, err := r.Entry(tree, ".mailmap")
	if err != nil || !isPlainFile(e) {
		return repo.Mailmap{}
	}
	b, err := r.Blob(e.Hash)
	if err != nil {
		return repo.Mailmap{}
	}
	return repo.ParseMailmap(b)
}
