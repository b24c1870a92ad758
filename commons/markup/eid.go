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

// names keeps every eId ever made, so that the versions of a text share them.
type names map[string]string

// eids makes the eIds of one text.
type eids struct {
	all    names
	used   map[string]int // eIds in lower case, and how often they were asked for
	counts map[counter]int
	buf    []byte
	low    []byte
}

// counter counts the units without a number of one kind below one prefix.
type counter struct {
	prefix string
	kind   law.Kind
}

func (n names) start() *eids {
	if len(n) > 1<<17 {
		clear(n)
	}
	return &eids{all: n, used: map[string]int{}, counts: map[counter]int{}}
}

// name makes the eId of c, whose parent is in clauses: the eId of what it is
// addressed from, the kind's name and the number.
func (e *eids) name(clauses []law.Clause, c *law.Clause, m *mark) string {
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
func (e *eids) unique() string {
	length := len(e.buf)
	for n := 1; ; n++ {
		if n > 1 {
			e.low = append(e.low[:0], e.buf[:length]...)
			e.buf = append(e.buf[:length], '_')
			e.buf = strconv.AppendInt(e.buf, int64(n), 10)
		}
		low := e.lower()
		if k, taken := e.used[string(low)]; taken {
			if n == 1 && k > 1 {
				n = k
			}
			if n == 1 {
				e.used[string(low)] = 1
			}
			continue
		}
		name, ok := e.all[string(e.buf)]
		if !ok {
			name = string(e.buf)
			e.all[name] = name
		}
		e.claim(name, length, n)
		return name
	}
}

// claim marks a name as taken and remembers how far its duplicates have counted.
func (e *eids) claim(name string, length, n int) {
	if n > 1 {
		e.buf = e.buf[:length]
		e.used[string(e.lower())] = n
		e.buf = append(e.buf[:0], name...)
	}
	if low := e.lower(); string(low) == name {
		e.used[name] = 1
	} else {
		e.used[string(low)] = 1
	}
}

func (e *eids) lower() []byte {
	e.low = append(e.low[:0], e.buf...)
	for i, c := range e.low {
		if c >= 'A' && c <= 'Z' {
			e.low[i] = c + 'a' - 'A'
		}
	}
	return e.low
}

// note makes the eId of a footnote from its mark.
func (e *eids) note(c *law.Clause) string {
	m := mark{}
	return e.name(nil, c, &m)
}
