package model

import (
	"strings"
	"testing"

	"polity/commons/law"
	"polity/commons/markup"
)

// ballots is the fixture with four proposals for the mill, of which the first two wait
// and agree, the third waits and contradicts the first, and the fourth was merged.
func ballots(t *testing.T, lang string) *Site {
	t.Helper()
	c := fixture(t, "")
	mill := &c.Works[0]
	before := mill.Versions[len(mill.Versions)-1].Text
	bring := func(id, old, new string) law.Proposal {
		text, _ := markup.Parse(markup.File{Path: "charter.md", Source: []byte(strings.Replace(charter6, old, new, 1))})
		return law.Proposal{ID: id, Number: id, Form: law.PullRequest, Branch: "b" + id, Before: before, Text: text, Seen: len(mill.Changes), Head: strings.Repeat(id, 40)}
	}
	first := bring("1", "seven members", "nine members of good standing")
	first.Commits = []law.Commit{{Subject: "Nine hear more", Body: "Two hamlets have no seat.\n\nSigned <ada@mill.example>"}}
	merged := bring("4", "feast days", "feast days and Mondays")
	merged.Merged = true
	mill.Proposals = []law.Proposal{first, bring("2", "two winters", "three long winters"), bring("3", "seven members", "three chosen millers"), merged}
	mill.Sets = []law.ProposalSet{{ID: "both", Title: "Both", Proposals: []string{"1", "2"}}, {ID: "rivals", Proposals: []string{"1", "3"}}, {ID: "done", Proposals: []string{"4"}}, {ID: "lost", Proposals: []string{"1", "9"}}}
	mill.Decide = law.Decide{Rule: "two-thirds", Members: true}
	return Plan(Input{Commons: c, Catalogue: catalogue(t, lang), Instrument: func(old, new *law.Text) []Step {
		return []Step{{Sentence: []Piece{{Phrase: Phrase{Text: "In "}}, {Phrase: Phrase{Text: markup.Digest(old)}, Quoted: true}, {Phrase: Phrase{Text: markup.Digest(new)}, Quoted: true}}, Block: []StepLine{{Phrase: Phrase{Text: "[x]"}}}}}
	}})
}

// Sheets are made for what waits and can pass, and for nothing else; the pages of the
// proposals and sets lead there.
func TestBallotsOfWhatWaits(t *testing.T) {
	s := ballots(t, "en")
	var got []string
	for _, l := range s.Pages {
		if l.Kind == KindBallot {
			got = append(got, strings.TrimSuffix(strings.TrimPrefix(l.Path, "mill/proposals/"), "/ballot/index.html"))
			if !l.NoIndex {
				t.Errorf("%s is for search engines", l.Path)
			}
		}
	}
	if all := strings.Join(got, " "); all != "1 2 3 sets/both" {
		t.Errorf("ballots of %s", all)
	}
	for path, want := range map[string]bool{"1": true, "4": false, "sets/both": true, "sets/rivals": false, "sets/done": false, "sets/lost": false} {
		var l *Link
		switch body := page(t, s, "mill/proposals/"+path+"/index.html").Body.(type) {
		case *Proposal:
			l = body.Ballot
		case *ProposalSet:
			l = body.Ballot
		}
		if (l != nil) != want || want && l.Href != "ballot/index.html" {
			t.Errorf("%s leads to the ballot %v", path, l)
		}
	}
}

// A sheet holds what is decided on: only the clauses touched, reasons without mail
// addresses, the rule, and the digests of both texts, which are those of the instrument.
func TestBallot(t *testing.T) {
	s := ballots(t, "ar")
	for path, members := range map[string]int{"1": 1, "sets/both": 2} {
		p := page(t, s, "mill/proposals/"+path+"/ballot/index.html")
		x := p.Body.(*Ballot)
		if len(x.Members) != members || x.Set != (members > 1) || len(x.Change.Stretches) != members || len(x.Rules) != 2 {
			t.Errorf("%s: %d members, %d stretches, rules %v", path, len(x.Members), len(x.Change.Stretches), x.Rules)
		}
		for _, stretch := range x.Change.Stretches {
			if stretch.Same {
				t.Errorf("%s repeats what does not change", path)
			}
		}
		if len(x.Reasons) != 1 || x.Reasons[0].Title != "Nine hear more" || strings.Contains(x.Reasons[0].Paras[0], "@") {
			t.Errorf("%s: reasons %+v", path, x.Reasons)
		}
		n := len(x.Facts)
		step := x.Instrument[0]
		for k, fact := range x.Facts[n-2:] {
			if digest := fact.Value[0].Text; digest != step.Sentence[k+1].Text || !strings.HasPrefix(digest, "sha256:") {
				t.Errorf("%s: %s is %s", path, fact.Name, digest)
			}
		}
		if step.Sentence[0].Lang != "" || step.Sentence[1].Lang != "en" || step.Sentence[1].Dir != "ltr" || step.Block[0].Dir != "ltr" {
			t.Errorf("%s: the instrument's languages are %+v", path, step)
		}
	}
}
