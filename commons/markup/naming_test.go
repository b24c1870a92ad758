package markup

import (
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
