package collect

import (
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/commons/repo"
	"polity/commons/report"
)

// lawfulTexts draws a history: every text is the one before with clauses taken out,
// put in, reworded, restyled or moved.
func lawfulTexts() *rapid.Generator[[]*law.Text] {
	wordings := []string{"", "Repealed.", "The weir is opened at dusk.", "The weir is opened at dawn.", "Nobody sells water.", "水門は日没に開く。"}
	return rapid.Custom(func(t *rapid.T) []*law.Text {
		source := rapid.SliceOfN(rapid.SampledFrom(wordings), 0, 12).Draw(t, "first")
		var out []*law.Text
		for range rapid.IntRange(1, 6).Draw(t, "texts") {
			x := &law.Text{Title: "Weir", Lang: "en", Files: []string{"weir.md"}, Clauses: []law.Clause{}}
			if rapid.Bool().Draw(t, "front") {
				x.Front = map[string]string{"title": "Weir", "lang": "en"}
			}
			line := rapid.IntRange(1, 5).Draw(t, "line")
			for i, w := range source {
				c := law.Clause{EID: fmt.Sprint("p_", i), Kind: law.Paragraph, Text: w, Parent: rapid.IntRange(-1, i-1).Draw(t, "parent"), Lines: [2]int{line, line + 1}, Source: uint64(len(w)) << 40}
				if w != "" && rapid.Bool().Draw(t, "styled") {
					c.Spans = []law.Span{{Text: w[:1], Style: law.Strong, Link: "#a"}, {Note: "1"}, {Text: w[1:]}}
				}
				x.Clauses = append(x.Clauses, c)
				line += 2
			}
			out = append(out, x)
			at := rapid.IntRange(0, len(source)).Draw(t, "at")
			more := rapid.SampledFrom(wordings).Draw(t, "more")
			source = append(append(append([]string{}, source[:at]...), more), source[min(len(source), at+rapid.IntRange(0, 2).Draw(t, "less")):]...)
		}
		return out
	})
}

// What a shelf gives back is what it was given, whatever the texts before it.
func TestShelfKeepsTexts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := lawfulTexts().Draw(t, "texts")
		s := newShelf()
		problems := []report.Problem{{Path: "weir.md", Line: 3, Col: 1, Severity: report.Warning, Message: "The mark-up is open.", Advice: "Close it."}}
		key := func(i int) string { return identify(fmt.Sprint(i)) }
		for i, x := range texts {
			if _, ok := s.put(key(i), "", x, problems[:i%2:i%2]); !ok {
				t.Fatalf("text %d was not taken", i)
			}
		}
		s.putComparison(edge{-1, 0}, []byte("a comparison"))
		id := identify("a shelf")
		read := openShelf(id, string(s.bytes(id)))
		order := rapid.Permutation(rising(len(texts))).Draw(t, "order")
		for _, i := range order {
			got, found := read.get(read.byKey[key(i)])
			if !reflect.DeepEqual(got, texts[i]) || len(found) != i%2 || len(found) == 1 && found[0] != problems[0] {
				t.Fatalf("text %d came back as\n%+v %v\nwant\n%+v", i, got, found, texts[i])
			}
		}
		if got := read.comparison(edge{-1, 0}); string(got) != "a comparison" {
			t.Fatalf("the comparison came back as %q", got)
		}
	})
}

