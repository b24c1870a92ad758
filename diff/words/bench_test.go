package words

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// prose writes n words out of a stock in which some are rare, in sentences.
func prose(r *rand.Rand, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("w%d", int(r.ExpFloat64()*r.ExpFloat64()*40))
		if i%17 == 16 {
			out[i] += "."
		}
	}
	return out
}

// revised replaces, drops and inserts about one word in step.
func revised(r *rand.Rand, words []string, step int) []string {
	var out []string
	for _, w := range words {
		switch r.IntN(step * 3) {
		case 0:
			out = append(out, "changed")
		case 1:
		case 2:
			out = append(out, w, "added")
		default:
			out = append(out, w)
		}
	}
	return out
}

func BenchmarkDiff(b *testing.B) {
	for _, n := range []int{40, 2000, 24000} {
		r := rand.New(rand.NewPCG(1, 2))
		words := prose(r, n)
		old, new := strings.Join(words, " "), strings.Join(revised(r, words, 12), " ")
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Diff(old, new, "en")
			}
		})
	}
}

// TestBounded: texts that the plain algorithm would take minutes for.
func TestBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("a second of work")
	}
	r := rand.New(rand.NewPCG(3, 4))
	for name, pair := range map[string][2]string{
		"nothing in common":        {strings.Join(prose(r, 20000), " "), strings.Join(prose(r, 20000), " ")},
		"one word again and again": {strings.Repeat("a b ", 40000), strings.Repeat("b a a ", 30000)},
		"consonants alone":         {strings.Repeat("ก", 80000), strings.Repeat("กฮ", 40000)},
		"no spaces":                {strings.Repeat("会員は投票", 8000), strings.Repeat("投票は会員", 8000)},
	} {
		begin := time.Now()
		checkDiff(t, pair[0], pair[1], "")
		if took := time.Since(begin); took > 20*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}
