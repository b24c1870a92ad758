package message

import "strings"

// Piece is part of a sentence: plain words, or words quoted from a document, which
// a page isolates (<bdi>) because they may run the other way.
type Piece struct {
	Text   string
	Quoted bool
	Href   string // where the quoted clause is shown; "" without
}

// Plain joins pieces into a string. Quoted words are isolated by U+2068 and U+2069
// where they hold letters that run from right to left, so that they cannot turn
// the sentence around them; nothing is added otherwise.
func Plain(pieces []Piece) string {
	if len(pieces) == 1 && !pieces[0].Quoted {
		return pieces[0].Text
	}
	var b strings.Builder
	for _, p := range pieces {
		if p.Quoted && strings.ContainsFunc(p.Text, rightToLeft) {
			b.WriteString("\u2068" + p.Text + "\u2069")
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

// pattern is a message cut at its placeholders: text, name, text, name, … text.
type pattern []string

// parse cuts a message. A brace that closes nowhere is text.
func parse(s string) pattern {
	var p pattern
	for {
		open := strings.IndexByte(s, '{')
		if open < 0 {
			return append(p, s)
		}
		end := strings.IndexByte(s[open:], '}')
		if end < 0 {
			return append(p, s)
		}
		p = append(p, s[:open], s[open+1:open+end])
		s = s[open+end+1:]
	}
}

// fill puts the arguments in. A placeholder without argument stays as written, so
// that a mistake is seen.
func (p pattern) fill(args map[string][]Piece) []Piece {
	var out []Piece
	add := func(s string) {
		if s == "" {
			return
		}
		if last := len(out) - 1; last >= 0 && !out[last].Quoted && out[last].Href == "" {
			out[last].Text += s
			return
		}
		out = append(out, Piece{Text: s})
	}
	for i, s := range p {
		if i%2 == 0 {
			add(s)
			continue
		}
		value, ok := args[s]
		if !ok {
			add("{" + s + "}")
		}
		for _, piece := range value {
			if piece.Quoted || piece.Href != "" {
				out = append(out, piece)
			} else {
				add(piece.Text)
			}
		}
	}
	return out
}

// names lists the placeholders of a pattern.
func (p pattern) names() []string {
	var out []string
	for i := 1; i < len(p); i += 2 {
		out = append(out, p[i])
	}
	return out
}
