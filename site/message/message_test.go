package message

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// shipped are the catalogues that come with the program.
func shipped() fs.FS { return os.DirFS("../../content/languages") }

func load(t *testing.T, lang string) *Catalogue {
	t.Helper()
	c, err := Load(shipped(), lang)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestCataloguesComplete wants in every language shipped each key of the
// fallback, no other, with the same placeholders.
func TestCataloguesComplete(t *testing.T) {
	en := load(t, Fallback)
	langs := Languages(shipped())
	if len(langs) < 3 {
		t.Fatalf("found only the languages %v", langs)
	}
	for _, lang := range langs {
		c := load(t, lang)
		for key, e := range en.messages {
			if !c.Has(key) {
				t.Errorf("%s lacks %s", lang, key)
				continue
			}
			if got, want := placeholders(c.messages[key]), placeholders(e); !slices.Equal(got, want) && !strings.HasPrefix(key, "format.") {
				t.Errorf("%s: %s has placeholders %v, the fallback %v", lang, key, got, want)
			}
		}
		for key := range c.messages {
			if !en.Has(key) {
				t.Errorf("%s has %s, which the fallback lacks", lang, key)
			}
		}
		if len(c.months) != 12 || len(c.digits) != 10 {
			t.Errorf("%s has %d months and %d digits", lang, len(c.months), len(c.digits))
		}
	}
}

func placeholders(e entry) []string {
	names := e.other.names()
	slices.Sort(names)
	return slices.Compact(names)
}

// TestPluralCategories wants for every message with plural forms exactly the
// categories that its language tells apart for whole numbers, and none besides.
func TestPluralCategories(t *testing.T) {
	for _, lang := range Languages(shipped()) {
		c := load(t, lang)
		needed := map[plural.Form]bool{}
		for n := range 200 {
			needed[plural.Cardinal.MatchPlural(language.Make(lang), n, 0, 0, 0, 0)] = true
		}
		for key, e := range c.messages {
			if len(e.forms) == 0 {
				continue
			}
			for form := range needed {
				if _, ok := e.forms[form]; !ok && form != plural.Other {
					t.Errorf("%s: %s lacks plural form %v", lang, key, form)
				}
			}
			for form := range e.forms {
				if !needed[form] {
					t.Errorf("%s: %s has plural form %v, which the language does not use", lang, key, form)
				}
			}
		}
	}
}

func TestText(t *testing.T) {
	en, es, ar := load(t, "en"), load(t, "es-MX"), load(t, "ar")
	for _, c := range []struct{ got, want string }{
		{en.Text("count.changes", "n", 1), "1 change"},
		{en.Text("count.changes", "n", 1234), "1,234 changes"},
		{es.Text("count.changes", "n", 1234), "1234 cambios"},
		{es.Text("count.changes", "n", 12345), "12\u202f345 cambios"},
		{ar.Text("count.changes", "n", 2), "تغييران"},
		{ar.Text("count.changes", "n", 5), "٥ تغييرات"},
		{ar.Text("count.changes", "n", 11), "١١ تغييرًا"},
		{ar.Text("count.changes", "n", 100), "١٠٠ تغيير"},
		{en.Date("2015-05-03"), "3 May 2015"},
		{en.Date("2015-05"), "May 2015"},
		{en.Date("1791"), "1791"},
		{es.Date("2015-05-03"), "3 de mayo de 2015"},
		{ar.Date("2015-05-03"), "٣ مايو ٢٠١٥"},
		{en.Date(""), "date unknown"},
		{en.Date("around 1500"), "around 1500"},
		{en.Date("2015-13-01"), "2015-13-01"},
		{en.Date("0533-11-16"), "16 November 533"},
		{en.Text("no.such.key"), "no.such.key"},
		{en.Text("status.old"), "This is the text as it stood on {date}. It is not in force."},
		{(*Catalogue)(nil).Text("x"), "x"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if ar.Dir != "rtl" || en.Dir != "ltr" {
		t.Error("directions are", ar.Dir, en.Dir)
	}
}

func TestFallback(t *testing.T) {
	fsys := fstest.MapFS{
		"en.yaml": {Data: []byte("a: {b: hello, n: {one: one, other: '{n}'}}\nformat: {months: a b c d e f g h i j k l, month: '{month} {y}'}")},
		"fr.yaml": {Data: []byte("a: {b: salut}")},
		"xx.yaml": {Data: []byte("a: [b]")},
		"yy.yaml": {Data: []byte("a: {other: b, ones: c}")},
	}
	fr, err := Load(fsys, "fr-CA")
	if err != nil {
		t.Fatal(err)
	}
	if got := fr.Text("a.b") + fr.Text("a.n", "n", 3) + fr.Date("2001-02"); got != "salut3b 2001" {
		t.Errorf("got %q", got)
	}
	if fr.Has("a.n") {
		t.Error("Has answers for the fallback")
	}
	for _, lang := range []string{"", "de", "not a language"} {
		if c, err := Load(fsys, lang); err != nil || c.Text("a.b") != "hello" {
			t.Errorf("%q: %v %v", lang, c, err)
		}
	}
	if _, err := Load(fstest.MapFS{}, "en"); err == nil {
		t.Error("a missing fallback is no error")
	}
	for _, lang := range []string{"und-xx", "xx"} {
		_, _ = Load(fsys, lang)
	}
	if _, err := read(fsys, "xx"); err == nil {
		t.Error("a list for a message is no error")
	}
	if _, err := read(fsys, "yy"); err == nil {
		t.Error("an unknown plural category is no error")
	}
}

func TestSentence(t *testing.T) {
	acts := []Act{
		{Verb: "amends", Clauses: []Range{{From: "Art. 4(2)", Href: "a"}}},
		{Verb: "inserts", Clauses: []Range{{From: "Art. 7a"}, {From: "Art. 9"}}},
		{Verb: "renumbers", Clauses: []Range{{From: "8", To: "11"}}, Into: []Range{{From: "9", To: "12"}}},
		{Verb: "repeals", Clauses: []Range{{From: "1"}, {From: "2"}, {From: "3"}, {From: "4"}, {From: "5"}, {From: "6"}, {From: "7"}}},
		{Verb: "moves", Count: 12},
	}
	for lang, want := range map[string]string{
		"en": "Amends Art. 4(2); inserts Art. 7a and Art. 9; renumbers 8–11 as 9–12; repeals 1, 2, 3, 4 and 3 more; moves 12 clauses",
		"es": "Modifica Art. 4(2); inserta Art. 7a y Art. 9; renumera 8–11 como 9–12; deroga 1, 2, 3, 4 y otras 3; traslada 12 cláusulas",
		"ar": "تعديل Art. 4(2)؛ إدراج Art. 7a وArt. 9؛ إعادة ترقيم 8–11 إلى 9–12؛ إلغاء 1 و2 و3 و4 و٣ أحكام أخرى؛ نقل ١٢ حكمًا",
	} {
		if got := Plain(load(t, lang).Sentence(acts)); got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", lang, got, want)
		}
	}
	en := load(t, "en")
	pieces := en.Sentence(acts[:1])
	if len(pieces) != 2 || !pieces[1].Quoted || pieces[1].Href != "a" {
		t.Errorf("the label is not quoted on its own: %+v", pieces)
	}
	if got := Plain(en.Sentence(nil)); got != "No word of the text changed" {
		t.Errorf("got %q", got)
	}
	if got := Plain(en.Sentence([]Act{{Verb: "amends", Clauses: []Range{{From: "المادة 4"}}}})); got != "Amends \u2068المادة 4\u2069" {
		t.Errorf("a label that runs the other way is not isolated: %q", got)
	}
	for _, verb := range []string{"amends", "inserts", "repeals", "replaces", "retitles", "renumbers", "moves", "splits", "merges"} {
		for _, key := range []string{"speech." + verb, "speech." + verb + "_into"} {
			if !en.Has(key) {
				t.Error("no message", key)
			}
		}
	}
}

func TestLanguages(t *testing.T) {
	for lang, want := range map[string]string{"ar": "rtl", "fa-IR": "rtl", "he": "rtl", "en": "ltr", "": "ltr", "ku-Arab": "rtl", "ar-Latn": "ltr", "ja": "ltr", "UR": "rtl", "az_Arab": "rtl"} {
		if got := Dir(lang); got != want {
			t.Errorf("Dir(%q) = %q", lang, got)
		}
	}
	for lang, want := range map[string]string{"es": "Español", "pt-BR": "Português (Brasil)", "de-CH": "Deutsch (CH)", "qqq": "qqq", "ZH-hant": "繁體中文", "": ""} {
		if got := Endonym(lang); got != want {
			t.Errorf("Endonym(%q) = %q", lang, got)
		}
	}
}

// FuzzPattern: a message without arguments comes out as it went in.
func FuzzPattern(f *testing.F) {
	f.Add("a {b} c")
	f.Add("{{}")
	f.Fuzz(func(t *testing.T, s string) {
		if got := Plain(parse(s).fill(nil)); got != s {
			t.Errorf("%q came out as %q", s, got)
		}
	})
}
