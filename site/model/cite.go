package model

import (
	"strings"

	"polity/commons/law"
	"polity/site/address"
)

// cite is what a reader copies to point at a text, or with a clause's name at a
// clause, in one version.
func (b *builder) cite(v int, clause, page string) Cite {
	w := b.work
	x := &w.law.Versions[v]
	when := ""
	if d := x.Dates.Best(); d != "" {
		when = b.words.Text("work.as_of", "date", b.words.Date(string(d)))
	}
	if x.Name != "" {
		when = strings.TrimSuffix(b.words.Text("work.of_version", "version", x.Name)+", "+when, ", ")
	}
	c := Cite{URL: address.Absolute(b.site.Commons.URL, page), Digest: b.site.Digest(x.Text), Origin: w.law.Forge}
	if clause != "" {
		c.Text = b.words.Text("cite.text", "work", b.title(w), "clause", clause, "when", when)
	} else {
		c.Text = b.words.Text("cite.whole", "work", b.title(w), "when", when)
	}
	c.Text = strings.TrimRight(c.Text, ",، ")
	if len(x.Commit.Hash) == 40 {
		c.SWHID = "swh:1:rev:" + x.Commit.Hash
		if web, ok := address.Web(w.law.Forge); ok {
			c.Origin = web
			c.SWHID += ";origin=" + web
		}
	}
	c.BibTeX = b.bibtex(v, clause, c)
	return c
}

// bibtex is the citation for BibTeX, with which reference managers read it too.
func (b *builder) bibtex(v int, clause string, c Cite) string {
	w := b.work
	x := &w.law.Versions[v]
	var out strings.Builder
	field := func(name, value string) {
		if value != "" {
			out.WriteString("  " + name + " = {" + bibtexEscape.Replace(value) + "},\n")
		}
	}
	out.WriteString("@misc{" + strings.ReplaceAll(w.at.Name, ".", "-") + "-" + address.Slug(x.ID) + ",\n")
	field("title", strings.TrimSuffix(b.title(w)+", "+clause, ", "))
	if m := b.site.movements[w.law.Movement]; m != nil {
		field("author", "{"+m.Name+"}")
	}
	field("date", string(x.Dates.Best()))
	field("version", x.Name)
	field("url", c.URL)
	field("note", strings.Trim(c.Digest+" "+c.SWHID, " "))
	out.WriteString("}")
	return out.String()
}

var bibtexEscape = strings.NewReplacer(`\`, `\textbackslash{}`, "%", `\%`, "#", `\#`, "$", `\$`, "&", `\&`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`)

// legislation describes a version of the work to machines.
func (b *builder) legislation(p *Page, v int) *Legislation {
	w := b.work
	x := &w.law.Versions[v]
	l := &Legislation{
		Context: "https://schema.org", Type: "Legislation", Name: b.title(w), Identifier: w.law.ID, LegalType: w.law.Kind, Language: w.lang,
		Date: string(x.Dates.Adopted), DatePublished: string(x.Dates.Published), VersionDate: string(x.Dates.Best()), LegalForce: "NotInForce",
		LegalValue: "UnofficialLegalValue", Licence: w.law.Licence, ID: b.id(p.Path), URL: address.Absolute(b.site.Commons.URL, p.Path),
	}
	if v == w.current && w.law.Ended == nil {
		l.LegalForce = "InForce"
	}
	if m := b.site.movements[w.law.Movement]; m != nil {
		web, _ := address.Web(m.Home)
		l.PassedBy = &Organization{Type: "Organization", Name: m.Name, URL: web}
		if m.Declared {
			l.LegalValue = ""
		}
	}
	if o := b.site.byID[w.law.TranslationOf]; o != nil {
		l.TranslationOf = &Legislation{Type: "Legislation", ID: b.id(o.at.Text()), Name: b.title(o)}
		l.LegalValue = "UnofficialLegalValue"
	}
	for _, d := range w.law.DerivedFrom {
		l.BasedOn = append(l.BasedOn, d.Source)
	}
	if p.Kind == KindVersion {
		l.ExampleOf = &Legislation{Type: "Legislation", ID: b.id(w.at.Text()), Name: b.title(w)}
	}
	return l
}

// clauseData describes a clause to machines.
func (b *builder) clauseData(p *Page, name string, c *law.Clause) *Legislation {
	w := b.work
	return &Legislation{
		Context: "https://schema.org", Type: "Legislation", ID: b.id(p.Path), Name: name, Identifier: c.EID, LegalType: string(kindOr(c.Kind)),
		Language: w.lang, PartOf: &Legislation{Type: "Legislation", ID: b.id(w.at.Text()), Name: b.title(w)},
	}
}

// id is a page's id for machines: absolute where the site's URL is known, else as a
// link from the page.
func (b *builder) id(file string) string {
	if abs := address.Absolute(b.site.Commons.URL, file); abs != "" {
		return abs
	}
	return b.to(file)
}
