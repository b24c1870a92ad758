package markup

import (
	"strconv"

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
	all    map[string]string
	used   map[string]int // this text's eIds in lower case, and how far the duplicates of each have counted
	counts map[counter]int
	buf    []byte
	low    []byte
}

// counter counts the units without a number of one kind below one prefix.
type counter struct {
	prefix string
	kind   law.Kind
}

// start begins a new text.
func (e *names) start() {
	if len(e.all) > 1<<17 || e.all == nil {
		*e = names{all: map[string]string{}, used: map[string]int{}, counts: map[counter]int{}}
	}
	clear(e.used)
	clear(e.counts)
}

// name makes the eId of c, whose parent is in clauses: the eId of what it is
// addressed from, the kind's name and the number.
func (e *names) name(clauses []law.Clause, c *law.Clause, m *mark) string {
	prefix := ""
	for p := c.Parent; p >= 0; p = clauses[p].Parent {
		if prefixes(&clauses[p], c) {
			prefix = clauses[p].EID
			break
		}
	}
	e.buf = append(e.buf[:0], prefix...)
	if prefix != "" {
		e.buf = append(e.buf, "__"...)
	}
	e.buf = append(e.buf, aliases[c.Kind]...)
	switch num := stemOf(c, m); {
	case num != "":
		e.buf = append(append(e.buf, '_'), num...)
	case c.Kind == law.Preface || c.Kind == law.Preamble || c.Kind == law.Conclusions:
	default:
		k := counter{prefix, c.Kind}
		e.counts[k]++
		e.buf = append(e.buf, '_')
		if c.Heading != "" || c.Kind == law.Level || c.Kind == law.Attachment {
			e.buf = append(e.buf, "nn_"...)
		}
		e.buf = strconv.AppendInt(e.buf, int64(e.counts[k]), 10)
	}
	return e.unique()
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

// unique adds "_2", "_3" … where the eId in the buffer is taken by another unit of
// this text, comparing as a disk does that knows no case.
func (e *names) unique() string {
	length := len(e.buf)
	first, taken := e.take()
	for n := e.used[first] + 1; taken; n++ {
		e.buf = append(e.buf[:length], '_')
		e.buf = strconv.AppendInt(e.buf, int64(n), 10)
		e.used[first] = n
		_, taken = e.take()
	}
	name, ok := e.all[string(e.buf)]
	if !ok {
		name = string(e.buf)
		e.all[name] = name
	}
	return name
}

// take claims the eId in the buffer unless it is taken, and returns it in lower
// case.
func (e *names) take() (string, bool) {
	e.low = append(e.low[:0], e.buf...)
	for i, c := range e.low {
		if c >= 'A' && c <= 'Z' {
			e.low[i] = c + 'a' - 'A'
		}
	}
	if _, taken := e.used[string(e.low)]; taken {
		return string(e.low), true
	}
	low, ok := e.all[string(e.low)]
	if !ok {
		low = string(e.low)
		e.all[low] = low
	}
	e.used[low] = 1
	return low, false
}
