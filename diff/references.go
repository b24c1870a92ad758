package diff

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/diff/align"
	"polity/diff/words"
)

// references sets Xref on edited pairs of whose words only references changed, each
// to the number that the clause it names has now.
func (c *Comparison) references() {
	var renumbered map[[2]string]bool
	for _, p := range c.Pairs {
		if p.Op != align.Edited || !onlyNumbers(p.Heading) || !onlyNumbers(p.Words) {
			continue
		}
		if renumbered == nil {
			renumbered = c.renumbered()
		}
		if onlyReferences(p.Heading, renumbered) && onlyReferences(p.Words, renumbered) {
			p.Flags |= align.Xref
		}
	}
}

// renumbered are the numbers that clauses had and have now, where these differ.
func (c *Comparison) renumbered() map[[2]string]bool {
	out := map[[2]string]bool{}
	for _, p := range c.Pairs {
		if p.Flags&align.Renumbered == 0 {
			continue
		}
		for _, i := range p.Old {
			for _, j := range p.New {
				out[[2]string{align.Number(c.old.Clauses[i].Label), align.Number(c.new.Clauses[j].Label)}] = true
			}
		}
	}
	return out
}

// onlyNumbers reports whether every change in runs is one of a number that stayed where
// it is.
func onlyNumbers(runs []words.Run) bool {
	return !slices.ContainsFunc(runs, func(r words.Run) bool { return r.Op != '=' && (!r.Number || r.Moved != 0) })
}

// onlyReferences reports whether every change in runs, which are changes of numbers
// alone, replaces the number in a reference by the one its clause has now.
func onlyReferences(runs []words.Run, renumbered map[[2]string]bool) bool {
	if len(renumbered) == 0 {
		return false
	}
	before := ""
	for k, r := range runs {
		if r.Op == '-' {
			x, y := align.Number(strings.TrimSpace(r.Text)), align.Number(strings.TrimSpace(runs[k+1].Text))
			ending := x == "" && y == "" // it follows the sound of a number
			if !ending && (!renumbered[[2]string{x, y}] || !refers(before, following(runs[k+2:]))) {
				return false
			}
		} else {
			before += r.Text
			before = before[max(0, len(before)-maxAround):]
		}
	}
	return true
}

// counters are words right behind a number that say of what there are so many, whatever
// stands before it («제5조의 위원은 3명»).
var counters = wordSet("টি টা জন 人 名 日 年 月 回 個 个 명 인 일 년 월 회 개 คน วัน ปี ครั้ง ຄົນ ມື້ ປີ នាក់ ឆ្នាំ ဦး ရက် နှစ်")

// maxAround is how many bytes around a number are looked at.
const maxAround = 160

// following is the new text that runs begin with, cut where it is long.
func following(runs []words.Run) string {
	after := ""
	for _, r := range runs {
		if r.Op != '-' {
			after += r.Text[:min(len(r.Text), maxAround)]
		}
		if len(after) >= maxAround {
			break
		}
	}
	return strings.ToValidUTF8(after, "")
}

// refers reports whether a number between these texts is part of a reference to a
// clause.
func refers(before, after string) bool {
	for before = strings.TrimRight(before, " \u00a0"); !utf8.ValidString(before); before = before[1:] {
	}
	if next := words.Tokens(strings.TrimLeft(after, " "), ""); len(next) > 0 && counters[next[0]] {
		return false
	}
	return namedBefore(before) || namedBehind(after, strings.HasSuffix(before, "-"))
}

// namedBefore reports whether a text ends in a word for a kind of clause, or has one
// with at most other numbers, marks and short words behind it («Articles 3, 4 and»).
func namedBefore(text string) bool {
	tokens := words.Tokens(text, "")
	short := 0
	for k := len(tokens) - 1; k >= 0; k-- {
		w := tokens[k]
		if referring[strings.ToLower(w)] || isDivision(w) || isDivision(lastRun(text)) {
			return true
		}
		text = text[:len(text)-len(w)]
		if !strings.ContainsFunc(w, unicode.IsLetter) {
			continue
		}
		if short++; short > 3 || utf8.RuneCountInString(w) > 4 {
			return false
		}
	}
	return false
}

// lastRun are the letters that a text ends with, spaces behind them not counted: in a
// script without spaces more than one word.
func lastRun(text string) string {
	text = strings.TrimRight(text, " ")
	notLetter := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '་' }
	if at := strings.LastIndexFunc(text, notLetter); at >= 0 {
		_, n := utf8.DecodeRuneInString(text[at:])
		return text[at+n:]
	}
	return text
}

// namedBehind reports whether a text begins with a word for a kind of clause in a
// language that puts it behind the number («3. maddesi», «3-бапқа»). The number of how
// many there are («3 madde») is set off by nothing: ordinal says whether there was
// something before it already.
func namedBehind(text string, ordinal bool) bool {
	short := 0
	for _, w := range words.Tokens(text, "") {
		switch {
		case strings.TrimSpace(w) == "":
		case strings.ContainsFunc(w, unicode.IsLetter):
			w = markup.Fold(w)
			if begins(w, always) || ordinal && (begins(w, behind) || utf8.RuneCountInString(w) > 2 && isDivision(w) && !leads(w)) {
				return true
			}
			if short++; short > 3 || utf8.RuneCountInString(w) > 6 {
				return false
			}
			ordinal = true
		case w == "§":
			return true
		case !strings.ContainsFunc(w, unicode.IsNumber):
			if ordinal = strings.Contains(".-–‑'’", w); !ordinal {
				return false
			}
		}
	}
	return false
}

// begins reports whether a folded word is one of these or an inflected form of it.
func begins(w string, stems []string) bool {
	for _, stem := range stems {
		if strings.HasPrefix(w, stem) && len(w)-len(stem) <= 16 {
			return true
		}
	}
	return false
}

// behind are beginnings of words, folded, that stand behind an ordinal number, and
// always those that stand behind any.
var (
	behind = strings.Fields(markup.Fold("madde maddə madda modda fikra bolum cikk bekezd fejezet artikul pant nodal clen clan odst momentt бап баб бөлім зүйл бүлэг берене маддә модда боб ماددا ماده"))
	always = strings.Fields(markup.Fold("straipsn skyri luvu luku pykal অনুচ্ছেদ ধারা"))
)

// leads reports whether a word is in a script whose languages mostly name the kind of a
// clause before its number.
func leads(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Arabic)
}

// isDivision reports whether a word names a kind of clause, as labels have it or in one
// of the forms that running text has.
func isDivision(w string) bool {
	switch markup.NamingOf(w).Kind {
	case "", law.Level, law.Recital:
		return false
	}
	return true
}

// referring are words by which texts name their clauses, in small letters, in forms
// that labels do not have.
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
čl článku článkem články článků odst písm ust artykule artykułem ustęp ustępie členu členom člena članu članom
articolului articolele alin alineatul alineatului cikke cikkének maddeleri maddesi khoản điểm mục ayat huruf angka pasal
статья статьи статье статью статей пункт пункта пункте часть части глава раздел
المادة مادة المواد الفقرة فقرة البند بند الفصل الباب
第 条 章 节 款 项 條 節 項 号 제 조 장 절 항
סעיפים
मद खंड
`)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}
