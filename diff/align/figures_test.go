package align

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"
	"unicode"

	"polity/commons/law"
)

// The cases and what the columns mean: the README beside them. They are read where
// they are and nothing of theirs is kept here but the figures.

type truthUnit struct {
	Key, Kind, Label, Heading, Text string
	Parent                          *string
	Lines                           [2]int
}

type truthCase struct {
	ID, Family, Profile, Lang string
	Old                       []truthUnit `json:"old_clauses"`
	New                       []truthUnit `json:"new_clauses"`
	Truth                     []struct {
		Old, New *string
		Op       string
		Flags    []string
	}
}

// truthCases are the cases beside the repository, or where POLITY_SHARED says.
func truthCases(t testing.TB) []truthCase {
	root := os.Getenv("POLITY_SHARED")
	if root == "" {
		root = "../../../shared"
	}
	files, _ := filepath.Glob(filepath.Join(root, "align", "cases", "*.json"))
	if len(files) == 0 {
		t.Skip("no alignment cases at ../shared/align/cases; set POLITY_SHARED to where they are")
	}
	sort.Strings(files)
	out := make([]truthCase, len(files))
	for k, f := range files {
		b, err := os.ReadFile(f)
		if err == nil {
			err = json.Unmarshal(b, &out[k])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// truthText makes a text of a case's units; the eIds are their keys.
func truthText(units []truthUnit, lang string) *law.Text {
	kinds := map[string]law.Kind{"section": law.Section, "item": law.Item, "para": law.Labelled}
	t := &law.Text{Lang: lang}
	at := map[string]int{}
	for i, u := range units {
		c := law.Clause{EID: u.Key, Kind: kinds[u.Kind], Label: u.Label, Heading: u.Heading, Text: u.Text, Parent: -1}
		if c.Kind == law.Labelled && c.Label == "" {
			c.Kind = law.Paragraph
		}
		if u.Parent != nil {
			c.Parent = at[*u.Parent]
		}
		at[u.Key] = i
		t.Clauses = append(t.Clauses, c)
	}
	return t
}

// rate counts hits, false alarms and misses.
type rate struct{ hit, false, missed int }

func (r rate) precision() float64 { return percent(r.hit, r.hit+r.false) }
func (r rate) recall() float64    { return percent(r.hit, r.hit+r.missed) }
func (r rate) f1() float64        { return percent(2*r.hit, 2*r.hit+r.false+r.missed) }

func percent(n, of int) float64 {
	if of == 0 {
		return 100
	}
	return 100 * float64(n) / float64(of)
}

func (r *rate) compare(got, want map[[2]string]bool) {
	for k := range got {
		if want[k] {
			r.hit++
		} else {
			r.false++
		}
	}
	for k := range want {
		if !got[k] {
			r.missed++
		}
	}
}

// tally is one row of the table.
type tally struct {
	cases, perfect                           int
	link, hard, moved, parts, added, removed rate
	time                                     time.Duration
}

type set = map[[2]string]bool

// score aligns a case and adds what came of it to every tally.
func (c *truthCase) score(rows ...*tally) {
	old, new := truthText(c.Old, c.Lang), truthText(c.New, c.Lang)
	begin := time.Now()
	pairs := Align(old, new, Options{})
	took := time.Since(begin)

	truth, unsure := set{}, map[string]bool{}
	plain, moved, carried, parts, added, removed := set{}, set{}, set{}, set{}, set{}, set{}
	for _, e := range c.Truth {
		switch {
		case e.Op == "ambiguous":
			for _, k := range []*string{e.Old, e.New} {
				if k != nil {
					unsure[*k] = true
				}
			}
		case e.Op == "added":
			added[[2]string{*e.New}] = true
		case e.Op == "removed":
			removed[[2]string{*e.Old}] = true
		case e.Old != nil && e.New != nil:
			k := [2]string{*e.Old, *e.New}
			truth[k] = true
			moved[k] = slices.Contains(e.Flags, "moved")
			carried[k] = slices.Contains(e.Flags, "carried")
			parts[k] = e.Op == "split" || e.Op == "merged"
			plain[k] = e.Op == "unchanged" && len(e.Flags) == 0
		}
	}
	drop := func(s set) set {
		for k, in := range s {
			if !in {
				delete(s, k)
			}
		}
		return s
	}
	got, gotMoved, gotParts, gotAdded, gotRemoved := set{}, set{}, set{}, set{}, set{}
	for _, p := range pairs {
		for _, i := range p.Old {
			if x := old.Clauses[i].EID; p.Op == Removed && !unsure[x] {
				gotRemoved[[2]string{x}] = true
			}
			for _, j := range p.New {
				k := [2]string{old.Clauses[i].EID, new.Clauses[j].EID}
				if unsure[k[0]] || unsure[k[1]] {
					continue
				}
				got[k] = true
				gotMoved[k] = p.Flags&Moved != 0 && !carried[k] && !parts[k]
			}
		}
		if p.Op == Added && !unsure[new.Clauses[p.New[0]].EID] {
			gotAdded[[2]string{new.Clauses[p.New[0]].EID}] = true
		}
	}
	degree := map[string]int{}
	for k := range got {
		degree[k[0]]++
		degree[k[1]]++
	}
	for k := range got {
		gotParts[k] = degree[k[0]] > 1 || degree[k[1]] > 1
	}
	easy := c.easy(plain)
	hardGot, hardTruth := set{}, set{}
	for k := range got {
		hardGot[k] = !easy[k]
	}
	for k := range truth {
		hardTruth[k] = !easy[k]
	}
	for _, r := range rows {
		r.cases++
		r.time += took
		r.link.compare(got, truth)
		r.hard.compare(drop(hardGot), drop(hardTruth))
		r.moved.compare(drop(gotMoved), drop(moved))
		r.parts.compare(drop(gotParts), drop(parts))
		r.added.compare(gotAdded, added)
		r.removed.compare(gotRemoved, removed)
		before := r.link
		if r.link.compare(got, truth); r.link.false == before.false && r.link.missed == before.missed {
			r.perfect++
		}
		r.link = before
	}
}

// easy are the true pairs that any tool finds: unchanged, and the words occur once
// on each side.
func (c *truthCase) easy(plain set) set {
	full := func(units []truthUnit) (map[string]string, map[string]int) {
		of, n := map[string]string{}, map[string]int{}
		for _, u := range units {
			s := strings.Join(strings.FieldsFunc(strings.ToLower(u.Label+" "+u.Heading+" "+u.Text), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsNumber(c) }), " ")
			of[u.Key] = s
			n[s]++
		}
		return of, n
	}
	old, oldN := full(c.Old)
	new, newN := full(c.New)
	out := set{}
	for k, in := range plain {
		out[k] = in && old[k[0]] == new[k[1]] && oldN[old[k[0]]] == 1 && newN[new[k[1]]] == 1
	}
	return out
}

// TestFigures holds the figures on the cases beside the repository, and under
// POLITY_UPDATE=1 writes FIGURES.md.
func TestFigures(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 319 cases, some three seconds")
	}
	cases := truthCases(t)
	rows := map[string]*tally{}
	row := func(name string) *tally {
		if rows[name] == nil {
			rows[name] = &tally{}
		}
		return rows[name]
	}
	for k := range cases {
		c := &cases[k]
		c.score(row("all"), row("family "+c.Family), row("language "+c.Lang), row("profile "+c.Profile))
	}
	all := rows["all"]
	for _, f := range []struct {
		name      string
		got, want float64
	}{
		{"link F1", all.link.f1(), 99.6},
		{"hard F1", all.hard.f1(), 99.1},
		{"moved precision", all.moved.precision(), 90},
		{"moved recall", all.moved.recall(), 80},
		{"split and merge precision", all.parts.precision(), 99},
		{"split and merge recall", all.parts.recall(), 95},
		{"added F1", all.added.f1(), 94.9},
		{"removed F1", all.removed.f1(), 95},
		{"perfect cases", percent(all.perfect, all.cases), 91},
		{"hard F1 of changes by generator", rows["family mut"].hard.f1(), 99.7},
		{"hard F1 of real amendments", rows["family real"].hard.f1(), 99.5},
		{"hard F1 of small cases", rows["family micro"].hard.f1(), 99.5},
		{"hard F1 of composed histories", rows["family chain"].hard.f1(), 93},
		{"hard F1 in German", rows["language de"].hard.f1(), 99},
		{"hard F1 in Catalan", rows["language ca"].hard.f1(), 99},
		{"hard F1 in English", rows["language en"].hard.f1(), 98.5},
		{"hard F1 in Japanese", rows["language ja"].hard.f1(), 99},
	} {
		if f.got < f.want {
			t.Errorf("%s is %.1f, and was %.1f or better", f.name, f.got, f.want)
		}
	}
	if os.Getenv("POLITY_UPDATE") == "1" {
		if err := os.WriteFile("FIGURES.md", []byte(figures(rows)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// figures writes the table.
func figures(rows map[string]*tally) string {
	names := make([]string, 0, len(rows))
	for name := range rows {
		names = append(names, name)
	}
	sort.Strings(names)
	var b strings.Builder
	b.WriteString(figuresHead)
	for _, name := range names {
		r := rows[name]
		fmt.Fprintf(&b, "| %s | %d | %.1f | %.1f | %.0f/%.0f | %.0f/%.0f | %.1f | %.1f | %.1f %% |\n", name, r.cases, r.link.f1(), r.hard.f1(),
			r.moved.precision(), r.moved.recall(), r.parts.precision(), r.parts.recall(), r.added.f1(), r.removed.f1(), percent(r.perfect, r.cases))
	}
	return b.String()
}

const figuresHead = `# Figures of the alignment

Written by ` + "`POLITY_UPDATE=1 go test ./diff/align -run Figures`" + ` from 319 pairs of versions whose alignment is known (invented amendments by a
generator: mut; real amendments of two legislatures: real; one constitution between its releases: chain; small traps: micro). Nothing
of these texts is part of this project. All figures are per cent.

- *link*: F1 over all pairs of clauses; *hard*: the same without pairs whose words are the same and occur once on each side.
- *moved*, *split and merged*: precision and recall. *perfect*: share of cases without a single wrong pair.

How weights and thresholds were chosen: see the package documentation. Without *chain*, moves are found with 99/98, added and
removed clauses with 98.2 and 98.0, and 94.5 % of the cases are perfect. Through the command line (` + "`polity diff`" + ` reading the texts itself)
all figures are within 0.3 of these.

What is missed is mostly in *chain*. Its truth was composed from 282 commits, and the two texts at the ends often say something
else. Each of the 233 pairs in which truth and alignment differ there (92 found only here, 141 only there) was
judged by hand, most by their headings and opening words:

- 124 (55 and 69): the two texts side with the alignment. Items that kept their words and their letter are said to have changed
  places (42); a section or an article is said to have become another while one with its very heading, or all that stood in it,
  is there (39); a clause is said to be another one while the clause that kept its words stands in the same place, or heads the same clauses (43).
- 72, only in the truth: fewer than half of the words are left, or they stand elsewhere; 40 of them are splits and merges.
- 37, only here: pairs of little likeness, or headings told by what stands in them, which the two texts leave open.

Of its 161 moves, 127 are not found. 45 are moves of pairs that are among the above. 78 follow from such pairs alone: an article is
said to be a section, so all its sections left it; taken with the pairs found here, they stayed by the truth's own rule. 4 are
judged otherwise. Nor does the truth ever count as moved what stood in a clause that is gone, as this alignment does where it
stands in another clause now. Run over each of the 282 commits and composed in the same way, an earlier state of the alignment
agreed with the truth to 95.4 (hard) and found 53 % of the moves.

Of the other 309 cases 17 are not perfect: amendments that gave a number to quite other words, which the publishers'
identifiers count as the same clause (8), items of which two became one (3), words drawn at random that look like those they
replaced (5), and a heading without words that went elsewhere (1).

| cases | n | link | hard | moved P/R | split, merged P/R | added | removed | perfect |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
`
