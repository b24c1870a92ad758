package merge

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"polity/commons/law"
	"polity/diff/align"
	"polity/diff/words"
)

// merged is the clause that a node becomes, and the side its lines are those of.
func (m *merger) merged(n int) (law.Clause, int) {
	x := &m.nodes[n]
	b, o, t := m.clause(n, inBase), m.clause(n, inOurs), m.clause(n, inTheirs)
	switch {
	case x.whole == inOurs, x.whole == none && t == nil:
		return *o, inOurs
	case x.whole == inTheirs, x.whole == none && o == nil:
		return *t, inTheirs
	case b == nil || same(t, b) || same(o, t):
		return *o, inOurs
	case same(o, b):
		return *t, inTheirs
	}
	c := *o
	c.Source = 0
	c.Kind, c.Level, c.Bullet = three(b.Kind, o.Kind, t.Kind), three(b.Level, o.Level, t.Level), three(b.Bullet, o.Bullet, t.Bullet)
	clear := m.label(&c, b, o, t)
	if !clear {
		m.conflict(Number, n)
	}
	h := m.passage(passage{b.Heading, b.HeadingSpans}, passage{o.Heading, o.HeadingSpans}, passage{t.Heading, t.HeadingSpans})
	w := m.passage(passage{b.Text, b.Spans}, passage{o.Text, o.Spans}, passage{t.Text, t.Spans})
	c.Heading, c.HeadingSpans, c.Text, c.Spans = h.text, h.spans, w.text, w.spans
	if h.torn || w.torn {
		m.conflict(Words, n)
	}
	return c, inOurs
}

// same reports whether two clauses are the same but for their place in the text.
func same(x, y *law.Clause) bool {
	return x.Kind == y.Kind && x.Label == y.Label && x.Num == y.Num && x.Heading == y.Heading && x.Text == y.Text && x.Level == y.Level &&
		x.Bullet == y.Bullet && x.File == y.File && x.Lines == y.Lines && slices.Equal(x.Spans, y.Spans) && slices.Equal(x.HeadingSpans, y.HeadingSpans)
}

// label merges what numbers a clause. Where both sides gave it another number because
// of what they inserted or removed before it, their steps add up.
func (m *merger) label(c, b, o, t *law.Clause) bool {
	c.Label, c.Num = o.Label, o.Num
	switch {
	case t.Label == b.Label && t.Num == b.Num || t.Label == o.Label && t.Num == o.Num:
		return true
	case o.Label == b.Label && o.Num == b.Num:
		c.Label, c.Num = t.Label, t.Num
		return true
	}
	label, ok := steps(b.Label, o.Label, t.Label)
	num, ok2 := steps(b.Num, o.Num, t.Num)
	if ok && ok2 {
		c.Label, c.Num = label, num
	}
	return ok && ok2
}

// steps adds up what two sides did to the last number in s, where they changed
// nothing else: 4, 5 and 6 make 7.
func steps(b, o, t string) (string, bool) {
	head, tail := lastNumber(b)
	if head == tail {
		return "", false
	}
	value := func(s string) (int, bool) {
		h, e := lastNumber(s)
		if h == e || s[:h] != b[:head] || s[e:] != b[tail:] {
			return 0, false
		}
		n, err := strconv.Atoi(s[h:e])
		return n, err == nil && e-h < 9
	}
	x, ok := value(b)
	y, ok2 := value(o)
	z, ok3 := value(t)
	if !ok || !ok2 || !ok3 || y+z-x < 1 {
		return "", false
	}
	return b[:head] + strconv.Itoa(y+z-x) + b[tail:], true
}

// lastNumber is where the last run of digits in s begins and ends.
func lastNumber(s string) (from, to int) {
	to = strings.LastIndexFunc(s, func(r rune) bool { return '0' <= r && r <= '9' }) + 1
	for from = to; from > 0 && '0' <= s[from-1] && s[from-1] <= '9'; from-- {
	}
	return from, to
}

// passage is a heading or a text with its spans; torn where two sides changed the
// same words of it.
type passage struct {
	text  string
	spans []law.Span
}

type mended struct {
	passage
	torn bool
}

// passage merges one part of a clause.
func (m *merger) passage(b, o, t passage) mended {
	equal := func(x, y passage) bool { return x.text == y.text && slices.Equal(x.spans, y.spans) }
	switch {
	case equal(b, t), equal(o, t):
		return mended{passage: o}
	case equal(b, o):
		return mended{passage: t}
	}
	ours, theirs := hunksOf(words.Diff(b.text, o.text, m.lang)), hunksOf(words.Diff(b.text, t.text, m.lang))
	pieces, ok := weave([3]string{b.text, o.text, t.text}, ours, theirs)
	switch {
	case ok:
		return mended{passage: sew(pieces, b, o, t)}
	case align.SameWords(b.text, o.text):
		return mended{passage: t}
	case align.SameWords(b.text, t.text):
		return mended{passage: o}
	}
	return mended{passage: o, torn: true}
}

