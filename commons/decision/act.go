package decision

import (
	"slices"
	"strings"

	"polity/commons/law"
)

// Act is a decision joined to what it is on.
type Act struct {
	Record    *law.Act
	Work      int // -1: the text is not in this commons
	Amendment int // index of an amendment; -1: none is meant, or it has no record here
	Target    int // index of the act that it answers; -1 none
	Version   int // the version that was decided on; -1 unknown
	Via       Via // how that is known
	Clauses   []Clause
	State     State
	Since     int   // the change with which it lapsed, or with which only the setting of the text changed; -1 none
	Ended     int   // the act that ended it; -1 none
	Accepted  []int // acts that accept it: of a reservation or an objection
	Findings  []Finding

	bound map[string]bool // wIds that it is bound to; nil: all of the text
}

// Clause is a clause named by an act, where it stands in the version decided on.
type Clause struct {
	WID   string
	Index int // in the text of Act.Version
}

// Via says how the version that was decided on was found.
type Via string

// The ways, the surest first.
const (
	ViaDigest    Via = "digest"    // its digest is the act's
	ViaVersion   Via = "version"   // the act names it, and no digest that would prove it
	ViaAmendment Via = "amendment" // it is the one that the amendment made
	ViaDate      Via = "date"      // it was in force on the day of the act, which says no more
)

// State is what an act amounts to.
type State string

// The states.
const (
	Stands    State = "stands"    // the text it is bound to reads as it did
	Restyled  State = "restyled"  // so it does, but for numbers, setting or typography
	Lapsed    State = "lapsed"    // the words it is bound to have changed since
	Pending   State = "pending"   // it is on an amendment that no change has carried out
	Moot      State = "moot"      // it is on an amendment that is recorded as not adopted, and that no change has carried out
	Ended     State = "ended"     // a later act of the same movement ended it
	Elsewhere State = "elsewhere" // the text it is on is not in this commons
	Unknown   State = "unknown"   // the version it names is not known here
	OtherText State = "another"   // its digest is that of no version known here: it is on another text
	Answers   State = "answers"   // it answers another act, and is bound to no text
)

// act joins one decision.
func (r *Result) act(i int) Act {
	rec := &r.in.Commons.Acts[i]
	a := Act{Record: rec, Work: -1, Amendment: -1, Target: -1, Version: -1, Since: -1, Ended: -1}
	if rec.On.Decision != "" {
		a.Target = r.decisionAt(rec.On.Work, rec.On.Decision)
		if a.State = Answers; a.Target < 0 {
			a.State = Elsewhere
		}
		return a
	}
	if a.Work = r.names.work(rec.Movement, rec.On.Work); a.Work < 0 {
		a.State = Elsewhere
		return a
	}
	number := strings.TrimLeft(rec.On.Amendment, "0#")
	if k, ok := r.numbers[speaker{number, a.Work}]; ok && number != "" {
		a.Amendment = k
	}
	r.version(&a)
	r.clauses(&a)
	r.standing(&a)
	return a
}

// decisionAt finds a decision by the movement that took it and its path.
func (r *Result) decisionAt(movement, path string) int {
	m, ok := r.names.movements[movement]
	id := movement
	if w := r.names.work("", movement); !ok && w >= 0 {
		id = r.in.Commons.Works[w].Movement
	} else if ok {
		id = r.in.Commons.Movements[m].ID
	}
	if i, ok := r.paths[[2]string{id, path}]; ok {
		return i
	}
	return -1
}

// version finds which version an act is on, and what its digest says of that.
func (r *Result) version(a *Act) {
	w, on := &r.in.Commons.Works[a.Work], a.Record.On
	switch {
	case on.Version != "":
		if a.Version, a.Via = versionCalled(w, on.Version), ViaVersion; a.Version < 0 {
			a.State = Unknown
		}
	case a.Amendment >= 0:
		if x := &r.Amendments[a.Amendment]; len(x.Joins) > 0 {
			a.Version, a.Via = w.Changes[x.Joins[len(x.Joins)-1].Change].To, ViaAmendment
		} else if a.State = Pending; !Passed(x.Record.Status) && x.Record.Status != law.Draft && x.Record.Status != law.Review && x.Record.Status != law.LastCall {
			a.State = Moot
		}
	case on.Amendment != "":
		a.State = Pending
	case on.Digest == "":
		a.Version, a.Via = versionOn(w, a.Record.Date), ViaDate
		if a.Version < 0 {
			a.State = Unknown
		}
	}
	if on.Digest != "" {
		r.proves(a, w)
	}
}

// proves looks for the version with an act's digest, the one it names first.
func (r *Result) proves(a *Act, w *law.Work) {
	digest := a.Record.On.Digest
	if a.Version >= 0 && r.digest(w.Versions[a.Version].Text) == digest {
		a.Via = ViaDigest
		return
	}
	seen := map[*law.Text]bool{}
	for _, main := range []bool{true, false} {
		for v := len(w.Versions) - 1; v >= 0; v-- {
			x := &w.Versions[v]
			if x.Main != main || seen[x.Text] {
				continue
			}
			seen[x.Text] = true
			if r.digest(x.Text) != digest {
				continue
			}
			if a.Version >= 0 || a.State == Unknown {
				f := none(OtherDigest)
				f.Text = x.ID
				a.Findings = append(a.Findings, f)
			}
			a.Version, a.Via, a.State = v, ViaDigest, ""
			return
		}
	}
	a.State, a.Version = OtherText, -1
}

