package markup

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"polity/commons/law"
)

// A flow is the running text of one paragraph, heading or cell while it is being
// gathered: white space folded, styles and footnote references beside it, and
// where in it the lines of the source begin.
type flow struct {
	buf    []byte
	runs   []styled
	starts []lineStart
	noted  int    // where the last reference to a footnote stands
	text   string // set by done
}

// styled says that from offset at on, the text has this style and link; a run with
// a note has no text of its own.
type styled struct {
	at    int
	style law.Style
	link  string
	note  string
}

// lineStart is where a line of the source begins in the text.
type lineStart struct {
	at     int
	line   int // 0-based line of the block
	indent int // columns of white space before it in the source
	hard   bool
}

// style sets the style of what is written next.
func (f *flow) style(style law.Style, link string) {
	if k := len(f.runs); k > 0 {
		last := &f.runs[k-1]
		if last.note == "" && last.style == style && last.link == link {
			return
		}
		if last.note == "" && last.at == len(f.buf) {
			*last = styled{at: len(f.buf), style: style, link: link}
			return
		}
	}
	f.runs = append(f.runs, styled{at: len(f.buf), style: style, link: link})
}

// note puts a reference to a footnote here.
func (f *flow) note(label string) {
	var now styled
	for i := len(f.runs) - 1; i >= 0; i-- {
		if f.runs[i].note == "" {
			now = f.runs[i]
			break
		}
	}
	f.runs = append(f.runs, styled{at: len(f.buf), note: label})
	now.at = len(f.buf)
	f.runs = append(f.runs, now)
	f.noted = len(f.buf)
}

// write adds text, folding white space and dropping what cannot be seen.
func (f *flow) write(s string) {
	if f.noted > 0 && f.noted == len(f.buf) && letterAt(s, 0) {
		f.gap() // "word[^1]word": only the reference stood between two words
	}
	for i := 0; i < len(s); {
		if n := printed(s[i:]); n > 0 {
			f.buf = append(f.buf, s[i:i+n]...)
			i += n
			continue
		}
		if c := s[i]; c < 0x80 {
			if c == ' ' || c >= '\t' && c <= '\r' {
				f.space()
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case invisible(r) || r == utf8.RuneError && size == 1:
		case unicode.IsSpace(r):
			f.space()
		default:
			f.buf = append(f.buf, s[i:i+size]...)
		}
		i += size
	}
}

// printed is how much of s is written as it is: signs of ASCII that are seen, and single
// spaces between them.
func printed(s string) int {
	i := 0
	for i < len(s) {
		c := s[i]
		if c < ' ' || c >= 0x7f || c == ' ' && (i == 0 || s[i-1] == ' ') {
			break
		}
		i++
	}
	if i > 0 && s[i-1] == ' ' {
		i--
	}
	return i
}

func (f *flow) hasNote() bool {
	for i := range f.runs {
		if f.runs[i].note != "" {
			return true
		}
	}
	return false
}

// gap parts two words between which only a reference to a footnote stood.
func (f *flow) gap() {
	if r, _ := utf8.DecodeLastRune(f.buf); unicode.IsLetter(r) && !unspaced(r) {
		f.space()
	}
}

// raw adds text as it is.
func (f *flow) raw(s string) { f.buf = append(f.buf, s...) }

func (f *flow) space() {
	if k := len(f.buf); k > 0 && f.buf[k-1] != ' ' && f.buf[k-1] != '\n' && f.buf[k-1] != '\t' {
		f.buf = append(f.buf, ' ')
	}
}

// newline breaks the line on purpose.
func (f *flow) newline() {
	f.trim()
	if len(f.buf) > 0 {
		f.buf = append(f.buf, '\n')
	}
}

// soft ends a line of the source that readers do not see: a space, or nothing
// between two characters of a script that is written without spaces. next is the
// line that follows.
func (f *flow) soft(next string) {
	before, _ := utf8.DecodeLastRune(f.buf)
	after, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, " \t*_~"))
	if unspaced(before) && unspaced(after) {
		return
	}
	f.space()
}

// line notes that a line of the source begins here.
func (f *flow) line(line, indent int, hard bool) {
	f.starts = append(f.starts, lineStart{at: len(f.buf), line: line, indent: indent, hard: hard})
}

func (f *flow) trim() {
	for k := len(f.buf); k > 0 && f.buf[k-1] == ' '; k-- {
		f.buf = f.buf[:k-1]
	}
}

// done closes the flow: no white space at the end, the text in NFC.
func (f *flow) done() *flow {
	for k := len(f.buf); k > 0 && (f.buf[k-1] == ' ' || f.buf[k-1] == '\n'); k-- {
		f.buf = f.buf[:k-1]
	}
	f.text = string(f.buf)
	if !plainlyComposed(f.buf) && !norm.NFC.IsNormalString(f.text) {
		f.normalise()
	}
	for i := range f.runs {
		f.runs[i].at = min(f.runs[i].at, len(f.text))
	}
	for i := range f.starts {
		f.starts[i].at = min(f.starts[i].at, len(f.text))
	}
	return f
}

