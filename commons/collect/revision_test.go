package collect

import (
	"errors"
	"strings"
	"testing"

	"polity/commons/repo"
)

func TestRevision(t *testing.T) {
	f := newFord(t)
	first := f.commit("Begin", map[string]string{"charter.md": articles(2, "Ola")})
	for _, name := range []string{"tags/v1", "tags/v2", "tags/Spring-2015", "heads/proposal/quorum", "pull/7/head"} {
		if err := f.SetRef("refs/"+name, first); err != nil {
			t.Fatal(err)
		}
	}
	r := f.Repo()
	for rev, want := range map[string]string{
		"proposal/qorum":   `ford: no branch, tag or commit is called "proposal/qorum"; did you mean proposal/quorum?`,
		"proposal/qorum~2": `ford: no branch, tag or commit is called "proposal/qorum"; did you mean proposal/quorum?`,
		"Sprnig-2015":      `ford: no branch, tag or commit is called "Sprnig-2015"; did you mean Spring-2015?`,
		"spring_2015":      `ford: no branch, tag or commit is called "spring_2015"; did you mean Spring-2015?`,
		"V3":               `ford: no branch, tag or commit is called "V3"; there are main, proposal/quorum, Spring-2015, v1, v2`,
		"v1~4":             `ford: "v1~4" goes back too far from v1`,
	} {
		_, err := Revision(r, rev)
		if err == nil || !strings.HasPrefix(err.Error(), want) || !errors.Is(err, repo.ErrNotFound) {
			t.Errorf("%s:\n  says %v\nwanted %s", rev, err, want)
		}
	}
	if at, err := Revision(r, "v1"); err != nil || at.Hash != first {
		t.Errorf("v1 is %v, %v", at, err)
	}
	for i := range 9 {
		if err := f.SetRef("refs/tags/w"+strings.Repeat("x", i), first); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Revision(f.Repo(), "nothing-like-it"); err == nil || !strings.HasSuffix(err.Error(), "; there are main, proposal/quorum, Spring-2015, v1, v2, w and 8 more") {
		t.Error(err)
	}
	if _, err := Revision(repo.NewBuilder("void").Repo(), "v1"); err == nil || !strings.HasSuffix(err.Error(), `is called "v1"`) {
		t.Error(err)
	}
}
