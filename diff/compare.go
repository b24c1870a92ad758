// Package diff compares two versions of a text clause by clause: which clause is
// which, what happened to each, which words changed, and whether any word of law
// changed at all.
//
// It is the front door of the rooms behind it: package align judges which clause is
// which, package words compares two wordings. It needs neither git nor a site: the
// texts are plain values of package law, however they were read. What it does not
// do is follow a clause through more than two versions; that is package lineage.
//
//	old                              new
//	Article 1  Name                  Article 1  Name
//	Article 2  Seat                  Article 2  Colours               added
//	Article 3  Board                 Article 3  Seat                  renumbered
//	  It meets monthly.              Article 4  Board                 renumbered
//	                                   It meets weekly.               edited: -monthly +weekly
//
// Two laws hold: Apply(Compare(a, b), a) is b, and Compare(a, a) has only Unchanged
// pairs without flags.
package diff

import (
	"strings"
	"sync"

	"polity/commons/law"
	"polity/diff/align"
	"polity/diff/words"
)

// Comparison is what became of every clause between two texts.
type Comparison struct {
	Pairs     []*Pair `json:"pairs"`     // every clause of both sides in exactly one, in the order of the new text; not to be changed, for comparisons share them
	Editorial bool    `json:"editorial"` // no word of law changed; see the function of that name. True for equal texts

	old, new *law.Text // what was compared, for Apply; never nil
}

// Pair is one pair with its words.
type Pair struct {
	align.Pair
	// Heading and Words compare headings and texts. They are nil where these are
	// the same to the byte. Where a pair has several clauses on a side, their
	// headings and texts are joined by line breaks, in the order of the text.
	Heading []words.Run `json:"heading,omitempty"`
	Words   []words.Run `json:"words,omitempty"`
}

// Run is a stretch of two wordings; see package words.
type Run = words.Run

// Words compares two wordings that are no clauses of two texts; see words.Diff.
func Words(old, new, lang string) []Run { return words.Diff(old, new, lang) }

// Comparer compares texts and remembers the words of clauses, so that the many
// versions of a history are read only once. The zero value is ready; it is safe for
// concurrent use, and its memory is bounded.
type Comparer struct {
	cache  align.Cache
	differ words.Differ
	shared shared
	once   bool      // nothing is compared after the first, so nothing is shared
	rooms  sync.Pool // of *room: memory that one comparison hands to the next
}

type room struct {
	found []align.Pair
	pairs []Pair
}

// sharing is where comparisons share pairs; nil where they do not.
func (r *Comparer) sharing() *shared {
	if r.once {
		return nil
	}
	return &r.shared
}

// Compare compares two versions of a text. Either may be nil, which is the empty
// text; a clause whose Parent is no earlier clause stands at the top, see
// law.Text.Rooted. It never fails; the same texts give the same result. For cost see
// align.Align; words are compared only in pairs that changed.
func Compare(old, new *law.Text) *Comparison { return (&Comparer{once: true}).Compare(old, new) }

// Compare does what the function Compare does.
func (r *Comparer) Compare(old, new *law.Text) *Comparison {
	old, new = old.Rooted(), new.Rooted()
	m, ok := r.rooms.Get().(*room)
	if !ok {
		m = &room{}
	}
	m.found = align.Align(old, new, align.Options{Cache: &r.cache, Into: m.found})
	lang := new.Lang
	if lang == "" {
		lang = old.Lang
	}
	m.pairs = m.pairs[:0]
	for _, p := range m.found {
		x := Pair{Pair: p}
		x.compareWords(old, new, lang, &r.differ)
		m.pairs = append(m.pairs, x)
	}
	c := &Comparison{Pairs: r.sharing().keep(m.pairs), old: old, new: new}
	clear(m.found)
	clear(m.pairs)
	r.rooms.Put(m)
	c.references()
	c.Editorial = editorial(c)
	return c
}

// Recast reports whether the words of a pair stayed and only which of them are a heading
// changed. Its Heading and Words, which compare headings with headings and texts with
// texts, then tell of words that neither came nor went.
func (p *Pair) Recast() bool {
	return p.Kept() && p.Heading != nil && (words.Plain(p.Heading, '-') == "" || words.Plain(p.Heading, '+') == "")
}

func heading(c *law.Clause) string { return c.Heading }
func text(c *law.Clause) string    { return c.Text }

// compareWords fills in what changed in the words of a pair.
func (p *Pair) compareWords(old, new *law.Text, lang string, differ *words.Differ) {
	compare := func(part func(*law.Clause) string) []words.Run {
		x, y := joined(old, p.Old, part), joined(new, p.New, part)
		if x == y {
			return nil
		}
		return differ.Diff(x, y, lang)
	}
	p.Heading, p.Words = compare(heading), compare(text)
}

// joined is one part of some clauses, joined by line breaks; those that lack it are
// left out.
func joined(t *law.Text, list []int, part func(*law.Clause) string) string {
	if len(list) == 1 {
		return part(&t.Clauses[list[0]])
	}
	var all []string
	for _, i := range list {
		if p := part(&t.Clauses[i]); p != "" {
			all = append(all, p)
		}
	}
	return strings.Join(all, "\n")
}
