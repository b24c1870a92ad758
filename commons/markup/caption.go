package markup

import (
	"slices"
	"strings"
	"unicode/utf8"

	"polity/commons/law"
)

// In Japan the title of an article stands in brackets before its label, on the line
// above it or a paragraph of its own: «（会議） 第二条　…». It is read as the heading, as
// one behind the label is.

// captionBrackets are those around titles of articles in Chinese, Japanese and Korean.
var captionBrackets = map[rune]string{'(': ")", '（': "）", '【': "】", '〔': "〕", '［': "］", '[': "]"}

// maxCaption is how many bytes a title in brackets may have.
const maxCaption = 120

// bracketedTitle is the length of the words in brackets that s begins with; 0 where
// there are none.
func bracketedTitle(s string) int {
	open, size := utf8.DecodeRuneInString(s)
	closing, ok := captionBrackets[open]
	if !ok {
		return 0
	}
	end := strings.Index(s[:min(len(s), maxCaption)], closing)
	if end <= size || strings.Contains(s[:end], "\n") {
		return 0
	}
	return end + len(closing)
}

// captionEnd is the length of the caption that s begins with; 0 where there is none. A
// number in brackets is a label, and a sentence no title.
func captionEnd(s string) int {
	end := bracketedTitle(s)
	if end == 0 || strings.Contains(s[:end], "。") || !strings.ContainsFunc(s[:end], ideograph) {
		return 0
	}
	if _, number := bracketed(s); number > 0 {
		return 0
	}
	return end
}

// ideograph reports whether a letter is one of those in which captions stand before labels.
func ideograph(r rune) bool { return r >= 0x3040 && unspaced(r) && r < 0xff00 }

// takesCaption reports whether a caption may stand before this label: that of an article in
// a frame, or where the caption stands above it, the number of a paragraph.
func (m mark) takesCaption(above bool) bool {
	return m.framedArticle() || above && m.kind == "" && m.style == "1." && m.depth == 1
}

// framedArticle reports whether the mark is that of an article written as 第一条 is.
func (m mark) framedArticle() bool {
	return m.kind == law.Article && frames[firstRune(m.style)] == law.Article
}

// captioned fills u where the text between from and to opens with a caption and a label.
func (f *flow) captioned(u *unit, from, to int, at place) bool {
	end := captionEnd(f.text[from:to])
	if end == 0 {
		return false
	}
	start := from + end + spaces(f.text[from+end:to])
	own := *u
	if start >= to || !f.labelled(&own, start, to, at) || own.c.Heading != "" || !own.mark.takesCaption(f.lineAfter(start-1) == start) {
		return false
	}
	own.c.Heading, own.c.HeadingSpans = f.cut(from, from, from+end)
	own.c.Heading, own.c.HeadingSpans = unweighted(own.c.Heading, own.c.HeadingSpans)
	if own.whole != nil {
		plain := f.pieceWithout(from, to, u.c.Kind)
		own.whole = &plain
	}
	*u = own
	return true
}

// captionedHeading fills u where a heading of the source is a caption and a label.
func (f *flow) captionedHeading(u *unit) bool {
	end := captionEnd(f.text)
	start := end + spaces(f.text[end:])
	if end == 0 || start == len(f.text) {
		return false
	}
	m, label, rest, ok := scanMark(f.text[start:], inHeading)
	if !ok || !m.framedArticle() || start+rest < len(f.text) {
		return false
	}
	u.mark, u.c.Kind = m, m.kind
	u.c.Label, u.c.Num = f.text[start:start+label], m.num
	u.c.Heading, u.c.HeadingSpans = f.cut(0, 0, end)
	return true
}

// markAt is the mark with which the text from an offset on begins, behind its caption if it
// has one, and where what it numbers begins.
func (f *flow) markAt(from int, at place) (m mark, rest int, ok bool) {
	if end := captionEnd(f.text[from:]); end > 0 {
		start := from + end + spaces(f.text[from+end:])
		if m, _, rest, ok = f.scan(start, len(f.text), at); ok && m.takesCaption(f.lineAfter(start-1) == start) {
			return m, start + rest, true
		}
	}
	m, _, rest, ok = f.scan(from, len(f.text), at)
	return m, from + rest, ok
}

// scan is scanMark between two offsets. A label that fills a line is one too where the
// words of the next line, in a script without spaces, stand right behind it.
func (f *flow) scan(from, to int, at place) (m mark, label, rest int, ok bool) {
	if strings.HasPrefix(f.text[from:to], "第") {
		if line := f.lineAfter(from); line > from && line < to && line-from < maxLabel {
			if m, label, rest, ok = scanMark(f.text[from:line], at); ok && rest == line-from {
				return m, label, rest, true
			}
		}
	}
	return scanMark(f.text[from:to], at)
}

