package repo

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	git "github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/config"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/index"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// WorkTree is a work tree in which something is to be committed: the only way in which
// this room writes into a repository that was there before. It adds files and makes one
// commit of them; it never overwrites a file and never moves a branch but forward. Hooks
// are not run and nothing is pushed. It belongs to one goroutine.
type WorkTree struct {
	Dir    string // its root, absolute
	Branch string // the branch that is checked out, by its short name
	Head   Hash   // where that stands
	Remote string // as Repo.Remote

	git  *git.Repository
	tree *git.Worktree
}

// OpenWorkTree opens the work tree that holds a folder. What stands in the way of an
// ordinary commit is an error that says what to do: no work tree, no commit yet, no
// branch checked out, a merge or the like under way, another git at work.
func OpenWorkTree(dir string) (*WorkTree, error) {
	g, err := git.PlainOpenWithOptions(dir, &git.PlainOpenOptions{DetectDotGit: true, EnableDotGitCommonDir: true})
	if err != nil && bare(dir) {
		return nil, fmt.Errorf("%s has no files checked out (it is bare): clone it, and write in the clone", dir)
	}
	if err != nil {
		return nil, fmt.Errorf("%s is not inside a git repository: name the folder of one, or make one with «git init»", dir)
	}
	t, err := g.Worktree()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	w := &WorkTree{Dir: t.Filesystem.Root(), git: g, tree: t}
	if err := w.underWay(); err != nil {
		return nil, err
	}
	head, err := g.Reference(plumbing.HEAD, false)
	if err != nil {
		return nil, fmt.Errorf("%s: where it stands cannot be read: %w", dir, err)
	}
	if head.Type() != plumbing.SymbolicReference {
		return nil, fmt.Errorf("%s stands on commit %.10s and on no branch, so that what is committed there would be lost: check one out first, with «git switch BRANCH»", dir, head.Hash())
	}
	w.Branch = head.Target().Short()
	at, err := g.Reference(head.Target(), true)
	if err != nil {
		return nil, fmt.Errorf("%s: %w on %s: commit a text first", dir, ErrEmpty, w.Branch)
	}
	w.Head = at.Hash().String()
	if cfg, err := g.Config(); err == nil {
		w.Remote = origin(cfg)
	}
	return w, nil
}

// bare reports whether a folder is a repository without a work tree.
func bare(dir string) bool {
	abs, err := realPath(dir)
	if err != nil {
		return false
	}
	_, _, ok, err := gitDir(abs)
	return ok && err == nil
}

// underWay refuses a work tree in which something else is half done.
func (w *WorkTree) underWay() error {
	store, ok := w.git.Storer.(*filesystem.Storage)
	if !ok {
		return nil
	}
	for _, x := range []struct{ file, what, advice string }{
		{"index.lock", "another git is at work here, or was stopped", "wait for it, or remove %s if none runs"},
		{"MERGE_HEAD", "a merge is under way", "finish it with «git commit», or give it up with «git merge --abort»"},
		{"CHERRY_PICK_HEAD", "a cherry-pick is under way", "finish it with «git cherry-pick --continue», or give it up with --abort"},
		{"REVERT_HEAD", "a revert is under way", "finish it with «git revert --continue», or give it up with --abort"},
		{"rebase-merge", "a rebase is under way", "finish it with «git rebase --continue», or give it up with --abort"},
		{"rebase-apply", "a rebase or «git am» is under way", "finish it with --continue, or give it up with --abort"},
		{"BISECT_LOG", "a bisection is under way", "end it with «git bisect reset»"},
	} {
		if _, err := store.Filesystem().Lstat(x.file); err == nil {
			return fmt.Errorf("%s: %s; %s", w.Dir, x.what, strings.ReplaceAll(x.advice, "%s", quote(filepath.Join(store.Filesystem().Root(), x.file))))
		}
	}
	return nil
}

// Changed lists the files under version control that are not as HEAD has them, staged
// or not, sorted. Files that git does not know are none of them.
func (w *WorkTree) Changed() (staged, unstaged []string, err error) {
	st, err := w.tree.Status()
	if err != nil {
		return nil, nil, fmt.Errorf("%s: what was changed cannot be read: %w", w.Dir, err)
	}
	for _, name := range slices.Sorted(maps.Keys(st)) {
		s := st[name]
		if s.Staging != git.Unmodified && s.Staging != git.Untracked {
			staged = append(staged, name)
		}
		if s.Worktree != git.Unmodified && s.Worktree != git.Untracked {
			unstaged = append(unstaged, name)
		}
	}
	return staged, unstaged, nil
}

// Person is who commits here, as the repository's configuration says, else the user's
// own; the parts are "" where neither does.
func (w *WorkTree) Person() (name, email string) {
	cfg, err := w.git.ConfigScoped(config.GlobalScope)
	if err != nil {
		return "", ""
	}
	return cfg.User.Name, cfg.User.Email
}

