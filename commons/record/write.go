package record

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"polity/commons/law"
)

// FormatAmendment writes the record of an amendment as Amendment reads it: the same
// values, apart from what only a repository knows. why is the reasons in Markdown.
func FormatAmendment(a law.Amendment, why string) []byte {
	var w writer
	w.line("title", a.Title)
	if n, _ := nameOf(a.Path); n != a.Number {
		w.line("number", a.Number)
	}
	w.line("work", a.Work)
	w.line("status", string(a.Status))
	w.line("author", a.Author)
	w.line("created", string(a.Dates.Proposed))
	w.line("adopted", string(a.Dates.Adopted))
	w.line("published", string(a.Dates.Published))
	w.line("in_force", string(a.Dates.InForce))
	w.list("amends", a.Amends)
	w.list("affects", a.Affects)
	w.line("discussion", a.Discussion)
	w.list("supersedes", a.Supersedes)
	w.line("proposal", a.Proposal)
	w.list("commits", a.Commits)
	w.votes(a.Votes)
	return w.done(why)
}

// FormatAct writes a decision as Act reads it. why is the reasons in Markdown.
func FormatAct(a law.Act, why string) []byte {
	var w writer
	w.line("act", string(a.Kind))
	var on []string
	for _, x := range []struct{ key, value string }{
		{"work", a.On.Work}, {"amendment", a.On.Amendment}, {"version", a.On.Version}, {"decision", a.On.Decision},
	} {
		if x.value != "" {
			on = append(on, x.key+": "+quoted(x.value))
		}
	}
	if len(a.On.Clauses) > 0 {
		on = append(on, "clauses: "+flow(a.On.Clauses))
	}
	if a.On.Digest != "" {
		on = append(on, "digest: "+quoted(a.On.Digest))
	}
	w.raw("on", "{"+strings.Join(on, ", ")+"}")
	w.line("effect", a.Effect)
	w.line("date", string(a.Date))
	w.line("by", a.By)
	w.votes(a.Votes)
	w.line("minutes", a.Minutes)
	return w.done(why)
}

// writer writes front matter.
type writer struct{ out strings.Builder }

func (w *writer) raw(key, value string) { fmt.Fprintf(&w.out, "%s: %s\n", key, value) }

func (w *writer) line(key, value string) {
	if value != "" {
		w.raw(key, quoted(value))
	}
}

func (w *writer) list(key string, values []string) {
	if len(values) > 0 {
		w.raw(key, flow(values))
	}
}

func (w *writer) votes(v *law.Votes) {
	if v == nil {
		return
	}
	s := fmt.Sprintf("{for: %d, against: %d", v.For, v.Against)
	if v.Abstain > 0 {
		s += fmt.Sprintf(", abstain: %d", v.Abstain)
	}
	if v.Spoilt > 0 {
		s += fmt.Sprintf(", spoilt: %d", v.Spoilt)
	}
	w.raw("votes", s+"}")
}

func (w *writer) done(why string) []byte {
	text := "---\n" + w.out.String() + "---\n"
	if why = strings.Trim(why, "\n"); why != "" {
		text += "\n" + why + "\n"
	}
	return []byte(text)
}

func flow(values []string) string {
	quotedAll := make([]string, len(values))
	for i, v := range values {
		quotedAll[i] = quoted(v)
	}
	return "[" + strings.Join(quotedAll, ", ") + "]"
}

// quoted is a value as YAML would have it inside a flow as well: bare where it may be.
func quoted(s string) string {
	n := yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle, Content: []*yaml.Node{{Kind: yaml.ScalarNode, Value: s, Tag: "!!str"}}}
	b, err := yaml.Marshal(&n)
	if err != nil || strings.Count(string(b), "\n") > 1 {
		n.Content[0].Style = yaml.DoubleQuotedStyle
		if b, err = yaml.Marshal(&n); err != nil {
			return `""` // a string is always written
		}
	}
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(string(b)), "["), "]")
}
