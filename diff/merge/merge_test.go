package merge

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"polity/commons/law"
	"polity/commons/markup"
)

// read parses a text of one file.
func read(source string) *law.Text {
	t, _ := markup.Parse(markup.File{Path: "statutes.md", Source: []byte(source)})
	return t
}

// sentences are few, so that repeats, near twins, moves, splits and joins are common.
var sentences = []string{
	"", "Repealed.", "The board meets every month in the old mill by the weir.", "The board meets every week in the old mill by the weir.",
	"The board meets every month in the new mill by the weir.", "Every member has one vote in the assembly.", "Every member has two votes in the assembly.",
	"Dues are fixed by the treasurer before the first of March.",
	"Dues are fixed by the treasurer before the first of March. Every member has one vote in the assembly.",
	"A member expelled under Article 2 may appeal within a month.", "会員は三月末日までに会費を納める。", "会員は四月末日までに会費を納める。",
}

// drawClause draws one clause below any of those that are open at its place.
func drawClause(t *rapid.T, before []law.Clause) law.Clause {
	c := law.Clause{Kind: law.Paragraph, Parent: -1}
	if p := len(before) - 1; p >= 0 {
		for p >= 0 && rapid.Bool().Draw(t, "up") {
			p = before[p].Parent
		}
		if c.Parent = p; p >= 0 {
			c.Depth = before[p].Depth + 1
		}
	}
	c.Text = rapid.SampledFrom(sentences).Draw(t, "text")
	if rapid.Bool().Draw(t, "labelled") {
		n := rapid.IntRange(1, 9).Draw(t, "number")
		c.Kind, c.Label, c.Num = law.Article, fmt.Sprintf("Article %d", n), fmt.Sprint(n)
		c.Heading = rapid.SampledFrom([]string{"", "Board", "Members", "Money"}).Draw(t, "heading")
	}
	return c
}

func drawText(t *rapid.T, name string) *law.Text {
	out := &law.Text{Files: []string{"a.md"}}
	for range rapid.IntRange(0, 12).Draw(t, name) {
		out.Clauses = append(out.Clauses, drawClause(t, out.Clauses))
	}
	markup.Readdress(out.Clauses)
	return out
}

// redraft makes another version of a text, as amendments do: words edited, clauses
// inserted, removed, moved and renumbered.
func redraft(t *rapid.T, base *law.Text) *law.Text {
	out := *base
	out.Clauses = slices.Clone(base.Clauses)
	for range rapid.IntRange(0, 4).Draw(t, "edits") {
		n := len(out.Clauses)
		if n == 0 {
			break
		}
		i := rapid.IntRange(0, n-1).Draw(t, "at")
		end := i + 1
		for end < n && out.Clauses[end].Depth > out.Clauses[i].Depth {
			end++
		}
		block := slices.Clone(out.Clauses[i:end])
		switch rapid.SampledFrom([]string{"edit", "insert", "remove", "move", "number"}).Draw(t, "what") {
		case "edit":
			out.Clauses[i].Text = rapid.SampledFrom(sentences).Draw(t, "words")
		case "insert":
			c := drawClause(t, out.Clauses[:i])
			out.Clauses = slices.Insert(out.Clauses, i, c)
		case "remove":
			out.Clauses = slices.Delete(out.Clauses, i, end)
		case "move":
			out.Clauses = slices.Delete(out.Clauses, i, end)
			out.Clauses = slices.Insert(out.Clauses, rapid.IntRange(0, len(out.Clauses)).Draw(t, "to"), block...)
		case "number":
			out.Clauses[i].Kind, out.Clauses[i].Label, out.Clauses[i].Num = law.Article, "Article 5", "5"
		}
		nest(out.Clauses)
	}
	for i := range out.Clauses {
		out.Clauses[i].Source = 0
	}
	markup.Readdress(out.Clauses)
	return &out
}

