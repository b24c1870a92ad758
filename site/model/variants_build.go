package model

import (
	"slices"

	"polity/commons/law"
	"polity/diff/align"
	"polity/diff/family"
	"polity/diff/reuse"
)

// variants are the readings of a clause in the works next of kin.
func (b *builder) variants(c *clause) []Variant {
	w := b.work
	k := &b.site.kin
	var out []Variant
	for _, r := range k.up[w.law.ID] {
		up := b.site.byID[r.Upstream]
		wid, ok := k.inFork[r][c.index]
		if c.gone || !ok {
			wid = beganAs(w, c, up, r)
		}
		if i, ok := up.byWID[wid]; ok {
			out = append(out, b.variant(c, up, &up.clauses[i], "origin"))
		}
	}
	for _, r := range k.down[w.law.ID] {
		unit, ok := r.Answers[c.wid]
		fork := b.site.byID[r.Fork]
		if !ok || unit < 0 {
			continue
		}
		if i, ok := fork.byWID[fork.history.WIDs[fork.current][unit]]; ok {
			out = append(out, b.variant(c, fork, &fork.clauses[i], "fork"))
		}
	}
	return append(append(out, b.copiesOf(c)...), b.sourcesOf(c)...)
}

// beganAs is the upstream's clause that one of the fork was when the fork began, though
// nothing answers to it any longer; "" where it was none of them.
func beganAs(fork *work, c *clause, up *work, r *family.Relation) string {
	if r.From < 0 || r.At < 0 || r.From >= len(fork.history.WIDs) {
		return ""
	}
	i := slices.Index(fork.history.WIDs[r.From], c.wid)
	if i < 0 {
		return ""
	}
	t, then := fork.text(r.From), up.text(r.At)
	for k := range then.Clauses {
		if then.Clauses[k].EID == t.Clauses[i].EID && sameReading(t, i, then, k) {
			return up.history.WIDs[r.At][k]
		}
	}
	return ""
}

// copiesOf are the same clause of an accord in the copies of its other parties.
func (b *builder) copiesOf(c *clause) []Variant {
	var out []Variant
	for _, a := range b.site.accords {
		if !slices.Contains(a.copies, b.work) {
			continue
		}
		for _, w := range a.copies {
			for i := range w.clauses {
				if o := &w.clauses[i]; w != b.work && o.name == c.name {
					out = append(out, b.variant(c, w, o, "copy"))
				}
			}
		}
	}
	return out
}

// sourcesOf are the clauses of other works from which a clause has its words, or some
// of them, those first from which it has most; of a part of a clause those of the whole.
func (b *builder) sourcesOf(c *clause) []Variant {
	var out []Variant
	w := b.work
	t := w.text(c.version)
	for i := c.index; i >= 0 && out == nil; i = t.Clauses[i].Parent {
		k, ok := w.byWID[w.history.WIDs[c.version][i]]
		if !ok {
			continue
		}
		for _, x := range b.site.sources[node{w.index, k}] {
			from := b.site.works[x.work]
			v := b.variant(c, from, &from.clauses[x.clause], "source")
			v.Text, v.Words = b.words.Text("kin.source_"+string(x.level)), x.words
			out = append(out, v)
		}
	}
	return out
}

func (b *builder) variant(c *clause, other *work, oc *clause, how string) Variant {
	v := Variant{Clause: b.clauseLink(other, oc), Work: b.kinLink(other), How: Mark{how, b.words.Text("kin.variant_" + how)}}
	v.Work.Href = b.to(other.at.Text())
	v.Same = sameReading(b.work.text(c.version), c.index, other.text(oc.version), oc.index)
	switch {
	case oc.gone:
		v.Text = b.words.Text("kin.gone")
	case v.Same:
		v.Text = b.words.Text("kin.same")
	default:
		v.Text = b.words.Text("kin.differs")
	}
	return v
}

// sameReading reports whether two clauses and all below them read alike but for
// typography.
func sameReading(a *law.Text, i int, z *law.Text, j int) bool {
	within := func(t *law.Text, top, k int) bool {
		return k == top || k < len(t.Clauses) && t.Clauses[k].Depth > t.Clauses[top].Depth
	}
	for k := 0; ; k++ {
		more, also := within(a, i, i+k), within(z, j, j+k)
		if !more || !also {
			return more == also
		}
		x, y := &a.Clauses[i+k], &z.Clauses[j+k]
		if !align.SameHeading(x.Heading, y.Heading) || !align.SameWords(x.Text, y.Text) {
			return false
		}
	}
}

// leastShare is the share of a text from which on an origin is named.
const leastShare = 0.01

// wordsFrom says where the words of a text in force come from: what share of them each
// origin has, and what is its own; nil where nothing is known to come from elsewhere.
func (b *builder) wordsFrom(w *work) []Piece {
	type source struct {
		of    *work
		share float64
		level family.Level
	}
	var list []source
	known := map[string]bool{}
	for _, r := range b.site.kin.up[w.law.ID] {
		list = append(list, source{b.site.byID[r.Upstream], r.Share, strongest(r)})
		known[r.Upstream] = true
	}
	for _, e := range b.site.edgesTo[w.index] {
		from := b.site.works[e.From]
		g := b.site.kin.group[w.law.ID]
		if e.Kind == reuse.Translated || known[from.law.ID] || g != nil && g == b.site.kin.group[from.law.ID] || sameAccord(from.law, w.law) {
			continue
		}
		list = append(list, source{from, e.Share, family.Similar})
	}
	own := 100 // percent, so that what is told adds up
	var out []Piece
	for _, s := range list {
		if s.share < leastShare {
			continue
		}
		own -= percent(s.share)
		args := map[string]Piece{"percent": {Phrase: Phrase{Text: b.portion(s.share)}}, "work": linked(b.kinLink(s.of)), "evidence": {Phrase: Phrase{Text: b.level(s.level).Text}}}
		if !b.site.kin.has(s.of.law.ID) {
			args["work"] = linked(b.apartLink(s.of))
		}
		out = append(append(out, b.say("words_of", 0, args)...), b.semicolon())
	}
	if out == nil {
		return nil
	}
	return append(out, Piece{Phrase: Phrase{Text: b.words.Text("kin.words_own", "percent", b.words.Number(max(0, own)))}})
}
