package markup

import (
	"bytes"
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"polity/commons/law"
)

// A reader turns the syntax tree of one block of Markdown into units.
type reader struct {
	md    parser.Parser
	refs  links
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
func (p *Parser) readMarkdown(refs links, src []byte, apart bool) []unit {
	r := &reader{md: p.md, refs: refs, units: p.units[:0], room: &p.flow, apart: apart}
	r.read(src)
	p.units = r.units
	return slices.Concat(r.units, r.notes)
}

func (r *reader) read(src []byte) {
	pc := linked{parser.NewContext(), r.refs}
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
