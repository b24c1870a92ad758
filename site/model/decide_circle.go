package model

import (
	"fmt"
	"slices"

	"polity/commons/decision"
	"polity/commons/law"
	"polity/diff"
)

// circleTies are a circle's bonds.
func (b *builder) circleTies(ties []decision.Tie) []Circle {
	var out []Circle
	for _, t := range ties {
		l := b.who(t.ID)
		if page := b.site.Book.Circle(t.ID); page != "" && b.site.hasCircle(t.ID) {
			l.Href = b.to(page)
		}
		c := Circle{Link: l, Mutual: t.Mutual()}
		switch {
		case c.Mutual:
			c.Text = b.words.Text("movement.mutual")
		case b.site.movements[t.ID] == nil:
			c.Text = b.words.Text("movement.absent")
		case t.Ours:
			c.Text = b.words.Text("movement.claimed")
		default:
			c.Text = b.words.Text("decide.circle.claimed_by_them")
		}
		out = append(out, c)
	}
	return out
}

// circle is the page of a movement among others.
func (b *builder) circle(p *Page, m *law.Movement) *CirclePage {
	p.Title = Phrase{Text: b.words.Text("decide.circle.title", "name", m.Name)}
	p.Description = b.words.Text("decide.circle.description", "name", m.Name)
	l := b.movementLink(m)
	p.Crumbs = append(p.Crumbs, l)
	out := &CirclePage{Movement: &l}
	if c := b.site.decided.Circles[m.ID]; c != nil {
		out.Wider, out.Narrower = b.circleTies(c.Wider), b.circleTies(c.Narrower)
		for _, id := range c.Loop {
			out.Loop = append(out.Loop, b.who(id))
		}
	}
	if b.site.hasApplies(m.ID) {
		a := b.said("decide.applies.link", b.site.Book.Applies(m.ID))
		out.Applies = &a
	}
	for _, w := range b.worksOf(m) {
		if w.law.TranslationOf != "" {
			continue
		}
		if f := b.decides(b.site.filed.index[w.law.ID]); len(f) > 0 {
			out.Works = append(out.Works, Deciding{b.workLink(w), f})
		}
	}
	out.Acts = b.actGroups(b.site.filed.byMovement[m.ID], func(k int) ActCard {
		if b.site.filed.acts[k] == p.Path {
			return b.wholeAct(k)
		}
		return b.brief(k)
	})
	out.Accords = b.accordsOf(m.ID)
	return out
}

// accordsOf are the accords that a movement is a party of.
func (b *builder) accordsOf(movement string) []Link {
	var out []Link
	for i := range b.site.decided.Accords {
		a := &b.site.decided.Accords[i]
		if slices.ContainsFunc(a.Parties, func(p decision.Party) bool { return p.Movement == movement }) {
			out = append(out, Link{Phrase: b.accordTitle(a), Href: b.to(b.site.filed.accords[i])})
		}
	}
	return out
}

// circleLinks lead to the pages on a movement's place among others.
func (b *builder) circleLinks(id string) []Link {
	var out []Link
	if b.site.hasCircle(id) {
		out = append(out, b.said("decide.circle.link", b.site.Book.Circle(id)))
	}
	if b.site.hasApplies(id) {
		out = append(out, b.said("decide.applies.link", b.site.Book.Applies(id)))
	}
	return append(out, b.accordsOf(id)...)
}

// accordTitle is the title of the first copy.
func (b *builder) accordTitle(a *decision.Accord) Phrase {
	for _, p := range a.Parties {
		if p.Work >= 0 {
			w := b.site.works[p.Work]
			return b.phrase(b.title(w), w.lang)
		}
	}
	return Phrase{Text: a.Name}
}

// mostDays is how many days a page of what applies lists.
const mostDays = 200

