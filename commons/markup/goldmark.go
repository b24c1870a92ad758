package markup

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// newMarkdown is goldmark with tables, strikethrough and footnotes. Footnotes keep
// goldmark's block parser but not its inline one: that one asks for a definition
// in the same source, and here a reference and its definition are often read in
// different blocks.
func newMarkdown() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(append(parser.DefaultBlockParsers(), util.Prioritized(extension.NewFootnoteBlockParser(), 999))...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
			util.Prioritized(noteParser{}, 101), util.Prioritized(extension.NewStrikethroughParser(), 500))...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200))...),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
}

// noteNode is a reference to a footnote, "[^7]".
type noteNode struct {
	ast.BaseInline
	label string
}

var kindNote = ast.NewNodeKind("NoteReference")

func (n *noteNode) Kind() ast.NodeKind            { return kindNote }
func (n *noteNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type noteParser struct{}

func (noteParser) Trigger() []byte { return []byte{'['} }

func (noteParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	n := noteLength(line)
	if n == 0 {
		return nil
	}
	block.Advance(n)
	return &noteNode{label: string(line[2 : n-1])}
}

// noteLength is the length of the reference to a footnote with which a line begins, 0
// where it begins with none.
func noteLength(line []byte) int {
	if len(line) < 4 || line[1] != '^' {
		return 0
	}
	end := bytes.IndexByte(line, ']')
	if end < 3 || end > 64 || bytes.ContainsAny(line[2:end], " \t[") {
		return 0
	}
	return end + 1
}

// references returns the link definitions of a whole file, which every block of
// it may use, and the bytes they were read from.
func references(md parser.Parser, src []byte) (links, []byte) {
	var defs []byte
	n := 0
	for rest := src; len(rest) > 0; {
		at := bytes.Index(rest, []byte("]:"))
		if at < 0 {
			break
		}
		start := bytes.LastIndexByte(rest[:at], '\n') + 1
		end := bytes.IndexByte(rest[at:], '\n')
		if end < 0 {
			end = len(rest) - at
		}
		line := bytes.TrimLeft(rest[start:at+end], " ")
		if len(line) > 2 && line[0] == '[' && line[1] != '^' && len(defs) < 1<<16 && n < maxLinks {
			n++
			defs = append(append(defs, line...), '\n', '\n')
		}
		rest = rest[at+end:]
	}
	if len(defs) == 0 {
		return nil, nil
	}
	readable, _ := decode(defs)
	pc := parser.NewContext()
	md.Parse(text.NewReader(readable), parser.WithContext(pc))
	refs := links{}
	for _, ref := range pc.References() {
		refs[util.ToLinkReference(ref.Label())] = ref
	}
	return refs, defs
}

// links are the definitions of links of a file, by their labels as goldmark asks for them.
type links map[string]parser.Reference

// linked is goldmark's context with the links of the whole file.
type linked struct {
	parser.Context
	links links
}

// Reference finds a definition, one of the block where the file has none.
func (l linked) Reference(label string) (parser.Reference, bool) {
	if ref, ok := l.links[label]; ok {
		return ref, true
	}
	return l.Context.Reference(label)
}
