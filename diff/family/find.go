package family

import (
	"cmp"
	"slices"
	"strings"

	"polity/commons/law"
)

// Find looks for kin among the works of a commons. The same commons gives the same
// answer, in the same order.
//
// Histories are matched by the names of commits and texts by hashes of readings, so
// the cost is linear in the versions and clauses of all works; a reading that more
// than maxHolders works hold counts for the first of them. Each fork costs two
// comparisons of whole texts beyond that. A commons of one work costs nothing.
func Find(in Input) *Kin {
	f := &finder{in: in, k: &Kin{}}
	if in.Commons == nil {
		return f.k
	}
	f.prepare()
	f.declarations()
	if len(f.works) > 1 {
		f.places()
		f.sort()
		f.read()
		f.match()
	}
	for i := range f.k.Relations {
		f.follow(&f.k.Relations[i])
	}
	f.group()
	return f.k
}

// finder is the work under way.
type finder struct {
	in    Input
	k     *Kin
	works []*law.Work
	at    map[string]int // work ID to its place
	from  []int          // by work: its source; -1 unknown
	sets  map[int]map[string]bool
	named map[string][]int // what a source may be called, to works; see declared.go
	order []int            // works, those that more likely are somebody's upstream first
	rank  []int            // by work: its place in order

	declared [][]claim          // by work: whom it names as its origin
	byShort  map[string][]place // changes, in place of versions, by the first digits of their commits
	shown    map[string][]place
	own      []ownership
	held     []map[uint64]int   // by work: a reading to the first version of the main line that has it
	holders  map[uint64][]int32 // a reading to the works that hold it, at most maxHolders
	weight   map[uint64]int     // of a reading: its letters
	known    map[uint64]uint64  // law.Clause.Source to reading: units that look alike read alike
}

// place is a version of a work.
type place struct{ work, version int }

// claim is a declaration that a work comes from another.
type claim struct {
	work int // the other
	why  string
	Evidence
}

func (f *finder) prepare() {
	c := f.in.Commons
	f.at, f.sets = map[string]int{}, map[int]map[string]bool{}
	for i := range c.Works {
		f.works = append(f.works, &c.Works[i])
		f.at[c.Works[i].ID] = i
		f.from = append(f.from, -1)
	}
	for s := range c.Sources {
		for _, id := range c.Sources[s].Works {
			if i, ok := f.at[id]; ok {
				f.from[i] = s
			}
		}
	}
	f.declared = make([][]claim, len(f.works))
	f.name()
}

// commits is the set of all commits behind a work's source; nil for a plain folder.
func (f *finder) commits(work int) map[string]bool {
	s := f.from[work]
	if s < 0 {
		return nil
	}
	if set, ok := f.sets[s]; ok {
		return set
	}
	set := make(map[string]bool, len(f.in.Commons.Sources[s].Commits))
	for _, h := range f.in.Commons.Sources[s].Commits {
		set[h] = true
	}
	f.sets[s] = set
	return set
}

// places notes which works show a text at a commit.
func (f *finder) places() {
	f.shown = map[string][]place{}
	for i, w := range f.works {
		for v := range w.Versions {
			if h := w.Versions[v].Commit.Hash; h != "" {
				f.shown[h] = append(f.shown[h], place{i, v})
			}
		}
	}
}

// sameText reports whether two versions show the same document: one of their files
// at least is the same, path and bytes.
func sameText(a, b *law.Version) bool {
	if a.Key == b.Key {
		return a.Key != ""
	}
	has := map[string]bool{}
	for line := range strings.Lines(a.Key) {
		has[line] = true
	}
	for line := range strings.Lines(b.Key) {
		if has[line] {
			return true
		}
	}
	return false
}

// relatives are the works that share version v of work i, those that are editions of
// the same work or stand in the same repository left out.
func (f *finder) relatives(i, v int) []place {
	var out []place
	for _, p := range f.shown[f.works[i].Versions[v].Commit.Hash] {
		if p.work != i && f.from[p.work] != f.from[i] && f.strangers(i, p.work) && sameText(&f.works[i].Versions[v], &f.works[p.work].Versions[p.version]) {
			out = append(out, p)
		}
	}
	return out
}

// strangers reports whether two works are neither editions of one in two languages
// nor two parties' copies of one accord.
func (f *finder) strangers(a, b int) bool {
	x, y := f.works[a], f.works[b]
	if x.Kind == "accord" && y.Kind == "accord" && len(x.Parties) > 0 && slices.Equal(slices.Sorted(slices.Values(x.Parties)), slices.Sorted(slices.Values(y.Parties))) {
		return false
	}
	return x.TranslationOf != y.ID && y.TranslationOf != x.ID && (x.TranslationOf == "" || x.TranslationOf != y.TranslationOf)
}

