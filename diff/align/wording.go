package align

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"polity/commons/law"
	"polity/diff/letters"
)

// wording is what alignment knows of the words of one clause, heading and text.
// It is never changed once made, so that versions may share it.
type wording struct {
	exact  uint64   // hash of the words, case and punctuation aside
	masked uint64   // the same, numbers aside
	seq    []uint32 // the words in order, numbers masked
	bag    []count  // the distinct ones, by id
	pairs  []uint64 // two words in a row, sorted, repeats kept
	head   int      // how many of seq stand in the heading
	term   uint64   // hash of the words in quotation marks that the text begins with, 0 for none
}

type count struct{ id, n uint32 }

func (w *wording) len() int { return len(w.seq) }

// The vocabulary starts over when it holds this many distinct words or wordings:
// some 100 MB, far beyond any one work.
const (
	maxWords    = 1 << 18
	maxWordings = 1 << 17
)

// Cache keeps the words of clauses between alignments, so that the versions of a
// history are cut into words once per distinct clause. It is bounded, starting
// over when full, and safe for concurrent use. The zero value is an empty cache.
type Cache struct {
	mu  sync.Mutex
	now *vocabulary
}

// current is the vocabulary in use, a new one where that is full. An alignment
// keeps the one it began with.
func (c *Cache) current() *vocabulary {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.now == nil || c.now.full() {
		c.now = &vocabulary{wordings: map[uint64]*wording{}, bySource: map[uint64]*wording{}}
	}
	return c.now
}

// vocabulary numbers words in the order in which they are met. 0 is any number.
type vocabulary struct {
	mu       sync.Mutex
	ids      numbering
	counter  counter
	wordings map[uint64]*wording // by hash of heading and text
	settled  map[pairing]*settled
	rooms    sync.Pool           // of *room, used again
	seq      []uint32            // memory for reading one wording
	natural  []int               // 0, 1, 2 …: never changed, only replaced by a longer one
	bySource map[uint64]*wording // by law.Clause.Source, where that is known: no text need be hashed
}

// of gives the wording of a clause.
func (v *vocabulary) of(c *law.Clause) *wording {
	if c.Source != 0 {
		v.mu.Lock()
		w := v.bySource[c.Source]
		v.mu.Unlock()
		if w != nil {
			return w
		}
	}
	w := v.get(letters.Hash(letters.Hash(letters.Seed, c.Heading), c.Text), c.Heading, c.Text)
	if c.Source != 0 {
		v.mu.Lock()
		v.bySource[c.Source] = w
		v.mu.Unlock()
	}
	return w
}

// integers is 0 to n-1 at least, for all to share and none to change.
func (v *vocabulary) integers(n int) []int {
	v.mu.Lock()
	defer v.mu.Unlock()
	if n > len(v.natural) {
		v.natural = make([]int, n+n/4)
		for i := range v.natural {
			v.natural[i] = i
		}
	}
	return v.natural
}

func (v *vocabulary) full() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.ids.len > maxWords || len(v.wordings) > maxWordings || len(v.bySource) > 4*maxWordings
}

// numberID stands for every number.
const numberID = 0

// get gives the wording of a heading and a text, whose hash is key.
func (v *vocabulary) get(key uint64, heading, text string) *wording {
	v.mu.Lock()
	defer v.mu.Unlock()
	if w := v.wordings[key]; w != nil {
		return w
	}
	r := reader{v: v, w: &wording{}, seq: v.seq[:0], exact: letters.Seed, masked: letters.Seed}
	r.read(heading)
	r.w.head = len(r.seq)
	r.read(text)
	r.finish()
	v.seq = r.seq
	r.w.term = term(text)
	v.wordings[key] = r.w
	return r.w
}

// maxTerm is how long a term may be that is being defined, in bytes.
const maxTerm = 80

// term hashes the words that stand in quotation marks of any style at the beginning
// of a text, as a definition begins with what it defines; 0 where none do.
func term(text string) uint64 {
	c, n := utf8.DecodeRuneInString(text)
	if !quotes(c) {
		return 0
	}
	text = text[n:]
	end := strings.IndexFunc(text[:min(len(text), maxTerm)], quotes)
	if end < 0 {
		return 0
	}
	h := letters.Seed
	for _, c := range text[:end] {
		if letters.Word(c) {
			h = letters.Mix(h, uint64(unicode.ToLower(c)))
		}
	}
	if h == letters.Seed {
		return 0
	}
	return h
}

// quotes reports whether a character is a double quotation mark of some style.
func quotes(c rune) bool {
	return plain(c) == '"' || c == '「' || c == '」' || c == '『' || c == '』'
}

