package render

import (
	"html/template"
	"strings"

	"polity/site/model"
)

// differ sets two versions side by side, or one within the other.
type differ struct {
	writer
	words    words
	old, new model.Side
	fresh    bool // nothing stands in the line yet: a break would only leave it empty
}

// difference is the HTML of the clauses of a change. Each changed pair stands
// twice: once with both readings in one another, which a reader may narrow to
// either of them, and once more for the second column; style sheets show the one
// or both (see styles/30-change.css), so all views work without a script.
func difference(t words, d *model.Difference) template.HTML {
	w := differ{words: t, old: d.Old, new: d.New}
	for i := range d.Stretches {
		w.stretch(&d.Stretches[i])
	}
	return w.html()
}

// pairs is difference for single pairs, as the life of a clause shows them.
func pairs(t words, lang, dir string, list []model.Pair) template.HTML {
	side := model.Side{Lang: lang, Dir: dir}
	w := differ{words: t, old: side, new: side}
	for i := range list {
		w.pair(&list[i])
	}
	return w.html()
}

// wording is the HTML of one comparison of words by itself.
func wording(t words, runs []model.Run) template.HTML {
	w := differ{words: t}
	w.runs(runs)
	return w.html()
}

func (w *differ) stretch(s *model.Stretch) {
	if s.Same && len(s.Pairs) == 0 {
		w.raw("<p class=same>")
		w.text(s.Text)
		w.raw("</p>\n")
		return
	}
	if s.Same {
		w.raw("<p class=\"same folded\">")
		w.text(s.Text)
		w.raw("</p>\n<div class=kept>\n")
	}
	for i := range s.Pairs {
		w.pair(&s.Pairs[i])
	}
	if s.Same {
		w.raw("</div>\n")
	}
}

func (w *differ) pair(p *model.Pair) {
	if p.Path != "" {
		w.raw("<p class=path")
		w.speech(w.side(p).Lang, w.side(p).Dir)
		w.raw(">")
		w.text(p.Path)
		w.raw("</p>\n")
	}
	w.raw("<div")
	w.attr("class", pairClass(p))
	w.attr("id", p.ID)
	w.raw(">")
	w.what(p)
	w.readings(p)
	w.raw("</div>\n")
}

// pairClass is all that the style sheet needs to know of a pair.
func pairClass(p *model.Pair) string {
	class := []string{"pair", p.Op.Key, "d" + string(rune('0'+min(p.Depth, 6)))}
	for _, f := range p.Flags {
		class = append(class, f.Key)
	}
	if p.Rank > 0 {
		class = append(class, "headed")
	}
	return strings.Join(class, " ")
}

// what says in words what happened to a clause, beside the marks in it.
func (w *differ) what(p *model.Pair) {
	if p.Op.Key == "unchanged" && len(p.Flags) == 0 {
		return
	}
	w.raw("<p class=what>")
	said := false
	for _, m := range append([]model.Mark{p.Op}, p.Flags...) {
		if m.Key == "unchanged" {
			continue
		}
		if said {
			w.raw(" · ")
		}
		w.raw(`<span class="tag `, "")
		w.text(m.Key)
		w.raw(`">`)
		w.text(m.Text)
		w.raw("</span>")
		said = true
	}
	w.raw("</p>\n")
}

// side is the version whose language a pair is read in.
func (w *differ) side(p *model.Pair) model.Side {
	if len(p.New) == 0 {
		return w.old
	}
	return w.new
}

func (w *differ) readings(p *model.Pair) {
	w.reading("one", w.side(p), p)
	if len(p.Old) > 0 && len(p.New) > 0 && p.Op.Key != "unchanged" {
		w.reading("two hidden", w.new, p)
	}
}

// reading is one copy of a pair, labels first. The second copy is hidden, also
// where no style sheet says so.
func (w *differ) reading(class string, side model.Side, p *model.Pair) {
	w.raw("<div class=", class)
	w.speech(side.Lang, side.Dir)
	w.raw(">")
	inline := p.Rank == 0
	if len(p.Heading) > 0 || !inline && (label(p.Old) != "" || label(p.New) != "") {
		w.raw("<p class=h>")
		w.fresh = true
		w.labels(p)
		w.runs(p.Heading)
		w.raw("</p>")
		inline = false
	}
	if len(p.Text) > 0 || inline {
		w.raw("<p>")
		w.fresh = true
		if inline {
			w.labels(p)
			w.fresh = true
		}
		w.runs(p.Text)
		w.raw("</p>")
	}
	w.raw("</div>\n")
}

func label(sides []model.PairSide) string {
	var all []string
	for _, s := range sides {
		switch {
		case s.Bullet:
			all = append(all, "–")
		case s.Label != "":
			all = append(all, s.Label)
		}
	}
	return strings.Join(all, ", ")
}

// labels writes the label once where both sides print the same, else the old one
// struck and the new one inserted.
func (w *differ) labels(p *model.Pair) {
	old, new := label(p.Old), label(p.New)
	switch {
	case len(p.Old) == 0:
		w.marked(model.Run{Op: "+", Text: new}, p.New)
	case len(p.New) == 0:
		w.marked(model.Run{Op: "-", Text: old}, p.Old)
	case old == new:
		w.marked(model.Run{Op: "=", Text: new}, p.New)
	default:
		w.marked(model.Run{Op: "-", Text: old}, p.Old)
		w.marked(model.Run{Op: "+", Text: new}, p.New)
	}
}

// marked writes a label as a run, linked to the page of its clause.
func (w *differ) marked(r model.Run, sides []model.PairSide) {
	if r.Text == "" {
		return
	}
	w.raw("<span class=n>")
	linked := len(sides) == 1 && w.open("", sides[0].Href, "")
	w.run(r)
	if linked {
		w.raw("</a>")
	}
	w.raw("</span> ")
}

func (w *differ) runs(runs []model.Run) {
	for _, r := range runs {
		w.run(r)
	}
}

// run writes words that stayed, went or came. What went and came is said in
// hidden words too, for readers who hear the page. White space alone is not worth
// a mark.
func (w *differ) run(r model.Run) {
	if r.Op == "=" || strings.TrimSpace(r.Text) == "" {
		w.lines(r.Text)
		return
	}
	element, begin, end := "ins", "change.inserted_begin", "change.inserted_end"
	moved := "change.moved_to"
	if r.Op == "-" {
		element, begin, end = "del", "change.deleted_begin", "change.deleted_end"
		moved = "change.moved_from"
	}
	w.raw("<", element)
	if r.Moved > 0 {
		w.raw(" class=mv")
		begin = moved
	}
	w.raw("><span class=vh>")
	w.text(w.words.Text(begin))
	w.raw(" </span>")
	w.lines(r.Text)
	w.raw("<span class=vh> ")
	w.text(w.words.Text(end))
	w.raw("</span></", element, ">")
}

// lines writes words whose line breaks were made on purpose. Breaks at the start,
// or one after another, would show as empty lines and are left out.
func (w *differ) lines(s string) {
	for i, line := range strings.Split(s, "\n") {
		if i > 0 && !w.fresh {
			w.raw("<br>")
			w.fresh = true
		}
		if line != "" {
			w.text(line)
			w.fresh = false
		}
	}
}
