package timeline

import (
	"slices"

	"polity/commons/law"
)

// Without is a history without the states that lost reports: those whose text cannot
// be read. What followed such a state then follows what came before it, and the
// words that changed on the way in and out are one change, so that an unreadable text
// is never told as a repeal and a new adoption. The argument is not changed; the same
// History comes back where nothing is lost. Cost linear.
func Without(h *History, lost func(*State) bool) *History {
	at := make([]int, len(h.States)) // where a state went; one that is lost stands for its first parent, -1 without
	out := &History{Moves: h.Moves, Commits: h.Commits, Unread: h.Unread, Named: h.Named, Line: h.Line}
	for i := range h.States {
		s := h.States[i]
		parents := moved(s.Parents, at)
		if lost(&h.States[i]) {
			at[i] = -1
			if len(parents) > 0 {
				at[i] = parents[0]
			}
			continue
		}
		s.Parents = parents
		at[i] = len(out.States)
		out.States = append(out.States, s)
	}
	if len(out.States) == len(h.States) {
		return h
	}
	last := -1
	for _, c := range h.Changes {
		if at[c.To] < 0 || lost(&h.States[c.To]) {
			continue
		}
		c.From, c.To, c.Steps = last, at[c.To], kept(c.Steps, at, func(i int) bool { return lost(&h.States[i]) })
		last = c.To
		out.Changes = append(out.Changes, c)
	}
	return out
}

// moved are the places of some states, each once, those that are gone left out.
func moved(list, at []int) []int {
	var out []int
	for _, i := range list {
		if at[i] >= 0 && !slices.Contains(out, at[i]) {
			out = append(out, at[i])
		}
	}
	return out
}

func kept(steps []law.Step, at []int, lost func(state int) bool) []law.Step {
	var out []law.Step
	for _, s := range steps {
		if lost(s.To) {
			continue
		}
		if s.To = at[s.To]; s.From >= 0 {
			s.From = at[s.From]
		}
		out = append(out, s)
	}
	return out
}
