package words

import "slices"

// A finder finds shortest edit scripts by Myers' algorithm in linear space (1986), as
// diff-match-patch does it, and gives the very scripts that gives: of the many that are
// equally short readers see one, and it is to stay the same one. It works on numbers
// in memory that it uses again, where diff-match-patch makes strings of every step.
type finder struct {
	a, b        []rune
	steps       []step
	spare       []step
	front, back paths
}

// step is a stretch of an edit script: so many code points in both texts ('='), or in
// the old ('-') or new one ('+') alone.
type step struct {
	op byte
	n  int
}

// find is the script from a to b. It is overwritten by the next.
func (f *finder) find(a, b []rune) []step {
	f.a, f.b, f.steps = a, b, f.steps[:0]
	f.between(gap{0, len(a), 0, len(b)})
	return f.steps
}

func (f *finder) add(op byte, n int) { f.steps = append(f.steps, step{op, n}) }

// between adds the steps of one gap.
func (f *finder) between(g gap) {
	first, whole := len(f.steps), g
	for g.a0 < g.a1 && g.b0 < g.b1 && f.a[g.a0] == f.b[g.b0] {
		g.a0, g.b0 = g.a0+1, g.b0+1
	}
	if head := g.a0 - whole.a0; head > 0 {
		f.add('=', head)
	}
	if g.a0 == g.a1 && g.b0 == g.b1 {
		return
	}
	for g.a0 < g.a1 && g.b0 < g.b1 && f.a[g.a1-1] == f.b[g.b1-1] {
		g.a1, g.b1 = g.a1-1, g.b1-1
	}
	f.core(g)
	if tail := whole.a1 - g.a1; tail > 0 {
		f.add('=', tail)
	}
	f.clean(first, whole)
}

// core adds the steps of a gap whose sides neither begin nor end alike.
func (f *finder) core(g gap) {
	n, m := g.a1-g.a0, g.b1-g.b0
	op, long, short := byte('+'), f.b[g.b0:g.b1], f.a[g.a0:g.a1]
	if n > m {
		op, long, short = '-', short, long
	}
	if len(short) == 0 {
		f.add(op, len(long))
		return
	}
	if i := index(long, short); i >= 0 {
		f.add(op, i)
		f.add('=', len(short))
		f.add(op, len(long)-i-len(short))
		return
	}
	if len(short) > 1 {
		if x, y, ok := f.meet(f.a[g.a0:g.a1], f.b[g.b0:g.b1]); ok {
			f.between(gap{g.a0, g.a0 + x, g.b0, g.b0 + y})
			f.between(gap{g.a0 + x, g.a1, g.b0 + y, g.b1})
			return
		}
	}
	f.add('-', n)
	f.add('+', m)
}

// index is where short first stands in long, -1 where it does not.
func index(long, short []rune) int {
	for i := 0; i+len(short) <= len(long); i++ {
		if long[i] == short[0] && slices.Equal(long[i:i+len(short)], short) {
			return i
		}
	}
	return -1
}

// paths are how far the paths from one end have come on each diagonal, the middle one
// in the middle: the code points of a behind them; -1 where there is none yet.
type paths struct {
	reach     []int32
	mid       int
	low, high int // outermost diagonals that ran off the texts and are left out
}

func (p *paths) start(most int) {
	p.reach = slices.Grow(p.reach[:0], 2*most)[:2*most]
	for i := range p.reach {
		p.reach[i] = -1
	}
	p.mid, p.low, p.high = most, 0, 0
	p.reach[most+1] = 0
}

// next is where the best path with d differences on diagonal k begins: behind one that
// came from the diagonal beside it.
func (p *paths) next(d, k int) int {
	below, above := p.mid+k-1, p.mid+k+1
	if k == -d || k != d && p.reach[below] < p.reach[above] {
		return int(p.reach[above])
	}
	return int(p.reach[below]) + 1
}

// came notes how far a path on diagonal k has come, and reports whether that is still
// within the texts.
func (p *paths) came(k, x, y, n, m int) bool {
	p.reach[p.mid+k] = int32(x)
	switch {
	case x > n:
		p.high += 2
	case y > m:
		p.low += 2
	default:
		return true
	}
	return false
}

// at is how far the path on diagonal k has come, -1 where there is none.
func (p *paths) at(k int) int {
	if k += p.mid; k >= 0 && k < len(p.reach) {
		return int(p.reach[k])
	}
	return -1
}

