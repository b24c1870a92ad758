package align

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"polity/diff/letters"
)

// roman reads a roman numeral in its usual form, in either case. Words that merely
// consist of such letters («mild», «civic») are none.
func roman(s string) (int, bool) {
	if s == "" || len(s) > 12 {
		return 0, false
	}
	for i := range len(s) {
		if !romanLetter[s[i]|0x20] {
			return 0, false
		}
	}
	n, i := 0, 0
	for _, step := range romanSteps {
		for times := 0; times < step.most && strings.HasPrefix(lowerASCII(s[i:]), step.sign); times++ {
			n += step.value
			i += len(step.sign)
		}
	}
	return n, i == len(s)
}

var romanSteps = [...]struct {
	sign        string
	value, most int
}{
	{"m", 1000, 3},
	{"cm", 900, 1},
	{"d", 500, 1},
	{"cd", 400, 1},
	{"c", 100, 3},
	{"xc", 90, 1},
	{"l", 50, 1},
	{"xl", 40, 1},
	{"x", 10, 3},
	{"ix", 9, 1},
	{"v", 5, 1},
	{"iv", 4, 1},
	{"i", 1, 3},
}

func lowerASCII(s string) string {
	if len(s) > 2 {
		s = s[:2] // no sign is longer
	}
	return strings.ToLower(s)
}

// value is what a number is worth, whatever its style: the readings it allows.
// «c» is the third letter and a hundred; «§ 12a» is twelve and a.
type value struct {
	text     string // the number as text, folded; "" without one
	readings []string
}

// valueOf reads the number out of a label. Of several parts the last decides
// («Article 3, Section 2»), but decimal numbers count whole («3.2.1»).
func valueOf(label string) value {
	parts := numberParts(label)
	if len(parts) == 0 {
		return value{}
	}
	v := value{text: parts[len(parts)-1]}
	v.readings = []string{v.text}
	if n, ok := roman(v.text); ok {
		v.readings = append(v.readings, strconv.Itoa(n))
	}
	if r := []rune(v.text); len(r) == 1 {
		if n := letterRank(r[0]); n > 0 {
			v.readings = append(v.readings, strconv.Itoa(n))
		}
	}
	if n, ok := chineseValue(v.text); ok {
		v.readings = append(v.readings, strconv.Itoa(n))
	}
	return v
}

// maxNumbers bounds the memory of number.
const maxNumbers = 1 << 12

// number is valueOf, remembered: the labels of two texts are much the same.
func (s *state) number(label string) value {
	v, ok := s.room.numbers[label]
	if !ok {
		v = valueOf(label)
		if s.room.numbers == nil || len(s.room.numbers) >= maxNumbers {
			s.room.numbers = map[string]value{}
		}
		s.room.numbers[label] = v
	}
	return v
}

// differs reports whether two numbers have different values. No number differs
// from none at all: a style without numbers renumbers nothing.
func (v value) differs(w value) bool {
	if v.text == "" || w.text == "" {
		return false
	}
	for _, x := range v.readings {
		for _, y := range w.readings {
			if x == y {
				return false
			}
		}
	}
	return true
}

// rank is the number as an integer for counting on from it, -1 where it is none: a
// single letter counts as a letter.
func (v value) rank() int {
	if n, err := strconv.Atoi(v.text); err == nil {
		return n
	}
	if len(v.readings) > 1 {
		if n, err := strconv.Atoi(v.readings[len(v.readings)-1]); err == nil {
			return n
		}
	}
	return -1
}

// numberParts are the parts of a label that may be its number, folded: decimal
// numbers with letters and bis, ter, quater; else single letters, roman and
// Chinese numerals; else nothing.
func numberParts(label string) []string {
	var strong, weak []string
	rs := []rune(strings.ToLower(label))
	for i := 0; i < len(rs); {
		switch c := rs[i]; {
		case digit(c) >= 0:
			k := i
			var b strings.Builder
			for k < len(rs) && (digit(rs[k]) >= 0 || k+1 < len(rs) && strings.ContainsRune(".-–", rs[k]) && digit(rs[k+1]) >= 0) {
				if d := digit(rs[k]); d >= 0 {
					b.WriteByte(byte('0' + d))
				} else {
					b.WriteByte('.')
				}
				k++
			}
			suffix, n := numberSuffix(rs[k:])
			strong = append(strong, strings.TrimLeft(b.String(), "0")+suffix)
			i = k + n
		case c >= 0x0590 && letters.Numbers(c):
			n, k := letters.Number(rs[i:])
			if k == 0 { // a word of Hebrew
				n, k = 0, lettersIn(rs[i:])
			}
			if n > 0 {
				strong = append(strong, strconv.Itoa(n))
			} else if k == 1 {
				weak = append(weak, string(c))
			}
			i += k
		case letters.Unspaced(c):
			k := i
			for k < len(rs) && letters.Numeral(rs[k]) {
				k++
			}
			if k > i {
				strong = append(strong, string(rs[i:k]))
			}
			i = max(k, i+1)
		case unicode.IsLetter(c):
			k := i
			for k < len(rs) && (unicode.IsLetter(rs[k]) || unicode.IsMark(rs[k])) && !letters.Unspaced(rs[k]) {
				k++
			}
			if n := wordNumber(string(rs[i:k])); n != "" {
				weak = append(weak, n)
			}
			i = k
		default:
			i++
		}
	}
	if len(strong) > 0 {
		return strong
	}
	return weak
}

