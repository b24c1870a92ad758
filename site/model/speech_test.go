package model

import (
	"slices"
	"testing"

	"polity/commons/law"
	"polity/diff/lineage"
)

// How clauses are called where they are named away from their place.
func TestNames(t *testing.T) {
	for _, x := range []struct {
		source string
		names  []string
	}{
		{"# Law\n\n## Article 4\n\n(2) Bread.\n\n(3) Salt:\n\n- (a) grey\n", []string{"Article 4", "Article 4(2)", "Article 4(3)", "Article 4(3)(a)"}},
		{"# 集会規約\n\n## 第一章 総則\n\n### 第一条\n\n会は毎月開く。\n\n#### ○２\n\n会は公開する。\n\n### 第二条\n\n会の仕事は次のとおり。\n\n#### 一\n\n川を守ること。\n", []string{"第一章 総則", "第一条", "第一条○２", "第二条", "第二条一"}},
	} {
		w := newWorkOf(t, "law", "law.md", []string{"2001-01-01"}, nil, x.source)
		c := &law.Commons{Title: "Laws", Movements: []law.Movement{{ID: "mill"}}, Works: []law.Work{w}}
		s := Plan(Input{Commons: c, Histories: map[string]*lineage.History{"law": lineage.Trace(&w, lineage.Options{})}, Catalogue: catalogue(t, "en")})
		var got []string
		for i := range s.Pages {
			if s.Pages[i].Kind == KindClause {
				got = append(got, s.Page(i).Title.Text)
			}
		}
		if !slices.Equal(got, x.names) {
			t.Errorf("got %q, want %q", got, x.names)
		}
	}
}

// Labels below an article hang on it in brackets, however long their roman number is,
// and also where a letter looks like an ending of numbers: «6o».
func TestNamesInBrackets(t *testing.T) {
	for label, want := range map[string]string{"o)": "Artículo 5(o)", "O.": "Artículo 5(O)", "XVII.": "Artículo 5(XVII)", "XVIII.": "Artículo 5(XVIII)", "LXXXVIII": "Artículo 5(LXXXVIII)"} {
		text := &law.Text{Clauses: []law.Clause{
			{Kind: law.Article, Label: "Artículo 5", Parent: -1},
			{Kind: law.Item, Label: label, Text: "Oír.", Parent: 0},
		}}
		if got, _ := (&builder{}).name(text, 1); got != want {
			t.Errorf("%s: got %q, want %q", label, got, want)
		}
	}
}
