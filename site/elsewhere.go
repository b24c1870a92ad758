package site

import (
	"polity/commons/law"
	"polity/diff"
	"polity/diff/reuse"
	"polity/site/model"
)

// much is the share of a text that has to be new before it is asked where its words come
// from: of what leaves most as it was, git's answer is the right one.
const much = 1.0 / 3

// elsewhere asks of proposals and changes that replace much of a text where their words
// come from. Which these are is known from the comparisons that were made already.
func elsewhere(s *Survey) model.Elsewhere {
	type place struct {
		work     string
		proposal bool
		n        int
	}
	var (
		questions []reuse.Question
		places    []place
	)
	for i := range s.Commons.Works {
		w := &s.Commons.Works[i]
		for n, c := range s.Histories[w.ID].Changes {
			ch := &w.Changes[n]
			if ch.From < 0 || fresh(c, w.Versions[ch.To].Text) <= much {
				continue
			}
			questions = append(questions, reuse.Question{Work: i, Before: w.Versions[ch.From].Text, Text: w.Versions[ch.To].Text, Date: w.Versions[ch.To].Dates.Best(), Until: ch.To})
			places = append(places, place{w.ID, false, n})
		}
		for n := range s.Proposals[w.ID].Standings {
			x := &s.Proposals[w.ID].Standings[n]
			p := x.Proposal
			if p.Text == nil || p.Before == nil || float64(x.Size) <= much*float64(size(p.Text)) {
				continue
			}
			until := -1
			if p.Seen < len(w.Changes) {
				until = w.Changes[p.Seen].To
			}
			questions = append(questions, reuse.Question{Work: i, Before: p.Before, Text: p.Text, Date: p.Dates.Best(), Until: until})
			places = append(places, place{w.ID, true, n})
		}
	}
	out := model.Elsewhere{Changes: map[string]map[int]reuse.Answer{}, Proposals: map[string]map[int]reuse.Answer{}}
	for i, a := range reuse.Sources(s.Commons, questions) {
		if !a.Asked {
			continue
		}
		of := out.Changes
		if places[i].proposal {
			of = out.Proposals
		}
		if of[places[i].work] == nil {
			of[places[i].work] = map[int]reuse.Answer{}
		}
		of[places[i].work][places[i].n] = a
	}
	return out
}

// fresh is the share of a text in clauses that a comparison does not call unchanged.
func fresh(c *diff.Comparison, t *law.Text) float64 {
	same := 0
	for _, p := range c.Pairs {
		if p.Kept() {
			for _, k := range p.New {
				same += len(t.Clauses[k].Heading) + len(t.Clauses[k].Text)
			}
		}
	}
	return 1 - float64(same)/float64(max(1, size(t)))
}

func size(t *law.Text) (n int) {
	for i := range t.Clauses {
		n += len(t.Clauses[i].Heading) + len(t.Clauses[i].Text)
	}
	return n
}
