package model

// Home is the commons.
type Home struct {
	Movements []MovementCard
	Latest    []ChangeCard // over all works, newest first
	Counts    []Count      // movements, works, clauses, changes
	Sources   []SourceRow
	Problems  []Problem
}

func (*Home) body() {}

// MovementCard is a movement in a list.
type MovementCard struct {
	Link
	Place   string
	Founded Moment // zero where unknown
	Works   []WorkCard
}

// WorkCard is a work in a list.
type WorkCard struct {
	Link
	Kind     string // «Constitution»
	Language string // by its own name
	Counts   []string
	First    Moment // first change
	Last     Moment // last change
	LastHref string
	Editions []Link      // translations, or the original
	Strip    []StripMark // its changes in StripColumns columns over the life of the commons
}

// Movement is the page of one movement.
type Movement struct {
	Place     string
	Founded   Moment
	Home      *Link
	Contact   *Link
	Languages []string // by their own names
	Declared  bool     // it says itself who it is; false where the name was taken from the repository
	PartOf    []Circle
	Members   []Circle
	Works     []WorkCard
	Latest    []ChangeCard
	Acts      []ActCard // its latest decisions, newest first
	More      []Link    // its circle, what applies to it, its accords
	Sources   []SourceRow
}

func (*Movement) body() {}

// Circle is another movement, wider or narrower.
type Circle struct {
	Link          // Href "" where that movement is not in this commons
	Mutual bool   // both sides say so
	Text   string // «both say so», «only this side says so», …
}

// SourceRow is one place that was read.
type SourceRow struct {
	Link
	Ref    string
	Commit string
	Short  string
	Works  []Link
}

// History is the page of every change of a work.
type History struct {
	Years     []Year // newest first
	Timeline  Timeline
	Counts    []Count
	Editorial int          // changes that are folded
	Versions  []VersionRow // newest first: those with a page
	Note      string       // which versions have a page and why not all; "" where all do
	Problems  []Problem
}

func (*History) body() {}

// Year is the changes of one year, newest first. Text is «date unknown» where it is.
type Year struct {
	ID      string // anchor: "x-2015"
	Text    string
	Changes []ChangeCard
}

// VersionRow is a version with a page.
type VersionRow struct {
	VersionID
	Current  bool
	Standing string // «in force», or «the last text»; "" unless Current
	Compare  *Link  // with the named version before it; nil without
}

// Timeline is the changes of a work along a line of TimelineWidth units.
type Timeline struct {
	Marks  []TimelineMark // oldest first
	Ticks  []TimelineTick // years, at most about twelve
	ByTime bool           // positions are dates; false where dates are unknown and the marks are spaced evenly
}

// TimelineWidth is the length of every timeline.
const TimelineWidth = 1000

// TimelineMark is one change.
type TimelineMark struct {
	X         int // 0 to TimelineWidth
	Size      int // 1 to 4: how many clauses it touched
	Href      string
	Text      string // date and sentence
	Editorial bool
	Named     bool
}

// TimelineTick is one year.
type TimelineTick struct {
	X    int
	Text string
}

// Problem is something found wanting while reading.
type Problem struct {
	Severity Mark
	Where    string // path:line:col; "" without
	Message  string
	Advice   string
}

// About explains how to read the site.
type About struct {
	Sections []AboutSection
}

func (*About) body() {}

// AboutSection is one heading with its paragraphs and explained marks.
type AboutSection struct {
	ID      string // anchor: "x-marks"
	Heading string
	Paras   []string
	Marks   []MarkLine
}

// MarkLine explains one mark.
type MarkLine struct {
	Mark
	Meaning string
}

// Index lists the pages of the site.
type Index struct {
	Groups []IndexGroup
}

func (*Index) body() {}

// IndexGroup is the commons' own pages, or those of one work.
type IndexGroup struct {
	Link
	Links []Link
}

// Missing is the page of an address that does not exist.
type Missing struct {
	Works []Link // where a reader may have wanted to go
}

func (*Missing) body() {}

// Redirect leads from a former address to the present one.
type Redirect struct {
	To Link
}

func (*Redirect) body() {}
