package diff

import (
	"fmt"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"polity/commons/law"
	"polity/diff/align"
)

// texts draws small texts of few different wordings, so that repeats, moves and
// near twins are common.
func texts() *rapid.Generator[*law.Text] {
	headings := []string{"", "", "Board", "Members", "Money", "General provisions"}
	sentences := []string{
		"", "Repealed.", "The board meets every month.", "Board", "Board. The board meets every month.", "The board meets every week.", "Every member has one vote in the assembly.",
		"Dues are fixed by the treasurer before the first of March.", "Dues are fixed by the treasurer. Every member has one vote in the assembly.",
		"A member expelled under Article 2 may appeal within a month.", "会員は三月末日までに会費を納める。", "会員は四月末日までに会費を納める。",
	}
	labels := []string{"", "Article %d", "(%d)", "%d.", "第%d条"}
	return rapid.Custom(func(t *rapid.T) *law.Text {
		n := rapid.IntRange(0, 12).Draw(t, "n")
		out := &law.Text{}
		for i := range n {
			c := law.Clause{EID: fmt.Sprint("c", i), Parent: rapid.IntRange(-1, i-1).Draw(t, "parent")}
			c.Heading = rapid.SampledFrom(headings).Draw(t, "heading")
			c.Text = rapid.SampledFrom(sentences).Draw(t, "text")
			if l := rapid.SampledFrom(labels).Draw(t, "label"); l != "" {
				c.Label, c.Kind = fmt.Sprintf(l, rapid.IntRange(1, 5).Draw(t, "number")), law.Article
			}
			out.Clauses = append(out.Clauses, c)
		}
		return out
	})
}

func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := texts().Draw(t, "a"), texts().Draw(t, "b")
		c := Compare(a, b)
		got, err := Apply(c, a)
		if err != nil {
			t.Fatalf("apply: %v", err)
		}
		if !reflect.DeepEqual(got, b) {
			t.Fatalf("apply(compare(a, b), a) is\n%v\nwant\n%v", got, b)
		}
		for _, p := range Compare(a, a).Pairs {
			if p.Op != align.Unchanged || p.Flags != 0 || p.Words != nil || p.Heading != nil || p.Old[0] != p.New[0] {
				t.Fatalf("compare(a, a) has %+v", p)
			}
		}
		if !reflect.DeepEqual(c, Compare(a, b)) {
			t.Fatalf("two runs differ")
		}
		Summarise(c, a, b)
	})
}

// Whoever writes clauses down by hand forgets that Parent is -1 at the top.
func TestClausesWithoutAPlace(t *testing.T) {
	stray := &law.Text{Clauses: []law.Clause{{Text: "The bell is rung at dusk."}, {Text: "Nobody rings it twice.", Parent: 9}}}
	for _, other := range []*law.Text{nil, {}, stray, {Clauses: []law.Clause{{Text: "The bell is rung at dawn.", Parent: -1}}}} {
		for _, side := range [][2]*law.Text{{stray, other}, {other, stray}} {
			c := Compare(side[0], side[1])
			Summarise(c, side[0], side[1])
			if got := Decode(Encode(c), side[0], side[1]); got == nil || len(got.Pairs) != len(c.Pairs) {
				t.Errorf("decoded as %+v", got)
			}
			if got, err := Apply(c, side[0]); err != nil || side[1] != nil && len(got.Clauses) != len(side[1].Clauses) {
				t.Errorf("applied: %+v, %v", got, err)
			}
		}
	}
}

func TestApplyWantsAComparisonOfTexts(t *testing.T) {
	for _, c := range []*Comparison{nil, {}} {
		if got, err := Apply(c, nil); got != nil || err == nil {
			t.Errorf("applied %+v: %+v, %v", c, got, err)
		}
	}
}
