package model

import (
	"math"
	"slices"
	"strings"

	"polity/commons/decision"
	"polity/commons/law"
	"polity/diff/proposal"
	"polity/site/address"
	"polity/site/message"
)

// proposal is the page of one proposal.
func (b *builder) proposal(p *Page, i int) *Proposal {
	w := b.work
	s := &w.book.Standings[i]
	x := s.Proposal
	out := &Proposal{ProposalCard: b.proposalCard(w, i), Means: b.meansOf(w, s), Evidence: b.proposalEvidence(w, s), Rules: b.rules(w, s)}
	p.Title = Phrase{Text: out.Link.Text}
	p.Full = out.Link.Text + ": " + plain(out.Title)
	p.Description = b.words.Text("prop.description_one", "name", out.Link.Text, "sentence", plain(out.Title))
	p.Head.Canonical = address.Absolute(b.site.Commons.URL, p.Path)
	p.Crumbs = append(p.Crumbs, b.said("prop.tab", w.at.ProposalList()))
	p.Status = append(p.Status, Status{Key: "proposal", Text: out.State.Text + ". " + out.Means})
	if i > 0 {
		l := b.proposalLink(w, i-1)
		p.Prev = &l
	}
	if i+1 < len(w.proposed) {
		l := b.proposalLink(w, i+1)
		p.Next = &l
	}
	out.Elsewhere = b.elsewhere("proposal", b.site.elsewhereOf.Proposals, i)
	b.proposed(out, s, i)
	out.ClashTitle = b.forced(w, "prop.clashes")
	if s.State != proposal.InForce { // of what came in by other commits they would say nothing
		out.Conflicts = b.clashes(w, x, w.text(w.current), s.Conflicts)
	}
	if n := len(s.Conflicts) - len(out.Conflicts); n > 0 && out.Conflicts != nil {
		out.More = b.words.Text("prop.more_clashes", "n", n)
	}
	out.Collisions = b.collisions(w, func(q proposal.Pair) bool { return q.First == i || q.Second == i })
	out.Record = b.proposalNote(s)
	for k := range x.Commits {
		c := &x.Commits[k]
		m := Message{Subject: c.Subject, Body: withoutMail(c.Body)}
		for _, t := range c.Trailers {
			if !strings.EqualFold(t.Key, "Signed-off-by") {
				m.Trailers = append(m.Trailers, Fact{t.Key, trailer(t.Value)})
			}
		}
		out.Messages = append(out.Messages, m)
	}
	if x.More > 0 {
		out.Left = b.words.Text("prop.more_commits", "n", x.More)
	}
	out.Facts = b.proposalFacts(w, x)
	out.Ballot = b.ballotLink(w.at.Ballot(w.proposed[i]), w.balloted(i))
	out.Forge = some(b.out("change.forge_proposal", address.Proposal(w.law, x.Number)), b.out("change.forge_commit", headOnForge(w, x)))
	return out
}

// proposed fills in the differences. A proposal that came in by its own commits is
// shown by its change, so its words are not repeated here.
func (b *builder) proposed(out *Proposal, s *proposal.Standing, i int) {
	w, x := b.work, s.Proposal
	switch {
	case x.Text == nil:
		return
	case s.Change >= 0 && x.Merged:
		out.Instead = b.words.Text("prop.shown_as_change")
		return
	case w.brief[i]:
		out.Instead = b.words.Text("prop.brief")
		return
	}
	id := b.words.Text("prop.side", "name", out.Link.Text)
	now := w.inForceNow()
	if s.Applies && s.Anew && w.law.Ended == nil {
		if r := w.book.Merged(i); r != nil {
			out.Now = b.against(now, law.Version{ID: id, Text: r.Text}, w.idsOf(now.Text), false)
		}
	}
	own := b.against(w.versionOf(x.Before, b.words.Text("prop.before")), law.Version{ID: id, Text: x.Text}, w.idsOf(x.Before), false)
	if out.Now != nil && sameChange(out.Now, own) {
		out.Same = true
		return
	}
	own.second()
	out.Own = own
}

