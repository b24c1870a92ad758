package model

import (
	"polity/diff/align"
)

// margins makes what stands beside the clauses of a text: when each last changed,
// and the strip of its life.
type margins struct {
	b *builder
	w *work
}

// story is a clause's life in short.
type story struct {
	first, last int // changes: its first reading, and the last that changed words of it; -1 unknown
	end         int // the change that repealed it; -1 while it stands
	times       int // changes to its words between
}

func (w *work) story(c *clause) story {
	s := story{-1, -1, -1, 0}
	if c.gone {
		s.end = c.lastTouch()
	}
	for _, t := range c.touches {
		if s.first < 0 {
			s.first, s.last = t.change, t.change
		}
		if t.change > s.last && t.change != s.end && w.words(t) {
			s.last = t.change
			s.times++
		}
	}
	return s
}

// of is the margin of the clause with this wId; nil where it has no page.
func (m *margins) of(wid string) *Margin {
	k, ok := m.w.byWID[wid]
	if !ok || len(m.w.clauses[k].touches) == 0 {
		return nil
	}
	c := &m.w.clauses[k]
	s := m.w.story(c)
	out := &Margin{Times: s.times, Href: m.b.to(m.w.at.Change(s.last + 1)), Strip: m.w.strip(c, s), Open: m.b.proposalMark(m.w, k), Says: m.b.marksOf(m.w, wid)}
	if l := m.b.behindMark(m.w, c.index); l != nil {
		out.Says = append(out.Says, *l)
	}
	out.Changed = m.b.moment(m.w.law.Versions[m.w.law.Changes[s.last].To].Dates)
	times, known := m.b.words.Text("count.times", "n", s.times), m.w.date(s.last) != ""
	switch {
	case s.times > 0 && known:
		out.Text = m.b.words.Text("work.changed", "date", out.Changed.Text, "times", times)
	case s.times > 0:
		out.Text = m.b.words.Text("work.changed_undated", "times", times)
	case known:
		out.Text = m.b.words.Text("work.unchanged", "date", out.Changed.Text)
	default:
		out.Text = m.b.words.Text("work.unchanged_undated")
	}
	return out
}

// gravity orders what can happen to a clause in one column of its strip.
var gravity = map[string]int{"moved": 1, "edited": 2, "added": 3, "removed": 4}

// strip draws the life of a clause in columns.
func (w *work) strip(c *clause, s story) Strip {
	if s.first < 0 {
		return Strip{}
	}
	out := Strip{From: column(w.place[s.first]), To: StripColumns - 1}
	if s.end >= 0 {
		out.To = column(w.place[s.end])
	}
	var marks [StripColumns]string
	for _, t := range c.touches {
		key := "moved"
		switch {
		case t.change == s.first:
			key = "added"
		case t.change == s.end:
			key = "removed"
		case w.words(t):
			key = "edited"
		}
		if at := column(w.place[t.change]); gravity[key] > gravity[marks[at]] {
			marks[at] = key
		}
	}
	for at, key := range marks {
		if key != "" {
			out.Marks = append(out.Marks, StripMark{at, key})
		}
	}
	return out
}

// scale says what the strips of a work span.
func (b *builder) scale(w *work) StripScale {
	n := len(w.law.Changes)
	if n == 0 {
		return StripScale{}
	}
	if !w.byTime {
		return StripScale{b.moment(w.law.Versions[w.law.Changes[0].To].Dates), b.moment(w.law.Versions[w.law.Changes[n-1].To].Dates)}
	}
	first, last := 0, 0
	for i := range w.place {
		if w.place[i] < w.place[first] {
			first = i
		}
		if w.place[i] > w.place[last] {
			last = i
		}
	}
	return StripScale{b.day(w.date(first)), b.day(w.date(last))}
}

// op is the gravest thing that a change did to a clause itself.
func (w *work) op(c *clause, change int) (align.Op, align.Flags) {
	op, flags := align.Unchanged, align.Flags(0)
	if l := w.history.Lives[c.wid]; l != nil {
		for _, e := range l.Events {
			if e.Change == change {
				flags |= e.Flags
				if e.Op != align.Unchanged {
					op = e.Op
				}
			}
		}
	}
	return op, flags
}
