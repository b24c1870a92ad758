package lineage_test

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"polity/commons/collect"
	"polity/commons/law"
	"polity/diff/lineage"
)

// corpus reads the first work of a real repository. Where the folder with them is
// absent the test is skipped: POLITY_SHARED, else ../shared beside the repository.
func corpus(t *testing.T, name string) *law.Work {
	t.Helper()
	if testing.Short() {
		t.Skip("real repositories are not read in -short")
	}
	path := filepath.Join(cmp.Or(os.Getenv("POLITY_SHARED"), "../../../shared"), "corpus", name+".bundle")
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no real repositories here: %v", err)
	}
	c, err := collect.Open(collect.Options{Sources: []collect.Source{{Spec: path}}})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	g, err := c.Gather()
	if err != nil {
		t.Fatal(err)
	}
	return &g.Commons.Works[0]
}

// changeOf is the index of the change made by a commit.
func changeOf(t *testing.T, w *law.Work, commit string) int {
	t.Helper()
	for i := range w.Changes {
		if strings.HasPrefix(w.Changes[i].Commit.Hash, commit) {
			return i
		}
	}
	t.Fatalf("%s has no change %s", w.ID, commit)
	return 0
}

// A reform that inserted one article is blamed for that article and for nothing
// else; a text that a later act brought back whole has the blame it had before.
func TestBlameArgentina(t *testing.T) {
	w := corpus(t, "argentina-constitution")
	h := lineage.Trace(w, lineage.Options{})
	before, back := changeOf(t, w, "e085b46"), changeOf(t, w, "4312aa2")
	for _, s := range lineage.Blame(w, h, back) {
		if s.Change > before {
			t.Errorf("%d:%d of clause %d is put down to change %d, when the text of change %d returned", s.From, s.To, s.Clause, s.Change, before)
		}
	}
	inserted := changeOf(t, w, "89ab23d")
	text := w.Versions[w.Changes[inserted].To].Text
	bis := 0
	for _, s := range lineage.Blame(w, h, inserted) {
		c := &text.Clauses[s.Clause]
		within := strings.Contains(c.EID, "art_14bis") || strings.Contains(c.EID, "art_14-bis")
		if within {
			bis++
		}
		if s.Change == inserted && !within && !strings.Contains(c.EID, "art_67") || s.Change != inserted && within {
			t.Errorf("%s is put down to change %d", c.EID, s.Change)
		}
	}
	if bis == 0 {
		t.Error("the inserted article was not found")
	}
}

// Nothing is put down to white space, and next to nothing to exchanging articles.
func TestBlameHolacracy(t *testing.T) {
	w := corpus(t, "holacracy")
	h := lineage.Trace(w, lineage.Options{})
	for commit, most := range map[string]int{"f3573ab": 0, "fb243f7": 0, "0a93cbd": 12} {
		i, n := changeOf(t, w, commit), 0
		for _, s := range lineage.Blame(w, h, i) {
			if s.Change == i {
				n++
			}
		}
		if n > most {
			t.Errorf("%d sentences are put down to %s, at most %d changed", n, commit, most)
		}
	}
}
