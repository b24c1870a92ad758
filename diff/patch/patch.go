package patch

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"polity/commons/law"
)

// Edit is one clause to be changed. Exactly one of Replace, Remove and Insert holds.
type Edit struct {
	Replace bool       // unit gets the words of With
	Remove  bool       // unit goes
	Insert  bool       // With comes to stand behind unit
	Unit    int        // index in the text's Clauses; of an insertion -1 for the beginning
	Below   bool       // an insertion comes directly behind the unit's own words, not behind all that hangs under it
	Was     law.Clause // what Replace expects the unit to say
	With    law.Clause
}

// Make writes the edits of a text as a patch in git's form. bodies are the bytes of
// the text's files, in its order; left are the edits, by index, that could not be
// written. The patch is nil where none could. Edits are made in their order, and
// insertions at one place come to stand in that order. Cost: linear in the files concerned.
func Make(t *law.Text, bodies [][]byte, edits []Edit) (patch []byte, left []int) {
	sheets := make([]*sheet, len(bodies))
	for i := range edits {
		file := 0
		if u := edits[i].Unit; u >= 0 {
			file = t.Clauses[u].File
		}
		if file < len(bodies) && sheets[file] == nil && utf8.Valid(bodies[file]) {
			sheets[file] = newSheet(bodies[file])
		}

		if !apply(t, sheets, &edits[i]) {
			left = append(left, i)
		}
	}
	var out bytes.Buffer
	for i, s := range sheets {
		if s != nil && i < len(t.Files) {
			s.write(&out, t.Files[i])
		}
	}
	return out.Bytes(), left
}

// apply makes one edit on the sheets and reports whether it could.
func apply(t *law.Text, sheets []*sheet, e *Edit) bool {
	file := 0
	if e.Unit >= 0 {
		file = t.Clauses[e.Unit].File
	}
	if file >= len(sheets) || sheets[file] == nil {
		return false
	}
	s := sheets[file]
	if e.Unit >= 0 && !s.holds(t.Clauses[e.Unit].Lines) {
		return false
	}
	switch {
	case e.Replace:
		return s.replace(&t.Clauses[e.Unit], &e.Was, &e.With)
	case e.Remove:
		return s.remove(t, e.Unit)
	}
	return s.insert(t, e)
}

// sheet is a file while it is edited.
type sheet struct {
	was  []string // its lines, each with its end
	now  []string // what stands in the place of each; "" where it is gone
	more []string // what is put in behind each
	top  string   // what is put in before all
	eol  string
}

func newSheet(b []byte) *sheet {
	s := &sheet{eol: "\n"}
	for line := range strings.Lines(string(b)) {
		s.was = append(s.was, line)
	}
	if len(s.was) > 0 && strings.HasSuffix(s.was[0], "\r\n") {
		s.eol = "\r\n"
	}
	s.now, s.more = slices.Clone(s.was), make([]string, len(s.was))
	return s
}

func (s *sheet) holds(lines [2]int) bool {
	return lines[0] >= 1 && lines[1] >= lines[0] && lines[1] <= len(s.was)
}

// passage is what stands on some lines now.
func (s *sheet) passage(lines [2]int) string { return strings.Join(s.now[lines[0]-1:lines[1]], "") }

// put makes some lines read otherwise.
func (s *sheet) put(lines [2]int, text string) {
	clear(s.now[lines[0]-1 : lines[1]])
	s.now[lines[0]-1] = text
}

// replace gives a unit other words, and leaves what stands around them.
func (s *sheet) replace(c, was, with *law.Clause) bool {
	text := s.passage(c.Lines)
	for _, part := range [][2]string{{was.Heading, with.Heading}, {was.Text, with.Text}} {
		if part[0] == part[1] {
			continue
		}
		next, ok := exchange(text, part[0], part[1])
		if !ok {
			return false
		}
		text = next
	}
	if c.Lines[1] > c.Lines[0] || strings.Count(text, "\n") > 1 {
		text = s.wrapped(text, s.passage(c.Lines))
	}
	s.put(c.Lines, text)
	return true
}

// remove takes a unit out: its lines where they are its own, else its words.
func (s *sheet) remove(t *law.Text, unit int) bool {
	c := &t.Clauses[unit]
	for i := range t.Clauses {
		o := &t.Clauses[i]
		if i != unit && o.File == c.File && o.Lines[0] <= c.Lines[1] && o.Lines[1] >= c.Lines[0] {
			text, ok := exchange(s.passage(c.Lines), strings.TrimSpace(c.Label+" "+c.Text), "")
			if ok {
				s.put(c.Lines, text)
			}
			return ok
		}
	}
	s.put(c.Lines, "")
	// Of two empty lines that now meet, one goes too.
	switch above, below := c.Lines[0]-2, c.Lines[1]; {
	case above < 0 || !blank(s.now[above]):
	case below == len(s.now):
		s.now[above] = ""
	case blank(s.now[below]):
		s.now[below] = ""
	}
	return true
}

