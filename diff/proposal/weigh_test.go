package proposal

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"polity/commons/law"
	"polity/commons/markup"
)

// read parses a text of numbered articles.
func read(articles ...string) *law.Text {
	source := "# Statutes\n\n"
	for _, a := range articles {
		label, words, _ := strings.Cut(a, ": ")
		source += "## Article " + label + "\n\n" + words + "\n\n"
	}
	t, _ := markup.Parse(markup.File{Path: "statutes.md", Source: []byte(source)})
	return t
}

// workOf has a main line of these texts, each made by a commit named by its place.
func workOf(texts ...*law.Text) *law.Work {
	w := &law.Work{ID: "mill", Lang: "en"}
	for i, t := range texts {
		c := law.Commit{Hash: fmt.Sprintf("%040d", i), AuthorTime: time.Date(2020, 1, i+1, 0, 0, 0, 0, time.UTC)}
		v := law.Version{Commit: c, Main: true, Text: t, ID: fmt.Sprint(i), Key: fmt.Sprint(i)}
		if i > 0 {
			v.Parents = []int{i - 1}
		}
		w.Versions = append(w.Versions, v)
		w.Changes = append(w.Changes, law.Change{From: i - 1, To: i, Commit: c})
	}
	return w
}

var (
	first  = read("1: The society is called The Lamp.", "2: The board meets monthly in the old mill by the weir.", "3: Dues are ten groats a year.", "4: Geese are kept on the green by the warden.")
	geese  = read("1: The society is called The Lamp.", "2: The board meets monthly in the old mill by the weir.", "3: Dues are ten groats a year.", "4: Geese and swans of every colour are kept on the green by the warden.")
	second = read("1: The society is called The Lamp.", "2: The board meets monthly in the old mill by the weir.", "3: Dues are twelve groats a year and fall due at candlemas.", "4: Geese are kept on the green by the warden.")
)

// Every state has its evidence.
func TestStates(t *testing.T) {
	w := workOf(first, geese, first, second)
	merged := law.Proposal{ID: "1", Number: "1", Merged: true, Landed: w.Changes[3].Commit.Hash, Seen: 1, Before: first, Text: second}
	w.Proposals = []law.Proposal{
		merged,
		{ID: "2", Number: "2", Seen: 1, Before: first, Text: geese}, // squashed, then reverted
		{ID: "3", Number: "3", Seen: 1, Before: first, Text: read("1: The society is called The Lamp.", "2: The board meets monthly in the old mill by the weir.", "3: Dues are twelve groats a year and fall due at candlemas.", "4: Geese are kept on the green by the warden.", "5: It keeps a boat.")},
		{ID: "4", Number: "4", Seen: 1, Before: first, Text: read("1: The society is called The Lamp.", "2: The board meets monthly in the old mill by the weir.", "3: Dues are twenty groats a year.", "4: Geese are kept on the green by the warden.")},
		{ID: "5", Number: "5", Branch: "weekly", Seen: 4, Before: second, Text: read("1: The society is called The Lamp.", "2: The board meets weekly in the old mill by the weir.", "3: Dues are twelve groats a year and fall due at candlemas.", "4: Geese are kept on the green by the warden.")},
		{ID: "6", Number: "6", Seen: 1, Before: first, Text: read("1: The society is called The Bell.", "2: The board meets monthly in the old mill by the weir.", "3: Dues are ten groats a year.", "4: Geese are kept on the green by the warden.")},
		{ID: "7", Number: "7", Branch: "goats", Seen: 1, Before: first, Text: read("1: The society is called The Lamp.", "2: The board meets monthly in the old mill by the weir.", "3: Dues are ten groats a year.", "4: Goats are kept on the green by the warden.")},
		{ID: "8", Form: law.ProposalRecord, Name: "proposals/x.md", Record: &law.Amendment{Status: law.Withdrawn}},
		{ID: "9", Number: "9", Seen: 1, Before: first, Text: first},
		{ID: "10", Number: "10", Before: nil, Text: read("1: A wholly other society.")},
		{ID: "11", Number: "11", Branch: "owl", Seen: 1, Before: first, Text: read("1: The society is called The Owl.", "2: The board meets monthly in the old mill by the weir.", "3: Dues are ten groats a year.", "4: Geese are kept on the green by the warden.")},
		{ID: "12", Number: "12", Branch: "thirty", Seen: 1, Before: first, Text: read("1: The society is called The Lamp.", "2: The board meets monthly in the old mill by the weir.", "3: Dues are thirty groats a year.", "4: Geese are kept on the green by the warden.")},
	}
	b := Weigh(w, Options{Amendments: []law.Amendment{
		{Number: "3", Proposal: "7", Status: law.Rejected},
		{Number: "4", Proposal: "11", Status: law.Adopted},
		{Number: "5", Proposal: "12", Status: law.Adopted},
	}})
	for i, want := range []struct {
		state        State
		since, until int
	}{{InForce, 3, -1}, {WasInForce, 1, 2}, {Unknown, 3, -1}, {Stale, -1, -1}, {Open, -1, -1}, {Unknown, -1, -1}, {Recorded, -1, -1}, {Recorded, -1, -1}, {InForce, -1, -1}, {Stale, 0, -1}, {Recorded, -1, -1}, {Stale, -1, -1}} {
		s := &b.Standings[i]
		if s.State != want.state || s.Since != want.since || s.Until != want.until {
			t.Errorf("%s: %s since %d until %d, share %.2f of %d, conflicts %v; want %+v", s.Proposal.ID, s.State, s.Since, s.Until, s.Share, s.Words, s.Conflicts, want)
		}
	}
	if s := b.Standings[2]; s.Share < 0.4 || s.Share > 0.9 || !s.Applies {
		t.Errorf("half of it is in force: %.2f, applies %v", s.Share, s.Applies)
	}
	if s := b.Standings[3]; len(s.Conflicts) != 1 {
		t.Errorf("it fails in one clause: %v", s.Conflicts)
	}
}

