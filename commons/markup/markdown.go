package markup

import (
	"bytes"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"polity/commons/law"
)

// A reader turns the syntax tree of one block of Markdown into units.
type reader struct {
	md    parser.Parser
	refs  []parser.Reference
	src   []byte
	lines []int // offset of each line
	base  int   // line of the block at which src begins
	depth int
	units []unit
	notes []unit // footnotes, kept apart until the end of the block
	room  *flow  // memory for the running text of one paragraph after the other
	apart bool   // the block is a list that is set apart
}

// readMarkdown reads one block, in the memory of the one before.
func (p *Parser) readMarkdown(refs []parser.Reference, src []byte, apart bool) []unit {
	r := &reader{md: p.md, refs: refs, units: p.units[:0], room: &p.flow, apart: apart}
	r.read(src)
	p.units = r.units
	return slices.Concat(r.units, r.notes)
}

func (r *reader) read(src []byte) {
	pc := parser.NewContext()
	for _, ref := range r.refs {
		pc.AddReference(ref)
	}
	r.src, r.lines = src, lineOffsets(src)
	doc := r.md.Parse(text.NewReader(src), parser.WithContext(pc))
	r.blocks(doc, setting{place: inText, kind: law.Paragraph, up: -1})
}

func lineOffsets(src []byte) []int {
	lines := make([]int, 1, 1+bytes.Count(src, []byte{'\n'}))
	for i := 0; ; {
		k := bytes.IndexByte(src[i:], '\n')
		if k < 0 {
			return lines
		}
		i += k + 1
		lines = append(lines, i)
	}
}

// lineAt is the line of an offset in the source.
func (r *reader) lineAt(offset int) int {
	return r.base + sort.SearchInts(r.lines, offset+1) - 1
}

// blocks reads the children of a container. A list that follows a paragraph hangs
// under it: the paragraph leads into the list.
func (r *reader) blocks(parent ast.Node, in setting) {
	lead := in.up
	if r.apart {
		r.apart, lead = false, int32(len(r.units))
		r.units = append(r.units, wordless(in))
	}
	before := 0 // the last item of the list read last
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			r.heading(n, in)
			lead = in.up
		case *ast.Paragraph, *ast.TextBlock:
			first := len(r.units)
			r.units = paragraphUnits(r.units, r.flow(n), in)
			if len(r.units) > first {
				lead = leadOf(r.units)
			}
		case *ast.List:
			first := len(r.units)
			last := r.list(n, lead)
			if _, ok := n.PreviousSibling().(*ast.List); ok && r.leadsInto(before, first) {
				r.hang(first, lead, before)
			}
			before = last
		case *ast.Blockquote:
			quoted := in
			quoted.kind = law.Quote
			r.blocks(n, quoted)
		case *ast.CodeBlock:
			r.indented(n, in)
		case *ast.FencedCodeBlock:
			r.verbatim(n, in)
		case *ast.HTMLBlock:
			r.htmlBlock(n, in)
		case *east.Table:
			r.table(n, in)
		case *east.FootnoteList:
			r.footnotes(n)
		}
	}
}

// wordless is the paragraph that holds a list which is set apart, and stands on the
// first line of the block.
func wordless(in setting) unit {
	u := unit{role: asPlain, up: in.up}
	u.c.Kind = law.Paragraph
	u.hash = hashClause(&u.c)
	return u
}

// leadOf is the index of the last unit, under which a list that follows hangs; -1
// where that is a division without words, whose numbered paragraphs the list holds.
func leadOf(units []unit) int32 {
	if u := &units[len(units)-1]; u.role == asRunIn && u.c.Text == "" {
		return -1
	}
	return int32(len(units) - 1)
}

// maxHeading is the length from which on a heading of the source is a paragraph.
const maxHeading = 400

