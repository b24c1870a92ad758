package family

import (
	"slices"
	"strings"

	"polity/commons/law"
)

// sum decides what a change is as a whole: pending where a clause is; else what most
// of its clauses are, in the order of States in ties.
func (m *mover) sum(a *Adoption) {
	count := map[State]int{}
	for i := range a.Cells {
		count[a.Cells[i].State]++
	}
	a.State = NotApplicable
	best := 0
	for _, s := range States {
		if s == Pending && count[s] > 0 {
			a.State = Pending
			break
		}
		if n := count[s]; n > best && s != NotApplicable {
			a.State, best = s, n
		}
	}
	if len(a.Claims) > 0 && a.State == Pending && count[Pending] == len(a.Cells) {
		a.Disagree = true
	}
	if a.Decline != nil && count[Declined] == 0 {
		a.Disagree = true
	}
}

// declared joins what the fork's movement says of the change.
func (m *mover) declared(a *Adoption) {
	ch := &m.up.Changes[a.Change]
	for _, t := range m.f.k.Threads {
		if t.From != m.up.ID || t.To != m.fork.ID || !m.means(ch, t.Commit) {
			continue
		}
		a.Claims = append(a.Claims, Claim{t.Change, t.How, t.EID})
		for i := range a.Cells {
			if c := &a.Cells[i]; m.within(c, t.EID) && (c.State == Substance || c.State == Pending && c.Own) {
				c.State, c.By, c.Own = Adapted, t.Change, false
			}
		}
	}
	for i := range m.f.in.Commons.Acts {
		d := &m.f.in.Commons.Acts[i]
		if d.Movement != m.fork.Movement || !declines(d) || m.f.find(d.On.Work, m.f.at[m.fork.ID]) != m.f.at[m.up.ID] || !m.names(&d.On, a.Change) {
			continue
		}
		a.Decline = d
		for i := range a.Cells {
			c := &a.Cells[i]
			if c.State != Pending {
				continue
			}
			if len(d.On.Clauses) == 0 || slices.ContainsFunc(d.On.Clauses, func(eid string) bool { return m.within(c, eid) }) {
				c.State = Declined
			}
		}
	}
}

// means reports whether a commit name stands for a change or one of its steps.
func (m *mover) means(ch *law.Change, commit string) bool {
	if matches(ch.Commit.Hash, commit) {
		return true
	}
	return slices.ContainsFunc(ch.Steps, func(s law.Step) bool { return matches(s.Commit.Hash, commit) })
}

// declines reports whether an act keeps an amendment out: an objection, or a
// reservation that says so.
func declines(a *law.Act) bool {
	return a.Kind == law.Objection || a.Kind == law.Reservation && a.Effect == law.NotHere
}

// names reports whether a decision is about a change: by its number, else by the
// version that it made.
func (m *mover) names(on *law.Object, change int) bool {
	ch := &m.up.Changes[change]
	if on.Amendment != "" {
		if ch.Number == on.Amendment {
			return true
		}
		return slices.ContainsFunc(ch.Commit.Trailers, func(t law.Trailer) bool {
			return strings.EqualFold(t.Key, "Amendment") && strings.TrimLeft(t.Value, "#0") == on.Amendment
		})
	}
	v := &m.up.Versions[ch.To]
	return on.Version != "" && (m.means(ch, on.Version) || v.Name == on.Version || slices.Contains(v.Tags, on.Version))
}

// within reports whether a cell's unit is the clause with an eId, or under it. ""
// means all.
func (m *mover) within(c *Cell, eid string) bool {
	if eid == "" {
		return true
	}
	t := m.up.Versions[c.Version].Text
	for i := c.Unit; i >= 0; i = t.Clauses[i].Parent {
		if has := t.Clauses[i].EID; has == eid || strings.HasSuffix(has, "__"+eid) {
			return true // people leave out the parts and chapters that an article stands in
		}
	}
	return false
}
