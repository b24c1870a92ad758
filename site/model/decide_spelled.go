package model

import (
	"strings"
	"unicode"

	"polity/commons/law"
	"polity/commons/markup"
)

// absent names a clause that a record speaks of and no version has, by its eId or another
// name: as a proposal to its text prints it, which would have brought it, else as the eId
// says; other names are quoted. w is nil where the text is not in this commons.
func (b *builder) absent(w *work, name string) []Piece {
	if w != nil {
		for k := range w.law.Proposals {
			if t := w.law.Proposals[k].Text; t != nil {
				if i := t.Find(name); i >= 0 && t.Clauses[i].Label != "" {
					return piece(Link{Phrase: b.phrase(b.short(t, i), w.lang)})
				}
			}
		}
	}
	if s := b.spelled(name); s != "" {
		return unquoted(s)
	}
	return []Piece{{Phrase: Phrase{Text: name}, Quoted: true}}
}

// spelled is an eId in words of the interface, as clauses are called elsewhere: «Article
// 7(4)»; "" for what is none, or names a clause without a number.
func (b *builder) spelled(eid string) string {
	out := ""
	for part := range strings.SplitSeq(eid, "__") {
		kind, num := markup.KindOf(part)
		num, shown := numbering(kind, num)
		alias, _, _ := strings.Cut(part, "_")
		switch {
		case !shown || kind == law.Paragraph && alias != "p":
			return ""
		case out != "" && hanging(kind):
			out += "(" + b.words.Digits(num) + ")"
		default:
			if out != "" {
				out += b.words.Text("decide.comma")
			}
			out += strings.TrimSpace(b.words.Text("kind."+string(kind)) + " " + b.words.Digits(num))
		}
	}
	return out
}

// hanging reports whether clauses of a kind are cited by a number in brackets behind
// the clause above.
func hanging(k law.Kind) bool {
	return k == law.Labelled || k == law.Subpara || k == law.Point || k == law.Item
}

// numbering is the number in an eId as a text prints it; false where it is a count of
// clauses without one, or a name made of a heading.
func numbering(k law.Kind, num string) (string, bool) {
	if num == "" {
		return "", k == law.Preface || k == law.Preamble || k == law.Conclusions
	}
	letters := strings.IndexFunc(num, unicode.IsDigit) < 0
	return strings.ReplaceAll(num, "-", "."), !strings.HasPrefix(num, "nn_") && (!letters || len([]rune(num)) <= 4)
}
