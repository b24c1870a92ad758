package model

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/diff/lineage"
	"polity/site/message"
)

// The fixture is a commons of two movements: a charter with six versions, its
// Spanish translation with one, and a text without numbers by people who declared
// nothing. All words are our own.

const charter1 = `# Charter of the Mill

We who grind together agree on this.

## Article 1. The wheel

1. The wheel belongs to all millers.
2. It rests on feast days, unless the council of Article 3 says otherwise.

## Article 2. Flour

Whoever brings grain takes flour home, less one part in sixteen.[^a]

- wheat and rye
- barley

## Article 3. The council

The council has five members. It meets each month under Article 1(2).

[^a]: The toll is kept in kind.
`

var (
	charter2 = strings.Replace(charter1, "five members", "seven members", 1)
	charter3 = strings.Replace(strings.Replace(charter2, "## Article 3. The council", "## Article 4. The council", 1),
		"## Article 4", "## Article 3. The store\n\nGrain for two winters stays in the store.\n\n## Article 4", 1)
	charter4 = strings.Replace(charter3, "and rye", "and  rye", 1)
	charter5 = strings.Replace(charter4, "## Article 2. Flour\n\nWhoever brings grain takes flour home, less one part in sixteen.[^a]\n\n- wheat and  rye\n- barley\n\n", "", 1)
	charter6 = strings.Replace(charter5, "It meets each month", "It meets whenever three of them ask for it", 1)
)

const carta = `# Carta del Molino

## Artículo 1. La rueda

1. La rueda es de todos los molineros.
`

const lament = `# House rules

## Guests

Guests eat first. See [the rule on fire](#fire), [our bakery](https://bakery.example/), [a trap](javascript:alert(1)).

## Fire

Nobody sleeps before the fire is out.
`

func commit(n int, subject string) law.Commit {
	return law.Commit{
		Hash: fmt.Sprintf("%040x", 0xabc000+n), Author: law.Person{Name: "Ada Weir", Email: "ada@mill.example"}, Committer: law.Person{Name: "Ada Weir"},
		With: []law.Person{{Name: "Bo Race"}}, Subject: subject, Trailers: []law.Trailer{{Key: "Signed-off-by", Value: "Ada Weir <ada@mill.example>"}},
	}
}

// newWorkOf makes a work of texts, each a version and a change.
func newWorkOf(t testing.TB, id, file string, dates, tags []string, texts ...string) law.Work {
	t.Helper()
	w := law.Work{ID: id, Movement: "mill", Kind: "charter", Lang: "en", Files: []string{file}, Branch: "main", Forge: "https://forge.example/mill/law", ForgeKind: "forgejo"}
	for i, source := range texts {
		text, _ := markup.Parse(markup.File{Path: file, Source: []byte(source)})
		v := law.Version{Commit: commit(i, fmt.Sprintf("Update %d", i+1)), Main: true, Text: text, Key: fmt.Sprint(i), ID: dates[i], Dates: law.Dates{Committed: law.Date(dates[i])}}
		if i > 0 {
			v.Parents = []int{i - 1}
		}
		if i < len(tags) && tags[i] != "" {
			v.Name, v.ID, v.Tags = tags[i], tags[i], []string{tags[i]}
		}
		w.Versions = append(w.Versions, v)
		w.Changes = append(w.Changes, law.Change{From: i - 1, To: i, Commit: v.Commit})
		w.Title = text.Title
	}
	return w
}

// fixture is the commons, its site's URL as given.
func fixture(t testing.TB, url string) *law.Commons {
	t.Helper()
	charter := newWorkOf(t, "mill", "charter.md", []string{"2001-05-01", "2003-02-11", "2003-02-11", "2004-01-01", "2010-09-09", "2012-12-12"},
		[]string{"v1", "", "v2", "", "", "v3"}, charter1, charter2, charter3, charter4, charter5, charter6)
	charter.Translations = []string{"mill-es"}
	charter.Versions[5].Dates.InForce = "2013-01-01"
	charter.Changes[5].Number = "7"
	es := newWorkOf(t, "mill-es", "carta.md", []string{"2005-01-01"}, nil, carta)
	es.Lang, es.TranslationOf = "es", "mill"
	house := newWorkOf(t, "movements", "rules.md", []string{""}, nil, lament)
	house.Movement, house.Forge = "guests", ""
	return &law.Commons{
		Title: "Mills", URL: url,
		Movements: []law.Movement{
			{ID: "guests", Name: "Guests", PartOf: []string{"mill", "nobody"}},
			{ID: "mill", Name: "The Mill", Declared: true, Home: "https://mill.example/", Members: []string{"guests"}, Languages: []string{"en", "es"}, Works: []string{"mill"}},
		},
		Works:   []law.Work{charter, es, house},
		Sources: []law.Source{{Name: "law", URL: "https://forge.example/mill/law", Ref: "main", Commit: charter.Versions[5].Commit.Hash, Movement: "mill", Works: []string{"mill", "mill-es"}}},
	}
}

func catalogue(t testing.TB, lang string) *message.Catalogue {
	t.Helper()
	c, err := message.Load(os.DirFS("../../content/languages"), lang)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func plan(t testing.TB, url, lang string) *Site {
	t.Helper()
	c := fixture(t, url)
	histories := map[string]*lineage.History{}
	for i := range c.Works {
		histories[c.Works[i].ID] = lineage.Trace(&c.Works[i], lineage.Options{})
	}
	return Plan(Input{Commons: c, Histories: histories, Catalogue: catalogue(t, lang)})
}

// page builds the page at a path.
func page(t testing.TB, s *Site, path string) *Page {
	t.Helper()
	for i := range s.Pages {
		if s.Pages[i].Path == path {
			return s.Page(i)
		}
	}
	t.Fatalf("no page %s", path)
	return nil
}

func fixtureOfNothing() *law.Commons {
	return &law.Commons{Works: []law.Work{{ID: "x"}, {ID: "y", Versions: []law.Version{{Main: true, Text: &law.Text{}, ID: "now"}}}}}
}
