package diff

import (
	"strings"
	"unicode"
	"unicode/utf8"

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
//   - clauses split or merged keep all their words, in order, however they are cut.
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

// references sets Xref on edited pairs of whose words only references changed, each
// to the number that the clause it names has now.
func (c *Comparison) references() {
	renumbered := map[[2]string]bool{}
	for _, p := range c.Pairs {
		if p.Flags&align.Renumbered == 0 {
			continue
		}
		for _, i := range p.Old {
			for _, j := range p.New {
				x, y := align.Number(c.old.Clauses[i].Label), align.Number(c.new.Clauses[j].Label)
				renumbered[[2]string{x, y}] = true
			}
		}
	}
	if len(renumbered) == 0 {
		return
	}
	for k := range c.Pairs {
		p := &c.Pairs[k]
		if p.Op == align.Edited && onlyReferences(p.Heading, renumbered) && onlyReferences(p.Words, renumbered) {
			p.Flags |= align.Xref
		}
	}
}

// onlyReferences reports whether every change in runs replaces the number in a
// reference by the one its clause has now.
func onlyReferences(runs []words.Run, renumbered map[[2]string]bool) bool {
	before := ""
	for k, r := range runs {
		switch r.Op {
		case '+':
			if !r.Number || r.Moved != 0 {
				return false
			}
		case '-':
			if !r.Number || r.Moved != 0 || !refers(before) {
				return false
			}
			x, y := align.Number(strings.TrimSpace(r.Text)), align.Number(strings.TrimSpace(runs[k+1].Text))
			if !renumbered[[2]string{x, y}] {
				return false
			}
		}
		if r.Op != '-' {
			before += r.Text
			before = before[max(0, len(before)-80):]
		}
	}
	return true
}

// refers reports whether a number behind this text is part of a reference to a
// clause: a word for a kind of clause stands before it, with at most other numbers,
// marks and short words between («Articles 3, 4 and»).
func refers(before string) bool {
	for before = strings.TrimRight(before, " \u00a0"); !utf8.ValidString(before); before = before[1:] {
	}
	tokens := words.Tokens(before, "")
	short := 0
	for k := len(tokens) - 1; k >= 0; k-- {
		w := strings.ToLower(tokens[k])
		if referring[w] {
			return true
		}
		letters := strings.ContainsFunc(w, unicode.IsLetter)
		if letters && len(w) > 4 {
			return false
		}
		if letters {
			short++
		}
		if short > 3 {
			return false
		}
	}
	return false
}

// referring are the words by which texts name their clauses, in small letters.
var referring = wordSet(`
§ §§ art arts article articles section sections sec secs paragraph paragraphs para paras subparagraph subparagraphs clause clauses
subsection subsections chapter chapters part parts title titles rule rules item items point points schedule annex appendix number
numbers no nos letter lit bylaw amendment
artikel artikels artikeln absatz absätze absätzen abs satz sätze paragraf paragraphen nummer nummern nr abschnitt abschnitts kapitel teil
buchstabe buchst ziffer ziff anlage
artículo artículos arts inciso incisos párrafo párrafos fracción fracciones apartado apartados capítulo título sección núm numeral
alinéa alinéas chapitre titre annexe paragraphe paragraphes
articolo articoli comma commi capo titolo lettera
artigo artigos parágrafo inciso alínea
article apartat apartats secció capítol títol lletra
artikkel artikkelin artikkeli artikla momentti pykälä luku
статья статьи статье статью статей пункт пункта пункте часть части глава раздел
المادة مادة المواد الفقرة فقرة البند بند الفصل الباب
第 条 章 节 款 项 條 節 項 号 제 조 장 절 항
מאדה סעיף סעיפים פרק
मद अनुच्छेद धारा खंड
มาตรา ข้อ หมวด
`)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}
