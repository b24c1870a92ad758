package site

import (
	"polity/commons/law"
	"polity/diff"
	"polity/site/message"
	"polity/site/model"
)

// Sentence says in English what a comparison of two texts does: «Amends Art. 4(2);
// inserts Art. 7a.»
func Sentence(c *diff.Comparison, old, new *law.Text) string {
	words, err := message.Load(languages(), message.Fallback)
	if err != nil {
		panic(err) // the catalogue is compiled in
	}
	return model.Sentence(words, c, old, new)
}

// Titles are the titles of a work's changes, written from their clauses, in the
// language of the interface; nil for an unknown work.
func (s *Survey) Titles(work string) []string { return s.Plan.Titles(work) }
