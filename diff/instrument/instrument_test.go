package instrument

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"polity/commons/law"
	"polity/commons/markup"
)

var english = Phrases{Quote: "“{text}”", Say: map[Kind]string{
	Substitute: "In {what}, for {old} substitute {new}.", After: "In {what}, after {old} insert {new}.", Omit: "In {what}, omit {old}.",
	Words: "For the words of {what} substitute {new}.", Heading: "For the heading of {what} substitute {new}.", NewHeading: "Give {what} the heading {new}.",
	NoHeading: "Omit the heading of {what}.", Renumber: "Renumber {what} as {new}.", NoNumber: "Omit the number of {what}.",
	MoveAfter: "Move {what} to stand after {where}.", MoveInto: "Move {what} to the beginning of {where}.", MoveFirst: "Move {what} to the beginning of the text.",
	Repeal: "Repeal {what}.", InsertAfter: "After {where} insert:", InsertInto: "At the beginning of {where} insert:", InsertFirst: "At the beginning of the text insert:",
	Address: "The address of {what} becomes {new}.", Whole: "For the whole text substitute:",
}}

func read(source string) *law.Text {
	t, _ := markup.Parse(markup.File{Path: "statutes.md", Source: []byte(source)})
	return t
}

const statutes = `# Statutes

## Article 1 Name

The club is called the Weir.

## Article 2 Board

The board meets monthly. A simple majority decides.

(1) It keeps the minutes.

(2) It keeps the money.

## Article 3 Boats

Boats are lent to members.

## Article 4 End

The club ends when nobody comes.
`

// What changed is said as it is on paper.
func TestWrite(t *testing.T) {
	for _, c := range []struct {
		name string
		swap []string
		want string
	}{
		{"words", []string{"simple majority", "vote of two thirds"}, "1. In Article 2, for “simple majority” substitute “vote of two thirds”.\n"},
		{"words of a numbered paragraph", []string{"keeps the money", "spends the money"}, "1. In Article 2(2), for “keeps” substitute “spends”.\n"},
		{"more words", []string{"to members", "to members and guests"}, "1. In Article 3, after “members” insert “ and guests”.\n"},
		{"fewer words", []string{" simple", ""}, "1. In Article 2, omit “simple ”.\n"},
		{"a heading", []string{"Article 4 End", "Article 4 The end"}, "1. For the heading of Article 4 substitute “The end”.\n"},
		{"a repeal", []string{"## Article 4 End\n\nThe club ends when nobody comes.\n", ""}, "1. Repeal Article 4.\n"},
		{"an insertion", []string{"## Article 4", "## Article 3a Geese\n\nGeese are no members.\n\n## Article 4"}, "1. After Article 3 insert:\n   [art_3a] Article 3a | Geese\n     [art_3a__p_1] | | Geese are no members.\n"},
		{
			"renumbering",
			[]string{"Article 4", "Article 5", "## Article 3 Boats\n", "## Article 3 Geese\n\nGeese are no members.\n\n## Article 4 Boats\n"},
			"1. After Article 2 insert:\n   [art_3] Article 3 | Geese\n     [art_3__p_1] | | Geese are no members.\n2. Renumber Article 3 as “Article 4”.\n3. Renumber Article 4 as “Article 5”.\n",
		},
		{"nothing", nil, ""},
	} {
		old := read(statutes)
		new := read(strings.NewReplacer(c.swap...).Replace(statutes))
		got := Write(old, new, "", english)
		if got != c.want {
			t.Errorf("%s:\n%s", c.name, got)
		}
		holds(t, old, new, english)
	}
}

type failer interface {
	Helper()
	Fatalf(string, ...any)
}

// holds is the law.
func holds(t failer, old, new *law.Text, p Phrases) {
	t.Helper()
	s := Write(old, new, "An instrument\nto amend 1. the statutes", p)
	steps, err := Read(s, Phrases{}, p)
	if err != nil {
		t.Fatalf("%v\n%s", err, s)
	}
	got, err := Apply(steps, old)
	if err != nil {
		t.Fatalf("%v\n%s", err, s)
	}
	if a, b := string(markup.Canonical(got)), string(markup.Canonical(new)); a != b {
		t.Fatalf("%s\ngives\n%s\nnot\n%s\nfrom\n%s", s, a, b, markup.Canonical(old))
	}
}

var sentences = []string{
	"", "Repealed.", "The board meets every month in the old mill by the weir.", "The board meets every week in the old mill by the weir.",
	"The board meets every month in the new mill by the “weir”.", `A \ slash | and a [bracket] » and «marks» in it.`, "Every member has one vote; every vote has one member.",
	"Every member has two votes; every vote has one member.", "a a a a", "a a a", "会員は三月末日までに会費を納める。", "会員は四月末日までに会費を納める。", "يجتمع المجلس كل شهر.",
}

