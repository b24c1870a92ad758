package site

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"sync"

	"polity/commons/collect"
	"polity/commons/decision"
	"polity/commons/law"
	"polity/commons/manifest"
	"polity/commons/report"
	"polity/content"
	"polity/diff/family"
	"polity/diff/lineage"
	"polity/diff/proposal"
	"polity/diff/reuse"
	"polity/site/export"
	"polity/site/message"
	"polity/site/model"
	"polity/site/publish"
	"polity/site/render"
)

// Options say what to build and where. The zero value builds the sample commons
// nowhere: Out is needed.
type Options struct {
	Args     []string // sources as they were named; empty: what Manifest names, else the sample commons
	Manifest []byte   // polity.yaml of the folder Base; nil without
	Base     string   // the folder that paths in Manifest start from
	Out      string   // folder for the site
	Force    bool     // replace a folder that polity did not make
	Title    string   // of the commons; "" leaves it to the manifest, then to the works
	URL      string   // where the site will stand; "" unknown
	Lang     string   // of the interface; "" leaves it to the manifest, then English
	Theme    fs.FS    // files that replace those of the default theme; nil without
	Cache    string   // folder for clones and results; "" keeps none
	Offline  bool
	Program  string    // names the running program; results are kept only for it; "" keeps none
	Workers  int       // how much is done at once; 0: one thing at a time
	Workshop *Workshop // what earlier builds of this process remember; nil: nothing
	Progress func(Progress)

	problems []report.Problem // of Manifest
}

// ready fills in what nobody gave.
func (o Options) ready() Options {
	if o.Progress == nil {
		o.Progress = func(Progress) {}
	}
	if o.Workshop == nil {
		o.Workshop = &Workshop{}
	}
	return o
}

// Drawing is Progress.What while pages are drawn, which comes after everything is read.
const Drawing = "pages"

// Progress is one step under way. Total is 0 while unknown.
type Progress struct {
	What        string
	Done, Total int
}

// Result is what a build made and found wanting.
type Result struct {
	Unchanged bool // the site was already built from just this
	Works     int
	Versions  int
	Changes   int
	Clauses   int // in the texts in force
	Pages     int
	Files     publish.Result
	Problems  []report.Problem
	Choices   []collect.Choice
	Mends     []collect.Mend // incomplete clones; the command is for the terminal
}

// Build makes a site and puts it at o.Out, whole or not at all: on any error what
// was there before stands untouched. Where the site there was built from just the
// same sources and settings by the same program, nothing is read or written and
// Result says so.
func Build(ctx context.Context, o Options) (*Result, error) {
	o, c, err := open(o)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	key, err := buildKey(o, c)
	if err != nil {
		return nil, err
	}
	if !o.Force && key != "" && publish.Current(o.Out, key) {
		return &Result{Unchanged: true}, nil
	}
	defer o.Workshop.results.Save()
	s, err := survey(ctx, o, c)
	if err != nil {
		return nil, err
	}
	if err := c.Close(); err != nil { // pages never go to git, whose indices would take memory until the last is drawn
		return nil, err
	}
	res := summary(s)
	if s.Incomplete {
		key = "" // what is mended leaves every reference as it was: nothing would tell
	}
	res.Files, err = publish.Dir(o.Out, publish.Options{Key: key, Force: o.Force}, func(w *publish.Writer) error { return write(ctx, o, s, w) })
	return res, err
}

// open settles what is to be read and opens it.
func open(o Options) (Options, *collect.Collection, error) {
	o, sources, err := settle(o.ready())
	if err != nil {
		return o, nil, err
	}
	c, err := collect.Open(collect.Options{
		Sources: sources, Cache: o.Cache, Offline: o.Offline, Results: o.Workshop.keeper(o), Title: o.Title, URL: o.URL, Lang: o.Lang,
		Progress: func(p collect.Progress) { o.Progress(Progress{p.Source + ": " + p.Stage, p.Done, p.Total}) },
	})
	return o, c, err
}

