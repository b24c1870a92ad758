package model

import (
	"strconv"

	"polity/commons/law"
	"polity/diff"
	"polity/site/address"
)

// historyPage lists every change, newest first.
func (b *builder) historyPage(p *Page) *History {
	w := b.work
	p.Title = Phrase{Text: b.words.Text("history.title")}
	p.Description = b.words.Text("history.description", "title", b.title(w))
	p.Data = []Link{b.said("site.json", w.at.HistoryFile("data.json")), b.said("site.feed", w.at.File("atom.xml"))}
	out := &History{}
	cards := make([]ChangeCard, len(w.law.Changes))
	for i := range cards {
		cards[i] = b.withSteps(w, i)
		if cards[i].Editorial {
			out.Editorial++
		}
	}
	out.Years = b.years(w, cards)
	out.Timeline = b.timeline(w, cards)
	out.Counts = append(out.Counts, Count{len(cards), b.words.Text("count.changes", "n", len(cards))})
	if out.Editorial > 0 {
		out.Counts = append(out.Counts, Count{out.Editorial, b.words.Text("count.editorial", "n", out.Editorial)})
	}
	for i := len(w.pages) - 1; i >= 0; i-- {
		out.Versions = append(out.Versions, b.versionRow(w, w.pages[i]))
	}
	if w.thinned {
		out.Note = b.words.Text("history.budget")
	}
	return out
}

func (b *builder) versionRow(w *work, v int) VersionRow {
	row := VersionRow{VersionID: b.versionID(w, v), Current: v == w.current}
	if row.Current {
		row.Standing = b.forced(w, "history.current")
	}
	for i := 1; i < len(w.named); i++ {
		if w.named[i] == v {
			a := w.named[i-1]
			row.Compare = &Link{Phrase: Phrase{Text: b.words.Text("history.compare", "version", w.law.Versions[a].Name)}, Href: b.to(w.compare(a, v))}
		}
	}
	return row
}

// years gathers changes by year, newest first.
func (b *builder) years(w *work, cards []ChangeCard) []Year {
	var out []Year
	for i := len(cards) - 1; i >= 0; i-- {
		d := w.date(i)
		year := string(d[:min(4, len(d))])
		id := "x-" + year
		text := b.words.Date(year)
		if year == "" {
			id, text = "x-undated", b.words.Text("history.undated")
		}
		if n := len(out); n == 0 || out[n-1].Text != text {
			for k := range out {
				if out[k].ID == id { // dates out of order: the same year once more
					id += "-" + strconv.Itoa(len(out))
					break
				}
			}
			out = append(out, Year{ID: id, Text: text})
		}
		last := &out[len(out)-1]
		last.Changes = append(last.Changes, cards[i])
	}
	return out
}

// mostTicks is about how many years a timeline names.
const mostTicks = 12

// timeline puts changes on a line; a single one makes none.
func (b *builder) timeline(w *work, cards []ChangeCard) Timeline {
	out := Timeline{ByTime: w.byTime}
	if len(cards) < 2 {
		return out
	}
	first, last := 0, 0
	for i := range cards {
		c := &cards[i]
		out.Marks = append(out.Marks, TimelineMark{
			X: w.place[i], Size: size(c.Touched), Href: c.Href, Text: c.Moment.Text + ": " + plain(c.Title),
			Editorial: c.Editorial, Named: c.Version != "",
		})
		if w.place[i] < w.place[first] {
			first = i
		}
		if w.place[i] > w.place[last] {
			last = i
		}
	}
	if w.byTime {
		out.Ticks = b.ticks(w.date(first), w.date(last))
	}
	return out
}

// size is 1 to 4 for few to many clauses touched.
func size(touched int) int {
	switch {
	case touched <= 1:
		return 1
	case touched <= 4:
		return 2
	case touched <= 16:
		return 3
	}
	return 4
}

// ticks names years between two dates, at round distances.
func (b *builder) ticks(first, last law.Date) []TimelineTick {
	from, _ := days(first)
	to, _ := days(last)
	a, z := from/372, to/372
	step := 1
	for _, s := range []int{1, 2, 5, 10, 20, 25, 50, 100, 200, 500} {
		if step = s; (z-a)/s <= mostTicks {
			break
		}
	}
	var out []TimelineTick
	for y := (a + step - 1) / step * step; y <= z; y += step {
		if at := y * 372; at >= from {
			out = append(out, TimelineTick{(at - from) * TimelineWidth / (to - from), b.words.Digits(strconv.Itoa(y))})
		}
	}
	return out
}

