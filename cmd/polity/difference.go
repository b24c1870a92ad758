package main

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"

	"polity/commons/collect"
	"polity/commons/law"
	"polity/commons/markup"
	"polity/diff"
	"polity/diff/align"
	"polity/diff/words"
	"polity/site"
)

// difference is two texts and what became of each clause, ready to be printed.
type difference struct {
	old, new *collect.TextAt
	c        *diff.Comparison
}

func newDifference(old, new *collect.TextAt, c *diff.Comparison) *difference {
	return &difference{old: old, new: new, c: c}
}

// summary is one sentence, in English: what is piped into other tools speaks one language.
func (d *difference) summary() string {
	if markup.Digest(d.old.Text) == markup.Digest(d.new.Text) {
		return "No clause changed"
	}
	return site.Sentence(d.c, d.old.Text, d.new.Text)
}

// text writes the comparison for eyes: a sentence, then every clause that changed.
func (d *difference) text(w io.Writer, t terminal) error {
	var b bytes.Buffer
	t.lines(&b, "", t.bold, d.summary(), "en")
	same := 0
	flush := func() {
		if same > 0 && !t.all {
			fmt.Fprintf(&b, "\n%s\n", t.faint(fmt.Sprintf("  … %s unchanged", count(same, "clause"))))
		}
		same = 0
	}
	for _, p := range d.c.Pairs {
		if quiet(p) && !t.all {
			same++
			continue
		}
		flush()
		d.pair(&b, t, p)
	}
	flush()
	_, err := w.Write(b.Bytes())
	return err
}

// quiet reports whether nothing happened to a pair that a reader would look for.
func quiet(p *diff.Pair) bool {
	return p.Op == align.Unchanged && p.Flags&^align.Carried == 0
}

func (d *difference) pair(b *bytes.Buffer, t terminal, p *diff.Pair) {
	fmt.Fprintf(b, "\n%s  %s\n", t.bold(isolated(d.title(p))), t.faint(what(p)))
	if t.explain {
		t.lines(b, "    ", t.faint, d.explain(p), "en")
	}
	if headed(p) || !quietWords(p) || t.all {
		d.words(b, t, "    ", p)
	}
}

// quietWords reports whether the words of a pair are the same on both sides.
func quietWords(p *diff.Pair) bool { return p.Kept() }

// headed reports whether a pair has a heading with changed words.
func headed(p *diff.Pair) bool { return p.Heading != nil && !p.Recast() }

// words writes heading and text of a pair with its changed words marked.
func (d *difference) words(b *bytes.Buffer, t terminal, indent string, p *diff.Pair) {
	if headed(p) || p.Op == align.Added || p.Op == align.Removed {
		t.runs(b, indent, d.runs(p, p.Heading, headingOf), d.lang(p))
	}
	if !quietWords(p) || t.all {
		t.runs(b, indent, d.runs(p, p.Words, textOf), d.lang(p))
	}
}

// lang is the language that a pair's words are broken in.
func (d *difference) lang(p *diff.Pair) string {
	if len(p.New) == 0 {
		return d.old.Text.Lang
	}
	return d.new.Text.Lang
}

// runs are one part of a pair with its changed words marked. A side that stands
// alone is marked whole; a part that is the same on both sides is printed plainly.
func (d *difference) runs(p *diff.Pair, runs []words.Run, part func(*law.Clause) string) []words.Run {
	switch {
	case len(p.Old) == 0:
		return whole('+', d.new.Text, p.New, part)
	case len(p.New) == 0:
		return whole('-', d.old.Text, p.Old, part)
	case runs == nil || p.Recast():
		return whole('=', d.new.Text, p.New, part)
	}
	return runs
}

// marked are the runs of one part in another notation.
func (d *difference) marked(p *diff.Pair, runs []words.Run, part func(*law.Clause) string, mark func(words.Run) string) string {
	var b strings.Builder
	for _, r := range d.runs(p, runs, part) {
		b.WriteString(mark(r))
	}
	return b.String()
}

func whole(op byte, t *law.Text, list []int, part func(*law.Clause) string) []words.Run {
	var parts []string
	for _, i := range list {
		if s := part(&t.Clauses[i]); s != "" {
			parts = append(parts, s)
		}
	}
	if len(parts) == 0 {
		return nil
	}
	return []words.Run{{Op: op, Text: strings.Join(parts, "\n")}}
}

func headingOf(c *law.Clause) string { return c.Heading }
func textOf(c *law.Clause) string    { return c.Text }

// title names the clauses of a pair: «Article 4 → Article 5».
func (d *difference) title(p *diff.Pair) string {
	old, new := names(d.old.Text, p.Old), names(d.new.Text, p.New)
	if old == new || new == "" {
		return old
	}
	if old == "" {
		return new
	}
	return old + " → " + new
}

