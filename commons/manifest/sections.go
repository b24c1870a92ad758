package manifest

import (
	"fmt"

	"go.yaml.in/yaml/v3"

	"polity/commons/law"
	"polity/commons/report"
)

func (r *reader) movement(n *yaml.Node) Movement {
	m := Movement{Line: n.Line}
	r.object(n, "movement", fields{
		{"name", r.text(&m.Name)},
		{"id", r.one(&m.ID, r.slug)},
		{"home", r.one(&m.Home, r.link)},
		{"contact", r.text(&m.Contact)},
		{"place", r.text(&m.Place)},
		{"founded", r.date(&m.Founded)},
		{"languages", r.checked(&m.Languages, r.lang)},
		{"part_of", r.checked(&m.PartOf, r.slug)},
		{"members", r.checked(&m.Members, r.slug)},
		{"keys", r.one(&m.Keys, r.inside)},
	})
	return m
}

func (r *reader) work(n *yaml.Node) Work {
	w := Work{Line: n.Line}
	r.object(n, "works", fields{
		{"id", r.one(&w.ID, r.slug)},
		{"title", r.text(&w.Title)},
		{"kind", r.one(&w.Kind, r.oneOf(Kinds[:]))},
		{"files", func(n *yaml.Node) { w.At = place(n); r.checked(&w.Files, r.glob)(n) }},
		{"editions", func(n *yaml.Node) { w.EditionsAt = place(n); r.checked(&w.Editions, r.glob)(n) }},
		{"lang", r.one(&w.Lang, r.lang)},
		{"translations", func(n *yaml.Node) { w.Translations = r.translations(n) }},
		{"prevailing", r.one(&w.Prevailing, r.lang)},
		{"derived_from", r.each("derived_from", func(n *yaml.Node) { w.DerivedFrom = append(w.DerivedFrom, r.derivation(n)) })},
		{"parties", r.checked(&w.Parties, r.slug)},
		{"versions", func(n *yaml.Node) { w.Versions = r.versions(n) }},
		{"decide", func(n *yaml.Node) { w.Decide = r.decide(n) }},
		{"sets", r.each("sets", func(n *yaml.Node) { w.Sets = append(w.Sets, r.set(n)) })},
		{"topics", func(n *yaml.Node) { w.Topics = r.topics(n) }},
	})
	return w
}

func place(n *yaml.Node) Place { return Place{n.Line, n.Column} }

// pairs calls fn with the keys and values of a mapping whose keys are the author's own.
func (r *reader) pairs(n *yaml.Node, where string, fn func(key, value *yaml.Node)) {
	n = r.follows(n)
	if isNull(n) {
		return
	}
	if n.Kind != yaml.MappingNode {
		r.add(n, report.Error, fmt.Sprintf("«%s» takes names with values, not %s.", where, kindName(n)), "")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content) && !r.spent; i += 2 {
		key := r.follows(n.Content[i])
		if seen[key.Value] {
			r.add(key, report.Error, fmt.Sprintf("«%s» is given a second time; the first counts.", clip(key.Value)), "Remove one of the two.")
			continue
		}
		seen[key.Value] = true
		fn(key, n.Content[i+1])
	}
}

func (r *reader) translations(n *yaml.Node) []Translation {
	var all []Translation
	r.pairs(n, "translations", func(key, value *yaml.Node) {
		if !r.lang(key, key.Value) {
			return
		}
		t := Translation{Lang: key.Value, At: place(value)}
		r.checked(&t.Files, r.glob)(value)
		all = append(all, t)
	})
	return all
}

func (r *reader) topics(n *yaml.Node) []Topic {
	var all []Topic
	r.pairs(n, "topics", func(key, value *yaml.Node) {
		t := Topic{Name: key.Value}
		r.checked(&t.Clauses, anything)(value)
		all = append(all, t)
	})
	return all
}

// derivation is a mapping, or the source alone.
func (r *reader) derivation(n *yaml.Node) law.Derivation {
	var d law.Derivation
	if n = r.follows(n); n.Kind == yaml.ScalarNode {
		r.one(&d.Source, r.noPassword)(n)
		return d
	}
	r.object(n, "derived_from", fields{
		{"source", r.one(&d.Source, r.noPassword)},
		{"at", r.text(&d.At)},
		{"why", r.text(&d.Why)},
	})
	return d
}

// versions is «tags», «all», or a list.
func (r *reader) versions(n *yaml.Node) Versions {
	var v Versions
	if n = r.follows(n); n.Kind == yaml.ScalarNode {
		r.one(&v.Mode, r.oneOf([]string{"tags", "all"}))(n)
		return v
	}
	r.each("versions", func(n *yaml.Node) { v.List = append(v.List, r.version(n)) })(n)
	return v
}

