package collect

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestOffers(t *testing.T) {
	f := newFord(t)
	first := f.commit("Begin", map[string]string{"charter.md": articles(3, "Ola"), "charter.cy.md": articles(3, "Una"), "notes.md": "A note.\n"})
	f.commit("Found", map[string]string{"constitution.md": articles(4, "Ola")})
	for name, at := range map[string]string{"tags/v1": first, "heads/draft/quorum": first, "pull/7/head": first, "remotes/origin/main": f.tip, "remotes/origin/old": first} {
		if err := f.SetRef("refs/"+name, at); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(t.TempDir())
	if err := f.WriteDir("ford"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("alone.md", []byte(articles(2, "Ola")), 0o666); err != nil {
		t.Fatal(err)
	}
	for begun, want := range map[string]string{
		"for":                          "",
		"ford":                         "",
		"ford@":                        "ford@draft/quorum (branch), ford@main (branch), ford@v1 (tag), ford@origin/old (branch of another repository)",
		"ford@v":                       "ford@v1 (tag)",
		"ford@pu":                      "ford@pull/7/head (proposal)",
		"ford@x":                       "",
		"ford@v1:":                     "ford@v1:charter.md (work), ford@v1:charter.cy.md (translation), ford@v1:notes.md (file)",
		"ford@draft/quorum:n":          "ford@draft/quorum:notes.md (file)",
		"ford:":                        "ford:constitution.md (work), ford:charter.md (work), ford:charter.cy.md (translation), ford:notes.md (file)",
		"ford@gone:":                   "",
		"gone@":                        "",
		"alone.md@":                    "",
		"alone.md:":                    "alone.md:alone.md (work)",
		"":                             "",
		"@":                            "",
		":":                            "",
		"https://git.example/a/b.git@": "",
	} {
		var got []string
		for _, x := range Offers(begun, Options{Cache: filepath.Join(t.TempDir(), "cache")}) {
			got = append(got, x.Spec+" ("+x.What+")")
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q\n goes on as %s\n      wanted %s", begun, strings.Join(got, ", "), want)
		}
	}
}
