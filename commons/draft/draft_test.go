package draft

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"polity/commons/law"
	"polity/commons/record"
	"polity/commons/repo"
)

const digest = "sha256:699dadb9adb20b6f946ac317fbd3010ab439988b46c7f7960610d25be1f5e693"

var who = repo.Stamp{Name: "Ola", Email: "ola@reed.example", When: time.Date(2014, 2, 10, 12, 0, 0, 0, time.UTC)}

// workTree is a work tree with one commit on main.
func workTree(t *testing.T) *repo.WorkTree {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git makes the work trees of these tests, and is not installed")
	}
	t.Setenv("HOME", t.TempDir())
	dir := t.TempDir()
	write(t, dir, "reed.md", "# The Reed\n")
	run(t, dir, "init", "-q", "-b", "main")
	run(t, dir, "add", ".")
	run(t, dir, "-c", "user.name=Ola", "-c", "user.email=ola@reed.example", "commit", "-q", "-m", "The reed")
	return open(t, dir)
}

// run runs git and returns what it prints.
func run(t *testing.T, dir string, args ...string) string {
	t.Helper()
	out, err := exec.Command("git", append([]string{"-C", dir}, args...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

func open(t *testing.T, dir string) *repo.WorkTree {
	t.Helper()
	w, err := repo.OpenWorkTree(dir)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func ratified(t *testing.T) *Draft {
	t.Helper()
	d, err := Decision(law.Act{Kind: law.Ratification, Date: "2014-02-10", On: law.Object{Work: "bell", Version: "v2", Digest: digest}}, "Yes.", "")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// One commit holds the files and nothing else; the work tree is clean after it, and git
// finds nothing wrong with it.
func TestWrite(t *testing.T) {
	w := workTree(t)
	d := ratified(t)
	done, err := d.Write(w, who)
	if err != nil {
		t.Fatal(err)
	}
	if got := run(t, w.Dir, "show", "--format=%P %an %aI", "--name-status", done.Commit); got != w.Head+" Ola 2014-02-10T12:00:00+00:00\n\nA\tdecisions/2014-02-10-ratification-bell-v2.md" {
		t.Errorf("got %s", got)
	}
	if got := run(t, w.Dir, "status", "--porcelain"); got != "" {
		t.Errorf("left behind: %s", got)
	}
	run(t, w.Dir, "fsck", "--strict")
	if _, err := d.Write(open(t, w.Dir), who); err == nil || !strings.Contains(err.Error(), "is there already") {
		t.Errorf("a second time: %v", err)
	}
	undo(t, done)
	if got := run(t, w.Dir, "rev-parse", "HEAD") + run(t, w.Dir, "status", "--porcelain"); got != w.Head || open(t, w.Dir).Has(d.Files[0].Path) {
		t.Errorf("undone: %s", got)
	}
}

func undo(t *testing.T, done Done) {
	t.Helper()
	for _, line := range done.Undo {
		if out, err := exec.Command("sh", "-c", line).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", line, err, out)
		}
	}
}

// A draft that takes changed files makes a branch for them; what was not meant is
// refused. Undone, the changes are there again and not committed.
func TestBranch(t *testing.T) {
	w := workTree(t)
	write(t, w.Dir, "reed.md", "# The Reed\n\nIt bends.\n")
	d := ratified(t)
	d.Branch = "bends"
	if _, err := d.Write(w, who); err == nil || !strings.Contains(err.Error(), "not committed (reed.md)") {
		t.Errorf("a change that was not named: %v", err)
	}
	d.Take = []string{"reed.md"}
	before := run(t, w.Dir, "diff")
	done, err := d.Write(w, who)
	if err != nil {
		t.Fatal(err)
	}
	if run(t, w.Dir, "branch", "--show-current") != "bends" || done.Branch != "bends" || run(t, w.Dir, "rev-parse", "main") != w.Head || run(t, w.Dir, "status", "--porcelain") != "" {
		t.Errorf("%+v", done)
	}
	undo(t, done)
	if run(t, w.Dir, "branch") != "* main" || run(t, w.Dir, "diff") != before || run(t, w.Dir, "status", "--porcelain") != "M reed.md" {
		t.Errorf("undone: %s %s", run(t, w.Dir, "branch"), run(t, w.Dir, "status", "--porcelain"))
	}
}

// Where something fails half way, all is as it was before.
func TestPutBack(t *testing.T) {
	w := workTree(t)
	d := ratified(t)
	d.Branch = "no..branch"
	if _, err := d.Write(w, who); err == nil {
		t.Fatal("such a branch was made")
	}
	again := open(t, w.Dir)
	if staged, unstaged, err := again.Changed(); err != nil || len(staged)+len(unstaged) > 0 || again.Branch != "main" || again.Has(d.Files[0].Path) {
		t.Errorf("left behind: %v %v %v %s", staged, unstaged, err, again.Branch)
	}
}

// Records never land outside of the repository, nor behind a link.
func TestLinks(t *testing.T) {
	w := workTree(t)
	outside := t.TempDir()
	if err := os.Symlink(outside, filepath.Join(w.Dir, "decisions")); err != nil {
		t.Skip(err)
	}
	if _, err := ratified(t).Write(w, who); err == nil || !strings.Contains(err.Error(), "decisions is no folder") {
		t.Errorf("%v", err)
	}
	if list, _ := os.ReadDir(outside); len(list) > 0 {
		t.Errorf("written outside: %v", list)
	}
	d := ratified(t)
	d.Files[0].Path = "../out.md"
	if _, err := d.Write(open(t, w.Dir), who); err == nil {
		t.Error("written above the repository")
	}
}

// What a decision says is what is read of it; what would not read back is refused.
func TestDecision(t *testing.T) {
	any := rapid.String()
	rapid.Check(t, func(t *rapid.T) {
		a := law.Act{
			Kind: rapid.SampledFrom(law.ActKinds[:]).Draw(t, "kind"), Date: "2014-02-10", By: any.Draw(t, "by"), Minutes: any.Draw(t, "minutes"),
			On: law.Object{Work: any.Draw(t, "work"), Version: any.Draw(t, "version"), Clauses: rapid.SliceOfN(any, 0, 2).Draw(t, "clauses"), Digest: digest},
		}
		d, err := Decision(a, any.Draw(t, "why"), "")
		if err != nil {
			return
		}
		got, ok, problems := record.Act(d.Files[0].Path, d.Files[0].Data)
		if !ok || len(problems) > 0 || got.By != a.By || got.On.Work != a.On.Work || got.Date != a.Date || strings.Contains(d.Files[0].Path, "..") {
			t.Fatalf("%v %v %+v\n%s", ok, problems, got, d.Files[0].Data)
		}
	})
	for _, a := range []law.Act{
		{Kind: law.Ratification, Date: "2014-02-10"},
		{Kind: law.Ratification, Date: "2014", On: law.Object{Work: "bell"}},
		{Kind: law.Ratification, Date: "2014-02-10", Effect: law.Suspends, On: law.Object{Work: "bell"}},
		{Kind: law.Ratification, Date: "2014-02-10", On: law.Object{Work: "bell", Digest: "sha1:00"}},
	} {
		if d, err := Decision(a, "", ""); err == nil {
			t.Errorf("%+v gave %s", a, d.Files[0].Data)
		}
	}
}

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{
		"Upstream veto": "upstream-veto", "  Ärger & Ölung ": "arger-olung", "../../x": "x", "第三条": "", "a--b": "a-b",
		strings.Repeat("x", 99): strings.Repeat("x", maxSlug),
	} {
		if got := Slug(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestAmendment(t *testing.T) {
	any := rapid.String()
	rapid.Check(t, func(t *rapid.T) {
		a := law.Amendment{Number: "7", Title: any.Draw(t, "title"), Status: law.Draft, Author: any.Draw(t, "author"), Amends: rapid.SliceOfN(any, 0, 2).Draw(t, "amends")}
		d, err := Amendment(a, record.Amendments, any.Draw(t, "name"), any.Draw(t, "summary"), any.Draw(t, "why"))
		if err != nil {
			return
		}
		got, ok, problems := record.Amendment(d.Files[0].Path, d.Files[0].Data)
		if !ok || len(problems) > 0 || got.Title != a.Title || got.Author != a.Author || got.Number != "7" || !record.IsRecord(d.Files[0].Path) {
			t.Fatalf("%v %v %+v\n%s", ok, problems, got, d.Files[0].Data)
		}
	})
	for _, a := range []law.Amendment{{Number: "7"}, {Title: "x"}, {Title: "x", Number: "0"}, {Title: "x", Number: "7/../8"}} {
		if d, err := Amendment(a, record.Amendments, "", "", ""); err == nil {
			t.Errorf("%+v gave %s", a, d.Files[0].Path)
		}
	}
}

func TestNumbers(t *testing.T) {
	for want, files := range map[string][]string{
		"1":  {"amendments/README.md", "amendments/2024-01-02-x.md", "amendments/geese.md"},
		"13": {"amendments/0007-a.md", "amendments/12b.md", "amendments/3_c.md", "amendments/99.txt"},
	} {
		if got := Next(files); got != want {
			t.Errorf("after %v comes %s, not %s", files, got, want)
		}
	}
	for want, files := range map[string][]string{
		"amendments":     {"law/amendments/1.md", "by/amendments/1.md"},
		"law/amendments": {"law/amendments/1.md", "law/amendments/2.md", "law/a/amendments/3.md"},
	} {
		if got := Folder(files); got != want {
			t.Errorf("%v stand in %s, not %s", files, got, want)
		}
	}
}
