package reuse

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"polity/commons/law"
)

// bone is what is left of a clause in every language.
type bone struct {
	clause   int // index in the text
	num      string
	labelled bool
	depth    int
	length   float64 // of the words, in letters
	numbers  []string
	words    []uint64 // hashes of the longer words, sorted
	links    []string
}

// skeleton is a text as translation sees it.
type skeleton struct {
	bones  []bone
	length float64
}

// labelled reports whether a clause prints a number of its own.
func labelled(c *law.Clause) bool { return c.Label != "" && !c.Bullet }

func newSkeleton(t *law.Text) *skeleton {
	s := &skeleton{}
	for i := range t.Clauses {
		c := &t.Clauses[i]
		if len(s.bones) == maxBones {
			break
		}
		b := bone{clause: i, num: strings.ToLower(c.Num), labelled: labelled(c), depth: c.Depth}
		for _, text := range [...]string{c.Heading, c.Text} {
			scan(text, func(h uint64, kind uint32, from, to int) {
				switch {
				case h == 0 && text[from] >= '0' && text[from] <= '9':
					b.numbers = append(b.numbers, text[from:to])
				case h != 0 && to-from >= 4 && kind&narrow == 0:
					b.words = append(b.words, h)
				}
			})
			b.length += float64(len([]rune(text)))
		}
		slices.Sort(b.words)
		b.words = slices.Compact(b.words)
		slices.Sort(b.numbers)
		for _, spans := range [...][]law.Span{c.HeadingSpans, c.Spans} {
			for _, x := range spans {
				if x.Link != "" && !strings.HasPrefix(x.Link, "#") {
					b.links = append(b.links, x.Link)
				}
			}
		}
		slices.Sort(b.links)
		s.length += b.length
		s.bones = append(s.bones, b)
	}
	return s
}

// alone is the score of a bone without counterpart.
const alone = -1.0

// maxBones bounds the table of two texts; of longer ones the first so many are read.
const maxBones = 3000

// fit aligns two skeletons in order, labels first, and returns the pairs by index of
// bone, and how well the structures fit: the sum of their scores, a bone alone counting
// -1, for every bone of the longer. Cost: the product of their lengths.
func fit(a, b *skeleton) (pairs [][2]int, structure float64) {
	n, m := len(a.bones), len(b.bones)
	ratio := (a.length + 1) / (b.length + 1)
	w := m + 1
	from := make([]uint8, (n+1)*w)
	last, row := make([]float64, w), make([]float64, w)
	for j := 1; j < w; j++ {
		row[j] = row[j-1] + alone
		from[j] = 1
	}
	for i := 1; i <= n; i++ {
		last, row = row, last
		row[0] = last[0] + alone
		from[i*w] = 2
		for j := 1; j < w; j++ {
			best, f := row[j-1]+alone, uint8(1)
			if x := last[j] + alone; x > best {
				best, f = x, 2
			}
			if x := last[j-1] + match(&a.bones[i-1], &b.bones[j-1], ratio); x > best {
				best, f = x, 3
			}
			row[j], from[i*w+j] = best, f
		}
	}
	for i, j := n, m; i > 0 || j > 0; {
		switch from[i*w+j] {
		case 3:
			i, j = i-1, j-1
			pairs = append(pairs, [2]int{i, j})
		case 2:
			i--
		default:
			j--
		}
	}
	slices.Reverse(pairs)
	return pairs, row[m] / float64(max(n, m, 1))
}

// evidence is what the pairs of two skeletons say for a translation, in natural
// logarithms, and how much that is for every bone with words of the longer. Labels say
// nothing here: every text of numbered articles has them. Lengths of answering clauses
// differ by a third, those of others by three times (Gale and Church's normal
// distributions, in logarithms); numbers that agree are worth 1.5 and such that do not
// speak against by 0.7, names and links speak for by a half each up to two; a bone alone
// is one against.
func evidence(a, b *skeleton, pairs [][2]int) (total, each float64) {
	ratio := (a.length + 1) / (b.length + 1)
	worded := func(s *skeleton) (n int) {
		for i := range s.bones {
			if s.bones[i].length >= 20 {
				n++
			}
		}
		return n
	}
	n := max(worded(a), worded(b))
	alone := n
	for _, p := range pairs {
		x, y := &a.bones[p[0]], &b.bones[p[1]]
		if x.length < 20 && y.length*ratio < 20 {
			continue
		}
		alone--
		d := math.Log((x.length + 8) / (y.length*ratio + 8))
		total += 1.15 - min(4, 3.7*d*d)
		if len(x.numbers)+len(y.numbers) > 0 {
			same := common(x.numbers, y.numbers)
			total += 2.2*float64(same)/float64(len(x.numbers)+len(y.numbers)-same) - .7
		}
		total += min(2, .5*float64(common(x.words, y.words)+common(x.links, y.links)))
	}
	total -= float64(max(0, alone))
	return total, total / float64(max(1, n))
}

// match is how well two bones fit. An equal label weighs two, another one and a half
// against; numbers up to two and a half; names that both languages write alike and
// equal links up to two each; a length that is off by its third costs a quarter, twice
// or half of it the one that an answer brings.
func match(a, b *bone, ratio float64) float64 {
	s := 0.0
	switch {
	case a.labelled && b.labelled && a.num == b.num:
		s += 2
	case a.labelled != b.labelled || a.num != b.num:
		s -= 1.5
	}
	if a.depth != b.depth {
		s -= .3
	}
	d := math.Log((a.length + 8) / (b.length*ratio + 8))
	s += .5 - min(3, 2*d*d)
	if len(a.numbers)+len(b.numbers) > 0 {
		same := common(a.numbers, b.numbers)
		s += 3*float64(same)/float64(len(a.numbers)+len(b.numbers)-same) - .5
	}
	s += min(2, .5*float64(common(a.words, b.words)))
	s += float64(min(2, common(a.links, b.links)))
	return s
}

// common counts what two sorted lists share.
func common[T cmp.Ordered](a, b []T) (n int) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := cmp.Compare(a[i], b[j]); {
		case c == 0:
			i, j, n = i+1, j+1, n+1
		case c < 0:
			i++
		default:
			j++
		}
	}
	return n
}
