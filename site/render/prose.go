package render

import (
	"html/template"

	"polity/site/model"
)

// prose is the words of a record: paragraphs, lists and quotations. It has no ids, so
// that several may stand on one page.
func prose(p *model.Prose) template.HTML {
	var s setter
	s.raw("<div class=prose")
	s.speech(p.Lang, p.Dir)
	s.raw(">\n")
	for i := 0; i < len(p.Paras); {
		if p.Paras[i].As != "item" {
			s.para(&p.Paras[i])
			i++
			continue
		}
		s.raw("<ul>\n")
		for ; i < len(p.Paras) && p.Paras[i].As == "item"; i++ {
			s.raw("<li>")
			s.labelled(&p.Paras[i])
			s.raw("</li>\n")
		}
		s.raw("</ul>\n")
	}
	s.raw("</div>\n")
	return s.html()
}

func (s *setter) para(p *model.Para) {
	before, after := "<p>", "</p>\n"
	switch p.As {
	case "quote":
		before, after = "<blockquote><p>", "</p></blockquote>\n"
	case "heading":
		before, after = "<p><strong>", "</strong></p>\n"
	case "pre":
		before, after = "<pre tabindex=0>", "</pre>\n"
	}
	s.raw(before)
	s.labelled(p)
	s.raw(after)
}

func (s *setter) labelled(p *model.Para) {
	if p.Label != "" {
		s.text(p.Label + " ")
	}
	s.spans(p.Text)
}
