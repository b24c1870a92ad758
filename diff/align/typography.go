package align

import (
	"strings"
	"unicode"

	"polity/diff/letters"
)

// SameWords reports whether two texts are the same but for white space that parts no
// words and typography: the style of quotation marks, apostrophes, dashes and points of
// omission, and characters that do not show. Case and every other mark count.
func SameWords(x, y string) bool { return x == y || sameVisible(x, y, func(c rune) rune { return c }) }

// SameHeading is SameWords for headings, in which capitals are typography too.
func SameHeading(x, y string) bool { return x == y || sameVisible(x, y, unicode.ToLower) }

func sameVisible(x, y string, fold func(rune) rune) bool {
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
		if a != b && fold(a) != fold(b) {
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
		case unicode.IsSpace(c):
			blank = true
			continue
		case c == '\u00ad' || c == '\u200b' || c == '\u2060' || c == '\ufeff' || c == '\ufe0f':
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
		if c == '…' {
			return '.', ".." + s[i+n:]
		}
		return plain(c), s[i+n:]
	}
	return 0, ""
}

func plain(c rune) rune {
	switch c {
	case '“', '”', '„', '‟', '«', '»', '″', '＂':
		return '"'
	case '‘', '’', '‚', '‛', '‹', '›', '′', '´', '`':
		return '\''
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return '-'
	}
	return c
}
