package decision

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"polity/commons/law"
	"polity/commons/markup"
)

// river is a commons of a council, its members and a charter of five articles, of
// which article n is changed by change n. Every clause keeps its wId.
func river() *law.Commons {
	w := law.Work{ID: "charter", Local: "charter", Movement: "council", Title: "Charter", Kind: "charter", Lang: "en"}
	words := []string{"One.", "Two.", "Three.", "Four.", "Five."}
	for k := range words {
		if k > 0 {
			words[k] += " Amended."
		}
		t := &law.Text{Title: "Charter"}
		for i, x := range words {
			t.Clauses = append(t.Clauses, law.Clause{EID: fmt.Sprintf("art_%d", i+1), Kind: law.Article, Label: fmt.Sprintf("Article %d", i+1), Text: x, Parent: -1})
		}
		day := law.Date(fmt.Sprintf("20%d-05-01", 10+k))
		w.Versions = append(w.Versions, law.Version{Main: true, ID: fmt.Sprint(2010 + k), Tags: []string{fmt.Sprint(2010 + k)}, Text: t, Dates: law.Dates{Committed: day}, Commit: law.Commit{Hash: strings.Repeat(fmt.Sprint(k), 40)}})
		if k > 0 {
			w.Versions[k].Parents = []int{k - 1}
		}
		w.Changes = append(w.Changes, law.Change{From: k - 1, To: k, Commit: w.Versions[k].Commit})
	}
	w.Decide = law.Decide{Members: true, Rule: "two-thirds", Veto: "affected", Notice: 90, Entrenched: []law.Entrenched{{Clauses: []string{"art_5"}, Rule: "unanimous"}}}
	return &law.Commons{
		Movements: []law.Movement{
			{ID: "council", Members: []string{"ford", "mill", "weir"}, Works: []string{"charter"}},
			{ID: "ford", PartOf: []string{"council"}},
			{ID: "mill", PartOf: []string{"council"}},
			{ID: "weir"},
		},
		Works: []law.Work{w},
	}
}

// weigh weighs a commons as river made it, with records added.
func weigh(c *law.Commons) *Result {
	traces := map[string]Trace{}
	for i := range c.Works {
		w := &c.Works[i]
		t := Trace{}
		for v := range w.Versions {
			var ids []string
			for k := range w.Versions[v].Text.Clauses {
				ids = append(ids, "w"+w.Versions[v].Text.Clauses[k].EID)
			}
			t.WIDs = append(t.WIDs, ids)
		}
		t.Effects = func(k int) []law.Effect {
			if k == 0 {
				return nil
			}
			return []law.Effect{{WID: fmt.Sprintf("wart_%d", k+1), Op: "edited", Version: w.Changes[k].To, Clause: k, Words: true}}
		}
		traces[w.ID] = t
	}
	return Weigh(Input{Commons: c, Traces: traces})
}

func act(movement string, kind law.ActKind, day law.Date, on law.Object) law.Act {
	on.Work = "council"
	return law.Act{Movement: movement, Kind: kind, Date: day, On: on, Filing: law.Filing{Path: "decisions/" + string(day) + ".md"}}
}

