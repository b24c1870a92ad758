package markup

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"polity/commons/law"
)

// headingUnit makes a unit of a heading of the source.
func headingUnit(f *flow, level, first, last int) unit {
	u := unit{role: asHeading, up: -1}
	u.c.Level = level
	u.c.Kind = law.Level
	u.c.Lines = [2]int{first, last}
	if !f.captionedHeading(&u) {
		f.labelledHeading(&u)
	}
	u.hash = hashClause(&u.c)
	return u
}

// labelledHeading fills u where the heading begins with a label, or says by itself what it is.
func (f *flow) labelledHeading(u *unit) {
	from := 0
	if m, label, rest, ok := scanMark(f.text, inHeading); ok {
		u.mark = m
		u.c.Label, u.c.Num = strings.TrimSpace(f.text[:label]), m.num
		if m.kind != "" {
			u.c.Kind = m.kind
		}
		from = rest
	} else if kind, ok := bareHeads.get(fold(strings.Trim(f.text, " .:*"))); ok {
		u.c.Kind = kind
	}
	u.c.Heading, u.c.HeadingSpans = f.cut(0, from, len(f.text))
}

// A setting says in what a paragraph stands.
type setting struct {
	place place
	kind  law.Kind // the kind of an unlabelled paragraph here
	up    int32    // its parent where that is known, else -1
}

// paragraphUnits appends the units of a paragraph: one, or several where its lines
// begin with labels of their own.
func paragraphUnits(units []unit, f *flow, in setting) []unit {
	if f.text == "" && !f.hasNote() && in.place != inItem {
		return units
	}
	cuts := f.labelLines(in.place)
	base := len(units)
	from := 0
	for i := 0; i <= len(cuts); i++ {
		to := len(f.text)
		if i < len(cuts) {
			to = cuts[i]
		}
		at := in.place
		if at == inItem && i > 0 {
			at = inText
		}
		u := f.piece(from, to, at, in.kind)
		if in.up >= 0 {
			u.role, u.up = asNested, in.up
		}
		if i > 0 && u.role == asNumbered && units[base].c.Label == "" {
			u = u.nested(int32(base))
		}
		if i > 0 && in.up >= 0 && at == inText {
			u.whole = nil
		}
		units = append(units, u)
		from = to
	}
	return units
}

// nested makes a labelled paragraph an item under the unit at index up.
func (u unit) nested(up int32) unit {
	u.role, u.up, u.c.Kind, u.whole = asNested, up, law.Item, nil
	return u
}

// piece makes one unit of the text between from and to.
func (f *flow) piece(from, to int, at place, kind law.Kind) unit {
	u := unit{role: asPlain, up: -1}
	u.c.Kind = kind
	for from < to && isBlank(f.text[from]) {
		from++
	}
	end := to
	for end > from && isBlank(f.text[end-1]) {
		end--
	}
	u.c.Lines = [2]int{f.lineOf(from), f.lineOf(max(from, end-1))}
	if kind == law.Paragraph || kind == law.Item {
		if f.captioned(&u, from, end, at) || f.labelled(&u, from, end, at) {
			u.hash = hashClause(&u.c)
			return u
		}
		if kind == law.Paragraph {
			u.c.Kind = byOpening(f.text[from:end])
		}
	}
	u.c.Text, u.c.Spans = f.cut(from, from, end)
	u.hash = hashClause(&u.c)
	return u
}

