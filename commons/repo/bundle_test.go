package repo

import (
	"bytes"
	"compress/zlib"
	"crypto/sha1"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
)

// cut parts a bundle into its head, with the empty line, and its pack.
func cut(t testing.TB, b *Builder) (head, pack string) {
	t.Helper()
	var buf bytes.Buffer
	must(t, b.WriteBundle(&buf))
	head, pack, _ = strings.Cut(buf.String(), "\n\n")
	return head + "\n\n", pack
}

func TestBundleHeads(t *testing.T) {
	head, pack := cut(t, grown(t, 3))
	refs := strings.TrimPrefix(head, "# v2 git bundle\n")
	for name, c := range map[string]struct{ text, want string }{
		"version 3":      {"# v3 git bundle\n@object-format=sha1\n" + refs + pack, ""},
		"sha256":         {"# v3 git bundle\n@object-format=sha256\n" + refs + pack, "names its objects by sha256"},
		"capability":     {"# v3 git bundle\n@magic\n" + refs + pack, `capability "magic"`},
		"prerequisite":   {"# v2 git bundle\n-" + strings.Repeat("1", 40) + " earlier\n" + refs + pack, "git bundle create "},
		"version 1":      {"# v1 git bundle\n" + refs + pack, "version 1"},
		"no reference":   {"# v2 git bundle\nhello\n\n" + pack, "line 2: no reference"},
		"no end":         {"# v2 git bundle\n" + strings.Repeat("1", 40) + " refs/heads/main", "line 2: its list of references does not end"},
		"one long line":  {"# v2 git bundle\n" + strings.Repeat("1", 9000), "does not end"},
		"endless":        {"# v2 git bundle\n" + strings.Repeat(strings.Repeat("1", 40)+" refs/heads/main\n", 100_000), "does not end"},
		"no pack":        {head, "fetch or make the bundle again"},
		"not a pack":     {head + "PICK" + pack[4:], "no pack where one should begin"},
		"cut off":        {head + pack[:len(pack)/2], "the pack ends inside the object"},
		"without sum":    {head + pack[:len(pack)-20], "fetch or make the bundle again"},
		"one bit":        {head + pack[:len(pack)-30] + string(pack[len(pack)-30]^1) + pack[len(pack)-29:], "damaged"},
		"of the filter":  {"# v3 git bundle\n@filter=blob:none\n" + refs + pack, ""},
		"windows line":   {strings.Replace(head, "\n", "\r\n", 1) + pack, "neither"},
		"only its title": {"# v2 git bundle\n", "does not end"},
	} {
		p := file(t, "x.bundle", c.text)
		r, err := Open(p, Options{})
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: got %v, want «%s»", name, err, c.want)
		}
		if r != nil {
			if r.Partial != (name == "of the filter") {
				t.Errorf("%s: partial is %v", name, r.Partial)
			}
			r.Close()
		}
	}
}

// Wherever a bundle is cut off, it is refused, and nothing panics.
func TestBundleCutAnywhere(t *testing.T) {
	var buf bytes.Buffer
	must(t, grown(t, 12).WriteBundle(&buf))
	for n := 17; n < buf.Len(); n += 7 {
		if r, err := openText(buf.Bytes()[:n]); err == nil {
			t.Fatalf("cut at byte %d of %d it opened: %+v", n, buf.Len(), r)
		}
	}
}

// openText opens a bundle held in memory.
func openText(data []byte) (*Repo, error) {
	b, err := readBundleHead(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	r := newRepo("text", "", Options{MaxBlob: 100_000})
	r.refs, r.head.hash = b.refs, b.head
	pack := data[b.length:]
	p := openPack(bytes.NewReader(pack), int64(len(pack)), 1<<20, nil, nil)
	if err := p.indexPack(nil); err != nil {
		return nil, err
	}
	r.objects.packs = append(r.objects.packs, p)
	return r, nil
}

// A delta may name its base instead of pointing to it.
func TestRefDeltas(t *testing.T) {
	b := grown(t, 60)
	head, _ := cut(t, b)
	list, err := b.reachable(b.refs["refs/heads/main"], b.refs["refs/tags/v1"])
	must(t, err)
	var pack bytes.Buffer
	_, err = packfile.NewEncoder(&pack, b.store, true).Encode(list, 10)
	must(t, err)
	r := open(t, file(t, "ref.bundle", head+pack.String()))
	if told(t, r) != told(t, b.Repo()) {
		t.Error("it reads differently")
	}
	p := r.objects.packs[0]
	named := 0
	for _, e := range p.entries {
		if !e.ref.IsZero() {
			named++
		}
	}
	if named == 0 {
		t.Error("no delta names its base; the test tests nothing")
	}
}

// packOf writes a pack from raw entries: type, base name for a delta, stored form.
func packOf(entries ...rawObject) string {
	var out bytes.Buffer
	out.WriteString("PACK")
	binary.Write(&out, binary.BigEndian, []uint32{2, uint32(len(entries))})
	for _, e := range entries {
		size := len(e.data)
		c := byte(e.kind)<<4 | byte(size&15)
		for size >>= 4; size > 0; size >>= 7 {
			out.WriteByte(c | 0x80)
			c = byte(size & 0x7f)
		}
		out.WriteByte(c)
		if e.kind == plumbing.REFDeltaObject {
			out.Write(e.base[:])
		}
		zip(&out, e.data)
	}
	sum := sha1.Sum(out.Bytes())
	out.Write(sum[:])
	return out.String()
}

type rawObject struct {
	kind plumbing.ObjectType
	base plumbing.Hash
	data []byte
}

func zip(w io.Writer, data []byte) {
	z := zlib.NewWriter(w)
	z.Write(data)
	z.Close()
}

func TestThinPack(t *testing.T) {
	lost := plumbing.NewHash(strings.Repeat("ab", 20))
	text := "# v2 git bundle\n\n" + packOf(rawObject{plumbing.REFDeltaObject, lost, []byte{1, 1, 1, 'x'}})
	if _, err := openText([]byte(text)); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), lost.String()) {
		t.Errorf("got %v", err)
	}
}

