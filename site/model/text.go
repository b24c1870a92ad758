package model

import (
	"slices"
	"strings"
	"sync"
	"weak"

	"polity/commons/law"
	"polity/site/address"
)

// maxNest is how deep blocks are nested on a page. What hangs deeper in a text is
// set beside its ancestor there; no law is nested so deep, but hostile files are.
const maxNest = 40

// setter lays out a text, or one clause of it, for a page.
type setter struct {
	*outline
	b       *builder
	w       *work
	version int
	backs   map[int][]string    // by footnote: links to its marks so far
	here    func(i int) bool    // whether unit i is shown on this page
	margins *margins            // nil: none
	margin  func(i int) *Margin // what stands beside a headed unit instead; nil: margins say
	prefix  string              // of all ids, where several texts stand on one page; references are plain links then
	without map[int][]Span      // units that are left out, and what is said in their place
	hidden  int                 // the unit whose heading is the page's title; -1 without
	lift    int                 // how many ranks headings rise: on a clause's own page those under it follow its title
}

// outline is what the layout of a text needs to know of it. It does not change and
// may be shared.
type outline struct {
	t     *law.Text
	roots []int          // units without parent
	below [][]int        // children of each unit
	feet  []int          // those that are footnotes
	notes map[string]int // footnotes by label
	refs  *references
}

func newOutline(t *law.Text) *outline {
	o := &outline{t: t, below: make([][]int, len(t.Clauses)), notes: map[string]int{}}
	for i := range t.Clauses {
		c := &t.Clauses[i]
		if c.Parent >= 0 {
			o.below[c.Parent] = append(o.below[c.Parent], i)
		} else {
			o.roots = append(o.roots, i)
		}
		if c.Kind == law.Footnote {
			o.feet = append(o.feet, i)
			if _, twice := o.notes[c.Label]; !twice {
				o.notes[c.Label] = i
			}
		}
	}
	o.refs = newReferences(t, o.below)
	return o
}

// outlines are those of a work's versions. That of the text in force is kept, for most
// clauses' pages are made from it; another, which the pages of clauses that went with it
// share, only as long as memory lasts.
type outlines struct {
	current func() *outline
	mu      sync.Mutex
	others  map[int]weak.Pointer[outline] // by version
}

func (w *work) outlineOf(version int) *outline {
	if version == w.current {
		return w.outlines.current()
	}
	o := &w.outlines
	o.mu.Lock()
	kept := o.others[version].Value()
	o.mu.Unlock()
	if kept != nil {
		return kept
	}
	made := newOutline(w.text(version))
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.others == nil {
		o.others = map[int]weak.Pointer[outline]{}
	}
	o.others[version] = weak.Make(made)
	return made
}

// setter lays out a version.
func (b *builder) setter(w *work, version int) *setter {
	return &setter{
		outline: w.outlineOf(version), b: b, w: w, version: version,
		backs: map[int][]string{}, here: func(int) bool { return true }, hidden: -1,
	}
}

// standsAlone reports whether readers see a headed clause as a part of the text
// with a heading of its own, and not as a numbered paragraph of the clause above.
func standsAlone(c *law.Clause) bool {
	switch c.Kind {
	case law.Preface, law.Preamble, law.Book, law.Part, law.Title, law.Chapter, law.Subchapter, law.Division, law.Section, law.Article,
		law.Rule, law.Level, law.Attachment, law.Transitional, law.Conclusions:
		return true
	}
	return c.Level > 0
}

// rank is the level of heading under which a unit stands, 2 to 6; 0 where it has
// none.
func rank(t *law.Text, i int) int {
	if !standsAlone(&t.Clauses[i]) || !t.Clauses[i].Headed() {
		return 0
	}
	n := 2
	for up := t.Clauses[i].Parent; up >= 0 && n < 6; up = t.Clauses[up].Parent {
		if standsAlone(&t.Clauses[up]) && t.Clauses[up].Kind != law.Preface {
			n++
		}
	}
	return n
}

// blocks groups units that are set alike. Footnotes are left out: see noteList.
func (s *setter) blocks(units []int, nest int) []Block {
	var out []Block
	for _, i := range units {
		as := setAs(&s.t.Clauses[i])
		if as == "note" {
			continue
		}
		if as == "table" {
			out = s.table(out, i)
			continue
		}
		if n := len(out); n == 0 || out[n-1].As != as {
			out = append(out, Block{As: as})
		}
		last := &out[len(out)-1]
		last.Units = append(last.Units, s.unit(i, nest))
	}
	return out
}

// setAs says how a unit is set.
func setAs(c *law.Clause) string {
	switch c.Kind {
	case law.Footnote:
		return "note"
	case law.Table:
		return "table"
	case law.Quote:
		return "quote"
	case law.Verbatim:
		return "verbatim"
	case law.Item, law.Point:
		if c.Bullet || c.Label == "" {
			return "bullets"
		}
		return "items"
	}
	if c.Headed() {
		return "clauses"
	}
	return "paragraphs"
}

