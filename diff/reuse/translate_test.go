package reuse

import (
	"reflect"
	"strconv"
	"strings"
	"testing"

	"polity/commons/law"
	"polity/commons/markup"
)

func parsed(id, lang, date, text string) law.Work {
	t, _ := markup.NewParser().Parse([]markup.File{{Path: id + ".md", Source: []byte(text)}}, lang)
	return law.Work{ID: id, Title: t.Title, Lang: lang, Versions: []law.Version{{ID: date, Main: true, Text: t, Dates: law.Dates{Published: law.Date(date)}}}}
}

const (
	english = `# The Weir

## Article 1

The keeper is chosen by lot for 3 years out of the 12 households.

## Article 2

1. The weir is opened at dusk.
2. It is closed before the first frost, and in any case on 30 November.

## Article 3

Boats pay 5 pence, rafts 15.

## Article 4

This charter is read aloud at every harvest supper, and whoever has not heard it three years running is fined a hen.
`
	spanish = `# La presa

## Artículo 1

El guardián es elegido por sorteo por 3 años de entre las 12 casas.

## Artículo 2

1. La presa se abre al anochecer.
2. Se cierra antes de la primera helada, y en todo caso el 30 de noviembre.

## Artículo 3

Las barcas pagan 5 peniques, las balsas 15.
`
	other = `# Estatuto de las abejas

## Artículo 1

Nadie tendrá colmenas a menos distancia del camino que la de un enjambre, salvo que responda de cada picadura ante la asamblea de vecinos y ante el juez.

## Artículo 2

La miel se pesa en público.

## Artículo 3

Por cada colmena se pagará al común, el día de la feria, lo que la asamblea haya acordado el año anterior, y no más.

## Artículo 4

Quien venda un enjambre fuera del valle pierde su voto.
`
)

func TestTranslation(t *testing.T) {
	c := &law.Commons{Works: []law.Work{parsed("bees", "es", "1902", other), parsed("weir", "en", "1901", english), parsed("presa", "es", "1910", spanish)}}
	r := Trace(c, Options{})
	if len(r.Translations) != 1 {
		t.Fatalf("one work translates another: %+v", r.Translations)
	}
	x := r.Translations[0]
	old := c.Works[1].Versions[0].Text
	var missing []string
	for _, i := range x.Missing {
		missing = append(missing, old.Clauses[i].EID)
	}
	if c.Works[x.From].ID != "weir" || c.Works[x.To].ID != "presa" || x.Direction != Known || x.Declared || !reflect.DeepEqual(missing, []string{"art_4", "art_4__p_1"}) || len(x.Added) > 0 {
		t.Errorf("%+v, missing %v", x, missing)
	}
}

// A translation is out of date where the original reads otherwise since.
func TestStale(t *testing.T) {
	weir := parsed("weir", "en", "1901", english)
	newer := parsed("weir", "en", "1920", strings.Replace(english, "Boats pay 5 pence, rafts 15.", "Boats pay 8 pence, and rafts are forbidden.", 1)).Versions[0]
	newer.Parents = []int{0}
	weir.Versions = append(weir.Versions, newer)
	presa := parsed("presa", "es", "1910", spanish)
	presa.TranslationOf = "weir"
	c := &law.Commons{Works: []law.Work{presa, weir}}
	x := Trace(c, Options{}).Translations[0]
	if !x.Declared || x.Versions[0] != 0 || len(x.Stale) != 1 || weir.Versions[0].Text.Clauses[x.Stale[0]].EID != "art_3__p_1" {
		t.Errorf("%+v", x)
	}
}

// A figure that changed puts a translation out of date as any word does; the original
// translates nothing, and is translated from the day it was adopted.
func TestStaleFigure(t *testing.T) {
	weir := parsed("weir", "en", "1901", english)
	newer := parsed("weir", "en", "1909", strings.Replace(english, "Boats pay 5 pence", "Boats pay 8 pence", 1)).Versions[0]
	newest := parsed("weir", "en", "1911", strings.Replace(english, "for 3 years", "for 4 years", 1)).Versions[0]
	newer.Parents, newest.Parents = []int{0}, []int{1}
	newer.Dates = law.Dates{Adopted: "1909", InForce: "1911"}
	weir.Versions = append(weir.Versions, newer, newest)
	presa := parsed("presa", "es", "1910", strings.Replace(spanish, "5 peniques", "8 peniques", 1))
	presa.TranslationOf = "weir"
	r := Trace(&law.Commons{Works: []law.Work{weir, presa}}, Options{})
	if len(r.Translations) != 1 {
		t.Fatalf("%+v", r.Translations)
	}
	x := r.Translations[0]
	var stale []string
	for _, c := range x.Stale {
		stale = append(stale, weir.Versions[x.Versions[0]].Text.Clauses[c].EID)
	}
	if x.To != 1 || x.Versions[0] != 1 || !reflect.DeepEqual(stale, []string{"art_1__p_1", "art_3__p_1"}) {
		t.Errorf("%+v, stale %v", x, stale)
	}
}

// Of versions that fit nearly alike the last that could be read was translated: how long
// a sentence is in another language tells little.
func TestLastVersionTranslated(t *testing.T) {
	weir := parsed("weir", "en", "1901", english)
	newer := parsed("weir", "en", "1905", strings.Replace(english, "Boats pay 5 pence, rafts 15.", "For boats 5 pence are owed, and for rafts 15.", 1)).Versions[0]
	newer.Parents = []int{0}
	weir.Versions = append(weir.Versions, newer)
	presa := parsed("presa", "es", "1910", spanish)
	presa.TranslationOf = "weir"
	if x := Trace(&law.Commons{Works: []law.Work{presa, weir}}, Options{}).Translations[0]; x.Versions[0] != 1 || len(x.Stale) > 0 {
		t.Errorf("%+v", x)
	}
}

// Two texts of numbered articles are alike in every label, and translate nothing.
func TestNumberedAlike(t *testing.T) {
	write := func(word string, step int) string {
		var b strings.Builder
		n := 7
		for i := range 40 {
			n = (n*step + 11) % 53
			b.WriteString("## Article " + strconv.Itoa(i+1) + "\n\n" + strings.Repeat(word+" ", n+1) + "\n\n")
		}
		return b.String()
	}
	c := &law.Commons{Works: []law.Work{parsed("a", "en", "1901", write("weir", 17)), parsed("b", "es", "1910", write("abeja", 29))}}
	if r := Trace(c, Options{}); len(r.Translations) > 0 {
		t.Errorf("fit %.2f", r.Translations[0].Fit)
	}
}