// nest gives clauses the parents that their depths say, as far as they can.
func nest(cs []law.Clause) {
	var open []int
	for i := range cs {
		for len(open) > 0 && cs[open[len(open)-1]].Depth >= cs[i].Depth {
			open = open[:len(open)-1]
		}
		cs[i].Parent, cs[i].Depth = -1, len(open)
		if len(open) > 0 {
			cs[i].Parent = open[len(open)-1]
		}
		open = append(open, i)
	}
}

func sameText(x, y *law.Text) bool {
	return x.Title == y.Title && slices.Equal(x.Files, y.Files) && (len(x.Clauses)+len(y.Clauses) == 0 || reflect.DeepEqual(x.Clauses, y.Clauses))
}

func show(t *law.Text) string {
	var b strings.Builder
	for i := range t.Clauses {
		c := &t.Clauses[i]
		fmt.Fprintf(&b, "%s%s | %s | %s | %s\n", strings.Repeat("  ", c.Depth), c.EID, c.Label, c.Heading, c.Text)
	}
	return b.String()
}

func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawText(t, "base")
		x, y := redraft(t, b), redraft(t, b)
		if rapid.IntRange(0, 9).Draw(t, "strangers") == 0 {
			y = drawText(t, "other")
		}
		for _, c := range []struct {
			name        string
			ours, their *law.Text
			want        *law.Text
		}{{"b,b,x", b, x, x}, {"b,x,b", x, b, x}, {"b,x,x", x, x, x}} {
			got := Merge(b, c.ours, c.their, Options{})
			if !got.Clean() || !sameText(got.Text, c.want) {
				t.Fatalf("merge(%s) is not x: %v\nbase\n%s\nx\n%s\ngot\n%s", c.name, got.Conflicts, show(b), show(c.want), show(got.Text))
			}
		}
		r, mirror := Merge(b, x, y, Options{}), Merge(b, y, x, Options{})
		context := func() string {
			return fmt.Sprintf("base\n%s\nours\n%s\ntheirs\n%s\ngot\n%s%v\nmirror\n%s%v", show(b), show(x), show(y), show(r.Text), r.Conflicts, show(mirror.Text), mirror.Conflicts)
		}
		if r.Clean() != mirror.Clean() || r.Clean() && string(markup.Canonical(r.Text)) != string(markup.Canonical(mirror.Text)) {
			t.Fatalf("swapped, the result is another\n%s", context())
		}
		if err := whole(b, x, y, r); err != nil {
			t.Fatalf("%v\n%s", err, context())
		}
	})
}

// whole says which clause was lost or stands twice.
func whole(b, x, y *law.Text, r *Result) error {
	named := [3]map[int]bool{{}, {}, {}}
	for _, c := range r.Conflicts {
		for s, list := range [3][]int{c.Base, c.Ours, c.Theirs} {
			for _, i := range list {
				named[s][i] = true
			}
		}
		if len(r.Text.Clauses) > 0 && (c.Clause < 0 || c.Clause >= len(r.Text.Clauses)) {
			return fmt.Errorf("a conflict at clause %d", c.Clause)
		}
	}
	seen := [3]map[int]int{{}, {}, {}}
	for i, o := range r.Origins {
		for s, at := range [3]int{o.Base, o.Ours, o.Theirs} {
			if at >= 0 {
				seen[s][at]++
			}
		}
		if p := r.Text.Clauses[i].Parent; p >= i || p >= 0 && r.Text.Clauses[i].Depth != r.Text.Clauses[p].Depth+1 || p < 0 && r.Text.Clauses[i].Depth != 0 {
			return fmt.Errorf("clause %d has parent %d", i, p)
		}
	}
	if len(r.Origins) != len(r.Text.Clauses) {
		return fmt.Errorf("%d origins of %d clauses", len(r.Origins), len(r.Text.Clauses))
	}
	for s, text := range [3]*law.Text{b, x, y} {
		for i := range text.Clauses {
			switch n := seen[s][i]; {
			case n > 1:
				return fmt.Errorf("clause %d of side %d stands %d times", i, s, n)
			case n == 0 && s > 0 && !named[s][i] && !elsewhere(text.Clauses[i], b):
				return fmt.Errorf("clause %d of side %d is lost", i, s)
			}
		}
	}
	return nil
}

