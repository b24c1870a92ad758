package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"polity/commons/law"
)

// A liner reads formats whose blocks are made by lines and indentation:
// reStructuredText and plain text.
type liner struct {
	lines  []string
	rst    bool
	levels []string // styles of adornment in the order they were met
	units  []unit
	notes  []unit
	depth  int
}

// readLines reads a whole file of reStructuredText, or of plain text.
func readLines(src []byte, rst bool) []unit {
	l := &liner{lines: strings.Split(string(src), "\n"), rst: rst}
	l.blocks(0, len(l.lines), 0, setting{place: inText, kind: law.Paragraph, up: -1})
	return append(l.units, l.notes...)
}

// blocks reads the lines from i to end, which are set in by indent columns.
func (l *liner) blocks(i, end, indent int, in setting) {
	lead := in.up
	for i < end {
		line := l.lines[i]
		own := column(line)
		switch {
		case blankLine(line):
			i++
		case len(l.units) > maxUnits:
			i = l.verbatim(i, end, in)
		case own > indent && l.depth < 40:
			i = l.inset(i, end, own, in, lead)
		case l.rst && strings.HasPrefix(line[own:], ".."):
			i = l.directive(i, end, own, in)
		case l.headingAt(i, end, in):
			i = l.heading(i)
			lead = in.up
		case adornment(line[own:]) != 0 && len(strings.TrimSpace(line)) >= 4:
			i++
		case l.markerAt(line, own) > 0:
			i = l.item(i, end, own, lead)
		default:
			var next int
			next, lead = l.paragraph(i, end, own, in)
			i = next
		}
	}
}

// inset reads a block set in deeper than what stands around it: a definition
// directly under its term, else a quotation.
func (l *liner) inset(i, end, own int, in setting, lead int32) int {
	stop := i
	for stop < end && (blankLine(l.lines[stop]) || column(l.lines[stop]) >= own) {
		stop++
	}
	inner := in
	switch {
	case i > 0 && !blankLine(l.lines[i-1]) && lead >= 0:
		inner.up = lead
	case l.rst && in.up < 0:
		inner.kind = law.Quote
	}
	l.depth++
	l.blocks(i, stop, own, inner)
	l.depth--
	return stop
}

// headingAt reports whether a heading begins at line i.
func (l *liner) headingAt(i, end int, in setting) bool {
	if in.up >= 0 || l.depth > 0 {
		return false
	}
	if c := adornment(l.lines[i]); c != 0 { // an overline
		return i+2 < end && adornment(l.lines[i+2]) == c && !blankLine(l.lines[i+1]) && len(strings.TrimRight(l.lines[i+1], " ")) <= len(strings.TrimSpace(l.lines[i]))*4
	}
	if i+1 < end && adornment(l.lines[i+1]) != 0 && (i == 0 || blankLine(l.lines[i-1]) || !l.rst) {
		return utf8.RuneCountInString(strings.TrimSpace(l.lines[i])) <= len(strings.TrimSpace(l.lines[i+1]))*3
	}
	return !l.rst && l.plainHeading(i, end)
}

// plainHeading reports whether a line of plain text, alone between blank lines, is
// a heading: a label with or without a title, or words all in capitals.
func (l *liner) plainHeading(i, end int) bool {
	if i > 0 && !blankLine(l.lines[i-1]) || i+1 < end && !blankLine(l.lines[i+1]) {
		return false
	}
	s := strings.TrimSpace(l.lines[i])
	if strings.HasPrefix(s, "= ") || strings.HasPrefix(s, "== ") || strings.HasPrefix(s, "=== ") || strings.HasPrefix(s, "==== ") {
		return true
	}
	if len(s) > 120 || strings.HasSuffix(s, ",") || strings.HasSuffix(s, ";") || strings.HasSuffix(s, "。") {
		return false
	}
	if m, label, rest, ok := scanMark(s, inHeading); ok && (m.kind != "" && (rest >= len(s) || !strings.HasSuffix(s, ".") && label < rest)) {
		return !m.weak
	}
	return bareHeads.has(fold(strings.Trim(s, " .:"))) || capitals(s)
}

func capitals(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) || unicode.Is(unicode.Lo, r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters > 3 && !strings.HasSuffix(s, ".")
}

