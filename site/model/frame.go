package model

import (
	"slices"
	"strings"

	"polity/commons/law"
	"polity/site/address"
	"polity/site/message"
)

// builder makes one page.
type builder struct {
	site  *Site
	words *message.Catalogue
	path  string // of the page
	base  string // path of the site's URL on the 404 page; "" elsewhere
	work  *work  // nil on pages of the commons
}

// to is the link from the page to a file of the site; "" for "".
func (b *builder) to(file string) string {
	switch {
	case file == "":
		return ""
	case b.base != "":
		return b.base + file
	}
	return address.Rel(b.path, file)
}

// lang is the language of the interface.
func (b *builder) lang() string {
	if b.words == nil {
		return message.Fallback
	}
	return b.words.Lang
}

func (b *builder) dir() string {
	if b.words == nil {
		return "ltr"
	}
	return b.words.Dir
}

// phrase is words of a text, with its language where that is not the page's.
func (b *builder) phrase(text, lang string) Phrase {
	p := Phrase{Text: text}
	if lang != "" && lang != b.lang() {
		p.Lang = lang
		if dir := message.Dir(lang); dir != b.dir() {
			p.Dir = dir
		}
	}
	return p
}

// said is a link in the words of the interface.
func (b *builder) said(key, file string) Link {
	return Link{Phrase: Phrase{Text: b.words.Text(key)}, Href: b.to(file), Current: file == b.path}
}

// out is a link that leaves the site; without address it is dropped by some.
func (b *builder) out(key, web string) Link {
	return Link{Phrase: Phrase{Text: b.words.Text(key)}, Href: web}
}

// some keeps the links that lead somewhere.
func some(links ...Link) []Link {
	var kept []Link
	for _, l := range links {
		if l.Href != "" {
			kept = append(kept, l)
		}
	}
	return kept
}

// frame is what every page has.
func (b *builder) frame(l Listing) *Page {
	p := &Page{Kind: l.Kind, Path: l.Path, Root: address.Root(l.Path), Lang: b.lang(), Dir: b.dir()}
	if b.base != "" {
		p.Root = b.base
	}
	p.Site = Link{Phrase: Phrase{Text: b.site.title}, Href: b.to(address.Home), Current: l.Kind == KindHome}
	if b.site.filed.ledger {
		p.Nav = append(p.Nav, b.said("decide.ledger.title", address.Ledger))
	}
	if b.site.proposed() {
		p.Nav = append([]Link{b.said("prop.contested", address.Proposals)}, p.Nav...)
	}
	if len(b.site.works) > 1 {
		p.Nav = append(p.Nav, b.said("braid.title", address.Lineage))
	}
	p.Nav = append(p.Nav, b.said("site.pages", address.Pages), b.said("site.about", address.About))
	p.Head.NoIndex = l.NoIndex
	p.Head.Links = append(p.Head.Links, HeadLink{Rel: "describedby", Href: b.to(address.Commons), Type: "application/json"},
		HeadLink{Rel: "alternate", Href: b.to(address.Feed), Type: "application/atom+xml", Title: b.words.Text("feed.site", "title", b.site.title)})
	if !l.NoIndex {
		p.Head.Canonical = address.Absolute(b.site.Commons.URL, l.Path)
	}
	if b.work != nil {
		b.belong(p)
	}
	return p
}

// belong adds what a page of a work has.
func (b *builder) belong(p *Page) {
	w := b.work
	bar := &WorkBar{Link: b.workLink(w), Kind: b.kindOf(w.law), Language: message.Endonym(w.lang), Editions: b.editions(w)}
	bar.Current = p.Kind == KindWork
	if m, ok := b.site.movements[w.law.Movement]; ok {
		bar.Movement = b.movementLink(m)
		p.Crumbs = append(p.Crumbs, bar.Movement)
	}
	text, history := b.said("work.text", w.at.Text()), b.said("work.history", w.at.History())
	text.Current = p.Kind == KindWork || p.Kind == KindClause
	history.Current = p.Kind == KindHistory || p.Kind == KindChange || p.Kind == KindVersion || p.Kind == KindCompare
	bar.Tabs = []Link{text, history}
	if b.site.kin.has(w.law.ID) {
		bar.Tabs = append(bar.Tabs, b.said("kin.title", w.at.Forks()))
	}
	if b.site.translated[w.index] != nil {
		bar.Tabs = append(bar.Tabs, b.said("translation.title", w.at.Translation()))
	}
	if len(w.proposed) > 0 {
		l := b.said("prop.tab", w.at.ProposalList())
		l.Current = p.Kind == KindProposals || p.Kind == KindProposal || p.Kind == KindProposalSet || p.Kind == KindBallot
		bar.Tabs = append(bar.Tabs, l)
	}
	bar.Tabs = append(bar.Tabs, b.decidedTabs(w, p.Kind)...)
	bar.Counts = b.workCounts(w)
	p.Work = bar
	if p.Kind != KindWork {
		p.Crumbs = append(p.Crumbs, b.workLink(w))
	}
	if p.Kind == KindChange || p.Kind == KindVersion || p.Kind == KindCompare {
		p.Crumbs = append(p.Crumbs, b.said("work.history", w.at.History()))
	}
	p.Head.Links = append(p.Head.Links,
		HeadLink{Rel: "alternate", Href: b.to(w.at.File("atom.xml")), Type: "application/atom+xml", Title: b.words.Text("feed.work", "title", w.law.Title)},
		HeadLink{Rel: "version-history", Href: b.to(w.at.History())})
	b.standing(p)
}

