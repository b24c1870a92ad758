package markup

import (
	"strings"

	"polity/commons/law"
)

// assembly puts the units of a document into their order and gives each its
// parent, its kind and its address.
type assembly struct {
	t         *law.Text
	names     *names
	open      []frame // the divisions that are open, outermost first
	series    []frame // the numbered paragraphs that are open in the innermost division
	notes     []law.Clause
	sectionUp bool     // sections stand above articles, as in Spanish and French law
	preamble  bool     // inside a preamble
	last      [17]mark // the label of the last division of each rank
}

// A frame is a unit under which others may come to stand.
type frame struct {
	index int
	level int // rank of the heading, or below all headings for a division named in the text
	rank  int // rank of its kind
	kind  law.Kind
	mark  mark
	inner bool // the mark opens the words of the unit: «1. (1) The board»
}

const runInLevel = 7 // below the six levels of headings

// assemble fills t with the units of sources.
func (p *Parser) assemble(t *law.Text, sources []*source) {
	total := 0
	for _, s := range sources {
		for _, part := range s.parts {
			total += len(part.units)
		}
	}
	t.Clauses = make([]law.Clause, 0, total)
	p.names.start(total)
	a := assembly{t: t, names: &p.names}
	plan := survey(sources)
	a.sectionUp = plan.sectionUp
	seen := 0
	for file, s := range sources {
		for _, part := range s.parts {
			base := len(t.Clauses)
			for i := range part.units {
				a.add(&part.units[i], file, part.line+1, base, seen, plan)
				seen++
			}
		}
	}
	for i := range a.notes {
		c := &a.notes[i]
		c.EID = a.names.name(nil, c, &unit{})
		t.Clauses = append(t.Clauses, *c)
	}
}

// outline is what has to be known of a whole document before its first unit is
// placed.
type outline struct {
	title     int  // the unit that is the document's title, -1 without
	last      int  // the last unit that has a label or heading, attachments aside
	sectionUp bool // the first section stands before the first article
}

// survey finds the outline. The title is the first heading where it is of the
// first level and no other heading stands beside it, or only numbered ones, or one
// directly below it; in plain text the first line, where divisions follow.
func survey(sources []*source) outline {
	o := outline{title: -1, last: -1}
	var first *unit
	n, at, beside, numbered, below := 0, -1, 0, 0, false
	section, article, attached := -1, -1, false
	for _, s := range sources {
		for _, part := range s.parts {
			for i := range part.units {
				u := &part.units[i]
				n++
				if u.role > asNumbered {
					continue
				}
				attached = attached || u.c.Kind == law.Attachment
				if !attached {
					o.last = n - 1
				}
				if u.role == asNumbered {
					continue
				}
				if section < 0 && u.c.Kind == law.Section {
					section = n
				}
				if article < 0 && u.c.Kind == law.Article {
					article = n
				}
				switch {
				case first == nil:
					first, at = u, n-1
				case u.c.Level == first.c.Level && u.role == first.role:
					beside++
					below = below || n-1 == at+1
					if u.c.Label != "" || u.c.Kind != law.Level {
						numbered++
					}
				}
			}
		}
	}
	o.sectionUp = section >= 0 && article >= 0 && section < article
	if first == nil || first.c.Label != "" || first.c.Kind != law.Level || at > 3 || n == at+1 {
		return o
	}
	plainTitle := first.role == asRunIn && first.c.Heading != "" && beside > 0
	if plainTitle || first.c.Level == 1 && first.role == asHeading && (beside == numbered || below) {
		o.title = at
	}
	return o
}

