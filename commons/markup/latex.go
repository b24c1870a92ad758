package markup

import (
	"strings"

	"polity/commons/law"
)

// A texer reads LaTeX: its sections, paragraphs, lists and footnotes. It runs no
// macros; a command it does not know leaves its argument behind as text.
type texer struct {
	s     string
	i     int
	line  int
	units []unit
	notes []unit
	f     *flow
	style law.Style
	lists []texList
	lead  int32
	depth int

	uncommented bool // a comment begins that has no end
}

// texList is an open list.
type texList struct {
	numbered bool
	count    int
	lead     int32 // the unit under which its items hang
	item     int32 // the item that is open, -1 before the first
}

var texLevels = map[string]int{"part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5, "subparagraph": 6}

// readLatex reads a whole file.
func readLatex(src []byte) []unit {
	s := string(src)
	x := &texer{s: s, f: &flow{}, lead: -1}
	if at := strings.Index(s, `\begin{document}`); at >= 0 {
		x.line = strings.Count(s[:at], "\n")
		x.i = at + len(`\begin{document}`)
	}
	if end := strings.Index(s[x.i:], `\end{document}`); end >= 0 {
		x.s = s[:x.i+end]
	}
	x.run(len(x.s))
	x.flush()
	return append(x.units, x.notes...)
}

// run reads up to offset end.
func (x *texer) run(end int) {
	for x.i < end {
		c := x.s[x.i]
		if len(x.units) > maxUnits {
			x.write(x.s[x.i:end])
			x.i = end
			return
		}
		switch c {
		case '%':
			x.skipComment()
		case '\n':
			x.newline()
		case '\\':
			x.command(end)
		case '{', '}', '$':
			x.i++
		case '~':
			x.write(" ")
			x.i++
		case '`', '\'', '-':
			x.ligature()
		default:
			stop := strings.IndexAny(x.s[x.i:end], "%\n\\{}$~`'-")
			if stop < 0 {
				stop = end - x.i
			}
			x.write(x.s[x.i : x.i+stop])
			x.i += stop
		}
	}
}

func (x *texer) write(s string) {
	if len(x.f.starts) == 0 {
		if strings.TrimSpace(s) == "" {
			return
		}
		x.f.line(x.line, 0, false)
	}
	x.f.style(x.style, "")
	x.f.write(s)
}

func (x *texer) skipComment() {
	end := strings.IndexByte(x.s[x.i:], '\n')
	if end < 0 {
		x.i = len(x.s)
		return
	}
	x.i += end + 1
	x.line++
	for x.i < len(x.s) && (x.s[x.i] == ' ' || x.s[x.i] == '\t') {
		x.i++
	}
}

func (x *texer) newline() {
	x.i++
	x.line++
	next, _, more := strings.Cut(x.s[x.i:], "\n")
	if more && blankLine(next) {
		x.flush()
		return
	}
	if len(x.f.starts) > 0 {
		x.f.soft(next)
		x.f.line(x.line, 0, false)
	}
}

var texLigatures = []struct{ from, to string }{{"---", "—"}, {"--", "–"}, {"``", "“"}, {"''", "”"}, {"`", "‘"}, {"'", "’"}, {"-", "-"}}

func (x *texer) ligature() {
	for _, l := range texLigatures {
		if strings.HasPrefix(x.s[x.i:], l.from) {
			x.write(l.to)
			x.i += len(l.from)
			return
		}
	}
	x.i++
}

// flush ends the paragraph.
func (x *texer) flush() {
	f := x.f.done()
	x.f = &flow{}
	if f.text == "" {
		return
	}
	in := setting{place: inText, kind: law.Paragraph, up: -1}
	if k := len(x.lists); k > 0 && x.lists[k-1].item >= 0 {
		in.up = x.lists[k-1].item
		if u := &x.units[in.up]; u.c.Text == "" && u.c.Heading == "" && int(in.up) == len(x.units)-1 {
			x.fill(u, f)
			return
		}
	}
	before := len(x.units)
	if x.units = paragraphUnits(x.units, f, in); len(x.units) > before {
		x.lead = leadOf(x.units)
	}
}

// fill gives an item that has just been opened its words.
func (x *texer) fill(u *unit, f *flow) {
	words := f.piece(0, len(f.text), inItem, law.Item)
	if u.c.Label != "" {
		words = f.pieceWithout(0, len(f.text), law.Item)
	}
	label, num, m := u.c.Label, u.c.Num, u.mark
	u.c.Heading, u.c.HeadingSpans, u.c.Text, u.c.Spans = words.c.Heading, words.c.HeadingSpans, words.c.Text, words.c.Spans
	u.c.Lines[1] = max(u.c.Lines[1], words.c.Lines[1])
	if label == "" {
		label, num, m = words.c.Label, words.c.Num, words.mark
	}
	u.c.Label, u.c.Num, u.mark, u.c.Bullet = label, num, m, label == ""
	u.hash = hashClause(&u.c)
}

// name reads the name of the command at the cursor.
func (x *texer) name() string {
	x.i++
	n := asciiLetters(x.s[x.i:])
	if n == 0 {
		if x.i >= len(x.s) {
			return ""
		}
		x.i++
		if x.s[x.i-1] == '\n' {
			x.line++
		}
		return x.s[x.i-1 : x.i]
	}
	name := x.s[x.i : x.i+n]
	x.i += n
	if x.i < len(x.s) && x.s[x.i] == ' ' {
		x.i++
	}
	return name
}

// group returns the bounds of the braces at the cursor, or an empty stretch.
func (x *texer) group() (int, int) {
	if x.i >= len(x.s) || x.s[x.i] != '{' {
		return x.i, x.i
	}
	depth := 0
	for k := x.i; k < len(x.s); k++ {
		switch x.s[k] {
		case '\\':
			k++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return x.i + 1, k
			}
		}
	}
	return x.i + 1, len(x.s)
}

