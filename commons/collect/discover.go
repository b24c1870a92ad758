package collect

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"polity/commons/law"
	"polity/commons/manifest"
	"polity/commons/markup"
	"polity/commons/repo"
	"polity/commons/timeline"
)

// document is one text found in a repository, or named by its manifest.
type document struct {
	id           string   // what the manifest calls it; "" where it was found without being named
	title        string   // from the manifest; "" to take the text's own
	parties      []string // of an accord
	derived      []law.Derivation
	decide       law.Decide
	sets         []law.ProposalSet
	named        manifest.Versions // which versions have names
	editions     []document        // older editions kept in files of their own, oldest first
	patterns     []string          // what names its files; see timeline.Resolve
	at           manifest.Place    // where the manifest names them
	kind         string
	why          string // one sentence
	lang         string // known from the name; "" to be detected
	translations []document
}

// finder looks for documents in one tree.
type finder struct {
	r      *repo.Repo
	tree   string
	files  []repo.File
	parser *markup.Parser
	lost   func(path string, blob repo.Hash, err error) // told of a file that may be the text and cannot be read
}

// find chooses the documents of a tree that has no manifest, the main one first:
// files whose name says what they are, else a folder of whole texts named by their
// dates, else one of one file per article, else the prose file with the most clauses. No prose at all gives none.
func (f *finder) find() ([]document, error) {
	all, err := f.r.Files(f.tree)
	if err != nil {
		return nil, err
	}
	if f.r.Plain && len(all) == 1 {
		return f.onlyFile(all[0]), nil
	}
	for _, x := range all {
		if prose(x.Path) {
			f.files = append(f.files, x)
		}
	}
	if docs := f.byName(); len(docs) > 0 {
		return docs, nil
	}
	if docs := f.byDate(); len(docs) > 0 {
		return docs, nil
	}
	if doc, ok := f.byFolder(); ok {
		return []document{doc}, nil
	}
	return f.byClauses(), nil
}

// onlyFile takes a file that was named alone, whatever it is called.
func (f *finder) onlyFile(x repo.File) []document {
	f.files = []repo.File{x}
	if !f.isText(x.Path) {
		return nil
	}
	return []document{{patterns: []string{x.Path}, kind: cmp.Or(foundingKind(x.Path), "constitution"), why: "it is the only file"}}
}

// named is a file whose name speaks of a founding text.
type named struct {
	path, kind string
	rank       int // smaller is better
}

func (f *finder) byName() []document {
	var found []named
	for _, x := range f.files {
		kind := foundingKind(x.Path)
		if kind == "" || neverWork(x.Path) || aside(x.Path) {
			continue
		}
		found = append(found, named{x.Path, kind, rankOf(x.Path, kind)})
	}
	slices.SortFunc(found, func(a, b named) int { return cmp.Or(cmp.Compare(a.rank, b.rank), newerEdition(a.path, b.path)) })
	var docs []document
	for _, n := range found {
		if len(docs) > 0 && (path.Dir(n.path) != path.Dir(docs[0].patterns[0]) || n.kind == "declaration") {
			continue // what a constitution's neighbour declares is about the constitution
		}
		if f.isTwin(n, docs) || f.isTranslation(n, found) || !f.isText(n.path) {
			continue
		}
		docs = append(docs, document{
			patterns: append([]string{n.path}, f.parts(n.path)...), kind: n.kind,
			why:          "the file's name speaks of " + oneOf(n.kind),
			translations: f.translations(n.path), editions: f.editionsOf(n.path),
		})
	}
	return docs
}

// oneOf is a kind of work with its article.
func oneOf(kind string) string {
	switch kind {
	case "bylaws":
		return kind
	case "accord":
		return "an " + kind
	}
	return "a " + kind
}

