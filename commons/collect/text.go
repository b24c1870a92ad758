package collect

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/commons/repo"
	"polity/commons/report"
	"polity/commons/timeline"
)

// Spec names one text: a file, or SOURCE[@REV][:PATH].
type Spec struct {
	Source string // as repo.Open takes it
	Rev    string // branch, tag, or the beginning of a commit; "" where the source stands
	Path   string // file or glob inside it; "" the document that would be found
}

// ParseSpec reads a Spec as people write it. exists tells whether a local path is
// there: of several readings the one whose source exists is taken, the longest
// first, so that an @ or : in a name does no harm. What names nothing local is
// read as a URL.
func ParseSpec(s string, exists func(path string) bool) Spec {
	if exists(s) {
		return Spec{Source: s}
	}
	for i := len(s) - 1; i > 0; i-- {
		if (s[i] == ':' || s[i] == '@') && exists(s[:i]) {
			return split(s[:i], s[i:])
		}
	}
	from := addressPath(s)
	if from < 0 {
		return Spec{Source: s}
	}
	for i := from + 1; i < len(s); i++ {
		// «/@name/» is part of a path at some forges.
		if (s[i] == '@' || s[i] == ':') && s[i-1] != '/' {
			return split(s[:i], s[i:])
		}
	}
	return Spec{Source: s}
}

// addressPath is where the path begins in scheme://host/path or user@host:path, so that
// an @ or : before it is left alone; -1 where s is no address.
func addressPath(s string) int {
	if scheme := strings.Index(s, "://"); scheme >= 0 {
		if slash := strings.IndexByte(s[scheme+3:], '/'); slash >= 0 {
			return scheme + 3 + slash
		}
		return -1
	}
	at := strings.IndexByte(s, '@')
	if at < 0 {
		return -1
	}
	colon := strings.IndexByte(s[at:], ':')
	// «host:path» holds no slash before its colon; «texts@draft/quorum:path» may.
	if colon < 0 || strings.ContainsAny(s[:at+colon], "/\\") || !strings.Contains(s[at+1:at+colon], ".") {
		return -1
	}
	return at + colon
}

// split reads «@REV», «:PATH» or «@REV:PATH».
func split(source, rest string) Spec {
	out := Spec{Source: source}
	if rest[0] == ':' {
		out.Path = rest[1:]
		return out
	}
	out.Rev, out.Path, _ = strings.Cut(rest[1:], ":")
	return out
}

// Exists reports whether a local path is there; for ParseSpec.
func Exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// TextAt is one text and where it was read.
type TextAt struct {
	Path     string // of the first file in its source
	Rev      string // commit; "" for a plain file
	Text     *law.Text
	Problems []report.Problem

	Dir      string // the folder, file or address it was read from, as repo.Repo.URL
	Name     string // what its source is called
	Remote   string // the address of its source; "" unknown
	Tag      string // the tag that was asked for, or one that stands on the commit; "" without
	Movement string // ID that the source's manifest gives its movement; "" without
	Work     string // ID that the manifest gives the work; "" where it names none
}

// ReadText reads the text that s names. Errors: what repo.Open and Resolve return,
// and a clear one where the path or any prose is missing.
func ReadText(s Spec, o Options) (*TextAt, error) {
	r, err := open(s.Source, o)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	at, err := r.Head()
	if err != nil {
		err = unreadable(r, err)
	}
	if s.Rev != "" {
		at, err = Revision(r, s.Rev)
	}
	if err != nil {
		return nil, err // it begins with the repository's name
	}
	commit, err := r.Commit(at.Hash)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.Name, err)
	}
	files, lang, err := filesOf(r, commit.Tree, s.Path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.Name, err)
	}
	out := &TextAt{Path: files[0].Path, Rev: at.Hash, Dir: r.URL, Name: r.Name, Remote: r.Remote, Tag: tagAt(r, s.Rev, at.Hash)}
	out.Movement, out.Work = namesAt(r, commit.Tree, files[0].Path)
	if r.Plain {
		out.Rev = ""
	}
	var sources []markup.File
	for _, f := range files {
		b, err := r.Blob(f.Blob)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Path, err)
		}
		sources = append(sources, markup.File{Path: f.Path, Source: b})
	}
	out.Text, out.Problems = markup.NewParser().Parse(sources, lang)
	if len(out.Text.Clauses) == 0 {
		return nil, fmt.Errorf("%s: there is no prose in it", files[0].Path)
	}
	return out, nil
}

// tagAt is the tag that a revision names, else the first one by name on its commit.
func tagAt(r *repo.Repo, rev string, commit repo.Hash) string {
	refs, err := r.Refs()
	if err != nil {
		return ""
	}
	found := ""
	for _, f := range refs {
		name, ok := strings.CutPrefix(f.Name, "refs/tags/")
		if !ok || f.Hash != commit {
			continue
		}
		if name == rev {
			return name
		}
		if found == "" {
			found = name
		}
	}
	return found
}

// namesAt are the IDs of the movement, and of the work that a file belongs to, by a
// tree's manifest; "" where it says nothing of them.
func namesAt(r *repo.Repo, tree, file string) (movement, work string) {
	rd := &reader{r: r, name: r.Name, tree: tree, parser: markup.NewParser(), progress: func(string, int, int) {}}
	m := rd.manifest(tree)
	if m == nil {
		return "", ""
	}
	if m.Movement.ID != "" || m.Movement.Name != "" {
		movement = declared(m.Movement, "", r.Name).ID
	}
	docs, err := rd.documents(tree, m)
	if err != nil {
		return movement, ""
	}
	for _, d := range docs {
		files, err := timeline.Resolve(r, tree, d.patterns)
		if err == nil && slices.ContainsFunc(files, func(f timeline.File) bool { return f.Path == file }) {
			return movement, d.id
		}
	}
	return movement, ""
}

// filesOf are the files of a path or glob, or of the document that would be found,
// with its language where its name says it.
func filesOf(r *repo.Repo, tree, path string) ([]timeline.File, string, error) {
	patterns, lang := []string{path}, ""
	if path == "" {
		problems, docs, err := documentsOf(r, tree)
		if err != nil {
			return nil, "", err
		}
		if len(docs) == 0 {
			return nil, "", errors.New("no text found" + because(problems, alone(r)))
		}
		patterns, lang = docs[0].patterns, docs[0].lang
	}
	files, err := timeline.Resolve(r, tree, patterns)
	if err != nil {
		return nil, "", err
	}
	if len(files) == 0 {
		return nil, "", fmt.Errorf("there is no %s at this commit; it holds %s", path, strings.Join(someProse(r, tree), ", "))
	}
	return files, lang, nil
}

// documentsOf are the documents of one tree, and what was found wanting on the way.
func documentsOf(r *repo.Repo, tree string) ([]report.Problem, []document, error) {
	rd := &reader{r: r, name: r.Name, tree: tree, parser: markup.NewParser(), progress: func(string, int, int) {}}
	docs, err := rd.documents(tree, rd.manifest(tree))
	return rd.problems, docs, err
}

// someProse names a few prose files, for a message.
func someProse(r *repo.Repo, tree string) []string {
	all, err := r.Files(tree)
	if err != nil {
		return nil
	}
	var out []string
	for _, f := range all {
		if prose(f.Path) {
			out = append(out, f.Path)
		}
	}
	if len(out) == 0 {
		return []string{"no prose"}
	}
	slices.SortStableFunc(out, func(a, b string) int { return strings.Count(a, "/") - strings.Count(b, "/") })
	return out[:min(len(out), 6)]
}
