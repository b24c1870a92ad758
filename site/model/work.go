package model

import (
	"sync"

	"polity/commons/law"
	"polity/diff"
	"polity/diff/align"
	"polity/diff/lineage"
	"polity/diff/proposal"
	"polity/site/address"
	"polity/site/message"
)

// work is the index of one work from which its pages are built.
type work struct {
	index     int // in Commons.Works
	law       *law.Work
	at        *address.Work
	history   *lineage.History
	current   int    // index of the version in force; -1 without versions
	lang, dir string // of its text
	whole     bool   // changes show unchanged text too
	thinned   bool   // not every day has a version page

	versions  []string            // by version: the name of its page; "" without one
	pages     []int               // versions with a page, in order
	named     []int               // those of them that are named and on the main line
	madeBy    []int               // by version: the change that made it; -1 without
	place     []int               // by change: its place on a timeline, 0 to TimelineWidth
	byTime    bool                // places are dates
	acts      []func() []diff.Act // by change: what it did, found when first asked for
	sizes     []func() int        // by change: how many clauses it touched, likewise
	headed    []func() int        // by change: how many clauses its text has, likewise
	outlines  outlines
	restored  func() map[int]int // a change to the earlier one after which the text was the same to the byte
	undone    func() map[int]int // a change to the first that says it reverts it, or restored what was before it
	clauses   []clause           // with a page: those in force in the text's order, then those gone, latest first
	standing  int                // how many of them are in force
	byWID     map[string]int     // index in clauses
	redirects []redirect

	book        *proposal.Book
	proposed    []string      // by proposal: the name of its page
	sets        []string      // by set of the work's own: the name of its page
	setBalloted []bool        // and whether it has a ballot sheet
	contests    map[int][]int // by index in clauses: the live proposals that touch it or a unit shown with it
	brief       []bool        // by proposal: its page says what it would do without the words
}

// clause is one clause with a page.
type clause struct {
	wid       string
	name      string // of its page's folder
	version   int    // where it is to be read
	index     int    // there
	gone      bool
	touches   []touch // by change, then pair
	addresses []former
}

// touch says that a pair of a change concerns a clause or a unit under it.
type touch struct{ change, pair int }

// former is an eId that a clause had from one change to another.
type former struct {
	eid, label string
	from, to   int // changes; to is -1 while it has it
}

type redirect struct {
	name   string
	clause int
}

// lastTouch is the last change that concerned the clause; -1 where none is known.
func (c *clause) lastTouch() int {
	if len(c.touches) == 0 {
		return -1
	}
	return c.touches[len(c.touches)-1].change
}

func newWork(l *law.Work, h *lineage.History, at *address.Work, b Budget) *work {
	if h == nil || len(h.WIDs) != len(l.Versions) || len(h.Changes) != len(l.Changes) {
		h = lineage.Trace(l, lineage.Options{})
	}
	w := &work{law: l, at: at, history: h, current: l.Current(), byWID: map[string]int{}}
	w.lang = l.Lang
	if w.lang == "" && w.current >= 0 {
		w.lang = l.Versions[w.current].Text.Lang
	}
	w.dir = message.Dir(w.lang)
	w.restored = sync.OnceValue(w.restoring)
	w.undone = sync.OnceValue(w.reverted)
	w.outlines.current = sync.OnceValue(func() *outline { return newOutline(w.text(w.current)) })
	w.line()
	w.keep(b)
	w.inForce()
	w.repealed()
	w.touched()
	w.moves()
	w.leadOn()
	return w
}

// line prepares what belongs to changes: their dates' places, and the acts, which
// are found when first asked for.
func (w *work) line() {
	w.madeBy = make([]int, len(w.law.Versions))
	for v := range w.madeBy {
		w.madeBy[v] = -1
	}
	dates := make([]law.Date, len(w.law.Changes))
	w.acts = make([]func() []diff.Act, len(w.law.Changes))
	w.sizes = make([]func() int, len(w.law.Changes))
	w.headed = make([]func() int, len(w.law.Changes))
	for i, c := range w.law.Changes {
		w.madeBy[c.To] = i
		dates[i] = w.date(i)
		w.acts[i] = sync.OnceValue(func() []diff.Act {
			return diff.Summarise(w.history.Changes[i], w.text(c.From), w.text(c.To))
		})
		w.headed[i] = sync.OnceValue(func() int { return headed(w.text(c.To)) })
		w.sizes[i] = sync.OnceValue(func() int { return touchedBy(w.history.Changes[i], w.text(c.From), w.text(c.To)) })
	}
	w.place, w.byTime = places(dates)
}

