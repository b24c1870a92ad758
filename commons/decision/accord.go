package decision

import (
	"cmp"
	"maps"
	"slices"
)

// Accord is a text of which several movements hold a copy each.
type Accord struct {
	Name    string // what the parties call it: the local ID of the copies
	Parties []Party
	Texts   []Held // the wordings in force among the parties, that of most first
	InForce bool   // there are two parties or more, and each has agreed to the text it holds, which may differ
}

// Party is one movement of an accord.
type Party struct {
	Movement string
	Named    bool   // a copy names it as a party
	Work     int    // its copy; -1 it holds none here
	Digest   string // of its copy; "" without one
	Acts     []int  // what it said of any copy, in the order of the commons
	Agreed   bool   // it consented to the words that it holds, to all of them
	Left     int    // the act with which it left; -1 none
}

// Held is one wording and who holds it.
type Held struct {
	Digest  string
	Holders []string // movement IDs
	Agreed  []string // those of them that consented to it
}

// accords puts the copies of each accord together: works of one local name, each a
// party of another's copy. Linear in works and acts.
func (r *Result) accords() {
	groups := map[string][]int{}
	for i := range r.in.Commons.Works {
		w := &r.in.Commons.Works[i]
		if w.TranslationOf == "" && (w.Kind == "accord" || len(w.Parties) > 0) {
			groups[cmp.Or(w.Local, w.ID)] = append(groups[cmp.Or(w.Local, w.ID)], i)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(groups)) {
		for _, copies := range r.related(groups[name]) {
			r.Accords = append(r.Accords, r.accord(name, copies))
		}
	}
}

// related parts copies of one name that have no party in common.
func (r *Result) related(copies []int) [][]int {
	var out [][]int
	members := []map[string]bool{}
	for _, w := range copies {
		work := &r.in.Commons.Works[w]
		all := append([]string{work.Movement}, work.Parties...)
		k := slices.IndexFunc(members, func(m map[string]bool) bool {
			return slices.ContainsFunc(all, func(id string) bool { return m[id] })
		})
		if k < 0 {
			k = len(out)
			out, members = append(out, nil), append(members, map[string]bool{})
		}
		out[k] = append(out[k], w)
		for _, id := range all {
			members[k][id] = true
		}
	}
	return out
}

func (r *Result) accord(name string, copies []int) Accord {
	a := Accord{Name: name}
	party := func(id string) *Party {
		k := slices.IndexFunc(a.Parties, func(p Party) bool { return p.Movement == id })
		if k < 0 {
			k = len(a.Parties)
			a.Parties = append(a.Parties, Party{Movement: id, Work: -1, Left: -1})
		}
		return &a.Parties[k]
	}
	for _, w := range copies {
		for _, id := range r.in.Commons.Works[w].Parties {
			party(id).Named = true
		}
	}
	for _, w := range copies {
		work := &r.in.Commons.Works[w]
		if p := party(work.Movement); p.Work < 0 && work.Current() >= 0 && work.Ended == nil {
			p.Work, p.Digest = w, r.digest(work.Versions[work.Current()].Text)
		}
	}
	for k := range a.Parties {
		r.agreed(&a.Parties[k], copies)
	}
	a.Texts = texts(a.Parties)
	a.InForce = len(a.Parties) > 1 && !slices.ContainsFunc(a.Parties, func(p Party) bool { return !p.Agreed })
	return a
}

// agreed finds what a party said, and whether it agreed to all that it holds.
func (r *Result) agreed(p *Party, copies []int) {
	whole := false
	for _, w := range copies {
		for _, k := range r.by[speaker{p.Movement, w}] {
			x := &r.Acts[k]
			p.Acts = append(p.Acts, k)
			switch {
			case x.State == Ended || x.State == OtherText:
			case x.Record.Kind.Leaves() && x.Amendment < 0:
				p.Left = k
			case x.Record.Kind.Consents() && x.Record.On.Amendment == "":
				whole = whole || x.State == Stands || x.State == Restyled || r.carried(p, x)
			}
		}
	}
	p.Agreed = whole && p.Left < 0
}

// carried reports whether a consent that lapsed was carried on: every later change of
// words in the copy it is on was consented to by the same party.
func (r *Result) carried(p *Party, x *Act) bool {
	if x.Version < 0 || x.State != Lapsed {
		return false
	}
	w := &r.in.Commons.Works[x.Work]
	for k := r.changeAt(x.Work, x.Version) + 1; k < len(w.Changes); k++ {
		for _, e := range r.did(x.Work, k) {
			if e.Words && !r.consented(p.Movement, x.Work, k, e.WID) {
				return false
			}
		}
	}
	return true
}

// consented reports whether a movement said yes to what a change did to a clause: on
// that change's version or a later one, or on an amendment that it carried out.
func (r *Result) consented(movement string, work, change int, wid string) bool {
	for _, k := range r.by[speaker{movement, work}] {
		x := &r.Acts[k]
		if !x.Record.Kind.Consents() || x.State == Ended || !x.Covers(wid) {
			continue
		}
		if x.Version >= 0 && r.changeAt(work, x.Version) >= change {
			return true
		}
		if x.Amendment >= 0 && slices.ContainsFunc(r.Amendments[x.Amendment].Joins, func(j Join) bool { return j.Change == change }) {
			return true
		}
	}
	return false
}

// texts are the wordings that parties hold, that of most first.
func texts(parties []Party) []Held {
	var out []Held
	for i := range parties {
		p := &parties[i]
		if p.Work < 0 || p.Left >= 0 {
			continue
		}
		k := slices.IndexFunc(out, func(h Held) bool { return h.Digest == p.Digest })
		if k < 0 {
			k = len(out)
			out = append(out, Held{Digest: p.Digest})
		}
		out[k].Holders = append(out[k].Holders, p.Movement)
		if p.Agreed {
			out[k].Agreed = append(out[k].Agreed, p.Movement)
		}
	}
	slices.SortStableFunc(out, func(a, b Held) int { return cmp.Compare(len(b.Holders), len(a.Holders)) })
	return out
}
