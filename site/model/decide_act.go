package model

import (
	"slices"
	"strings"

	"polity/commons/decision"
	"polity/site/address"
)

// actLink leads to where an act is shown in full.
func (b *builder) actLink(i int) string {
	page := b.site.filed.acts[i]
	switch page {
	case "":
		return ""
	case b.path:
		return address.Fragment(b.site.filed.anchors[i])
	}
	return b.to(page) + address.Fragment(b.site.filed.anchors[i])
}

// brief is an act in a list: what, by whom, when, and what it amounts to.
func (b *builder) brief(i int) ActCard {
	a := &b.site.decided.Acts[i]
	r := a.Record
	c := ActCard{
		Href: b.actLink(i), Kind: b.decideMark("kind", string(r.Kind)), Sentence: b.actSentence(a), Moment: b.day(r.Date),
		State: b.decideMark("state", string(a.State)), Votes: b.votes(r.Votes), Proof: b.proof(&r.Filing, r.Movement),
	}
	if r.By != "" {
		c.By = b.phrase(r.By, b.langOf(r.Movement))
	}
	c.StateSay = b.stateSay(a)
	if r.Effect != "" {
		c.Effect = b.words.Text("decide.effect." + strings.ReplaceAll(r.Effect, "-", "_"))
	}
	return c
}

// whole is an act shown in full.
func (b *builder) wholeAct(i int) ActCard {
	a := &b.site.decided.Acts[i]
	c := b.brief(i)
	c.ID, c.Href = b.site.filed.anchors[i], ""
	c.Quotes, c.Facts, c.Reasons = b.quotes(a), b.actFacts(a), b.prose(a.Record.Reasons)
	var w *work
	if a.Work >= 0 {
		w = b.site.works[a.Work]
	}
	for k := range a.Findings {
		c.Findings = append(c.Findings, b.finding(w, &a.Findings[k]))
	}
	for _, k := range a.Accepted {
		c.Findings = append(c.Findings, Finding{b.decideMark("check", "agrees"), b.tell("decide.accepted", 1, "who", b.who(b.site.decided.Acts[k].Record.Movement), "date", b.day(b.site.decided.Acts[k].Record.Date).Text)})
	}
	return c
}

// langOf is the language in which a movement names itself; "" unknown.
func (b *builder) langOf(movement string) string {
	if m := b.site.movements[movement]; m != nil {
		return m.Lang
	}
	return ""
}

// actSentence says what an act does.
func (b *builder) actSentence(a *decision.Act) []Piece {
	return b.tell("decide.act."+string(a.Record.Kind), 1, "who", b.who(a.Record.Movement), "what", b.actObject(a))
}

// actObject is what an act is on, in words.
func (b *builder) actObject(a *decision.Act) []Piece {
	on := a.Record.On
	if a.Target >= 0 {
		t := b.site.decided.Acts[a.Target].Record
		l := Link{Phrase: Phrase{Text: b.decideMark("kind", string(t.Kind)).Text}, Href: b.actLink(a.Target)}
		return b.tell("decide.what.act", 1, "act", l, "who", b.who(t.Movement))
	}
	work := []Piece{{Phrase: Phrase{Text: on.Work}, Quoted: true}}
	if a.Work >= 0 {
		work = piece(b.workLink(b.site.works[a.Work]))
	}
	clauses := b.listed(b.clausesOf(a))
	switch {
	case on.Amendment != "" && clauses != nil:
		return b.tell("decide.what.amendment_clauses", 1, "clauses", clauses, "amendment", b.amendmentOf(a), "work", work)
	case on.Amendment != "":
		return b.tell("decide.what.amendment", 1, "amendment", b.amendmentOf(a), "work", work)
	case clauses != nil:
		return b.tell("decide.what.clauses", 1, "clauses", clauses, "work", work)
	}
	return work
}

// amendmentOf names the amendment an act is on.
func (b *builder) amendmentOf(a *decision.Act) Link {
	l := Link{Phrase: Phrase{Text: b.words.Text("decide.amendment", "number", b.words.Digits(a.Record.On.Amendment))}}
	if a.Amendment >= 0 {
		l.Href = b.to(b.site.filed.amendments[a.Amendment])
	}
	return l
}

