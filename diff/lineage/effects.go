package lineage

import (
	"polity/commons/law"
	"polity/diff"
	"polity/diff/align"
)

// Effects is what change i of a work did, clause by clause in the order of the text: one
// effect for each clause as readers see it, of which the words of its unlabelled
// paragraphs are a part. What was only carried along, or refers to clauses that went
// elsewhere, is left out. The history must be that of w. Linear in the two texts.
func (h *History) Effects(w *law.Work, i int) []law.Effect {
	if i < 0 || i >= len(h.Changes) || i >= len(w.Changes) {
		return nil
	}
	c, ch := h.Changes[i], w.Changes[i]
	at := map[string]int{}
	var out []law.Effect
	for _, p := range c.Pairs {
		op := opOf(p)
		if op == "" {
			continue
		}
		version, unit := ch.To, -1
		switch {
		case len(p.New) > 0:
			unit = p.New[0]
		case len(p.Old) > 0:
			version, unit = ch.From, p.Old[0]
		}
		if unit < 0 || version < 0 {
			continue
		}
		e := h.effect(w, version, unit, op)
		e.Words = !p.Kept() && p.Flags&align.Xref == 0 && (!c.Editorial || ch.From < 0)
		if n, ok := at[e.WID]; ok {
			out[n].Words = out[n].Words || e.Words
			if gravity(e.Op) > gravity(out[n].Op) {
				out[n].Op, out[n].Version, out[n].Clause = e.Op, e.Version, e.Clause
			}
			continue
		}
		at[e.WID] = len(out)
		out = append(out, e)
	}
	return out
}

// effect climbs from a unit to the clause that readers see it in; what happened to
// the unit is an edit of that.
func (h *History) effect(w *law.Work, version, unit int, op string) law.Effect {
	clauses := w.Versions[version].Text.Clauses
	at := unit
	for !clauses[at].Headed() && clauses[at].Parent >= 0 {
		at = clauses[at].Parent
	}
	if at != unit && (op == "added" || op == "removed" || op == "split" || op == "merged") {
		op = "edited"
	}
	return law.Effect{WID: h.WIDs[version][at], Op: op, Version: version, Clause: at}
}

// opOf is what happened to a pair in a word; "" for nothing that a reader would see.
func opOf(p *diff.Pair) string {
	switch {
	case p.Op != align.Unchanged && p.Flags&align.Xref == 0:
		return p.Op.String()
	case p.Flags&align.Carried != 0 && p.Flags&^(align.Carried|align.Xref) == 0:
		return ""
	case p.Flags&align.Retitled != 0:
		return "retitled"
	case p.Flags&align.Moved != 0:
		return "moved"
	case p.Flags&align.Renumbered != 0:
		return "renumbered"
	}
	return ""
}

// gravity orders what can happen to one clause.
func gravity(op string) int {
	for i, x := range [...]string{"renumbered", "moved", "retitled", "edited", "merged", "split", "added", "removed"} {
		if x == op {
			return i
		}
	}
	return -1
}
