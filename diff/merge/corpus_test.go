package merge

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/commons/repo"
)

// documents are the files of the corpus whose merges are compared with git's, by
// bundle.
var documents = []struct{ bundle, path string }{
	{"holacracy", "Holacracy-Constitution.md"},
	{"usa-constitution", "Constitution.md"},
	{"argentina-constitution", "Constitucion.md"},
	{"liberland-constitution", "Liberland-constitution.md"},
	{"liberland-constitution", "Constitution.md"},
	{"zapf-satzung", "satzung.md"},
	{"austin-dsa", "bylaws.md"},
	{"japan-constitution", "日本国憲法.md"},
	{"nodejs-tsc", "TSC-Charter.md"},
	{"ccc-ch-statuten", "statuten.md"},
	{"ccc-ch-statuten-fork", "statuten.md"},
	{"loomio-handbook", "src/constitution.md"},
}

// triple is three versions of one file: blobs of base, ours and theirs.
type triple [3]repo.Hash

// triples are the merges that a repository holds, made or waiting: of the parents of
// every merge commit, and of every branch and proposal with the main line. Only those
// in which both sides changed the file.
func triples(t *testing.T, r *repo.Repo, path string) []triple {
	t.Helper()
	head, err := r.Head()
	if err != nil {
		t.Fatal(err)
	}
	refs, err := r.Refs()
	if err != nil {
		t.Fatal(err)
	}
	var tips []repo.Hash
	var pairs [][2]repo.Hash
	for _, ref := range refs {
		tips = append(tips, ref.Hash)
		if !strings.HasSuffix(ref.Name, "/merge") && !strings.HasPrefix(ref.Name, "refs/tags/") {
			pairs = append(pairs, [2]repo.Hash{head.Hash, ref.Hash})
		}
	}
	var h history
	if err := r.WalkAll(tips, func(c *repo.Commit) error {
		h.add(c)
		if len(c.Parents) == 2 {
			pairs = append(pairs, [2]repo.Hash{c.Parents[0], c.Parents[1]})
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	blob := func(commit repo.Hash) repo.Hash {
		c, err := r.Commit(commit)
		if err != nil {
			return ""
		}
		e, err := r.Entry(c.Tree, path)
		if err != nil || !e.File() {
			return ""
		}
		return e.Hash
	}
	var out []triple
	seen := map[triple]bool{}
	for _, p := range pairs {
		ours, theirs := blob(p[0]), blob(p[1])
		if ours == "" || theirs == "" || ours == theirs {
			continue
		}
		at := h.base(p[0], p[1])
		if at == "" {
			continue
		}
		x := triple{blob(at), ours, theirs}
		if x[0] != "" && x[0] != ours && x[0] != theirs && !seen[x] {
			seen[x] = true
			out = append(out, x)
		}
	}
	return out
}

// history is the commits of a repository, children before their parents.
type history struct {
	commits []*repo.Commit
	at      map[repo.Hash]int
}

func (h *history) add(c *repo.Commit) {
	if h.at == nil {
		h.at = map[repo.Hash]int{}
	}
	h.at[c.Hash] = len(h.commits)
	h.commits = append(h.commits, c)
}

// reach marks a commit and all before it.
func (h *history) reach(from repo.Hash) []bool {
	out := make([]bool, len(h.commits))
	stack := []repo.Hash{from}
	for len(stack) > 0 {
		i, ok := h.at[stack[len(stack)-1]]
		stack = stack[:len(stack)-1]
		if ok && !out[i] {
			out[i] = true
			stack = append(stack, h.commits[i].Parents...)
		}
	}
	return out
}

// base is repo.MergeBase of two commits, from the commits that were read once.
func (h *history) base(a, b repo.Hash) repo.Hash {
	x, y := h.reach(a), h.reach(b)
	for i := range x {
		if x[i] && y[i] {
			return h.commits[i].Hash
		}
	}
	return ""
}

// figures are what came of some merges.
type figures struct {
	merges    int // in which both sides changed the text
	clean     int // that git merges cleanly
	same      int // of these, with the same text
	flagged   int // of these, in which clauses tell of a doubt, such as one number given twice
	conflicts int // that git cannot merge
	solved    int // of these, that merge clause by clause
	places    int // conflicts of lines, where git cannot
	clauses   int // conflicts of clauses, there
}

func (f *figures) add(g figures) {
	f.merges, f.clean, f.same, f.flagged = f.merges+g.merges, f.clean+g.clean, f.same+g.same, f.flagged+g.flagged
	f.conflicts, f.solved, f.places, f.clauses = f.conflicts+g.conflicts, f.solved+g.solved, f.places+g.places, f.clauses+g.clauses
}

func (f figures) row(name string) string {
	return fmt.Sprintf("| %s | %d | %d | %d | %d | %d | %d | %d | %d |\n", name, f.merges, f.clean, f.same, f.flagged, f.conflicts, f.solved, f.places, f.clauses)
}

// TestCorpus merges what real repositories merged, or have waiting, with git and
// clause by clause. Where git merges the result must be the same text.
func TestCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("real repositories are left out of short runs")
	}
	root := os.Getenv("POLITY_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	root = filepath.Join(root, "corpus")
	if _, err := os.Stat(root); err != nil {
		t.Skip("real repositories are not at ../shared/corpus")
	}
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git to compare with")
	}
	var table strings.Builder
	table.WriteString(header)
	total := figures{}
	for _, d := range documents {
		r, err := repo.Open(filepath.Join(root, d.bundle+".bundle"), repo.Options{})
		if err != nil {
			t.Fatal(err)
		}
		f := compare(t, r, d.path)
		r.Close()
		total.add(f)
		table.WriteString(f.row(d.bundle + ", `" + d.path + "`"))
	}
	table.WriteString(total.row("all"))
	if os.Getenv("POLITY_UPDATE") != "" {
		if err := os.WriteFile("FIGURES.md", []byte(table.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, _ := os.ReadFile("FIGURES.md"); string(want) != table.String() {
		t.Errorf("the figures are others now; POLITY_UPDATE=1 writes them:\n%s", table.String())
	}
	if total.same != total.clean {
		t.Errorf("of %d merges that git makes, %d came out the same", total.clean, total.same)
	}
}

const header = `# Figures of the merge

Written by ` + "`POLITY_UPDATE=1 go test ./diff/merge -run Corpus`" + ` from every merge that some real repositories made or have waiting (two parents
of a merge commit; the main line with each branch and proposal) and in which both sides changed the text. Lines are merged by
` + "`git merge-file`" + `. Nothing of these texts is part of this project.

- *git merges*: without a conflict of lines; *same text*: of these, in which the merge of clauses has the same canonical form;
  *with a doubt*: of these, in which it names a conflict all the same, such as one number given to two articles.
- *git cannot*: the rest; *clauses can*: of these, without a conflict of clauses; the last two columns count the conflicts.

| document | merges | git merges | same text | with a doubt | git cannot | clauses can | conflicts of lines | of clauses |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
`

// compare merges every triple of one document in both ways.
func compare(t *testing.T, r *repo.Repo, path string) figures {
	t.Helper()
	parser, texts := markup.NewParser(), map[repo.Hash]*law.Text{}
	parse := func(b []byte) *law.Text {
		x, _ := parser.Parse([]markup.File{{Path: path, Source: b}}, "en")
		return x
	}
	var f figures
	for _, x := range triples(t, r, path) {
		var source [3][]byte
		var text [3]*law.Text
		for k, h := range x {
			b, err := r.Blob(h)
			if err != nil {
				t.Fatal(err)
			}
			if texts[h] == nil {
				texts[h] = parse(b)
			}
			source[k], text[k] = b, texts[h]
		}
		lines, conflicts := mergeLines(t, source)
		got := Merge(text[0], text[1], text[2], Options{})
		if err := whole(text[0], text[1], text[2], got); err != nil {
			t.Errorf("%s %v: %v", path, x, err)
		}
		f.merges++
		if conflicts > 0 {
			f.conflicts++
			f.places += conflicts
			f.clauses += len(got.Conflicts)
			if got.Clean() {
				f.solved++
			}
			continue
		}
		f.clean++
		want := markup.Canonical(parse(lines))
		if have := markup.Canonical(got.Text); bytes.Equal(have, want) {
			f.same++
		} else {
			t.Logf("%s %.8s %.8s %.8s: %v\n%s", path, x[0], x[1], x[2], got.Conflicts, firstLines(have, want))
		}
		if !got.Clean() {
			f.flagged++
		}
	}
	return f
}

// firstLines are the first lines in which two texts differ.
func firstLines(x, y []byte) string {
	a, b := strings.Split(string(x), "\n"), strings.Split(string(y), "\n")
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] != b[i] {
			return fmt.Sprintf("clauses: %.300s\nlines:   %.300s", a[i], b[i])
		}
	}
	return "one ends before the other"
}

// mergeLines merges with git merge-file; conflicts is how many it left.
func mergeLines(t *testing.T, source [3][]byte) (merged []byte, conflicts int) {
	t.Helper()
	dir := t.TempDir()
	var names [3]string
	for k, b := range source {
		names[k] = filepath.Join(dir, fmt.Sprint(k))
		if err := os.WriteFile(names[k], b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.Command("git", "merge-file", "-p", names[1], names[0], names[2]).Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() > 0 && exit.ExitCode() < 128 {
		return out, exit.ExitCode()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out, 0
}
