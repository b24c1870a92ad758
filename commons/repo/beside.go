package repo

import (
	"bytes"
	"compress/zlib"
	"crypto/sha1"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
)

// maxBorrowed bounds what such a bundle unfolds to, and what is added to it from the
// repository, in bytes each.
const maxBorrowed = 64 << 20

// OpenBeside opens a bundle that lies in a repository as a file, as people send what they
// propose: it may hold only what came after commits that the repository has. What is not
// in the bundle is read from the repository, which must stay open as long. Errors say
// what is wrong with the bundle or wanting in the repository; ErrDamaged where it is no
// bundle. Cost: every object of the bundle unfolded once.
func (r *Repo) OpenBeside(name string, bundle []byte) (*Repo, error) {
	if !isBundle(bundle) {
		return nil, fmt.Errorf("%s: %w: it is no bundle of version 2 or 3", name, ErrDamaged)
	}
	head, err := readBundleHead(bytes.NewReader(bundle))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	for _, c := range head.needs {
		if _, err := r.Commit(c); err != nil {
			return nil, fmt.Errorf("%s stands on commit %.40s, which is not in %s: %w", name, c, r.Name, ErrNotFound)
		}
	}
	data, err := r.complete(bundle[head.length:])
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	p := openPack(bytes.NewReader(data), int64(len(data)), r.objects.limit, nil, nil)
	if err := p.indexPack(nil); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	out := newRepo(r.Name, name, Options{MaxBlob: r.objects.limit})
	out.refs, out.head.hash = head.refs, head.head
	out.objects.packs = []*pack{p}
	out.objects.shelfs = []shelf{beside{r}}
	return out, nil
}

// complete is a pack with those bases added that its deltas name and that the repository
// has, as «git index-pack --fix-thin» does.
func (r *Repo) complete(pack []byte) ([]byte, error) {
	scan := packfile.NewScanner(bytes.NewReader(pack))
	_, n, err := scan.Header()
	if err != nil {
		return nil, fmt.Errorf("%w: no pack where one should begin: %w", ErrDamaged, err)
	}
	wanted := map[plumbing.Hash]bool{}
	var added bytes.Buffer
	announced := int64(0)
	for range n {
		h, err := scan.NextObjectHeader()
		if err != nil {
			return nil, damaged(0, err)
		}
		if announced += h.Length; announced > maxBorrowed {
			return nil, fmt.Errorf("%w: it unfolds to more than %d MiB", ErrTooLarge, maxBorrowed>>20)
		}
		if h.Type != plumbing.REFDeltaObject || wanted[h.Reference] {
			continue
		}
		ob, err := r.objects.get(h.Reference)
		if errors.Is(err, ErrNotFound) {
			continue // it may be in the pack; who indexes it will tell
		}
		if err != nil {
			return nil, err
		}
		wanted[h.Reference] = true
		if added.Len()+len(ob.data) > maxBorrowed {
			return nil, fmt.Errorf("%w: it leans on more than %d MiB of the repository", ErrTooLarge, maxBorrowed>>20)
		}
		if err := appendWhole(&added, ob); err != nil {
			return nil, err
		}
	}
	if len(wanted) == 0 || len(pack) < packHead+sha1.Size {
		return pack, nil
	}
	out := append([]byte{}, pack[:len(pack)-sha1.Size]...)
	binary.BigEndian.PutUint32(out[8:packHead], n+uint32(len(wanted)))
	out = append(out, added.Bytes()...)
	sum := sha1.Sum(out)
	return append(out, sum[:]...), nil
}

// packHead is the length of a pack's header: its name, version and number of objects.
const packHead = 12

// appendWhole writes an object as an entry of a pack: type and size, seven bits a byte
// after the first four, then the deflated content. See gitformat-pack(5).
func appendWhole(b *bytes.Buffer, ob loaded) error {
	size := uint64(len(ob.data))
	first := byte(ob.kind)<<4 | byte(size&15)
	for size >>= 4; size > 0; size >>= 7 {
		b.WriteByte(first | 0x80)
		first = byte(size & 0x7f)
	}
	b.WriteByte(first)
	w := zlib.NewWriter(b)
	if _, err := w.Write(ob.data); err != nil {
		return err
	}
	return w.Close()
}

// beside is the shelf of another repository.
type beside struct{ host *Repo }

func (s beside) get(h plumbing.Hash, _ int64) (loaded, error) { return s.host.objects.get(h) }

func (s beside) stat(h plumbing.Hash) (plumbing.ObjectType, int64, error) {
	return s.host.objects.stat(h)
}

func (s beside) each(fn func(plumbing.Hash)) error { return s.host.objects.names(fn) }
