package law

import "testing"

func TestRooted(t *testing.T) {
	if got := (*Text)(nil).Rooted(); got == nil || len(got.Clauses) != 0 {
		t.Errorf("nil: %+v", got)
	}
	whole := &Text{Clauses: []Clause{{Parent: -1}, {Parent: 0}, {Parent: 1}}}
	if whole.Rooted() != whole {
		t.Error("a text in order is copied")
	}
	stray := &Text{Title: "Rules", Clauses: []Clause{{}, {}, {Parent: 7}, {Parent: -3}, {Parent: 2}}}
	got := stray.Rooted()
	for i, want := range []int{-1, 0, -1, -1, 2} {
		if got.Clauses[i].Parent != want {
			t.Errorf("clause %d stands under %d, not %d", i, got.Clauses[i].Parent, want)
		}
	}
	if got.Title != "Rules" || stray.Clauses[0].Parent != 0 {
		t.Error("the title is lost, or the text itself was changed")
	}
}
