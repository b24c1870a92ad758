package family

import (
	"polity/commons/law"
	"polity/diff"
	"polity/diff/align"
	"polity/diff/words"
)

// State is what became in a fork of a change that its upstream made later.
type State string

// The states. Text decides; declarations only refine.
const (
	Pending       State = "pending"       // the fork reads as the upstream did before
	Taken         State = "taken"         // it has, or once had, the upstream's words
	Adapted       State = "adapted"       // it took most of them and has its own beside
	Declined      State = "declined"      // pending, and its movement decided against it
	Substance     State = "substance"     // it said the same, or nearly, before its upstream did
	NotApplicable State = "notapplicable" // the clause concerned is not in the fork
)

// States are all states, in the order in which they are counted.
var States = [...]State{Pending, Taken, Adapted, Declined, Substance, NotApplicable}

// Adoption is one later change of the upstream, seen from the fork.
type Adoption struct {
	Change   int   // of the upstream
	State    State // pending where any clause is; else the one of most weight
	Merged   bool  // the fork's history holds the change itself
	Cells    []Cell
	Claims   []Claim
	Decline  *law.Act // the decision of the fork's movement not to take it; nil without
	Disagree bool     // what was declared and what the text says differ
}

// Claim is a fork's declaration that one of its changes takes the upstream's.
type Claim struct {
	Change int // of the fork
	How    How
	EID    string // the upstream's clause; "" unsaid
}

// Cell is one unit of the upstream that the change touched.
type Cell struct {
	Op      align.Op
	Version int // of the upstream, where the unit is to be read: after the change, or before it where it is gone
	Unit    int // there
	Before  int // the unit before the change, in the version the change began from; -1 for a new one
	Fork    int // the unit of the fork's text in force that answers to it; -1 without
	By      int // the fork's change that brought the words; -1 unknown
	State   State
	Own     bool // pending, and the fork has words of its own here: the change cannot be taken as it is
	After   int  // of a new unit that waits: the unit of the fork's text behind which it would stand; -1 unknown
	Below   bool // it would stand directly behind that unit's own words
}

// mostly is the share of what a change put in and struck out that a fork must have
// done likewise to have adapted it.
const mostly = 0.5

// mover compares one fork with its upstream.
type mover struct {
	f        *finder
	r        *Relation
	up, fork *law.Work
	upIDs    [][]string
	changes  []*diff.Comparison // of the upstream
	lang     string
	cur      *law.Text // of the fork
	own      names
	at       map[string]int  // the upstream's wId to a unit of cur; -1 without
	dropped  map[string]bool // wIds of the fork point that the fork has no more
	touched  map[int]int     // unit of cur to the fork's last change that altered its words
	had      map[uint64]int  // a reading to the first change of the fork that has it
	since    map[uint64]int  // the same, exact
}

// follow fills in what became of a relation: distances, touches, adoptions.
func (f *finder) follow(r *Relation) {
	m := &mover{f: f, r: r, up: f.works[f.at[r.Upstream]], fork: f.works[f.at[r.Fork]]}
	t, ok := f.in.Traced[r.Upstream]
	mine, ok2 := f.in.Traced[r.Fork]
	if !ok || !ok2 || m.fork.Current() < 0 || m.up.Current() < 0 || r.At < 0 {
		return
	}
	m.upIDs, m.changes = t.WIDs, t.Changes
	m.cur = m.fork.Versions[m.fork.Current()].Text
	m.lang = m.cur.Lang
	base := diff.Compare(m.up.Versions[r.At].Text, m.cur)
	r.Own = touches(base, m.up.Versions[r.At].Text, m.cur)
	for k := r.First; k < len(m.fork.Changes); k++ {
		if k < len(mine.Changes) && !mine.Changes[k].Editorial && !f.commits(f.at[r.Upstream])[m.fork.Changes[k].Commit.Hash] {
			r.Ahead.Changes++
		}
	}
	r.Ahead.Clauses = len(r.Own)
	r.Share = m.share(base, m.identify(base))
	m.remember(mine)
	m.later()
}

// touches are the headed clauses that a comparison found to read otherwise.
func touches(c *diff.Comparison, old, new *law.Text) []Touch {
	var out []Touch
	seen := map[[2]int]bool{}
	for _, p := range c.Pairs {
		if p.Kept() || p.Flags&align.Xref != 0 {
			continue
		}
		t := Touch{Op: p.Op.String(), Up: -1, Fork: -1}
		if len(p.Old) > 0 {
			t.Up = headed(old, p.Old[0])
		}
		if len(p.New) > 0 {
			t.Fork = headed(new, p.New[0])
		}
		if t.Up < 0 && t.Fork < 0 {
			continue
		}
		if k := [2]int{t.Fork, t.Up}; t.Fork < 0 && !seen[k] || t.Fork >= 0 && !seen[[2]int{t.Fork, -2}] {
			seen[k], seen[[2]int{t.Fork, -2}] = true, t.Fork >= 0
			if t.Fork >= 0 && t.Fork != p.New[0] || t.Fork < 0 && t.Up != p.Old[0] {
				t.Op = align.Edited.String() // of the clause only a part is new or gone
			}
			out = append(out, t)
		}
	}
	return out
}

