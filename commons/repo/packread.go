package repo

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
)

// packBytes reads the bytes of a pack from any place on, block by block. The blocks
// of a small pack are kept: its objects lie close together, and most are asked for.
// Of a large one only the last is. What nobody asks for is not read.
type packBytes struct {
	from  io.ReaderAt
	size  int64
	kept  [][]byte // by number of block; nil for a large pack
	spare []byte   // the only block of a large pack
	rest  []byte   // of the block being read
	next  int64    // where rest ends
	zip   io.ReadCloser
}

const (
	packBlock  = 64 << 10
	packInKept = 16 << 20 // a pack up to this size keeps its blocks
)

func newPackBytes(from io.ReaderAt, size int64) *packBytes {
	b := &packBytes{from: from, size: size}
	if size <= packInKept {
		b.kept = make([][]byte, (size+packBlock-1)/packBlock)
	}
	return b
}

// readAll reads a small pack at once, as one does who needs every object in it.
func (b *packBytes) readAll() error {
	if b.kept == nil {
		return nil
	}
	all := make([]byte, b.size)
	n, err := b.from.ReadAt(all, 0)
	if err != nil && err != io.EOF { // a pack cut short tells when it is read
		return err
	}
	for k := range b.kept {
		at := k * packBlock
		b.kept[k] = all[min(at, n):min(at+packBlock, n)]
	}
	b.from = bytes.NewReader(all[:n])
	return nil
}

// seek makes off the place of the next byte.
func (b *packBytes) seek(off int64) { b.rest, b.next = nil, off }

// fill makes rest the bytes from next to the end of their block.
func (b *packBytes) fill() error {
	if b.next < 0 || b.next >= b.size {
		return io.EOF
	}
	k := b.next / packBlock
	block, err := b.block(k)
	if err != nil {
		return err
	}
	at := b.next - k*packBlock
	if at >= int64(len(block)) {
		return io.EOF
	}
	b.rest, b.next = block[at:], k*packBlock+int64(len(block))
	return nil
}

func (b *packBytes) block(k int64) ([]byte, error) {
	if b.kept != nil && b.kept[k] != nil {
		return b.kept[k], nil
	}
	into := b.spare
	if into == nil || b.kept != nil {
		into = make([]byte, min(packBlock, b.size))
	}
	n, err := b.from.ReadAt(into[:min(packBlock, b.size-k*packBlock)], k*packBlock)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if b.kept != nil {
		b.kept[k] = into[:n]
	} else {
		b.spare = into
	}
	return into[:n], nil
}

// ReadByte and Read make packBytes a source for inflating.
func (b *packBytes) ReadByte() (byte, error) {
	if len(b.rest) == 0 {
		if err := b.fill(); err != nil {
			return 0, err
		}
	}
	c := b.rest[0]
	b.rest = b.rest[1:]
	return c, nil
}

func (b *packBytes) Read(p []byte) (int, error) {
	if len(b.rest) == 0 {
		if err := b.fill(); err != nil {
			return 0, err
		}
	}
	n := copy(p, b.rest)
	b.rest = b.rest[n:]
	return n, nil
}

// head reads the head of the entry at off, see gitformat-pack(5): its kind and
// inflated size, and for a delta its base.
func (b *packBytes) head(off int64) (*entry, error) {
	b.seek(off)
	c, err := b.ReadByte()
	if err != nil {
		return nil, err
	}
	e := &entry{kind: plumbing.ObjectType(c >> 4 & 7), size: int64(c & 15)}
	for shift := 4; c >= 0x80; shift += 7 {
		if shift > 64-8 {
			return nil, packfile.ErrLengthOverflow
		}
		if c, err = b.ReadByte(); err != nil {
			return nil, err
		}
		e.size += int64(c&0x7f) << shift
	}
	switch e.kind {
	case plumbing.OFSDeltaObject:
		back, err := b.distance()
		if err != nil {
			return nil, err
		}
		if back <= 0 || back >= off {
			return nil, fmt.Errorf("%w: its base lies %d bytes before it", packfile.ErrMalformedPackFile, back)
		}
		e.base = off - back
	case plumbing.REFDeltaObject:
		e.kind = plumbing.OFSDeltaObject
		if _, err := io.ReadFull(b, e.ref[:]); err != nil {
			return nil, err
		}
	case plumbing.CommitObject, plumbing.TreeObject, plumbing.BlobObject, plumbing.TagObject:
	default:
		return nil, fmt.Errorf("%w: an object of kind %d", packfile.ErrMalformedPackFile, e.kind)
	}
	return e, nil
}

