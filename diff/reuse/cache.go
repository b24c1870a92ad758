package reuse

import (
	"polity/commons/law"
	"polity/diff/letters"
)

// Cache keeps between traces of nearly the same commons what a change leaves as it was:
// the words of clauses, their postings, which units are candidates for which and how they
// lie on each other, what they cost, how works explained themselves, and what they had from
// where. Each of these is kept with a hash of all that it was made from, and made anew
// where that is another; so it changes no result. It is bounded, starting over when full,
// and safe for use by one Trace at a time. The zero value is an empty cache.
type Cache struct {
	ids   map[uint64]uint32 // hash of a word to its number
	hash  []uint64          // and back
	texts map[uint64]int32  // hash of heading and text to index in read
	read  []wording
	names uint64 // hash of the names that were masked

	units []unit
	known map[uint64]int32 // key of a unit to its index

	postings postings

	spoken     *background // what was heard the last time
	spokenSign uint64

	works map[string]*kept // by the name of a book
	past  past
}

// wording is the words of a clause, heading first, and the unit they are.
type wording struct {
	words []uint32
	unit  int32
}

// What a clause without a unit has instead.
const (
	unmasked = -1 // not known yet
	wordless = -2 // nothing but numbers and names
)

// A cache starts over beyond these many entries.
const (
	maxWords = 1 << 22
	maxTexts = 1 << 23
)

// begin makes room, and puts away what the last trace noted of the uses of units; it
// is called once a trace.
func (c *Cache) begin() {
	live := 0
	for i := range c.units {
		x := &c.units[i]
		if len(x.uses) > 0 {
			live++
		}
		x.uses, x.was = x.was[:0], x.uses
	}
	if c.ids == nil || len(c.ids) > maxWords || len(c.read) > maxTexts || len(c.units) > 2*live+1<<16 {
		*c = Cache{ids: map[uint64]uint32{}, texts: map[uint64]int32{}, known: map[uint64]int32{}, works: map[string]*kept{}}
		c.hash = []uint64{numberID: letters.Mix(letters.Seed, numberID), nameID: letters.Mix(letters.Seed, nameID)}
	}
}

// mind forgets which units clauses are where names other than the last time's are masked.
func (c *Cache) mind(names uint64) {
	if c.names == names {
		return
	}
	c.names = names
	for i := range c.read {
		c.read[i].unit = unmasked
	}
}

// of gives the words of a clause; valid until the next call.
func (c *Cache) of(x *law.Clause) *wording {
	key := letters.Hash(letters.Hash(letters.Seed, x.Heading), x.Text)
	if n, ok := c.texts[key]; ok {
		return &c.read[n]
	}
	var w []uint32
	for _, s := range [...]string{x.Heading, x.Text} {
		scan(s, func(h uint64, kind uint32, _, _ int) {
			w = append(w, c.number(h)|kind)
		})
	}
	c.texts[key] = int32(len(c.read))
	c.read = append(c.read, wording{words: append([]uint32(nil), w...), unit: unmasked})
	return &c.read[len(c.read)-1]
}

func (c *Cache) number(h uint64) uint32 {
	if h == 0 {
		return numberID
	}
	id, ok := c.ids[h]
	if !ok {
		id = uint32(len(c.hash))
		c.ids[h] = id
		c.hash = append(c.hash, h)
	}
	return id
}
