package collect

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"polity/commons/law"
	"polity/commons/repo"
	"polity/commons/story"
)

// bundleStory is a main line, and a branch that is sent to it in a bundle.
const bundleStory = `repo weir
person ada Ada Weir <ada@weir.example>
on 2011-03-06T10:00:00+01:00 ada
write law.md law
commit "The first law"
branch eels
on 2012-03-06T10:00:00+01:00 ada
edit law.md eels
commit "Count the eels"
switch main
-- law --
# Law

1. The sluice is open at dawn, and the keeper of the sluice writes down every evening how high the water stood.

2. Nobody owns the river.

3. Whoever finds the gate broken says so to the keeper before the day is over, and the keeper has it mended.
-- eels --
<<<<
Nobody owns the river.
====
Nobody owns the river or its eels.
>>>>
`

// toldStory is the repository of a story.
func toldStory(t *testing.T, script string) *repo.Builder {
	t.Helper()
	b, err := story.FromText("weir", []byte(script))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// sent gathers a repository that never saw the branch, and keeps such a file in
// proposals/ with a record of it.
func sent(t *testing.T, bundle []byte) *Result {
	t.Helper()
	begin, end := strings.Index(bundleStory, "branch eels"), strings.Index(bundleStory, "switch main")
	b := toldStory(t, bundleStory[:begin]+bundleStory[end:])
	head, err := b.Repo().Resolve("main")
	if err != nil {
		t.Fatal(err)
	}
	kept := b.MustCommit(repo.Draft{
		Parents: []repo.Hash{head.Hash}, Message: "Keep what was sent", Author: repo.Stamp{Name: "Ada Weir", Email: "ada@weir.example"},
		Edits: map[string]string{"proposals/eels.bundle": string(bundle), "proposals/eels.md": "---\ntitle: Count the eels\nstatus: review\nauthor: Ada Weir\n---\nThey are many.\n"},
	})
	if err := b.SetRef("refs/heads/main", kept); err != nil {
		t.Fatal(err)
	}
	res := gathered(t, b.Repo())
	return res
}

// wholeBundle holds the main line and the branch.
func wholeBundle(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := toldStory(t, bundleStory).WriteBundle(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func wantEels(t *testing.T, res *Result) {
	t.Helper()
	list := res.Commons.Works[0].Proposals
	if len(res.Problems) != 0 || len(list) != 1 {
		t.Fatalf("%v, %+v", res.Problems, list)
	}
	p := &list[0]
	if p.ID != "eels" || p.Form != law.Bundle || p.Name != "proposals/eels.bundle" || p.Merged || p.Record == nil || len(p.Commits) != 1 || p.Commits[0].Subject != "Count the eels" || p.Text == nil || p.Text.Clauses[2].Text != "Nobody owns the river or its eels." {
		t.Errorf("%+v", p)
	}
}

func TestBundleIsAProposal(t *testing.T) { wantEels(t, sent(t, wholeBundle(t))) }

// What people send leans on commits that the repository has, and its deltas on objects
// there.
func TestThinBundle(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git to make a thin bundle")
	}
	dir := filepath.Join(t.TempDir(), "weir")
	if err := toldStory(t, bundleStory).WriteDir(dir); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "eels.bundle")
	if out, err := exec.Command("git", "-C", dir, "bundle", "create", file, "main..eels").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if whole := wholeBundle(t); len(data) >= len(whole) {
		t.Errorf("the bundle is not thin: %d bytes of %d", len(data), len(whole))
	}
	wantEels(t, sent(t, data))
	wants := strings.Replace(string(data), "\n-", "\n-0123456789012345678901234567890123456789 x\n-", 1)
	if res := sent(t, []byte(wants)); len(res.Problems) != 1 || !strings.Contains(res.Problems[0].Message, "stands on commit 0123456789") {
		t.Errorf("%v", res.Problems)
	}
}

// A bundle that cannot be read is a problem with the file's name, and never the end.
func TestHostileBundle(t *testing.T) {
	whole := wholeBundle(t)
	cut := bytes.Index(whole, []byte("PACK"))
	flipped := bytes.Clone(whole)
	flipped[len(flipped)-30] ^= 0xff
	lying := bytes.Clone(whole)
	lying[cut+8] = 0x7f // two thousand million objects
	for name, data := range map[string][]byte{
		"empty": {}, "prose": []byte("This is no bundle."), "head alone": whole[:cut], "cut short": whole[:len(whole)-40], "flipped": flipped, "lying": lying,
		"no list": []byte("# v2 git bundle\n" + strings.Repeat("x", 1<<15)), "large": append(bytes.Clone(whole), make([]byte, maxBundle)...),
	} {
		res := sent(t, data)
		told := false
		for _, p := range res.Problems {
			told = told || p.Path == "proposals/eels.bundle" && p.Message != "" && p.Advice != ""
		}
		if !told || len(res.Commons.Works) != 1 {
			t.Errorf("%s: %v, %d works", name, res.Problems, len(res.Commons.Works))
		}
	}
}
