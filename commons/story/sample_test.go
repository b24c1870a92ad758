package story

import (
	"os"
	"testing"

	"polity/commons/repo"
)

// TestSample builds every story of the sample commons, each error with its line:
//
//	go test ./commons/story -run TestSample -v
func TestSample(t *testing.T) {
	all, err := Build(os.DirFS("../../content/commons"))
	if err != nil {
		t.Error(err)
	}
	for _, b := range all {
		if b != nil {
			describe(t, b.Repo())
		}
	}
}

// describe logs what a repository holds.
func describe(t *testing.T, r *repo.Repo) {
	t.Helper()
	head, err := r.Head()
	if err != nil {
		t.Error(err)
		return
	}
	refs, err := r.Refs()
	if err != nil {
		t.Error(err)
		return
	}
	n := 0
	if err := r.Walk(head.Hash, func(c *repo.Commit) error { n++; return nil }); err != nil {
		t.Error(err)
	}
	t.Logf("%s: %s at %s, %d commits", r.Name, head.Short(), head.Hash[:10], n)
	for _, f := range refs {
		t.Logf("    %s %s", f.Hash[:10], f.Name)
	}
}
