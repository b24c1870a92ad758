package model

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"polity/commons/law"
	"polity/diff/family"
	"polity/diff/reuse"
)

// thread is one clause that a work has from another without being its fork.
type thread struct {
	from, to threadEnd
	level    family.Level // declared | identical | similar
	words    []string     // what of the unit both have; of a declared one nothing is known
}

// threadEnd is a unit of a version of a work. unit is -1 where it is not known.
type threadEnd struct {
	work          string
	version, unit int
}

// declaredThreads are the clauses that commits say they have from works which are not
// their upstream: between a fork and its upstream that is told as an adoption.
func (s *Site) declaredThreads() []thread {
	var out []thread
	for _, t := range s.kin.of.Threads {
		from, to := s.byID[t.From], s.byID[t.To]
		if from == nil || to == nil || to.law.TranslationOf != "" || s.kin.related(t.From, t.To) {
			continue
		}
		x := thread{level: family.Declared, from: threadEnd{t.From, -1, -1}, to: threadEnd{t.To, to.law.Changes[t.Change].To, -1}}
		for v := range from.law.Versions {
			if h := from.law.Versions[v].Commit.Hash; len(t.Commit) >= 7 && strings.HasPrefix(h, strings.ToLower(t.Commit)) {
				x.from.version = v
				x.from.unit = endingIn(from.text(v), t.EID)
			}
		}
		if x.from.version < 0 {
			continue
		}
		if x.from.unit >= 0 {
			x.to.unit = alikeUnit(from.text(x.from.version), x.from.unit, to.text(x.to.version))
		}
		out = append(out, x)
	}
	return out
}

// inferredThreads are the clauses that one work has from another by their wording,
// where neither is the other's fork and neither its translation, and where descent does
// not explain them: of two forks of one work both have what that had.
func (s *Site) inferredThreads() []thread {
	var out []thread
	for i := range s.reuse.Clauses {
		b := &s.reuse.Clauses[i]
		from, to := s.works[b.From.Work].law, s.works[b.To.Work].law
		if b.Kind == reuse.Translated || s.kin.related(from.ID, to.ID) || from.TranslationOf == to.ID || to.TranslationOf == from.ID || sameAccord(from, to) {
			continue
		}
		if g := s.kin.group[from.ID]; g != nil && g == s.kin.group[to.ID] && s.descended(to.ID, b.To.Version, b.To.Clause) {
			continue
		}
		t := thread{from: threadEnd{from.ID, b.From.Version, b.From.Clause}, to: threadEnd{to.ID, b.To.Version, b.To.Clause}, level: family.Identical}
		t.words = passages(&to.Versions[b.To.Version].Text.Clauses[b.To.Clause], b.Spans)
		if b.Kind != reuse.Same {
			t.level = family.Similar
		}
		out = append(out, t)
	}
	return out
}

// passages are the words of a clause that stand in its source too, heading and text
// apart.
func passages(c *law.Clause, spans []reuse.Span) []string {
	text, head := c.Heading+c.Text, len(c.Heading)
	var out []string
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	for _, s := range spans {
		from, to := s.To[0], s.To[1]
		if from < head && head < to {
			add(text[from:head])
			from = head
		}
		add(text[from:to])
	}
	return out
}

// Of the passages that two clauses have in common those of fewWords and more are told,
// the longest manyPassages of them, in their order.
const (
	fewWords     = 4
	manyPassages = 3
)

// telling are the passages that say most, as one quotation.
func telling(list []string) string {
	length := func(s string) int { return max(len(strings.Fields(s)), utf8.RuneCountInString(s)/8) }
	order := slices.Clone(list)
	slices.SortStableFunc(order, func(a, b string) int { return cmp.Compare(length(b), length(a)) })
	for n, s := range order {
		if n > 0 && (length(s) < fewWords || n == manyPassages) {
			order = order[:n]
			break
		}
	}
	list = slices.DeleteFunc(slices.Clone(list), func(s string) bool { return !slices.Contains(order, s) })
	return strings.Join(slices.Compact(list), " … ")
}

// descended reports whether a unit of a work answers to one of the work's upstream.
func (s *Site) descended(id string, version, unit int) bool {
	w := s.byID[id]
	if w.current < 0 {
		return false
	}
	now := slices.Index(w.history.WIDs[w.current], w.history.WIDs[version][unit])
	return slices.ContainsFunc(s.kin.up[id], func(r *family.Relation) bool {
		if version < r.From {
			return true
		}
		_, ok := s.kin.inFork[r][now]
		return ok
	})
}

// sameAccord reports whether two works are parties' copies of one accord.
func sameAccord(a, b *law.Work) bool {
	return a.Kind == "accord" && b.Kind == "accord" && len(a.Parties) > 0 && slices.Equal(slices.Sorted(slices.Values(a.Parties)), slices.Sorted(slices.Values(b.Parties)))
}

// endingIn is the unit with an eId, which people write without the parts and chapters
// around it; -1 without.
func endingIn(t *law.Text, eid string) int {
	for i := range t.Clauses {
		if has := t.Clauses[i].EID; eid != "" && (has == eid || strings.HasSuffix(has, "__"+eid)) {
			return i
		}
	}
	return -1
}

// alikeUnit is the unit of a text with the same words; -1 without.
func alikeUnit(a *law.Text, i int, t *law.Text) int {
	for j := range t.Clauses {
		if t.Clauses[j].Headed() && sameReading(a, i, t, j) {
			return j
		}
	}
	return -1
}
