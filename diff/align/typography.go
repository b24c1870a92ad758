package align

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"polity/diff/letters"
)

// SameWords reports whether two texts are the same but for white space that parts no
// words and typography: the style of quotation marks, apostrophes, dashes and points of
// omission, characters that do not show or only stretch a line, and what is one letter
// to a reader and several to Unicode. Case and every other mark count.
func SameWords(x, y string) bool {
	return x == y || sameVisible(x, y, func(a, b rune) bool { return a == b })
}

// SameHeading is SameWords for headings, in which capitals are typography too.
func SameHeading(x, y string) bool { return x == y || sameVisible(x, y, sameLetter) }

// sameLetter reports whether two letters are one in small letters and capitals. Turkish
// capitals have two small letters of their own, Greek ones no accents, and two small
// ones are different letters whatever capital they share.
func sameLetter(a, b rune) bool {
	x, y := unicode.ToLower(a), unicode.ToLower(b)
	switch {
	case x == y:
		return true
	case a == x && b == y:
		return false
	case x == 'ı' || y == 'ı':
		return a == 'I' || b == 'I'
	}
	return unicode.Is(unicode.Greek, x) && unicode.Is(unicode.Greek, y) && unaccented(x) == unaccented(y)
}

// unaccented is a small Greek letter without its accents, and the last sigma as any
// other.
func unaccented(c rune) rune {
	c, _ = utf8.DecodeRuneInString(norm.NFD.String(string(c)))
	if c == 'ς' {
		return 'σ'
	}
	return c
}

func sameVisible(x, y string, same func(a, b rune) bool) bool {
	x, y = differing(x, y)
	for before := rune(0); ; {
		var a, b rune
		a, x = nextVisible(x)
		b, y = nextVisible(y)
		switch {
		case a == ' ' && b != ' ' && idle(before, b):
			a, x = nextVisible(x)
		case b == ' ' && a != ' ' && idle(before, a):
			b, y = nextVisible(y)
		}
		if a != b && !same(a, b) {
			return false
		}
		if a == 0 {
			return true
		}
		before = a
	}
}

// idle reports whether a blank between two characters parts no words and no numbers:
// one of them is a mark, and neither a digit.
func idle(before, after rune) bool {
	if before == 0 || after == 0 || unicode.IsDigit(before) || unicode.IsDigit(after) {
		return false
	}
	return !letters.Word(before) || !letters.Word(after)
}

// differing takes off what both texts begin with to the byte, up to the last blank in
// it, for what comes before a difference needs no look.
func differing(x, y string) (string, string) {
	n, blank := min(len(x), len(y)), 0
	for i := 0; i < n && x[i] == y[i]; i++ {
		if x[i] == ' ' {
			blank = i
		}
	}
	return x[blank:], y[blank:]
}

// nextVisible takes the first character that shows off s, plainly written; 0 at
// the end. Any white space between two characters is one blank.
func nextVisible(s string) (rune, string) {
	blank := false
	for i, c := range s {
		switch {
		case unicode.IsSpace(c) || c == '፡': // the Ethiopic mark between words
			blank = true
			continue
		case c == '\u00ad' || c == '\u200b' || c == '\u2060' || c == '\ufeff' || c == '\ufe0f' || c == 'ـ':
			continue
		}
		if blank {
			return ' ', s[i:]
		}
		n := len(string(c))
		if c == unicode.ReplacementChar {
			n = 1
			if strings.HasPrefix(s[i:], "\ufffd") {
				n = 3
			}
		}
		if c >= 0x80 {
			if whole := spelled(c); whole != "" {
				first, m := utf8.DecodeRuneInString(whole)
				return plain(first), whole[m:] + s[i+n:]
			}
		}
		return plain(c), s[i+n:]
	}
	return 0, ""
}

// spelled is what one character says in several, or in the usual one, "" for most:
// ligatures, Arabic letters in the form of their place, letters of full width, the
// letters of Malayalam and Bengali that have no vowel.
func spelled(c rune) string {
	switch {
	case c < 0x09CE:
		return ""
	case c == '…':
		return "..."
	case c >= 0xFB00 && c <= 0xFB06, c >= 0xFB50 && c < 0xFDFA, c >= 0xFE70 && c < 0xFEFD, c >= 0xFF01 && c <= 0xFF5E:
		return norm.NFKC.String(string(c))
	}
	return vowelless[c]
}

var vowelless = map[rune]string{
	'ৎ': "ত্\u200d", 'ൺ': "ണ്\u200d", 'ൻ': "ന്\u200d", 'ർ': "ര്\u200d", 'ൽ': "ല്\u200d", 'ൾ': "ള്\u200d", 'ൿ': "ക്\u200d",
	'ໜ': "ຫນ", 'ໝ': "ຫມ",
}

func plain(c rune) rune {
	switch c {
	case '“', '”', '„', '‟', '«', '»', '″', '״':
		return '"'
	case '‘', '’', '‚', '‛', '‹', '›', '′', '´', '`', '׳':
		return '\''
	case '‐', '‑', '‒', '–', '—', '―', '−', '־':
		return '-'
	case 'ك': // typed on an Arabic keyboard in other languages
		return 'ک'
	case 'ي':
		return 'ی'
	case 'ş': // for the Romanian letters with a comma
		return 'ș'
	case 'ţ':
		return 'ț'
	case 'Ş':
		return 'Ș'
	case 'Ţ':
		return 'Ț'
	case '৷':
		return '।'
	case '։':
		return ':'
	case '༌':
		return '་'
	}
	return c
}
