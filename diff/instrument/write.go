package instrument

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"polity/commons/law"
)

// Write is the instrument that makes new of old, in the language of the phrases, under a
// title of one line; "" for none. Texts of the same canonical form give no step.
func Write(old, new *law.Text, title string, p Phrases) string {
	return p.format(title, Steps(old, new, p))
}

// Steps are the steps that Write writes: those of Make where they can be read back from
// these phrases, else plainer ones.
func Steps(old, new *law.Text, p Phrases) []Step {
	for _, bare := range []bool{false, true} {
		steps := makeWith(old, new, bare)
		if back, err := Read(p.format("", steps), p); err == nil && reflect.DeepEqual(unplaced(back), steps) {
			return steps
		}
	}
	if new == nil {
		new = &law.Text{}
	}
	m := &maker{new: new}
	return []Step{{Kind: Whole, Block: m.block(func(int) bool { return true }, 0, len(new.Clauses), 0)}}
}

// unplaced are steps without the lines they were read from.
func unplaced(steps []Step) []Step {
	var out []Step
	for _, s := range steps {
		s.Line = 0
		out = append(out, s)
	}
	return out
}

func (p *Phrases) format(title string, steps []Step) string {
	var b strings.Builder
	if title = strings.Join(strings.Fields(title), " "); title != "" {
		fmt.Fprintf(&b, "%s\n\n", title)
	}
	for n, s := range steps {
		fmt.Fprintf(&b, "%d. %s\n", n+1, p.sentence(&s))
		for _, l := range s.Block {
			fmt.Fprintf(&b, "   %s%s\n", strings.Repeat("  ", l.Depth), l.String())
		}
	}
	return b.String()
}

// String is a clause as a block has it, without the indentation. Empty fields at the
// end are left out.
func (l *Line) String() string {
	out, bars := "["+l.EID+"]", ""
	for k, f := range []string{l.Label, l.Heading, l.Text} {
		if k > 0 {
			bars += " |"
		}
		if f != "" {
			out += bars + " " + barred(f)
			bars = ""
		}
	}
	return out
}

// sentence is one step in words, without its block.
func (p *Phrases) sentence(s *Step) string {
	var b strings.Builder
	for _, part := range p.Parts(s) {
		b.WriteString(part.Text)
	}
	return b.String()
}

// Part is some of a step's sentence: words of the phrase, or what is cited or quoted from
// a text, which a page may set in the direction of that text.
type Part struct {
	Text string
	Said bool // of a text: a citation, words, an address; not of the phrase
}

// Parts are a step in words, without its block. Joined they are the sentence that Write
// writes.
func (p *Phrases) Parts(s *Step) []Part {
	var out []Part
	say := p.Say[s.Kind]
	for say != "" {
		at := holes.FindStringSubmatchIndex(say)
		if at == nil {
			return append(out, Part{Text: say})
		}
		if at[0] > 0 {
			out = append(out, Part{Text: say[:at[0]]})
		}
		switch say[at[2]:at[3]] {
		case "what":
			out = append(out, Part{s.What, true})
		case "where":
			out = append(out, Part{s.Where, true})
		case "old":
			out = append(out, p.parts(s.Old)...)
		case "new":
			label, address, ok := strings.Cut(s.New, "\t")
			switch {
			case s.Kind == Address:
				out = append(out, Part{"[" + s.New + "]", true})
			case ok:
				out = append(append(out, p.parts(label)...), Part{Text: " "}, Part{"[" + address + "]", true})
			default:
				out = append(out, p.parts(s.New)...)
			}
		}
		say = say[at[1]:]
	}
	return out
}

