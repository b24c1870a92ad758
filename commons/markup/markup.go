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
// of one text cost little more than what changed between them. What it remembers is
// bounded by about 48 MB of source. The result does not depend on what was read
// before. The zero value is not usable; call NewParser. Safe for concurrent use: one
// text at a time is read.
type Parser struct {
	mu       sync.Mutex
	md       parser.Parser
	seed     maphash.Seed
	files    map[key]*source
	read     map[key]*block
	captions map[meeting]*block
	held     int // bytes of source behind the blocks and files remembered
	names    names
	chunks   []chunk // memory for the chunks of one file
	units    []unit  // for the units of one block
	flow     flow    // and for its running text
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
		md: newMarkdown(), seed: maphash.MakeSeed(), files: map[key]*source{}, read: map[key]*block{}, captions: map[meeting]*block{},
	}
}

// Parse reads files, in order, as one document in the language that is told from
// it, with a Parser of its own. See Parser.Parse.
func Parse(files ...File) (*law.Text, []report.Problem) {
	return NewParser().Parse(files, "")
}

// Parse reads files, in order, as one document in the language lang (BCP 47; ""
// is told from front matter, name or words). It never fails: no files or files
// without prose give a text without clauses, and the problems say why, in the
// order of the files. Digest is left "", for it costs more than the rest: whoever
// needs it calls Digest. The text shares its strings and spans with the Parser and
// with other texts; like all of package law it must not be changed.
//
// Cost: linear in what was not read before, plus about 0.3 µs a unit and 0.2 µs a
// kilobyte of source for what was.
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
		clear(p.captions)
		p.held = len(f.Source)
	}
	src, problems := tidy(f.Source)
	s := &source{problems: problems}
	front, taken := frontMatter(src)
	s.front = front
	p.body(s, format, src, taken)
	p.files[k] = s
	return s
}

// body reads the text of a file, which begins behind the front matter, into parts.
func (p *Parser) body(s *source, format string, src []byte, front int) {
	if format == "markdown" || format == "text" && looksMarkdown(src[max(0, front-1):]) {
		p.markdown(s, src[front:], bytes.Count(src[:front], []byte{'\n'}))
		return
	}
	if front > 0 {
		src = blankOut(src, 0, front)
	}
	src, foreign := decode(src)
	if foreign > 0 {
		s.problems = append(s.problems, notUTF8(foreign))
	}
	var units []unit
	switch format {
	case "rst":
		units = readLines(src, true)
	case "latex":
		units = readLatex(src)
	default:
		units = readLines(src, false)
	}
	if units = joinCaptions(units); len(units) > 0 {
		s.parts = []part{{&block{units: units}, 0}}
	}
}

// looksMarkdown reports whether a file whose name says plain text has headings as
// Markdown writes them.
func looksMarkdown(src []byte) bool {
	return bytes.HasPrefix(src, []byte("# ")) || bytes.Contains(src, []byte("\n# ")) || bytes.Contains(src, []byte("\n## "))
}

// markdown reads a file of Markdown block by block, from the line first, from 0, on.
func (p *Parser) markdown(s *source, src []byte, first int) {
	refs, defs := references(p.md, src)
	var mixed uint64
	if len(defs) > 0 {
		mixed = maphash.Bytes(p.seed, defs)
	}
	chunks := split(p.chunks[:0], src)
	p.chunks = chunks
	s.parts = make([]part, 0, len(chunks))
	units, foreign := 0, false
	for _, c := range chunks {
		c.line += first
		if units > maxUnits {
			s.parts = append(s.parts, part{verbatimRest(src[c.start:]), c.line})
			s.problems = append(s.problems, tooMany(c.line+1))
			break
		}
		body := src[c.start:c.end]
		k := key{hash: maphash.Bytes(p.seed, body), refs: mixed, size: len(body), format: 'm'}
		if c.apart {
			k.format = 'a'
		}
		b, ok := p.read[k]
		if !ok {
			if c.apart {
				b = p.block(refs, body, true)
			} else {
				b = p.alike(refs, mixed, body)
			}
			p.read[k] = b
			p.held += len(body)
		}
		units += len(b.units)
		if b.tangled {
			s.problems = append(s.problems, beyondReading(c.line+1))
		}
		if b.foreign > 0 && !foreign {
			foreign = true
			s.problems = append(s.problems, notUTF8(c.line+b.foreign))
		}
		if len(b.units) > 0 {
			s.parts = append(s.parts, part{b, c.line})
		}
	}
	s.parts = p.joinBlocks(s.parts)
}

// alike reads a chunk of Markdown that has not been met before: with the numbers of its
// footnotes aside, it may have been.
func (p *Parser) alike(refs links, mixed uint64, body []byte) *block {
	plain, numbers, uses := renumber(body)
	if uses == 0 || bytes.Equal(plain, body) {
		return p.block(refs, body, false)
	}
	k := key{hash: maphash.Bytes(p.seed, plain), refs: mixed, size: len(plain), format: 'm'}
	b, ok := p.read[k]
	if !ok {
		b = p.block(refs, plain, false)
		p.read[k] = b
		p.held += len(plain)
	}
	if own, all := b.renumbered(numbers, uses); all {
		return own
	}
	return p.block(refs, body, false)
}

// block reads a chunk of Markdown, which may be a list that is set apart.
func (p *Parser) block(refs links, body []byte, apart bool) *block {
	body, foreign := decode(body)
	b := &block{foreign: foreign}
	if tangled(body) {
		b.units, b.tangled = readLines(body, false), true
		return b
	}
	simple := false
	if !apart {
		b.units, simple = p.readSimple(body)
	}
	if !simple {
		b.units = joinCaptions(p.readMarkdown(refs, body, apart))
	}
	return b
}