// add places one unit.
func (a *assembly) add(u *unit, file, line, base, seen int, plan outline) {
	if u.whole != nil && !a.fits(u.mark) {
		u = u.whole
	}
	list, index := &a.t.Clauses, len(a.t.Clauses)
	if u.role == asNote {
		list, index = &a.notes, len(a.notes)
	}
	*list = append(*list, u.c)
	c := &(*list)[index] // in its place at once: a clause is large, and texts have many
	c.File = file
	c.Lines[0] += line
	c.Lines[1] += line
	c.Parent = -1
	switch u.role {
	case asNote:
		c.Source = withKind(u.hash, c.Kind)
		return
	case asHeading, asRunIn:
		a.division(u, c, index, seen == plan.title)
	case asNumbered:
		a.numbered(u, c, index, base)
	case asNested:
		if u.up >= 0 {
			c.Parent = int(u.up) + base
		} else {
			c.Parent = a.top()
		}
	default:
		a.plain(c, index, seen > plan.last)
	}
	if c.Parent >= 0 {
		c.Depth = a.t.Clauses[c.Parent].Depth + 1
	}
	c.Source = withKind(u.hash, c.Kind)
	c.EID = a.names.name(a.t.Clauses, c, u)
}

// plain places a paragraph without a label. A recital is one only in a preamble or
// before the first division, a closing formula only after the last.
func (a *assembly) plain(c *law.Clause, index int, after bool) {
	switch {
	case c.Kind == law.Recital && !a.preamble && len(a.open) > 0, c.Kind == law.Conclusions && !after:
		c.Kind = law.Paragraph
	case c.Kind == law.Conclusions:
		if len(a.open) > 0 && a.open[0].level == 0 {
			c.Kind = law.Paragraph
			break
		}
		a.open = append(a.open[:0], frame{index: index, kind: law.Conclusions})
		a.series = a.series[:0]
		return
	}
	c.Parent = a.top()
}

func (a *assembly) top() int {
	if len(a.open) == 0 {
		return -1
	}
	return a.open[len(a.open)-1].index
}

// division places a heading or a run-in label and opens it.
func (a *assembly) division(u *unit, c *law.Clause, index int, title bool) {
	a.series = a.series[:0]
	if title {
		c.Kind = law.Preface
		a.t.Title = strings.ReplaceAll(c.Heading, "\n", " ")
		a.open = a.open[:0]
		return
	}
	f := frame{index: index, level: c.Level, kind: c.Kind, mark: u.mark, rank: a.rank(c.Kind, u.mark)}
	if u.role == asRunIn {
		f.level = runInLevel
	}
	for len(a.open) > 0 && !a.holds(a.open[len(a.open)-1], f) {
		a.open = a.open[:len(a.open)-1]
	}
	c.Parent = a.top()
	a.open = append(a.open, f)
	a.last[ranks[c.Kind]] = u.mark
	if c.Kind == law.Preamble || len(a.open) == 1 {
		a.preamble = c.Kind == law.Preamble
	}
}

// holds reports whether outer, which is open, is a parent for inner.
func (a *assembly) holds(outer, inner frame) bool {
	if outer.level != inner.level {
		return outer.level < inner.level && outer.level > 0
	}
	if outer.kind == law.Preamble || outer.kind == law.Conclusions {
		return false
	}
	if outer.mark.style == "1.1" || inner.mark.style == "1.1" {
		return prefixed(outer.mark, inner.mark) || outer.mark.style != "1.1" && outer.rank < ranks[law.Labelled] && outer.mark.kind != ""
	}
	return outer.rank > 0 && inner.rank > 0 && outer.rank < inner.rank
}

// prefixed reports whether inner's number goes on where outer's ends: 2.1 in 2.
func prefixed(outer, inner mark) bool {
	return outer.depth < inner.depth && strings.HasPrefix(inner.num, outer.num+"-")
}

// ranks order the kinds where the headings of a source do not.
var ranks = map[law.Kind]int{
	law.Attachment: 1, law.Preamble: 1, law.Conclusions: 1, law.Book: 2, law.Part: 3, law.Title: 4, law.Chapter: 5, law.Subchapter: 6, law.Division: 7,
	law.Article: 9, law.Transitional: 9, law.Section: 10, law.Subsection: 11, law.Rule: 12, law.Labelled: 13, law.Subpara: 14, law.Point: 15, law.Item: 16,
}

func (a *assembly) rank(k law.Kind, m mark) int {
	if k == law.Section && a.sectionUp && m.style != "§" {
		return 8
	}
	return ranks[k]
}

