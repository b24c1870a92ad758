package model

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"polity/commons/law"
	"polity/diff"
	"polity/site/message"
)

// sentence says what a change did, from its clauses.
func (b *builder) sentence(w *work, i int) []Piece {
	c := &w.law.Changes[i]
	if c.From < 0 {
		return b.firstText(w, w.headed[i]())
	}
	return b.saying(w, c.From, c.To, w.history.Changes[i], w.acts[i]())
}

// saying says what happened between two versions.
func (b *builder) saying(w *work, from, to int, c *diff.Comparison, acts []diff.Act) []Piece {
	switch {
	case from < 0:
		return b.firstText(w, headed(w.text(to)))
	case len(acts) == 0 && c.Editorial:
		return b.pieces(w, message.Capital(b.words.Pieces("speech.editorial", 0, nil)))
	}
	said := make([]message.Act, len(acts))
	for i := range acts {
		said[i] = b.act(w, from, to, &acts[i])
	}
	return b.pieces(w, b.words.Sentence(said))
}

// firstText says that a text of n clauses is the first.
func (b *builder) firstText(w *work, n int) []Piece {
	return b.pieces(w, message.Capital(b.words.Pieces("speech.first", n, map[string][]message.Piece{"n": {{Text: b.words.Number(n)}}})))
}

// headed counts the clauses that readers see as such.
func headed(t *law.Text) int {
	n := 0
	for i := range t.Clauses {
		if IsClause(&t.Clauses[i]) {
			n++
		}
	}
	return n
}

// pieces gives quoted labels the language of the work.
func (b *builder) pieces(w *work, in []message.Piece) []Piece {
	out := make([]Piece, len(in))
	for i, p := range in {
		out[i] = Piece{Phrase: Phrase{Text: p.Text}, Quoted: p.Quoted, Href: p.Href}
		if p.Quoted {
			out[i].Phrase = b.phrase(p.Text, w.lang)
		}
	}
	return out
}

// Sentence is what happened between two texts in one line without links: «Amends
// Article 4(2); inserts Article 7a». nil is the empty text.
func Sentence(words *message.Catalogue, c *diff.Comparison, old, new *law.Text) string {
	l := &law.Work{Versions: []law.Version{{Text: old}, {Text: new}}}
	from := 0
	if old == nil {
		from = -1
	}
	if new == nil {
		l.Versions[1].Text = &law.Text{}
	}
	b := &builder{words: words}
	return plain(b.saying(&work{law: l}, from, 1, c, diff.Summarise(c, old, new)))
}

// comma and semicolon part the pieces of a fact, as the interface's language has them.
func (b *builder) comma() Piece { return unquoted(b.words.Text("decide.comma"))[0] }

func (b *builder) semicolon() Piece {
	return unquoted(b.words.Text("speech.join", "a", "", "b", ""))[0]
}

// unquoted is plain words as one piece.
func unquoted(s string) []Piece { return []Piece{{Phrase: Phrase{Text: s}}} }

// exact is the name of a thing in a repository.
func exact(s, href string) Piece { return Piece{Phrase: Phrase{Text: s}, Exact: true, Href: href} }

// exactly are such names one after the other.
func (b *builder) exactly(names []string) []Piece {
	var out []Piece
	for i, s := range names {
		if i > 0 {
			out = append(out, b.comma())
		}
		out = append(out, exact(s, ""))
	}
	return out
}

// plain is a sentence as one string.
func plain(pieces []Piece) string {
	in := make([]message.Piece, len(pieces))
	for i, p := range pieces {
		in[i] = message.Piece{Text: p.Text, Quoted: p.Quoted}
	}
	return message.Plain(in)
}

// act puts labels and links to an act.
func (b *builder) act(w *work, from, to int, a *diff.Act) message.Act {
	m := message.Act{Verb: string(a.Verb), Count: a.Count, More: a.More}
	for _, p := range a.Places {
		if len(a.Places) > 1 && (p.New == diff.Whole || p.Old == diff.Whole) {
			continue // clauses above all others: of no use beside those that have names
		}
		old, new := b.extent(w, from, p.Old), b.extent(w, to, p.New)
		switch a.Verb {
		case diff.Repeals:
			m.Clauses = append(m.Clauses, old)
		case diff.Renumbers, diff.Moves, diff.Merges:
			m.Clauses = append(m.Clauses, old)
			if a.More == 0 && (old.From != new.From || old.To != new.To) && new.From != "" {
				m.Into = append(m.Into, new)
			}
		case diff.Splits:
			m.Clauses = append(m.Clauses, old)
		default:
			m.Clauses = append(m.Clauses, new)
		}
	}
	if len(m.Into) != len(m.Clauses) {
		m.Into = nil // some went nowhere else: naming the others would not say which
	}
	return m
}

