package markup

import (
	"bytes"
	"strings"

	"polity/commons/law"
	"polity/commons/report"
)

// The shapes on which goldmark's time grows faster than the text: openings that
// are never closed, and deep nesting. A block with more of them than any law has
// is read as plain paragraphs instead.
const (
	maxBlock    = 1 << 20 // bytes of one block
	maxOpen     = 300     // brackets without their fellows
	maxRuns     = 4000    // runs of ` * _ ~ < in one block
	maxLinks    = 2000    // definitions of links in one block
	maxSteps    = 1 << 28 // lines times closed brackets, for each of which goldmark walks the lines of its paragraph
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
	if bytes.Count(src, []byte("]:")) > maxLinks {
		return true
	}
	if bytes.Count(src, []byte{'\n'})*bytes.Count(src, []byte{']'}) > maxSteps {
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

// nested reports lines that open more quotations and lists than maxNesting, or a
// list set in beyond maxIndented.
func nested(src []byte) bool {
	for len(src) > 0 {
		end := bytes.IndexByte(src, '\n') + 1
		if end == 0 {
			end = len(src)
		}
		if deep(src[:end]) {
			return true
		}
		src = src[end:]
	}
	return false
}

func deep(line []byte) bool {
	markers, column := 0, 0
	for column < len(line) {
		switch c := line[column]; {
		case c == '>', (c == '-' || c == '+' || c == '*' || c == '.' || c == ')') && column+1 < len(line) && line[column+1] == ' ':
			markers++
			if column > maxIndented || markers > maxNesting {
				return true
			}
		case c != ' ' && c != '\t' && (c < '0' || c > '9'):
			return false
		}
		column++
	}
	return false
}

// maxUnits is how many units of one file are told apart; the rest of it is kept
// as one preformatted unit.
const maxUnits = 1 << 17

func tooMany(line int) report.Problem {
	return report.Problem{
		Line: line, Severity: report.Warning, Message: "The file has more clauses than can be told apart; the rest was kept as one.",
		Advice: "Part the text into several files.",
	}
}

func beyondReading(line int) report.Problem {
	return report.Problem{
		Line: line, Severity: report.Warning, Message: "The markup from here on is nested or repeated beyond reading; it was read as plain text.",
		Advice: "Close open brackets and quotations, and part long runs by blank lines.",
	}
}

// verbatimRest is the rest of a file as one unit, word for word.
func verbatimRest(src []byte) *block {
	src, foreign := decode(src)
	l := &liner{lines: strings.Split(string(src), "\n")}
	l.verbatim(0, len(l.lines), setting{up: -1, kind: law.Verbatim})
	b := &block{units: l.units}
	b.foreign = foreign
	return b
}
