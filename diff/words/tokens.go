package words

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/words"
)

// Tokens cuts a text into what a reader of the language sees as its smallest
// pieces: words with their marks, numbers with their separators, single ideographs
// and kana, runs of katakana, syllables of Thai, Lao, Khmer, Burmese, Javanese and
// Balinese, each mark of punctuation, and white space. Joined, the tokens are s to the
// byte; none is "", and none begins or ends inside a grapheme cluster. In languages
// that write an elided article with an apostrophe (l'article, dell’assemblea) it is
// a token of its own, and so is a number glued to letters of other scripts (제3조).
//
// Boundaries are those of Unicode Standard Annex 29, with these refinements
// for what that standard leaves to dictionaries. Linear in s.
func Tokens(s, lang string) []string {
	if s == "" {
		return nil
	}
	var t tokens
	t.cut(s, lang)
	out := make([]string, t.len())
	for i := range out {
		out[i] = t.token(i)
	}
	return out
}

// tokens is a text cut into tokens, with what each is to the eye.
type tokens struct {
	text  string
	at    []int // where each token begins, and the end of the last; of an empty text 0 alone
	spare []int // memory for at
	class []class
}

func (t *tokens) len() int { return len(t.class) }

func (t *tokens) token(i int) string { return t.text[t.at[i]:t.at[i+1]] }

// span is the text of tokens i up to, not including, k.
func (t *tokens) span(i, k int) string { return t.text[t.at[i]:t.at[k]] }

// cut finds the tokens of a text, in the memory of the last one.
func (t *tokens) cut(s, lang string) {
	t.text, t.at = s, append(slices.Grow(t.at[:0], len(s)/4+2), 0)
	elides, simple := elisions[primary(lang)], simple(s)
	it := words.FromString("")
	for end := 0; end < len(s); {
		if n := plainPiece(s[end:]); n > 0 {
			end += n
			t.at = append(t.at, end)
			continue
		}
		it.SetText(s[end:])
		it.Next()
		w := it.Value()
		if !simple {
			t.apart(end, w)
		}
		if elides {
			if i := elision(w); i > 0 {
				t.at = append(t.at, end+i)
			}
		}
		end += len(w)
		t.at = append(t.at, end)
	}
	if !simple {
		t.refine()
	}
	t.class = slices.Grow(t.class[:0], len(t.at)-1)[:len(t.at)-1]
	for i := range t.class {
		t.class[i] = classify(t.token(i))
	}
}

// plainPiece is how long the piece is that s begins with, where that is plain from its
// bytes: a word of Latin letters up to U+017F and digits, a space, or a mark that often
// stands behind one, and then a sign of ASCII that is no part of it. 0 for all else, which
// is cut by the rules of the standard; these would say the same.
func plainPiece(s string) int {
	i := latinWord(s)
	if i == 0 {
		switch s[0] {
		case ' ', ',', ';', '.', '(', ')':
		default:
			return 0
		}
		if len(s) > 1 && (s[1] >= utf8.RuneSelf || s[1] == ' ' && s[0] == ' ') {
			return 0
		}
		return 1
	}
	if i == len(s) {
		return i
	}
	switch s[i] {
	case '_':
		return 0
	case '.', ':', '\'', ',', ';': // between two letters or digits they are part of a word
		if i+1 < len(s) && (s[i+1] >= utf8.RuneSelf || latinWord(s[i+1:]) > 0) {
			return 0
		}
	}
	if s[i] >= utf8.RuneSelf {
		return 0
	}
	return i
}

// latinWord is how many bytes of Latin letters up to U+017F and digits s begins with.
func latinWord(s string) int {
	i := 0
	for i < len(s) {
		switch c := s[i]; {
		case c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9':
			i++
		case c >= 0xC3 && c <= 0xC5 && i+1 < len(s) && s[i+1]&0xC0 == 0x80 && (c != 0xC3 || s[i+1] != 0x97 && s[i+1] != 0xB7): // × and ÷
			i += 2
		default:
			return i
		}
	}
	return i
}

