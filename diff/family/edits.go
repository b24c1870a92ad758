package family

import (
	"polity/commons/law"
	"polity/diff/align"
	"polity/diff/patch"
)

// Patch is what would make the fork's text in force say what a change of its upstream
// says, for those clauses that wait and of which the fork has no words of its own. It
// is nil where nothing waits or nothing could be written; left is how many waiting
// clauses it leaves out. up and fork are the works of the relation.
func Patch(up, fork *law.Work, a *Adoption) (text []byte, left int) {
	t := fork.Versions[fork.Current()].Text
	var edits []patch.Edit
	last := map[int]int{} // a new unit of the upstream to that behind which it went
	for i := range a.Cells {
		c := &a.Cells[i]
		if c.State != Pending {
			continue
		}
		e, ok := edit(up, a, c, last)
		if !ok {
			left++
			continue
		}
		edits = append(edits, e)
	}
	if len(edits) == 0 {
		return nil, left
	}
	text, out := patch.Make(t, fork.Bodies, edits)
	if len(text) == 0 {
		return nil, left + len(out)
	}
	return text, left + len(out)
}

// edit is what one cell asks for; false where it cannot be had.
func edit(up *law.Work, a *Adoption, c *Cell, last map[int]int) (patch.Edit, bool) {
	u := &up.Versions[c.Version].Text.Clauses[c.Unit]
	switch {
	case c.Own:
		return patch.Edit{}, false
	case c.Op == align.Removed:
		return patch.Edit{Remove: true, Unit: c.Fork}, c.Fork >= 0
	case c.Op == align.Edited && c.Fork >= 0 && c.Before >= 0:
		was := &up.Versions[up.Changes[a.Change].From].Text.Clauses[c.Before]
		return patch.Edit{Replace: true, Unit: c.Fork, Was: *was, With: *u}, true
	case c.Op == align.Added:
		at, below := c.After, c.Below
		if at < 0 {
			// What it hangs under is new itself: it follows that to where it went.
			n, ok := last[u.Parent]
			if !ok {
				return patch.Edit{}, false
			}
			at, below = n, false
		}
		last[c.Unit] = at
		return patch.Edit{Insert: true, Unit: at, Below: below, With: *u}, true
	}
	return patch.Edit{}, false
}
