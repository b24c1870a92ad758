package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"polity/commons/collect"
	"polity/commons/law"
	"polity/commons/manifest"
	"polity/diff"
	"polity/diff/lineage"
	"polity/site"
)

func (a *app) log() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "log SOURCE...",
		Short: "Print the versions and changes of a work",
		Long: `Print the history of the works of one or more sources: every change of the main line
with its date, number, people and a title written from its clauses. A merged proposal
is followed by its own commits; an editorial change is marked.

--clause tells the life of one clause, named by its address in the text in force or by
the wId that it keeps through all versions.`,
		Example: `  polity log ~/our-constitution
  polity log our.bundle --clause art_4
  polity log our.bundle --json | jq '.works[].changes[].title'`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{fmt.Errorf("wants at least one SOURCE")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.runLog(cmd.Context(), args) },
	}
	a.textFlags(cmd)
	cmd.Flags().String("clause", "", "tell the life of this clause only, with those below it")
	_ = cmd.RegisterFlagCompletionFunc("clause", a.completeClause)
	return cmd
}

// survey reads what a site of these sources would show, and tells what is wanting.
func (a *app) survey(ctx context.Context, args []string) (*site.Survey, error) {
	m := newMeter(a.errs, a.settings.GetBool("quiet"))
	defer m.done()
	o, err := a.siteOptions(args, m)
	if err != nil {
		return nil, err
	}
	s, err := site.Look(ctx, o)
	m.done()
	if err == nil && !a.settings.GetBool("quiet") {
		tellProblems(a.errs, s.Problems, "the site that «polity build» makes lists them all")
	}
	return s, err
}

func (a *app) runLog(ctx context.Context, args []string) error {
	s, err := a.survey(ctx, args)
	if err != nil {
		return err
	}
	clause := a.settings.GetString("clause")
	if a.settings.GetBool("json") {
		f, err := historyOf(s, clause)
		if err != nil {
			return err
		}
		return printJSON(a.out, f)
	}
	t := a.terminal()
	var b bytes.Buffer
	for i := range s.Commons.Works {
		w := &s.Commons.Works[i]
		if clause != "" {
			if err := printLife(&b, t, s, w, clause); err != nil && len(s.Commons.Works) == 1 {
				return err
			}
			continue
		}
		printHistory(&b, t, s, w)
	}
	if b.Len() == 0 {
		return fmt.Errorf("no work has a clause %s", clause)
	}
	_, err = a.out.Write(b.Bytes())
	return err
}

func printHistory(b *bytes.Buffer, t terminal, s *site.Survey, w *law.Work) {
	fmt.Fprintf(b, "%s\n", t.bold(isolated(w.Title)))
	t.lines(b, "", asIs, fmt.Sprintf("%s, %s, %s", count(len(w.Versions), "version"), count(len(w.Changes), "change"), list(w.Files, 3)), "en")
	titles := s.Titles(w.ID)
	for i := len(w.Changes) - 1; i >= 0; i-- {
		c, v := &w.Changes[i], &w.Versions[w.Changes[i].To]
		date := date(w, c)
		line := fmt.Sprintf("\n%4d  %s%s", i+1, date, hash(&c.Commit))
		if c.Number != "" {
			line += "  #" + visible(c.Number)
		}
		if v.Name != "" {
			line += "  " + t.bold(isolated(v.Name))
		}
		fmt.Fprintf(b, "%s\n", strings.TrimRight(line, " "))
		title := titles[i]
		if h := s.Histories[w.ID]; h.Changes[i].Editorial && len(diff.Summarise(h.Changes[i], textBefore(w, c).Text, v.Text)) > 0 {
			title += " (editorial)"
		}
		t.lines(b, "      ", asIs, title, "en")
		if said := message(people(&c.Commit), c.Commit.Subject); said != "" {
			t.lines(b, "      ", t.faint, said, w.Lang)
		}
		for _, step := range c.Steps {
			said := message([]string{step.Commit.Author.Name}, step.Commit.Subject)
			t.lines(b, "        ", t.faint, fmt.Sprintf("· %.10s %s", step.Commit.Hash, said), w.Lang)
		}
	}
	b.WriteByte('\n')
}

// hash is the beginning of a commit's name in a column of its own; "" of a text outside
// git, which is read as a commit that nobody made and nobody can look up.
func hash(c *law.Commit) string {
	if outsideGit(c) {
		return ""
	}
	return fmt.Sprintf("  %.10s", c.Hash)
}

func outsideGit(c *law.Commit) bool { return c.Author == law.Person{} && c.Subject == "" }

// message is who said what, as far as either is known.
func message(people []string, subject string) string {
	who := strings.Join(people, ", ")
	if who == "" || subject == "" {
		return who + subject
	}
	return who + ": " + subject
}

func people(c *law.Commit) []string {
	out := []string{c.Author.Name}
	for _, p := range c.With {
		out = append(out, p.Name)
	}
	return out
}

