package record

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"polity/commons/law"
	"polity/commons/report"
)

const amendment = `---
title: Silence is not consent
status: Last Call
author: Odo Fenner
created: 2012-08-01
adopted: 2012-11-04
amends: [art_14__para_4, Before anything]
affects: otterby
supersedes: 4
votes: {for: 12, against: 3}
proposal: "#3"
---

An empty chair has said nothing.

- not yes
- not no
`

func TestAmendment(t *testing.T) {
	a, ok, problems := Amendment("amendments/0003-silence.md", []byte(amendment))
	if !ok || len(problems) > 0 {
		t.Fatalf("%v %v", ok, problems)
	}
	if a.Number != "3" || a.Name != "silence" || a.Status != law.LastCall || a.Dates.Proposed != "2012-08-01" || a.Dates.InForce != "" ||
		!reflect.DeepEqual(a.Amends, []string{"art_14__para_4", "Before anything"}) || a.Affects[0] != "otterby" || a.Supersedes[0] != "4" ||
		*a.Votes != (law.Votes{For: 12, Against: 3}) || a.Proposal != "3" {
		t.Errorf("%+v", a)
	}
	if len(a.Reasons.Clauses) != 3 || a.Reasons.Clauses[0].Text != "An empty chair has said nothing." || a.Reasons.Clauses[0].Lines[0] != 14 {
		t.Errorf("%+v", a.Reasons)
	}
}

func TestNames(t *testing.T) {
	for file, want := range map[string][2]string{
		"amendments/0007-upstream-veto.md": {"7", "upstream-veto"},
		"amendments/12.md":                 {"12", ""},
		"amendments/7a_night.md":           {"7a", "night"},
		"amendments/2024-01-02-x.md":       {"", "2024-01-02-x"},
		"amendments/geese.md":              {"", "geese"},
	} {
		if n, w := nameOf(file); n != want[0] || w != want[1] {
			t.Errorf("%s is %q and %q", file, n, w)
		}
	}
}

func TestAct(t *testing.T) {
	a, ok, problems := Act("decisions/2016-03-16-charter.md", []byte("---\nact: ratification\non: {work: confluence, version: \"2014\", clauses: [art_1], amendment: 7}\nby: all of us\n---\nYes.\n"))
	want := law.Object{Work: "confluence", Version: "2014", Clauses: []string{"art_1"}, Amendment: "7"}
	if !ok || len(problems) > 0 || a.Kind != law.Ratification || !reflect.DeepEqual(a.On, want) || a.Date != "2016-03-16" || a.By != "all of us" {
		t.Errorf("%+v %v", a, problems)
	}
}

// What is wrong is told with its place, and the rest is read.
func TestProblems(t *testing.T) {
	for _, c := range []struct {
		text string
		ok   bool
		want string
	}{
		{"---\nact: ratify\non: x\n---\n", false, "d.md:2:6: error: «ratify» is not known here."},
		{"---\nact: ratification\n---\n", false, "d.md:2:6: error: The decision does not say what it is on."},
		{"---\nact: objection\non: {work: x, digset: y}\n---\n", true, "d.md:3:15: warning: «digset» is no key of «on» and is passed over. Did you mean «digest»?"},
		{"---\nact: objection\non: {work: x, digest: sha1:12}\n---\n", true, "d.md:3:23: error: «sha1:12» is not a digest."},
		{"---\nact: acceptance\non: x\neffect: suspends\n---\n", true, "d.md:4:9: warning: An act of the kind «acceptance»"},
		{"---\nact: acceptance\non: x\nvotes: {for: many}\n---\n", true, "d.md:4:14: error: «many» is not a number of votes."},
		{"---\nact: acceptance\non: x\ndate: yesterday\n---\n", true, "d.md:4:7: error: «yesterday» is not a date."},
		{"---\nact: [a\n---\n", false, "d.md:2: error: The front matter is not YAML"},
		{"# Only a text\n", false, ""},
		{"---\ntitle: No act\n---\n", false, ""},
	} {
		_, ok, problems := Act("d.md", []byte(c.text))
		got := ""
		if len(problems) > 0 {
			got = problems[0].String()
		}
		if ok != c.ok || !strings.HasPrefix(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%q: %v %q, want %v %q", c.text, ok, got, c.ok, c.want)
		}
	}
	if _, ok, problems := Amendment("a.md", []byte("---\ntitle: "+strings.Repeat("x", maxBytes)+"\n---\n")); ok || len(problems) != 1 || problems[0].Severity != report.Error {
		t.Errorf("a huge record: %v %v", ok, problems)
	}
}

// What is written reads back as it was.
func TestRoundTrip(t *testing.T) {
	words := rapid.StringMatching(`[a-zA-Z#:'"\[\]{},&*!|>%@ -]{0,20}`)
	squeezed := rapid.Map(words, func(s string) string { return strings.Join(strings.Fields(s), " ") })
	some := rapid.SliceOfN(rapid.StringMatching(`[a-z_0-9]{1,9}`), 1, 3)
	rapid.Check(t, func(t *rapid.T) {
		a := law.Act{
			Kind: rapid.SampledFrom(law.ActKinds[:4]).Draw(t, "kind"), By: squeezed.Draw(t, "by"), Date: "2016-03-16",
			On:    law.Object{Work: "x" + squeezed.Draw(t, "work"), Version: squeezed.Draw(t, "version"), Clauses: some.Draw(t, "clauses")},
			Votes: &law.Votes{For: rapid.IntRange(0, 99).Draw(t, "for"), Spoilt: rapid.IntRange(0, 2).Draw(t, "spoilt")}, Minutes: squeezed.Draw(t, "minutes"),
		}
		a.Path = "decisions/2016-03-16-x.md"
		got, ok, problems := Act(a.Path, FormatAct(a, ""))
		if !ok || len(problems) > 0 || !reflect.DeepEqual(got, a) {
			t.Fatalf("%v\n%s\n%+v\n%+v", problems, FormatAct(a, ""), got, a)
		}
		m := law.Amendment{Number: "7", Name: "x", Title: "t" + squeezed.Draw(t, "title"), Status: law.LastCall, Author: squeezed.Draw(t, "author"), Amends: some.Draw(t, "amends"), Dates: law.Dates{Adopted: "2016"}}
		m.Path = "amendments/0007-x.md"
		read, ok, problems := Amendment(m.Path, FormatAmendment(m, ""))
		if !ok || len(problems) > 0 || !reflect.DeepEqual(read, m) {
			t.Fatalf("%v\n%s\n%+v\n%+v", problems, FormatAmendment(m, ""), read, m)
		}
	})
}

func FuzzRecords(f *testing.F) {
	f.Add([]byte(amendment))
	f.Add([]byte("---\nact: objection\non: {work: x, clauses: [a, b]}\nvotes: {for: 1}\n---\nWhy.\n"))
	f.Add([]byte("---\na: &a [*a, *a]\non: *a\n---\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		Amendment("amendments/1.md", data)
		if a, ok, _ := Act("decisions/1.md", data); ok && (a.Kind == "" || a.On.Work == "") {
			t.Errorf("%+v", a)
		}
	})
}