// numbered places a paragraph that opens with a bare number or letter among the
// series that are open: it goes on in its own series, or begins one inside the
// innermost.
func (a *assembly) numbered(u *unit, c *law.Clause, index, base int) {
	m := u.mark
	for i := len(a.series) - 1; i >= 0; i-- {
		if style, ok := joins(a.series[i].mark, m); ok && (u.up < 0 || m.val == a.series[i].mark.val+1 || style != m.style) {
			m.style = style
			c.Parent = a.parentOf(a.series[i])
			a.count(u, c, i, frame{index: index, mark: m})
			return
		}
	}
	k := len(a.series)
	if u.up >= 0 && (m.val != 1 || k == 0 || a.series[k-1].index != int(u.up)+base) {
		c.Kind, c.Parent = law.Item, int(u.up)+base
		return
	}
	if m.roman == 1 {
		m.style = strings.Map(romanStyle, m.style)
		m.val = m.roman
	}
	if k > 0 && opensSeries(m) {
		c.Parent = a.series[k-1].index
	} else {
		a.series = a.series[:0]
		c.Parent = a.top()
	}
	a.count(u, c, len(a.series), frame{index: index, mark: m})
}

// count makes f the last of the series that is open at this depth.
func (a *assembly) count(u *unit, c *law.Clause, depth int, f frame) {
	a.series = append(a.series[:depth], f)
	if c.Kind == law.Labelled && depth > 0 {
		c.Kind = law.Subpara
	}
	if m := u.innerMark(); m != nil && m.style != f.mark.style {
		a.series = append(a.series, frame{index: f.index, mark: *m, inner: true})
	}
}

// parentOf is the parent of what carries the series of f on.
func (a *assembly) parentOf(f frame) int {
	if f.inner {
		return f.index
	}
	return a.t.Clauses[f.index].Parent
}

func romanStyle(r rune) rune {
	switch r {
	case 'a':
		return 'i'
	case 'A':
		return 'I'
	}
	return r
}

// joins reports whether next goes on in the series of prev, and in which style: a
// single letter is roman where that makes it the next number.
func joins(prev, next mark) (string, bool) {
	if next.roman > 0 && strings.Map(romanStyle, next.style) == prev.style && prev.val+1 == next.roman {
		return prev.style, true
	}
	if prev.style != next.style {
		return "", false
	}
	if next.roman == 1 && prev.val != next.val-1 {
		return "", false
	}
	return next.style, true
}

// maxGap is how far a division may be from the one before it, for some are repealed.
const maxGap = 5

// follows reports whether a division labelled m may come after the last of its kind.
func (a *assembly) follows(m mark) bool {
	last := a.last[ranks[m.kind]]
	near := func(last, next int) bool { return next > 0 && next >= last && next <= last+maxGap }
	return m.kind != "" && (near(last.val, m.val) || near(last.value(), m.value()))
}

// second reports whether m is the number of the second paragraph of a division whose
// first has none, as in Japanese law.
func (a *assembly) second(m mark) bool {
	if m.kind != "" || m.val != 2 || len(a.open) == 0 {
		return false
	}
	for i := range a.series {
		if a.series[i].mark.style == m.style {
			return false
		}
	}
	division := a.top()
	if a.t.Clauses[division].Text != "" {
		return true
	}
	first := division + 1
	return first < len(a.t.Clauses) && a.t.Clauses[first].Kind == law.Paragraph && a.t.Clauses[first].Label == ""
}

// fits reports whether a label that may be the beginning of a sentence goes on in
// a series that is open, or begins one.
func (a *assembly) fits(m mark) bool {
	if opensSeries(m) || a.follows(m) || a.second(m) {
		return true
	}
	for i := range a.series {
		prev := a.series[i].mark
		if style, ok := joins(prev, m); ok && (prev.val+1 == m.val || style != m.style && prev.val+1 == m.roman) {
			return true
		}
	}
	return len(a.open) > 0 && m.depth > 1 && a.open[len(a.open)-1].mark.depth == m.depth
}