// findLife finds a clause by wId, or by its address in the text in force, or by the
// unique end of either.
func findLife(s *site.Survey, w *law.Work, name string) (*lineage.Life, error) {
	h, v := s.Histories[w.ID], w.Current()
	var ends []string
	for i := range w.Versions[v].Text.Clauses {
		eid, wid := w.Versions[v].Text.Clauses[i].EID, h.WIDs[v][i]
		if eid == name {
			return h.Lives[wid], nil
		}
		if strings.HasSuffix(eid, "__"+name) {
			ends = append(ends, wid)
		}
	}
	if l := h.Lives[name]; l != nil {
		return l, nil
	}
	switch len(ends) {
	case 0:
		return nil, unknownClause(w, h, w.Versions[v].Text, name)
	case 1:
		return h.Lives[ends[0]], nil
	}
	return nil, fmt.Errorf("%d clauses of %s end in %s; name one in full", len(ends), w.ID, name)
}

// unknownClause says that a text has no clause of this name, and which was likely meant:
// the one that last had this address, or one with an address that is nearly the same.
func unknownClause(w *law.Work, h *lineage.History, t *law.Text, name string) error {
	said := fmt.Sprintf("%s has no clause %s there", w.ID, name)
	for i := len(w.Changes) - 1; i >= 0; i-- {
		v := w.Changes[i].To
		if c := w.Versions[v].Text.Find(name); c >= 0 {
			return fmt.Errorf("%s; after change %d this was the address of %s, its name in all versions", said, i+1, h.WIDs[v][c])
		}
	}
	all := make([]string, len(t.Clauses))
	for i := range t.Clauses {
		all[i] = t.Clauses[i].EID
	}
	if near := manifest.Nearest(name, all); near != "" {
		return fmt.Errorf("%s; did you mean %s?", said, near)
	}
	return fmt.Errorf("%s; «polity clauses» lists them", said)
}

// printLife writes what happened to a clause and to those that stood below it, change
// by change.
func printLife(b *bytes.Buffer, t terminal, s *site.Survey, w *law.Work, name string) error {
	l, err := findLife(s, w, name)
	if err != nil {
		return err
	}
	h := s.Histories[w.ID]
	titles := s.Titles(w.ID)
	fmt.Fprintf(b, "%s\n", t.bold(visible(l.WID)+"  "+isolated(w.Title)))
	last := -1
	for _, e := range familyEvents(w, h, l.WID) {
		c := &w.Changes[e.Change]
		v := &w.Versions[e.Version]
		d := newDifference(textBefore(w, c), textAt(w, c.To), nil)
		if e.Change != last {
			last = e.Change
			fmt.Fprintf(b, "\n%s\n", strings.TrimRight(fmt.Sprintf("%4d  %s%s", e.Change+1, date(w, c), hash(&c.Commit)), " "))
			t.lines(b, "      ", t.faint, titles[e.Change], "en")
		}
		pair := h.Changes[e.Change].Pairs[e.Pair]
		fmt.Fprintf(b, "\n      %s  %s\n", t.bold(isolated(d.title(pair))), t.faint(visible(what(pair)+" · "+v.Text.Clauses[e.Clause].EID)))
		if !quietWords(pair) {
			d.words(b, t, "      ", pair)
		}
	}
	return nil
}

// familyEvents are the events of a clause and of all that ever stood below it, oldest
// change first, in the order of the page.
func familyEvents(w *law.Work, h *lineage.History, wid string) []lineage.Event {
	var out []lineage.Event
	for member := range family(w, h, wid) {
		if l := h.Lives[member]; l != nil {
			out = append(out, l.Events...)
		}
	}
	slices.SortFunc(out, func(a, b lineage.Event) int {
		return cmp.Or(cmp.Compare(a.Change, b.Change), cmp.Compare(a.Pair, b.Pair), cmp.Compare(a.Clause, b.Clause))
	})
	return slices.CompactFunc(out, func(a, b lineage.Event) bool { return a.Change == b.Change && a.Pair == b.Pair })
}

// family is a clause and all that ever stood below it on the main line, by wId.
func family(w *law.Work, h *lineage.History, wid string) map[string]bool {
	family := map[string]bool{wid: true}
	for i := range w.Changes {
		v := w.Changes[i].To
		clauses, wids := w.Versions[v].Text.Clauses, h.WIDs[v]
		inside := make([]bool, len(clauses)) // parents stand before their children
		for k := range clauses {
			inside[k] = wids[k] == wid || clauses[k].Parent >= 0 && inside[clauses[k].Parent]
			if inside[k] {
				family[wids[k]] = true
			}
		}
	}
	return family
}

// textBefore is the text that a change began from; an empty one for the first.
func textBefore(w *law.Work, c *law.Change) *collect.TextAt {
	if c.From < 0 {
		return &collect.TextAt{Text: &law.Text{}}
	}
	return textAt(w, c.From)
}

// textAt is a version's text in the form in which texts that were read alone come.
func textAt(w *law.Work, version int) *collect.TextAt {
	return &collect.TextAt{Path: w.Files[0], Rev: w.Versions[version].Commit.Hash, Text: w.Versions[version].Text}
}
