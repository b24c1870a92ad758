package model

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"

	"polity/diff/family"
	"polity/site/address"
)

func (b *builder) familyRows(g *family.Group) []KinRow {
	var out []KinRow
	depth := map[string]int{}
	for _, id := range b.treeOrder(g) {
		w := b.site.byID[id]
		row := KinRow{Link: b.apartLink(w), Page: b.said("kin.title", w.at.Forks())}
		row.Current = id == b.work.law.ID
		if m := b.site.movements[w.law.Movement]; m != nil {
			row.Movement = b.movementLink(m)
		}
		if up := b.site.kin.up[id]; len(up) > 0 {
			r := up[0]
			depth[id] = depth[r.Upstream] + 1
			row.Depth, row.Left = depth[id], b.leftOn(r)
			row.Ahead, row.Behind = b.distance(r.Ahead), b.distance(r.Behind)
			if n := r.Counts[family.Pending]; n > 0 {
				row.Pending = Count{n, b.words.Number(n)}
			}
			for _, e := range r.Evidence {
				if m := b.level(e.Level); !slices.Contains(row.Levels, m) {
					row.Levels = append(row.Levels, m)
				}
			}
		}
		out = append(out, row)
	}
	return out
}

// treeOrder lists a family as a tree is read: every work followed by its forks.
func (b *builder) treeOrder(g *family.Group) []string {
	var out []string
	seen := map[string]bool{}
	var visit func(id string)
	visit = func(id string) {
		if seen[id] {
			return
		}
		seen[id] = true
		out = append(out, id)
		for _, r := range b.site.kin.down[id] {
			if b.site.kin.up[r.Fork][0] == r {
				visit(r.Fork)
			}
		}
	}
	for _, id := range g.Works {
		visit(id)
	}
	return out
}

func (b *builder) distance(d family.Distance) string {
	if d.Changes == 0 && d.Clauses == 0 {
		return b.words.Text("kin.nothing")
	}
	return b.words.Text("kin.distance", "changes", b.words.Text("count.changes", "n", d.Changes), "clauses", b.words.Text("count.clauses", "n", d.Clauses))
}

// kinshipOf tells one relation; fork says that the page's work is the upstream.
func (b *builder) kinshipOf(r *family.Relation, fork bool, n int) Kinship {
	other, id, heading := b.site.byID[r.Upstream], "x-from-", "kin.came_from"
	if fork {
		other, id, heading = b.site.byID[r.Fork], "x-fork-", "kin.came_to"
	}
	if relationKey(r) == "alike" {
		heading = "kin.beside"
	}
	out := Kinship{ID: id + strconv.Itoa(n+1), Heading: b.words.Text(heading, "work", b.apart(other)), Other: b.apartLink(other), Page: b.kinLink(other), Fork: fork}
	if m := b.site.movements[other.law.Movement]; m != nil {
		out.Movement = b.movementLink(m)
	}
	for _, e := range r.Evidence {
		out.Evidence = append(out.Evidence, b.evidence(r, e))
	}
	out.Facts = b.kinFacts(r)
	for i, t := range r.Own {
		if i == manyTouches {
			out.More = b.words.Text("kin.own_more", "n", len(r.Own)-i)
			break
		}
		out.Own = append(out.Own, b.touchRow(r, t))
	}
	for _, s := range family.States {
		if n := r.Counts[s]; n > 0 {
			out.Counts = append(out.Counts, StateCount{b.state(s), b.words.Number(n)})
		}
	}
	if fork {
		return out
	}
	for i := range slices.Backward(r.Later) {
		l := b.later(r, &r.Later[i], out.ID)
		if r.Later[i].State == family.Pending {
			out.Inbox = append(out.Inbox, l)
		} else {
			out.Rest = append(out.Rest, l)
		}
	}
	return out
}

// longHash is a full commit name inside a declaration.
var longHash = regexp.MustCompile(`\b[0-9a-f]{40}\b`)

// evidence writes one reason in words.
func (b *builder) evidence(r *family.Relation, e family.Evidence) EvidenceLine {
	u := b.site.byID[r.Upstream].law
	args := map[string]Piece{"n": {Phrase: Phrase{Text: b.words.Number(e.Count)}}}
	switch e.How {
	case family.History, family.Root:
		args["commit"] = Piece{Phrase: Phrase{Text: short(e.Commit)}, Href: address.Commit(u, e.Commit)}
	default:
		web, _ := address.Web(e.Detail)
		args["source"] = Piece{Phrase: Phrase{Text: longHash.ReplaceAllStringFunc(e.Detail, short)}, Quoted: true, Href: web}
		if len(e.Detail) == 40 && e.How == family.Picked {
			args["source"] = Piece{Phrase: Phrase{Text: short(e.Detail)}, Href: address.Commit(u, e.Detail)}
		}
	}
	return EvidenceLine{b.level(e.Level), b.say("how_"+string(e.How), e.Count, args)}
}

func (b *builder) kinFacts(r *family.Relation) []Fact {
	var out []Fact
	add := func(key string, value ...Piece) { out = append(out, Fact{b.words.Text("kin." + key), value}) }
	words := func(s string) Piece { return Piece{Phrase: Phrase{Text: s}} }
	up, fork := b.site.byID[r.Upstream], b.site.byID[r.Fork]
	if r.At < 0 {
		add("point", words(b.words.Text("kin.point_none")))
	} else {
		add("point", b.pointPieces(up, r)...)
	}
	if r.Why != "" {
		add("why", Piece{Phrase: b.phrase(r.Why, fork.lang), Quoted: true})
	}
	if r.First < len(fork.law.Changes) {
		c := b.card(fork, r.First)
		add("first_words", Piece{Phrase: Phrase{Text: c.Moment.Text}, Href: c.Href}, words(": "), Piece{Phrase: Phrase{Text: c.Subject}, Quoted: true})
	}
	if r.Direction != family.Known {
		add("direction", words(b.words.Text("kin.direction_"+string(r.Direction))))
	}
	if r.At >= 0 {
		text := b.words.Text("kin.share_text", "percent", b.portion(r.Share))
		if r.Share < few && relationKey(r) == "fork_of" {
			text += " " + b.words.Text("kin.none_shared")
		}
		add("share", words(text))
		add("ahead", words(b.distance(r.Ahead)))
		add("behind", words(b.distance(r.Behind)))
	}
	return out
}

// pointPieces name the upstream's version from which the fork began.
func (b *builder) pointPieces(up *work, r *family.Relation) []Piece {
	v := b.versionID(up, r.At)
	out := []Piece{{Phrase: Phrase{Text: v.Moment.Text}, Href: v.Href}}
	if v.Name != "" {
		out = append(out, b.comma(), Piece{Phrase: Phrase{Text: v.Name}, Quoted: true, Href: v.Href})
	}
	if hash := cmp.Or(r.Base, v.Commit); hash != "" {
		out = append(out, b.comma(), exact(short(hash), address.Commit(up.law, hash)))
	}
	return out
}

// unitLink leads to the page of a headed clause, by its name; nil where it has none.
func (b *builder) unitLink(w *work, version, unit int) *Link {
	t := w.text(version)
	i := subject(t, unit)
	if i < 0 {
		return nil
	}
	return &Link{Phrase: b.phrase(b.called(t, i), w.lang), Href: b.to(w.page(version, i))}
}
