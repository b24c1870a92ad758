package proposal

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"polity/commons/law"
	"polity/diff/align"
	"polity/diff/merge"
)

// Relation is how two live proposals get along.
type Relation string

// The relations, the gravest first.
const (
	Same       Relation = "same"       // they propose the same words
	Contains   Relation = "contains"   // First proposes all that Second does, and more
	Contradict Relation = "contradict" // they cannot both be merged as they are
	Breaks     Relation = "breaks"     // First removes or renumbers a clause that Second refers to
	Touch      Relation = "touch"      // they change the same clause and can both be merged
)

// Pair is two live proposals that have to do with one another.
type Pair struct {
	First, Second int // places in Standings
	Relation      Relation
	Clauses       []int // of the text in force, where they meet, rising
}

// Bounds of what is looked at: live proposals that touch one clause, and pairs in all.
const (
	crowd    = 24
	maxPairs = 2000
)

// collide looks at every two live proposals that touch one clause, and at references.
func (x *weigher) collide() {
	b := x.book
	type duo struct{ i, j int }
	shared := map[duo][]int{}
	var order []duo
	for c := range b.current.Clauses {
		list := b.Touching[c]
		if len(list) > crowd {
			b.Crowded = append(b.Crowded, c)
			list = list[:crowd]
		}
		for k, i := range list {
			for _, j := range list[k+1:] {
				d := duo{i, j}
				if shared[d] == nil {
					order = append(order, d)
				}
				shared[d] = append(shared[d], c)
			}
		}
	}
	slices.SortFunc(order, func(p, q duo) int { return (p.i-q.i)*len(b.Standings) + p.j - q.j })
	for _, d := range order[:min(len(order), maxPairs)] {
		b.Pairs = append(b.Pairs, x.pair(d.i, d.j, shared[d]))
	}
	x.breaks(func(i, j int) bool { return shared[duo{min(i, j), max(i, j)}] != nil })
}

// pair says how two proposals that touch the same clauses get along.
func (x *weigher) pair(i, j int, clauses []int) Pair {
	a, b := &x.book.Standings[i], &x.book.Standings[j]
	p := Pair{First: i, Second: j, Clauses: clauses}
	both := common(a.marks, b.marks)
	switch {
	case both > 0 && both == len(a.marks) && both == len(b.marks):
		p.Relation = Same
	case both > 0 && both == len(b.marks):
		p.Relation = Contains
	case both > 0 && both == len(a.marks):
		p.Relation, p.First, p.Second = Contains, j, i
	default:
		p.Relation = Touch
		if at := x.clash(a, b); len(at) > 0 {
			p.Relation, p.Clauses = Contradict, at
		}
	}
	return p
}

// common counts what two sorted lists share.
func common(x, y []uint64) int {
	n := 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] < y[j]:
			i++
		case y[j] < x[i]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// clash are the clauses of the text in force at which two proposals cannot both be
