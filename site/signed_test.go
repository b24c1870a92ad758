package site

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"polity/commons/report"
	"polity/commons/story"
	"polity/site/check"
	"polity/site/model"
)

// signedStory is a text whose changes are signed by the clerk, by a stranger, and by
// nobody.
const signedStory = `repo marsh
person ada Ada Marsh <ada@marsh.example>
key clerk
key eel
on 2011-03-06T10:00:00+01:00 ada
write law.md law
allow keys/allowed_signers clerk clerk@marsh.example
commit "Nobody signs the first"
on 2012-01-06T10:00:00+01:00 ada
write law.md one
sign clerk
commit "By the clerk"
on 2012-04-06T10:00:00+01:00 ada
write law.md two
sign eel
commit "By a stranger"
-- law --
# Law

1. Nobody drains the marsh.
-- one --
# Law

1. Nobody drains the marsh by day.
-- two --
# Law

1. Nobody drains the marsh in autumn.
`

// Who made a change of a text is told on its page and in the ledger, with the line that
// a member can run: git agrees with it.
func TestSignedChangesAreTold(t *testing.T) {
	b, err := story.FromText("marsh", []byte(signedStory))
	if err != nil {
		t.Fatal(err)
	}
	dir, out := filepath.Join(t.TempDir(), "marsh"), filepath.Join(t.TempDir(), "out")
	if err := b.WriteDir(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := Build(context.Background(), Options{Args: []string{dir}, Out: out}); err != nil {
		t.Fatal(err)
	}
	for page, says := range map[string][]string{
		"ledger/index.html":          {"1 proven", "1 signed, not proven", "One change of a text carries no signature", "Change 2 of Law", "is signed by clerk@marsh.example with the key", "does not list the key"},
		"marsh/changes/1/index.html": {"First text"},
		"marsh/changes/2/index.html": {"proven", "is signed by clerk@marsh.example", "allowed_signers\ngit -c gpg.ssh.allowedSignersFile=allowed_signers verify-commit"},
		"marsh/changes/3/index.html": {"signed, not proven", "does not list the key"},
	} {
		text := mainOf(t, out, page)
		for _, s := range says {
			if !strings.Contains(strings.Join(strings.Fields(text), " "), strings.Join(strings.Fields(s), " ")) {
				t.Errorf("%s does not say %q:\n%s", page, s, text)
			}
		}
	}
	if strings.Contains(mainOf(t, out, "marsh/changes/1/index.html"), "proven") {
		t.Error("a change that nobody signed has a badge")
	}
	data, err := os.ReadFile(filepath.Join(out, "marsh", "history", "data.json"))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(data), `"signed": [`); n != 2 || !strings.Contains(string(data), `"signer": "clerk@marsh.example"`) {
		t.Errorf("the data of the history name %d signed changes, want 2 and who signed", n)
	}
	for _, p := range check.Site(os.DirFS(out)) {
		if p.Severity == report.Error {
			t.Error(p)
		}
	}
	runProofs(t, dir)
}

// runProofs runs the lines of all changes in the repository.
func runProofs(t *testing.T, dir string) {
	t.Helper()
	for _, tool := range []string{"git", "ssh-keygen", "sh"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip("there is no " + tool + " here")
		}
	}
	s, err := Look(context.Background(), Options{Args: []string{dir}})
	if err != nil {
		t.Fatal(err)
	}
	ran := 0
	for i, l := range s.Plan.Pages {
		if l.Kind != model.KindChange {
			continue
		}
		proof := s.Plan.Page(i).Body.(*model.Change).Proof
		if proof == nil {
			continue
		}
		for _, line := range proof.Lines {
			if line.Command == "" {
				t.Errorf("nothing can be run: %+v", line)
				continue
			}
			ran++
			c := exec.Command("sh", "-e", "-c", line.Command)
			c.Dir = dir
			said, err := c.CombinedOutput()
			if (err == nil) != (line.Mark.Key == "proven") {
				t.Errorf("it is %s, and git says %v: %s\n%s", line.Mark.Key, err, said, line.Command)
			}
		}
	}
	if ran != 2 {
		t.Errorf("%d lines were run", ran)
	}
}
