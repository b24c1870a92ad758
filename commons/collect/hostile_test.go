package collect

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"polity/commons/repo"
)

// git runs the real git, without the user's configuration; tests that need it are
// skipped where there is none.
func git(t *testing.T, dir string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git here")
	}
	cmd := exec.Command("git", append([]string{"-C", dir}, args...)...)
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=Una Marsh", "GIT_AUTHOR_EMAIL=una@ford.example",
		"GIT_COMMITTER_NAME=Una Marsh", "GIT_COMMITTER_EMAIL=una@ford.example", "GIT_AUTHOR_DATE=2015-06-01T08:00:00Z", "GIT_COMMITTER_DATE=2015-06-01T08:00:00Z")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// river is a repository on disk with four states of one charter, in loose objects: a
// copy of one that is made once.
func river(t *testing.T, made string) string {
	dir := filepath.Join(t.TempDir(), "river")
	must(t, os.CopyFS(dir, os.DirFS(made)))
	return dir
}

func makeRiver(t *testing.T) string {
	dir := t.TempDir()
	git(t, dir, "init", "-q", "-b", "main")
	for n := 2; n < 6; n++ {
		put(t, dir, "charter.md", articles(n, "us"))
		git(t, dir, "add", ".")
		git(t, dir, "commit", "-qm", "amend")
	}
	return dir
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
}

func lose(t *testing.T, dir, rev string) {
	t.Helper()
	h := git(t, dir, "rev-parse", rev)
	must(t, os.Remove(filepath.Join(dir, ".git", "objects", h[:2], h[2:])))
}

func gatherPath(path string) (*Result, error) {
	c, err := Open(Options{Sources: []Source{{Spec: path}}})
	if err != nil {
		return nil, err
	}
	defer c.Close()
	return c.Gather()
}

