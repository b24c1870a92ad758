package render

import (
	"html/template"
	"slices"

	"polity/site/message"
	"polity/site/model"
)

// words are the fixed words of the interface.
type words = *message.Catalogue

// functions are what templates may call. None of them decides what a page says.
//
//	t KEY [NAME VALUE]…    words of the interface
//	asset ROOT NAME        the address of "site.css", "site.js" or an image
//	has NAME               whether there is such an asset
//	logo                   the name of the logo's image; "" without
//	speech LANG DIR        lang and dir attributes, each where it is known
//	phrase PHRASE          words, with their language where it is not the page's
//	link LINK              a link, or its words where it leads nowhere
//	as CLASS LINK          the same with a class
//	pieces [PIECE]         a sentence with quoted labels, each linked where it leads somewhere
//	plain [PIECE]          the same without links, to stand inside a link
//	when MOMENT            a date
//	contents [ENTRY]       the contents of a text as a list
//	text BLOCKS NOTES      a text: .Body, .Notes and .Glances of the result
//	unit UNIT NOTES        one clause, likewise
//	difference DIFFERENCE  clause by clause
//	pairs LANG DIR [PAIR]  some clauses of a difference
//	prose PROSE            the words of a record
//	strip, works, timeline, braid drawings
//	ordinal N              N + 1, for counting from one
//	runs [RUN]             words with what came and went marked
//	folds [CHANGECARD]     changes, neighbours that are editorial gathered
//	ground                 the style of the 404 page
func functions(t words, a assets) template.FuncMap {
	return template.FuncMap{
		"t":          t.Text,
		"asset":      func(root, name string) string { return root + a.named[name] },
		"has":        func(name string) bool { return a.named[name] != "" },
		"logo":       func() string { return a.logo },
		"ground":     func() template.CSS { return a.ground },
		"speech":     speech,
		"phrase":     phrase,
		"link":       func(l model.Link) template.HTML { return link("", l) },
		"as":         link,
		"pieces":     pieces,
		"plain":      unlinked,
		"when":       when,
		"contents":   contents,
		"text":       func(b []model.Block, n []model.Note) passage { return set(t, b, n) },
		"unit":       func(u model.Unit, n []model.Note) passage { return single(t, u, n) },
		"difference": func(d model.Difference) template.HTML { return difference(t, &d) },
		"pairs":      func(lang, dir string, p []model.Pair) template.HTML { return pairs(t, lang, dir, p) },
		"prose":      prose,
		"strip":      lifeStrip,
		"works":      workStrip,
		"timeline":   timeline,
		"braid":      braid,
		"ordinal":    func(i int) int { return i + 1 },
		"runs":       func(r []model.Run) template.HTML { return wording(t, r) },
		"folds":      folds,
	}
}

func speech(lang, dir string) template.HTMLAttr {
	var w writer
	w.speech(lang, dir)
	return template.HTMLAttr(w.String())
}

func phrase(p model.Phrase) template.HTML {
	var w writer
	w.phrase(p)
	return w.html()
}

func (w *writer) phrase(p model.Phrase) {
	if p.Lang == "" && p.Dir == "" {
		w.text(p.Text)
		return
	}
	w.raw("<bdi")
	w.speech(p.Lang, p.Dir)
	w.raw(">")
	w.text(p.Text)
	w.raw("</bdi>")
}

// link writes a link with a class; the page itself is marked as such.
func link(class string, l model.Link) template.HTML {
	var w writer
	more := ""
	if l.Current {
		more = " aria-current=page"
	}
	linked := w.open(class, l.Href, more)
	w.phrase(l.Phrase)
	if linked {
		w.raw("</a>")
	}
	return w.html()
}

// pieces writes a sentence; labels quoted from a text are kept apart from the
// direction of the words around them.
func pieces(list []model.Piece) template.HTML {
	var w writer
	for _, p := range list {
		linked := w.open("", p.Href, "")
		w.piece(p)
		if linked {
			w.raw("</a>")
		}
	}
	return w.html()
}

func unlinked(list []model.Piece) template.HTML {
	var w writer
	for _, p := range list {
		w.piece(p)
	}
	return w.html()
}

func (w *writer) piece(p model.Piece) {
	if p.Exact {
		w.raw("<code dir=ltr>")
		w.text(p.Text)
		w.raw("</code>")
		return
	}
	if !p.Quoted {
		w.phrase(p.Phrase)
		return
	}
	w.raw("<bdi")
	w.speech(p.Lang, p.Dir)
	w.raw(">")
	w.text(p.Text)
	w.raw("</bdi>")
}

func when(m model.Moment) template.HTML {
	var w writer
	if m.ISO == "" {
		w.raw("<span class=date>")
		w.text(m.Text)
		w.raw("</span>")
		return w.html()
	}
	w.raw("<time")
	w.attr("datetime", m.ISO)
	w.raw(">")
	w.text(m.Text)
	w.raw("</time>")
	return w.html()
}

// contents is the tree of headed clauses as nested lists.
func contents(entries []model.Entry) template.HTML {
	var w writer
	w.entries(entries)
	return w.html()
}

func (w *writer) entries(entries []model.Entry) {
	if len(entries) == 0 {
		return
	}
	if slices.ContainsFunc(entries, func(e model.Entry) bool { return e.Heading != "" }) {
		w.raw("<ol>\n")
	} else {
		w.raw("<ol class=short>\n") // labels alone, which may stand side by side
	}
	for i := range entries {
		e := &entries[i]
		w.raw("<li>")
		linked := w.open("", e.Href, "")
		if e.Struck {
			w.raw("<s>")
		}
		if e.Label != "" {
			w.raw("<span class=num>")
			w.text(e.Label)
			w.raw("</span> ")
		}
		if e.Heading != "" {
			w.raw("<span>")
			w.text(e.Heading)
			w.raw("</span>")
		}
		if e.Struck {
			w.raw("</s>")
		}
		if linked {
			w.raw("</a>")
		}
		w.entries(e.Entries)
		w.raw("</li>\n")
	}
	w.raw("</ol>\n")
}

// single is one clause by itself. Its heading is the page's own, so it is set
// without one.
func single(t words, u model.Unit, notes []model.Note) passage {
	blocks := u.Blocks
	if len(u.Text) > 0 {
		own := model.Unit{Text: u.Text}
		blocks = append([]model.Block{{As: "paragraphs", Units: []model.Unit{own}}}, blocks...)
	}
	return set(t, blocks, notes)
}

// fold is a change, or a run of neighbouring editorial ones.
type fold struct {
	Editorial bool
	Cards     []model.ChangeCard
}

// folds gathers neighbouring editorial changes, in order.
func folds(cards []model.ChangeCard) []fold {
	var all []fold
	for i := range cards {
		if n := len(all); n > 0 && cards[i].Editorial && all[n-1].Editorial {
			all[n-1].Cards = append(all[n-1].Cards, cards[i])
			continue
		}
		all = append(all, fold{Editorial: cards[i].Editorial, Cards: cards[i : i+1 : i+1]})
	}
	return all
}