// parts are words between quotation marks; a mark inside is led by a backslash.
func (p *Phrases) parts(s string) []Part {
	open, shut := p.marks()
	s = strings.ReplaceAll(s, `\`, `\\`)
	s = strings.ReplaceAll(s, strings.TrimSpace(shut), `\`+strings.TrimSpace(shut))
	return []Part{{Text: open}, {s, true}, {Text: shut}}
}

// marks are the quotation marks of the language.
func (p *Phrases) marks() (open, shut string) {
	open, shut, _ = strings.Cut(p.Quote, "{text}")
	return open, shut
}

var unslash = regexp.MustCompile(`\\(.)`)

// barred is a field of a block's line.
func barred(s string) string {
	return strings.NewReplacer(`\`, `\\`, "|", `\|`).Replace(s)
}

var (
	stepLine  = regexp.MustCompile(`^\p{Nd}+[.)] +(.*)$`)
	blockLine = regexp.MustCompile(`^ {3}( *)\[([^\][:space:]]+)\] ?(.*)$`)
	holes     = regexp.MustCompile(`\{(what|where|old|new)\}`)
)

// Read reads an instrument in the language of one of the phrases. Before the first step
// there may be a title. The error is a *Misfit that names the line and says what is
// expected there.
func Read(text string, languages ...Phrases) ([]Step, error) {
	var steps []Step
	var spoken []pattern
	for n, line := range strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n") {
		line = strings.TrimSuffix(line, "\r")
		if m := stepLine.FindStringSubmatch(line); m != nil {
			if spoken == nil {
				spoken = language(m[1], languages)
			}
			s, ok := parse(m[1], spoken)
			if !ok {
				return nil, &Misfit{n + 1, fmt.Sprintf("«%s» is not a step that can be read; one is expected such as «%s»", clip(m[1]), example(languages))}
			}
			s.Line = n + 1
			steps = append(steps, s)
			continue
		}
		if strings.TrimSpace(line) == "" || len(steps) == 0 {
			continue
		}
		last := &steps[len(steps)-1]
		l, ok := readLine(line)
		if !ok || !last.takes() {
			return nil, &Misfit{n + 1, fmt.Sprintf("«%s» is neither a numbered step nor an inserted clause, as «   [art_7] Article 7 | Heading | Words»", clip(line))}
		}
		last.Block = append(last.Block, l)
	}
	if len(steps) == 0 && stepless(text) {
		return nil, &Misfit{1, "no step is found; steps are numbered: «1. …»"}
	}
	return steps, nil
}

// stepless reports whether a text without steps says something else than a title.
func stepless(text string) bool { return strings.Count(strings.TrimSpace(text), "\n") > 0 }

// takes reports whether a step has a block.
func (s *Step) takes() bool {
	return s.Kind == Whole || s.Kind == InsertAfter || s.Kind == InsertInto || s.Kind == InsertFirst
}

func readLine(line string) (l Line, ok bool) {
	m := blockLine.FindStringSubmatch(line)
	if m == nil || len(m[1])%2 != 0 {
		return l, false
	}
	fields := []string{""}
	rest := []rune(m[3])
	for i := 0; i < len(rest); i++ {
		k := len(fields) - 1
		switch {
		case rest[i] == '\\' && i+1 < len(rest):
			i++
			fields[k] += string(rest[i])
		case rest[i] == '|':
			fields = append(fields, "")
		default:
			fields[k] += string(rest[i])
		}
	}
	for len(fields) < 3 {
		fields = append(fields, "")
	}
	for i := range fields {
		fields[i] = strings.TrimSpace(fields[i])
	}
	return Line{len(m[1]) / 2, m[2], fields[0], fields[1], fields[2]}, len(fields) == 3
}

// pattern reads one kind of step.
type pattern struct {
	kind       Kind
	form       *regexp.Regexp
	holes      []string
	open, shut string
}

// plain takes quoted words out of their marks, and an address behind them out of its
// brackets; either may be missing.
func (p *pattern) plain(s string) (words, address string) {
	if strings.HasPrefix(s, "[") {
		return "", strings.Trim(s, "[]")
	}
	end := strings.LastIndex(s, p.shut)
	if rest := s[end+len(p.shut):]; rest != "" {
		address = strings.Trim(rest, " []")
	}
	return unslash.ReplaceAllString(s[len(p.open):end], "$1"), address
}

// patterns are the phrases as they are read back.
func (p *Phrases) patterns() []pattern {
	open, shut := p.marks()
	mark := regexp.QuoteMeta(strings.TrimSpace(shut))
	words := `(` + regexp.QuoteMeta(open) + `(?:[^\\` + mark + `]|\\.)*` + regexp.QuoteMeta(shut) + `(?: \[[^\][:space:]]+\])?|\[[^\][:space:]]+\])`
	var out []pattern
	for _, k := range Kinds {
		say, x, at := p.Say[k], pattern{kind: k, open: open, shut: shut}, 0
		form := "^"
		for _, h := range holes.FindAllStringSubmatchIndex(say, -1) {
			form += regexp.QuoteMeta(say[at:h[0]])
			name := say[h[2]:h[3]]
			if x.holes = append(x.holes, name); name == "what" || name == "where" {
				form += `(.+?)`
			} else {
				form += words
			}
			at = h[1]
		}
		if r, err := regexp.Compile(form + regexp.QuoteMeta(say[at:]) + "$"); err == nil && say != "" {
			x.form = r
			out = append(out, x)
		}
	}
	return out
}

// language is the patterns of the language in which a step can be read.
func language(step string, languages []Phrases) []pattern {
	for i := range languages {
		p := languages[i].patterns()
		if _, ok := parse(step, p); ok {
			return p
		}
	}
	return []pattern{}
}

func parse(step string, spoken []pattern) (Step, bool) {
	for _, p := range spoken {
		m := p.form.FindStringSubmatch(step)
		if m == nil {
			continue
		}
		s := Step{Kind: p.kind}
		for i, h := range p.holes {
			switch v := m[i+1]; h {
			case "what":
				s.What = v
			case "where":
				s.Where = v
			case "old":
				s.Old, _ = p.plain(v)
			case "new":
				words, address := p.plain(v)
				switch {
				case p.kind == Address:
					s.New = address
				case address != "":
					s.New = words + "\t" + address
				default:
					s.New = words
				}
			}
		}
		return s, true
	}
	return Step{}, false
}

// example is a step in the first of some languages.
func example(languages []Phrases) string {
	if len(languages) == 0 {
		return ""
	}
	return languages[0].sentence(&Step{Kind: Substitute, What: "Article 2", Old: "…", New: "…"})
}

// clip keeps a line short enough for a message.
func clip(s string) string {
	if r := []rune(strings.TrimSpace(s)); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return strings.TrimSpace(s)
}