func (r *reader) version(n *yaml.Node) Version {
	v := Version{Line: n.Line}
	r.object(n, "versions", fields{
		{"name", r.text(&v.Name)},
		{"at", r.text(&v.At)},
		{"proposed", r.date(&v.Dates.Proposed)},
		{"adopted", r.date(&v.Dates.Adopted)},
		{"published", r.date(&v.Dates.Published)},
		{"in_force", r.date(&v.Dates.InForce)},
	})
	if v.At == "" {
		r.add(n, report.Error, "The version does not say which commit or tag it is.", "Give it «at: » with a commit, tag or branch.")
	}
	return v
}

func (r *reader) decide(n *yaml.Node) Decide {
	var d Decide
	r.object(n, "works.decide", fields{
		{"by", func(n *yaml.Node) { d.By, d.Members = r.deciders(n) }},
		{"rule", r.one(&d.Rule, r.rule)},
		{"veto", func(n *yaml.Node) { d.Veto, d.VetoBy = r.veto(n) }},
		{"notice", r.notice(&d.Notice)},
		{"entrenched", r.each("entrenched", func(n *yaml.Node) { d.Entrenched = append(d.Entrenched, r.entrenched(n)) })},
	})
	return d
}

// deciders is «members», or a list of ids.
func (r *reader) deciders(n *yaml.Node) (by []string, members bool) {
	if n = r.follows(n); n.Kind == yaml.ScalarNode && n.Value == "members" {
		return nil, true
	}
	r.checked(&by, r.slug)(n)
	return by, false
}

// veto is a word, or a list of ids.
func (r *reader) veto(n *yaml.Node) (word string, by []string) {
	if n = r.follows(n); n.Kind == yaml.ScalarNode {
		r.one(&word, r.oneOf([]string{"none", "any", "affected"}))(n)
		return word, nil
	}
	r.checked(&by, r.slug)(n)
	return "", by
}

// set is one set of proposals that might pass together.
func (r *reader) set(n *yaml.Node) law.ProposalSet {
	var s law.ProposalSet
	r.object(n, "works.sets", fields{
		{"id", r.one(&s.ID, r.slug)},
		{"title", r.text(&s.Title)},
		{"proposals", r.checked(&s.Proposals, anything)},
	})
	return s
}

func (r *reader) entrenched(n *yaml.Node) Entrenched {
	var e Entrenched
	r.object(n, "works.decide.entrenched", fields{
		{"clauses", r.checked(&e.Clauses, anything)},
		{"rule", r.one(&e.Rule, r.rule)},
	})
	return e
}

// source is a mapping, or the address alone.
func (r *reader) source(n *yaml.Node) Source {
	s := Source{Line: n.Line}
	if m := r.follows(n); m.Kind == yaml.ScalarNode {
		r.one(&s.URL, r.noPassword)(m)
	} else {
		r.object(m, "sources", fields{
			{"url", r.one(&s.URL, r.noPassword)},
			{"branches", r.checked(&s.Branches, r.pattern)},
			{"tags", r.checked(&s.Tags, r.pattern)},
			{"proposals", r.checked(&s.Proposals, r.pattern)},
			{"path", r.one(&s.Path, r.inside)},
			{"forge", r.one(&s.Forge, r.oneOf(Forges[:]))},
		})
	}
	if s.URL == "" {
		r.add(n, report.Error, "The source does not say where it is.", "Give it «url: » with an address, a path or a bundle.")
	}
	return s
}

func (r *reader) follow(n *yaml.Node) Follow {
	var f Follow
	r.object(n, "follow", fields{
		{"hops", r.number(&f.Hops, 0, 10)},
		{"allow", r.checked(&f.Allow, anything)},
		{"deny", r.checked(&f.Deny, anything)},
		{"limit", r.number(&f.Limit, 0, 10_000)},
	})
	return f
}

func (r *reader) site(n *yaml.Node) Site {
	var s Site
	r.object(n, "site", fields{
		{"title", r.text(&s.Title)},
		{"url", r.one(&s.URL, r.webAddress)},
		{"theme", r.one(&s.Theme, r.inside)},
		{"languages", r.checked(&s.Languages, r.lang)},
		{"out", r.one(&s.Out, r.inside)},
	})
	return s
}

// repeats finds ids that two works share; the second loses it, since addresses are
// made of them.
func (r *reader) repeats(m *Manifest) {
	seen := map[string]int{}
	for i := range m.Works {
		w := &m.Works[i]
		if w.ID == "" {
			continue
		}
		if line, twice := seen[w.ID]; twice {
			r.add(&yaml.Node{Line: w.Line, Column: 1}, report.Error, fmt.Sprintf("The id «%s» already belongs to the work in line %d.", w.ID, line), "Give each work an id of its own.")
			w.ID = ""
			continue
		}
		seen[w.ID] = w.Line
	}
}
