package model

import (
	"sync"

	"polity/commons/decision"
	"polity/commons/law"
	"polity/commons/markup"
	"polity/commons/report"
	"polity/diff"
	"polity/diff/family"
	"polity/diff/lineage"
	"polity/diff/proposal"
	"polity/diff/reuse"
	"polity/site/address"
	"polity/site/message"
)

// Input is everything that pages are made of. Only Commons is needed.
type Input struct {
	Commons   *law.Commons
	Histories map[string]*lineage.History // by work ID; a work without one is traced here
	Kin       *family.Kin                 // nil: no work has any
	Proposals map[string]*proposal.Book   // by work ID; a work without one is weighed here
	Reuse     *reuse.Result               // what was inferred from wording; nil: nothing
	Elsewhere Elsewhere                   // what replaces a text, and has its words from where; zero: nothing is known
	Catalogue *message.Catalogue          // words of the interface; nil shows keys
	Problems  []report.Problem            // found while reading; shown on the home page
	Budget    Budget
	Decided   *decision.Result // amendments and decisions weighed; nil: there are none

	// Compare compares two texts for a page, as diff.Compare does, which it is where nil.
	// It is called from several goroutines.
	Compare func(old, new *law.Text) *diff.Comparison

	// Instrument makes the formal instrument that makes one text of another, in the
	// language of the interface, afresh for each page; nil leaves ballots without.
	Instrument func(old, new *law.Text) []Step
}

// Budget bounds how much text is repeated over the site, in bytes for each work. A
// field that is 0 has its default, below 0 is none at all.
type Budget struct {
	// Versions is how much text the pages of versions may hold together; 64 MiB by
	// default. Where the named versions and the last of each day need more, those of
	// each year stand in for the days, and the history page says so.
	Versions int
	// Context is how much unchanged text the pages of changes may hold together; 8 MiB
	// by default. Beyond it they count unchanged clauses instead of showing them.
	Context int
	// Proposals is how much text the differences on the pages of proposals may hold
	// together; 8 MiB by default. Beyond it they only say what each would do.
	Proposals int
}

const (
	defaultVersions = 64 << 20
	defaultContext  = 8 << 20
	defaultProposed = 8 << 20
)

// Site is the plan of a site: which pages there are. It does not change after Plan
// and may be used by several goroutines.
type Site struct {
	Pages   []Listing // home first, then movements, then work by work
	Commons *law.Commons
	Words   *message.Catalogue
	Book    *address.Book

	title        string
	problems     []report.Problem
	works        []*work // as in Commons.Works
	byID         map[string]*work
	movements    map[string]*law.Movement
	titled       map[string]int // how many works bear a title
	kin          kinship
	apart        []string // by place in Commons.Works: see tellApart
	decided      *decision.Result
	filed        filed
	reuse        *reuse.Result
	edgesTo      map[int][]*reuse.Edge // by place in Commons.Works
	elsewhereOf  Elsewhere
	applied      map[string][]law.Date // by movement: the days of which it has the full text of what applied
	translated   map[int]*translated   // by place in Commons.Works
	translations []*translated
	threads      []thread
	sources      map[node][]source // by the clause that a thread ends in
	routes       []route
	routeOf      map[node]int
	accords      []accord
	first        law.Date // of all changes
	last         law.Date

	compare    func(old, new *law.Text) *diff.Comparison
	instrument func(old, new *law.Text) []Step
	mentions   mentions
	digests    sync.Map // *law.Text to its digest: many pages cite the same text
}

// Digest is markup.Digest, taken of each text once.
func (s *Site) Digest(t *law.Text) string {
	if d, ok := s.digests.Load(t); ok {
		return d.(string)
	}
	d := markup.Digest(t)
	s.digests.Store(t, d)
	return d
}

