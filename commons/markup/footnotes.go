package markup

import (
	"bytes"
	"slices"
	"strconv"

	"polity/commons/law"
)

// Footnotes are numbered through a text, so that one new footnote changes the numbers
// in every block behind it. A block that differs from one read before in these
// numbers alone is therefore not read again: it is read once with its footnotes
// numbered from 1, and that reading is renumbered.

// renumber gives the footnotes of a block numbers from 1 in the order in which they
// are met, and lists their own numbers in that order. uses is how many references and
// definitions there are; 0 where there is nothing to renumber.
func renumber(body []byte) (out []byte, numbers []string, uses int) {
	from := 0
	for at := bytes.Index(body, noteMark); at >= 0; {
		digits := at + len(noteMark)
		end := digits
		for end < len(body) && end-digits < 9 && body[end] >= '0' && body[end] <= '9' {
			end++
		}
		if end > digits && end < len(body) && body[end] == ']' {
			number := string(body[digits:end])
			k := slices.Index(numbers, number)
			if k < 0 {
				k = len(numbers)
				numbers = append(numbers, number)
			}
			out = append(out, body[from:digits]...)
			out = strconv.AppendInt(out, int64(k+1), 10)
			from = end
			uses++
		}
		next := bytes.Index(body[end:], noteMark)
		if next < 0 {
			break
		}
		at = end + next
	}
	if uses == 0 || len(numbers) > maxRenumbered {
		return nil, nil, 0
	}
	return append(out, body[from:]...), numbers, uses
}

var noteMark = []byte("[^")

// maxRenumbered bounds the search for a number among those of one block.
const maxRenumbered = 64

// renumbered is a block read with its footnotes numbered from 1, with their own
// numbers put back. It reports whether all of them were found: those that stand in
// code, say, are words.
func (b *block) renumbered(numbers []string, uses int) (*block, bool) {
	for i := range b.units {
		if u := &b.units[i]; u.role == asNumbered {
			u.innerMark() // once, for all copies have the same words
		}
	}
	out := &block{units: slices.Clone(b.units), tangled: b.tangled, foreign: b.foreign}
	found := 0
	for i := range out.units {
		u := &out.units[i]
		found += u.putBack(numbers)
		if u.whole != nil {
			whole := *u.whole
			whole.putBack(numbers)
			u.whole = &whole
		}
	}
	return out, found == uses
}

// putBack gives the footnotes in a unit their own numbers and says how many there are.
func (u *unit) putBack(numbers []string) int {
	n := 0
	if number, ok := ownNumber(u.c.Label, numbers); ok && u.role == asNote {
		u.c.Label, u.c.Num, u.named = number, cleanNum(number), naming{}
		n++
	}
	for _, spans := range [...]*[]law.Span{&u.c.HeadingSpans, &u.c.Spans} {
		copied := false
		for i := range *spans {
			number, ok := ownNumber((*spans)[i].Note, numbers)
			if !ok {
				continue
			}
			if !copied {
				*spans, copied = slices.Clone(*spans), true
			}
			(*spans)[i].Note = number
			n++
		}
	}
	if n > 0 {
		u.hash = hashClause(&u.c)
	}
	return n
}

// ownNumber is the number that renumber replaced by this one.
func ownNumber(label string, numbers []string) (string, bool) {
	k, err := strconv.Atoi(label)
	if err != nil || k < 1 || k > len(numbers) {
		return "", false
	}
	return numbers[k-1], true
}
