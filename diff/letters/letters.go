// Package letters says what a character is to those who cut texts into words and
// hash them: the alignment and the inference of borrowing, which must see the same
// words.
//
// It cuts nothing itself (each room has a use of its own for what it finds) and is
// not the segmentation that readers see, which is package words.
package letters

import (
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// Word reports whether c is part of a word: a letter, a mark on one, or a digit.
func Word(c rune) bool {
	if c < 0x80 {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
	}
	return unicode.IsLetter(c) || unicode.IsMark(c) || unicode.IsDigit(c) || Ethiopic(c) > 0
}

// Unspaced reports whether a letter belongs to a script that writes no space
// between words (Chinese, Japanese, Thai, Lao, Burmese, Khmer, those of the Tai,
// Javanese, Balinese) or glues particles to them (Korean).
func Unspaced(c rune) bool {
	switch {
	case c < 0x0E00:
		return false
	case c <= 0x0EFF, c >= 0x1000 && c <= 0x109F, c >= 0x1780 && c <= 0x17FF, c >= 0x1950 && c <= 0x19DF, c >= 0x1A20 && c <= 0x1AAF,
		c >= 0x1B00 && c <= 0x1B7F, c >= 0xA980 && c <= 0xA9DF, c >= 0xAA60 && c <= 0xAADF:
		return unicode.IsLetter(c) || unicode.IsMark(c)
	case c >= 0x3005 && c <= 0x3007, c >= 0x3041 && c <= 0x30FF, c >= 0x3400 && c <= 0x9FFF,
		c >= 0xAC00 && c <= 0xD7AF, c >= 0xF900 && c <= 0xFAFF, c >= 0x20000 && c <= 0x3FFFF:
		return true
	}
	return false
}

// Numeral reports whether c is a Chinese digit.
func Numeral(c rune) bool {
	switch c {
	case '〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千':
		return true
	}
	return false
}

// Ethiopic is what an Ethiopic numeral below ten thousand is worth, 0 for anything else.
func Ethiopic(c rune) int {
	switch {
	case c >= '፩' && c <= '፱':
		return int(c-'፩') + 1
	case c >= '፲' && c <= '፺':
		return 10 * (int(c-'፲') + 1)
	case c == '፻':
		return 100
	}
	return 0
}

// Number reads a number of letters or signs that a text begins with: Ethiopic numerals
// (፲፪), or Hebrew letters with a mark behind the only one or before the last (ג׳, י״ב).
// It returns the value and how long it is in characters; 0, 0 where there is none.
func Number(rs []rune) (value, length int) {
	if len(rs) > 0 && Ethiopic(rs[0]) > 0 {
		for ; length < len(rs) && length < 16 && Ethiopic(rs[length]) > 0; length++ {
			if v := Ethiopic(rs[length]); v == 100 {
				value = max(value, 1) * v
			} else {
				value += v
			}
		}
		return value, length
	}
	return hebrew(rs)
}

// hebrew reads a number in Hebrew letters. The greater come first, which tells them
// from most other words that are written short; «ע״י» and «ש״ח» are such words.
func hebrew(rs []rune) (value, length int) {
	last := 300
	for i, c := range rs {
		v := hebrewValue(c)
		switch {
		case v > 0 && v < last && (i > 0 || c != 'ע'):
			value, last = value+v, v
		case i == 1 && (c == '׳' || c == '\''):
			return value, 2
		case i > 0 && (c == '״' || c == '"') && i+1 < len(rs):
			v = hebrewValue(rs[i+1])
			if v == 0 || v >= last || i+2 < len(rs) && unicode.IsLetter(rs[i+2]) {
				return 0, 0
			}
			return value + v, i + 2
		default:
			return 0, 0
		}
	}
	return 0, 0
}

// Numbers reports whether a number as Number reads it may begin with a character.
func Numbers(c rune) bool { return Ethiopic(c) > 0 || hebrewValue(c) > 0 }

// hebrewValue is what a Hebrew letter is worth as a numeral, 0 for anything else.
func hebrewValue(c rune) int {
	if c < 'א' || c > 'ת' {
		return 0
	}
	for i, r := range [...]rune{'א', 'ב', 'ג', 'ד', 'ה', 'ו', 'ז', 'ח', 'ט', 'י', 'כ', 'ל', 'מ', 'נ', 'ס', 'ע', 'פ', 'צ', 'ק', 'ר', 'ש', 'ת'} {
		if r == c {
			return []int{1, 10, 100}[i/9] * (i%9 + 1)
		}
	}
	return 0
}

// Decode is utf8.DecodeRuneInString of a string that is not empty, quick for ASCII.
func Decode(s string) (rune, int) {
	if s[0] < 0x80 {
		return rune(s[0]), 1
	}
	return utf8.DecodeRuneInString(s)
}

// Hashes here tell clauses and words apart within one process. They are no digest:
// who forges a collision gets a poor comparison of his own text.

// Seed is what a hash begins with.
const Seed uint64 = 0x9E3779B97F4A7C15

// Mix folds x into h: a multiplication of 128 bits whose halves are joined.
func Mix(h, x uint64) uint64 {
	hi, lo := bits.Mul64(h^x^0xA0761D6478BD642F, h|1^0xE7037ED1A0B428DB)
	return hi ^ lo ^ bits.RotateLeft64(h, 23)
}

// Hash folds a string into h, its length first, so that "ab", "c" is not "a", "bc".
func Hash(h uint64, s string) uint64 {
	h = Mix(h, uint64(len(s)))
	for len(s) >= 8 {
		h = Mix(h, uint64(s[0])|uint64(s[1])<<8|uint64(s[2])<<16|uint64(s[3])<<24|
			uint64(s[4])<<32|uint64(s[5])<<40|uint64(s[6])<<48|uint64(s[7])<<56)
		s = s[8:]
	}
	var tail uint64
	for i := range len(s) {
		tail |= uint64(s[i]) << (8 * i)
	}
	return Mix(h, tail)
}
