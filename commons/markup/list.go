package markup

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"polity/commons/law"
)

// leadsInto reports whether the list whose items begin at index first belongs to
// the item before it, the last of a list set another way: that ends in a colon, or
// its sentence is not over and the list begins with the first of its labels.
func (r *reader) leadsInto(item, first int) bool {
	if item != first-1 || first == len(r.units) {
		return false
	}
	text := strings.TrimRight(r.units[item].c.Text, " \n")
	switch c, _ := utf8.DecodeLastRuneInString(text); c {
	case ':', '：', '—', '–':
		return true
	case '.', ';', '!', '?', '。', '；', utf8.RuneError:
		return false
	}
	return opensSeries(r.units[first].mark)
}

// hang puts the items from first on that were read under lead under another item.
// Where that is a numbered paragraph they may be a series inside its own.
func (r *reader) hang(first int, lead int32, item int) {
	for i := first; i < len(r.units); i++ {
		u := &r.units[i]
		if u.up != lead || u.role == asNote {
			continue
		}
		if u.role, u.up = asNested, int32(item); r.units[item].role == asNumbered && u.c.Label != "" && u.mark.kind == "" {
			u.resume(int32(item))
		}
	}
}

// list reads the items of a list under the unit at index up, -1 where the
// assembly finds their parent. It returns the index of the last of them.
func (r *reader) list(n *ast.List, up int32) (last int) {
	numbers := r.typedNumbers(n)
	k, resumes := 0, false
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		item, ok := c.(*ast.ListItem)
		if !ok {
			continue
		}
		number := ""
		if n.IsOrdered() {
			number = numbers[k]
			if n.Marker == ')' {
				number += ")"
			}
		}
		last = len(r.units)
		r.item(item, number, up)
		resumes = r.resume(last, k == 0, resumes, up)
		k++
	}
	return last
}

// resume makes the item at index i a numbered paragraph if the list it stands in, under
// the unit at index up, resumes a series; its first item tells that.
func (r *reader) resume(i int, first, resumes bool, up int32) bool {
	u := &r.units[i]
	resumes = resumes || first && u.resumes(r.units, up)
	if resumes && u.c.Label != "" {
		u.resume(up)
	}
	return resumes
}

// typedNumbers are the numbers of an ordered list as its author typed them, or as
// readers see them; nil for any other list.
func (r *reader) typedNumbers(n *ast.List) []string {
	if !n.IsOrdered() {
		return nil
	}
	var numbers []string
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		at := c.Pos()
		numbers = append(numbers, string(r.src[at:at+digitsAt(r.src[at:])]))
	}
	return seenNumbers(numbers, n.Start)
}

// digitsAt is how many digits text begins with.
func digitsAt(text []byte) (n int) {
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	return n
}

// seenNumbers are the numbers of a list as readers see them where all were typed the
// same, as many people do. A number that was not typed is the one that follows.
func seenNumbers(typed []string, start int) []string {
	same := len(typed) > 1
	for _, n := range typed {
		same = same && n == typed[0]
	}
	for i := range typed {
		if same || typed[i] == "" {
			typed[i] = itoa(start + i)
		}
	}
	return typed
}

// item reads one item: its first paragraph is its own, the rest are its children.
func (r *reader) item(n *ast.ListItem, number string, up int32) {
	self := len(r.units)
	first := n.FirstChild()
	switch first.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		f := r.flow(first)
		n.RemoveChild(n, first)
		if r.division(f, number) {
			r.blocks(n, setting{place: inText, kind: law.Paragraph, up: -1})
			return
		}
		r.itemUnits(f, up)
	default:
		line := r.lineAt(n.Pos())
		u := unit{}
		u.c.Kind, u.c.Lines = law.Item, [2]int{line, line}
		r.units = append(r.units, u)
	}
	r.settleItem(self, number, up)
	r.blocks(n, setting{place: inText, kind: law.Paragraph, up: int32(self)})
}

// itemUnits reads the first paragraph of an item, whose lines may begin with labels of
// their own.
func (r *reader) itemUnits(f *flow, up int32) {
	self := len(r.units)
	r.units = paragraphUnits(r.units, f, setting{place: inItem, kind: law.Item, up: up})
	for i := self + 1; i < len(r.units); i++ {
		r.units[i] = r.units[i].nested(int32(self))
	}
}

// settleItem gives the item at index self its number, "" for a bullet, unless it begins
// with a label of its own.
func (r *reader) settleItem(self int, number string, up int32) {
	u := &r.units[self]
	if number != "" && u.c.Label != "" && u.mark.kind == "" && u.c.Heading == "" { // «1. (1) The board»: a number of Markdown's before one of the text's
		u.unlabel()
	}
	u.role, u.up, u.whole = asNested, up, nil
	if u.c.Label == "" && number != "" {
		u.c.Label, u.c.Num = number, strings.TrimSuffix(number, ")")
		u.mark = listMark(number)
	} else if u.mark.kind != "" {
		u.c.Kind = u.mark.kind
	}
	u.c.Bullet = u.c.Label == ""
	if up < 0 && u.mark.kind == "" && !u.c.Bullet {
		u.resume(-1)
	}
	u.hash = hashClause(&u.c)
}

// division reads the first paragraph of an item as one of the text where the number that
// Markdown took for the item's is part of a label, «1. § The rope», «2. artikulua», or of
// a reference. It reports whether it is.
func (r *reader) division(f *flow, number string) bool {
	_, _, size := keywordAt(f.text)
	if number == "" || size == 0 && !strings.HasPrefix(f.text, "§") && !refersBehind(". "+f.text) {
		return false
	}
	n, ok := scanNumeral(number + ". " + f.text)
	if !ok {
		return false
	}
	if _, _, ok = scanPostfixed(number+". "+f.text, n, inText); !ok && !refersBehind(". "+f.text) {
		return false
	}
	f.lead(number + ". ")
	r.units = paragraphUnits(r.units, f, setting{place: inText, kind: law.Paragraph, up: -1})
	return true
}

// unlabel gives a unit its label back as part of its text.
func (u *unit) unlabel() {
	label := u.c.Label + " "
	u.c.Text = label + u.c.Text
	if len(u.c.Spans) > 0 {
		u.c.Spans = append([]law.Span{{Text: label}}, u.c.Spans...)
	}
	u.c.Label, u.c.Num, u.mark = "", "", mark{}
}

// resume makes an item a numbered paragraph, for the assembly to place. With a
// parent it goes there unless it carries on a series that is open.
func (u *unit) resume(up int32) { u.role, u.up, u.c.Kind = asNumbered, up, law.Labelled }

// resumes reports whether a list that begins with u, under the paragraph up, may go
// on where that paragraph interrupted a series.
func (u *unit) resumes(units []unit, up int32) bool {
	return up >= 0 && units[up].role != asNested && u.mark.kind == "" && u.mark.value() > 1
}

// listMark is the mark of a number that Markdown itself set.
func listMark(number string) mark {
	m, _, _, ok := scanMark(number+". ", inStrong)
	if !ok {
		return mark{num: strings.TrimSuffix(number, ")"), style: "1.", depth: 1}
	}
	m.weak = false
	return m
}
