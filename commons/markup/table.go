package markup

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"polity/commons/law"
)

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
		if u := r.row(row, self); strings.Trim(u.c.Text, "\t") != "" {
			r.units = append(r.units, u)
		}
	}
}

// row reads a row of the table at index up.
func (r *reader) row(n ast.Node, up int32) unit {
	f := &flow{}
	var head law.Style
	if _, ok := n.(*east.TableHeader); ok {
		head = law.Strong
	}
	line := r.lineAt(max(n.Pos(), 0))
	f.line(line, 0, false)
	for cell := n.FirstChild(); cell != nil; cell = cell.NextSibling() {
		if cell != n.FirstChild() {
			f.trim()
			f.style(law.Cell, "")
			f.raw("\t")
		}
		r.inline(f, cell, head, "")
	}
	f.done()
	u := unit{role: asNested, up: up}
	u.c.Kind, u.c.Lines = law.Row, [2]int{line, line}
	u.c.Text, u.c.Spans = f.cutRow()
	u.hash = hashClause(&u.c)
	return u
}