func TestStates(t *testing.T) {
	c := river()
	digest := func(v int) string { return markup.Digest(c.Works[0].Versions[v].Text) }
	c.Acts = []law.Act{
		act("ford", law.Ratification, "2012-06-01", law.Object{Version: "2012", Digest: digest(2)}),
		act("ford", law.Ratification, "2014-06-01", law.Object{Digest: digest(4)}),
		act("ford", law.Reservation, "2012-06-01", law.Object{Version: "2012", Clauses: []string{"art_1"}}),
		act("ford", law.Objection, "2012-06-01", law.Object{Version: "2012", Clauses: []string{"ART_4", "art_9"}}),
		act("mill", law.Ratification, "2012-06-01", law.Object{Version: "2012", Digest: digest(1)}),
		act("mill", law.Ratification, "2012-06-01", law.Object{Version: "2012", Digest: "sha256:" + strings.Repeat("0", 64)}),
		act("mill", law.Ratification, "2012-06-01", law.Object{Version: "no such version"}),
		act("weir", law.Ratification, "2012-06-01", law.Object{}),
		act("weir", law.Withdrawal, "2013-06-01", law.Object{}),
		act("weir", law.Acceptance, "2013-06-02", law.Object{Amendment: "7"}),
		{Movement: "weir", Kind: law.Ratification, On: law.Object{Work: "the moon"}},
	}
	c.Acts = append(c.Acts, law.Act{Movement: "council", Kind: law.Acceptance, On: law.Object{Work: "ford", Decision: "decisions/2014-06-01.md"}})
	r := weigh(c)
	for i, want := range []struct {
		state   State
		version int
		via     Via
		since   int
		finding Code
	}{
		{Lapsed, 2, ViaDigest, 3, ""},
		{Stands, 4, ViaDigest, -1, ""},
		{Stands, 2, ViaVersion, -1, ""},
		{Lapsed, 2, ViaVersion, 3, LostClause},
		{Lapsed, 1, ViaDigest, 2, OtherDigest},
		{OtherText, -1, ViaVersion, -1, ""},
		{Unknown, -1, ViaVersion, -1, ""},
		{Ended, 2, ViaDate, 3, ""},
		{Stands, 3, ViaDate, -1, ""},
		{Pending, -1, "", -1, ""},
		{Elsewhere, -1, "", -1, ""},
		{Answers, -1, "", -1, ""},
	} {
		a := r.Acts[i]
		code := Code("")
		if len(a.Findings) > 0 {
			code = a.Findings[0].Code
		}
		if a.State != want.state || a.Version != want.version || a.Via != want.via || a.Since != want.since || code != want.finding {
			t.Errorf("act %d is %s at version %d via %q since %d, finding %q; want %+v", i, a.State, a.Version, a.Via, a.Since, code, want)
		}
	}
	if r.Acts[7].Ended != 8 || !slices.Equal(r.Acts[1].Accepted, []int{11}) {
		t.Errorf("%+v %+v", r.Acts[7], r.Acts[1])
	}
}

func codes(list []Finding) string {
	var out []string
	for _, f := range list {
		out = append(out, string(f.Code))
	}
	return strings.Join(out, " ")
}

func amendment(number string, status law.AmendmentStatus, amends ...string) law.Amendment {
	return law.Amendment{Movement: "council", Work: "charter", Number: number, Status: status, Amends: amends, Filing: law.Filing{Path: "amendments/" + number + ".md"}}
}

func TestJoins(t *testing.T) {
	c := river()
	changes := c.Works[0].Changes
	changes[1].Commit.Trailers = []law.Trailer{{Key: "Amendment", Value: "No. 01"}}
	changes[2].Number = "12"
	changes[4].Commit.Reverts = changes[1].Commit.Hash[:12]
	c.Amendments = []law.Amendment{
		amendment("1", law.Superseded, "art_2", "art_5"),
		amendment("2", law.Adopted, "art_3"),
		amendment("3", law.Adopted, "art_4"),
		amendment("4", law.Rejected, "art_4"),
		amendment("5", law.Adopted, "art_1"),
	}
	c.Amendments[1].Proposal = "12"
	c.Amendments[2].Dates.Adopted = "2013-04-20"
	c.Amendments[4].Dates.Adopted = "2013-04-20"
	r := weigh(c)
	for i, want := range []struct{ joins, findings string }{
		{"[{1 trailer}]", "untouched undone"},
		{"[{2 proposal}]", ""},
		{"[{3 clauses}]", ""},
		{"[]", ""},
		{"[]", "not-applied"},
	} {
		a := r.Amendments[i]
		if fmt.Sprint(a.Joins) != want.joins && len(a.Joins) > 0 || codes(a.Findings) != want.findings {
			t.Errorf("amendment %s: %v %s, want %+v", a.Record.Number, a.Joins, codes(a.Findings), want)
		}
	}
	if a := r.Amendments[0]; a.Undone != 4 || len(a.Effects) != 2 || !a.Effects[0].Applied() || !a.Effects[0].Declared || a.Effects[1].Applied() || a.Effects[1].WID != "wart_5" {
		t.Errorf("%+v", a)
	}
}

