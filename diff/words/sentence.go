package words

import "strings"

// Sentences cuts a text into its sentences, as Diff settles them: one ends at a
// full stop, question or exclamation mark of any script with the marks that close
// it, or at a line break; not where a small letter or a digit follows («Art. 5»,
// «e.g. by»). White space stays behind the sentence that it follows. Joined, the
// sentences are s to the byte; none is "". Linear in s.
func Sentences(s, lang string) []string {
	tokens := Tokens(s, lang)
	var out []string
	at := 0
	for _, x := range split(tokens, 0, len(tokens)) {
		n := len(strings.Join(tokens[x.from:x.to], ""))
		out = append(out, s[at:at+n])
		at += n
	}
	return out
}
