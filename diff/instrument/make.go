package instrument

import (
	"bytes"
	"strings"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/diff"
	"polity/diff/align"
	"polity/diff/words"
)

// Make is the steps that make new of old; nil where the canonical forms are the same.
// Either may be nil, which is the empty text. Cost: a comparison, and linear beyond it
// but for words that have to be told from others like them.
func Make(old, new *law.Text) []Step { return makeWith(old, new, false) }

func makeWith(old, new *law.Text, bare bool) []Step {
	if old == nil {
		old = &law.Text{}
	}
	if new == nil {
		new = &law.Text{}
	}
	want := markup.Canonical(new)
	if bytes.Equal(markup.Canonical(old), want) {
		return nil
	}
	m := newMaker(old, new, bare)
	m.moves()
	m.repeals()
	m.inserts()
	for j := range new.Clauses {
		if i := m.mate[j]; i >= 0 {
			m.clause(i, j)
		}
	}
	m.addresses()
	if a, err := perform(m.steps, old, m.cites); err == nil {
		if got, _ := a.root.text(old); bytes.Equal(markup.Canonical(got), want) {
			return m.steps
		}
	}
	return []Step{{Kind: Whole, Block: m.block(func(int) bool { return true }, 0, len(new.Clauses), 0)}}
}

// maker makes steps.
type maker struct {
	old, new *law.Text
	cites    *cites
	mate     []int // by new clause, the old one that it is; -1 none
	kept     []int // by old clause, the new one; -1 none
	steps    []Step
}

func newMaker(old, new *law.Text, bare bool) *maker {
	m := &maker{old: old, new: new, cites: newCites(old, bare), mate: make([]int, len(new.Clauses)), kept: make([]int, len(old.Clauses))}
	for j := range m.mate {
		m.mate[j] = -1
	}
	for i := range m.kept {
		m.kept[i] = -1
	}
	for _, p := range diff.Compare(old, new).Pairs {
		if len(p.Old) != 1 || len(p.New) != 1 || old.Clauses[p.Old[0]].Kind != new.Clauses[p.New[0]].Kind {
			continue
		}
		m.mate[p.New[0]] = p.Old[0]
	}
	for j := range new.Clauses { // what comes into an inserted clause comes with it
		if p := new.Clauses[j].Parent; p >= 0 && m.mate[p] < 0 {
			m.mate[j] = -1
		}
		if m.mate[j] >= 0 {
			m.kept[m.mate[j]] = j
		}
	}
	return m
}

func (m *maker) add(s Step) { m.steps = append(m.steps, s) }

// siblings are the clauses of a text by parent, those at the top under -1.
func siblings(t *law.Text) map[int][]int {
	out := map[int][]int{}
	for i := range t.Clauses {
		out[t.Clauses[i].Parent] = append(out[t.Clauses[i].Parent], i)
	}
	return out
}

// moves puts the clauses that stay behind one another as the new text has them. The
// heaviest run of those that kept their order stays where it is.
func (m *maker) moves() {
	below := siblings(m.new)
	for p := -1; p < len(m.new.Clauses); p++ {
		parent := -1
		if p >= 0 {
			if parent = m.mate[p]; parent < 0 {
				continue
			}
		}
		var stay []int
		for _, j := range below[p] {
			if i := m.mate[j]; i >= 0 && m.old.Clauses[i].Parent == parent {
				stay = append(stay, j)
			}
		}
		fixed := map[int]bool{}
		for _, k := range words.Rising(len(stay), func(k int) int { return m.mate[stay[k]] }, func(int) int { return 1 }) {
			fixed[stay[k]] = true
		}
		before := -1
		for _, j := range below[p] {
			i := m.mate[j]
			if i < 0 {
				continue
			}
			if !fixed[j] {
				m.add(m.placed(Step{What: m.cites.of(i)}, MoveAfter, MoveInto, MoveFirst, before, parent))
			}
			before = i
		}
	}
}

// placed says where a step puts something: behind an old clause, or first in one.
func (m *maker) placed(s Step, after, into, first Kind, before, parent int) Step {
	switch {
	case before >= 0:
		s.Kind, s.Where = after, m.cites.of(before)
	case parent >= 0:
		s.Kind, s.Where = into, m.cites.of(parent)
	default:
		s.Kind = first
	}
	return s
}

func (m *maker) repeals() {
	for i := range m.old.Clauses {
		if p := m.old.Clauses[i].Parent; m.kept[i] < 0 && (p < 0 || m.kept[p] >= 0) {
			m.add(Step{Kind: Repeal, What: m.cites.of(i)})
		}
	}
}

// inserts puts each row of new clauses in one step.
func (m *maker) inserts() {
	below := siblings(m.new)
	for p := -1; p < len(m.new.Clauses); p++ {
		parent := -1
		if p >= 0 {
			if parent = m.mate[p]; parent < 0 {
				continue
			}
		}
		before := -1
		list := below[p]
		for k := 0; k < len(list); k++ {
			if i := m.mate[list[k]]; i >= 0 {
				before = i
				continue
			}
			first := list[k]
			for k+1 < len(list) && m.mate[list[k+1]] < 0 {
				k++
			}
			end := list[k] + 1
			for end < len(m.new.Clauses) && m.new.Clauses[end].Depth > m.new.Clauses[first].Depth {
				end++
			}
			block := m.block(func(j int) bool { return m.mate[j] < 0 }, first, end, m.new.Clauses[first].Depth)
			m.add(m.placed(Step{Block: block}, InsertAfter, InsertInto, InsertFirst, before, parent))
		}
	}
}

