package model

import (
	"slices"
	"strconv"
	"strings"

	"polity/commons/law"
	"polity/diff"
	"polity/diff/align"
	"polity/site/address"
)

// clausePage tells the life of one clause.
func (b *builder) clausePage(p *Page, k int) *Clause {
	w := b.work
	c := &w.clauses[k]
	t := w.text(c.version)
	unit := &t.Clauses[c.index]
	s := b.setter(w, c.version)
	end := c.index + len(s.all(c.index))
	s.here = func(i int) bool { return i >= c.index && i <= end || s.backs[i] != nil }
	s.hidden = c.index
	s.lift = max(0, rank(s.t, c.index)-1)
	name := b.full(t, c.index)
	p.Title = b.phrase(name, w.lang)
	p.Description = b.words.Text("clause.description", "label", name, "work", b.title(w))

	st := w.story(c)
	out := &Clause{
		Lang: w.lang, Dir: w.dir, EID: unit.EID, WID: c.wid, Label: unit.Label, Heading: unit.Heading,
		Kind: b.words.Text("kind." + string(kindOr(unit.Kind))), Unit: s.unit(c.index, 0), Repealed: c.gone,
		Times: st.times, Summary: b.summary(c, st), Strip: w.strip(c, st), Scale: b.scale(w),
	}
	out.Notes = s.noteList(false)
	if !c.gone {
		out.Reading = b.to(w.at.Text()) + address.Fragment(unit.EID)
	} else {
		b.gone(p, out, st)
		p.Full = name + " (" + b.words.Text("clause.repealed") + ")"
	}
	b.place(out, s, c)
	p.Prev, p.Next = out.Before, out.After
	out.Life = b.life(c, st)
	p.Status = append(p.Status, b.supersededBy(w, c.wid)...)
	if l := b.behindMark(w, c.index); l != nil && !c.gone {
		p.Status = append(p.Status, Status{Key: "behind", Text: b.words.Text("status.clause_behind"), Link: l})
	}
	out.MadeBy, out.Says = b.madeBy(w, c.wid), b.saidOf(w, c.wid)
	out.Addresses = b.addresses(c)
	if from, ok := w.history.Parents[c.wid]; ok {
		if f, ok := w.byWID[from]; ok {
			l := b.clauseLink(w, &w.clauses[f])
			out.From = &l
		}
	}
	out.Proposals = b.proposalsOn(w, k)
	out.Variants = append(b.inOtherLanguages(c), b.variants(c)...)
	out.Travel = b.travelOf(c)
	out.Cite = b.cite(c.version, name, p.Path)
	out.Forge = b.fileLinks(c.version, unit)
	p.Head.JSONLD = b.clauseData(p, name, unit)
	return out
}

// gone says that the clause was repealed, and when.
func (b *builder) gone(p *Page, out *Clause, st story) {
	status := Status{Key: "repealed", Text: b.words.Text("status.repealed_undated")}
	if st.end >= 0 {
		m := b.moment(b.work.law.Versions[b.work.law.Changes[st.end].To].Dates)
		out.End = &m
		if b.work.date(st.end) != "" {
			status.Text = b.words.Text("status.repealed", "date", m.Text)
		}
		l := b.said("history.title", b.work.at.Change(st.end+1))
		l.Text = b.words.Text("change.title", "n", st.end+1)
		status.Link = &l
	}
	p.Status = append([]Status{status}, p.Status...)
}

// clauseLink leads to a clause's page by its label and heading.
func (b *builder) clauseLink(w *work, c *clause) Link {
	return Link{Phrase: b.phrase(b.full(w.text(c.version), c.index), w.lang), Href: b.to(w.at.Clause(c.name))}
}

// place says where the clause stands: above, below and beside it.
func (b *builder) place(out *Clause, s *setter, c *clause) {
	w := b.work
	link := func(i int) *Link {
		l := Link{Phrase: b.phrase(b.called(s.t, i), w.lang), Href: b.to(w.page(s.version, i))}
		return &l
	}
	for up := s.t.Clauses[c.index].Parent; up >= 0; up = s.t.Clauses[up].Parent {
		if s.t.Clauses[up].Headed() && s.t.Clauses[up].Kind != law.Preface {
			out.Parents = append([]Link{*link(up)}, out.Parents...)
		}
	}
	siblings := s.roots
	if up := s.t.Clauses[c.index].Parent; up >= 0 {
		siblings = s.below[up]
	}
	at, _ := slices.BinarySearch(siblings, c.index)
	for i := at - 1; i >= 0 && out.Before == nil; i-- {
		if IsClause(&s.t.Clauses[siblings[i]]) {
			out.Before = link(siblings[i])
		}
	}
	for i := at + 1; i < len(siblings) && out.After == nil; i++ {
		if IsClause(&s.t.Clauses[siblings[i]]) {
			out.After = link(siblings[i])
		}
	}
	for _, i := range s.below[c.index] {
		if rank(s.t, i) > 0 {
			out.Parts = append(out.Parts, *link(i))
		}
	}
}

