package repo

import (
	"bytes"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing/format/packfile"
)

// patch makes what go-git makes of a delta, and refuses what it refuses.
func FuzzPatch(f *testing.F) {
	base := []byte(strings.Repeat("The harbour is open to every boat. ", 40))
	for _, target := range []string{
		"", "The harbour is shut.", strings.Repeat("The harbour is open to every boat. ", 30) + "Fees are set each spring.",
	} {
		f.Add(base, packfile.DiffDelta(base, []byte(target)))
	}
	f.Add([]byte("abc"), []byte{3, 2, 0x91, 1, 2})
	f.Add([]byte("abc"), []byte{3, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x80})
	f.Add(make([]byte, 1<<16), []byte{0x80, 0x80, 4, 0x80, 0x80, 4, 0x80})
	f.Fuzz(func(t *testing.T, base, delta []byte) {
		if n, ok := deltaTarget(delta); !ok || n > 1<<20 {
			return // refused before it is patched
		}
		want, bad := packfile.PatchDelta(base, delta)
		got, err := patch(base, delta)
		if (err == nil) != (bad == nil) {
			t.Fatalf("it says %v, go-git %v", err, bad)
		}
		if bad == nil && !bytes.Equal(got, want) {
			t.Fatalf("it makes %q, go-git %q", got, want)
		}
	})
}

// Bytes read block by block are those of the whole, from wherever one begins.
func TestPackBytes(t *testing.T) {
	all := make([]byte, 2*packBlock+100)
	for i := range all {
		all[i] = byte(i * i >> 7)
	}
	small := newPackBytes(bytes.NewReader(all), int64(len(all)))
	large := newPackBytes(bytes.NewReader(all), int64(len(all)))
	large.kept = nil
	for _, at := range []int{0, 1, packBlock - 1, packBlock, 2*packBlock - 3, 2*packBlock + 99} {
		for _, b := range []*packBytes{small, large} {
			b.seek(int64(at))
			got := make([]byte, 0, len(all))
			for {
				c, err := b.ReadByte()
				if err != nil {
					break
				}
				got = append(got, c)
			}
			if !bytes.Equal(got, all[at:]) {
				t.Errorf("from %d on it reads %d bytes, and they are not the same as %d", at, len(got), len(all)-at)
			}
		}
	}
}
