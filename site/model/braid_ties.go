package model

import (
	"slices"
	"strings"

	"polity/commons/law"
	"polity/diff/family"
	"polity/site/address"
)

// tie joins the strands: forks, what was taken from upstream, threads, accords.
func (m *loom) tie() {
	b := m.b
	for i := range b.site.kin.of.Relations {
		r := &b.site.kin.of.Relations[i]
		from, ok := m.at[r.Upstream]
		to, ok2 := m.at[r.Fork]
		if !ok || !ok2 {
			continue
		}
		up, fork := m.works[from], m.works[to]
		if b.site.kin.up[r.Fork][0] == r {
			at := up.date(0)
			if r.At >= 0 {
				at = up.law.Versions[r.At].Dates.Best()
			}
			text := plain(b.say(relationKey(r), 0, map[string]Piece{"work": {Phrase: Phrase{Text: b.title(fork)}}, "upstream": {Phrase: Phrase{Text: b.title(up)}}}))
			m.ties = append(m.ties, tie{"fork", string(strongest(r)), from, to, at, b.begins(fork), text})
		}
		for k := range r.Later {
			a := &r.Later[k]
			if by, ok := takenBy(r, a); ok {
				m.ties = append(m.ties, tie{"taken", "shared", from, to, up.date(a.Change), fork.date(by), plain(b.sentence(up, a.Change))})
			}
		}
	}
	for _, t := range b.site.threads {
		from, ok := m.at[t.from.work]
		to, ok2 := m.at[t.to.work]
		if ok && ok2 && from != to {
			x, y := m.works[from], m.works[to]
			m.ties = append(m.ties, tie{"thread", string(t.level), from, to, x.law.Versions[t.from.version].Dates.Best(), y.law.Versions[t.to.version].Dates.Best(), b.threadText(&t)})
		}
	}
	m.ties = thin(m.ties)
	for _, a := range b.site.accords {
		k := knot{at: a.first, href: b.to(a.copies[0].at.Text()), text: b.title(a.copies[0])}
		for _, w := range a.works {
			if i, ok := m.at[w.law.ID]; ok {
				k.strands = append(k.strands, i)
			}
		}
		if len(k.strands) > 1 {
			m.knots = append(m.knots, k)
		}
	}
}

// thin leaves one tie of a kind between two strands at one pair of dates, with the
// first one's words: more would lie on each other.
func thin(ties []tie) []tie {
	type place struct {
		kind     string
		from, to int
		at, then law.Date
	}
	seen := map[place]bool{}
	return slices.DeleteFunc(ties, func(t tie) bool {
		p := place{t.kind, t.from, t.to, t.at, t.then}
		had := seen[p]
		seen[p] = true
		return had
	})
}

// strongest is the best evidence that a relation has: a fact before a claim.
func strongest(r *family.Relation) family.Level {
	for _, l := range []family.Level{family.Shared, family.Identical, family.Declared} {
		for _, e := range r.Evidence {
			if e.Level == l && e.How != family.Root {
				return l
			}
		}
	}
	return family.Declared
}

// takenBy is the fork's change that took a change of its upstream over.
func takenBy(r *family.Relation, a *family.Adoption) (int, bool) {
	if a.Merged || a.State != family.Taken && a.State != family.Adapted {
		return 0, false
	}
	for _, c := range a.Cells {
		if (c.State == family.Taken || c.State == family.Adapted) && c.By >= r.First {
			return c.By, true
		}
	}
	return 0, false
}

// accord is one accord with the parties' copies, and the main works of the parties.
type accord struct {
	copies []*work
	works  []*work
	first  law.Date
}

// findAccords finds those of which two parties at least have another work here.
func (s *Site) findAccords() []accord {
	b := &builder{site: s, words: s.Words, path: address.Home}
	byParties := map[string]*accord{}
	var keys []string
	for _, w := range s.works {
		if w.law.Kind != "accord" || w.law.TranslationOf != "" || len(w.law.Parties) < 2 || len(w.law.Changes) == 0 {
			continue
		}
		key := strings.Join(slices.Sorted(slices.Values(w.law.Parties)), "\n") + "\n" + w.law.Local
		if byParties[key] == nil {
			byParties[key] = &accord{}
			keys = append(keys, key)
		}
		a := byParties[key]
		a.copies = append(a.copies, w)
		if d := w.date(0); a.first == "" || d != "" && d < a.first {
			a.first = d
		}
	}
	var out []accord
	for _, key := range keys {
		a := byParties[key]
		for _, party := range slices.Sorted(slices.Values(a.copies[0].law.Parties)) {
			if w := b.mainWork(party); w != nil {
				a.works = append(a.works, w)
			}
		}
		if len(a.works) > 1 {
			out = append(out, *a)
		}
	}
	return out
}

// mainWork is a movement's first work that is no accord and no translation.
func (b *builder) mainWork(movement string) *work {
	m := b.site.movements[movement]
	if m == nil {
		return nil
	}
	for _, w := range b.worksOf(m) {
		if w.law.Kind != "accord" && w.law.TranslationOf == "" && len(w.law.Changes) > 0 {
			return w
		}
	}
	return nil
}

// knotted reports whether a work is a copy of an accord that is drawn as a knot.
func (b *builder) knotted(w *work) bool {
	if w.law.Kind != "accord" {
		return false
	}
	for _, a := range b.site.accords {
		if slices.Contains(a.copies, w) {
			return true
		}
	}
	return false
}
