package model

import (
	"fmt"
	"strconv"
	"strings"

	"polity/commons/decision"
	"polity/commons/law"
	"polity/site/address"
	"polity/site/message"
)

// mark of what the room decision says, under its own keys.
func (b *builder) decideMark(group, key string) Mark {
	return Mark{key, b.words.Text("decide." + group + "." + strings.ReplaceAll(key, "-", "_"))}
}

// tell is a message whose arguments may be links and pieces. n chooses the plural.
func (b *builder) tell(key string, n int, args ...any) []Piece {
	named := map[string][]message.Piece{}
	var kept []Piece
	keep := func(list ...Piece) []message.Piece {
		var out []message.Piece
		for _, p := range list {
			kept = append(kept, p)
			out = append(out, message.Piece{Text: p.Text, Quoted: true, Href: strconv.Itoa(len(kept))})
		}
		return out
	}
	for i := 0; i+1 < len(args); i += 2 {
		name := args[i].(string)
		switch v := args[i+1].(type) {
		case int:
			named[name] = []message.Piece{{Text: b.words.Number(v)}}
		case Link:
			named[name] = keep(Piece{Phrase: v.Phrase, Href: v.Href, Quoted: true})
		case Phrase:
			named[name] = keep(Piece{Phrase: v, Quoted: true})
		case []Piece:
			named[name] = keep(v...)
		default:
			named[name] = []message.Piece{{Text: fmt.Sprint(v)}}
		}
	}
	var out []Piece
	for _, p := range b.words.Pieces(key, n, named) {
		if k, err := strconv.Atoi(p.Href); err == nil && p.Quoted && k <= len(kept) {
			out = append(out, kept[k-1])
			continue
		}
		out = append(out, Piece{Phrase: Phrase{Text: p.Text}})
	}
	return out
}

// listed joins pieces as the language joins a list.
func (b *builder) listed(items [][]Piece) []Piece {
	if len(items) == 0 {
		return nil
	}
	out := items[0]
	for i, x := range items[1:] {
		key := "list.middle"
		switch {
		case len(items) == 2:
			key = "list.pair"
		case i == len(items)-2:
			key = "list.end"
		}
		out = b.tell(key, 1, "a", out, "b", x)
	}
	return out
}

func piece(l Link) []Piece { return []Piece{{Phrase: l.Phrase, Href: l.Href, Quoted: true}} }

// who is a movement by its ID, also one that is not here.
func (b *builder) who(id string) Link {
	if m := b.site.movements[id]; m != nil {
		return b.movementLink(m)
	}
	return Link{Phrase: Phrase{Text: readable(id)}}
}

// readable is the name of a movement that is not in this commons, as far as its ID tells:
// «Three Weirs» for three-weirs. What is no slug stays as it is.
func readable(id string) string {
	if id == "" || address.Slug(id) != id {
		return id
	}
	words := strings.Split(id, "-")
	for i, w := range words {
		words[i] = strings.ToUpper(w[:min(1, len(w))]) + w[min(1, len(w)):]
	}
	return strings.Join(words, " ")
}

func (b *builder) whoAll(ids []string) []Piece {
	var all [][]Piece
	for _, id := range ids {
		all = append(all, piece(b.who(id)))
	}
	return b.listed(all)
}

// clauseAt leads to a clause by its identity, else to nothing under the name given.
func (b *builder) clauseAt(w *work, wid string, version, index int, as string) Link {
	if k, ok := w.byWID[wid]; ok && wid != "" {
		l := b.clauseLink(w, &w.clauses[k])
		if version >= 0 {
			l.Phrase = b.phrase(b.full(w.text(version), index), w.lang)
		}
		return l
	}
	if version >= 0 && index >= 0 && index < len(w.text(version).Clauses) {
		if c := &w.text(version).Clauses[index]; c.Kind == law.Footnote {
			return Link{Phrase: Phrase{Text: b.words.Text("kind.footnote") + " " + c.Label}}
		}
		return Link{Phrase: b.phrase(b.full(w.text(version), index), w.lang)}
	}
	return Link{Phrase: b.absent(w, as)[0].Phrase}
}

// percent is a share in the hundred, without decimals.
func (b *builder) percent(p float64) string {
	return b.words.Text("decide.percent", "share", int(p+0.5))
}

