package lineage

import (
	"fmt"
	"slices"
	"testing"

	"polity/commons/law"
	"polity/commons/markup"
)

// A paragraph without a number is a part of its article; what moved along with its
// parent is nothing that an amendment did.
func TestEffects(t *testing.T) {
	parse := func(s string) *law.Text {
		text, _ := markup.NewParser().Parse([]markup.File{{Path: "law.md", Source: []byte(s)}}, "en")
		return text
	}
	old := parse("# Law\n\n## Article 1\n\nThe sluice is open at noon in every season of the year.\n\n## Article 2\n\nThe keeper keeps the key of the sluice by day and by night.\n")
	now := parse("# Law\n\n## Article 1\n\nThe sluice is open at noon and at dusk in every season of the year.\n\n## Article 2\n\nWhoever finds the bell cracked tells the clerk before supper.\n\n## Article 3\n\nThe keeper keeps the key of the sluice by day and by night.\n")
	w := &law.Work{
		Versions: []law.Version{{Main: true, Text: old, Key: "a"}, {Main: true, Text: now, Key: "b", Parents: []int{0}}},
		Changes:  []law.Change{{From: -1, To: 0}, {From: 0, To: 1}},
	}
	h := Trace(w, Options{})
	var got []string
	for _, e := range h.Effects(w, 1) {
		got = append(got, fmt.Sprintf("%s %s %v", w.Versions[e.Version].Text.Clauses[e.Clause].EID, e.Op, e.Words))
	}
	if want := []string{"art_1 edited true", "art_2 added true", "art_3 renumbered false"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if h.Effects(w, 7) != nil {
		t.Error("a change that is not there did something")
	}
}
