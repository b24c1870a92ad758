package markup

import "bytes"

// The shapes on which goldmark's time grows faster than the text: openings that
// are never closed, and deep nesting. A block with more of them than any law has
// is read as plain paragraphs instead.
const (
	maxBlock    = 1 << 20 // bytes of one block
	maxOpen     = 300     // brackets without their fellows
	maxRuns     = 4000    // runs of ` * _ ~ < in one block
	maxNesting  = 24      // quotation marks or list markers at the start of one line
	maxIndented = 120     // columns before a list marker
)

// tangled reports whether a block is of a shape that must not reach goldmark.
func tangled(src []byte) bool {
	if len(src) > maxBlock {
		return true
	}
	if bytes.Count(src, []byte("[")) > maxOpen && unclosed(src) > maxOpen {
		return true
	}
	runs := 0
	for _, c := range []string{"`", "*", "_", "~", "<", "!["} {
		runs += bytes.Count(src, []byte(c))
	}
	return runs > maxRuns && runs*8 > len(src) || nested(src)
}

// unclosed counts square and round brackets after "]" that stay open.
func unclosed(src []byte) int {
	square, round, open := 0, 0, 0
	for i, c := range src {
		switch c {
		case '[':
			square++
		case ']':
			square = max(0, square-1)
		case '(':
			if i > 0 && src[i-1] == ']' {
				round++
			}
		case ')':
			round = max(0, round-1)
		}
		open = max(open, square, round)
	}
	return open
}

// nested reports lines that open more quotations and lists than maxNesting, or
// lists set in beyond maxIndented.
func nested(src []byte) bool {
	for len(src) > 0 {
		end := bytes.IndexByte(src, '\n')
		if end < 0 {
			end = len(src) - 1
		}
		depth, column := 0, 0
		for _, c := range src[:end+1] {
			if c == '>' || c == '-' || c == '+' || c == '*' || c >= '0' && c <= '9' || c == '.' || c == ')' {
				depth++
			} else if c != ' ' && c != '\t' {
				break
			}
			column++
		}
		if line := src[:min(end+1, column)]; depth > maxNesting && bytes.Count(line, []byte(">"))+bytes.Count(line, []byte("- "))+
			bytes.Count(line, []byte("+ "))+bytes.Count(line, []byte("* "))+bytes.Count(line, []byte(". ")) > maxNesting {
			return true
		}
		if column > maxIndented && depth > 0 && len(bytes.TrimLeft(src[:end+1], " \t")) < end+1-maxIndented {
			return true
		}
		src = src[end+1:]
	}
	return false
}