// second gives the anchors of a difference names of their own, on a page that has one
// already.
func (d *Difference) second() {
	for _, s := range d.Stretches {
		for i := range s.Pairs {
			s.Pairs[i].ID = "x-own-" + strings.TrimPrefix(s.Pairs[i].ID, "x-")
		}
	}
}

// sameChange reports whether two differences mark the same words.
func sameChange(x, y *Difference) bool {
	changed := func(d *Difference) []Pair {
		var out []Pair
		for _, s := range d.Stretches {
			if !s.Same {
				out = append(out, s.Pairs...)
			}
		}
		return out
	}
	return slices.EqualFunc(changed(x), changed(y), func(a, b Pair) bool {
		return a.Op == b.Op && slices.Equal(a.Heading, b.Heading) && slices.Equal(a.Text, b.Text)
	})
}

// portion is a share in whole per cent, 1 and 99 kept apart from nothing and all.
func (b *builder) portion(share float64) string { return b.words.Number(percent(share)) }

func percent(share float64) int {
	n := int(math.Round(share * 100))
	if n == 0 && share > 0 {
		n = 1
	}
	if n == 100 && share < 1 {
		n = 99
	}
	return n
}

// few is the share of words below which nothing is said of them.
const few = 0.1

// changeLinked is a change of the main line as part of a sentence.
func (b *builder) changeLinked(w *work, i int) []message.Piece {
	return []message.Piece{{Text: b.words.Text("prop.change", "n", i+1, "date", b.moment(w.law.Versions[w.law.Changes[i].To].Dates).Text), Href: b.to(w.at.Change(i + 1))}}
}

// inShort is the most telling evidence, for lists.
func (b *builder) inShort(w *work, s *proposal.Standing) string {
	switch {
	case s.State == proposal.Recorded && s.Record != nil && s.Record.Status != "":
		return b.words.Text("prop.status_" + key(string(s.Record.Status)))
	case s.State == proposal.WasInForce && s.Until >= 0:
		return b.words.Text("prop.short_until", "date", b.moment(w.law.Versions[w.law.Changes[s.Until].To].Dates).Text)
	case s.State == proposal.Stale && s.Applies:
		return b.words.Text("prop.short_fits_ended")
	case s.State == proposal.Stale:
		return b.words.Text("prop.short_stale", "n", len(s.Conflicts))
	case s.Words > 0 && s.Share >= few && s.Share < 1:
		return b.forced(w, "prop.short_share", "percent", b.portion(s.Share))
	}
	return ""
}

// evidence is what a state rests on, gathered a sentence at a time.
type evidence struct {
	*builder
	w   *work
	s   *proposal.Standing
	out [][]Piece
}

// proposalEvidence is what the state rests on, a sentence each.
func (b *builder) proposalEvidence(w *work, s *proposal.Standing) [][]Piece {
	e := &evidence{builder: b, w: w, s: s}
	if s.Record != nil && s.Record.Status != "" {
		e.say("says_record", 0, map[string][]message.Piece{"record": {{Text: recordName(s.Record), Href: b.recordPage(s.Record)}}, "status": asIs(b.words.Text("prop.status_" + key(string(s.Record.Status)))), "how": asIs(b.words.Text("prop.by_" + string(s.By)))})
	}
	e.commits()
	if s.Words > 0 {
		e.wording()
	}
	e.merging()
	e.keeping()
	if s.Proposal.Why != "" {
		e.say("why_"+key(string(s.Proposal.Why)), 0, nil)
	}
	return e.out
}

func (e *evidence) say(name string, n int, args map[string][]message.Piece) {
	if args == nil {
		args = map[string][]message.Piece{}
	}
	if e.w.law.Ended != nil && slices.Contains(ofTheLast, name) {
		name += "_ended"
	}
	args["n"] = asIs(e.words.Number(n))
	e.out = append(e.out, e.pieces(e.w, e.words.Pieces("prop."+name, n, args)))
}

