package letters

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestCharacters(t *testing.T) {
	for _, c := range []struct {
		r                       rune
		word, unspaced, numeral bool
	}{
		{'a', true, false, false},
		{'7', true, false, false},
		{'.', false, false, false},
		{' ', false, false, false},
		{'ß', true, false, false},
		{'Ж', true, false, false},
		{'ع', true, false, false},
		{'َ', true, false, false},
		{'٣', true, false, false},
		{'会', true, true, false},
		{'三', true, true, true},
		{'ー', true, true, false},
		{'의', true, true, false},
		{'ท', true, true, false},
		{'ි', true, false, false},
		{'。', false, false, false},
	} {
		if Word(c.r) != c.word || Unspaced(c.r) != c.unspaced || Numeral(c.r) != c.numeral {
			t.Errorf("%q: word %v, unspaced %v, numeral %v", c.r, Word(c.r), Unspaced(c.r), Numeral(c.r))
		}
	}
}

func TestNumber(t *testing.T) {
	for s, want := range map[string][2]int{
		"፲፪ ": {12, 2}, "፻፭": {105, 2}, "፪፻": {200, 2}, "፩": {1, 1}, "ג׳ מים": {3, 2}, "ג'": {3, 2}, "י״ב": {12, 3}, "קכ\"ג,": {123, 4}, "ט״ו": {15, 3},
		"סעיף": {}, "ג": {}, "צה״ל": {}, "אב": {}, "": {}, "12": {}, "י״": {}, "יב׳": {},
	} {
		if v, n := Number([]rune(s)); v != want[0] || n != want[1] {
			t.Errorf("%s: %d, %d long", s, v, n)
		}
	}
}

// Decode is the library's, and hashes tell where one string ends and the next begins.
func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringN(1, 40, -1).Draw(t, "s")
		c, n := Decode(s)
		if r, m := utf8.DecodeRuneInString(s); c != r || n != m {
			t.Fatalf("Decode(%q) = %q, %d", s, c, n)
		}
		cut := rapid.IntRange(1, len(s)).Draw(t, "cut")
		if Hash(Hash(Seed, s[:cut]), s[cut:]) == Hash(Hash(Seed, s[:cut-1]), s[cut-1:]) {
			t.Fatalf("%q cut at %d and before hashes alike", s, cut)
		}
		if Hash(Seed, s) != Hash(Seed, strings.Clone(s)) {
			t.Fatal("equal strings, unequal hashes")
		}
	})
}
