package repo

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-git/go-billy/v5"
	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/config"
	"github.com/go-git/go-git/v5/plumbing"
	gitcache "github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/plumbing/format/idxfile"
	"github.com/go-git/go-git/v5/plumbing/storer"
	"github.com/go-git/go-git/v5/storage/filesystem"
	"github.com/go-git/go-git/v5/storage/filesystem/dotgit"
)

// gitDir finds the git folder of a work tree, linked work tree, submodule or bare
// repository, with the folder shared between linked work trees (the same one where
// nothing is linked). ok is false where path is none of these.
func gitDir(path string) (dir, common string, ok bool, err error) {
	dir = filepath.Join(path, ".git")
	st, err := os.Stat(dir)
	switch {
	case errors.Is(err, os.ErrNotExist):
		dir = path
	case err != nil:
		return "", "", false, err
	case !st.IsDir():
		if dir, err = pointer(dir, "gitdir: ", path); err != nil {
			return "", "", false, err
		}
	}
	if !looksLikeGit(dir) {
		return "", "", false, nil
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil { // reading is confined to the folder itself
		return "", "", false, err
	}
	common, err = pointer(filepath.Join(dir, "commondir"), "", dir)
	if errors.Is(err, os.ErrNotExist) {
		return dir, dir, true, nil
	}
	return dir, common, err == nil, err
}

// looksLikeGit is git's own test, but for objects and refs, which a linked work
// tree keeps elsewhere.
func looksLikeGit(dir string) bool {
	if _, err := os.Stat(filepath.Join(dir, "HEAD")); err != nil {
		return false
	}
	for _, need := range []string{"objects", "commondir"} {
		if _, err := os.Stat(filepath.Join(dir, need)); err == nil {
			return true
		}
	}
	return false
}

// pointer reads a file of one line that names a folder, relative to base.
func pointer(file, prefix, base string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, 8192))
	if err != nil {
		return "", err
	}
	to, ok := strings.CutPrefix(strings.TrimSpace(string(data)), prefix)
	if !ok || to == "" {
		return "", fmt.Errorf("%s does not name a git folder: %w", file, ErrDamaged)
	}
	if !filepath.IsAbs(to) {
		to = filepath.Join(base, to)
	}
	return filepath.Clean(to), nil
}

// openLocal opens a repository on this machine. shown is what people are told.
func openLocal(dir, common, name, shown string, opt Options) (*Repo, error) {
	var fs billy.Filesystem = osfs.New(common, osfs.WithBoundOS())
	if dir != common {
		fs = dotgit.NewRepositoryFilesystem(osfs.New(dir, osfs.WithBoundOS()), fs)
	}
	r := newRepo(name, shown, opt)
	store := filesystem.NewStorageWithOptions(fs, gitcache.NewObjectLRU(0), filesystem.Options{ExclusiveAccess: true})
	if err := r.configure(store, shown); err != nil {
		return nil, fmt.Errorf("%s: %w", shown, err)
	}
	if err := r.readRefs(store); err != nil {
		return nil, fmt.Errorf("%s: %w", shown, err)
	}
	if err := r.findShallow(store, shown); err != nil {
		return nil, fmt.Errorf("%s: %w", shown, err)
	}
	// Alternates may lie anywhere on the disk; the repository is the user's own.
	objectDirs := dotgit.NewWithOptions(fs, dotgit.Options{ExclusiveAccess: true, KeepDescriptors: true, AlternatesFS: osfs.New("/")})
	if err := r.addObjects(objectDirs, opt, 0); err != nil {
		r.Close()
		return nil, fmt.Errorf("%s: %w", shown, err)
	}
	return r, nil
}

