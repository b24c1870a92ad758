package words

import (
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"
	"pgregory.net/rapid"
)

// asLibrary is the script that diff-match-patch finds.
func asLibrary(a, b []rune) []step {
	ops := map[diffmatchpatch.Operation]byte{diffmatchpatch.DiffEqual: '=', diffmatchpatch.DiffDelete: '-', diffmatchpatch.DiffInsert: '+'}
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0
	var out []step
	for _, d := range dmp.DiffMainRunes(a, b, false) {
		out = append(out, step{ops[d.Type], utf8.RuneCountInString(d.Text)})
	}
	return out
}

// The scripts are to the step those of diff-match-patch.
func TestFinder(t *testing.T) {
	var f finder
	rapid.Check(t, func(t *rapid.T) {
		letters := rapid.RuneFrom([]rune("abcdefghijklmnopqrstuvwxyz")[:rapid.IntRange(1, 26).Draw(t, "letters")])
		a := rapid.SliceOfN(letters, 0, 120).Draw(t, "a")
		b := slices.Clone(a)
		if rapid.Bool().Draw(t, "strange") {
			b = rapid.SliceOfN(letters, 0, 120).Draw(t, "b")
		}
		for range rapid.IntRange(0, 12).Draw(t, "edits") {
			from := rapid.IntRange(0, len(b)).Draw(t, "from")
			to := rapid.IntRange(from, min(len(b), from+8)).Draw(t, "to")
			b = slices.Replace(b, from, to, rapid.SliceOfN(letters, 0, 8).Draw(t, "new")...)
		}
		if got, want := f.find(a, b), asLibrary(a, b); !slices.Equal(got, want) {
			t.Fatalf("from %q to %q found %c, want %c", string(a), string(b), got, want)
		}
	})
}

func FuzzFinder(f *testing.F) {
	f.Add("abcabba", "cbabac")
	f.Add("aaaabaaa", "aabaaaaab")
	f.Fuzz(func(t *testing.T, x, y string) {
		a, b := []rune(x), []rune(y)
		if len(a)*len(b) > maxCells {
			t.Skip()
		}
		var own finder
		if got, want := own.find(a, b), asLibrary(a, b); !slices.Equal(got, want) {
			t.Fatalf("from %q to %q found %c, want %c", x, y, got, want)
		}
	})
}
