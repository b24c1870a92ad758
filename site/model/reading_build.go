package model

import (
	"polity/commons/law"
	"polity/site/address"
	"polity/site/message"
)

// reading lays out a full text. A work without versions gives an empty one.
func (b *builder) reading(p *Page, v int) *Reading {
	w := b.work
	p.Title = b.phrase(b.title(w), w.lang)
	p.Description = b.forced(w, "work.description", "title", b.title(w))
	if v < 0 {
		return &Reading{Lang: w.lang, Dir: w.dir}
	}
	s := b.setter(w, v)
	out := &Reading{
		Lang: w.lang, Dir: w.dir, Title: s.t.Title, Version: b.versionID(w, v), Current: v == w.current, Dates: b.dateLines(w.law.Versions[v].Dates),
		Facts: b.facts(w, v), Forge: b.fileLinks(v, nil), Scale: b.scale(w),
	}
	if s.t.Lang != "" {
		out.Lang, out.Dir = s.t.Lang, message.Dir(s.t.Lang)
	}
	if out.Current {
		s.margins = &margins{b, w}
	}
	s.hideTitle(p.Title.Text)
	top := s.roots
	out.Contents = s.contents(top, 0)
	out.Blocks = s.blocks(top, 0)
	out.Notes = s.noteList(true)
	if i := w.madeBy[v]; i >= 0 {
		card := b.card(w, i)
		out.Made = &card
	}
	out.Cite = b.cite(v, "", w.at.Text())
	if p.Kind == KindVersion {
		out.Cite = b.cite(v, "", p.Path)
	}
	b.data(p, s, v)
	return out
}

// hideTitle leaves the text's title to the head of the page where it says the same.
func (s *setter) hideTitle(title string) {
	if len(s.t.Clauses) > 0 && s.t.Clauses[0].Kind == law.Preface && s.t.Clauses[0].Label == "" && s.t.Clauses[0].Heading == title {
		s.hidden = 0
	}
}

// version is the page of a text as it stood.
func (b *builder) version(p *Page, v int) *Reading {
	w := b.work
	out := b.reading(p, v)
	name := w.law.Versions[v].Name
	if name == "" {
		name = out.Version.Moment.Text
	}
	p.Title = b.phrase(b.title(w), w.lang)
	p.Full = b.words.Text("version.title", "work", b.title(w), "version", name)
	p.Description = b.words.Text("work.description_version", "title", b.title(w), "version", name)
	p.Head.Canonical = address.Absolute(b.site.Commons.URL, w.at.Text())
	p.Head.Links = append(p.Head.Links, HeadLink{Rel: "latest-version", Href: b.to(w.at.Text())})
	p.Status = append([]Status{b.age(v, name)}, p.Status...)
	for i, other := range w.pages {
		if other != v {
			continue
		}
		if i > 0 {
			p.Prev = b.versionLink(w.pages[i-1])
			p.Head.Links = append(p.Head.Links, HeadLink{Rel: "predecessor-version", Href: p.Prev.Href})
		}
		if i+1 < len(w.pages) {
			p.Next = b.versionLink(w.pages[i+1])
			p.Head.Links = append(p.Head.Links, HeadLink{Rel: "successor-version", Href: p.Next.Href})
		}
	}
	return out
}

// age says whether a version is in force.
func (b *builder) age(v int, name string) Status {
	w := b.work
	x := &w.law.Versions[v]
	l := Link{Phrase: Phrase{Text: b.forced(w, "status.old_link")}, Href: b.to(w.at.Text())}
	switch {
	case v == w.current && w.law.Ended != nil:
		return Status{Key: "old", Text: b.forced(w, "status.in_force"), Link: &l}
	case v == w.current:
		return Status{Key: "in-force", Text: b.words.Text("status.in_force"), Link: &l}
	case !x.Main:
		return Status{Key: "draft", Text: b.words.Text("status.off_main"), Link: &l}
	case x.Dates.Best() == "":
		return Status{Key: "old", Text: b.words.Text("status.old_undated"), Link: &l}
	}
	return Status{Key: "old", Text: b.words.Text("status.old", "date", b.words.Date(string(x.Dates.Best()))), Link: &l}
}

