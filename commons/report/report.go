// Package report holds problems told to an author: where, how grave, what is
// wrong in one sentence, and what to do about it.
//
// It is not for failures of disks, git or network, which are errors. Reading a
// text or a manifest never fails; it returns a value and a list of these.
package report

import (
	"cmp"
	"fmt"
	"slices"
)

// Severity says how grave a problem is. The zero value is Note.
type Severity int

// The severities: a Note needs no action, a Warning loses nothing but may not be
// what the author meant, an Error means that something could not be used.
const (
	Note Severity = iota
	Warning
	Error
)

// String is the word that messages print.
func (s Severity) String() string {
	return [...]string{"note", "warning", "error"}[s]
}

// MarshalText writes the same word into JSON.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Problem is one thing found wanting.
type Problem struct {
	Path     string   `json:"path"`           // slash-separated, relative to its source; "" where it concerns no file
	Line     int      `json:"line,omitempty"` // 1-based; 0 unknown
	Col      int      `json:"col,omitempty"`  // 1-based, in bytes; 0 unknown
	Severity Severity `json:"severity"`
	Message  string   `json:"message"`          // one sentence: what is wrong
	Advice   string   `json:"advice,omitempty"` // one sentence: what to do; "" where there is nothing to do
}

// String is the form compilers use: path:line:col: severity: message. Advice.
func (p Problem) String() string {
	where := p.Path
	if p.Line > 0 {
		where += fmt.Sprintf(":%d", p.Line)
		if p.Col > 0 {
			where += fmt.Sprintf(":%d", p.Col)
		}
	}
	if where != "" {
		where += ": "
	}
	s := where + p.Severity.String() + ": " + p.Message
	if p.Advice != "" {
		s += " " + p.Advice
	}
	return s
}

// Sort orders problems by path, line, column and message, and drops repeats.
// It returns the shortened slice, which shares p's memory.
func Sort(p []Problem) []Problem {
	slices.SortFunc(p, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col),
			cmp.Compare(b.Severity, a.Severity), cmp.Compare(a.Message, b.Message))
	})
	return slices.Compact(p)
}
