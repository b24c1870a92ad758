package model

import (
	"slices"
	"strings"
)

// ActGroup is the acts of one year.
type ActGroup struct {
	Heading string // the year; "" where all acts of a page are one group
	Text    string // how many, and what they amount to: «12 decisions: stands (9), lapsed (3)»
	Open    bool   // shown without being asked for
	Acts    []ActCard
}

// Of acts beyond a few a page shows those of the last year and folds the others by years;
// of those beyond many only the head is shown.
const (
	fewActs  = 12
	manyActs = 100
)

// actGroups are acts by years, newest first, each as whole says.
func (b *builder) actGroups(acts []int, whole func(k int) ActCard) []ActGroup {
	acts = b.byDay(acts)
	slices.Reverse(acts)
	var out []ActGroup
	for n, k := range acts {
		year, _, _ := strings.Cut(string(b.site.decided.Acts[k].Record.Date), "-")
		heading := b.words.Digits(year)
		if year == "" {
			heading = b.words.Text("history.undated")
		}
		if len(acts) <= fewActs {
			heading = ""
		}
		if len(out) == 0 || out[len(out)-1].Heading != heading {
			out = append(out, ActGroup{Heading: heading, Open: n == 0})
		}
		card := whole(k)
		if n >= manyActs && card.ID != "" {
			card = b.brief(k)
			card.ID, card.Href = b.site.filed.anchors[k], ""
			card.Short = true
		}
		g := &out[len(out)-1]
		g.Acts = append(g.Acts, card)
	}
	for i := range out {
		out[i].Text = b.actsCounted(out[i].Acts)
	}
	return out
}

// actsCounted says how many acts there are and what they amount to.
func (b *builder) actsCounted(acts []ActCard) string {
	n := map[string]int{}
	var states []string
	for i := range acts {
		text := acts[i].State.Text
		if n[text] == 0 {
			states = append(states, text)
		}
		n[text]++
	}
	parts := make([]string, len(states))
	for i, s := range states {
		if parts[i] = s; len(acts) > 1 {
			parts[i] += " (" + b.words.Number(n[s]) + ")"
		}
	}
	return b.words.Text("decide.decisions.count", "n", len(acts), "states", strings.Join(parts, b.words.Text("decide.comma")))
}
