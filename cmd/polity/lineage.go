package main

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"polity/commons/collect"
	"polity/commons/law"
	"polity/commons/report"
	kinship "polity/diff/family"
	"polity/diff/reuse"
	"polity/site"
	"polity/site/export"
)

func (a *app) lineage() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lineage SOURCE...",
		Short: "Print where works and their clauses came from",
		Long: `Print which work came from which, on what evidence and how much of it, and which
clause has its words from where. What people declare, what git proves (shared history),
what is identical and what is merely similar stand apart: the first is a claim, the next
two are facts, the last is an inference from wording. Formulae that everybody writes are
left out; of several sources a clause has the nearest; translations are recognised by
their structure.

A SOURCE is what «polity build» reads, or a folder of texts whose names begin with a
date (1901-05-12_charter.md), or such a text: a work is then called by the file's name
without date and ending, and files of one name are its versions. A date may be a year or
a month; texts without one have no direction.`,
		Example: `  polity lineage ~/ours ~/theirs
  polity lineage drafts/
  polity lineage 1901_first.md 1907-03_second.md --clauses
  polity lineage drafts/ --json | jq '.edges[] | select(.kind == "derived")'`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{fmt.Errorf("wants at least one SOURCE")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.runLineage(cmd.Context(), args) },
	}
	a.textFlags(cmd)
	cmd.Flags().Bool("clauses", false, "list the clauses taken, too")
	return cmd
}

func (a *app) runLineage(ctx context.Context, args []string) error {
	m := newMeter(a.errs, a.settings.GetBool("quiet"))
	defer m.done()
	c, kin, r, problems, err := a.works(ctx, args, m)
	if err != nil {
		return err
	}
	m.done()
	if !a.settings.GetBool("quiet") {
		for _, p := range problems {
			fmt.Fprintln(a.errs, visible(p.String()))
		}
	}
	l := export.NewLineage(c, kin, r)
	if a.settings.GetBool("json") {
		return printJSON(a.out, l)
	}
	var b bytes.Buffer
	printLineage(&b, a.terminal(), l, a.settings.GetBool("clauses"))
	_, err = a.out.Write(b.Bytes())
	return err
}

// works reads the works of all sources, and says who is the fork of whom among those that
// have a history, and what was traced.
func (a *app) works(ctx context.Context, args []string, m *meter) (*law.Commons, *kinship.Kin, *reuse.Result, []report.Problem, error) {
	var dated, sources []string
	for _, arg := range args {
		if collect.Dated(arg) {
			dated = append(dated, arg)
		} else {
			sources = append(sources, arg)
		}
	}
	c := &law.Commons{}
	var kin *kinship.Kin
	var traced *reuse.Result
	var problems []report.Problem
	if len(sources) > 0 {
		o, err := a.siteOptions(sources, m)
		if err != nil {
			return nil, nil, nil, nil, err
		}
		s, err := site.Look(ctx, o)
		if err != nil {
			return nil, nil, nil, nil, err
		}
		c, kin, traced, problems = s.Commons, s.Kin, s.Reuse, s.Problems
	}
	if len(dated) > 0 {
		d, more, err := collect.ReadDated(dated, func(done, total int) { m.show("read", done, total) })
		if err != nil {
			return nil, nil, nil, nil, err
		}
		problems = append(problems, more...)
		c, traced = joined(c, d), nil
	}
	if traced == nil {
		traced = reuse.Trace(c, reuse.Options{Workers: workers(), Upstream: kin.Upstreams(), Progress: m.show})
		kin.Sift(c, traced)
	}
	return c, kin, traced, problems, nil
}

// joined puts two commons into one; a work of b that is called like one of a gets a
// number.
func joined(a, b *law.Commons) *law.Commons {
	out := *a
	out.Works = slices.Clone(a.Works)
	taken := map[string]bool{}
	for i := range a.Works {
		taken[a.Works[i].ID] = true
	}
	for _, w := range b.Works {
		id := w.ID
		for n := 2; taken[w.ID]; n++ {
			w.ID = fmt.Sprintf("%s-%d", id, n)
		}
		taken[w.ID] = true
		out.Works = append(out.Works, w)
	}
	slices.SortFunc(out.Works, func(a, b law.Work) int { return strings.Compare(a.ID, b.ID) })
	return &out
}

// printLineage writes every work that came from others with what it came from.
func printLineage(b *bytes.Buffer, t terminal, l *export.Lineage, clauses bool) {
	fmt.Fprintf(b, "%s, %s, %s\n", count(len(l.Works), "work"), count(len(l.Edges), "relation"), count(len(l.Clauses), "clause")+" taken")
	for _, w := range l.Works {
		edges := slices.DeleteFunc(slices.Clone(l.Edges), func(e export.Edge) bool { return e.To != w.ID })
		if len(edges) == 0 {
			continue
		}
		fmt.Fprintf(b, "\n%s  %s\n", t.bold(isolated(w.ID)), t.faint(span(w)))
		for _, e := range edges {
			t.lines(b, "  ", asIs, "← "+isolated(e.From)+"  "+relation(&e), "en")
			for _, v := range e.Evidence {
				t.lines(b, "      ", t.faint, v.Level+": "+v.Detail, "en")
			}
			if clauses {
				printTaken(b, l, &e)
			}
		}
	}
}

// span is the dates of a work.
func span(w export.Origin) string {
	switch {
	case w.First == "":
		return "no date"
	case w.First == w.Last:
		return string(w.First)
	}
	return string(w.First + " to " + w.Last)
}

// relation says what an edge is in a few words.
func relation(e *export.Edge) string {
	s := fmt.Sprintf("%s, %.0f %% of the text, strength %.2f", e.Kind, 100*e.Share, e.Strength)
	switch e.Direction {
	case "inferred":
		s += ", direction inferred"
	case "undetermined":
		s += ", direction undetermined"
	}
	return s
}

func printTaken(b *bytes.Buffer, l *export.Lineage, e *export.Edge) {
	for _, c := range l.Clauses {
		if c.From[0] == e.From && c.To[0] == e.To {
			fmt.Fprintf(b, "        %s@%s ← %s@%s  %s, %.2f\n", isolated(c.To[2]), visible(c.To[1]), isolated(c.From[2]), visible(c.From[1]), c.Kind, c.Score)
		}
	}
}
