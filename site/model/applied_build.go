package model

import (
	"slices"
	"strconv"

	"polity/commons/decision"
	"polity/commons/law"
	"polity/site/address"
)

// The full text is kept for so many of a movement's last days, and as long as it is not
// more than so many bytes together; of days before these the versions are named.
const (
	mostAppliedTexts = 24
	mostAppliedBytes = 2 << 20
)

// appliedDays are the days for which a movement has a page of the full text, oldest first.
func (s *Site) appliedDays(movement string) []law.Date {
	days := s.decided.Days(movement)
	bytes := 0
	for n := 1; n <= len(days); n++ {
		for _, a := range s.decided.Applies(movement, days[len(days)-n]) {
			bytes += textBytes(s.works[a.Work].text(a.Version))
		}
		if n > mostAppliedTexts || n > 1 && bytes > mostAppliedBytes {
			return days[len(days)-n+1:]
		}
	}
	return days
}

func textBytes(t *law.Text) (n int) {
	for i := range t.Clauses {
		n += len(t.Clauses[i].Heading) + len(t.Clauses[i].Text)
	}
	return n
}

// appliedText is the page of day n of a movement.
func (b *builder) appliedText(p *Page, m *law.Movement, n int) *AppliedText {
	days := b.site.applied[m.ID]
	day := days[n]
	out := &AppliedText{Day: b.day(day)}
	key, args := "decide.applies.text_now", []any{"name", m.Name, "date", out.Day.Text}
	if n+1 < len(days) {
		out.Until = b.day(days[n+1])
		key, args = "decide.applies.text_then", append(args, "until", out.Until.Text)
		p.Status = append(p.Status, Status{Key: "old", Text: b.words.Text("decide.applies.old", "date", out.Until.Text), Link: b.appliedLink(m, len(days)-1)})
		p.Next = b.appliedLink(m, n+1)
	}
	if n > 0 {
		p.Prev = b.appliedLink(m, n-1)
	}
	p.Title = Phrase{Text: b.words.Text(key, args...)}
	p.Description = b.words.Text("decide.applies.description", "name", m.Name)
	p.Crumbs = append(p.Crumbs, b.movementLink(m), Link{Phrase: Phrase{Text: b.words.Text("decide.circle.tab")}, Href: b.to(b.site.Book.Circle(m.ID))}, b.said("decide.applies.link", b.site.Book.Applies(m.ID)))
	for i, a := range b.site.decided.Applies(m.ID, day) {
		if from, at := b.appliedSince(m, n, &a); n+1 < len(days) && from < n {
			r := AppliedReading{AppliedWork: b.appliedWork(&a), ID: textID(i)}
			r.Clauses, r.Same = nil, b.appliedLink(m, from)
			r.Same.Href += address.Fragment(textID(at))
			out.Works = append(out.Works, r)
			continue
		}
		r := b.appliedReading(&a, "x-"+strconv.Itoa(i+1)+"-")
		r.ID = textID(i)
		out.Works = append(out.Works, r)
	}
	return out
}

func textID(i int) string { return "x-text-" + strconv.Itoa(i+1) }

// appliedSince is the first of a movement's days, up to day n, from which on a text
// applied as it did on that day, and its place among that day's texts.
func (b *builder) appliedSince(m *law.Movement, n int, a *decision.Applied) (from, at int) {
	days := b.site.applied[m.ID]
	from = n
	for k := n - 1; k >= 0; k-- {
		texts := b.site.decided.Applies(m.ID, days[k])
		i := slices.IndexFunc(texts, func(x decision.Applied) bool {
			return x.Work == a.Work && x.Version == a.Version && x.Mutual == a.Mutual && slices.Equal(x.Path, a.Path) && slices.Equal(x.Out, a.Out)
		})
		if i < 0 {
			break
		}
		from, at = k, i
	}
	return from, at
}

// appliedLink leads to the full text of day n.
func (b *builder) appliedLink(m *law.Movement, n int) *Link {
	day := b.site.applied[m.ID][n]
	return &Link{Phrase: Phrase{Text: b.day(day).Text}, Href: b.to(b.site.Book.AppliesOn(m.ID, string(day)))}
}

// appliedReading sets one text; its ids begin with prefix, for others stand on the page.
func (b *builder) appliedReading(a *decision.Applied, prefix string) AppliedReading {
	w := b.site.works[a.Work]
	out := AppliedReading{AppliedWork: b.appliedWork(a), Lang: w.lang, Dir: w.dir}
	out.Clauses = nil
	s := b.setter(w, a.Version)
	s.prefix, s.margin = prefix, b.originsOf(w, a.Version)
	s.without = map[int][]Span{}
	for _, o := range a.Out {
		if i := slices.Index(w.history.WIDs[a.Version], o.WID); i >= 0 && !o.Lapsed {
			s.without[i] = spansOf(b.outOf(w, o))
		}
	}
	s.hideTitle(b.title(w))
	out.Blocks = s.blocks(s.roots, 0)
	out.Notes = s.noteList(true)
	return out
}

// originsOf says in the margin of each clause that stands alone whose it is, and since
// when it read as it does.
func (b *builder) originsOf(w *work, version int) func(i int) *Margin {
	t, until := w.text(version), w.madeBy[version]
	who := b.who(w.law.Movement).Text
	return func(i int) *Margin {
		k, ok := w.byWID[w.history.WIDs[version][i]]
		if !ok || rank(t, i) == 0 {
			return nil
		}
		last := -1
		for _, touch := range w.clauses[k].touches {
			if touch.change <= until && (last < 0 || w.words(touch)) {
				last = touch.change
			}
		}
		if last < 0 {
			return nil
		}
		m := b.moment(w.law.Versions[w.law.Changes[last].To].Dates)
		return &Margin{Changed: m, Says: []Link{{Phrase: Phrase{Text: b.words.Text("decide.applies.origin", "who", who, "date", m.Text)}, Href: b.to(w.at.Change(last + 1))}}}
	}
}

// outOf says why a clause does not apply, or applies again.
func (b *builder) outOf(w *work, o decision.Out) []Piece {
	act := b.site.decided.Acts[o.Act]
	args := []any{"act", Link{Phrase: Phrase{Text: b.decideMark("kind", string(act.Record.Kind)).Text}, Href: b.actLink(o.Act)}, "date", b.day(act.Record.Date).Text}
	if o.Lapsed {
		return b.tell("decide.applies.again", 1, append(args, "change", *b.changeOf(w, act.Since))...)
	}
	return b.tell("decide.applies.out", 1, args...)
}

func spansOf(in []Piece) []Span {
	out := make([]Span, len(in))
	for i, p := range in {
		out[i] = Span{Text: p.Text, Href: p.Href}
	}
	return out
}
