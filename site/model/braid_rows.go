package model

import (
	"maps"
	"slices"
	"strconv"

	"polity/site/address"
)

// grouped draws every group of works as one stream, and each by itself to unfold.
// Works that have to do with no other are one group.
func (m *loom) grouped(span *braidSpan) (Braid, []BraidGroup) {
	b := m.b
	var over []strand
	var groups []BraidGroup
	var in []int // by work: its group's strand
	for i := 0; i < len(m.works); {
		n := i + 1
		for n < len(m.works) && m.bundle[n] == m.bundle[i] {
			n++
		}
		alone := m.bundle[i] == m.loners
		s := m.strands[i]
		s.many, s.dots, s.row = n > i+1, nil, "x-g-"+strconv.Itoa(len(groups)+1)
		g := BraidGroup{Heading: s.label, Text: b.words.Text("count.works", "n", n-i)}
		if alone && n > i+1 {
			g.Heading = Phrase{Text: b.words.Text("braid.alone")}
			s.label, s.href = g.Heading, ""
		}
		for k := i; k < n; k++ {
			s.dots = append(s.dots, m.strands[k].start)
			if byStart(m.strands[k].start, s.start) < 0 {
				s.start = m.strands[k].start
			}
		}
		slices.Sort(s.dots)
		s.text = g.Heading.Text + ", " + g.Text
		if s.many {
			s.label.Text = s.text
		}
		s.href = address.Fragment(s.row)
		for range n - i {
			in = append(in, len(over))
		}
		over = append(over, s)
		g.Braid = m.part(i, n, span)
		g.Braid.Label = s.text
		groups = append(groups, g)
		i = n
	}
	ties, left := m.between(in)
	out := b.plait(over, ties, nil, span)
	if left > 0 {
		out.Label = b.words.Text("braid.left", "n", left)
	}
	return out, groups
}

// fewThreads is up to how many clauses that went from one group to another are left out
// of the picture of groups, where they would cover it.
const fewThreads = 1

// between are the ties of works that stand in different groups, one of a kind for two
// groups, and how many threads are left out.
func (m *loom) between(group []int) (out []tie, left int) {
	type pair struct {
		kind     string
		from, to int
	}
	at, times := map[pair]int{}, map[pair]int{}
	for _, t := range m.ties {
		t.from, t.to = group[t.from], group[t.to]
		if t.from == t.to {
			continue
		}
		p := pair{t.kind, t.from, t.to}
		if times[p]++; times[p] == 1 {
			at[p] = len(out)
			out = append(out, t)
		}
	}
	for p, n := range times {
		if p.kind != "fork" && n <= fewThreads {
			left += n
			out[at[p]].kind = ""
		}
	}
	return slices.DeleteFunc(out, func(t tie) bool { return t.kind == "" }), left
}

// part is the picture of works i to n-1.
func (m *loom) part(i, n int, span *braidSpan) Braid {
	var ties []tie
	for _, t := range m.ties {
		if t.from >= i && t.from < n && t.to >= i && t.to < n {
			t.from, t.to = t.from-i, t.to-i
			ties = append(ties, t)
		}
	}
	var knots []knot
	for _, k := range m.knots {
		if k.strands[0] < i || k.strands[0] >= n {
			continue
		}
		moved := k
		moved.strands = nil
		for _, s := range k.strands {
			moved.strands = append(moved.strands, s-i)
		}
		knots = append(knots, moved)
	}
	return m.b.plait(m.strands[i:n], ties, knots, span)
}

func (m *loom) count(kind string) int {
	n := 0
	for _, t := range m.ties {
		if t.kind == kind {
			n++
		}
	}
	return n
}

// marks explain the lines that occur.
func (m *loom) marks() []MarkLine {
	b := m.b
	seen := map[string]bool{}
	var out []MarkLine
	add := func(key string) {
		if !seen[key] {
			seen[key] = true
			out = append(out, MarkLine{Mark{key, b.words.Text("braid.is_" + key)}, b.words.Text("braid.means_" + key)})
		}
	}
	add("stream")
	for _, t := range m.ties {
		switch t.kind {
		case "fork":
			add("fork_" + t.level)
		default:
			add(t.kind)
		}
	}
	if len(m.knots) > 0 {
		add("knot")
	}
	return out
}

// rows say in words what the picture shows.
func (m *loom) rows() []LineageRow {
	b := m.b
	threads := map[int]map[int]int{} // to, from, how many
	for _, t := range m.ties {
		if t.kind == "thread" {
			if threads[t.to] == nil {
				threads[t.to] = map[int]int{}
			}
			threads[t.to][t.from]++
		}
	}
	bound := map[int][]Piece{}
	for _, k := range m.knots {
		for _, i := range k.strands {
			bound[i] = append(bound[i], Piece{Phrase: Phrase{Text: k.text}, Quoted: true, Href: k.href})
		}
	}
	var out []LineageRow
	for i, w := range m.works {
		row := LineageRow{Link: b.apartLink(w), ID: m.strands[i].row, Depth: m.depth[i], First: b.day(m.strands[i].start), Last: b.day(w.date(len(w.law.Changes) - 1))}
		row.Changes = b.words.Text("count.changes", "n", len(w.law.Changes))
		if mv := b.site.movements[w.law.Movement]; mv != nil {
			row.Movement = b.movementLink(mv)
		}
		var parts [][]Piece
		for _, r := range b.site.kin.up[w.law.ID] {
			args := map[string]Piece{"upstream": linked(b.kinLink(b.site.byID[r.Upstream])), "evidence": {Phrase: Phrase{Text: b.level(strongest(r)).Text}}}
			parts = append(parts, b.sayIn("braid.row_"+relationKey(r), 0, args))
		}
		if t := b.site.translated[w.index]; t != nil {
			parts = append(parts, b.sayIn("braid.row_translation", 0, map[string]Piece{"original": linked(b.apartLink(t.from))}))
		}
		for _, from := range slices.Sorted(maps.Keys(threads[i])) {
			n := threads[i][from]
			args := map[string]Piece{"work": linked(b.apartLink(m.works[from])), "n": {Phrase: Phrase{Text: b.words.Number(n)}}}
			parts = append(parts, b.sayIn("braid.row_thread", n, args))
		}
		for _, k := range bound[i] {
			parts = append(parts, b.sayIn("braid.row_knot", 0, map[string]Piece{"accord": k}))
		}
		for k, p := range parts {
			if k > 0 {
				row.From = append(row.From, b.semicolon())
			}
			row.From = append(row.From, p...)
		}
		out = append(out, row)
	}
	return out
}

// threadText says which clause a thread is.
func (b *builder) threadText(t *thread) string {
	w := b.site.byID[t.to.work]
	if t.to.unit < 0 {
		return b.title(b.site.byID[t.from.work]) + " → " + b.title(w)
	}
	return b.called(w.text(t.to.version), t.to.unit) + ", " + b.title(w)
}
