package words

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// Tokens cuts a text into what a reader of the language sees as its smallest
// pieces: words with their marks, numbers with their separators, single ideographs
// and kana, runs of katakana, Thai and Khmer syllables, each mark of punctuation,
// and white space. Joined, the tokens are s to the byte; none is "". In languages
// that write an elided article with an apostrophe (l'article, dell’assemblea) it is
// a token of its own.
//
// Boundaries are those of Unicode Standard Annex 29, with the two refinements
// above for what that standard leaves to dictionaries. Linear in s.
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
	class []class
}

func (t *tokens) len() int { return len(t.class) }

func (t *tokens) token(i int) string { return t.text[t.at[i]:t.at[i+1]] }

// span is the text of tokens i up to, not including, k.
func (t *tokens) span(i, k int) string { return t.text[t.at[i]:t.at[k]] }

// cut finds the tokens of a text, in the memory of the last one.
func (t *tokens) cut(s, lang string) {
	t.text, t.at = s, append(slices.Grow(t.at[:0], len(s)/4+2), 0)
	elides := elisions[primary(lang)]
	end := 0
	for it := words.FromString(s); it.Next(); {
		w := it.Value()
		if end > 0 && joins(s[:end], w) {
			end += len(w) // a syllable may need several pieces
			t.at[len(t.at)-1] = end
			continue
		}
		if elides {
			if i := elision(w); i > 0 {
				t.at = append(t.at, end+i)
			}
		}
		end += len(w)
		t.at = append(t.at, end)
	}
	t.class = slices.Grow(t.class[:0], len(t.at)-1)[:len(t.at)-1]
	for i := range t.class {
		t.class[i] = classify(t.token(i))
	}
}

// joins reports whether piece w belongs to the token that the text before it ends
// with: a vowel of a Thai or Lao syllable, the consonant that closes a short one, or a
// consonant written below another in Khmer or Burmese.
func joins(before, w string) bool {
	if w[0] < 0x80 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(w)
	if r < 0x0E00 || r > 0x17FF {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	switch {
	case last >= 0x0E40 && last <= 0x0E44 || last >= 0x0EC0 && last <= 0x0EC4:
		return unicode.IsLetter(r) // a vowel written before its consonant
	case r == 0x0E30 || r == 0x0E32 || r == 0x0E33 || r == 0x0E45 || r == 0x0EB0 || r == 0x0EB2 || r == 0x0EB3:
		return last >= 0x0E00 && last <= 0x0EFF && unicode.In(last, unicode.L, unicode.M)
	case r >= 0x0E01 && r <= 0x0E2E || r >= 0x0E81 && r <= 0x0EAE:
		return checked(before)
	}
	return last == 0x17D2 || last == 0x1039
}

// checked reports whether a text ends in a short vowel of Thai or Lao that another
// consonant has to close, as in «หนึ่ง», whatever tone it has.
func checked(before string) bool {
	for before != "" {
		c, n := utf8.DecodeLastRuneInString(before)
		switch {
		case c == 0x0E31 || c == 0x0E36 || c == 0x0E37 || c == 0x0E47 || c == 0x0EB1:
			return true
		case c >= 0x0E48 && c <= 0x0E4B || c >= 0x0EC8 && c <= 0x0ECB:
			before = before[:len(before)-n]
		default:
			return false
		}
	}
	return false
}

// elisions are the languages in which an apostrophe parts two words.
var elisions = map[string]bool{"fr": true, "it": true, "ca": true, "oc": true, "co": true}

func elision(w string) int {
	for _, mark := range [...]string{"'", "’"} {
		if i := strings.Index(w, mark); i > 0 && i+len(mark) < len(w) {
			return i + len(mark)
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
		case unicode.IsDigit(r) || unicode.Is(unicode.Nl, r):
			return number
		case unicode.IsLetter(r) || unicode.IsMark(r):
			return word
		case !unicode.IsSpace(r):
			c = mark
		}
	}
	return c
}

// numeral reports whether token i is read as a number: digits, a roman numeral in
// capitals or, in brackets, a letter or small roman numeral, or one in Chinese
// characters behind 第 or 제.
func (t *tokens) numeral(i int) bool {
	switch t.class[i] {
	case number:
		return true
	case word:
		w := t.token(i)
		if strings.Trim(w, "IVXLCDM") == "" {
			return true
		}
		inBrackets := i+1 < t.len() && t.token(i+1) == ")"
		if len(w) <= 5 && inBrackets && (len(w) == 1 || strings.Trim(w, "ivxlc") == "") {
			return true
		}
		if utf8.RuneCountInString(w) == 1 && strings.Contains(chineseNumerals, w) {
			for i > 0 && strings.Contains(chineseNumerals, t.token(i-1)) {
				i--
			}
			return i > 0 && (t.token(i-1) == "第" || t.token(i-1) == "제")
		}
	}
	return false
}

const chineseNumerals = "〇一二三四五六七八九十百千"
