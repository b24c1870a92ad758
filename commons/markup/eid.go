package markup

import (
	"strconv"
	"strings"

	"polity/commons/law"
)

// aliases are the names that kinds have in an eId, as Akoma Ntoso's naming
// convention shortens them.
var aliases = map[law.Kind]string{
	law.Preface: "preface", law.Preamble: "preamble", law.Recital: "rec", law.Book: "book", law.Part: "part", law.Title: "title", law.Chapter: "chp",
	law.Subchapter: "subchp", law.Division: "dvs", law.Section: "sec", law.Subsection: "subsec", law.Article: "art", law.Rule: "rule", law.Level: "level",
	law.Labelled: "para", law.Subpara: "subpara", law.Point: "point", law.Item: "item", law.Attachment: "att", law.Transitional: "transitional",
	law.Conclusions: "conclusions", law.Paragraph: "p", law.Quote: "quote", law.Verbatim: "pre", law.Table: "table", law.Row: "tr", law.Footnote: "fn",
}

// names makes the eIds of one text after another. It keeps every eId it ever
// made, so that the versions of a text share them.
type names struct {
	all   map[string]*address
	text  int     // the text being named; every text has a number of its own
	tally []tally // what stands below each unit of this text, and first below none
	buf   []byte
	low   []byte
	round int // how often all was begun anew
}

// address is an eId that was made in this text or an earlier one.
type address struct {
	name string
	fold *address // the same in lower case; itself where it is
	text int      // the text that used it, or one equal but for case, last
	last int      // how far the duplicates of it have counted in that text
}

// naming is how a unit was named last: in the next version of its text it most
// likely stands in the same place.
type naming struct {
	name  *address // before it was told from others like it
	kind  law.Kind
	owner string
	count uint32 // among the units without a number; 0 with one
	round int    // of names
}

// tally counts the units without a number below one unit, by kind.
type tally [slots]uint32

const slots = 9

// slot is the place of a kind in a tally.
func slot(k law.Kind) int {
	switch k {
	case law.Paragraph:
		return 0
	case law.Item:
		return 1
	case law.Row:
		return 2
	case law.Level:
		return 3
	case law.Quote:
		return 4
	case law.Verbatim:
		return 5
	case law.Table:
		return 6
	case law.Recital:
		return 7
	}
	return 8
}

// start begins a text of up to n units.
func (e *names) start(n int) {
	if len(e.all) > 1<<17 || e.all == nil {
		e.all = map[string]*address{}
		e.round++
	}
	e.text++
	if cap(e.tally) < n+1 || cap(e.tally) > 1<<16 {
		e.tally = make([]tally, n+1)
	}
	e.tally = e.tally[:n+1]
	clear(e.tally)
}

// name makes the eId of c, whose parent is in clauses: the eId of what it is
// addressed from, the kind's name and the number.
func (e *names) name(clauses []law.Clause, c *law.Clause, u *unit) string {
	owner, above := c.Parent, ""
	for owner >= 0 && !prefixes(&clauses[owner], c) {
		owner = clauses[owner].Parent
	}
	if owner >= 0 {
		above = clauses[owner].EID
	}
	count := &e.tally[owner+1][slot(c.Kind)]
	if n := &u.named; n.round == e.round && n.kind == c.Kind && n.owner == above && (n.count == 0 || n.count == *count+1) {
		*count = max(*count, n.count)
		return e.unique(n.name)
	}
	before := *count
	e.spell(above, c, &u.mark, count)
	u.named = naming{name: e.find(), kind: c.Kind, owner: above, round: e.round}
	if *count > before {
		u.named.count = *count
	}
	return e.unique(u.named.name)
}