// versionCalled is a version by tag, name, ID or the beginning of its commit; -1 without.
func versionCalled(w *law.Work, name string) int {
	for v := len(w.Versions) - 1; v >= 0; v-- {
		x := &w.Versions[v]
		if slices.Contains(x.Tags, name) || x.Name == name || x.ID == name {
			return v
		}
	}
	if len(name) >= 7 {
		for v := range w.Versions {
			if strings.HasPrefix(w.Versions[v].Commit.Hash, strings.ToLower(name)) {
				return v
			}
		}
	}
	return -1
}

// versionOn is the text in force on a day, as far as dates are known: the last of the main line that was; -1 where none is.
func versionOn(w *law.Work, day law.Date) int {
	if day == "" {
		return w.Current()
	}
	at := -1
	for v := range w.Versions {
		if d := w.Versions[v].Dates.Best(); w.Versions[v].Main && d != "" && d <= day {
			at = v
		}
	}
	return at
}

// clauses finds the clauses an act names, and all it is bound to.
func (r *Result) clauses(a *Act) {
	w := &r.in.Commons.Works[a.Work]
	v := a.Version
	if v < 0 {
		v = w.Current()
	}
	if v < 0 {
		return
	}
	t := w.Versions[v].Text
	if names := a.Record.On.Clauses; len(names) > 0 {
		a.bound = map[string]bool{}
		for _, name := range names {
			i := Find(t, name)
			if i < 0 {
				if f := none(LostClause); a.Version >= 0 {
					f.Clause = name
					a.Findings = append(a.Findings, f)
				}
				continue
			}
			a.Clauses = append(a.Clauses, Clause{r.wid(a.Work, v, i), i})
			r.bind(a, v, i)
		}
		return
	}
	if a.Amendment < 0 {
		return
	}
	a.bound = map[string]bool{}
	for _, e := range r.Amendments[a.Amendment].Effects {
		if e.WID != "" {
			a.bound[e.WID] = true
		}
	}
}

// bind adds a clause and all below it.
func (r *Result) bind(a *Act, v, i int) {
	t := r.in.Commons.Works[a.Work].Versions[v].Text
	depth := t.Clauses[i].Depth
	for k := i; k < len(t.Clauses) && (k == i || t.Clauses[k].Depth > depth); k++ {
		if id := r.wid(a.Work, v, k); id != "" {
			a.bound[id] = true
		}
	}
}

// standing follows the text from the version decided on to the one in force.
func (r *Result) standing(a *Act) {
	if a.State != "" {
		return
	}
	w := &r.in.Commons.Works[a.Work]
	if a.State = Stands; a.Record.Kind.Leaves() || a.Version < 0 {
		return
	}
	from := r.changeAt(a.Work, a.Version)
	any, words := r.touches(a.Work).after(from, len(w.Changes), a.bound)
	switch {
	case words >= 0:
		a.State, a.Since = Lapsed, words
	case any >= 0 && (a.bound != nil || r.digest(w.Versions[w.Current()].Text) != r.digest(w.Versions[a.Version].Text)):
		a.State, a.Since = Restyled, any
	}
}

// changeAt is the change of the main line that a version stands at or came from; -1
// before the first.
func (r *Result) changeAt(work, version int) int {
	if at := r.trail(work).place; version >= 0 && version < len(at) {
		return at[version]
	}
	return -1
}

// ends joins acts to one another: those that end earlier ones, and those that accept
// reservations.
func (r *Result) ends() {
	for i := range r.Acts {
		a := &r.Acts[i]
		if t := a.Target; t >= 0 && a.Record.Kind.Consents() {
			r.Acts[t].Accepted = append(r.Acts[t].Accepted, i)
		}
		if t := a.Target; t >= 0 && a.Record.Kind.Leaves() && r.Acts[t].Record.Movement == a.Record.Movement {
			r.Acts[t].State, r.Acts[t].Ended = Ended, i
		}
		if !a.Record.Kind.Leaves() || a.Work < 0 {
			continue
		}
		for _, k := range r.onWork[a.Work] {
			b := &r.Acts[k]
			if k != i && b.Record.Movement == a.Record.Movement && !b.Record.Kind.Leaves() && b.Record.Date <= a.Record.Date && (a.Amendment < 0 || a.Amendment == b.Amendment) {
				b.State, b.Ended = Ended, i
			}
		}
	}
}

// Covers reports whether an act is on a clause: it names it or one above it, or is on
// all that its amendment did, or on the whole text.
func (a *Act) Covers(wid string) bool { return a.bound == nil || a.bound[wid] }