// heading reads the heading at line i and returns the line after it.
func (l *liner) heading(i int) int {
	first, title, last, style := i, l.lines[i], i, ""
	if c := adornment(l.lines[i]); c != 0 && i+2 < len(l.lines) {
		title, last, style = l.lines[i+1], i+2, string([]byte{c, c})
		first++
	} else if i+1 < len(l.lines) && adornment(l.lines[i+1]) != 0 {
		last, style = i+1, string(adornment(l.lines[i+1]))
	}
	title = strings.TrimSpace(title)
	level := 0
	if style == "" {
		marks := len(title) - len(strings.TrimLeft(title, "="))
		level, title = marks, strings.TrimSpace(title[marks:])
	} else {
		level = l.level(style)
	}
	f := &flow{}
	f.line(first, 0, false)
	l.inline(f, title, first)
	u := headingUnit(f.done(), min(max(level, 1), 6), first, last)
	if style == "" && level == 0 { // plain text: only the word for the division ranks it
		u.role = asRunIn
	}
	u.c.Lines[0] = min(first, i)
	l.units = append(l.units, u)
	return last + 1
}

// level is the rank of a style of adornment: the order in which they appear.
func (l *liner) level(style string) int {
	for i, s := range l.levels {
		if s == style {
			return i + 1
		}
	}
	l.levels = append(l.levels, style)
	return len(l.levels)
}

// paragraph reads lines up to a blank one and returns the line after it and the
// index of the unit that leads into what follows.
func (l *liner) paragraph(i, end, own int, in setting) (int, int32) {
	stop := i + 1
	for stop < end && !blankLine(l.lines[stop]) && column(l.lines[stop]) == own && !(l.rst && strings.HasPrefix(l.lines[stop][own:], ".. ")) {
		stop++
	}
	if l.tableAt(i) {
		return l.verbatim(i, stop, in), in.up
	}
	f := l.flow(i, stop)
	if l.rst && strings.HasSuffix(f.text, "::") {
		return l.literal(f, i, stop, end, own, in), int32(len(l.units) - 1)
	}
	before := len(l.units)
	l.units = paragraphUnits(l.units, f, in)
	if len(l.units) == before {
		return stop, in.up
	}
	return stop, leadOf(l.units)
}

// literal reads a paragraph that ends in "::" and the preformatted block after it.
func (l *liner) literal(f *flow, i, stop, end, own int, in setting) int {
	text := strings.TrimSuffix(f.text, ":")
	if text == ":" {
		text = ""
	}
	f.text = text
	if text != "" {
		l.units = paragraphUnits(l.units, f, in)
	}
	from := stop
	for stop < end && (blankLine(l.lines[stop]) || column(l.lines[stop]) > own) {
		stop++
	}
	if from < stop {
		l.verbatim(from, stop, in)
	}
	return stop
}

func (l *liner) verbatim(from, to int, in setting) int {
	for from < to && blankLine(l.lines[from]) {
		from++
	}
	last := to
	for last > from && blankLine(l.lines[last-1]) {
		last--
	}
	if from == last {
		return to
	}
	u := unit{role: asPlain, up: in.up}
	if in.up >= 0 {
		u.role = asNested
	}
	u.c.Kind, u.c.Lines = law.Verbatim, [2]int{from, last - 1}
	u.c.Text = strings.Join(l.lines[from:last], "\n")
	u.hash = hashClause(&u.c)
	l.units = append(l.units, u)
	return to
}

// flow gathers the lines from i to stop into running text.
func (l *liner) flow(i, stop int) *flow {
	f := &flow{}
	var b strings.Builder
	for k := i; k < stop; k++ {
		line := strings.TrimSpace(l.lines[k])
		if strings.HasPrefix(line, "| ") && l.rst {
			line = line[2:] + "\v"
		}
		if k > i {
			b.WriteByte('\n')
		}
		b.WriteString(line)
	}
	f.line(i, column(l.lines[i]), false)
	l.inline(f, b.String(), i)
	return f.done()
}

// markerAt is the length of a list marker with the white space after it, or 0.
func (l *liner) markerAt(line string, own int) int {
	s := line[own:]
	if len(s) > 1 && (s[0] == '-' || s[0] == '*' || s[0] == '+') && s[1] == ' ' {
		return 1 + spaces(s[1:])
	}
	if strings.HasPrefix(s, "• ") || strings.HasPrefix(s, "– ") {
		return len("• ")
	}
	if strings.HasPrefix(s, "#. ") {
		return 3
	}
	m, label, rest, ok := scanMark(s, inText)
	if !ok || m.kind != "" || m.depth != 1 || rest >= len(s) || label == rest {
		return 0
	}
	return rest
}