// merged; where both insert there, the clause behind which they do.
func (x *weigher) clash(a, b *Standing) []int {
	r := merge.Merge(x.book.current, a.result, b.result, merge.Options{Ours: x.towardsResult(a), Theirs: x.towardsResult(b)})
	var out []int
	for _, c := range r.Conflicts {
		at := c.Base
		if len(at) == 0 {
			for k := c.Clause; k >= 0 && len(at) == 0; k-- {
				if r.Origins[k].Base >= 0 {
					at = []int{r.Origins[k].Base}
				}
			}
		}
		if len(at) == 0 && len(x.book.current.Clauses) > 0 {
			at = []int{0}
		}
		out = append(out, at...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// towardsResult aligns the text in force with what a proposal would make of it, once.
func (x *weigher) towardsResult(s *Standing) []align.Pair {
	if s.pairs == nil {
		s.pairs = align.Align(x.book.current, s.result, align.Options{Cache: &x.cache})
	}
	return s.pairs
}

// breaks finds live proposals that remove or renumber a clause which the words of
// another, as it would stand, refer to by its label. Pairs that are known already are
// left as they are.
func (x *weigher) breaks(known func(i, j int) bool) {
	b := x.book
	lost := map[string][][2]int{} // by label: proposal and clause of the text in force
	for i := range b.Standings {
		s := &b.Standings[i]
		if !s.Live {
			continue
		}
		for _, c := range x.renamed(s) {
			label := strings.ToLower(b.current.Clauses[c].Label)
			lost[label] = append(lost[label], [2]int{i, c})
		}
	}
	if len(lost) == 0 {
		return
	}
	for j := range b.Standings {
		s := &b.Standings[j]
		if !s.Live {
			continue
		}
		wrote := x.wrote(s)
		for label, by := range lost {
			if !mentions(wrote, label) {
				continue
			}
			for _, l := range by[:min(len(by), crowd)] {
				if l[0] != j && !known(l[0], j) && len(b.Pairs) < maxPairs {
					b.Pairs = append(b.Pairs, Pair{First: l[0], Second: j, Relation: Breaks, Clauses: []int{l[1]}})
				}
			}
		}
	}
	slices.SortStableFunc(b.Pairs, func(p, q Pair) int {
		return (min(p.First, p.Second)-min(q.First, q.Second))*len(b.Standings) + max(p.First, p.Second) - max(q.First, q.Second)
	})
}

// renamed are the labelled clauses of the text in force that a proposal removes or
// gives another number.
func (x *weigher) renamed(s *Standing) []int {
	var out []int
	for _, p := range x.towardsResult(s) {
		for _, c := range p.Old {
			if label := x.book.current.Clauses[c].Label; named(label) && (len(p.New) == 0 || p.Flags&align.Renumbered != 0) {
				out = append(out, c)
			}
		}
	}
	return out
}

// named reports whether a label can be told from others where it is mentioned: it has
// letters and a number («Article 4», «§ 7»).
func named(label string) bool {
	return align.Number(label) != "" && utf8.RuneCountInString(label) > 2 && strings.IndexFunc(label, func(r rune) bool { return unicode.IsLetter(r) || r == '§' }) >= 0
}

// wrote is what a proposal writes anew, in lower case.
func (x *weigher) wrote(s *Standing) string {
	var out strings.Builder
	now := x.book.current
	for _, p := range x.towardsResult(s) {
		if p.Kept() {
			continue
		}
		for _, k := range p.New {
			text := s.result.Clauses[k].Text
			if len(p.Old) == 1 && now.Clauses[p.Old[0]].Text == text {
				continue
			}
			out.WriteString(strings.ToLower(text))
			out.WriteByte('\n')
		}
	}
	return out.String()
}

// mentions reports whether a text has a label in it that no digit or letter carries on.
func mentions(text, label string) bool {
	for from := 0; ; {
		k := strings.Index(text[from:], label)
		if k < 0 {
			return false
		}
		end := from + k + len(label)
		next, _ := utf8.DecodeRuneInString(text[end:])
		if end == len(text) || !unicode.IsDigit(next) && !unicode.IsLetter(next) {
			return true
		}
		from = end
	}
}

// Conflict is one thing on which a proposal and the text it is merged into disagree.
type Conflict = merge.Conflict

// Combined is the text in force with some live proposals merged into it, one after the
// other in this order, and what could not be: by proposal, the conflicts of its merge
// with what stood before.
type Combined struct {
	Text   *law.Text
	Failed map[int][]merge.Conflict // by place in Standings
	Before map[int]*law.Text        // the text that a failed one was merged into
}

// Combine merges live proposals into the text in force. What is not live, or brings
// conflicts, is merged as far as it goes and named in Failed.
func (b *Book) Combine(list []int) Combined {
	out := Combined{Text: b.current, Failed: map[int][]merge.Conflict{}, Before: map[int]*law.Text{}}
	for _, i := range list {
		p := b.Standings[i].Proposal
		if p.Text == nil {
			continue
		}
		r := merge.Merge(p.Before, out.Text, p.Text, merge.Options{Theirs: aligned(b.compare(p.Before, p.Text))})
		if !r.Clean() {
			out.Failed[i], out.Before[i] = r.Conflicts, out.Text
		}
		out.Text = r.Text
	}
	return out
}

// Together are live proposals that can all be merged, as many as come to be when they
// are tried in their order.
func (b *Book) Together() []int {
	rivals := map[int][]int{}
	for _, p := range b.Pairs {
		if p.Relation != Touch && p.Relation != Breaks {
			rivals[p.First], rivals[p.Second] = append(rivals[p.First], p.Second), append(rivals[p.Second], p.First)
		}
	}
	var out []int
	for i := range b.Standings {
		if b.Standings[i].Live && !slices.ContainsFunc(rivals[i], func(j int) bool { return slices.Contains(out, j) }) {
			out = append(out, i)
		}
	}
	return out
}

// Merged is what the text in force would be with one proposal in it; nil where it brings
// no text. It is made anew where nothing was kept of it.
func (b *Book) Merged(i int) *merge.Result {
	p := b.Standings[i].Proposal
	if p.Text == nil {
		return nil
	}
	return merge.Merge(p.Before, b.current, p.Text, merge.Options{Ours: b.towards[p.Before], Theirs: aligned(b.compare(p.Before, p.Text))})
}