// A few bytes that unfold to a great many are refused before the memory is taken.
func TestDeltaBombs(t *testing.T) {
	base := bytes.Repeat([]byte{'x'}, 1<<16)
	name := plumbing.ComputeHash(plumbing.BlobObject, base)
	delta := binary.AppendUvarint(nil, uint64(len(base)))
	delta = binary.AppendUvarint(delta, 1<<40)
	delta = append(delta, bytes.Repeat([]byte{0x80 | 0x10 | 0x20, 0xff, 0xff}, 1000)...)
	text := "# v2 git bundle\n\n" + packOf(rawObject{kind: plumbing.BlobObject, data: base}, rawObject{plumbing.REFDeltaObject, name, delta})
	r, err := openText([]byte(text))
	must(t, err)
	if data, err := r.Blob(name.String()); err != nil || len(data) != len(base) {
		t.Errorf("the harmless half: %d bytes, %v", len(data), err)
	}
	bad := binary.AppendUvarint(binary.AppendUvarint(nil, 3), 5)
	text = "# v2 git bundle\n\n" + packOf(rawObject{kind: plumbing.BlobObject, data: base}, rawObject{plumbing.REFDeltaObject, name, bad})
	if _, err := openText([]byte(text)); !errors.Is(err, ErrDamaged) {
		t.Errorf("a delta on another base: %v", err)
	}
}

func TestTooLarge(t *testing.T) {
	b := NewBuilder("large")
	var noise strings.Builder
	for i := range 6_000 {
		fmt.Fprintf(&noise, "%x\n", sha1.Sum([]byte{byte(i), byte(i >> 8)}))
	}
	h := commit(t, b, Draft{Files: map[string]string{"a.md": "small", "scan.pdf": noise.String()}, Author: at(1)})
	must(t, b.SetRef("refs/heads/main", h))
	for _, p := range []string{bundle(t, b), dir(t, b)} {
		r, err := Open(p, Options{MaxBlob: 100_000})
		must(t, err)
		c, err := r.Commit(h)
		must(t, err)
		e, err := r.Entry(c.Tree, "scan.pdf")
		must(t, err)
		if n, err := r.Size(e.Hash); err != nil || n != int64(noise.Len()) {
			t.Errorf("its size is %d, %v", n, err)
		}
		if _, err := r.Blob(e.Hash); !errors.Is(err, ErrTooLarge) {
			t.Errorf("got %v", err)
		}
		must(t, r.Blobs([]Hash{e.Hash}, func(Hash, []byte) error { t.Error("it came"); return nil }))
		if m := r.Missing(); len(m) != 1 || m[0].Reason != "it is larger than 100000 bytes" {
			t.Errorf("got %+v", m)
		}
		r.Close()
	}
}

func FuzzBundle(f *testing.F) {
	var buf bytes.Buffer
	must(f, grown(f, 8).WriteBundle(&buf))
	f.Add(buf.Bytes())
	f.Add([]byte("# v2 git bundle\n\n" + packOf(rawObject{plumbing.REFDeltaObject, plumbing.ZeroHash, []byte{1, 1}})))
	f.Add([]byte("# v3 git bundle\n@filter=x\n\nPACK\x00\x00\x00\x02\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := openText(data)
		if err != nil {
			return
		}
		refs, err := r.Refs()
		if err != nil {
			return
		}
		for _, ref := range refs {
			err := r.Walk(ref.Hash, func(c *Commit) error {
				_, err := r.Files(c.Tree)
				if err != nil && !errors.Is(err, ErrNotFound) && !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrTooLarge) {
					t.Errorf("an error of no kind: %v", err)
				}
				return nil
			})
			if err != nil {
				t.Errorf("%s: %v", ref.Name, err)
			}
		}
	})
}

func TestOpenLeavesNothingOpen(t *testing.T) {
	p := bundle(t, grown(t, 2))
	r, err := Open(p, Options{})
	must(t, err)
	must(t, r.Close())
	must(t, os.Remove(p))
}
