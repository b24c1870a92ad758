package repo

import (
	"bytes"
	"fmt"

	"github.com/go-git/go-git/v5/plumbing"
)

// Blob reads one file's content. It may be kept and must not be changed. Errors:
// ErrNotFound, ErrTooLarge (above Options.MaxBlob), ErrDamaged, the disk's.
// For many blobs Blobs is far cheaper.
func (r *Repo) Blob(h Hash) ([]byte, error) {
	id, err := parseHash(h)
	if err != nil {
		return nil, err
	}
	return r.read(id, plumbing.BlobObject)
}

// Blobs reads many blobs in the order that is cheapest for the packs they lie in,
// which is not the order asked for but depends on nothing else than the packs: the same
// repository gives the same order. fn gets every distinct name once. The content may be kept and
// must not be changed. Blobs that are absent, damaged or too large are left out and
// listed in Missing. An error of fn ends the reading and is returned. Cost: every
// blob, and every delta base it needs, unfolded once; at most a few objects are held.
func (r *Repo) Blobs(hs []Hash, fn func(Hash, []byte) error) error {
	ids := make([]plumbing.Hash, 0, len(hs))
	for _, h := range hs {
		id, err := parseHash(h)
		if err != nil {
			return err
		}
		ids = append(ids, id)
	}
	return r.objects.many(ids, func(h plumbing.Hash, ob loaded, err error) error {
		if err == nil && ob.kind != plumbing.BlobObject {
			err = fmt.Errorf("%s is a %s: %w", h, ob.kind, ErrDamaged)
		}
		if err != nil {
			if r.note(h, "blob", "", err) {
				return nil
			}
			return err
		}
		return fn(h.String(), ob.data)
	})
}

// Size is the size of a blob in bytes, found without unfolding it.
func (r *Repo) Size(h Hash) (int64, error) {
	id, err := parseHash(h)
	if err != nil {
		return -1, err
	}
	_, n, err := r.objects.stat(id)
	if err != nil {
		return -1, r.explain(err)
	}
	return n, nil
}

// knownSize is the size where it costs nothing to tell, else -1.
func (r *Repo) knownSize(h Hash) int64 {
	if !r.Plain {
		return -1
	}
	n, err := r.Size(h)
	if err != nil {
		return -1
	}
	return n
}

// IsLFS reports whether a blob is a Git LFS pointer: a short text that stands for a
// file kept elsewhere. See the specification of Git LFS, version 1.
func IsLFS(data []byte) bool {
	return len(data) < 1024 && bytes.HasPrefix(data, []byte("version https://git-lfs.github.com/spec/v1\n")) &&
		bytes.Contains(data, []byte("\noid sha256:"))
}