// Listing is what is known of a page before it is built.
type Listing struct {
	Path    string // the file it is written to
	Kind    Kind
	Work    string   // ID of its work; "" for pages of the commons
	NoIndex bool     // kept out of the sitemap and of search engines
	Updated law.Date // of the last change that it shows; "" unknown

	n, m int // which one: change, version, clause, pair of versions, movement; of ballots, a proposal or (-1) a set
}

// Plan lists the pages of a site and builds the indices that its pages are made
// from. It copies no text; its cost is linear in the clauses of all versions, with
// a small constant. The pages come in the same order for the same input.
func Plan(in Input) *Site {
	c := in.Commons
	if c == nil {
		c = &law.Commons{}
	}
	s := &Site{
		Commons: c, Words: in.Catalogue, Book: address.New(c), problems: in.Problems, kin: newKinship(in.Kin), compare: in.Compare, instrument: in.Instrument, elsewhereOf: in.Elsewhere,
		byID: map[string]*work{}, movements: map[string]*law.Movement{}, applied: map[string][]law.Date{}, titled: map[string]int{},
	}
	if s.compare == nil {
		s.compare = new(diff.Comparer).Compare
	}
	s.title = c.Title
	if s.title == "" {
		s.title = s.Words.Text("site.title")
	}
	for i := range c.Movements {
		s.movements[c.Movements[i].ID] = &c.Movements[i]
	}
	for i := range c.Works {
		w := newWork(&c.Works[i], in.Histories[c.Works[i].ID], s.Book.Work(c.Works[i].ID), in.Budget)
		w.propose(in.Proposals[c.Works[i].ID], in.Budget)
		w.index = i
		s.works = append(s.works, w)
		s.byID[w.law.ID] = w
		s.titled[w.law.Title]++
		s.span(w)
	}
	if s.decided = in.Decided; s.decided == nil {
		s.decided = &decision.Result{}
	}
	s.file()
	if s.reuse = in.Reuse; s.reuse == nil {
		s.reuse = &reuse.Result{}
	}
	s.tellApart()
	s.edgesTo = map[int][]*reuse.Edge{}
	for i := range s.reuse.Edges {
		e := &s.reuse.Edges[i]
		s.edgesTo[e.To] = append(s.edgesTo[e.To], e)
	}
	s.findTranslations()
	s.threads = append(s.declaredThreads(), s.inferredThreads()...)
	s.accords = s.findAccords()
	s.findRoutes()
	s.list()
	return s
}

// span widens the life of the commons by that of a work.
func (s *Site) span(w *work) {
	for i := range w.law.Changes {
		d := w.date(i)
		if d != "" && (s.first == "" || d < s.first) {
			s.first = d
		}
		if d > s.last {
			s.last = d
		}
	}
}

// list names all pages.
func (s *Site) list() {
	add := func(l Listing) { s.Pages = append(s.Pages, l) }
	add(Listing{Path: address.Home, Kind: KindHome, Updated: s.last})
	for i := range s.Commons.Movements {
		add(Listing{Path: s.Book.Movement(s.Commons.Movements[i].ID), Kind: KindMovement, n: i})
	}
	for i := range s.works {
		s.works[i].list(add)
		if w := s.works[i]; s.kin.has(w.law.ID) {
			add(Listing{Path: w.at.Forks(), Kind: KindKin, Work: w.law.ID, Updated: w.date(len(w.law.Changes) - 1)})
		}
		if s.translated[i] != nil {
			w := s.works[i]
			add(Listing{Path: w.at.Translation(), Kind: KindTranslation, Work: w.law.ID, Updated: w.date(len(w.law.Changes) - 1)})
		}
		s.listDecided(i, add)
	}
	s.listCircles(add)
	if len(s.works) > 1 {
		add(Listing{Path: address.Lineage, Kind: KindLineage, Updated: s.last})
	}
	for i := range s.routes {
		add(Listing{Path: address.Travel(s.routes[i].name), Kind: KindTravel, n: i})
	}
	if s.proposed() {
		add(Listing{Path: address.Proposals, Kind: KindContested})
	}
	add(Listing{Path: address.About, Kind: KindAbout})
	add(Listing{Path: address.Pages, Kind: KindPages})
	add(Listing{Path: address.Missing, Kind: KindMissing, NoIndex: true})
}

