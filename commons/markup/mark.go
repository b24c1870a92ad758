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
	case ':', '\n', '　', '：', '—', '–':
		return true
	case '.', '．', ')', '-':
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

// skipSeparators passes the punctuation between a label and what it numbers.
func skipSeparators(s string, i int) int {
	start := i
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsSpace(r), r == '.', r == ':', r == '：', r == '、', r == '．', r == '。', r == '·', r == '—', r == '–', r == '－', r == '|':
		case r == '-' && (i > start || i+1 < len(s) && s[i+1] == ' '):
			if i+1 < len(s) && s[i+1] != ' ' && s[i+1] != '-' && !strings.ContainsRune(".: ", rune(s[i-1])) {
				return i
			}
		default:
			return i
		}
		i += size
	}
	return i
}

// scanSectionSign reads "§ 3", "§§ 22 bis 24", "§10(1)", "§II.3".
func scanSectionSign(s string, at place) (mark, int, bool) {
	i := 0
	for strings.HasPrefix(s[i:], "§") {
		i += len("§")
	}
	if i == 0 {
		return mark{}, 0, false
	}
	i += spaces(s[i:])
	n, ok := scanNumeral(s[i:])
	if !ok || n.style == 'o' {
		return mark{}, 0, false
	}
	i += n.end
	num := n.num
	if end, to := scanRange(s, i); end > 0 {
		i, num = end, num+"-"+to
	}
	if !ended(s, i, at) && !strings.Contains(n.num, "-") {
		return mark{}, 0, false
	}
	return mark{kind: law.Section, num: num, style: "§", val: n.val, depth: n.depth}, i, true
}

// scanRange reads "bis 24", "to 8", "–12" behind a number of a plural label.
func scanRange(s string, i int) (int, string) {
	j := i + spaces(s[i:])
	for _, w := range []string{"bis ", "to ", "and ", "und ", "et ", "y ", "e ", "a ", "al ", "à ", "–", "—", "-"} {
		if strings.HasPrefix(s[j:], w) {
			k := j + len(w)
			k += spaces(s[k:])
			if n, ok := scanNumeral(s[k:]); ok && n.style == '1' && !letterAt(s, k+n.end) {
				return k + n.end, n.num
			}
		}
	}
	return 0, ""
}

var frames = map[rune]law.Kind{
	'条': law.Article, '條': law.Article, '조': law.Article, '章': law.Chapter, '장': law.Chapter, '編': law.Part, '编': law.Part, '편': law.Part,
	'篇': law.Part, '部': law.Part, '节': law.Section, '節': law.Section, '절': law.Section, '款': law.Labelled, '관': law.Subsection, '目': law.Subsection,
	'項': law.Labelled, '项': law.Labelled, '항': law.Labelled, '号': law.Point, '號': law.Point, '호': law.Point, '則': law.Rule,
}

// scanFramed reads 第十四条の二, 第2章, 제1조의2, ○２.
func scanFramed(s string, at place) (mark, int, bool) {
	open, size := utf8.DecodeRuneInString(s)
	if open == '○' || open == '◯' {
		if n, ok := scanSimple(s[size:]); ok && n.style == '1' {
			return mark{kind: law.Labelled, num: n.num, style: "○", val: n.val, depth: 1}, size + n.end, true
		}
	}
	if open != '第' && open != '제' {
		return mark{}, 0, false
	}
	i := size + spaces(s[size:])
	n, ok := scanSimple(s[i:])
	if !ok || n.style != '1' {
		return mark{}, 0, false
	}
	i += n.end
	i += spaces(s[i:])
	unit, w := utf8.DecodeRuneInString(s[i:])
	kind, known := frames[unit]
	if !known {
		return mark{}, 0, false
	}
	i += w
	num := n.num
	for _, of := range []string{"の", "之", "의"} {
		if strings.HasPrefix(s[i:], of) {
			if more, ok := scanSimple(s[i+len(of):]); ok && more.style == '1' {
				num, i = num+"-"+more.num, i+len(of)+more.end
			}
		}
	}
	if at >= inItem && i < len(s) {
		next, _ := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsSpace(next) && !strings.ContainsRune("（(【：:.　", next) {
			return mark{}, 0, false
		}
	}
	return mark{kind: kind, num: num, style: string(unit), val: n.val, depth: 1}, i, true
}

