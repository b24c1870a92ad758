package main

import (
	"bytes"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"

	"polity/diff/words"
)

// terminal says how text is printed for eyes. The zero value prints plainly, a
// paragraph a line.
type terminal struct {
	colour  bool
	columns int  // of a line; 0: as long as it is
	all     bool // unchanged clauses too
	explain bool
}

// terminal is the one that output goes to.
func (a *app) terminal() terminal { return terminal{colour: a.coloured(), columns: a.measure()} }

// coloured reports whether output goes to a terminal that wants colours.
func (a *app) coloured() bool {
	f, ok := a.out.(*os.File)
	return ok && term.IsTerminal(int(f.Fd())) && !dumb() && !a.settings.GetBool("no-color") && os.Getenv("NO_COLOR") == ""
}

// dumb reports whether the terminal says of itself that it knows no control sequences.
func dumb() bool { return os.Getenv("TERM") == "dumb" }

// widest is the longest line that is pleasant to read.
const widest = 96

// measure is how wide lines may be: the terminal's width or that in COLUMNS, within
// what is pleasant; 0 where neither is known, and whoever reads breaks lines himself.
func (a *app) measure() int {
	columns, _ := strconv.Atoi(os.Getenv("COLUMNS")) // 0 where it is no number
	if f, ok := a.out.(*os.File); ok {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
			columns = n
		}
	}
	return min(max(columns, 0), widest)
}

func (t terminal) bold(s string) string { return t.in("1", s) }

func (t terminal) faint(s string) string { return t.in("2", s) }

func asIs(s string) string { return s }

// in sets words in a style of ECMA-48.
func (t terminal) in(style, s string) string {
	if !t.colour || s == "" || style == "" {
		return s
	}
	return "\x1b[" + style + "m" + s + "\x1b[0m"
}

// lines writes a paragraph in a style, indented.
func (t terminal) lines(b *bytes.Buffer, indent string, style func(string) string, text, lang string) {
	left := runsLeft(text)
	for _, line := range wrap(visible(text), t.room(indent), lang) {
		b.WriteString(indent + style(turned(line, left)) + "\n")
	}
}

// room is what an indent leaves of a line.
func (t terminal) room(indent string) int {
	if t.columns == 0 {
		return 1 << 30
	}
	return max(20, t.columns-len(indent))
}

// The marks of inserted and deleted words: brackets as «git diff --word-diff» sets
// them, and on a terminal colours and strokes, which do not rely on colour alone.
func (t terminal) marks(op byte) (style, before, after string) {
	switch {
	case op == '=':
		return "", "", ""
	case t.colour && op == '-':
		return "31;9", "", ""
	case t.colour:
		return "32;4", "", ""
	case op == '-':
		return "", "[-", "-]"
	}
	return "", "{+", "+}"
}

// runs writes words with those that changed marked, indented. A line ends where the
// text breaks its lines on purpose, and where it must.
func (t terminal) runs(b *bytes.Buffer, indent string, list []words.Run, lang string) {
	var all strings.Builder
	for _, r := range list {
		all.WriteString(r.Text)
	}
	l := lineWriter{out: b, indent: indent, room: t.room(indent), left: runsLeft(all.String())}
	for i, r := range list {
		style, before, after := t.marks(r.Op)
		l.loose = l.loose || i > 0 && r.Op == '+' && list[i-1].Op == '-' // the marks part old from new
		l.glue(before)
		for n, part := range strings.Split(r.Text, "\n") {
			if n > 0 {
				l.end()
			}
			for k, piece := range pieces(visible(part), lang) {
				l.put(t, style, piece, k > 0)
			}
		}
		l.glue(after)
	}
	l.end()
}

// lineWriter fills lines with pieces.
type lineWriter struct {
	out    *bytes.Buffer
	indent string
	room   int
	left   bool // the text runs from right to left
	line   strings.Builder
	wide   int    // columns filled
	held   string // a mark that stands before the next piece
	loose  bool   // the line may break here
	gap    string // the spaces behind the last piece, in its style: none at a line's end
}

// glue sets a mark that belongs to the piece beside it.
func (l *lineWriter) glue(mark string) {
	if mark == "" {
		return
	}
	if mark[0] == '[' || mark[0] == '{' {
		l.held = mark
		return
	}
	l.line.WriteString(l.gap + l.held + mark)
	l.gap = ""
	l.wide += len(l.held) + len(mark)
	l.held = ""
}

// put adds a piece; inner says that the text may break before it.
func (l *lineWriter) put(t terminal, style, piece string, inner bool) {
	words := strings.TrimRight(piece, " ")
	n := cells(words) + len(l.held)
	if l.wide > 0 && (inner || l.loose) && l.wide+n > l.room {
		l.end()
	}
	l.line.WriteString(l.gap + l.held + t.in(style, words))
	l.held, l.gap = "", t.in(style, piece[len(words):])
	l.wide += n + len(piece) - len(words)
	l.loose = strings.HasSuffix(piece, " ")
}

// end ends the line; an empty one is not written.
func (l *lineWriter) end() {
	if s := strings.TrimRight(l.line.String(), " "); s != "" {
		l.out.WriteString(l.indent + turned(s, l.left) + "\n")
	}
	l.line.Reset()
	l.wide, l.loose, l.gap = 0, false, ""
}