// applies is what applies to a movement now, and on which days that was other.
func (b *builder) applies(p *Page, m *law.Movement) *AppliesPage {
	p.Title = Phrase{Text: b.words.Text("decide.applies.title", "name", m.Name)}
	p.Description = b.words.Text("decide.applies.description", "name", m.Name)
	p.Crumbs = append(p.Crumbs, b.movementLink(m), Link{Phrase: Phrase{Text: b.words.Text("decide.circle.tab")}, Href: b.to(b.site.Book.Circle(m.ID))})
	out := &AppliesPage{}
	for _, a := range b.site.decided.Applies(m.ID, "") {
		out.Works = append(out.Works, b.appliedWork(&a))
	}
	days := b.site.decided.Days(m.ID)
	if len(days) > 0 {
		out.Day = b.day(days[len(days)-1])
	}
	if len(days) > mostDays {
		days = days[len(days)-mostDays:]
		out.Note = b.words.Text("decide.applies.more", "n", mostDays)
	}
	full := b.site.applied[m.ID]
	if n := len(full); n > 0 {
		out.Full = b.appliedLink(m, n-1)
	}
	for _, d := range slices.Backward(days) {
		row := AppliedDay{Moment: b.day(d)}
		if n := slices.Index(full, d); n >= 0 {
			row.Full = b.appliedLink(m, n)
		}
		for _, a := range b.site.decided.Applies(m.ID, d) {
			w := b.site.works[a.Work]
			l := b.workLink(w)
			if id := b.versionID(w, a.Version); id.Href != "" {
				l.Href = id.Href
				if id.Name != "" {
					l.Text += " (" + id.Name + ")"
				}
			}
			row.Works = append(row.Works, l)
		}
		out.Days = append(out.Days, row)
	}
	return out
}

func (b *builder) appliedWork(a *decision.Applied) AppliedWork {
	w := b.site.works[a.Work]
	out := AppliedWork{Link: b.workLink(w), Movement: b.who(w.law.Movement), Mutual: a.Mutual, Version: b.versionID(w, a.Version)}
	for _, id := range a.Path {
		out.Path = append(out.Path, b.who(id))
	}
	gone := map[string]decision.Out{}
	for _, o := range a.Out {
		gone[o.WID] = o
	}
	t := w.text(a.Version)
	n, outs := 0, 0
	for i := range t.Clauses {
		c := &t.Clauses[i]
		if !IsClause(c) {
			continue
		}
		n++
		o, no := gone[w.history.WIDs[a.Version][i]]
		r := rank(t, i)
		if r == 0 && !no {
			continue
		}
		x := AppliedClause{Link: Link{Phrase: b.phrase(b.full(t, i), w.lang), Href: b.to(w.page(a.Version, i))}, Rank: r, Mark: b.decideMark("here", "applies")}
		if no {
			x.Mark, x.Out = b.decideMark("here", "out"), b.outOf(w, o)
			if o.Lapsed {
				x.Mark = b.decideMark("here", "again")
			} else {
				outs++
			}
		}
		out.Clauses = append(out.Clauses, x)
	}
	out.Text = b.words.Text("count.clauses", "n", n)
	if outs > 0 {
		out.Text += b.words.Text("decide.comma") + b.words.Text("decide.applies.outs", "n", outs)
	}
	return out
}

// accord is the page of a text of several movements.
func (b *builder) accord(p *Page, i int) *AccordPage {
	a := &b.site.decided.Accords[i]
	p.Title = b.accordTitle(a)
	p.Description = b.words.Text("decide.accord.description", "title", p.Title.Text)
	out := &AccordPage{InForce: b.decideMark("accord", "waiting")}
	if a.InForce {
		out.InForce = b.decideMark("accord", "in-force")
	}
	var acts []int
	for k := range a.Parties {
		x := &a.Parties[k]
		out.Parties = append(out.Parties, b.accordParty(x))
		acts = append(acts, x.Acts...)
	}
	for _, t := range a.Texts {
		if len(a.Texts) == len(a.Parties) {
			break // each holds its own, as the table of parties says already
		}
		text := AccordText{Digest: t.Digest, Short: shortDigest(t.Digest), Agreed: b.words.Text("decide.accord.agreed_count", "have", len(t.Agreed), "of", len(t.Holders))}
		for _, id := range t.Holders {
			text.Holders = append(text.Holders, b.who(id))
		}
		out.Texts = append(out.Texts, text)
	}
	var differ [][]Piece
	out.Divided, differ = b.divided(a)
	out.Sentence = b.accordSentence(a, differ)
	slices.Sort(acts)
	for _, k := range slices.Backward(b.byDay(acts)) {
		out.Acts = append(out.Acts, b.brief(k))
	}
	return out
}

func shortDigest(d string) string { return d[:min(len(d), len("sha256:")+12)] }

