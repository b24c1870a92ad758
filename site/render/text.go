package render

import (
	"html/template"
	"slices"
	"strconv"

	"polity/site/model"
)

// passage is a text as HTML: the words, and what stands outside them.
type passage struct {
	Body    template.HTML // the units, each with its eId as id
	Notes   template.HTML // list items of its footnotes; "" without
	Glances template.HTML // popovers of the cross-references in it; "" without
}

// setter sets a text: it walks the blocks in the order of the page.
type setter struct {
	writer
	words   words
	lift    int // how many ranks headings stand higher than in the whole text
	glances []*model.Ref
	glanced map[string]int      // by where a glance leads: its place
	lacks   map[*model.Unit]int // room that marks in the margin want; see makeRoom
}

// set makes the HTML of a text and its footnotes. Its highest headings become h2,
// right under the title of the page, also where it is part of a longer text.
func set(t words, blocks []model.Block, notes []model.Note) passage {
	var p passage
	s := setter{words: t, lift: highest(blocks) - 2}
	s.Grow(weight(blocks))
	s.makeRoom(blocks)
	s.blocks(blocks)
	p.Body = s.html()
	s.Reset()
	s.notes(notes)
	p.Notes = s.html()
	p.Glances = s.popovers()
	return p
}

// weight guesses from above how many bytes a text will take, so that its writer
// grows once.
func weight(blocks []model.Block) int {
	sum := 0
	for i := range blocks {
		for j := range blocks[i].Units {
			u := &blocks[i].Units[j]
			sum += 250 + weight(u.Blocks)
			if u.Margin != nil {
				sum += 450
			}
			for k := range u.Text {
				sum += len(u.Text[k].Text) + 20
			}
		}
		sum += 200 * len(blocks[i].Rows)
	}
	return sum
}

// highest is the smallest rank of a heading, or 2 without headings.
func highest(blocks []model.Block) int {
	rank := 0
	for i := range blocks {
		for j := range blocks[i].Units {
			u := &blocks[i].Units[j]
			r := u.Rank
			if r == 0 && len(u.Blocks) > 0 {
				r = highest(u.Blocks)
			}
			if r > 0 && (rank == 0 || r < rank) {
				rank = r
			}
		}
	}
	return max(rank, 2)
}

func (s *setter) blocks(blocks []model.Block) {
	for i := range blocks {
		s.block(&blocks[i])
	}
}

func (s *setter) block(b *model.Block) {
	switch b.As {
	case "bullets":
		s.list("<ul class=bullets>", "</ul>", b.Units)
	case "items":
		s.list("<ol class=items>", "</ol>", b.Units)
	case "table":
		s.table(b.Rows)
	case "quote":
		s.raw("<blockquote>\n")
		s.units(b.Units)
		s.raw("</blockquote>\n")
	case "verbatim":
		for i := range b.Units {
			s.verbatim(&b.Units[i])
		}
	default:
		s.units(b.Units)
	}
}

func (s *setter) units(units []model.Unit) {
	for i := range units {
		switch u := &units[i]; {
		case u.Rank > 0:
			s.section(u)
		case !u.Absent && u.Label == "" && len(u.Heading) == 0 && len(u.Blocks) == 0:
			s.raw("<p")
			s.attr("id", u.ID)
			s.raw(">")
			s.spans(u.Text)
			s.raw("</p>\n")
		default:
			s.paragraph(u)
		}
	}
}

// section is a unit that readers see as a clause with a heading of its own.
func (s *setter) section(u *model.Unit) {
	rank := strconv.Itoa(min(max(u.Rank-s.lift, 2), 6))
	s.raw("<section")
	s.attr("class", sectionClass(u.Kind)+absent(u))
	s.attr("id", u.ID)
	s.raw(">\n<h", rank, ` class="h`)
	if len(u.Heading) == 0 {
		s.raw(" bare")
	}
	s.raw(`">`)
	if u.Label != "" {
		s.label(u)
		if len(u.Heading) > 0 {
			s.raw(" ")
		}
	}
	if len(u.Heading) > 0 {
		s.raw("<span class=t>")
		s.spans(u.Heading)
		s.raw("</span>")
	}
	s.raw("</h", rank, ">\n")
	s.marks(u)
	if len(u.Text) > 0 {
		s.raw("<p>")
		s.spans(u.Text)
		s.raw("</p>\n")
	}
	s.blocks(u.Blocks)
	s.raw("</section>\n")
}

