package site

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"polity/commons/collect"
	"polity/commons/repo"
)

// What comes out of the cache is what would have been read and compared: nothing
// that is known before the first page is drawn differs.
func TestKeptResultsAreTheSame(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the sample commons three times")
	}
	look := func(o Options) *Survey {
		t.Helper()
		s, err := Look(context.Background(), o)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	cache := t.TempDir()
	want := look(Options{})
	look(Options{Cache: cache, Program: "one"})
	kept := shelves(t, cache)
	if len(kept) < 5 {
		t.Fatalf("kept of the sample: %d shelves", len(kept))
	}
	warm := look(Options{Cache: cache, Program: "one", Workers: 3})
	if !reflect.DeepEqual(warm.Commons, want.Commons) || !reflect.DeepEqual(warm.Problems, want.Problems) {
		t.Error("the texts that were kept are others")
	}
	if !reflect.DeepEqual(warm.Histories, want.Histories) {
		t.Error("the comparisons that were kept are others")
	}
	if !reflect.DeepEqual(shelves(t, cache), kept) {
		t.Error("with nothing new the shelves were written again")
	}
}

// shelves are the files of the results by name.
func shelves(t *testing.T, cache string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(cache, "results", "*"))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(f)] = string(b)
	}
	return out
}

// A workshop without a folder keeps comparisons from one build to the next.
func TestWorkshopLasts(t *testing.T) {
	dir := t.TempDir()
	text := func(hours int) string {
		return fmt.Sprintf("# Weir charter\n\n## Article 1\n\nThe sluice stays open for %d hours after rain.\n\n## Article 2\n\nNobody sells water.\n", hours)
	}
	b := repo.NewBuilder("weir")
	first := b.MustCommit(repo.Draft{Files: map[string]string{"charter.md": text(3)}, Message: "Begin"})
	second := b.MustCommit(repo.Draft{Edits: map[string]string{"charter.md": text(4)}, Parents: []repo.Hash{first}, Message: "Longer"})
	if err := b.SetRef("refs/heads/main", second); err != nil {
		t.Fatal(err)
	}
	if err := b.WriteDir(filepath.Join(dir, "weir.git")); err != nil {
		t.Fatal(err)
	}
	w := NewWorkshop()
	source := filepath.Join(dir, "weir.git")
	built, err := Look(context.Background(), Options{Args: []string{source}, Workshop: w})
	if err != nil {
		t.Fatal(err)
	}
	c, err := collect.Open(collect.Options{Sources: []collect.Source{{Spec: source}}, Results: w.results})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	g, err := c.Gather()
	if err != nil {
		t.Fatal(err)
	}
	v, was := g.Commons.Works[0].Versions, built.Commons.Works[0].Versions
	if len(v) != 2 || w.results.Comparison(v[0].Text, v[1].Text) == nil || w.results.Comparison(nil, v[0].Text) == nil {
		t.Error("the comparisons of the build before were not kept")
	}
	if w.results.Comparison(was[0].Text, was[1].Text) != nil {
		t.Error("the texts of a build that is over are still held")
	}
}