// accordSentence says whether an accord is in force and where its copies differ, or
// who is wanting.
func (b *builder) accordSentence(a *decision.Accord, differ [][]Piece) []Piece {
	var agreed, wanting []string
	for _, p := range a.Parties {
		if p.Agreed {
			agreed = append(agreed, p.Movement)
		} else {
			wanting = append(wanting, p.Movement)
		}
	}
	n := len(a.Parties)
	switch {
	case a.InForce && len(a.Texts) == 1:
		return b.tell("decide.accord.all", n, "n", n)
	case a.InForce:
		return b.tell("decide.accord.differ", n, "n", n, "clauses", b.listed(differ))
	case agreed == nil:
		return b.tell("decide.accord.nobody", 1)
	}
	return b.tell("decide.accord.some", 1, "who", b.whoAll(agreed), "others", b.whoAll(wanting))
}

func (b *builder) accordParty(x *decision.Party) AccordParty {
	out := AccordParty{Movement: b.who(x.Movement), Digest: x.Digest, Short: shortDigest(x.Digest)}
	state := "not-agreed"
	switch {
	case x.Left >= 0:
		state = "left"
	case x.Work < 0:
		state = "absent"
	case x.Agreed:
		state = "agreed"
	}
	out.State = b.decideMark("party", state)
	if x.Work >= 0 {
		l := Link{Phrase: Phrase{Text: b.words.Text("decide.accord.copy")}, Href: b.to(b.site.works[x.Work].at.Text())}
		out.Copy = &l
	}
	for _, k := range x.Acts {
		r := b.site.decided.Acts[k].Record
		out.Acts = append(out.Acts, Link{Phrase: Phrase{Text: b.decideMark("kind", string(r.Kind)).Text + b.words.Text("decide.comma") + b.day(r.Date).Text}, Href: b.actLink(k)})
	}
	return out
}

// mostDivergences bounds how many copies are laid beside the first.
const mostDivergences = 12

// divided lays every wording that differs beside the one that most hold.
func (b *builder) divided(a *decision.Accord) ([]Divergence, [][]Piece) {
	if len(a.Texts) < 2 {
		return nil, nil
	}
	var differ [][]Piece
	told := map[string]bool{}
	copyOf := func(digest string) *decision.Party {
		for k := range a.Parties {
			if a.Parties[k].Digest == digest {
				return &a.Parties[k]
			}
		}
		return nil
	}
	first := copyOf(a.Texts[0].Digest)
	w := b.site.works[first.Work]
	var out []Divergence
	for _, t := range a.Texts[1:min(len(a.Texts), mostDivergences+1)] {
		other := copyOf(t.Digest)
		x := b.site.works[other.Work]
		c := diff.Compare(w.text(w.current), x.text(x.current))
		old := &pairing{b, x, w.text(w.current), x.text(x.current), -1, x.current}
		d := Difference{Old: b.side(w, w.current), New: b.side(x, x.current), Counts: b.counts(c), Editorial: c.Editorial}
		for k := range c.Pairs {
			if settled(c.Pairs[k]) {
				continue
			}
			t, i := old.unit(c.Pairs[k])
			for ; t.Clauses[i].Parent >= 0 && !IsClause(&t.Clauses[i]); i = t.Clauses[i].Parent {
			}
			if name := b.short(t, i); !told[name] && len(differ) < mostNamed {
				told[name] = true
				differ = append(differ, []Piece{{Phrase: b.phrase(name, w.lang), Quoted: true}})
			}
			pair := old.pair(c.Pairs[k], k)
			pair.ID = fmt.Sprintf("x-%d-%d", len(out)+1, k+1)
			if pair.Op.Key != "added" && pair.Op.Key != "removed" {
				pair.Op.Key = "edited"
			}
			pair.Op.Text = b.words.Text("decide.differs." + pair.Op.Key)
			for n := range pair.Old { // it stands in the other work
				pair.Old[n].Href = b.to(w.page(w.current, c.Pairs[k].Old[n]))
			}
			pair.Path = old.path(c.Pairs[k])
			d.Stretches = append(d.Stretches, Stretch{Pairs: []Pair{pair}})
		}
		out = append(out, Divergence{Heading: b.words.Text("decide.accord.beside", "a", b.who(first.Movement).Text, "b", b.who(other.Movement).Text), A: b.who(first.Movement), B: b.who(other.Movement), Difference: d})
	}
	return out, differ
}
