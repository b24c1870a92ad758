package decision

import (
	"fmt"
	"slices"

	"polity/commons/law"
)

// Force is whether those whose word an amendment needs have given it, as far as their
// acts say.
type Force struct {
	State  ForceState
	Voters []string  // movement IDs, of those who decide on the work
	Counts []Counter // for the clauses it concerns, those alike together
	Since  law.Date  // when the last consent came that was needed; "" while some are
}

// ForceState is the sum of a Force.
type ForceState string

// The states. Unweighed is said of what is decided by people and not by movements, or
// on which none of those who decide has acted.
const (
	Unweighed   ForceState = "unweighed"
	Reached     ForceState = "reached"
	Waiting     ForceState = "waiting"
	Stopped     ForceState = "suspended"
	Unreachable ForceState = "unreachable" // the rule wants more than there are
)

// Counter counts consents for some clauses.
type Counter struct {
	Rule      string
	Clauses   []ClauseRule // empty: no clause of it is known
	Needed    int          // consents; 0 where nothing says a rule
	Consented []Voice
	Missing   []string // voters who have not spoken for these clauses
	Objected  []Voice
}

// Voice is what one movement said.
type Voice struct {
	Movement string
	Act      int
}

// Reached reports whether enough have consented.
func (c *Counter) Reached() bool { return c.Needed > 0 && len(c.Consented) >= c.Needed }

// Voters are the movements that decide on a work, as its own movement declares; nil
// where people do.
func (r *Result) Voters(work int) []string {
	w := &r.in.Commons.Works[work]
	switch {
	case len(w.Decide.By) > 0:
		return w.Decide.By
	case w.Decide.Members:
		if m, ok := r.names.movements[w.Movement]; ok {
			return r.in.Commons.Movements[m].Members
		}
	}
	return w.Parties
}

// weigh fills an amendment's Force and finds what does not fit the rules.
func (r *Result) weigh(i int) {
	a := &r.Amendments[i]
	if a.Work < 0 {
		return
	}
	w := &r.in.Commons.Works[a.Work]
	rules := r.rules(a)
	r.votes(i, rules)
	if d := w.Decide.Notice; d > 0 && Passed(a.Record.Status) {
		if n, ok := days(a.Record.Dates.Proposed, a.Record.Dates.Adopted); ok && n < d {
			f := none(ShortNotice)
			f.Days, f.Needed = n, d
			a.Findings = append(a.Findings, f)
		}
	}
	stopped := r.objections(i)
	a.Force.Voters = r.Voters(a.Work)
	if len(a.Force.Voters) > 0 && r.acted(i) {
		a.Force.Counts = r.counts(i, rules)
		a.Force.State = r.sum(a)
	}
	if stopped {
		a.Force.State = Stopped
	}
}