// date is the day under which change i is listed; "" out of range or unknown.
func (w *work) date(i int) law.Date {
	if i < 0 || i >= len(w.law.Changes) {
		return ""
	}
	return w.law.Versions[w.law.Changes[i].To].Dates.Best()
}

// text is the text of a version; the empty text for -1.
func (w *work) text(v int) *law.Text {
	if v < 0 {
		return &law.Text{}
	}
	return w.law.Versions[v].Text
}

// restoring finds the changes that made the text what it had been. Linear.
func (w *work) restoring() map[int]int {
	last, out := map[string]int{}, map[int]int{}
	for i := range w.law.Changes {
		key := w.law.Versions[w.law.Changes[i].To].Key
		if k, ok := last[key]; ok && key != "" && k < i-1 {
			out[i] = k
		}
		last[key] = i
	}
	return out
}

// reverted finds the changes that a later one says it reverts, in a commit of theirs
// or in all of them, and those of which nothing is left since a later one restored the
// text from before them. Linear, and for each restored text in the changes since.
func (w *work) reverted() map[int]int {
	const digits = 7 // what a message names a commit by, at the least
	at := map[string][]int{}
	note := func(hash string, i int) {
		if len(hash) >= digits {
			at[hash[:digits]] = append(at[hash[:digits]], i)
		}
	}
	out := map[int]int{}
	for i := range w.law.Changes {
		c := &w.law.Changes[i]
		if hash := c.Commit.Reverts; len(hash) >= digits {
			for _, k := range at[hash[:digits]] {
				if _, twice := out[k]; !twice {
					out[k] = i
				}
			}
		}
		note(c.Commit.Hash, i)
		for k := range c.Steps {
			note(c.Steps[k].Commit.Hash, i)
		}
		if from, ok := w.restored()[i]; ok {
			for k := i - 1; k > from; k-- {
				if _, twice := out[k]; !twice {
					out[k] = i
				}
			}
		}
	}
	return out
}

// inForce gives every headed clause of the text in force a page, in its order.
func (w *work) inForce() {
	if w.current < 0 {
		return
	}
	t := w.text(w.current)
	for i := range t.Clauses {
		if IsClause(&t.Clauses[i]) {
			w.add(clause{wid: w.history.WIDs[w.current][i], version: w.current, index: i})
		}
	}
	w.standing = len(w.clauses)
}

func (w *work) add(c clause) {
	c.name = w.at.Clauses.Take(w.text(c.version).Clauses[c.index].EID)
	w.byWID[c.wid] = len(w.clauses)
	w.clauses = append(w.clauses, c)
}

// touched notes for every clause with a page which pairs of which changes concern
// it or a unit under it.
func (w *work) touched() {
	for i, ch := range w.law.Changes {
		for p, pair := range w.history.Changes[i].Pairs {
			if settled(pair) {
				continue
			}
			for _, n := range pair.New {
				w.touch(ch.To, n, touch{i, p})
			}
			for _, o := range pair.Old {
				w.touch(ch.From, o, touch{i, p})
			}
		}
	}
}

// touch adds a touch to a unit's clause and to all clauses above it.
func (w *work) touch(version, unit int, t touch) {
	clauses := w.text(version).Clauses
	for i := unit; i >= 0; i = clauses[i].Parent {
		k, ok := w.byWID[w.history.WIDs[version][i]]
		if !ok {
			continue
		}
		list := &w.clauses[k].touches
		if n := len(*list); n == 0 || (*list)[n-1] != t {
			*list = append(*list, t)
		}
	}
}

// settled reports whether nothing happened to a pair that a reader would see at
// the clause itself.
func settled(p *diff.Pair) bool {
	return p.Op == align.Unchanged && p.Flags&^align.Carried == 0
}

// words reports whether a touch changed words of law.
func (w *work) words(t touch) bool {
	c := w.history.Changes[t.change]
	p := c.Pairs[t.pair]
	return !p.Kept() && p.Flags&align.Xref == 0 && (!c.Editorial || w.law.Changes[t.change].From < 0)
}

// page is the page of the clause that a unit of a version is; "" without.
func (w *work) page(version, unit int) string {
	if version < 0 || unit < 0 || w.history == nil {
		return ""
	}
	if k, ok := w.byWID[w.history.WIDs[version][unit]]; ok {
		return w.at.Clause(w.clauses[k].name)
	}
	return ""
}

// compare is the page of two versions that have pages themselves.
func (w *work) compare(a, b int) string { return w.at.Compare(w.versions[a], w.versions[b]) }
