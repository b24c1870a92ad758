package draft

import (
	"fmt"
	"strings"

	"polity/commons/repo"
)

// Draft is what would be written: files and one commit of them.
type Draft struct {
	Files   []File
	Take    []string // changed files of the work tree that are committed as they stand
	Branch  string   // a branch to be made for it; "" commits on the one that is checked out
	Message string
}

// File is a file to be written, by its slash-separated path from the repository's root.
type File struct {
	Path string
	Data []byte
}

// Done is what was written.
type Done struct {
	Commit string
	Branch string   // the branch that the commit stands on
	Undo   []string // commands, one after the other, that put everything back as it was
}

// Write commits a draft. The error says what is in the way and what to do about it; then
// nothing is written. The commands in Undo hold as long as nothing was committed after it.
func (d *Draft) Write(w *repo.WorkTree, who repo.Stamp) (Done, error) {
	if err := d.Check(w); err != nil {
		return Done{}, err
	}
	f := repo.Addition{New: map[string][]byte{}, Take: d.Take, Branch: d.Branch, Author: who, Message: d.Message}
	for _, x := range d.Files {
		f.New[x.Path] = x.Data
	}
	commit, err := w.Commit(f)
	if err != nil {
		return Done{}, err
	}
	done := Done{Commit: commit, Branch: w.Branch, Undo: d.undo(w)}
	if d.Branch != "" {
		done.Branch = d.Branch
	}
	return done, nil
}

// Check reports what is in the way of writing a draft, with what to do; nil where
// nothing is.
func (d *Draft) Check(w *repo.WorkTree) error {
	for _, x := range d.Files {
		if w.Has(x.Path) {
			return fmt.Errorf("%s is there already and is left as it is: look whether it says what you mean, or give this one another name with --name", x.Path)
		}
	}
	if d.Branch != "" && w.HasBranch(d.Branch) {
		return fmt.Errorf("there is a branch %s already: give this one another name with --name, or remove that one with «git branch -D %s»", d.Branch, Shell(d.Branch))
	}
	staged, unstaged, err := w.Changed()
	if err != nil {
		return err
	}
	taken := map[string]bool{}
	for _, t := range d.Take {
		taken[t] = true
	}
	var left []string
	for _, name := range append(staged, unstaged...) {
		if !taken[name] {
			taken[name] = true
			left = append(left, name)
		}
	}
	if len(left) > 0 {
		return fmt.Errorf("%s holds changes that are not committed (%s): commit them, or put them aside with «git stash», so that this commit says one thing", w.Dir, few(left))
	}
	return nil
}

// undo are the commands that take a draft's commit back.
func (d *Draft) undo(w *repo.WorkTree) []string {
	git := "git -C " + Shell(w.Dir) + " "
	if d.Branch == "" && len(d.Take) == 0 {
		return []string{git + "reset --keep " + w.Head}
	}
	var out []string
	if d.Branch != "" {
		out = append(out, git+"symbolic-ref HEAD "+Shell("refs/heads/"+w.Branch))
	}
	out = append(out, git+"reset --quiet "+w.Head)
	for _, x := range d.Files {
		out = append(out, git+"clean --quiet --force -- "+Shell(x.Path))
	}
	if d.Branch != "" {
		out = append(out, git+"branch -D "+Shell(d.Branch))
	}
	return out
}

// few names the first of many files.
func few(names []string) string {
	if len(names) > 3 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:3], ", "), len(names)-3)
	}
	return strings.Join(names, ", ")
}

const bare = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/:@+="

// Shell is a word safe to paste into a shell.
func Shell(s string) string {
	if s != "" && strings.Trim(s, bare) == "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
