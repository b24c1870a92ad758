package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// site writes files in a fixed order: name, text, name, text …
func site(files ...string) func(*Writer) error {
	return func(w *Writer) error {
		for i := 0; i < len(files); i += 2 {
			if err := w.WriteFile(files[i], []byte(files[i+1])); err != nil {
				return err
			}
		}
		return nil
	}
}

// build publishes and fails the test on an error.
func build(t *testing.T, out string, opt Options, files ...string) Result {
	t.Helper()
	res, err := Dir(out, opt, site(files...))
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// tree reads a folder: name → text, without the site's own record.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	got := map[string]string{}
	fsys := os.DirFS(dir)
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == SumsName || name == RecordName {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		got[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// want compares a folder with name, text, name, text …
func want(t *testing.T, dir string, files ...string) {
	t.Helper()
	wanted := map[string]string{}
	for i := 0; i < len(files); i += 2 {
		wanted[files[i]] = files[i+1]
	}
	if got := tree(t, dir); !maps.Equal(got, wanted) {
		t.Errorf("%s holds %q, want %q", filepath.Base(dir), got, wanted)
	}
}

// alone wants nothing in dir but the names given: no staging left behind.
func alone(t *testing.T, dir string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if strings.Join(got, " ") != strings.Join(names, " ") {
		t.Errorf("beside the site: %q, want %q", got, names)
	}
}

func TestFirstSecondAndChangedBuild(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "deep", "public")
	res := build(t, out, Options{Key: "one"}, "index.html", "home", "a/b/c.html", "clause", "empty.txt", "")
	if res != (Result{Written: 3, Bytes: 10}) {
		t.Errorf("first build: %+v", res)
	}
	want(t, out, "index.html", "home", "a/b/c.html", "clause", "empty.txt", "")
	alone(t, filepath.Dir(out), "public")

	sums, _ := os.ReadFile(filepath.Join(out, SumsName))
	const wanted = "9c9064c59f1ffa2e174ee754d2979be80dd30db552ec03e7e327e9b1a4bd594e  x"
	if lines := strings.Split(string(sums), "\n"); len(lines) != 4 || !strings.HasSuffix(lines[0], "  a/b/c.html") || len(lines[0]) != len(wanted)+9 {
		t.Errorf("sums are not sorted or not in the form of coreutils:\n%s", sums)
	}

	if res := build(t, out, Options{Key: "one"}, "index.html", "home", "a/b/c.html", "clause", "empty.txt", ""); res != (Result{Kept: 3, Bytes: 10}) {
		t.Errorf("same build again: %+v", res)
	}
	if res := build(t, out, Options{Key: "two"}, "index.html", "HOME!", "a/b/c.html", "clause"); res != (Result{Written: 1, Kept: 1, Removed: 1, Bytes: 11}) {
		t.Errorf("changed build: %+v", res)
	}
	want(t, out, "index.html", "HOME!", "a/b/c.html", "clause")
	alone(t, filepath.Dir(out), "public")
}

func TestSameFilesSameBytes(t *testing.T) {
	dir := t.TempDir()
	read := func(out string) string {
		a, _ := os.ReadFile(filepath.Join(out, SumsName))
		b, _ := os.ReadFile(filepath.Join(out, RecordName))
		return string(a) + string(b)
	}
	one, two := filepath.Join(dir, "one"), filepath.Join(dir, "two")
	build(t, one, Options{Key: "k"}, "a", "1", "b", "2")
	build(t, two, Options{Key: "k"}, "b", "2", "x", "gone")
	build(t, two, Options{Key: "k"}, "b", "2", "a", "1")
	if read(one) != read(two) || read(one) == "" {
		t.Errorf("two builds differ:\n%s\n%s", read(one), read(two))
	}
}

func TestFailedBuildLeavesTheOldSite(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "public")
	build(t, out, Options{}, "index.html", "old")
	sorry := errors.New("sorry")
	_, err := Dir(out, Options{}, func(w *Writer) error {
		_ = w.WriteFile("index.html", []byte("new"))
		return sorry
	})
	if !errors.Is(err, sorry) {
		t.Errorf("got %v", err)
	}
	func() {
		defer func() { _ = recover() }()
		_, _ = Dir(out, Options{}, func(w *Writer) error { panic("in a template") })
	}()
	want(t, out, "index.html", "old")
	alone(t, dir, "public")
}

func TestDeadBuildIsMended(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "public")
	build(t, out, Options{}, "index.html", "old")
	// A build that died between the two steps of a change of places.
	work := filepath.Join(dir, ".public.polity")
	for _, err := range []error{
		os.MkdirAll(filepath.Join(work, "new", "half"), 0o755),
		os.WriteFile(filepath.Join(work, "lock"), nil, 0o644),
		os.Rename(out, filepath.Join(work, "old")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Dir(out, Options{}, func(*Writer) error { return errors.New("again") }); err == nil {
		t.Fatal("no error")
	}
	want(t, out, "index.html", "old")
	alone(t, dir, "public")
}

func TestForeignFoldersStay(t *testing.T) {
	dir := t.TempDir()
	photos := filepath.Join(dir, "photos")
	if err := os.MkdirAll(photos, 0o755); err != nil {
		t.Fatal(err)
	}
	build(t, photos, Options{}, "index.html", "an empty folder may be used")

	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	refused := func(out, word string) {
		t.Helper()
		if _, err := Dir(out, Options{}, site("index.html", "new")); !errors.Is(err, ErrForeign) || !strings.Contains(err.Error(), word) {
			t.Errorf("got %v, want a refusal that names %s", err, word)
		}
	}
	must(os.WriteFile(filepath.Join(photos, "CNAME"), []byte("river.example"), 0o644))
	refused(photos, "CNAME")
	must(os.WriteFile(filepath.Join(photos, RecordName), []byte(`{"polity":1,"sums":"forged"}`), 0o644))
	refused(photos, "force")
	other := filepath.Join(dir, "other")
	must(os.WriteFile(other, []byte("a file"), 0o644))
	refused(other, "not a folder")

	want(t, photos, "index.html", "an empty folder may be used", "CNAME", "river.example")
	build(t, photos, Options{Force: true}, "index.html", "new")
	want(t, photos, "index.html", "new")
	alone(t, dir, "other", "photos")
}

func TestPlacesThatCannotHoldASite(t *testing.T) {
	for _, out := range []string{"", "  ", ".", "..", "/"} {
		if _, err := Dir(out, Options{Force: true}, site("a", "b")); err == nil {
			t.Errorf("published to %q", out)
		}
	}
}

func TestLinkedTarget(t *testing.T) {
	dir := t.TempDir()
	real, link := filepath.Join(dir, "real"), filepath.Join(dir, "link")
	build(t, real, Options{}, "a", "1")
	if err := os.Symlink("real", link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	build(t, link, Options{}, "a", "2")
	want(t, real, "a", "2")
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v %v", info, err)
	}
}

func TestNames(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{
		"", ".", "/etc/passwd", "../x", "a/../../x", "a//b", "a/", `a\b`, "c:x", "nul\x00", "tab\t", "bad\xff",
		SumsName, RecordName, "a./b", "a b /c", strings.Repeat("x", 256), strings.Repeat("x/", 600) + "x",
	} {
		if _, err := Dir(filepath.Join(dir, "public"), Options{}, site(name, "x")); err == nil {
			t.Errorf("%q was taken", name)
		}
	}
	if _, err := Dir(filepath.Join(dir, "public"), Options{}, site("a/index.html", "x", "A/index.html", "y")); err == nil {
		t.Error("two names that differ in case only were taken")
	}
	if _, err := Dir(filepath.Join(dir, "public"), Options{}, site("a", "x", "a/b", "y")); err == nil {
		t.Error("a file and a folder of one name were taken")
	}
	alone(t, dir)
	build(t, filepath.Join(dir, "public"), Options{}, "日本/第一条.html", "ok", ".nojekyll", "")
}

// A link planted in the old site must not make polity read or keep what it leads to.
func TestPlantedLink(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "public")
	build(t, out, Options{}, "a/secret.txt", "same")
	if err := os.WriteFile(filepath.Join(dir, "secret.txt"), []byte("same"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(out, "a")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("..", filepath.Join(out, "a")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if _, err := Dir(out, Options{}, site("a/secret.txt", "same")); !errors.Is(err, ErrForeign) {
		t.Errorf("got %v, want a refusal", err)
	}
	build(t, out, Options{Force: true}, "a/secret.txt", "same")
	if info, err := os.Lstat(filepath.Join(out, "a")); err != nil || !info.IsDir() {
		t.Errorf("the planted link is still there: %v %v", info, err)
	}
	if data, err := os.ReadFile(filepath.Join(dir, "secret.txt")); err != nil || string(data) != "same" {
		t.Errorf("a file outside was touched: %q %v", data, err)
	}
}

func TestDamagedFilesAreWrittenAnew(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	build(t, out, Options{Key: "k"}, "a", "right", "b", "fine")
	if err := os.WriteFile(filepath.Join(out, "a"), []byte("wrong"), 0o644); err != nil {
		t.Fatal(err)
	}
	if res := build(t, out, Options{Key: "k"}, "a", "right", "b", "fine"); res != (Result{Written: 1, Kept: 1, Bytes: 9}) {
		t.Errorf("%+v", res)
	}
	want(t, out, "a", "right", "b", "fine")
}

func TestCurrent(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	if Current(out, "k") {
		t.Error("nothing there, yet current")
	}
	touch := func(name, text string) {
		t.Helper()
		path := filepath.Join(out, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		// Some file systems count time in steps of milliseconds.
		later := time.Now().Add(time.Second)
		if err := os.Chtimes(path, later, later); err != nil {
			t.Fatal(err)
		}
	}
	fresh := func() {
		t.Helper()
		if err := os.RemoveAll(out); err != nil {
			t.Fatal(err)
		}
		build(t, out, Options{Key: "k"}, "a/b", "12345", "c", "678")
		if !Current(out, "k") {
			t.Fatal("just built, yet not current")
		}
	}
	for name, spoil := range map[string]func(){
		"same length":  func() { touch("c", "876") },
		"longer":       func() { touch("c", "8765") },
		"one more":     func() { touch("d", "") },
		"one less":     func() { _ = os.Remove(filepath.Join(out, "c")) },
		"record gone":  func() { _ = os.Remove(filepath.Join(out, RecordName)) },
		"record wrong": func() { touch(RecordName, "{}") },
	} {
		fresh()
		spoil()
		if Current(out, "k") {
			t.Errorf("%s: still current", name)
		}
	}
	fresh()
	if Current(out, "other") || Current(out, "") {
		t.Error("current for another key")
	}
	// A touched site becomes current again by a build that finds nothing to write.
	past := time.Now().Add(-time.Hour)
	_ = os.Chtimes(filepath.Join(out, RecordName), past, past)
	if Current(out, "k") {
		t.Error("files newer than the record, yet current")
	}
	build(t, out, Options{Key: "k"}, "a/b", "12345", "c", "678")
	if !Current(out, "k") {
		t.Error("not current after a build that kept everything")
	}
}

func TestManyWritersAndManyBuilds(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "public")
	var builds sync.WaitGroup
	for b := range 4 {
		builds.Go(func() {
			_, err := Dir(out, Options{}, func(w *Writer) error {
				var wg sync.WaitGroup
				errs := make([]error, 8)
				for g := range errs {
					wg.Go(func() {
						for i := range 25 {
							text := fmt.Sprintf("build %d", b*(i%2))
							errs[g] = errors.Join(errs[g], w.WriteFile(fmt.Sprintf("%d/%d/index.html", i, g), []byte(text)))
						}
					})
				}
				wg.Wait()
				return errors.Join(errs...)
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	builds.Wait()
	files := tree(t, out)
	if len(files) != 200 {
		t.Errorf("%d files", len(files))
	}
	for name, text := range files {
		if text != "build 0" && text != files["1/0/index.html"] {
			t.Errorf("%s is of another build: %s", name, text)
		}
	}
	alone(t, dir, "public")
}

func TestLateWriter(t *testing.T) {
	var kept *Writer
	_, err := Dir(filepath.Join(t.TempDir(), "public"), Options{}, func(w *Writer) error {
		kept = w
		return w.WriteFile("a", nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	if kept.WriteFile("b", nil) == nil {
		t.Error("a file was taken after the end")
	}
}

// TestTwoSteps goes the way of systems that cannot exchange two folders.
func TestTwoSteps(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "public")
	build(t, out, Options{}, "a", "old")
	p, err := enter(out)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.root.WriteFile(p.staged("a"), []byte("new"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := p.swapInSteps(); err != nil {
		t.Fatal(err)
	}
	p.leave()
	want(t, out, "a", "new")
	alone(t, dir, "public")
}
