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

// Fingerprint hashes all that Align reads of a text: its language, and kind, label,
// heading, text, setting and parent of every clause. Equal texts have equal ones in all
// processes of one program; others do only by a chance of one in 2^64. It is no digest:
// who wants to can forge one. t must not be nil. Linear in the text.
func Fingerprint(t *law.Text) uint64 {
	h := letters.Mix(letters.Hash(letters.Seed, t.Lang), uint64(len(t.Clauses)))
	for i := range t.Clauses {
		c := &t.Clauses[i]
		h = letters.Mix(letters.Mix(h, uint64(c.Parent)), look(c))
	}
	return h
}
