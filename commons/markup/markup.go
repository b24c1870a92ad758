// Package markup reads source texts into clauses: Markdown first, and
// reStructuredText, LaTeX and plain text as far as headings, paragraphs and lists
// go.
//
// It stands between the files of a repository and everything that knows clauses.
// It does not know git, other versions or pages, and it writes no markup. Reading
// never fails: whatever the bytes are, Parse returns a text, and says what it
// found wanting as a list of problems.
package markup

import (
	"bytes"
	"hash/maphash"
	"sync"

	"github.com/yuin/goldmark/parser"

	"polity/commons/law"
	"polity/commons/report"
)

// File is one source file: its path, slash-separated, and its bytes.
type File struct {
	Path   string
	Source []byte
}

// Parser reads texts and remembers the blocks it has read, so that the versions
// of one text cost little more than what changed between them. The zero value is
// not usable; call NewParser. Safe for concurrent use: one text at a time is read.
type Parser struct {
	mu    sync.Mutex
	md    parser.Parser
	seed  maphash.Seed
	files map[key]*source
	read  map[key]*block
	held  int // bytes of source behind the blocks and files remembered
	names names
}

// key names bytes read in one way.
type key struct {
	hash, refs uint64
	size       int
	format     byte
}

// source is a file read into blocks.
type source struct {
	parts    []part
	lines    int
	front    map[string]string
	problems []report.Problem
}

// part is a block and the line of the file at which it begins.
type part struct {
	*block
	line int
}

// remembered is how many bytes of source a Parser keeps blocks of before it forgets
// them all and starts anew.
const remembered = 48 << 20

// NewParser returns a Parser that remembers nothing yet.
func NewParser() *Parser {
	return &Parser{
		md: newMarkdown(), seed: maphash.MakeSeed(), files: map[key]*source{}, read: map[key]*block{},
	}
}

// Parse reads files, in order, as one document.
func Parse(files ...File) (*law.Text, []report.Problem) {
	return NewParser().Parse(files, "")
}

// Parse reads files, in order, as one document in the language lang (BCP 47; ""
// is told from the text).
func (p *Parser) Parse(files []File, lang string) (*law.Text, []report.Problem) {
	p.mu.Lock()
	defer p.mu.Unlock()
	t := &law.Text{Lang: lang}
	var problems []report.Problem
	sources := make([]*source, len(files))
	for i, f := range files {
		t.Files = append(t.Files, f.Path)
		s := p.source(f)
		sources[i] = s
		for _, problem := range s.problems {
			problem.Path = f.Path
			problems = append(problems, problem)
		}
		for k, v := range s.front {
			if t.Front == nil {
				t.Front = map[string]string{}
			}
			if _, ok := t.Front[k]; !ok {
				t.Front[k] = v
			}
		}
	}
	p.assemble(t, sources)
	if len(t.Clauses) == 0 && len(files) > 0 && len(problems) == 0 {
		problems = append(problems, report.Problem{Path: files[0].Path, Severity: report.Warning, Message: "The text is empty.", Advice: "Name a file that holds the text."})
	}
	if t.Title == "" {
		t.Title = t.Front["title"]
	}
	if lang == "" {
		t.Lang = tell(sources, t.Files, t.Front)
	}
	return t, problems
}

// source reads one file, or finds it read.
func (p *Parser) source(f File) *source {
	format := Format(f.Path)
	if format == "" {
		format = "text"
	}
	k := key{hash: maphash.Bytes(p.seed, f.Source), size: len(f.Source), format: format[0]}
	if s, ok := p.files[k]; ok {
		return s
	}
	if p.held += len(f.Source); p.held > remembered {
		clear(p.files)
		clear(p.read)
		p.held = len(f.Source)
	}
	src, problems := decode(f.Path, f.Source)
	s := &source{problems: problems}
	front, taken := frontMatter(src)
	s.front = front
	if taken > 0 {
		src = blankOut(src, 0, taken)
	}
	p.body(s, format, src)
	p.files[k] = s
	return s
}

// body reads the text of a file into parts.
func (p *Parser) body(s *source, format string, src []byte) {
	var units []unit
	switch {
	case format == "rst":
		units = readLines(src, true)
	case format == "latex":
		units = readLatex(src)
	case format == "text" && !looksMarkdown(src):
		units = readLines(src, false)
	default:
		p.markdown(s, src)
		return
	}
	if len(units) > 0 {
		s.parts = []part{{newBlock(units), 0}}
	}
}

// looksMarkdown reports whether a file whose name says plain text has headings as
// Markdown writes them.
func looksMarkdown(src []byte) bool {
	return bytes.HasPrefix(src, []byte("# ")) || bytes.Contains(src, []byte("\n# ")) || bytes.Contains(src, []byte("\n## "))
}

// markdown reads a file of Markdown block by block.
func (p *Parser) markdown(s *source, src []byte) {
	refs, defs := references(p.md, src)
	var mixed uint64
	if len(defs) > 0 {
		mixed = maphash.Bytes(p.seed, defs)
	}
	chunks := split(src)
	s.parts = make([]part, 0, len(chunks))
	units := 0
	for _, c := range chunks {
		body := src[c.start:c.end]
		if units > maxUnits {
			rest := setting{up: -1, kind: law.Verbatim}
			s.parts = append(s.parts, part{newBlock(verbatimRest(src[c.start:], rest)), c.line})
			s.problems = append(s.problems, tooMany(c.line))
			break
		}
		k := key{hash: maphash.Bytes(p.seed, body), refs: mixed, size: len(body), format: 'm'}
		b, ok := p.read[k]
		if !ok {
			b = p.block(refs, body)
			p.read[k] = b
			p.held += len(body)
		}
		units += len(b.units)
		if b.tangled {
			s.problems = append(s.problems, report.Problem{
				Line: c.line + 1, Severity: report.Warning, Message: "The markup from here on is nested or repeated beyond reading; it was read as plain text.",
				Advice: "Close open brackets and quotations, and part long runs by blank lines.",
			})
		}
		if len(b.units) > 0 {
			s.parts = append(s.parts, part{b, c.line})
		}
	}
}

// block reads a chunk of Markdown that has not been met before.
func (p *Parser) block(refs []parser.Reference, body []byte) *block {
	if tangled(body) {
		b := newBlock(readLines(body, false))
		b.tangled = true
		return b
	}
	return newBlock(readMarkdown(p.md, refs, body))
}
