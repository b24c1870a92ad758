package reuse

import (
	"unicode"

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
