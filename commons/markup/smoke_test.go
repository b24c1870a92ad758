package markup

import "testing"

func TestParseSmall(t *testing.T) {
	text, problems := Parse(File{Path: "a.md", Source: []byte("# Charter\n\n## Article 1: Name\n\nWe are one.\n\n**(a)** First.\n\n- a\n- b\n\n1) One.\n2) Two.\n")})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := []string{"preface", "art_1", "art_1__p_1", "art_1__para_a", "art_1__para_a__item_1", "art_1__para_a__item_2", "art_1__para_a__item_1_2", "art_1__para_a__item_2_2"}
	for i, c := range text.Clauses {
		if i >= len(want) || c.EID != want[i] {
			t.Errorf("%d: %s %v", i, c.EID, c.Lines)
		}
	}
}
