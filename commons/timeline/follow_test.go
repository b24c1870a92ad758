package timeline

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"polity/commons/repo"
)

// tale builds small repositories: every commit is a day later than the one before.
type tale struct {
	*repo.Builder
	day int
}

func newTale() *tale { return &tale{Builder: repo.NewBuilder("tale")} }

func (t *tale) commit(message string, files map[string]string, parents ...repo.Hash) repo.Hash {
	t.day++
	who := repo.Stamp{Name: "Ola Reed", Email: "ola@river.example", When: time.Date(2012, 3, t.day, 9, 0, 0, 0, time.UTC)}
	return t.MustCommit(repo.Draft{Parents: parents, Files: files, Author: who, Message: message})
}

func (t *tale) follow(test *testing.T, head repo.Hash, patterns ...string) *History {
	test.Helper()
	if err := t.SetRef("refs/heads/main", head); err != nil {
		test.Fatal(err)
	}
	h, err := Follow(t.Repo(), Options{Head: head, Mainline: "main", Patterns: patterns})
	if err != nil {
		test.Fatal(err)
	}
	return h
}

// outline writes a history as lines: each change with its files and steps.
func outline(h *History) string {
	var b strings.Builder
	for _, c := range h.Changes {
		fmt.Fprintf(&b, "%d>%d %s [%s]\n", c.From, c.To, c.Commit.Subject, paths(h.States[c.To].Files))
		for _, s := range c.Steps {
			fmt.Fprintf(&b, "  %d>%d %s\n", s.From, s.To, s.Commit.Subject)
		}
	}
	return b.String()
}

func paths(files []File) string {
	var p []string
	for _, f := range files {
		p = append(p, f.Path)
	}
	return strings.Join(p, " ")
}

func check(t *testing.T, h *History, want string) {
	t.Helper()
	if d := cmp.Diff(strings.TrimLeft(want, "\n"), outline(h)); d != "" {
		t.Error(d)
	}
}

func prosePage(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "## Article %d\n\nThe keeper of sluice %d opens it at the hour the assembly set for day %d and writes down the level.\n\n", i, i*7, i*13)
	}
	return b.String()
}

func TestLine(t *testing.T) {
	s := newTale()
	a := s.commit("begin", map[string]string{"law.md": "one"})
	b := s.commit("unrelated", map[string]string{"law.md": "one", "README": "x"}, a)
	c := s.commit("amend", map[string]string{"law.md": "two", "README": "x"}, b)
	d := s.commit("undo", map[string]string{"law.md": "one", "README": "x"}, c)
	check(t, s.follow(t, d, "law.md"), `
-1>0 begin [law.md]
0>1 amend [law.md]
1>2 undo [law.md]
`)
}

func TestRenameKeepsGoing(t *testing.T) {
	text := prosePage(9)
	s := newTale()
	a := s.commit("begin", map[string]string{"old/law.rst": text})
	b := s.commit("to markdown", map[string]string{"old/law.md": strings.Replace(text, "keeper", "warden", 2)}, a)
	c := s.commit("move the folder", map[string]string{"texts/law.md": strings.Replace(text, "keeper", "warden", 2)}, b)
	h := s.follow(t, c, "texts/law.md")
	check(t, h, `
-1>0 begin [old/law.rst]
0>1 to markdown [old/law.md]
1>2 move the folder [texts/law.md]
`)
	if len(h.Moves) != 2 || h.Moves[0].Old != "old/law.md" {
		t.Errorf("moves: %+v", h.Moves)
	}
	if d := cmp.Diff(map[string][]string{a: {"old/law.rst"}, b: {"old/law.md"}, c: {"texts/law.md"}}, h.Named); d != "" {
		t.Error(d)
	}
}

func TestTwinsMoveTogether(t *testing.T) {
	text := prosePage(3)
	s := newTale()
	a := s.commit("begin", map[string]string{"lwa/law.md": text, "lwa/law": text})
	b := s.commit("spell it right", map[string]string{"law/law.md": text, "law/law": text}, a)
	check(t, s.follow(t, b, "law/law.md"), `
-1>0 begin [lwa/law.md]
0>1 spell it right [law/law.md]
`)
}

