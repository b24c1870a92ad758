package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"polity/commons/law"
)

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
	weak := false
	if !ended(s, i, at) && !strings.Contains(n.num, "-") {
		if weak = at == inText && spaces(s[i:]) > 0 && (openerAt(s, i) || bracketAt(s, i)); !weak {
			return mark{}, 0, false
		}
	}
	return mark{kind: law.Section, num: num, style: "§", val: n.val, depth: n.depth, weak: weak}, i, true
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
		if !unicode.IsSpace(next) && !strings.ContainsRune("（(【〔［[：:.　", next) {
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
		return mark{num: n.num, style: "(" + n.series() + ")", val: n.val, roman: n.roman, depth: n.depth}, size, true
	}
	n, ok := scanNumeral(s)
	if !ok || n.style == 'o' || n.depth > 2 || n.end > 8 {
		return mark{}, 0, false
	}
	r, size := utf8.DecodeRuneInString(s[n.end:])
	if (r != ')' && r != '）') || letterAt(s, n.end+size) && r == ')' {
		return mark{}, 0, false
	}
	return mark{num: n.num, style: n.series() + ")", val: n.val, roman: n.roman, depth: n.depth}, n.end + size, true
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
	if refersBehind(s[n.end:]) {
		return mark{}, 0, false
	}
	m := mark{num: n.num, style: n.series() + ".", val: n.val, roman: n.roman, depth: n.depth}
	if n.depth > 1 {
		m.style = "1.1"
	}
	if n.end >= len(s) {
		m.weak = at == inStrong && n.depth == 1
		return m, n.end, at <= inStrong && (n.style == '1' || n.style == 'I' || n.style == 'A')
	}
	r, size := utf8.DecodeRuneInString(s[n.end:])
	after := n.end + size
	switch {
	case r == '、' || r == '．':
		return m, n.end, true
	case fullStop(r) && n.style == '1' && n.val < 1000:
		m.weak = at >= inItem
		return m, n.end, after < len(s) || at <= inStrong
	case r == '.' || r == '․' || r == ':' && at <= inStrong:
		if after < len(s) && s[after] != ' ' && s[after] != '\n' && !strings.HasPrefix(s[after:], "-") && !strings.HasPrefix(s[after:], "—") {
			return mark{}, 0, false
		}
		m.weak = at >= inItem && n.depth == 1
		return m, n.end, at != inItem || n.depth > 1
	case at >= inItem && standsAlone(s, n):
		m.weak = true
		return m, n.end, true
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

// standsAlone reports whether a number in running text is a label though no dot stands
// behind it: «①», «¹», «2°», «２　», «١- ». Whether it counts on is left to ask.
func standsAlone(s string, n numeral) bool {
	if n.depth > 1 || n.val >= 1000 {
		return false
	}
	r := firstRune(s[n.end:])
	switch {
	case unicode.In(r, unicode.Arabic, unicode.Hebrew):
		return false
	case n.shape == "①", n.shape == "¹" && !unicode.IsPunct(r):
		return true
	case n.shape == "一", s[0] >= utf8.RuneSelf && n.style == '1' && unicode.In(firstRune(s), unicode.Nd) && firstRune(s) >= '０':
		return unicode.IsSpace(r)
	case strings.HasSuffix(s[:n.end], "°"), strings.HasSuffix(s[:n.end], "º"), strings.HasSuffix(s[:n.end], "ª"):
		return unicode.IsSpace(r)
	}
	if dashAt(s, n.end) > 0 {
		return true
	}
	rest, ok := strings.CutPrefix(s[n.end:], "-")
	return ok && unicode.In(firstRune(rest), unicode.Arabic, unicode.Hebrew) // «١-يمنع»
}

// openerAt reports whether a sentence or title may begin at i.
func openerAt(s string, i int) bool {
	i += spaces(s[i:])
	r := firstRune(s[i:])
	return unicode.IsUpper(r) || unicode.Is(unicode.Lo, r) || strings.ContainsRune("“\"«‘'„*[(", r)
}

// ordinalWords make an ordinal of the number before them: «3 дугаар зүйл».
var ordinalWords = []string{
	"дугаар ", "дүгээр ", "нче ", "нчы ", "inci ", "ıncı ", "uncu ", "üncü ", "nci ", "ncı ", "ncu ", "ncü ", "වන ", "වැනි ", "වෙනි ", "ވަނަ ",
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
	for _, w := range ordinalWords {
		if strings.HasPrefix(s[i:], w) {
			i += len(w)
			break
		}
	}
	if strings.HasPrefix(s[i:], "§") {
		if end := i + len("§"); ended(s, end, at) || at == inText && spaces(s[end:]) > 0 && (openerAt(s, end) || bracketAt(s, end)) {
			return mark{kind: law.Section, num: n.num, style: "§", val: n.val, depth: n.depth, weak: !ended(s, end, at)}, end, true
		}
	}
	kind, word, size := keywordAt(s[i:])
	if size == 0 || !postfixed.has(word) || at == inItem {
		return mark{}, 0, false
	}
	weak := false
	if !ended(s, i+size, at) {
		if weak = at == inText && (blankSetsOff(s, i+size, kind) || bracketAt(s, i+size)); !weak {
			return mark{}, 0, false
		}
	}
	if rest := skipSeparators(s, i+size); n.end == i-gap && n.style == '1' && rest < len(s) && s[i+size] == ' ' && rest == i+size+1 {
		if _, number := scanNumeral(s[rest:]); number {
			return mark{}, 0, false // "2 Article 5": two labels, the first wins elsewhere
		}
	}
	return mark{kind: kind, num: n.num, style: string(kind), val: n.val, roman: n.roman, depth: n.depth, weak: weak}, i + size, true
}

// refersBehind reports whether what stands behind a number makes the two a reference that
// opens a sentence: «6. artikulua betetzeko, …». The words for it name nothing else.
func refersBehind(s string) bool {
	rest, ok := strings.CutPrefix(s, ". ")
	if !ok || !unicode.IsLower(firstRune(rest)) {
		return false
	}
	w := wordRun(rest[:boundary(rest, 64)])
	return onlyBehind.has(NamingOf(rest[:w]).Word)
}

// bracketAt reports whether a number in brackets stands behind i: «4. cikk (1)».
func bracketAt(s string, i int) bool {
	_, size := bracketed(s[i+spaces(s[i:]):])
	return size > 0
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
