package markup

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// scanCJK reads Chinese and Japanese numerals: 十四, 二十一, 一〇三, １２.
func scanCJK(s string) (numeral, bool) {
	n := numeral{style: '1', depth: 1, shape: "一"}
	total, current := 0, 0
	for n.end < len(s) {
		r, size := utf8.DecodeRuneInString(s[n.end:])
		v := cjkDigit(r)
		if v < 0 || n.end > 60 {
			break
		}
		n.end += size
		switch {
		case v >= 10:
			total += max(current, 1) * v
			current = 0
		default:
			current = current%100000*10 + v
		}
	}
	n.val = total + current
	n.num = itoa(n.val)
	return n, n.end > 0
}

func cjkDigit(r rune) int {
	switch r {
	case '〇', '零':
		return 0
	case '一', '壹', '壱':
		return 1
	case '二', '貳', '弐':
		return 2
	case '三', '叁', '参':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	case '十', '拾':
		return 10
	case '廿':
		return 20
	case '百':
		return 100
	case '千':
		return 1000
	}
	return -1
}

// Digit is the value of a decimal digit of any script, or -1.
func Digit(r rune) int { return digitValue(r) }

// digitValue is the value of a decimal digit of any script, or -1.
func digitValue(r rune) int {
	if r < 0x80 {
		if r >= '0' && r <= '9' {
			return int(r - '0')
		}
		return -1
	}
	if !unicode.Is(unicode.Nd, r) {
		return -1
	}
	for _, x := range unicode.Nd.R16 {
		if uint16(r) >= x.Lo && rune(x.Hi) >= r && r <= 0xFFFF {
			return int(r-rune(x.Lo)) % 10
		}
	}
	for _, x := range unicode.Nd.R32 {
		if uint32(r) >= x.Lo && uint32(r) <= x.Hi {
			return int(uint32(r)-x.Lo) % 10
		}
	}
	return -1
}

// ethiopic is what an Ethiopic numeral is worth, 0 for anything else.
func ethiopic(r rune) int {
	switch {
	case r >= '፩' && r <= '፱':
		return int(r-'፩') + 1
	case r >= '፲' && r <= '፺':
		return 10 * (int(r-'፲') + 1)
	case r == '፻':
		return 100
	}
	return 0
}

// scanEthiopic reads Ethiopic numerals below ten thousand: ፲፪, ፻፭.
func scanEthiopic(s string) (numeral, bool) {
	n := numeral{style: '1', depth: 1}
	for n.end < len(s) && n.end < 30 {
		r, size := utf8.DecodeRuneInString(s[n.end:])
		v := ethiopic(r)
		if v == 0 {
			break
		}
		if v == 100 {
			n.val = max(n.val, 1) * 100
		} else {
			n.val += v
		}
		n.end += size
	}
	n.num = itoa(n.val)
	return n, n.end > 0
}

// scanHebrew reads a number in Hebrew letters, which has a mark behind its only letter
// or before its last: «ג׳», «י״ב».
func scanHebrew(s string) (numeral, bool) {
	n := numeral{style: '1', depth: 1}
	last, marked := 1000, false
	for n.end < len(s) {
		r, size := utf8.DecodeRuneInString(s[n.end:])
		switch v := hebrewValue(r); {
		case v > 0 && v <= last:
			n.val, last = n.val+v, v
		case n.val > 0 && !marked && (r == '׳' || r == '\'' || r == '״' || r == '"'):
			marked = true
		default:
			n.num = itoa(n.val)
			return n, marked && !letterAt(s, n.end)
		}
		n.end += size
	}
	n.num = itoa(n.val)
	return n, marked
}

var hebrewDigits = []rune("אבגדהוזחטיכלמנסעפצקרשת")

// hebrewValue is what a Hebrew letter is worth as a numeral, 0 for anything else.
func hebrewValue(r rune) int {
	switch i := slices.Index(hebrewDigits, r); {
	case i < 0:
		return 0
	case i < 9:
		return i + 1
	case i < 18:
		return 10 * (i - 8)
	default:
		return 100 * (i - 17)
	}
}

// greekUnits are the letters that stand for one to nine; στ, for six, is two of them.
var greekUnits, greekTens = []string{"α", "β", "γ", "δ", "ε", "στ", "ζ", "η", "θ"}, []string{"ι", "κ", "λ", "μ", "ν", "ξ", "ο", "π"}

