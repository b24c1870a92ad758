package model

import (
	"slices"
	"strings"

	"polity/commons/decision"
	"polity/commons/law"
)

// amendmentCard is an amendment in a list.
func (b *builder) amendmentCard(i int) AmendmentCard {
	a := &b.site.decided.Amendments[i]
	r := a.Record
	c := AmendmentCard{Link: Link{Phrase: b.phrase(amendmentTitle(r), b.reasonsLang(r)), Href: b.to(b.site.filed.amendments[i])}, Author: r.Author}
	if r.Number != "" {
		c.Number = b.words.Text("decide.amendment", "number", b.words.Digits(r.Number))
	}
	if r.Status != "" {
		c.Status = b.decideMark("status", string(r.Status))
	}
	c.Moment = b.moment(r.Dates)
	if r.Dates.Best() == "" && r.Dates.Proposed != "" {
		c.Moment = b.day(r.Dates.Proposed)
		c.Moment.What = b.words.Text("date.proposed")
	}
	w := b.site.works[a.Work]
	if len(a.Joins) > 0 {
		c.Sentence = b.sentence(w, a.Joins[len(a.Joins)-1].Change)
	}
	if len(a.Force.Counts) > 0 || a.Force.State == decision.Stopped && decision.Passed(r.Status) {
		c.Mark = b.decideMark("force", string(a.Force.State))
	}
	for k := range a.Force.Counts {
		if x := &a.Force.Counts[k]; c.Force == nil || !x.Reached() {
			c.Force = b.counterSentence(x, len(a.Force.Voters))
		}
	}
	for k := range a.Findings {
		if b.finding(w, &a.Findings[k]).Mark.Key == "differs" {
			c.Doubts++
		}
	}
	return c
}

func amendmentTitle(r *law.Amendment) string {
	if r.Title != "" {
		return r.Title
	}
	if r.Name != "" {
		return strings.ReplaceAll(r.Name, "-", " ")
	}
	return r.Path
}

// reasonsLang is the language of a record's own words.
func (b *builder) reasonsLang(r *law.Amendment) string {
	if r.Reasons != nil && r.Reasons.Lang != "" {
		return r.Reasons.Lang
	}
	return b.langOf(r.Movement)
}

// counterSentence is «2 of 3 have consented; missing: Upper Ford».
func (b *builder) counterSentence(c *decision.Counter, voters int) []Piece {
	args := []any{"have", len(c.Consented), "needed", c.Needed, "of", voters, "missing", b.whoAll(c.Missing)}
	switch {
	case c.Needed == 0:
		return b.tell("decide.counter.unruled", 1, args...)
	case c.Reached() || len(c.Missing) == 0:
		return b.tell("decide.counter.reached", 1, args...)
	}
	return b.tell("decide.counter.waiting", 1, args...)
}

// amendmentYears are amendments by years, newest first; a few are one group.
func (b *builder) amendmentYears(list []int) []AmendmentYear {
	var out []AmendmentYear
	for _, k := range slices.Backward(list) {
		card := b.amendmentCard(k)
		year := AmendmentYear{}
		if len(list) > fewActs {
			year = AmendmentYear{ID: "x-undated", Text: b.words.Text("history.undated")}
			if y, _, _ := strings.Cut(card.Moment.ISO, "-"); y != "" {
				year = AmendmentYear{ID: "x-" + y, Text: b.words.Date(y)}
			}
		}
		i := slices.IndexFunc(out, func(y AmendmentYear) bool { return y.ID == year.ID })
		if i < 0 {
			i = len(out)
			out = append(out, year)
		}
		out[i].Amendments = append(out[i].Amendments, card)
	}
	slices.SortStableFunc(out, func(x, y AmendmentYear) int {
		if x.ID == "x-undated" || y.ID == "x-undated" { // last
			return strings.Compare(x.ID, y.ID)
		}
		return strings.Compare(y.ID, x.ID)
	})
	return out
}

