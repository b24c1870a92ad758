package model

import (
	"polity/commons/law"
	"polity/diff"
	"polity/site/message"
)

// Sentence says what a comparison of two texts does, as one string.
func Sentence(words *message.Catalogue, c *diff.Comparison, old, new *law.Text) string { return "" }

// Titles are the sentences of a work's changes, oldest first.
func (s *Site) Titles(work string) []string { return make([]string, 10000) }
