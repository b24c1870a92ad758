package repo

import (
	"errors"
	"fmt"
	"sync"

	"github.com/go-git/go-git/v5/plumbing"
)

// loaded is one object's type and content. The content is shared and never changed.
type loaded struct {
	kind plumbing.ObjectType
	data []byte
}

// shelf is one more place where objects lie, besides packs.
type shelf interface {
	// get returns an object, or ErrNotFound where it lies elsewhere.
	get(h plumbing.Hash, limit int64) (loaded, error)
	// stat returns its type and size without reading it whole.
	stat(h plumbing.Hash) (plumbing.ObjectType, int64, error)
	// each calls fn with every name on the shelf, in any order.
	each(fn func(plumbing.Hash)) error
}

// objects finds and reads objects wherever a repository keeps them.
type objects struct {
	mu     sync.Mutex
	packs  []*pack
	shelfs []shelf
	limit  int64
	cache  lruCache
}

func isTooLarge(err error) bool { return errors.Is(err, ErrTooLarge) }

// get reads one object, through the cache. Errors: ErrNotFound, ErrTooLarge,
// ErrDamaged, or the disk's.
func (o *objects) get(h plumbing.Hash) (loaded, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for i, p := range o.packs {
		if off := p.find(h); off != 0 {
			return o.unfold(i, off)
		}
	}
	if ob, ok := o.cache.get(h); ok {
		return ob, nil
	}
	for _, s := range o.shelfs {
		ob, err := s.get(h, o.limit)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err == nil {
			o.cache.put(h, ob)
		}
		return ob, err
	}
	return loaded{}, ErrNotFound
}

// place names an entry of a pack in the cache.
type place struct {
	pack int
	off  int64
}

// unfold makes one object from its chain of deltas, using and filling the cache:
// the base of one object is likely the base of the next.
func (o *objects) unfold(pack int, off int64) (loaded, error) {
	if ob, ok := o.cache.get(place{pack, off}); ok {
		return ob, nil
	}
	p := o.packs[pack]
	chain, err := p.chain(off)
	if err != nil {
		return loaded{}, err
	}
	var ob loaded
	from := len(chain)
	for i, off := range chain {
		if b, ok := o.cache.get(place{pack, off}); ok {
			ob, from = b, i
			break
		}
	}
	for i := from - 1; i >= 0; i-- {
		u := p.step(chain[i], unfolded{kind: ob.kind, data: ob.data})
		if u.err != nil {
			return loaded{}, u.err
		}
		ob = loaded{u.kind, u.data}
		o.cache.put(place{pack, chain[i]}, ob)
	}
	return ob, nil
}

// stat returns an object's type and size without reading it whole.
func (o *objects) stat(h plumbing.Hash) (plumbing.ObjectType, int64, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, p := range o.packs {
		if off := p.find(h); off != 0 {
			return p.sizeAt(off)
		}
	}
	for _, s := range o.shelfs {
		if k, n, err := s.stat(h); !errors.Is(err, ErrNotFound) {
			return k, n, err
		}
	}
	return 0, 0, fmt.Errorf("%s: %w", h, ErrNotFound)
}

// many reads objects in the order that unfolds every base once: pack by pack, then
// whatever lies outside packs in the order asked for. fn gets each distinct name
// once, with its content or the reason why there is none.
func (o *objects) many(hs []plumbing.Hash, fn func(plumbing.Hash, loaded, error) error) error {
	seen := make(map[plumbing.Hash]bool, len(hs))
	rest := make([]plumbing.Hash, 0, len(hs))
	for _, h := range hs {
		if !seen[h] {
			seen[h] = true
			rest = append(rest, h)
		}
	}
	for _, p := range o.packs {
		var err error
		if rest, err = o.manyFrom(p, rest, fn); err != nil {
			return err
		}
	}
	for _, h := range rest {
		ob, err := o.get(h)
		if err := fn(h, ob, err); err != nil {
			return err
		}
	}
	return nil
}

// manyFrom reads those of hs that are in p and returns the others.
func (o *objects) manyFrom(p *pack, hs []plumbing.Hash, fn func(plumbing.Hash, loaded, error) error) ([]plumbing.Hash, error) {
	pl := o.plan(p, hs)
	for _, b := range pl.broken {
		if err := fn(b.h, loaded{}, b.err); err != nil {
			return nil, err
		}
	}
	err := p.resolve(grow(pl.base), o.mu.Lock, o.mu.Unlock, func(u unfolded) error {
		h, ok := pl.wanted[u.off]
		if !ok {
			return nil
		}
		return fn(h, loaded{u.kind, u.data}, u.err)
	})
	return pl.rest, err
}

// plan is what has to be unfolded in one pack.
type plan struct {
	wanted map[int64]plumbing.Hash
	base   map[int64]int64 // wanted entries and all they stand on, each with its base
	rest   []plumbing.Hash // not in this pack
	broken []broken
}

type broken struct {
	h   plumbing.Hash
	err error
}

// plan finds the entries and bases to unfold for the names that lie in p.
func (o *objects) plan(p *pack, hs []plumbing.Hash) plan {
	o.mu.Lock()
	defer o.mu.Unlock()
	pl := plan{wanted: map[int64]plumbing.Hash{}, base: map[int64]int64{}}
	for _, h := range hs {
		off := p.find(h)
		if off == 0 {
			pl.rest = append(pl.rest, h)
			continue
		}
		chain, err := p.chain(off)
		if err != nil {
			pl.broken = append(pl.broken, broken{h, err})
			continue
		}
		pl.wanted[off] = h
		for i, c := range chain {
			if _, in := pl.base[c]; in {
				break
			}
			pl.base[c] = 0
			if i+1 < len(chain) {
				pl.base[c] = chain[i+1]
			}
		}
	}
	return pl
}

// names calls fn with every object's name, in no order; some may come twice.
func (o *objects) names(fn func(plumbing.Hash)) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, p := range o.packs {
		it, err := p.index.Entries()
		if err != nil {
			return err
		}
		for {
			e, err := it.Next()
			if err != nil {
				break // io.EOF: the entries are in memory, nothing else can fail
			}
			fn(e.Hash)
		}
	}
	for _, s := range o.shelfs {
		if err := s.each(fn); err != nil {
			return err
		}
	}
	return nil
}

func (o *objects) close() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	var errs []error
	for _, p := range o.packs {
		if p.close != nil {
			errs = append(errs, p.close())
		}
	}
	for _, s := range o.shelfs {
		if c, ok := s.(interface{ close() error }); ok {
			errs = append(errs, c.close())
		}
	}
	o.packs, o.shelfs = nil, nil
	return errors.Join(errs...)
}