func (r *reader) heading(n *ast.Heading, in setting) {
	f := r.flow(n)
	if in.up >= 0 || in.kind == law.Quote || len(f.text) > maxHeading {
		r.units = paragraphUnits(r.units, f, in)
		return
	}
	first := r.lineAt(n.Pos())
	last := first
	if k := n.Lines().Len(); k > 0 {
		last = max(first, r.lineAt(n.Lines().At(k-1).Start))
		first = min(first, r.lineAt(n.Lines().At(0).Start))
	}
	r.units = append(r.units, headingUnit(f, n.Level, first, last))
}

// leadsInto reports whether the list whose items begin at index first belongs to
// the item before it, the last of a list set another way: that ends in a colon, or
// its sentence is not over and the list begins with the first of its labels.
func (r *reader) leadsInto(item, first int) bool {
	if item != first-1 || first == len(r.units) {
		return false
	}
	text := strings.TrimRight(r.units[item].c.Text, " \n")
	switch c, _ := utf8.DecodeLastRuneInString(text); c {
	case ':', '：', '—', '–':
		return true
	case '.', ';', '!', '?', '。', '；', utf8.RuneError:
		return false
	}
	return opensSeries(r.units[first].mark)
}

// hang puts the items from first on that were read under lead under another item.
// Where that is a numbered paragraph they may be a series inside its own.
func (r *reader) hang(first int, lead int32, item int) {
	for i := first; i < len(r.units); i++ {
		u := &r.units[i]
		if u.up != lead || u.role == asNote {
			continue
		}
		if u.role, u.up = asNested, int32(item); r.units[item].role == asNumbered && u.c.Label != "" && u.mark.kind == "" {
			u.resume(int32(item))
		}
	}
}

// list reads the items of a list under the unit at index up, -1 where the
// assembly finds their parent. It returns the index of the last of them.
func (r *reader) list(n *ast.List, up int32) (last int) {
	numbers := r.typedNumbers(n)
	k, resumes := 0, false
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		item, ok := c.(*ast.ListItem)
		if !ok {
			continue
		}
		number := ""
		if n.IsOrdered() {
			number = numbers[k]
			if n.Marker == ')' {
				number += ")"
			}
		}
		last = len(r.units)
		r.item(item, number, up)
		resumes = r.resume(last, k == 0, resumes, up)
		k++
	}
	return last
}

// resume makes the item at index i a numbered paragraph if the list it stands in, under
// the unit at index up, resumes a series; its first item tells that.
func (r *reader) resume(i int, first, resumes bool, up int32) bool {
	u := &r.units[i]
	resumes = resumes || first && u.resumes(r.units, up)
	if resumes && u.c.Label != "" {
		u.resume(up)
	}
	return resumes
}

// typedNumbers are the numbers of an ordered list as its author typed them, or as
// readers see them; nil for any other list.
func (r *reader) typedNumbers(n *ast.List) []string {
	if !n.IsOrdered() {
		return nil
	}
	var numbers []string
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		at := c.Pos()
		numbers = append(numbers, string(r.src[at:at+digitsAt(r.src[at:])]))
	}
	return seenNumbers(numbers, n.Start)
}

// digitsAt is how many digits text begins with.
func digitsAt(text []byte) (n int) {
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	return n
}

// seenNumbers are the numbers of a list as readers see them where all were typed the
// same, as many people do. A number that was not typed is the one that follows.
func seenNumbers(typed []string, start int) []string {
	same := len(typed) > 1
	for _, n := range typed {
		same = same && n == typed[0]
	}
	for i := range typed {
		if same || typed[i] == "" {
			typed[i] = itoa(start + i)
		}
	}
	return typed
}

// item reads one item: its first paragraph is its own, the rest are its children.
func (r *reader) item(n *ast.ListItem, number string, up int32) {
	self := len(r.units)
	first := n.FirstChild()
	switch first.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		f := r.flow(first)
		n.RemoveChild(n, first)
		if r.division(f, number) {
			r.blocks(n, setting{place: inText, kind: law.Paragraph, up: -1})
			return
		}
		r.itemUnits(f, up)
	default:
		line := r.lineAt(n.Pos())
		u := unit{}
		u.c.Kind, u.c.Lines = law.Item, [2]int{line, line}
		r.units = append(r.units, u)
	}
	r.settleItem(self, number, up)
	r.blocks(n, setting{place: inText, kind: law.Paragraph, up: int32(self)})
}