// block is a row of the new text's clauses.
func (m *maker) block(which func(j int) bool, from, to, depth int) []Line {
	var out []Line
	for j := from; j < to; j++ {
		if c := &m.new.Clauses[j]; which(j) {
			l := Line{Depth: max(0, c.Depth-depth), EID: c.EID}
			l.Label, l.Heading, l.Text = canonical(c)
			out = append(out, l)
		}
	}
	return out
}

// clause says what became of a clause that stays.
func (m *maker) clause(i, j int) {
	label, heading, text := canonical(&m.old.Clauses[i])
	newLabel, newHeading, newText := canonical(&m.new.Clauses[j])
	what := m.cites.of(i)
	switch {
	case label == newLabel:
	case newLabel == "":
		m.add(Step{Kind: NoNumber, What: what})
	case align.Number(newLabel) == m.new.Clauses[j].Num:
		m.add(Step{Kind: Renumber, What: what, New: newLabel})
	default:
		m.add(Step{Kind: Renumber, What: what, New: newLabel + "\t" + m.new.Clauses[j].EID})
	}
	switch {
	case heading == newHeading:
	case heading == "":
		m.add(Step{Kind: NewHeading, What: what, New: newHeading})
	case newHeading == "":
		m.add(Step{Kind: NoHeading, What: what})
	default:
		m.add(Step{Kind: Heading, What: what, New: newHeading})
	}
	if text != newText {
		m.words(i, text, newText)
	}
}

// addresses states the addresses that do not follow from where the clauses stand.
func (m *maker) addresses() {
	a, err := perform(m.steps, m.old, m.cites)
	if err != nil {
		return
	}
	got, nodes := a.root.text(m.old)
	if len(got.Clauses) != len(m.new.Clauses) {
		return
	}
	for k, n := range nodes {
		if want := m.new.Clauses[k].EID; got.Clauses[k].EID != want && n.old >= 0 {
			m.add(Step{Kind: Address, What: m.cites.of(n.old), New: want})
		}
	}
}

// maxHunks is how many changes are told one by one in a clause.
const maxHunks = 6

// maxContext is how many words around a change are taken in to tell it from others.
const maxContext = 24

// hunk is a stretch of old words and what comes in its place.
type hunk struct {
	from, to int
	with     string
}

// words says which words of a clause are changed, or all of them where that is plainer.
func (m *maker) words(i int, old, new string) {
	exact := m.cites.of(i)
	hunks, same := hunksOf(old, new, m.new.Lang)
	scopes := []string{exact}
	if up := m.cites.subject(i); up >= 0 && m.cites.byPlain[m.cites.plain[up]] == up && m.cites.plain[up] != "" {
		scopes = []string{m.cites.plain[up], exact}
	}
	for _, cited := range scopes {
		if len(hunks) > maxHunks || same*3 < len(old) {
			break
		}
		if steps, ok := m.hunks(cited, i, old, hunks); ok {
			m.steps = append(m.steps, steps...)
			return
		}
	}
	m.add(Step{Kind: Words, What: exact, New: new})
}

// hunksOf are the changes between two wordings, and how many bytes stayed.
func hunksOf(old, new, lang string) (out []hunk, same int) {
	at, open := 0, false
	for _, r := range words.Diff(old, new, lang) {
		if r.Op == '=' {
			at += len(r.Text)
			same += len(r.Text)
			open = false
			continue
		}
		if !open {
			out = append(out, hunk{at, at, ""})
			open = true
		}
		h := &out[len(out)-1]
		if r.Op == '-' {
			at += len(r.Text)
			h.to = at
		} else {
			h.with += r.Text
		}
	}
	return out, same
}

// hunks are the steps for some changes; ok is false where words cannot be told apart.
func (m *maker) hunks(cited string, i int, old string, hunks []hunk) (out []Step, ok bool) {
	at, exact := m.cites.find(cited)
	var around []string
	for _, k := range m.cites.scope(at, exact) {
		_, _, text := canonical(&m.old.Clauses[k])
		around = append(around, text)
	}
	free := 0
	for n, h := range hunks {
		end := len(old)
		if n+1 < len(hunks) {
			end = hunks[n+1].from
		}
		from, to := h.from, h.to
		for tries := 0; times(around, old[from:to]) != 1; tries++ {
			if tries == maxContext {
				return nil, false
			}
			left := previous(old, from, free)
			right := following(old, to, end)
			switch {
			case left < from:
				from = left
			case right > to && h.to > h.from:
				to = right
			default:
				return nil, false
			}
		}
		s := Step{Kind: Substitute, What: cited, Old: old[from:to], New: old[from:h.from] + h.with + old[h.to:to]}
		switch {
		case h.from == h.to:
			s.Kind, s.New = After, h.with
		case s.New == "":
			s.Kind = Omit
		}
		out = append(out, s)
		free = to
	}
	return out, true
}

// times is how often words stand in some texts; 0 for none.
func times(in []string, s string) int {
	if s == "" {
		return 0
	}
	n := 0
	for _, t := range in {
		for k := strings.Index(t, s); k >= 0; n++ {
			t = t[k+1:]
			k = strings.Index(t, s)
		}
	}
	return n
}

// previous is where the word before a place begins, not before least; following is
// where the word behind it ends.
func previous(s string, at, least int) int {
	k := strings.LastIndexByte(strings.TrimRight(s[least:at], " "), ' ')
	return least + k + 1
}

func following(s string, at, most int) int {
	rest := s[at:most]
	trimmed := strings.TrimLeft(rest, " ")
	k := strings.IndexByte(trimmed, ' ')
	if k < 0 {
		return most
	}
	return at + len(rest) - len(trimmed) + k
}
