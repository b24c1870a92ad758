package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCommands wants a sentence and an example of every command.
func TestCommands(t *testing.T) {
	d := &dev{ctx: context.Background()}
	for _, c := range d.command().Commands() {
		if c.Short == "" || !strings.Contains(c.Example, "go run ./cmd/dev "+c.Name()) {
			t.Errorf("%s has no sentence or no example", c.Name())
		}
	}
}

func TestCorpusIsSkippedWhereAbsent(t *testing.T) {
	t.Setenv("POLITY_SHARED", t.TempDir())
	var out bytes.Buffer
	d := &dev{ctx: context.Background(), out: &out, errs: &out}
	if err := d.runCorpus(nil, "", false); err != nil || !strings.HasPrefix(out.String(), "SKIP corpus: there are no bundles in ") {
		t.Errorf("%v %q", err, out.String())
	}
}

func TestLeftOpen(t *testing.T) {
	t.Chdir(t.TempDir())
	promise := "// TO" + "DO: later\n"
	long := "package a\n\nfunc f() {\n" + strings.Repeat("\tf()\n", longFunction) + "}\n"
	for name, text := range map[string]string{"a.go": promise + long, "b_test.go": long, "testdata/c.go": promise + long} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	d := &dev{ctx: context.Background(), out: &out}
	if err := d.leftOpen(); err == nil || err.Error() != "a.go:1:1: a comment promises work" {
		t.Errorf("got %v", err)
	}
	if got := out.String(); got != "note: a.go:4:1: f has 62 lines\n" {
		t.Errorf("got %q", got)
	}
}

func TestFuzzTargets(t *testing.T) {
	t.Chdir("../..")
	found, err := fuzzTargets()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if f == (fuzzTarget{"site/check", "FuzzPage"}) {
			return
		}
	}
	t.Errorf("site/check FuzzPage is not among %v", found)
}

func TestSameBytes(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name, "SHA256SUMS"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("a", "1")
	put("b", "1")
	put("c", "2")
	put("empty", "")
	same := func(a, b string) bool { return sameBytes(filepath.Join(dir, a), filepath.Join(dir, b)) }
	if !same("a", "b") || same("a", "c") || same("a", "gone") || same("empty", "empty") {
		t.Error("two sites are compared wrongly")
	}
}

func TestBaselineKeepsWhatBenchstatReads(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := saveBaseline([]byte("goos: linux\npkg: polity/x\nBenchmarkA-2 \t 3 \t 5 ns/op\nPASS\nok polity/x 1s\nsome noise\n")); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(baseline)
	if err != nil || string(got) != "goos: linux\npkg: polity/x\nBenchmarkA-2 \t 3 \t 5 ns/op\n" {
		t.Errorf("%q %v", got, err)
	}
}
