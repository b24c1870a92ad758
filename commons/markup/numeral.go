package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A numeral is a number as legal texts print it: "4", "3a", "14 bis", "IV",
// "b", "II.1(1)", "第十四" without its frame, or an ordinal word.
type numeral struct {
	end   int    // bytes of the source it takes
	num   string // cleaned for an eId: "3a", "14bis", "II-1-1"
	style byte   // '1' digits, 'i' 'I' roman, 'a' 'A' letter, 'o' ordinal word, '一' is '1'
	val   int    // its value in its series; 0 where it has none
	roman int    // value as a roman numeral where a single letter could be either; 0 otherwise
	depth int    // number of components: 1.2.3 has three
	mixed bool   // letters and digits are mixed or a suffix stands behind ("3a", "14 bis")
	shape string // the kind of sign where digits are not written as such: "一", "①", "¹"; else ""
}

// series is how a number is written, as far as that tells one series from another:
// （一） and (1) are two.
func (n numeral) series() string {
	if n.shape != "" {
		return n.shape
	}
	return string(n.style)
}

// latinSuffixes are the words by which articles are inserted between numbers.
var latinSuffixes = []string{
	"bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "nonies", "decies",
	"undecies", "duodecies", "terdecies", "quaterdecies", "quindecies",
}

// scanNumeral reads a numeral at the start of s.
func scanNumeral(s string) (numeral, bool) {
	n, ok := scanSimple(s)
	if !ok {
		return n, false
	}
	if n.style == 'o' {
		return n, true
	}
	n = scanComponents(s, n)
	return scanSuffix(s, n), true
}

// scanSimple reads one component: digits with an optional letter, a roman
// numeral, a single or doubled letter, CJK digits, or an ordinal word.
func scanSimple(s string) (numeral, bool) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case size == 0:
		return numeral{}, false
	case digitValue(r) >= 0:
		return scanDigits(s)
	case circled(r) > 0:
		v := circled(r)
		return numeral{end: size, num: itoa(v), style: '1', val: v, depth: 1, shape: "①"}, true
	case superscript(r) > 0:
		return scanSuperscript(s)
	case cjkDigit(r) >= 0:
		return scanCJK(s)
	case ethiopic(r) > 0:
		return scanEthiopic(s)
	case r >= 'א' && r <= 'ת':
		if n, ok := scanHebrew(s); ok {
			return n, true
		}
		return scanLetters(s)
	case unicode.IsLetter(r) && unicode.Is(unicode.Greek, r):
		if n, ok := scanGreek(s); ok {
			return n, true
		}
		return scanLetters(s)
	case unicode.IsLetter(r):
		return scanLetters(s)
	}
	return numeral{}, false
}

func scanDigits(s string) (numeral, bool) {
	n := numeral{style: '1', depth: 1}
	var out []byte
	for n.end < len(s) {
		r, size := utf8.DecodeRuneInString(s[n.end:])
		d := digitValue(r)
		if d < 0 {
			break
		}
		if len(out) < 9 {
			n.val = n.val*10 + d
		}
		out = append(out, byte('0'+d))
		n.end += size
		if len(out) > 24 {
			return numeral{}, false
		}
	}
	n.num = string(out)
	n.end += ordinalMark(s[n.end:])
	if w := asciiLetters(s[n.end:]); w > 0 && w <= 2 && !letterAt(s, n.end+w) {
		n.num += s[n.end : n.end+w]
		n.end += w
		n.mixed = true
	} else if r, size := utf8.DecodeRuneInString(s[n.end:]); r >= utf8.RuneSelf && !letterAt(s, n.end+size) {
		if _, name := letterValue(r); name != "" && unicode.In(r, unicode.Hebrew, unicode.Cyrillic, unicode.Greek) { // «5א»
			n.num += name
			n.end += size
			n.mixed = true
		}
	}
	return n, true
}