func (b *builder) versionLink(v int) *Link {
	x := &b.work.law.Versions[v]
	text := x.Name
	if text == "" {
		text = b.words.Date(string(x.Dates.Best()))
	}
	return &Link{Phrase: Phrase{Text: text}, Href: b.to(b.work.at.Version(b.work.versions[v]))}
}

// facts are what is known of a work beside its text.
func (b *builder) facts(w *work, v int) []Fact {
	var out []Fact
	add := func(name, value string) {
		if value != "" {
			out = append(out, Fact{name, unquoted(value)})
		}
	}
	files := w.text(v).Files
	if len(files) > 0 {
		out = append(out, Fact{b.words.Text("work.files", "n", len(files)), b.exactly(files)})
	}
	add(b.words.Text("work.why"), w.law.Why)
	add(b.words.Text("work.licence"), w.law.Licence)
	for _, d := range w.law.DerivedFrom {
		web, _ := address.Web(d.Source)
		piece := Piece{Phrase: Phrase{Text: d.Source}, Href: web}
		out = append(out, Fact{b.words.Text("work.derived_from"), append([]Piece{piece}, unquoted(tail(d.At, d.Why))...)})
	}
	if v == w.current {
		if words := b.wordsFrom(w); words != nil {
			out = append(out, Fact{b.words.Text("kin.words_from"), words})
		}
	}
	out = append(out, b.translationsFact(w)...)
	var parties []Piece
	for i, id := range w.law.Parties {
		if i > 0 {
			parties = append(parties, b.comma())
		}
		l := b.who(id)
		parties = append(parties, Piece{Phrase: l.Phrase, Href: l.Href})
	}
	if parties != nil {
		out = append(out, Fact{b.words.Text("work.parties"), parties})
	}
	return out
}

// tail is «, at: why» as far as known.
func tail(at, why string) string {
	s := ""
	if at != "" {
		s = " @ " + short(at)
	}
	if why != "" {
		s += ": " + why
	}
	return s
}

// fileLinks lead to the file of a text, or of one clause, on its forge.
func (b *builder) fileLinks(v int, c *law.Clause) []Link {
	w := b.work
	t, hash := w.text(v), w.law.Versions[v].Commit.Hash
	file := 0
	if c != nil {
		file = c.File
	}
	if file >= len(t.Files) {
		return nil
	}
	return some(b.out("work.view_file", address.File(w.law, hash, t.Files[file])),
		b.out("work.file_history", address.FileHistory(w.law, hash, t.Files[file])))
}

// data links the text's other forms and describes it to machines.
func (b *builder) data(p *Page, s *setter, v int) {
	w := b.work
	p.Head.JSONLD = b.legislation(p, v)
	if p.Kind != KindWork {
		return
	}
	for _, d := range []struct{ key, file, mime string }{
		{"site.json", "data.json", "application/json"}, {"site.markdown", "data.md", "text/markdown"}, {"site.plain", "data.txt", "text/plain"},
	} {
		p.Data = append(p.Data, b.said(d.key, w.at.File(d.file)))
		p.Head.Links = append(p.Head.Links, HeadLink{Rel: "alternate", Href: b.to(w.at.File(d.file)), Type: d.mime})
	}
	p.Data = append(p.Data, b.said("site.feed", w.at.File("atom.xml")))
	if len(b.editions(w)) > 0 {
		for _, e := range b.site.works {
			if e.lang != "" && b.sameWork(e, w) {
				p.Head.Links = append(p.Head.Links, HeadLink{Rel: "alternate", Href: b.to(e.at.Text()), HrefLang: e.lang, Title: b.title(e)})
			}
		}
	}
	if web, ok := address.Web(w.law.Forge); ok {
		p.Head.Links = append(p.Head.Links, HeadLink{Rel: "vcs-git", Href: web})
	}
}

// sameWork reports whether two works are editions of one.
func (b *builder) sameWork(x, y *work) bool {
	root := func(w *work) string {
		if w.law.TranslationOf != "" {
			return w.law.TranslationOf
		}
		return w.law.ID
	}
	return root(x) == root(y)
}