// scanBracket reads "(1)", "(a-1)", "（一）", "[(3)]", and "1)", "a)".
func scanBracket(s string, at place) (mark, int, bool) {
	open := 0
	if s[0] == '[' && len(s) > 1 && s[1] == '(' || (s[0] == '"' && len(s) > 1 && s[1] == '(') {
		open = 1
	}
	if n, size := bracketed(s[open:]); size > 0 {
		size += open
		if open == 1 && s[0] == '[' && size < len(s) && s[size] == ']' {
			size++
		}
		if n.style == 'o' || size < len(s) && letterAt(s, size) && s[size] < 0x80 {
			return mark{}, 0, false
		}
		return mark{num: n.num, style: "(" + string(n.style) + ")", val: n.val, roman: n.roman, depth: n.depth}, size, true
	}
	n, ok := scanNumeral(s)
	if !ok || n.style == 'o' || n.depth > 2 || n.end > 8 {
		return mark{}, 0, false
	}
	r, size := utf8.DecodeRuneInString(s[n.end:])
	if (r != ')' && r != '）') || letterAt(s, n.end+size) && r == ')' {
		return mark{}, 0, false
	}
	return mark{num: n.num, style: string(n.style) + ")", val: n.val, roman: n.roman, depth: n.depth}, n.end + size, true
}

// scanKeyword reads a word for a division with its number behind it.
func scanKeyword(s string, at place) (mark, int, bool) {
	kind, word, i := keywordAt(s)
	if i == 0 || at >= inItem && unicode.IsLower(firstRune(s)) {
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
	for _, filler := range []string{"no.", "nº", "n.º", "n°", "Nr.", "ya ", "ke-", "the ", "THE "} {
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
	if !ended(s, end, at) && !(at >= inItem && strings.HasPrefix(s[end:], " –")) {
		return mark{}, 0, false
	}
	m := mark{kind: kind, num: num, style: string(kind), val: n.val, depth: n.depth}
	if kind == law.Level || kind == law.Rule {
		m.stem, m.style = slug(word, 24)+"-"+num, word
	}
	return m, end, true
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
		key := fold(s[:i])
		if k, ok := keywords[key]; ok {
			kind, word, best = k, key, i
		}
		if i >= len(s) || s[i] != ' ' {
			break
		}
		i++
	}
	return kind, word, best
}

func wordRun(s string) int {
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) && !(i > 0 && (r == '\'' || r == '-' && letterAt(s, i+1))) {
			return i
		}
	}
	return len(s)
}

// scanOrdinalFirst reads "Primera Parte", "Erster Abschnitt", and an ordinal that
// stands alone as "PRIMERO.-".
func scanOrdinalFirst(s string, at place) (mark, int, bool) {
	w := wordRun(s)
	if w == 0 || w > 40 || unicode.IsLower(firstRune(s)) && s[0] < 0x80 {
		return mark{}, 0, false
	}
	val, ok := ordinals[fold(s[:w])]
	if !ok {
		return mark{}, 0, false
	}
	if gap := spaces(s[w:]); gap > 0 {
		if kind, _, size := keywordAt(s[w+gap:]); size > 0 {
			if end := w + gap + size; ended(s, end, at) {
				return mark{kind: kind, num: itoa(val), style: string(kind), val: val, depth: 1}, end, true
			}
		}
	}
	alone := at == inHeading && w == len(s) || at == inStrong && ended(s, w, inText) || strings.HasPrefix(s[w:], ".-") || strings.HasPrefix(s[w:], ".–") || strings.HasPrefix(s[w:], ".—")
	if !alone || val == 0 {
		return mark{}, 0, false
	}
	return mark{num: itoa(val), style: "o", val: val, depth: 1, kind: law.Labelled}, w, true
}

// scanNumberFirst reads "1", "1.2.3", "I.", "A.", "一、" and "I. Hauptstück".
func scanNumberFirst(s string, at place) (mark, int, bool) {
	n, ok := scanNumeral(s)
	if !ok || n.style == 'o' {
		return mark{}, 0, false
	}
	if m, end, ok := scanPostfixed(s, n, at); ok {
		return m, end, true
	}
	m := mark{num: n.num, style: string(n.style) + ".", val: n.val, roman: n.roman, depth: n.depth}
	if n.depth > 1 {
		m.style = "1.1"
	}
	if n.end >= len(s) {
		return m, n.end, at <= inStrong && (n.style == '1' || n.style == 'I' || n.style == 'A')
	}
	r, size := utf8.DecodeRuneInString(s[n.end:])
	after := n.end + size
	switch {
	case r == '、' || r == '．':
		return m, n.end, true
	case r == '.' || r == ':' && at <= inStrong:
		if after < len(s) && s[after] != ' ' && s[after] != '\n' && !strings.HasPrefix(s[after:], "-") && !strings.HasPrefix(s[after:], "—") {
			return mark{}, 0, false
		}
		m.weak = at >= inItem && n.depth == 1 || at == inStrong && n.style != '1'
		return m, n.end, at != inItem || n.depth > 1
	case n.depth > 1 && n.style == '1' && !n.mixed && unicode.IsSpace(r) && !strings.ContainsAny(s[:n.end], "/-–—"):
		m.weak = at >= inItem && !openerAt(s, after)
		return m, n.end, true
	case at <= inStrong && n.style == '1' && len(n.num) <= 4 && n.val < 1000 && unicode.IsSpace(r):
		return m, n.end, true
	case at <= inStrong && n.style == '1' && (r == '–' || r == '—' || r == '-'):
		return m, n.end, at == inHeading && after < len(s) && s[after] == ' '
	}
	return mark{}, 0, false
}

