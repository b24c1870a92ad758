package markup

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"polity/commons/law"
)

// Naming is what a word of running text says of the clause whose number stands beside
// it. The zero value: the word names no kind of clause.
type Naming struct {
	Kind   law.Kind
	Word   string // the word, folded, as labels have it or nearly so: without what is glued before it, mostly without its ending
	Size   int    // bytes of the word, from its end, that are the name: all but where scripts set no spaces
	Behind bool   // labels may have the word behind its number: «3. člen»
	Formed bool   // it has an ending, or a form, that labels do not have
}

// NamingOf reads a word of running text, «Articles», «статьёй», «للمادة», «ตามมาตรา», as
// the name of a kind of clause. In Latin letters the forms are listed, for much else
// begins with «part»; elsewhere a word may have an ending of its own, and in Arabic,
// Hebrew and Amharic other words glued before it. What it says holds only together
// with a number. Cost: some look-ups for each letter.
func NamingOf(word string) Naming {
	first, _ := utf8.DecodeRuneInString(word)
	if unspacedScript(first) {
		return namedAtEnd(word)
	}
	w := fold(word)
	for _, elided := range [...]string{"'", "’"} {
		if _, after, ok := strings.Cut(w, elided); ok {
			w = after
		}
	}
	n := namingOf(w)
	if n.Kind != "" {
		n.Size = len(word)
	}
	return n
}

// namingOf reads a folded word of a script with spaces.
func namingOf(w string) Naming {
	if f, ok := forms.get(w); ok {
		return Naming{Kind: f.kind, Word: f.word, Behind: postfixed.has(f.word), Formed: f.word != w}
	}
	if kind, ok := keywords.get(w); ok {
		return Naming{Kind: kind, Word: w, Behind: postfixed.has(w)}
	}
	first, _ := utf8.DecodeRuneInString(w)
	if unicode.Is(unicode.Latin, first) {
		return Naming{}
	}
	for _, before := range glued {
		if rest, ok := strings.CutPrefix(w, before); ok {
			if kind, ok := keywords.get(rest); ok {
				return Naming{Kind: kind, Word: rest}
			}
			if f, ok := forms.get(rest); ok {
				return Naming{Kind: f.kind, Word: f.word, Formed: f.word != rest}
			}
		}
	}
	return withEnding(w, first)
}

// withEnding reads a word as a name with an ending of its own.
func withEnding(w string, first rune) Naming {
	runes := 0
	for i := range w {
		if runes >= 3 && utf8.RuneCountInString(w[i:]) <= 5 {
			if s, ok := stems()[w[:i]]; ok && mayEnd(first, s.Word, w[i:]) {
				return s
			}
		}
		runes++
	}
	return Naming{}
}

// mayEnd reports whether the name of a clause may end so. Slavic words of other
// meanings begin as such names do («главный», «частично»); Indic ones do with longer
// endings («भागीदार»).
func mayEnd(first rune, name, ending string) bool {
	switch {
	case unicode.Is(unicode.Cyrillic, first) && !agglutinated.has(name):
		return slavicEndings()[ending]
	case unicode.Is(unicode.Devanagari, first) || unicode.Is(unicode.Bengali, first):
		return utf8.RuneCountInString(ending) <= 3
	}
	return true
}

// agglutinated are names in Cyrillic letters that are not Slavic.
var agglutinated = newLexicon(members(`бап|бөлім|мақала|бүлэг|зүйл|модда|моддаи|маддә|берене|боб`))

var slavicEndings = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for s := range strings.FieldsSeq(fold("а я ы и е у ю ь ой ей ёй ою ею ом ем ам ям ами ями ах ях ов ев ам ью єю ою ів ей ий її і ї ия та ът ят ите ове овете ето ета ма има")) {
		set[s] = true
	}
	return set
})

// glued are words written together with the one behind them in Arabic, Hebrew and
// Amharic.
var glued = strings.Fields("ال لل وال فال بال كال ولل فلل و ف ب ك ل ה ב ל מ כ ש ו וה וב ול ומ שב של מה בה לה በ የ ለ ከ እና በየ")

// namedAtEnd reads the name that a run of letters ends with.
func namedAtEnd(run string) (n Naming) {
	end := strings.TrimSuffix(run, "་")
	for _, u := range closeSet() {
		if strings.HasSuffix(end, u.Word) && len(u.Word) > n.Size {
			n = u
			n.Size = len(u.Word) + len(run) - len(end)
		}
	}
	return n
}

// stems are beginnings of names that no ending changes, in scripts other than Latin.
var stems = sync.OnceValue(func() map[string]Naming {
	m := map[string]Naming{}
	for w, kind := range keywords.all() {
		rs := []rune(w)
		stem := w
		switch {
		case unicode.Is(unicode.Latin, rs[0]) || len(rs) < 3:
			continue
		case len(rs) >= 5:
			stem = string(rs[:len(rs)-1])
		}
		if old, twice := m[stem]; !twice || w < old.Word { // the order of words is any
			m[stem] = Naming{Kind: kind, Word: w, Behind: postfixed.has(w), Formed: true}
		}
	}
	return m
})

// closeSet are the names in scripts that set no spaces between words.
var closeSet = sync.OnceValue(func() (list []Naming) {
	for w, kind := range keywords.all() {
		if unspacedScript(firstRune(w)) {
			list = append(list, Naming{Kind: kind, Word: w})
		}
	}
	return list
})

func unspacedScript(r rune) bool {
	return r >= 0xE00 && unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan, unicode.Javanese)
}