// table adds a table: its own words as a paragraph, then its rows.
func (s *setter) table(out []Block, i int) []Block {
	c := &s.t.Clauses[i]
	if c.Text != "" || c.Label != "" {
		out = append(out, Block{As: "paragraphs", Units: []Unit{{ID: s.prefix + c.EID, Kind: string(c.Kind), Label: c.Label, Text: s.own(i)}}})
	}
	var rows []Row
	for _, r := range s.below[i] {
		rows = append(rows, Row{ID: s.prefix + s.t.Clauses[r].EID, Cells: s.cells(r)})
	}
	return append(out, Block{As: "table", Rows: rows})
}

// cells cuts a row where a span opens a cell; without such spans at tabs.
func (s *setter) cells(i int) [][]Span {
	c := &s.t.Clauses[i]
	spans := c.Spans
	if !slices.ContainsFunc(spans, func(p law.Span) bool { return p.Style&law.Cell != 0 }) {
		var cells [][]Span
		for cell := range strings.SplitSeq(c.Text, "\t") {
			cells = append(cells, s.spans(i, []law.Span{{Text: cell}}, cell))
		}
		return cells
	}
	var cells [][]Span
	for start := 0; start < len(spans); {
		end := start + 1
		for end < len(spans) && spans[end].Style&law.Cell == 0 {
			end++
		}
		cell := slices.Clone(spans[start:end])
		cell[0].Text = strings.TrimPrefix(cell[0].Text, "\t")
		cell[len(cell)-1].Text = strings.TrimSuffix(cell[len(cell)-1].Text, "\t")
		cells = append(cells, s.spans(i, cell, ""))
		start = end
	}
	return cells
}

// unit lays out one unit with what hangs under it.
func (s *setter) unit(i, nest int) Unit {
	c := &s.t.Clauses[i]
	u := Unit{ID: s.prefix + c.EID, Kind: string(kindOr(c.Kind)), Label: c.Label, Headed: c.Headed(), Rank: rank(s.t, i), Text: s.own(i)}
	if u.Rank > 0 {
		u.Rank = max(2, u.Rank-s.lift)
	}
	if i == s.hidden {
		u.Rank = 0
	} else if c.Heading != "" {
		u.Heading = s.spans(i, c.HeadingSpans, c.Heading)
	}
	if u.Headed {
		u.Href = s.b.to(s.w.page(s.version, i))
		switch {
		case i == s.hidden:
		case s.margin != nil:
			u.Margin = s.margin(i)
		case s.margins != nil:
			u.Margin = s.margins.of(s.w.history.WIDs[s.version][i])
		}
	}
	if why, out := s.without[i]; out {
		u.Absent, u.Text, u.Margin = true, why, nil
		return u
	}
	if nest < maxNest {
		u.Blocks = s.blocks(s.below[i], nest+1)
	} else if nest == maxNest {
		u.Blocks = s.blocks(s.all(i), nest+1)
	}
	return u
}

// all are the units anywhere below one, in order.
func (s *setter) all(i int) []int {
	var out []int
	for j := i + 1; j < len(s.t.Clauses) && s.t.Clauses[j].Depth > s.t.Clauses[i].Depth; j++ {
		out = append(out, j)
	}
	return out
}

// noteList are the footnotes: all of them, or those referred to so far.
func (s *setter) noteList(all bool) []Note {
	var out []Note
	for _, i := range s.feet {
		c := &s.t.Clauses[i]
		if !all && s.backs[i] == nil {
			continue
		}
		n := Note{ID: s.prefix + c.EID, Label: c.Label, Text: s.own(i), Blocks: s.blocks(s.below[i], 1)}
		out = append(out, n)
	}
	for k := range out {
		out[k].Backs = s.backs[s.t.Find(strings.TrimPrefix(out[k].ID, s.prefix))]
	}
	return out
}

// bareParagraph reports whether a clause is a paragraph that some texts set as a
// heading («#### ○２»): its number alone tells nobody what they would find there.
func bareParagraph(c *law.Clause) bool {
	switch c.Kind {
	case law.Labelled, law.Subpara, law.Point, law.Item:
		return c.Heading == ""
	}
	return false
}

// contents is the tree of the clauses that stand on their own.
func (s *setter) contents(units []int, nest int) []Entry {
	var out []Entry
	for _, i := range units {
		c := &s.t.Clauses[i]
		var under []Entry
		if nest < maxNest {
			under = s.contents(s.below[i], nest+1)
		}
		if rank(s.t, i) == 0 || i == s.hidden || bareParagraph(c) {
			out = append(out, under...)
			continue
		}
		e := Entry{Label: c.Label, Heading: c.Heading, Href: address.Fragment(c.EID), Entries: under}
		if e.Label == "" && e.Heading == "" {
			e.Heading = s.b.words.Text("kind." + string(kindOr(c.Kind)))
		}
		e.Struck = c.Text == "" && len(s.below[i]) == 0 && (c.Kind == law.Article || c.Kind == law.Section || c.Kind == law.Rule)
		out = append(out, e)
	}
	return out
}
