package model

import (
	"slices"
	"strconv"
	"strings"

	"polity/commons/law"
	"polity/site/address"
)

// own are a unit's own words.
func (s *setter) own(i int) []Span {
	c := &s.t.Clauses[i]
	if c.Text == "" && len(c.Spans) == 0 {
		return nil
	}
	return s.spans(i, c.Spans, c.Text)
}

// spans sets words with their styles, links, footnote marks and cross-references.
// nil spans are one plain span of the text.
func (s *setter) spans(unit int, in []law.Span, text string) []Span {
	if in == nil {
		in = []law.Span{{Text: text}}
	}
	if text == "" {
		for _, p := range in {
			text += p.Text
		}
	}
	found := s.refs.in(unit, text, &s.b.site.mentions)
	var out []Span
	at := 0
	for _, p := range in {
		if p.Note != "" {
			out = append(out, s.noteMark(p.Note)...)
			continue
		}
		span := styled(p.Style)
		if p.Link != "" {
			span.Href = s.link(p.Link, s.t.Clauses[unit].File)
		}
		refs := found
		if p.Link != "" || p.Style&law.Code != 0 {
			refs = nil
		}
		out = s.cut(out, span, p.Text, at, refs, s.t.Clauses[unit].Kind == law.Verbatim)
		at += len(p.Text)
	}
	return out
}

func styled(st law.Style) Span {
	return Span{
		Emphasis: st&law.Emphasis != 0, Strong: st&law.Strong != 0, Code: st&law.Code != 0, Strike: st&law.Strike != 0,
		Super: st&law.Superscript != 0, Sub: st&law.Subscript != 0, Underline: st&law.Underline != 0,
	}
}

// cut adds a styled run, cut at line breaks and where cross-references begin and
// end. at is where the run begins in its unit's text.
func (s *setter) cut(out []Span, style Span, text string, at int, refs []reference, verbatim bool) []Span {
	plain := func(from, to int) {
		for i, line := range strings.Split(text[from:to], "\n") {
			if verbatim {
				line, i = text[from:to], 0
			}
			if i > 0 {
				out = append(out, Span{Break: true})
			}
			if line != "" {
				span := style
				span.Text = line
				out = append(out, span)
			}
			if verbatim {
				return
			}
		}
	}
	done := 0
	for _, r := range refs {
		from, to := r.from-at, r.to-at
		if from < done || to > len(text) {
			continue // in another run, or half in it: left as plain words
		}
		plain(done, from)
		span := style
		span.Text = text[from:to]
		if s.prefix != "" {
			span.Href = s.place(r.unit)
		} else {
			span.Ref = s.target(r.unit)
		}
		out = append(out, span)
		done = to
	}
	plain(done, len(text))
	return out
}

// target is a cross-reference's target with its first words.
func (s *setter) target(i int) *Ref {
	c := &s.t.Clauses[i]
	name, _ := s.b.name(s.t, i)
	return &Ref{Href: s.place(i), Label: name, Heading: c.Heading, Snippet: snippet(s.t, s.below, i)}
}

// place leads to a unit: on this page, else to its clause's page.
func (s *setter) place(i int) string {
	if s.here(i) {
		return address.Fragment(s.prefix + s.t.Clauses[i].EID)
	}
	if href := s.b.to(s.w.page(s.version, i)); href != "" {
		return href
	}
	return s.b.to(s.w.at.Text()) + address.Fragment(s.t.Clauses[i].EID)
}

const maxSnippet = 200

// snippet is the beginning of a clause's words.
func snippet(t *law.Text, below [][]int, i int) string {
	text := t.Clauses[i].Text
	for _, j := range below[i] {
		if len(text) >= maxSnippet || t.Clauses[j].Kind == law.Footnote {
			break
		}
		if text != "" {
			text += " "
		}
		text += strings.TrimSpace(t.Clauses[j].Label + " " + t.Clauses[j].Text)
	}
	return clip(strings.Join(strings.Fields(text), " "), maxSnippet)
}

// link is a link written in the text, if it may be followed.
func (s *setter) link(href string, file int) string {
	name := ""
	if file < len(s.t.Files) {
		name = s.t.Files[file]
	}
	l := address.Written(href, name)
	switch {
	case l.Web != "":
		return l.Web
	case l.File == "" && l.Fragment != "" || slices.Contains(s.t.Files, l.File) && l.Fragment != "":
		if i := s.refs.anchor(l.Fragment); i >= 0 {
			return s.place(i)
		}
	case l.File != "":
		return address.File(s.w.law, s.w.law.Versions[s.version].Commit.Hash, l.File)
	}
	return ""
}

// noteMark is a footnote's mark in the text; nothing where there is no such note.
func (s *setter) noteMark(label string) []Span {
	i, ok := s.notes[label]
	if !ok {
		return []Span{{Text: "[" + label + "]", Super: true}}
	}
	id := s.prefix + "x-note-" + strconv.Itoa(i) + "-" + strconv.Itoa(len(s.backs[i])+1)
	s.backs[i] = append(s.backs[i], address.Fragment(id))
	return []Span{{Note: &NoteRef{ID: id, Href: address.Fragment(s.prefix + s.t.Clauses[i].EID), Label: label}}}
}
