package repo

import (
	"bytes"
	"crypto/sha1"
	"fmt"
	"hash"
	"io"
	"maps"
	"slices"
	"strconv"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/idxfile"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
)

// indexer gives every object of a pack its name.
type indexer struct {
	p       *pack
	scan    *packfile.Scanner // reads from end to end, and sums what it reads
	w       idxfile.Writer
	names   map[plumbing.Hash]int64 // offsets of the objects named so far
	pending map[int64]*entry        // deltas without a name yet
	sum     hash.Hash               // reused: making one per object costs more than hashing a small object
	total   int
	report  func(done, total int)
}

// indexPack finds the name of every object in a pack that came without an index,
// as bundles do. It reads the pack once from end to end, checks its sum, and then
// unfolds every delta. Objects above the size limit get no name and are missing
// afterwards. Cost: every object inflated and hashed once.
func (p *pack) indexPack(report func(done, total int)) error {
	if err := p.bytes.readAll(); err != nil {
		return err
	}
	x := &indexer{p: p, scan: packfile.NewScanner(io.NewSectionReader(p.bytes.from, 0, p.size)), names: map[plumbing.Hash]int64{}, pending: map[int64]*entry{}, sum: sha1.New(), report: report}
	if err := x.survey(); err != nil {
		return err
	}
	for len(x.pending) > 0 {
		// One round settles everything unless a delta names its base by hash and that
		// base is a delta too; then the base must have been named in an earlier round.
		todo := x.reachable()
		if len(todo) == 0 {
			return x.thin()
		}
		if err := p.resolve(grow(todo), func() {}, func() {}, x.nameUnfolded); err != nil {
			return err
		}
	}
	if err := x.w.OnFooter(plumbing.ZeroHash); err != nil {
		return fmt.Errorf("%w: pack: %w", ErrDamaged, err)
	}
	var err error
	p.index, err = x.w.Index()
	return err
}

// survey reads all entries in the order of the file, names the whole ones and
// checks the pack's sum.
func (x *indexer) survey() error {
	_, n, err := x.scan.Header()
	if err != nil {
		return fmt.Errorf("%w: no pack where one should begin: %w", ErrDamaged, err)
	}
	x.total = int(n)
	for i := range x.total {
		if err := x.surveyOne(); err != nil {
			return fmt.Errorf("object %d of %d: %w", i+1, n, err)
		}
	}
	if _, err := x.scan.Checksum(); err != nil {
		return fmt.Errorf("%w: pack: %w", ErrDamaged, err)
	}
	return nil
}

func (x *indexer) surveyOne() error {
	h, err := x.scan.NextObjectHeader()
	if err != nil {
		return damaged(0, err)
	}
	e := newEntry(h)
	x.p.remember(h.Offset, e)
	delta := e.base != 0 || e.ref != plumbing.ZeroHash
	if e.size > x.p.limit {
		return x.passBy(h.Offset, e, delta)
	}
	data, err := x.readStored(h.Offset, e)
	if err != nil {
		return err
	}
	x.p.keep(e, data)
	if delta {
		x.pending[h.Offset] = e
	} else {
		x.name(h.Offset, e.kind, data)
	}
	return nil
}

// newEntry is an entry by the head that the scanner has read.
func newEntry(h *packfile.ObjectHeader) *entry {
	e := &entry{kind: h.Type, size: h.Length}
	switch h.Type {
	case plumbing.OFSDeltaObject:
		e.base = h.OffsetReference
	case plumbing.REFDeltaObject:
		e.kind, e.ref = plumbing.OFSDeltaObject, h.Reference
	}
	return e
}

// readStored inflates the entry whose head the scanner has just read.
func (x *indexer) readStored(off int64, e *entry) ([]byte, error) {
	// The declared size is only a hint: deflate cannot shrink below a thousandth,
	// so a lying head costs at most a thousand times the pack.
	buf := bytes.NewBuffer(make([]byte, 0, min(e.size, 1000*x.p.size+64)))
	n, _, err := x.scan.NextObject(buf)
	if err != nil {
		return nil, damaged(off, err)
	}
	if n != e.size {
		return nil, damaged(off, fmt.Errorf("%d bytes where %d were announced", n, e.size))
	}
	return buf.Bytes(), nil
}

// passBy reads over an object too large to hold; a whole one is named on the way.
func (x *indexer) passBy(off int64, e *entry, delta bool) error {
	var w io.Writer = io.Discard
	if !delta {
		x.begin(e.kind, e.size)
		w = x.sum
	}
	n, _, err := x.scan.NextObject(w)
	if err != nil {
		return damaged(off, err)
	}
	if n != e.size {
		return damaged(off, fmt.Errorf("%d bytes where %d were announced", n, e.size))
	}
	if !delta {
		x.finish(off)
	}
	return nil
}

// reachable lists the pending deltas whose chain of bases is known to the end,
// with all those bases.
func (x *indexer) reachable() map[int64]int64 {
	todo := map[int64]int64{}
	for _, off := range slices.Sorted(maps.Keys(x.pending)) {
		var path []int64
		for off != 0 {
			if _, in := todo[off]; in {
				break
			}
			e := x.p.entries[off]
			if e == nil {
				path = nil // an offset between two entries: no object is made of it
				break
			}
			if e.ref != plumbing.ZeroHash && e.base == 0 {
				if e.base = x.names[e.ref]; e.base == 0 {
					path = nil
					break
				}
			}
			path = append(path, off)
			off = e.base
		}
		for _, o := range path {
			todo[o] = x.p.entries[o].base
		}
	}
	return todo
}

// thin is the error for deltas whose base the pack does not hold.
func (x *indexer) thin() error {
	off := slices.Min(slices.Collect(maps.Keys(x.pending)))
	if e := x.pending[off]; e.base == 0 {
		return damaged(off, fmt.Errorf("its base %s is not in the pack", e.ref))
	}
	return damaged(off, fmt.Errorf("its base is not in the pack"))
}

func (x *indexer) nameUnfolded(u unfolded) error {
	if x.pending[u.off] == nil {
		return nil
	}
	delete(x.pending, u.off)
	if u.err != nil {
		if isTooLarge(u.err) {
			return nil
		}
		return u.err
	}
	x.name(u.off, u.kind, u.data)
	return nil
}

func (x *indexer) name(off int64, kind plumbing.ObjectType, data []byte) {
	x.begin(kind, int64(len(data)))
	x.sum.Write(data)
	x.finish(off)
}

// begin starts an object's name: the SHA-1 of a small head and the content. The
// plain SHA-1 is enough to find objects by; whoever plants a collision in their own
// repository only chooses which of their own two texts is shown.
func (x *indexer) begin(kind plumbing.ObjectType, size int64) {
	x.sum.Reset()
	head := append(kind.Bytes(), ' ')
	head = strconv.AppendInt(head, size, 10)
	x.sum.Write(append(head, 0))
}

func (x *indexer) finish(off int64) {
	var h plumbing.Hash
	x.sum.Sum(h[:0])
	x.names[h] = off
	x.w.Add(h, uint64(off), 0)
	if x.report != nil {
		x.report(len(x.names), x.total)
	}
}
