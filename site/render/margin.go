package render

import (
	"math"
	"strconv"
	"unicode/utf8"

	"polity/site/model"
)

// marks are what stands in the margin of a clause: when it last changed, what others say
// of it, and what is proposed for it. That it never changed is left out beside these.
func (s *setter) marks(u *model.Unit) {
	m := u.Margin
	if m == nil {
		return
	}
	if len(m.Says) == 0 && m.Open == nil {
		s.mark(u)
		return
	}
	tag := "span"
	if u.Rank > 0 {
		tag = "div"
	}
	s.raw("<", tag, ` class="marks`)
	if n := s.lacks[u]; n > 0 {
		s.raw(" lacks-", strconv.Itoa(n))
	}
	s.raw(`">`)
	if m.Times > 0 {
		s.mark(u)
	}
	for i := range m.Says {
		s.says("says", &m.Says[i])
	}
	if m.Open != nil {
		s.says("says proposed", m.Open)
	}
	s.raw("</", tag, ">\n")
}

func (s *setter) says(class string, l *model.Link) {
	s.raw(" ")
	if s.open(class, l.Href, "") {
		s.text(l.Text)
		s.raw("</a>")
	}
}

// mark is the note in the margin of a clause: when it last changed, and how often.
// A heading gets its whole life, an item only the date and only if it ever changed.
// What is seen is short, what is heard is the whole sentence.
func (s *setter) mark(u *model.Unit) {
	m := u.Margin
	if u.Rank == 0 && m.Times == 0 {
		return
	}
	class, end := "mark", ""
	if m.Times == 0 {
		class = "mark still"
	}
	if u.Rank == 0 {
		s.raw(" ")
	} else {
		end = "\n"
	}
	if !s.open(class, u.Href, "") {
		return
	}
	if u.Rank > 0 {
		s.strip(m.Strip)
	}
	s.raw("<span class=vh>")
	s.text(u.Label + " " + m.Text)
	s.raw("</span><span aria-hidden=true>")
	s.text(m.Changed.Text)
	if u.Rank > 0 && m.Times > 0 {
		s.text(" · " + s.words.Text("count.times", "n", m.Times))
	}
	s.raw("</span></a>", end)
}

// Heights in rem, as the style sets them: a line of the text, of a heading and of a mark;
// and how many letters stand in a line of either.
const (
	textLine    = 1.7
	headLine    = 1.8
	markLine    = 1.2
	lineLetters = 68
	markLetters = 26
)

// makeRoom finds the clauses whose marks are higher than what stands beside them before
// the next clause with marks: a mark must not lie on another. What lacks is said in whole
// rem, for the style to add below the clause's own words. Heights are estimated from
// below, so a page may have a little more air than it needs, and no more. Linear.
func (s *setter) makeRoom(blocks []model.Block) {
	var (
		last   *model.Unit
		wanted float64
	)
	var walk func(blocks []model.Block)
	walk = func(blocks []model.Block) {
		for i := range blocks {
			for k := range blocks[i].Units {
				u := &blocks[i].Units[k]
				if h := markHeight(u); h > 0 {
					if n := int(math.Ceil(wanted)); last != nil && n > 0 {
						if s.lacks == nil {
							s.lacks = map[*model.Unit]int{}
						}
						s.lacks[last] = min(n, mostLacking)
					}
					last, wanted = nil, 0
					if len(u.Margin.Says) > 0 || u.Margin.Open != nil {
						last, wanted = u, h
					}
				}
				wanted -= textHeight(u)
				walk(u.Blocks)
			}
			wanted -= textLine * float64(len(blocks[i].Rows))
		}
	}
	walk(blocks)
}

// mostLacking is the most room that the style can add.
const mostLacking = 6

// markHeight is how high the marks of a unit are that are always seen.
func markHeight(u *model.Unit) float64 {
	m := u.Margin
	if m == nil {
		return 0
	}
	lines := 0
	for i := range m.Says {
		lines += markLines(m.Says[i].Text)
	}
	if m.Open != nil {
		lines += markLines(m.Open.Text)
	}
	switch {
	case m.Times > 0 && u.Rank > 0:
		lines += 2
	case m.Times > 0:
		lines++
	}
	return markLine * float64(lines)
}

// markLines is how many lines a mark wants.
func markLines(text string) int { return 1 + utf8.RuneCountInString(text)/markLetters }

// textHeight is how high a unit's own words are at the least.
func textHeight(u *model.Unit) float64 {
	letters, height := 0, 0.0
	for i := range u.Text {
		letters += utf8.RuneCountInString(u.Text[i].Text)
	}
	switch {
	case u.Rank > 0 && len(u.Heading) > 0:
		height = headLine
	case len(u.Heading) > 0:
		letters = max(1, letters)
	}
	return height + textLine*math.Ceil(float64(letters)/lineLetters)
}
