package markup

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// A chunk is a stretch of a Markdown file that can be read by itself.
type chunk struct {
	start, end int
	line       int  // 0-based
	apart      bool // it is a list that is set apart; see splitter.setApart
}

// split parts a file at places where every open block of CommonMark ends: at
// headings, and at paragraphs that begin at the margin after a blank line. It
// stays inside fences, comments and preformatted HTML. The parts decide what
// is read together, so that what did not change need not be read again, and which
// lists are set apart from what stands before them: such a part begins with the
// second but last of the blank lines before the list. Parts are appended to chunks.
func split(chunks []chunk, src []byte) []chunk {
	s := splitter{}
	now, line := chunk{}, 0
	close := func(end int) {
		if end > now.start {
			now.end = end
			chunks = append(chunks, now)
		}
	}
	for i := 0; i < len(src); line++ {
		end := lineEnd(src, i)
		switch blank := s.blank; {
		case s.boundary(src[i:end]):
			close(i)
			now = chunk{start: i, line: line}
		case blank && s.fence == 0 && s.until == "" && setApart(src, i):
			begin := i
			for range 2 {
				begin = bytes.LastIndexByte(src[:begin-1], '\n') + 1
			}
			close(begin)
			now = chunk{start: begin, line: line - 2, apart: true}
		}
		i = end
	}
	close(len(src))
	return chunks
}

// lineEnd is where the line that begins at i ends, its break included.
func lineEnd(src []byte, i int) int {
	if k := bytes.IndexByte(src[i:], '\n'); k >= 0 {
		return i + k + 1
	}
	return len(src)
}

// apartBlanks is how many blank lines hold the place of a paragraph: one parts it
// from what stands before, one from what follows, and one is where it would stand.
const apartBlanks = 3

// setApart reports whether a list of bullets begins at i that does not belong to
// what stands before it: a sentence ended there, so many blank lines follow it, and
// the list has two items closer to each other than that. Without the latter the
// author may leave so much room between all items. Lists with numbers are left
// alone, for a number tells by itself whether it carries on.
func setApart(src []byte, i int) bool {
	if !bullet(src[i:]) {
		return false
	}
	before := bytes.TrimRight(src[:i], " \t\n")
	if bytes.Count(src[len(before):i], []byte{'\n'}) <= apartBlanks {
		return false
	}
	before = bytes.TrimRightFunc(before, func(c rune) bool { return unicode.In(c, unicode.Pe, unicode.Pf, unicode.Po) && !ends(c) })
	if c, _ := utf8.DecodeLastRune(before); !ends(c) {
		return false
	}
	blanks := 0
	for k := lineEnd(src, i); k < len(src); k = lineEnd(src, k) {
		line := src[k:lineEnd(src, k)]
		switch {
		case len(bytes.TrimSpace(line)) == 0:
			if blanks++; blanks == apartBlanks {
				return false
			}
			continue
		case bullet(line):
			return line[0] == src[i]
		case line[0] != ' ' && line[0] != '\t' && blanks > 0:
			return false
		}
		blanks = 0
	}
	return false
}

// ends reports whether a character ends a sentence, in any script, or a member of a list.
func ends(c rune) bool { return unicode.Is(unicode.STerm, c) || c == ';' || c == '；' }

// bullet reports whether an item of a list without numbers begins here, at the margin.
func bullet(src []byte) bool {
	return len(src) > 2 && (src[0] == '-' || src[0] == '*' || src[0] == '+') && (src[1] == ' ' || src[1] == '\t')
}

// splitter is the state between two lines.
type splitter struct {
	fence byte   // the character of an open fence
	width int    // and how many of them opened it
	until string // what ends an open comment or preformatted element
	blank bool   // the line before was blank
}

// boundary takes the next line and reports whether a chunk may begin with it.
func (s *splitter) boundary(line []byte) bool {
	blank := s.blank
	s.blank = false
	first := byte(0)
	indent := 0
	for indent < len(line) && (line[indent] == ' ' || line[indent] == '\t') {
		indent++
	}
	if indent < len(line) {
		first = line[indent]
	}
	switch {
	case s.until != "":
		if bytes.Contains(bytes.ToLower(line), []byte(s.until)) {
			s.until = ""
		}
		return false
	case first == '`' || first == '~':
		return s.fenced(line[indent:], first) && blank && indent == 0
	case s.fence != 0:
		return false
	case first == '\n' || first == 0:
		s.blank = true
		return false
	case first == '<':
		s.opened(line[indent:])
		return blank && indent == 0
	case indent > 0:
		return false
	case first == '#':
		return isATX(line)
	}
	return blank && opensParagraph(line)
}

// fenced takes a line that begins with a fence character and reports whether it
// opens a fence.
func (s *splitter) fenced(line []byte, c byte) bool {
	n := 0
	for n < len(line) && line[n] == c {
		n++
	}
	switch {
	case s.fence == 0 && n >= 3 && (c == '~' || bytes.IndexByte(line[n:], '`') < 0):
		s.fence, s.width = c, n
		return true
	case s.fence == c && n >= s.width && len(bytes.TrimSpace(line[n:])) == 0:
		s.fence = 0
	}
	return false
}

// opened looks for an element of HTML that blank lines do not end.
func (s *splitter) opened(line []byte) {
	low := bytes.ToLower(line)
	for _, pair := range [][2]string{
		{"<!--", "-->"}, {"<pre", "</pre>"}, {"<script", "</script>"}, {"<style", "</style>"}, {"<textarea", "</textarea>"}, {"<?", "?>"}, {"<![cdata[", "]]>"},
	} {
		if bytes.HasPrefix(low, []byte(pair[0])) && !bytes.Contains(low[len(pair[0]):], []byte(pair[1])) {
			s.until = pair[1]
		}
	}
}

func isATX(line []byte) bool {
	n := 0
	for n < len(line) && line[n] == '#' {
		n++
	}
	return n <= 6 && (n == len(line) || line[n] == ' ' || line[n] == '\t' || line[n] == '\n')
}

// opensParagraph reports whether a line at the margin after a blank line can be
// nothing but a new block: no item that may carry on a list, no quotation.
func opensParagraph(line []byte) bool {
	switch c := line[0]; {
	case c == '-' || c == '+' || c == '>' || c == '|' || c == ':' || c == '=':
		return false
	case c == '*':
		return len(line) > 2 && line[1] == '*' && line[2] != '*' && line[2] != ' '
	case c >= '0' && c <= '9':
		n := 0
		for n < len(line) && line[n] >= '0' && line[n] <= '9' {
			n++
		}
		return n > 9 || n == len(line) || line[n] != '.' && line[n] != ')'
	}
	return true
}
