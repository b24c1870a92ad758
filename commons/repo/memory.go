package repo

import (
	"fmt"
	"io"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/storage/memory"
)

// stored is the shelf of objects held in memory.
type stored struct{ store *memory.Storage }

func (s stored) get(h plumbing.Hash, limit int64) (loaded, error) {
	ob, err := s.store.EncodedObject(plumbing.AnyObject, h)
	if err != nil {
		return loaded{}, fmt.Errorf("%s: %w", h, ErrNotFound)
	}
	if ob.Size() > limit {
		return loaded{kind: ob.Type()}, ErrTooLarge
	}
	r, err := ob.Reader()
	if err != nil {
		return loaded{}, err
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	return loaded{ob.Type(), data}, err
}

func (s stored) stat(h plumbing.Hash) (plumbing.ObjectType, int64, error) {
	ob, err := s.store.EncodedObject(plumbing.AnyObject, h)
	if err != nil {
		return 0, 0, fmt.Errorf("%s: %w", h, ErrNotFound)
	}
	return ob.Type(), ob.Size(), nil
}

func (s stored) each(fn func(plumbing.Hash)) error {
	for h := range s.store.Objects {
		fn(h)
	}
	return nil
}