// normalise brings the text to NFC and moves the offsets with it. A boundary that
// falls inside a composed character moves before it.
func (f *flow) normalise() {
	moved := func(at int) int {
		return len(norm.NFC.String(f.text[:min(at, len(f.text))]))
	}
	whole := norm.NFC.String(f.text)
	for i := range f.runs {
		f.runs[i].at = boundary(whole, moved(f.runs[i].at))
	}
	for i := range f.starts {
		f.starts[i].at = boundary(whole, moved(f.starts[i].at))
	}
	f.text = whole
}

func boundary(s string, i int) int {
	i = min(i, len(s))
	for i > 0 && i < len(s) && !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}

// cut returns the text between from and to without outer white space, and its
// spans; nil where one plain span would say the same. References to footnotes
// standing anywhere in [notes, to] are kept.
func (f *flow) cut(notes, from, to int) (string, []law.Span) {
	for from < to && isBlank(f.text[from]) {
		from++
	}
	for to > from && isBlank(f.text[to-1]) {
		to--
	}
	text := f.text[from:to]
	plain := true
	var spans []law.Span
	first := max(0, sort.Search(len(f.runs), func(i int) bool { return f.runs[i].at >= notes })-1)
	for i := first; i < len(f.runs) && f.runs[i].at <= to+1; i++ {
		r := f.runs[i]
		if r.note != "" {
			if r.at >= notes && r.at <= to+1 {
				spans = append(spans, law.Span{Note: r.note})
				plain = false
			}
			continue
		}
		end := len(f.text)
		if i+1 < len(f.runs) {
			end = f.runs[i+1].at
		}
		a, b := max(r.at, from), min(end, to)
		if a >= b {
			continue
		}
		if k := len(spans); k > 0 && spans[k-1].Note == "" && spans[k-1].Style == r.style && spans[k-1].Link == r.link {
			start := a - from - len(spans[k-1].Text)
			spans[k-1].Text = text[start : b-from]
			continue
		}
		spans = append(spans, law.Span{Text: f.text[a:b], Style: r.style, Link: r.link})
		plain = plain && r.style == 0 && r.link == ""
	}
	if plain {
		return text, nil
	}
	return text, spans
}

// strongEnd is where the bold run that begins at from ends; from where there is none.
func (f *flow) strongEnd(from int) int {
	end := from
	first := max(0, sort.Search(len(f.runs), func(i int) bool { return f.runs[i].at > from })-1)
	for first > 0 && f.runs[first].note != "" {
		first--
	}
	for i := first; i < len(f.runs); i++ {
		r := f.runs[i]
		next := len(f.text)
		if i+1 < len(f.runs) {
			next = f.runs[i+1].at
		}
		if r.note != "" || next <= end || r.at == next {
			continue
		}
		if r.at > end || r.style&law.Strong == 0 {
			break
		}
		end = next
	}
	return end
}

// lineOf is the source line of the character at offset at.
func (f *flow) lineOf(at int) int {
	if len(f.starts) == 0 {
		return 0
	}
	i := sort.Search(len(f.starts), func(i int) bool { return f.starts[i].at > at })
	return f.starts[max(0, i-1)].line
}

// lineAfter is where in the text the first line of the source begins that stands behind
// offset at; -1 where there is none.
func (f *flow) lineAfter(at int) int {
	i := sort.Search(len(f.starts), func(i int) bool { return f.starts[i].at > at })
	if i == len(f.starts) {
		return -1
	}
	return f.starts[i].at
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }

// invisible are the characters that have no place in a text of law: zero-width
// space and no-break, soft hyphen, and the controls that make a line read in
// another order than it is written. Joiners are letters' business and stay.
func invisible(r rune) bool {
	switch {
	case r == '\u200b', r == '\u2060', r == '\ufeff', r == '\u00ad':
		return true
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
		return true
	case r >= 0x80 && r < 0xa0 && r != 0x85:
		return true
	}
	return false
}

// unspaced reports whether r belongs to a script written without spaces.
func unspaced(r rune) bool {
	switch {
	case r < 0x2e80:
		return r >= 0x0e00 && r <= 0x0eff || r >= 0x1780 && r <= 0x17ff || r >= 0x1000 && r <= 0x109f
	case r >= 0xac00 && r <= 0xd7ff: // Hangul is spaced
		return false
	}
	return r <= 0x9fff || r >= 0xf900 && r <= 0xfaff || r >= 0xff00 && r <= 0xffef || r >= 0x20000 && r <= 0x3ffff
}

// cutRow is cut for a table row, whose empty cells at the end are kept.
func (f *flow) cutRow() (string, []law.Span) {
	if strings.Trim(f.text, "\t \n") == "" {
		return "", nil
	}
	text, spans := f.text, []law.Span(nil)
	for i, r := range f.runs {
		end := len(f.text)
		if i+1 < len(f.runs) {
			end = f.runs[i+1].at
		}
		switch {
		case r.note != "":
			spans = append(spans, law.Span{Note: r.note})
		case r.at < end:
			spans = append(spans, law.Span{Text: f.text[r.at:end], Style: r.style, Link: r.link})
		}
	}
	return text, spans
}
