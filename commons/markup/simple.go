package markup

import (
	"bytes"
	"slices"
	"unicode"
	"unicode/utf8"

	"polity/commons/law"
)

// readSimple reads a block that is one line and of which there is no doubt how it is
// read: a paragraph or a heading without any markup in it but words in **bold**. Most
// blocks of most texts are such, and to build a syntax tree for them takes longer than
// to read them. false where the block is any other.
func (p *Parser) readSimple(src []byte) ([]unit, bool) {
	line := src
	if end := bytes.IndexByte(src, '\n'); end >= 0 {
		line = src[:end]
		for _, c := range src[end:] {
			if c != '\n' {
				return nil, false
			}
		}
	}
	level, text := simpleStart(line)
	if text < 0 {
		return nil, false
	}
	f := &p.flow
	*f = flow{buf: f.buf[:0], runs: f.runs[:0], starts: f.starts[:0]}
	indent := 0
	for indent < text && line[text-1-indent] == ' ' {
		indent++
	}
	f.line(0, indent, false)
	if !f.simple(line[text:]) {
		return nil, false
	}
	f.done()
	if level > 0 && len(f.text) <= maxHeading {
		return []unit{headingUnit(f, level, 0, 0)}, true
	}
	p.units = paragraphUnits(p.units[:0], f, setting{place: inText, kind: law.Paragraph, up: -1})
	return slices.Clone(p.units), true
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

// simple writes a line whose only markup is **bold**; false where there may be other.
func (f *flow) simple(line []byte) bool {
	style, from := law.Style(0), 0
	for i := 0; i < len(line); i++ {
		c := line[i]
		if c != '*' {
			if c < 0x80 && marked[c] {
				return false
			}
			continue
		}
		end := i + 2
		if end > len(line) || line[i+1] != '*' || end < len(line) && line[end] == '*' {
			return false
		}
		// Only between a word and what is outside of it there is no doubt.
		if style == 0 && (i > 0 && line[i-1] != ' ' || !wordAfter(line[end:])) || style != 0 && !wordBefore(line[:i]) {
			return false
		}
		f.bold(line[from:i], style)
		style, from, i = style^law.Strong, end, end-1
	}
	f.bold(line[from:], style)
	return style == 0
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