// A fork brings along changes that carried out its upstream's amendments of the same
// numbers; those were made before its own were proposed.
func TestNumbersOfTheUpstream(t *testing.T) {
	c := river()
	for _, k := range []int{1, 3} {
		c.Works[0].Changes[k].Commit.Trailers = []law.Trailer{{Key: "Amendment", Value: "1"}}
	}
	a := amendment("1", law.Adopted, "art_4")
	a.Dates = law.Dates{Proposed: "2013-01-01", Adopted: "2013-05-01"}
	c.Amendments = []law.Amendment{a}
	if got := fmt.Sprint(weigh(c).Amendments[0].Joins); got != "[{3 trailer}]" {
		t.Errorf("got %s", got)
	}
	c.Amendments[0].Dates = law.Dates{Adopted: "2011-05-01"} // recorded with its day of adoption alone
	if got := fmt.Sprint(weigh(c).Amendments[0].Joins); got != "[{1 trailer} {3 trailer}]" {
		t.Errorf("got %s", got)
	}
}

func TestForce(t *testing.T) {
	c := river()
	c.Works[0].Changes[1].Commit.Trailers = []law.Trailer{{Key: "Amendment", Value: "1"}}
	c.Works[0].Changes[4].Commit.Trailers = []law.Trailer{{Key: "Amendment", Value: "2"}}
	one := amendment("1", law.Adopted, "art_2")
	one.Votes, one.Dates = &law.Votes{For: 14, Against: 9, Spoilt: 2}, law.Dates{Proposed: "2011-02-01", Adopted: "2011-05-01"}
	two := amendment("2", law.Adopted, "art_5")
	two.Affects = []string{"mill"}
	c.Amendments = []law.Amendment{one, two}
	c.Acts = []law.Act{
		act("ford", law.Ratification, "2011-06-01", law.Object{Amendment: "1"}),
		act("mill", law.Ratification, "2011-07-01", law.Object{Version: "2011"}),
		act("ford", law.Ratification, "2014-06-01", law.Object{Amendment: "2"}),
	}
	r := weigh(c)
	a := &r.Amendments[0]
	if a.Force.State != Reached || a.Force.Since != "2011-07-01" || !slices.Equal(a.Force.Counts[0].Missing, []string{"weir"}) || a.Force.Counts[0].Needed != 2 {
		t.Errorf("%+v", a.Force)
	}
	if f := a.Findings[0]; codes(a.Findings) != "irregular short-notice" || fmt.Sprintf("%.0f %s", f.Percent, f.Rule) != "61 two-thirds" || a.Findings[1].Days != 89 {
		t.Errorf("%+v", a.Findings)
	}
	b := &r.Amendments[1]
	if b.Force.State != Waiting || b.Force.Counts[0].Rule != "unanimous" || b.Force.Counts[0].Needed != 3 || len(b.Force.Counts[0].Consented) != 1 {
		t.Errorf("%+v", b.Force)
	}
	objection := act("mill", law.Objection, "2014-07-01", law.Object{Amendment: "2"})
	objection.Effect = law.NotHere
	c.Acts = append(c.Acts, objection)
	if s := weigh(c).Amendments[1].Force; s.State != Waiting || len(s.Counts[0].Objected) != 1 {
		t.Errorf("an objection that holds at home only: %+v", s)
	}
	c.Acts[3].Effect = law.Suspends
	if x := weigh(c).Amendments[1]; x.Force.State != Stopped || codes(x.Findings) != "vetoed" {
		t.Errorf("a veto of the affected: %+v", x)
	}
	c.Acts[3].Movement = "weir"
	if x := weigh(c).Amendments[1]; x.Force.State != Waiting || codes(x.Findings) != "no-veto" {
		t.Errorf("an objection by one without a veto: %+v", x)
	}
	c.Works[0].Decide.Entrenched[0].Rule = "7"
	if x := weigh(c); x.Amendments[1].Force.State != Unreachable || codes(x.Standing(0)) != "impossible" {
		t.Errorf("a rule that nobody can satisfy: %+v %v", x.Amendments[1], x.Standing(0))
	}
}