// Of a work that has ended nothing is in force and nothing waits, whatever its last text
// says.
func TestStatesOfAWorkThatEnded(t *testing.T) {
	w := workOf(first, second)
	w.Ended = &law.Ending{}
	boat := read("1: The society is called The Lamp.", "2: The board meets monthly in the old mill by the weir.", "3: Dues are twelve groats a year and fall due at candlemas.", "4: Geese are kept on the green by the warden.", "5: It keeps a boat.")
	w.Proposals = []law.Proposal{
		{ID: "1", Number: "1", Merged: true, Landed: w.Changes[1].Commit.Hash, Seen: 1, Before: first, Text: second},
		{ID: "2", Number: "2", Branch: "boat", Seen: 2, Before: second, Text: boat},
		{ID: "3", Number: "3", Seen: 2, Before: second, Text: boat},
		{ID: "4", Number: "4", Within: "boat", Seen: 2, Before: second, Text: boat},
		{ID: "5", Number: "5", Why: law.TextGone},
	}
	b := Weigh(w, Options{})
	for i, want := range []State{WasInForce, Stale, Stale, Stale, Unknown} {
		if s := &b.Standings[i]; s.State != want || s.Live || len(s.Touches) > 0 || s.Applies != (i > 0 && i < 4) {
			t.Errorf("%s: %s, live %v, applies %v; want %s", s.Proposal.ID, s.State, s.Live, s.Applies, want)
		}
	}
	if got, want := b.Tally(), (Tally{All: 5, Merged: 1, Within: 1, Fits: 2, Bare: 1}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// How live proposals get along.
func TestRelations(t *testing.T) {
	base := read("1: The society is called The Lamp.", "2: The board meets monthly in the old mill by the weir.", "3: Dues are ten groats a year.", "4: Geese are kept.")
	w := workOf(base)
	add := func(articles ...string) {
		n := fmt.Sprint(len(w.Proposals))
		w.Proposals = append(w.Proposals, law.Proposal{ID: n, Number: n, Branch: n, Seen: 1, Before: base, Text: read(articles...)})
	}
	lamp, board, dues, kept := "1: The society is called The Lamp.", "2: The board meets monthly in the old mill by the weir.", "3: Dues are ten groats a year.", "4: Geese are kept."
	add(lamp, "2: The board meets weekly in the old mill by the weir.", dues, kept)
	add(lamp, "2: The board meets daily in the old mill by the weir.", dues, kept)                        // contradicts 0
	add(lamp, "2: The board meets monthly in the old mill by the bridge.", dues, kept)                    // touches with 0
	add(lamp, "2: The board meets weekly in the old mill by the weir.", "3: Dues are nine groats.", kept) // contains 0
	add(lamp, "2: The board meets weekly in the old mill by the weir.", dues, kept)                       // the same as 0
	add(lamp, board, dues, "4: Geese are kept as dues are, under Article 3.")                             // refers to Article 3
	add(lamp, board, "3: Geese are kept.")                                                                // removes Article 3
	b := Weigh(w, Options{})
	got := map[string]Relation{}
	for _, p := range b.Pairs {
		got[fmt.Sprint(p.First, " ", p.Second)] = p.Relation
	}
	for pair, want := range map[string]Relation{"0 1": Contradict, "0 2": Touch, "3 0": Contains, "0 4": Same, "1 2": Touch, "1 3": Contradict} {
		if got[pair] != want {
			t.Errorf("%s: %q, want %s (all: %v)", pair, got[pair], want, got)
		}
	}
	for _, c := range b.Pairs {
		if c.First == 6 && c.Second == 5 && c.Relation == Breaks || c.First == 5 && c.Second == 6 && c.Relation == Contradict {
			return
		}
	}
	t.Errorf("6 takes away what 5 refers to: %v", got)
}

// What can pass together does.
func TestCombine(t *testing.T) {
	base := read("1: The society is called The Lamp.", "2: The board meets monthly in the old mill by the weir.")
	w := workOf(base)
	for _, a := range [][]string{
		{"1: The society is called The Bell.", "2: The board meets monthly in the old mill by the weir."},
		{"1: The society is called The Lamp.", "2: The board meets weekly in the old mill by the weir."},
		{"1: The society is called The Lamp.", "2: The board meets daily in the old mill by the weir."},
		{"1: The society is called The Lamp.", "2: The board meets monthly in the new mill by the weir."},
	} {
		n := fmt.Sprint(len(w.Proposals))
		w.Proposals = append(w.Proposals, law.Proposal{ID: n, Number: n, Branch: n, Seen: 1, Before: base, Text: read(a...)})
	}
	b := Weigh(w, Options{})
	if got := fmt.Sprint(b.Together()); got != "[0 1 3]" {
		t.Errorf("together: %s", got)
	}
	all := b.Combine([]int{0, 1, 3})
	if len(all.Failed) != 0 || all.Text.Clauses[2].Text != "The society is called The Bell." || all.Text.Clauses[4].Text != "The board meets weekly in the new mill by the weir." {
		t.Errorf("%v: %q", all.Failed, markup.Canonical(all.Text))
	}
	if some := b.Combine([]int{1, 2}); len(some.Failed[2]) != 1 {
		t.Errorf("two that contradict: %v", some.Failed)
	}
	if empty := Weigh(&law.Work{}, Options{}); len(empty.Standings) != 0 || len(empty.Pairs) != 0 {
		t.Error("nothing comes of nothing")
	}
}

// Time for each proposal is flat: a thousand cost what a hundred do, each.
func BenchmarkWeigh(b *testing.B) {
	for _, n := range []int{20, 200, 2000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var articles []string
			for i := range 60 {
				articles = append(articles, fmt.Sprintf("%d: The ferry number %d crosses at the hour of %d when the bell was rung.", i, i, i%24))
			}
			base := read(articles...)
			w := workOf(base)
			for i := range n {
				mine := append([]string(nil), articles...)
				mine[i%60] += fmt.Sprintf(" It waits for the guest number %d.", i)
				id := fmt.Sprint(i)
				w.Proposals = append(w.Proposals, law.Proposal{ID: id, Number: id, Branch: id, Seen: 1, Before: base, Text: read(mine...)})
			}
			for b.Loop() {
				Weigh(w, Options{})
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/proposal")
		})
	}
}

// What a browser is handed gives the text that merging gives.
func TestEdits(t *testing.T) {
	base := read("1: The society is called The Lamp.", "2: The board meets monthly in the old mill 𝄞 by the weir.", "3: Dues are ten groats.")
	w := workOf(base)
	w.Proposals = []law.Proposal{{ID: "1", Branch: "x", Seen: 1, Before: base, Text: read("1: The society is called The Lamp.", "1a: It keeps a bell.", "2: The board meets weekly in the old mill 𝄞 by the bridge.")}}
	b := Weigh(w, Options{})
	lines := make([]*Line, len(base.Clauses))
	behind := map[int][]Line{}
	for i := range base.Clauses {
		l := LineOf(&base.Clauses[i])
		lines[i] = &l
	}
	for _, e := range b.Edits(0) {
		switch {
		case e.Add != nil:
			behind[e.At] = append(behind[e.At], *e.Add)
		case e.Gone:
			lines[e.At] = nil
		default:
			lines[e.At].Text = patch(lines[e.At].Text, e.Text)
			lines[e.At].Heading = patch(lines[e.At].Heading, e.Heading)
			if e.Label != nil {
				lines[e.At].Label = *e.Label
			}
		}
	}
	got := behind[-1]
	for i, l := range lines {
		if l != nil {
			got = append(got, *l)
		}
		got = append(got, behind[i]...)
	}
	var want []Line
	m := b.Merged(0)
	for i := range m.Text.Clauses {
		want = append(want, LineOf(&m.Text.Clauses[i]))
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func patch(s string, hunks []Hunk) string {
	u := utf16.Encode([]rune(s))
	for i := len(hunks) - 1; i >= 0; i-- {
		h := hunks[i]
		u = append(append(append([]uint16{}, u[:h.From]...), utf16.Encode([]rune(h.Text))...), u[h.To:]...)
	}
	return string(utf16.Decode(u))
}
