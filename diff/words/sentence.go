package words

// Sentences cuts a text into its sentences, as Diff settles them: one ends at a
// full stop, question or exclamation mark of any script with the marks that close
// it, or at a line break; not where a small letter or a digit follows («Art. 5»,
// «e.g. by»). White space stays behind the sentence that it follows. Joined, the
// sentences are s to the byte; none is "". Linear in s.
func Sentences(s, lang string) []string {
	var t tokens
	t.cut(s, lang)
	var out []string
	for _, x := range t.split() {
		out = append(out, t.span(x.from, x.to))
	}
	return out
}
