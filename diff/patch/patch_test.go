package patch

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"polity/commons/law"
	"polity/commons/markup"
)

const statutes = `# Statutes of the Weir

## Article 1. Water

1. The weir is opened at dawn by whoever lives
   nearest to it, and is closed again before
   the herons come back.
2. Nobody *opens* it at night.

## Article 2. Toll

A boat pays one fish, and a raft pays nothing at all.
`

// applied is what «git apply» makes of a file with a patch.
func applied(t testing.TB, source, patch string) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed: it is what the patches are for")
	}
	dir, err := os.MkdirTemp("", "patch")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	if err := os.WriteFile(filepath.Join(dir, "law.md"), []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("git", "apply", "--whitespace=nowarn", "-")
	cmd.Dir, cmd.Stdin = dir, strings.NewReader(patch)
	cmd.Env = append(os.Environ(), "GIT_CEILING_DIRECTORIES="+filepath.Dir(dir))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git apply: %v\n%s\n%s", err, out, patch)
	}
	b, err := os.ReadFile(filepath.Join(dir, "law.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func parse(source string) *law.Text {
	t, _ := markup.Parse(markup.File{Path: "law.md", Source: []byte(source)})
	return t
}

// unit is the first with these words.
func unit(t *law.Text, words string) int {
	for i := range t.Clauses {
		if strings.Contains(t.Clauses[i].Heading+t.Clauses[i].Text, words) {
			return i
		}
	}
	return -1
}

func replace(t *law.Text, at int, old, new string) Edit {
	with := t.Clauses[at]
	with.Heading, with.Text = strings.Replace(with.Heading, old, new, 1), strings.Replace(with.Text, old, new, 1)
	return Edit{Replace: true, Unit: at, Was: t.Clauses[at], With: with}
}

func TestMake(t *testing.T) {
	text := parse(statutes)
	edits := []Edit{
		replace(text, unit(text, "herons"), "at dawn", "when the first light stands on the far bank"),
		replace(text, unit(text, "at night"), "at night", "in the dark"),
		replace(text, unit(text, "Toll"), "Toll", "Tolls"),
		{Remove: true, Unit: unit(text, "one fish")},
		{Insert: true, Unit: unit(text, "at night"), With: law.Clause{Kind: text.Clauses[unit(text, "at night")].Kind, Label: "3.", Num: "3", Text: "Eels go free."}},
		{Insert: true, Unit: unit(text, "Toll"), With: law.Clause{Kind: law.Article, Label: "Article 3", Num: "3", Heading: "Ice"}},
	}
	patch, left := Make(text, [][]byte{[]byte(statutes)}, edits)
	if len(left) > 0 {
		t.Errorf("left out: %v", left)
	}
	want := `# Statutes of the Weir

## Article 1. Water

1. The weir is opened when the first light
   stands on the far bank by whoever lives
   nearest to it, and is closed again before
   the herons come back.
2. Nobody *opens* it in the dark.
3. Eels go free.

## Article 2. Tolls

## Article 3. Ice
`
	if got := applied(t, statutes, string(patch)); got != want {
		t.Errorf("got\n%s\nwith\n%s", got, patch)
	}
}

// What cannot be found is left out and named, never guessed.
func TestLeftOut(t *testing.T) {
	text := parse(statutes)
	night := unit(text, "at night")
	for name, e := range map[string]Edit{
		"markup between the words": replace(text, night, "Nobody opens", "Anybody may open"),
		"a unit that is elsewhere": {Replace: true, Unit: night, Was: law.Clause{Text: "What it never said."}, With: law.Clause{Text: "Something."}},
	} {
		patch, left := Make(text, [][]byte{[]byte(statutes)}, []Edit{e})
		if len(left) != 1 || len(patch) > 0 {
			t.Errorf("%s: left %v, patch\n%s", name, left, patch)
		}
	}
	if patch, left := Make(text, [][]byte{{0xff, 0xfe}}, []Edit{{Remove: true}}); len(left) != 1 || len(patch) > 0 {
		t.Error("a file that is no text was edited")
	}
}

// Whatever units are removed and edited, the patch fits the file, and without edits
// there is none.
func TestPatchesFit(t *testing.T) {
	text := parse(statutes)
	rapid.Check(t, func(r *rapid.T) {
		eol := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(r, "eol")
		source := strings.ReplaceAll(strings.TrimSuffix(statutes, rapid.SampledFrom([]string{"", "\n"}).Draw(r, "end")), "\n", eol)
		var edits []Edit
		for i := range text.Clauses {
			switch rapid.IntRange(0, 5).Draw(r, "what") {
			case 0:
				edits = append(edits, Edit{Remove: true, Unit: i})
			case 1:
				edits = append(edits, replace(text, i, "a", "another and"))
			case 2:
				with := text.Clauses[i]
				edits = append(edits, Edit{Insert: true, Unit: i, Below: rapid.Bool().Draw(r, "below"), With: with})
			}
		}
		patch, _ := Make(text, [][]byte{[]byte(source)}, edits)
		if len(edits) == 0 && len(patch) > 0 {
			r.Fatal("a patch of nothing")
		}
		if len(patch) > 0 && rapid.IntRange(0, 9).Draw(r, "try") == 0 {
			if got := applied(t, source, string(patch)); got == source {
				r.Fatal("the patch changes nothing")
			}
		}
		if bytes.Contains(patch, []byte("@@ -0,0")) {
			r.Fatal("a hunk of nothing")
		}
	})
}
