package model

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"polity/commons/law"
)

// The measures of a braid. A row holds a line and the label above it.
const (
	braidWidth = 960
	braidRow   = 34
	braidTop   = 30
	braidFoot  = 16
	braidSide  = 14
	braidTurn  = 26 // how long a branch takes to leave, at least
	braidSeat  = 17 // between two letters
	braidClose = 4  // between two dots: nearer ones would run together
	braidCrowd = 7  // between two dots of a stream that holds many works
)

// strand is a work, or a group of works, before it is laid out.
type strand struct {
	label      Phrase
	href, text string
	row        string
	many       bool
	start, end law.Date // "" unknown
	dots       []law.Date
	sigla      []string // by dot: the letter of its reading; nil for none
}

// tie joins two strands, from an older date to a younger one.
type tie struct {
	kind, level string
	from, to    int // strands
	at, then    law.Date
	text        string
}

// knot joins several strands at one date.
type knot struct {
	strands []int
	at      law.Date
	href    string
	text    string
}

// braidSpan is the time that a braid spans. Where most of what happened lies close
// together, half of the width is shared out by what happened instead of by time, so
// that one old text does not press all others into a corner.
type braidSpan struct {
	first, last int
	events      []int // rising; nil where the scale is even
}

// x is a date's place; an unknown one stands at the beginning.
func (s *braidSpan) x(d law.Date) int {
	n, ok := days(d)
	if !ok || s.last <= s.first {
		return braidSide
	}
	return s.place(min(max(n, s.first), s.last))
}

func (s *braidSpan) place(n int) int {
	const width = braidWidth - 2*braidSide
	even := (n - s.first) * width / (s.last - s.first)
	if s.events == nil {
		return braidSide + even
	}
	i, _ := slices.BinarySearch(s.events, n)
	return braidSide + (even+i*width/len(s.events))/2
}

// plait lays strands out, one a row in their order, and everything that joins them.
// Time runs from left to right, or where mirrored from right to left. It is a pure
// function of its arguments; cost linear.
func (b *builder) plait(strands []strand, ties []tie, knots []knot, span *braidSpan) Braid {
	out := Braid{Width: braidWidth, Height: braidTop + braidRow*len(strands) + braidFoot}
	begins := make([]int, len(strands)) // where a fork's own line begins: behind its branch
	for i := range strands {
		begins[i] = span.x(strands[i].start)
	}
	y := func(i int) int { return braidTop + braidRow*i + braidRow - 8 }
	for _, t := range ties {
		l := BraidLine{Kind: t.kind, Level: t.level, From: t.from, To: t.to, Y1: y(t.from), Y2: y(t.to), X1: span.x(t.at), X2: span.x(t.then), Text: t.text}
		if t.kind == "fork" {
			l.X1 = max(l.X1, begins[t.from])
			l.X2 = begins[t.to]
			if l.X2-l.X1 < braidTurn {
				l.X1 = max(begins[t.from], l.X2-braidTurn)
			}
			l.X2 = max(l.X2, l.X1+braidTurn)
			begins[t.to] = l.X2
		}
		out.Lines = append(out.Lines, l)
	}
	for i, s := range strands {
		out.Streams = append(out.Streams, b.stream(&s, y(i), begins[i], span))
	}
	for _, k := range knots {
		n := BraidKnot{X: span.x(k.at), Href: k.href, Text: k.text}
		for _, i := range k.strands {
			n.Ys = append(n.Ys, y(i))
		}
		slices.Sort(n.Ys)
		out.Knots = append(out.Knots, n)
	}
	out.Stretched = span.events != nil
	if span.last > span.first {
		out.Ticks = b.braidTicks(span)
	}
	if b.dir() == "rtl" {
		out.mirror()
	}
	return out
}

func (b *builder) stream(s *strand, y, begin int, span *braidSpan) BraidStream {
	out := BraidStream{Label: s.label, Href: s.href, Text: s.text, Row: s.row, Y: y, X1: begin, X2: max(span.x(s.end), begin+4), Thick: s.many, LabelX: begin}
	if begin+wide(s.label.Text) > braidWidth {
		out.LabelX, out.End = braidWidth-braidSide/2, true
	}
	apart := braidClose
	if s.many {
		apart = braidCrowd
	}
	for i, d := range s.dots {
		x := max(span.x(d), begin)
		n := len(out.Dots) - 1
		switch {
		case s.sigla != nil:
			if n >= 0 && x < out.Dots[n].X+braidSeat {
				x = min(out.Dots[n].X+braidSeat, braidWidth-braidSide)
			}
			out.Dots = append(out.Dots, BraidDot{x, s.sigla[i]})
		case n < 0 || x >= out.Dots[n].X+apart:
			out.Dots = append(out.Dots, BraidDot{X: x})
		}
	}
	return out
}

