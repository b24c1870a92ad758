package timeline

import (
	"unicode"
	"unicode/utf8"
)

// shingles is the set of a text's runs of four words (four characters in scripts
// without spaces), hashed: what is left of a text when format and white space go.
type shingles map[uint64]struct{}

const shingleLength = 4

// The offset and prime of FNV-1a.
const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

func hashBytes(b []byte) uint64 {
	h := uint64(fnvOffset)
	for _, c := range b {
		h = (h ^ uint64(c)) * fnvPrime
	}
	return h
}

func shingle(text []byte) shingles {
	out := make(shingles, len(text)/12)
	var window [shingleLength]uint64
	n := 0
	add := func(word []byte) {
		copy(window[:], window[1:])
		window[shingleLength-1] = hashBytes(word)
		if n++; n >= shingleLength {
			h := uint64(0)
			for _, w := range window {
				h = h*fnvPrime ^ w
			}
			out[h] = struct{}{}
		}
	}
	eachWord(text, add)
	return out
}

// eachWord calls fn with every word in lower case; letters of unspaced scripts are
// words by themselves.
func eachWord(text []byte, fn func([]byte)) {
	var word []byte
	flush := func() {
		if len(word) > 0 {
			fn(word)
			word = word[:0]
		}
	}
	for len(text) > 0 {
		c := text[0]
		if c < utf8.RuneSelf { // nearly all of most texts
			text = text[1:]
			switch {
			case 'A' <= c && c <= 'Z':
				word = append(word, c+'a'-'A')
			case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
				word = append(word, c)
			default:
				flush()
			}
			continue
		}
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Khmer, unicode.Lao, unicode.Myanmar):
			flush()
			word = utf8.AppendRune(word, r)
			flush()
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.M, r):
			word = utf8.AppendRune(word, unicode.ToLower(r))
		default:
			flush()
		}
	}
	flush()
}

// shared counts what a and b have in common.
func (a shingles) shared(b shingles) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	n := 0
	for h := range a {
		if _, ok := b[h]; ok {
			n++
		}
	}
	return n
}

// dice is the Sørensen–Dice coefficient, 0 where either is empty.
func (a shingles) dice(b shingles) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	return 2 * float64(a.shared(b)) / float64(len(a)+len(b))
}