// mostNamed is how many clauses a sentence names.
const mostNamed = 6

// clausesOf are the clauses an act names, by their numbers.
func (b *builder) clausesOf(a *decision.Act) [][]Piece {
	names := a.Record.On.Clauses
	if a.Work < 0 {
		var out [][]Piece
		for _, n := range names[:min(mostNamed, len(names))] {
			out = append(out, b.absent(nil, n))
		}
		return out
	}
	w := b.site.works[a.Work]
	v := b.readAt(a)
	var out [][]Piece
	for _, c := range a.Clauses {
		if len(out) == mostNamed {
			out = append(out, unquoted(b.words.Text("speech.more", "n", len(a.Clauses)-mostNamed)))
			break
		}
		out = append(out, piece(Link{Phrase: b.phrase(b.short(w.text(v), c.Index), w.lang), Href: b.to(w.page(v, c.Index))}))
	}
	if len(out) == 0 {
		for _, n := range names[:min(mostNamed, len(names))] {
			out = append(out, b.absent(w, n))
		}
	}
	return out
}

// readAt is the version in which the clauses of an act were found.
func (b *builder) readAt(a *decision.Act) int {
	if a.Version >= 0 {
		return a.Version
	}
	return b.site.works[a.Work].current
}

// stateSay says what an act is bound to and whether that still stands.
func (b *builder) stateSay(a *decision.Act) []Piece {
	args := []any{"version", a.Record.On.Version, "work", a.Record.On.Work}
	if a.Since >= 0 {
		w := b.site.works[a.Work]
		args = append(args, "change", *b.changeOf(w, a.Since), "date", b.moment(w.law.Versions[w.law.Changes[a.Since].To].Dates).Text)
	}
	if a.Ended >= 0 {
		e := b.site.decided.Acts[a.Ended]
		args = append(args, "act", Link{Phrase: Phrase{Text: b.decideMark("kind", string(e.Record.Kind)).Text}, Href: b.actLink(a.Ended)}, "date", b.day(e.Record.Date).Text)
	}
	return b.tell("decide.say."+string(a.State), 1, args...)
}

// maxQuote is how much of a clause an act quotes.
const maxQuote = 600

// quotes are the clauses an act names, in the words they had.
func (b *builder) quotes(a *decision.Act) []Quote {
	if a.Work < 0 || a.Record.Kind.Consents() && len(a.Clauses) > 3 {
		return nil
	}
	w := b.site.works[a.Work]
	v := b.readAt(a)
	var out []Quote
	for _, c := range a.Clauses[:min(len(a.Clauses), 12)] {
		t := w.text(v)
		words := []string{}
		size := 0
		for k := c.Index; k < len(t.Clauses) && (k == c.Index || t.Clauses[k].Depth > t.Clauses[c.Index].Depth) && size < maxQuote; k++ {
			x := strings.TrimSpace(t.Clauses[k].Text)
			if k != c.Index && t.Clauses[k].Label != "" {
				x = t.Clauses[k].Label + " " + x
			}
			if size += len(x); x != "" {
				words = append(words, x)
			}
		}
		q := Quote{Link: Link{Phrase: b.phrase(b.full(t, c.Index), w.lang), Href: b.to(w.page(v, c.Index))}, Text: clip(strings.Join(strings.Fields(strings.Join(words, " ")), " "), maxQuote)}
		if p := b.phrase("", w.lang); q.Text != "" {
			q.Lang, q.Dir = p.Lang, p.Dir
		}
		out = append(out, q)
	}
	return out
}

