package markup

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"polity/commons/law"
)

// foldSlowly is what fold says of Latin letters, by the tables of Unicode.
func foldSlowly(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'ß':
			b.WriteString("ss")
		case r == 'æ':
			b.WriteString("ae")
		case r == 'ø':
			b.WriteByte('o')
		case r == 'ı':
			b.WriteByte('i')
		case r == 'ł':
			b.WriteByte('l')
		case r == 'đ':
			b.WriteByte('d')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// The short way for Latin letters says what the long one says.
func TestFoldLatin(t *testing.T) {
	letters := rapid.StringOf(rapid.RuneFrom(nil, &unicode.RangeTable{R16: []unicode.Range16{{Lo: ' ', Hi: 0x17F, Stride: 1}}}))
	rapid.Check(t, func(t *rapid.T) {
		s := letters.Draw(t, "s")
		if got, ok := foldLatin(s); ok && got != foldSlowly(s) {
			t.Fatalf("foldLatin(%q) = %q, want %q", s, got, foldSlowly(s))
		}
	})
	for in, want := range map[string]string{"CAPÍTULO": "capitulo", "Übergangsbestimmungen": "ubergangsbestimmungen", "Straße": "strasse", "×": "×", "Œuvre": "œuvre", "Ærø": "aero", "ČÁST": "cast", "Bölüm Kısım": "bolum kisim", "Đặc": "dac"} {
		if got := fold(in); got != want {
			t.Errorf("fold(%q) = %q, want %q", in, got, want)
		}
	}
}

// A lexicon finds every word, whichever of its parts knows it.
func TestLexicon(t *testing.T) {
	rows := []kindWords{{law.Part, "część|Đặc|ðeild|часть|part"}, {law.Book, "第|فصل|ǩ"}}
	l := newLexicon(kinds(rows))
	for w, kind := range kinds(rows) {
		if got, ok := l.get(fold(w)); !ok || got != kind {
			t.Errorf("%q is folded to %q and found as %q, %v; want %q", w, fold(w), got, ok, kind)
		}
	}
	if l.has("chapter") || l.has("глава") {
		t.Error("found a word that is not there")
	}
}

// No word is lost for the letter that it begins with.
func TestLexiconLetters(t *testing.T) {
	for r := range rune(0x30000) {
		if s := fold(string(r)); norm.NFC.IsNormalString(string(r)) && isASCII(s) && s != "" && unicode.IsLetter(r) && !latinLetter(r) {
			t.Errorf("%q is folded to %q and taken for no Latin letter", r, s)
		}
	}
}
