package markup

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A block reads the same whether it was met with other footnote numbers before or is
// read as it is.
func TestRenumberedFootnotes(t *testing.T) {
	piece := rapid.SampledFrom([]string{
		"## Article %d[^%d]\n\n", "The gate[^%d] opens[^%d] at dawn.\n\n", "1) Every boat pays.[^%d]\n2) No raft does.[^%d]\n\n", "[^%d]: As of year %d.\n\n",
		"Say `[^%d]` and \\[^%d] aloud.\n\n", "**(a)** The weir[^%d]\nis %d.\n\n", "word[^%d]word[^n] and [^%d]\n\n", "| low[^%d] | high |\n| --- | --- |\n| %d | 2 |\n\n",
		"[^%d]\n\n> quoted[^%d]\n\n", "I. rise[^%d] at %d\n\n",
	})
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.SliceOfN(piece, 1, 6).Draw(t, "pieces")
		numbered := func(from, step int) []byte {
			var b strings.Builder
			for i, p := range pieces {
				fmt.Fprintf(&b, p, from+i*step, from+i*step+1)
			}
			return []byte(b.String())
		}
		p := NewParser()
		for _, body := range [][]byte{numbered(1, 1), numbered(7, 2), numbered(1, 0), numbered(98, 1)} {
			got, want := p.alike(nil, 0, body), NewParser().block(nil, body, false)
			for _, units := range [...][]unit{got.units, want.units} {
				for i := range units {
					units[i].innerMark() // looked for at different times
				}
			}
			if !reflect.DeepEqual(got.units, want.units) {
				t.Fatalf("%s\nafter other numbers: %+v\nalone:               %+v", body, got.units, want.units)
			}
		}
	})
}

// What is no footnote keeps its digits.
func TestRenumberedCode(t *testing.T) {
	p := NewParser()
	text, _ := p.Parse([]File{{"law.md", []byte("Write `[^12]` for the twelfth.\n")}}, "en")
	if got := text.Clauses[0].Text; got != "Write [^12] for the twelfth." {
		t.Error(got)
	}
}
