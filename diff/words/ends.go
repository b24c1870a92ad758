package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ends says how many bytes both texts have in common at their beginning and at
// their end, in whole sentences, so that a long text in which little changed is cut
// into tokens only there. The two never overlap in either text.
func ends(old, new string) (head, tail int) {
	short := min(len(old), len(new))
	same := 0
	for same < short && old[same] == new[same] {
		same++
	}
	head = same
	for head > 0 && !begins(old[:same], head) {
		head--
	}
	same = 0
	short -= head
	for same < short && old[len(old)-1-same] == new[len(new)-1-same] {
		same++
	}
	end := old[len(old)-same:]
	for k := range end {
		if begins(end, k) {
			return head, len(end) - k
		}
	}
	return head, 0
}

// begins reports whether a sentence begins at byte i of s beyond doubt, whatever
// stands before s and behind it: with a capital letter, behind a full stop and white
// space. It may miss some; those of tokens.ends it all is.
func begins(s string, i int) bool {
	if i < 2 || i >= len(s) || s[i-1] != ' ' && s[i-1] != '\n' || !utf8.RuneStart(s[i]) {
		return false
	}
	switch s[i-2] {
	case '.', '!', '?':
	default:
		return false
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	return unicode.IsUpper(r) && i+n < len(s) && !shortened(s[:i-1])
}

// shortened reports whether a text ends in an abbreviation and a dot, or may do so for
// what can be seen of its last word.
func shortened(s string) bool {
	word := strings.TrimSuffix(s, ".")
	from := strings.LastIndexAny(word, " \n")
	return word != s && (from < 0 || abbreviates(word[from+1:]))
}
