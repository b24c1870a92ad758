package main

import (
	"errors"
	"fmt"
	"os"
	slash "path"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"polity/commons/collect"
	"polity/commons/draft"
	"polity/commons/law"
	"polity/commons/manifest"
	"polity/commons/markup"
	"polity/commons/record"
	"polity/commons/repo"
	"polity/diff"
	"polity/diff/align"
	"polity/site"
)

// recordFlags are the settings of commands that write an amendment's record.
func (a *app) recordFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.Bool("json", false, "print JSON")
	f.String("title", "", "title of the amendment (default what it does, in a sentence)")
	f.String("number", "", "number of the amendment (default the next one)")
	f.String("path", "", "file or glob of the text, where the repository holds several")
	f.String("lang", "", "language of the summary (default that of the text, else English)")
	f.String("author", "", "who proposes it (default who commits)")
	f.String("discussion", "", "path or address of the discussion")
	f.StringSlice("supersedes", nil, "number of an earlier amendment that it replaces; may be repeated")
	a.complete(cmd, "lang", interfaceLanguages())
}

// amending is what a record of an amendment is made from.
type amending struct {
	w        *repo.WorkTree
	files    []string // paths of the repository's files, and of its branches' records
	old, new *law.Text
	work     string // as the manifest calls it; "" where it names none
}

// record is the draft of the record of what was made of a text. author is who proposed
// it where --author does not say.
func (a *app) record(m *amending, rec law.Amendment, author string) (*draft.Draft, error) {
	c := diff.Compare(m.old, m.new)
	rec.Amends = touched(c, m.old, m.new)
	if len(rec.Amends) == 0 {
		return nil, errors.New("no clause of the text reads otherwise: there is nothing to record")
	}
	if len(rec.Amends) > maxAmends {
		rec.Amends = nil // a record that names them all would not be read by anybody
	}
	why, err := a.reasons()
	if err != nil {
		return nil, err
	}
	lang := a.settings.GetString("lang")
	if lang != "" && !slices.Contains(interfaceLanguages(), lang) {
		return nil, usageError{fmt.Errorf("--lang %s is none of %v", lang, interfaceLanguages())}
	}
	if lang == "" && slices.Contains(interfaceLanguages(), m.new.Lang) {
		lang = m.new.Lang
	}
	summary := site.SentenceIn(lang, c, m.old, m.new)
	rec.Title, rec.Number, rec.Work = a.settings.GetString("title"), a.settings.GetString("number"), m.work
	rec.Author, rec.Discussion, rec.Supersedes = a.settings.GetString("author"), a.settings.GetString("discussion"), a.settings.GetStringSlice("supersedes")
	if rec.Author == "" {
		rec.Author = author
	}
	if rec.Title == "" {
		rec.Title = summary
	}
	if rec.Number == "" {
		rec.Number = draft.Next(m.files)
	}
	return draft.Amendment(rec, draft.Folder(m.files), a.settings.GetString("name"), summary+".", why)
}

const maxAmends = 40

// touched are the addresses of the clauses whose words, heading or being changed, as
// readers see them: in the old text, and of what is new in the new one. A clause stands
// for what hangs under it.
func touched(c *diff.Comparison, old, new *law.Text) []string {
	var out []string
	add := func(t *law.Text, i int) {
		for i >= 0 && !t.Clauses[i].Headed() {
			i = t.Clauses[i].Parent
		}
		if i >= 0 && !slices.Contains(out, t.Clauses[i].EID) {
			out = append(out, t.Clauses[i].EID)
		}
	}
	fresh := map[int]bool{}
	for _, p := range c.Pairs {
		switch {
		case len(p.Old) == 0:
			for _, j := range p.New {
				if fresh[j] = true; !fresh[new.Clauses[j].Parent] || new.Clauses[j].Parent < 0 {
					add(new, j)
				}
			}
		case p.Op != align.Unchanged || p.Flags&(align.Moved|align.Renumbered) != 0:
			add(old, p.Old[0])
		}
	}
	return out
}

// repository reads the files of the commit that is checked out, and the records of
// amendments on all branches, so that no number is given twice.
func (m *amending) repository(r *repo.Repo) error {
	at, err := r.Commit(m.w.Head)
	if err != nil {
		return err
	}
	all, err := r.Files(at.Tree)
	if err != nil {
		return err
	}
	for _, f := range all {
		if slash.Base(slash.Dir(f.Path)) == record.Amendments {
			m.files = append(m.files, f.Path)
		}
	}
	refs, err := r.Refs()
	if err != nil {
		return err
	}
	folder := draft.Folder(m.files)
	for _, f := range refs {
		c, err := r.Commit(f.Hash)
		if err != nil {
			continue // a branch that cannot be read has no say in numbers
		}
		e, err := r.Entry(c.Tree, folder)
		if err != nil || !e.Dir {
			continue
		}
		list, err := r.Tree(e.Hash)
		if err != nil {
			continue
		}
		for _, x := range list {
			if name := slash.Join(folder, x.Name); x.File() && !slices.Contains(m.files, name) {
				m.files = append(m.files, name)
			}
		}
	}
	return nil
}

// textAt reads the text of the repository at a commit.
func (a *app) textAt(w *repo.WorkTree, commit string) (*collect.TextAt, error) {
	t, err := collect.ReadText(collect.Spec{Source: w.Dir, Rev: commit, Path: a.settings.GetString("path")}, collect.Options{Offline: true})
	if err != nil {
		return nil, fmt.Errorf("at commit %.10s: %w", commit, err)
	}
	return t, nil
}

// inFolder reads a text as it stands in the folder, committed or not.
func inFolder(w *repo.WorkTree, t *collect.TextAt) (*law.Text, error) {
	var files []markup.File
	for _, name := range t.Text.Files {
		b, err := os.ReadFile(filepath.Join(w.Dir, filepath.FromSlash(name)))
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		files = append(files, markup.File{Path: name, Source: b})
	}
	out, _ := markup.NewParser().Parse(files, t.Text.Lang)
	return out, nil
}

// dateFlag is a date as a record has it; "" where the flag is not given.
func (a *app) dateFlag(name string) (law.Date, error) {
	s := a.settings.GetString(name)
	if s != "" && !manifest.ValidDate(s) {
		return "", usageError{fmt.Errorf("--%s %s is not a date, such as 2026-03-01, 2026-03 or 2026", name, s)}
	}
	return law.Date(s), nil
}
