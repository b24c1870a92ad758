package model

import (
	"cmp"
	"slices"

	"polity/commons/law"
	"polity/commons/report"
	"polity/site/address"
	"polity/site/message"
)

// latest is how many changes the home page and movements show.
const latest = 12

// home is the page of the commons.
func (b *builder) home(p *Page) *Home {
	s := b.site
	p.Title = Phrase{Text: s.title}
	movements := Count{len(s.Commons.Movements), b.words.Text("count.movements", "n", len(s.Commons.Movements))}
	p.Description = b.words.Text("home.description", "movements", movements.Text)
	p.Data = []Link{b.said("site.json", address.Commons), b.said("site.feed", address.Feed)}
	out := &Home{}
	clauses, changes := 0, 0
	for _, w := range s.works {
		changes += len(w.law.Changes)
		clauses += w.standing
	}
	out.Counts = []Count{
		movements,
		{len(s.works), b.words.Text("count.works", "n", len(s.works))},
		{clauses, b.words.Text("count.clauses", "n", clauses)},
		{changes, b.words.Text("count.changes", "n", changes)},
	}
	for i := range s.Commons.Movements {
		m := &s.Commons.Movements[i]
		card := MovementCard{Link: b.movementLink(m), Place: m.Place, Works: b.workCards(m)}
		if m.Founded != "" {
			card.Founded = b.day(m.Founded)
		}
		out.Movements = append(out.Movements, card)
	}
	out.Latest = b.latest(s.works)
	out.Sources = b.sources("")
	for _, x := range s.problems {
		out.Problems = append(out.Problems, b.problem(x))
	}
	return out
}

func (b *builder) problem(x report.Problem) Problem {
	where := report.Problem{Path: x.Path, Line: x.Line, Col: x.Col}.String()
	return Problem{
		Severity: Mark{x.Severity.String(), b.words.Text("problem." + x.Severity.String())}, Where: where[:max(0, len(where)-len(": note: "))],
		Message: x.Message, Advice: x.Advice,
	}
}

// latest are the newest changes over some works, editorial ones left out.
func (b *builder) latest(works []*work) []ChangeCard {
	type change struct {
		w *work
		i int
	}
	var all []change
	for _, w := range works {
		taken := 0
		for i := len(w.law.Changes) - 1; i >= 0 && taken < latest; i-- {
			if w.law.Changes[i].From < 0 || !w.history.Changes[i].Editorial {
				all = append(all, change{w, i})
				taken++
			}
		}
	}
	slices.SortStableFunc(all, func(x, y change) int { return cmp.Compare(y.w.date(y.i), x.w.date(x.i)) })
	var out []ChangeCard
	for _, c := range all[:min(latest, len(all))] {
		out = append(out, b.withWork(c.w, c.i))
	}
	return out
}

// workCards are a movement's works in its own order.
func (b *builder) workCards(m *law.Movement) []WorkCard {
	var out []WorkCard
	for _, w := range b.worksOf(m) {
		out = append(out, b.workCard(w))
	}
	return out
}

