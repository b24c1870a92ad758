package repo

import (
	"encoding/binary"
	"fmt"
	"io"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/idxfile"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
)

const (
	keepInflated = 32 << 20 // stored forms kept inflated, per pack
	keepEntries  = 1 << 18  // entries remembered, per pack
)

// entry is one object as the pack stores it: whole, or as a delta on a base.
type entry struct {
	kind plumbing.ObjectType // of a whole object; OFSDeltaObject for any delta
	size int64               // of the stored form once inflated
	base int64               // offset of the base; 0 where the object is whole
	ref  plumbing.Hash       // name of a base whose offset is not known yet; only while indexing
	data []byte              // the stored form inflated; nil where it is not kept
}

// pack reads objects out of one pack file. It is not safe for concurrent use.
type pack struct {
	bytes   *packBytes
	index   *idxfile.MemoryIndex
	entries map[int64]*entry // by offset; a memory, never complete
	kept    int              // bytes held in entries' data
	size    int64            // of the pack file
	limit   int64            // largest object to unfold
	close   func() error
}

// openPack reads packs from r, which holds size bytes and begins with the pack's
// own header. A nil index is for indexPack to fill.
func openPack(r io.ReaderAt, size, limit int64, index *idxfile.MemoryIndex, close func() error) *pack {
	return &pack{bytes: newPackBytes(r, size), index: index, entries: map[int64]*entry{}, size: size, limit: limit, close: close}
}

// find returns the offset of an object, or 0: an entry never stands at the
// pack's first byte.
func (p *pack) find(h plumbing.Hash) int64 {
	if p.index == nil {
		return 0
	}
	off, err := p.index.FindOffset(h)
	if err != nil || off < 0 || off >= p.size {
		return 0
	}
	return off
}

// entryAt reads the head of the entry at an offset.
func (p *pack) entryAt(off int64) (*entry, error) {
	if e := p.entries[off]; e != nil {
		return e, nil
	}
	e, err := p.bytes.head(off)
	if err != nil {
		return nil, damaged(off, err)
	}
	if e.ref != plumbing.ZeroHash {
		if e.base = p.find(e.ref); e.base == 0 || e.base == off {
			return nil, damaged(off, fmt.Errorf("its base %s is not in the pack", e.ref))
		}
	}
	p.remember(off, e)
	return e, nil
}

func (p *pack) remember(off int64, e *entry) {
	if p.index != nil && len(p.entries) >= keepEntries { // all of them are needed while indexing
		clear(p.entries)
		p.kept = 0
	}
	p.entries[off] = e
}

// inflate returns the stored form of an entry: the object, or the delta.
func (p *pack) inflate(off int64, e *entry) ([]byte, error) {
	if e.data != nil {
		return e.data, nil
	}
	if e.size > p.limit {
		return nil, ErrTooLarge
	}
	if _, err := p.bytes.head(off); err != nil {
		return nil, damaged(off, err)
	}
	data, err := p.bytes.inflate(e.size)
	if err != nil {
		return nil, damaged(off, err)
	}
	p.keep(e, data)
	return data, nil
}

func (p *pack) keep(e *entry, data []byte) {
	if p.kept+len(data) <= keepInflated {
		e.data = data
		p.kept += len(data)
	}
}

// unfold makes an object from its stored form and its base's content.
func (p *pack) unfold(off int64, e *entry, base []byte) ([]byte, error) {
	stored, err := p.inflate(off, e)
	if err != nil || e.base == 0 {
		return stored, err
	}
	if n, ok := deltaTarget(stored); !ok {
		return nil, damaged(off, packfile.ErrInvalidDelta)
	} else if n > p.limit {
		return nil, ErrTooLarge
	}
	out, err := patch(base, stored)
	if err != nil {
		return nil, damaged(off, err)
	}
	return out, nil
}

// deltaTarget reads from a delta's head how large the object will be.
func deltaTarget(delta []byte) (int64, bool) {
	_, n := binary.Uvarint(delta)
	if n <= 0 {
		return 0, false
	}
	size, n := binary.Uvarint(delta[n:])
	return int64(size), n > 0 && size < 1<<62
}

// chain lists the offsets from an entry down to the whole object it is made of,
// the entry first.
func (p *pack) chain(off int64) ([]int64, error) {
	var c []int64
	seen := map[int64]bool{}
	for off != 0 {
		if seen[off] {
			return nil, damaged(off, fmt.Errorf("its deltas stand on each other"))
		}
		seen[off] = true
		e, err := p.entryAt(off)
		if err != nil {
			return nil, err
		}
		c = append(c, off)
		off = e.base
	}
	return c, nil
}

// sizeAt is the size of the object at an offset, without unfolding it.
func (p *pack) sizeAt(off int64) (plumbing.ObjectType, int64, error) {
	c, err := p.chain(off)
	if err != nil {
		return 0, 0, err
	}
	root, err := p.entryAt(c[len(c)-1])
	if err != nil {
		return 0, 0, err
	}
	e, err := p.entryAt(off)
	if err != nil || e.base == 0 {
		return root.kind, root.size, err
	}
	stored, err := p.inflate(off, e)
	if err != nil {
		return 0, 0, err
	}
	n, ok := deltaTarget(stored)
	if !ok {
		return 0, 0, damaged(off, packfile.ErrInvalidDelta)
	}
	return root.kind, n, nil
}

func damaged(off int64, err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return fmt.Errorf("%w: the pack ends inside the object at byte %d", ErrDamaged, off)
	}
	return fmt.Errorf("%w: pack, object at byte %d: %w", ErrDamaged, off, err)
}