// extent names a range of clauses: «Article 8–11».
func (b *builder) extent(w *work, version int, r diff.Range) message.Range {
	if r == diff.None {
		return message.Range{}
	}
	t := w.text(version)
	if r.First < 0 || r.Last >= len(t.Clauses) {
		return message.Range{From: b.words.Text("speech.text"), Words: true}
	}
	m := message.Range{Href: b.to(w.page(version, r.First))}
	m.From, m.Words = b.name(t, r.First)
	if r.Last != r.First {
		to, _ := b.name(t, r.Last)
		m.To = to[shared(m.From, to):]
		m.ToHref = b.to(w.page(version, r.Last))
	}
	return m
}

// shared is the length of what two names begin with alike, up to where a number
// or letter of the second begins: «Article 8», «Article 11» share «Article ».
func shared(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && b[n-1] != ' ' && (n == len(b) || b[n] != '(') {
		n--
	}
	return n
}

// name is how a clause is called in a sentence: its labels from the nearest clause
// that stands on its own downwards («Article 4(2)(a)»), else its heading, else its
// kind. words says that it is words of the interface and not of the text.
func (b *builder) name(t *law.Text, i int) (name string, words bool) {
	c := &t.Clauses[i]
	label := bare(c)
	switch {
	case label == "" && c.Heading != "":
		return clip(c.Heading, 60), false
	case label == "":
		return b.words.Text("kind." + string(kindOr(c.Kind))), true
	case standsAlone(c) && !hangs(label) || c.Parent < 0:
		return label, false
	}
	up := c.Parent
	for up >= 0 && bare(&t.Clauses[up]) == "" && !standsAlone(&t.Clauses[up]) {
		up = t.Clauses[up].Parent
	}
	if up < 0 || bare(&t.Clauses[up]) == "" || strings.HasPrefix(label, strings.TrimRight(bare(&t.Clauses[up]), ".")+".") {
		return label, false // «4.1» says already that it stands in «4»
	}
	above, said := b.name(t, up)
	if said {
		return label, false
	}
	switch inner := strings.Trim(label, "()"); {
	case strings.HasPrefix(label, "("), hangs(label):
		return above + label, false
	case (len(inner) <= 4 || roman(strings.ToLower(inner)) > 0) && number(inner) != "" && strings.Trim(inner, figures) == "":
		return above + "(" + inner + ")", false // «1.» below «Article 4» is cited as «Article 4(1)»
	}
	return above + " " + label, false
}

// figures are the characters of short labels that need brackets to be told from the
// label before them.
const figures = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

// hangs reports whether a label of East Asian texts is but a figure, «〇２» or «七», and
// says nothing without the article before it, heading or not.
func hangs(label string) bool {
	east := false
	for _, r := range label {
		switch {
		case strings.ContainsRune("〇○◯一二三四五六七八九十百", r), '①' <= r && r <= '⑳', '０' <= r && r <= '９':
			east = true
		case '0' <= r && r <= '9':
		default:
			return false
		}
	}
	return east
}

// bare is a label without the full stop or colon after it.
func bare(c *law.Clause) string { return strings.TrimRight(c.Label, ".:。：— \u00a0") }

// called is a clause as a list or heading shows it: label and heading.
func (b *builder) called(t *law.Text, i int) string {
	c := &t.Clauses[i]
	if c.Label != "" && c.Heading != "" {
		first, last := c.Label[0], c.Label[len(c.Label)-1]
		if first >= 'A' && alphanumeric(first) && alphanumeric(last) {
			return c.Label + ". " + clip(c.Heading, 80) // «Article 4. Tolls», but «§ 4 Tolls» and «1.2 Tolls»
		}
		return c.Label + " " + clip(c.Heading, 80)
	}
	name, _ := b.name(t, i)
	return name
}

// full is a clause's name with its heading, as a title that says it all.
func (b *builder) full(t *law.Text, i int) string {
	name, _ := b.name(t, i)
	if c := &t.Clauses[i]; c.Label == "" || c.Heading == "" || standsAlone(c) {
		return b.called(t, i)
	}
	return name + " " + clip(strings.TrimRight(t.Clauses[i].Heading, ":."), 80)
}

func kindOr(k law.Kind) law.Kind {
	if k == "" {
		return law.Paragraph
	}
	return k
}

// clip cuts a text between words after at most n characters.
func clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	end, space, count := len(s), 0, 0
	for i, r := range s {
		if count == n {
			end = i
			break
		}
		if unicode.IsSpace(r) {
			space = i
		}
		count++
	}
	if space > end/2 {
		end = space
	}
	return strings.TrimRight(s[:end], " ,;:\n") + "…"
}
