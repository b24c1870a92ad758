package markup

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"polity/commons/law"
)

// readSimple reads a block of which there is no doubt how it is read: a paragraph or a
// heading of one line without any markup in it but words in **bold** and references to
// footnotes, a list whose items are such paragraphs, or the one above the other. Most
// blocks of most texts are such, and to build a syntax tree for them takes longer than
// to read them. false where the block is any other.
func (p *Parser) readSimple(src []byte) ([]unit, bool) {
	r := &reader{src: src, units: p.units[:0], room: &p.flow}
	end, lead, ok := r.simpleFirst()
	ok = ok && r.simpleList(end, lead)
	p.units = r.units
	if !ok {
		return nil, false
	}
	return slices.Clone(r.units), true
}

// simpleFirst reads the paragraph or heading with which a block begins, if it does not
// begin with a list. It returns where that ends, and the unit under which a list that
// follows hangs, as reader.blocks has it.
func (r *reader) simpleFirst() (end int, lead int32, ok bool) {
	level, text := simpleStart(trimBreak(r.src[:lineEnd(r.src, 0)]))
	if text < 0 {
		return 0, -1, true
	}
	end = lineEnd(r.src, 0)
	f, ok := r.simpleFlow(0, text, end, 0)
	if !ok {
		return 0, -1, false
	}
	if level > 0 && len(f.text) <= maxHeading {
		r.units = append(r.units, headingUnit(f, level, 0, 0))
		return end, -1, true
	}
	r.units = paragraphUnits(r.units, f, setting{place: inText, kind: law.Paragraph, up: -1})
	if level > 0 {
		return end, -1, true
	}
	lead = -1
	if len(r.units) > 0 {
		lead = leadOf(r.units)
	}
	return end, lead, end == len(r.src) || r.src[end] == '\n'
}

// trimBreak is a line without the break at its end.
func trimBreak(line []byte) []byte { return bytes.TrimSuffix(line, []byte{'\n'}) }

// simpleFlow is the running text of a line of the block, which stands at start to end in
// it and of which the text begins at text.
func (r *reader) simpleFlow(start, text, end, line int) (*flow, bool) {
	f := r.room
	*f = flow{buf: f.buf[:0], runs: f.runs[:0], starts: f.starts[:0]}
	indent := 0
	for text-1-indent >= start && r.src[text-1-indent] == ' ' {
		indent++
	}
	f.line(line, indent, false)
	if !f.simple(trimBreak(r.src[text:end])) {
		return nil, false
	}
	return f.done(), true
}

// A simpleLine is a line of a list: an item, or a paragraph below the item before.
type simpleLine struct {
	start, text, end, line int    // where it and its text stand in the block
	number                 string // "" for a bullet
	sign                   byte   // what stands behind the number, or the bullet; 0 below an item
}

// simpleList reads what stands from an offset to the end of the block under the unit
// lead: nothing, or one list of which every paragraph is a line; false where it is
// anything else.
func (r *reader) simpleList(from int, lead int32) bool {
	lines, numbers, ok := simpleLines(r.src, from)
	if !ok || len(lines) == 0 {
		return ok
	}
	if len(numbers) > 0 {
		start, err := strconv.Atoi(numbers[0])
		if err != nil {
			return false
		}
		numbers = seenNumbers(numbers, start)
	}
	self, k, resumes := 0, 0, false
	for _, line := range lines {
		f, ok := r.simpleFlow(line.start, line.text, line.end, line.line)
		if !ok {
			return false
		}
		if line.sign == 0 {
			r.units = paragraphUnits(r.units, f, setting{place: inText, kind: law.Paragraph, up: int32(self)})
			continue
		}
		number := ""
		if len(numbers) > 0 {
			number = numbers[k]
		}
		if line.sign == ')' {
			number += ")"
		}
		self = len(r.units)
		divides := r.division(f, number)
		if !divides {
			r.itemUnits(f, lead)
			r.settleItem(self, number, lead)
		}
		resumes = r.resume(self, k == 0, resumes, lead)
		if divides {
			self = -1 // what follows belongs to the division, not to an item
		}
		k++
	}
	return true
}

