package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"polity/diff"
	"polity/diff/align"
	"polity/site"
)

func (a *app) dump() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "dump law|align|diff|lineage|decision|model ARGUMENT...",
		Short: "Print what one stage of the pipeline hands to the next",
		Long: `Print what one stage of the pipeline hands to the next, for finding out where
something went wrong.

  law TEXT          the clauses as values, with their spans
  align OLD NEW     which clause is which, in which round, with which score
  diff OLD NEW      the pairs with the words that changed
  lineage SOURCE    the wIds of all clauses and the events of their lives
  decision SOURCE   amendments and decisions, what they are joined to and what is found
  model SOURCE      the pages of the site; --page PATH prints one page's data`,
		Example: `  polity dump law constitution.md --json
  polity dump align old.md new.md
  polity dump model our.bundle --page our/history/index.html`,
		ValidArgsFunction: func(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
			if len(args) == 0 {
				return slices.Sorted(maps.Keys(dumps)), cobra.ShellCompDirectiveNoFileComp
			}
			return a.completeText(cmd, args, begun)
		},
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 || dumps[args[0]] == nil {
				return usageError{fmt.Errorf("wants one of law, align, diff, lineage, decision, model, and what to read")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return dumps[args[0]](a, cmd.Context(), args[1:]) },
	}
	a.textFlags(cmd)
	cmd.Flags().String("page", "", "of model: the page to print, by the file it is written to")
	return cmd
}

// dumps are the stages by name.
var dumps = map[string]func(a *app, ctx context.Context, args []string) error{
	"law": (*app).dumpLaw, "align": (*app).dumpAlign, "diff": (*app).dumpDiff, "lineage": (*app).dumpLineage, "decision": (*app).dumpDecision, "model": (*app).dumpModel,
}

func wants(args []string, n int, what string) error {
	if len(args) != n {
		return usageError{fmt.Errorf("wants %s", what)}
	}
	return nil
}

func (a *app) dumpLaw(_ context.Context, args []string) error {
	if err := wants(args, 1, "one TEXT"); err != nil {
		return err
	}
	t, err := a.readText(args[0], true)
	if err != nil {
		return err
	}
	if a.settings.GetBool("json") {
		return printJSON(a.out, t.Text)
	}
	var b bytes.Buffer
	for i := range t.Text.Clauses {
		c := &t.Text.Clauses[i]
		fmt.Fprintf(&b, "%4d-%-4d %s%s %s label=%q num=%q heading=%q text=%q\n", c.Lines[0], c.Lines[1], strings.Repeat("  ", c.Depth), c.Kind, c.EID, c.Label, c.Num, c.Heading, c.Text)
	}
	_, err = a.out.Write(b.Bytes())
	return err
}

// compared reads and compares two texts.
func (a *app) compared(args []string) (*difference, error) {
	if err := wants(args, 2, "two texts, OLD and NEW"); err != nil {
		return nil, err
	}
	old, err := a.readText(args[0], false)
	if err != nil {
		return nil, err
	}
	new, err := a.readText(args[1], false)
	if err != nil {
		return nil, err
	}
	return newDifference(old, new, diff.Compare(old.Text, new.Text)), nil
}

func (a *app) dumpAlign(_ context.Context, args []string) error {
	d, err := a.compared(args)
	if err != nil {
		return err
	}
	pairs := align.Align(d.old.Text, d.new.Text, align.Options{})
	if a.settings.GetBool("json") {
		return printJSON(a.out, pairs)
	}
	var b bytes.Buffer
	for _, p := range pairs {
		fmt.Fprintf(&b, "%-9s %.2f %-9s second %.2f  %s → %s  %s\n", p.Op, p.Score, p.Why.Round, p.Why.Second,
			strings.Join(eids(d.old.Text, p.Old), " "), strings.Join(eids(d.new.Text, p.New), " "), p.Flags)
	}
	_, err = a.out.Write(b.Bytes())
	return err
}

func (a *app) dumpDiff(_ context.Context, args []string) error {
	d, err := a.compared(args)
	if err != nil {
		return err
	}
	if a.settings.GetBool("json") {
		return printJSON(a.out, d.c)
	}
	t := a.terminal()
	t.all, t.explain = true, true
	return d.text(a.out, t)
}

func (a *app) dumpLineage(ctx context.Context, args []string) error {
	s, err := a.survey(ctx, args)
	if err != nil {
		return err
	}
	if a.settings.GetBool("json") {
		return printJSON(a.out, s.Histories)
	}
	var b bytes.Buffer
	for i := range s.Commons.Works {
		w := &s.Commons.Works[i]
		h := s.Histories[w.ID]
		fmt.Fprintf(&b, "%s\n", w.ID)
		wids := make([]string, 0, len(h.Lives))
		for wid := range h.Lives {
			wids = append(wids, wid)
		}
		slices.Sort(wids)
		for _, wid := range wids {
			fmt.Fprintf(&b, "  %s", wid)
			if from := h.Parents[wid]; from != "" {
				fmt.Fprintf(&b, " (split from %s)", from)
			}
			for _, e := range h.Lives[wid].Events {
				fmt.Fprintf(&b, "  %d:%s", e.Change+1, e.Op)
				if e.Flags != 0 {
					fmt.Fprintf(&b, "+%s", strings.ReplaceAll(e.Flags.String(), " ", "+"))
				}
			}
			b.WriteByte('\n')
		}
	}
	_, err = a.out.Write(b.Bytes())
	return err
}

func (a *app) dumpModel(ctx context.Context, args []string) error {
	s, err := a.survey(ctx, args)
	if err != nil {
		return err
	}
	if page := a.settings.GetString("page"); page != "" {
		return a.dumpPage(s, page)
	}
	if a.settings.GetBool("json") {
		return printJSON(a.out, s.Plan.Pages)
	}
	var b bytes.Buffer
	for _, p := range s.Plan.Pages {
		fmt.Fprintf(&b, "%-9s %s\n", p.Kind, p.Path)
	}
	_, err = a.out.Write(b.Bytes())
	return err
}

func (a *app) dumpPage(s *site.Survey, path string) error {
	for i, p := range s.Plan.Pages {
		if p.Path == path {
			return printJSON(a.out, s.Plan.Page(i))
		}
	}
	return fmt.Errorf("no page is written to %s; «polity dump model» lists them", path)
}