// form is a word in a form that labels do not have.
type form struct {
	kind law.Kind
	word string
}

// forms are the forms of words that running text has besides those of labels. The
// first of each row is the word as labels have it.
var forms = newLexicon(formed([]kindWords{
	{law.Article, `article articles arts`},
	{law.Article, `artículo artículos arts`},
	{law.Article, `artigo artigos`},
	{law.Article, `articolo articoli`},
	{law.Article, `artikel artikels artikeln artiklar artiklarna artikelen`},
	{law.Article, `artikkel artikler artiklene artiklarnir`},
	{law.Article, `artikkeli artiklan artiklassa artiklasta artikloissa artikkelin artikkelit artikla`},
	{law.Article, `artykuł artykułu artykułem artykule artykuły artykułów artykułami`},
	{law.Article, `článek článku článkem články článků článcích`},
	{law.Article, `článok článku článkom článkov`},
	{law.Article, `člen člena členu členom členi členov členih`},
	{law.Article, `članak članka članku člankom članci članaka člancima`},
	{law.Article, `articolul articolului articole articolele articolelor`},
	{law.Article, `cikk cikke cikkek cikkének cikkében cikkét cikkben cikknek cikket cikkel cikkek`},
	{law.Article, `straipsnis straipsnio straipsnį straipsniu straipsnyje straipsniai straipsnių straipsniuose`},
	{law.Article, `pants panta pantā pantu pantam panti pantos`},
	{law.Article, `neni neneve nenet neni nenin nenit`},
	{law.Article, `madde maddesi maddesinin maddesinde maddesine maddesindeki maddesini maddesiyle maddenin maddede maddeye maddedeki maddeyi maddeler maddeleri maddelerin maddelerinin maddelerde`},
	{law.Article, `maddə maddəsi maddəsinin maddəsində maddəsinə maddənin maddədə maddəyə maddələri`},
	{law.Article, `modda moddasi moddasining moddasida moddasiga moddaning moddada moddaga moddalari`},
	{law.Article, `artikulua artikuluan artikuluaren artikuluak`},
	{law.Article, `المادة المادتان المادتين مادتين المواد مواد`},
	{law.Article, `член членът членове членовете`},
	{law.Article, `סעיף סעיפים`},
	{law.Section, `section sections secs`},
	{law.Section, `sección secciones`},
	{law.Section, `secção secções seções`},
	{law.Section, `sezione sezioni`},
	{law.Section, `§ §§ paragraf paragrafen paragraphen paragrafer pykälä pykälän pykälässä pykälästä`},
	{law.Section, `szakasz szakasza szakaszának szakaszban`},
	{law.Subsection, `subsection subsections`},
	{law.Chapter, `chapter chapters`},
	{law.Chapter, `chapitre chapitres`},
	{law.Chapter, `capítulo capítulos`},
	{law.Chapter, `kapitel kapitels kapiteln kapitlet`},
	{law.Chapter, `capitolo capitoli`},
	{law.Chapter, `luku luvun luvussa luvusta lukuun`},
	{law.Chapter, `rozdział rozdziału rozdziałem rozdziale`},
	{law.Chapter, `fejezet fejezete fejezetének fejezetben`},
	{law.Chapter, `skyrius skyriaus skyriuje skyrių`},
	{law.Chapter, `poglavje poglavja poglavju`},
	{law.Part, `part parts`},
	{law.Part, `parte partes`},
	{law.Part, `partie parties`},
	{law.Part, `teil teils teile teilen`},
	{law.Part, `hauptstück hauptstücks hauptstückes`},
	{law.Title, `title titles`},
	{law.Title, `título títulos`},
	{law.Title, `titel titels titeln`},
	{law.Division, `abschnitt abschnitts abschnitte abschnitten`},
	{law.Rule, `rule rules`},
	{law.Rule, `regel regeln`},
	{law.Rule, `regla reglas`},
	{law.Rule, `clause clauses`},
	{law.Labelled, `paragraph paragraphs paras`},
	{law.Labelled, `absatz absatzes absätze absätzen`},
	{law.Labelled, `párrafo párrafos`},
	{law.Labelled, `apartado apartados`},
	{law.Labelled, `paragraphe paragraphes alinéas`},
	{law.Labelled, `fracción fracciones incisos`},
	{law.Labelled, `momentti momentin momentissa momentista`},
	{law.Labelled, `fıkra fıkrası fıkrasının fıkrasında fıkrasına`},
	{law.Labelled, `bekezdés bekezdése bekezdésének bekezdésében`},
	{law.Labelled, `ustęp ustępu ustępem ustępie`},
	{law.Labelled, `odstavec odstavce odstavci odstavcem`},
	{law.Labelled, `الفقرة فقرة الفقرتان الفقرتين الفقرات`},
	{law.Labelled, `البند بند البنود`},
	{law.Attachment, `schedule schedules`},
	{law.Attachment, `annex annexes`},
	{law.Attachment, `appendix appendices`},
	{law.Attachment, `anexo anexos`},
	{law.Attachment, `anlage anlagen`},
	{law.Attachment, `anhang anhangs anhänge`},
}))

// formed are the words of some rows with what each is a form of.
func formed(rows []kindWords) func(yield func(string, form) bool) {
	return func(yield func(string, form) bool) {
		for _, row := range rows {
			word := ""
			for w := range strings.FieldsSeq(row.words) {
				if word == "" {
					word = fold(w)
				}
				if !yield(w, form{row.kind, word}) {
					return
				}
			}
		}
	}
}
