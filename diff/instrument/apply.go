package instrument

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/diff/align"
)

// Misfit is a step that does not fit the text.
type Misfit struct {
	Line int // in the instrument; 0 unknown
	Why  string
}

func (m *Misfit) Error() string {
	if m.Line > 0 {
		return fmt.Sprintf("line %d: %s", m.Line, m.Why)
	}
	return m.Why
}

// Apply does to a text what steps say. The text stays as it is; of the result's clauses
// the address, label, heading, words, kind and place are set, in canonical form. The
// error is a *Misfit, which says what was expected and what is there.
func Apply(steps []Step, t *law.Text) (*law.Text, error) {
	if t == nil {
		t = &law.Text{}
	}
	a, err := perform(steps, t, newCites(t, false))
	if err != nil {
		return nil, err
	}
	out, _ := a.root.text(t)
	return out, nil
}

// amending is a text under way.
type amending struct {
	cites *cites
	root  *node
	all   []*node
	edits map[int][]edit // by clause
}

// edit replaces a stretch of a clause's words.
type edit struct {
	from, to int
	with     string
	line     int
}

func perform(steps []Step, t *law.Text, c *cites) (*amending, error) {
	a := &amending{cites: c, edits: map[int][]edit{}}
	a.root, a.all = grow(t)
	for i := range steps {
		if err := a.step(&steps[i]); err != nil {
			return nil, &Misfit{steps[i].Line, err.Error()}
		}
	}
	for _, i := range slices.Sorted(keysOf(a.edits)) {
		if err := a.splice(i); err != nil {
			return nil, err
		}
	}
	return a, nil
}

func keysOf[V any](m map[int]V) func(func(int) bool) {
	return func(yield func(int) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// clause is the clause that a citation names.
func (a *amending) clause(cited string) (*node, bool, error) {
	i, exact := a.cites.find(cited)
	if i < 0 {
		return nil, false, fmt.Errorf("«%s» is expected in the text, and is not there or not alone", cited)
	}
	return a.all[i], exact, nil
}

func (a *amending) step(s *Step) error {
	switch s.Kind {
	case Whole:
		a.root.below = nil
		plantBlock(s.Block, a.root, nil)
		return nil
	case InsertFirst:
		plantBlock(s.Block, a.root, nil)
		return nil
	case InsertAfter, InsertInto:
		where, _, err := a.clause(s.Where)
		if err != nil {
			return err
		}
		if where.lost() {
			return fmt.Errorf("«%s» was taken away by an earlier step", s.Where)
		}
		if s.Kind == InsertAfter {
			plantBlock(s.Block, where.above, where)
		} else {
			plantBlock(s.Block, where, nil)
		}
		return nil
	}
	n, exact, err := a.clause(s.What)
	if err != nil {
		return err
	}
	switch s.Kind {
	case Substitute, After, Omit:
		return a.words(s, n, exact)
	case Words:
		n.Text = s.New
	case Heading, NewHeading:
		if (n.Heading == "") != (s.Kind == NewHeading) {
			return fmt.Errorf("«%s» is expected to have a heading just where one is substituted; it has %q", s.What, n.Heading)
		}
		n.Heading = s.New
	case NoHeading:
		n.Heading = ""
	case Renumber:
		label, address, _ := strings.Cut(s.New, "\t")
		n.Label, n.Num = label, align.Number(label)
		if address != "" {
			_, n.Num = markup.KindOf(address)
		}
	case NoNumber:
		n.Label, n.Num = "", ""
	case Address:
		n.named = s.New
	case Repeal:
		n.gone = true
	default:
		return a.move(s, n)
	}
	return nil
}

// words notes a change of words that stand once in what is cited.
func (a *amending) words(s *Step, n *node, exact bool) error {
	unit, at, times := -1, 0, 0
	for _, i := range a.cites.scope(n.old, exact) {
		text := a.all[i].Text
		for from := 0; s.Old != ""; {
			k := strings.Index(text[from:], s.Old)
			if k < 0 {
				break
			}
			unit, at = i, from+k
			from += k + 1
			times++
		}
	}
	if times != 1 {
		return fmt.Errorf("in «%s» the words “%s” are expected once, and stand there %d times", s.What, s.Old, times)
	}
	e := edit{at, at + len(s.Old), s.New, s.Line}
	if s.Kind == After {
		e.from = e.to
	}
	a.edits[unit] = append(a.edits[unit], e)
	return nil
}

// splice makes the changes of one clause's words.
func (a *amending) splice(i int) error {
	list := a.edits[i]
	slices.SortStableFunc(list, func(x, y edit) int { return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(x.to, y.to)) })
	n := a.all[i]
	var b strings.Builder
	done := 0
	for _, e := range list {
		if e.from < done {
			return &Misfit{e.line, fmt.Sprintf("it changes words of «%s» that another step changes too", a.cites.of(i))}
		}
		b.WriteString(n.Text[done:e.from])
		b.WriteString(e.with)
		done = e.to
	}
	b.WriteString(n.Text[done:])
	n.Text = b.String()
	return nil
}

func (a *amending) move(s *Step, n *node) error {
	above, behind := a.root, (*node)(nil)
	if s.Kind != MoveFirst {
		where, _, err := a.clause(s.Where)
		if err != nil {
			return err
		}
		if where.within(n) || where.lost() {
			return fmt.Errorf("«%s» cannot be moved to «%s», which is part of it or gone", s.What, s.Where)
		}
		if above = where; s.Kind == MoveAfter {
			above, behind = where.above, where
		}
	}
	n.put(above, behind)
	return nil
}