// buildKey names all that a site depends on; "" where the program is not known.
func buildKey(o Options, c *collect.Collection) (string, error) {
	if o.Program == "" {
		return "", nil
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s %s %q %q %q\n", o.Program, c.Fingerprint(), o.Title, o.URL, o.Lang)
	if o.Theme != nil {
		if err := hashFolder(h, o.Theme); err != nil {
			return "", fmt.Errorf("reading the theme: %w", err)
		}
	}
	return fmt.Sprintf("%x", h.Sum(nil)), nil
}

// hashFolder writes every file of a folder, in order, into w.
func hashFolder(w interface{ Write([]byte) (int, error) }, folder fs.FS) error {
	return fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(folder, name)
		fmt.Fprintf(w, "%q %d\n", name, len(b))
		w.Write(b)
		return err
	})
}

// Survey is everything that is known before the first page is drawn.
type Survey struct {
	Commons   *law.Commons
	Histories map[string]*lineage.History // by work ID
	Kin       *family.Kin
	Reuse     *reuse.Result // nil for a single work
	Elsewhere model.Elsewhere
	Decided   *decision.Result
	Proposals map[string]*proposal.Book // by work ID
	Plan      *model.Site
	Problems  []report.Problem
	Choices   []collect.Choice
	Mends     []collect.Mend // incomplete clones; the command is for the terminal
	Lock      manifest.Lock

	Incomplete bool // something that the sources name could not be read
}

// Look reads, traces and plans what Build would draw, and writes nothing.
func Look(ctx context.Context, o Options) (*Survey, error) {
	o, c, err := open(o)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	defer o.Workshop.results.Save()
	return survey(ctx, o, c)
}

// survey gathers, traces every work, and plans the pages.
func survey(ctx context.Context, o Options, c *collect.Collection) (*Survey, error) {
	g, err := c.Gather()
	if err != nil {
		return nil, err
	}
	words, err := message.Load(languages(), g.Commons.Lang)
	if err != nil {
		return nil, err
	}
	s := &Survey{Commons: g.Commons, Histories: map[string]*lineage.History{}, Problems: report.Sort(append(o.problems, g.Problems...)), Choices: g.Choices, Mends: g.Mends, Lock: g.Lock, Incomplete: g.Incomplete}
	for i := range g.Commons.Works {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		w := &g.Commons.Works[i]
		s.Histories[w.ID] = lineage.Trace(w, lineage.Options{
			Compare: o.Workshop.compare, Workers: o.Workers,
			Progress: func(done, total int) { o.Progress(Progress{w.ID + ": compare", done, total}) },
		})
	}
	s.Proposals = map[string]*proposal.Book{}
	for i := range g.Commons.Works {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		w := &g.Commons.Works[i]
		s.Proposals[w.ID] = proposal.Weigh(w, proposal.Options{
			Compare: o.Workshop.compare, Amendments: recordsOf(g.Commons, w.ID),
			Progress: func(done, total int) { o.Progress(Progress{w.ID + ": proposals", done, total}) },
		})
	}
	related := kinship(s)
	s.Kin = family.Find(related)
	if len(g.Commons.Works) > 1 { // nobody takes anything from nobody
		s.Reuse = reuse.Trace(g.Commons, reuse.Options{Workers: o.Workers, Upstream: s.Kin.Upstreams(), Cache: &o.Workshop.reuse, Progress: func(stage string, done, total int) { o.Progress(Progress{stage, done, total}) }})
		s.Kin = s.Kin.Reconsider(related, s.Reuse)
		s.Kin.Sift(g.Commons, s.Reuse)
	}
	s.Elsewhere = elsewhere(s)
	s.Decided = decided(s)
	s.Plan = model.Plan(model.Input{Commons: g.Commons, Histories: s.Histories, Kin: s.Kin, Reuse: s.Reuse, Elsewhere: s.Elsewhere, Decided: s.Decided, Proposals: s.Proposals, Catalogue: words, Problems: s.Problems, Instrument: steps(words), Compare: o.Workshop.compare})
	return s, nil
}

