package repo

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"
)

// forest is a set of pack entries with, for each, the entries stored as deltas
// on it. Unfolded from the roots upwards every base is made once, which is what
// makes reading a whole history cheap: the order of commits or paths makes the
// same base again and again (or keeps hundreds of megabytes of them).
type forest struct {
	roots    []int64
	children map[int64][]int64
	weight   map[int64]int // entries in the subtree
}

// grow builds the forest of the given delta edges (entry to base; base 0 for a
// whole object). Every base must be a key as well.
func grow(base map[int64]int64) *forest {
	f := &forest{children: map[int64][]int64{}, weight: map[int64]int{}}
	for off, b := range base {
		if b == 0 {
			f.roots = append(f.roots, off)
		} else {
			f.children[b] = append(f.children[b], off)
		}
	}
	slices.Sort(f.roots)
	f.weigh()
	for _, c := range f.children {
		slices.SortFunc(c, func(a, b int64) int {
			return cmp.Or(cmp.Compare(f.weight[b], f.weight[a]), cmp.Compare(b, a))
		})
	}
	return f
}

// weigh counts the entries of every subtree, without recursion: a hostile pack
// may hold a chain of a million deltas.
func (f *forest) weigh() {
	order := slices.Clone(f.roots)
	for i := 0; i < len(order); i++ {
		order = append(order, f.children[order[i]]...)
	}
	for _, off := range slices.Backward(order) {
		f.weight[off] = 1
		for _, c := range f.children[off] {
			f.weight[off] += f.weight[c]
		}
	}
}

// unfolded is one object on its way out of a pack. Err is set where it, or an
// object it is made from, could not be read.
type unfolded struct {
	off  int64
	kind plumbing.ObjectType
	data []byte
	err  error
}

// resolve unfolds every entry of the forest, bases first, and hands each to fn,
// in the order of the roots' offsets. The content may be kept but not changed: other
// objects are made from it. lock and unlock stand around each read, never around
// fn. It fails with ErrTooLarge where a small pack unfolds to an absurd size.
//
// Light subtrees come first and the heaviest last, when its base is needed by
// nobody else any more; so at most log2(n) bases are held at a time, whatever
// shape the deltas have.
func (p *pack) resolve(f *forest, lock, unlock func(), fn func(unfolded) error) error {
	type task struct {
		off  int64
		base unfolded
	}
	budget := int64(4<<30) + 1000*p.size
	var stack []task
	for _, root := range f.roots {
		stack = append(stack, task{off: root})
		for len(stack) > 0 {
			t := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			lock()
			u := p.step(t.off, t.base)
			unlock()
			if budget -= int64(len(u.data)); budget < 0 {
				return fmt.Errorf("%w: a pack of %d bytes unfolds to more than %d", ErrTooLarge, p.size, int64(4<<30)+1000*p.size)
			}
			if err := fn(u); err != nil {
				return err
			}
			for _, c := range f.children[t.off] { // heaviest first: it lies deepest in the stack
				stack = append(stack, task{c, u})
			}
		}
	}
	return nil
}

// step unfolds one entry on its base.
func (p *pack) step(off int64, base unfolded) unfolded {
	u := unfolded{off: off, kind: base.kind, err: base.err}
	if u.err != nil {
		return u
	}
	e, err := p.entryAt(off)
	if err != nil {
		u.err = err
		return u
	}
	if e.base == 0 {
		u.kind = e.kind
	}
	u.data, u.err = p.unfold(off, e, base.data)
	return u
}
