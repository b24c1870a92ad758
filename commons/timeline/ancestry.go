package timeline

import (
	"slices"

	"polity/commons/repo"
)

// Ancestry is the graph of all commits that some references lead to, as proposals need
// it: where each one left the main line, what is its own, and when it came in. It is
// read once, so that a thousand proposals cost little more than one.
type Ancestry struct {
	commits []ancestor
	at      map[repo.Hash]int
	main    []bool // reachable from the head of the main line
	landed  []int  // by commit: the place on the main line that first reached it, none where none did
	line    []int  // the main line by first parents, oldest first
	place   []int  // by commit: its place on that line, none beside it
	held    []int  // by commit beside the main line: the first branch that has it, as in names; none without
	names   []string
}

type ancestor struct {
	hash    repo.Hash
	tree    repo.Hash
	parents []int
	order   int // of the walk: children before their parents
}

const none = -1

// ReadAncestry walks once from the head of the main line and from other commits. A
// commit that is missing ends a line there. Cost: each commit read once, about 200
// bytes of memory for each.
func ReadAncestry(r *repo.Repo, head repo.Hash, others []repo.Hash) (*Ancestry, error) {
	a := &Ancestry{at: map[repo.Hash]int{}}
	var parents [][]repo.Hash
	err := r.WalkAll(append([]repo.Hash{head}, others...), func(c *repo.Commit) error {
		a.at[c.Hash] = len(a.commits)
		a.commits = append(a.commits, ancestor{hash: c.Hash, tree: c.Tree, order: len(a.commits)})
		parents = append(parents, c.Parents)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i, list := range parents {
		for _, p := range list {
			if k, ok := a.at[p]; ok {
				a.commits[i].parents = append(a.commits[i].parents, k)
			}
		}
	}
	a.follow(head)
	return a, nil
}

// follow marks the main line and what it reached when.
func (a *Ancestry) follow(head repo.Hash) {
	n := len(a.commits)
	a.main, a.landed, a.place, a.held = make([]bool, n), make([]int, n), make([]int, n), make([]int, n)
	for i := range n {
		a.landed[i], a.place[i], a.held[i] = none, none, none
	}
	for at, ok := a.at[head]; ok; {
		a.line = append(a.line, at)
		if len(a.commits[at].parents) == 0 {
			break
		}
		at = a.commits[at].parents[0]
	}
	slices.Reverse(a.line)
	for k, at := range a.line {
		a.place[at] = k
	}
	for k, at := range a.line {
		stack := []int{at}
		for len(stack) > 0 {
			i := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if a.main[i] {
				continue
			}
			a.main[i], a.landed[i] = true, k
			stack = append(stack, a.commits[i].parents...)
		}
	}
}

// Hold notes that a branch beside the main line stands at a commit and has all before it.
// Of several branches that have a commit the first that is noted counts. Cost: the
// commits that no branch had before.
func (a *Ancestry) Hold(branch string, tip repo.Hash) {
	at, ok := a.at[tip]
	if !ok {
		return
	}
	a.names = append(a.names, branch)
	stack := slices.Clone(a.commits[at].parents)
	for len(stack) > 0 {
		i := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if a.main[i] || a.held[i] != none {
			continue
		}
		a.held[i] = len(a.names) - 1
		stack = append(stack, a.commits[i].parents...)
	}
}

// Branching is how a commit stands to the main line.
type Branching struct {
	Merged bool        // the main line reaches it
	OnLine bool        // it is a step of the main line itself, by first parents
	Landed repo.Hash   // the step of the main line that brought it in; "" unless Merged
	Within string      // a branch beside the main line that has it and goes on, as Hold was told; "" where none does, and where Merged
	Parted repo.Hash   // the commit at which it left the main line; "" where they never met
	Own    []repo.Hash // its own commits, oldest first: what the main line did not have before
}

// Branching tells how a commit stands to the main line. Merged is what «git merge-base
// --is-ancestor» says, and Parted, unless Merged, what «git merge-base» says: a
// common ancestor of which no other is a descendant, of several the newest. Of a merged
// one both are asked of the main line as it was before. false where the commit was not
// among those walked. Cost: its own commits, and where it met the main line several
// times the commits between.
func (a *Ancestry) Branching(commit repo.Hash) (Branching, bool) {
	at, ok := a.at[commit]
	if !ok {
		return Branching{}, false
	}
	had := func(i int) bool { return a.main[i] }
	b := Branching{Merged: a.main[at]}
	if k := a.held[at]; k != none {
		b.Within = a.names[k]
	}
	if b.Merged {
		k := a.landed[at]
		b.Landed, b.OnLine = a.commits[a.line[k]].hash, a.place[at] != none
		had = func(i int) bool { return a.main[i] && a.landed[i] < k }
	}
	met := a.own(at, had, &b)
	if base := a.best(met); base != none {
		b.Parted = a.commits[base].hash
	}
	return b, true
}

// own collects what the line did not have, and where it met it.
func (a *Ancestry) own(at int, had func(int) bool, b *Branching) (met []int) {
	seen := map[int]bool{}
	var mine []int
	stack := []int{at}
	for len(stack) > 0 {
		i := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[i] {
			continue
		}
		seen[i] = true
		if had(i) {
			met = append(met, i)
			continue
		}
		mine = append(mine, i)
		stack = append(stack, a.commits[i].parents...)
	}
	slices.SortFunc(mine, func(x, y int) int { return a.commits[y].order - a.commits[x].order })
	for _, i := range mine {
		b.Own = append(b.Own, a.commits[i].hash)
	}
	return met
}

// best is, of the commits at which a line was met, one that is no other's ancestor, the
// first of the walk; none of none.
func (a *Ancestry) best(met []int) int {
	if len(met) == 0 {
		return none
	}
	// Children come before parents in the walk, so the first is nobody's ancestor.
	return slices.Min(met)
}

// Reached is the step of the main line, from 0, with which it had a commit; -1 where it
// has not.
func (a *Ancestry) Reached(commit repo.Hash) int {
	if i, ok := a.at[commit]; ok {
		return a.landed[i]
	}
	return none
}

// Tree is a commit's tree; "" where it was not walked.
func (a *Ancestry) Tree(commit repo.Hash) repo.Hash {
	if i, ok := a.at[commit]; ok {
		return a.commits[i].tree
	}
	return ""
}
