package markup

import (
	"maps"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What is read without a parser of YAML reads as with one.
func TestPlainScalars(t *testing.T) {
	if got, ok := plainScalars("title: \"Satzung der Hütte\"\nstatus: in_force\n"); !ok || len(got) != 2 || got["title"] != "Satzung der Hütte" {
		t.Errorf("a plain mapping reads %v, %v", got, ok)
	}
	if got, ok := plainScalars("title: RULES of the Ford\nby: |\n\t| The assembly,\n\t| Ford\nday: 4 May 1921\n"); !ok || got["by"] != "| The assembly,\n| Ford\n" || got["day"] != "4 May 1921" {
		t.Errorf("a mapping with lines of text reads %q, %v", got, ok)
	}
	line := rapid.SampledFrom([]string{
		"x: |\n\t| a,\n\t| b", "x: |\n  a\n  b: c\nd: e f", "x: |\n\ta\tb", "x: |\n a\n  b", "x: |\n\t a", "\tmore", "\t", " ", "x: ABC d 9", "9: a", "x: 1 2", "x: 0x1F", "x: a_b c", "x: Ü ü", "x: ² a", "x: |\n a #b \n a", "x: a ",
		"title: \"a b\"", "status: in_force", "date: \"1921-10-24\"", "date: 1921-10-24", "a: null", "a: ~", "true: \"#: x\"", "b: \"\"", "b: \"x\" # y", "c: 'x'", "c: \"a\"\"b\"", "c: \"a\" \"b\"",
		"x: \"\\n\"", " x: y", "x:", "x: ", "x : y", "- x", "x: [a]", "x: \" ü \"", "x: \"\u0085\"", "x: \"\u00a0\"", "x: \"\ufeff\"", "x: \"e\u0301\"", "x: \"\xff\"", "x: |", "  more", "---", "# c", "", "x: y: z", "_: a", "x: \"a: b\"", "x: \"\t\"",
	})
	rapid.Check(t, func(t *rapid.T) {
		src := strings.Join(rapid.SliceOfN(line, 0, 4).Draw(t, "lines"), "\n") + rapid.SampledFrom([]string{"", "\n"}).Draw(t, "end")
		got, ok := plainScalars(src)
		if !ok {
			return
		}
		if want, read := yamlScalars([]byte(src)); !read || !maps.Equal(got, want) {
			t.Fatalf("%q reads %q, and as YAML %q, %v", src, got, want, read)
		}
	})
}

// A text reads the same behind front matter as without, but for its lines.
func TestBehindFrontMatter(t *testing.T) {
	front := "---\ntitle: Rules\nstatus: draft\n---\n"
	for _, body := range []string{
		"# Rules\n\n1. One\n2. Two\n", "- a\n- b\n", "\n\n\n\n- a\n- b\n\nWords.\n", "Words of rules.\n\n\n\n\n- a\n- b\n", "```\ncode\n```\n", "    indented\n", "[x]: y\n\nSee [x].\n",
	} {
		with, _ := Parse(File{"a.md", []byte(front + body)})
		without, _ := Parse(File{"a.md", []byte(body)})
		if len(with.Clauses) != len(without.Clauses) {
			t.Fatalf("%q has %d clauses, and behind front matter %d", body, len(without.Clauses), len(with.Clauses))
		}
		for i := range with.Clauses {
			a, b := with.Clauses[i], without.Clauses[i]
			if a.Lines[0] != b.Lines[0]+4 || a.Text != b.Text || a.Kind != b.Kind || a.EID != b.EID {
				t.Errorf("%q: clause %d is %+v, and behind front matter %+v", body, i, b, a)
			}
		}
	}
}
