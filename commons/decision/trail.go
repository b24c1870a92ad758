package decision

import (
	"cmp"
	"slices"
	"strings"

	"polity/commons/law"
)

// trail is the index of one work's changes, so that no record has to walk along all of
// them. It is made for works that have records.
type trail struct {
	trailers  map[string][]int // «Amendment: 7» to changes
	proposals map[string][]int // number of a merged proposal to changes
	commits   map[string][]int // first digits of a commit to changes
	undone    []int            // by change: the one that it says it reverts; -1 none
	undoes    map[int]int      // the other way round: the first change that reverts it
	days      []dayed          // changes by day, those without one left out
	place     []int            // by version: the change it stands at or came from; -1 before the first

	effects [][]law.Effect     // by change; nil until asked for
	touched map[string][]touch // by wId, in the order of changes
	words   []int              // changes that altered any words
}

type dayed struct{ day, change int }

// touch is a change that did something to a clause.
type touch struct {
	change int
	words  bool
}

// digits is how much of a commit's name is looked up; fewer name nothing.
const digits = 7

// trail is that of a work, made when first asked for.
func (r *Result) trail(work int) *trail {
	if t := r.trails[work]; t != nil {
		return t
	}
	w := &r.in.Commons.Works[work]
	t := &trail{trailers: map[string][]int{}, proposals: map[string][]int{}, commits: map[string][]int{}, undoes: map[int]int{}}
	r.trails[work] = t
	for k := range w.Changes {
		t.read(k, &w.Changes[k])
		d := w.Versions[w.Changes[k].To].Dates
		for _, day := range []law.Date{d.Adopted, d.Committed} {
			if n, ok := days("1970-01-01", day); ok {
				t.days = append(t.days, dayed{n, k})
			}
		}
	}
	slices.SortFunc(t.days, func(a, b dayed) int { return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.change, b.change)) })
	for k := range w.Changes {
		u := t.reverted(w, k)
		t.undone = append(t.undone, u)
		if _, twice := t.undoes[u]; u >= 0 && !twice {
			t.undoes[u] = k
		}
	}
	t.place = places(w)
	return t
}

// read notes what a change and its steps name.
func (t *trail) read(k int, c *law.Change) {
	note := func(m map[string][]int, key string) {
		if list := m[key]; key != "" && (len(list) == 0 || list[len(list)-1] != k) {
			m[key] = append(list, k)
		}
	}
	note(t.proposals, c.Number)
	for i := -1; i < len(c.Steps); i++ {
		commit := &c.Commit
		if i >= 0 {
			commit = &c.Steps[i].Commit
		}
		note(t.proposals, commit.Proposal)
		if len(commit.Hash) >= digits {
			note(t.commits, commit.Hash[:digits])
		}
		for _, x := range commit.Trailers {
			if strings.EqualFold(x.Key, "Amendment") {
				note(t.trailers, numberIn(x.Value))
			}
		}
	}
}

// named are the changes with a commit that a name begins.
func (t *trail) named(w *law.Work, name string) []int {
	name = strings.ToLower(name)
	if len(name) < digits {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(t.commits[name[:digits]]), func(k int) bool {
		c := &w.Changes[k]
		return !strings.HasPrefix(c.Commit.Hash, name) && !slices.ContainsFunc(c.Steps, func(s law.Step) bool { return strings.HasPrefix(s.Commit.Hash, name) })
	})
}

// reverted is the earlier change that change k says it reverts; -1 where it reverts none.
func (t *trail) reverted(w *law.Work, k int) int {
	for _, i := range t.named(w, w.Changes[k].Commit.Reverts) {
		if i < k {
			return i
		}
	}
	return -1
}

// places are by version the change of the main line it stands at or came from.
func places(w *law.Work) []int {
	at := make([]int, len(w.Versions))
	for v := range at {
		at[v] = -1
	}
	for k, c := range w.Changes {
		at[c.To] = k
	}
	for v := range at {
		if p := w.Versions[v].Parents; at[v] < 0 && len(p) > 0 && p[0] < v {
			at[v] = at[p[0]]
		}
	}
	return at
}

// mostNear is how many changes about a day are looked at for the clauses they touched.
const mostNear = 32

// about are the changes nearest to a day, within near days, the nearest first.
func (t *trail) about(day law.Date) []int {
	n, ok := days("1970-01-01", day)
	if !ok {
		return nil
	}
	to, _ := slices.BinarySearchFunc(t.days, n, func(d dayed, n int) int { return cmp.Compare(d.day, n) })
	var out []int
	for from := to - 1; len(out) < mostNear; {
		before, after := near+1, near+1
		if from >= 0 {
			before = n - t.days[from].day
		}
		if to < len(t.days) {
			after = t.days[to].day - n
		}
		if min(before, after) > near {
			break
		}
		if before < after {
			out = append(out, t.days[from].change)
			from--
		} else {
			out = append(out, t.days[to].change)
			to++
		}
	}
	return out
}

// did are the effects of a change, found once.
func (r *Result) did(work, change int) []law.Effect {
	w := &r.in.Commons.Works[work]
	f := r.in.Traces[w.ID].Effects
	if f == nil {
		return nil
	}
	t := r.trail(work)
	if t.effects == nil {
		t.effects = make([][]law.Effect, len(w.Changes))
	}
	if t.effects[change] == nil {
		if t.effects[change] = f(change); t.effects[change] == nil {
			t.effects[change] = []law.Effect{}
		}
	}
	return t.effects[change]
}

// touches are by clause the changes that did something to it.
func (r *Result) touches(work int) *trail {
	t := r.trail(work)
	if t.touched != nil {
		return t
	}
	t.touched = map[string][]touch{}
	for k := range r.in.Commons.Works[work].Changes {
		words := false
		for _, e := range r.did(work, k) {
			t.touched[e.WID] = append(t.touched[e.WID], touch{k, e.Words})
			words = words || e.Words
		}
		if words {
			t.words = append(t.words, k)
		}
	}
	return t
}

// after is the first change after one that did something to some clauses, and the
// first that altered words of theirs; -1 none. nil are all clauses.
func (t *trail) after(change, of int, bound map[string]bool) (any, words int) {
	any, words = -1, -1
	if bound == nil {
		if i, _ := slices.BinarySearch(t.words, change+1); i < len(t.words) {
			words = t.words[i]
		}
		if change+1 < of {
			any = change + 1
		}
		return any, words
	}
	for wid := range bound {
		list := t.touched[wid]
		i, _ := slices.BinarySearchFunc(list, change+1, func(x touch, k int) int { return cmp.Compare(x.change, k) })
		if i < len(list) && (any < 0 || list[i].change < any) {
			any = list[i].change
		}
		for ; i < len(list) && !list[i].words; i++ {
		}
		if i < len(list) && (words < 0 || list[i].change < words) {
			words = list[i].change
		}
	}
	return any, words
}

// digest is that of a text, taken once.
func (r *Result) digest(t *law.Text) string {
	d, ok := r.digests[t]
	if !ok {
		d = r.in.Digest(t)
		r.digests[t] = d
	}
	return d
}