// spell writes the eId of c, addressed from above, into the buffer; count is how many
// units of its kind without a number stand there before it.
func (e *names) spell(above string, c *law.Clause, m *mark, count *uint32) {
	e.buf = e.buf[:0]
	if above != "" {
		e.buf = append(append(e.buf, above...), "__"...)
	}
	e.buf = append(e.buf, aliases[c.Kind]...)
	switch num := stemOf(c, m); {
	case num != "":
		e.buf = append(append(e.buf, '_'), num...)
	case c.Kind == law.Preface || c.Kind == law.Preamble || c.Kind == law.Conclusions:
	default:
		e.buf = append(e.buf, '_')
		if c.Heading != "" || c.Kind == law.Level || c.Kind == law.Attachment {
			e.buf = append(e.buf, "nn_"...)
		}
		*count++
		e.buf = strconv.AppendUint(e.buf, uint64(*count), 10)
	}
}

// prefixes reports whether c is addressed from its ancestor outer. Unlabelled
// paragraphs prefix nothing, headings without a number do not prefix numbered
// divisions, and a number that holds its ancestor's (1.2.3 in 1.2) says enough.
func prefixes(outer, c *law.Clause) bool {
	switch outer.Kind {
	case law.Paragraph, law.Quote, law.Recital:
		return false
	case law.Level:
		if outer.Num == "" && c.Num != "" && division(c.Kind) {
			return false
		}
	case law.Labelled, law.Section:
	default:
		return true
	}
	n := len(outer.Num)
	return n == 0 || len(c.Num) <= n || c.Num[n] != '-' || c.Num[:n] != outer.Num
}

// division reports whether a kind is a named division, numbered through a text.
func division(k law.Kind) bool {
	return ranks[k] > 0 && ranks[k] < ranks[law.Labelled]
}

// stemOf is what stands behind the kind's name: the number, or a slug of the
// heading where there is none; "" asks for a count.
func stemOf(c *law.Clause, m *mark) string {
	switch {
	case m.stem != "":
		return m.stem
	case c.Num != "":
		return c.Num
	case c.Kind == law.Level || c.Kind == law.Attachment && c.Heading != "" || c.Kind == law.Transitional:
		return slug(c.Heading, 40)
	}
	return ""
}

// unique adds "_2", "_3" … where an eId is taken by another unit of this text,
// comparing as a disk does that knows no case.
func (e *names) unique(a *address) string {
	if a.fold.text != e.text {
		a.fold.text, a.fold.last = e.text, 1
		return a.name
	}
	e.buf = append(e.buf[:0], a.name...)
	length := len(e.buf)
	first := a.fold
	for n := 2; a.fold.text == e.text; n++ {
		n = max(n, first.last+1)
		first.last = n
		e.buf = append(e.buf[:length], '_')
		e.buf = strconv.AppendInt(e.buf, int64(n), 10)
		a = e.find()
	}
	a.fold.text, a.fold.last = e.text, 1
	return a.name
}

// find returns the address in the buffer, made on first use.
func (e *names) find() *address {
	if a, ok := e.all[string(e.buf)]; ok {
		return a
	}
	a := &address{name: string(e.buf)}
	a.fold = a
	e.all[a.name] = a
	e.low = append(e.low[:0], e.buf...)
	for i, c := range e.low {
		if c >= 'A' && c <= 'Z' {
			e.low[i] = c + 'a' - 'A'
		}
	}
	if string(e.low) != a.name {
		low, ok := e.all[string(e.low)]
		if !ok {
			low = &address{name: string(e.low)}
			low.fold = low
			e.all[low.name] = low
		}
		a.fold = low
	}
	return a
}

// KindOf is the kind of clause that an eId's last part is of, and the number in it;
// Paragraph where the part is none of those that Parse makes. A counted clause has its
// count as number.
func KindOf(eid string) (kind law.Kind, num string) {
	last := eid[strings.LastIndex(eid, "__")+1:]
	last = strings.TrimPrefix(last, "_")
	name, num, _ := strings.Cut(last, "_")
	for k, alias := range aliases {
		if alias == name {
			return k, num
		}
	}
	return law.Paragraph, num
}