// simple reports whether a text has no letters but those of Latin, Greek and Cyrillic,
// which put spaces between words; of punctuation it may have that of General
// Punctuation. Word boundaries do all that is needed there.
func simple(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0xD6 && c != 0xE2 || c == 0xCC || c == 0xCD {
			return false
		}
	}
	return true
}

// apart cuts piece w, which begins at start, between digits and the letters glued to
// them in scripts that do so («제3조»), to show that a number alone changed. Where
// letters are part of numbers («12a», «5א») they stay.
func (t *tokens) apart(start int, w string) {
	var before rune
	for i, r := range w {
		if i > 0 && (numeric(before) && glued(r) || glued(before) && numeric(r)) {
			t.at = append(t.at, start+i)
		}
		if !unicode.IsMark(r) || !glued(before) {
			before = r
		}
	}
}

func numeric(r rune) bool { return unicode.In(r, unicode.Nd, unicode.No) }

func glued(r rune) bool {
	return r > 0x0600 && unicode.IsLetter(r) && !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic)
}

// refine makes boundaries of words such as readers of all scripts see: never inside
// a grapheme cluster, between the syllables of scripts without spaces, and none in a
// number.
func (t *tokens) refine() {
	coarse := t.at
	t.at, t.spare = append(t.spare[:0], 0), coarse
	end, k := 0, 0
	var run []string
	sys := spaced
	flush := func() {
		if len(run) > 0 {
			t.at = grouped(t.at, t.at[len(t.at)-1], sys.parts(run))
			run = run[:0]
		}
	}
	for g := graphemes.FromString(t.text); g.Next(); {
		w := g.Value()
		if now := systemOf(w); now != sys {
			flush()
			if sys = now; t.at[len(t.at)-1] < end {
				t.at = append(t.at, end)
			}
		}
		end += len(w)
		if sys != spaced {
			run = append(run, w)
			continue
		}
		for coarse[k] < end {
			k++
		}
		if coarse[k] == end && !t.numberGoesOn(end) {
			t.at = append(t.at, end)
		}
	}
	flush()
}

// numberGoesOn reports whether a numeral made of several signs, none of which is a
// digit, goes on at byte i: «三十», «፲፪».
func (t *tokens) numberGoesOn(i int) bool {
	before, _ := utf8.DecodeLastRuneInString(t.text[:i])
	after, _ := utf8.DecodeRuneInString(t.text[i:])
	return chineseNumeral(before) && chineseNumeral(after) || unicode.Is(unicode.No, before) && unicode.Is(unicode.No, after)
}

// elisions are the languages in which an apostrophe parts two words.
var elisions = map[string]bool{"fr": true, "it": true, "ca": true, "oc": true, "co": true}

func elision(w string) int {
	for _, mark := range [...]string{"'", "’"} {
		if i := strings.Index(w, mark); i > 0 {
			if r, _ := utf8.DecodeRuneInString(w[i+len(mark):]); unicode.In(r, unicode.Latin) {
				return i + len(mark)
			}
		}
	}
	return 0
}

// primary is the language of a BCP 47 tag, without script and region.
func primary(tag string) string {
	if i := strings.IndexAny(tag, "-_"); i >= 0 {
		tag = tag[:i]
	}
	return strings.ToLower(tag)
}

// class is what a token is to the eye.
type class uint8

const (
	space  class = iota // white space only
	mark                // punctuation and symbols
	word                // anything with a letter
	number              // begins with a digit
)

func classify(t string) class {
	c := space
	for _, r := range t {
		switch {
		case r < 0x80:
			switch {
			case r >= '0' && r <= '9':
				return number
			case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
				return word
			case r > ' ' || !unicode.IsSpace(r):
				c = mark
			}
		case unicode.IsNumber(r) && r != '〇':
			return number
		case unicode.IsLetter(r) || unicode.IsMark(r):
			return word
		case !unicode.IsSpace(r):
			c = mark
		}
	}
	return c
}
