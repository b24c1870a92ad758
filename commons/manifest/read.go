package manifest

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"polity/commons/report"
)

const (
	maxBytes = 1 << 20 // of the file
	maxNodes = 100_000 // values looked at, aliases counted each time they are used
	maxFound = 100     // problems reported; a file with more is not meant to be a manifest
)

// Read reads a manifest. path is used in problems only. The result is never nil; of a
// file that is no YAML, too large or of a later format it is empty.
func Read(path string, data []byte) (*Manifest, []report.Problem) {
	r := &reader{path: path, budget: maxNodes}
	root := r.document(data)
	if root == nil {
		return &Manifest{}, r.problems
	}
	var m Manifest
	if spec, ok := r.spec(root); !ok {
		return &Manifest{Spec: spec}, r.problems
	}
	r.object(root, "", fields{
		{"spec", r.number(&m.Spec, 1, Spec)},
		{"movement", func(n *yaml.Node) { m.Movement = r.movement(n) }},
		{"works", r.each("works", func(n *yaml.Node) { m.Works = append(m.Works, r.work(n)) })},
		{"sources", r.each("sources", func(n *yaml.Node) { m.Sources = append(m.Sources, r.source(n)) })},
		{"peers", r.checked(&m.Peers, r.webAddress)},
		{"follow", func(n *yaml.Node) { m.Follow = r.follow(n) }},
		{"site", func(n *yaml.Node) { m.Site = r.site(n) }},
	})
	r.repeats(&m)
	return &m, report.Sort(r.problems)
}

// reader walks the nodes of one file and gathers what is wrong.
type reader struct {
	path     string
	problems []report.Problem
	budget   int
	spent    bool // the budget is, and it has been said
}

// document parses the file and returns its one mapping, or nil.
func (r *reader) document(data []byte) *yaml.Node {
	if len(data) > maxBytes {
		r.add(nil, report.Error, fmt.Sprintf("The file has %d bytes; a manifest has at most %d.", len(data), maxBytes), "Name the right file.")
		return nil
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var doc yaml.Node
	if err := dec.Decode(&doc); err == io.EOF {
		return nil
	} else if err != nil {
		r.syntax(err)
		return nil
	}
	if len(doc.Content) == 0 || isNull(doc.Content[0]) {
		return nil
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		r.add(root, report.Error, "The file is not a mapping of keys to values.", "Begin it with a line such as «movement:».")
		return nil
	}
	var more yaml.Node
	if err := dec.Decode(&more); err != io.EOF {
		r.add(nil, report.Warning, "Only the first document of the file is read.", "Remove the line «---» and what follows it.")
	}
	return root
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// syntax reports an error of the YAML parser at its line.
func (r *reader) syntax(err error) {
	words := err.Error()
	line := 0
	if m := yamlLine.FindStringSubmatch(words); m != nil {
		line, _ = strconv.Atoi(m[1]) // no number: 0, unknown
		words = words[len(m[0]):]
	}
	r.add(&yaml.Node{Line: line}, report.Error, "The file is not YAML: "+words+".", "Mind the indentation, and quote values that hold «: » or begin with a sign.")
}

// spec refuses a format later than ours before anything else is read.
func (r *reader) spec(root *yaml.Node) (int, bool) {
	for i := 0; i+1 < len(root.Content); i += 2 {
		if root.Content[i].Value != "spec" {
			continue
		}
		n := r.follows(root.Content[i+1])
		if v, err := strconv.Atoi(n.Value); err == nil && v > Spec {
			r.add(n, report.Error, fmt.Sprintf("The file is written for version %d of the format; this program knows version %d.", v, Spec), "Use a newer polity, or write the file for spec: 1.")
			return v, false
		}
	}
	return 0, true
}

// add notes a problem at a node; a nil node is the file as a whole.
func (r *reader) add(n *yaml.Node, s report.Severity, msg, advice string) {
	if len(r.problems) >= maxFound {
		return
	}
	p := report.Problem{Path: r.path, Severity: s, Message: msg, Advice: advice}
	if n != nil {
		p.Line, p.Col = n.Line, n.Column
	}
	r.problems = append(r.problems, p)
}

// follows resolves an alias. An alias that leads to an alias cannot be written, but
// aliases inside what an alias leads to can multiply; hence the budget.
func (r *reader) follows(n *yaml.Node) *yaml.Node {
	r.budget--
	if r.budget < 0 {
		if !r.spent {
			r.spent = true
			r.add(n, report.Error, fmt.Sprintf("The file holds more than %d values, aliases counted.", maxNodes), "Write fewer, and fewer aliases.")
		}
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Line: n.Line, Column: n.Column}
	}
	if n.Kind == yaml.AliasNode && n.Alias != nil {
		return n.Alias
	}
	return n
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// kindName is what a reader would call a node.
func kindName(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	}
	return "the value " + strconv.Quote(clip(n.Value))
}

// clip keeps a value short enough for a message.
func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// field is one key of a mapping and what reads its value.
type field struct {
	key  string
	read func(*yaml.Node)
}

type fields []field

func (f fields) find(key string) (field, bool) {
	for _, x := range f {
		if x.key == key {
			return x, true
		}
	}
	return field{}, false
}

func (f fields) keys() []string {
	var keys []string
	for _, x := range f {
		keys = append(keys, x.key)
	}
	return keys
}

// object reads a mapping. where is its path in the file («works.decide»), for messages.
// Keys that are not known are warned of, keys given twice refused the second time.
func (r *reader) object(n *yaml.Node, where string, f fields) {
	n = r.follows(n)
	if isNull(n) {
		return
	}
	if n.Kind != yaml.MappingNode {
		r.add(n, report.Error, fmt.Sprintf("«%s» takes keys with values, not %s.", where, kindName(n)), "It may hold "+list(f.keys())+".")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		x, known := f.find(key.Value)
		switch {
		case !known:
			r.unknown(key, where, f.keys())
		case seen[key.Value]:
			r.add(key, report.Error, fmt.Sprintf("«%s» is given a second time; the first counts.", key.Value), "Remove one of the two.")
		default:
			seen[key.Value] = true
			x.read(value)
		}
	}
}

// each reads a list with one function for its items; a single item without a list
// is taken as a list of one.
func (r *reader) each(where string, item func(*yaml.Node)) func(*yaml.Node) {
	return func(n *yaml.Node) {
		n = r.follows(n)
		switch {
		case isNull(n):
		case n.Kind == yaml.SequenceNode:
			for _, c := range n.Content {
				if r.spent {
					return
				}
				item(c)
			}
		case n.Kind == yaml.MappingNode && where == "works":
			r.add(n, report.Error, "«works» is a list.", "Put «- » before each work.")
		default:
			item(n)
		}
	}
}

// list joins keys for a sentence.
func list(keys []string) string {
	if len(keys) < 2 {
		return strings.Join(keys, "")
	}
	return strings.Join(keys[:len(keys)-1], ", ") + " and " + keys[len(keys)-1]
}