// rules are those of the clauses an amendment concerns; one without a clause where
// none is known.
func (r *Result) rules(a *Amendment) []ClauseRule {
	w := &r.in.Commons.Works[a.Work]
	var out []ClauseRule
	for _, e := range a.Effects {
		if e.WID == "" || e.Applied() && !e.Words && !e.Declared {
			continue
		}
		t := r.in.Traces[w.ID].WIDs
		var wids []string
		if e.Version < len(t) {
			wids = t[e.Version]
		}
		c := RuleFor(&w.Decide, w.Versions[e.Version].Text, wids, e.Clause)
		if c.Rule == "" && w.Kind == "accord" {
			c.Rule = "unanimous" // nobody is bound by an accord who did not agree to it
		}
		if !slices.ContainsFunc(out, func(o ClauseRule) bool { return o.WID == c.WID }) {
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		out = append(out, ClauseRule{Rule: w.Decide.Rule})
	}
	return out
}

// votes holds recorded votes of the work's own movement against the rules.
func (r *Result) votes(i int, rules []ClauseRule) {
	a := &r.Amendments[i]
	weigh := func(v *law.Votes, act int) {
		if v == nil {
			return
		}
		told := map[string]bool{}
		for _, c := range rules {
			met, ok := Meets(c.Rule, *v)
			if !ok || told[c.Rule] {
				continue
			}
			told[c.Rule] = true
			f := none(Irregular)
			if met {
				f.Code = Regular
			}
			f.Act, f.Clause, f.Rule, f.Votes, f.Percent = act, c.EID, c.Rule, *v, percent(*v)
			a.Findings = append(a.Findings, f)
		}
	}
	if Passed(a.Record.Status) {
		weigh(a.Record.Votes, -1)
	}
	for _, k := range r.on[i] {
		if x := &r.Acts[k]; x.Record.Movement == a.Record.Movement && x.Record.Kind.Consents() {
			weigh(x.Record.Votes, k)
		}
	}
}

func percent(v law.Votes) float64 { return 100 * float64(v.For) / float64(max(1, v.For+v.Against)) }

// acted reports whether any of those who decide has said something of this amendment.
func (r *Result) acted(i int) bool {
	a := &r.Amendments[i]
	return slices.ContainsFunc(r.on[i], func(k int) bool { return slices.Contains(a.Force.Voters, r.Acts[k].Record.Movement) })
}

// counts counts consents clause by clause, and puts together those that are alike.
func (r *Result) counts(i int, rules []ClauseRule) []Counter {
	a := &r.Amendments[i]
	var out []Counter
	at := map[string]int{}
	for _, c := range rules {
		n := Counter{Rule: c.Rule}
		n.Needed, _ = Needed(c.Rule, len(a.Force.Voters))
		for _, v := range a.Force.Voters {
			yes, no := r.said(i, v, c.WID)
			if yes >= 0 {
				n.Consented = append(n.Consented, Voice{v, yes})
			} else if no < 0 {
				n.Missing = append(n.Missing, v)
			}
			if no >= 0 {
				n.Objected = append(n.Objected, Voice{v, no})
			}
		}
		key := fmt.Sprint(n)
		k, ok := at[key]
		if !ok {
			k = len(out)
			at[key] = k
			out = append(out, n)
		}
		if c.WID != "" {
			out[k].Clauses = append(out[k].Clauses, c)
		}
	}
	return out
}

// said finds what a movement said for and against one clause of an amendment: on the
// amendment itself, or for the whole text as it stood with it or later. -1 nothing.
func (r *Result) said(i int, movement, wid string) (yes, no int) {
	a := &r.Amendments[i]
	yes, no = -1, -1
	for _, k := range append(slices.Clone(r.whole[speaker{movement, a.Work}]), r.on[i]...) {
		x := &r.Acts[k]
		if x.Record.Movement != movement || x.State == Ended || x.State == OtherText {
			continue
		}
		if x.Amendment != i {
			later := x.Version >= 0 && len(a.Joins) > 0 && r.changeAt(a.Work, x.Version) >= a.Joins[len(a.Joins)-1].Change
			if !later || len(x.Record.On.Clauses) > 0 {
				continue
			}
		} else if wid != "" && !x.Covers(wid) {
			continue
		}
		switch {
		case x.Record.Kind.Consents():
			yes = k
		case x.Record.Kind == law.Objection:
			no = k
		}
	}
	return yes, no
}

// sum is the state of all counters together, and the day on which the last of them
// was reached.
func (r *Result) sum(a *Amendment) ForceState {
	state := Reached
	for k := range a.Force.Counts {
		c := &a.Force.Counts[k]
		if c.Needed > len(a.Force.Voters) {
			f := none(Impossible)
			f.Rule, f.Needed, f.Of = c.Rule, c.Needed, len(a.Force.Voters)
			a.Findings = append(a.Findings, f)
			return Unreachable
		}
		if !c.Reached() {
			state = Waiting
			continue
		}
		var dates []law.Date
		for _, v := range c.Consented {
			dates = append(dates, r.Acts[v.Act].Record.Date)
		}
		slices.Sort(dates)
		a.Force.Since = max(a.Force.Since, dates[c.Needed-1])
	}
	if state != Reached {
		a.Force.Since = ""
	}
	return state
}

// objections reports whether an objection stops an amendment, and tells of those that
// mean to and may not.
func (r *Result) objections(i int) bool {
	a := &r.Amendments[i]
	w := &r.in.Commons.Works[a.Work]
	stopped := false
	for _, k := range r.on[i] {
		x := &r.Acts[k]
		if x.Record.Kind != law.Objection || x.Record.Effect == law.NotHere || x.State == Ended {
			continue
		}
		f := none(Suspended)
		f.Act, f.Rule = k, w.Decide.Veto
		switch own := x.Record.Movement == w.Movement; {
		case own:
			stopped = true
		case r.hasVeto(a, x.Record.Movement):
			f.Code, stopped = Vetoed, true
		case x.Record.Effect == law.Suspends:
			f.Code = NoVeto
		default:
			continue
		}
		a.Findings = append(a.Findings, f)
	}
	return stopped
}

// hasVeto reports whether a movement may stop an amendment by the declared rule.
func (r *Result) hasVeto(a *Amendment, movement string) bool {
	d := &r.in.Commons.Works[a.Work].Decide
	switch {
	case len(d.VetoBy) > 0:
		return slices.Contains(d.VetoBy, movement)
	case d.Veto == "any":
		return slices.Contains(r.Voters(a.Work), movement)
	case d.Veto == "affected":
		return slices.Contains(a.Record.Affects, movement)
	}
	return false
}

// Standing are the rules of a work that nobody can satisfy.
func (r *Result) Standing(work int) []Finding {
	d := &r.in.Commons.Works[work].Decide
	voters := len(r.Voters(work))
	if voters == 0 {
		return nil
	}
	var out []Finding
	check := func(rule, clause string) {
		if n, ok := Needed(rule, voters); ok && n > voters {
			f := none(Impossible)
			f.Rule, f.Clause, f.Needed, f.Of = rule, clause, n, voters
			out = append(out, f)
		}
	}
	check(d.Rule, "")
	for _, e := range d.Entrenched {
		for _, c := range e.Clauses {
			check(e.Rule, c)
		}
	}
	return out
}
