package reuse

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"polity/commons/collect"
	"polity/commons/law"
)

// expected are the relations of the real families, as far as texts can show them:
// «child < parent» for the nearest ancestor (the source of the largest share), «child
// << other» for one more source, «child = parent» where both are identical to the letter,
// «child ~ parent» where dates do not tell which is older, «child @ original» for a
// translation.
const expected = `
argentina/proyecto-1819-apendice < argentina/proyecto-1819
argentina/proyecto-1826 < argentina/proyecto-1819
argentina/1853 < argentina/proyecto-1826
argentina/1860 < argentina/1853
argentina/1866 < argentina/1860
argentina/1898 < argentina/1866
argentina/1949 < argentina/1898
argentina/1956 = argentina/1898
argentina/1957 < argentina/1956
argentina/1972 < argentina/1957
argentina/1973 = argentina/1972
argentina/1981 = argentina/1957
argentina/1983 = argentina/1981
argentina/1994 < argentina/1983
ccc-ch/statuten_de_fork < ccc-ch/statuten_de
holacracy/v4.1 < holacracy/first-import_v4.0
holacracy/refactored-structure < holacracy/v4.1
holacracy/v5.0-alpha < holacracy/refactored-structure
holacracy/v5.0-beta < holacracy/v5.0-alpha
holacracy/v5.0-beta2 < holacracy/v5.0-beta
holacracy/arctiq-fork < holacracy/v5.0-beta2
holacracy/v5.0 < holacracy/v5.0-beta2
holacracy/head < holacracy/v5.0
japan/LDP-draft < japan/in-force
japan/Kokoro-draft < japan/in-force
japan/LDP-tatakidai < japan/in-force
liberland/before-renumber < liberland/first-git-version
liberland/after-renumber ~ liberland/before-renumber
liberland/pre-2021-last << us-constitution/liberland-before-pr100
liberland/floating-man < liberland/new-constitution
liberland/head < liberland/floating-man
openjs/CPC-charter_first < openjs/nodejs-TSC-charter
openjs/CPC-charter_stage3 < openjs/CPC-charter_first
openjs/CPC-charter_head < openjs/CPC-charter_stage3
ccc-ch/statuts_fr @ ccc-ch/statuten_de
ccc-ch/statuto_it @ ccc-ch/statuten_de
holacracy/translation_it_v4.1 @ holacracy/v4.1
holacracy/translation_it_v5.0 @ holacracy/v5.0
holacracy/translation_ja_v5.0 @ holacracy/v5.0
us-constitution/as-signed < us-constitution/gouverneur-morris-draft
us-constitution/as-amended < us-constitution/as-signed
us-constitution/as-amended << us-constitution/bill-of-rights
us-constitution/liberland-pr100 < us-constitution/as-signed
us-constitution/consensus-constitution < us-constitution/as-amended
`

// related are works that may share wording: those of one family, and those of Liberland
// and the United States, whose wording it has.
func related(a, b string) bool {
	family := func(id string) string {
		f, _, _ := strings.Cut(id, "/")
		return strings.Replace(f, "us-constitution", "liberland", 1)
	}
	return family(a) == family(b)
}

// realCommons are all real families in one commons, so that each is a control for the
// others. A work is called FAMILY/NAME.
func realCommons(t testing.TB) *law.Commons {
	dirs, _ := filepath.Glob(filepath.Join(sharedFolder(), "lineage", "*"))
	c := &law.Commons{}
	for _, d := range dirs {
		if info, err := os.Stat(d); err != nil || !info.IsDir() || filepath.Base(d) == "generated" {
			continue
		}
		x, _, err := collect.ReadDated([]string{d}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range x.Works {
			w.ID = filepath.Base(d) + "/" + w.ID
			c.Works = append(c.Works, w)
		}
	}
	return c
}

// realFigures checks every expected relation and that nothing is asserted between
// families, and writes the table.
func realFigures(t *testing.T) string {
	c := realCommons(t)
	r := Trace(c, Options{Workers: 2})
	sources := map[string][]Edge{} // by work, the largest share first
	strangers := 0
	for _, e := range r.Edges {
		from, to := c.Works[e.From].ID, c.Works[e.To].ID
		sources[to] = append(sources[to], e)
		if !related(from, to) {
			strangers++
			t.Errorf("%s is said to come from %s: %+v", to, from, e)
		}
		if control := strings.Contains(from+to, "control_") || strings.Contains(from+to, "project-charter-template"); control {
			t.Errorf("a control is related: %s and %s", to, from)
		}
	}
	for _, x := range r.Translations {
		if !strings.Contains(expected, c.Works[x.To].ID+" @ ") {
			t.Errorf("%s is said to translate %s: %.2f", c.Works[x.To].ID, c.Works[x.From].ID, x.Fit)
		}
	}
	var b strings.Builder
	hits, all, directed := 0, 0, 0
	for _, line := range strings.Split(strings.TrimSpace(expected), "\n") {
		f := strings.Fields(line)
		child, how, parent := f[0], f[1], f[2]
		all++
		if how == "@" {
			x := translationOf(c, r, child)
			if x == nil || c.Works[x.From].ID != parent || x.Direction != Known {
				t.Errorf("%s: not found, but %+v", line, x)
				fmt.Fprintf(&b, "| %s | %s | no | | |\n", child, parent)
				continue
			}
			hits++
			directed++
			fmt.Fprintf(&b, "| %s | %s | translation | %.0f | %s |\n", child, parent, 100*x.Share, x.Direction)
			continue
		}
		edges := sources[child]
		n := slices.IndexFunc(edges, func(e Edge) bool { return c.Works[e.From].ID == parent })
		if how == "~" && n < 0 {
			edges = sources[parent]
			n = slices.IndexFunc(edges, func(e Edge) bool { return c.Works[e.From].ID == child })
		}
		ok := n >= 0 && (how != "<" && how != "=" || n == 0) && (how != "=" || edges[n].Kind == Identical)
		if !ok {
			t.Errorf("%s: not found; %s comes from %+v", line, child, edges)
			fmt.Fprintf(&b, "| %s | %s | no | | |\n", child, parent)
			continue
		}
		hits++
		if d := edges[n].Direction; d == Known && how != "~" || d != Known && how == "~" {
			directed++
		} else {
			t.Errorf("%s: direction %s", line, d)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %.0f | %s |\n", child, parent, edges[n].Kind, 100*edges[n].Share, edges[n].Direction)
	}
	return fmt.Sprintf(realHead, len(c.Works), hits, all, directed, strangers) + b.String()
}

// translationOf is what a work translates; nil for nothing.
func translationOf(c *law.Commons, r *Result, id string) *Translation {
	for i := range r.Translations {
		if c.Works[r.Translations[i].To].ID == id {
			return &r.Translations[i]
		}
	}
	return nil
}

const realHead = `
## Real families

All %d works of the seven families in one commons, so that each family is a control for the others. Of the relations that history, a
declaration or a count of words bears out and wording can show, %d of %d are found, each as the nearest ancestor where it is one, and %d with
their direction. Relations asserted between families that have none, and translations of nothing: %d. *share*: of the words of the later text
(of its clauses, in translations), per cent.

| work | comes from | kind | share | direction |
| --- | --- | --- | --- | --- |
`