// simpleLines are the lines from an offset on, all of one list, and the numbers typed
// before its items; false where there is anything else.
func simpleLines(src []byte, from int) (lines []simpleLine, numbers []string, ok bool) {
	line, width, blank := bytes.Count(src[:from], []byte{'\n'}), 0, false
	for at := from; at < len(src); line++ {
		l := simpleLine{start: at, end: lineEnd(src, at), line: line}
		at = l.end
		switch {
		case src[l.start] == '\n':
			blank = true
			continue
		case l.readItem(src):
			if len(lines) > 0 && l.sign != lines[0].sign {
				return nil, nil, false
			}
			if l.number != "" {
				numbers = append(numbers, l.number)
			}
			width = l.text - l.start
		case len(lines) == 0 || !blank || !l.readBelow(src, width):
			return nil, nil, false
		}
		blank = false
		lines = append(lines, l)
	}
	return lines, numbers, true
}

// readItem finds the sign, the number and the text of an item; false where the line is
// none, or one whose text may be more than a paragraph.
func (l *simpleLine) readItem(src []byte) bool {
	line := trimBreak(src[l.start:l.end])
	n := digitsAt(line)
	if n > 9 || n+2 >= len(line) || line[n+1] != ' ' {
		return false
	}
	signs := "-+*"
	if n > 0 {
		signs = ".)"
	}
	if strings.IndexByte(signs, line[n]) < 0 || !simpleParagraph(line[n+2:]) {
		return false
	}
	l.number, l.sign, l.text = string(line[:n]), line[n], l.start+n+2
	return true
}

// readBelow finds the text of a paragraph below an item whose own begins at column
// width; false where the line may be anything else.
func (l *simpleLine) readBelow(src []byte, width int) bool {
	line := trimBreak(src[l.start:l.end])
	indent := 0
	for indent < len(line) && line[indent] == ' ' {
		indent++
	}
	l.text = l.start + indent
	return indent >= width && indent < width+4 && simpleParagraph(line[indent:])
}

// simpleParagraph reports whether a line is the beginning of a paragraph, without doubt.
func simpleParagraph(line []byte) bool {
	level, text := simpleStart(line)
	return level == 0 && text == 0
}

// simpleStart is the level of the heading that a line is, 0 for a paragraph, and where
// its text begins; -1 where the line may be something else.
func simpleStart(line []byte) (level, text int) {
	for level < len(line) && line[level] == '#' {
		level++
	}
	if level == 0 {
		if len(line) > 0 && (letterByte(line[0]) || line[0] == '(' || line[0] == '"' || bytes.HasPrefix(line, []byte("**"))) {
			return 0, 0
		}
		return 0, -1
	}
	text = level
	for text < len(line) && line[text] == ' ' {
		text++
	}
	if level > 6 || text == level || text == len(line) || line[len(line)-1] == '#' || line[len(line)-1] == ' ' {
		return 0, -1
	}
	return level, text
}

// letterByte reports whether a byte is a letter of ASCII or part of another character.
func letterByte(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 }

// simple writes a line whose only markup is **bold** and references to footnotes; false
// where there may be other.
func (f *flow) simple(line []byte) bool {
	style, from := law.Style(0), 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '*':
			end := i + 2
			if end > len(line) || line[i+1] != '*' || end < len(line) && line[end] == '*' {
				return false
			}
			if style == 0 && !opensBold(line, i) || style != 0 && !closesBold(line, i) {
				return false
			}
			f.bold(line[from:i], style)
			style, from, i = style^law.Strong, end, end-1
		case c == '[':
			n := noteLength(line[i:])
			if n == 0 || i == 0 || line[i-1] == '!' {
				return false
			}
			f.bold(line[from:i], style)
			f.note(string(line[i+2 : i+n-1]))
			from, i = i+n, i+n-1
		case c < 0x80 && marked[c]:
			return false
		}
	}
	f.bold(line[from:], style)
	return style == 0
}

// opensBold and closesBold report whether the two stars at i are markup without doubt.
func opensBold(line []byte, i int) bool {
	return (i == 0 || line[i-1] == ' ') && (wordAfter(line[i+2:]) || i+2 < len(line) && line[i+2] == '(')
}

func closesBold(line []byte, i int) bool {
	return wordBefore(line[:i]) || strings.IndexByte(").:;,", line[i-1]) >= 0 && (i+2 == len(line) || line[i+2] == ' ')
}

func (f *flow) bold(text []byte, style law.Style) {
	if len(text) > 0 {
		f.style(style, "")
		f.write(string(text))
	}
}

// marked are the characters of ASCII that may be markup anywhere in a line, besides *.
var marked = func() (set [0x80]bool) {
	for c := range ' ' {
		set[c] = true
	}
	for _, c := range "\\&<>[]`_~|\x7f" {
		set[c] = true
	}
	return set
}()

func wordBefore(text []byte) bool {
	r, _ := utf8.DecodeLastRune(text)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func wordAfter(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
