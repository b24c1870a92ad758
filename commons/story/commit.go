package story

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"polity/commons/repo"
)

func (t *teller) commit(a []word) error {
	msg, err := t.message(a[0])
	if err != nil {
		return err
	}
	if len(t.touch) == 0 {
		return errors.New("nothing was written, edited, moved or removed since the last commit")
	}
	var parents []repo.Hash
	if tip := t.tips[t.branch]; tip != "" {
		parents = append(parents, tip)
	}
	return t.record(parents, msg)
}

// message is a subject in quotes, or a section that holds the whole message.
func (t *teller) message(w word) (string, error) {
	if w.quoted {
		return w.text, nil
	}
	s, err := t.section(w.text)
	if err != nil {
		return "", fmt.Errorf("%w; a subject stands in double quotes", err)
	}
	return s.text, nil
}

// record makes the commit from the files as they stand and moves the branch on.
func (t *teller) record(parents []repo.Hash, msg string) error {
	if !t.fresh {
		return errors.New("nothing says by whom and when since the last commit: on DATE KEY")
	}
	h, err := t.b.Commit(repo.Draft{Parents: parents, Files: t.files, Author: t.who[0], Message: t.credit(msg), Sign: t.signer})
	if err != nil {
		return err
	}
	t.fresh, t.signer = false, nil
	clear(t.touch)
	t.tips[t.branch] = h
	return t.b.SetRef("refs/heads/"+t.branch, h)
}

// credit adds the others of «on» as trailers.
func (t *teller) credit(msg string) string {
	msg = strings.Trim(msg, "\n")
	for i, p := range t.who[1:] {
		sep := "\n"
		if i == 0 && !endsInTrailers(msg) {
			sep = "\n\n"
		}
		msg += sep + "Co-authored-by: " + p.Name + " <" + p.Email + ">"
	}
	return msg + "\n"
}

// endsInTrailers reports whether a message's last paragraph is lines of «Key: value».
func endsInTrailers(msg string) bool {
	i := strings.LastIndex(msg, "\n\n")
	if i < 0 {
		return false
	}
	for line := range strings.SplitSeq(msg[i+2:], "\n") {
		key, _, ok := strings.Cut(line, ": ")
		if !ok || strings.ContainsAny(key, " \t") {
			return false
		}
	}
	return true
}

func (t *teller) merge(a []word) error {
	name := a[0].text
	ours, theirs := t.tips[t.branch], t.tips[name]
	switch {
	case theirs == "":
		return fmt.Errorf("there is no branch %q", name)
	case name == t.branch || ours == "":
		return fmt.Errorf("a branch cannot be merged into itself or into nothing")
	}
	msg := "Merge branch '" + name + "'"
	if len(a) > 1 {
		var err error
		if msg, err = t.message(a[1]); err != nil {
			return err
		}
	}
	base, err := t.b.Repo().MergeBase(ours, theirs)
	if err != nil {
		return err
	}
	if base == theirs {
		return fmt.Errorf("the branch %q holds nothing that %s does not", name, t.branch)
	}
	if err := t.join(base, ours, theirs); err != nil {
		return err
	}
	return t.record([]repo.Hash{ours, theirs}, msg)
}

// join takes for every file the side that changed since base. What the script
// changed since the last commit stands as it is.
func (t *teller) join(base, ours, theirs repo.Hash) error {
	var sides [3]map[string]string
	for i, h := range []repo.Hash{base, ours, theirs} {
		if h == "" {
			continue // two histories that never met have no base
		}
		var err error
		if sides[i], err = t.filesAt(h); err != nil {
			return err
		}
	}
	was, our, their := sides[0], sides[1], sides[2]
	var both []string
	for path := range union(was, our, their) {
		switch {
		case t.touch[path] || same(our, their, path) || same(was, their, path):
			// decided by the script, equal, or changed by us alone: as it stands
		case !same(was, our, path):
			both = append(both, path)
		default:
			if text, ok := their[path]; ok {
				t.files[path] = text
			} else {
				delete(t.files, path)
			}
		}
	}
	if len(both) > 0 {
		slices.Sort(both)
		return fmt.Errorf("both sides changed %s: write or edit it before the merge", strings.Join(both, ", "))
	}
	return nil
}

func union(sets ...map[string]string) map[string]bool {
	all := map[string]bool{}
	for _, s := range sets {
		for p := range s {
			all[p] = true
		}
	}
	return all
}

func same(a, b map[string]string, path string) bool {
	x, inA := a[path]
	y, inB := b[path]
	return inA == inB && x == y
}
