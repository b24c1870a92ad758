package diff

import (
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"

	"polity/commons/law"
	"polity/diff/align"
)

// sameReading reports whether two texts read the same aloud although their units
// are cut differently: the same words in the same order, footnotes aside. Labels are
// words too, unless one text has all labels of the other, before the same words, and
// more: then numbers were added, or taken away, and nothing else. Marks between words
// are not heard; capitals count as they do for editorial: «the Purpose» may be a term
// where «the purpose» is none.
//
//	old  **Section 1.** All power …       new  ### Section 1        (mark-up only)
//	                                           All power …
//	old  To borrow money;                 new  1. To borrow money;  (numbers added)
//
// The cost is that of the units that changed, unless these have as many letters on
// both sides; then it is linear in what lies between the first and the last unit that differ.
func sameReading(c *Comparison) bool {
	if lettersChanged(c) {
		return false
	}
	old, new := differing(c.old.Clauses, c.new.Clauses)
	return spoken(old, true).equal(spoken(new, true)) || numbersOnly(spoken(old, false), spoken(new, false))
}

// differing takes off what two texts begin and end with alike.
func differing(a, b []law.Clause) (x, y []law.Clause) {
	same := func(p, q *law.Clause) bool { return p.Source != 0 && p.Source == q.Source }
	for len(a) > 0 && len(b) > 0 && same(&a[0], &b[0]) {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && same(&a[len(a)-1], &b[len(b)-1]) {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}

// lettersChanged reports whether the units that changed have more letters on one
// side, labels aside and with them. Of words that were compared only those that
// stand on one side need be counted.
func lettersChanged(c *Comparison) bool {
	bare, full := 0, 0
	add := func(words, labels int) {
		bare += words
		full += words + labels
	}
	for _, p := range c.Pairs {
		switch {
		case p.Op == align.Unchanged && p.Flags&align.Renumbered == 0:
		case c.hasFootnote(p):
			x, y := lettersOf(c.old, p.Old)
			add(x, y)
			x, y = lettersOf(c.new, p.New)
			add(-x, -y)
		default:
			add(lettersGone(p.Heading)+lettersGone(p.Words), lettersIn(c.old, p.Old)-lettersIn(c.new, p.New))
		}
	}
	return bare != 0 && full != 0
}

// hasFootnote reports whether a clause of the pair is a footnote, which is not read.
func (c *Comparison) hasFootnote(p *Pair) bool {
	return slices.ContainsFunc(p.Old, func(i int) bool { return c.old.Clauses[i].Kind == law.Footnote }) ||
		slices.ContainsFunc(p.New, func(i int) bool { return c.new.Clauses[i].Kind == law.Footnote })
}

// lettersOf counts the letters in the words of some clauses, and in their labels.
func lettersOf(t *law.Text, list []int) (words, labels int) {
	for _, i := range list {
		if x := &t.Clauses[i]; x.Kind != law.Footnote {
			words += letters(x.Heading) + letters(x.Text)
			labels += letters(x.Label)
		}
	}
	return words, labels
}

// lettersIn counts the letters in the labels of some clauses.
func lettersIn(t *law.Text, list []int) (labels int) {
	for _, i := range list {
		labels += letters(t.Clauses[i].Label)
	}
	return labels
}

// lettersGone is how many letters the old side has more than the new one.
func lettersGone(runs []Run) (n int) {
	for _, r := range runs {
		switch r.Op {
		case '-':
			n += letters(r.Text)
		case '+':
			n -= letters(r.Text)
		}
	}
	return n
}

func letters(s string) int {
	n := 0
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' {
				n++
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if heard(r) {
			n++
		}
		i += size
	}
	return n
}

func heard(r rune) bool {
	if r < utf8.RuneSelf { // nearly all of most texts
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

// speech is a text without anything that is not heard: its words run together, in
// small letters, and where its labels, its headings and the capitals of its texts
// stand among them, in bytes of sound.
type speech struct {
	sound    []byte
	labels   []labelAt
	headings [][2]int
	capitals []int
}

type labelAt struct {
	at    int // bytes of sound before it
	label string
}

// spoken reads clauses, with their labels among the words or beside them.
func spoken(clauses []law.Clause, labels bool) speech {
	var s speech
	for i := range clauses {
		c := &clauses[i]
		if c.Kind == law.Footnote {
			continue
		}
		if labels {
			s.sayHeading(c.Label)
		} else if c.Label != "" {
			s.labels = append(s.labels, labelAt{len(s.sound), align.Number(c.Label)})
		}
		s.sayHeading(c.Heading)
		s.say(c.Text)
	}
	return s
}

// sayHeading says words in which capitals are typography.
func (s *speech) sayHeading(words string) {
	from, capitals := len(s.sound), len(s.capitals)
	s.say(words)
	s.capitals = s.capitals[:capitals]
	if len(s.sound) > from {
		s.headings = append(s.headings, [2]int{from, len(s.sound)})
	}
}

func (s *speech) say(words string) {
	for _, r := range words {
		if heard(r) {
			small := unicode.ToLower(r)
			if small != r {
				s.capitals = append(s.capitals, len(s.sound))
			}
			s.sound = utf8.AppendRune(s.sound, small)
		}
	}
}

// equal reports whether two texts sound the same, and their capitals are the same
// where both are no headings.
func (s speech) equal(t speech) bool {
	if string(s.sound) != string(t.sound) {
		return false
	}
	a, b := s.capitals, t.capitals
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(a) > 0 && len(b) > 0 && a[0] == b[0]:
			a, b = a[1:], b[1:]
		case len(b) == 0 || len(a) > 0 && a[0] < b[0]:
			if !t.headed(a[0]) {
				return false
			}
			a = a[1:]
		default:
			if !s.headed(b[0]) {
				return false
			}
			b = b[1:]
		}
	}
	return true
}

// headed reports whether a byte of the sound belongs to a heading or a label.
func (s speech) headed(at int) bool {
	i := sort.Search(len(s.headings), func(n int) bool { return s.headings[n][1] > at })
	return i < len(s.headings) && s.headings[i][0] <= at
}

// numbersOnly reports whether the words are the same and the labels of one text
// are all among those of the other, before the same words.
func numbersOnly(a, b speech) bool {
	if !a.equal(b) {
		return false
	}
	return within(a.labels, b.labels) || within(b.labels, a.labels)
}

// within reports whether few is a subsequence of many.
func within(few, many []labelAt) bool {
	for _, l := range many {
		if len(few) > 0 && few[0] == l {
			few = few[1:]
		}
	}
	return len(few) == 0
}
