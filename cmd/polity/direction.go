package main

import (
	"strings"

	"golang.org/x/text/unicode/bidi"
)

// Terminals that know right-to-left scripts set every line as a paragraph of its own,
// from left to right unless it says otherwise. The signs here say otherwise (UAX 9);
// terminals that know no such scripts show nothing of them.
const (
	rightToLeftIsolate = "\u2067"
	firstStrongIsolate = "\u2068"
	popIsolate         = "\u2069"
)

// runsLeft reports whether a text runs from right to left: whether the first letter
// outside of isolates does (UAX 9, rules P2 and P3).
func runsLeft(text string) bool {
	depth := 0
	for _, r := range text {
		switch class(r) {
		case bidi.LRI, bidi.RLI, bidi.FSI:
			depth++
		case bidi.PDI:
			depth = max(0, depth-1)
		case bidi.L:
			if depth == 0 {
				return false
			}
		case bidi.R, bidi.AL:
			if depth == 0 {
				return true
			}
		}
	}
	return false
}

func class(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

// turned is a line of a text, in the text's direction.
func turned(line string, left bool) string {
	if !left {
		return line
	}
	return rightToLeftIsolate + line + popIsolate
}

// isolated keeps a label in a right-to-left script from turning the rest of its line
// round.
func isolated(s string) string {
	s = visible(s)
	if strings.IndexFunc(s, func(r rune) bool { return class(r) == bidi.R || class(r) == bidi.AL }) < 0 {
		return s
	}
	return firstStrongIsolate + s + popIsolate
}

// closed closes at every line's end the isolates that are open there, and opens them
// again in the next line: none reaches over a line's end.
func closed(lines []string) []string {
	open := 0
	for i, line := range lines {
		before := open
		open = max(0, open+strings.Count(line, firstStrongIsolate)-strings.Count(line, popIsolate))
		lines[i] = strings.Repeat(firstStrongIsolate, before) + line + strings.Repeat(popIsolate, open)
	}
	return lines
}