// actFacts are the lines of what is known of an act.
func (b *builder) actFacts(a *decision.Act) []Fact {
	r := a.Record
	var out []Fact
	add := func(key string, value []Piece) {
		if len(value) > 0 && value[0].Text != "" {
			out = append(out, Fact{b.words.Text("decide.fact." + key), value})
		}
	}
	if a.Work >= 0 && a.Version >= 0 {
		w := b.site.works[a.Work]
		id := b.versionID(w, a.Version)
		name := id.Name
		if name == "" {
			name = id.ID
		}
		add("version", b.tell("decide.via."+string(a.Via), 1, "version", Link{Phrase: Phrase{Text: name}, Href: id.Href}, "date", id.Moment.Text))
		add("digest", []Piece{exact(b.site.Digest(w.text(a.Version)), "")})
	}
	if r.On.Digest != "" && a.Via != decision.ViaDigest {
		add("declared_digest", []Piece{exact(r.On.Digest, "")})
	}
	add("minutes", b.paper(r.Movement, r.Minutes))
	add("file", b.paper(r.Movement, r.Path))
	return out
}

// paper is a file of a movement's repository, or an address, linked where a reader can
// follow it.
func (b *builder) paper(movement, name string) []Piece {
	if web, ok := address.Web(name); ok {
		return []Piece{{Phrase: Phrase{Text: name}, Href: web}}
	}
	p := exact(name, "")
	if strings.ContainsRune(name, ' ') {
		p = Piece{Phrase: Phrase{Text: name}, Quoted: true} // «minutes of the spring Moot»: words, and no file
	}
	if i := slices.IndexFunc(b.site.works, func(w *work) bool { return w.law.Movement == movement && w.current >= 0 }); i >= 0 && name != "" {
		w := b.site.works[i]
		p.Href = address.File(w.law, b.headOf(movement), name)
	}
	return []Piece{p}
}

// headOf is the commit at which a movement's repository was read; "" unknown.
func (b *builder) headOf(movement string) string {
	for _, s := range b.site.Commons.Sources {
		if s.Movement == movement {
			return s.Commit
		}
	}
	return ""
}

// decisions is the page of all acts on a work.
func (b *builder) decisions(p *Page, i int) *Decisions {
	w := b.work
	p.Title = Phrase{Text: b.words.Text("decide.decisions.title")}
	p.Description = b.words.Text("decide.decisions.description", "title", b.title(w))
	p.Data = []Link{b.said("site.json", w.at.DecisionsFile("data.json"))}
	out := &Decisions{Decides: b.decides(i)}
	acts := b.site.filed.byPage[p.Path]
	out.Acts = b.actGroups(acts, b.wholeAct)
	if len(acts) > manyActs {
		out.Note = b.words.Text("decide.decisions.short", "n", manyActs)
	}
	for _, f := range b.site.decided.Standing(i) {
		out.Findings = append(out.Findings, b.finding(w, &f))
	}
	return out
}

// byDay are acts in the order of their dates.
func (b *builder) byDay(acts []int) []int {
	out := slices.Clone(acts)
	slices.SortStableFunc(out, func(x, y int) int {
		return strings.Compare(string(b.site.decided.Acts[x].Record.Date), string(b.site.decided.Acts[y].Record.Date))
	})
	return out
}

// decides says who decides on a work, and by which rule.
func (b *builder) decides(i int) []Fact {
	w := b.site.works[i]
	d := &w.law.Decide
	var out []Fact
	add := func(key string, value []Piece) {
		if len(value) > 0 {
			out = append(out, Fact{b.words.Text("decide.fact." + key), value})
		}
	}
	if voters := b.site.decided.Voters(i); len(voters) > 0 {
		add("by", b.whoAll(voters))
	} else if d.Members {
		add("by", unquoted(b.words.Text("decide.members")))
	}
	if d.Rule != "" {
		add("rule", unquoted(b.rule(d.Rule)))
	}
	for _, e := range d.Entrenched {
		var names [][]Piece
		for _, c := range e.Clauses[:min(len(e.Clauses), 24)] {
			names = append(names, b.named(w, c))
		}
		add("entrenched", b.tell("decide.entrenched", len(names), "clauses", b.listed(names), "rule", b.rule(e.Rule)))
	}
	switch {
	case len(d.VetoBy) > 0:
		add("veto", b.whoAll(d.VetoBy))
	case d.Veto != "":
		add("veto", unquoted(b.words.Text("decide.veto."+d.Veto)))
	}
	if d.Notice > 0 {
		add("notice", unquoted(b.words.Text("decide.days", "n", d.Notice)))
	}
	return out
}