// decided weighs what the movements recorded, with the clauses that were traced.
func decided(s *Survey) *decision.Result {
	in := decision.Input{Commons: s.Commons, Traces: make(map[string]decision.Trace, len(s.Histories))}
	for i := range s.Commons.Works {
		w := &s.Commons.Works[i]
		h := s.Histories[w.ID]
		in.Traces[w.ID] = decision.Trace{WIDs: h.WIDs, Effects: func(change int) []law.Effect { return h.Effects(w, change) }}
	}
	return decision.Weigh(in)
}

// recordsOf are the records of a work's amendments.
func recordsOf(c *law.Commons, work string) []law.Amendment {
	var out []law.Amendment
	for _, a := range c.Amendments {
		if a.Work == work {
			out = append(out, a)
		}
	}
	return out
}

// kinship is what package family needs to find the forks among the works: these, with the
// clauses that were traced.
func kinship(s *Survey) family.Input {
	in := family.Input{Commons: s.Commons, Traced: make(map[string]family.Traced, len(s.Histories))}
	for id, h := range s.Histories {
		in.Traced[id] = family.Traced{WIDs: h.WIDs, Changes: h.Changes}
	}
	return in
}

func languages() fs.FS {
	sub, err := fs.Sub(content.FS, "languages")
	if err != nil {
		panic(err) // the folder is compiled in
	}
	return sub
}

// write draws every page and writes every file. Pages are drawn by several
// goroutines; the order in which they are done changes nothing.
func write(ctx context.Context, o Options, s *Survey, w *publish.Writer) error {
	r, err := render.New(render.Options{Overlay: o.Theme, Words: s.Plan.Words})
	if err != nil {
		return err
	}
	for _, a := range r.Assets() {
		if err := w.WriteFile(a.Name, a.Data); err != nil {
			return err
		}
	}
	draw := func(i int) error {
		page := s.Plan.Page(i)
		return r.Page(file{w, page.Path}, page)
	}
	o.Progress(Progress{Drawing, 0, len(s.Plan.Pages)})
	if err := each(ctx, len(s.Plan.Pages), o.Workers, func(done int) { o.Progress(Progress{Drawing, done, len(s.Plan.Pages)}) }, draw); err != nil {
		return err
	}
	if err := w.WriteFile(manifest.LockName, s.Lock.Encode()); err != nil {
		return err
	}
	files := export.Files(s.Plan)
	return each(ctx, len(files), o.Workers, func(int) {}, func(i int) error {
		var b bytes.Buffer
		if err := files[i].Write(&b); err != nil {
			return fmt.Errorf("%s: %w", files[i].Path, err)
		}
		return w.WriteFile(files[i].Path, b.Bytes())
	})
}

// file is one file of a site for those who write it whole, at once.
type file struct {
	site *publish.Writer
	name string
}

func (f file) Write(data []byte) (int, error) { return len(data), f.site.WriteFile(f.name, data) }

// each calls fn for 0 to n-1 from so many goroutines and stops at the first error.
func each(ctx context.Context, n, workers int, progress func(done int), fn func(int) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var (
		wg         sync.WaitGroup
		mu         sync.Mutex
		next, done int
	)
	take := func() int {
		mu.Lock()
		defer mu.Unlock()
		next++
		return next - 1
	}
	for range max(1, min(workers, n)) {
		wg.Go(func() {
			for i := take(); i < n && ctx.Err() == nil; i = take() {
				if err := fn(i); err != nil {
					stop(err)
					return
				}
				mu.Lock()
				done++
				progress(done)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return nil
}

func summary(s *Survey) *Result {
	r := &Result{Pages: len(s.Plan.Pages), Problems: s.Problems, Choices: s.Choices, Mends: s.Mends}
	for i := range s.Commons.Works {
		w := &s.Commons.Works[i]
		r.Works++
		r.Versions += len(w.Versions)
		r.Changes += len(w.Changes)
		r.Clauses += headed(w)
	}
	return r
}

// headed counts the clauses of the text in force as readers see them.
func headed(w *law.Work) int {
	n, v := 0, w.Current()
	if v < 0 {
		return 0
	}
	for i := range w.Versions[v].Text.Clauses {
		if w.Versions[v].Text.Clauses[i].Headed() {
			n++
		}
	}
	return n
}