// hunk is a stretch of the base that a side wrote anew: from and to in the base, at
// and end in the side.
type hunk struct{ from, to, at, end int }

func hunksOf(runs []words.Run) []hunk {
	var out []hunk
	old, new, open := 0, 0, false
	for _, r := range runs {
		if r.Op == '=' {
			old, new, open = old+len(r.Text), new+len(r.Text), false
			continue
		}
		if !open {
			out, open = append(out, hunk{old, old, new, new}), true
		}
		if r.Op == '-' {
			old += len(r.Text)
		} else {
			new += len(r.Text)
		}
		h := &out[len(out)-1]
		h.to, h.end = old, new
	}
	return out
}

// piece is a stretch of the merged words: what one side wrote, or what all three share.
type piece struct {
	side         int // inBase: in all three
	base, at, to int // where it begins in the base, and its stretch in the side's text (of the base where shared)
	ours, theirs int // where a shared one begins in the two sides
}

// weave joins the hunks of two sides. It fails where they touch the same words, or
// neighbouring ones, in different ways: at least a word that stayed must stand between
// them.
func weave(text [3]string, ours, theirs []hunk) ([]piece, bool) {
	base := text[inBase]
	var out []piece
	at, shift := 0, [3]int{} // how far the base is written, and the sides' offsets from it
	keep := func(to int) {
		if to > at {
			out = append(out, piece{side: inBase, base: at, at: at, to: to, ours: at + shift[inOurs], theirs: at + shift[inTheirs]})
		}
		at = to
	}
	write := func(side int, h hunk) {
		keep(h.from)
		if h.end > h.at {
			out = append(out, piece{side: side, base: h.from, at: h.at, to: h.end})
		}
		at = h.to
		shift[side] = h.end - h.to
	}
	for len(ours) > 0 || len(theirs) > 0 {
		switch {
		case len(theirs) == 0:
			write(inOurs, ours[0])
			ours = ours[1:]
		case len(ours) == 0:
			write(inTheirs, theirs[0])
			theirs = theirs[1:]
		case apart(base, ours[0], theirs[0]):
			write(inOurs, ours[0])
			ours = ours[1:]
		case apart(base, theirs[0], ours[0]):
			write(inTheirs, theirs[0])
			theirs = theirs[1:]
		case agree(text, ours[0], theirs[0]):
			write(inOurs, ours[0])
			shift[inTheirs] = theirs[0].end - theirs[0].to
			ours, theirs = ours[1:], theirs[1:]
		default:
			return nil, false
		}
	}
	keep(len(base))
	return out, true
}

// agree reports whether both sides wrote the same in the same place.
func agree(text [3]string, x, y hunk) bool {
	return x.from == y.from && x.to == y.to && text[inOurs][x.at:x.end] == text[inTheirs][y.at:y.end]
}

// apart reports whether x ends before y begins, with a word between them.
func apart(base string, x, y hunk) bool {
	return x.to < y.from && strings.IndexFunc(base[x.to:y.from], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) >= 0
}

// sew writes the pieces out with their styles. Of shared words the style is the one
// of the side that changed it.
func sew(pieces []piece, b, o, t passage) passage {
	var out passage
	var text strings.Builder
	styled := o.spans != nil || t.spans != nil
	for _, p := range pieces {
		var part string
		var spans []law.Span
		switch p.side {
		case inOurs:
			part, spans = o.text[p.at:p.to], cut(o, p.at, p.to)
		case inTheirs:
			part, spans = t.text[p.at:p.to], cut(t, p.at, p.to)
		default:
			n := p.to - p.at
			part, spans = b.text[p.at:p.to], cut(o, p.ours, p.ours+n)
			if slices.Equal(spans, cut(b, p.at, p.to)) {
				spans = cut(t, p.theirs, p.theirs+n)
			}
		}
		text.WriteString(part)
		if styled {
			out.spans = joinSpans(out.spans, spans)
		}
	}
	out.text = text.String()
	return out
}

// cut is the spans of part of a passage; references to footnotes, which have no
// words, go with what stands before them.
func cut(p passage, from, to int) []law.Span {
	if p.spans == nil {
		return []law.Span{{Text: p.text[from:to]}}
	}
	var out []law.Span
	at := 0
	for _, s := range p.spans {
		start, end := max(at, from), min(at+len(s.Text), to)
		switch {
		case start < end:
			part := s
			part.Text = p.text[start:end]
			out = append(out, part)
		case s.Text == "" && at > from && at <= to, s.Text == "" && at == 0 && from == 0:
			out = append(out, s)
		}
		at += len(s.Text)
	}
	return out
}

// joinSpans appends spans, joining neighbours of one style.
func joinSpans(list, more []law.Span) []law.Span {
	for _, s := range more {
		if n := len(list); n > 0 && s.Note == "" && list[n-1].Note == "" && s.Style == list[n-1].Style && s.Link == list[n-1].Link && s.Style&law.Cell == 0 {
			list[n-1].Text += s.Text
			continue
		}
		list = append(list, s)
	}
	return list
}
