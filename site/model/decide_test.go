package model

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"polity/commons/decision"
	"polity/commons/law"
	"polity/diff/lineage"
	"polity/site/address"
)

// planRecorded is the fixture with records that contradict one another and the world: a
// ring of circles, an accord with a party that is not here, a decision on the moon; and
// with more amendments.
func planRecorded(t *testing.T, lang string, more ...law.Amendment) *Site {
	t.Helper()
	c := fixture(t, "")
	c.Movements[0].Members, c.Movements[1].PartOf = []string{"mill"}, []string{"guests"}
	c.Works[0].Parties, c.Works[0].Kind, c.Works[0].Local = []string{"mill", "guests", "moon"}, "accord", "accord"
	c.Works[0].Decide = law.Decide{By: []string{"mill", "guests", "moon"}, Rule: "9", Veto: "any", Notice: 400, Entrenched: []law.Entrenched{{Clauses: []string{"art_4", "nowhere"}, Rule: "unanimous"}}}
	why := &law.Text{Lang: "ar", Clauses: []law.Clause{{Text: "<b>why</b> not", Parent: -1, Spans: []law.Span{{Text: "<b>why</b> not", Link: "javascript:alert(1)"}}}}}
	evil := law.Filing{Path: "-x/$(rm -rf).md", Signatures: []law.Signature{{On: law.SignedFile, Form: "ssh", State: law.SignatureProven, Signer: "a b'c", Namespace: "polity", File: "-x/$(rm -rf).md.sig", Keys: "keys/a b", KeysAt: strings.Repeat("a", 40), Time: "2012-01-01T00:00:00Z"}}}
	c.Amendments = []law.Amendment{
		{Movement: "mill", Work: "mill", Number: "1", Title: "Seven of us", Status: law.Adopted, Amends: []string{"art_3", "Flour"}, Votes: &law.Votes{For: 1, Against: 2}, Dates: law.Dates{Proposed: "2003-02-01", Adopted: "2003-02-11"}, Reasons: why, Filing: evil},
		{Movement: "mill", Work: "mill", Number: "1", Status: law.Rejected, Filing: law.Filing{Path: "amendments/1.md"}},
		{Movement: "mill", Work: "gone", Number: "2"},
	}
	c.Amendments = append(c.Amendments, more...)
	for i, on := range []law.Object{{Work: "accord", Amendment: "1"}, {Work: "mill", Clauses: []string{"art_4", "../../x"}, Version: "v3"}, {Work: "the moon"}, {Work: "mill", Digest: "sha256:" + strings.Repeat("0", 64)}, {Work: "mill", Decision: "d/2.md"}} {
		for k, kind := range law.ActKinds {
			c.Acts = append(c.Acts, law.Act{
				Movement: []string{"mill", "guests", "moon"}[(i+k)%3], Kind: kind, On: on, Effect: []string{"", law.NotHere, law.Suspends}[k%3], Date: law.Date([]string{"", "2013", "2013-01-02"}[k%3]),
				Votes: &law.Votes{}, Reasons: why, Filing: law.Filing{Path: "d/2.md", Signatures: evil.Signatures},
			})
		}
	}
	in := decision.Input{Commons: c, Traces: map[string]decision.Trace{}}
	histories := map[string]*lineage.History{}
	for i := range c.Works {
		w := &c.Works[i]
		h := lineage.Trace(w, lineage.Options{})
		histories[w.ID] = h
		in.Traces[w.ID] = decision.Trace{WIDs: h.WIDs, Effects: func(k int) []law.Effect { return h.Effects(w, k) }}
	}
	return Plan(Input{Commons: c, Histories: histories, Catalogue: catalogue(t, lang), Decided: decision.Weigh(in)})
}

// Every page of such a commons is made, twice the same; its links lead to pages, and
// no key of the catalogue shows.
func TestContradictoryRecords(t *testing.T) {
	for _, lang := range []string{"en", "es", "ar"} {
		s := planRecorded(t, lang)
		kinds := map[Kind]int{}
		pages := map[string]bool{}
		for _, l := range s.Pages {
			pages[l.Path] = true
			kinds[l.Kind]++
		}
		for _, k := range []Kind{KindRegister, KindAmendment, KindDecisions, KindCircle, KindApplies, KindApplied, KindAccord, KindLedger} {
			if kinds[k] == 0 {
				t.Errorf("there is no page of the kind %s", k)
			}
		}
		for i, l := range s.Pages {
			p := s.Page(i)
			a, err := json.Marshal(p)
			if err != nil {
				t.Fatal(err)
			}
			if b, _ := json.Marshal(s.Page(i)); string(a) != string(b) {
				t.Errorf("%s: twice, two pages", l.Path)
			}
			if strings.Contains(string(a), "decide.") || strings.Contains(string(a), `"javascript:`) {
				t.Errorf("%s shows a key or an evil link: %s", l.Path, a)
			}
			f := &facts{ids: map[string]int{}}
			f.walk(reflect.ValueOf(p), "")
			for id, n := range f.ids {
				if n > 1 {
					t.Errorf("%s: %d times the id %s", l.Path, n, id)
				}
			}
			for _, href := range f.links {
				file, _, _ := strings.Cut(href, "#")
				if to := address.Resolve(l.Path, file); file != "" && !strings.Contains(href, ":") && !pages[to] && !isData(to) && !slices.Contains([]string{"data.json", "atom.xml"}, to[strings.LastIndex(to, "/")+1:]) {
					t.Errorf("%s: %s leads to %s, which is no page", l.Path, href, to)
				}
			}
		}
	}
}