// maxLabel is how many bytes a label that fills a line may have.
const maxLabel = 64

// joinCaptions makes of each caption that is a paragraph of its own the heading of the
// article that follows. Where there is none it returns the same units.
func joinCaptions(units []unit) []unit {
	k := 0
	for k+1 < len(units) && !joinsNext(&units[k], &units[k+1]) {
		k++
	}
	if k+1 >= len(units) {
		return units
	}
	joined := slices.Clone(units[:k])
	moved := make([]int32, len(units))
	for i := range units {
		moved[i] = int32(i)
		if i < k {
			continue
		}
		moved[i] = int32(len(joined))
		if i+1 < len(units) && joinsNext(&units[i], &units[i+1]) {
			continue
		}
		u := units[i]
		if u.up >= 0 {
			u.up = moved[u.up]
		}
		if i > 0 && joinsNext(&units[i-1], &units[i]) {
			u.caption(&units[i-1].c)
		}
		joined = append(joined, u)
	}
	return joined
}

// joinsNext reports whether u is the caption of next.
func joinsNext(u, next *unit) bool {
	if u.role != asPlain || u.c.Kind != law.Paragraph || next.c.Heading != "" || next.role > asNumbered || next.up >= 0 {
		return false
	}
	return u.isCaption() && next.mark.takesCaption(true)
}

// isCaption reports whether u is nothing but a caption.
func (u *unit) isCaption() bool { return u.c.Text != "" && captionEnd(u.c.Text) == len(u.c.Text) }

// caption gives u a heading from a paragraph before it.
func (u *unit) caption(c *law.Clause) {
	u.c.Heading, u.c.HeadingSpans = unweighted(c.Text, slices.Clone(c.Spans))
	u.c.Lines[0] = c.Lines[0]
	u.hash = hashClause(&u.c)
	if u.whole == nil {
		return
	}
	plain := *u.whole
	if c.Spans != nil || plain.c.Spans != nil {
		plain.c.Spans = slices.Concat(spansOf(c), []law.Span{{Text: "\n"}}, spansOf(&plain.c))
	}
	plain.c.Text, plain.c.Lines[0] = c.Text+"\n"+plain.c.Text, c.Lines[0]
	plain.hash = hashClause(&plain.c)
	u.whole = &plain
}

// spansOf are the spans of a clause's text, also where it is plain.
func spansOf(c *law.Clause) []law.Span {
	if c.Spans == nil && c.Text != "" {
		return []law.Span{{Text: c.Text}}
	}
	return c.Spans
}

// A meeting is two blocks with so many lines from the first of the one to the first of the other.
type meeting struct {
	first, second *block
	lines         int
}

// joinBlocks joins captions that stand at the end of one block to what the next begins
// with. What comes of it is remembered as blocks are.
func (p *Parser) joinBlocks(parts []part) []part {
	out := parts[:0]
	for k := 0; k < len(parts); k++ {
		now := parts[k]
		if k+1 == len(parts) || !meet(now.block, parts[k+1].block) {
			out = append(out, now)
			continue
		}
		if rest := now.units[:len(now.units)-1]; len(rest) > 0 {
			out = append(out, part{p.joined(meeting{first: now.block}), now.line})
		}
		parts[k+1] = part{p.joined(meeting{now.block, parts[k+1].block, parts[k+1].line - now.line}), now.line}
	}
	return out
}

// meet reports whether a block ends in the caption of what another begins with.
func meet(first, second *block) bool {
	return len(first.units) > 0 && len(second.units) > 0 && joinsNext(&first.units[len(first.units)-1], &second.units[0])
}

// joined is the second of two blocks with the caption that the first ends with; the first
// without it where there is no second.
func (p *Parser) joined(m meeting) *block {
	if b, ok := p.captions[m]; ok {
		return b
	}
	last := len(m.first.units) - 1
	b := &block{units: m.first.units[:last:last]}
	if m.second != nil {
		b.units = slices.Clone(m.second.units)
		for i := range b.units {
			b.units[i] = b.units[i].lower(m.lines)
		}
		b.units[0].caption(&m.first.units[last].c)
	}
	p.captions[m] = b
	return b
}

// lower is u so many lines further down.
func (u unit) lower(lines int) unit {
	u.c.Lines[0] += lines
	u.c.Lines[1] += lines
	if u.whole != nil {
		plain := u.whole.lower(lines)
		u.whole = &plain
	}
	return u
}