func TestCircles(t *testing.T) {
	c := river()
	c.Movements = append(c.Movements, law.Movement{ID: "a", PartOf: []string{"b"}}, law.Movement{ID: "b", PartOf: []string{"a"}})
	r := weigh(c)
	if x := r.Circles["council"]; len(x.Narrower) != 3 || !x.Narrower[0].Mutual() || x.Narrower[2].Mutual() || x.Loop != nil {
		t.Errorf("%+v", x)
	}
	if x := r.Circles["a"]; !slices.Equal(x.Loop, []string{"a", "b"}) {
		t.Errorf("a ring: %+v", x)
	}
	if got := r.Applies("a", ""); len(got) != 0 {
		t.Errorf("in a ring of circles %v applies", got)
	}
	objection := act("weir", law.Objection, "2012-06-01", law.Object{Version: "2012", Clauses: []string{"art_1", "art_5"}})
	objection.Effect = law.NotHere
	c.Acts = []law.Act{objection}
	r = weigh(c)
	got := r.Applies("weir", "")
	if len(got) != 1 || got[0].Mutual || !slices.Equal(got[0].Path, []string{"weir", "council"}) || len(got[0].Out) != 2 || !got[0].Out[0].Lapsed || got[0].Version != 4 {
		t.Errorf("%+v", got)
	}
	if got := r.Applies("weir", "2013-01-01"); got[0].Version != 2 || got[0].Out[0].Lapsed {
		t.Errorf("on a day before: %+v", got)
	}
	if got := r.Applies("weir", "2009-01-01"); len(got) != 0 {
		t.Errorf("before everything: %+v", got)
	}
}

func TestAccord(t *testing.T) {
	c := river()
	parties := []string{"council", "ford", "mill"}
	w := c.Works[0]
	w.Kind, w.Parties = "accord", parties
	c.Works = []law.Work{w}
	for _, m := range parties[1:] {
		x := w
		x.ID, x.Movement = m+"-charter", m
		if m == "mill" {
			x.Versions, x.Changes = w.Versions[:3], w.Changes[:3]
		}
		c.Works = append(c.Works, x)
	}
	yes := func(m string, version string) law.Act {
		return law.Act{Movement: m, Kind: law.Ratification, Date: "2015-01-01", On: law.Object{Work: "charter", Version: version}}
	}
	c.Acts = []law.Act{yes("council", "2014"), yes("ford", "2014"), yes("mill", "2012")}
	a := weigh(c).Accords
	if len(a) != 1 || !a[0].InForce || len(a[0].Texts) != 2 || !slices.Equal(a[0].Texts[0].Agreed, []string{"council", "ford"}) || !slices.Equal(a[0].Texts[1].Agreed, []string{"mill"}) {
		t.Fatalf("%+v", a)
	}
	c.Works[2].Versions, c.Works[2].Changes = w.Versions, w.Changes
	if a := weigh(c).Accords[0]; a.InForce || a.Parties[2].Agreed {
		t.Errorf("the mill took the new text and has not agreed to it: %+v", a)
	}
	c.Acts[2] = yes("mill", "2014")
	if a := weigh(c).Accords[0]; !a.InForce {
		t.Errorf("all agree: %+v", a)
	}
	c.Acts = append(c.Acts, law.Act{Movement: "ford", Kind: law.Denunciation, Date: "2016-01-01", On: law.Object{Work: "charter"}})
	if a := weigh(c).Accords[0]; a.InForce || a.Parties[1].Left != 3 {
		t.Errorf("one has left: %+v", a)
	}
}