// scanGreek reads a number in Greek letters: with its mark behind it («ΙΑ΄», «στ'»), or
// where it can be no word of the alphabet («ια», «στ»).
func scanGreek(s string) (numeral, bool) {
	w := letterRun(s)
	word := strings.ToLower(s[:w])
	tens, units := 0, 0
	for i, letter := range greekTens {
		if rest, ok := strings.CutPrefix(word, letter); ok {
			word, tens = rest, i+1
		}
	}
	if word != "" {
		if units = slices.Index(greekUnits, word) + 1; units == 0 {
			return numeral{}, false
		}
	}
	n := numeral{end: w, style: caseStyle(s, 'a', 'A'), val: 10*tens + units, depth: 1}
	n.num = itoa(n.val)
	for _, mark := range []string{"΄", "ʹ", "´", "'", "’"} {
		if strings.HasPrefix(s[w:], mark) && !letterAt(s, w+len(mark)) {
			n.end += len(mark)
			return n, true
		}
	}
	return n, tens <= 2 && tens > 0 && units > 0 || units == 6 && tens == 0
}

// superscript is the digit that is set high, which numbers paragraphs in Swiss law, or 0.
func superscript(r rune) int {
	switch {
	case r == '¹':
		return 1
	case r == '²' || r == '³':
		return int(r-'²') + 2
	case r >= '⁴' && r <= '⁹':
		return int(r-'⁴') + 4
	}
	return 0
}

// scanSuperscript reads a number set high: «¹», «¹²».
func scanSuperscript(s string) (numeral, bool) {
	n := numeral{style: '1', depth: 1, shape: "¹"}
	for n.end < len(s) && n.val < 1000 {
		r, size := utf8.DecodeRuneInString(s[n.end:])
		d := superscript(r)
		if d == 0 && r != '⁰' {
			break
		}
		n.val, n.end = 10*n.val+d, n.end+size
	}
	n.num = itoa(n.val)
	return n, true
}

// circled is the number inside ①, ⑴ or ⒈, or 0.
func circled(r rune) int {
	switch {
	case r >= '①' && r <= '⑳':
		return int(r-'①') + 1
	case r >= '⑴' && r <= '⒇':
		return int(r-'⑴') + 1
	case r >= '⒈' && r <= '⒛':
		return int(r-'⒈') + 1
	}
	return 0
}

// romanValue is the value of a well-formed roman numeral in one case, or 0.
func romanValue(s string) int {
	upper := strings.ToUpper(s)
	if s != upper && s != strings.ToLower(s) {
		return 0
	}
	v, rest := 0, upper
	for _, step := range romanSteps {
		for k := 0; k < step.times && strings.HasPrefix(rest, step.letters); k++ {
			v += step.value
			rest = rest[len(step.letters):]
		}
	}
	if rest != "" {
		return 0
	}
	return v
}

var romanSteps = []struct {
	letters string
	value   int
	times   int
}{
	{"M", 1000, 3},
	{"CM", 900, 1},
	{"D", 500, 1},
	{"CD", 400, 1},
	{"C", 100, 3},
	{"XC", 90, 1},
	{"L", 50, 1},
	{"XL", 40, 1},
	{"X", 10, 3},
	{"IX", 9, 1},
	{"V", 5, 1},
	{"IIII", 4, 1},
	{"IV", 4, 1},
	{"I", 1, 3},
}

// latinBetween are the letters that stand between those of ASCII where Turkish, Vietnamese,
// Spanish and others letter their lists, each behind the one it looks like.
const latinBetween = "çđğıñöşüčćšž"

// indicNames are the consonants of the scripts of India and Southeast Asia in the order
// that they share.
var indicNames = strings.Fields("ka kha ga gha nga ca cha ja jha nya tta ttha dda ddha nna ta tha da dha na")

// indicLetter is the place of a consonant in one of those scripts, 0 for anything else.
func indicLetter(r rune) (int, string) {
	for _, ka := range "कকਕકକతకಕകකကក" {
		if i := int(r - ka); i >= 0 && i < len(indicNames) {
			return i + 1, indicNames[i]
		}
	}
	return 0, ""
}

// letterValue is the place of a letter in its alphabet and its name in ASCII.
func letterValue(r rune) (int, string) {
	if r < 0x80 {
		if r|0x20 >= 'a' && r|0x20 <= 'z' {
			return int(r|0x20-'a') + 1, string(r)
		}
		return 0, ""
	}
	lower := unicode.ToLower(r)
	if i := strings.IndexRune(latinBetween, lower); i >= 0 {
		base, _ := foldLatin(string(lower))
		return int(base[0]-'a') + 2, base + base
	}
	if v, name := indicLetter(r); v > 0 {
		return v, name
	}
	for _, alphabet := range alphabets {
		at := 0
		for _, entry := range alphabet {
			at++
			if entry.letter == lower {
				return at, entry.name
			}
		}
	}
	return 0, ""
}
