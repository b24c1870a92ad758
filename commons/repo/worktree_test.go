package repo

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	git "github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// inWork is a work tree with one commit on main, and its folder.
func inWork(t *testing.T) (*git.Repository, string) {
	t.Helper()
	t.Setenv("HOME", t.TempDir())
	dir := t.TempDir()
	g, err := git.PlainInitWithOptions(dir, &git.PlainInitOptions{InitOptions: git.InitOptions{DefaultBranch: "refs/heads/main"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "reed.md"), []byte("# The Reed\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	tree, err := g.Worktree()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tree.Add("reed.md"); err != nil {
		t.Fatal(err)
	}
	who := object.Signature{Name: "Ola", Email: "ola@reed.example", When: time.Unix(0, 0)}
	if _, err := tree.Commit("The reed", &git.CommitOptions{Author: &who}); err != nil {
		t.Fatal(err)
	}
	return g, dir
}

// New files become one commit; one that is there is left as it is, and then nothing of
// the commit remains.
func TestWorkTreeCommit(t *testing.T) {
	g, dir := inWork(t)
	w, err := OpenWorkTree(dir)
	if err != nil {
		t.Fatal(err)
	}
	who := Stamp{Name: "Ola", Email: "ola@reed.example", When: time.Unix(9, 0)}
	if _, err := w.Commit(Addition{New: map[string][]byte{"a/new.md": []byte("x"), "reed.md": []byte("y")}, Author: who, Message: "m"}); err == nil || !strings.Contains(err.Error(), "reed.md is there already") {
		t.Fatalf("%v", err)
	}
	if staged, unstaged, err := w.Changed(); w.Has("a/new.md") || len(staged)+len(unstaged) > 0 || err != nil {
		t.Errorf("left behind: %v %v %v", staged, unstaged, err)
	}
	h, err := w.Commit(Addition{New: map[string][]byte{"a/new.md": []byte("x")}, Author: who, Message: "m"})
	if err != nil {
		t.Fatal(err)
	}
	head, err := g.Head()
	if err != nil || head.Hash().String() != h || head.Name() != "refs/heads/main" || !w.Has("a/new.md") {
		t.Errorf("%v %v", head, err)
	}
}

// States in which a commit would surprise somebody are told with what to do.
func TestWorkTreeStates(t *testing.T) {
	_, dir := inWork(t)
	for file, want := range map[string]string{"MERGE_HEAD": "git merge --abort", "rebase-merge": "git rebase --continue", "index.lock": "another git is at work", "CHERRY_PICK_HEAD": "cherry-pick", "BISECT_LOG": "git bisect reset"} {
		name := filepath.Join(dir, ".git", file)
		if err := os.WriteFile(name, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := OpenWorkTree(dir); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", file, err)
		}
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := OpenWorkTree(dir); err != nil {
		t.Error(err)
	}
	if _, err := OpenWorkTree(t.TempDir()); err == nil || !strings.Contains(err.Error(), "git init") {
		t.Errorf("no repository: %v", err)
	}
}