// asIs is text as part of a sentence.
func asIs(s string) []message.Piece { return []message.Piece{{Text: s}} }

// change names a change of the main line in a sentence.
func (e *evidence) change(i int) map[string][]message.Piece {
	return map[string][]message.Piece{"change": e.changeLinked(e.w, i)}
}

// commits says where its commits came in, and whether what they did still stands.
func (e *evidence) commits() {
	p, s := e.s.Proposal, e.s
	switch {
	case p.Merged && s.Change >= 0:
		e.say("says_merged", 0, e.change(s.Change))
	case p.Merged:
		e.say("says_merged_quiet", 0, nil)
	case p.Text != nil:
		e.say("says_unmerged", 0, nil)
	}
	if s.Change < 0 {
		return
	}
	if by, ok := e.w.undone()[s.Change]; ok {
		e.say("says_taken_back", 0, e.change(by))
	}
	if from, ok := e.w.restored()[s.Change]; ok {
		e.say("says_restores", 0, e.change(from))
	}
}

// wording says how much of its words is in force, and since when.
func (e *evidence) wording() {
	s := e.s
	percent := asIs(e.portion(s.Share))
	switch {
	case s.State == proposal.WasInForce && s.Since >= 0 && s.Until >= 0:
		e.say("says_gone", 0, map[string][]message.Piece{"percent": percent, "from": e.changeLinked(e.w, s.Since), "until": e.changeLinked(e.w, s.Until)})
	case s.Share >= few && s.Since >= 0:
		e.say("says_share", 0, map[string][]message.Piece{"percent": percent, "change": e.changeLinked(e.w, s.Since)})
	case s.Share >= few:
		e.say("says_share_undated", 0, map[string][]message.Piece{"percent": percent})
	default:
		e.say("says_none", 0, nil)
	}
}

// merging says how it gets along with the text in force.
func (e *evidence) merging() {
	p, s := e.s.Proposal, e.s
	if p.Text == nil || p.Merged {
		return
	}
	switch {
	case s.Applies && !s.Anew:
		e.say("says_nothing_left", 0, nil)
	case s.State == proposal.InForce:
	case len(s.Conflicts) > 0:
		e.say("says_stale", len(s.Conflicts), nil)
	case s.Anew:
		e.say("says_applies", 0, nil)
	}
}

// keeping says what still holds it.
func (e *evidence) keeping() {
	p := e.s.Proposal
	if p.Within != "" {
		e.say("says_within", 0, map[string][]message.Piece{"branch": asIs(p.Within)})
	}
	switch {
	case p.Branch != "" && !p.Merged:
		e.say("says_branch", 0, map[string][]message.Piece{"branch": asIs(p.Branch)})
	case (p.Form == law.Patch || p.Form == law.Mail || p.Form == law.Bundle) && !p.Merged:
		e.say("says_kept", 0, map[string][]message.Piece{"file": asIs(p.Name)})
	case e.s.State == proposal.Unknown && p.Within == "":
		e.say("says_silence", 0, nil)
	}
}

// ofTheLast is the evidence that speaks of the last text where a work has ended.
var ofTheLast = []string{"says_share", "says_share_undated", "says_none", "says_stale", "says_applies", "says_nothing_left"}

// recordName is how a record is called: its title, else its file.
func recordName(a *law.Amendment) string {
	if a.Title != "" {
		return a.Title
	}
	return a.Path
}

