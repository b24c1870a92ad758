package law

// Kind says what a clause is in its document. The names are those of Akoma Ntoso
// where it has one. The zero value "" is treated as Paragraph.
type Kind string

// The kinds of clause. Containers come first, then the units that carry words.
const (
	Preface      Kind = "preface"      // the document's own title and what stands before the text
	Preamble     Kind = "preamble"     // the preamble, a container
	Recital      Kind = "recital"      // one recital of a preamble
	Book         Kind = "book"         //
	Part         Kind = "part"         //
	Title        Kind = "title"        // a division called «Title», not a heading
	Chapter      Kind = "chapter"      //
	Subchapter   Kind = "subchapter"   //
	Division     Kind = "division"     //
	Section      Kind = "section"      //
	Subsection   Kind = "subsection"   //
	Article      Kind = "article"      //
	Rule         Kind = "rule"         //
	Level        Kind = "level"        // a heading whose rank has no name, with or without a number
	Labelled     Kind = "paragraph"    // a numbered or lettered paragraph
	Subpara      Kind = "subparagraph" // a numbered or lettered paragraph inside a labelled one
	Point        Kind = "point"        //
	Item         Kind = "item"         // a list item, lettered, numbered or bulleted
	Attachment   Kind = "attachment"   // a schedule, annex or appendix
	Transitional Kind = "transitional" // a transitional article
	Conclusions  Kind = "conclusions"  // signatures and closing formula
	Paragraph    Kind = "p"            // an unlabelled paragraph
	Quote        Kind = "quote"        // a quoted paragraph
	Verbatim     Kind = "verbatim"     // preformatted text, white space kept
	Table        Kind = "table"        // a table; its rows are its children
	Row          Kind = "row"          // one row; its cells are parted by a tab in Text and by Cell spans
	Footnote     Kind = "footnote"     // the text of a footnote
)

// Text is the content of one document in one version: all its units in the order
// of the page. The zero value is an empty text.
type Text struct {
	Title   string            // the document's own title; "" where it has none
	Lang    string            // BCP 47; "" where it could not be told
	Files   []string          // the files it was read from, in order, slash-separated
	Front   map[string]string // front matter, scalar values only, keys in lower case; nil without
	Clauses []Clause          // in document order, a parent before its children
}

// Clause is one unit of a text: a heading, a labelled or unlabelled paragraph, a
// list item, a table row or a footnote, with its own words and without those of
// its children. Label, Heading and Text never overlap: the words of the source
// unit are Label, then Heading, then Text.
type Clause struct {
	EID     string // the address in this version, unique in the text: "art_4__sec_2__para_a"
	Kind    Kind
	Label   string // what the text prints to number the unit, as printed: "Article 4", "(a)", "§ 2"; "" unlabelled
	Num     string // the label's number, cleaned for an eId: "4", "a", "3bis", "1-2-3"; "" without
	Heading string // the title beside or below the label; "" without
	Text    string // the unit's own words in Unicode NFC, white space folded, "\n" where the source breaks a line on purpose
	// HeadingSpans and Spans are Heading and Text again with their style and links:
	// their texts, joined, are Heading and Text to the byte. nil means one plain span.
	HeadingSpans []Span
	Spans        []Span
	Parent       int    // index in Text.Clauses, of an earlier clause; -1 at the top
	Depth        int    // number of ancestors
	Level        int    // rank of the heading in the source (Markdown # = 1); 0 where the unit is no heading
	Bullet       bool   // an unnumbered list item: printed with a bullet and no label
	File         int    // index in Text.Files
	Lines        [2]int // first and last line of its own words in that file, 1-based, children excluded
	Source       uint64 // hash of Kind, Label, Heading, Text and spans: equal for units that read and look the same
}

// Span is a run of words in one style. The zero value is an empty plain run.
type Span struct {
	Text  string
	Style Style
	Link  string // target as written in the source, unchecked; "" without
	Note  string // a reference to the footnote with this label; Text is then ""
}

// Style is a set of ways in which a run is set.
type Style uint8

// The styles; they may be combined.
const (
	Emphasis Style = 1 << iota
	Strong
	Code
	Strike
	Superscript
	Subscript
	Underline
	Cell // the run opens a new cell of a table row
)

// Find returns the index of the clause with this eId, or -1. Linear.
func (t *Text) Find(eid string) int {
	for i := range t.Clauses {
		if t.Clauses[i].EID == eid {
			return i
		}
	}
	return -1
}

// Headed reports whether readers see the unit as a clause of its own: it has a
// label or a heading, or is a container. Unlabelled paragraphs, bullets, rows and
// footnotes are shown as part of the clause above them.
func (c *Clause) Headed() bool {
	if c.Heading != "" {
		return true
	}
	switch c.Kind {
	case Paragraph, Quote, Verbatim, Table, Row, Footnote, "":
		return false
	case Item:
		return c.Label != "" && !c.Bullet
	}
	return true
}

// Rooted is the text itself; or, where a clause names as its Parent itself, a later
// clause or one that is not there, a copy in which such clauses stand at the top, so
// that whoever climbs from child to parent arrives. Of clauses written down without a
// Parent, which is then 0, the first stands above all others. nil gives an empty text.
// Linear.
func (t *Text) Rooted() *Text {
	if t == nil {
		return &Text{}
	}
	astray := func(i int) bool { return t.Clauses[i].Parent >= i || t.Clauses[i].Parent < -1 }
	for i := range t.Clauses {
		if astray(i) {
			out := *t
			out.Clauses = append([]Clause{}, t.Clauses...)
			for k := range out.Clauses {
				if astray(k) {
					out.Clauses[k].Parent = -1
				}
			}
			return &out
		}
	}
	return t
}
