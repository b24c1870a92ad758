package timeline

import (
	"slices"

	"polity/commons/law"
)

// Join puts the history of an older edition before that of a newer one, for
// repositories that keep each edition of a text in a folder or file of its own. The
// newer edition's beginning becomes a change from the older one's last state.
// Neither argument is changed. An older history without changes gives the newer.
func Join(older, newer *History) *History {
	if len(older.Changes) == 0 {
		return newer
	}
	shift := len(older.States)
	last := older.Changes[len(older.Changes)-1].To
	out := &History{
		States:  slices.Clone(older.States),
		Changes: slices.Clone(older.Changes),
		Moves:   slices.Concat(newer.Moves, older.Moves),
		Commits: max(older.Commits, newer.Commits),
		Named:   newer.Named,
		Line:    newer.Line,
	}
	for _, s := range newer.States {
		s.Parents = shifted(s.Parents, shift)
		if len(s.Parents) == 0 {
			s.Parents = []int{last}
		}
		out.States = append(out.States, s)
	}
	for i, c := range newer.Changes {
		c.From, c.To = shiftOne(c.From, shift), c.To+shift
		if i == 0 && c.From < 0 {
			c.From = last
		}
		c.Steps = shiftedSteps(c.Steps, shift)
		out.Changes = append(out.Changes, c)
	}
	return out
}

func shifted(list []int, by int) []int {
	out := make([]int, len(list))
	for i, x := range list {
		out[i] = shiftOne(x, by)
	}
	return out
}

func shiftOne(x, by int) int {
	if x < 0 {
		return x
	}
	return x + by
}

func shiftedSteps(steps []law.Step, by int) []law.Step {
	out := slices.Clone(steps)
	for i := range out {
		out[i].From, out[i].To = shiftOne(out[i].From, by), shiftOne(out[i].To, by)
	}
	return out
}