// ordinalMark is the length of a mark that makes digits an ordinal: º, °, er, st.
func ordinalMark(s string) int {
	for _, m := range []string{
		"º", "ª", "°", ".º", ".ª", ".°", "er", "re", "ère", "ème", "st", "nd", "rd", "th", "-я", "-й",
		"-р", "-нче", "-нчы", "-ші", "-шы", "-nji", "-njy", "ο", "ον", "η", "ος", "aad", " པ", "་པ",
	} {
		if strings.HasPrefix(s, m) && !letterAt(s, len(m)) && digitAt(s, len(m)) < 0 {
			return len(m)
		}
	}
	return 0
}

func scanLetters(s string) (numeral, bool) {
	w := letterRun(s)
	word := s[:w]
	if v, end := ordinalAt(s); v > 0 {
		return numeral{end: end, num: itoa(v), style: 'o', val: v, depth: 1}, true
	}
	if len(word) <= 15 {
		if v := romanValue(word); v > 0 {
			n := numeral{end: w, num: word, style: caseStyle(word, 'i', 'I'), val: v, depth: 1}
			if len(word) == 1 {
				n.style, n.roman = caseStyle(word, 'a', 'A'), v
				n.val = int(word[0]|0x20) - 'a' + 1
			}
			return n, true
		}
	}
	if word == "الف" {
		return numeral{end: w, num: "alif", style: 'a', val: 1, depth: 1}, true
	}
	runes := []rune(word)
	if len(runes) > 2 || len(runes) == 2 && runes[0] != runes[1] {
		return numeral{}, false
	}
	v, name := letterValue(runes[0])
	if v == 0 {
		return numeral{}, false
	}
	if len(runes) == 2 {
		v, name = v+32, name+name
	}
	n := numeral{end: w, num: name, style: caseStyle(word, 'a', 'A'), val: v, depth: 1}
	if d := asciiDigits(s[w:]); d > 0 && len(runes) == 1 { // "A1", "T001"
		n.num, n.end, n.mixed, n.val = n.num+s[w:w+d], w+d, true, 0
	}
	return n, true
}

// maxOrdinal is how long an ordinal in words may be, in bytes.
const maxOrdinal = 60

// longestRun is how far the end of a word is looked for, in bytes: no number or name of a
// division is as long, and in a script without spaces a word may be a whole paragraph.
const longestRun = 128

// ordinalAt reads an ordinal in words at the start of s, also one of two words
// («décimo primero», «الحادية عشرة», «سی و هشتم»), and returns its value and length; 0 where there is none.
func ordinalAt(s string) (val, end int) {
	w := wordRun(s)
	if w == 0 || w > maxOrdinal {
		return 0, 0
	}
	word := fold(s[:w])
	if v, ok := ordinals.get(word); ok {
		more, end := ordinalTail(s[w:], v)
		return v + more, w + end
	}
	tens, ok := tensWords.get(word)
	if !ok {
		return 0, 0
	}
	if more, end := ordinalTail(s[w:], tens); more > 0 {
		return tens + more, w + end
	}
	return 0, 0
}

// ordinalTail is what the word behind an ordinal worth first adds to it, and how far it
// reaches: units behind tens, or in Arabic ten or tens behind units.
func ordinalTail(s string, first int) (val, end int) {
	i := spaces(s)
	if i == 0 || i > 1 {
		return 0, 0
	}
	if joint, ok := strings.CutPrefix(s[i:], "و "); ok {
		i = len(s) - len(joint)
	}
	w := wordRun(s[i:])
	if w > maxOrdinal {
		return 0, 0
	}
	word := fold(s[i : i+w])
	switch v, ok := ordinals.get(word); {
	case first < 10 && (word == "عشر" || word == "عشرة"):
		return 10, i + w
	case ok && first%10 == 0 && v < 10:
		return v, i + w
	}
	if v, ok := tensWords.get(strings.TrimPrefix(word, "و")); ok && first < 10 && strings.HasPrefix(word, "و") {
		return v, i + w
	}
	return 0, 0
}

