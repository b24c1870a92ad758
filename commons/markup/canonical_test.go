package markup_test

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"polity/commons/law"
	"polity/commons/markup"
)

const sample = "# Title\n\n## Article 1: *Name*\n\nWords  here[^1]\nand there.\\\nNew line.\n\n|a|b|\n|-|-|\n|c|d|\n\n[^1]: Note.\n"

func TestCanonical(t *testing.T) {
	text, _ := markup.Parse(markup.File{Path: "a.md", Source: []byte(sample)})
	want := strings.Join([]string{
		"preface\t\tTitle\t",
		"art_1\tArticle 1\tName\t",
		"art_1__p_1\t\t\tWords here and there. New line.",
		"art_1__table_1\t\t\t",
		"art_1__table_1__tr_1\t\t\ta b",
		"art_1__table_1__tr_2\t\t\tc d",
		"fn_1\t1\t\tNote.",
	}, "\n") + "\n"
	if got := string(markup.Canonical(text)); got != want {
		t.Errorf("%q\nwant\n%q", got, want)
	}
	if got, want := markup.Digest(text), checkDigest(text); got != want {
		t.Errorf("%s, by the twenty lines of the documentation %s", got, want)
	}
	if markup.Canonical(nil) != nil || len(markup.Canonical(&law.Text{})) != 0 {
		t.Error("an empty text has a canonical form")
	}
}

// checkDigest does what the documentation of Canonical says, and nothing else.
func checkDigest(t *law.Text) string {
	h := sha256.New()
	for _, c := range t.Clauses {
		var fields []string
		for _, f := range []string{c.EID, c.Label, c.Heading, c.Text} {
			fields = append(fields, strings.Join(strings.Fields(norm.NFC.String(f)), " "))
		}
		h.Write([]byte(strings.Join(fields, "\t") + "\n"))
	}
	return fmt.Sprintf("sha256:%x", h.Sum(nil))
}

// TestDigestOfReflow holds that a new wrapping, other marks of emphasis and other
// typed list numbers leave the digest alone, and one changed word does not.
func TestDigestOfReflow(t *testing.T) {
	digest := func(s string) string {
		text, _ := markup.Parse(markup.File{Path: "a.md", Source: []byte(s)})
		return markup.Digest(text)
	}
	same := []string{"# T\n\n**One** two\nthree.\n\n1. a\n1. b\n", "# T\r\n\r\n_One_ two three.\r\n\r\n1. a\r\n2. b\r\n", "T\n=\n\nOne two   three.\n\n1. a\n\n2. b"}
	for _, s := range same[1:] {
		if digest(s) != digest(same[0]) {
			t.Errorf("%q has another digest", s)
		}
	}
	if digest("# T\n\nOne two four.\n\n1. a\n1. b\n") == digest(same[0]) {
		t.Error("a changed word left the digest alone")
	}
}

// What is taken for canonical without a closer look is canonical: every character, alone
// and between letters.
func TestDigestOfAnyCharacter(t *testing.T) {
	for r := rune(0); r < 0x2100; r++ {
		for _, s := range []string{"a" + string(r) + "b", string(r), "é" + string(r) + "\u0301"} {
			text := &law.Text{Clauses: []law.Clause{{EID: "p_1", Text: s}}}
			sum := sha256.Sum256(markup.Canonical(text))
			if got, want := markup.Digest(text), fmt.Sprintf("sha256:%x", sum); got != want {
				t.Fatalf("U+%04X: %s, of the canonical form %s", r, got, want)
			}
			form := strings.Split(strings.TrimSuffix(string(markup.Canonical(text)), "\n"), "\t")[3]
			if !norm.NFC.IsNormalString(form) || strings.ContainsFunc(form, func(c rune) bool { return c != ' ' && unicode.IsSpace(c) || c >= 0x80 && c < 0xA0 || c == 0xAD }) {
				t.Fatalf("U+%04X: %q is not canonical", r, form)
			}
		}
	}
}
