package align

import (
	"polity/commons/law"
	"polity/diff/letters"
)

func hashRune(c rune) uint64 { return letters.Mix(letters.Seed, uint64(c)) }

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
	h := letters.Hash(letters.Seed, string(c.Kind))
	for _, s := range [...]string{c.Label, c.Heading, c.Text} {
		h = letters.Hash(h, s)
	}
	for _, spans := range [...][]law.Span{c.HeadingSpans, c.Spans} {
		h = letters.Mix(h, uint64(len(spans)))
		for _, sp := range spans {
			h = letters.Hash(letters.Hash(letters.Hash(letters.Mix(h, uint64(sp.Style)), sp.Text), sp.Link), sp.Note)
		}
	}
	return h
}
