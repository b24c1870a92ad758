package reuse

import (
	"math/bits"
	"sync"
	"unicode"
	"unicode/utf8"

	"polity/commons/law"
)

// Words are numbered in the order in which they are met. Two numbers stand for
// words that may differ without the wording being another.
const (
	numberID = 0 // any number
	nameID   = 1 // the name of a movement or of what it is called after
	firstID  = 2
)

// capital marks a word that begins with a capital letter; narrow one that is a
// character of a script without spaces. The rest of the 32 bits is the word's number.
const (
	capital = 1 << 31
	narrow  = 1 << 30
	wordBit = narrow - 1
)

// Hashes here tell words and wordings apart within one process; they are no digest.

const seed uint64 = 0x9E3779B97F4A7C15

// mix folds x into h: a multiplication of 128 bits whose halves are joined.
func mix(h, x uint64) uint64 {
	hi, lo := bits.Mul64(h^x^0xA0761D6478BD642F, h|1^0xE7037ED1A0B428DB)
	return hi ^ lo ^ bits.RotateLeft64(h, 23)
}

// Cache keeps what costs most between traces of nearly the same commons: the words of
// clauses and how two wordings lie on each other. It changes no result. It is bounded,
// starting over when full, and safe for use by one Trace at a time. The zero value is
// an empty cache.
type Cache struct {
	mu    sync.Mutex
	ids   map[uint64]uint32   // hash of a word to its number
	hash  []uint64            // and back
	words map[uint64][]uint32 // hash of heading and text to their words
	lain  map[[2]uint64][]run // hashes of two wordings to how they lie on each other
}

// A cache starts over beyond these many entries: some 500 MB.
const (
	maxWords = 1 << 21
	maxTexts = 1 << 21
	maxLain  = 1 << 22
)

// begin makes room; it is called once a trace.
func (c *Cache) begin() {
	if c.ids == nil || len(c.ids) > maxWords || len(c.words) > maxTexts {
		c.ids, c.words = map[uint64]uint32{}, map[uint64][]uint32{}
		c.hash = []uint64{numberID: mix(seed, numberID), nameID: mix(seed, nameID)}
	}
	if c.lain == nil || len(c.lain) > maxLain {
		c.lain = map[[2]uint64][]run{}
	}
}

// of gives the words of a clause, heading first.
func (c *Cache) of(x *law.Clause) []uint32 {
	key := hashString(hashString(seed, x.Heading), x.Text)
	if w, ok := c.words[key]; ok {
		return w
	}
	var w []uint32
	for _, s := range [...]string{x.Heading, x.Text} {
		scan(s, func(h uint64, kind uint32, _, _ int) {
			w = append(w, c.number(h)|kind)
		})
	}
	c.words[key] = w
	return w
}

func (c *Cache) number(h uint64) uint32 {
	if h == 0 {
		return numberID
	}
	id, ok := c.ids[h]
	if !ok {
		id = uint32(len(c.hash))
		c.ids[h] = id
		c.hash = append(c.hash, h)
	}
	return id
}

func hashString(h uint64, s string) uint64 {
	h = mix(h, uint64(len(s)))
	for len(s) >= 8 {
		h = mix(h, uint64(s[0])|uint64(s[1])<<8|uint64(s[2])<<16|uint64(s[3])<<24|
			uint64(s[4])<<32|uint64(s[5])<<40|uint64(s[6])<<48|uint64(s[7])<<56)
		s = s[8:]
	}
	var tail uint64
	for i := range len(s) {
		tail |= uint64(s[i]) << (8 * i)
	}
	return mix(h, tail)
}

// scan cuts text into words and calls word for each with its hash (0 for a number),
// whether it is capital or narrow, and the bytes it spans. A word is a run of letters
// with their marks, folded to lower case, or one character of a script that puts no
// space between words or glues its particles on.
func scan(s string, word func(hash uint64, kind uint32, from, to int)) {
	for i := 0; i < len(s); {
		c, n := decode(s[i:])
		switch {
		case numeral(c):
			j := i
			for j < len(s) && numeral(c) {
				j += n
				if j < len(s) {
					c, n = decode(s[j:])
				}
			}
			word(0, narrow, i, j)
			i = j
		case unspaced(c):
			word(mix(seed, uint64(c)), narrow, i, i+n)
			i += n
		case isWord(c):
			h, kind, size := one(s[i:])
			word(h, kind, i, i+size)
			i += size
		default:
			i += n
		}
	}
}

// one reads the spaced word that s begins with.
func one(s string) (h uint64, kind uint32, size int) {
	h = seed
	number, roman := false, true
	for size < len(s) {
		c, n := decode(s[size:])
		if !isWord(c) || unspaced(c) {
			break
		}
		number = number || unicode.IsDigit(c)
		roman = roman && romanDigit(c)
		l := unicode.ToLower(c)
		if size == 0 && l != c {
			kind = capital
		}
		h = mix(h, uint64(l))
		size += n
	}
	if number || roman {
		return 0, kind, size
	}
	return h, kind, size
}

func romanDigit(c rune) bool {
	switch c {
	case 'I', 'V', 'X', 'L', 'C', 'D', 'M':
		return true
	}
	return false
}

func isWord(c rune) bool {
	if c < 0x80 {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
	}
	return unicode.IsLetter(c) || unicode.IsMark(c) || unicode.IsDigit(c)
}

// unspaced reports whether a letter belongs to a script that writes no space between
// words (Chinese, Japanese, Thai, Lao, Burmese, Khmer) or glues particles to them
// (Korean).
func unspaced(c rune) bool {
	switch {
	case c < 0x0E00:
		return false
	case c <= 0x0EFF, c >= 0x1000 && c <= 0x109F, c >= 0x1780 && c <= 0x17FF:
		return unicode.IsLetter(c) || unicode.IsMark(c)
	case c >= 0x3005 && c <= 0x3007, c >= 0x3041 && c <= 0x30FF, c >= 0x3400 && c <= 0x9FFF,
		c >= 0xAC00 && c <= 0xD7AF, c >= 0xF900 && c <= 0xFAFF, c >= 0x20000 && c <= 0x3FFFF:
		return true
	}
	return false
}

// numeral reports whether c is a Chinese digit.
func numeral(c rune) bool {
	switch c {
	case '〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千':
		return true
	}
	return false
}

func decode(s string) (rune, int) {
	if s[0] < 0x80 {
		return rune(s[0]), 1
	}
	return utf8.DecodeRuneInString(s)
}
