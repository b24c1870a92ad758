package repo

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// back takes the steps at the end of a revision, as gitrevisions(7) has them: ~N goes
// to the Nth first parent, ^N to the Nth parent, ^0 and ^{commit} stay. Where a step
// goes anywhere the result is named by its commit.
func (r *Repo) back(at Ref, rev, steps string) (Ref, error) {
	for steps != "" {
		kind := steps[0]
		n, rest, ok := stepCount(steps[1:])
		if !ok || (kind != '~' && kind != '^') {
			return Ref{}, fmt.Errorf("%s: %q cannot be read from «%s» on: write REV~N or REV^N: %w", r.Name, rev, steps, ErrNotFound)
		}
		taken := rev[:len(rev)-len(steps)]
		steps = rest
		parent, times := 1, n
		if kind == '^' {
			parent, times = n, min(n, 1)
		}
		for range times {
			next, err := r.parent(at.Hash, parent)
			if err != nil {
				return Ref{}, fmt.Errorf("%s: %q goes back too far from %s: %w", r.Name, rev, taken, err)
			}
			at = Ref{Name: next, Hash: next}
		}
	}
	return at, nil
}

// stepCount reads the number behind ~ or ^: 1 without one, 0 for the braces that only
// name a kind of object, since what Resolve hands out is a commit already.
func stepCount(s string) (n int, rest string, ok bool) {
	for _, same := range []string{"{commit}", "{}"} {
		if rest, is := strings.CutPrefix(s, same); is {
			return 0, rest, true
		}
	}
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	if digits == 0 {
		return 1, s, true
	}
	n, err := strconv.Atoi(s[:digits])
	return n, s[digits:], err == nil
}

// parent is the nth parent of a commit, from 1.
func (r *Repo) parent(commit Hash, n int) (Hash, error) {
	c, err := r.Commit(commit)
	if err != nil {
		return "", err
	}
	if r.cut[plumbing.NewHash(commit)] {
		return "", fmt.Errorf("the parents of commit %.10s were left out: %w", commit, r.explain(ErrNotFound))
	}
	if n > len(c.Parents) {
		return "", fmt.Errorf("commit %.10s has no parent number %d: %w", commit, n, ErrNotFound)
	}
	return c.Parents[n-1], nil
}
