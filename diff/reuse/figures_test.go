package reuse

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"polity/commons/law"
)

// The families and what their truth means: the README beside them. They are read where
// they are and nothing of theirs is kept here but the figures.

func sharedFolder() string {
	if root := os.Getenv("POLITY_SHARED"); root != "" {
		return root
	}
	return "../../../shared"
}

// generated is a family whose clauses' parents are known.
type generated struct {
	ID, Level string
	Docs      []struct {
		ID      string
		Date    int
		Clauses []struct{ Key, Text string }
	}
	Truth []struct {
		Child, Parent string
		Ancestors     []string
		Kind          string
	}
	Edges []struct {
		Child, Parent string
		Clauses       int
	} `json:"doc_edges"`
}

func generatedFamilies(t testing.TB) []generated {
	files, _ := filepath.Glob(filepath.Join(sharedFolder(), "lineage", "generated", "cases", "*.json"))
	if len(files) == 0 {
		t.Skip("no families at ../shared/lineage/generated/cases; set POLITY_SHARED to where they are")
	}
	sort.Strings(files)
	out := make([]generated, len(files))
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

func (f *generated) commons() *law.Commons {
	c := &law.Commons{}
	for _, d := range f.Docs {
		t := &law.Text{Lang: "en"}
		for _, x := range d.Clauses {
			t.Clauses = append(t.Clauses, law.Clause{EID: x.Key, Kind: law.Article, Text: x.Text, Parent: -1})
		}
		c.Works = append(c.Works, law.Work{
			ID: d.ID, Title: "Charter " + d.ID,
			Versions: []law.Version{{Main: true, Text: t, Dates: law.Dates{Published: law.Date(fmt.Sprintf("%d-01-01", d.Date))}}},
		})
	}
	return c
}

// found is what came of some families: edges by what they are, and the derived
// clauses and independent stock phrases there were.
type found struct {
	right, ancestor, cousin, stock, novel, derived, phrases int
	works, worksTrue, worksFound                            int // edges between works of three clauses and 3 % or more
}

func (n *found) edges() int { return n.right + n.ancestor + n.cousin + n.stock + n.novel }

func (n *found) of(x int) float64 { return 100 * float64(x) / float64(max(1, n.edges())) }

func (n *found) precision() float64 { return n.of(n.right) }
func (n *found) recall() float64    { return 100 * float64(n.right) / float64(max(1, n.derived)) }
func (n *found) phrase() float64    { return 100 * float64(n.stock) / float64(max(1, n.phrases)) }
func (n *found) worksF1() float64 {
	return 200 * float64(n.works) / float64(max(1, n.worksTrue+n.worksFound))
}

// score counts what was found of a family into every row, as the scorer beside the
// families does.
func (f *generated) score(c *law.Commons, r *Result, rows ...*found) {
	key := func(p Place) string { return c.Works[p.Work].Versions[p.Version].Text.Clauses[p.Clause].EID }
	truth, size := map[string]int{}, map[string]int{}
	for i, t := range f.Truth {
		truth[t.Child] = i
	}
	for _, d := range f.Docs {
		size[d.ID] = len(d.Clauses)
	}
	counted := func(k [2]string, n int) bool { return n >= 3 && float64(n) >= .03*float64(size[k[0]]) }
	between, real := map[[2]string]int{}, map[[2]string]bool{}
	for _, row := range rows {
		for _, t := range f.Truth {
			switch t.Kind {
			case "copy", "edited":
				row.derived++
			case "boilerplate":
				row.phrases++
			}
		}
	}
	for _, b := range r.Clauses {
		t, from := &f.Truth[truth[key(b.To)]], key(b.From)
		if t.Kind == "lost" || t.Kind == "formula" {
			continue
		}
		between[[2]string{c.Works[b.To.Work].ID, c.Works[b.From.Work].ID}]++
		for _, row := range rows {
			switch {
			case t.Kind == "boilerplate":
				row.stock++
			case t.Kind == "novel":
				row.novel++
			case from == t.Parent:
				row.right++
			case strings.Contains(" "+strings.Join(t.Ancestors, " ")+" ", " "+from+" "):
				row.ancestor++
			default:
				row.cousin++
			}
		}
	}
	for _, e := range f.Edges {
		if k := [2]string{e.Child, e.Parent}; counted(k, e.Clauses) {
			real[k] = true
		}
	}
	for _, row := range rows {
		row.worksTrue += len(real)
		for k, n := range between {
			if counted(k, n) {
				row.worksFound++
				if real[k] {
					row.works++
				}
			}
		}
	}
}

// TestFigures holds the figures on the families beside the repository, and under
// POLITY_UPDATE=1 writes FIGURES.md.
func TestFigures(t *testing.T) {
	if testing.Short() {
		t.Skip("traces nine generated families and seven real ones, some ten seconds")
	}
	rows := map[string]*found{}
	levels := []string{"easy", "medium", "hard", "all"}
	for _, l := range levels {
		rows[l] = &found{}
	}
	for _, f := range generatedFamilies(t) {
		c := f.commons()
		f.score(c, Trace(c, Options{Workers: 2}), rows[f.Level], rows["all"])
	}
	all, hard := rows["all"], rows["hard"]
	for _, x := range []struct {
		name      string
		got, want float64
	}{
		{"precision", all.precision(), 98.5},
		{"recall", all.recall(), 98.5},
		{"recall on the hard level", hard.recall(), 98},
		{"stock phrases told from borrowing", 100 - all.phrase(), 98},
		{"no cousins", 100 - all.of(all.cousin), 99},
		{"F1 between works", all.worksF1(), 98},
	} {
		if x.got < x.want {
			t.Errorf("%s is %.1f, and was %.1f or better", x.name, x.got, x.want)
		}
	}
	real := realFigures(t)
	if os.Getenv("POLITY_UPDATE") != "1" {
		return
	}
	var b strings.Builder
	b.WriteString(figuresHead)
	for _, l := range levels {
		n := rows[l]
		fmt.Fprintf(&b, "| %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |\n", l, n.precision(), n.recall(), n.of(n.ancestor), n.of(n.cousin), n.of(n.novel), n.phrase(), n.worksF1())
	}
	b.WriteString(real)
	if err := os.WriteFile("FIGURES.md", []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
}

const figuresHead = `# Figures of borrowing

Written by ` + "`POLITY_UPDATE=1 go test ./diff/reuse -run Figures`" + ` from families of texts whose descent is known. Nothing of these texts is part
of this project. How the constants were chosen: see the package documentation.

## Generated families

Nine families, 298 texts, in which who copied what from whom is written down. All figures are per cent.

- *precision*: edges between clauses whose source is the nearest ancestor that survives; *recall*: derived clauses that have that edge.
- *ancestor*, *cousin*, *new*: edges to one that lies further back, to a relative that is no ancestor, and of clauses that nobody wrote before.
- *phrases*: stock phrases written independently that were taken for borrowing. *works*: F1 of edges between works.

The same, by the program itself: ` + "`../shared/lineage/generated/links.py`" + ` runs ` + "`polity lineage DIR --json`" + ` and ` + "`score.py`" + ` scores it.

| level | precision | recall | ancestor | cousin | new | phrases | works |
| --- | --- | --- | --- | --- | --- | --- | --- |
`
