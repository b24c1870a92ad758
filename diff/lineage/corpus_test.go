package lineage_test

import (
	"cmp"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"polity/commons/collect"
	"polity/commons/law"
	"polity/diff"
	"polity/diff/align"
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

// Footnotes are numbered anew with every amendment, so that dozens of articles change
// to the byte and a few in their words. The articles told as changed are these few.
func TestFootnotesAreSetAside(t *testing.T) {
	w := corpus(t, "liechtenstein-verfassung")
	if len(w.Changes) < 40 {
		t.Fatalf("%d changes", len(w.Changes))
	}
	for _, change := range w.Changes {
		if change.From < 0 {
			continue
		}
		old, new := w.Versions[change.From].Text, w.Versions[change.To].Text
		c := diff.Compare(old, new)
		told, entered := map[string]bool{}, map[string]bool{}
		for _, p := range c.Pairs {
			a, b := articlesOf(old, p.Old), articlesOf(new, p.New)
			for _, name := range append(a, b...) {
				// Where a clause was numbered anew or came from another article it is no question of words.
				entered[name] = entered[name] || p.Flags&(align.Moved|align.Renumbered|align.Carried) != 0 ||
					p.Op < align.Added && a[0] != b[0]
				told[name] = told[name] || p.Op != align.Unchanged
			}
		}
		was, is := wordsByArticle(old), wordsByArticle(new)
		for name := range told {
			if name != "" && !entered[name] && told[name] != (was[name] != is[name]) {
				t.Errorf("%s in %.8s is told as changed: %v; its words are\n%s\nand were\n%s", name, change.Commit.Hash, told[name], is[name], was[name])
			}
		}
	}
}

// articlesOf are the articles that clauses stand in, by label, "" for those in none.
func articlesOf(t *law.Text, list []int) []string {
	var out []string
	for _, i := range list {
		for i >= 0 && t.Clauses[i].Kind != law.Article {
			i = t.Clauses[i].Parent
		}
		name := ""
		if i >= 0 {
			name = t.Clauses[i].Label
		}
		out = append(out, name)
	}
	return out
}

// wordsByArticle is every article's words and marks, in order, parted by blanks.
func wordsByArticle(t *law.Text) map[string]string {
	out := map[string]string{}
	for i := range t.Clauses {
		c := &t.Clauses[i]
		name := articlesOf(t, []int{i})[0]
		for _, word := range pieces.FindAllString(c.Label+" "+c.Heading+" "+c.Text, -1) {
			out[name] += word + " "
		}
	}
	return out
}

var pieces = regexp.MustCompile(`[\pL\pN\pM]+|[^\s]`)
