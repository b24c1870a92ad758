package model

// Kind says which template draws a page.
type Kind string

// The kinds of page, each with the type of its Body.
const (
	KindHome     Kind = "home"     // *Home: the commons
	KindMovement Kind = "movement" // *Movement
	KindWork     Kind = "work"     // *Reading: the text in force
	KindVersion  Kind = "version"  // *Reading: the text at another version
	KindClause   Kind = "clause"   // *Clause: one clause and its life
	KindHistory  Kind = "history"  // *History: every change of a work
	KindChange   Kind = "change"   // *Change: one change, clause by clause
	KindCompare  Kind = "compare"  // *Compare: two named versions

	KindProposals   Kind = "proposals" // *Proposals: what is proposed for a work
	KindProposal    Kind = "proposal"  // *Proposal: one of them
	KindProposalSet Kind = "set"       // *ProposalSet: the text as it would be if several passed
	KindBallot      Kind = "ballot"    // *Ballot: a sheet to decide on a proposal or a set
	KindContested   Kind = "contested" // *Contested: what is open in the whole commons

	KindAbout       Kind = "about"       // *About: how to read the site
	KindKin         Kind = "kin"         // *Kin: forks and upstream of a work
	KindTranslation Kind = "translation" // *Translation: a translation and its original, clause by clause
	KindLineage     Kind = "lineage"     // *Lineage: the braid of all works
	KindTravel      Kind = "travel"      // *Travel: one clause through all works that have it
	KindPages       Kind = "pages"       // *Index: a list of all pages
	KindMissing     Kind = "missing"     // *Missing: 404
	KindRedirect    Kind = "redirect"    // *Redirect: a former address

	KindRegister  Kind = "register"  // *Register: the amendments of a work
	KindAmendment Kind = "amendment" // *Amendment: one of them
	KindDecisions Kind = "decisions" // *Decisions: the acts on a work
	KindCircle    Kind = "circle"    // *CirclePage: a movement among others, and its acts
	KindApplies   Kind = "applies"   // *AppliesPage: what applies to a movement
	KindApplied   Kind = "applied"   // *AppliedText: the same in full, from one day on
	KindAccord    Kind = "accord"    // *AccordPage: a text of several movements
	KindLedger    Kind = "ledger"    // *LedgerPage: every record, and what is known of who wrote it
)

// Page is one page, ready for a template.
type Page struct {
	Kind Kind
	Path string // the file it is written to: "harrow/art_4/index.html"
	Root string // leads from this page to the folder of the site: "../../", "" at the top, "/base/" on the 404 page where the site's URL is known
	Lang string // of the interface, BCP 47
	Dir  string // of the interface: "ltr" or "rtl"

	Site        Link     // the home of the commons, by its title
	Title       Phrase   // the page's own title, as its h1 and first part of <title>
	Full        string   // for <title>: page, work, commons
	Description string   // one plain sentence for <meta name=description>
	Crumbs      []Link   // from home to the page above this one
	Nav         []Link   // the site's own pages: home, all pages, about
	Work        *WorkBar // the work the page belongs to; nil for pages of the commons
	Status      []Status // what the page is, gravest first; empty where that needs no saying
	Prev, Next  *Link    // neighbours in the natural order of this kind of page; nil at the ends
	Data        []Link   // the same as data, for the foot of the page: JSON, Markdown, plain text, feed
	Head        Head
	Body        Body
}

// Body is the part of a page that belongs to its kind: one of the types listed
// with the kinds.
type Body interface{ body() }

// Phrase is some words and the language they are in. Lang and Dir are "" where
// they are those of the page, so a template writes the attributes only where set.
type Phrase struct{ Text, Lang, Dir string }

// Link is a phrase that leads somewhere.
type Link struct {
	Phrase
	Href    string // relative to the page, or an absolute URL that passed the check; "" where there is nowhere to go
	Current bool   // it is the page itself, or the section that the page belongs to
}

// WorkBar is a work's title and its own navigation.
type WorkBar struct {
	Link              // its text in force
	Movement Link     // who publishes it
	Kind     string   // «Constitution», in the interface's language
	Language string   // the name of the text's language in itself: «Español»
	Tabs     []Link   // text, history, … with the current one marked
	Editions []Link   // the original and its translations, by the names of their languages; empty where there is one only
	Counts   []string // «74 clauses», «12 changes»
}

// Status says plainly what a page is.
type Status struct {
	Key  string // in-force | old | superseded | repealed | draft | proposal | translation | follows | behind | unofficial | editorial
	Text string // one sentence
	Link *Link  // where the other text is; nil without
}

// Moment is a date as readers see it.
type Moment struct {
	ISO  string // YYYY-MM-DD, YYYY-MM or YYYY for <time datetime>; "" where unknown or before year 1
	Text string // in the interface's language; «date unknown» where unknown
	What string // which of the dates it is: «in force», «adopted», «published», «recorded»; "" where unknown
}

// Count is a number with its words.
type Count struct {
	N    int
	Text string // whole: «12 changes»
}

// Head is what stands in a page's <head> beside its title.
type Head struct {
	Canonical string // absolute; "" without a site URL
	NoIndex   bool   // old versions and differences
	Links     []HeadLink
	JSONLD    *Legislation // nil on pages that are no law
}

// HeadLink is one <link>.
type HeadLink struct{ Rel, Href, Type, HrefLang, Title string }

// Piece is part of a sentence: plain words, or a label quoted from a document,
// which a template sets in <bdi> with its language.
type Piece struct {
	Phrase
	Quoted bool
	Exact  bool   // a commit, a digest, a branch or a file's name, which is set so that it can be copied letter by letter
	Href   string // where the quoted clause is shown; "" without
}

// Person is somebody who had a hand in a change.
type Person struct {
	Name string
	Role string // in the interface's language: «author», «with», «recorded by»
}

// Mark names something by a stable key, for classes and icons, and by words.
type Mark struct{ Key, Text string }