// itemUnits reads the first paragraph of an item, whose lines may begin with labels of
// their own.
func (r *reader) itemUnits(f *flow, up int32) {
	self := len(r.units)
	r.units = paragraphUnits(r.units, f, setting{place: inItem, kind: law.Item, up: up})
	for i := self + 1; i < len(r.units); i++ {
		r.units[i] = r.units[i].nested(int32(self))
	}
}

// settleItem gives the item at index self its number, "" for a bullet, unless it begins
// with a label of its own.
func (r *reader) settleItem(self int, number string, up int32) {
	u := &r.units[self]
	if number != "" && u.c.Label != "" && u.mark.kind == "" && u.c.Heading == "" { // «1. (1) The board»: a number of Markdown's before one of the text's
		u.unlabel()
	}
	u.role, u.up, u.whole = asNested, up, nil
	if u.c.Label == "" && number != "" {
		u.c.Label, u.c.Num = number, strings.TrimSuffix(number, ")")
		u.mark = listMark(number)
	} else if u.mark.kind != "" {
		u.c.Kind = u.mark.kind
	}
	u.c.Bullet = u.c.Label == ""
	if up < 0 && u.mark.kind == "" && !u.c.Bullet {
		u.resume(-1)
	}
	u.hash = hashClause(&u.c)
}

// division reads the first paragraph of an item as that of a division where the number that
// Markdown took for the item's is part of a label: «1. § The rope», «2. artikulua». It
// reports whether it is.
func (r *reader) division(f *flow, number string) bool {
	if _, _, size := keywordAt(f.text); number == "" || size == 0 && !strings.HasPrefix(f.text, "§") {
		return false
	}
	n, ok := scanNumeral(number + ". " + f.text)
	if !ok {
		return false
	}
	if _, _, ok = scanPostfixed(number+". "+f.text, n, inText); !ok {
		return false
	}
	f.lead(number + ". ")
	r.units = paragraphUnits(r.units, f, setting{place: inText, kind: law.Paragraph, up: -1})
	return true
}

// unlabel gives a unit its label back as part of its text.
func (u *unit) unlabel() {
	label := u.c.Label + " "
	u.c.Text = label + u.c.Text
	if len(u.c.Spans) > 0 {
		u.c.Spans = append([]law.Span{{Text: label}}, u.c.Spans...)
	}
	u.c.Label, u.c.Num, u.mark = "", "", mark{}
}

// resume makes an item a numbered paragraph, for the assembly to place. With a
// parent it goes there unless it carries on a series that is open.
func (u *unit) resume(up int32) { u.role, u.up, u.c.Kind = asNumbered, up, law.Labelled }

// resumes reports whether a list that begins with u, under the paragraph up, may go
// on where that paragraph interrupted a series.
func (u *unit) resumes(units []unit, up int32) bool {
	return up >= 0 && units[up].role != asNested && u.mark.kind == "" && u.mark.value() > 1
}

// listMark is the mark of a number that Markdown itself set.
func listMark(number string) mark {
	m, _, _, ok := scanMark(number+". ", inStrong)
	if !ok {
		return mark{num: strings.TrimSuffix(number, ")"), style: "1.", depth: 1}
	}
	m.weak = false
	return m
}

