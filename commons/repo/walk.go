package repo

import (
	"bytes"
	"cmp"
	"container/heap"
	"errors"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"
)

// node is a commit in the graph that Walk orders.
type node struct {
	hash    plumbing.Hash
	when    int64 // committer's clock, seconds
	parents []int // indices, missing ones left out
	waiting int   // children not yet handed out
	commit  *Commit
}

// keepCommits is how many parsed commits Walk holds between finding and handing
// out; of the rest only the graph is held, and they are read twice.
const keepCommits = 50_000

// Walk calls fn once with every commit that can be reached from a commit, children
// before their parents: the newest first, as a page of history is read. Of the
// commits whose children are all done, the one with the latest committer date comes
// first, and of equal dates the one with the smaller name, so the order depends
// on the commits alone.
//
// A shallow boundary ends the walk there. A missing or damaged commit is left out,
// with what only it leads to, and listed in Missing. An error of fn ends the walk and is returned;
// SkipAll ends it without an error. Cost: each commit read once, about 500 bytes of memory for each.
func (r *Repo) Walk(from Hash, fn func(*Commit) error) error {
	return r.WalkAll([]Hash{from}, fn)
}

// SkipAll, returned by the callback of a walk, ends it without an error.
var SkipAll = errors.New("skip everything that is left")

// WalkAll is Walk from several commits at once; every commit still comes once.
func (r *Repo) WalkAll(from []Hash, fn func(*Commit) error) error {
	g, err := r.graph(from)
	if err != nil {
		return err
	}
	ready := &queue{nodes: g}
	for i := range g {
		if g[i].waiting == 0 {
			ready.list = append(ready.list, i)
		}
	}
	heap.Init(ready)
	for len(ready.list) > 0 {
		n := &g[heap.Pop(ready).(int)]
		c := n.commit
		n.commit = nil
		if c == nil {
			if c, err = r.commit(n.hash); err != nil {
				return err
			}
		}
		if err := fn(c); err == SkipAll {
			return nil
		} else if err != nil {
			return err
		}
		for _, p := range n.parents {
			if g[p].waiting--; g[p].waiting == 0 {
				heap.Push(ready, p)
			}
		}
	}
	return nil
}

// graph reads everything reachable from some commits.
func (r *Repo) graph(from []Hash) ([]node, error) {
	var g []node
	at := map[plumbing.Hash]int{} // -1 where it cannot be read
	var queue []int
	visit := func(h plumbing.Hash, by string) (int, error) {
		if i, ok := at[h]; ok {
			return i, nil
		}
		c, err := r.commit(h)
		if err != nil {
			at[h] = -1
			if r.note(h, "commit", by, err) {
				return -1, nil
			}
			return -1, err
		}
		at[h] = len(g)
		queue = append(queue, len(g))
		n := node{hash: h, when: c.Committer.When.Unix(), commit: c}
		g = append(g, n)
		return len(g) - 1, nil
	}
	for _, h := range from {
		id, err := parseHash(h)
		if err != nil {
			return nil, err
		}
		i, err := visit(id, "")
		if err == nil && i < 0 {
			_, err = r.commit(id) // a walk from nowhere is the caller's mistake, not the repository's
		}
		if err != nil {
			return nil, err
		}
	}
	for k := 0; k < len(queue); k++ {
		i := queue[k]
		c := g[i].commit
		if i >= keepCommits {
			g[i].commit = nil
		}
		if r.cut[g[i].hash] {
			continue
		}
		for _, p := range c.Parents {
			j, err := visit(plumbing.NewHash(p), c.Hash)
			if err != nil {
				return nil, err
			}
			if j >= 0 && !slices.Contains(g[i].parents, j) { // a commit may name a parent twice
				g[i].parents = append(g[i].parents, j)
				g[j].waiting++
			}
		}
	}
	return g, nil
}

// queue is a heap of nodes, the newest first.
type queue struct {
	nodes []node
	list  []int
}

func (q *queue) Len() int      { return len(q.list) }
func (q *queue) Swap(i, j int) { q.list[i], q.list[j] = q.list[j], q.list[i] }
func (q *queue) Push(x any)    { q.list = append(q.list, x.(int)) }
func (q *queue) Pop() any {
	x := q.list[len(q.list)-1]
	q.list = q.list[:len(q.list)-1]
	return x
}

func (q *queue) Less(i, j int) bool {
	a, b := &q.nodes[q.list[i]], &q.nodes[q.list[j]]
	return cmp.Or(cmp.Compare(b.when, a.when), bytes.Compare(a.hash[:], b.hash[:])) < 0
}

// MergeBase is a best common ancestor of two commits: one that no other common
// ancestor descends from; of several the newest. "" where the histories never met. Cost: both
// histories are walked.
func (r *Repo) MergeBase(a, b Hash) (Hash, error) {
	ours := map[Hash]bool{}
	err := r.Walk(a, func(c *Commit) error { ours[c.Hash] = true; return nil })
	if err != nil {
		return "", err
	}
	base := ""
	err = r.Walk(b, func(c *Commit) error {
		if ours[c.Hash] { // children come before parents, so the first is a best one
			base = c.Hash
			return SkipAll
		}
		return nil
	})
	return base, err
}