// labelled fills u where the text between from and to opens with a label.
func (f *flow) labelled(u *unit, from, to int, at place) bool {
	strong := min(f.strongEnd(from), to)
	m, label, rest, ok := mark{}, 0, 0, false
	if strong > from {
		m, label, rest, ok = scanMark(f.text[from:strong], inStrong)
		if from+label == strong && (m.weak || m.style == "o") {
			setOff := strong >= to || strings.ContainsRune(".:)-–—。：", firstRune(f.text[strong:to]))
			ok = ok && (setOff || m.style != "o")
			m.weak = m.weak && !setOff
		}
	}
	if !ok {
		strong = from
		if m, label, rest, ok = f.scan(from, to, at); !ok {
			return false
		}
	}
	label, rest = from+label, from+rest
	if m.weak {
		plain := f.pieceWithout(from, to, u.c.Kind)
		u.whole = &plain
	}
	if strong > from && rest >= strong {
		rest = skipSeparators(f.text[:to], strong)
	}
	u.mark = m
	u.c.Label, u.c.Num = f.text[from:label], m.num
	u.role, u.c.Kind = roleOf(m, u.c.Kind)
	body := rest
	if head := f.runInHeading(rest, strong, to, m); head > rest {
		u.c.Heading, u.c.HeadingSpans = f.cut(from, rest, head)
		u.c.Heading, u.c.HeadingSpans = unweighted(u.c.Heading, u.c.HeadingSpans)
		body = skipSeparators(f.text[:to], head)
		u.c.Text, u.c.Spans = f.cut(head+1, body, to)
		return true
	}
	u.c.Text, u.c.Spans = f.cut(from, body, to)
	return true
}

// pieceWithout is the unit that the same text makes when its label is no label.
func (f *flow) pieceWithout(from, to int, kind law.Kind) unit {
	u := unit{role: asPlain, up: -1}
	u.c.Kind = kind
	u.c.Lines = [2]int{f.lineOf(from), f.lineOf(max(from, to-1))}
	u.c.Text, u.c.Spans = f.cut(from, from, to)
	u.hash = hashClause(&u.c)
	return u
}

// roleOf tells divisions from numbered paragraphs.
func roleOf(m mark, now law.Kind) (role, law.Kind) {
	switch {
	case now == law.Item && m.kind == "":
		return asNumbered, law.Item
	case m.kind == law.Labelled || m.kind == law.Point:
		return asNumbered, m.kind
	case m.kind != "":
		return asRunIn, m.kind
	case m.style == "1.1":
		return asRunIn, law.Labelled
	}
	return asNumbered, law.Labelled
}

// runInHeading returns the end of the heading that follows a label in bold:
// "**2.1 Title** text". The rest of the bold run is one if it is short and words
// follow it, or if it does not read as a sentence.
func (f *flow) runInHeading(rest, strong, to int, m mark) int {
	if rest >= strong {
		return f.framedHeading(rest, to, m)
	}
	title := f.text[rest:strong]
	if len(title) > 240 || strings.Contains(title, "\n") {
		return 0
	}
	if skipSeparators(f.text[:to], strong) < to {
		return strong
	}
	if strings.HasSuffix(title, ".") || strings.HasSuffix(title, ";") || len(title) > 100 {
		return 0
	}
	return strong
}

// framedHeading is the title in brackets that stands behind 第一条 and 제1조.
func (f *flow) framedHeading(rest, to int, m mark) int {
	if _, framed := frames[firstRune(m.style)]; !framed {
		return 0
	}
	if end := bracketedTitle(f.text[rest:to]); end > 0 {
		return rest + end
	}
	return 0
}

// unweighted takes the bold off a heading that is bold as a whole.
func unweighted(text string, spans []law.Span) (string, []law.Span) {
	plain := true
	for i := range spans {
		spans[i].Style &^= law.Strong
		plain = plain && spans[i].Style == 0 && spans[i].Link == "" && spans[i].Note == ""
	}
	if plain {
		return text, nil
	}
	return text, spans
}

// byOpening tells recitals and closing formulas from other paragraphs by their
// first words.
func byOpening(s string) law.Kind {
	s = strings.ToLower(s[:boundary(s, 32)])
	for _, w := range recitalWords {
		if strings.HasPrefix(s, w) {
			return law.Recital
		}
	}
	for _, w := range closingWords {
		if strings.HasPrefix(s, w) {
			return law.Conclusions
		}
	}
	return law.Paragraph
}