// wordNumber is a word as a number: a letter, a roman numeral or a number word; "" for
// none.
func wordNumber(w string) string {
	if _, ok := roman(w); ok || utf8.RuneCountInString(w) == 1 {
		return w
	}
	if n, ok := ordinals[w]; ok {
		return strconv.Itoa(n)
	}
	if len(w) == 2 && w[0] == w[1] {
		return w // (aa) follows (z)
	}
	return ""
}

// lettersIn counts the letters, with the marks on them, that a text begins with.
func lettersIn(rs []rune) int {
	for i, c := range rs {
		if !unicode.IsLetter(c) && !unicode.IsMark(c) {
			return i
		}
	}
	return len(rs)
}

// numberSuffix reads what is glued to a decimal number: one or two letters («12a»)
// or, also behind a space, bis and its like. It returns its length in runes.
func numberSuffix(rs []rune) (string, int) {
	start := 0
	for start < len(rs) && (rs[start] == ' ' || rs[start] == '-' || rs[start] == '\u00a0') {
		start++
	}
	k := start
	for k < len(rs) && unicode.IsLetter(rs[k]) && !letters.Unspaced(rs[k]) {
		k++
	}
	w := string(rs[start:k])
	if latinOrder[w] || start == 0 && k > 0 && k <= 2 && w != "º" && w != "ª" {
		return w, k
	}
	return "", 0
}

var latinOrder = map[string]bool{"bis": true, "ter": true, "quater": true, "quinquies": true, "sexies": true, "septies": true, "octies": true, "nonies": true, "decies": true}

// ordinals are numbers written as words, in the languages that number articles so.
var ordinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"primero": 1, "primera": 1, "segundo": 2, "segunda": 2, "tercero": 3, "tercera": 3, "cuarto": 4, "cuarta": 4, "quinto": 5, "quinta": 5,
	"sexto": 6, "sexta": 6, "séptimo": 7, "séptima": 7, "octavo": 8, "octava": 8, "noveno": 9, "novena": 9, "décimo": 10, "décima": 10,
	"premier": 1, "première": 1, "deuxième": 2, "troisième": 3, "quatrième": 4, "cinquième": 5, "sixième": 6, "septième": 7,
	"erster": 1, "erste": 1, "zweiter": 2, "zweite": 2, "dritter": 3, "dritte": 3, "vierter": 4, "vierte": 4, "fünfter": 5, "fünfte": 5,
}

// digit is the value of a decimal digit of any script, -1 for anything else.
func digit(c rune) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c < 0x80 || !unicode.IsDigit(c):
		return -1
	}
	// Decimal digits stand in blocks of ten that begin where the one before is none.
	for n := 0; n < 10; n++ {
		if !unicode.IsDigit(c - rune(n) - 1) {
			return n
		}
	}
	return -1
}

// letterRank is the place of a letter in its alphabet as enumerations use it, 0
// where that is not known.
func letterRank(c rune) int {
	switch {
	case c >= 'a' && c <= 'z':
		return int(c-'a') + 1
	case c >= 'α' && c <= 'ω':
		return int(c-'α') + 1
	case c >= 'а' && c <= 'я':
		return int(c-'а') + 1
	}
	for i, r := range []rune("ابجدهوزحطيكلمنسعفصقرشتثخذضظغ") {
		if r == c {
			return i + 1
		}
	}
	return 0
}

// chineseValue reads a numeral of Chinese characters below ten thousand.
func chineseValue(s string) (int, bool) {
	total, digit, any := 0, 0, false
	for _, c := range s {
		switch i := strings.IndexRune("〇一二三四五六七八九", c); {
		case i >= 0:
			digit = digit*10 + i/3 // each of them is three bytes long
		case c == '十' || c == '百' || c == '千':
			unit := map[rune]int{'十': 10, '百': 100, '千': 1000}[c]
			total += max(digit, 1) * unit
			digit = 0
		default:
			return 0, false
		}
		any = true
	}
	return total + digit, any
}

// Number is the number in a label, or in a reference to one, without its style as
// far as that leaves no doubt: digits of any script and Chinese numerals come out as
// 0 to 9, letters and roman numerals small. "" where there is none.
func Number(label string) string {
	parts := numberParts(label)
	if len(parts) == 0 {
		return ""
	}
	last := parts[len(parts)-1]
	if n, ok := chineseValue(last); ok {
		return strconv.Itoa(n)
	}
	return last
}
