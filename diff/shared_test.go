package diff_test

import (
	"reflect"
	"testing"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/diff"
)

// Comparisons of one Comparer share the pairs that nothing happened to, and say what
// they say alone; so do those that are read back.
func TestShared(t *testing.T) {
	parse := func(s string) *law.Text {
		text, _ := markup.Parse(markup.File{Path: "a.md", Source: []byte(s)})
		return text
	}
	versions := []*law.Text{
		parse("# Ferry\n\n## Article 1\n\nThe ferry runs daily.\n\n## Article 2\n\nGeese ride free.\n"),
		parse("# Ferry\n\n## Article 1\n\nThe ferry runs hourly.\n\n## Article 2\n\nGeese ride free.\n"),
		parse("# Ferry\n\n## Article 1\n\nThe ferry runs hourly.\n\n## Article 2\n\nGeese and goats ride free.\n"),
	}
	var r diff.Comparer
	held := map[*diff.Pair]int{}
	for i, old := range versions {
		for _, new := range versions[i:] {
			alone := diff.Compare(old, new)
			for _, c := range []*diff.Comparison{r.Compare(old, new), r.Decode(diff.Encode(alone), old, new)} {
				if !reflect.DeepEqual(c, alone) {
					t.Errorf("%+v, alone %+v", c, alone)
				}
				for _, p := range c.Pairs {
					held[p]++
				}
			}
		}
	}
	most := 0
	for _, n := range held {
		most = max(most, n)
	}
	if most != 12 {
		t.Errorf("no pair is shared by all 12 comparisons, but by %d", most)
	}
}
