package render

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"testing"

	"polity/site/message"
	"polity/site/model"
)

// The fixtures are pages made by hand, with texts of our own: one work in English
// that holds every kind of block, one in Arabic, one in Japanese.

// languages are the shipped catalogues.
func languages(t testing.TB) fs.FS {
	t.Helper()
	return os.DirFS("../../content/languages")
}

func catalogue(t testing.TB, lang string) *message.Catalogue {
	t.Helper()
	words, err := message.Load(languages(t), lang)
	if err != nil {
		t.Fatal(err)
	}
	return words
}

// newRenderer draws with the default theme and the shipped words of a language.
func newRenderer(t testing.TB, lang string) *Renderer {
	t.Helper()
	r, err := New(Options{Words: catalogue(t, lang)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// draw is one page as a string.
func draw(t testing.TB, r *Renderer, p *model.Page) string {
	t.Helper()
	var out bytes.Buffer
	if err := r.Page(&out, p); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func plain(text string) []model.Span { return []model.Span{{Text: text}} }

func ltr(text string) model.Phrase { return model.Phrase{Text: text} }

func moment(iso, text string) model.Moment {
	return model.Moment{ISO: iso, Text: text, What: "in force"}
}

// tongue is one language's stock of words for a fixture.
type tongue struct {
	lang, dir, title, movement, article string // article is a format for its number
	chapter, preamble                   string
	headings, sentences, items          []string
}

var english = tongue{
	lang: "en", dir: "ltr", title: "Constitution of the Ferry Commons", movement: "The Ferry Commons",
	article: "Article %d", chapter: "Chapter %s",
	preamble: "We who cross the river and are carried over it, having learned that no bank is safe while the other drowns, keep these rules between us and write them where all can read.",
	headings: []string{"Of the river", "Who belongs", "The landing assembly", "How we decide", "The keeping of boats", "Quarrels", "Tolls and the common chest", "Amendment"},
	sentences: []string{
		"The river belongs to nobody. Whoever takes from it owes it, and answers to the landing assembly for what is owed.",
		"A person belongs to the commons who has crossed with us for a year, or who was born aboard, and who has not said otherwise before two witnesses.",
		"The assembly meets at the first new moon after the flood, and whenever nine members ask for it in writing.",
		"No decision binds a person who could not hear it in a language of their own.",
	},
	items: []string{"the ferries, their ropes and their landings;", "the orchard on the island, save the three oldest trees;", "every tool that was bought from the common chest."},
}

var arabic = tongue{
	lang: "ar", dir: "rtl", title: "ميثاق أهل الضفة", movement: "أهل الضفة",
	article: "المادة %d", chapter: "الباب %s",
	preamble: "نحن أهل الضفة، وقد علمنا أن الماء لا يعرف حدودًا وأن الخبز يُقسم قبل أن يُطلب، نكتب هذا الميثاق بيننا ونحفظه لمن يأتي بعدنا.",
	headings: []string{"في النهر", "في الانتماء", "مجلس المرسى", "كيف نقرر", "حفظ القوارب", "في الخصومات", "في الصندوق المشترك", "في التعديل"},
	sentences: []string{
		"النهر ليس ملكًا لأحد، ومن أخذ منه شيئًا بقي مدينًا له، ويُسأل عن دينه أمام مجلس المرسى.",
		"ينتمي إلينا من عبر معنا سنة كاملة، أو من وُلد على ظهر القارب، ما لم يقل غير ذلك أمام شاهدين.",
		"يجتمع المجلس عند أول هلال بعد الفيضان، وكلما طلب ذلك تسعة من الأعضاء كتابةً.",
	},
	items: []string{"القوارب وحبالها ومراسيها؛", "بستان الجزيرة، ما عدا الأشجار الثلاث الأقدم؛", "كل أداة اشتُريت من الصندوق المشترك."},
}

var japanese = tongue{
	lang: "ja", dir: "ltr", title: "渡し場の憲章", movement: "渡し場の会",
	article: "第%d条", chapter: "第%s章",
	preamble: "川を渡り、また渡される私たちは、片方の岸だけが安らかであることはないと知り、誰もが読める場所にこの決まりを記す。",
	headings: []string{"川", "会員", "船着き場の集い", "決め方", "舟の手入れ", "争いごと", "共同の蓄え", "改正"},
	sentences: []string{
		"川は誰のものでもない。川から取った者は川に借りがあり、その返し方について船着き場の集いに答える。",
		"一年のあいだ私たちと共に渡った者、又は舟の上で生まれた者は、二人の証人の前で別段の申出をしない限り、会員とする。",
		"集いは、増水の後の最初の新月の日に、また会員九人が書面で求めたときに開く。",
	},
	items: []string{"渡し舟、その綱及び船着き場", "島の果樹園。ただし最も古い三本の木を除く。", "共同の蓄えで買った全ての道具"},
}

// page is the frame that all fixtures share.
func (w tongue) page(kind model.Kind, path string, body model.Body) *model.Page {
	root := ""
	for range bytes.Count([]byte(path), []byte("/")) {
		root += "../"
	}
	title := model.Phrase{Text: w.title, Lang: w.lang, Dir: w.dir}
	to := func(text, href string) model.Link { return model.Link{Phrase: ltr(text), Href: href} }
	current := to("Text", "index.html")
	current.Current = true
	return &model.Page{
		Kind: kind, Path: path, Root: root, Lang: "en", Dir: "ltr",
		Site:        to("The river country", root+"index.html"),
		Title:       title,
		Full:        w.title + " · The river country",
		Description: "The text in force, with the history of every clause.",
		Crumbs:      []model.Link{{Phrase: model.Phrase{Text: w.movement, Lang: w.lang, Dir: w.dir}, Href: root + "movements/ferry/index.html"}},
		Nav:         []model.Link{to("All pages", root+"pages/index.html"), to("How to read this site", root+"about/index.html")},
		Work: &model.WorkBar{
			Link:     model.Link{Phrase: title, Href: root + w.lang + "/index.html"},
			Movement: model.Link{Phrase: model.Phrase{Text: w.movement, Lang: w.lang, Dir: w.dir}, Href: root + "movements/ferry/index.html"},
			Kind:     "Constitution", Language: map[string]string{"en": "English", "ar": "العربية", "ja": "日本語"}[w.lang],
			Tabs:   []model.Link{current, to("History", root+w.lang+"/history/index.html")},
			Counts: []string{"32 clauses", "12 changes"},
		},
		Status: []model.Status{{Key: "in-force", Text: "This is the text in force."}},
		Data:   []model.Link{to("Data (JSON)", "data.json"), to("Text as Markdown", "data.md"), to("Feed of changes", "atom.xml")},
		Body:   body,
	}
}

// reading is a text of three chapters with eight articles each.
func (w tongue) reading() *model.Reading {
	r := &model.Reading{
		Lang: w.lang, Dir: w.dir, Title: w.title, Current: true,
		Version: model.VersionID{Name: "3.1", ID: "3-1", Moment: moment("2024-05-03", "3 May 2024"), Commit: "0a93cbd00c1d22f4b3f3a95c9d8a4e6f1b2c3d4e", Short: "0a93cbd"},
		Cite: model.Cite{
			Text: w.title + ", version 3.1, as of 3 May 2024", Digest: "sha256:5f2c0f3b6a1d", SWHID: "swh:1:rev:0a93cbd00c1d22f4b3f3a95c9d8a4e6f1b2c3d4e",
			BibTeX: "@misc{ferry,\n  title = {" + w.title + "},\n  year = {2024}\n}",
		},
		Dates: []model.DateLine{{What: "adopted", Moment: moment("2024-04-01", "1 April 2024")}, {What: "in force", Moment: moment("2024-05-03", "3 May 2024")}},
		Facts: []model.Fact{{Name: "File", Value: []model.Piece{{Phrase: ltr("constitution.md"), Quoted: true}}}},
		Made:  &model.ChangeCard{Href: "changes/12/index.html", Title: w.sentence()},
		Forge: []model.Link{{Phrase: ltr("The file at this version"), Href: "https://forge.example/ferry/constitution.md"}},
		Notes: []model.Note{{ID: "fn_1", Label: "1", Text: plain(w.sentences[1]), Backs: []string{"#x-note-1"}}},
	}
	pre := model.Unit{
		ID: "preamble", Kind: "preamble", Rank: 2, Heading: plain(map[string]string{"en": "Preamble", "ar": "الديباجة", "ja": "前文"}[w.lang]), Headed: true,
		Blocks: []model.Block{{As: "paragraphs", Units: []model.Unit{{ID: "preamble__p_1", Kind: "p", Text: plain(w.preamble)}, {ID: "preamble__p_2", Kind: "p", Text: plain(w.sentences[2])}}}},
	}
	chapters := []model.Unit{pre}
	r.Contents = append(r.Contents, model.Entry{Heading: pre.Heading[0].Text, Href: "#preamble"})
	n := 0
	for c := range 3 {
		number := []string{"I", "II", "III"}[c]
		if w.lang == "ja" {
			number = []string{"一", "二", "三"}[c]
		}
		chapter := model.Unit{ID: fmt.Sprintf("chp_%d", c+1), Kind: "chapter", Rank: 2, Label: fmt.Sprintf(w.chapter, number), Heading: plain(w.headings[c+5]), Headed: true}
		entry := model.Entry{Label: chapter.Label, Heading: w.headings[c+5], Href: "#" + chapter.ID}
		var articles []model.Unit
		for range 8 {
			n++
			u := w.unit(n)
			articles = append(articles, u)
			entry.Entries = append(entry.Entries, model.Entry{Label: u.Label, Heading: w.headings[n%len(w.headings)], Href: "#" + u.ID, Struck: n == 11})
		}
		chapter.Blocks = []model.Block{{As: "clauses", Units: articles}}
		chapters = append(chapters, chapter)
		r.Contents = append(r.Contents, entry)
	}
	r.Blocks = []model.Block{{As: "clauses", Units: chapters}}
	return r
}

// unit is one article; its number decides which kinds of block it holds.
func (w tongue) unit(n int) model.Unit {
	id := fmt.Sprintf("art_%d", n)
	s := func(i int) string { return w.sentences[(n+i)%len(w.sentences)] }
	times := n % 5
	u := model.Unit{
		ID: id, Kind: "article", Rank: 3, Label: fmt.Sprintf(w.article, n), Headed: true, Href: id + "/index.html",
		Margin: &model.Margin{
			Changed: moment("2021-05-03", "3 May 2021"), Href: "changes/7/index.html", Times: times,
			Text:  []string{"unchanged since 12 March 2009", "changed 3 May 2021, once", "changed 3 May 2021, twice", "changed 3 May 2021, 3 times", "changed 3 May 2021, 4 times"}[times],
			Strip: model.Strip{From: n % 7, To: 23, Marks: []model.StripMark{{At: n % 7, Key: "added"}, {At: 9 + n%4, Key: "edited"}, {At: 15, Key: "moved"}, {At: 16 + n%8, Key: "edited"}}},
		},
	}
	if n%6 != 0 {
		u.Heading = plain(w.headings[n%len(w.headings)])
	}
	para := func(i int, label, text string) model.Unit {
		return model.Unit{
			ID: fmt.Sprintf("%s__para_%d", id, i), Kind: "paragraph", Label: label, Text: plain(text), Headed: true, Href: id + "/index.html",
			Margin: &model.Margin{Changed: moment("2015", "2015"), Times: i % 2, Text: "changed 2015, once"},
		}
	}
	switch n {
	case 5: // short clauses with much in the margin
		said := []model.Link{{Phrase: model.Phrase{Text: "The Lower Ford objects"}, Href: "decisions/index.html"}, {Phrase: model.Phrase{Text: "The Upper Ford and the Mill: reservation"}, Href: "decisions/index.html"}}
		u.Margin.Says = said
		first, second := para(1, "(1)", "Short."), para(2, "(2)", "Short, too.")
		first.Margin.Says, first.Margin.Open = said, &model.Link{Phrase: model.Phrase{Text: "2 proposals"}, Href: id + "/index.html"}
		second.Margin.Open = first.Margin.Open
		u.Blocks = []model.Block{{As: "paragraphs", Units: []model.Unit{first, second, para(3, "(3)", s(2))}}}
		return u
	}
	switch n % 4 {
	case 0:
		u.Text = []model.Span{{Text: s(0) + " "}, {Text: s(1), Emphasis: true}, {Note: &model.NoteRef{ID: fmt.Sprintf("x-note-%d", n), Href: "#fn_1", Label: "1"}}}
	case 1:
		u.Blocks = []model.Block{{As: "paragraphs", Units: []model.Unit{para(1, "(1)", s(0)), para(2, "(2)", s(1)), para(3, "(3)", s(2))}}}
	case 2:
		items := []model.Unit{}
		for i, text := range w.items {
			items = append(items, model.Unit{ID: fmt.Sprintf("%s__item_%c", id, 'a'+i), Kind: "item", Label: fmt.Sprintf("(%c)", 'a'+i), Text: plain(text)})
		}
		items[1].Blocks = []model.Block{{As: "items", Units: []model.Unit{{ID: id + "__item_b__i", Label: "(i)", Text: plain(s(1))}, {ID: id + "__item_b__ii", Label: "(ii)", Text: plain(s(2))}}}}
		u.Text = plain(s(0))
		u.Blocks = []model.Block{{As: "items", Units: items}}
	default:
		ref := &model.Ref{Href: "#art_2", Label: fmt.Sprintf(w.article, 2), Heading: w.headings[2], Snippet: w.sentences[1]}
		u.Text = []model.Span{{Text: s(0) + " "}, {Text: fmt.Sprintf(w.article, 2), Ref: ref}, {Text: " · "}, {Text: "river.example", Href: "https://river.example/"}}
		u.Blocks = []model.Block{
			{As: "bullets", Units: []model.Unit{{ID: id + "__b1", Text: plain(w.items[0])}, {ID: id + "__b2", Text: plain(w.items[1])}}},
			{As: "quote", Units: []model.Unit{{ID: id + "__q", Kind: "quote", Text: plain(s(1))}}},
		}
		if n == 7 {
			u.Blocks = append(u.Blocks, model.Block{As: "table", Rows: []model.Row{
				{ID: id + "__r1", Cells: [][]model.Span{{{Text: w.headings[0], Strong: true}}, {{Text: w.headings[6], Strong: true}}}},
				{ID: id + "__r2", Cells: [][]model.Span{plain(w.items[0]), plain("1,204")}},
				{ID: id + "__r3", Cells: [][]model.Span{plain(w.items[2]), plain("86")}},
			}},
				model.Block{As: "verbatim", Units: []model.Unit{{ID: id + "__v", Text: []model.Span{{Text: "10 ropes"}, {Break: true}, {Text: " 2 boats"}}}}})
		}
	}
	return u
}

// sentence is what a change did.
func (w tongue) sentence() []model.Piece {
	label := func(n int) model.Piece {
		return model.Piece{Phrase: model.Phrase{Text: fmt.Sprintf(w.article, n), Lang: w.lang, Dir: w.dir}, Quoted: true, Href: fmt.Sprintf("#x-%d", n)}
	}
	return []model.Piece{{Phrase: ltr("Amends ")}, label(1), {Phrase: ltr("; inserts ")}, label(3), {Phrase: ltr("; repeals ")}, label(4), {Phrase: ltr(".")}}
}

// difference holds a pair of every kind.
func (w tongue) difference() model.Difference {
	s := w.sentences
	mark := func(keys ...string) (m []model.Mark) {
		text := map[string]string{"edited": "amended", "added": "inserted", "removed": "repealed"}
		for _, k := range keys {
			t := text[k]
			if t == "" {
				t = k
			}
			m = append(m, model.Mark{Key: k, Text: t})
		}
		return m
	}
	side := func(n int) []model.PairSide {
		return []model.PairSide{{EID: fmt.Sprintf("art_%d", n), Label: fmt.Sprintf(w.article, n), Href: fmt.Sprintf("../../art_%d/index.html", n)}}
	}
	half := len([]rune(s[0])) / 2
	first, rest := string([]rune(s[0])[:half]), string([]rune(s[0])[half:])
	same := func(text string) []model.Run { return []model.Run{{Op: "=", Text: text}} }
	pairs := []model.Pair{
		{
			ID: "x-1", Op: mark("edited")[0], Kind: "article", Rank: 3, Old: side(1), New: side(1), Path: fmt.Sprintf(w.chapter, "I"), Heading: same(w.headings[0]),
			Text: []model.Run{{Op: "=", Text: first}, {Op: "-", Text: s[2]}, {Op: "+", Text: w.items[0]}, {Op: "=", Text: rest}},
		},
		{ID: "x-2", Op: mark("unchanged")[0], Flags: mark("moved", "renumbered"), Kind: "article", Rank: 3, Old: side(5), New: side(2), Heading: same(w.headings[1]), Text: same(s[1])},
		{ID: "x-3", Op: mark("added")[0], Kind: "article", Rank: 3, New: side(3), Heading: []model.Run{{Op: "+", Text: w.headings[2]}}, Text: []model.Run{{Op: "+", Text: s[2] + "\n" + s[0]}}},
		{ID: "x-4", Op: mark("removed")[0], Kind: "article", Rank: 3, Old: side(4), Heading: []model.Run{{Op: "-", Text: w.headings[3]}}, Text: []model.Run{{Op: "-", Text: s[1]}}},
		{
			ID: "x-5", Op: mark("edited")[0], Flags: mark("renumbered"), Kind: "paragraph", Depth: 2, Old: []model.PairSide{{Label: "(3)"}}, New: []model.PairSide{{Label: "(4)"}},
			Text: []model.Run{{Op: "-", Text: w.items[1], Moved: 1}, {Op: "=", Text: s[0]}, {Op: "+", Text: w.items[1], Moved: 1}},
		},
	}
	still := []model.Pair{{ID: "x-6", Op: mark("unchanged")[0], Kind: "article", Rank: 3, Old: side(6), New: side(6), Heading: same(w.headings[4]), Text: same(s[1])}}
	return model.Difference{
		Old:      model.Side{VersionID: model.VersionID{Name: "3.0", Moment: moment("2021-05-03", "3 May 2021"), Href: "../../at/3-0/index.html"}, Lang: w.lang, Dir: w.dir},
		New:      model.Side{VersionID: model.VersionID{Name: "3.1", Moment: moment("2024-05-03", "3 May 2024"), Href: "../../at/3-1/index.html"}, Lang: w.lang, Dir: w.dir},
		Sentence: w.sentence(), Whole: true,
		Acts:   []model.Act{{Verb: "amends", Sentence: w.sentence()[:2]}, {Verb: "inserts", Sentence: w.sentence()[2:4]}, {Verb: "repeals", Sentence: w.sentence()[4:]}},
		Counts: []model.Count{{N: 2, Text: "2 amended"}, {N: 1, Text: "1 inserted"}, {N: 1, Text: "1 repealed"}},
		Stretches: []model.Stretch{
			{Same: true, Text: "14 clauses unchanged"},
			{Pairs: pairs[:3]},
			{Same: true, Text: "1 clause unchanged", Pairs: still},
			{Pairs: pairs[3:]},
		},
	}
}

// card is a change in a list.
func (w tongue) card(n int) model.ChangeCard {
	c := model.ChangeCard{
		N: n, Href: fmt.Sprintf("../changes/%d/index.html", n), Moment: moment(fmt.Sprintf("20%02d-05-03", 10+n), fmt.Sprintf("3 May 20%02d", 10+n)),
		Title: w.sentence(), Subject: "Say who owes the river", People: []string{"Ada Fell", "Iris Noor"}, Short: "0a93cbd", Touched: 3, Editorial: n%3 == 0,
	}
	if n%4 == 0 {
		c.Version, c.VersionHref = fmt.Sprintf("%d.0", n/4), "../at/3-0/index.html"
		c.Proposal = model.Link{Phrase: ltr("Proposal 12"), Href: "../proposals/12/index.html"}
		c.Steps = []model.StepCard{{Moment: c.Moment, Title: w.sentence(), Subject: "First try", Short: "1b2c3d4"}}
	}
	return c
}

func (w tongue) cards(n int) (all []model.ChangeCard) {
	for ; n > 0; n-- {
		all = append(all, w.card(n))
	}
	return all
}

// pages are one page of every kind.
func (w tongue) pages() []*model.Page {
	reading := w.reading()
	text := w.page(model.KindWork, w.lang+"/index.html", reading)
	old := w.page(model.KindVersion, w.lang+"/at/3-0/index.html", reading)
	old.Status = []model.Status{{Key: "old", Text: "This is the text as it stood on 3 May 2021. It is not in force.", Link: &model.Link{Phrase: ltr("The text in force"), Href: "../../index.html"}}}
	old.Head.NoIndex = true
	change := w.page(model.KindChange, w.lang+"/changes/12/index.html", &model.Change{
		ChangeCard: w.card(12), Difference: w.difference(),
		People:  []model.Person{{Name: "Ada Fell", Role: "author"}, {Name: "Iris Noor", Role: "with"}},
		Message: model.Message{Subject: "Say who owes the river", Body: "The flood of last year\nshowed the gap.", Trailers: []model.Fact{{Name: "Reviewed-by", Value: []model.Piece{{Phrase: ltr("Omar Teal")}}}}},
		Facts:   []model.Fact{{Name: "Commit", Value: []model.Piece{{Phrase: ltr("0a93cbd")}}}},
	})
	change.Title = ltr("Change 12")
	change.Prev = &model.Link{Phrase: ltr("Change 11"), Href: "../11/index.html"}
	change.Next = &model.Link{Phrase: ltr("Change 13"), Href: "../13/index.html"}
	compare := w.page(model.KindCompare, w.lang+"/compare/3-0...3-1/index.html", &model.Compare{Difference: w.difference(), Between: w.cards(2)})
	compare.Title = ltr("3.0 to 3.1")
	unit := w.unit(2)
	d := w.difference()
	clause := w.page(model.KindClause, w.lang+"/art_2/index.html", &model.Clause{
		Lang: w.lang, Dir: w.dir, EID: "art_2", Label: unit.Label, Heading: w.headings[2], Unit: unit,
		Reading: "../index.html#art_2", Parents: []model.Link{{Phrase: model.Phrase{Text: fmt.Sprintf(w.chapter, "I"), Lang: w.lang, Dir: w.dir}, Href: "../chp_1/index.html"}},
		Parts: []model.Link{{Phrase: ltr("(a)"), Href: "../index.html#art_2__item_a"}}, Times: 2, Summary: "First read 12 March 2009. Changed twice, last on 3 May 2021.", Strip: unit.Margin.Strip,
		Life: []model.Event{
			{ID: "x-ev-1", Change: w.card(1), Op: model.Mark{Key: "added", Text: "inserted"}, Pairs: d.Stretches[1].Pairs[2:3]},
			{ID: "x-ev-2", Change: w.card(3), Op: model.Mark{Key: "unchanged", Text: "unchanged"}, Flags: []model.Mark{{Key: "renumbered", Text: "renumbered"}}, Quiet: true},
			{ID: "x-ev-3", Change: w.card(8), Op: model.Mark{Key: "edited", Text: "amended"}, Pairs: d.Stretches[1].Pairs[:1]},
		},
		Addresses: []model.Address{{EID: "art_5", Label: "5", From: moment("2009", "2009"), To: moment("2021", "2021")}, {EID: "art_2", Label: "2", From: moment("2021", "2021")}},
	})
	clause.Title = model.Phrase{Text: unit.Label, Lang: w.lang, Dir: w.dir}
	clause.Prev = &model.Link{Phrase: model.Phrase{Text: fmt.Sprintf(w.article, 1), Lang: w.lang, Dir: w.dir}, Href: "../art_1/index.html"}
	line := model.Timeline{ByTime: true}
	for i := range 12 {
		line.Marks = append(line.Marks, model.TimelineMark{X: 20 + i*i*7, Size: 1 + i%4, Href: fmt.Sprintf("../changes/%d/index.html", i+1), Text: "3 May: amends", Editorial: i%3 == 0, Named: i%4 == 0})
		line.Ticks = append(line.Ticks, model.TimelineTick{X: i * 90, Text: fmt.Sprint(2010 + i)})
	}
	history := w.page(model.KindHistory, w.lang+"/history/index.html", &model.History{
		Timeline: line, Counts: []model.Count{{N: 12, Text: "12 changes"}},
		Years:    []model.Year{{ID: "x-2024", Text: "2024", Changes: w.cards(5)}, {ID: "x-2019", Text: "2019", Changes: w.cards(4)}},
		Versions: []model.VersionRow{{VersionID: model.VersionID{Name: "3.1", Href: "../index.html", Moment: moment("2024-05-03", "3 May 2024")}, Current: true, Compare: &model.Link{Phrase: ltr("Compare with 3.0"), Href: "../compare/3-0...3-1/index.html"}}},
		Problems: []model.Problem{{Severity: model.Mark{Key: "warning", Text: "warning"}, Where: "constitution.md:4:1", Message: "Two clauses have the label 4.", Advice: "Number one of them 4a."}},
	})
	history.Title = ltr("History")
	return []*model.Page{text, old, change, compare, clause, history, w.ballot()}
}

// ballot is the sheet of a set of two proposals.
func (w tongue) ballot() *model.Page {
	d := w.difference()
	card := func(n string) model.ProposalCard {
		return model.ProposalCard{Link: model.Link{Phrase: ltr("Proposal " + n), Href: "../../../" + n + "/index.html"}, Title: w.sentence()}
	}
	foreign := model.Phrase{Lang: w.lang, Dir: w.dir}
	said := func(text string) model.Piece {
		p := model.Piece{Phrase: foreign, Quoted: true}
		p.Text = text
		return p
	}
	line := model.StepLine{Phrase: foreign, Depth: 1}
	line.Text = "[art_3__p_1] | | " + w.sentences[0]
	p := w.page(model.KindBallot, w.lang+"/proposals/sets/both/ballot/index.html", &model.Ballot{
		Sentence: w.sentence(), Set: true, Members: []model.ProposalCard{card("7"), card("8")}, Change: &d,
		Instrument: []model.Step{
			{Sentence: []model.Piece{{Phrase: ltr("In ")}, said(fmt.Sprintf(w.article, 1)), {Phrase: ltr(", omit “")}, said(w.items[1]), {Phrase: ltr("”.")}}},
			{Sentence: []model.Piece{{Phrase: ltr("At the beginning of the text insert:")}}, Block: []model.StepLine{line}},
		},
		Reasons: []model.Reason{{Proposal: "Proposal 7", Title: "<Why>", Paras: []string{w.sentences[0]}}},
		Facts:   []model.Fact{{Name: "Digest", Value: []model.Piece{{Phrase: model.Phrase{Text: "sha256:5f2c0f3b6a1d", Dir: "ltr"}, Quoted: true}}}},
	})
	p.Title = ltr("Ballot: both")
	p.Head.NoIndex = true
	return p
}

// commons are the pages that belong to no work.
func commonsPages() []*model.Page {
	var shelf []model.MovementCard
	for _, w := range []tongue{english, arabic, japanese} {
		shelf = append(shelf, model.MovementCard{
			Link: model.Link{Phrase: model.Phrase{Text: w.movement, Lang: w.lang, Dir: w.dir}, Href: "movements/ferry/index.html"}, Place: "the upper bank", Founded: moment("1987", "1987"),
			Works: []model.WorkCard{{
				Link: model.Link{Phrase: model.Phrase{Text: w.title, Lang: w.lang, Dir: w.dir}, Href: w.lang + "/index.html"}, Kind: "Constitution", Language: w.lang, Counts: []string{"32 clauses", "12 changes"},
				First: moment("2009-03-12", "12 March 2009"), Last: moment("2024-05-03", "3 May 2024"), LastHref: w.lang + "/changes/12/index.html",
				Strip: []model.StripMark{{At: 2, Key: "added"}, {At: 9, Key: "edited"}, {At: 17, Key: "edited"}},
			}},
		})
	}
	row := []model.SourceRow{{Link: model.Link{Phrase: ltr("ferry"), Href: "https://forge.example/ferry"}, Ref: "main", Commit: "0a93cbd00c1d22f4b3f3a95c9d8a4e6f1b2c3d4e", Short: "0a93cbd", Works: []model.Link{{Phrase: ltr(english.title), Href: "en/index.html"}}}}
	var all []*model.Page
	add := func(kind model.Kind, path, title string, body model.Body) *model.Page {
		p := english.page(kind, path, body)
		p.Title, p.Work, p.Crumbs, p.Status = ltr(title), nil, nil, nil
		all = append(all, p)
		return p
	}
	add(model.KindHome, "index.html", "The river country", &model.Home{Movements: shelf, Latest: english.cards(4), Counts: []model.Count{{N: 3, Text: "3 movements"}, {N: 3, Text: "3 works"}}, Sources: row})
	add(model.KindMovement, "movements/ferry/index.html", english.movement, &model.Movement{
		Place: "the upper bank", Founded: moment("1987", "1987"), Languages: []string{"English", "العربية"}, Works: shelf[0].Works,
		PartOf: []model.Circle{{Link: model.Link{Phrase: ltr("The river council")}, Text: "only this side says so"}}, Latest: english.cards(2), Sources: row,
	})
	add(model.KindAbout, "about/index.html", "How to read this site", &model.About{Sections: []model.AboutSection{{
		ID: "x-marks", Heading: "The marks", Paras: []string{english.preamble},
		Marks: []model.MarkLine{{Mark: model.Mark{Key: "edited", Text: "amended"}, Meaning: "Words of the clause changed."}, {Mark: model.Mark{Key: "moved", Text: "moved"}, Meaning: "It stands elsewhere."}},
	}}})
	addKin(add)
	add(model.KindPages, "pages/index.html", "All pages", &model.Index{Groups: []model.IndexGroup{{Link: model.Link{Phrase: ltr(english.title), Href: "../en/index.html"}, Links: []model.Link{{Phrase: ltr("History"), Href: "../en/history/index.html"}}}}})
	add(model.KindMissing, "404.html", "Page not found", &model.Missing{Works: []model.Link{{Phrase: ltr(english.title), Href: "/en/index.html"}}})
	add(model.KindRedirect, "en/art_5/index.html", "This clause has another address now", &model.Redirect{To: model.Link{Phrase: ltr("Article 2"), Href: "../art_2/index.html"}})
	return all
}

// fixtures are all pages, with the language of the interface that draws them.
func fixtures() map[string][]*model.Page {
	all := map[string][]*model.Page{"en": commonsPages()}
	for _, w := range []tongue{english, japanese} {
		all["en"] = append(all["en"], w.pages()...)
	}
	for _, p := range arabic.pages() {
		p.Lang, p.Dir = "ar", "rtl"
		all["ar"] = append(all["ar"], p)
	}
	return all
}

// braidFixture has every line and mark that a braid may have.
func braidFixture() model.Braid {
	return model.Braid{
		Width: 960, Height: 150, Label: "The braid of 3 works.", Ticks: []model.TimelineTick{{X: 100, Text: "2000"}, {X: 500, Text: "2010"}},
		Streams: []model.BraidStream{
			{Label: ltr("Charter <one>"), Href: "../en/index.html", Text: "Charter & others", Row: "x-w-1", Y: 56, X1: 14, X2: 946, LabelX: 14, Dots: []model.BraidDot{{X: 14, Text: "A"}, {X: 300}}},
			{Label: model.Phrase{Text: arabic.title, Lang: "ar", Dir: "rtl"}, Row: "x-w-2", Y: 90, X1: 200, X2: 946, LabelX: 953, End: true, Thick: true},
		},
		Lines: []model.BraidLine{
			{Kind: "fork", Level: "shared", X1: 150, Y1: 56, X2: 200, Y2: 90, From: 0, To: 1, Text: "a fork"},
			{Kind: "thread", Level: "similar", X1: 400, Y1: 90, X2: 420, Y2: 56, From: 1, To: 0, Text: "a thread"},
		},
		Knots: []model.BraidKnot{{X: 600, Ys: []int{56, 90}, Href: "../ar/index.html", Text: "an accord"}},
	}
}

// addKin adds a page of each kind that tells of descent.
func addKin(add func(kind model.Kind, path, title string, body model.Body) *model.Page) {
	link := model.Link{Phrase: ltr(english.title), Href: "../en/index.html"}
	state := model.Mark{Key: "pending", Text: "pending"}
	sentence := []model.Piece{{Phrase: ltr(english.title)}, {Phrase: ltr(" is a fork.")}}
	later := model.Later{
		ID: "x-from-1-7", Change: link, Moment: model.Moment{Text: "3 May 2015", ISO: "2015-05-03"}, Title: sentence, State: state,
		Clauses: []model.LaterClause{{Op: state, State: state, Up: link, Fork: &link, By: &link, Note: "the fork has words of its own here"}},
		Said:    [][]model.Piece{sentence}, Reason: english.sentences[0], Disagree: "They differ.", Patch: &link, Left: "One clause is left out.",
	}
	kinship := model.Kinship{
		ID: "x-from-1", Heading: "Where it came from", Other: link, Movement: link, Page: link, Evidence: []model.EvidenceLine{{Level: model.Mark{Key: "shared", Text: "shared history"}, Text: sentence}},
		Facts: []model.Fact{{Name: "Fork point", Value: sentence}}, Own: []model.TouchRow{{Op: state, Fork: &link, Up: &link}, {Op: state, Up: &link}}, More: "and more",
		Counts: []model.StateCount{{Mark: state, N: "3"}}, Inbox: []model.Later{later},
	}
	add(model.KindKin, "kin/index.html", "Forks and upstream", &model.Kin{
		Sentence: sentence, Family: []model.KinRow{{Link: link, Movement: link, Page: link}, {Link: link, Movement: link, Page: link, Depth: 1, Levels: []model.Mark{{Key: "declared", Text: "declared"}}, Ahead: "8 changes in 115 clauses", Behind: "nothing", Pending: model.Count{N: 2, Text: "2"}}},
		Origins: []model.Kinship{kinship}, Ends: []model.OpenEnd{{Name: model.Piece{Phrase: ltr("../gone")}, Why: "It was there.", How: "declared"}},
		Matrix: &model.Matrix{Columns: []model.Link{link, link}, Rows: []model.MatrixRow{{Change: link, Title: sentence, Cells: []model.MatrixCell{{State: state, Href: "#x-from-1-7"}, {State: model.Mark{Key: "before", Text: "from its beginning"}}}}}},
		Levels: []model.MarkLine{{Mark: model.Mark{Key: "shared", Text: "shared history"}, Meaning: "A fact."}}, StateKeys: []model.MarkLine{{Mark: state, Meaning: "It waits."}},
	})
	add(model.KindTranslation, "translation/index.html", "Translation", &model.Translation{
		Original: model.Tongue{Lang: "en", Dir: "ltr"}, Own: model.Tongue{Lang: "ar", Dir: "rtl"}, Sentence: sentence, Level: model.MarkLine{Mark: model.Mark{Key: "declared", Text: "declared"}, Meaning: "A claim."},
		Facts: []model.Fact{{Name: "Follows", Value: sentence}}, Counts: []model.Count{{N: 1, Text: "1 out of date"}},
		Waiting: []model.TranslationRow{
			{ID: "x-t-1", State: model.Mark{Key: "stale", Text: "out of date"}, Original: &link, Own: &link, Change: &link, Words: []model.Run{{Op: "=", Text: english.sentences[0]}, {Op: "+", Text: english.sentences[1]}}, Stands: arabic.sentences[0]},
			{ID: "x-t-2", State: model.Mark{Key: "newer", Text: "not translated"}, Original: &link},
		},
		Current: []model.TranslationRow{{State: model.Mark{Key: "current", Text: "up to date"}, Original: &link, Own: &link}},
	})
	whose := &model.Margin{Says: []model.Link{{Phrase: ltr("3 May 2015, The river council"), Href: "../en/index.html"}}}
	applied := func(w tongue, prefix string) model.AppliedReading {
		return model.AppliedReading{
			AppliedWork: model.AppliedWork{Link: model.Link{Phrase: model.Phrase{Text: w.title, Lang: w.lang, Dir: w.dir}, Href: "../en/index.html"}, Movement: link, Path: []model.Link{link, link}, Text: "2 clauses"},
			ID:          prefix + "text", Lang: w.lang, Dir: w.dir,
			Blocks: []model.Block{{As: "clauses", Units: []model.Unit{
				{ID: prefix + "art_1", Rank: 2, Label: fmt.Sprintf(w.article, 1), Headed: true, Href: "../en/index.html", Heading: plain(w.headings[1]), Text: plain(w.sentences[0]), Margin: whose},
				{ID: prefix + "art_2", Rank: 2, Label: fmt.Sprintf(w.article, 2), Headed: true, Href: "../en/index.html", Absent: true, Text: plain("does not apply here")},
			}}},
		}
	}
	add(model.KindApplied, "applied/index.html", "What applied", &model.AppliedText{Works: []model.AppliedReading{applied(english, "x-1-"), applied(arabic, "x-2-"), {AppliedWork: model.AppliedWork{Link: link, Movement: link}, ID: "x-3-text", Same: &link}}})
	add(model.KindLineage, "lineage/index.html", "Lineage", &model.Lineage{
		Braid: braidFixture(), Groups: []model.BraidGroup{{Heading: ltr("A family"), Text: "5 works", Braid: braidFixture()}},
		Rows:  []model.LineageRow{{Link: link, ID: "x-w-1", Movement: link, From: sentence, Changes: "22 changes"}, {Link: link, ID: "x-w-2", Depth: 1, Movement: link, Changes: "1 change"}},
		Marks: []model.MarkLine{{Mark: model.Mark{Key: "stream", Text: "a work"}, Meaning: "A line."}}, Routes: []model.Route{{Link: link, Text: "in 3 works"}}, More: "and more",
	})
	add(model.KindTravel, "travel/index.html", "Article 2", &model.Travel{
		Lang: "en", Dir: "ltr", Sentence: sentence, Counts: []model.Count{{N: 2, Text: "2 readings"}}, Stemma: braidFixture(),
		Stages: []model.Stage{{Work: link, Clause: link, How: model.Mark{Key: "first", Text: "first reading"}, Sigla: []string{"A", "B"}}, {Work: link, Clause: link, From: &link, How: state, Drift: "6% of the words differ"}},
		Readings: []model.Wording{
			{ID: "x-a", Siglum: "A", Where: []model.ReadingPlace{{Clause: link, Work: link, Now: true}}, First: model.Compared{Runs: []model.Run{{Op: "=", Text: english.sentences[0]}}}, Newest: model.Compared{Runs: []model.Run{{Op: "-", Text: english.sentences[0]}}}},
			{ID: "x-b", Siglum: "B", First: model.Compared{Note: english.sentences[0], Runs: []model.Run{{Op: "+", Text: english.sentences[1]}}}},
		},
	})
}
