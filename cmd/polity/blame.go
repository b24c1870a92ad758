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
	"polity/commons/markup"
	"polity/diff/lineage"
	"polity/site"
)

func (a *app) blame() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "blame SOURCE[@REV][:PATH]",
		Short: "Print the change that put each sentence there",
		Long: `Print the text in force, or the one at REV on the main line, and beside each sentence
the change that put it there: its number in «polity log», its date, and the share of
the sentence's words that are older. Below stand the changes named, with commit,
people and a title written from their clauses. The column says nothing where a
sentence has the same origin as the one before it.

A sentence belongs to the latest change that altered a word of it, were it only by
taking one away. Nothing is put down to moving, renumbering, splitting or merging
clauses, nor to white space, mark-up and typography; words that were taken away and
returned have their first origin. SOURCE is one as for «polity build»; PATH chooses
among the works of a source.

With --json, each work has its "changes" (those named, "n" as in «polity log») and
its "sentences": "clause" (eId), "wid", "part" ("heading" or "text" of that clause),
"from" and "to" (bytes of that part), "text", "change" (an "n"), "first" (the "n" of
the earliest change of which it still has a word) and "kept" (0 to 1, the share of
its words older than "change").`,
		Example: `  polity blame ~/our-constitution
  polity blame our.bundle@v2.0 --clause art_4
  polity blame our.bundle --json | jq -r '.works[].sentences[].text'`,
		Args:              exactly(1, "one SOURCE[@REV][:PATH]"),
		ValidArgsFunction: a.completeText,
		RunE:              func(cmd *cobra.Command, args []string) error { return a.runBlame(cmd.Context(), args[0]) },
	}
	a.textFlags(cmd)
	cmd.Flags().String("clause", "", "this clause only, with those below it: its address there or its wId")
	_ = cmd.RegisterFlagCompletionFunc("clause", a.completeClause)
	return cmd
}

func (a *app) runBlame(ctx context.Context, arg string) error {
	spec := collect.ParseSpec(arg, collect.Exists)
	s, err := a.survey(ctx, []string{spec.Source})
	if err != nil {
		return err
	}
	var found []*blamed
	var missing error
	for i := range s.Commons.Works {
		w := &s.Commons.Works[i]
		if len(w.Changes) == 0 || spec.Path != "" && !holds(w, spec.Path) {
			continue
		}
		b, err := a.blameWork(s, w, arg, spec.Rev)
		if err != nil {
			missing = err
			continue
		}
		found = append(found, b)
	}
	if len(found) == 0 {
		return cmp.Or(missing, noWork(s, arg, spec.Path))
	}
	if a.settings.GetBool("json") {
		f := blameForm{}
		for _, b := range found {
			f.Works = append(f.Works, b.form())
		}
		return printJSON(a.out, f)
	}
	var out bytes.Buffer
	for _, b := range found {
		b.print(&out, a.terminal(), a.columns())
	}
	_, err = a.out.Write(out.Bytes())
	return err
}

// noWork says that none of the works is, or was, in a file, and where they are.
func noWork(s *site.Survey, arg, path string) error {
	if path == "" {
		return fmt.Errorf("%s: no work with a history was found there", arg)
	}
	var files []string
	for i := range s.Commons.Works {
		files = append(files, s.Commons.Works[i].Files[0])
	}
	return fmt.Errorf("%s: no work is, or was, in a file %s; there are works in %s", arg, path, list(files, 6))
}

// holds reports whether a file is, or was, one of a work's.
func holds(w *law.Work, path string) bool {
	return slices.ContainsFunc(w.Versions, func(v law.Version) bool { return slices.Contains(v.Text.Files, path) })
}

// blamed is one text with the origin of its sentences.
type blamed struct {
	work      *law.Work
	version   *law.Version
	wids      []string
	titles    []string
	sentences []lineage.Sentence
	top       int // the clause asked for, with those below it; -1: all
}

func (a *app) blameWork(s *site.Survey, w *law.Work, arg, rev string) (*blamed, error) {
	at, err := a.changeAt(w, arg, rev)
	if err != nil {
		return nil, err
	}
	h, v := s.Histories[w.ID], w.Changes[at].To
	b := &blamed{work: w, version: &w.Versions[v], wids: h.WIDs[v], titles: s.Titles(w.ID), sentences: lineage.Blame(w, h, at), top: -1}
	name := a.settings.GetString("clause")
	if name == "" {
		return b, nil
	}
	top, err := findClause(w, h, b.version.Text, b.wids, name)
	if err != nil {
		return nil, err
	}
	b.top = top
	b.sentences = slices.DeleteFunc(b.sentences, func(s lineage.Sentence) bool { return !b.shows(s.Clause) })
	return b, nil
}

