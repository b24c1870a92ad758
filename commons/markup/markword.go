package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"polity/commons/law"
)

// scanKeyword reads a word for a division with its number behind it.
func scanKeyword(s string, at place) (mark, int, bool) {
	kind, word, i := keywordAt(s)
	if i == 0 || at >= inItem && small(firstRune(s)) {
		return mark{}, 0, false
	}
	if i < len(s) && s[i] == '.' {
		i++
	}
	gap := spaces(s[i:])
	if gap == 0 && i < len(s) && s[i] == '-' {
		gap = 1
	}
	i += gap
	for _, filler := range []string{"no.", "nº", "n.º", "n°", "Nr.", "ya ", "ke-", "the ", "THE ", "na ", "YA ", "NA "} {
		if strings.HasPrefix(s[i:], filler) {
			i += len(filler)
			i += spaces(s[i:])
		}
	}
	n, ok := scanNumeral(s[i:])
	if size := 0; !ok || gap == 0 && n.style != '1' {
		if n, size = bracketed(s[i:]); size == 0 {
			return mark{}, 0, false
		}
		n.end = size
	}
	end := i + n.end
	if n.style == '1' && end < len(s) && !n.mixed && s[end] == 'o' && !letterAt(s, end+1) && strings.HasPrefix(word, "art") {
		end++
	}
	if n.mixed && strings.HasPrefix(word, "art") && strings.HasSuffix(n.num, "o") && len(n.num) <= 3 {
		n.num = strings.TrimSuffix(n.num, "o") // "Artículo 2o"
	}
	if letterAt(s, end) || n.style == 'a' && at >= inItem {
		return mark{}, 0, false
	}
	num := n.num
	if stop, to := scanRange(s, end); stop > 0 && at == inHeading {
		end, num = stop, num+"-"+to
	}
	weak := false
	if !ended(s, end, at) && !(at >= inItem && dashAt(s, end) > 0) {
		if weak = at == inText && blankSetsOff(s, end, kind); !weak {
			return mark{}, 0, false
		}
	}
	m := mark{kind: kind, num: num, style: string(kind), val: n.val, roman: n.roman, depth: n.depth, weak: weak}
	if kind == law.Level || kind == law.Rule {
		m.stem, m.style = slug(word, 24)+"-"+num, word
	}
	return m, end, true
}

// blankSetsOff reports whether a label of this kind that ends at end and has nothing but a
// blank behind it may be one: in Thai and Lao, behind the º of Brazilian law, and where
// a title is all that follows.
func blankSetsOff(s string, end int, kind law.Kind) bool {
	if spaces(s[end:]) == 0 {
		return false
	}
	switch {
	case kind == law.Article && unicode.In(firstRune(s), unicode.Thai, unicode.Lao):
		return true
	case (kind == law.Article || kind == law.Section) && (strings.HasSuffix(s[:end], "º") || strings.HasSuffix(s[:end], "°")):
		return openerAt(s, end) || bracketAt(s, end)
	}
	return ranks[kind] > 0 && ranks[kind] <= ranks[law.Section] && openerAt(s, end) && titled(s)
}

// maxTitle is how many letters a title in running text may have, its label with it.
const maxTitle = 80

// titled reports whether a whole paragraph reads as a title: it is short, stands on one
// line, and no punctuation ends it.
func titled(s string) bool {
	if len(s) > maxTitle*utf8.UTFMax || strings.ContainsAny(s, "\n\v") || utf8.RuneCountInString(s) > maxTitle {
		return false // by its bytes first: a long text is asked at each of its lines
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	return !unicode.IsPunct(last) || strings.ContainsRune(")]»”\"'）", last)
}

// keywordAt returns the kind, the folded word and the bytes of the longest known
// word, of up to three parts, at the start of s.
func keywordAt(s string) (law.Kind, string, int) {
	var kind law.Kind
	var word string
	best, i := 0, 0
	for part := 0; part < 3 && i < len(s); part++ {
		w := wordRun(s[i:])
		if w == 0 || i+w > 64 {
			break
		}
		i += w
		key := strings.TrimSuffix(fold(s[:i]), "་")
		if k, ok := keywords.get(key); ok {
			kind, word, best = k, key, i
		}
		if i >= len(s) || s[i] != ' ' {
			break
		}
		i++
	}
	return kind, word, best
}

// wordRun is how many bytes the word takes that s begins with, or more than longestRun.
func wordRun(s string) int {
	for i, r := range s {
		switch {
		case i > longestRun:
			return i
		case unicode.IsLetter(r) || unicode.Is(unicode.M, r):
		case i > 0 && (r == '\'' || r == '་' || r == '-' && letterAt(s, i+1)):
		case (r == '\u200c' || r == '\u200d') && letterAt(s, i+3): // joins letters or keeps them apart
		default:
			return i
		}
	}
	return len(s)
}

// scanOrdinalFirst reads "Primera Parte", "Erster Abschnitt", and an ordinal that
// stands alone as "PRIMERO.-".
func scanOrdinalFirst(s string, at place) (mark, int, bool) {
	if unicode.IsLower(firstRune(s)) && s[0] < 0x80 {
		return mark{}, 0, false
	}
	val, w := ordinalAt(s)
	if w == 0 || w > maxOrdinal {
		return mark{}, 0, false
	}
	if gap := spaces(s[w:]); gap > 0 {
		if kind, _, size := keywordAt(s[w+gap:]); size > 0 {
			if end := w + gap + size; ended(s, end, at) {
				return mark{kind: kind, num: itoa(val), style: string(kind), val: val, depth: 1}, end, true
			} else if at == inText && blankSetsOff(s, end, kind) {
				return mark{kind: kind, num: itoa(val), style: string(kind), val: val, depth: 1, weak: true}, end, true
			}
		}
	}
	alone := at == inHeading && w == len(s) || at == inStrong && ended(s, w, inText) || strings.HasPrefix(s[w:], ".-") || strings.HasPrefix(s[w:], ".–") || strings.HasPrefix(s[w:], ".—")
	if !alone || val == 0 {
		return mark{}, 0, false
	}
	return mark{num: itoa(val), style: "o", val: val, depth: 1, kind: law.Labelled}, w, true
}
