package model

// Lineage is the page of all descent in the commons: the braid, and a table that says
// the same.
type Lineage struct {
	Counts []Count
	Braid  Braid
	Groups []BraidGroup // where there are too many works for one picture, each group's own; nil else
	Rows   []LineageRow // in the order of the braid
	Marks  []MarkLine   // what its lines mean: those that occur
	Routes []Route      // the clauses that travelled furthest, first
	More   string       // how many more clauses travelled; "" for none
}

func (*Lineage) body() {}

// BraidGroup is part of a braid that is unfolded by itself.
type BraidGroup struct {
	Heading Phrase
	Text    string // «5 works»
	Braid   Braid
}

// LineageRow is one work of the braid in words.
type LineageRow struct {
	Link
	ID       string // of the row, by which the script finds its stream
	Depth    int
	Movement Link
	First    Moment // its first text, or of a fork its first change of its own
	Last     Moment
	Changes  string
	From     []Piece // «fork of X, left 5 May 2010», «3 clauses from Y»; nil for a work from nowhere
}

// Route is one clause family in a list.
type Route struct {
	Link
	Text string // «in 4 works, 3 readings»
}

// Braid is a drawing of streams over time, ready to be drawn: all numbers are units
// of a picture Width wide and Height high, already mirrored for a page that runs from
// right to left.
type Braid struct {
	Width, Height int
	Stretched     bool // time is not even: see Label
	Ticks         []TimelineTick
	Streams       []BraidStream
	Lines         []BraidLine
	Knots         []BraidKnot
	Label         string // what the picture shows, in a sentence
}

// BraidStream is one work, or one group of works.
type BraidStream struct {
	Label  Phrase
	Href   string
	Text   string // for whoever points at it
	Row    string // ID of its row in the table
	Y      int
	X1, X2 int  // where it begins and ends; X1 may be beyond X2
	Thick  bool // it stands for several works
	LabelX int
	End    bool // the label ends at LabelX rather than beginning there
	Dots   []BraidDot
}

// BraidDot is a change on a stream.
type BraidDot struct {
	X    int
	Text string // the letter of the reading that begins here; "" for none
}

// BraidLine is a fork's branch or a thread from stream to stream.
type BraidLine struct {
	Kind           string // fork | taken | thread
	Level          string // declared | shared | identical | similar
	X1, Y1, X2, Y2 int
	From, To       int // streams
	Text           string
}

// BraidKnot ties several streams at one time: an accord.
type BraidKnot struct {
	X    int
	Ys   []int // of the streams, from the top
	Href string
	Text string
}
