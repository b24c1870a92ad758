package markup

import "bytes"

// A chunk is a stretch of a Markdown file that can be read by itself.
type chunk struct {
	start, end int
	line       int // 0-based
}

// split parts a file at places where every open block of CommonMark ends: at
// headings, and at paragraphs that begin at the margin after a blank line. It
// stays inside fences, comments and preformatted HTML. The parts only decide what
// is read together, so that what did not change need not be read again. They are
// appended to chunks.
func split(chunks []chunk, src []byte) []chunk {
	s := splitter{}
	start, startLine, line := 0, 0, 0
	for i := 0; i < len(src); line++ {
		end := bytes.IndexByte(src[i:], '\n')
		if end < 0 {
			end = len(src) - i
		} else {
			end++
		}
		if s.boundary(src[i:i+end]) && i > start {
			chunks = append(chunks, chunk{start, i, startLine})
			start, startLine = i, line
		}
		i += end
	}
	if start < len(src) {
		chunks = append(chunks, chunk{start, len(src), startLine})
	}
	return chunks
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
