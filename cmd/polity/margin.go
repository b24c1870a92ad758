package main

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/term"
	"golang.org/x/text/width"

	"polity/commons/law"
	"polity/diff/lineage"
	"polity/diff/words"
)

// columns is the width of the terminal, that in COLUMNS where output goes
// elsewhere, or 80.
func (a *app) columns() int {
	if f, ok := a.out.(*os.File); ok {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
			return n
		}
	}
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	return 80
}

// print writes the text as a book with the origins in its margin, and below it the
// changes it names.
func (b *blamed) print(out *bytes.Buffer, t terminal, columns int) {
	m := margin{work: b.work, terminal: t, out: out, dates: columns >= 64}
	m.columns = min(72, max(20, columns-m.width()))
	fmt.Fprintf(out, "%s\n", t.bold(isolated(b.work.Title)))
	if !outsideGit(&b.version.Commit) {
		t.lines(out, "", t.faint, fmt.Sprintf("version %s, %.10s", b.version.ID, b.version.Commit.Hash), "en")
	}
	rest := b.sentences
	for i := range b.version.Text.Clauses {
		n := 0
		for n < len(rest) && rest[n].Clause == i {
			n++
		}
		if n > 0 {
			b.clause(&m, rest[:n])
		} else if b.shows(i) {
			m.label(&b.version.Text.Clauses[i])
		}
		rest = rest[n:]
	}
	out.WriteByte('\n')
	t.columns = columns
	for _, i := range b.named() {
		b.change(out, t, i)
	}
	out.WriteByte('\n')
}

// change prints a change that sentences belong to: its people beside it where there is
// room for them.
func (b *blamed) change(out *bytes.Buffer, t terminal, i int) {
	c := &b.work.Changes[i]
	line := fmt.Sprintf("%4d  %s%s", i+1, date(b.work, c), hash(&c.Commit))
	if c.Number != "" {
		line += "  #" + visible(c.Number)
	}
	who := isolated(strings.Join(writers(c), ", "))
	beside := cells(line)+2+cells(who) <= t.columns
	if beside {
		line += "  " + who
	}
	fmt.Fprintf(out, "%s\n", strings.TrimRight(line, " "))
	if !beside {
		t.lines(out, "      ", asIs, who, "en")
	}
	t.lines(out, "      ", t.faint, b.titles[i], "en")
}

// shows reports whether clause i is among those asked for.
func (b *blamed) shows(i int) bool { return b.top < 0 || within(b.version.Text, i, b.top) }

// label prints the label of a clause that has no words of its own, «Article 4» above
// its paragraphs, so that readers know where they are. Nobody is blamed for it.
func (m *margin) label(c *law.Clause) {
	if c.Label == "" {
		return
	}
	if c.Level > 0 {
		m.out.WriteByte('\n')
	}
	fmt.Fprintf(m.out, "%*s%s\n", m.width(), "", m.bold(isolated(c.Label)))
}

// clause prints the sentences of one clause. Those of one origin run on.
func (b *blamed) clause(m *margin, list []lineage.Sentence) {
	c := &b.version.Text.Clauses[list[0].Clause]
	if c.Headed() && c.Heading != "" {
		m.out.WriteByte('\n')
	}
	lead := c.Label
	if c.Bullet {
		lead = "•"
	}
	for i := 0; i < len(list); {
		run := list[i]
		k := i + 1
		for ; k < len(list) && list[k].Heading == run.Heading && origin(&list[k]) == origin(&run); k++ {
			run.To = list[k].To
		}
		m.paragraph(&run, lead, b.text(&run), run.Heading)
		lead = ""
		i = k
	}
}

// origin is what the margin says of a sentence.
func origin(s *lineage.Sentence) [2]int { return [2]int{s.Change, percent(s.Kept)} }

func percent(share float64) int { return int(100*share + 0.5) }

func date(w *law.Work, c *law.Change) string {
	return fmt.Sprintf("%-10s", cmp.Or(string(w.Versions[c.To].Dates.Best()), "unknown"))
}

// margin sets text beside a narrow column.
type margin struct {
	work *law.Work
	terminal
	out     *bytes.Buffer
	dates   bool   // there is room for them
	columns int    // of the text
	before  [2]int // the origin said last, its change from 1
}

func (m *margin) width() int {
	if m.dates {
		return 26
	}
	return 12
}

// paragraph prints some words, the first line with its origin where that is another
// than before.
func (m *margin) paragraph(s *lineage.Sentence, lead, text string, bold bool) {
	note := ""
	if o := [2]int{s.Change + 1, percent(s.Kept)}; o != m.before {
		m.before = o
		note = fmt.Sprintf("%4d", o[0])
		if m.dates {
			note += "  " + date(m.work, &m.work.Changes[s.Change])
		}
		if o[1] > 0 {
			note += fmt.Sprintf("  %3d%%", o[1])
		}
	}
	if lead != "" {
		text = lead + "  " + text
	}
	left := runsLeft(text)
	for _, line := range wrap(visible(text), m.columns, m.work.Lang) {
		line = turned(line, left)
		if bold {
			line = m.bold(line)
		}
		fmt.Fprintf(m.out, "%s%s\n", m.faint(fmt.Sprintf("%-*s", m.width(), note)), line)
		note = ""
	}
}

// visible takes the characters out of a text that would steer a terminal.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
}

// visibleLines is visible that leaves the ends of lines as they are.
func visibleLines(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = visible(lines[i])
	}
	return strings.Join(lines, "\n")
}

// wrap breaks a text into lines of at most so many columns: behind white space, and
// between the signs of scripts that have none, never before a closing mark.
func wrap(text string, columns int, lang string) []string {
	var lines []string
	line, wide := "", 0
	for _, piece := range pieces(text, lang) {
		n := cells(piece)
		if wide > 0 && wide+cells(strings.TrimRight(piece, " ")) > columns {
			lines = append(lines, strings.TrimRight(line, " "))
			line, wide = "", 0
		}
		line, wide = line+piece, wide+n
	}
	return closed(append(lines, strings.TrimRight(line, " ")))
}

// unspaced reports whether a token that begins so may stand first in a line whatever
// is before it: an ideograph, or a syllable of a script without spaces.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || unicode.Is(unicode.Lo, r) &&
		unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Javanese, unicode.Balinese)
}

// pieces cuts a text where a line may break.
func pieces(text, lang string) []string {
	var out []string
	var opened, wide bool // the token before is an opening mark, or an ideograph or closing mark behind one
	for _, token := range words.Tokens(text, lang) {
		first := []rune(token)[0]
		ideograph := unspaced(first)
		opens := unicode.In(first, unicode.Ps, unicode.Pi)
		fresh := !opened && (ideograph || opens && wide)
		if len(out) == 0 || fresh || strings.HasSuffix(out[len(out)-1], " ") && token != " " {
			out = append(out, token)
		} else {
			out[len(out)-1] += token
		}
		opened, wide = opens, ideograph || wide && unicode.IsPunct(first)
	}
	return out
}

// cells is how many columns a text takes: two for wide signs, none for marks that
// stand above or below others.
func cells(s string) int {
	n := 0
	for _, r := range s {
		switch kind := width.LookupRune(r).Kind(); {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case kind == width.EastAsianWide || kind == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
