package timeline

import (
	"slices"
	"strings"

	"polity/commons/law"
	"polity/commons/repo"
)

// Options say what to follow. The zero value follows nothing.
type Options struct {
	Head     string                 // commit to start from
	Mainline string                 // short name of the branch Head stands on; "" detached
	Patterns []string               // what names the document at Head; see Resolve
	Prose    func(path string) bool // files that may hold a text; nil: any
	Tags     []repo.Ref             // tags, peeled to commits
	People   repo.Mailmap           // the names people want to be known by; the zero value leaves those of the commits
}

// Follow finds the history of one document.
//
// A commit makes a new state when the document differs from that of its first
// parent. Where the document left the main line and came back, the first commit without
// it makes a state without files. The main line is the chain of first parents from Head, except that at a
// merge of the main line into itself («Merge branch 'main' of …») it goes on along
// the side that was merged: the commits made meanwhile in a private copy are then
// the steps of that merge, as those of a proposal are, and nothing is hidden.
//
// It costs one walk of the commits, one look-up of the document's tree entries in
// each, and a listing of both trees where the document changed. Objects that are
// missing end the line where they would be; repo reports them. An error is one of
// repo's.
func Follow(r *repo.Repo, o Options) (*History, error) {
	if o.Prose == nil {
		o.Prose = func(string) bool { return true }
	}
	f := &follower{r: r, prose: o.Prose, patterns: map[string][]string{}, files: map[string][]File{}, trees: map[string]string{}, absent: map[string]bool{}, listed: map[string]map[string]string{}}
	if err := f.walk(o.Head, o.Patterns); err != nil {
		return nil, err
	}
	g := &graph{f: f, mainline: o.Mainline, people: o.People, at: map[string]int{}, byHash: map[string]*repo.Commit{}, onMain: map[string]bool{}}
	g.findMain(o.Head)
	g.build()
	g.makeChanges()
	g.tag(o.Tags)
	return &History{States: g.states, Changes: g.changes, Moves: f.moves, Commits: len(f.commits), Order: f.order(), Line: g.line(), Unread: f.unread(), Named: f.patterns}, nil
}

type graph struct {
	f        *follower
	mainline string
	people   repo.Mailmap
	byHash   map[string]*repo.Commit
	chain    []*repo.Commit // the main line, newest first
	onMain   map[string]bool
	states   []State
	at       map[string]int // commit to the state it shows; absent: none
	changes  []law.Change
}

// findMain walks the main line from head.
func (g *graph) findMain(head string) {
	for _, c := range g.f.commits {
		g.byHash[c.Hash] = c
	}
	for c := g.byHash[head]; c != nil; {
		g.chain = append(g.chain, c)
		g.onMain[c.Hash] = true
		if len(c.Parents) == 0 {
			break
		}
		c = g.byHash[g.parentsOf(c)[0]]
	}
}

// line names the commits of the main line, newest first.
func (g *graph) line() []string {
	out := make([]string, len(g.chain))
	for i, c := range g.chain {
		out[i] = c.Hash
	}
	return out
}

// parentsOf are a commit's parents, the one along which its line goes on first.
func (g *graph) parentsOf(c *repo.Commit) []string {
	if len(c.Parents) > 1 && g.onMain[c.Hash] && message(c, g.mainline).Sync {
		swapped := slices.Clone(c.Parents)
		swapped[0], swapped[1] = swapped[1], swapped[0]
		return swapped
	}
	return c.Parents
}

// build makes the states, oldest first.
func (g *graph) build() {
	away := g.away()
	for _, c := range slices.Backward(g.f.commits) {
		files := g.f.files[c.Hash]
		if len(files) == 0 && !away[c.Hash] {
			g.carry(c)
			continue
		}
		key, parents := KeyOf(files), g.parentsOf(c)
		if len(parents) > 0 {
			if first := g.stateAt(parents[0]); first >= 0 && g.states[first].Key == key {
				g.at[c.Hash] = first
				continue
			}
		}
		g.at[c.Hash] = len(g.states)
		g.states = append(g.states, State{Commit: known(message(c, g.mainline), g.people), Files: files, Key: key, Parents: g.parents(parents), Main: g.onMain[c.Hash]})
	}
}

