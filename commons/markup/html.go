package markup

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// htmlBlock reads a block of HTML as the words in it: tags and comments dropped,
// a paragraph at each tag that would begin one.
func (r *reader) htmlBlock(n *ast.HTMLBlock, in setting) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	value := string(lines.Value(r.src))
	if n.HasClosure() {
		value += string(n.ClosureLine.Value(r.src))
	}
	line := r.lineAt(lines.At(0).Start)
	for _, f := range htmlFlows(value, line) {
		r.units = paragraphUnits(r.units, f, in)
	}
}

// htmlFlows parts the words of a piece of HTML into paragraphs.
func htmlFlows(s string, line int) []*flow {
	var flows []*flow
	f := &flow{}
	flush := func() {
		if f.done(); f.text != "" {
			flows = append(flows, f)
		}
		f = &flow{}
	}
	open := f.tag("", 0)
	for i := 0; i < len(s); {
		if s[i] != '<' {
			end := strings.IndexByte(s[i:], '<')
			if end < 0 {
				end = len(s) - i
			}
			if len(f.starts) == 0 {
				skip := len(s[i:i+end]) - len(strings.TrimLeft(s[i:i+end], " \t\n"))
				f.line(line+strings.Count(s[i:i+skip], "\n"), 0, false)
			}
			f.style(open, "")
			f.writeLines(s[i:i+end], line)
			line += strings.Count(s[i:i+end], "\n")
			i += end
			continue
		}
		end := tagEnd(s[i:])
		tag := s[i : i+end]
		if paragraphTag(tag) {
			flush()
		} else {
			open = f.tag(tag, open)
		}
		line += strings.Count(tag, "\n")
		i += end
	}
	flush()
	return flows
}

// writeLines writes text that holds line ends, noting where each line begins.
func (f *flow) writeLines(s string, line int) {
	for k, part := range strings.SplitAfter(s, "\n") {
		if k > 0 && part != "" {
			f.line(line+k, 0, false)
		}
		f.write(unescape(part))
	}
}

// tagEnd is the length of the tag or comment at the start of s; a script or style
// is taken with its contents.
func tagEnd(s string) int {
	for _, pair := range [][2]string{{"<!--", "-->"}, {"<script", "</script"}, {"<style", "</style"}} {
		if len(s) >= len(pair[0]) && strings.EqualFold(s[:len(pair[0])], pair[0]) {
			if end := indexFold(s, pair[1]); end >= 0 {
				s2 := s[end+len(pair[1]):]
				if close := strings.IndexByte(s2, '>'); pair[1] != "-->" && close >= 0 {
					return end + len(pair[1]) + close + 1
				}
				return end + len(pair[1])
			}
			return len(s)
		}
	}
	if len(s) > 1 && (letterAt(s, 1) || s[1] == '/' || s[1] == '!' || s[1] == '?') {
		if end := strings.IndexByte(s, '>'); end >= 0 {
			return end + 1
		}
		return len(s)
	}
	return 1
}

func indexFold(s, sub string) int { return strings.Index(strings.ToLower(s), sub) }

func paragraphTag(tag string) bool {
	name := strings.ToLower(strings.Trim(tag, "</> \t\n"))
	if i := strings.IndexAny(name, " \t\n/>"); i >= 0 {
		name = name[:i]
	}
	switch name {
	case "p", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "blockquote", "center",
		"details", "summary", "dl", "dt", "dd", "hr", "header", "footer", "main", "aside", "nav", "figure", "figcaption", "pre", "address":
		return true
	}
	return false
}