// elsewhere reports whether the base says the same: then the other side may have
// removed, split or joined it.
func elsewhere(c law.Clause, b *law.Text) bool {
	return slices.ContainsFunc(b.Clauses, func(d law.Clause) bool { return sameWords(&c, &d) })
}

func texts(lines ...string) *law.Text {
	return read("# Statutes\n\n" + strings.Join(lines, "\n\n") + "\n")
}

// What clauses can tell apart, and what they cannot.
func TestConflicts(t *testing.T) {
	base := texts("## Article 1 Name", "It is called The Lamp.", "## Article 2 Board", "The board meets monthly in the old mill.", "## Article 3 Dues", "Dues are ten a year.")
	for _, c := range []struct {
		name         string
		ours, theirs *law.Text
		want         string
	}{
		{
			"both insert, and numbers say the order",
			texts("## Article 1 Name", "It is called The Lamp.", "## Article 1a Seat", "Its seat is Ford.", "## Article 2 Board", "The board meets monthly in the old mill.", "## Article 3 Dues", "Dues are ten a year."),
			texts("## Article 1 Name", "It is called The Lamp.", "## Article 1b Bell", "It keeps a bell.", "## Article 2 Board", "The board meets monthly in the old mill.", "## Article 3 Dues", "Dues are ten a year."),
			"[]",
		},
		{
			"both insert the same number",
			texts("## Article 1 Name", "It is called The Lamp.", "## Article 2 Board", "The board meets monthly in the old mill.", "## Article 3 Dues", "Dues are ten a year.", "## Article 4 Seat", "Its seat is Ford."),
			texts("## Article 1 Name", "It is called The Lamp.", "## Article 2 Board", "The board meets monthly in the old mill.", "## Article 3 Dues", "Dues are ten a year.", "## Article 4 Bell", "It keeps a bell."),
			"[order number]",
		},
		{
			"one removes what the other edits",
			texts("## Article 1 Name", "It is called The Lamp.", "## Article 3 Dues", "Dues are ten a year."),
			texts("## Article 1 Name", "It is called The Lamp.", "## Article 2 Board", "The board meets weekly in the old mill.", "## Article 3 Dues", "Dues are ten a year."),
			"[removed]",
		},
		{
			"one removes what the other leaves alone",
			texts("## Article 1 Name", "It is called The Lamp.", "## Article 3 Dues", "Dues are ten a year."),
			texts("## Article 1 Name", "It is called The Lamp.", "## Article 2 Board", "The board meets monthly in the old mill.", "## Article 3 Dues", "Dues are twelve a year."),
			"[]",
		},
		{
			"both edit one word",
			texts("## Article 1 Name", "It is called The Lamp.", "## Article 2 Board", "The board meets weekly in the old mill.", "## Article 3 Dues", "Dues are ten a year."),
			texts("## Article 1 Name", "It is called The Lamp.", "## Article 2 Board", "The board meets daily in the old mill.", "## Article 3 Dues", "Dues are ten a year."),
			"[words]",
		},
		{
			"both renumber, by as much as each inserted",
			texts("## Article 1 Name", "It is called The Lamp.", "## Article 2 Seat", "Its seat is Ford.", "## Article 3 Board", "The board meets monthly in the old mill.", "## Article 4 Dues", "Dues are ten a year."),
			texts("## Article 1 Name", "It is called The Lamp.", "## Article 2 Board", "The board meets monthly in the old mill.", "## Article 3 Bell", "It keeps a bell.", "## Article 4 Lamp oil", "Oil is bought in autumn.", "## Article 5 Dues", "Dues are ten a year."),
			"[number]",
		},
	} {
		r := Merge(base, c.ours, c.theirs, Options{})
		var kinds []string
		for _, x := range r.Conflicts {
			kinds = append(kinds, x.Kind.String())
		}
		if got := fmt.Sprint(kinds); got != c.want {
			t.Errorf("%s: %s %v, want %s\n%s", c.name, got, r.Conflicts, c.want, show(r.Text))
		}
		if err := whole(base, c.ours, c.theirs, r); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
