package decision

import (
	"maps"
	"slices"

	"polity/commons/law"
)

// Circle is a movement's place among others, from what all sides declare.
type Circle struct {
	ID       string
	Here     bool // the movement is in this commons; false where others only name it
	Wider    []Tie
	Narrower []Tie
	Loop     []string // movements of a ring of which each is said to be part of the next, this one among them; nil without
}

// Tie is one bond of a circle. At least one of Ours and Theirs holds.
type Tie struct {
	ID     string
	Ours   bool // the circle's own movement says so
	Theirs bool // the other one says so
}

// Mutual reports whether both sides say so.
func (t Tie) Mutual() bool { return t.Ours && t.Theirs }

// circles puts the declarations of all movements together. Linear in them.
func circles(c *law.Commons) map[string]*Circle {
	out := map[string]*Circle{}
	get := func(id string) *Circle {
		if out[id] == nil {
			out[id] = &Circle{ID: id}
		}
		return out[id]
	}
	tie := func(list *[]Tie, id string, ours bool) {
		k := slices.IndexFunc(*list, func(t Tie) bool { return t.ID == id })
		if k < 0 {
			k = len(*list)
			*list = append(*list, Tie{ID: id})
		}
		(*list)[k].Ours = (*list)[k].Ours || ours
		(*list)[k].Theirs = (*list)[k].Theirs || !ours
	}
	for i := range c.Movements {
		m := &c.Movements[i]
		get(m.ID).Here = true
		for _, w := range m.PartOf {
			tie(&get(m.ID).Wider, w, true)
			tie(&get(w).Narrower, m.ID, false)
		}
		for _, n := range m.Members {
			tie(&get(m.ID).Narrower, n, true)
			tie(&get(n).Wider, m.ID, false)
		}
	}
	for _, ring := range rings(out) {
		for _, id := range ring {
			out[id].Loop = ring
		}
	}
	return out
}

// rings are the groups of circles that contain one another (Tarjan 1972), each sorted,
// and of one alone where it names itself.
func rings(all map[string]*Circle) [][]string {
	index, low, onStack := map[string]int{}, map[string]int{}, map[string]bool{}
	var stack []string
	var out [][]string
	var visit func(id string)
	visit = func(id string) {
		index[id] = len(index) + 1
		low[id] = index[id]
		stack, onStack[id] = append(stack, id), true
		self := false
		for _, t := range all[id].Wider {
			self = self || t.ID == id
			if index[t.ID] == 0 {
				visit(t.ID)
				low[id] = min(low[id], low[t.ID])
			} else if onStack[t.ID] {
				low[id] = min(low[id], index[t.ID])
			}
		}
		if low[id] != index[id] {
			return
		}
		at := slices.Index(stack, id)
		ring := slices.Clone(stack[at:])
		for _, x := range ring {
			onStack[x] = false
		}
		stack = stack[:at]
		if slices.Sort(ring); len(ring) > 1 || self {
			out = append(out, ring)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(all)) {
		if index[id] == 0 {
			visit(id)
		}
	}
	return out
}

// Applied is a work that applies to a movement, because it is its own or a wider circle's.
type Applied struct {
	Work    int
	Version int      // in force on the day asked for
	Path    []string // from the movement to the work's: itself alone for its own
	Mutual  bool     // every step of the way is said by both sides
	Out     []Out    // clauses it said no to
}

// Out is a clause that a movement took out for itself.
type Out struct {
	WID    string
	Act    int
	Lapsed bool // the words have changed since: it holds no longer
}

// Applies are the texts that apply to a movement on a day, its own first, then those of
// wider circles, nearer ones first; "" asks for now. Circles that only the wider side claims count
// too, and are not mutual. A ring of circles ends where it began.
func (r *Result) Applies(movement string, day law.Date) []Applied {
	type step struct {
		id     string
		path   []string
		mutual bool
	}
	var out []Applied
	queue := []step{{movement, []string{movement}, true}}
	seen := map[string]bool{movement: true}
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		if m, ok := r.names.movements[s.id]; ok {
			for _, id := range r.in.Commons.Movements[m].Works {
				if a, ok := r.applied(id, movement, day); ok {
					a.Path, a.Mutual = s.path, s.mutual
					out = append(out, a)
				}
			}
		}
		c := r.Circles[s.id]
		if c == nil {
			continue
		}
		for _, t := range c.Wider {
			if !seen[t.ID] {
				seen[t.ID] = true
				queue = append(queue, step{t.ID, append(slices.Clone(s.path), t.ID), s.mutual && t.Mutual()})
			}
		}
	}
	return out
}

// applied is one work as it applies to a movement; ok is false where it has no text on
// that day.
func (r *Result) applied(id, movement string, day law.Date) (Applied, bool) {
	w, ok := r.names.works[id]
	if !ok || r.in.Commons.Works[w].TranslationOf != "" {
		return Applied{}, false
	}
	work := &r.in.Commons.Works[w]
	if e := work.Ended; e != nil && (day == "" || e.Date != "" && e.Date <= day) {
		return Applied{}, false
	}
	a := Applied{Work: w, Version: work.Current()}
	if day != "" {
		a.Version = versionOn(work, day)
	}
	if a.Version < 0 {
		return a, false
	}
	for _, k := range r.by[speaker{movement, w}] {
		x := &r.Acts[k]
		if x.Record.Effect != law.NotHere || x.State == Ended || day != "" && x.Record.Date > day {
			continue
		}
		lapsed := x.State == Lapsed && (day == "" || work.Versions[work.Changes[x.Since].To].Dates.Best() <= day)
		ids := make([]string, 0, len(x.Clauses))
		for _, c := range x.Clauses {
			ids = append(ids, c.WID)
		}
		if len(ids) == 0 && len(x.Record.On.Clauses) == 0 {
			ids = slices.Sorted(maps.Keys(x.bound))
		}
		for _, wid := range ids {
			a.Out = append(a.Out, Out{wid, k, lapsed})
		}
	}
	return a, true
}

// Days are those on which what applies to a movement changed: a version of a text came
// into force, or it said no to a clause. Oldest first, each once; days that are not
// known are left out.
func (r *Result) Days(movement string) []law.Date {
	var out []law.Date
	for _, a := range r.Applies(movement, "") {
		w := &r.in.Commons.Works[a.Work]
		for _, c := range w.Changes {
			if d := w.Versions[c.To].Dates.Best(); len(d) == len("2006-01-02") {
				out = append(out, d)
			}
		}
		for _, o := range a.Out {
			if d := r.Acts[o.Act].Record.Date; len(d) == len("2006-01-02") {
				out = append(out, d)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
