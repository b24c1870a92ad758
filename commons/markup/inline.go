package markup

import (
	"bytes"
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"polity/commons/law"
)

// flow gathers the running text of a paragraph or heading. The next call takes the
// same memory.
func (r *reader) flow(n ast.Node) *flow {
	f := r.room
	*f = flow{buf: f.buf[:0], runs: f.runs[:0], starts: f.starts[:0]}
	at := n.Pos()
	if n.Lines().Len() > 0 {
		at = n.Lines().At(0).Start
	}
	f.line(r.lineAt(max(at, 0)), r.indent(at), false)
	r.inline(f, n, 0, "")
	return f.done()
}

// indent is the width of the white space before an offset on its line.
func (r *reader) indent(at int) int {
	width := 0
	for at--; at >= 0 && (r.src[at] == ' ' || r.src[at] == '\t'); at-- {
		width++
	}
	return width
}

// inline writes the inline children of n.
func (r *reader) inline(f *flow, n ast.Node, style law.Style, link string) {
	var tags law.Style // styles opened by tags of HTML, which are not nodes
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		now := style | tags
		switch c := c.(type) {
		case *ast.Text:
			r.text(f, c, now, link)
		case *ast.String:
			f.style(now, link)
			f.write(string(c.Value))
		case *ast.Emphasis:
			s := law.Emphasis
			if c.Level > 1 {
				s = law.Strong
			}
			r.inline(f, c, now|s, link)
		case *east.Strikethrough:
			r.inline(f, c, now|law.Strike, link)
		case *ast.CodeSpan:
			r.inline(f, c, now|law.Code, link)
		case *ast.Link:
			r.inline(f, c, now, unescape(string(c.Destination)))
		case *ast.Image:
			f.space()
			r.inline(f, c, now, link)
			f.space()
		case *ast.AutoLink:
			f.style(now, string(c.URL(r.src)))
			f.write(string(c.Label(r.src)))
		case *noteNode:
			f.note(c.label)
		case *ast.RawHTML:
			tags = f.tag(string(c.Segments.Value(r.src)), tags)
		default:
			r.inline(f, c, now, link)
		}
	}
}

func (r *reader) text(f *flow, c *ast.Text, style law.Style, link string) {
	f.style(style, link)
	value := string(c.Segment.Value(r.src))
	if !c.IsRaw() && style&law.Code == 0 {
		value = unescape(value)
	}
	f.write(value)
	if !c.SoftLineBreak() && !c.HardLineBreak() {
		return
	}
	end := bytes.IndexByte(r.src[c.Segment.Stop:], '\n')
	if end < 0 {
		return
	}
	next := c.Segment.Stop + end + 1
	start := next
	for start < len(r.src) && (r.src[start] == ' ' || r.src[start] == '\t' || r.src[start] == '>') {
		start++
	}
	if c.HardLineBreak() {
		f.newline()
	} else {
		f.soft(string(r.src[start:min(start+16, len(r.src))]))
	}
	f.line(r.lineAt(next), start-next, c.HardLineBreak())
}

// tag takes an inline tag of HTML: its style is kept where it has one, a line
// break is one, the rest is dropped.
func (f *flow) tag(tag string, open law.Style) law.Style {
	name := strings.ToLower(strings.Trim(tag, "</> \t\n"))
	if i := strings.IndexAny(name, " \t\n/>"); i >= 0 {
		name = name[:i]
	}
	closing := strings.HasPrefix(tag, "</")
	var s law.Style
	switch name {
	case "br":
		f.newline()
		return open
	case "p", "div", "td", "th", "li", "tr", "hr":
		f.space()
		return open
	case "b", "strong":
		s = law.Strong
	case "i", "em", "cite", "dfn":
		s = law.Emphasis
	case "u", "ins":
		s = law.Underline
	case "s", "del", "strike":
		s = law.Strike
	case "sup":
		s = law.Superscript
	case "sub":
		s = law.Subscript
	case "code", "tt", "kbd":
		s = law.Code
	}
	if closing {
		return open &^ s
	}
	return open | s
}

// unescape resolves backslash escapes and character references.
func unescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 && strings.IndexByte(s, '&') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && isPunct(s[i+1]):
			i++
			b.WriteByte(s[i])
		case s[i] == '&':
			end := strings.IndexByte(s[i:min(len(s), i+40)], ';')
			if end < 0 {
				b.WriteByte('&')
				continue
			}
			b.WriteString(html.UnescapeString(s[i : i+end+1]))
			i += end
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func isPunct(c byte) bool {
	return c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~'
}