// list names the pages of one work: the text, its history, changes, versions,
// comparisons, clauses, and former addresses.
func (w *work) list(add func(Listing)) {
	id, changes := w.law.ID, len(w.law.Changes)
	last := w.date(changes - 1)
	add(Listing{Path: w.at.Text(), Kind: KindWork, Work: id, Updated: last})
	add(Listing{Path: w.at.History(), Kind: KindHistory, Work: id, Updated: last})
	for i := range changes {
		add(Listing{Path: w.at.Change(i + 1), Kind: KindChange, Work: id, NoIndex: true, Updated: w.date(i), n: i})
	}
	for _, v := range w.pages {
		add(Listing{Path: w.at.Version(w.versions[v]), Kind: KindVersion, Work: id, NoIndex: true, Updated: w.law.Versions[v].Dates.Best(), n: v})
	}
	for i := 1; i < len(w.named); i++ {
		a, b := w.named[i-1], w.named[i]
		add(Listing{Path: w.compare(a, b), Kind: KindCompare, Work: id, NoIndex: true, Updated: w.law.Versions[b].Dates.Best(), n: a, m: b})
	}
	w.listProposals(add)
	for i := range w.clauses {
		c := &w.clauses[i]
		add(Listing{Path: w.at.Clause(c.name), Kind: KindClause, Work: id, Updated: w.date(c.lastTouch()), n: i})
	}
	for _, r := range w.redirects {
		add(Listing{Path: w.at.Clause(r.name), Kind: KindRedirect, Work: id, NoIndex: true, n: r.clause})
	}
}

// Page builds page i. It is a pure function of the plan: the same page each time.
func (s *Site) Page(i int) *Page {
	l := s.Pages[i]
	b := &builder{site: s, words: s.Words, path: l.Path, work: s.byID[l.Work]}
	if l.Kind == KindMissing {
		b.base = address.Base(s.Commons.URL)
	}
	p := b.frame(l)
	switch l.Kind {
	case KindHome:
		p.Body = b.home(p)
	case KindMovement:
		p.Body = b.movement(p, &s.Commons.Movements[l.n])
	case KindWork:
		p.Body = b.reading(p, b.work.current)
	case KindVersion:
		p.Body = b.version(p, l.n)
	case KindHistory:
		p.Body = b.historyPage(p)
	case KindKin:
		p.Body = b.kin(p)
	case KindTranslation:
		p.Body = b.translation(p)
	case KindLineage:
		p.Body = b.lineage(p)
	case KindTravel:
		p.Body = b.travel(p, l.n)
	case KindChange:
		p.Body = b.change(p, l.n)
	case KindCompare:
		p.Body = b.comparePage(p, l.n, l.m)
	case KindClause:
		p.Body = b.clausePage(p, l.n)
	case KindProposals:
		p.Body = b.proposals(p)
	case KindProposal:
		p.Body = b.proposal(p, l.n)
	case KindProposalSet:
		p.Body = b.proposalSet(p, l.n)
	case KindBallot:
		if l.n < 0 {
			p.Body = b.setBallot(p, l.m)
		} else {
			p.Body = b.ballot(p, l.n)
		}
	case KindContested:
		p.Body = b.contested(p)
	case KindAbout:
		p.Body = b.about(p)
	case KindPages:
		p.Body = b.allPages(p)
	case KindMissing:
		p.Body = b.missing(p)
	case KindRedirect:
		p.Body = b.redirect(p, l.n)
	default:
		p.Body = b.decidedPage(p, l)
	}
	b.finish(p)
	return p
}
