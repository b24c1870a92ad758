package diff

import (
	"reflect"
	"strings"
	"testing"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/diff/align"
)

// A heading that is a line of text now, or the first words of one, has the words it had,
// and so back, in any script.
func TestHeadingsThatAreTexts(t *testing.T) {
	for _, c := range []struct {
		name, before, after string
		words               bool // some came or went
	}{
		{"a line of its own", "## Rope\n\nBoats are tied at dusk.\n\n## Bell\n", "Rope\n\nBoats are tied at dusk.\n\n## Bell\n", false},
		{"in bold", "## Rope\n\nBoats are tied at dusk.\n", "**Rope.**\n\nBoats are tied at dusk.\n", false},
		{"run in", "## Rope\n\nBoats are tied at dusk.\n", "Rope. Boats are tied at dusk.\n", false},
		{"run in, the first of two", "## ROPE\n\nBoats are tied at dusk.\n\nNobody unties them.\n", "Rope – Boats are tied at dusk.\n\nNobody unties them.\n", false},
		{"run in behind a label", "## Article 4 Rope\n\nBoats are tied at dusk.\n", "Article 4. Rope. Boats are tied at dusk.\n", false},
		{"Japanese", "## 綱\n\n舟は夕方に二本の綱で東の岸につなぐ。\n", "綱。舟は夕方に二本の綱で東の岸につなぐ。\n", false},
		{"Arabic", "## الحبل\n\nتربط القوارب عند الغروب بحبلين.\n", "الحبل: تربط القوارب عند الغروب بحبلين.\n", false},
		{"a word more", "## Rope\n\nBoats are tied at dusk.\n", "Rope. Boats are never tied at dusk.\n", true},
		{"the beginning of another word", "## Rope\n\nBoats are tied at dusk.\n", "Ropes. Boats are tied at dusk.\n", true},
		{"another title", "## Rope\n\nBoats are tied at dusk.\n", "Bell. Boats are tied at dusk.\n", true},
	} {
		read := func(source string) *law.Text {
			text, _ := markup.Parse(markup.File{Path: "law.md", Source: []byte("# Ford\n\nThe ford is open to all who pay.\n\n" + source)})
			return text
		}
		x, y := read(c.before), read(c.after)
		for _, side := range [...][2]*law.Text{{x, y}, {y, x}} {
			d := Compare(side[0], side[1])
			changed := false
			for _, p := range d.Pairs {
				changed = changed || !p.Kept() || p.Flags&align.Moved != 0
				if p.Heading != nil && p.Kept() && !p.Recast() {
					t.Errorf("%s: a heading came or went: %+v", c.name, p)
				}
			}
			if changed != c.words || d.Editorial == c.words || !c.words && Summarise(d, side[0], side[1]) != nil {
				t.Errorf("%s, %d: words changed: %v, editorial: %v\n%s", c.name, len(side[0].Clauses), changed, d.Editorial, told(d, side[0], side[1]))
			}
			if got, err := Apply(d, side[0]); err != nil || !reflect.DeepEqual(got, side[1]) {
				t.Errorf("%s: applied: %v", c.name, err)
			}
			if got := Decode(Encode(d), side[0], side[1]); !reflect.DeepEqual(got, d) {
				t.Errorf("%s: decoded as %s", c.name, strings.TrimSpace(told(got, side[0], side[1])))
			}
		}
	}
}
