package markup

import (
	"bytes"
	"fmt"

	"polity/commons/report"
)

// A conflict is what git leaves in a file where two sides of a merge changed the same
// lines:
//
//	<<<<<<< HEAD
//	one side
//	||||||| merged common ancestors    (in one of git's styles)
//	what stood there before
//	=======
//	the other side
//	>>>>>>> branch
//
// The words of both sides are read, one below the other, for either may be law; the
// markers are no words of the text, and what stood before is in neither version.
type conflict struct {
	line, other, last int       // the lines, from 1, of its three markers; 0 for one that is missing
	blanks            []stretch // what is not read
}

// stretch is where a piece of a source stands.
type stretch struct{ start, end int }

// withoutConflicts is a text without what conflicts leave besides the words of both sides,
// and what to tell its author.
func withoutConflicts(src []byte) ([]byte, []report.Problem) {
	if !bytes.Contains(src, []byte("<<<<<<<")) && !bytes.Contains(src, []byte(">>>>>>>")) {
		return src, nil
	}
	found := conflicts(src)
	if len(found) == 0 {
		return src, nil
	}
	out := bytes.Clone(src)
	var problems []report.Problem
	for _, c := range found {
		for _, b := range c.blanks {
			blank(out[b.start:b.end])
		}
		problems = append(problems, c.problem())
	}
	return out, problems
}

func (c *conflict) problem() report.Problem {
	p := report.Problem{Line: c.line, Col: 1, Severity: report.Error}
	if c.last == 0 {
		p.Message = "A marker of a merge that was not finished stands in the text."
		p.Advice = "See whether the words around it are those that were meant, delete the line, and commit the file again."
		return p
	}
	p.Message = fmt.Sprintf("A merge was not finished: the words of two sides stand from here to line %d, one below the other, and both are read.", c.last)
	p.Advice = "Keep the words that are meant, delete the others and the lines with the markers, and commit the file again."
	return p
}

// conflicts are the conflicts of a text in order, and markers of which only the first
// or the last is left.
func conflicts(src []byte) []conflict {
	r := conflictReader{}
	number := 0
	for at := 0; at < len(src); {
		end := lineEnd(src, at)
		number++
		r.line(trimBreak(src[at:end]), at, number)
		at = end
	}
	r.close()
	return r.found
}

type conflictReader struct {
	found   []conflict
	open    conflict // line is 0 where none is open
	before  *stretch // of what stood there before, with its marker; nil outside of it
	divided bool     // outside of conflicts, a line as between two sides was met
}

// line takes the next line, which begins at an offset.
func (r *conflictReader) line(line []byte, at, number int) {
	here := stretch{at, at + len(line)}
	inside := r.open.line > 0
	switch {
	case marker(line, '<'):
		r.close()
		r.open = conflict{line: number, blanks: []stretch{here}}
	case marker(line, '|') && inside && r.open.other == 0 && r.before == nil:
		r.before = &here
	case marker(line, '=') && inside && r.open.other == 0:
		if r.before != nil {
			here.start = r.before.start
		}
		r.open.other, r.open.blanks = number, append(r.open.blanks, here)
	case marker(line, '=') && !inside:
		r.divided = true
	case marker(line, '>') && r.open.other > 0:
		r.open.last, r.open.blanks = number, append(r.open.blanks, here)
		r.close()
	case marker(line, '>') && r.divided:
		r.open = conflict{line: number, blanks: []stretch{here}}
		r.close()
	}
}

// close ends the conflict that is open. Of one without an end only the first marker is
// certain: a line of «=» may underline a heading.
func (r *conflictReader) close() {
	if r.open.last == 0 && r.open.other > 0 {
		r.open.blanks = r.open.blanks[:1]
	}
	if r.open.line > 0 {
		r.found = append(r.found, r.open)
	}
	*r = conflictReader{found: r.found}
}

// marker reports whether a line is one of git's markers: seven of its signs, and behind
// a blank what it belongs to. The sign between the sides has nothing behind it.
func marker(line []byte, sign byte) bool {
	const size = 7
	for i := range size {
		if i >= len(line) || line[i] != sign {
			return false
		}
	}
	rest := bytes.TrimRight(line[size:], " ")
	return len(rest) == 0 || rest[0] == ' ' && sign != '='
}
