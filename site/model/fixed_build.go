package model

import (
	"strconv"

	"polity/site/address"
)

// sections of the page about the site: its paragraphs and the marks it explains.
var aboutSections = []struct {
	key   string
	paras int
	marks []string
}{
	{"text", 2, nil},
	{"margin", 1, nil},
	{"marks", 1, []string{"edited", "added", "removed", "split", "merged", "moved", "renumbered", "retitled", "reflowed"}},
	{"status", 2, nil},
	{"dates", 1, nil},
	{"identity", 1, nil},
	{"lineage", 3, nil},
	{"cite", 1, nil},
	{"decisions", 2, nil},
	{"data", 1, nil},
}

// about explains how to read the site.
func (b *builder) about(p *Page) *About {
	p.Title = Phrase{Text: b.words.Text("about.title")}
	p.Description = b.words.Text("about.description")
	out := &About{}
	for _, s := range aboutSections {
		section := AboutSection{ID: "x-" + s.key, Heading: b.words.Text("about." + s.key + ".heading")}
		for i := range s.paras {
			section.Paras = append(section.Paras, b.words.Text("about."+s.key+".p"+strconv.Itoa(i+1)))
		}
		for _, key := range s.marks {
			section.Marks = append(section.Marks, MarkLine{b.mark(key), b.words.Text("about." + s.key + "." + key)})
		}
		out.Sections = append(out.Sections, section)
	}
	return out
}

// allPages lists the pages of the site but those of single clauses and changes,
// which their works list.
func (b *builder) allPages(p *Page) *Index {
	p.Title = Phrase{Text: b.words.Text("pages.title")}
	p.Description = b.words.Text("pages.description")
	own := IndexGroup{Link: Link{Phrase: Phrase{Text: b.words.Text("pages.commons")}, Href: b.to(address.Home)}, Links: []Link{b.said("site.home", address.Home)}}
	for i := range b.site.Commons.Movements {
		own.Links = append(own.Links, b.movementLink(&b.site.Commons.Movements[i]))
	}
	for i := range b.site.decided.Accords {
		own.Links = append(own.Links, Link{Phrase: b.accordTitle(&b.site.decided.Accords[i]), Href: b.to(b.site.filed.accords[i])})
	}
	if b.site.filed.ledger {
		own.Links = append(own.Links, b.said("decide.ledger.title", address.Ledger))
	}
	own.Links = append(own.Links, b.said("site.about", address.About))
	out := &Index{Groups: []IndexGroup{own}}
	for _, w := range b.site.works {
		g := IndexGroup{Link: b.workLink(w), Links: append([]Link{b.said("work.text", w.at.Text()), b.said("work.history", w.at.History())}, b.decidedTabs(w, "")...)}
		for _, v := range w.pages {
			x := &w.law.Versions[v]
			text := x.Name
			if text == "" {
				text = b.words.Date(string(x.Dates.Best()))
			}
			g.Links = append(g.Links, Link{Phrase: Phrase{Text: text}, Href: b.to(w.at.Version(w.versions[v]))})
		}
		for i := 1; i < len(w.named); i++ {
			from, to := &w.law.Versions[w.named[i-1]], &w.law.Versions[w.named[i]]
			g.Links = append(g.Links, Link{Phrase: Phrase{Text: b.words.Text("compare.title", "a", from.Name, "b", to.Name)}, Href: b.to(w.compare(w.named[i-1], w.named[i]))})
		}
		out.Groups = append(out.Groups, g)
	}
	return out
}

// missing is the page of an address that does not exist.
func (b *builder) missing(p *Page) *Missing {
	p.Title = Phrase{Text: b.words.Text("missing.title")}
	out := &Missing{}
	for _, w := range b.site.works {
		out.Works = append(out.Works, b.workLink(w))
	}
	return out
}

// redirect leads from a former address to a clause.
func (b *builder) redirect(p *Page, k int) *Redirect {
	c := &b.work.clauses[k]
	p.Title = Phrase{Text: b.words.Text("redirect.title")}
	p.Head.Canonical = address.Absolute(b.site.Commons.URL, b.work.at.Clause(c.name))
	return &Redirect{To: b.clauseLink(b.work, c)}
}
