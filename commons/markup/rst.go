package markup

import (
	"strings"

	"polity/commons/law"
)

// directive reads what begins with "..": footnotes are kept as footnotes, what a
// directive frames is kept as text, comments, targets and pictures are dropped.
func (l *liner) directive(i, end, own int, in setting) int {
	stop := i + 1
	for stop < end && (blankLine(l.lines[stop]) || column(l.lines[stop]) > own) {
		stop++
	}
	head := strings.TrimSpace(l.lines[i][own+2:])
	switch {
	case strings.HasPrefix(head, "["):
		if close := strings.IndexByte(head, ']'); close > 1 {
			l.footnote(head[1:close], i, own+2+strings.IndexByte(l.lines[i][own+2:], ']')+1, stop)
		}
	case strings.Contains(head, "::") && !strings.HasPrefix(head, "_") && !strings.HasPrefix(head, "|"):
		name, rest, _ := strings.Cut(head, "::")
		if dropped[name] {
			break
		}
		next := i + 1
		for next < stop && strings.HasPrefix(strings.TrimSpace(l.lines[next]), ":") {
			next++
		}
		if rest = strings.TrimSpace(rest); rest != "" {
			f := &flow{}
			f.line(i, 0, false)
			l.inline(f, rest, i)
			l.units = paragraphUnits(l.units, f.done(), in)
		}
		if next < stop && l.depth < 40 {
			l.depth++
			l.blocks(next, stop, own+1, in)
			l.depth--
		}
	}
	return stop
}

// dropped are the directives that frame no words of the text.
var dropped = map[string]bool{
	"image": true, "figure": true, "contents": true, "toctree": true, "include": true, "raw": true, "meta": true, "highlight": true, "sectnum": true,
	"default-role": true, "role": true, "target-notes": true, "header": true, "footer": true, "unicode": true, "index": true,
}

func (l *liner) footnote(label string, i, at, stop int) {
	f := &flow{}
	f.line(i, 0, false)
	last := i
	text := l.lines[i][min(at, len(l.lines[i])):]
	for k := i + 1; k < stop; k++ {
		if !blankLine(l.lines[k]) {
			text += "\n" + strings.TrimSpace(l.lines[k])
			last = k
		}
	}
	l.inline(f, strings.TrimSpace(text), i)
	f.done()
	u := unit{role: asNote, up: -1}
	u.c.Kind, u.c.Lines = law.Footnote, [2]int{i, last}
	u.c.Label = strings.TrimLeft(label, "#*")
	if u.c.Label == "" {
		u.c.Label = label
	}
	u.c.Num = cleanNum(u.c.Label)
	u.c.Text, u.c.Spans = f.cut(0, 0, len(f.text))
	u.hash = hashClause(&u.c)
	l.notes = append(l.notes, u)
}

// inline writes running text with the inline marks of reStructuredText; plain
// text has none.
func (l *liner) inline(f *flow, s string, line int) {
	if !l.rst {
		l.words(f, s, &line)
		return
	}
	f.style(0, "")
	for i := 0; i < len(s); {
		at := strings.IndexAny(s[i:], "*`[\\|:")
		if at < 0 {
			l.words(f, s[i:], &line)
			return
		}
		l.words(f, s[i:i+at], &line)
		i += at
		if n := l.span(f, s, i, &line); n > 0 {
			i += n
			f.style(0, "")
			continue
		}
		f.write(s[i : i+1])
		i++
	}
}

// maxSpan is how far the end of an inline mark is looked for.
const maxSpan = 2000

// span writes the inline mark at s[i:] and returns its length, 0 where none is.
func (l *liner) span(f *flow, s string, i int, line *int) int {
	rest := s[i:min(len(s), i+maxSpan)]
	opened := i == 0 || !letterAt(s, max(0, i-1)) || s[i] == '['
	for _, m := range []struct {
		open  string
		style law.Style
	}{{"**", law.Strong}, {"``", law.Code}, {"*", law.Emphasis}} {
		if !strings.HasPrefix(rest, m.open) || !opened || len(rest) < len(m.open)+2 || rest[len(m.open)] == ' ' {
			continue
		}
		end := strings.Index(rest[len(m.open)+1:], m.open)
		if end < 0 {
			continue
		}
		end += len(m.open) + 1
		f.style(m.style, "")
		l.words(f, rest[len(m.open):end], line)
		return end + len(m.open)
	}
	switch rest[0] {
	case '\\':
		if len(rest) > 1 && rest[1] != '\n' {
			if rest[1] != ' ' {
				f.write(rest[1:2])
			}
			return 2
		}
	case '`':
		return l.interpreted(f, rest, line)
	case '[':
		if end := strings.Index(rest, "]_"); end > 1 && end < 40 && !strings.ContainsAny(rest[1:end], " [\n") {
			label := strings.TrimLeft(rest[1:end], "#*")
			if label == "" {
				label = rest[1:end]
			}
			f.note(label)
			return end + 2
		}
	case ':':
		if end := strings.Index(rest[1:], ":`"); end > 0 && end < 30 && !strings.ContainsAny(rest[1:end+1], " \n") {
			if n := l.interpreted(f, rest[end+2:], line); n > 0 {
				return end + 2 + n
			}
		}
	}
	return 0
}

// interpreted writes `text`, `text`_ and `text <url>`_.
func (l *liner) interpreted(f *flow, s string, line *int) int {
	end := strings.IndexByte(s[1:], '`')
	if end < 1 {
		return 0
	}
	inner, n := s[1:end+1], end+2
	link := ""
	for n < len(s) && s[n] == '_' {
		n++
	}
	if open := strings.LastIndex(inner, "<"); open > 0 && strings.HasSuffix(inner, ">") {
		link, inner = strings.TrimSpace(inner[open+1:len(inner)-1]), strings.TrimSpace(inner[:open])
	}
	f.style(0, link)
	l.words(f, inner, line)
	return n
}

// words writes text that may hold line ends.
func (l *liner) words(f *flow, s string, line *int) {
	for {
		end := strings.IndexByte(s, '\n')
		if end < 0 {
			f.write(strings.TrimSuffix(s, "\v"))
			return
		}
		hard := strings.HasSuffix(s[:end], "\v")
		f.write(strings.TrimSuffix(s[:end], "\v"))
		s = s[end+1:]
		*line++
		if hard {
			f.newline()
		} else {
			f.soft(s)
		}
		indent := 0
		if *line < len(l.lines) {
			indent = column(l.lines[*line])
		}
		f.line(*line, indent, hard)
	}
}
