package markup

import (
	"regexp"
	"strings"

	"polity/commons/law"
)

// Readdress gives every clause its eId anew, from where it stands now: for texts put
// together from clauses of others, as a merge does. Kind, Num, Heading and Parent
// decide, as they do when a text is read, and a rule with a name of its own keeps it;
// the eIds of a text that Parse made come out as they were. Where a clause's Source is 0
// it is filled in. The clauses themselves are changed, so they must be the caller's own.
// Linear in the text.
func Readdress(clauses []law.Clause) {
	var e names
	e.start(len(clauses))
	for i := range clauses {
		c := &clauses[i]
		c.EID = e.name(clauses, c, &unit{mark: mark{stem: ownName(c)}})
		if c.Source == 0 {
			c.Source = withKind(hashClause(c), c.Kind)
		}
	}
}

// countedName is a rule's, heading's or item's own name at the end of its eId, and the number
// that was added where another unit had that eId.
var countedName = regexp.MustCompile(`^(?:.*__)?(?:rule|level|item)_(.*?)(?:_\d+)?$`)

// ownName is the name by which a rule, or a heading or item with a word of its own, is
// addressed in place of its number («tenet-5»); "" for other clauses.
func ownName(c *law.Clause) string {
	switch c.Kind {
	case law.Rule, law.Level, law.Item:
	default:
		return ""
	}
	if c.Num == "" {
		return ""
	}
	m := countedName.FindStringSubmatch(c.EID)
	if m == nil || !strings.HasSuffix(m[1], "-"+c.Num) {
		return ""
	}
	return m[1]
}
