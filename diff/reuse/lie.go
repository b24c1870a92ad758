package reuse

import "slices"

// run is a stretch of words that two wordings share, in order.
type run struct{ a, b, n int32 }

// maxCells bounds the table of one pair; longer pairs are laid by their anchors.
const maxCells = 1 << 22

// lay finds how wording a lies on wording b: the shared runs that together are longest,
// where beginning another run costs as much as one word brings, so that a common word
// on its own joins nothing. (Gotoh's affine gaps, one charge for both sides.)
// The cost is the product of the lengths, bounded.
func lay(a, b []uint32, t *table) []run {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	// What is equal at both ends needs no table, where it is no chance.
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	if head < surely {
		head = 0
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	if tail < surely {
		tail = 0
	}
	out := []run{{0, 0, int32(head)}}
	for _, r := range t.between(a[head:len(a)-tail], b[head:len(b)-tail]) {
		out = append(out, run{r.a + int32(head), r.b + int32(head), r.n})
	}
	return joined(append(out, run{int32(len(a) - tail), int32(len(b) - tail), int32(tail)}))
}

// surely is how many words in a row are no chance.
const surely = 4

// between lays what lies between the equal ends.
func (t *table) between(a, b []uint32) []run {
	switch {
	case len(a) == 0 || len(b) == 0:
		return nil
	case len(a)*len(b) > maxCells:
		return anchored(a, b)
	}
	return t.fill(a, b)
}

// joined are runs without empty ones, those that touch on both sides made one.
func joined(runs []run) []run {
	out := runs[:0]
	for _, r := range runs {
		switch n := len(out); {
		case r.n == 0:
		case n > 0 && out[n-1].a+out[n-1].n == r.a && out[n-1].b+out[n-1].n == r.b:
			out[n-1].n += r.n
		default:
			out = append(out, r)
		}
	}
	return slices.Clip(out)
}

// table is room for the cells of a pair, used again.
type table struct {
	match, best [2][]int32
	from        []uint8
}

// none is the worth of a match where the words differ.
const none = -1 << 30

// What a cell remembers: whether its match went on the run before it, and where the
// best of the cells up to it comes from.
const (
	goesOn = 1 << iota
	takesMatch
	fromLeft
)

func (t *table) fill(a, b []uint32) []run {
	w := len(b) + 1
	for k := range t.match {
		t.match[k] = slices.Grow(t.match[k][:0], w)[:w]
		t.best[k] = slices.Grow(t.best[k][:0], w)[:w]
		for j := range w {
			t.match[k][j], t.best[k][j] = none, 0
		}
	}
	cells := (len(a) + 1) * w
	t.from = slices.Grow(t.from[:0], cells)[:cells]
	clear(t.from)
	const word, gap = 2, 3
	for i := 1; i <= len(a); i++ {
		matchUp, bestUp := t.match[(i-1)&1], t.best[(i-1)&1]
		match, best := t.match[i&1], t.best[i&1]
		match[0], best[0] = none, 0
		row := t.from[i*w : (i+1)*w]
		x := a[i-1]
		for j := 1; j < w; j++ {
			var f uint8
			m := int32(none)
			if b[j-1] == x {
				m = bestUp[j-1] + word - gap
				if on := matchUp[j-1] + word; on >= m {
					m, f = on, goesOn
				}
			}
			match[j] = m
			v := bestUp[j]
			if best[j-1] > v {
				v = best[j-1]
				f |= fromLeft
			}
			if m > v {
				v = m
				f |= takesMatch
			}
			best[j] = v
			row[j] = f
		}
	}
	return t.trace(a, b, w)
}

func (t *table) trace(a, b []uint32, w int) []run {
	var out []run
	i, j := len(a), len(b)
	for i > 0 && j > 0 {
		f := t.from[i*w+j]
		switch {
		case f&takesMatch != 0:
			n := int32(1)
			for t.from[i*w+j]&goesOn != 0 {
				i, j, n = i-1, j-1, n+1
			}
			i, j = i-1, j-1
			out = append(out, run{int32(i), int32(j), n})
		case f&fromLeft != 0:
			j--
		default:
			i--
		}
	}
	slices.Reverse(out)
	return out
}

// anchored lays two long wordings by the stretches of four words that occur once in
// each: the longest increasing run of these, each grown as far as it goes. (Patience.)
func anchored(a, b []uint32) []run {
	const size = 4
	once := func(x []uint32) map[[size]uint32]int32 {
		at := make(map[[size]uint32]int32, len(x))
		for i := 0; i+size <= len(x); i++ {
			k := [size]uint32(x[i : i+size])
			if _, twice := at[k]; twice {
				at[k] = -1
			} else {
				at[k] = int32(i)
			}
		}
		return at
	}
	inA, inB := once(a), once(b)
	var anchors []run
	for i := 0; i+size <= len(a); i++ {
		k := [size]uint32(a[i : i+size])
		if j, ok := inB[k]; ok && j >= 0 && inA[k] >= 0 {
			anchors = append(anchors, run{int32(i), j, size})
		}
	}
	var out []run
	for _, r := range increasing(anchors) {
		lastA, lastB := int32(0), int32(0)
		if n := len(out); n > 0 {
			lastA, lastB = out[n-1].a+out[n-1].n, out[n-1].b+out[n-1].n
		}
		if r.a < lastA || r.b < lastB {
			continue
		}
		for r.a > lastA && r.b > lastB && a[r.a-1] == b[r.b-1] {
			r.a, r.b, r.n = r.a-1, r.b-1, r.n+1
		}
		for int(r.a+r.n) < len(a) && int(r.b+r.n) < len(b) && a[r.a+r.n] == b[r.b+r.n] {
			r.n++
		}
		out = append(out, r)
	}
	return out
}

// increasing is a longest subsequence whose b increase; a increase already.
func increasing(list []run) []run {
	var tails []int // index of the last of the best run of each length
	before := make([]int, len(list))
	for i, r := range list {
		k, _ := slices.BinarySearchFunc(tails, r.b, func(t int, b int32) int { return int(list[t].b - b) })
		if before[i] = -1; k > 0 {
			before[i] = tails[k-1]
		}
		if k == len(tails) {
			tails = append(tails, i)
		} else {
			tails[k] = i
		}
	}
	var out []run
	if len(tails) > 0 {
		for i := tails[len(tails)-1]; i >= 0; i = before[i] {
			out = append(out, list[i])
		}
	}
	slices.Reverse(out)
	return out
}

// turned are the same runs seen from the other side.
func turned(runs []run) []run {
	out := make([]run, len(runs))
	for i, r := range runs {
		out[i] = run{r.b, r.a, r.n}
	}
	return out
}

// shared is how many words the runs hold.
func shared(runs []run) (n int) {
	for _, r := range runs {
		n += int(r.n)
	}
	return n
}