func rising(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// FuzzShelf: a file with a right sum and anything in it is read without panic, in
// bounded memory.
func FuzzShelf(f *testing.F) {
	id := identify("a shelf")
	s := newShelf()
	for i, source := range []string{"# Weir\n\n1. Opened *at* dusk.\n2. Closed at dawn.\n", "# Weir\n\n1. Opened *at* dusk.\n2. A note.[^1]\n3. Closed at dawn.\n\n[^1]: Since the flood.\n"} {
		x, problems := markup.Parse(markup.File{Path: "weir.md", Source: []byte(source)})
		s.put(identify(fmt.Sprint(i)), "", x, problems)
	}
	s.putComparison(edge{0, 1}, []byte("ab"))
	whole := string(s.bytes(id))
	f.Add(whole[len(magic)+len(id) : len(whole)-sha256.Size])
	f.Fuzz(func(t *testing.T, body string) {
		file := magic + id + body
		sum := sha256.Sum256([]byte(file))
		s := openShelf(id, file+string(sum[:]))
		for n := range s.texts {
			s.get(n)
		}
		x, problems := markup.Parse(markup.File{Path: "weir.md", Source: []byte("# Weir\n\nOpened at dusk.\n")})
		s.put(identify("new"), "", x, problems)
	})
}

// weir is a repository with so many versions of one text.
func weir(t *testing.T, versions int) *repo.Repo {
	f := newFord(t)
	for v := range versions {
		text := "# Weir charter\n\n"
		for n := range 8 {
			text += fmt.Sprintf("## Article %d\n\nThe sluice of the mill number %d stays open for %d hours after rain, as the gauge tells.\n\n", n+1, n, max(1, v+1-n))
		}
		f.commit(fmt.Sprint("change ", v), map[string]string{"charter.md": text})
	}
	return f.Repo()
}

// read gathers with results and returns the texts.
func read(t *testing.T, r *Results, from *repo.Repo) []*law.Text {
	t.Helper()
	c, err := Open(Options{Sources: []Source{{Spec: "weir", Repo: from}}, Results: r})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	g, err := c.Gather()
	if err != nil {
		t.Fatal(err)
	}
	var out []*law.Text
	for _, v := range g.Commons.Works[0].Versions {
		out = append(out, v.Text)
	}
	return out
}

// kept counts the texts and comparisons that results hold.
func kept(r *Results) (texts, compared int) {
	for _, s := range r.shelves {
		texts += len(s.texts)
		compared += len(s.compared)
	}
	return texts, compared
}

func shelfFiles(t *testing.T, cache string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(cache, "results", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestOnlyWhatIsNewIsParsed(t *testing.T) {
	cache := t.TempDir()
	first := OpenResults(cache, "program")
	want := read(t, first, weir(t, 5))
	first.KeepComparison(want[3], want[4], []byte("x"))
	first.KeepComparison(nil, want[0], []byte("y"))
	first.Save()

	next := OpenResults(cache, "program")
	texts := read(t, next, weir(t, 6))
	if n, _ := kept(next); n != 6 {
		t.Errorf("%d texts are kept, want 6", n)
	}
	for _, s := range next.shelves {
		if !s.grown || s.texts[5].base != 4 {
			t.Errorf("the new text was not added to the ones that were kept")
		}
	}
	if got := string(next.Comparison(texts[3], texts[4])) + string(next.Comparison(nil, texts[0])); got != "xy" {
		t.Errorf("comparisons came back as %q", got)
	}
	if got := next.Comparison(texts[4], texts[5]); got != nil {
		t.Errorf("a comparison nobody made: %q", got)
	}
	if plain := read(t, nil, weir(t, 6)); !reflect.DeepEqual(texts, plain) {
		t.Errorf("with the cache the texts are\n%+v\nwithout\n%+v", texts, plain)
	}
	next.Save()
	again := OpenResults(cache, "program")
	read(t, again, weir(t, 6))
	for _, s := range again.shelves {
		if s.grown {
			t.Error("with nothing new the shelf would be written again")
		}
	}
}

func TestAnotherProgramStartsAnew(t *testing.T) {
	cache := t.TempDir()
	for i, program := range []string{"one", "two", "one"} {
		r := OpenResults(cache, program)
		before := len(shelfFiles(t, cache))
		read(t, r, weir(t, 3))
		r.Save()
		if after := len(shelfFiles(t, cache)); after-before != []int{1, 1, 0}[i] {
			t.Errorf("%s: %d shelves became %d", program, before, after)
		}
	}
}

// Whatever byte of a shelf is damaged, whatever is cut off, and whoever's file
// stands in its place: it is ignored, and written anew.
func TestDamagedShelfIsRebuilt(t *testing.T) {
	cache := t.TempDir()
	r := OpenResults(cache, "program")
	want := read(t, r, weir(t, 4))
	r.Save()
	file := shelfFiles(t, cache)[0]
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	damage := map[string][]byte{"empty": {}, "foreign": []byte("another program's"), "cut": good[:len(good)-1], "longer": append(good[:len(good):len(good)], 0)}
	for at := 0; at < len(good); at += 97 {
		b := append([]byte{}, good...)
		b[at] ^= 0x20
		damage[fmt.Sprint("byte ", at)] = b
	}
	for name, b := range damage {
		if err := os.WriteFile(file, b, 0o644); err != nil {
			t.Fatal(err)
		}
		r := OpenResults(cache, "program")
		if got := read(t, r, weir(t, 4)); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: the texts are others", name)
		}
		r.Save()
		if b, err := os.ReadFile(file); err != nil || string(b) != string(good) {
			t.Errorf("%s: the shelf was not rebuilt: %v", name, err)
		}
	}
}

// Without a folder that can be written, all works as without a cache; in one process
// the results last.
func TestResultsWithoutFolder(t *testing.T) {
	notAFolder := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(notAFolder, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, cache := range []string{"", notAFolder} {
		r := OpenResults(cache, "program")
		texts := read(t, r, weir(t, 3))
		r.KeepComparison(texts[0], texts[1], []byte("x"))
		r.Save()
		again := read(t, r, weir(t, 3))
		if !reflect.DeepEqual(again, texts) || string(r.Comparison(again[0], again[1])) != "x" {
			t.Errorf("cache %q: the results did not last", cache)
		}
	}
	var none *Results
	none.KeepComparison(nil, nil, nil)
	none.Save()
	if none.Comparison(nil, nil) != nil {
		t.Error("nil results gave a comparison")
	}
}

// A fork's texts stand on the shelf of what it was forked from.
func TestForksShareAShelf(t *testing.T) {
	r := OpenResults("", "program")
	read(t, r, weir(t, 4))
	read(t, r, weir(t, 6))
	if n, _ := kept(r); n != 6 || len(r.shelves) != 1 {
		t.Errorf("%d texts on %d shelves, want 6 on 1", n, len(r.shelves))
	}
}

func TestTrimRemovesWhatWasUnusedLongest(t *testing.T) {
	dir := t.TempDir()
	day := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for i, name := range []string{"c.shelf", "a.shelf", "b.shelf", "other"} {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, make([]byte, 100), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(p, day, day.AddDate(0, 0, i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "c.shelf"), []byte(magic+strings.Repeat("x", 84)), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(filepath.Join(dir, "c.shelf"), day, day); err != nil {
		t.Fatal(err)
	}
	touch(filepath.Join(dir, "c.shelf"))
	trim(dir, 250)
	left, _ := filepath.Glob(filepath.Join(dir, "*"))
	for i := range left {
		left[i] = filepath.Base(left[i])
	}
	if got := strings.Join(left, " "); got != "b.shelf c.shelf other" {
		t.Errorf("left are %s", got)
	}
}

// A large shelf of which little is used any more is written with that alone.
func TestShelfIsCleared(t *testing.T) {
	s := newShelf()
	for i := range 20 {
		x, _ := markup.Parse(markup.File{Path: "weir.md", Source: []byte(fmt.Sprintf("# Weir\n\n%s %d\n", strings.Repeat("long words ", 30000), i))})
		s.put(identify(fmt.Sprint(i)), "", x, nil)
	}
	s.rest()
	want, _ := s.get(7)
	s.putComparison(edge{-1, 7}, []byte("x"))
	s.clear()
	if len(s.texts) != 1 || string(s.comparison(edge{-1, 0})) != "x" {
		t.Fatalf("%d texts are left", len(s.texts))
	}
	s.rest()
	if got, _ := s.get(0); !reflect.DeepEqual(got, want) {
		t.Error("the text that is left is another")
	}
}

const (
	otherProcess  = "POLITY_TEST_RESULTS"
	otherVersions = 7
)

// Several processes that read and write one folder at once never see anything but a
// whole shelf.
func TestSeveralProcesses(t *testing.T) {
	if cache := os.Getenv(otherProcess); cache != "" {
		for v := range 10 {
			r := OpenResults(cache, "program")
			if got, want := read(t, r, weir(t, v%otherVersions+1)), read(t, nil, weir(t, v%otherVersions+1)); !reflect.DeepEqual(got, want) {
				t.Fatal("the texts are others")
			}
			r.Save()
		}
		return
	}
	cache := t.TempDir()
	var all []*exec.Cmd
	for range 3 {
		c := exec.Command(os.Args[0], "-test.run=^TestSeveralProcesses$")
		c.Env = append(os.Environ(), otherProcess+"="+cache)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	for _, c := range all {
		if err := c.Wait(); err != nil {
			t.Error(err)
		}
	}
	if files := shelfFiles(t, cache); len(files) != 1 {
		t.Errorf("the folder holds %v", files)
	}
	r := OpenResults(cache, "program")
	read(t, r, weir(t, 1))
	if n, _ := kept(r); n < 2 {
		t.Errorf("%d texts were kept by others", n)
	}
}

func BenchmarkRead(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		source := func(v int) []byte {
			var s strings.Builder
			for i := range n {
				fmt.Fprintf(&s, "## Article %d\n\nThe sluice of mill %d stays open for %d hours after *rain*, as the gauge tells.\n\n", i+1, i, i+v/(1+i%9))
			}
			return []byte(s.String())
		}
		const versions = 20
		s, p := newShelf(), markup.NewParser()
		for v := range versions {
			x, problems := p.Parse([]markup.File{{Path: "weir.md", Source: source(v)}}, "en")
			s.put(identify(fmt.Sprint(v)), "", x, problems)
		}
		id := identify("a shelf")
		file := string(s.bytes(id))
		b.Run(fmt.Sprintf("parsed/articles=%d", n), func(b *testing.B) {
			for b.Loop() {
				p := markup.NewParser()
				for v := range versions {
					p.Parse([]markup.File{{Path: "weir.md", Source: source(v)}}, "en")
				}
			}
		})
		b.Run(fmt.Sprintf("kept/articles=%d", n), func(b *testing.B) {
			for b.Loop() {
				openShelf(id, file).get(versions - 1)
			}
		})
	}
}
