package words

import "hash/maphash"

// coding gives tokens code points, in the order in which they come: a map made for
// that, with open addressing. clear makes it ready.
type coding struct {
	seed   maphash.Seed
	places []coded // as many as a power of two, twice as many as tokens or more
	last   rune    // given
}

type coded struct {
	token string // "" where there is none
	code  rune
}

// maxCodes bounds the memory that goes from one script to the next, and what of it
// has to be wiped.
const maxCodes = 1 << 12

// clear forgets all tokens and makes room for so many.
func (c *coding) clear(tokens int) {
	if c.last = 0; c.places == nil {
		c.seed = maphash.MakeSeed()
	}
	size := 64
	for size < 2*tokens {
		size *= 2
	}
	if size > cap(c.places) || cap(c.places) > maxCodes {
		c.places = make([]coded, size)
		return
	}
	c.places = c.places[:size]
	clear(c.places)
}

// of is the code point of a token. Surrogates are left out, and beyond a million
// distinct tokens the rest count as one.
func (c *coding) of(token string) rune {
	mask := len(c.places) - 1
	k := int(maphash.String(c.seed, token)) & mask
	for c.places[k].token != "" && c.places[k].token != token {
		k = (k + 1) & mask
	}
	if c.places[k].token == "" {
		switch {
		case c.last == 0xD7FF:
			c.last = 0xE000
		case c.last < 0x10FFFF:
			c.last++
		}
		c.places[k] = coded{token, c.last}
	}
	return c.places[k].code
}