// match gives every work at most one upstream by history; one by its words where
// history gives none, or beside it where they say otherwise; and else the one it
// claims.
func (f *finder) match() {
	up := make([]int, len(f.works))
	for i := range up {
		up[i] = -1
	}
	add := func(i int, r *Relation) {
		if r == nil {
			return
		}
		to := f.at[r.Upstream]
		for x, n := to, 0; x >= 0 && n <= len(up); x, n = up[x], n+1 {
			if x == i {
				return // it would be its own ancestor
			}
		}
		if up[i] < 0 {
			up[i] = to
		}
		f.k.Relations = append(f.k.Relations, *r)
	}
	history := make([]*Relation, len(f.works))
	for i := range f.works {
		history[i] = f.byHistory(i)
		add(i, history[i])
	}
	for _, i := range f.order {
		add(i, f.byWords(i, history[i]))
	}
	for i := range f.works {
		if up[i] < 0 {
			add(i, f.byClaim(i))
		}
	}
	slices.SortStableFunc(f.k.Relations, func(a, b Relation) int { return strings.Compare(a.Fork, b.Fork) })
}

// byHistory is the relation to the work that shares the latest version of the main
// line of work i and stands nearer to the root; nil where no work does.
func (f *finder) byHistory(i int) *Relation {
	w := f.works[i]
	named := f.claimed(i)
	for k := len(w.Changes) - 1; k >= 0; k-- {
		v := w.Changes[k].To
		list := f.relatives(i, v)
		list = slices.DeleteFunc(list, func(p place) bool { return f.rank[p.work] > f.rank[i] })
		if len(list) == 0 {
			continue
		}
		return f.shared(i, v, slices.MinFunc(list, func(a, b place) int {
			if named[a.work] != named[b.work] {
				return cmp.Compare(b2i(named[b.work]), b2i(named[a.work]))
			}
			return cmp.Compare(f.rank[a.work], f.rank[b.work])
		}))
	}
	return nil
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// shared is the relation of a fork to the work that shows the same text at version v.
func (f *finder) shared(i, v int, up place) *Relation {
	w, u := f.works[i], f.works[up.work]
	r := &Relation{Upstream: u.ID, Fork: w.ID, At: up.version, From: v, First: len(w.Changes), Direction: f.direction(up.work, i)}
	r.Base = f.base(i, up.work)
	theirs := f.commits(up.work)
	n := 0
	for h := range f.commits(i) {
		if theirs[h] {
			n++
		}
	}
	for k := range w.Changes {
		if !theirs[w.Changes[k].Commit.Hash] {
			r.First = k
			break
		}
	}
	f.claims(r, i, up.work)
	r.Evidence = append(r.Evidence, Evidence{Level: Shared, How: History, Commit: r.Base, Count: n})
	return r
}

// base is the last common commit of two works' sources, as git merge-base has it:
// children stand before parents, so the first of one side that the other has too
// leads to all others.
func (f *finder) base(a, b int) string {
	s := f.from[a]
	if s < 0 || f.from[b] < 0 {
		return ""
	}
	theirs := f.commits(b)
	for _, h := range f.in.Commons.Sources[s].Commits {
		if theirs[h] {
			return h
		}
	}
	return ""
}

// byClaim is the relation to a work that work i names as its origin though neither
// commits nor words show it.
func (f *finder) byClaim(i int) *Relation {
	for _, c := range f.declared[i] {
		if c.How != Manifest && c.How != Attribution || c.work < 0 || !f.strangers(i, c.work) {
			continue
		}
		r := &Relation{Upstream: f.works[c.work].ID, Fork: f.works[i].ID, At: -1, From: -1, First: len(f.works[i].Changes), Direction: Known}
		f.claims(r, i, c.work)
		return r
	}
	return nil
}

// claims adds what work i declares of work up.
func (f *finder) claims(r *Relation, i, up int) {
	for _, c := range f.declared[i] {
		if c.work != up {
			continue
		}
		r.Evidence = append(r.Evidence, c.Evidence)
		r.Why = cmp.Or(r.Why, c.why)
	}
}

// group gathers works that descend from one another.
func (f *finder) group() {
	up := map[string]string{}
	for i := range f.k.Relations {
		r := &f.k.Relations[i]
		if _, ok := up[r.Fork]; !ok {
			up[r.Fork] = r.Upstream
		}
	}
	root := func(id string) (string, int) {
		depth := 0
		for up[id] != "" && depth < len(up) {
			id = up[id]
			depth++
		}
		return id, depth
	}
	type member struct {
		id    string
		depth int
	}
	groups := map[string][]member{}
	for _, w := range f.works {
		id, depth := root(w.ID)
		groups[id] = append(groups[id], member{w.ID, depth})
	}
	for _, w := range f.works {
		list := groups[w.ID]
		if len(list) < 2 {
			continue
		}
		slices.SortFunc(list, func(a, b member) int { return cmp.Or(cmp.Compare(a.depth, b.depth), strings.Compare(a.id, b.id)) })
		g := Group{ID: w.ID}
		for _, m := range list {
			g.Works = append(g.Works, m.id)
		}
		f.k.Groups = append(f.k.Groups, g)
	}
}
