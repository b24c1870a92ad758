package render

import (
	"html/template"
	"strconv"

	"polity/site/model"
)

// styles are the elements of a span, from the outermost inwards.
var styles = []struct {
	has           func(*model.Span) bool
	opens, closes string
}{
	{func(p *model.Span) bool { return p.Strong }, "<strong>", "</strong>"},
	{func(p *model.Span) bool { return p.Emphasis }, "<em>", "</em>"},
	{func(p *model.Span) bool { return p.Underline }, "<u>", "</u>"},
	{func(p *model.Span) bool { return p.Strike }, "<s>", "</s>"},
	{func(p *model.Span) bool { return p.Super }, "<sup>", "</sup>"},
	{func(p *model.Span) bool { return p.Sub }, "<sub>", "</sub>"},
	{func(p *model.Span) bool { return p.Code }, "<code>", "</code>"},
}

// spans writes the words of a unit.
func (s *setter) spans(spans []model.Span) {
	for i := range spans {
		switch p := &spans[i]; {
		case p.Break:
			s.raw("<br>")
		case p.Note != nil:
			s.noteMark(p.Note)
		case p.Ref != nil:
			s.reference(p)
		case p.Href != "":
			linked := s.open("", p.Href, "")
			s.styled(p)
			if linked {
				s.raw("</a>")
			}
		default:
			s.styled(p)
		}
	}
}

func (s *setter) styled(p *model.Span) {
	for i := range styles {
		if styles[i].has(p) {
			s.raw(styles[i].opens)
		}
	}
	s.text(p.Text)
	for i := len(styles) - 1; i >= 0; i-- {
		if styles[i].has(p) {
			s.raw(styles[i].closes)
		}
	}
}

func (s *setter) noteMark(n *model.NoteRef) {
	s.raw("<sup><a class=noteref role=doc-noteref")
	s.attr("id", n.ID)
	s.attr("href", n.Href)
	s.raw(">")
	s.text(n.Label)
	s.raw("</a></sup>")
}

// reference is a link to another clause, and a small ring beside it that shows the
// first words of that clause without leaving the line.
func (s *setter) reference(p *model.Span) {
	linked := s.open("xref", p.Ref.Href, "")
	s.styled(p)
	if !linked {
		return
	}
	s.raw("</a><button type=button class=peek")
	s.attr("popovertarget", s.glance(p.Ref))
	s.attr("aria-label", s.words.Text("work.reference", "label", p.Ref.Label))
	s.raw("></button>")
}

// glance gives the popover of a reference; references to one clause share it.
func (s *setter) glance(ref *model.Ref) string {
	at, ok := s.glanced[ref.Href]
	if !ok {
		if s.glanced == nil {
			s.glanced = map[string]int{}
		}
		at = len(s.glances)
		s.glances, s.glanced[ref.Href] = append(s.glances, ref), at
	}
	return "ui-glance-" + strconv.Itoa(at+1)
}

// popovers are the glances at all clauses that were referred to.
func (s *setter) popovers() template.HTML {
	var w writer
	for i, ref := range s.glances {
		w.raw("<div popover class=glance")
		w.attr("id", "ui-glance-"+strconv.Itoa(i+1))
		w.raw("><p class=glance-head>")
		linked := w.open("", ref.Href, "")
		w.raw("<span class=n>")
		w.text(ref.Label)
		w.raw("</span> ")
		w.text(ref.Heading)
		if linked {
			w.raw("</a>")
		}
		w.raw("</p><p>")
		w.text(ref.Snippet)
		w.raw("</p></div>\n")
	}
	return w.html()
}
