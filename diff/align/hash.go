package align

import (
	"math/bits"

	"polity/commons/law"
)

// Hashes here tell clauses and words apart within one process. They are no digest:
// who forges a collision gets a poor alignment of his own text.

const seed uint64 = 0x9E3779B97F4A7C15

// mix folds x into h: a multiplication of 128 bits whose halves are joined.
func mix(h, x uint64) uint64 {
	hi, lo := bits.Mul64(h^x^0xA0761D6478BD642F, h|1^0xE7037ED1A0B428DB)
	return hi ^ lo ^ bits.RotateLeft64(h, 23)
}

func hashRune(c rune) uint64 { return mix(seed, uint64(c)) }

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

// keys fills in what each clause reads and looks like: the hashes that reading the
// text left behind, or, where either text has none, own ones for both.
func (s *state) keys() {
	known := true
	for _, d := range [...]*side{&s.a, &s.b} {
		for i := range d.c {
			known = known && d.c[i].Source != 0
		}
	}
	for _, d := range [...]*side{&s.a, &s.b} {
		d.key = s.room.hashes.take(len(d.c))
		for i := range d.c {
			if d.key[i] = d.c[i].Source; !known {
				d.key[i] = look(&d.c[i])
			}
		}
	}
}

// look hashes kind, label, heading, text and how they are set.
func look(c *law.Clause) uint64 {
	h := hashString(seed, string(c.Kind))
	for _, s := range [...]string{c.Label, c.Heading, c.Text} {
		h = hashString(h, s)
	}
	for _, spans := range [...][]law.Span{c.HeadingSpans, c.Spans} {
		h = mix(h, uint64(len(spans)))
		for _, sp := range spans {
			h = hashString(hashString(hashString(mix(h, uint64(sp.Style)), sp.Text), sp.Link), sp.Note)
		}
	}
	return h
}
