package diff

import (
	"strings"
	"unicode"

	"polity/commons/law"
	"polity/diff/align"
	"polity/diff/words"
)

// editorial reports whether no word of law changed: nothing but white space,
// mark-up, typography and numbering. In detail:
//
//   - no clause with words was added or removed, and none moved; only footnotes may
//     change their order;
//   - no clause was edited but for references that follow the clauses they name to
//     their new numbers;
//   - clauses split or merged keep all their words, in order, however they are cut and
//     whether these stand in a heading or in a text.
//
// Where that does not hold it is enough that both texts read the same aloud, however
// they are cut into units; see sameReading.
//
// Quotation marks, dashes, points of omission, characters that do not show, and
// capitals in headings are typography; capitals in a text are not.
func editorial(c *Comparison) bool {
	for k := range c.Pairs {
		if !c.Pairs[k].editorial(c.old, c.new) {
			return sameReading(c)
		}
	}
	return true
}

func (p *Pair) editorial(old, new *law.Text) bool {
	switch p.Op {
	case align.Added, align.Removed:
		return wordless(p.Heading) && wordless(p.Words)
	case align.Split, align.Merged:
		if p.Kept() {
			return p.Flags&align.Moved == 0
		}
		return align.SameWords(unbroken(p.Heading, '-'), unbroken(p.Heading, '+')) &&
			align.SameWords(unbroken(p.Words, '-'), unbroken(p.Words, '+'))
	case align.Edited:
		if p.Flags&align.Xref == 0 {
			return false
		}
	}
	return p.Flags&align.Moved == 0 || old.Clauses[p.Old[0]].Kind == law.Footnote
}

// unbroken is one side of runs without the white space at its ends.
func unbroken(runs []words.Run, op byte) string { return strings.TrimSpace(words.Plain(runs, op)) }

func wordless(runs []words.Run) bool {
	for _, r := range runs {
		if strings.ContainsFunc(r.Text, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) }) {
			return false
		}
	}
	return true
}
