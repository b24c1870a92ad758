package family

import (
	"cmp"
	"slices"
	"strings"

	"polity/commons/law"
)

// ownership is what tells a work that others left from one that left: whether those
// who made what it shares with others went on making it.
type ownership struct {
	changes    int      // of the main line that no other work shares
	first      law.Date // of the first of them; "" unknown
	continuity float64  // share of them by people who made shared ones; ½ without any
}

// sort puts the works in the order in which one may be the upstream of another: a
// work after those it declares to come from; else works carried on by the people of
// the shared history first, then those that went their own way earlier. Where nothing
// tells, the ID decides, so that there is an order; direction then says so.
func (f *finder) sort() {
	f.own = make([]ownership, len(f.works))
	for i := range f.works {
		f.own[i] = f.owned(i)
	}
	list := make([]int, len(f.works))
	for i := range list {
		list[i] = i
	}
	slices.SortFunc(list, func(a, b int) int {
		x, y := &f.own[a], &f.own[b]
		return cmp.Or(cmp.Compare(b2i(x.continuity < 0.5), b2i(y.continuity < 0.5)), cmp.Compare(b2i(x.first == ""), b2i(y.first == "")),
			strings.Compare(string(x.first), string(y.first)), cmp.Compare(len(f.works[b].Changes), len(f.works[a].Changes)), strings.Compare(f.works[a].ID, f.works[b].ID))
	})
	f.rank = make([]int, len(f.works))
	state := make([]byte, len(f.works))
	var visit func(i int)
	visit = func(i int) {
		if state[i] != 0 {
			return
		}
		state[i] = 1
		for _, c := range f.declared[i] {
			if c.How == Manifest && c.work >= 0 {
				visit(c.work)
			}
		}
		f.rank[i] = len(f.order)
		f.order = append(f.order, i)
	}
	for _, i := range list {
		visit(i)
	}
}

func (f *finder) owned(i int) ownership {
	w := f.works[i]
	made := map[string]bool{}
	var mine []int
	for k := range w.Changes {
		if len(f.relatives(i, w.Changes[k].To)) == 0 {
			mine = append(mine, k)
			continue
		}
		made[who(&w.Changes[k].Commit)] = true
	}
	o := ownership{changes: len(mine), continuity: 0.5}
	if len(mine) == 0 {
		return o
	}
	o.first = w.Versions[w.Changes[mine[0]].To].Dates.Best()
	same := 0
	for _, k := range mine {
		if made[who(&w.Changes[k].Commit)] {
			same++
		}
	}
	o.continuity = float64(same) / float64(len(mine))
	return o
}

func who(c *law.Commit) string { return strings.ToLower(cmp.Or(c.Author.Email, c.Author.Name)) }

// clear is how much more of one side's own changes must be by the people of the
// shared history to tell which side is the upstream.
const clear = 0.3

// direction says how it is known that a is the upstream of b.
func (f *finder) direction(a, b int) Direction {
	for _, c := range f.declared[b] {
		if c.work == a && c.How == Manifest {
			return Known
		}
	}
	x, y := f.own[a], f.own[b]
	if x.continuity >= y.continuity+clear || x.changes > 0 && y.changes == 0 {
		return Inferred
	}
	return Undetermined
}

// claimed are the works that work i declares to come from.
func (f *finder) claimed(i int) map[int]bool {
	out := map[int]bool{}
	for _, c := range f.declared[i] {
		if c.How == Manifest {
			out[c.work] = true
		}
	}
	return out
}