func (b *builder) votes(v *law.Votes) string {
	if v == nil {
		return ""
	}
	parts := []string{b.words.Text("decide.votes", "for", v.For, "against", v.Against)}
	if v.Abstain > 0 {
		parts = append(parts, b.words.Text("decide.abstain", "n", v.Abstain))
	}
	if v.Spoilt > 0 {
		parts = append(parts, b.words.Text("decide.spoilt", "n", v.Spoilt))
	}
	return strings.Join(parts, b.words.Text("decide.comma"))
}

// rule is a rule of decision in words.
func (b *builder) rule(r string) string {
	switch {
	case r == "":
		return b.words.Text("decide.rule.none")
	case strings.Contains(r, "/"):
		return b.words.Text("decide.rule.share", "share", r)
	case strings.Trim(r, "0123456789") == "":
		n, err := strconv.Atoi(r)
		if err != nil {
			return r
		}
		return b.words.Text("decide.rule.votes", "n", n)
	}
	return b.words.Text("decide.rule." + strings.ReplaceAll(r, "-", "_"))
}

// finding is a finding in words. w is the work it is about.
func (b *builder) finding(w *work, f *decision.Finding) Finding {
	mark := "differs"
	switch f.Code {
	case decision.Regular:
		mark = "agrees"
	case decision.Unsaid, decision.Undone, decision.Suspended, decision.LostClause, decision.NoVeto, decision.OtherDigest:
		mark = "note"
	}
	args := []any{
		"clause", b.named(w, f.Clause), "rule", b.rule(f.Rule), "share", b.percent(f.Percent), "votes", b.votes(&f.Votes),
		"days", f.Days, "needed", f.Needed, "of", f.Of, "version", f.Text,
	}
	if f.Change >= 0 && w != nil {
		args = append(args, "change", *b.changeOf(w, f.Change))
	}
	if f.Act >= 0 {
		args = append(args, "who", b.who(b.site.decided.Acts[f.Act].Record.Movement))
	}
	key := "decide.finding." + strings.ReplaceAll(string(f.Code), "-", "_")
	if f.Code == decision.Impossible && f.Clause != "" {
		key += "_clause"
	}
	return Finding{b.decideMark("check", mark), b.tell(key, 1, args...)}
}

// named is a clause of the text in force by an eId or another name.
func (b *builder) named(w *work, name string) []Piece {
	if w == nil || name == "" {
		return unquoted(name)
	}
	if w.current >= 0 {
		t := w.text(w.current)
		if i := decision.Find(t, name); i >= 0 {
			return piece(Link{Phrase: b.phrase(b.short(t, i), w.lang), Href: b.to(w.page(w.current, i))})
		}
	}
	return b.absent(w, name)
}

// short is a clause's name with its number alone.
func (b *builder) short(t *law.Text, i int) string {
	name, _ := b.name(t, i)
	return name
}

func (b *builder) changeOf(w *work, i int) *Link {
	return &Link{Phrase: Phrase{Text: b.words.Text("change.title", "n", i+1)}, Href: b.to(w.at.Change(i + 1))}
}

// prose sets the reasons of a record; nil without.
func (b *builder) prose(t *law.Text) *Prose {
	if t == nil || len(t.Clauses) == 0 {
		return nil
	}
	out := &Prose{}
	if t.Lang != "" && t.Lang != b.lang() {
		out.Lang, out.Dir = t.Lang, message.Dir(t.Lang)
	}
	for i := range t.Clauses {
		c := &t.Clauses[i]
		if c.Heading != "" {
			out.Paras = append(out.Paras, Para{As: "heading", Label: c.Label, Text: spanned(c.HeadingSpans, c.Heading)})
		}
		if c.Text == "" {
			continue
		}
		p := Para{As: "p", Text: spanned(c.Spans, c.Text)}
		if c.Heading == "" {
			p.Label = c.Label
		}
		switch c.Kind {
		case law.Item, law.Point:
			p.As = "item"
		case law.Quote:
			p.As = "quote"
		case law.Verbatim:
			p.As = "pre"
		}
		out.Paras = append(out.Paras, p)
	}
	return out
}

// spanned are words with their styles and the links that lead out of the site.
func spanned(in []law.Span, text string) []Span {
	if in == nil {
		in = []law.Span{{Text: text}}
	}
	var out []Span
	for _, p := range in {
		for i, line := range strings.Split(p.Text, "\n") {
			if i > 0 {
				out = append(out, Span{Break: true})
			}
			if line == "" {
				continue
			}
			s := styled(p.Style)
			s.Text = line
			s.Href, _ = address.Web(p.Link)
			out = append(out, s)
		}
	}
	return out
}