// What is copied into a shell is words and nothing else.
func TestShellWords(t *testing.T) {
	s := planRecorded(t, "en")
	ledger := page(t, s, "ledger/index.html").Body.(*LedgerPage)
	command := ledger.Groups[0].Rows[0].Proof.Lines[0].Command
	for _, want := range []string{"git show '" + strings.Repeat("a", 40) + ":keys/a b' > allowed_signers\n", `-I 'a b'\''c'`, `-s './-x/$(rm -rf).md.sig'`} {
		if !strings.Contains(command, want) {
			t.Errorf("no %q in\n%s", want, command)
		}
	}
}

// Many acts stand by years, the last year's open, and each still where links lead.
func TestActsByYear(t *testing.T) {
	s := planRecorded(t, "en")
	list := s.ActsAt("mill/decisions/index.html")
	groups := page(t, s, "mill/decisions/index.html").Body.(*Decisions).Acts
	ids := map[string]bool{}
	for i, g := range groups {
		if g.Heading == "" || g.Open != (i == 0) || g.Text == "" {
			t.Errorf("group %d: %q %q, open %v", i, g.Heading, g.Text, g.Open)
		}
		for _, a := range g.Acts {
			ids[a.ID] = true
		}
	}
	if len(list) <= fewActs || len(ids) != len(list) || len(groups) < 2 {
		t.Errorf("%d acts, %d shown in %d groups", len(list), len(ids), len(groups))
	}
}

// Many amendments stand by years, newest first and those without a date last, also where
// their numbers do not follow their dates.
func TestAmendmentsByYear(t *testing.T) {
	var more []law.Amendment
	for n := 2; n < 14; n++ {
		a := law.Amendment{Movement: "mill", Work: "mill", Number: fmt.Sprint(n), Filing: law.Filing{Path: fmt.Sprint("amendments/", n, ".md")}}
		a.Dates.Adopted = law.Date([]string{"2007-01-01", "2006-02-02", "2005"}[n%3])
		more = append(more, a)
	}
	var got []string
	for _, y := range page(t, planRecorded(t, "en", more...), "mill/amendments/index.html").Body.(*Register).Years {
		got = append(got, fmt.Sprint(y.ID, " ", y.Text, " ", len(y.Amendments), " ", y.Amendments[0].Number))
	}
	want := []string{"x-2007 2007 4 Amendment 12", "x-2006 2006 4 Amendment 13", "x-2005 2005 4 Amendment 11", "x-2003 2003 1 Amendment 1", "x-undated Date unknown 1 Amendment 1"}
	if !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
	if few := page(t, planRecorded(t, "en"), "mill/amendments/index.html").Body.(*Register).Years; len(few) != 1 || few[0].Text != "" {
		t.Errorf("few amendments in %d groups", len(few))
	}
}

func TestReadableNames(t *testing.T) {
	for id, want := range map[string]string{"three-weirs": "Three Weirs", "hallan": "Hallan", "": "", "The Moon": "The Moon", "نخلة": "نخلة"} {
		if got := readable(id); got != want {
			t.Errorf("%q is called %q, want %q", id, got, want)
		}
	}
}

// A clause that no version has is named in words, in the language of the interface; what
// is no eId stands as it was written.
func TestSpelledClauses(t *testing.T) {
	for lang, names := range map[string]map[string]string{
		"en": {
			"art_7__para_4": "Article 7(4)", "para_2-3": "Paragraph 2.3", "sec_7-1": "Section 7.1", "preamble": "Preamble", "art_6bis": "Article 6bis", "chp_II__art_1": "Chapter II, Article 1",
			"Flour": "", "../../x": "", "": "", "level_of-the-mill": "", "art_nn_1": "", "art_": "",
		},
		"es": {"art_7__para_4": "Artículo 7(4)"},
		"ar": {"art_7__para_4": "مادة ٧(٤)"},
	} {
		s := planRecorded(t, lang)
		b := &builder{site: s, words: s.Words}
		for eid, want := range names {
			if got := b.spelled(eid); got != want {
				t.Errorf("%s: %q is %q, want %q", lang, eid, got, want)
			}
		}
	}
}

// A merge that nobody signed, of which some steps are, is neither signed nor without a
// signature.
func TestOnlyStepsSigned(t *testing.T) {
	c := fixture(t, "")
	w := &c.Works[0]
	last := len(w.Changes) - 1
	step := func(states ...law.SignatureState) law.Step {
		s := law.Step{From: w.Changes[last].From, To: w.Changes[last].To}
		for _, x := range states {
			s.Signatures = append(s.Signatures, law.Signature{On: law.SignedCommit, State: x})
		}
		return s
	}
	w.Changes[last].Steps = []law.Step{step(law.SignatureProven), step(law.SignatureProven, law.SignatureFalse), step()}
	h := lineage.Trace(w, lineage.Options{})
	s := Plan(Input{Commons: c, Histories: map[string]*lineage.History{w.ID: h}, Catalogue: catalogue(t, "en")})
	ledger := page(t, s, "ledger/index.html").Body.(*LedgerPage)
	if len(ledger.Steps) != 1 || !strings.Contains(plain(ledger.Steps[0].What), "2 of 3 steps are signed, and of 1 it is proven") {
		t.Errorf("the ledger has %+v", ledger.Steps)
	}
	change := page(t, s, s.works[0].at.Change(last+1)).Body.(*Change)
	if !strings.HasPrefix(change.StepsSigned, "Nobody signed the merge; 2 of 3") || change.Proof != nil {
		t.Errorf("the change says %q", change.StepsSigned)
	}
}
