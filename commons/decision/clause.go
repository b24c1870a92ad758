package decision

import (
	"strings"

	"polity/commons/law"
)

// Records name clauses as people do: by the eId or the end of one («art_4__para_2» for
// «part_2__art_4__para_2»), by label or by heading, in any case.

// Find is the clause of a text that a record means: the one with this eId, else the
// first whose eId ends so, else the first with this label or heading; -1 where none is. Linear.
func Find(t *law.Text, name string) int {
	want := strings.ToLower(strings.TrimSpace(name))
	if want == "" {
		return -1
	}
	ends, called := -1, -1
	for i := range t.Clauses {
		eid := strings.ToLower(t.Clauses[i].EID)
		if eid == want {
			return i
		}
		if ends < 0 && strings.HasSuffix(eid, "__"+want) {
			ends = i
		}
		if called < 0 && isCalled(&t.Clauses[i], want) {
			called = i
		}
	}
	if ends >= 0 {
		return ends
	}
	return called
}

// isCalled reports whether a label or heading is, or begins with, a name: «schedule» for
// «Schedule. Members in the order of their turns».
func isCalled(c *law.Clause, want string) bool {
	if want == "" {
		return false
	}
	if bareName(c.Heading) == want || bareName(c.Label) == want {
		return true
	}
	rest, ok := strings.CutPrefix(strings.ToLower(c.Heading), want)
	return ok && strings.IndexAny(rest, ".:—–") == 0
}

func bareName(s string) string { return strings.ToLower(strings.TrimRight(strings.TrimSpace(s), ".:")) }

// covers reports whether a name is that of a clause or of one above it.
func (n name) covers(t *law.Text, clause int) bool {
	for i := clause; i >= 0; i = t.Clauses[i].Parent {
		eid := strings.ToLower(t.Clauses[i].EID)
		if eid == n.want || strings.HasSuffix(eid, n.end) || isCalled(&t.Clauses[i], n.want) {
			return true
		}
	}
	return false
}

// below reports whether a name is that of a clause below this one: «art_4__para_2» for
// «part_2__art_4».
func (n name) below(t *law.Text, clause int) bool {
	eid := strings.ToLower(t.Clauses[clause].EID)
	for eid != "" {
		if strings.HasPrefix(n.want, eid+"__") {
			return true
		}
		var ok bool
		if _, eid, ok = strings.Cut(eid, "__"); !ok {
			return false
		}
	}
	return false
}

// name is a clause's name as a record has it, ready to be looked for.
type name struct{ want, end string }

func newName(s string) name {
	s = strings.ToLower(strings.TrimSpace(s))
	return name{s, "__" + s}
}

// named reports whether a record's name for a clause is this one's, or that of one
// above or below it.
func named(t *law.Text, clause int, as string) bool {
	n := newName(as)
	return n.want != "" && (n.covers(t, clause) || n.below(t, clause))
}