// rankOf prefers constitutions to charters to the rest, files near the root, and
// Markdown to other forms.
func rankOf(p, kind string) int {
	rank := strings.Count(p, "/") * 10
	switch kind {
	case "constitution":
	case "bylaws", "charter":
		rank += 2
	case "statute":
		rank += 3
	default:
		rank += 5
	}
	if markup.Format(p) != "markdown" {
		rank++
	}
	return rank
}

// newerEdition sorts paths so that of two that differ in a number the higher comes first.
func newerEdition(a, b string) int {
	if maskDigits(a) == maskDigits(b) {
		return -timeline.Natural(a, b)
	}
	return cmp.Compare(a, b)
}

var digitRun = regexp.MustCompile(`[0-9]+`)

func maskDigits(p string) string { return digitRun.ReplaceAllString(p, "#") }

// editionsOf are the older editions of a text that stand beside it under a name that
// differs in a number only, oldest first.
func (f *finder) editionsOf(main string) []document {
	var out []document
	for _, x := range f.files {
		if x.Path != main && maskDigits(x.Path) == maskDigits(main) && timeline.Natural(x.Path, main) < 0 {
			out = append(out, document{patterns: []string{x.Path}})
		}
	}
	slices.SortFunc(out, func(a, b document) int { return timeline.Natural(a.patterns[0], b.patterns[0]) })
	return out
}

// isTwin reports whether n is the same text as a chosen one in another format or
// an older edition of it.
func (f *finder) isTwin(n named, docs []document) bool {
	for _, d := range docs {
		if bare(d.patterns[0]) == bare(n.path) || maskDigits(d.patterns[0]) == maskDigits(n.path) {
			return true
		}
	}
	return false
}

// isTranslation reports whether n's name marks it as another file's translation
// and that file is there.
func (f *finder) isTranslation(n named, found []named) bool {
	stem, _, ok := translationOf(n.path)
	return ok && slices.ContainsFunc(found, func(o named) bool { return strings.TrimSuffix(o.path, path.Ext(o.path)) == stem })
}

// isText reports whether a file says anything. Its beginning nearly always does: the
// rest of a file that may turn out to be no work need not be read for that.
func (f *finder) isText(p string) bool {
	return len(f.parse(p, enough).Clauses) > 0 || f.clauses(p) > 0
}

// enough is how many bytes of a file are read to see that it says something.
const enough = 2 << 10

func (f *finder) clauses(p string) int { return len(f.text(p).Clauses) }

// unasked is the language given where nobody asks for it: then none is looked for.
const unasked = "und"

// text reads one of the files; an empty text where it cannot be read.
func (f *finder) text(p string) *law.Text { return f.parse(p, maxText) }

// parse reads the beginning of one of the files, up to the last line that ends
// within so many bytes.
func (f *finder) parse(p string, most int) *law.Text {
	i := slices.IndexFunc(f.files, func(x repo.File) bool { return x.Path == p })
	b, err := f.r.Blob(f.files[i].Hash)
	if err != nil {
		f.lost(p, f.files[i].Hash, err)
		return &law.Text{}
	}
	if len(b) > most {
		b = b[:bytes.LastIndexByte(b[:most], '\n')+1]
	}
	t, _ := f.parser.Parse([]markup.File{{Path: p, Source: b}}, unasked)
	return t
}

func (f *finder) translations(original string) []document {
	base := strings.TrimSuffix(original, path.Ext(original))
	var out []document
	for _, x := range f.files {
		if stem, lang, ok := translationOf(x.Path); ok && stem == base {
			out = append(out, document{patterns: []string{x.Path}, lang: lang, why: "its name is that of the original with a language"})
		}
	}
	return out
}

var (
	partName     = regexp.MustCompile(`^(billofrights|appendix|annex|annexe|anexo|anhang|schedule|transitor|disposicionestransitorias)`)
	amendedParts = regexp.MustCompile(`(?i)^(amendments|enmiendas|amendements|emendas|emendamenti)$`)
)

