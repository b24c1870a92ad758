package reuse

import (
	"sync"
	"unicode"

	"polity/commons/law"
	"polity/diff/letters"
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
		c.hash = []uint64{numberID: letters.Mix(letters.Seed, numberID), nameID: letters.Mix(letters.Seed, nameID)}
	}
	if c.lain == nil || len(c.lain) > maxLain {
		c.lain = map[[2]uint64][]run{}
	}
}

// of gives the words of a clause, heading first.
func (c *Cache) of(x *law.Clause) []uint32 {
	key := letters.Hash(letters.Hash(letters.Seed, x.Heading), x.Text)
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

// scan cuts text into words and calls word for each with its hash (0 for a number),
// whether it is capital or narrow, and the bytes it spans. A word is a run of letters
// with their marks, folded to lower case, or one character of a script that puts no
// space between words or glues its particles on.
func scan(s string, word func(hash uint64, kind uint32, from, to int)) {
	for i := 0; i < len(s); {
		c, n := letters.Decode(s[i:])
		switch {
		case letters.Numeral(c):
			j := i
			for j < len(s) && letters.Numeral(c) {
				j += n
				if j < len(s) {
					c, n = letters.Decode(s[j:])
				}
			}
			word(0, narrow, i, j)
			i = j
		case letters.Unspaced(c):
			word(letters.Mix(letters.Seed, uint64(c)), narrow, i, i+n)
			i += n
		case letters.Word(c):
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
	h = letters.Seed
	number, roman := false, true
	for size < len(s) {
		c, n := letters.Decode(s[size:])
		if !letters.Word(c) || letters.Unspaced(c) {
			break
		}
		number = number || unicode.IsDigit(c)
		roman = roman && romanDigit(c)
		l := unicode.ToLower(c)
		if size == 0 && l != c {
			kind = capital
		}
		h = letters.Mix(h, uint64(l))
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
