package site

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"polity/commons/report"
	"polity/diff/family"
	"polity/site/check"
	"polity/site/export"
)

// buildSample builds the sample commons into a new folder.
func buildSample(t *testing.T, o Options) (string, *Result) {
	t.Helper()
	o.Out = filepath.Join(t.TempDir(), "public")
	r, err := Build(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return o.Out, r
}

// The whole way once: the sample commons is built twice, by one and by four
// goroutines, with the same bytes; every link lands and every id is one.
func TestSampleCommons(t *testing.T) {
	if testing.Short() {
		t.Skip("the whole sample is left out of short runs")
	}
	one, r := buildSample(t, Options{Workers: 1})
	four, _ := buildSample(t, Options{Workers: 4})
	if r.Works < 8 || r.Changes < 100 {
		t.Errorf("%d works, %d changes", r.Works, r.Changes)
	}
	for _, p := range r.Problems {
		if p.Severity > report.Note {
			t.Errorf("found wanting: %v", p)
		}
	}
	sameFolders(t, one, four)
	sisters(t, one)
	for _, p := range check.Site(os.DirFS(one)) {
		if p.Severity == report.Error {
			t.Error(p)
		}
	}
}

// sisters sees that two forks of one work have what it had from it, and not one from
// the other, and that it translates neither.
func sisters(t *testing.T, out string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(out, "lineage", "data.json"))
	if err != nil {
		t.Fatal(err)
	}
	var l export.Lineage
	if err := json.Unmarshal(text, &l); err != nil {
		t.Fatal(err)
	}
	for _, e := range l.Edges {
		if e.To == "upper-tamsel-constitution" && e.Kind == "translation" {
			t.Errorf("the original of all reads as a translation: %+v", e)
		}
		if e.From == "quell-valley-constitution" && e.To == "saltmouth-constitution" || e.To == "quell-valley-constitution" && e.From == "saltmouth-constitution" {
			t.Errorf("%+v", e)
		}
	}
}

func sameFolders(t *testing.T, a, b string) {
	t.Helper()
	n := 0
	err := fs.WalkDir(os.DirFS(a), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		n++
		x, err := os.ReadFile(filepath.Join(a, name))
		if err != nil {
			return err
		}
		y, err := os.ReadFile(filepath.Join(b, name))
		if err == nil && !bytes.Equal(x, y) {
			t.Errorf("%s differs between two builds", name)
		}
		return err
	})
	if err != nil || n < 1000 {
		t.Errorf("%d files, %v", n, err)
	}
}

// A build that fails leaves what was there as it was.
func TestFailedBuildTouchesNothing(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	if err := os.MkdirAll(out, 0o755); err != nil {
		t.Fatal(err)
	}
	mine := filepath.Join(out, "index.html")
	if err := os.WriteFile(mine, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	text := filepath.Join(t.TempDir(), "law.md")
	if err := os.WriteFile(text, []byte("# Law\n\n## Article 1\n\nNobody sells water.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Build(context.Background(), Options{Args: []string{text}, Out: out})
	if err == nil || !strings.Contains(err.Error(), "polity did not make it") {
		t.Errorf("the error is %v", err)
	}
	if b, err := os.ReadFile(mine); err != nil || string(b) != "mine" {
		t.Errorf("the folder that was there holds %q, %v", b, err)
	}
}

// What the sample's stories say of their forks is what is found: the port took one
// amendment, adapted one, declined one, had one in substance, has one waiting, and one
// that no longer applies.
func TestSampleForks(t *testing.T) {
	s, err := Look(context.Background(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := s.Kin.Upstream("saltmouth-constitution")
	if r == nil || r.Upstream != "upper-tamsel-constitution" || r.Direction != family.Known {
		t.Fatalf("%+v", r)
	}
	for _, state := range family.States {
		if r.Counts[state] != 1 {
			t.Errorf("%s: %d, want 1", state, r.Counts[state])
		}
	}
	if g := s.Kin.Group("saltmouth-constitution"); len(g.Works) != 3 {
		t.Errorf("the family is %v", g.Works)
	}
}
