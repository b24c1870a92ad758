package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"polity/commons/draft"
	"polity/commons/law"
	"polity/commons/manifest"
	"polity/commons/markup"
	"polity/commons/repo"
	"polity/site/address"
)

func (a *app) propose() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "propose",
		Short: "Make what you changed in a text a proposal, with a record and a branch",
		Long: `Make what you changed in a text a proposal. Change the text first, and then

  on the main line     the change and its record become one commit on a new branch
  on a branch          the record is added to the branch, with what is not yet committed

The record (amendments/NNNN-slug.md, status draft) says which clauses it amends; the
commit says in a sentence what it does. Then the way to send it is printed: a link for
the forge the repository comes from, or the lines that send it by mail.

` + writeGrammar,
		Example: `  polity propose --title "The upper fords may object" --why "They have the weir."
  polity propose --in ~/statutes --reasons why.md --dry-run
  polity propose --branch quorum --push`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runPropose(cmd.Context()) },
	}
	a.writeFlags(cmd)
	a.recordFlags(cmd)
	f := cmd.Flags()
	f.String("branch", "", "name of the branch to be made (default proposal/ and the file's name)")
	f.String("onto", "", "the main line (default main, master or trunk)")
	f.String("date", "", "day of the proposal (default today)")
	f.String("forge", "", "kind of the forge, where its address does not tell: github, gitlab, forgejo, bitbucket, mail")
	a.complete(cmd, "forge", forges)
	_ = cmd.RegisterFlagCompletionFunc("onto", a.completeRev)
	return cmd
}

var forges = []string{"github", "gitlab", "forgejo", "bitbucket", "mail"}

func noArgs(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageError{fmt.Errorf("wants no %q: it takes what was changed in the folder that --in names", args[0])}
	}
	return nil
}

func (a *app) runPropose(ctx context.Context) error {
	created, err := a.dateFlag("date")
	if err != nil {
		return err
	}
	if created == "" {
		created = law.Date(time.Now().Format(time.DateOnly))
	}
	if k := a.settings.GetString("forge"); k != "" && !slices.Contains(forges, k) {
		return usageError{fmt.Errorf("--forge %s is none of %s", k, strings.Join(forges, ", "))}
	}
	w, err := repo.OpenWorkTree(a.settings.GetString("in"))
	if err != nil {
		return err
	}
	who, err := person(w, time.Now())
	if err != nil {
		return err
	}
	r, err := repo.Open(w.Dir, repo.Options{})
	if err != nil {
		return err
	}
	defer r.Close()
	onto, err := mainLine(r, w, a.settings.GetString("onto"))
	if err != nil {
		return err
	}
	m := &amending{w: w}
	if err := m.repository(r); err != nil {
		return err
	}
	take, err := a.proposed(m, r, onto)
	if err != nil {
		return err
	}
	rec := law.Amendment{Status: law.Draft, Dates: law.Dates{Proposed: created}}
	if w.Branch != onto.Short() {
		if rec.Commits, err = since(r, w.Head, onto.Hash); err != nil {
			return err
		}
	}
	d, err := a.record(m, rec, who.Name)
	if err != nil {
		return err
	}
	d.Take = take
	if b := a.settings.GetString("branch"); b != "" && w.Branch != onto.Short() {
		return usageError{fmt.Errorf("the branch %s is checked out already and takes the record: leave --branch out, or switch to %s first", w.Branch, onto.Short())}
	} else if w.Branch == onto.Short() {
		if d.Branch = b; b == "" {
			d.Branch = "proposal/" + strings.TrimSuffix(d.Files[0].Path[strings.LastIndexByte(d.Files[0].Path, '/')+1:], ".md")
		}
	}
	return a.write(ctx, w, d, "", func(branch string) []string { return a.sending(w, onto.Short(), branch) })
}