// register is the page of all amendments of a work.
func (b *builder) register(p *Page, i int) *Register {
	w := b.work
	p.Title = Phrase{Text: b.words.Text("decide.register.title")}
	p.Description = b.words.Text("decide.register.description", "title", b.title(w))
	p.Data = []Link{b.said("site.json", w.at.RegisterFile("data.json"))}
	out := &Register{Decides: b.decides(i)}
	list := b.site.decided.ByWork(i)
	tally := map[law.AmendmentStatus]int{}
	for _, k := range list {
		tally[b.site.decided.Amendments[k].Record.Status]++
		l := Link{Phrase: Phrase{Text: b.shortAmendment(k)}, Href: b.to(b.site.filed.amendments[k])}
		for _, row := range b.effects(k) {
			row.Amendment = &l
			out.Effects = append(out.Effects, row)
		}
	}
	out.Years = b.amendmentYears(list)
	for _, s := range law.AmendmentStatuses {
		if n := tally[s]; n > 0 {
			out.Counts = append(out.Counts, Count{n, b.words.Text("decide.count."+strings.ReplaceAll(string(s), "-", "_"), "n", n)})
		}
	}
	for _, f := range b.site.decided.Standing(i) {
		out.Findings = append(out.Findings, b.finding(w, &f))
	}
	return out
}

// shortAmendment is an amendment by its number, else its title.
func (b *builder) shortAmendment(i int) string {
	r := b.site.decided.Amendments[i].Record
	if r.Number != "" {
		return b.words.Digits(r.Number)
	}
	return clip(amendmentTitle(r), 40)
}

// maxEffects is how many clauses an amendment's table names; the pages of its changes
// name all of them.
const maxEffects = 200

// effects are the rows of the table of one amendment.
func (b *builder) effects(i int) []EffectRow {
	a := &b.site.decided.Amendments[i]
	w := b.site.works[a.Work]
	var out []EffectRow
	for _, e := range a.Effects[:min(len(a.Effects), maxEffects)] {
		row := EffectRow{Undeclared: !e.Declared && len(a.Record.Amends) > 0}
		version := e.Version
		if e.WID == "" && e.Op == "" && !e.Applied() {
			version = -1
		}
		row.Clause = b.clauseAt(w, e.WID, version, e.Clause, e.As)
		if e.Applied() {
			row.Op, row.Change = b.mark(e.Op), b.changeOf(w, e.Change)
			row.Applied = b.decideMark("applied", "yes")
			if a.Undone >= 0 {
				row.Applied = b.decideMark("applied", "undone")
			}
		} else {
			row.Applied = b.decideMark("applied", "no")
		}
		if version >= 0 && e.WID != "" {
			if c := decision.RuleFor(&w.law.Decide, w.text(version), w.history.WIDs[version], e.Clause); c.Entrenched {
				row.Rule = b.rule(c.Rule)
			}
		}
		out = append(out, row)
	}
	return out
}

// amendment is the page of one amendment.
func (b *builder) amendment(p *Page, i int) *Amendment {
	w := b.work
	a := &b.site.decided.Amendments[i]
	r := a.Record
	out := &Amendment{AmendmentCard: b.amendmentCard(i), Effects: b.effects(i), Reasons: b.prose(r.Reasons), Proof: b.proof(&r.Filing, r.Movement)}
	p.Title = b.phrase(amendmentTitle(r), b.reasonsLang(r))
	p.Description = b.words.Text("decide.amendment_description", "title", amendmentTitle(r), "work", b.title(w))
	p.Crumbs = append(p.Crumbs, b.said("decide.register.title", w.at.Register()))
	if s := b.amendmentStatus(a); s != nil {
		p.Status = append([]Status{*s}, p.Status...)
	}
	list := b.site.decided.ByWork(a.Work)
	at := slices.Index(list, i)
	near := func(k int) *Link {
		return &Link{Phrase: b.phrase(amendmentTitle(b.site.decided.Amendments[k].Record), b.reasonsLang(b.site.decided.Amendments[k].Record)), Href: b.to(b.site.filed.amendments[k])}
	}
	if at > 0 {
		p.Prev = near(list[at-1])
	}
	if at+1 < len(list) {
		p.Next = near(list[at+1])
	}
	out.Dates = b.dateLines(r.Dates)
	for _, j := range a.Joins {
		out.Changes = append(out.Changes, CarriedOut{b.card(w, j.Change), b.words.Text("decide.how." + string(j.How))})
	}
	for k := range a.Findings {
		out.Findings = append(out.Findings, b.finding(w, &a.Findings[k]))
	}
	for k := range a.Force.Counts {
		out.Counters = append(out.Counters, b.counter(a, &a.Force.Counts[k]))
	}
	for _, k := range b.byDay(b.site.decided.OnAmendment(i)) {
		out.Acts = append(out.Acts, b.brief(k))
	}
	out.Facts = b.amendmentFacts(a)
	return out
}

