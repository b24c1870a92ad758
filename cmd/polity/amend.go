package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"polity/commons/collect"
	"polity/commons/law"
	"polity/commons/repo"
)

func (a *app) amend() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "amend COMMIT",
		Short: "Write the record of an amendment that was already made",
		Long: `Write the record of an amendment that was already made: a file in amendments/ that
names the commit and the clauses it amended. COMMIT is a commit, tag or branch of the
repository that --in names; of a merge, what it brought in counts.

Dates that you do not give stay unknown: git's own dates are not taken for them.

` + writeGrammar,
		Example: `  polity amend HEAD --title "Silence is not consent" --adopted 2012-11-04
  polity amend 8bf30a98 --proposal 3 --in-force 2013-01-01 --reasons why.md --dry-run`,
		Args:              exactly(1, "one COMMIT"),
		ValidArgsFunction: a.completeRev,
		RunE:              func(cmd *cobra.Command, args []string) error { return a.runAmend(cmd.Context(), args[0]) },
	}
	a.writeFlags(cmd)
	a.recordFlags(cmd)
	f := cmd.Flags()
	f.String("status", string(law.Adopted), "what became of it: "+strings.Join(statuses(), ", "))
	f.String("created", "", "date on which it was proposed")
	f.String("adopted", "", "date on which it was adopted")
	f.String("published", "", "date on which it was published")
	f.String("in-force", "", "date from which it is in force")
	f.String("proposal", "", "number of the proposal that brought it")
	a.complete(cmd, "status", statuses())
	return cmd
}

func statuses() []string {
	var out []string
	for _, s := range law.AmendmentStatuses {
		out = append(out, string(s))
	}
	return out
}

func (a *app) runAmend(ctx context.Context, rev string) error {
	rec := law.Amendment{Status: law.AmendmentStatus(a.settings.GetString("status")), Proposal: strings.TrimLeft(a.settings.GetString("proposal"), "#!")}
	if !slices.Contains(statuses(), string(rec.Status)) {
		return usageError{fmt.Errorf("--status %s is none of %s", rec.Status, strings.Join(statuses(), ", "))}
	}
	var err error
	for _, x := range []struct {
		flag string
		to   *law.Date
	}{{"created", &rec.Dates.Proposed}, {"adopted", &rec.Dates.Adopted}, {"published", &rec.Dates.Published}, {"in-force", &rec.Dates.InForce}} {
		if *x.to, err = a.dateFlag(x.flag); err != nil {
			return err
		}
	}
	w, err := repo.OpenWorkTree(a.settings.GetString("in"))
	if err != nil {
		return err
	}
	if _, err := person(w, time.Now()); err != nil {
		return err
	}
	r, err := repo.Open(w.Dir, repo.Options{})
	if err != nil {
		return err
	}
	defer r.Close()
	at, err := collect.Revision(r, rev)
	if err != nil {
		return err
	}
	c, err := r.Commit(at.Hash)
	if err != nil {
		return err
	}
	m := &amending{w: w, old: &law.Text{}}
	if err := m.repository(r); err != nil {
		return err
	}
	after, err := a.textAt(w, c.Hash)
	if err != nil {
		return err
	}
	m.new, m.work = after.Text, after.Work
	if len(c.Parents) > 0 {
		before, err := a.textAt(w, c.Parents[0])
		if err != nil {
			return err
		}
		m.old = before.Text
	}
	rec.Commits = []string{c.Hash[:12]}
	d, err := a.record(m, rec, c.Author.Name)
	if err != nil {
		return fmt.Errorf("%.10s: %w", c.Hash, err)
	}
	subject, body, _ := strings.Cut(d.Message, "\n")
	d.Message = "Record: " + subject + "\n" + body
	return a.write(ctx, w, d, "", nil)
}
