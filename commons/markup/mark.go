package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"polity/commons/law"
)

// A mark is what a text prints to number a unit, understood.
type mark struct {
	kind  law.Kind // what its word says; "" where there is only a number
	num   string   // the number cleaned for an eId
	stem  string   // what stands in the eId in place of num; "" for num
	style string   // how it is written: "(a)", "1.", "1.1", "§", "article"; numbers of one series share it
	val   int      // place in the series; 0 unknown
	roman int      // the same if a single letter is meant as a roman numeral; 0 otherwise
	depth int      // components of a decimal number
	weak  bool     // may be the beginning of a sentence: the assembly asks whether it fits the series
}

// A place says where a mark is looked for, and so how sure it must look.
type place int

const (
	inHeading place = iota // a heading of the source
	inStrong               // a bold run that opens a paragraph or item
	inItem                 // an item of a list
	inText                 // a paragraph
)

// scanMark looks for a label at the start of s. It returns the mark, the end of
// the label as printed (no trailing dot or colon) and where the rest begins.
func scanMark(s string, at place) (m mark, label, rest int, ok bool) {
	if s == "" || at >= inItem && !mayOpenMark(s) {
		return
	}
	for _, scan := range markScanners {
		if m, label, ok = scan(s, at); ok {
			return m, label, skipSeparators(s, label), true
		}
	}
	return
}

var markScanners = []func(string, place) (mark, int, bool){
	scanSectionSign, scanFramed, scanBracket, scanKeyword, scanOrdinalFirst, scanNumberFirst, scanIdentifier,
}

// mayOpenMark turns most paragraphs away at their first word: a label in running
// text that begins with a small ASCII letter is a short number, "iv)" or "b.".
func mayOpenMark(s string) bool {
	for i := 0; i < len(s) && i < 8; i++ {
		if s[i] < 'a' || s[i] > 'z' {
			return i == 0 || s[i] == ')' || s[i] == '.' || s[i] >= '0' && s[i] <= '9'
		}
	}
	return false
}

// ended reports whether a label ending at i is set off from what follows, as a
// label in running text must be.
func ended(s string, i int, at place) bool {
	if i >= len(s) {
		return true
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	switch at {
	case inHeading, inStrong:
		return !unicode.IsLetter(r) && digitValue(r) < 0
	}
	switch r {
	case ':', '\n', '　', '：', '—', '–', '។', '៖', '။', '།', '።', '፦':
		return true
	case '.', '․', '．', ')', '-', '।', '৷':
		if i+size >= len(s) {
			return true
		}
		next, _ := utf8.DecodeRuneInString(s[i+size:])
		return unicode.IsSpace(next) || strings.ContainsRune(".-–—:", next)
	case '(', '（', '【', '[':
		return strings.ContainsRune("（【", r)
	}
	return false
}

// small reports whether r is a small letter of a script whose sentences and names
// begin with a large one. Georgian has large letters for whole words only.
func small(r rune) bool { return unicode.IsLower(r) && !unicode.Is(unicode.Georgian, r) }

// dashAt is the length of a dash at i that stands between blanks, with the first of
// them: it sets a label off.
func dashAt(s string, i int) int {
	for _, dash := range []string{" -", " –", " —", "-", "–", "—"} {
		if strings.HasPrefix(s[i:], dash+" ") {
			return len(dash)
		}
	}
	return 0
}

// skipSeparators passes the punctuation between a label and what it numbers.
func skipSeparators(s string, i int) int {
	start := i
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsSpace(r), r == '.', r == '․', r == ':', r == '：', r == '、', r == '．', r == '。', r == '·', r == '—', r == '–', r == '－', r == '|', fullStop(r), r == '៖', r == '፦':
		case r == '-' && (i > start || i+1 < len(s) && (s[i+1] == ' ' || unicode.In(firstRune(s[i+1:]), unicode.Arabic, unicode.Hebrew))):
			if i+1 < len(s) && s[i+1] != ' ' && s[i+1] != '-' && !unicode.In(firstRune(s[i+1:]), unicode.Arabic, unicode.Hebrew) && !strings.ContainsRune(".: ", rune(s[i-1])) {
				return i
			}
		default:
			return i
		}
		i += size
	}
	return i
}

// fullStop reports whether r is a full stop that stands behind a number in place of a
// dot: «৩।», «၃။».
func fullStop(r rune) bool { return strings.ContainsRune("।৷۔။།។።", r) }

// cleanNum cleans a number for an eId as Akoma Ntoso's naming convention has it:
// outer punctuation off, inner white space gone, other punctuation a hyphen.
func cleanNum(s string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			hyphen = false
			b.WriteRune(r)
		case unicode.IsSpace(r):
		default:
			hyphen = true
		}
	}
	return b.String()
}

func spaces(s string) int {
	for i, r := range s {
		if !unicode.IsSpace(r) {
			return i
		}
	}
	return len(s)
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// value is the place in the series, roman where it can only be roman.
func (m mark) value() int {
	if m.roman > 0 {
		return m.roman
	}
	return m.val
}
