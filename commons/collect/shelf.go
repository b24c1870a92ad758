package collect

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"

	"polity/commons/law"
	"polity/commons/report"
)

// A shelf holds the texts of one document, of its translations and of its forks,
// and how they compare. Of each text it keeps a record (see record.go) that points
// into a table of strings and to an earlier text; both are only ever added to.
//
// As a file it is magic, its id, and these sections, all numbers varints:
//
//	strings      how many; the length of each; all of them
//	texts        how many; of each the second key's length, the keys, base, length, record
//	comparisons  how many; of each the two texts, length, bytes
//
// and the SHA-256 of it all.
type shelf struct {
	strings  []string
	byString map[string]int // made when the first text is added
	texts    []keptText
	byKey    map[string]int
	compared map[edge][]byte
	edges    []edge // of compared, in the order in which they came

	used   map[int]bool  // texts asked for or added since the last rest
	asked  map[edge]bool // comparisons, likewise
	latest int           // the text asked for or added last: the next one is likely near to it
	grown  bool          // holds what its file does not
	weight int           // about the bytes it takes
}

// edge is two texts of a shelf, the older first; -1 is the empty text.
type edge struct{ old, new int }

type keptText struct {
	key      string // 32 bytes
	also     string // a second key; "" none
	base     int    // an earlier text that the record refers to; -1 none
	record   string
	text     *law.Text // nil where not read yet
	problems []report.Problem
}

const magic = "shelf of polity\n"

func newShelf() *shelf {
	return &shelf{byKey: map[string]int{}, compared: map[edge][]byte{}, used: map[int]bool{}, asked: map[edge]bool{}, latest: -1}
}

// get is text n, nil where its record is damaged. Records that it builds on are
// read on the way.
func (s *shelf) get(n int) (*law.Text, []report.Problem) {
	var chain []int
	for k := n; k >= 0 && s.texts[k].text == nil; k = s.texts[k].base {
		chain = append(chain, k)
	}
	for _, k := range slices.Backward(chain) {
		var base *law.Text
		if b := s.texts[k].base; b >= 0 {
			base = s.texts[b].text
		}
		x := &s.texts[k]
		if x.text, x.problems = readRecord(x.record, s.strings, base); x.text == nil {
			return nil, nil
		}
	}
	s.used[n], s.latest = true, n
	return s.texts[n].text, s.texts[n].problems
}

// put adds a text and returns its number; where the key is there, that of the text
// there, which has the second key from now on. A text that breaks the laws of package law
// is not added.
func (s *shelf) put(key, also string, t *law.Text, problems []report.Problem) (int, bool) {
	if n, ok := s.byKey[key]; ok {
		if t, _ := s.get(n); t == nil {
			return 0, false
		}
		s.alias(n, also)
		return n, true
	}
	if s.byString == nil {
		s.byString = make(map[string]int, len(s.strings))
		for i, x := range s.strings {
			s.byString[x] = i
		}
	}
	var base *law.Text
	if s.latest >= 0 {
		if base, _ = s.get(s.latest); base == nil {
			s.latest = -1
		}
	}
	record, ok := s.writeRecord(t, problems, base)
	if !ok {
		return 0, false
	}
	n := len(s.texts)
	s.texts = append(s.texts, keptText{key: key, base: s.latest, record: record, text: t, problems: problems})
	s.byKey[key] = n
	s.alias(n, also)
	s.used[n], s.latest, s.grown = true, n, true
	s.weight += len(record)
	return n, true
}

// alias gives text n a second key, unless it has one.
func (s *shelf) alias(n int, also string) {
	if also != "" && s.texts[n].also == "" {
		s.texts[n].also, s.byKey[also], s.grown = also, n, true
	}
}

// id is the number of a string.
func (s *shelf) id(x string) int {
	i, ok := s.byString[x]
	if !ok {
		i = len(s.strings)
		x = strings.Clone(x) // or the whole file that it was cut from stays in memory
		s.byString[x] = i
		s.strings = append(s.strings, x)
		s.weight += len(x)
	}
	return i
}

func (s *shelf) comparison(e edge) []byte {
	b := s.compared[e]
	if b != nil {
		s.asked[e] = true
	}
	return b
}

