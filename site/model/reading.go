package model

// Reading is a full text: the work in force, or the work at another version.
type Reading struct {
	Lang, Dir string    // of the text
	Title     string    // the text's own title, in Lang; "" where it prints none
	Version   VersionID // which version it is
	Current   bool      // it is the text in force
	Contents  []Entry   // the tree of headed clauses; empty where there are none
	Blocks    []Block   // the text
	Notes     []Note    // its footnotes, in order
	Cite      Cite
	Dates     []DateLine  // proposed, adopted, published, in force: those known
	Facts     []Fact      // files, licence, why this document, derived from
	Made      *ChangeCard // the change that made this version; nil for one off the main line
	Forge     []Link      // the file on its forge: view, history
	Scale     StripScale  // what the columns of the margins' strips are
}

func (*Reading) body() {}

// VersionID is how a version is called.
type VersionID struct {
	Name   string // declared name, tag or release; "" unnamed
	ID     string // as in its address
	Moment Moment
	Commit string // 40 hex digits; "" for a plain folder
	Short  string // its first digits
	Href   string // its page; "" where it has none
}

// Entry is one line of the contents.
type Entry struct {
	Label   string
	Heading string
	Href    string
	Struck  bool // repealed: a heading kept in the text without words below it
	Entries []Entry
}

// Block is a run of units that are set alike, so that a template can open one
// list or one table around them.
type Block struct {
	As    string // "clauses" | "paragraphs" | "bullets" | "items" | "table" | "quote" | "verbatim"
	Units []Unit
	Rows  []Row // of a table; the first may be its head
}

// Unit is one clause of a text: a heading, a paragraph, a list item, with what
// hangs under it.
type Unit struct {
	ID      string // the eId: the id of its element
	Kind    string // law.Kind
	Rank    int    // 2 to 6 for a unit with a heading or a container's label, as h2 to h6; 0 otherwise
	Label   string // as printed; "" unlabelled
	Heading []Span
	Text    []Span
	Headed  bool    // readers see it as a clause of its own
	Href    string  // the clause's page; "" for units without one
	Absent  bool    // it does not apply on this page, and Text says why
	Margin  *Margin // nil for units that are not headed, and on pages without a margin
	Blocks  []Block // what hangs under it
}

// Row is a row of a table.
type Row struct {
	ID    string
	Cells [][]Span
}

// Note is a footnote.
type Note struct {
	ID     string // the eId
	Label  string
	Text   []Span
	Blocks []Block  // further paragraphs
	Backs  []string // hrefs of the places that refer to it, on this page
}

// Span is a run of words in one style, or a line break, or a footnote mark.
type Span struct {
	Text      string
	Emphasis  bool
	Strong    bool
	Code      bool
	Strike    bool
	Super     bool
	Sub       bool
	Underline bool
	Break     bool   // a line break; Text is ""
	Href      string // a checked link written in the text; "" without
	Ref       *Ref   // a cross-reference found in the words; nil without
	Note      *NoteRef
}

// Ref is the target of a cross-reference, with enough of it for a popover.
type Ref struct {
	Href    string
	Label   string
	Heading string
	Snippet string // its first words, at most about 200 characters, cut between words
}

// NoteRef is a footnote mark.
type NoteRef struct {
	ID    string // of the mark itself, so that the note can lead back
	Href  string
	Label string
}

// Margin is what stands beside a clause: when it last changed and how often.
type Margin struct {
	Changed Moment // of the last change to its words; its first reading where it never changed
	Href    string // that change
	Times   int    // changes to its words since its first reading
	Text    string // «changed 3 May 2015, 4 times»
	Strip   Strip
	Says    []Link // reservations and objections to it, and of a translation that its original changed: «Otterby objects»
	Open    *Link  // live proposals that would change it: «2 proposals»; nil for none
}

// Strip is the life of a clause as a row of marks in StripColumns columns over
// the life of the work.
type Strip struct {
	From  int // first column of its life
	To    int // last column of its life
	Marks []StripMark
}

// StripMark is one column in which something happened.
type StripMark struct {
	At  int    // column, from 0
	Key string // the gravest thing: added | edited | moved | removed
}

// StripColumns is the number of columns of every strip.
const StripColumns = 24

// StripScale says what the columns of a page's strips are: equal spans of time
// where dates are known, else equal numbers of changes.
type StripScale struct {
	First, Last Moment
}

// Cite is what a reader copies to point at a text or clause for good.
type Cite struct {
	Text   string // «Constitution of X, Article 4, as of 3 May 2015»
	URL    string // absolute where the site's URL is known, else ""
	Digest string // of the version's canonical text
	SWHID  string // swh:1:rev:… of the commit; "" for a plain folder
	Origin string // where the repository can be fetched; "" unknown
	BibTeX string
}

// DateLine is one of the four dates of a version.
type DateLine struct {
	What string
	Moment
}

// Fact is a line of what is known about a work.
type Fact struct {
	Name  string
	Value []Piece
}