func TestRules(t *testing.T) {
	for _, c := range []struct {
		rule     string
		yes, no  int
		met, ok  bool
		of, need int
	}{
		{"majority", 5, 5, false, true, 10, 6},
		{"majority", 6, 5, true, true, 5, 3},
		{"two-thirds", 14, 9, false, true, 6, 4},
		{"two-thirds", 4, 2, true, true, 5, 4},
		{"three-quarters", 3, 1, true, true, 6, 5},
		{"unanimous", 3, 1, false, true, 6, 6},
		{"3/5", 3, 2, true, true, 4, 3},
		{"12", 11, 0, false, true, 4, 12},
		{"many", 1, 0, false, false, 4, 0},
		{"majority", 0, 0, false, false, 0, 1},
		{"9/0", 1, 0, false, false, 4, 0},
	} {
		met, ok := Meets(c.rule, law.Votes{For: c.yes, Against: c.no})
		need, _ := Needed(c.rule, c.of)
		if met != c.met || ok != c.ok || need != c.need {
			t.Errorf("%s of %d:%d is %v %v, needs %d of %d; want %+v", c.rule, c.yes, c.no, met, ok, need, c.of, c)
		}
	}
}

// A rule that all vote for is met, unless it wants more votes than there are; and one more vote for never unmakes it.
func TestRulesAreMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rule := rapid.SampledFrom([]string{"majority", "two-thirds", "three-quarters", "unanimous", "3/5", "7"}).Draw(t, "rule")
		v := law.Votes{For: rapid.IntRange(0, 40).Draw(t, "for"), Against: rapid.IntRange(0, 40).Draw(t, "against")}
		met, ok := Meets(rule, v)
		v.For++
		more, ok2 := Meets(rule, v)
		if met && !more || ok && !ok2 {
			t.Fatalf("%s: %v and then not", rule, v)
		}
		need, _ := Needed(rule, v.For)
		if all, _ := Meets(rule, law.Votes{For: v.For}); all != (need <= v.For) {
			t.Fatalf("%s: all %d, needs %d", rule, v.For, need)
		}
	})
}

// crowd is a work of n changes, with n amendments that n acts are on.
func crowd(n int) *law.Commons {
	c := river()
	w := &c.Works[0]
	text := w.Versions[0].Text
	w.Versions, w.Changes = w.Versions[:1], w.Changes[:1]
	for k := 1; k <= n; k++ {
		hash := fmt.Sprintf("%040x", k)
		commit := law.Commit{Hash: hash, Trailers: []law.Trailer{{Key: "Amendment", Value: fmt.Sprint(k)}}}
		if k%7 == 0 {
			commit = law.Commit{Hash: hash, Reverts: fmt.Sprintf("%040x", k-1)}
		}
		w.Versions = append(w.Versions, law.Version{Main: true, ID: hash[30:], Text: text, Parents: []int{k - 1}, Commit: commit, Dates: law.Dates{Committed: "2015-01-01"}})
		w.Changes = append(w.Changes, law.Change{From: k - 1, To: k, Commit: commit})
		a := amendment(fmt.Sprint(k), law.Adopted, "art_2")
		a.Dates.Adopted = "2015-01-01"
		c.Amendments = append(c.Amendments, a)
		c.Acts = append(c.Acts, act([]string{"ford", "mill", "weir"}[k%3], law.Ratification, "2015-02-01", law.Object{Amendment: fmt.Sprint(k)}))
	}
	return c
}