// table reads a table into a unit without words and its rows.
func (r *reader) table(n *east.Table, in setting) {
	line := r.lineAt(max(n.Pos(), 0))
	self := int32(len(r.units))
	u := unit{role: asPlain, up: in.up}
	if in.up >= 0 {
		u.role = asNested
	}
	u.c.Kind, u.c.Lines = law.Table, [2]int{line, line}
	u.hash = hashClause(&u.c)
	r.units = append(r.units, u)
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		f := &flow{}
		var head law.Style
		if _, ok := row.(*east.TableHeader); ok {
			head = law.Strong
		}
		line := r.lineAt(max(row.Pos(), 0))
		f.line(line, 0, false)
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if cell != row.FirstChild() {
				f.trim()
				f.style(law.Cell, "")
				f.raw("\t")
			}
			r.inline(f, cell, head, "")
		}
		f.done()
		u := unit{role: asNested, up: self}
		u.c.Kind, u.c.Lines = law.Row, [2]int{line, line}
		u.c.Text, u.c.Spans = f.cutRow()
		u.hash = hashClause(&u.c)
		if strings.Trim(u.c.Text, "\t") != "" {
			r.units = append(r.units, u)
		}
	}
}

// footnotes reads definitions of footnotes, each one unit whatever it holds.
func (r *reader) footnotes(list *east.FootnoteList) {
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		note, ok := n.(*east.Footnote)
		if !ok {
			continue
		}
		f := &flow{}
		first := r.lineAt(max(n.Pos(), 0))
		f.line(first, 0, false)
		last := r.leaves(f, n, first)
		f.done()
		u := unit{role: asNote, up: -1}
		u.c.Kind = law.Footnote
		u.c.Label = string(note.Ref)
		u.c.Num = cleanNum(u.c.Label)
		u.c.Lines = [2]int{first, last}
		u.c.Text, u.c.Spans = f.cut(0, 0, len(f.text))
		u.hash = hashClause(&u.c)
		r.notes = append(r.notes, u)
	}
}

// leaves writes every paragraph below n into one flow, a line each, and returns
// the last line of the source they touch.
func (r *reader) leaves(f *flow, n ast.Node, last int) int {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Type() == ast.TypeInline {
			continue
		}
		if c.FirstChild() == nil || c.FirstChild().Type() == ast.TypeInline {
			f.newline()
			if c.FirstChild() != nil {
				r.inline(f, c, 0, "")
			} else {
				f.style(0, "")
				f.write(string(c.Lines().Value(r.src)))
			}
			if k := c.Lines().Len(); k > 0 {
				last = max(last, r.lineAt(c.Lines().At(k-1).Start))
			}
			continue
		}
		last = r.leaves(f, c, last)
	}
	return last
}

func (r *reader) verbatim(n ast.Node, in setting) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	u := unit{role: asPlain, up: in.up}
	if in.up >= 0 {
		u.role = asNested
	}
	u.c.Kind = law.Verbatim
	u.c.Lines = [2]int{r.lineAt(lines.At(0).Start), r.lineAt(lines.At(lines.Len() - 1).Start)}
	u.c.Text = strings.TrimRight(string(lines.Value(r.src)), "\n")
	if strings.TrimSpace(u.c.Text) == "" {
		return
	}
	u.hash = hashClause(&u.c)
	r.units = append(r.units, u)
}

// indented reads an indented block: in a text of law that is a paragraph set in,
// seldom a program.
func (r *reader) indented(n *ast.CodeBlock, in setting) {
	lines := n.Lines()
	value := lines.Value(r.src)
	if r.depth > 0 || lines.Len() == 0 || bytes.ContainsAny(value, "|{}<>\t") || bytes.Contains(bytes.TrimSpace(value), []byte("    ")) {
		r.verbatim(n, in)
		return
	}
	inner := &reader{md: r.md, refs: r.refs, room: r.room, base: r.lineAt(lines.At(0).Start), depth: r.depth + 1}
	inner.read(value)
	shift := int32(len(r.units))
	for _, u := range inner.units {
		switch {
		case u.up >= 0:
			u.up += shift
		case in.up >= 0:
			u.role, u.up = asNested, in.up
		}
		r.units = append(r.units, u)
	}
	r.notes = append(r.notes, inner.notes...)
}