// distance reads how far before a delta its base lies.
func (b *packBytes) distance() (int64, error) {
	c, err := b.ReadByte()
	n := int64(c & 0x7f)
	for err == nil && c >= 0x80 {
		if n > 1<<55 {
			return 0, packfile.ErrLengthOverflow
		}
		if c, err = b.ReadByte(); err == nil {
			n = (n+1)<<7 | int64(c&0x7f)
		}
	}
	return n, err
}

// inflate reads exactly size bytes out of the zlib stream that begins at the next byte.
func (b *packBytes) inflate(size int64) ([]byte, error) {
	// Deflate cannot shrink below a thousandth, so a lying head costs at most a
	// thousand times the pack.
	if size > 1000*b.size+64 {
		return nil, fmt.Errorf("%d bytes are announced", size)
	}
	if b.zip == nil {
		zip, err := zlib.NewReader(b)
		if err != nil {
			return nil, err
		}
		b.zip = zip
	} else if err := b.zip.(zlib.Resetter).Reset(b, nil); err != nil {
		return nil, err
	}
	out := make([]byte, size)
	for n := 0; n < len(out); {
		k, err := b.zip.Read(out[n:])
		if n += k; err == io.EOF && n < len(out) {
			return nil, fmt.Errorf("%d bytes where %d were announced", n, size)
		} else if err != nil && err != io.EOF {
			return nil, err
		}
	}
	var more [1]byte
	switch n, err := b.zip.Read(more[:]); { // the sum stands behind the last byte
	case n > 0:
		return nil, fmt.Errorf("more than the %d bytes that were announced", size)
	case err != io.EOF:
		return nil, err
	}
	return out, nil
}

// patch makes an object out of its base and a delta, see gitformat-pack(5). Where that
// cannot be done it returns packfile.ErrInvalidDelta.
func patch(base, delta []byte) ([]byte, error) {
	from, n := binary.Uvarint(delta)
	if n <= 0 || from != uint64(len(base)) {
		return nil, packfile.ErrInvalidDelta
	}
	delta = delta[n:]
	size, n := binary.Uvarint(delta)
	if n <= 0 {
		return nil, packfile.ErrInvalidDelta
	}
	delta = delta[n:]
	out := make([]byte, 0, size)
	for len(delta) > 0 {
		c := delta[0]
		delta = delta[1:]
		piece := delta
		if c >= 0x80 {
			var at, length int
			if at, delta = little(delta, c&15); at < 0 {
				return nil, packfile.ErrInvalidDelta
			}
			if length, delta = little(delta, c>>4&7); length == 0 {
				length = 1 << 16
			}
			if length < 0 || at+length > len(base) {
				return nil, packfile.ErrInvalidDelta
			}
			piece = base[at : at+length]
		} else {
			if c == 0 || int(c) > len(delta) {
				return nil, packfile.ErrInvalidDelta
			}
			piece, delta = delta[:c], delta[c:]
		}
		if len(out)+len(piece) > cap(out) {
			return nil, packfile.ErrInvalidDelta
		}
		out = append(out, piece...)
	}
	if uint64(len(out)) != size {
		return nil, packfile.ErrInvalidDelta
	}
	return out, nil
}

// little reads the bytes of a number, the lowest first, of which those are there that
// have a bit in which; -1 where the delta ends before.
func little(delta []byte, which byte) (int, []byte) {
	n := 0
	for shift := 0; which != 0; shift, which = shift+8, which>>1 {
		if which&1 == 0 {
			continue
		}
		if len(delta) == 0 {
			return -1, nil
		}
		n |= int(delta[0]) << shift
		delta = delta[1:]
	}
	return n, delta
}
