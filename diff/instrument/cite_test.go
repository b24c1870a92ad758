package instrument

import "testing"

// A clause is cited as lawyers write it, its labels from the article down.
func TestBelow(t *testing.T) {
	for _, c := range [][3]string{
		{"Article 4", "2.", "Article 4(2)"},
		{"Article 4.", "2", "Article 4(2)"},
		{"2.", "a)", "2(a)"},
		{"Article 4", "2(a)", "Article 4(2)(a)"},
		{"Article 4", "(2)", "Article 4(2)"},
		{"§ 3", "Abs. 1", "§ 3 Abs. 1"},
		{"4", "4.1", "4 4.1"},
		{"第三条", "２", "第三条 ２"},
		{"Part One", "The River", "Part One The River"},
	} {
		if got := below(c[0], c[1]); got != c[2] {
			t.Errorf("%q below %q is cited as %q, want %q", c[1], c[0], got, c[2])
		}
	}
}
