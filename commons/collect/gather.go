package collect

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"polity/commons/law"
	"polity/commons/manifest"
	"polity/commons/markup"
	"polity/commons/repo"
	"polity/commons/report"
)

// Source is one place to read.
type Source struct {
	Spec string          // a path, bundle or URL; see repo.Open
	Repo *repo.Repo      // already open, then Spec is only its name; nil to open Spec
	As   manifest.Source // what a commons' manifest says of it; the zero value reads what is there
}

// Collection is the opened sources. Close it.
type Collection struct {
	options Options
	sources []opened
}

type opened struct {
	Source
	repo *repo.Repo
	head repo.Ref
	refs []repo.Ref
}

// Open opens every source and finds where each stands, and reads no text yet. The
// error names the source that could not be opened and why.
func Open(o Options) (*Collection, error) {
	if o.Progress == nil {
		o.Progress = func(Progress) {}
	}
	c := &Collection{options: o}
	for _, s := range o.Sources {
		x, err := c.open(s)
		if err != nil {
			c.Close()
			return nil, err
		}
		c.sources = append(c.sources, x)
	}
	return c, nil
}

func (c *Collection) open(s Source) (opened, error) {
	x := opened{Source: s, repo: s.Repo}
	if x.repo == nil {
		r, err := open(s.Spec, c.options)
		if err != nil {
			return x, err
		}
		x.repo = r
	}
	head, err := x.repo.Head()
	if err == nil {
		x.refs, err = x.repo.Refs()
	}
	if err != nil {
		if s.Repo == nil {
			x.repo.Close()
		}
		return x, unreadable(x.repo, err)
	}
	x.head = head
	if named := branchOf(s.As, x.refs); named.Name != "" {
		x.head = named
	}
	return x, nil
}

// branchOf is the first branch that a manifest asks for by its plain name.
func branchOf(s manifest.Source, refs []repo.Ref) repo.Ref {
	for _, b := range s.Branches {
		for _, r := range refs {
			if r.Name == "refs/heads/"+b {
				return r
			}
		}
	}
	return repo.Ref{}
}

// Close releases what Open opened, and the memory that it takes; repositories that were
// handed in stay open. Closing twice is fine.
func (c *Collection) Close() error {
	var errs []error
	for _, s := range c.sources {
		if s.Source.Repo == nil && s.repo != nil {
			errs = append(errs, s.repo.Close())
		}
	}
	c.sources = nil
	return errors.Join(errs...)
}