// rules are what binds a decision on a live proposal, as the movement declares.
func (b *builder) rules(w *work, s *proposal.Standing) [][]Piece {
	d := &w.law.Decide
	if !s.Live || d.Rule == "" && !d.Members && len(d.By) == 0 && d.Veto == "" && len(d.VetoBy) == 0 && d.Notice == 0 && len(d.Entrenched) == 0 {
		return nil
	}
	var out [][]Piece
	line := func(key string, args ...any) { out = append(out, unquoted(b.words.Text("prop."+key, args...))) }
	switch {
	case d.Members:
		line("rule_members")
	case len(d.By) > 0:
		out = append(out, b.tell("prop.rule_by", 1, "who", b.whoAll(d.By)))
	}
	now := w.text(w.current)
	seen := map[string]bool{}
	for _, unit := range s.Touches {
		r := decision.RuleFor(d, now, w.history.WIDs[w.current], unit)
		if r.Rule == "" || seen[r.Rule] {
			continue
		}
		seen[r.Rule] = true
		if r.Entrenched {
			name := b.words.Text("speech.text")
			if k := w.shownWith(unit); k >= 0 {
				name = b.full(w.text(w.clauses[k].version), w.clauses[k].index)
			}
			line("rule_entrenched", "clause", name, "rule", b.rule(r.Rule))
		} else {
			line("rule_needs", "rule", b.rule(r.Rule))
		}
	}
	switch {
	case len(d.VetoBy) > 0:
		out = append(out, b.tell("prop.rule_veto_by", 1, "who", b.whoAll(d.VetoBy)))
	case d.Veto != "":
		line("rule_veto_" + d.Veto)
	}
	if d.Notice > 0 {
		line("rule_notice", "n", d.Notice)
	}
	return out
}

// proposalNote is what a record says of a proposal.
func (b *builder) proposalNote(s *proposal.Standing) *ProposalNote {
	a := s.Record
	if a == nil {
		return nil
	}
	out := &ProposalNote{Title: Link{Phrase: Phrase{Text: a.Title}, Href: b.recordPage(a)}}
	add := func(key, value string) {
		if value != "" {
			out.Facts = append(out.Facts, Fact{b.words.Text("prop.record_" + key), unquoted(value)})
		}
	}
	if a.Status != "" {
		add("status", b.words.Text("prop.status_"+key(string(a.Status))))
	}
	add("author", withoutMail(a.Author))
	if a.Path != "" {
		out.Facts = append(out.Facts, Fact{b.words.Text("prop.record_file"), []Piece{exact(a.Path, "")}})
	}
	if a.Reasons != nil {
		for i := range a.Reasons.Clauses {
			if c := &a.Reasons.Clauses[i]; c.Heading+c.Text != "" {
				out.Reasons = append(out.Reasons, strings.TrimSpace(c.Heading+" "+c.Text))
			}
		}
	}
	return out
}

// recordPage leads to the page of an amendment's record; "" where it has none.
func (b *builder) recordPage(r *law.Amendment) string {
	for k := range b.site.filed.amendments {
		if a := b.site.decided.Amendments[k].Record; a.Movement == r.Movement && a.Path == r.Path && b.site.filed.amendments[k] != "" {
			return b.to(b.site.filed.amendments[k])
		}
	}
	return ""
}

// headOnForge is the page of a proposal's last commit on its forge; "" where no forge has
// it, since it came in a bundle.
func headOnForge(w *work, p *law.Proposal) string {
	if p.Form == law.Bundle {
		return ""
	}
	return address.Commit(w.law, p.Head)
}

// proposalFacts are where a proposal stands.
func (b *builder) proposalFacts(w *work, p *law.Proposal) []Fact {
	var out []Fact
	add := func(key string, value ...Piece) {
		if len(value) > 0 && value[0].Text != "" {
			out = append(out, Fact{b.words.Text(key), value})
		}
	}
	add("prop.brought", exact(p.Name, ""))
	add("prop.also", b.exactly(p.Also)...)
	add("change.commit", exact(p.Head, headOnForge(w, p)))
	add("prop.parted", exact(p.Parted, address.Commit(w.law, p.Parted)))
	if at := p.Seen - 1; at >= 0 && at < len(w.law.Changes) {
		add("prop.parted_change", piece(*b.changeOf(w, at))...)
	}
	return out
}
