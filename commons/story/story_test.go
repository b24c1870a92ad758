package story

import (
	"errors"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"polity/commons/law"
	"polity/commons/repo"
	"polity/commons/signature"
)

const head = `# a small story
repo marsh
person ada Ada Weir <ada@weir.example>
person ben Ben de Oar <ben@oar.example>

on 2011-03-06T10:00:00+01:00 ada ben
write law.md v1
write notes/a.md note
commit "The first law"
tag v1 "As adopted"
`

const sections = `-- v1 --
# Law

1. The sluice is open at noon.

2. The keeper keeps the key.
-- note --
A note.
-- noon --
<<<<
at noon
====
at noon and at dusk
>>>>
-- key --
<<<<
2. The keeper keeps the key.
====
>>>>

<<<<
1. The
====
1. Every
>>>>
-- message --
Change the hour

Because of the tide.

Amendment: 3
`

// built builds a story from the common head, further commands and the common sections.
func built(t *testing.T, commands string) *repo.Builder {
	t.Helper()
	b, err := FromText("marsh.txtar", []byte(head+commands+sections))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// shown is the history of a branch: subject, parents and files of each commit.
func shown(t *testing.T, b *repo.Builder, rev string) []string {
	t.Helper()
	r := b.Repo()
	ref, err := r.Resolve(rev)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	err = r.Walk(ref.Hash, func(c *repo.Commit) error {
		files, err := r.Files(c.Tree)
		subject, _, _ := strings.Cut(c.Message, "\n")
		line := subject + " |"
		for _, f := range files {
			line += " " + f.Path
		}
		out = append(out, line+" |"+strings.Repeat("^", len(c.Parents)))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func text(t *testing.T, b *repo.Builder, rev, path string) string {
	t.Helper()
	r := b.Repo()
	ref, err := r.Resolve(rev)
	if err != nil {
		t.Fatal(err)
	}
	c, err := r.Commit(ref.Hash)
	if err != nil {
		t.Fatal(err)
	}
	e, err := r.Entry(c.Tree, path)
	if err != nil {
		t.Fatal(err)
	}
	data, err := r.Blob(e.Hash)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestCommands(t *testing.T) {
	b := built(t, `
branch dusk
on 2012-01-01T09:00:00Z ben
edit law.md noon
commit message
ref refs/pull/7/head dusk

switch main
on 2012-02-01T09:00:00Z ada
move notes/a.md notes/b.md
commit "Rename the \"note\""
on 2012-03-01T09:00:00Z ada ben
merge dusk "Merge pull request #7"
delete-branch dusk
on 2012-04-01T09:00:00Z ada
edit law.md key
remove notes/b.md
commit "Strike the key"
tag now
`)
	want := []string{
		"Strike the key | law.md |^",
		"Merge pull request #7 | law.md notes/b.md |^^",
		`Rename the "note" | law.md notes/b.md |^`,
		"Change the hour | law.md notes/a.md |^",
		"The first law | law.md notes/a.md |",
	}
	if got := shown(t, b, "main"); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if got, want := text(t, b, "main", "law.md"), "# Law\n\n1. Every sluice is open at noon and at dusk.\n\n"; got != want {
		t.Errorf("the law is %q, not %q", got, want)
	}
	refs, err := b.Repo().Refs()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range refs {
		names = append(names, f.Name)
	}
	if want := []string{"refs/heads/main", "refs/pull/7/head", "refs/tags/now", "refs/tags/v1"}; !slices.Equal(names, want) {
		t.Errorf("got %v", names)
	}
	if refs[3].Tag == nil || refs[3].Tag.Message != "As adopted\n" || refs[3].Tag.Tagger.Name != "Ada Weir" || refs[2].Tag != nil {
		t.Errorf("the tags are %+v and %+v", refs[3].Tag, refs[2].Tag)
	}
	c, err := b.Repo().Commit(refs[3].Hash)
	if err != nil || c.Message != "The first law\n\nCo-authored-by: Ben de Oar <ben@oar.example>\n" || c.Author.When.Format("2006-01-02T15:04:05-07:00") != "2011-03-06T10:00:00+01:00" {
		t.Errorf("got %+v, %v", c, err)
	}
}

// A signed commit and a sealed file are what a signature is checked over, and nothing
// of a key but its public half is in the repository.
func TestSigned(t *testing.T) {
	b := built(t, "key clerk\nallow keys/allowed_signers clerk clerk@weir.example namespaces=git,polity\non 2012-01-01T09:00:00Z ada\nseal law.md clerk\nsign clerk\ncommit \"Signed\"\n")
	r := b.Repo()
	ref, err := r.Head()
	if err != nil {
		t.Fatal(err)
	}
	payload, armour, err := r.Signed(ref.Hash)
	if err != nil {
		t.Fatal(err)
	}
	list := text(t, b, "main", "keys/allowed_signers")
	var keys signature.Keys
	if p := keys.AddAllowed("keys", []byte(list)); len(p) > 0 || !strings.Contains(list, "ssh-ed25519 ") {
		t.Fatalf("%v in %s", p, list)
	}
	when := time.Date(2012, 1, 1, 9, 0, 0, 0, time.UTC)
	if f := signature.Check(payload, armour, &keys, when, "git"); f.State != law.SignatureProven {
		t.Errorf("the commit is %+v", f)
	}
	if f := signature.Check([]byte(text(t, b, "main", "law.md")), text(t, b, "main", "law.md.sig"), &keys, when, "polity"); f.State != law.SignatureProven {
		t.Errorf("the file is %+v", f)
	}
	v1, err := r.Resolve("v1")
	if err != nil {
		t.Fatal(err)
	}
	if payload, armour, err = r.Signed(v1.Hash); err != nil || armour != "" || len(payload) == 0 {
		t.Errorf("an unsigned commit has %q, %v", armour, err)
	}
}

// The names of commits are part of the sample's addresses, and must never change.
func TestSameNamesEverywhere(t *testing.T) {
	ref, err := built(t, "").Repo().Head()
	if want := "273461b290a324a8ef9fd2e0e24c8af11d5b6fe3"; err != nil || ref.Hash != want {
		t.Errorf("got %s, %v, want %s", ref.Hash, err, want)
	}
}

func TestTrailersJoin(t *testing.T) {
	b := built(t, "on 2012-01-01T09:00:00Z ada ben\nedit law.md noon\ncommit message\n")
	r := b.Repo()
	ref, err := r.Head()
	if err != nil {
		t.Fatal(err)
	}
	c, err := r.Commit(ref.Hash)
	if want := "Change the hour\n\nBecause of the tide.\n\nAmendment: 3\nCo-authored-by: Ben de Oar <ben@oar.example>\n"; err != nil || c.Message != want {
		t.Errorf("got %q, %v, want %q", c.Message, err, want)
	}
}

func TestMistakes(t *testing.T) {
	const on = "on 2012-01-01T09:00:00Z ada\n"
	for commands, want := range map[string]string{
		"sing a song\n":                               `marsh.txtar:11: there is no command "sing"`,
		"write law.md\n":                              "marsh.txtar:11: the command reads: write PATH SECTION",
		"write law.md v9\n":                           `there is no section "v9"`,
		"edit lore.md noon\n":                         `there is no file "lore.md" on main; there are law.md, notes/a.md`,
		"edit notes/a.md noon\n":                      `notes/a.md, section noon, line 21: the old text is not in the file: "at noon"`,
		"edit law.md note\n":                          "a block begins with <<<<",
		"write x.md note\nremove x.md\nremove x.md\n": `there is no file "x.md"`,
		"write x.md note\ncommit \"x\"\n":             "marsh.txtar:12: nothing says by whom and when",
		on + "commit \"x\"\n":                         "nothing was written",
		on + "write x.md note\ncommit x\n":            "a subject stands in double quotes",
		on + "write x.md note\n":                      "marsh.txtar: the story ends with changes that were never committed: x.md",
		"on yesterday ada\n":                          `"yesterday" is not a date`,
		"on 2012-01-01T09:00:00Z eve\n":               `there is no person "eve"; there are ada, ben`,
		"person ada Ada Other <a@b.example>\n":        `there is already a person "ada"`,
		"person eve Eve\n":                            "the command reads",
		"person eve Eve Mill eve@mill.example\n":      "in angle brackets",
		"repo again\n":                                "already has a name",
		"switch gone\n":                               `there is no branch "gone"; there are main`,
		"write x.md note\nbranch b\n":                 "not committed yet: x.md",
		"branch main\n":                               `there is already a branch "main"`,
		"branch b gone\n":                             `is called "gone"`,
		"merge gone \"x\"\n":                          `there is no branch "gone"`,
		"branch b\nswitch main\nmerge b \"x\"\n":      "holds nothing that main does not",
		"delete-branch main\n":                        "stands on the branch",
		"ref heads/x main\n":                          "cannot name a reference",
		"move law.md notes/a.md\n":                    "there is already a file",
		"write ../x note\n" + on + "commit \"x\"\n":   "not a plain path",
		"fork other\n":                                "a fork stands before everything",
		"tag \"v 2\n":                                 "a double quote is not closed",
	} {
		_, err := FromText("marsh.txtar", []byte(head+commands+sections))
		var place *Error
		if err == nil || !strings.Contains(err.Error(), want) || !errors.As(err, &place) {
			t.Errorf("%q:\ngot  %v\nwant %s", commands, err, want)
		}
	}
}

func TestMergeOfBothSides(t *testing.T) {
	const parted = `
branch dusk
on 2012-01-01T09:00:00Z ben
edit law.md noon
commit "dusk"
switch main
on 2012-02-01T09:00:00Z ada
edit law.md key
commit "key"
on 2012-03-01T09:00:00Z ada
`
	_, err := FromText("marsh.txtar", []byte(head+parted+"merge dusk\n"+sections))
	if err == nil || !strings.Contains(err.Error(), "both sides changed law.md") {
		t.Errorf("got %v", err)
	}
	b := built(t, parted+"edit law.md noon\nmerge dusk\n")
	if got, want := text(t, b, "main", "law.md"), "# Law\n\n1. Every sluice is open at noon and at dusk.\n\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := shown(t, b, "main")[0]; got != "Merge branch 'dusk' | law.md notes/a.md |^^" {
		t.Error(got)
	}
}

func TestForks(t *testing.T) {
	fork := "repo fen\nperson eve Eve Mill <eve@mill.example>\nfork marsh v1\non 2013-01-01T09:00:00Z eve\nwrite fen.md f\ncommit \"Go our own way\"\n-- f --\nFen.\n"
	dir := fstest.MapFS{
		"fen.txtar":   {Data: []byte(fork)},
		"marsh.txtar": {Data: []byte(head + sections)},
		"other.txt":   {Data: []byte("not a story")},
	}
	all, err := Build(dir)
	if err != nil || len(all) != 2 || all[0].Name != "fen" || all[1].Name != "marsh" {
		t.Fatalf("got %v, %v", all, err)
	}
	if got := shown(t, all[0], "main"); !reflect.DeepEqual(got, []string{"Go our own way | fen.md law.md notes/a.md |^", "The first law | law.md notes/a.md |"}) {
		t.Errorf("got %v", got)
	}
	dir["marsh.txtar"] = &fstest.MapFile{Data: []byte("repo marsh\nfork fen\n")}
	all, err = Build(dir, "marsh", "fen")
	if err == nil || !strings.Contains(err.Error(), "forks itself") || all[0] != nil || all[1] != nil {
		t.Errorf("a circle: %v, %v", all, err)
	}
	if _, err := Build(dir, "gone"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func FuzzFromText(f *testing.F) {
	f.Add([]byte(head + sections))
	f.Add([]byte("repo x\n-- --\n"))
	f.Add([]byte("repo x\nbranch y\nwrite a b\n-- b --\n-- b --\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := FromText("f", data)
		if (b == nil) == (err == nil) {
			t.Errorf("got %v and %v", b, err)
		}
	})
}

func BenchmarkSample(b *testing.B) {
	dir := os.DirFS("../../content/commons")
	for b.Loop() {
		if _, err := Build(dir); err != nil {
			b.Fatal(err)
		}
	}
}
