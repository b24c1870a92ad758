package render

import (
	"html/template"
	"strconv"

	"polity/site/model"
)

// column is the width of one column of a strip, in units of its drawing.
const column = 4

// strip draws the life of a clause: a faint line for the life of its work, a firm
// one from its own first to its last column, and a stroke for each column in which something happened. Words changing is a full
// stroke, moving a short one; the first reading is the foot of the line, and a
// repeal a stroke across its end. It says nothing that the words beside it do not.
func (w *writer) strip(s model.Strip) {
	width := strconv.Itoa(model.StripColumns * column)
	w.raw(`<svg class=strip viewBox="0 0 `, width, ` 8" aria-hidden=true><path class=scale d="M0 4H`, width,
		`"/><path class=run d="M`, strconv.Itoa(s.From*column), ` 4H`, strconv.Itoa((s.To+1)*column), `"/>`)
	w.ticks(s.Marks)
	w.raw("</svg>")
}

// ticks draws the marks of a strip as one path.
func (w *writer) ticks(marks []model.StripMark) {
	if len(marks) == 0 {
		return
	}
	w.raw(`<path class=tick d="`)
	for _, m := range marks {
		x := strconv.Itoa(m.At*column + column/2)
		switch m.Key {
		case "added":
			w.raw("M", x, " 2v4")
		case "moved":
			w.raw("M", x, " 3v2")
		default:
			w.raw("M", x, " 0v8")
		}
	}
	w.raw(`"/>`)
}

// lifeStrip is a strip by itself, for templates.
func lifeStrip(s model.Strip) template.HTML {
	var w writer
	w.strip(s)
	return w.html()
}

// workStrip is the strip of a whole work over the life of the commons.
func workStrip(marks []model.StripMark) template.HTML {
	if len(marks) == 0 {
		return ""
	}
	var w writer
	w.strip(model.Strip{From: marks[0].At, To: model.StripColumns - 1, Marks: marks})
	return w.html()
}

// timeline draws the changes of a work along a line as wide as its place: lengths
// across are parts of a hundred, heights are pixels, so that years stay readable on
// a phone. Every mark is a link with its words as a title; the list below it says
// the same, so it is hidden from readers who hear the page, and its links are no
// stops for the keyboard.
func timeline(t model.Timeline) template.HTML {
	if len(t.Marks) == 0 {
		return ""
	}
	var w writer
	w.raw(`<svg class=line aria-hidden=true focusable=false><line class=axis x1="0" y1="40" x2="100%" y2="40"/>`)
	for _, tick := range t.Ticks {
		x := percent(tick.X)
		w.raw(`<g class=tick><line x1="`, x, `" y1="40" x2="`, x, `" y2="45"/><text x="`, x, `" y="60">`)
		w.text(tick.Text)
		w.raw("</text></g>")
	}
	for i := range t.Marks {
		w.timelineMark(&t.Marks[i])
	}
	w.raw("</svg>")
	return w.html()
}

// percent writes a place on a timeline as part of its length.
func percent(x int) string {
	return strconv.FormatFloat(float64(x)*100/model.TimelineWidth, 'f', -1, 64) + "%"
}

// timelineMark is a bar whose height says how much a change touched; a named
// version stands on a dot, an editorial change is a short thin bar.
func (w *writer) timelineMark(m *model.TimelineMark) {
	class, top := "hit", 34-7*min(max(m.Size, 1), 4)
	if m.Editorial {
		class, top = "hit quiet", 34
	}
	linked := w.open(class, m.Href, " tabindex=-1")
	if !linked {
		w.raw("<g")
		w.attr("class", class)
		w.raw(">")
	}
	w.raw("<title>")
	w.text(m.Text)
	w.raw("</title>")
	x := percent(m.X)
	w.raw(`<line x1="`, x, `" y1="40" x2="`, x, `" y2="`, strconv.Itoa(top), `"/>`)
	if m.Named {
		w.raw(`<circle cx="`, x, `" cy="40" r="3.5"/>`)
	}
	if linked {
		w.raw("</a>")
	} else {
		w.raw("</g>")
	}
}