// labelLines returns the offsets of lines inside a paragraph that begin units of
// their own: a label in bold, or letters and numbers that count on.
func (f *flow) labelLines(at place) []int {
	var cuts []int
	if len(f.starts) < 2 {
		return nil
	}
	var open []mark // of the series that may go on, the innermost last
	if m, _, ok := f.markAt(0, at); ok {
		open = append(open, m)
	}
	for _, line := range f.starts[1:] {
		if line.at >= len(f.text) || line.at == 0 {
			continue
		}
		if strong := f.strongEnd(line.at); strong > line.at {
			if m, _, _, ok := scanMark(f.text[line.at:strong], inStrong); ok && !m.weak {
				cuts, open = append(cuts, line.at), append(open[:0], m)
			}
			continue
		}
		m, rest, ok := f.markAt(line.at, inText)
		if !ok || m.kind != "" && m.style != "§" && !m.framedArticle() || rest >= len(f.text) && len(cuts) == 0 {
			continue
		}
		around, goesOn := carriesOn(open, m)
		eastern := firstRune(f.text[line.at:]) >= '①' // such numbers begin no other words
		if goesOn && eastern || f.pausesBefore(line) && (goesOn || opensSeries(m) && f.countsOn(line, m)) {
			cuts, open = append(cuts, line.at), append(open[:around], m)
		}
	}
	return f.withTail(cuts)
}

// carriesOn reports whether m goes on in one of the open series, and how many of them stay
// open around it. A series written as one that is open closes that.
func carriesOn(open []mark, m mark) (around int, ok bool) {
	for k := len(open) - 1; k >= 0; k-- {
		if continues(open[k], m) {
			return k, true
		}
		if secondOf(open[k], m) {
			return k + 1, true
		}
	}
	if k := slices.IndexFunc(open, func(o mark) bool { return o.style == m.style }); k >= 0 {
		return k, false
	}
	return len(open), false
}

// continues reports whether next is the number after prev in the same series.
func continues(prev, next mark) bool {
	if prev.style == "" || prev.depth != next.depth {
		return false
	}
	if style, ok := joins(prev, next); ok {
		return style == next.style && next.val == prev.val+1 || next.roman > 0 && next.roman == prev.val+1 || next.val == prev.roman+1 && prev.roman > 0
	}
	return prev.roman > 0 && strings.Map(romanStyle, prev.style) == next.style && next.val == prev.roman+1
}

// secondOf reports whether next may be the second paragraph of the article labelled prev,
// whose first has no number, as in Japanese law.
func secondOf(prev, next mark) bool {
	return prev.framedArticle() && next.kind == "" && (next.style == "1." || next.style == "①.") && next.depth == 1 && next.val == 2
}

func opensSeries(m mark) bool { return m.val == 1 || m.roman == 1 }

// lookAhead is how many lines later the second number of a list is looked for.
const lookAhead = 40

// countsOn reports whether a later line of the paragraph carries the series on.
func (f *flow) countsOn(line lineStart, m mark) bool {
	from := sort.Search(len(f.starts), func(i int) bool { return f.starts[i].at > line.at })
	for _, next := range f.starts[from:min(len(f.starts), from+lookAhead)] {
		if next.at >= len(f.text) {
			break
		}
		if n, _, ok := f.markAt(next.at, inText); ok && continues(m, n) {
			return true
		}
	}
	return false
}

// pausesBefore reports whether the words before a line lead into a list: they end
// in punctuation or a conjunction, or the line is set in or broken on purpose.
func (f *flow) pausesBefore(line lineStart) bool {
	if line.hard || line.indent >= 2 {
		return true
	}
	before := strings.TrimRight(f.text[:line.at], " \n")
	if before == "" {
		return false
	}
	return strings.ContainsAny(before[len(before)-1:], ":;.,—-–") || strings.HasSuffix(before, "—") || strings.HasSuffix(before, "：") || strings.HasSuffix(before, "。")
}

// withTail adds the line at which a list that is set in ends and the paragraph
// goes on at the margin.
func (f *flow) withTail(cuts []int) []int {
	if len(cuts) == 0 {
		return nil
	}
	last := cuts[len(cuts)-1]
	indent := -1
	for _, line := range f.starts {
		switch {
		case line.at == last:
			indent = line.indent
		case line.at > last && indent >= 2 && line.indent == 0 && line.at < len(f.text) && unicode.IsLower(firstRune(f.text[line.at:])):
			return append(cuts, line.at)
		}
	}
	return cuts
}