// putComparison adds one, or replaces one that was of no use.
func (s *shelf) putComparison(e edge, b []byte) {
	if _, ok := s.compared[e]; !ok {
		s.edges = append(s.edges, e)
	}
	s.compared[e] = b
	s.asked[e], s.grown = true, true
	s.weight += len(b)
}

// spare is what a shelf may weigh whatever of it is used.
const spare = 4 << 20

// clear drops what was not used since the last rest, where that is most of a large
// shelf: versions that were rewritten away.
func (s *shelf) clear() {
	if s.weight < spare || 4*len(s.used) >= len(s.texts) || len(s.used) == 0 {
		return
	}
	fresh := newShelf()
	moved := map[int]int{-1: -1}
	for n := range s.texts {
		if !s.used[n] {
			continue
		}
		x := &s.texts[n]
		if k, ok := fresh.put(x.key, x.also, x.text, x.problems); ok {
			moved[n] = k
		}
	}
	for _, e := range s.edges {
		old, ok := moved[e.old]
		new, ok2 := moved[e.new]
		if ok && ok2 && s.asked[e] {
			fresh.putComparison(edge{old, new}, s.compared[e])
		}
	}
	*s = *fresh
}

// rest forgets the texts, which can be read again, and what was used.
func (s *shelf) rest() {
	for i := range s.texts {
		s.texts[i].text, s.texts[i].problems = nil, nil
	}
	clear(s.used)
	clear(s.asked)
}

// bytes is the shelf as a file.
func (s *shelf) bytes(id string) []byte {
	out := make([]byte, 0, s.weight+8*len(s.strings)+64*len(s.texts)+16*len(s.edges)+1024)
	out = append(append(out, magic...), id...)
	number := func(n int) { out = binary.AppendUvarint(out, uint64(n)) }
	number(len(s.strings))
	for _, x := range s.strings {
		number(len(x))
	}
	for _, x := range s.strings {
		out = append(out, x...)
	}
	number(len(s.texts))
	for _, t := range s.texts {
		number(len(t.also))
		out = append(append(out, t.key...), t.also...)
		number(t.base + 1)
		number(len(t.record))
		out = append(out, t.record...)
	}
	number(len(s.edges))
	for _, e := range s.edges {
		number(e.old + 1)
		number(e.new + 1)
		number(len(s.compared[e]))
		out = append(out, s.compared[e]...)
	}
	sum := sha256.Sum256(out)
	return append(out, sum[:]...)
}

// openShelf reads a file; an empty shelf where it is damaged or another's.
func openShelf(id, file string) *shelf {
	head := magic + id
	end := len(file) - sha256.Size
	if end < len(head) || file[:len(head)] != head {
		return newShelf()
	}
	if sum := sha256.Sum256([]byte(file[:end])); string(sum[:]) != file[end:] {
		return newShelf()
	}
	s := newShelf()
	in := input{rest: file[len(head):end]}
	s.readStrings(&in)
	s.readTexts(&in)
	s.readComparisons(&in)
	if in.bad || in.rest != "" {
		return newShelf()
	}
	s.latest, s.weight = len(s.texts)-1, len(file)
	return s
}

func (s *shelf) readStrings(in *input) {
	n := in.count()
	sizes := make([]int, n)
	for i := range sizes {
		sizes[i] = in.count()
	}
	s.strings = make([]string, n)
	for i, size := range sizes {
		s.strings[i] = in.take(size)
	}
}

func (s *shelf) readTexts(in *input) {
	n := in.count()
	s.texts = make([]keptText, 0, n)
	for i := 0; i < n && !in.bad; i++ {
		size := in.count()
		t := keptText{key: in.take(sha256.Size), also: in.take(size), base: in.number() - 1}
		t.record = in.take(in.count())
		in.bad = in.bad || t.base >= i || size != 0 && size != sha256.Size
		s.texts = append(s.texts, t)
		s.byKey[t.key] = i
		if t.also != "" {
			s.byKey[t.also] = i
		}
	}
}

func (s *shelf) readComparisons(in *input) {
	n := in.count()
	s.edges = make([]edge, 0, n)
	for i := 0; i < n && !in.bad; i++ {
		e := edge{in.number() - 1, in.number() - 1}
		in.bad = in.bad || e.old >= len(s.texts) || e.new >= len(s.texts)
		s.edges = append(s.edges, e)
		s.compared[e] = []byte(in.take(in.count()))
	}
}
