package align

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"polity/diff/letters"
)

// recast reports whether some clauses of a say, word for word, what some of b say,
// though words that stand in a heading on one side stand in a text on the other:
//
//	Rope                                 Rope. Boats are tied with two ropes.
//	  Boats are tied with two ropes.
func (s *state) recast(as, bs []int) bool {
	head, text, one := spokenOf(&s.a, as)
	other, whole, two := spokenOf(&s.b, bs)
	switch {
	case !one || !two || (head == "") == (other == ""):
		return false
	case head == "":
		return beginsWith(text, other, whole)
	}
	return beginsWith(whole, head, text)
}

// spokenOf are the heading and the texts of some clauses; false where any but the first
// has a heading.
func spokenOf(d *side, list []int) (heading, text string, ok bool) {
	for k, i := range list {
		c := &d.c[i]
		if k > 0 && c.Heading != "" {
			return "", "", false
		}
		heading += c.Heading
		if text != "" && c.Text != "" {
			text += "\n"
		}
		text += c.Text
	}
	return heading, text, true
}

// beginsWith reports whether a text is a heading and a text one after the other, with
// at most a mark between them.
func beginsWith(whole, heading, text string) bool {
	end := 0
	for range utf8.RuneCountInString(heading) {
		_, n := utf8.DecodeRuneInString(whole[end:])
		end += n
	}
	rest := whole[end:]
	if !SameHeading(heading, whole[:end]) {
		return false
	}
	if c, _ := utf8.DecodeRuneInString(rest); letters.Word(c) && !letters.Unspaced(c) {
		return false // in the middle of a word
	}
	return SameWords(strings.TrimSpace(rest), text) || SameWords(strings.TrimLeftFunc(rest, closesHeading), text)
}

// closesHeading reports whether a character may part a heading from what follows it in
// the same line.
func closesHeading(c rune) bool {
	return unicode.IsSpace(c) || strings.ContainsRune(".:;–—-。．：、", c)
}

// ranIn finds headings that became the first words of the paragraph beneath them, or were
// such: each is then a part of what became of the paragraph. Linear, with the texts compared.
func (s *state) ranIn() {
	if s.a.left+s.b.left == 0 {
		return
	}
	for _, hostInA := range [...]bool{true, false} {
		h, q := &s.a, &s.b
		if !hostInA {
			h, q = q, h
		}
		for i := range int32(len(q.c)) {
			if k := q.first[i]; k != none && q.free(i) && q.c[i].Heading != "" && bare(&q.c[i]) && !q.part[k] {
				for _, j := range wholes(h, q, i, k) {
					if s.runIn(h, q, hostInA, i, k, j) {
						break
					}
				}
			}
		}
	}
}

// wholes are the clauses of h that heading i and the paragraph k beneath it may have
// become: the mate of the paragraph, or without one the clauses that stand where these
// two stood, as one reads.
func wholes(h, q *side, i, k int32) []int32 {
	if q.mate[k] != none {
		return []int32{q.mate[k]}
	}
	before, after := none, int32(len(h.c))
	if i > 0 {
		before = q.mate[i-1]
	}
	if int(k)+1 < len(q.c) {
		after = q.mate[k+1]
	}
	return []int32{before + 1, after - 1}
}

// runIn makes heading i a part of clause j if that says what it and paragraph k say.
func (s *state) runIn(h, q *side, hostInA bool, i, k, j int32) bool {
	if j < 0 || int(j) >= len(h.c) || h.part[j] || h.mate[j] != none && h.mate[j] != k {
		return false
	}
	as, bs, x, y := []int{int(j)}, []int{int(i), int(k)}, j, k
	if !hostInA {
		as, bs, x, y = bs, as, k, j
	}
	if !s.recast(as, bs) {
		return false
	}
	if h.mate[j] == none {
		s.marry(x, y, Why{Round: Parts, Score: 1})
	}
	h.part[j], q.part[i], q.part[k] = true, true, true
	s.parts = append(s.parts, part{host: j, piece: i, hostInA: hostInA, score: 1})
	return true
}