// forced is what the interface says of the text in force under a key; of a work that has
// ended, what it says of the last text.
func (b *builder) forced(w *work, key string, args ...any) string {
	if w.law.Ended != nil {
		key += "_ended"
	}
	return b.words.Text(key, args...)
}

// ending says that a work is no longer in force, and leads to what its movement keeps
// now. The zero status for a work that is in force.
func (b *builder) ending(w *work) Status {
	e := w.law.Ended
	if e == nil {
		return Status{}
	}
	out := Status{Key: "ended", Text: b.words.Text("status.ended_undated")}
	if e.Date != "" {
		out.Text = b.words.Text("status.ended", "date", b.words.Date(string(e.Date)))
	}
	if m := b.site.movements[w.law.Movement]; m != nil {
		for _, x := range b.worksOf(m) {
			if x.law.Ended == nil && x.law.TranslationOf == "" {
				l := Link{Phrase: b.phrase(b.words.Text("status.ended_link", "title", b.title(x)), ""), Href: b.to(x.at.Text())}
				out.Link = &l
				break
			}
		}
	}
	return out
}

// standing says of a work that has ended, is a translation or undeclared that it is.
func (b *builder) standing(p *Page) {
	w := b.work
	if s := b.ending(w); s.Text != "" {
		p.Status = append(p.Status, s)
	}
	p.Status = append(p.Status, b.translationStatus(p)...)
	if m := b.site.movements[w.law.Movement]; m == nil || !m.Declared {
		p.Status = append(p.Status, Status{Key: "unofficial", Text: b.words.Text("status.unofficial")})
	}
}

// finish writes what follows from a page's own parts.
func (b *builder) finish(p *Page) {
	if p.Full == "" {
		p.Full = p.Title.Text
	}
	parts := []string{p.Full}
	if b.work != nil && p.Kind != KindWork && p.Kind != KindVersion {
		parts = append(parts, b.title(b.work))
	}
	if b.work != nil && b.site.titled[b.title(b.work)] > 1 {
		if m := b.site.movements[b.work.law.Movement]; m != nil {
			parts = append(parts, m.Name)
		}
	}
	if p.Kind == KindHome && b.site.titled[p.Full] > 0 {
		parts = append(parts, b.words.Text("site.home"))
	}
	if !slices.Contains(parts, b.site.title) {
		parts = append(parts, b.site.title)
	}
	p.Full = strings.Join(parts, " · ")
	if p.Prev != nil {
		p.Head.Links = append(p.Head.Links, HeadLink{Rel: "prev", Href: p.Prev.Href})
	}
	if p.Next != nil {
		p.Head.Links = append(p.Head.Links, HeadLink{Rel: "next", Href: p.Next.Href})
	}
}

// workLink leads to a work's text by its title.
func (b *builder) workLink(w *work) Link {
	return Link{Phrase: b.phrase(b.title(w), w.lang), Href: b.to(w.at.Text()), Current: w.at.Text() == b.path}
}

// title is a work's title, or the words for a text without one.
func (b *builder) title(w *work) string {
	if w.law.Title == "" {
		return b.words.Text("work.untitled")
	}
	return w.law.Title
}

func (b *builder) movementLink(m *law.Movement) Link {
	page := b.site.Book.Movement(m.ID)
	return Link{Phrase: b.phrase(m.Name, m.Lang), Href: b.to(page), Current: page == b.path}
}

// kindOf is the kind of a work in words.
func (b *builder) kindOf(l *law.Work) string {
	if key := "work_kind." + l.Kind; b.words != nil && b.words.Has(key) {
		return b.words.Text(key)
	}
	return b.words.Text("work_kind.text")
}

// editions are a work and its translations, or the original's, by the names of
// their languages; nil where there is one only.
func (b *builder) editions(w *work) []Link {
	original := w
	if o := b.site.byID[w.law.TranslationOf]; o != nil {
		original = o
	}
	var links []Link
	add := func(e *work) {
		links = append(links, Link{Phrase: b.phrase(message.Endonym(e.lang), e.lang), Href: b.to(e.at.Text()), Current: e == w})
	}
	add(original)
	for _, id := range original.law.Translations {
		if e := b.site.byID[id]; e != nil {
			add(e)
		}
	}
	if len(links) < 2 {
		return nil
	}
	return links
}

func (b *builder) workCounts(w *work) []string {
	out := []string{b.words.Text("count.clauses", "n", w.standing), b.words.Text("count.changes", "n", len(w.law.Changes))}
	switch e := w.law.Ended; {
	case e == nil:
	case e.Date == "":
		out = append(out, b.words.Text("count.ended_undated"))
	default:
		out = append(out, b.words.Text("count.ended", "date", b.words.Date(string(e.Date))))
	}
	return out
}
