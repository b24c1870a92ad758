package reuse

import (
	"testing"

	"polity/commons/law"
)

// An original that read the same before and after its translation was made is still
// laid under it: its one text is looked at once, and at the date at which it can be.
func TestTranslationOfTextThatCameBack(t *testing.T) {
	text := func(lang string, words ...string) *law.Text {
		out := &law.Text{Lang: lang}
		for i, w := range words {
			n := string(rune('1' + i))
			out.Clauses = append(out.Clauses, law.Clause{EID: "art_" + n, Kind: law.Article, Label: "Article " + n, Num: n, Text: w, Parent: -1})
		}
		return out
	}
	version := func(date law.Date, text *law.Text, parents ...int) law.Version {
		return law.Version{Main: true, Text: text, Dates: law.Dates{InForce: date}, Parents: parents, Key: string(date)}
	}
	first := text("en", "The gate is shut at dusk by the 3 keepers.", "Nobody fishes in June.")
	c := &law.Commons{Works: []law.Work{
		{ID: "gate", Lang: "en", Translations: []string{"gate-es"}, Versions: []law.Version{version("2020-01-01", first), version("2022-01-01", first, 0)}},
		{ID: "gate-es", Lang: "es", TranslationOf: "gate", Versions: []law.Version{version("2021-01-01", text("es", "Los 3 guardas cierran la puerta al anochecer.", "Nadie pesca en junio."))}},
	}}
	r := Trace(c, Options{})
	if len(r.Translations) != 1 || len(r.Translations[0].Pairs) != 2 {
		t.Errorf("%+v", r.Translations)
	}
}