func names(t *law.Text, list []int) string {
	var out []string
	for _, i := range list {
		out = append(out, path(t, i))
	}
	return strings.Join(out, ", ")
}

// path is a clause's label under those above it, down from the nearest with a
// heading or a number of its own; its address where nothing has a label.
func path(t *law.Text, i int) string {
	var labels []string
	for at := i; at >= 0 && len(labels) < 3; at = t.Clauses[at].Parent {
		if l := cmp.Or(t.Clauses[at].Label, t.Clauses[at].Heading); l != "" {
			labels = append([]string{l}, labels...)
			if t.Clauses[at].Level > 0 {
				break
			}
		}
	}
	if t.Clauses[i].Label == "" && t.Clauses[i].Heading == "" {
		labels = append(labels, "¶")
	}
	return strings.Join(labels, " ")
}

// what says what happened to a pair.
func what(p *diff.Pair) string {
	said := p.Flags.Names()
	if p.Op != align.Unchanged {
		said = append([]string{p.Op.String()}, said...)
	}
	if slices.ContainsFunc(p.Words, func(r words.Run) bool { return r.Moved > 0 }) {
		said = append(said, "sentence moved")
	}
	return strings.Join(said, ", ")
}

// explain says how a pair was found and what came second, or what came nearest to a
// clause that has no partner.
func (d *difference) explain(p *diff.Pair) string {
	s, second := "found in round «"+p.Why.Round.String()+"»", ", the second best %.2f"
	if p.Why.Round == align.None {
		s, second = "no partner found", ", the nearest %.2f"
	}
	if p.Why.Score > 0 {
		s += fmt.Sprintf(", score %.2f", p.Why.Score)
	}
	if p.Why.Second > 0 {
		near := p.Why.Near
		s += fmt.Sprintf(second+" (%s → %s)", p.Why.Second, path(d.old.Text, near[0]), path(d.new.Text, near[1]))
	}
	return s
}

// markdown writes the comparison for a review: GitHub, GitLab and Forgejo show
// <ins> and <del> as such.
func (d *difference) markdown(w io.Writer) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "**%s**\n", escapeMarkdown(d.summary()))
	for _, p := range d.c.Pairs {
		if quiet(p) {
			continue
		}
		fmt.Fprintf(&b, "\n- **%s** (%s)", escapeMarkdown(d.title(p)), what(p))
		if h := d.marked(p, p.Heading, headingOf, markdownRun); h != "" && headed(p) {
			fmt.Fprintf(&b, "  \n  %s", h)
		}
		if s := d.marked(p, p.Words, textOf, markdownRun); s != "" && !quietWords(p) {
			fmt.Fprintf(&b, "  \n  %s", s)
		}
		b.WriteByte('\n')
	}
	_, err := w.Write(b.Bytes())
	return err
}

func markdownRun(r words.Run) string {
	return tagged(r, escapeMarkdown(strings.ReplaceAll(r.Text, "\n", " ")))
}

func htmlRun(r words.Run) string {
	return tagged(r, strings.ReplaceAll(html.EscapeString(r.Text), "\n", "<br>"))
}

func tagged(r words.Run, s string) string {
	switch r.Op {
	case '-':
		return "<del>" + s + "</del>"
	case '+':
		return "<ins>" + s + "</ins>"
	}
	return s
}

// escapeMarkdown keeps the words of a text from being read as mark-up.
func escapeMarkdown(s string) string {
	return strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "&", "&amp;", "#", `\#`, "|", `\|`, "~", `\~`).Replace(s)
}

// html writes the comparison as a fragment to be pasted: no style, no script.
func (d *difference) html(w io.Writer) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "<section lang=\"%s\">\n<p><strong>%s</strong></p>\n<dl>\n", html.EscapeString(cmp.Or(d.new.Text.Lang, "en")), html.EscapeString(d.summary()))
	for _, p := range d.c.Pairs {
		if quiet(p) {
			continue
		}
		fmt.Fprintf(&b, "<dt>%s (%s)</dt>\n<dd>", html.EscapeString(d.title(p)), what(p))
		if h := d.marked(p, p.Heading, headingOf, htmlRun); h != "" && headed(p) {
			fmt.Fprintf(&b, "<p>%s</p>", h)
		}
		if s := d.marked(p, p.Words, textOf, htmlRun); s != "" && !quietWords(p) {
			fmt.Fprintf(&b, "<p>%s</p>", s)
		}
		b.WriteString("</dd>\n")
	}
	b.WriteString("</dl>\n</section>\n")
	_, err := w.Write(b.Bytes())
	return err
}