// summary is the life in a sentence or three.
func (b *builder) summary(c *clause, s story) string {
	if s.first < 0 {
		return b.words.Text("clause.summary_first_undated")
	}
	say := func(key string, change int, args ...any) string {
		if b.work.date(change) == "" {
			return b.words.Text(key+"_undated", args...)
		}
		d := b.moment(b.work.law.Versions[b.work.law.Changes[change].To].Dates)
		return b.words.Text(key, append(args, "date", d.Text)...)
	}
	parts := []string{say("clause.summary_first", s.first)}
	switch {
	case s.times > 0:
		parts = append(parts, say("clause.summary_changed", s.last, "n", s.times))
	case !c.gone:
		parts = append(parts, b.words.Text("clause.summary_never"))
	}
	if s.end >= 0 {
		parts = append(parts, say("clause.summary_repealed", s.end))
	}
	return strings.Join(parts, " ")
}

// life is one event for each change that concerned the clause, oldest first.
func (b *builder) life(c *clause, s story) []Event {
	var out []Event
	for start := 0; start < len(c.touches); {
		end := start + 1
		for end < len(c.touches) && c.touches[end].change == c.touches[start].change {
			end++
		}
		e := b.event(c, c.touches[start:end], s)
		e.ID = "x-" + strconv.Itoa(len(out)+1)
		out = append(out, e)
		start = end
	}
	return out
}

// event is what one change did to the clause and to the units under it. Units that
// belong to a part which stands on its own are not shown but linked.
func (b *builder) event(c *clause, touches []touch, s story) Event {
	w := b.work
	i := touches[0].change
	ch := w.law.Changes[i]
	e := Event{Change: b.card(w, i), Quiet: true}
	op, flags := w.op(c, i)
	if op == align.Unchanged && flags&^align.Carried == 0 {
		op = align.Edited // only a part of it was concerned
	}
	e.Op = b.mark(op.String())
	switch i {
	case s.first:
		e.Op = Mark{"added", b.words.Text("clause.first_read")}
	case s.end:
		e.Op = b.mark("removed")
	}
	for _, name := range flags.Names() {
		if name != "carried" && name != "xref" {
			e.Flags = append(e.Flags, b.mark(name))
		}
	}
	p := pairing{b, w, w.text(ch.From), w.text(ch.To), ch.From, ch.To}
	listed := map[string]bool{}
	for _, t := range touches {
		if w.words(t) {
			e.Quiet = false
		}
		pair := w.history.Changes[i].Pairs[t.pair]
		version, part := p.within(c.wid, pair)
		if part < 0 {
			e.Pairs = append(e.Pairs, p.pair(pair, len(e.Pairs)))
			e.Pairs[len(e.Pairs)-1].ID = "" // anchors belong to the change's own page
			continue
		}
		if page := w.page(version, part); page != "" && !listed[page] && i != s.first {
			listed[page] = true
			e.Parts = append(e.Parts, Link{Phrase: b.phrase(b.called(w.text(version), part), w.lang), Href: b.to(page)})
		}
	}
	if e.Quiet && op == align.Edited {
		e.Op = b.mark("reflowed")
	}
	return e
}

// within finds, on the way from a pair's unit up to the clause, the outermost
// clause that stands on its own; -1 where there is none between them, so that the
// pair's words belong to the clause's own page.
func (p *pairing) within(wid string, pair *diff.Pair) (version, part int) {
	if len(pair.New) > 0 {
		if part, ok := p.climb(p.new, p.to, pair.New[0], wid); ok {
			return p.to, part
		}
	}
	for _, o := range pair.Old { // it left the clause with this change
		if part, ok := p.climb(p.old, p.from, o, wid); ok {
			return p.from, part
		}
	}
	return p.to, -1
}

func (p *pairing) climb(t *law.Text, version, i int, wid string) (part int, ok bool) {
	for part = -1; i >= 0; i = t.Clauses[i].Parent {
		if p.w.history.WIDs[version][i] == wid {
			return part, true
		}
		if rank(t, i) > 0 {
			part = i
		}
	}
	return -1, false
}

// addresses are the eIds the clause has had.
func (b *builder) addresses(c *clause) []Address {
	w := b.work
	when := func(change int) Moment { return b.moment(w.law.Versions[w.law.Changes[change].To].Dates) }
	leads := map[string]bool{}
	for _, r := range w.redirects {
		if &w.clauses[r.clause] == c {
			leads[r.name] = true
		}
	}
	var out []Address
	for i, f := range c.addresses {
		a := Address{EID: f.eid, Label: f.label, From: when(f.from)}
		if f.to >= 0 {
			a.To = when(f.to)
		}
		a.Redirects = i < len(c.addresses)-1 && leads[address.Slug(f.eid)]
		out = append(out, a)
	}
	return out
}