// Fingerprint names the state of all sources: equal fingerprints, equal commons.
// It holds no path.
func (c *Collection) Fingerprint() string {
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q\n", c.options.Title, c.options.URL, c.options.Lang)
	for _, s := range c.sources {
		fmt.Fprintf(h, "%q %q %q %s\n", s.repo.Name, s.repo.Remote, s.head.Name, s.head.Hash)
		fmt.Fprintf(h, "%+v\n", s.As)
		for _, r := range s.refs {
			fmt.Fprintf(h, "%s %s\n", r.Hash, r.Name)
		}
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// Gather reads all of it. A source without any prose gives a problem, and an error
// only where no source gave a work.
func (c *Collection) Gather() (*Result, error) {
	g := &gatherer{c: c, movements: map[string]*law.Movement{}}
	for i := range c.sources {
		if err := g.source(&c.sources[i]); err != nil {
			return nil, err
		}
	}
	if len(g.works) == 0 {
		return nil, g.nothing()
	}
	return g.result(), nil
}

type gatherer struct {
	c         *Collection
	movements map[string]*law.Movement
	works     []law.Work
	sources   []law.Source
	problems  []report.Problem
	choices   []Choice
	lock      manifest.Lock
	mends     []Mend

	amendments []law.Amendment
	acts       []law.Act

	incomplete bool
}

// source reads one source: its manifest, then each of its documents.
func (g *gatherer) source(s *opened) error {
	rd := &reader{r: s.repo, name: s.repo.Name, head: s.head, parser: markup.NewParser(), results: g.c.options.Results, progress: func(stage string, done, total int) {
		g.c.options.Progress(Progress{Source: s.repo.Name, Stage: stage, Done: done, Total: total})
	}}
	for _, r := range s.refs {
		if strings.HasPrefix(r.Name, "refs/tags/") {
			rd.tags = append(rd.tags, r)
		}
	}
	head, err := s.repo.Commit(s.head.Hash)
	if err != nil {
		return unreadable(s.repo, err)
	}
	rd.progress("find", 0, 0)
	rd.tree, rd.people = head.Tree, mailmap(s.repo, head.Tree)
	m := rd.manifest(head.Tree)
	place := g.place(s, m)
	docs, err := rd.documents(head.Tree, m)
	if err != nil {
		return unreadable(s.repo, err)
	}
	var made []string
	for i, d := range docs {
		ids, err := g.document(s, rd, place, d, i == 0)
		if err != nil {
			return err
		}
		made = append(made, ids...)
	}
	ended, err := g.ended(s, rd, place)
	if err != nil {
		return err
	}
	made = append(made, ended...)
	if !g.c.options.Bare {
		if err := g.proposals(s, rd, made); err != nil {
			return err
		}
		if err := g.records(s, rd, place, made); err != nil {
			return err
		}
	}
	if len(made) == 0 {
		rd.problems = append(rd.problems, report.Problem{
			Severity: report.Warning, Message: noText + s.repo.Name + ".",
			Advice: "Name the files in polity.yaml: works: [{id: constitution, files: [path]}].",
		})
	}
	g.note(s, rd, made)
	return nil
}

// place is the movement a source belongs to.
func (g *gatherer) place(s *opened, m *manifest.Manifest) *law.Movement {
	name := s.repo.Name
	if s.repo.Plain && prose(name) { // a single text, whose ending is no part of anybody's name
		name = cmp.Or(strings.TrimSuffix(name, path.Ext(name)), name)
	}
	id := slug(name)
	if id == "" {
		id = "movement"
	}
	mv := &law.Movement{ID: id, Name: name}
	if m != nil && (m.Movement.ID != "" || m.Movement.Name != "") {
		mv = declared(m.Movement, id, name)
	}
	if have := g.movements[mv.ID]; have != nil && have.Declared && mv.Declared {
		return have
	}
	// Two repositories that happen to have one name are two movements.
	for n, id := 2, mv.ID; g.movements[mv.ID] != nil; n++ {
		mv.ID = fmt.Sprintf("%s-%d", id, n)
	}
	g.movements[mv.ID] = mv
	return mv
}

func declared(m manifest.Movement, id, name string) *law.Movement {
	mv := &law.Movement{
		ID: m.ID, Name: m.Name, Home: m.Home, Contact: m.Contact, Place: m.Place, Founded: law.Date(m.Founded),
		Languages: m.Languages, PartOf: m.PartOf, Members: m.Members, Keys: m.Keys, Declared: true,
	}
	if mv.Name == "" {
		mv.Name = name
	}
	if mv.ID == "" {
		if mv.ID = slug(mv.Name); mv.ID == "" {
			mv.ID = id
		}
	}
	if len(mv.Languages) > 0 {
		mv.Lang = mv.Languages[0]
	}
	return mv
}

// document reads one document and its translations, and returns the IDs of the works made.
func (g *gatherer) document(s *opened, rd *reader, mv *law.Movement, d document, main bool) ([]string, error) {
	w, err := rd.work(d)
	if err != nil || w == nil {
		return nil, err
	}
	w.Movement, w.Local = mv.ID, d.local(main)
	w.ID = g.idOf(rd, mv, w, d)
	w.Title = cmp.Or(d.title, w.Title, mv.Name)
	w.Parties, w.DerivedFrom, w.Decide, w.Sets = d.parties, d.derived, d.decide, d.sets
	w.Forge, w.ForgeKind, w.Licence = s.repo.Remote, s.As.Forge, rd.licence()
	made := []law.Work{*w}
	for _, t := range d.translations {
		e, err := rd.work(t)
		if err != nil {
			return nil, err
		}
		if e == nil {
			continue
		}
		g.edition(rd, e, w, t)
		made[0].Translations = append(made[0].Translations, e.ID)
		made = append(made, *e)
	}
	if d.id == "" {
		g.choices = append(g.choices, choiceOf(s.repo.Name, w, d))
	}
	var ids []string
	for _, x := range made {
		g.works = append(g.works, x)
		mv.Works = append(mv.Works, x.ID)
		ids = append(ids, x.ID)
	}
	return ids, nil
}

// edition makes e the translation t of w.
func (g *gatherer) edition(rd *reader, e, w *law.Work, t document) {
	e.Lang = cmp.Or(t.lang, e.Lang)
	e.Movement, e.Kind, e.TranslationOf = w.Movement, w.Kind, w.ID
	e.Local = strings.TrimPrefix(w.Local+"-"+slug(e.Lang), "-")
	e.ID = g.freeID(rd, w.ID+"-"+slug(e.Lang))
	e.Title = cmp.Or(e.Title, w.Title)
	e.Forge, e.ForgeKind, e.Licence = w.Forge, w.ForgeKind, w.Licence
}

// idOf is the ID of a work that was made of a document. Of a work that has ended, one
// that another has in its place says until when it was.
func (g *gatherer) idOf(rd *reader, mv *law.Movement, w *law.Work, d document) string {
	id := workID(mv, w.Local, d.id != "")
	if w.Ended != nil && w.Ended.Date != "" && g.work(id) != nil {
		id += "-until-" + string(w.Ended.Date)[:4]
	}
	return g.freeID(rd, id)
}

// workID is the first part of a work's addresses. A movement that names its works
// gets both names, so that no later work moves an earlier one's address; where the
// document was found without being named, a repository's main text is called by the
// repository alone.
func workID(mv *law.Movement, local string, named bool) string {
	if local == "" || (!named && strings.HasSuffix(mv.ID, local)) {
		return mv.ID
	}
	return mv.ID + "-" + local
}

// local is what a movement calls the document: the manifest's id, else for a text
// that stands beside the main one the file's name.
func (d document) local(main bool) string {
	if d.id != "" {
		return d.id
	}
	if main {
		return ""
	}
	if s := slug(bare(d.patterns[0])); s != "" {
		return s
	}
	return "text"
}

// choiceOf says what was found, and how a manifest says the same.
func choiceOf(source string, w *law.Work, d document) Choice {
	said := fmt.Sprintf("id: %s, files: [%s]", cmp.Or(w.Local, w.Kind), quoted(d.patterns))
	var editions, translations []string
	for _, e := range d.editions {
		editions = append(editions, e.patterns...)
	}
	if len(editions) > 0 {
		said += fmt.Sprintf(", editions: [%s]", quoted(editions))
	}
	for _, t := range d.translations {
		translations = append(translations, fmt.Sprintf("%s: [%s]", t.lang, quoted(t.patterns)))
	}
	if len(translations) > 0 {
		said += fmt.Sprintf(", translations: {%s}", strings.Join(translations, ", "))
	}
	return Choice{Source: source, Work: w.ID, Files: w.Files, Why: d.why, Manifest: "works: [{" + said + "}]"}
}

func quoted(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = fmt.Sprintf("%q", s)
	}
	return strings.Join(out, ", ")
}

func (g *gatherer) work(id string) *law.Work {
	for i := range g.works {
		if g.works[i].ID == id {
			return &g.works[i]
		}
	}
	return nil
}

func (g *gatherer) result() *Result {
	o := g.c.options
	out := &law.Commons{Title: o.Title, URL: o.URL, Lang: o.Lang, Sources: g.sources, Works: g.works, Amendments: g.amendments, Acts: g.acts}
	sortRecords(out)
	for _, id := range slices.Sorted(mapKeys(g.movements)) {
		if m := g.movements[id]; len(m.Works) > 0 || m.Declared {
			out.Movements = append(out.Movements, *m)
		}
	}
	slices.SortFunc(out.Works, func(a, b law.Work) int { return strings.Compare(a.ID, b.ID) })
	if out.Title == "" {
		out.Title = g.title(out)
	}
	return &Result{Commons: out, Problems: report.Sort(g.problems), Choices: g.choices, Lock: g.lock, Mends: g.mends, Incomplete: g.incomplete}
}

// title is the only work's, else the first movement's name with the number of others.
func (g *gatherer) title(c *law.Commons) string {
	originals := slices.DeleteFunc(slices.Clone(c.Works), func(w law.Work) bool { return w.TranslationOf != "" || w.Ended != nil })
	switch {
	case len(originals) == 1:
		return originals[0].Title
	case len(c.Movements) == 1:
		return c.Movements[0].Name
	}
	return "Commons"
}