// reader cuts text into words: runs of letters with their marks, folded to lower
// case; numbers, which count as equal; and, in scripts that put no space between
// words or glue their particles on, two characters at a time.
type reader struct {
	v             *vocabulary
	w             *wording
	seq           []uint32 // of w, in memory used again
	exact, masked uint64
}

func (r *reader) read(s string) {
	for i := 0; i < len(s); {
		c, n := letters.Decode(s[i:])
		switch {
		case c < 0x80 && asciiWord[c] == 0:
			i++
		case letters.Unspaced(c):
			i += r.characters(s[i:])
		case letters.Word(c):
			i += r.word(s[i:])
		default:
			i += n
		}
	}
}

// folded is a letter as words are compared: small, with one form for letters that have
// several; 0 for the points of Hebrew and Arabic, which many texts leave out, and for
// what only stretches a word.
func folded(c rune) rune {
	switch {
	case c == 'ς':
		return 'σ'
	case c == 'ı':
		return 'i'
	case c < 0x0591 || c > 0x06ED:
		return unicode.ToLower(c)
	case c == 'ـ' || unicode.Is(unicode.Mn, c):
		return 0
	}
	return plain(c)
}

// word reads the word that s begins with and returns its length in bytes.
func (r *reader) word(s string) int {
	h := letters.Seed
	digits, ascii := false, true
	var eight uint64 // up to eight letters of ASCII, not yet in the hash
	i := 0
	for i < len(s) {
		if c := s[i]; c < 0x80 { // nearly all of most texts
			small := asciiWord[c]
			if small == 0 {
				break
			}
			digits = digits || c <= '9'
			if eight>>56 != 0 {
				h, eight = letters.Mix(h, eight), 0
			}
			eight = eight<<8 | uint64(small)
			i++
			continue
		}
		c, n := utf8.DecodeRuneInString(s[i:])
		if !letters.Word(c) || letters.Unspaced(c) {
			break
		}
		i += n
		ascii = false
		if c = folded(c); c == 0 {
			continue
		}
		digits = digits || unicode.IsDigit(c) || letters.Ethiopic(c) > 0
		h, eight = letters.Mix(letters.Mix(h, eight), uint64(c)), 0
	}
	r.add(letters.Mix(h, eight), digits || ascii && enumerates(s[:i]))
	return i
}

// asciiWord are the small forms of ASCII's letters and its digits, 0 for all else.
var asciiWord = func() (small [0x80]byte) {
	for c := range byte(0x80) {
		if letters.Word(rune(c)) {
			small[c] = c | 0x20 // digits have that bit
		}
	}
	return small
}()

// characters reads a run of unspaced script, two characters to a word.
func (r *reader) characters(s string) int {
	i := 0
	last, lone := rune(0), true
	ordinal := false
	for i < len(s) {
		c, n := letters.Decode(s[i:])
		if !letters.Unspaced(c) {
			break
		}
		i += n
		// 第三条: what stands behind 第 up to the next other character is a number.
		if ordinal && letters.Numeral(c) {
			if letters.Numeral(last) {
				continue
			}
			r.add(hashRune(c), true)
			last, lone = c, false
			continue
		}
		ordinal = c == '第' || c == '제'
		if last != 0 && !letters.Numeral(last) || last != 0 && !ordinal {
			r.add(letters.Mix(hashRune(last), uint64(c)), false)
			lone = false
		}
		last = c
	}
	if lone && last != 0 {
		r.add(hashRune(last), false)
	}
	return i
}

func (r *reader) add(h uint64, number bool) {
	r.exact = letters.Mix(r.exact, h)
	id := uint32(numberID)
	if !number {
		id = r.v.ids.of(h)
	}
	r.masked = letters.Mix(r.masked, uint64(id))
	r.seq = append(r.seq, id)
}

func (r *reader) finish() {
	w := r.w
	w.exact, w.masked = r.exact, r.masked
	w.seq = slices.Clone(r.seq)
	for _, id := range r.seq {
		r.v.counter.add(id, 1)
	}
	w.bag = r.v.counter.take()
	if len(w.seq) > 1 {
		w.pairs = make([]uint64, len(w.seq)-1)
		for i := range w.pairs {
			w.pairs[i] = uint64(w.seq[i])<<32 | uint64(w.seq[i+1])
		}
		slices.Sort(w.pairs)
	}
}

// enumerates reports whether an ASCII word may be a letter or roman numeral of an
// enumeration. Words of a language that look like one («I», «di», «mi») are common
// ones everywhere, so little is lost by masking them.
func enumerates(s string) bool {
	_, ok := roman(s)
	return ok || len(s) == 1
}

var romanLetter = [256]bool{'i': true, 'v': true, 'x': true, 'l': true, 'c': true, 'd': true, 'm': true}