// What is built of damaged repositories, and what is said. «error:» marks that nothing
// could be built.
func TestDamaged(t *testing.T) {
	made := makeRiver(t)
	for _, x := range []struct {
		name    string
		harm    func(t *testing.T, dir string) string // the path to read
		changes int                                   // 0: nothing can be built
		says    []string
	}{
		{"whole", func(t *testing.T, dir string) string { return dir }, 4, nil},
		{"shallow clone", func(t *testing.T, dir string) string {
			git(t, filepath.Dir(dir), "clone", "-q", "--depth", "2", "file://"+filepath.ToSlash(dir), "short")
			return filepath.Join(filepath.Dir(dir), "short")
		}, 2, []string{"warning: short is a shallow clone", "«git fetch --unshallow --tags»", "fetch-depth: 0"}},
		{"partial clone", func(t *testing.T, dir string) string {
			git(t, dir, "config", "uploadpack.allowFilter", "true")
			git(t, filepath.Dir(dir), "clone", "-q", "--filter=blob:none", "file://"+filepath.ToSlash(dir), "thin")
			return filepath.Join(filepath.Dir(dir), "thin")
		}, 1, []string{"warning: thin is a partial clone", "(3)", "«git fetch --refetch --no-filter»"}},
		{"bare partial clone, which holds no text at all", func(t *testing.T, dir string) string {
			git(t, dir, "config", "uploadpack.allowFilter", "true")
			git(t, filepath.Dir(dir), "clone", "-q", "--bare", "--filter=blob:none", "file://"+filepath.ToSlash(dir), "thin.git")
			return filepath.Join(filepath.Dir(dir), "thin.git")
		}, 0, []string{"thin is a partial clone", "complete thin with: git -C ", "fetch --refetch --no-filter"}},
		{"a text missing in the middle", func(t *testing.T, dir string) string {
			lose(t, dir, "main~2:charter.md")
			return dir
		}, 3, []string{"charter.md: error: The text with object ", "is not in the repository; versions that hold it are left out", "«git fsck»"}},
		{"the newest text missing", func(t *testing.T, dir string) string {
			lose(t, dir, "main:charter.md")
			return dir
		}, 0, []string{"no text found in river", "charter.md: error: The text with object "}},
		{"the newest text missing, and named", func(t *testing.T, dir string) string {
			put(t, dir, "polity.yaml", "works: [{id: charter, files: [charter.md]}]\n")
			git(t, dir, "add", ".")
			git(t, dir, "commit", "-qm", "name it")
			lose(t, dir, "main:charter.md")
			return dir
		}, 0, []string{"charter.md: error: The text with object "}},
		{"a tree missing in the middle", func(t *testing.T, dir string) string {
			lose(t, dir, "main~2^{tree}")
			return dir
		}, 3, []string{"The files of commit ", "cannot be read; their changes are not shown"}},
		{"the newest tree missing", func(t *testing.T, dir string) string {
			lose(t, dir, "main^{tree}")
			return dir
		}, 0, []string{"river: tree ", "not found: clone it again"}},
		{"a commit missing in the middle", func(t *testing.T, dir string) string {
			lose(t, dir, "main~2")
			return dir
		}, 2, []string{"warning: The commit ", "what only it leads to is not shown"}},
		{"the newest commit missing", func(t *testing.T, dir string) string {
			lose(t, dir, "main")
			return dir
		}, 0, []string{"river: none of its 1 references leads to a commit that is there"}},
		{"a damaged pack", func(t *testing.T, dir string) string {
			git(t, dir, "gc", "-q")
			pack, err := filepath.Glob(filepath.Join(dir, ".git", "objects", "pack", "*.pack"))
			must(t, err)
			b, err := os.ReadFile(pack[0])
			must(t, err)
			must(t, os.Chmod(pack[0], 0o644))
			must(t, os.WriteFile(pack[0], b[:len(b)/3], 0o644))
			return dir
		}, 0, []string{"river: ", "clone it again from where it is whole"}},
		{"an unborn HEAD", func(t *testing.T, dir string) string {
			git(t, dir, "symbolic-ref", "HEAD", "refs/heads/nowhere")
			return dir
		}, 4, nil},
		{"a detached HEAD", func(t *testing.T, dir string) string {
			git(t, dir, "checkout", "-q", "main~1")
			return dir
		}, 3, nil},
		{"no commit", func(t *testing.T, dir string) string {
			must(t, os.RemoveAll(filepath.Join(dir, ".git")))
			git(t, dir, "init", "-q")
			return dir
		}, 0, []string{"river: no commits yet: commit a text to it first"}},
		{"links instead of texts", func(t *testing.T, dir string) string {
			must(t, os.Remove(filepath.Join(dir, "charter.md")))
			must(t, os.Symlink("/etc/passwd", filepath.Join(dir, "charter.md")))
			must(t, os.Symlink("../../../secret.md", filepath.Join(dir, "constitution.md")))
			git(t, dir, "add", ".")
			git(t, dir, "commit", "-qm", "links")
			return dir
		}, 0, []string{"no text found in river"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			res, err := gatherPath(x.harm(t, river(t, made)))
			said := ""
			switch {
			case err != nil && x.changes > 0:
				t.Fatal(err)
			case err != nil:
				said = err.Error()
			case x.changes == 0:
				t.Fatalf("built %s", works(res))
			default:
				said = problemsOf(res)
				if n := len(res.Commons.Works[0].Changes); n != x.changes {
					t.Errorf("%d changes, want %d", n, x.changes)
				}
				if strings.Contains(said, filepath.ToSlash(os.TempDir())) {
					t.Errorf("a path of this machine: %s", said)
				}
			}
			for _, s := range x.says {
				if !strings.Contains(said, s) {
					t.Errorf("got  %s\nwant %s", said, s)
				}
			}
			if x.says == nil && said != "" {
				t.Errorf("said %s", said)
			}
		})
	}
}

func TestHostileFiles(t *testing.T) {
	noise := make([]byte, 30_000)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	big := bytes.Repeat([]byte("## Article 1\n\nThe bell rings twice.\n\n"), maxText/37+1)
	dir := t.TempDir()
	for name, c := range map[string]struct {
		data []byte
		says string // of the error; "" builds
	}{
		"noise.bin":   {noise, "neither a git repository nor a bundle nor a text"},
		"noise.md":    {noise, "neither a git repository nor a bundle nor a text"},
		"a.bundle":    {[]byte("# v2 git bundle\n" + strings.Repeat("a", 40) + " refs/heads/main\n\nPACK"), "damaged"},
		"big.md":      {big, "polity reads texts of up to 4 MiB; part this one into several files"},
		"empty.md":    {nil, "no text found in empty.md"},
		"latin.md":    {[]byte("# Statuts\n\n## Article 1\n\nL'\xe9t\xe9 est \xe0 nous.\n"), ""},
		"unknown.xyz": {[]byte(articles(3, "us")), ""},
		"README.md":   {[]byte(articles(3, "us")), ""},
	} {
		must(t, os.WriteFile(filepath.Join(dir, name), c.data, 0o644))
		if name == "big.md" {
			must(t, os.Truncate(filepath.Join(dir, name), 50<<20))
		}
		res, err := gatherPath(filepath.Join(dir, name))
		if c.says == "" {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, %v; want %q", name, res, err, c.says)
		}
	}
	f := newFord(t)
	f.commit("begin", map[string]string{"constitution.md": string(noise), "charter.md": articles(3, "us")})
	if res := gathered(t, f.Repo()); len(res.Commons.Works) == 0 {
		t.Error("noise beside a text hides it")
	}
	// Inside a repository the limit holds for each file, and the rest is read.
	must(t, f.WriteDir(filepath.Join(dir, "big")))
	f.commit("far too much", map[string]string{"constitution.md": string(big)})
	must(t, f.WriteDir(filepath.Join(dir, "bigger")))
	res, err := gatherPath(filepath.Join(dir, "bigger"))
	must(t, err)
	if want := "is larger than 4 MiB"; works(res) != "bigger: charter.md" || !strings.Contains(problemsOf(res), want) {
		t.Errorf("%s: %s; want %q", works(res), problemsOf(res), want)
	}
}