// changeAt is the change of the main line after which the text was that of rev.
func (a *app) changeAt(w *law.Work, arg, rev string) (int, error) {
	if rev == "" {
		return len(w.Changes) - 1, nil
	}
	last := func(is func(v *law.Version) bool) int {
		for i := len(w.Changes) - 1; i >= 0; i-- {
			if is(&w.Versions[w.Changes[i].To]) {
				return i
			}
		}
		return -1
	}
	i := last(func(v *law.Version) bool {
		return v.ID == rev || v.Name == rev || slices.Contains(v.Tags, rev) || len(rev) >= 4 && strings.HasPrefix(v.Commit.Hash, rev)
	})
	if i >= 0 {
		return i, nil
	}
	t, err := a.readText(arg, false) // a branch, or a commit that left the text alone
	if err != nil {
		return 0, err
	}
	digest := markup.Digest(t.Text)
	if i = last(func(v *law.Version) bool { return markup.Digest(v.Text) == digest }); i < 0 {
		return 0, fmt.Errorf("the text at %s never stood on the main line of %s; «polity log» lists its changes", rev, w.ID)
	}
	return i, nil
}

// findClause finds a clause of a text by its address, its wId, or the unique end of
// its address.
func findClause(w *law.Work, h *lineage.History, t *law.Text, wids []string, name string) (int, error) {
	if i := t.Find(name); i >= 0 {
		return i, nil
	}
	if i := slices.Index(wids, name); i >= 0 {
		return i, nil
	}
	found := -1
	for i := range t.Clauses {
		if strings.HasSuffix(t.Clauses[i].EID, "__"+name) {
			if found >= 0 {
				return 0, fmt.Errorf("several clauses of %s end in %s; name one in full", w.ID, name)
			}
			found = i
		}
	}
	if found < 0 {
		return 0, unknownClause(w, h, t, name)
	}
	return found, nil
}

// within reports whether clause i is top or stands below it.
func within(t *law.Text, i, top int) bool {
	for ; i > top; i = t.Clauses[i].Parent {
	}
	return i == top
}

// text is a sentence's words.
func (b *blamed) text(s *lineage.Sentence) string {
	c := &b.version.Text.Clauses[s.Clause]
	if s.Heading {
		return c.Heading[s.From:s.To]
	}
	return c.Text[s.From:s.To]
}

// named are the changes that sentences belong to, the newest first.
func (b *blamed) named() []int {
	var out []int
	for i := range b.sentences {
		out = append(out, b.sentences[i].Change)
	}
	slices.Sort(out)
	out = slices.Compact(out)
	slices.Reverse(out)
	return out
}

// writers are the people of a change: of a merged proposal those who wrote it.
func writers(c *law.Change) []string {
	out := people(&c.Commit)
	if len(c.Steps) > 0 {
		out = nil
		for i := range c.Steps {
			out = append(out, people(&c.Steps[i].Commit)...)
		}
	}
	var once []string
	for _, name := range out {
		if !slices.Contains(once, name) {
			once = append(once, name)
		}
	}
	return once
}

// blameForm is what «polity blame --json» prints.
type blameForm struct {
	Works []blameWorkForm `json:"works"`
}

type blameWorkForm struct {
	Work      string          `json:"work"`
	Title     string          `json:"title"`
	Lang      string          `json:"lang"`
	Version   string          `json:"version"`
	Commit    string          `json:"commit"`
	Digest    string          `json:"digest"`
	Changes   []blameChange   `json:"changes"`
	Sentences []blameSentence `json:"sentences"`
}

type blameChange struct {
	N       int      `json:"n"`
	Date    law.Date `json:"date"`
	Commit  string   `json:"commit"`
	Number  string   `json:"number"`
	People  []string `json:"people"`
	Subject string   `json:"subject"`
	Title   string   `json:"title"`
}

type blameSentence struct {
	Clause string  `json:"clause"`
	WID    string  `json:"wid"`
	Part   string  `json:"part"`
	From   int     `json:"from"`
	To     int     `json:"to"`
	Text   string  `json:"text"`
	Change int     `json:"change"`
	First  int     `json:"first"`
	Kept   float64 `json:"kept"`
}

func (b *blamed) form() blameWorkForm {
	w, t := b.work, b.version.Text
	f := blameWorkForm{
		Work: w.ID, Title: w.Title, Lang: cmp.Or(t.Lang, w.Lang), Version: b.version.ID, Commit: b.version.Commit.Hash,
		Digest: markup.Digest(t), Changes: []blameChange{}, Sentences: []blameSentence{},
	}
	for _, i := range b.named() {
		c := &w.Changes[i]
		f.Changes = append(f.Changes, blameChange{i + 1, w.Versions[c.To].Dates.Best(), c.Commit.Hash, c.Number, writers(c), c.Commit.Subject, b.titles[i]})
	}
	for i := range b.sentences {
		s := &b.sentences[i]
		part := "text"
		if s.Heading {
			part = "heading"
		}
		f.Sentences = append(f.Sentences, blameSentence{t.Clauses[s.Clause].EID, b.wids[s.Clause], part, s.From, s.To, b.text(s), s.Change + 1, s.First + 1, s.Kept})
	}
	return f
}
