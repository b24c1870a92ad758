package render

import (
	"html/template"
	"strconv"
	"unicode/utf8"

	"polity/site/model"
)

// braid draws streams over time. The table beside it says the same, so the drawing is
// hidden from readers who hear the page and its links are no stops for the keyboard;
// numbers of streams stand on lines and streams for the script that brings one out.
func braid(m model.Braid) template.HTML {
	if len(m.Streams) == 0 {
		return ""
	}
	var w writer
	w.raw(`<svg class=braid viewBox="0 0 `, strconv.Itoa(m.Width), " ", strconv.Itoa(m.Height), `" width="`, strconv.Itoa(m.Width), `" height="`, strconv.Itoa(m.Height), `" aria-hidden=true focusable=false>`)
	for _, t := range m.Ticks {
		x := strconv.Itoa(t.X)
		w.raw(`<g class=tick><path d="M`, x, ` 18V`, strconv.Itoa(m.Height-4), `"/><text`)
		switch half := tickLetter * utf8.RuneCountInString(t.Text) / 2; {
		case t.X < half:
			w.raw(" class=start")
			x = "1"
		case t.X > m.Width-half:
			w.raw(" class=end")
			x = strconv.Itoa(m.Width - 1)
		}
		w.raw(` x="`, x, `" y="12">`)
		w.text(t.Text)
		w.raw("</text></g>")
	}
	for i := range m.Lines {
		w.braidLine(&m.Lines[i])
	}
	for i := range m.Streams {
		w.braidStream(&m.Streams[i], i)
	}
	for i := range m.Knots {
		w.braidKnot(&m.Knots[i])
	}
	w.raw("</svg>")
	return w.html()
}

// tickLetter is about how wide a letter of a date is: one at the edge is set inwards.
const tickLetter = 6

// braidLine is a curve that leaves its stream level and joins the other level.
func (w *writer) braidLine(l *model.BraidLine) {
	x1, y1, x2, y2 := strconv.Itoa(l.X1), strconv.Itoa(l.Y1), strconv.Itoa(l.X2), strconv.Itoa(l.Y2)
	mid := strconv.Itoa((l.X1 + l.X2) / 2)
	w.raw("<path")
	w.attr("class", "tie "+l.Kind+" is-"+l.Level)
	w.attr("data-a", strconv.Itoa(l.From))
	w.attr("data-b", strconv.Itoa(l.To))
	w.raw(` d="M`, x1, " ", y1, "C", mid, " ", y1, " ", mid, " ", y2, " ", x2, " ", y2, `"><title>`)
	w.text(l.Text)
	w.raw("</title></path>")
}

func (w *writer) braidStream(s *model.BraidStream, n int) {
	class, y := "stream", strconv.Itoa(s.Y)
	if s.Thick {
		class = "stream thick"
	}
	w.raw("<g")
	w.attr("class", class)
	w.attr("data-s", strconv.Itoa(n))
	w.attr("data-row", s.Row)
	w.raw(">")
	linked := w.open("", s.Href, " tabindex=-1")
	w.raw("<title>")
	w.text(s.Text)
	w.raw(`</title><path class=bed d="M`, strconv.Itoa(s.X1), " ", y, "H", strconv.Itoa(s.X2), `"/><text`)
	if s.End {
		w.raw(" class=end")
	}
	w.raw(` x="`, strconv.Itoa(s.LabelX), `" y="`, strconv.Itoa(s.Y-9), `"`)
	w.speech(s.Label.Lang, "")
	w.raw(">")
	w.text(s.Label.Text)
	w.raw("</text>")
	for _, d := range s.Dots {
		x := strconv.Itoa(d.X)
		if d.Text == "" {
			w.raw(`<circle cx="`, x, `" cy="`, y, `" r="2.5"/>`)
			continue
		}
		w.raw(`<circle class=seat cx="`, x, `" cy="`, y, `" r="8"/><text class=siglum x="`, x, `" y="`, strconv.Itoa(s.Y+4), `">`)
		w.text(d.Text)
		w.raw("</text>")
	}
	if linked {
		w.raw("</a>")
	}
	w.raw("</g>")
}

// braidKnot is a line across the streams that an accord binds, with a lozenge on each.
func (w *writer) braidKnot(k *model.BraidKnot) {
	if len(k.Ys) == 0 {
		return
	}
	x := strconv.Itoa(k.X)
	w.raw("<g class=knot>")
	linked := w.open("", k.Href, " tabindex=-1")
	w.raw("<title>")
	w.text(k.Text)
	w.raw(`</title><path class=cord d="M`, x, " ", strconv.Itoa(k.Ys[0]), "V", strconv.Itoa(k.Ys[len(k.Ys)-1]), `"/><path class=lozenge d="`)
	for _, y := range k.Ys {
		w.raw("M", x, " ", strconv.Itoa(y-6), "l6 6-6 6-6-6z")
	}
	w.raw(`"/>`)
	if linked {
		w.raw("</a>")
	}
	w.raw("</g>")
}