// headed is the clause that a unit is shown with; -1 above all of them.
func headed(t *law.Text, i int) int {
	for i >= 0 && !t.Clauses[i].Headed() {
		i = t.Clauses[i].Parent
	}
	return i
}

// identify says which unit of the fork answers to which clause of the upstream: by
// the fork point for what stood there, by the two texts in force for what came later. It returns how these differ.
func (m *mover) identify(base *diff.Comparison) *diff.Comparison {
	m.at = map[string]int{}
	put := func(version int, c *diff.Comparison, only bool) {
		for _, p := range c.Pairs {
			for k, o := range p.Old {
				wid := m.upIDs[version][o]
				if n, ok := m.at[wid]; ok && (n >= 0 || only && len(p.New) == 0) {
					continue
				}
				m.at[wid] = -1
				if len(p.New) > 0 {
					m.at[wid] = p.New[min(k, len(p.New)-1)]
				}
			}
		}
	}
	put(m.r.At, base, false)
	m.dropped = map[string]bool{}
	for wid, n := range m.at {
		m.dropped[wid] = n < 0
	}
	v := m.up.Current()
	heads := base
	if v != m.r.At {
		heads = diff.Compare(m.up.Versions[v].Text, m.cur)
		put(v, heads, true)
	}
	m.r.Answers = m.at
	var runs [][]words.Run
	for _, p := range heads.Pairs {
		if p.Op == align.Edited {
			runs = append(runs, p.Words)
		}
	}
	m.own = substitutions(runs, m.lang)
	return heads
}

// remember indexes what the fork said since it began and when it came to say it.
func (m *mover) remember(mine Traced) {
	m.touched, m.had, m.since = map[int]int{}, map[uint64]int{}, map[uint64]int{}
	now := map[string]int{}
	for i, wid := range mine.WIDs[m.fork.Current()] {
		now[wid] = i
	}
	seen := map[*law.Text]bool{}
	for k := range m.fork.Changes {
		v := m.fork.Changes[k].To
		if v < m.r.From || seen[m.fork.Versions[v].Text] {
			continue
		}
		t := m.fork.Versions[v].Text
		seen[t] = true
		for i := range t.Clauses {
			e, x, _ := key(&t.Clauses[i])
			first(m.had, x, k)
			first(m.since, e, k)
		}
		if k >= len(mine.Changes) || v == m.r.From {
			continue
		}
		for _, p := range mine.Changes[k].Pairs {
			if p.Kept() {
				continue
			}
			for _, n := range p.New {
				if u, ok := now[mine.WIDs[v][n]]; ok {
					m.touched[u] = k
				}
			}
		}
	}
}

func first(in map[uint64]int, k uint64, change int) {
	if _, ok := in[k]; !ok {
		in[k] = change
	}
}

// later judges every change of the upstream's main line since the fork left it.
func (m *mover) later() {
	m.r.Counts = map[State]int{}
	theirs := m.f.commits(m.f.at[m.r.Fork])
	left := m.left()
	changed := map[string]bool{}
	for k := range m.up.Changes {
		merged := theirs[m.up.Changes[k].Commit.Hash] && m.r.Base != "" && m.r.Evidence[len(m.r.Evidence)-1].How == History
		if m.up.Changes[k].To <= left || m.changes[k].Editorial || m.up.Changes[k].From < 0 {
			continue
		}
		a := Adoption{Change: k, Merged: merged}
		m.cells(&a)
		if len(a.Cells) == 0 {
			continue
		}
		m.declared(&a)
		m.sum(&a)
		m.r.Counts[a.State]++
		if !merged {
			m.r.Behind.Changes++
			for _, c := range a.Cells {
				changed[m.upIDs[c.Version][max(0, headed(m.up.Versions[c.Version].Text, c.Unit))]] = true
			}
		}
		m.r.Later = append(m.r.Later, a)
	}
	m.r.Behind.Clauses = len(changed)
}

// left is the version of the upstream from which the fork first went its own way.
func (m *mover) left() int {
	if m.r.First >= len(m.fork.Changes) || m.r.Base == "" {
		return m.r.At
	}
	from := m.fork.Changes[m.r.First].From
	if from < 0 {
		return m.r.At
	}
	hash := m.fork.Versions[from].Commit.Hash
	for v := range m.up.Versions {
		if m.up.Versions[v].Commit.Hash == hash {
			return min(v, m.r.At)
		}
	}
	return m.r.At
}