// change is the page of one change.
func (b *builder) change(p *Page, i int) *Change {
	w := b.work
	c := &w.law.Changes[i]
	out := &Change{ChangeCard: b.withSteps(w, i), Difference: b.difference(w, c.From, c.To, w.history.Changes[i], w.acts[i]())}
	p.Title = Phrase{Text: b.words.Text("change.title", "n", i+1)}
	if out.First {
		p.Title.Text = b.words.Text("change.first")
	}
	p.Description = b.words.Text("change.description", "sentence", plain(out.Title), "date", out.Moment.Text)
	p.Head.Canonical = address.Absolute(b.site.Commons.URL, p.Path)
	if out.ChangeCard.Editorial {
		p.Status = append(p.Status, Status{Key: "editorial", Text: b.words.Text("status.editorial")})
	}
	if i > 0 {
		p.Prev = b.changeLink(i - 1)
	}
	if i+1 < len(w.law.Changes) {
		p.Next = b.changeLink(i + 1)
	}
	for k := range c.Steps {
		if s := &c.Steps[k]; len(s.Signatures) > 0 {
			proof := b.proof(&law.Filing{Last: s.Commit, Signatures: s.Signatures}, w.law.Movement)
			proof.Commit = ""
			out.Steps[k].Proof = &proof
		}
	}
	out.Elsewhere = b.elsewhere("change", b.site.elsewhereOf.Changes, i)
	out.People = b.people(&c.Commit)
	out.Message = Message{Subject: c.Commit.Subject, Body: c.Commit.Body}
	for _, t := range c.Commit.Trailers {
		out.Message.Trailers = append(out.Message.Trailers, Fact{t.Key, trailer(t.Value)})
	}
	out.Dates = b.dateLines(w.law.Versions[c.To].Dates)
	out.Facts = b.particulars(w, c)
	if len(c.Signatures) > 0 {
		proof := b.proof(filingOf(c), w.law.Movement)
		proof.Commit = "" // it stands beside it
		out.Proof = &proof
	} else if signed, proven := signedSteps(c); signed > 0 {
		out.StepsSigned = b.words.Text("change.steps_signed", "n", len(c.Steps), "signed", signed, "proven", proven)
	}
	out.Forge = some(b.out("change.forge_commit", address.Commit(w.law, c.Commit.Hash)),
		b.out("change.forge_proposal", address.Proposal(w.law, proposalOf(c))))
	if c.From >= 0 {
		out.Forge = append(out.Forge, some(b.out("change.forge_compare",
			address.Comparison(w.law, w.law.Versions[c.From].Commit.Hash, c.Commit.Hash)))...)
	}
	return out
}

// trailer is a trailer's value, linked where it is an address. Mail addresses of
// people are left out.
func trailer(value string) []Piece {
	if web, ok := address.Web(value); ok {
		return []Piece{{Phrase: Phrase{Text: value}, Href: web}}
	}
	return unquoted(withoutMail(value))
}

func (b *builder) changeLink(i int) *Link {
	return &Link{Phrase: Phrase{Text: b.words.Text("change.title", "n", i+1)}, Href: b.to(b.work.at.Change(i + 1))}
}

// particulars are what git and the message say of a change.
func (b *builder) particulars(w *work, c *law.Change) []Fact {
	var out []Fact
	add := func(key string, value Piece) {
		if value.Text != "" {
			out = append(out, Fact{b.words.Text("change." + key), []Piece{value}})
		}
	}
	out = append(out, b.carries(w, w.madeBy[c.To])...)
	add("commit", exact(c.Commit.Hash, address.Commit(w.law, c.Commit.Hash)))
	add("proposal", linked(b.proposalCalled(w, proposalOf(c))))
	add("branch", exact(c.Commit.Branch, ""))
	if by, ok := w.undone()[w.madeBy[c.To]]; ok {
		add("undone", linked(*b.changeOf(w, by)))
	}
	if from, ok := w.restored()[w.madeBy[c.To]]; ok {
		add("restores", linked(*b.changeOf(w, from)))
	}
	for _, x := range []struct{ key, hash string }{{"reverts", c.Commit.Reverts}, {"picked_from", c.Commit.PickedFrom}} {
		page := ""
		for i := range w.law.Changes {
			if x.hash != "" && w.law.Changes[i].Commit.Hash == x.hash {
				page = b.to(w.at.Change(i + 1))
			}
		}
		add(x.key, exact(x.hash, page))
	}
	return out
}

// comparePage is the page of two named versions.
func (b *builder) comparePage(p *Page, from, to int) *Compare {
	w := b.work
	c := diff.Compare(w.text(from), w.text(to))
	out := &Compare{Difference: b.difference(w, from, to, c, diff.Summarise(c, w.text(from), w.text(to)))}
	x, y := &w.law.Versions[from], &w.law.Versions[to]
	p.Title = Phrase{Text: b.words.Text("compare.title", "a", x.Name, "b", y.Name)}
	p.Description = b.words.Text("compare.description", "work", b.title(w), "a", x.Name, "b", y.Name)
	p.Head.Canonical = address.Absolute(b.site.Commons.URL, p.Path)
	for i, ch := range w.law.Changes {
		if ch.To > from && ch.To <= to {
			out.Between = append(out.Between, b.card(w, i))
		}
	}
	out.Forge = some(b.out("compare.forge", address.Comparison(w.law, x.Commit.Hash, y.Commit.Hash)))
	for i := range w.named {
		if w.named[i] == from && i > 0 {
			p.Prev = b.compareLink(w.named[i-1], from)
		}
		if w.named[i] == to && i+1 < len(w.named) {
			p.Next = b.compareLink(to, w.named[i+1])
		}
	}
	return out
}

func (b *builder) compareLink(from, to int) *Link {
	w := b.work
	return &Link{Phrase: Phrase{Text: b.words.Text("compare.title", "a", w.law.Versions[from].Name, "b", w.law.Versions[to].Name)}, Href: b.to(w.compare(from, to))}
}
