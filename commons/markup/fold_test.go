package markup

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
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
	for in, want := range map[string]string{"CAPÍTULO": "capitulo", "Übergangsbestimmungen": "ubergangsbestimmungen", "Straße": "strasse", "×": "×", "Œuvre": "œuvre", "Ærø": "aero"} {
		if got := fold(in); got != want {
			t.Errorf("fold(%q) = %q, want %q", in, got, want)
		}
	}
}
