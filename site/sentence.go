package site

import (
	"cmp"

	"polity/commons/law"
	"polity/diff"
	"polity/site/message"
	"polity/site/model"
)

// Sentence says in English what a comparison of two texts does: «Amends Art. 4(2);
// inserts Art. 7a.»
func Sentence(c *diff.Comparison, old, new *law.Text) string {
	return SentenceIn(message.Fallback, c, old, new)
}

// SentenceIn is Sentence in a language of the interface; "" is English.
func SentenceIn(lang string, c *diff.Comparison, old, new *law.Text) string {
	words, err := message.Load(languages(), cmp.Or(lang, message.Fallback))
	if err != nil {
		panic(err) // the catalogue is compiled in
	}
	return model.Sentence(words, c, old, new)
}

// Titles are the titles of a work's changes, written from their clauses, in the
// language of the interface; nil for an unknown work.
func (s *Survey) Titles(work string) []string { return s.Plan.Titles(work) }