// The time for each record does not grow with their number: compare the sizes of one run.
func BenchmarkWeigh(b *testing.B) {
	for _, n := range []int{100, 400, 1600} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			c := crowd(n)
			in := Input{Commons: c, Traces: map[string]Trace{"charter": {Effects: func(k int) []law.Effect {
				return []law.Effect{{WID: "wart_2", Op: "edited", Version: k, Clause: 1, Words: true}}
			}}}}
			for b.Loop() {
				Weigh(in)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/record")
		})
	}
}

// Whatever records say, weighing them ends, and every index leads somewhere.
func TestAnyRecords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := river()
		who := rapid.SampledFrom([]string{"council", "ford", "mill", "weir", "moon", ""})
		clause := rapid.SampledFrom([]string{"art_1", "ART_5", "Article 3", "art_1__para_9", "charter", ""})
		number := rapid.SampledFrom([]string{"", "1", "2", "07", "x"})
		for i := range c.Movements {
			c.Movements[i].PartOf = rapid.SliceOfN(who, 0, 3).Draw(t, "part_of")
		}
		c.Works[0].Kind = rapid.SampledFrom([]string{"charter", "accord"}).Draw(t, "kind")
		c.Works[0].Parties = rapid.SliceOfN(who, 0, 3).Draw(t, "parties")
		c.Works[0].Decide.Rule = rapid.SampledFrom([]string{"", "unanimous", "9/0", "99", "majority"}).Draw(t, "rule")
		for k := range c.Works[0].Changes {
			c.Works[0].Changes[k].Commit.Trailers = []law.Trailer{{Key: "amendment", Value: number.Draw(t, "trailer")}}
			c.Works[0].Changes[k].Commit.Reverts = rapid.SampledFrom([]string{"", "1111111", "4444444444", "x"}).Draw(t, "reverts")
		}
		for range rapid.IntRange(0, 4).Draw(t, "amendments") {
			a := amendment(number.Draw(t, "number"), rapid.SampledFrom(law.AmendmentStatuses[:]).Draw(t, "status"), rapid.SliceOfN(clause, 0, 3).Draw(t, "amends")...)
			a.Work = rapid.SampledFrom([]string{"charter", "", "moon"}).Draw(t, "work")
			a.Dates.Adopted = rapid.SampledFrom([]law.Date{"", "2012", "2012-04-30"}).Draw(t, "adopted")
			c.Amendments = append(c.Amendments, a)
		}
		for range rapid.IntRange(0, 6).Draw(t, "acts") {
			a := act(who.Draw(t, "who"), rapid.SampledFrom(law.ActKinds[:]).Draw(t, "kind"), "2013-01-01", law.Object{
				Amendment: number.Draw(t, "on"), Version: rapid.SampledFrom([]string{"", "2012", "0000000", "?"}).Draw(t, "version"), Clauses: rapid.SliceOfN(clause, 0, 2).Draw(t, "clauses"),
				Decision: rapid.SampledFrom([]string{"", "", "decisions/2013-01-01.md"}).Draw(t, "decision"),
			})
			a.On.Work = rapid.SampledFrom([]string{"council", "charter", "moon"}).Draw(t, "work")
			a.Effect = rapid.SampledFrom([]string{"", law.NotHere, law.Suspends}).Draw(t, "effect")
			c.Acts = append(c.Acts, a)
		}
		r := weigh(c)
		if len(r.Acts) != len(c.Acts) || len(r.Amendments) != len(c.Amendments) {
			t.Fatal("records were lost")
		}
		for _, a := range r.Acts {
			if a.Work >= len(c.Works) || a.Amendment >= len(r.Amendments) || a.Target >= len(r.Acts) || a.State == "" || (a.State == Lapsed) && a.Since < 0 {
				t.Fatalf("%+v", a)
			}
		}
		for _, a := range r.Amendments {
			for _, e := range a.Effects {
				if e.Applied() && e.Change >= len(c.Works[a.Work].Changes) {
					t.Fatalf("%+v", e)
				}
			}
		}
		for _, m := range c.Movements {
			r.Applies(m.ID, "2012-06-01")
			r.Days(m.ID)
		}
	})
}
