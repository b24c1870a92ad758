package repo

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
)

// The bounds of a plain folder: beyond them it is hardly a movement's texts.
const (
	maxPlainFiles = 20_000
	maxPlainBytes = 1 << 30
)

// disk is the shelf of files that lie in a plain folder. Their names were made
// from their contents when the folder was opened; a file changed since is damaged.
type disk struct {
	root  *os.Root
	files map[plumbing.Hash]plainFile
}

type plainFile struct {
	path string
	size int64
}

// openPlain makes one undated version of a folder's files (all of them, or those
// named). Folders and files whose name begins with a dot are passed over, and so
// are symbolic links, devices and files above the size limit. Contents stay on disk.
func openPlain(root string, files []string, shown string, opt Options) (*Repo, error) {
	dir, err := os.OpenRoot(root)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	d := disk{files: map[plumbing.Hash]plainFile{}}
	tree := map[string]plumbing.Hash{}
	if files == nil {
		if files, err = listPlain(dir, shown); err != nil {
			return nil, err
		}
	}
	for i, f := range files {
		h, size, err := nameOf(dir, f, opt.maxBlob())
		if errors.Is(err, ErrTooLarge) && len(files) > 1 {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		tree[f], d.files[h] = h, plainFile{f, size}
		if opt.Progress != nil {
			opt.Progress("read", i+1, len(files))
		}
	}
	if len(tree) == 0 {
		return nil, fmt.Errorf("%s is neither a git repository nor a folder with files: %w", shown, ErrEmpty)
	}
	if d.root, err = os.OpenRoot(root); err != nil {
		return nil, err
	}
	r, err := plainRepo(tree, shown, opt)
	if err != nil {
		d.root.Close()
		return nil, err
	}
	r.objects.shelfs = append(r.objects.shelfs, d)
	return r, nil
}

// plainRepo builds trees and one commit over files that are already named.
func plainRepo(tree map[string]plumbing.Hash, shown string, opt Options) (*Repo, error) {
	b := NewBuilder(shortName(shown))
	root, err := b.tree(tree)
	if err != nil {
		return nil, err
	}
	h, err := b.commitTree(root, Draft{Author: Stamp{When: time.Unix(0, 0).UTC()}})
	if err != nil {
		return nil, err
	}
	if err := b.SetRef(b.head, h); err != nil {
		return nil, err
	}
	from := b.Repo()
	r := newRepo(b.Name, shown, opt)
	r.Plain, r.refs, r.head = true, from.refs, from.head
	r.objects.shelfs = from.objects.shelfs
	return r, nil
}

// listPlain lists the files below a folder, sorted.
func listPlain(dir *os.Root, shown string) ([]string, error) {
	var files []string
	var total int64
	err := fs.WalkDir(dir.FS(), ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if p != "." && strings.HasPrefix(path.Base(p), ".") {
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if !e.Type().IsRegular() {
			return nil
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		if total += info.Size(); len(files) >= maxPlainFiles || total > maxPlainBytes {
			return fmt.Errorf("%s holds more than %d files or %d MiB: name the texts themselves: %w", shown, maxPlainFiles, maxPlainBytes>>20, ErrTooLarge)
		}
		files = append(files, p)
		return nil
	})
	slices.Sort(files)
	return files, err
}

// nameOf is a file's name as a blob.
func nameOf(dir *os.Root, file string, limit int64) (h plumbing.Hash, size int64, err error) {
	f, err := dir.Open(file)
	if err != nil {
		return h, 0, err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return h, 0, err
	}
	if !st.Mode().IsRegular() {
		return h, 0, errors.New("not an ordinary file")
	}
	if st.Size() > limit {
		return h, 0, fmt.Errorf("%d bytes: %w", st.Size(), ErrTooLarge)
	}
	w := plumbing.NewHasher(plumbing.BlobObject, st.Size())
	_, err = io.Copy(w, io.LimitReader(f, st.Size()))
	return w.Sum(), st.Size(), err
}

func (d disk) get(h plumbing.Hash, limit int64) (loaded, error) {
	f, ok := d.files[h]
	if !ok {
		return loaded{}, fmt.Errorf("%s: %w", h, ErrNotFound)
	}
	in, err := d.root.Open(f.path)
	if err != nil {
		return loaded{}, err
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, min(limit, f.size)+1))
	if err != nil {
		return loaded{}, err
	}
	if plumbing.ComputeHash(plumbing.BlobObject, data) != h {
		return loaded{}, fmt.Errorf("%s changed while it was read: %w", f.path, ErrDamaged)
	}
	return loaded{plumbing.BlobObject, data}, nil
}

func (d disk) stat(h plumbing.Hash) (plumbing.ObjectType, int64, error) {
	if f, ok := d.files[h]; ok {
		return plumbing.BlobObject, f.size, nil
	}
	return 0, 0, fmt.Errorf("%s: %w", h, ErrNotFound)
}

func (d disk) each(fn func(plumbing.Hash)) error {
	for h := range d.files {
		fn(h)
	}
	return nil
}

func (d disk) close() error { return d.root.Close() }
