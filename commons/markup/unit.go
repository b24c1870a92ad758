package markup

import (
	"crypto/sha256"
	"encoding/binary"

	"polity/commons/law"
)

// role is what a unit is in its source, before the assembly gives it its place.
type role uint8

const (
	asHeading  role = iota // a heading of the source, with a level
	asRunIn                // a paragraph that opens with the label of a division: a heading in the text
	asNumbered             // a paragraph that opens with a bare number or letter
	asPlain                // a paragraph without a label, a quotation, a table, preformatted text
	asNested               // an item, a row, a paragraph of an item: its parent is known
	asNote                 // a footnote
)

// A unit is one clause before it has a place in a text. Its lines are counted from
// the start of its block and its hash leaves the kind out, so that it can be used
// again wherever the same block stands.
type unit struct {
	c     law.Clause
	mark  mark
	role  role
	up    int32 // its parent's index in the block, -1 where the assembly finds one
	hash  uint64
	whole *unit // the same paragraph without a label, for a weak mark that fits no series
	named naming
	inner *mark // see innerMark
}

// innerMark is the first mark of a series that the words of a numbered unit open with
// behind its own, as in «1. (1) The board»; nil where they do not. It is looked for once.
func (u *unit) innerMark() *mark {
	if u.inner == nil {
		u.inner = &noMark
		if plainOpening(u.c.Text) {
			return nil
		}
		if m, _, _, ok := scanMark(u.c.Text, inText); ok && m.kind == "" && m.depth == 1 && opensSeries(m) {
			u.inner = &m
		}
	}
	if u.inner == &noMark {
		return nil
	}
	return u.inner
}

var noMark mark

// plainOpening reports whether a text begins with a word of ASCII and a blank, as most do
// and no number does, but for a letter before a dash.
func plainOpening(s string) bool {
	i := 0
	for i < len(s) && (s[i]|0x20) >= 'a' && (s[i]|0x20) <= 'z' {
		i++
	}
	return i > 0 && i < len(s) && s[i] == ' ' && dashAt(s, i) == 0
}

// A block is a piece of a file that can be read by itself.
type block struct {
	units   []unit
	votes   *votes // nil until somebody asks for the language
	tangled bool   // read as plain text, for its markup could not be read in bounded time
	foreign int    // the first line, from 1, that was not in UTF-8; 0 where all was
}

// hashClause is the hash of what a reader sees of c, without its kind.
func hashClause(c *law.Clause) uint64 {
	var room [1024]byte // most clauses fit, and then nothing is allocated
	buf := room[:0]
	field := func(s string) {
		buf = binary.LittleEndian.AppendUint64(buf, uint64(len(s)))
		buf = append(buf, s...)
	}
	field(c.Label)
	field(c.Heading)
	field(c.Text)
	for _, spans := range [2][]law.Span{c.HeadingSpans, c.Spans} {
		field("")
		for _, s := range spans {
			field(s.Text)
			field(string(rune(s.Style)))
			field(s.Link)
			field(s.Note)
		}
	}
	sum := sha256.Sum256(buf)
	return binary.LittleEndian.Uint64(sum[:])
}

// withKind mixes the kind into a hash made by hashClause.
func withKind(h uint64, k law.Kind) uint64 {
	for i := 0; i < len(k); i++ {
		h = (h ^ uint64(k[i])) * 1099511628211
	}
	return h
}