// amendmentStatus says of an amendment that it is not in force.
func (b *builder) amendmentStatus(a *decision.Amendment) *Status {
	switch {
	case a.Undone >= 0:
		return &Status{Key: "superseded", Text: b.words.Text("decide.standing.undone"), Link: b.changeOf(b.work, a.Undone)}
	case !decision.Passed(a.Record.Status):
		return &Status{Key: "draft", Text: b.words.Text("decide.standing." + strings.ReplaceAll(string(a.Record.Status), "-", "_"))}
	case len(a.Joins) == 0:
		return &Status{Key: "draft", Text: b.words.Text("decide.standing.not_applied")}
	}
	return nil
}

func (b *builder) counter(a *decision.Amendment, c *decision.Counter) Counter {
	out := Counter{Sentence: b.counterSentence(c, len(a.Force.Voters)), Rule: b.rule(c.Rule), Mark: b.decideMark("force", "waiting")}
	if c.Reached() {
		out.Mark = b.decideMark("force", "reached")
	}
	for _, x := range c.Clauses {
		out.Clauses = append(out.Clauses, b.clauseAt(b.site.works[a.Work], x.WID, -1, 0, x.EID))
	}
	for _, v := range a.Force.Voters {
		row := CounterRow{Movement: b.who(v), Mark: b.decideMark("voice", "missing")}
		for _, list := range []struct {
			key    string
			voices []decision.Voice
		}{{"consents", c.Consented}, {"objects", c.Objected}} {
			for _, x := range list.voices {
				if x.Movement == v {
					r := b.site.decided.Acts[x.Act].Record
					row.Mark = b.decideMark("voice", list.key)
					row.Act, row.Date = &Link{Phrase: Phrase{Text: b.decideMark("kind", string(r.Kind)).Text}, Href: b.actLink(x.Act)}, b.day(r.Date)
				}
			}
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func (b *builder) amendmentFacts(a *decision.Amendment) []Fact {
	r := a.Record
	var out []Fact
	add := func(key string, value []Piece) {
		if len(value) > 0 && value[0].Text != "" {
			out = append(out, Fact{b.words.Text("decide.fact." + key), value})
		}
	}
	add("author", unquoted(withoutMail(r.Author)))
	add("votes", unquoted(b.votes(r.Votes)))
	if len(r.Affects) > 0 {
		var all [][]Piece
		for _, x := range r.Affects[:min(len(r.Affects), 24)] {
			if b.site.movements[x] != nil {
				all = append(all, piece(b.who(x)))
			} else {
				all = append(all, b.named(b.work, x))
			}
		}
		add("affects", b.listed(all))
	}
	if len(r.Supersedes) > 0 {
		var all [][]Piece
		for _, n := range r.Supersedes[:min(len(r.Supersedes), 24)] {
			l := Link{Phrase: Phrase{Text: b.words.Text("decide.amendment", "number", b.words.Digits(n))}}
			for _, k := range b.site.decided.ByWork(a.Work) {
				if b.site.decided.Amendments[k].Record.Number == strings.TrimLeft(n, "0#") {
					l.Href = b.to(b.site.filed.amendments[k])
				}
			}
			all = append(all, piece(l))
		}
		add("supersedes", b.listed(all))
	}
	add("discussion", b.paper(r.Movement, r.Discussion))
	if r.Proposal != "" {
		add("proposal", piece(b.proposalCalled(b.work, r.Proposal)))
	}
	add("file", b.paper(r.Movement, r.Path))
	return out
}

// carries names the amendments that a change carried out.
func (b *builder) carries(w *work, change int) []Fact {
	var all [][]Piece
	for _, k := range b.site.filed.byChange[b.site.filed.index[w.law.ID]][change] {
		r := b.site.decided.Amendments[k].Record
		all = append(all, piece(Link{Phrase: b.phrase(amendmentTitle(r), b.reasonsLang(r)), Href: b.to(b.site.filed.amendments[k])}))
	}
	if all == nil {
		return nil
	}
	return []Fact{{b.words.Text("decide.fact.amendment"), b.listed(all)}}
}

// madeBy are the amendments that made a clause what it is, oldest first.
func (b *builder) madeBy(w *work, wid string) []AmendmentCard {
	i := b.site.filed.index[w.law.ID]
	var out []AmendmentCard
	for _, x := range b.site.filed.byClause[i][wid] {
		a := &b.site.decided.Amendments[x.amendment]
		e := &a.Effects[x.effect]
		c := b.amendmentCard(x.amendment)
		c.Op = b.mark(e.Op)
		if a.Undone >= 0 {
			c.Note = b.tell("decide.undone_by", 1, "change", *b.changeOf(w, a.Undone))
		}
		out = append(out, c)
	}
	return out
}

// saidOf are the reservations and objections to a clause, oldest first.
func (b *builder) saidOf(w *work, wid string) []ActCard {
	i := b.site.filed.index[w.law.ID]
	var out []ActCard
	for _, k := range b.byDay(b.site.filed.onClause[i][wid]) {
		out = append(out, b.brief(k))
	}
	return out
}

// owner is the clause with a page that a unit belongs to.
func owner(t *law.Text, i int) int {
	for ; t.Clauses[i].Parent >= 0 && !IsClause(&t.Clauses[i]); i = t.Clauses[i].Parent {
	}
	return i
}

// supersededBy says of a clause what others of the same text say of it.
func (b *builder) supersededBy(w *work, wid string) []Status {
	var out []Status
	t := w.text(w.current)
	for _, x := range b.site.filed.appended[b.site.filed.index[w.law.ID]][wid] {
		by := owner(t, x.By)
		l := Link{Phrase: b.phrase(b.full(t, by), w.lang), Href: b.to(w.page(w.current, by))}
		out = append(out, Status{Key: "superseded", Text: b.words.Text("decide.standing." + x.How), Link: &l})
	}
	return out
}

// marksOf are the same as quiet marks in the margin of a text.
func (b *builder) marksOf(w *work, wid string) []Link {
	i := b.site.filed.index[w.law.ID]
	var out []Link
	for _, x := range b.site.filed.appended[i][wid] {
		t := w.text(w.current)
		out = append(out, Link{Phrase: Phrase{Text: b.words.Text("decide.margin."+x.How, "clause", b.short(t, owner(t, x.By)))}, Href: b.to(w.page(w.current, owner(t, x.By)))})
	}
	for _, k := range b.site.filed.onClause[i][wid] {
		a := &b.site.decided.Acts[k]
		key := "decide.margin." + string(a.Record.Kind)
		if a.State == decision.Lapsed {
			key += "_lapsed"
		}
		out = append(out, Link{Phrase: Phrase{Text: b.words.Text(key, "who", b.who(a.Record.Movement).Text)}, Href: b.actLink(k)})
	}
	return out
}