// item reads a list item and what is set in under it.
func (l *liner) item(i, end, own int, lead int32) int {
	width := l.markerAt(l.lines[i], own)
	body := own + utf8.RuneCountInString(l.lines[i][own:own+width])
	next := i + 1
	for next < end && !blankLine(l.lines[next]) && (column(l.lines[next]) >= min(body, own+2) || column(l.lines[next]) > own) && l.markerAt(l.lines[next], column(l.lines[next])) == 0 {
		next++
	}
	if next < end && !blankLine(l.lines[next]) && column(l.lines[next]) == own && l.markerAt(l.lines[next], own) == 0 && next == i+1 {
		for next < end && !blankLine(l.lines[next]) && l.markerAt(l.lines[next], column(l.lines[next])) == 0 {
			next++ // lines that are not set in under their item
		}
	}
	stop := next
	for stop < end && (blankLine(l.lines[stop]) || column(l.lines[stop]) > own) {
		stop++
	}
	self := int32(len(l.units))
	f := l.flow(i, next)
	bullet := strings.ContainsAny(l.lines[i][own:own+1], "-*+#") || strings.HasPrefix(l.lines[i][own:], "•") || strings.HasPrefix(l.lines[i][own:], "–")
	if bullet {
		f.drop(width)
	}
	kind, place := law.Item, inItem
	if !bullet {
		place = inText
	}
	before := l.units
	l.units = paragraphUnits(before, f, setting{place: place, kind: kind, up: lead})
	u := &l.units[self]
	u.whole = nil
	u.role, u.up = asNested, lead
	u.c.Bullet = u.c.Label == ""
	if !u.c.Bullet && (lead < 0 || u.resumes(before, lead) && !follows(before, lead, u.mark)) {
		u.resume(lead)
	}
	u.hash = hashClause(&u.c)
	for k := self + 1; int(k) < len(l.units); k++ {
		l.units[k] = l.units[k].nested(self)
	}
	if next < stop && l.depth < 40 {
		l.depth++
		l.blocks(next, stop, own+1, setting{place: inText, kind: law.Paragraph, up: self})
		l.depth--
	}
	return stop
}

// follows reports whether the number before m already hangs under the unit lead.
func follows(units []unit, lead int32, m mark) bool {
	for i := len(units) - 1; i > int(lead); i-- {
		if units[i].up == lead && units[i].role == asNested {
			return continues(units[i].mark, m) || units[i].mark.style == m.style
		}
	}
	return false
}

// lead puts words before a flow.
func (f *flow) lead(words string) {
	f.text = words + f.text
	for i := range f.runs {
		f.runs[i].at += len(words)
	}
	for i := range f.starts {
		if i > 0 {
			f.starts[i].at += len(words)
		}
	}
}

// drop takes the first n bytes, a list marker, off a flow.
func (f *flow) drop(n int) {
	n = min(n, len(f.text))
	for n < len(f.text) && isBlank(f.text[n]) {
		n++
	}
	f.text = f.text[n:]
	for i := range f.runs {
		f.runs[i].at = max(0, f.runs[i].at-n)
	}
	for i := range f.starts {
		f.starts[i].at = max(0, f.starts[i].at-n)
	}
}

func blankLine(s string) bool { return strings.TrimSpace(s) == "" }

// column is the number of bytes of white space a line begins with.
func column(s string) int {
	n := 0
	for n < len(s) && (s[n] == ' ' || s[n] == '\t') {
		n++
	}
	return n
}

// adornment is the character of a line made of one punctuation mark three times
// or more, or 0.
func adornment(s string) byte {
	s = strings.TrimRight(s, " \t\v\f")
	if len(s) < 3 || !isPunct(s[0]) || strings.Trim(s, s[:1]) != "" || s[0] == '.' || s[0] == '|' {
		return 0
	}
	return s[0]
}

// tableAt reports whether a line opens a table drawn with characters.
func (l *liner) tableAt(i int) bool {
	s := strings.TrimSpace(l.lines[i])
	return strings.HasPrefix(s, "+--") || strings.HasPrefix(s, "===") && strings.Contains(s, " ") && strings.Trim(s, "= ") == ""
}