func blank(line string) bool { return line != "" && strings.TrimSpace(line) == "" }

// insert puts a new unit in.
func (s *sheet) insert(t *law.Text, e *Edit) bool {
	at := 0
	if e.Unit >= 0 {
		at = t.Clauses[e.Unit].Lines[1]
		for i := e.Unit + 1; !e.Below && i < len(t.Clauses) && t.Clauses[i].Depth > t.Clauses[e.Unit].Depth; i++ {
			if t.Clauses[i].File == t.Clauses[e.Unit].File {
				at = max(at, t.Clauses[i].Lines[1])
			}
		}
	}
	if at > len(s.was) {
		return false
	}
	text, apart := s.looks(t, e)
	if text == "" {
		return false
	}
	text = strings.ReplaceAll(text, "\n", s.eol) + s.eol
	if apart {
		text = s.eol + text
	}
	if at == 0 {
		s.top += text
		return true
	}
	if end := s.now[at-1]; s.more[at-1] == "" && end != "" && !strings.HasSuffix(end, "\n") {
		s.now[at-1] += s.eol
	}
	s.more[at-1] += text
	return true
}

// line is one line of a patch: kept (' '), taken away ('-') or put in ('+').
type line struct {
	op   byte
	text string
}

// lines are the whole file as a patch sees it. changed is false where nothing differs.
func (s *sheet) lines() (all []line, changed bool) {
	add := func(op byte, text string) {
		for l := range strings.Lines(text) {
			all = append(all, line{op, l})
		}
		changed = changed || op != ' ' && text != ""
	}
	add('+', s.top)
	for i := 0; i < len(s.was); {
		// A run of lines that changed is written as what went and then what came.
		n := i
		for n < len(s.was) && s.now[n] != s.was[n] {
			n++
		}
		if n == i {
			add(' ', s.was[i])
			add('+', s.more[i])
			i++
			continue
		}
		add('-', strings.Join(s.was[i:n], ""))
		for ; i < n; i++ {
			add('+', s.now[i]+s.more[i])
		}
	}
	return all, changed
}

// around is how many lines a hunk shows before and behind what changed.
const around = 3

// write adds the file's part of the patch.
func (s *sheet) write(out *bytes.Buffer, path string) {
	all, changed := s.lines()
	if !changed {
		return
	}
	fmt.Fprintf(out, "diff --git a/%[1]s b/%[1]s\n--- a/%[1]s\n+++ b/%[1]s\n", path)
	old, new := 1, 1
	for i := 0; i < len(all); {
		if all[i].op == ' ' {
			i, old, new = i+1, old+1, new+1
			continue
		}
		from, end := max(0, i-around), hunkEnd(all, i)
		writeHunk(out, all[from:end], old-(i-from), new-(i-from))
		oldN, newN := sides(all[i:end])
		i, old, new = end, old+oldN, new+newN
	}
}

// hunkEnd is where the hunk ends whose first changed line is at i: behind the last
// change that has no more than twice the lines shown before the next.
func hunkEnd(all []line, i int) int {
	to, quiet := i, 0
	for k := i; k < len(all) && quiet <= 2*around; k++ {
		if quiet++; all[k].op != ' ' {
			to, quiet = k+1, 0
		}
	}
	return min(len(all), to+around)
}

// sides counts the lines of a hunk that stand in the old and in the new file.
func sides(hunk []line) (old, new int) {
	for _, l := range hunk {
		if l.op != '+' {
			old++
		}
		if l.op != '-' {
			new++
		}
	}
	return old, new
}

// writeHunk writes lines that begin at line old of the one file and new of the other.
func writeHunk(out *bytes.Buffer, hunk []line, old, new int) {
	oldN, newN := sides(hunk)
	fmt.Fprintf(out, "@@ -%s +%s @@\n", span(old, oldN), span(new, newN))
	for _, l := range hunk {
		out.WriteByte(l.op)
		out.WriteString(l.text)
		if !strings.HasSuffix(l.text, "\n") {
			out.WriteString("\n\\ No newline at end of file\n")
		}
	}
}

// span is a hunk's place as git writes it: lines from the first, or where there are
// none the line before.
func span(first, n int) string {
	if n == 0 {
		first--
	}
	return fmt.Sprintf("%d,%d", first, n)
}