// mainLine is the branch that a proposal is made to.
func mainLine(r *repo.Repo, w *repo.WorkTree, named string) (repo.Ref, error) {
	refs, err := r.Refs()
	if err != nil {
		return repo.Ref{}, err
	}
	want := []string{"main", "master", "trunk", w.Branch}
	if named != "" {
		want = []string{named}
	}
	for _, n := range want {
		for _, f := range refs {
			if f.Name == "refs/heads/"+n {
				return f, nil
			}
		}
	}
	said := fmt.Sprintf("there is no branch %s: name the main line with --onto", want[0])
	var branches []string
	for _, f := range refs {
		if b, ok := strings.CutPrefix(f.Name, "refs/heads/"); ok {
			branches = append(branches, b)
		}
	}
	if near := manifest.Nearest(want[0], branches); near != "" {
		said += "; did you mean " + near + "?"
	}
	return repo.Ref{}, usageError{errors.New(said)}
}

// proposed reads the text before and after, and says which changed files are taken.
func (a *app) proposed(m *amending, r *repo.Repo, onto repo.Ref) (take []string, err error) {
	base := onto.Hash
	if m.w.Branch != onto.Short() {
		if base, err = r.MergeBase(m.w.Head, onto.Hash); err != nil {
			return nil, err
		}
		if base == "" {
			return nil, fmt.Errorf("%s and %s have no commit in common: name the main line with --onto", m.w.Branch, onto.Short())
		}
	}
	old, err := a.textAt(m.w, base)
	if err != nil {
		return nil, err
	}
	now, err := a.textAt(m.w, m.w.Head)
	if err != nil {
		return nil, err
	}
	staged, unstaged, err := m.w.Changed()
	if err != nil {
		return nil, err
	}
	for _, name := range append(staged, unstaged...) {
		if slices.Contains(now.Text.Files, name) && !slices.Contains(take, name) {
			take = append(take, name)
		}
	}
	slices.Sort(take)
	m.old, m.new, m.work = old.Text, now.Text, now.Work
	if len(take) > 0 {
		if m.new, err = inFolder(m.w, now); err != nil {
			return nil, err
		}
	}
	if markup.Digest(m.old) == markup.Digest(m.new) {
		return nil, fmt.Errorf("%s reads as it does on %s: change the text first, or name another with --path", now.Path, onto.Short())
	}
	return take, nil
}

// since are the commits of a branch that the main line does not have, the newest twenty.
func since(r *repo.Repo, head, base string) ([]string, error) {
	known := map[string]bool{}
	if err := r.Walk(base, func(c *repo.Commit) error { known[c.Hash] = true; return nil }); err != nil {
		return nil, err
	}
	var out []string
	err := r.Walk(head, func(c *repo.Commit) error {
		if len(out) == 20 {
			return repo.SkipAll
		}
		if !known[c.Hash] && len(c.Parents) < 2 {
			out = append(out, c.Hash[:12])
		}
		return nil
	})
	if errors.Is(err, repo.SkipAll) {
		err = nil
	}
	slices.Reverse(out)
	return out, err
}

// sending are the ways to bring a branch to those who decide on it.
func (a *app) sending(w *repo.WorkTree, onto, branch string) []string {
	git := "git -C " + draft.Shell(w.Dir) + " "
	web, kind := address.Forge(w.Remote)
	if k := a.settings.GetString("forge"); k != "" {
		kind = k
	}
	var out []string
	if link := address.NewProposal(web, kind, onto, branch); link != "" {
		if !a.settings.GetBool("push") {
			out = append(out, git+"push origin "+draft.Shell(branch))
		}
		return append(out, link)
	}
	span := draft.Shell(onto) + ".." + draft.Shell(branch)
	return []string{git + "format-patch --output-directory proposals " + span, git + "send-email --to=" + contact(w) + " " + span}
}

// contact is the address that the movement's manifest gives for mail.
func contact(w *repo.WorkTree) string {
	b, err := os.ReadFile(filepath.Join(w.Dir, manifest.Name))
	if err != nil {
		return "ADDRESS"
	}
	m, _ := manifest.Read(manifest.Name, b)
	about := strings.TrimPrefix(m.Movement.Contact, "mailto:")
	if strings.Contains(about, "@") && !strings.Contains(about, "/") {
		return draft.Shell(about)
	}
	return "ADDRESS"
}
