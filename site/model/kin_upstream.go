package model

import (
	"slices"
	"strconv"
	"strings"

	"polity/commons/law"
	"polity/diff/align"
	"polity/diff/family"
	"polity/site/address"
)

func (b *builder) touchRow(r *family.Relation, t family.Touch) TouchRow {
	row := TouchRow{Op: b.mark(t.Op)}
	if t.Up >= 0 {
		row.Up = b.unitLink(b.site.byID[r.Upstream], r.At, t.Up)
	}
	if fork := b.site.byID[r.Fork]; t.Fork >= 0 {
		row.Fork = b.unitLink(fork, fork.current, t.Fork)
	}
	return row
}

// later tells what became of one change of the upstream.
func (b *builder) later(r *family.Relation, a *family.Adoption, id string) Later {
	up, fork := b.site.byID[r.Upstream], b.site.byID[r.Fork]
	n := a.Change + 1
	out := Later{ID: id + "-" + strconv.Itoa(n), Moment: b.moment(up.law.Versions[up.law.Changes[a.Change].To].Dates), Title: b.sentence(up, a.Change), State: b.state(a.State)}
	out.Change = Link{Phrase: Phrase{Text: b.words.Text("change.title", "n", n)}, Href: b.to(up.at.Change(n))}
	for i := range a.Cells {
		if l, ok := b.laterClause(r, a, &a.Cells[i]); ok {
			out.Clauses = join(out.Clauses, l)
		}
	}
	for _, c := range a.Claims {
		by := Link{Phrase: Phrase{Text: b.words.Text("change.title", "n", c.Change+1)}, Href: b.to(fork.at.Change(c.Change + 1))}
		out.Said = append(out.Said, b.say("claim_"+string(c.How), 0, map[string]Piece{"change": linked(by)}))
	}
	if a.Merged {
		out.Said = append(out.Said, []Piece{{Phrase: Phrase{Text: b.words.Text("kin.merged")}}})
	}
	if text, left := family.Patch(up.law, fork.law, a); text != nil {
		out.Patch = &Link{Phrase: Phrase{Text: b.words.Text("kin.patch")}, Href: b.to(fork.at.ForksFile(patchName(up, n)))}
		if left > 0 {
			out.Left = b.words.Text("kin.patch_left", "n", left)
		}
	}
	if a.Decline != nil {
		out.Reason = reasons(a.Decline.Reasons)
	}
	if a.Disagree {
		out.Disagree = b.words.Text("kin.disagree")
	}
	return out
}

// reasons are the paragraphs of a decision's reasons.
func reasons(t *law.Text) string {
	if t == nil {
		return ""
	}
	var out []string
	for i := range t.Clauses {
		if c := &t.Clauses[i]; c.Text != "" {
			out = append(out, c.Text)
		}
	}
	return strings.Join(out, "\n\n")
}

// join adds a clause, unless it is the one before once more: of several units of one
// clause the gravest is told.
func join(list []LaterClause, l LaterClause) []LaterClause {
	n := len(list) - 1
	if n < 0 || list[n].Up.Href != l.Up.Href || list[n].Up.Text != l.Up.Text {
		return append(list, l)
	}
	if grave(l.State.Key) < grave(list[n].State.Key) {
		l.Op = list[n].Op
		list[n] = l
	}
	return list
}

func grave(state string) int { return slices.Index(family.States[:], family.State(state)) }

func (b *builder) laterClause(r *family.Relation, a *family.Adoption, c *family.Cell) (LaterClause, bool) {
	up, fork := b.site.byID[r.Upstream], b.site.byID[r.Fork]
	l := b.unitLink(up, c.Version, c.Unit)
	if l == nil {
		return LaterClause{}, false
	}
	out := LaterClause{Op: b.mark(c.Op.String()), State: b.state(c.State), Up: *l}
	if own := subject(up.text(c.Version), c.Unit); own != c.Unit && c.Op != align.Edited {
		out.Op = b.mark(align.Edited.String())
	}
	if c.Fork >= 0 {
		out.Fork = b.unitLink(fork, fork.current, c.Fork)
	}
	if c.By > 0 && c.By >= r.First && c.By < len(fork.law.Changes) && (c.State == family.Taken || c.State == family.Adapted || c.State == family.Substance) {
		out.By = &Link{Phrase: Phrase{Text: b.words.Text("change.title", "n", c.By+1)}, Href: b.to(fork.at.Change(c.By + 1))}
	}
	if c.Own {
		out.Note = b.words.Text("kin.own_words")
	}
	return out, true
}

func (b *builder) openEnd(e family.End) OpenEnd {
	web, _ := address.Web(e.Source)
	return OpenEnd{Name: Piece{Phrase: Phrase{Text: e.Source + tail(e.At, "")}, Href: web}, Why: e.Why, How: b.level(family.Declared).Text}
}

// matrix is what became of a work's changes in its forks; nil without.
func (b *builder) matrix(w *work) *Matrix {
	rels := b.site.kin.down[w.law.ID]
	rows := map[int]map[int]*family.Adoption{} // by change, then fork
	out := &Matrix{}
	for i, r := range rels {
		out.Columns = append(out.Columns, b.kinColumn(r))
		for k := range r.Later {
			a := &r.Later[k]
			if rows[a.Change] == nil {
				rows[a.Change] = map[int]*family.Adoption{}
			}
			rows[a.Change][i] = a
		}
	}
	if len(rows) == 0 {
		return nil
	}
	for n := len(w.law.Changes) - 1; n >= 0; n-- {
		if rows[n] == nil {
			continue
		}
		row := MatrixRow{Change: Link{Phrase: Phrase{Text: b.words.Text("change.title", "n", n+1)}, Href: b.to(w.at.Change(n + 1))}, Title: b.sentence(w, n)}
		row.Moment = b.moment(w.law.Versions[w.law.Changes[n].To].Dates)
		for i, r := range rels {
			row.Cells = append(row.Cells, b.matrixCell(r, rows[n][i], n))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// kinColumn heads a column with the fork's movement, which is shorter than its title.
func (b *builder) kinColumn(r *family.Relation) Link {
	w := b.site.byID[r.Fork]
	l := b.kinLink(w)
	if m := b.site.movements[w.law.Movement]; m != nil && len(m.Works) > 0 && m.Works[0] == w.law.ID {
		l.Phrase = b.phrase(m.Name, m.Lang)
	}
	return l
}

func (b *builder) matrixCell(r *family.Relation, a *family.Adoption, change int) MatrixCell {
	if a == nil {
		return MatrixCell{State: Mark{"before", b.words.Text("kin.before")}}
	}
	fork := b.site.byID[r.Fork]
	at := slices.Index(b.site.kin.up[r.Fork], r)
	return MatrixCell{State: b.state(a.State), Href: b.to(fork.at.Forks()) + address.Fragment("x-from-"+strconv.Itoa(at+1)+"-"+strconv.Itoa(change+1))}
}