// away are the commits of the main line at which the document was gone that was there
// before and came back after.
func (g *graph) away() map[string]bool {
	out := map[string]bool{}
	var gone []string // since the document was last seen, going back; nil before that
	seen := false
	for _, c := range g.chain {
		switch {
		case len(g.f.files[c.Hash]) > 0:
			for _, hash := range gone {
				out[hash] = true
			}
			gone, seen = nil, true
		case seen && !g.f.absent[c.Hash]:
			gone = append(gone, c.Hash)
		}
	}
	return out
}

// carry lets a commit that could not be read stand for its first parent: a missing
// tree is no repeal.
func (g *graph) carry(c *repo.Commit) {
	if g.f.absent[c.Hash] && len(c.Parents) > 0 {
		if i := g.stateAt(c.Parents[0]); i >= 0 {
			g.at[c.Hash] = i
		}
	}
}

func (g *graph) stateAt(commit string) int {
	if i, ok := g.at[commit]; ok {
		return i
	}
	return -1
}

func (g *graph) parents(commits []string) []int {
	var out []int
	for _, p := range commits {
		if i := g.stateAt(p); i >= 0 && !slices.Contains(out, i) {
			out = append(out, i)
		}
	}
	return out
}

// KeyOf is the key of a document made of these files; "" of none.
func KeyOf(files []File) string {
	var b strings.Builder
	for _, x := range files {
		b.WriteString(x.Path)
		b.WriteByte(0)
		b.WriteString(x.Blob)
		b.WriteByte('\n')
	}
	return b.String()
}

// makeChanges makes a change of every step of the main line that altered the text.
func (g *graph) makeChanges() {
	seen := map[string]bool{}
	last := -1
	for _, c := range slices.Backward(g.chain) {
		seen[c.Hash] = true
		var side []string
		for i, p := range g.parentsOf(c) {
			if i > 0 {
				side = append(side, g.unseen(p, seen)...)
			}
		}
		now := g.stateAt(c.Hash)
		if now < 0 || now == last {
			continue
		}
		g.changes = append(g.changes, g.change(last, now, side))
		last = now
	}
}

// unseen lists the commits reachable from start that no earlier change has claimed,
// and claims them.
func (g *graph) unseen(start string, seen map[string]bool) []string {
	var out []string
	stack := []string{start}
	for len(stack) > 0 {
		h := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		c := g.byHash[h]
		if c == nil || seen[h] {
			continue
		}
		seen[h] = true
		out = append(out, h)
		stack = append(stack, c.Parents...)
	}
	return out
}

func (g *graph) change(from, to int, side []string) law.Change {
	ch := law.Change{From: from, To: to, Commit: g.states[to].Commit}
	ch.Number = ch.Commit.Proposal
	var made []int
	for _, h := range side {
		if i := g.stateAt(h); i >= 0 && g.states[i].Commit.Hash == h {
			made = append(made, i)
		}
	}
	slices.Sort(made)
	for _, i := range made {
		before := -1
		if p := g.states[i].Parents; len(p) > 0 {
			before = p[0]
		}
		ch.Steps = append(ch.Steps, law.Step{From: before, To: i, Commit: g.states[i].Commit})
	}
	return ch
}

// tag hangs tags on the states their commits show.
func (g *graph) tag(tags []repo.Ref) {
	for _, t := range tags {
		i, ok := g.at[t.Hash]
		if !ok {
			continue
		}
		g.states[i].Tags = append(g.states[i].Tags, strings.TrimPrefix(t.Name, "refs/tags/"))
	}
	for i := range g.states {
		slices.Sort(g.states[i].Tags)
	}
}