// absent is the class of what does not apply on this page.
func absent(u *model.Unit) string {
	if u.Absent {
		return " absent"
	}
	return ""
}

// sectionClass says how a headed unit is set: a division opens with its label
// above its heading, a unit hangs its label beside it.
func sectionClass(kind string) string {
	switch kind {
	case "book", "part", "title", "chapter", "subchapter", "division":
		return "division"
	case "preface", "preamble", "attachment", "transitional", "conclusions":
		return kind
	}
	return "unit"
}

// paragraph is a labelled paragraph, or an unlabelled one with something under it.
func (s *setter) paragraph(u *model.Unit) {
	class := "par"
	if u.Label != "" {
		class = "par labelled"
	}
	s.raw("<div")
	s.attr("class", class+absent(u))
	s.attr("id", u.ID)
	s.raw(">")
	s.inner(u)
	s.raw("</div>\n")
}

// list is a run of items; their labels are printed as the text has them.
func (s *setter) list(opening, closing string, units []model.Unit) {
	s.raw(opening, "\n")
	for i := range units {
		u := &units[i]
		s.raw("<li")
		switch {
		case u.Absent:
			s.raw(` class="labelled absent"`)
		case u.Label != "":
			s.raw(" class=labelled")
		}
		s.attr("id", u.ID)
		s.raw(">")
		s.inner(u)
		s.raw("</li>\n")
	}
	s.raw(closing, "\n")
}

// inner is what stands inside a paragraph or item: label, words, what hangs under.
func (s *setter) inner(u *model.Unit) {
	if u.Label != "" {
		s.label(u)
		s.raw(" ")
	}
	if len(u.Heading) > 0 {
		s.raw("<b class=t>")
		s.spans(u.Heading)
		s.raw("</b> ")
	}
	s.spans(u.Text)
	s.marks(u)
	if len(u.Blocks) > 0 {
		s.raw("\n")
		s.blocks(u.Blocks)
	}
}

// label is the printed number of a unit. It leads to the page of the clause, or,
// where it has none, to the unit itself.
func (s *setter) label(u *model.Unit) {
	href := u.Href
	if href == "" {
		href = "#" + u.ID
	}
	if s.open("n", href, "") {
		s.text(u.Label)
		s.raw("</a>")
		return
	}
	s.raw("<span class=n>")
	s.text(u.Label)
	s.raw("</span>")
}

func (s *setter) verbatim(u *model.Unit) {
	s.raw("<pre tabindex=0")
	s.attr("id", u.ID)
	s.raw(">")
	s.spans(u.Text)
	s.raw("</pre>\n")
}

// table writes rows; the cells of the first are heads where all of them are strong.
func (s *setter) table(rows []model.Row) {
	s.raw("<div class=scroll tabindex=0 role=group")
	s.attr("aria-label", s.words.Text("kind.table"))
	s.raw("><table>\n")
	for i, row := range rows {
		cell, scope := "td", ""
		if i == 0 && len(rows) > 1 && allStrong(row.Cells) {
			cell, scope = "th", " scope=col"
		}
		s.raw("<tr")
		s.attr("id", row.ID)
		s.raw(">")
		for _, spans := range row.Cells {
			s.raw("<", cell, scope, ">")
			s.spans(spans)
			s.raw("</", cell, ">")
		}
		s.raw("</tr>\n")
	}
	s.raw("</table></div>\n")
}

func allStrong(cells [][]model.Span) bool {
	return !slices.ContainsFunc(cells, func(spans []model.Span) bool {
		return slices.ContainsFunc(spans, func(p model.Span) bool { return p.Text != "" && !p.Strong })
	})
}

// notes are list items, each with ways back to the places that refer to it.
func (s *setter) notes(notes []model.Note) {
	for i := range notes {
		n := &notes[i]
		s.raw("<li class=labelled")
		s.attr("id", n.ID)
		s.raw("><span class=n>")
		s.text(n.Label)
		s.raw("</span> ")
		s.spans(n.Text)
		s.blocks(n.Blocks)
		for _, back := range n.Backs {
			s.raw(" <a class=back")
			s.attr("href", back)
			s.attr("aria-label", s.words.Text("work.note_back"))
			s.raw(">↩</a>")
		}
		s.raw("</li>\n")
	}
}
