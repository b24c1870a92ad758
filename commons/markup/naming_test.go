package markup

import (
	"strings"
	"testing"

	"polity/commons/law"
)

// TestNamingOf reads words as texts inflect them, and no others that begin or end alike.
func TestNamingOf(t *testing.T) {
	for word, want := range map[string]Naming{
		"Articles":   {Kind: law.Article, Word: "article", Size: 8, Behind: true, Formed: true},
		"l’article":  {Kind: law.Article, Word: "article", Size: 11, Behind: true},
		"§§":         {Kind: law.Section, Word: "§", Size: 4, Formed: true},
		"maddesinin": {Kind: law.Article, Word: "madde", Size: 10, Behind: true, Formed: true},
		"статьёй":    {Kind: law.Article, Word: "статья", Size: 14, Behind: true, Formed: true},
		"للمادة":     {Kind: law.Article, Word: "مادة", Size: 12},
		"ולסעיפים":   {Kind: law.Article, Word: "סעיף", Size: 16, Formed: true},
		"בסעיף":      {Kind: law.Article, Word: "סעיף", Size: 10},
		"धाराओं":     {Kind: law.Section, Word: "धारा", Size: 18, Formed: true},
		"ตามมาตรา":   {Kind: law.Article, Word: "มาตรา", Size: 15},
		"часто":      {},
		"главный":    {},
		"أسباب":      {},
		"भागीदार":    {},
		"particle":   {},
		"":           {},
	} {
		if got := NamingOf(word); got != want {
			t.Errorf("%q: %+v, want %+v", word, got, want)
		}
	}
}

// TestSpelledOf reads numbers in words behind names, and no words that merely look alike.
func TestSpelledOf(t *testing.T) {
	for text, want := range map[string]Spelled{
		"article|five":                  {Value: 5, Size: 4, Count: true},
		"article|the Third of it":       {Value: 3, Size: 9, Doubtful: true},
		"article|third":                 {Value: 3, Size: 5, Doubtful: true},
		"article|one":                   {Value: 1, Size: 3, Count: true, Doubtful: true},
		"article|to":                    {},
		"article|neuf":                  {},
		"article|only":                  {},
		"artículo|vigésimo primero, de": {Value: 21, Size: 17},
		"artículo|dos":                  {Value: 2, Size: 3, Count: true},
		"artículo|único":                {},
		"artigo|dos estatutos":          {},
		"artigo|segundo o qual":         {Value: 2, Size: 7, Doubtful: true},
		"artikel|fünf":                  {Value: 5, Size: 5, Count: true},
		"статьи|пятой":                  {Value: 5, Size: 10},
		"статьи|двадцать пятая":         {Value: 25, Size: 27},
		"الفصل|الثالث":                  {Value: 3, Size: 12},
	} {
		name, number, _ := strings.Cut(text, "|")
		if got := SpelledOf(number, NamingOf(name)); got != want || want.Size > 0 && !MayBeSpelled(number) {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}
