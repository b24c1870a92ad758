package family

import (
	"polity/commons/law"
	"polity/diff/align"
)

// cells are the units that a change of the upstream gave other words, took out or
// put in.
func (m *mover) cells(a *Adoption) {
	ch := m.up.Changes[a.Change]
	for _, p := range m.changes[a.Change].Pairs {
		if p.Kept() || p.Flags&align.Xref != 0 {
			continue
		}
		c := Cell{Op: p.Op, Version: ch.To, Before: -1, Fork: -1, By: -1, After: -1}
		if len(p.Old) > 0 {
			c.Before = p.Old[0]
		}
		if len(p.New) == 0 {
			c.Version, c.Unit = ch.From, p.Old[0]
		} else {
			c.Unit = p.New[0]
		}
		if !lawful(m.up.Versions[c.Version].Text, c.Unit) {
			continue
		}
		m.judge(&c, ch, a.Merged)
		if c.State == Pending && c.Op == align.Added {
			m.place(&c)
		}
		a.Cells = append(a.Cells, c)
	}
}

// place finds where a new unit would stand in the fork: behind the nearest sibling
// before it that the fork has, else directly below its parent.
func (m *mover) place(c *Cell) {
	t, ids := m.up.Versions[c.Version].Text, m.upIDs[c.Version]
	parent := t.Clauses[c.Unit].Parent
	for i := c.Unit - 1; i > parent; i-- {
		if n, ok := m.at[ids[i]]; ok && n >= 0 && t.Clauses[i].Parent == parent {
			c.After = n
			return
		}
	}
	if parent >= 0 {
		if n, ok := m.at[ids[parent]]; ok && n >= 0 {
			c.After, c.Below = n, true
		}
	}
}

// lawful reports whether a unit says what the law is: not a title page, a signature,
// a note, or a bare number.
func lawful(t *law.Text, unit int) bool {
	if c := &t.Clauses[unit]; c.Heading == "" && c.Text == "" {
		return false
	}
	for i := unit; i >= 0; i = t.Clauses[i].Parent {
		switch t.Clauses[i].Kind {
		case law.Preface, law.Conclusions, law.Footnote:
			return false
		}
	}
	return true
}

// judge compares one unit of the upstream, before and after, with the fork's.
func (m *mover) judge(c *Cell, ch law.Change, merged bool) {
	wid := m.upIDs[c.Version][c.Unit]
	if n, ok := m.at[wid]; ok {
		c.Fork = n
	} else if c.Before >= 0 {
		if n, ok := m.at[m.upIDs[ch.From][c.Before]]; ok {
			c.Fork = n
		}
	}
	var old, new, mine *law.Clause
	if c.Before >= 0 {
		old = &m.up.Versions[ch.From].Text.Clauses[c.Before]
	}
	if c.Op != align.Removed {
		new = &m.up.Versions[c.Version].Text.Clauses[c.Unit]
	}
	if c.Fork >= 0 {
		mine = &m.cur.Clauses[c.Fork]
		if k, ok := m.touched[c.Fork]; ok {
			c.By = k
		}
	}
	switch {
	case new == nil:
		c.State = m.removed(old, mine, c)
	default:
		c.State = m.put(old, new, mine, c, ch)
	}
	if merged && c.State == Pending {
		c.State = Taken // its commit is in the fork's history; what the fork did afterwards is the fork's
	}
}

// removed judges a repeal.
func (m *mover) removed(old, mine *law.Clause, c *Cell) State {
	if mine == nil {
		c.By = -1
		return Taken
	}
	c.Own = !alike(old, mine)
	return Pending
}

// put judges words that were put in or changed.
func (m *mover) put(old, new, mine *law.Clause, c *Cell, ch law.Change) State {
	exact, masked, letters := key(new)
	var oldExact, oldMasked uint64
	if old != nil {
		oldExact, oldMasked, _ = key(old)
	}
	by, ok := m.since[exact]
	if !ok && masked != oldMasked {
		by, ok = m.had[masked]
	}
	if ok && exact != oldExact && (letters >= minReading || mine != nil && alike(new, mine)) {
		return m.already(by, c, ch)
	}
	if mine == nil {
		if old != nil {
			return NotApplicable
		}
		if above := m.up.Versions[c.Version].Text.Clauses[c.Unit].Parent; above >= 0 {
			if m.dropped[m.upIDs[c.Version][above]] {
				return NotApplicable // what it was put into is not there
			}
		}
		return Pending
	}
	was, is, here := bagOf(old, m.lang, m.own), bagOf(new, m.lang, m.own), bagOf(mine, m.lang, nil)
	in, out := is.minus(was), was.minus(is)
	done := in.common(here.minus(was)) + out.common(was.minus(here))
	all := in.size() + out.size()
	switch {
	case all == 0:
		return Pending
	case is.minus(here).size() == 0 && here.minus(is).size() == 0:
		return m.already(m.by(c), c, ch) // the same but for its own names
	case float64(done) >= mostly*float64(all):
		if m.before(m.by(c), ch) {
			return Substance
		}
		return Adapted
	}
	c.Own = old == nil || !alike(old, mine)
	return Pending
}

// by is the fork's change that last altered the unit: where none did, it began so.
func (m *mover) by(c *Cell) int {
	if c.By >= 0 {
		return c.By
	}
	return m.r.First - 1
}

// already says how the fork came to words that the upstream put in: from it, or
// before it.
func (m *mover) already(by int, c *Cell, ch law.Change) State {
	c.By = by
	if m.before(by, ch) {
		return Substance
	}
	return Taken
}

// before reports whether the fork made a change before the upstream made one.
func (m *mover) before(by int, ch law.Change) bool {
	if by < 0 || by >= len(m.fork.Changes) {
		return by < 0
	}
	mine, theirs := m.fork.Versions[m.fork.Changes[by].To].Dates.Best(), m.up.Versions[ch.To].Dates.Best()
	return mine != "" && theirs != "" && mine < theirs
}

// alike reports whether two units say the same but for numbers and typography.
func alike(a, b *law.Clause) bool {
	if a == nil || b == nil {
		return a == b
	}
	_, x, _ := key(a)
	_, y, _ := key(b)
	return x == y
}