// parts are files beside a document that belong to it: bills of rights, annexes,
// and a folder of amendments appended to the text rather than worked into it. A
// record of an amendment (it has front matter) is no part.
func (f *finder) parts(main string) []string {
	dir := path.Dir(main)
	var out, folders []string
	for _, x := range f.files {
		d := path.Dir(x.Path)
		if d == dir && x.Path != main && partName.MatchString(fold(bare(x.Path))) && path.Ext(x.Path) == path.Ext(main) {
			out = append(out, x.Path)
		}
		if path.Dir(d) == dir && d != dir && amendedParts.MatchString(path.Base(d)) && digitRun.MatchString(bare(x.Path)) {
			glob := path.Join(d, "*"+path.Ext(x.Path))
			if !slices.Contains(folders, glob) && !f.isRecord(x) {
				folders = append(folders, glob)
			}
		}
	}
	return append(out, folders...)
}

func (f *finder) isRecord(x repo.File) bool {
	b, err := f.r.Blob(x.Hash)
	if err != nil {
		return true
	}
	t, _ := f.parser.Parse([]markup.File{{Path: x.Path, Source: b}}, unasked)
	return len(t.Front) > 0
}

// minArticles is how many numbered files make a folder a work.
const minArticles = 5

var articleFile = regexp.MustCompile(`(?i)^(art(icle|iculo|ikel|igo|icolo)?[-_. ]?)?[a-z]{0,2}\d+([-_. ].*)?$`)

// byFolder finds the folder with the most files named by a number.
func (f *finder) byFolder() (document, bool) {
	count := map[string]int{}
	for _, x := range f.files {
		if !aside(x.Path) && articleFile.MatchString(bare(x.Path)) {
			count[path.Join(path.Dir(x.Path), "*"+path.Ext(x.Path))]++
		}
	}
	best := ""
	for _, glob := range slices.Sorted(mapKeys(count)) {
		if count[glob] >= minArticles && count[glob] > count[best] {
			best = glob
		}
	}
	if best == "" {
		return document{}, false
	}
	return document{patterns: []string{best}, kind: "constitution", why: fmt.Sprintf("a folder of %d files, one an article", count[best])}, true
}

// maxTried bounds how many files are parsed to find the one with the most clauses.
const maxTried = 60

func (f *finder) byClauses() []document {
	tried := slices.DeleteFunc(slices.Clone(f.files), func(x repo.File) bool { return neverWork(x.Path) || aside(x.Path) })
	if len(tried) == 0 {
		return f.byReadme()
	}
	slices.SortStableFunc(tried, func(a, b repo.File) int { return cmp.Compare(strings.Count(a.Path, "/"), strings.Count(b.Path, "/")) })
	best, most := "", 0
	for _, x := range tried[:min(len(tried), maxTried)] {
		if n := f.clauses(x.Path); n > most {
			best, most = x.Path, n
		}
	}
	if best == "" {
		return nil
	}
	return []document{{
		patterns: []string{best}, kind: "constitution", translations: f.translations(best),
		why: fmt.Sprintf("no file's name speaks of a founding text; of the prose files it has the most clauses (%d)", most),
	}}
}

// byReadme takes the file that introduces the repository where it is the only prose
// there and its clauses carry labels: some keep their whole text in it.
func (f *finder) byReadme() []document {
	for _, x := range f.files {
		if strings.Contains(x.Path, "/") || fold(bare(x.Path)) != "readme" {
			continue
		}
		labelled := 0
		for _, c := range f.text(x.Path).Clauses {
			if c.Num != "" {
				labelled++
			}
		}
		if labelled >= minLabelled {
			return []document{{patterns: []string{x.Path}, kind: "constitution", why: fmt.Sprintf("it is the only text, and %d of its clauses carry labels", labelled)}}
		}
	}
	return nil
}

// minLabelled is how many labels make a README a text of law.
const minLabelled = 3
