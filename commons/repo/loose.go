package repo

import (
	"fmt"
	"io"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/objfile"
	"github.com/go-git/go-git/v5/storage/filesystem/dotgit"
)

// loose is the shelf of objects that git keeps in a file each.
type loose struct{ dir *dotgit.DotGit }

func (l loose) open(h plumbing.Hash) (*objfile.Reader, plumbing.ObjectType, int64, func(), error) {
	f, err := l.dir.Object(h)
	if err != nil {
		return nil, 0, 0, nil, fmt.Errorf("%s: %w", h, ErrNotFound)
	}
	r, err := objfile.NewReader(f)
	if err != nil {
		f.Close()
		return nil, 0, 0, nil, fmt.Errorf("%w: object %s: %w", ErrDamaged, h, err)
	}
	kind, size, err := r.Header()
	done := func() { r.Close(); f.Close() }
	if err != nil {
		done()
		return nil, 0, 0, nil, fmt.Errorf("%w: object %s: %w", ErrDamaged, h, err)
	}
	return r, kind, size, done, nil
}

func (l loose) get(h plumbing.Hash, limit int64) (loaded, error) {
	r, kind, size, done, err := l.open(h)
	if err != nil {
		return loaded{}, err
	}
	defer done()
	if size > limit {
		return loaded{kind: kind}, ErrTooLarge
	}
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil || int64(len(data)) != size || r.Hash() != h {
		return loaded{}, fmt.Errorf("%w: object %s does not hold what it says", ErrDamaged, h)
	}
	return loaded{kind, data}, nil
}

func (l loose) stat(h plumbing.Hash) (plumbing.ObjectType, int64, error) {
	_, kind, size, done, err := l.open(h)
	if err != nil {
		return 0, 0, err
	}
	done()
	return kind, size, nil
}

func (l loose) each(fn func(plumbing.Hash)) error {
	return l.dir.ForEachObjectHash(func(h plumbing.Hash) error { fn(h); return nil })
}
