package repo

import (
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
	"github.com/go-git/go-git/v5/plumbing/storer"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// deltaWindow is how many neighbours an object is compared with to store it as a delta.
const deltaWindow = 10

// WriteBundle writes the repository as a git bundle of version 2, which git can
// clone. The same repository gives the same bytes.
func (b *Builder) WriteBundle(w io.Writer) error {
	var head strings.Builder
	head.WriteString("# v2 git bundle\n")
	for _, name := range slices.Sorted(maps.Keys(b.refs)) {
		fmt.Fprintf(&head, "%s %s\n", b.refs[name], name)
	}
	if h, ok := b.refs[b.head]; ok {
		fmt.Fprintf(&head, "%s HEAD\n", h)
	}
	head.WriteString("\n")
	if _, err := io.WriteString(w, head.String()); err != nil {
		return err
	}
	return b.writePack(w)
}

// WriteDir writes the repository as a bare git repository at path, which must not
// exist or be empty. The same repository gives the same files.
func (b *Builder) WriteDir(path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if list, err := os.ReadDir(path); err == nil && len(list) > 0 {
		return fmt.Errorf("%s is not empty", path)
	}
	fs := osfs.New(path, osfs.WithBoundOS())
	store := filesystem.NewStorage(fs, cache.NewObjectLRUDefault())
	if err := store.Init(); err != nil {
		return err
	}
	cfg, err := store.Config()
	if err != nil {
		return err
	}
	cfg.Core.IsBare = true
	if err := store.SetConfig(cfg); err != nil {
		return err
	}
	if len(b.refs) > 0 {
		if err := b.writePackTo(store); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(b.refs)) {
		if err := store.SetReference(plumbing.NewHashReference(plumbing.ReferenceName(name), b.refs[name])); err != nil {
			return err
		}
	}
	return store.SetReference(plumbing.NewSymbolicReference(plumbing.HEAD, plumbing.ReferenceName(b.head)))
}

func (b *Builder) writePackTo(store storer.PackfileWriter) (err error) {
	w, err := store.PackfileWriter()
	if err != nil {
		return err
	}
	defer func() {
		if e := w.Close(); err == nil {
			err = e
		}
	}()
	return b.writePack(w)
}

func (b *Builder) writePack(w io.Writer) error {
	var from []plumbing.Hash
	for _, name := range slices.Sorted(maps.Keys(b.refs)) {
		from = append(from, b.refs[name])
	}
	list, err := b.reachable(from...)
	if err != nil {
		return err
	}
	_, err = packfile.NewEncoder(w, b.store, false).Encode(list, deltaWindow)
	return err
}

// reachable lists every object that some objects lead to, themselves included, in
// an order that depends on the objects alone.
func (b *Builder) reachable(from ...plumbing.Hash) ([]plumbing.Hash, error) {
	seen := map[plumbing.Hash]bool{}
	var list []plumbing.Hash
	next := func(h plumbing.Hash) {
		if !seen[h] {
			seen[h] = true
			list = append(list, h)
		}
	}
	for _, h := range from {
		next(h)
	}
	for i := 0; i < len(list); i++ {
		ob, err := b.store.EncodedObject(plumbing.AnyObject, list[i])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", list[i], ErrNotFound)
		}
		if err := b.links(ob, next); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// links calls next with every object that one object names.
func (b *Builder) links(ob plumbing.EncodedObject, next func(plumbing.Hash)) error {
	in, err := stored{b.store}.get(ob.Hash(), ob.Size())
	if err != nil {
		return err
	}
	switch ob.Type() {
	case plumbing.CommitObject:
		c, err := parseCommit(ob.Hash(), in.data)
		if err != nil {
			return err
		}
		next(plumbing.NewHash(c.Tree))
		for _, p := range c.Parents {
			next(plumbing.NewHash(p))
		}
	case plumbing.TreeObject:
		for data := in.data; len(data) > 0; {
			e, rest, ok := cutEntry(data)
			if !ok {
				return fmt.Errorf("%w: tree %s", ErrDamaged, ob.Hash())
			}
			next(plumbing.Hash(e.hash))
			data = rest
		}
	case plumbing.TagObject:
		_, target, err := parseTag(ob.Hash(), in.data)
		if err != nil {
			return err
		}
		next(target)
	}
	return nil
}