func TestNewTextIsNoRename(t *testing.T) {
	s := newTale()
	a := s.commit("the old text", map[string]string{"law.md": prosePage(9)})
	b := s.commit("another text", map[string]string{"charter.md": strings.Repeat("Nothing of what stood there was kept by those who came after. ", 20)}, a)
	check(t, s.follow(t, b, "charter.md"), `
-1>0 another text [charter.md]
`)
}

func TestFolderOfArticles(t *testing.T) {
	s := newTale()
	a := s.commit("begin", map[string]string{"law/1.md": "a", "law/2.md": "b", "law/10.md": "c"})
	b := s.commit("rename the folder", map[string]string{"code/1.md": "a", "code/2.md": "b", "code/10.md": "c"}, a)
	c := s.commit("add", map[string]string{"code/1.md": "a", "code/2.md": "b", "code/3.md": "d", "code/10.md": "c"}, b)
	check(t, s.follow(t, c, "code/*.md"), `
-1>0 begin [law/1.md law/2.md law/10.md]
0>1 rename the folder [code/1.md code/2.md code/10.md]
1>2 add [code/1.md code/2.md code/3.md code/10.md]
`)
}

func TestFoldedInFileBelongedToTheText(t *testing.T) {
	main := prosePage(6)
	annex := "# Tolls\n\nA ferry carries a goat for one copper, a cart for three, and a midwife for nothing at any hour of day or night, whoever waits on the other bank and whatever the ferryman was doing."
	s := newTale()
	a := s.commit("begin", map[string]string{"law.md": main, "annex.md": annex})
	b := s.commit("fold in", map[string]string{"law.md": main + annex}, a)
	h := s.follow(t, b, "law.md")
	check(t, h, `
-1>0 begin [law.md annex.md]
0>1 fold in [law.md]
`)
	if len(h.Moves) != 1 || !h.Moves[0].Joined {
		t.Errorf("moves: %+v", h.Moves)
	}
}

func TestMergedProposalUnfolds(t *testing.T) {
	s := newTale()
	a := s.commit("begin", map[string]string{"law.md": "one"})
	p := s.commit("first thought", map[string]string{"law.md": "two"}, a)
	q := s.commit("second thought", map[string]string{"law.md": "three"}, p)
	r := s.commit("elsewhere", map[string]string{"law.md": "one", "README": "x"}, a)
	m := s.commit("Merge pull request #4 from ola/weirs", map[string]string{"law.md": "three", "README": "x"}, r, q)
	h := s.follow(t, m, "law.md")
	check(t, h, `
-1>0 begin [law.md]
0>3 Merge pull request #4 from ola/weirs [law.md]
  0>1 first thought
  1>2 second thought
`)
	if h.Changes[1].Number != "4" || h.States[1].Main || !h.States[3].Main {
		t.Errorf("number %q, main %v %v", h.Changes[1].Number, h.States[1].Main, h.States[3].Main)
	}
}

func TestWrongWayMergeHidesNothing(t *testing.T) {
	s := newTale()
	a := s.commit("begin", map[string]string{"law.md": "one"})
	mine := s.commit("made at home", map[string]string{"law.md": "one", "annex.md": "x"}, a)
	theirs := s.commit("made meanwhile", map[string]string{"law.md": "two"}, a)
	m := s.commit("Merge branch 'main' of https://forge.example/a/b", map[string]string{"law.md": "two", "annex.md": "x"}, mine, theirs)
	check(t, s.follow(t, m, "law.md", "annex.md"), `
-1>0 begin [law.md]
0>2 made meanwhile [law.md]
2>3 Merge branch 'main' of https://forge.example/a/b [law.md annex.md]
  0>1 made at home
`)
}

func TestCrissCrossMergesEnd(t *testing.T) {
	s := newTale()
	a := s.commit("begin", map[string]string{"law.md": "0"})
	l, r := a, a
	for i := range 12 {
		nl := s.commit(fmt.Sprintf("left %d", i), map[string]string{"law.md": fmt.Sprintf("l%d", i)}, l, r)
		nr := s.commit(fmt.Sprintf("right %d", i), map[string]string{"law.md": fmt.Sprintf("r%d", i)}, r, l)
		l, r = nl, nr
	}
	h := s.follow(t, l, "law.md")
	steps := 0
	for _, c := range h.Changes {
		steps += len(c.Steps)
	}
	if got := len(h.Changes) + steps; got != len(h.States) || len(h.States) != 24 {
		t.Errorf("%d states, told in %d changes and steps", len(h.States), got)
	}
}