// Has reports whether something stands at a path, in the folder or in the commit that
// is checked out.
func (w *WorkTree) Has(name string) bool {
	if _, err := os.Lstat(filepath.Join(w.Dir, filepath.FromSlash(name))); err == nil {
		return true
	}
	c, err := w.git.CommitObject(plumbing.NewHash(w.Head))
	if err != nil {
		return false
	}
	_, err = c.File(name)
	return err == nil
}

// HasBranch reports whether there is a branch of this short name.
func (w *WorkTree) HasBranch(name string) bool {
	_, err := w.git.Reference(plumbing.NewBranchReferenceName(name), false)
	return err == nil
}

// Addition is one commit to be made in a work tree.
type Addition struct {
	New     map[string][]byte // files to be written, by slash-separated path; none of them may be there
	Take    []string          // changed files of the work tree that are committed as they stand
	Branch  string            // a branch that is made for it and checked out; "" commits on the one that is
	Author  Stamp
	Message string
}

// Commit writes the new files and commits them with those taken. Where anything fails
// the folder, the index and HEAD are put back as they were.
func (w *WorkTree) Commit(f Addition) (_ Hash, err error) {
	before, err := w.git.Storer.Index()
	if err != nil {
		return "", fmt.Errorf("%s: its index cannot be read: %w", w.Dir, err)
	}
	kept := *before
	kept.Entries = slices.Clone(before.Entries)
	var made []string
	defer func() {
		if err != nil {
			err = errors.Join(err, w.putBack(made, &kept, f.Branch))
		}
	}()
	root, err := os.OpenRoot(w.Dir)
	if err != nil {
		return "", err
	}
	defer root.Close()
	for _, name := range slices.Sorted(maps.Keys(f.New)) {
		if err := put(root, name, f.New[name]); err != nil {
			return "", err
		}
		made = append(made, name)
	}
	for _, name := range slices.Concat(made, f.Take) {
		if err := w.add(root, name); err != nil {
			return "", fmt.Errorf("%s: %w", name, err)
		}
	}
	if f.Branch != "" {
		if err := w.branch(f.Branch); err != nil {
			return "", err
		}
	}
	who := signature(f.Author)
	h, err := w.tree.Commit(f.Message, &git.CommitOptions{Author: &who, Committer: &who})
	return h.String(), err
}

// add puts a file of the folder, or that it is gone, into the index.
func (w *WorkTree) add(root *os.Root, name string) error {
	if _, err := root.Lstat(filepath.FromSlash(name)); errors.Is(err, fs.ErrNotExist) {
		_, err := w.tree.Remove(name)
		return err
	}
	return w.tree.AddWithOptions(&git.AddOptions{Path: name, SkipStatus: true})
}

// branch makes a branch where HEAD stands and lets HEAD lead to it.
func (w *WorkTree) branch(short string) error {
	name := plumbing.NewBranchReferenceName(short)
	if err := name.Validate(); err != nil {
		return fmt.Errorf("%q cannot name a branch", short)
	}
	if w.HasBranch(short) {
		return fmt.Errorf("there is a branch %s already: name another, or remove it with «git branch -D %s»", short, quote(short))
	}
	if err := w.git.Storer.SetReference(plumbing.NewHashReference(name, plumbing.NewHash(w.Head))); err != nil {
		return err
	}
	return w.git.Storer.SetReference(plumbing.NewSymbolicReference(plumbing.HEAD, name))
}

// putBack undoes a commit that was not made.
func (w *WorkTree) putBack(made []string, kept *index.Index, branch string) error {
	var errs []error
	for _, name := range made {
		errs = append(errs, os.Remove(filepath.Join(w.Dir, filepath.FromSlash(name))))
	}
	errs = append(errs, w.git.Storer.SetIndex(kept))
	if head, err := w.git.Reference(plumbing.HEAD, false); err == nil && branch != "" && head.Target().Short() == branch {
		errs = append(errs, w.git.Storer.SetReference(plumbing.NewSymbolicReference(plumbing.HEAD, plumbing.NewBranchReferenceName(w.Branch))),
			w.git.Storer.RemoveReference(plumbing.NewBranchReferenceName(branch)))
	}
	return errors.Join(errs...)
}

// put writes a file that is not there yet. Folders that are links are not followed: the
// file would stand elsewhere than git says.
func put(root *os.Root, name string, data []byte) error {
	if !filepath.IsLocal(filepath.FromSlash(name)) || path.Clean(name) != name {
		return fmt.Errorf("%q is not a plain path inside the repository", name)
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if info, err := root.Lstat(filepath.FromSlash(dir)); err == nil && !info.IsDir() {
			return fmt.Errorf("%s is no folder, so %s cannot be written: move it away first", dir, name)
		}
	}
	if err := root.MkdirAll(filepath.FromSlash(path.Dir(name)), 0o755); err != nil {
		return err
	}
	f, err := root.OpenFile(filepath.FromSlash(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already and is left as it is: give another name", name)
	}
	if err != nil {
		return err
	}
	if _, err = f.Write(data); err == nil {
		return f.Close()
	}
	return errors.Join(err, f.Close(), root.Remove(filepath.FromSlash(name)))
}
