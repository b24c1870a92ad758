package record

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"polity/commons/law"
	"polity/commons/manifest"
	"polity/commons/markup"
	"polity/commons/report"
)

// front is a record's front matter being read.
type front struct {
	path     string
	keys     map[string]*yaml.Node // by key, followed through aliases
	order    []*yaml.Node          // the keys, as written
	problems []report.Problem
}

const maxProblems = 20

// open parts a record into front matter and reasons. It returns nil where there is no
// front matter: then the file is no record.
func open(path string, data []byte) (*front, *law.Text) {
	if len(data) > maxBytes {
		f := &front{path: path}
		f.add(nil, report.Error, fmt.Sprintf("The record has %d bytes and was not read.", len(data)), fmt.Sprintf("Keep records under %d bytes; put what is longer into a file of its own.", maxBytes))
		return f, nil
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	head, body, ok := cut(data)
	if !ok {
		return nil, nil
	}
	f := &front{path: path, keys: map[string]*yaml.Node{}}
	f.read(head)
	return f, reasons(path, body)
}

// cut parts the front matter from the rest, which keeps its line numbers.
func cut(data []byte) (head, body []byte, ok bool) {
	if !bytes.HasPrefix(data, []byte("---\n")) {
		return nil, nil, false
	}
	for at := 4; at < len(data); {
		end := bytes.IndexByte(data[at:], '\n')
		if end < 0 {
			end = len(data) - at
		}
		line := strings.TrimRight(string(data[at:at+end]), " \t")
		next := min(at+end+1, len(data))
		if line == "---" || line == "..." {
			above := bytes.Repeat([]byte("\n"), bytes.Count(data[:next], []byte("\n")))
			return data[4:at], append(above, data[next:]...), true
		}
		at = next
	}
	return nil, nil, false
}

// reasons reads what stands below the front matter; nil where nothing does.
func reasons(path string, body []byte) *law.Text {
	if len(bytes.TrimSpace(body)) == 0 {
		return nil
	}
	t, _ := markup.NewParser().Parse([]markup.File{{Path: path, Source: body}}, "")
	return t
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// read reads the mapping. Lines are counted from the file's beginning: the mapping
// stands one below it.
func (f *front) read(head []byte) {
	var doc yaml.Node
	if err := yaml.Unmarshal(head, &doc); err != nil {
		words, line := err.Error(), 0
		if m := yamlLine.FindStringSubmatch(words); m != nil {
			line, _ = strconv.Atoi(m[1]) // no number: 0
			words = words[len(m[0]):]
		}
		f.add(&yaml.Node{Line: line}, report.Error, "The front matter is not YAML: "+words+".", "Mind the indentation, and quote values that hold «: » or begin with a sign.")
		return
	}
	if len(doc.Content) == 0 {
		return
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		f.add(root, report.Error, "The front matter is not a mapping of keys to values.", "Write lines such as «title: …».")
		return
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		key := root.Content[i]
		if _, twice := f.keys[key.Value]; twice {
			f.add(key, report.Error, fmt.Sprintf("«%s» is given a second time; the first counts.", clip(key.Value)), "Remove one of the two.")
			continue
		}
		f.keys[key.Value] = follow(root.Content[i+1])
		f.order = append(f.order, key)
	}
}

func follow(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode && n.Alias != nil {
		return n.Alias
	}
	return n
}

// known warns of keys that are not in the list.
func (f *front) known(where string, keys ...string) {
	for _, k := range f.order {
		if slices.Contains(keys, k.Value) {
			continue
		}
		advice := "There are " + strings.Join(keys, ", ") + "."
		if near := manifest.Nearest(k.Value, keys); near != "" {
			advice = fmt.Sprintf("Did you mean «%s»?", near)
		}
		f.add(k, report.Warning, fmt.Sprintf("«%s» is no key of %s and is passed over.", clip(k.Value), where), advice)
	}
}

func (f *front) add(n *yaml.Node, s report.Severity, message, advice string) {
	if len(f.problems) >= maxProblems {
		return
	}
	p := report.Problem{Path: f.path, Severity: s, Message: message, Advice: advice}
	if n != nil && n.Line > 0 {
		p.Line, p.Col = n.Line+1, n.Column
	}
	f.problems = append(f.problems, p)
}

// clip keeps a value short enough for a message.
func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// text is one value as written; "" where there is none.
func (f *front) text(key string) string { return f.scalar(key, f.keys[key]) }

func (f *front) scalar(key string, n *yaml.Node) string {
	switch {
	case n == nil, n.Tag == "!!null":
		return ""
	case n.Kind != yaml.ScalarNode:
		f.add(n, report.Error, fmt.Sprintf("«%s» takes one value.", clip(key)), "Write the value behind the key.")
		return ""
	}
	return strings.Join(strings.Fields(n.Value), " ")
}

// list is some values; one alone is a list of one.
func (f *front) list(key string) []string { return f.items(key, f.keys[key]) }

const maxItems = 200

func (f *front) items(key string, n *yaml.Node) []string {
	if n == nil || n.Tag == "!!null" {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		if s := f.scalar(key, n); s != "" {
			return []string{s}
		}
		return nil
	}
	var out []string
	for _, c := range n.Content {
		if len(out) == maxItems {
			f.add(c, report.Warning, fmt.Sprintf("«%s» holds more than %d values; the rest is passed over.", clip(key), maxItems), "")
			break
		}
		if s := f.scalar(key, follow(c)); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// date is a day, month or year.
func (f *front) date(key string) law.Date {
	s := f.text(key)
	if s == "" {
		return ""
	}
	if !manifest.ValidDate(s) {
		f.add(f.keys[key], report.Error, fmt.Sprintf("«%s» is not a date.", clip(s)), `Write it as 2011-03-06, 2011-03 or 2011; leave it out where it is unknown.`)
		return ""
	}
	return law.Date(s)
}

// oneOf is one of some words; "" for any other, with a problem.
func (f *front) oneOf(key string, n *yaml.Node, words []string) string {
	s := f.scalar(key, n)
	lower := strings.ReplaceAll(strings.ToLower(s), " ", "-")
	if s == "" || slices.Contains(words, lower) {
		return lower
	}
	advice := "It is one of " + strings.Join(words, ", ") + "."
	if near := manifest.Nearest(s, words); near != "" {
		advice = fmt.Sprintf("Did you mean «%s»?", near)
	}
	f.add(n, report.Error, fmt.Sprintf("«%s» is not known here.", clip(s)), advice)
	return ""
}

// under is a mapping below a key as front matter of its own; nil where there is none.
func (f *front) under(key string) *front {
	n := f.keys[key]
	if n == nil || n.Tag == "!!null" {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		f.add(n, report.Error, fmt.Sprintf("«%s» takes keys with values.", key), "")
		return nil
	}
	in := &front{path: f.path, keys: map[string]*yaml.Node{}}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if _, twice := in.keys[n.Content[i].Value]; !twice {
			in.keys[n.Content[i].Value] = follow(n.Content[i+1])
			in.order = append(in.order, n.Content[i])
		}
	}
	return in
}

// votes is a count.
func (f *front) votes() *law.Votes {
	in := f.under("votes")
	if in == nil {
		return nil
	}
	in.known("votes", "for", "against", "abstain", "spoilt")
	v := &law.Votes{}
	for _, x := range []struct {
		key string
		to  *int
	}{{"for", &v.For}, {"against", &v.Against}, {"abstain", &v.Abstain}, {"spoilt", &v.Spoilt}} {
		s := in.text(x.key)
		n, err := strconv.Atoi(s)
		if s != "" && (err != nil || n < 0 || n > 1_000_000_000) {
			in.add(in.keys[x.key], report.Error, fmt.Sprintf("«%s» is not a number of votes.", clip(s)), "")
			continue
		}
		*x.to = n
	}
	f.problems = append(f.problems, in.problems...)
	return v
}