func TestUnrelatedRootsMeet(t *testing.T) {
	s := newTale()
	a := s.commit("begin", map[string]string{"law.md": "one"})
	b := s.commit("another beginning", map[string]string{"law.md": "zero"})
	m := s.commit("Merge branch 'old'", map[string]string{"law.md": "both"}, a, b)
	check(t, s.follow(t, m, "law.md"), `
-1>0 begin [law.md]
0>2 Merge branch 'old' [law.md]
  -1>1 another beginning
`)
}

func TestGoneAndBack(t *testing.T) {
	s := newTale()
	a := s.commit("begin", map[string]string{"law.md": "one"})
	b := s.commit("drop", map[string]string{"README": "x"}, a)
	c := s.commit("restore", map[string]string{"law.md": "one"}, b)
	h := s.follow(t, c, "law.md")
	if len(h.Changes) == 0 || h.Changes[len(h.Changes)-1].Commit.Subject != "restore" {
		t.Error(outline(h))
	}
}

func TestEditionsJoin(t *testing.T) {
	s := newTale()
	a := s.commit("both editions", map[string]string{"e0/law.md": "zero", "e1/law.md": "one"})
	b := s.commit("amend the newer", map[string]string{"e0/law.md": "zero", "e1/law.md": "two"}, a)
	older, newer := s.follow(t, b, "e0/law.md"), s.follow(t, b, "e1/law.md")
	check(t, Join(older, newer), `
-1>0 both editions [e0/law.md]
0>1 both editions [e1/law.md]
1>2 amend the newer [e1/law.md]
`)
	check(t, Join(&History{}, newer), outline(newer))
}

func TestNatural(t *testing.T) {
	for _, pair := range [][2]string{{"2.md", "10.md"}, {"a", "b"}, {"009", "T001"}, {"a1b2", "a1b10"}, {"", "a"}} {
		if Natural(pair[0], pair[1]) >= 0 || Natural(pair[1], pair[0]) <= 0 {
			t.Errorf("%q should come before %q", pair[0], pair[1])
		}
	}
}

func TestDepartures(t *testing.T) {
	s := newTale()
	a := s.commit("begin", map[string]string{"law.md": "one", "old/charter.md": "two", "old/sub/notes.md": "three", "kept.md": "four"})
	b := s.commit("amend", map[string]string{"law.md": "one!", "old/charter.md": "two", "old/sub/notes.md": "three", "kept.md": "four"}, a)
	c := s.commit("drop the folder", map[string]string{"law.md": "one!", "kept.md": "four"}, b)
	d := s.commit("drop the law", map[string]string{"kept.md": "four"}, c)
	h := s.follow(t, d, "kept.md")
	got := Departures(s.Repo(), h.Line, func(p string) bool { return p != "old/sub/notes.md" })
	if d := cmp.Diff([]Departure{{d, c, "law.md"}, {c, b, "old/charter.md"}}, got); d != "" {
		t.Error(d)
	}
}

// A document that was gone for a while was gone: its life has a gap. One that never
// came back ends with its last state.
func TestADocumentLeavesAndComesBack(t *testing.T) {
	b := newTale()
	const text = "# Charter\n\nThe bell hangs at the ford and belongs to nobody.\n"
	first := b.commit("Charter", map[string]string{"charter.md": text, "notes.md": "x"})
	gone := b.commit("Without it", map[string]string{"notes.md": "x"}, first)
	still := b.commit("Still without it", map[string]string{"notes.md": "y"}, gone)
	back := b.commit("It is back", map[string]string{"charter.md": text, "notes.md": "y"}, still)
	last := b.commit("Gone for good", map[string]string{"notes.md": "y"}, back)
	h := b.follow(t, last, "charter.md")
	check(t, h, "-1>0 Charter [charter.md]\n0>1 Without it []\n1>2 It is back [charter.md]\n")
}
