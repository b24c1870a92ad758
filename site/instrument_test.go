package site

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/diff/instrument"
	"polity/site/message"
)

// drawArticles draws a text of articles and paragraphs that is likely to share much
// with another one drawn so.
func drawArticles(t *rapid.T, name string) *law.Text {
	said := []string{
		"The board meets monthly.", "The board meets weekly.", "A simple majority decides.", "A majority of two thirds decides.", `It says “yes”, «no» \ or | nothing.`,
		"يجتمع المجلس كل شهر.", "La asamblea se reúne en la orilla.",
	}
	var b strings.Builder
	b.WriteString("# Statutes\n")
	for n := range rapid.IntRange(0, 6).Draw(t, name) {
		label := []string{"Article", "المادة"}[rapid.IntRange(0, 1).Draw(t, "script")]
		fmt.Fprintf(&b, "\n## %s %d %s\n", label, n+1+rapid.IntRange(0, 2).Draw(t, "number"), rapid.SampledFrom([]string{"", "Name", "Board"}).Draw(t, "heading"))
		for k := range rapid.IntRange(0, 3).Draw(t, "paragraphs") {
			if rapid.Bool().Draw(t, "numbered") {
				fmt.Fprintf(&b, "\n(%d) ", k+1)
			} else {
				b.WriteString("\n")
			}
			b.WriteString(rapid.SampledFrom(said).Draw(t, "words") + "\n")
		}
	}
	text, _ := markup.Parse(markup.File{Path: "statutes.md", Source: []byte(b.String())})
	return text
}

// What an instrument says in any language of the interface, done to the old text, gives
// the canonical form of the new one.
func TestInstrumentInEveryLanguage(t *testing.T) {
	var all []instrument.Phrases
	langs := message.Languages(languages())
	for _, l := range langs {
		p := Phrases(l)
		for _, k := range instrument.Kinds {
			if !strings.Contains(p.Quote, "{text}") || p.Say[k] == "" || strings.HasPrefix(p.Say[k], "instrument.") {
				t.Fatalf("%s has no words for %s", l, k)
			}
		}
		all = append(all, p)
	}
	rapid.Check(t, func(t *rapid.T) {
		old, new := drawArticles(t, "old"), drawArticles(t, "new")
		for i, l := range langs {
			said := instrument.Write(old, new, "", all[i])
			steps, err := instrument.Read(said, all...)
			if err != nil {
				t.Fatalf("%s: %v\n%s", l, err, said)
			}
			got, err := instrument.Apply(steps, old)
			if err != nil {
				t.Fatalf("%s: %v\n%s", l, err, said)
			}
			if !bytes.Equal(markup.Canonical(got), markup.Canonical(new)) {
				t.Fatalf("%s:\n%s\ngives\n%s", l, said, markup.Canonical(got))
			}
		}
	})
}