// argument takes the argument at the cursor as it is written.
func (x *texer) argument() string {
	from, to := x.group()
	if from == to && (x.i >= len(x.s) || x.s[x.i] != '{') {
		return ""
	}
	x.line += strings.Count(x.s[x.i:to], "\n")
	x.i = min(to+1, len(x.s))
	return x.s[from:to]
}

// maxOptional is how far the end of an argument in brackets is looked for.
const maxOptional = 2000

func (x *texer) optional() {
	if x.i < len(x.s) && x.s[x.i] == '[' {
		if end := strings.IndexByte(x.s[x.i:min(len(x.s), x.i+maxOptional)], ']'); end > 0 {
			x.line += strings.Count(x.s[x.i:x.i+end], "\n")
			x.i += end + 1
		}
	}
}

func (x *texer) discard() {
	for x.i < len(x.s) && (x.s[x.i] == '[' || x.s[x.i] == '{') {
		if x.s[x.i] == '[' {
			at := x.i
			if x.optional(); x.i == at {
				return
			}
			continue
		}
		x.argument()
	}
}

// inner reads the argument at the cursor as text into a flow of its own.
func (x *texer) inner() *flow {
	from, to := x.group()
	outer, style := x.f, x.style
	x.f, x.style = &flow{}, 0
	if from < to && x.depth < 50 {
		x.depth++
		x.i = from
		x.run(to)
		x.depth--
	}
	x.i = min(max(to+1, x.i), len(x.s))
	f := x.f.done()
	x.f, x.style = outer, style
	return f
}

func (x *texer) heading(level int) {
	x.optional()
	x.flush()
	first := x.line
	f := x.inner()
	if len(f.starts) == 0 {
		f.line(first, 0, false)
	}
	x.lists = x.lists[:0]
	x.units = append(x.units, headingUnit(f, level, first, x.line))
	x.lead = -1
}

func (x *texer) styled(style law.Style, end int) {
	from, to := x.group()
	if from >= to || x.depth > 50 {
		x.i = min(max(to+1, x.i), len(x.s))
		return
	}
	before := x.style
	x.style |= style
	x.depth++
	x.i = from
	x.run(min(to, end))
	x.depth--
	x.style = before
	x.i = min(max(to+1, x.i), len(x.s))
}

func (x *texer) linked(link string) {
	f := x.inner()
	x.write("")
	if len(x.f.starts) == 0 {
		x.f.line(x.line, 0, false)
	}
	x.f.style(x.style, link)
	x.f.write(f.text)
}

func (x *texer) footnote() {
	line := x.line
	f := x.inner()
	label := itoa(len(x.notes) + 1)
	u := unit{role: asNote, up: -1}
	u.c.Kind, u.c.Label, u.c.Num, u.c.Lines = law.Footnote, label, label, [2]int{line, x.line}
	u.c.Text, u.c.Spans = f.cut(0, 0, len(f.text))
	u.hash = hashClause(&u.c)
	x.notes = append(x.notes, u)
	x.f.trim()
	x.f.note(label)
}

// environment opens or closes a list; other environments leave no trace.
func (x *texer) environment(begin bool, name string) {
	switch name {
	case "itemize", "enumerate", "description", "compactitem", "compactenum", "enum", "list":
	case "comment":
		if begin && !x.uncommented {
			x.comment()
		}
		return
	default:
		x.flush()
		if begin {
			x.discard()
		}
		return
	}
	x.flush()
	if !begin {
		if k := len(x.lists); k > 0 {
			x.lists = x.lists[:k-1]
		}
		return
	}
	x.discard()
	lead := x.lead
	if k := len(x.lists); k > 0 && x.lists[k-1].item >= 0 {
		lead = x.lists[k-1].item
	}
	if len(x.lists) < 40 {
		x.lists = append(x.lists, texList{numbered: strings.HasPrefix(name, "enum") || name == "compactenum", lead: lead, item: -1})
	}
}

// comment passes an environment that is not printed. One without an end is no comment,
// nor is any behind it.
func (x *texer) comment() {
	end := strings.Index(x.s[x.i:], `\end{comment}`)
	if end < 0 {
		x.uncommented = true
		return
	}
	x.line += strings.Count(x.s[x.i:x.i+end], "\n")
	x.i += end
}

func (x *texer) item() {
	x.flush()
	u := unit{role: asNested, up: -1}
	u.c.Kind, u.c.Lines, u.c.Bullet = law.Item, [2]int{x.line, x.line}, true
	if k := len(x.lists); k > 0 {
		list := &x.lists[k-1]
		list.count++
		u.up = list.lead
		if list.numbered {
			u.c.Label, u.c.Bullet = itoa(list.count), false
			u.c.Num, u.mark = u.c.Label, listMark(u.c.Label)
		}
		list.item = int32(len(x.units))
	}
	for x.i < len(x.s) && x.s[x.i] == ' ' {
		x.i++
	}
	if end := strings.IndexByte(x.s[x.i:min(len(x.s), x.i+200)], ']'); end > 0 && x.s[x.i] == '[' {
		label := &texer{s: x.s[x.i+1 : x.i+end], f: &flow{}, lead: -1}
		label.run(len(label.s))
		text := label.f.done().text
		u.c.Label, u.c.Num, u.c.Bullet = text, cleanNum(text), text == ""
		if m, to, _, ok := scanMark(text, inStrong); ok {
			u.c.Label, u.mark, u.c.Num = text[:to], m, m.num
		}
		x.i += end + 1
	}
	u.hash = hashClause(&u.c)
	x.units = append(x.units, u)
}