// configure reads what the configuration says of the repository as a whole, and
// refuses formats that cannot be read. Extensions that change nothing for a
// reader (worktreeConfig, partialClone, preciousObjects) are let pass.
func (r *Repo) configure(store *filesystem.Storage, shown string) error {
	cfg, err := store.Config()
	if err != nil {
		return fmt.Errorf("its configuration cannot be read: %w", err)
	}
	ext := cfg.Raw.Section("extensions")
	if f := ext.Option("objectformat"); f != "" && !strings.EqualFold(f, "sha1") {
		return fmt.Errorf("it names its objects by %s; only SHA-1 repositories can be read", f)
	}
	if f := ext.Option("refstorage"); f != "" && !strings.EqualFold(f, "files") {
		return fmt.Errorf("it keeps its references in the form %q, which cannot be read; change it with: git -C %s refs migrate --ref-format=files", f, quote(shown))
	}
	r.Partial = ext.Option("partialclone") != ""
	for _, s := range cfg.Raw.Section("remote").Subsections {
		r.Partial = r.Partial || strings.EqualFold(s.Option("promisor"), "true")
	}
	if r.Partial {
		r.Mend = "git -C " + quote(shown) + " fetch --refetch --no-filter"
	}
	r.Remote = origin(cfg)
	return nil
}

// origin is the address of the remote «origin», else of the first remote by name; ""
// where that is a path on this machine.
func origin(cfg *config.Config) string {
	var names []string
	for n := range cfg.Remotes {
		names = append(names, n)
	}
	slices.Sort(names)
	if _, ok := cfg.Remotes["origin"]; ok {
		names = []string{"origin"}
	}
	if len(names) == 0 || len(cfg.Remotes[names[0]].URLs) == 0 {
		return ""
	}
	address := cfg.Remotes[names[0]].URLs[0]
	if _, file := filePath(address); file || !isURL(address) {
		return ""
	}
	return Shown(address)
}

func (r *Repo) readRefs(store storer.ReferenceStorer) error {
	it, err := store.IterReferences()
	if err != nil {
		return fmt.Errorf("its references cannot be read: %w", err)
	}
	err = it.ForEach(func(f *plumbing.Reference) error {
		switch {
		case f.Name() == plumbing.HEAD && f.Type() == plumbing.SymbolicReference:
			r.head.branch = f.Target().String()
		case f.Name() == plumbing.HEAD:
			r.head.hash = f.Hash()
		case f.Type() == plumbing.HashReference:
			r.refs = append(r.refs, rawRef{forgeName(f.Name().String()), f.Hash()})
		}
		return nil
	})
	slices.SortFunc(r.refs, func(a, b rawRef) int { return strings.Compare(a.name, b.name) })
	return err
}

func (r *Repo) findShallow(store storer.ShallowStorer, shown string) error {
	cut, err := store.Shallow()
	if err != nil || len(cut) == 0 {
		return err
	}
	r.Shallow = true
	deepen := "git -C " + quote(shown) + " fetch --unshallow --tags"
	if r.Mend != "" {
		deepen += " && " + r.Mend // git refetches nothing while it deepens
	}
	r.Mend = deepen
	r.cut = map[plumbing.Hash]bool{}
	for _, h := range cut {
		r.cut[h] = true
	}
	return nil
}

// addObjects adds the packs and loose objects of one folder and of its alternates.
func (r *Repo) addObjects(dir *dotgit.DotGit, opt Options, depth int) error {
	names, err := dir.ObjectPacks()
	if err != nil {
		return err
	}
	for _, n := range names {
		p, err := openIndexed(dir, n, opt)
		if err != nil {
			return fmt.Errorf("pack %s: %w", n, err)
		}
		r.objects.packs = append(r.objects.packs, p)
	}
	r.objects.shelfs = append(r.objects.shelfs, loose{dir})
	if depth >= 5 { // git's own limit
		return nil
	}
	more, err := dir.Alternates()
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("its alternates cannot be read: %w", err)
	}
	for _, alt := range more {
		if err := r.addObjects(alt, opt, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func openIndexed(dir *dotgit.DotGit, name plumbing.Hash, opt Options) (*pack, error) {
	f, err := dir.ObjectPackIdx(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	index := idxfile.NewMemoryIndex()
	if err := idxfile.NewDecoder(f).Decode(index); err != nil {
		return nil, fmt.Errorf("%w: its index: %w", ErrDamaged, err)
	}
	data, err := dir.ObjectPack(name)
	if err != nil {
		return nil, err
	}
	size, err := data.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	return openPack(data, size, opt.maxBlob(), index, data.Close), nil
}
