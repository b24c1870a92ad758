package export

import (
	"bufio"
	"io"
	"strings"

	"polity/commons/law"
)

// Plain writes a text as plain text: one unit after another with its label, units
// under labelled ones set in, a blank line between them. Every word of the text is
// there, in order.
func Plain(w io.Writer, t *law.Text) error {
	out := bufio.NewWriter(w)
	for i := range t.Clauses {
		c := &t.Clauses[i]
		lead := ""
		if c.Bullet {
			lead = "- "
		}
		words := join(printed(c.Label), c.Heading, c.Text)
		if c.Heading != "" && c.Text != "" {
			words = join(printed(c.Label), c.Heading) + "\n\n" + c.Text
		}
		if words == "" {
			continue
		}
		pad := strings.Repeat("  ", indent(t, i))
		for line := range strings.SplitSeq(lead+words, "\n") {
			if line != "" {
				out.WriteString(pad + line)
			}
			out.WriteByte('\n')
		}
		out.WriteByte('\n')
	}
	return out.Flush()
}

// printed is a label with a full stop after it where it is a bare number or letter,
// which would else run into the words: «1.», but «(1)», «§ 1», «Article 1».
func printed(label string) string {
	if label != "" && len(label) < 12 && strings.Trim(label, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.") == "" && !strings.HasSuffix(label, ".") {
		return label + "."
	}
	return label
}

func join(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, " ")
}

// indent is how many labelled or bulleted units that are no headings stand above.
func indent(t *law.Text, i int) int {
	n := 0
	for up := t.Clauses[i].Parent; up >= 0 && n < 8; up = t.Clauses[up].Parent {
		if c := &t.Clauses[up]; c.Level == 0 && (c.Label != "" || c.Bullet) && c.Heading == "" {
			n++
		}
	}
	return n
}

// Markdown writes a text as Markdown that reads back into the same clauses where
// its labels allow: headings as headings, styles and links as marks.
func Markdown(w io.Writer, t *law.Text) error {
	out := bufio.NewWriter(w)
	for i := range t.Clauses {
		c := &t.Clauses[i]
		pad := strings.Repeat("   ", indent(t, i))
		text := marked(c.Spans, c.Text)
		switch {
		case c.Kind == law.Table:
			if text != "" {
				out.WriteString(text + "\n\n")
			}
			continue
		case c.Kind == law.Row:
			row(out, t, i)
			continue
		case c.Kind == law.Footnote:
			out.WriteString("[^" + c.Label + "]: " + strings.ReplaceAll(text, "\n", "\n    ") + "\n\n")
			continue
		case c.Kind == law.Verbatim:
			out.WriteString(fenced(c.Text) + "\n\n")
			continue
		case c.Level > 0:
			out.WriteString(strings.Repeat("#", min(6, c.Level)) + " " + join(printed(c.Label), marked(c.HeadingSpans, c.Heading)) + "\n\n")
			if text == "" {
				continue
			}
		case c.Heading != "":
			text = join(printed(c.Label), "**"+c.Heading+"**", text)
		case c.Bullet:
			text = "- " + strings.ReplaceAll(text, "\n", "\n  ")
		case c.Kind == law.Quote:
			text = "> " + strings.ReplaceAll(join(printed(c.Label), text), "\n", "\n> ")
		default:
			text = join(printed(c.Label), text)
		}
		if text != "" {
			out.WriteString(pad + strings.ReplaceAll(text, "\n", "  \n"+pad) + "\n\n")
		}
	}
	return out.Flush()
}

// row writes one row of a table, with the rule that Markdown wants after the first.
func row(out *bufio.Writer, t *law.Text, i int) {
	cells := strings.Split(strings.ReplaceAll(t.Clauses[i].Text, "|", `\|`), "\t")
	out.WriteString("| " + strings.ReplaceAll(strings.Join(cells, " | "), "\n", " ") + " |\n")
	first := i == 0 || t.Clauses[i-1].Kind != law.Row
	last := i+1 == len(t.Clauses) || t.Clauses[i+1].Kind != law.Row
	if first {
		out.WriteString("|" + strings.Repeat(" --- |", len(cells)) + "\n")
	}
	if last {
		out.WriteByte('\n')
	}
}

// fenced sets preformatted text between fences longer than any in it.
func fenced(s string) string {
	fence := "```"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	return fence + "\n" + strings.TrimSuffix(s, "\n") + "\n" + fence
}

// marked writes spans with Markdown's marks; nil spans are plain text.
func marked(spans []law.Span, text string) string {
	if spans == nil {
		return escape(text)
	}
	var b strings.Builder
	for _, p := range spans {
		if p.Note != "" {
			b.WriteString("[^" + p.Note + "]")
			continue
		}
		b.WriteString(mark(p))
	}
	return b.String()
}

func mark(p law.Span) string {
	core := strings.TrimSpace(p.Text)
	if core == "" {
		return p.Text
	}
	at := strings.Index(p.Text, core)
	before, after := p.Text[:at], p.Text[at+len(core):]
	s := escape(core)
	if p.Style&law.Code != 0 {
		s = "`" + core + "`"
	}
	for _, m := range []struct {
		style       law.Style
		open, close string
	}{
		{law.Emphasis, "*", "*"},
		{law.Strong, "**", "**"},
		{law.Strike, "~~", "~~"},
		{law.Superscript, "<sup>", "</sup>"},
		{law.Subscript, "<sub>", "</sub>"},
		{law.Underline, "<u>", "</u>"},
	} {
		if p.Style&m.style != 0 {
			s = m.open + s + m.close
		}
	}
	if p.Link != "" && !strings.ContainsAny(p.Link, "()<> \n") {
		s = "[" + s + "](" + p.Link + ")"
	}
	return before + s + after
}

// escape keeps characters from being read as marks.
func escape(s string) string { return escaper.Replace(s) }

var escaper = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "<", `\<`)