// meet is where a path from the beginning and one from the end meet that together are a
// shortest one; false where nothing in a is in b.
func (f *finder) meet(a, b []rune) (x, y int, ok bool) {
	n, m := len(a), len(b)
	most := (n + m + 1) / 2
	front, back := &f.front, &f.back
	front.start(most)
	back.start(most)
	delta := n - m
	odd := delta%2 != 0 // then it is a path from the beginning that meets one from the end
	for d := range most {
		for k := -d + front.low; k <= d-front.high; k += 2 {
			x := front.next(d, k)
			y := x - k
			for x < n && y < m && a[x] == b[y] {
				x, y = x+1, y+1
			}
			if front.came(k, x, y, n, m) && odd {
				if met := back.at(delta - k); met >= 0 && x >= n-met {
					return x, y, true
				}
			}
		}
		for k := -d + back.low; k <= d-back.high; k += 2 {
			x := back.next(d, k)
			y := x - k
			for x < n && y < m && a[n-x-1] == b[m-y-1] {
				x, y = x+1, y+1
			}
			if back.came(k, x, y, n, m) && !odd {
				if met := front.at(delta - k); met >= n-x {
					return met, met - (delta - k), true
				}
			}
		}
	}
	return 0, 0, false
}

// clean joins what belongs together in the steps from first on, which are those of a
// gap, and shifts edits over an equality that they end or begin with.
func (f *finder) clean(first int, g gap) {
	for {
		f.join(first, g)
		if !f.shift(first, g) {
			return
		}
	}
}

// join makes one edit, old before new, of all that stand between two equalities, and
// gives to these what both sides of it begin or end with.
func (f *finder) join(first int, g gap) {
	out := f.spare[:0]
	edits, old, new := 0, -1, -1 // of the edit at hand: its steps, and code points of either side, -1 for none
	for _, s := range append(f.steps[first:], step{'=', 0}) {
		switch s.op {
		case '-':
			edits, old = edits+1, max(old, 0)+s.n
			continue
		case '+':
			edits, new = edits+1, max(new, 0)+s.n
			continue
		}
		before := len(out) > 0 // then an equality stands last
		if edits == 0 && before {
			out[len(out)-1].n += s.n
			g.a0, g.b0 = g.a0+s.n, g.b0+s.n
			continue
		}
		if old >= 0 && new >= 0 {
			head := 0
			for head < old && head < new && f.a[g.a0+head] == f.b[g.b0+head] {
				head++
			}
			if head > 0 && before {
				out[len(out)-1].n += head
			} else if head > 0 {
				out = append(out, step{'=', head})
			}
			g.a0, g.b0, old, new = g.a0+head, g.b0+head, old-head, new-head
			for old > 0 && new > 0 && f.a[g.a0+old-1] == f.b[g.b0+new-1] {
				old, new, s.n = old-1, new-1, s.n+1
			}
		}
		if old >= 0 {
			out = append(out, step{'-', old})
		}
		if new >= 0 {
			out = append(out, step{'+', new})
		}
		out = append(out, s)
		g.a0, g.b0 = g.a0+max(old, 0)+s.n, g.b0+max(new, 0)+s.n
		edits, old, new = 0, -1, -1
	}
	if out[len(out)-1].n == 0 {
		out = out[:len(out)-1]
	}
	f.steps, f.spare = append(f.steps[:first], out...), out
}

// shift moves single edits that end with the whole equality before them over that, and
// those that begin with the whole one behind them over this, and reports whether there
// were any.
func (f *finder) shift(first int, g gap) bool {
	changed := false
	list := f.steps[first:]
	for k := 0; k < len(list); k++ {
		s := list[k]
		text, at := f.a, g.a0
		if s.op == '+' {
			text, at = f.b, g.b0
		}
		if k > 0 && k+1 < len(list) && list[k-1].op == '=' && list[k+1].op == '=' {
			before, behind := list[k-1].n, list[k+1].n
			edit := text[at : at+s.n]
			switch {
			case before <= s.n && slices.Equal(edit[s.n-before:], text[at-before:at]):
				list[k+1].n += before
				list = slices.Delete(list, k-1, k)
				g.a0, g.b0 = g.a0-before, g.b0-before
				k--
				changed = true
			case behind <= s.n && slices.Equal(edit[:behind], text[at+s.n:at+s.n+behind]):
				list[k-1].n += behind
				list = slices.Delete(list, k+1, k+2)
				g.a0, g.b0 = g.a0+behind, g.b0+behind
				changed = true
			}
		}
		if s.op != '+' {
			g.a0 += s.n
		}
		if s.op != '-' {
			g.b0 += s.n
		}
	}
	f.steps = f.steps[:first+len(list)]
	return changed
}