// scanComponents adds what hangs on a numeral: ".3", "-2", "(1)".
func scanComponents(s string, n numeral) numeral {
	for n.end < len(s) && n.depth < 9 {
		rest := s[n.end:]
		if rest[0] == '(' || strings.HasPrefix(rest, "（") {
			inner, size := bracketed(rest)
			if size == 0 || inner.style == 'o' {
				break
			}
			n = joined(n, inner, size, 1)
			continue
		}
		r, size := utf8.DecodeRuneInString(rest)
		if !strings.ContainsRune(".-/–—．‑", r) || n.end+size >= len(s) {
			break
		}
		next, ok := scanSimple(rest[size:])
		if !ok || next.style == 'o' || next.end == 0 {
			break
		}
		if letterAt(s, n.end+size+next.end) || (next.style != '1' && n.style != '1' && r == '.') {
			break // "I.e." and "a.b" are words
		}
		n = joined(n, next, size, 0)
	}
	return n
}

// joined appends component next, whose text stands skip bytes after n, or which
// took all of skip bytes where it stood in brackets.
func joined(n, next numeral, skip, bracket int) numeral {
	n.num += "-" + next.num
	n.val = next.val
	n.roman = 0
	n.depth += next.depth
	n.mixed = n.mixed || next.mixed
	n.end += skip
	if bracket == 0 {
		n.end += next.end
	}
	return n
}

// bracketed reads "(1)", "(a)", "（一）" at the start of s and returns the numeral
// inside and the bytes taken with the brackets; 0 where there is none.
func bracketed(s string) (numeral, int) {
	open := 1
	if strings.HasPrefix(s, "（") {
		open = len("（")
	} else if s == "" || s[0] != '(' {
		return numeral{}, 0
	}
	n, ok := scanNumeral(s[open:])
	if !ok {
		return numeral{}, 0
	}
	rest := s[open+n.end:]
	switch {
	case strings.HasPrefix(rest, ")"):
		return n, open + n.end + 1
	case strings.HasPrefix(rest, "）"):
		return n, open + n.end + len("）")
	}
	return numeral{}, 0
}

func scanSuffix(s string, n numeral) numeral {
	at := n.end
	if at < len(s) && (s[at] == ' ' || s[at] == '-') {
		at++
	}
	w := asciiLetters(s[at:])
	if w == 0 || letterAt(s, at+w) {
		return n
	}
	word := strings.ToLower(s[at : at+w])
	for _, suffix := range latinSuffixes {
		if word == suffix && !(at > n.end && followedByNumber(s[at+w:])) {
			n.num += word
			n.end = at + w
			n.mixed = true
			return n
		}
	}
	return n
}

// followedByNumber tells the German «22 bis 24» from «22 bis».
func followedByNumber(s string) bool {
	return len(s) > 1 && s[0] == ' ' && digitAt(s, 1) >= 0
}

func caseStyle(word string, lower, upper byte) byte {
	r, _ := utf8.DecodeRuneInString(word)
	if unicode.IsUpper(r) {
		return upper
	}
	return lower
}

// letterRun is how many bytes of letters s begins with, or more than longestRun of them.
func letterRun(s string) int {
	for i, r := range s {
		if i > longestRun || !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) {
			return i
		}
	}
	return len(s)
}

func asciiLetters(s string) int {
	i := 0
	for i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z') {
		i++
	}
	return i
}

func asciiDigits(s string) int {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	return i
}

func letterAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}

func digitAt(s string, i int) int {
	if i >= len(s) {
		return -1
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return digitValue(r)
}

func itoa(v int) string {
	if v == 0 {
		return "0"
	}
	var b [20]byte
	i := len(b)
	for ; v > 0; v /= 10 {
		i--
		b[i] = byte('0' + v%10)
	}
	return string(b[i:])
}
