package patch

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"polity/commons/law"
)

// exchange puts new words for old ones in a passage of source, where they stand there
// but for how they are broken into lines. Only the part in which the two differ needs
// to be found, with some words around it; so markup elsewhere in them stays.
func exchange(source, old, new string) (string, bool) {
	flat, at := fold(source)
	find := func(x string) (int, int, bool) {
		i := strings.Index(flat, x)
		if i < 0 || x == "" || strings.Contains(flat[i+1:], x) {
			return 0, 0, false
		}
		return at[i], at[i+len(x)], true
	}
	old, _ = fold(old)
	new, _ = fold(new)
	if from, to, ok := find(old); ok {
		return source[:from] + new + source[to:], true
	}
	head, tail := common(old, new)
	for _, around := range []int{60, 30, 12, 6, 0} {
		lead, rest := lastWords(old[:head], around), firstWords(old[len(old)-tail:], around)
		from, to, ok := find(lead + old[head:len(old)-tail] + rest)
		if ok {
			return source[:from] + lead + new[head:len(new)-tail] + rest + source[to:], true
		}
	}
	return source, false
}

// fold writes every run of white space as one blank, and says where each byte of the
// result, and its end, stands in s. White space at the ends goes.
func fold(s string) (string, []int) {
	var b strings.Builder
	at := make([]int, 0, len(s)+1)
	gap := -1
	end := 0
	for i, r := range s {
		if unicode.IsSpace(r) {
			if gap < 0 {
				gap = i
			}
			continue
		}
		if gap >= 0 && b.Len() > 0 {
			b.WriteByte(' ')
			at = append(at, gap)
		}
		gap = -1
		n := utf8.RuneLen(r)
		if r == utf8.RuneError {
			n = 1
		}
		for k := range n {
			at = append(at, i+k)
		}
		b.WriteString(s[i : i+n])
		end = i + n
	}
	return b.String(), append(at, end)
}

// common is how many bytes two texts have in common at the beginning and at the end,
// cut between words.
func common(x, y string) (head, tail int) {
	for head < min(len(x), len(y)) && x[head] == y[head] {
		head++
	}
	for head > 0 && x[head-1] != ' ' {
		head--
	}
	for tail < min(len(x), len(y))-head && x[len(x)-1-tail] == y[len(y)-1-tail] {
		tail++
	}
	for tail > 0 && x[len(x)-tail] != ' ' {
		tail--
	}
	return head, tail
}

func lastWords(s string, n int) string {
	if len(s) <= n {
		return s
	}
	s = s[len(s)-n:]
	return s[strings.IndexByte(s, ' ')+1:]
}

func firstWords(s string, n int) string {
	if len(s) <= n {
		return s
	}
	if i := strings.LastIndexByte(s[:n], ' '); i > 0 {
		return s[:i]
	}
	return ""
}

// wrapped breaks a passage into lines as wide as those of the model, with its
// indentation: that of the first line, and of the second for all others.
func (s *sheet) wrapped(text, model string) string {
	width, next := 0, ""
	n := 0
	for line := range strings.Lines(model) {
		line = strings.TrimRight(line, "\r\n")
		width = max(width, utf8.RuneCountInString(line))
		if n++; n == 2 {
			next = line[:len(line)-len(strings.TrimLeft(line, " \t"))]
		}
	}
	first := text[:len(text)-len(strings.TrimLeft(text, " \t"))]
	var b strings.Builder
	b.WriteString(first)
	column := utf8.RuneCountInString(first)
	for i, w := range strings.Fields(text) {
		size := utf8.RuneCountInString(w)
		switch {
		case i == 0:
		case column+1+size > max(width, 40):
			b.WriteString(s.eol + next)
			column = utf8.RuneCountInString(next)
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(w)
		column += size
	}
	if strings.HasSuffix(model, "\n") {
		b.WriteString(s.eol)
	}
	return b.String()
}

// looks writes a new unit as the text writes its like: a unit near by of the same
// kind that is labelled, and headed, or not, as it is. apart says that an empty line
// stands before such units.
func (s *sheet) looks(t *law.Text, e *Edit) (text string, apart bool) {
	c := &e.With
	found := nearest(t, e.Unit, c)
	for _, like := range found {
		if text, ok := s.copied(t, &t.Clauses[like], e); ok {
			first := t.Clauses[found[0]].Lines[0]
			return text, first > 1 && first <= len(s.was) && blank(s.was[first-2])
		}
	}
	words := strings.TrimSpace(c.Label + " " + c.Heading)
	switch {
	case len(found) > 0:
		return "", false // how the text writes such a unit is known, but not how to follow it
	case c.Headed() && c.Level > 0:
		words = strings.TrimSpace(strings.Repeat("#", c.Level) + " " + words + "\n\n" + c.Text)
	case c.Text != "":
		words = strings.TrimSpace(words + " " + c.Text)
	}
	return words, true
}

// copied writes a new unit as unit m is written.
func (s *sheet) copied(t *law.Text, m *law.Clause, e *Edit) (text string, ok bool) {
	if !s.holds(m.Lines) || m.File != fileOf(t, e.Unit) {
		return "", false
	}
	c := &e.With
	model := strings.Join(s.was[m.Lines[0]-1:m.Lines[1]], "")
	source := strings.TrimRight(model, "\r\n")
	for _, part := range [][2]string{{m.Text, c.Text}, {m.Heading, c.Heading}} {
		if part[0] == part[1] {
			continue
		}
		if source, ok = exchange(source, part[0], part[1]); !ok {
			return "", false
		}
	}
	if m.Label != "" {
		at := strings.Index(source, m.Label)
		if at < 0 {
			return "", false
		}
		source = source[:at] + label(m, c) + source[at+len(m.Label):]
	}
	if m.Lines[1] > m.Lines[0] && m.Text != "" && m.Heading == "" {
		source = s.wrapped(source, model)
	}
	return strings.TrimRight(strings.ReplaceAll(source, "\r\n", "\n"), "\n"), true
}

func fileOf(t *law.Text, unit int) int {
	if unit < 0 {
		return 0
	}
	return t.Clauses[unit].File
}

// label is the new unit's number as the model writes its own.
func label(model, c *law.Clause) string {
	if model.Num == "" || c.Num == "" || !strings.Contains(model.Label, model.Num) {
		return c.Label
	}
	return strings.Replace(model.Label, model.Num, c.Num, 1)
}

// manyModels is how many units are tried as models of a new one.
const manyModels = 6

// nearest are the units around a place that look as a new one should, nearest first:
// those of its own kind, else for one with a heading those with headings beside which
// it would stand, for texts number the same thing as articles or as sections.
func nearest(t *law.Text, place int, c *law.Clause) []int {
	same := func(m *law.Clause) bool {
		return (m.Label == "") == (c.Label == "") && (m.Heading == "") == (c.Heading == "") && (m.Text == "") == (c.Text == "") && m.Bullet == c.Bullet
	}
	search := func(fits func(m *law.Clause) bool) []int {
		var out []int
		for d := 0; d <= len(t.Clauses) && len(out) < manyModels; d++ {
			for _, i := range [...]int{place - d, place + d} {
				if i >= 0 && i < len(t.Clauses) && fits(&t.Clauses[i]) && (d > 0 || len(out) == 0) {
					out = append(out, i)
				}
			}
		}
		return out
	}
	out := search(func(m *law.Clause) bool { return m.Kind == c.Kind && same(m) })
	if len(out) == 0 && c.Heading != "" && place >= 0 {
		out = search(func(m *law.Clause) bool { return m.Depth == t.Clauses[place].Depth && same(m) })
	}
	return out
}
