package model

import (
	"strings"
	"testing"

	"polity/commons/law"
	"polity/diff/reuse"
)

const keep1 = `# The Keep

## Article 1. Bread

1. Bread is baked on the first day of each week, by the oven that stands at gate 3.
2. Whoever bakes eats first, and then the 12 households in turn.

## Article 2. Water

The well is opened at 6 and closed at 9, and children carry half.

## Article 3. Doors

Doors are shut when the bell of 1700 has been rung two times.

## Article 4. Quarrels

Quarrels are heard by 5 neighbours who have not heard them yet.
`

const torre = `# La Torre

## Artículo 1. El pan

1. El pan se cuece el primer día de cada semana, en el horno de la puerta 3.
2. Quien cuece come primero, y después las 12 casas por turno.

## Artículo 2. El agua

El pozo se abre a las 6 y se cierra a las 9, y los niños cargan la mitad.

## Artículo 4. Las disputas

Las disputas las oyen 5 vecinos que aún no las hayan oído.

Quien grita paga el vino, y quien calla lo bebe con los demás hasta que se haya acabado.

## Artículo 5. Las cabras

Las cabras, que en el original no están, entran de noche, y nadie pregunta de quién son ni adónde van a la mañana siguiente.
`

// Every way in which a translation can part from its original, told on its page, at the
// head of its text, at its clauses, and at the original.
func TestTranslation(t *testing.T) {
	keep2 := strings.NewReplacer("the 12 households", "the 14 households", "## Article 2. Water\n\nThe well is opened at 6 and closed at 9, and children carry half.\n\n", "").Replace(keep1) +
		"\n## Article 6. Guests\n\nA guest of the Keep eats with the household that found them.\n"
	keep := newWorkOf(t, "keep", "keep.md", []string{"2001-01-01", "2009-09-09"}, nil, keep1, keep2)
	es := newWorkOf(t, "torre", "torre.md", []string{"2002-02-02"}, nil, torre)
	keep.Translations, es.Lang, es.TranslationOf = []string{"torre"}, "es", "keep"
	es.Versions[0].Text.Lang = "es"
	c := &law.Commons{Movements: []law.Movement{{ID: "mill", Name: "The Mill", Declared: true}}, Works: []law.Work{keep, es}}
	s := Plan(Input{Commons: c, Reuse: reuse.Trace(c, reuse.Options{}), Catalogue: catalogue(t, "en")})

	body := page(t, s, "torre/translation/index.html").Body.(*Translation)
	var told []string
	for _, r := range body.Waiting {
		line := r.State.Key + ":"
		for _, l := range []*Link{r.Original, r.Own} {
			if line += " "; l != nil {
				line += l.Text
			} else {
				line += "-"
			}
		}
		if r.Change != nil {
			line += " " + r.Change.Text
		}
		told = append(told, line)
	}
	want := `stale: Article 1(2) Artículo 1(2) 9 September 2009
missing: Article 3. Doors -
stale: Article 4. Quarrels Artículo 4. Las disputas
newer: Article 6. Guests - 9 September 2009
dropped: Article 2. Water Artículo 2. El agua 9 September 2009
added: - Artículo 5. Las cabras`
	if got := strings.Join(told, "\n"); got != want {
		t.Errorf("told:\n%s\nwant:\n%s", got, want)
	}
	if len(body.Current) == 0 || body.Level.Key != "declared" {
		t.Errorf("%d up to date, %s", len(body.Current), body.Level.Key)
	}
	if w := body.Waiting[0]; len(w.Words) < 3 || !strings.HasPrefix(w.Stands, "Quien cuece") {
		t.Errorf("words: %+v, %q", w.Words, w.Stands)
	}

	text := page(t, s, "torre/index.html")
	if got := text.Status[1].Text; got != "It follows the original as of 1 January 2001: 2 clauses out of date, one not translated yet, one left out, one repealed in the original and one that the original does not have." {
		t.Errorf("head: %s", got)
	}
	if says := find(text.Body.(*Reading).Blocks, "art_1__para_2").Margin.Says; len(says) != 1 || says[0].Href != "translation/index.html#"+body.Waiting[0].ID {
		t.Errorf("mark: %+v", says)
	}
	if v := page(t, s, "keep/art_1__para_2/index.html").Body.(*Clause).Variants; len(v) != 1 || v[0].Text != "out of date" || v[0].Clause.Href != "../../torre/art_1__para_2/index.html" {
		t.Errorf("the original's clause: %+v", v)
	}
	facts := page(t, s, "keep/index.html").Body.(*Reading).Facts
	if got := plain(facts[len(facts)-1].Value); !strings.HasPrefix(got, "Español (2 clauses out of date") {
		t.Errorf("the original: %q", got)
	}
}

// What stands above the first heading is told too, with its own words for a name.
func TestTranslationAboveTheFirstHeading(t *testing.T) {
	const above, arriba = "We who live in the Keep have 40 winters behind us.\n\n", "Quienes vivimos en la Torre llevamos 40 inviernos.\n\n"
	old := strings.Replace(keep1, "# The Keep\n\n", "# The Keep\n\n"+above, 1)
	keep := newWorkOf(t, "keep", "keep.md", []string{"2001-01-01", "2009-09-09"}, nil, old, strings.Replace(old, "winters behind us", "hard winters behind us", 1))
	es := newWorkOf(t, "torre", "torre.md", []string{"2002-02-02"}, nil, strings.Replace(torre, "# La Torre\n\n", "# La Torre\n\n"+arriba, 1))
	keep.Translations, es.Lang, es.TranslationOf = []string{"torre"}, "es", "keep"
	es.Versions[0].Text.Lang = "es"
	c := &law.Commons{Works: []law.Work{keep, es}}
	body := page(t, Plan(Input{Commons: c, Reuse: reuse.Trace(c, reuse.Options{}), Catalogue: catalogue(t, "en")}), "torre/translation/index.html").Body.(*Translation)
	for _, r := range body.Waiting {
		if r.State.Key == outOfDate && r.Original != nil && strings.HasPrefix(r.Original.Text, "We who live in the Keep") {
			if r.Own == nil || r.Own.Href != "../index.html#p_1" || r.Stands == "" || len(r.Words) < 3 {
				t.Errorf("%+v", r)
			}
			return
		}
	}
	t.Errorf("not told: %+v", body.Waiting)
}