func TestManifestThatCannotBeFollowed(t *testing.T) {
	for _, x := range []struct{ name, yaml, works, says string }{
		{"no YAML", "movement: {name: X\nworks: [\n", "ford: charter.md", "polity.yaml:1: error: The file is not YAML"},
		{"a later format", "spec: 9\nworks: [{id: a, files: [charter.md]}]\n", "ford: charter.md", "polity.yaml:1:7: error: The file is written for version 9"},
		{
			"a file that never was", "works:\n  - id: order\n    files: [order.md]\n  - {id: charter, files: [charter.md]}\n", "ford-charter: charter.md",
			"polity.yaml:3:12: error: No file matches «order.md», now or earlier. Name the files as they are now: charter.md, old/annex.md.",
		},
		{"a file that is gone", "works: [{id: gone, files: [gone.md]}]\n", "ford-gone: gone.md", "polity.yaml:1:27: warning: No file matches «gone.md» any more"},
		{"a translation that never was", "works: [{id: charter, files: [charter.md], translations: {cy: charter.cy.md}}]\n", "ford-charter: charter.md", "polity.yaml:1:63: error: No file matches «charter.cy.md»"},
		{"a path out of the tree", "works: [{id: a, files: [../x.md, charter.md]}, {id: b, files: [charter.md, /etc/passwd]}]\n", "ford-a: charter.md; ford-b: charter.md", "polity.yaml:1:25: error: «../x.md» does not stay inside"},
		{"nothing but paths out of the tree", "works: [{id: a, files: [../x.md]}, {id: b, files: [charter.md]}]\n", "ford-b: charter.md", "The work names no file that can be read."},
		{"no files", "works: [{id: a}, {id: b, files: [charter.md]}]\n", "ford-b: charter.md", "polity.yaml:1: error: The work names no file that can be read."},
		{"the same id twice", "works:\n  - {id: a, files: [charter.md]}\n  - {id: a, files: [old/annex.md]}\n", "ford-a: charter.md; ford-annex: old/annex.md", "polity.yaml:3:1: error: The id «a» already belongs to the work in line 2."},
		{"an id of the site itself", "movement: {id: proposals}\n", "proposals-text: charter.md", "polity.yaml: warning: The address «proposals» belongs to a page of the site itself; this work is called «proposals-text»."},
	} {
		f := newFord(t)
		f.commit("begin", map[string]string{"charter.md": articles(3, "us"), "gone.md": articles(4, "them"), "old/annex.md": articles(2, "you")})
		h, err := f.Commit(repo.Draft{Parents: []repo.Hash{f.tip}, Remove: []string{"gone.md"}, Edits: map[string]string{"polity.yaml": x.yaml}, Author: repo.Stamp{Name: "U"}})
		must(t, err)
		must(t, f.SetRef("refs/heads/main", h))
		res := gathered(t, f.Repo())
		if got := works(res); got != x.works {
			t.Errorf("%s: got %s, want %s", x.name, got, x.works)
		}
		if !strings.Contains(problemsOf(res), x.says) {
			t.Errorf("%s: said %s, want %s", x.name, problemsOf(res), x.says)
		}
	}
}

// What may not be read is named by the path that was given, not by one inside it.
func TestMayNotBeRead(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may read everything")
	}
	t.Chdir(t.TempDir())
	for _, dir := range []string{"closed", "part"} {
		must(t, os.Mkdir(dir, 0o700))
		put(t, dir, "charter.md", articles(2, "us"))
	}
	must(t, os.Chmod("closed", 0))
	defer os.Chmod("closed", 0o700)
	must(t, os.Chmod("part/charter.md", 0))
	for spec, want := range map[string]string{
		"closed":            "closed: this may not be read (permission denied)",
		"closed/charter.md": "closed/charter.md: this may not be read (permission denied)",
		"part":              "part: charter.md: this may not be read (permission denied)",
		"part/charter.md":   "part/charter.md: this may not be read (permission denied)",
	} {
		if _, err := Open(Options{Sources: []Source{{Spec: spec}}}); err == nil || err.Error() != want {
			t.Errorf("%s: %v", spec, err)
		}
	}
}
