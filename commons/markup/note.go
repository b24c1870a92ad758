package markup

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"polity/commons/law"
)

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
