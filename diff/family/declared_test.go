package family_test

import (
	"strings"
	"testing"

	"polity/commons/law"
	"polity/diff/family"
)

// A text that credits another work, and a commit picked from another repository, are
// declarations; a text that only speaks of another is none.
func TestCredits(t *testing.T) {
	c := &law.Commons{Movements: []law.Movement{{ID: "upper", Name: "Assembly of the Upper Weir"}}}
	workOf(c, "upper", step{"a1aaaaaa", "2001-01-01", base()}, step{"a2aaaaaa", "2002-01-01", base() + article(4, "Wood", wood)})
	own := "# Rules\n\n" + article(1, "Bees", bees)
	workOf(c, "credits", step{"b1", "2003-01-01", own + article(2, "Thanks", "These rules are based on those of the Assembly of the Upper Weir, with thanks.")})
	workOf(c, "speaks", step{"c1", "2003-01-01", own + article(2, "Envoys", "Envoys go to the Assembly of the Upper Weir once in a year and listen there.")})
	picks := workOf(c, "picks", step{"d1", "2003-01-01", "# Rules\n\n" + article(1, "Geese", "Geese go home by themselves at dusk and nobody is fined for it.")})
	picks.Changes[0].Commit.PickedFrom = "a2aaaaaa" + strings.Repeat("0", 32)
	k := find(c)
	if r := k.Upstream("credits"); r == nil || r.Upstream != "upper" || r.Evidence[0].How != family.Attribution {
		t.Errorf("the credit was not read: %+v", r)
	}
	if r := k.Upstream("speaks"); r != nil && r.Upstream == "upper" {
		t.Errorf("a mention was taken for a credit: %+v", r)
	}
	if len(k.Threads) != 1 || k.Threads[0].How != family.Picked || k.Threads[0].To != "picks" {
		t.Errorf("threads %+v", k.Threads)
	}
}