// worksOf are the works a movement lists, then those that name it.
func (b *builder) worksOf(m *law.Movement) []*work {
	var out []*work
	for _, id := range m.Works {
		if w := b.site.byID[id]; w != nil {
			out = append(out, w)
		}
	}
	for _, w := range b.site.works {
		if w.law.Movement == m.ID && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

func (b *builder) workCard(w *work) WorkCard {
	card := WorkCard{Link: b.workLink(w), Kind: b.kindOf(w.law), Language: message.Endonym(w.lang), Counts: b.workCounts(w)}
	for _, e := range b.editions(w) {
		if !e.Current {
			card.Editions = append(card.Editions, e)
		}
	}
	n := len(w.law.Changes)
	if n == 0 {
		return card
	}
	card.First = b.moment(w.law.Versions[w.law.Changes[0].To].Dates)
	card.Last = b.moment(w.law.Versions[w.law.Changes[n-1].To].Dates)
	card.LastHref = b.to(w.at.Change(n))
	card.Strip = b.workStrip(w)
	return card
}

// workStrip draws a work's changes over the life of the commons.
func (b *builder) workStrip(w *work) []StripMark {
	from, ok1 := days(b.site.first)
	to, ok2 := days(b.site.last)
	if !ok1 || !ok2 || from == to {
		return nil
	}
	var marks [StripColumns]string
	for i := range w.law.Changes {
		n, ok := days(w.date(i))
		if !ok {
			continue
		}
		key := "edited"
		switch {
		case w.law.Changes[i].From < 0:
			key = "added"
		case w.history.Changes[i].Editorial:
			key = "moved"
		}
		if at := column((n - from) * TimelineWidth / (to - from)); gravity[key] > gravity[marks[at]] {
			marks[at] = key
		}
	}
	var out []StripMark
	for at, key := range marks {
		if key != "" {
			out = append(out, StripMark{at, key})
		}
	}
	return out
}

// sources are the places read: all, or those of one movement.
func (b *builder) sources(movement string) []SourceRow {
	var out []SourceRow
	for _, s := range b.site.Commons.Sources {
		if movement != "" && s.Movement != movement {
			continue
		}
		web, _ := address.Web(s.URL)
		row := SourceRow{Link: Link{Phrase: Phrase{Text: s.Name}, Href: web}, Ref: s.Ref, Commit: s.Commit, Short: short(s.Commit)}
		for _, id := range s.Works {
			if w := b.site.byID[id]; w != nil {
				row.Works = append(row.Works, b.workLink(w))
			}
		}
		out = append(out, row)
	}
	return out
}

// movement is the page of one movement.
func (b *builder) movement(p *Page, m *law.Movement) *Movement {
	p.Title = b.phrase(m.Name, m.Lang)
	p.Description = b.words.Text("movement.description", "name", m.Name)
	works := b.worksOf(m)
	out := &Movement{Place: m.Place, Declared: m.Declared, Works: b.workCards(m), Latest: b.latest(works), Sources: b.sources(m.ID)}
	if m.Founded != "" {
		out.Founded = b.day(m.Founded)
	}
	if web, ok := address.Web(m.Home); ok {
		out.Home = &Link{Phrase: Phrase{Text: m.Home}, Href: web}
	}
	if m.Contact != "" {
		web, ok := address.Web(m.Contact)
		if !ok {
			web, _ = address.Web("mailto:" + m.Contact)
		}
		out.Contact = &Link{Phrase: Phrase{Text: m.Contact}, Href: web}
	}
	for _, lang := range m.Languages {
		out.Languages = append(out.Languages, message.Endonym(lang))
	}
	out.PartOf = b.circles(m.PartOf, func(o *law.Movement) bool { return slices.Contains(o.Members, m.ID) })
	out.Members = b.circles(m.Members, func(o *law.Movement) bool { return slices.Contains(o.PartOf, m.ID) })
	acts := b.byDay(b.site.filed.byMovement[m.ID])
	for _, k := range slices.Backward(acts[max(0, len(acts)-latest):]) {
		out.Acts = append(out.Acts, b.brief(k))
	}
	out.More = b.circleLinks(m.ID)
	return out
}

// circles are other movements; back says whether one names this movement too.
func (b *builder) circles(ids []string, back func(*law.Movement) bool) []Circle {
	var out []Circle
	for _, id := range ids {
		m := b.site.movements[id]
		if m == nil {
			out = append(out, Circle{Link: b.who(id), Text: b.words.Text("movement.absent")})
			continue
		}
		c := Circle{Link: b.movementLink(m), Mutual: back(m), Text: b.words.Text("movement.claimed")}
		if c.Mutual {
			c.Text = b.words.Text("movement.mutual")
		}
		out = append(out, c)
	}
	return out
}