// openerAt reports whether a sentence or title may begin at i.
func openerAt(s string, i int) bool {
	i += spaces(s[i:])
	r := firstRune(s[i:])
	return unicode.IsUpper(r) || unicode.Is(unicode.Lo, r) || strings.ContainsRune("“\"«‘'„*[(", r)
}

// scanPostfixed reads a number with its word behind it: "I. Hauptstück", "3 luku".
func scanPostfixed(s string, n numeral, at place) (mark, int, bool) {
	i := n.end
	for i < len(s) && (s[i] == '.' || s[i] == '-') {
		i++
	}
	gap := spaces(s[i:])
	if gap == 0 && s[i-1] != '-' {
		return mark{}, 0, false
	}
	i += gap
	if strings.HasPrefix(s[i:], "§") {
		if end := i + len("§"); ended(s, end, at) {
			return mark{kind: law.Section, num: n.num, style: "§", val: n.val, depth: n.depth}, end, true
		}
	}
	kind, word, size := keywordAt(s[i:])
	if size == 0 || !postfixed[word] || at > inStrong || !ended(s, i+size, at) {
		return mark{}, 0, false
	}
	if rest := skipSeparators(s, i+size); n.end == i-gap && n.style == '1' && rest < len(s) && s[i+size] == ' ' && rest == i+size+1 {
		if _, number := scanNumeral(s[rest:]); number {
			return mark{}, 0, false // "2 Article 5": two labels, the first wins elsewhere
		}
	}
	return mark{kind: kind, num: n.num, style: string(kind), val: n.val, depth: n.depth}, i + size, true
}

// scanIdentifier reads names given to single rules: "PARAM-03a (y)", and in bold
// "TENET 5".
func scanIdentifier(s string, at place) (mark, int, bool) {
	w := 0
	for w < len(s) && (s[w] >= 'A' && s[w] <= 'Z' || s[w] >= '0' && s[w] <= '9' || s[w] == '-' || w > 2 && s[w] >= 'a' && s[w] <= 'z' && asciiDigits(s[w-1:]) > 0) {
		w++
	}
	hyphen := strings.IndexByte(s[:w], '-')
	if hyphen >= 2 && hyphen < w-1 && s[w-1] != '-' && strings.ContainsAny(s[hyphen:w], "0123456789") && s[0] >= 'A' && (w == len(s) || s[w] == ' ' || s[w] == ':' || s[w] == '.') {
		if strings.HasPrefix(s[w:], " (") {
			if close := strings.IndexByte(s[w:], ')'); close > 0 && close <= 5 {
				w += close + 1
			}
		}
		name := cleanNum(s[:w])
		return mark{kind: law.Rule, num: name, style: s[:hyphen], depth: 1}, w, true
	}
	if at != inStrong {
		return mark{}, 0, false
	}
	return scanNamed(s)
}

// scanNamed reads a bold run that is nothing but one or two words and a number.
func scanNamed(s string) (mark, int, bool) {
	w := wordRun(s)
	if w < 3 || w > 24 || w >= len(s) || s[w] != ' ' || !unicode.IsUpper(firstRune(s)) {
		return mark{}, 0, false
	}
	n, ok := scanNumeral(s[w+1:])
	if !ok || n.style != '1' && n.style != 'I' && n.style != 'A' {
		return mark{}, 0, false
	}
	end := w + 1 + n.end
	if skipSeparators(s, end) < len(s) {
		return mark{}, 0, false
	}
	return mark{kind: law.Rule, num: n.num, stem: slug(s[:w], 24) + "-" + n.num, style: fold(s[:w]), val: n.val, depth: n.depth}, end, true
}

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
