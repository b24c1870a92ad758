package decision

import (
	"strconv"
	"strings"

	"polity/commons/law"
)

// Meets reports whether some votes meet a rule of decision. Only votes for and against
// are counted: who abstains or spoils a ballot has not decided. A number wants that many votes for.
// ok is false for a rule that is none, and where nobody voted.
func Meets(rule string, v law.Votes) (met, ok bool) {
	cast := v.For + v.Against
	if cast == 0 {
		return false, false
	}
	if rule == "unanimous" {
		return v.Against == 0, true
	}
	n, of, ok := share(rule)
	switch {
	case !ok:
		return false, false
	case of == 0:
		return v.For >= n, true
	case rule == majority:
		return 2*v.For > cast, true
	}
	return v.For*of >= cast*n, true
}

const majority = "majority"

// share is a rule as a fraction; of is 0 where it is a number of votes.
func share(rule string) (n, of int, ok bool) {
	switch rule {
	case majority:
		return 1, 2, true
	case "two-thirds":
		return 2, 3, true
	case "three-quarters":
		return 3, 4, true
	case "unanimous":
		return 1, 1, true
	}
	a, b, fraction := strings.Cut(rule, "/")
	n, err := strconv.Atoi(a)
	if err != nil || n <= 0 || n > 1_000_000 {
		return 0, 0, false
	}
	if !fraction {
		return n, 0, true
	}
	of, err = strconv.Atoi(b)
	return n, of, err == nil && of >= n && of <= 1_000_000
}

// Needed is how many of so many voices a rule wants; ok is false for a rule that is
// none. It may be more than there are: then nobody can satisfy it.
func Needed(rule string, voices int) (int, bool) {
	n, of, ok := share(rule)
	switch {
	case !ok:
		return 0, false
	case of == 0:
		return n, true
	case rule == majority:
		return voices/2 + 1, true
	}
	return (voices*n + of - 1) / of, true
}

// stricter reports whether rule a wants more than rule b of the same voices; a rule
// that is none wants nothing.
func stricter(a, b string) bool {
	const many = 1000
	x, ok := Needed(a, many)
	y, ok2 := Needed(b, many)
	return ok && (!ok2 || x > y)
}

// ClauseRule is the rule that binds a clause, and whether that is because it is entrenched.
type ClauseRule struct {
	WID, EID   string
	Rule       string // "" where nothing says one
	Entrenched bool
}

// RuleFor is the rule that binds a clause of a text: that of the entrenchment which names it, or one above it, by
// eId or wId, the strictest of several, else the work's own. wids are the text's; nil where unknown.
func RuleFor(d *law.Decide, t *law.Text, wids []string, clause int) ClauseRule {
	out := ClauseRule{EID: t.Clauses[clause].EID, Rule: d.Rule}
	if clause < len(wids) {
		out.WID = wids[clause]
	}
	for k := range d.Entrenched {
		e := &d.Entrenched[k]
		for _, as := range e.Clauses {
			if entrenches(as, t, wids, clause) && (!out.Entrenched || stricter(e.Rule, out.Rule)) {
				out.Rule, out.Entrenched = e.Rule, true
			}
		}
	}
	return out
}

// entrenches reports whether an entrenchment names a clause or one above it.
func entrenches(as string, t *law.Text, wids []string, clause int) bool {
	if newName(as).covers(t, clause) {
		return true
	}
	for i := clause; i >= 0; i = t.Clauses[i].Parent {
		if i < len(wids) && wids[i] == as {
			return true
		}
	}
	return false
}
