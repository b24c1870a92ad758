package collect

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"polity/commons/markup"
	"polity/commons/repo"
)

func TestParseSpec(t *testing.T) {
	there := map[string]bool{}
	for _, p := range []string{"law.md", "texts", "a.bundle", "me@home.md", "us@v1", "odd:name.md", "C", `C:\texts`, `C:\texts\law.md`, "../vale"} {
		there[p] = true
	}
	for in, want := range map[string]Spec{
		"law.md":                                 {Source: "law.md"},
		"texts":                                  {Source: "texts"},
		"texts@v2":                               {Source: "texts", Rev: "v2"},
		"texts:charter.md":                       {Source: "texts", Path: "charter.md"},
		"texts@v2:parts/*.md":                    {Source: "texts", Rev: "v2", Path: "parts/*.md"},
		"texts@draft/quorum:a:b.md":              {Source: "texts", Rev: "draft/quorum", Path: "a:b.md"},
		"texts@main~2^":                          {Source: "texts", Rev: "main~2^"},
		"../vale@HEAD~1":                         {Source: "../vale", Rev: "HEAD~1"},
		"a.bundle@v1":                            {Source: "a.bundle", Rev: "v1"},
		"me@home.md":                             {Source: "me@home.md"},
		"me@home.md@v1":                          {Source: "me@home.md", Rev: "v1"},
		"us@v1":                                  {Source: "us@v1"},
		"us@v1@v2:x.md":                          {Source: "us@v1", Rev: "v2", Path: "x.md"},
		"odd:name.md":                            {Source: "odd:name.md"},
		`C:\texts`:                               {Source: `C:\texts`},
		`C:\texts@v1:law.md`:                     {Source: `C:\texts`, Rev: "v1", Path: "law.md"},
		`C:\texts\law.md`:                        {Source: `C:\texts\law.md`},
		"gone.md":                                {Source: "gone.md"},
		"gone@v1":                                {Source: "gone@v1"},
		"https://git.example/a/b":                {Source: "https://git.example/a/b"},
		"https://git.example/a/b@v1":             {Source: "https://git.example/a/b", Rev: "v1"},
		"https://git.example/a/b.git@v1:c/d.md":  {Source: "https://git.example/a/b.git", Rev: "v1", Path: "c/d.md"},
		"https://git.example/a/b.git:d.md":       {Source: "https://git.example/a/b.git", Path: "d.md"},
		"https://ana@git.example:8080/a/b":       {Source: "https://ana@git.example:8080/a/b"},
		"ssh://git@git.example:2222/a/b@v1":      {Source: "ssh://git@git.example:2222/a/b", Rev: "v1"},
		"git@git.example:a/b.git":                {Source: "git@git.example:a/b.git"},
		"git@git.example:a/b.git@v1":             {Source: "git@git.example:a/b.git", Rev: "v1"},
		"git@git.example:a/b.git@draft/x:c.md":   {Source: "git@git.example:a/b.git", Rev: "draft/x", Path: "c.md"},
		"https://git.example/a/b@feature/x:c.md": {Source: "https://git.example/a/b", Rev: "feature/x", Path: "c.md"},
		"https://git.example/@ana/b@v1":          {Source: "https://git.example/@ana/b", Rev: "v1"},
		"https://git.example":                    {Source: "https://git.example"},
		"gone@v1:law.md":                         {Source: "gone@v1:law.md"},
	} {
		if got := ParseSpec(in, func(p string) bool { return there[p] }); got != want {
			t.Errorf("%s: %+v, want %+v", in, got, want)
		}
	}
}

func TestReadText(t *testing.T) {
	f := newFord(t)
	f.commit("begin", map[string]string{"constitution.md": articles(2, "us"), "notes/a.md": articles(5, "them")})
	if err := f.Tag("v1", f.tip, "", repo.Stamp{}); err != nil {
		t.Fatal(err)
	}
	f.commit("amend", map[string]string{"constitution.md": articles(3, "us")})
	dir := filepath.Join(t.TempDir(), "ford")
	if err := f.WriteDir(dir); err != nil {
		t.Fatal(err)
	}
	plain := filepath.Join(t.TempDir(), "README.md")
	if err := os.WriteFile(plain, []byte(articles(2, "us")), 0o644); err != nil {
		t.Fatal(err)
	}
	digests := map[string]string{}
	for _, x := range []struct {
		arg, path string
		rev       bool
	}{{dir, "constitution.md", true}, {dir + "@v1", "constitution.md", true}, {dir + "@main~1:constitution.md", "constitution.md", true}, {dir + ":notes/*.md", "notes/a.md", true}, {plain, "README.md", false}} {
		got, err := ReadText(ParseSpec(x.arg, Exists), Options{})
		if err != nil {
			t.Errorf("%s: %v", x.arg, err)
			continue
		}
		if got.Path != x.path || (got.Rev != "") != x.rev {
			t.Errorf("%s: %s at %q", x.arg, got.Path, got.Rev)
		}
		digests[strings.TrimPrefix(x.arg, dir)] = markup.Digest(got.Text)
	}
	if digests["@v1"] != digests["@main~1:constitution.md"] || digests["@v1"] != digests[plain] || digests["@v1"] == digests[""] {
		t.Errorf("digests do not agree: %v", digests)
	}
	for arg, says := range map[string]string{
		dir + "@v9":                `no branch, tag or commit is called "v9"`,
		dir + ":gone.md":           "there is no gone.md at this commit; it holds constitution.md, notes/a.md",
		dir + "@v1:../etc/passwd":  "there is no ../etc/passwd at this commit",
		filepath.Join(dir, "gone"): "no such file",
		dir + "@main~7":            "goes back too far",
	} {
		if _, err := ReadText(ParseSpec(arg, Exists), Options{}); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v; want %q", arg, err, says)
		}
	}
}
