package collect

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"polity/commons/repo"
)

// corpus is where real repositories lie that are no part of this one.
func corpus(t *testing.T) string {
	dir := os.Getenv("POLITY_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	dir = filepath.Join(dir, "corpus")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no real repositories at %s: set POLITY_SHARED to the folder that holds corpus/", dir)
	}
	return dir
}

// Which document is found in each real repository, main work first.
func TestCorpusDocuments(t *testing.T) {
	dir := corpus(t)
	for name, want := range map[string][]string{
		"argentina-constitution":   {"Constitucion.md"},
		"austin-dsa":               {"bylaws.md"},
		"cardano-constitution":     {"cardano-constitution-1/cardano-constitution-1.txt.md < cardano-constitution-0/cardano-constitution-0.txt.md"},
		"ccc-ch-statuten":          {"statuten.md"},
		"ccc-ch-statuten-fork":     {"statuten.md | fr: statuten.fr.md | it: statuten.it.md"},
		"holacracy":                {"Holacracy-Constitution.md"},
		"japan-constitution":       {"日本国憲法.md"},
		"liberland-constitution":   {"Constitution.md"},
		"liechtenstein-verfassung": {"li/LGBl-1921-015.md"},
		"loomio-handbook":          {"src/constitution.md"},
		"mexico-constitution":      {"CPEUM/*.rst"},
		"nodejs-tsc":               {"TSC-Charter.md"},
		"usa-constitution":         {"Constitution.md BillOfRights.md amendments/*.md"},
		"zapf-satzung":             {"satzung.md"},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := repo.Open(filepath.Join(dir, name+".bundle"), repo.Options{})
			must(t, err)
			defer r.Close()
			head, err := r.Head()
			must(t, err)
			c, err := r.Commit(head.Hash)
			must(t, err)
			_, docs, err := documentsOf(r, c.Tree)
			must(t, err)
			var got []string
			for _, d := range docs {
				got = append(got, described(d))
			}
			if g, w := strings.Join(got, "; "), strings.Join(want, "; "); g != w {
				t.Errorf("got  %s\nwant %s", g, w)
			}
		})
	}
}

// described is «files | language: files | … < older edition».
func described(d document) string {
	s := strings.Join(d.patterns, " ")
	for _, x := range d.translations {
		s += " | " + x.lang + ": " + strings.Join(x.patterns, " ")
	}
	for _, x := range d.editions {
		s += " < " + strings.Join(x.patterns, " ")
	}
	return s
}

// Which real texts have left their main line: a junta's statute, and the constitution
// that another text took the place of. What was renamed, kept in an older edition, or
// is no text, is none of them.
func TestCorpusEnded(t *testing.T) {
	dir := corpus(t)
	if testing.Short() {
		t.Skip("real repositories are left out of short runs")
	}
	bundles, err := filepath.Glob(filepath.Join(dir, "*.bundle"))
	must(t, err)
	var got []string
	for _, b := range bundles {
		c, err := Open(Options{Sources: []Source{{Spec: b}}, Bare: true})
		must(t, err)
		defer c.Close()
		res, err := c.Gather()
		must(t, err)
		for _, w := range res.Commons.Works {
			if w.Ended != nil {
				got = append(got, w.ID+" "+string(w.Ended.Date))
			}
		}
	}
	want := []string{"argentina-constitution-estatutorevolucion 1973-05-25", "liberland-constitution-until-2021 2021-05-08"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