// wide is about how much room a label takes: letters are half as wide as high, and
// those of scripts without spaces as wide.
func wide(s string) int {
	n := 0
	for _, r := range s {
		if n += 7; r >= 0x2E80 {
			n += 6
		}
	}
	return n
}

// tickApart is how far apart years are named at least.
const tickApart = 46

// braidTicks names years that have room: at equal distances, or where the scale is
// stretched the roundest first.
func (b *builder) braidTicks(span *braidSpan) []TimelineTick {
	a, z := (span.first+371)/372, span.last/372
	if span.events == nil && span.last-span.first < 3*372 {
		return b.monthTicks(span)
	}
	var out []TimelineTick
	named := map[int]bool{}
	steps := []int{500, 100, 50, 20, 10, 5, 2, 1}
	for i := len(steps) - 1; span.events == nil && i >= 0; i-- {
		if span.place(span.first+steps[i]*372)-braidSide >= tickApart || i == 0 {
			steps = steps[i : i+1]
			break
		}
	}
	for _, step := range steps {
		for y := (a + step - 1) / step * step; y <= z; y += step {
			x := span.place(y * 372)
			if named[y] || slices.ContainsFunc(out, func(t TimelineTick) bool { return x > t.X-tickApart && x < t.X+tickApart }) {
				continue
			}
			named[y] = true
			out = append(out, TimelineTick{x, b.words.Digits(strconv.Itoa(y))})
		}
	}
	slices.SortFunc(out, func(x, y TimelineTick) int { return cmp.Compare(x.X, y.X) })
	return out
}

// monthTicks names months, for a commons that is young.
func (b *builder) monthTicks(span *braidSpan) []TimelineTick {
	const named = 2 * tickApart
	var out []TimelineTick
	for _, step := range []int{1, 3, 6, 12} {
		if step < 12 && span.place(span.first+step*31)-braidSide < named {
			continue
		}
		for m := (span.first + step*31 - 1) / (step * 31) * step; m*31 <= span.last; m += step {
			iso := fmt.Sprintf("%04d-%02d", m/12, m%12+1)
			out = append(out, TimelineTick{span.place(m * 31), b.words.Date(iso)})
		}
		break
	}
	return out
}

// mirror turns the picture around, its words excepted.
func (m *Braid) mirror() {
	turn := func(x *int) { *x = m.Width - *x }
	for i := range m.Ticks {
		turn(&m.Ticks[i].X)
	}
	for i := range m.Streams {
		s := &m.Streams[i]
		turn(&s.X1)
		turn(&s.X2)
		turn(&s.LabelX)
		s.End = !s.End
		for k := range s.Dots {
			turn(&s.Dots[k].X)
		}
	}
	for i := range m.Lines {
		turn(&m.Lines[i].X1)
		turn(&m.Lines[i].X2)
	}
	for i := range m.Knots {
		turn(&m.Knots[i].X)
	}
}

// crowded: where more than half of what happened lies in less than so much of the
// time, the scale is stretched there.
const crowded = 0.2

// spanOf is the time that some strands span.
func spanOf(strands []strand) *braidSpan {
	var all []int
	see := func(d law.Date) {
		if n, ok := days(d); ok {
			all = append(all, n)
		}
	}
	for i := range strands {
		see(strands[i].start)
		for _, d := range strands[i].dots {
			see(d)
		}
	}
	n := len(all)
	for i := range strands {
		see(strands[i].end)
	}
	if len(all) == 0 {
		return &braidSpan{}
	}
	out := &braidSpan{first: slices.Min(all), last: slices.Max(all)}
	all = all[:n]
	slices.Sort(all)
	for half, i := n/2, 0; i+half < n && half > 8; i++ {
		if float64(all[i+half]-all[i]) < crowded*float64(out.last-out.first) {
			out.events = all
			break
		}
	}
	return out
}

// byStart orders dates with unknown ones last.
func byStart(a, b law.Date) int {
	if (a == "") != (b == "") {
		return cmp.Compare(b2i(a == ""), b2i(b == ""))
	}
	return cmp.Compare(a, b)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
