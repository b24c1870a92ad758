package model

import (
	"fmt"
	"strings"
	"testing"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/diff"
)

func TestChangePage(t *testing.T) {
	s := plan(t, "", "en")
	for path, want := range map[string]string{
		"mill/changes/1/index.html": "The text begins, with 5 clauses",
		"mill/changes/2/index.html": "Amends Article 3",
		"mill/changes/3/index.html": "Inserts Article 3; renumbers Article 3 as Article 4",
		"mill/changes/4/index.html": "Editorial: no word of law changed",
		"mill/changes/5/index.html": "Repeals Article 2",
	} {
		c := page(t, s, path).Body.(*Change)
		if got := plain(c.Sentence); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	p := page(t, s, "mill/changes/6/index.html")
	c := p.Body.(*Change)
	if p.Prev == nil || p.Prev.Href != "../5/index.html" || p.Next != nil {
		t.Errorf("neighbours: %+v %+v", p.Prev, p.Next)
	}
	if c.Proposal.Text != "Proposal 7" || c.Version != "v3" || c.VersionHref != "../../at/v3/index.html" || len(c.People) != 2 {
		t.Errorf("card: %+v, people %+v", c.ChangeCard, c.People)
	}
	if got := plain(c.Message.Trailers[0].Value); got != "Ada Weir" {
		t.Errorf("a page hands out a mail address: %q", got)
	}
	if got := fmt.Sprint(c.Dates); !strings.Contains(got, "in force") || !strings.Contains(got, "recorded") {
		t.Errorf("dates: %s", got)
	}
	var changed []Pair
	same := 0
	for _, x := range c.Stretches {
		if x.Same {
			same++
			continue
		}
		changed = append(changed, x.Pairs...)
	}
	if len(changed) != 1 || same == 0 || !c.Whole {
		t.Fatalf("%d pairs changed among %d unchanged stretches", len(changed), same)
	}
	var old, new string
	for _, r := range changed[0].Text {
		if r.Op != "+" {
			old += r.Text
		}
		if r.Op != "-" {
			new += r.Text
		}
	}
	if !strings.Contains(old, "each month") || !strings.Contains(new, "whenever three of them ask for it") {
		t.Errorf("words: %q to %q", old, new)
	}
}

func TestClausePage(t *testing.T) {
	s := plan(t, "", "en")
	p := page(t, s, "mill/art_4/index.html")
	c := p.Body.(*Clause)
	if c.WID != "art_3" || c.Repealed || c.Times != 2 || len(c.Life) != 4 {
		t.Errorf("wid %s, repealed %v, changed %d times, %d events", c.WID, c.Repealed, c.Times, len(c.Life))
	}
	if want := "First read 1 May 2001. Changed 2 times, last on 1 January 2013."; c.Summary != want {
		t.Errorf("summary %q", c.Summary)
	}
	if len(c.Addresses) != 2 || c.Addresses[0].EID != "art_3" || c.Addresses[0].Redirects || c.Addresses[1].To.Text != "" {
		t.Errorf("addresses: %+v", c.Addresses)
	}
	if got := c.Life[2]; !got.Quiet || got.Flags[0].Key != "renumbered" {
		t.Errorf("renumbering is told as %+v", got)
	}
	if c.Before == nil || c.Before.Href != "../art_3/index.html" || c.After != nil {
		t.Errorf("neighbours: %+v %+v", c.Before, c.After)
	}
	gone := page(t, s, "mill/art_2/index.html")
	g := gone.Body.(*Clause)
	if !g.Repealed || g.End.ISO != "2010-09-09" || gone.Status[0].Key != "repealed" || len(g.Notes) != 1 || g.Life[len(g.Life)-1].Op.Key != "removed" {
		t.Errorf("a repealed clause: %+v", g)
	}
}

func TestReadingPage(t *testing.T) {
	s := plan(t, "https://mills.example/", "en")
	p := page(t, s, "mill/index.html")
	r := p.Body.(*Reading)
	if r.Title != "Charter of the Mill" || !r.Current || len(r.Contents) != 3 || r.Contents[0].Href != "#art_1" {
		t.Errorf("title %q, contents %+v", r.Title, r.Contents)
	}
	unit := find(r.Blocks, "art_1__para_2")
	if unit == nil || unit.Margin == nil || !strings.HasPrefix(unit.Margin.Text, "unchanged since 1 May 2001") {
		t.Fatalf("margin of art_1__para_2: %+v", unit)
	}
	var ref *Ref
	for _, x := range unit.Text {
		if x.Ref != nil {
			ref = x.Ref
			if x.Text != "Article 3" {
				t.Errorf("reference over %q", x.Text)
			}
		}
	}
	if ref == nil || ref.Href != "#art_3" || ref.Snippet != "Grain for two winters stays in the store." {
		t.Errorf("reference: %+v", ref)
	}
	if p.Head.Canonical != "https://mills.example/mill/" || p.Head.JSONLD.LegalForce != "InForce" || p.Head.JSONLD.LegalValue != "" {
		t.Errorf("head: %+v %+v", p.Head, p.Head.JSONLD)
	}
	old := page(t, s, "mill/at/v1/index.html")
	if old.Head.Canonical != "https://mills.example/mill/" || !old.Head.NoIndex || old.Status[0].Key != "old" || len(old.Body.(*Reading).Notes) != 1 {
		t.Errorf("old version: %+v %+v", old.Head, old.Status)
	}
	note := old.Body.(*Reading).Notes[0]
	if len(note.Backs) != 1 || note.Label != "a" {
		t.Errorf("footnote: %+v", note)
	}
	es := page(t, s, "mill-es/index.html")
	if es.Status[0].Key != "translation" || es.Work.Lang != "es" || len(es.Work.Editions) != 2 || es.Body.(*Reading).Lang != "es" {
		t.Errorf("translation: %+v %+v", es.Status, es.Work)
	}
}

// find is the unit with an id, anywhere in blocks.
func find(blocks []Block, id string) *Unit {
	for i := range blocks {
		for j := range blocks[i].Units {
			if blocks[i].Units[j].ID == id {
				return &blocks[i].Units[j]
			}
			if u := find(blocks[i].Units[j].Blocks, id); u != nil {
				return u
			}
		}
	}
	return nil
}

func TestWrittenLinks(t *testing.T) {
	r := page(t, plan(t, "", "en"), "movements-2/index.html").Body.(*Reading)
	var got []string
	var walk func([]Block)
	walk = func(blocks []Block) {
		for _, b := range blocks {
			for _, u := range b.Units {
				for _, x := range u.Text {
					got = append(got, x.Text+"→"+x.Href)
				}
				walk(u.Blocks)
			}
		}
	}
	walk(r.Blocks)
	all := strings.Join(got, "\n")
	for _, want := range []string{"the rule on fire→#", "our bakery→https://bakery.example/", "a trap→\n"} {
		if !strings.Contains(all+"\n", want) {
			t.Errorf("no %q in\n%s", want, all)
		}
	}
	if strings.Contains(all, "javascript") {
		t.Error("a script is linked")
	}
}

// TestReferences finds cross-references in several languages, and none where there
// is none.
func TestReferences(t *testing.T) {
	source := "# Law\n\n## Article 4 Name\n\n(1) One.\n\n(2) Two.\n\n## § 3 Sitz\n\n(1) Eins.\n\n(2) Zwei.\n\n## Article 7a Other\n\nWords.\n\n## 第三条 会\n\n会は続く。\n\n## Chapter II Rest\n\n"
	for words, want := range map[string]string{
		"under Article 4(2).":              "Article 4(2)=art_4__para_2",
		"under Articles 4 and 9":           "Articles 4=art_4",
		"see art. 7a, and":                 "art. 7a=art_7a",
		"gemäß § 3 Abs. 2 gilt":            "§ 3 Abs. 2=art_4__sec_3__para_2",
		"gemäß §3":                         "§3=art_4__sec_3",
		"Article 4(9) is not there":        "Article 4=art_4",
		"第三条の規定":                           "第三条=art_3",
		"of Chapter II,":                   "Chapter II=chp_II",
		"Article 99 is not there":          "",
		"a particle 4 and an article here": "",
		"Article 4 of the Geneva Treaty":   "",
		"Article 4 of the Law":             "Article 4=art_4",
		"Article 44":                       "",
		"Article\u00a04":                   "Article\u00a04=art_4",
		"Section 3":                        "Section 3=art_4__sec_3",
	} {
		text, _ := markup.Parse(markup.File{Path: "x.md", Source: []byte(source)})
		text.Title = "Law"
		text.Clauses = append(text.Clauses, law.Clause{EID: "last", Text: words, Parent: -1})
		o := newOutline(text)
		var got []string
		for _, r := range o.refs.in(len(text.Clauses)-1, words, nil) {
			got = append(got, words[r.from:r.to]+"="+text.Clauses[r.unit].EID)
		}
		if s := strings.Join(got, " "); !strings.EqualFold(s, want) {
			t.Errorf("%q: %q, want %q", words, s, want)
		}
	}
}

// FuzzScan: whatever stands in a text, mentions are found in order, inside it and
// on the borders of characters.
func FuzzScan(f *testing.F) {
	f.Add("under Article 4(2), § 3 Abs. 2 und Art. 7 bis")
	f.Add("article article. art 4-")
	f.Add("§\xff 1")
	f.Fuzz(func(t *testing.T, s string) {
		at := 0
		for m, ok := scan(s, 0, nil); ok; m, ok = scan(s, m.to, nil) {
			if m.from < at || m.bare <= m.from || m.to < m.bare || m.to > len(s) {
				t.Fatalf("%q: %+v after %d", s, m, at)
			}
			at = m.to
		}
	})
}

// TestNesting bounds how deep blocks are nested, and loses nothing.
func TestNesting(t *testing.T) {
	text := &law.Text{}
	for i := range 300 {
		text.Clauses = append(text.Clauses, law.Clause{EID: fmt.Sprint("e", i), Kind: law.Item, Label: "a", Text: "x", Parent: i - 1, Depth: i})
	}
	w := law.Work{ID: "deep", Versions: []law.Version{{Main: true, Text: text, ID: "a"}}, Changes: []law.Change{{From: -1}}}
	s := Plan(Input{Commons: &law.Commons{Works: []law.Work{w}}, Catalogue: catalogue(t, "en")})
	r := page(t, s, "deep/index.html").Body.(*Reading)
	deepest, n := 0, 0
	var walk func([]Block, int)
	walk = func(blocks []Block, depth int) {
		deepest = max(deepest, depth)
		for _, b := range blocks {
			n += len(b.Units)
			for _, u := range b.Units {
				walk(u.Blocks, depth+1)
			}
		}
	}
	walk(r.Blocks, 0)
	if deepest > maxNest+3 || n != 300 {
		t.Errorf("nested %d deep, %d of 300 units", deepest, n)
	}
}

// TestBudget thins out versions and leaves unchanged words away where there is too
// much text.
func TestBudget(t *testing.T) {
	c := fixture(t, "")
	s := Plan(Input{Commons: c, Catalogue: catalogue(t, "en"), Budget: Budget{Versions: -1, Context: -1}})
	h := page(t, s, "mill/history/index.html").Body.(*History)
	if h.Note == "" || len(h.Versions) == 0 {
		t.Errorf("note %q, %d versions", h.Note, len(h.Versions))
	}
	ch := page(t, s, "mill/changes/6/index.html").Body.(*Change)
	for _, x := range ch.Stretches {
		if x.Same && (x.Pairs != nil || x.Text == "") {
			t.Errorf("an unchanged stretch: %+v", x)
		}
	}
	if ch.Whole {
		t.Error("the page claims to hold the whole text")
	}
}

func TestSentenceWithoutSite(t *testing.T) {
	c := fixture(t, "")
	old, new := c.Works[0].Versions[1].Text, c.Works[0].Versions[2].Text
	en := catalogue(t, "en")
	if got := Sentence(en, diff.Compare(old, new), old, new); got != "Inserts Article 3; renumbers Article 3 as Article 4" {
		t.Errorf("got %q", got)
	}
	if got := Sentence(en, diff.Compare(nil, new), nil, new); !strings.HasPrefix(got, "The text begins") {
		t.Errorf("got %q", got)
	}
	if got := Sentence(en, diff.Compare(old, nil), old, nil); got == "" {
		t.Error("the end of a text is told with no word")
	}
	s := plan(t, "", "en")
	if got := s.Titles("mill"); len(got) != 6 || got[4] != "Repeals Article 2" || s.Titles("nobody") != nil {
		t.Errorf("titles %q", got)
	}
}

func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		dates  []law.Date
		want   string
		byTime bool
	}{
		{[]law.Date{"2000", "2001", "2002"}, "[0 500 1000]", true},
		{[]law.Date{"2000-01-01", "", "2002"}, "[0 500 1000]", false},
		{[]law.Date{"2000", "2000"}, "[0 1000]", false},
		{[]law.Date{"0533-01-01", "2000"}, "[0 1000]", true},
		{[]law.Date{"2000"}, "[0]", false},
		{nil, "[]", false},
	} {
		got, byTime := places(c.dates)
		if fmt.Sprint(got) != c.want || byTime != c.byTime {
			t.Errorf("%v: %v %v", c.dates, got, byTime)
		}
	}
}

// TestLanguages wants the words that a page brings itself in each language.
func TestLanguages(t *testing.T) {
	for lang, want := range map[string]string{"es": "Inserta Article 3; renumera Article 3 como Article 4", "ar": "إدراج Article 3؛ إعادة ترقيم Article 3 إلى Article 4"} {
		p := page(t, plan(t, "", lang), "mill/changes/3/index.html")
		c := p.Body.(*Change)
		if got := plain(c.Sentence); got != want {
			t.Errorf("%s: %q", lang, got)
		}
		if p.Lang != lang || c.Sentence[1].Lang != "en" || lang == "ar" && (p.Dir != "rtl" || c.Sentence[1].Dir != "ltr") {
			t.Errorf("%s: page %s %s, label %+v", lang, p.Lang, p.Dir, c.Sentence[1])
		}
	}
}
