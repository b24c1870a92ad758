package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"polity/commons/law"
	"polity/diff/proposal"
	"polity/site"
	"polity/site/export"
)

func (a *app) proposals() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "proposals SOURCE...",
		Short: "Print what is proposed for a work, and what became of it",
		Long: `Print the proposals for the works of one or more sources: from branches, pull and merge
requests, patches and records in proposals/. Each comes with its state and the evidence
for it: in force, by its commits or by its words, and since which change; was in force;
decided, as a record says; open; no longer applicable, with the clauses where merging it
fails; or unknown. Those that wait are compared with one another.

--state shows those of one state only.`,
		Example: `  polity proposals ~/our-constitution
  polity proposals our.bundle --state open
  polity proposals our.bundle --json | jq '.[].proposals[] | select(.applies)'`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{fmt.Errorf("wants at least one SOURCE")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.runProposals(cmd.Context(), args) },
	}
	a.textFlags(cmd)
	cmd.Flags().String("state", "", "show only those that are "+strings.Join(stateNames(), ", "))
	_ = cmd.RegisterFlagCompletionFunc("state", cobra.FixedCompletions(stateNames(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func stateNames() []string {
	var out []string
	for _, s := range proposal.States {
		out = append(out, string(s))
	}
	return out
}

func (a *app) runProposals(ctx context.Context, args []string) error {
	want := a.settings.GetString("state")
	if want != "" && !strings.Contains(" "+strings.Join(stateNames(), " ")+" ", " "+want+" ") {
		return usageError{fmt.Errorf("there is no state %q; there are %s", want, strings.Join(stateNames(), ", "))}
	}
	s, err := a.survey(ctx, args)
	if err != nil {
		return err
	}
	all := []export.Proposals{}
	for n := range s.Commons.Works {
		w := &s.Commons.Works[n]
		p := export.NewProposals(w, s.Proposals[w.ID], func(i int) (string, string) { return s.Plan.ProposalTitle(n, i) })
		if want != "" {
			kept := []export.Proposal{}
			for _, x := range p.Proposals {
				if string(x.State) == want {
					kept = append(kept, x)
				}
			}
			p.Proposals = kept
		}
		all = append(all, p)
	}
	if a.settings.GetBool("json") {
		return printJSON(a.out, all)
	}
	t := a.terminal()
	var b bytes.Buffer
	kind := ""
	if want != "" {
		kind = " that is " + want
	}
	if !slices.ContainsFunc(all, func(p export.Proposals) bool { return len(p.Proposals) > 0 }) {
		fmt.Fprintf(&b, "There is no proposal%s.\n", kind)
	}
	for n := range all {
		printProposals(&b, t, s, &s.Commons.Works[n], &all[n])
	}
	for _, src := range s.Commons.Sources {
		if r := src.Requests; r.All > 0 {
			t.lines(&b, "", asIs, fmt.Sprintf("Of %s kept in %s the main line has the last commit of %d, another branch that of %d.", count(r.All, "request"), src.Name, r.Merged, r.Within), "en")
		}
		if src.Aside > 0 {
			t.lines(&b, "", asIs, fmt.Sprintf("%s of %s change nothing in its texts and are left out.", count(src.Aside, "more proposal"), src.Name), "en")
		}
	}
	_, err = a.out.Write(b.Bytes())
	return err
}

func printProposals(b *bytes.Buffer, t terminal, s *site.Survey, w *law.Work, p *export.Proposals) {
	if len(p.Proposals) == 0 {
		return
	}
	fmt.Fprintf(b, "%s\n", t.bold(isolated(w.Title)))
	for line := range strings.Lines(tally(p)) {
		t.lines(b, "", asIs, line, "en")
	}
	for i := range p.Proposals {
		x := &p.Proposals[i]
		date := string(x.Date)
		if date == "" {
			date = "unknown   "
		}
		fmt.Fprintf(b, "\n  %s  %s  %s\n", date, t.bold(visible(x.ID)), string(x.State))
		t.lines(b, "      ", asIs, x.Title, "en")
		if x.Subject != "" {
			t.lines(b, "      ", t.faint, message(x.People, x.Subject), w.Lang)
		}
		t.lines(b, "      ", t.faint, strings.Join(proofs(w, x), "; "), "en")
	}
	if len(p.Pairs) > 0 {
		b.WriteByte('\n')
	}
	for _, m := range p.Pairs {
		t.lines(b, "  ", asIs, fmt.Sprintf("%s %s %s, at %s", m.First, relations[m.Relation], m.Second, some(m.Clauses)), "en")
	}
	b.WriteByte('\n')
}

// tally counts a work's proposals as git and merging know them.
func tally(p *export.Proposals) string {
	c := p.Counts
	out := []string{count(c.All, "proposal")}
	for _, x := range []struct {
		n    int
		what string
	}{
		{c.Merged, "with their last commit in the main line"},
		{c.Within, "in another branch"},
		{c.Fits, "that can be merged"},
		{c.Unfit, "that cannot"},
		{c.Bare, "without a text"},
	} {
		if x.n > 0 {
			out = append(out, fmt.Sprintf("%d %s", x.n, x.what))
		}
	}
	said := strings.Join(out, ", ")
	if p.Ended != nil {
		said += fmt.Sprintf("\nno longer in force since %s; what follows is measured by the last text", cmp.Or(string(p.Ended.Date), "a day unknown"))
	}
	return said
}

var relations = map[proposal.Relation]string{
	proposal.Same: "proposes the same words as", proposal.Contains: "contains", proposal.Contradict: "contradicts",
	proposal.Breaks: "breaks a reference of", proposal.Touch: "touches the same clause as",
}

// proofs are what a state rests on, a few words each.
func proofs(w *law.Work, x *export.Proposal) []string {
	var out []string
	step := func(n int) string { return fmt.Sprintf("change %d (%.10s)", n, w.Changes[n-1].Commit.Hash) }
	if x.Status != "" {
		out = append(out, fmt.Sprintf("recorded as %s in %s", x.Status, x.Record))
	}
	switch {
	case x.Merged && x.Change > 0:
		out = append(out, "merged with "+step(x.Change))
	case x.Merged:
		out = append(out, "merged")
	default:
		out = append(out, "never merged")
	}
	share := fmt.Sprintf("%.0f%% of its words in force", 100*x.Share)
	switch {
	case x.Until > 0:
		out = append(out, share+", gone since "+step(x.Until))
	case x.Since > 0 && x.Share >= 0.1:
		out = append(out, share+" since "+step(x.Since))
	}
	switch {
	case len(x.Conflicts) > 0:
		at := []string{}
		for _, c := range x.Conflicts[:min(len(x.Conflicts), 4)] {
			at = append(at, c.Kind+" "+some(c.Clauses))
		}
		out = append(out, fmt.Sprintf("fails in %s: %s", count(len(x.Conflicts), "place"), strings.Join(at, ", ")))
	case x.Applies && !x.Merged && x.State != proposal.InForce:
		out = append(out, "still fits")
	}
	if x.Branch != "" && !x.Merged {
		out = append(out, "held by the branch "+x.Branch)
	}
	if x.Within != "" {
		out = append(out, "among the commits of the branch "+x.Within)
	}
	return out
}

// mostShown is how many clauses or places a line of the list names.
const mostShown = 8

// some joins a list, the end of a long one only counted: --json has it all.
func some(list []string) string {
	if n := len(list) - mostShown; n > 1 {
		return fmt.Sprintf("%s and %d more", strings.Join(list[:mostShown], ", "), n)
	}
	return strings.Join(list, ", ")
}