func drawText(t *rapid.T, name string) *law.Text {
	out := &law.Text{}
	for range rapid.IntRange(0, 10).Draw(t, name) {
		c := law.Clause{Kind: law.Paragraph, Parent: -1}
		if p := len(out.Clauses) - 1; p >= 0 {
			for p >= 0 && rapid.Bool().Draw(t, "up") {
				p = out.Clauses[p].Parent
			}
			if c.Parent = p; p >= 0 {
				c.Depth = out.Clauses[p].Depth + 1
			}
		}
		c.Text = rapid.SampledFrom(sentences).Draw(t, "text")
		if rapid.Bool().Draw(t, "labelled") {
			n := rapid.IntRange(1, 9).Draw(t, "number")
			c.Kind, c.Label, c.Num = law.Article, fmt.Sprintf("Article %d", n), fmt.Sprint(n)
			if rapid.Bool().Draw(t, "paragraph") {
				c.Kind, c.Label = law.Labelled, fmt.Sprintf("(%d)", n)
			}
			c.Heading = rapid.SampledFrom([]string{"", "Board", "Members to stand after Article 2", "Money [x]"}).Draw(t, "heading")
		}
		out.Clauses = append(out.Clauses, c)
	}
	markup.Readdress(out.Clauses)
	return out
}

// redraft edits, drops, repeats and swaps some clauses of a text.
func redraft(t *rapid.T, base *law.Text) *law.Text {
	out := *base
	out.Clauses = slices.Clone(base.Clauses)
	for range rapid.IntRange(0, 4).Draw(t, "edits") {
		if len(out.Clauses) == 0 {
			break
		}
		i := rapid.IntRange(0, len(out.Clauses)-1).Draw(t, "at")
		switch rapid.IntRange(0, 3).Draw(t, "edit") {
		case 0:
			out.Clauses[i].Text = rapid.SampledFrom(sentences).Draw(t, "text")
		case 1:
			out.Clauses[i].Heading = rapid.SampledFrom([]string{"", "Boats"}).Draw(t, "heading")
		case 2:
			if c := &out.Clauses[i]; c.Label != "" {
				n := rapid.IntRange(1, 12).Draw(t, "number")
				c.Label, c.Num = fmt.Sprintf("Article %d", n), fmt.Sprint(n)
			}
		case 3: // move a subtree to the end
			end := i + 1
			for end < len(out.Clauses) && out.Clauses[end].Depth > out.Clauses[i].Depth {
				end++
			}
			out.Clauses = planted(out.Clauses, i, end)
		}
	}
	markup.Readdress(out.Clauses)
	return &out
}

// planted puts clauses i to end at the end, at the top.
func planted(clauses []law.Clause, i, end int) []law.Clause {
	order := append(append([]int{}, ints(0, i)...), append(ints(end, len(clauses)), ints(i, end)...)...)
	at := map[int]int{-1: -1}
	var out []law.Clause
	for k, from := range order {
		at[from] = k
		c := clauses[from]
		if from == i {
			c.Parent, c.Depth = -1, 0
		} else if c.Parent = at[c.Parent]; c.Parent >= 0 {
			c.Depth = out[c.Parent].Depth + 1
		}
		out = append(out, c)
	}
	return out
}

func ints(from, to int) []int {
	var out []int
	for i := from; i < to; i++ {
		out = append(out, i)
	}
	return out
}

func TestLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old := drawText(t, "old")
		holds(t, old, redraft(t, old), english)
		holds(t, old, drawText(t, "new"), english)
	})
}

// What does not fit is told with its line and what was expected.
func TestMisfits(t *testing.T) {
	for _, c := range []struct {
		text string
		line int
		want string
	}{
		{"1. Repeal Article 9.\n", 1, "«Article 9» is expected in the text"},
		{"Title\n\n1. Repeal Article 4.\n2. In Article 2, for “three quarters” substitute “half”.\n", 4, "the words “three quarters” are expected once, and stand there 0 times"},
		{"1. In Article 2, for “e” substitute “a”.\n", 1, "are expected once, and stand there"},
		{"1. Sell Article 2.\n", 1, "is not a step that can be read; one is expected such as «In Article 2, for"},
		{"1. Repeal Article 2.\n   [art_9] Article 9\n", 2, "neither a numbered step nor an inserted clause"},
		{"1. Move Article 2 to stand after Article 2(1).\n", 1, "is part of it"},
		{"1. In Article 2, for “simple majority” substitute “half”.\n2. In Article 2, omit “A simple”.\n", 1, "another step changes too"},
		{"1. Repeal Article 2.\n2. After Article 2 insert:\n   [art_9] Article 9\n", 2, "taken away by an earlier step"},
		{"Nothing\nis numbered here\n", 1, "no step is found"},
	} {
		steps, err := Read(c.text, english)
		if err == nil {
			_, err = Apply(steps, read(statutes))
		}
		var m *Misfit
		if !errors.As(err, &m) || m.Line != c.line || !strings.Contains(m.Why, c.want) {
			t.Errorf("%q: %v", c.text, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("1. In Article 2, for “simple majority” substitute “half”.\n")
	f.Add("1. After Article 3 insert:\n   [art_3a] Article 3a | Geese\n     [art_3a__p_1] | | Geese.\n2. Move Article 1 to stand after Article 4.")
	f.Add("1. For the whole text substitute:\n         [x] a | b\n   [y__para_2] | ")
	f.Fuzz(func(t *testing.T, s string) {
		if steps, err := Read(s, english); err == nil {
			Apply(steps, read(statutes))
		}
	})
}
