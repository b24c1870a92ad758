package align

import "slices"

// counter counts words by their numbers, which are small. The zero value is ready.
type counter struct {
	n   []uint32 // of each word; all zero between two counts
	ids []uint32 // the words counted, in the order in which they came
}

func (t *counter) add(id, n uint32) {
	if int(id) >= len(t.n) {
		t.n = append(t.n, make([]uint32, max(int(id)+1, 2*len(t.n))-len(t.n))...)
	}
	if t.n[id] == 0 {
		t.ids = append(t.ids, id)
	}
	t.n[id] += n
}

// take gives what was counted, by id, and begins anew.
func (t *counter) take() []count {
	slices.Sort(t.ids)
	bag := make([]count, len(t.ids))
	for k, id := range t.ids {
		bag[k] = count{id, t.n[id]}
		t.n[id] = 0
	}
	t.ids = t.ids[:0]
	return bag
}

// numbering gives words, which are hashes, numbers from 1 on in the order in which they
// come: a map made for that, with open addressing. The zero value is empty.
type numbering struct {
	hashes []uint64 // 0 where there is none; as many as a power of two
	ids    []uint32
	len    int
}

func (m *numbering) of(hash uint64) uint32 {
	if hash == 0 {
		hash = 1 // as good a hash as another
	}
	if 2*m.len >= len(m.hashes) {
		m.grow()
	}
	k := m.place(hash)
	if m.hashes[k] == 0 {
		m.len++
		m.hashes[k], m.ids[k] = hash, uint32(m.len)
	}
	return m.ids[k]
}

// place is where a hash stands, or would.
func (m *numbering) place(hash uint64) int {
	mask := len(m.hashes) - 1
	k := int(hash>>20) & mask
	for m.hashes[k] != 0 && m.hashes[k] != hash {
		k = (k + 1) & mask
	}
	return k
}

func (m *numbering) grow() {
	old := *m
	size := max(1<<10, 4*len(old.hashes))
	m.hashes, m.ids = make([]uint64, size), make([]uint32, size)
	for i, h := range old.hashes {
		if h != 0 {
			k := m.place(h)
			m.hashes[k], m.ids[k] = h, old.ids[i]
		}
	}
}
