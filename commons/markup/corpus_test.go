package markup_test

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/commons/repo"
)

// shared is where real repositories lie for testing; tests that need one are
// skipped where it does not.
func shared(t *testing.T, parts ...string) string {
	t.Helper()
	root := os.Getenv("POLITY_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	p := filepath.Join(append([]string{root}, parts...)...)
	if _, err := os.Stat(p); err != nil {
		t.Skipf("real material is not here: %v", err)
	}
	return p
}

// mainDocuments are the documents of each bundle by the names they had.
var mainDocuments = map[string]string{
	"holacracy":                `(?i)^(holacracy-constitution.*|appendix-a)\.md$`,
	"usa-constitution":         `^(Constitution|BillOfRights|amendments/.*)\.md$`,
	"argentina-constitution":   `\.md$`,
	"liberland-constitution":   `(?i)constitution.*\.md$`,
	"zapf-satzung":             `(?i)^(satzung.*|index)\.(md|rst|tex)$`,
	"mexico-constitution":      `\.rst$`,
	"austin-dsa":               `\.md$`,
	"japan-constitution":       `\.md$`,
	"cardano-constitution":     `\.(md|txt)$`,
	"nodejs-tsc":               `^(TSC-Charter|Moderation-Policy)\.md$|^proposals/.*`,
	"liechtenstein-verfassung": `\.md$`,
	"ccc-ch-statuten":          `statuten.*\.md$`,
	"ccc-ch-statuten-fork":     `statuten.*\.md$`,
	"loomio-handbook":          `\.md$`,
}

// TestEveryWordIsKept reads versions of real documents and asks of each that every
// word of its source stands in exactly one unit. A sample by default;
// POLITY_CORPUS=all reads every version on every branch.
func TestEveryWordIsKept(t *testing.T) {
	if testing.Short() {
		t.Skip("reads fourteen repositories")
	}
	root := shared(t, "corpus")
	for name, pattern := range mainDocuments {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wordsOf(t, filepath.Join(root, name+".bundle"), regexp.MustCompile(pattern))
		})
	}
}

type blobAt struct{ path, hash string }

func wordsOf(t *testing.T, bundle string, main *regexp.Regexp) {
	r, err := repo.Open(bundle, repo.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	refs, err := r.Refs()
	if err != nil {
		t.Fatal(err)
	}
	var tips []string
	for _, ref := range refs {
		tips = append(tips, ref.Hash)
	}
	var trees []string
	_ = r.WalkAll(tips, func(c *repo.Commit) error {
		trees = append(trees, c.Tree)
		return nil
	})
	step := 1
	if os.Getenv("POLITY_CORPUS") != "all" {
		step = max(1, len(trees)/6)
	}
	var all []blobAt
	seen := map[blobAt]bool{}
	for i := 0; i < len(trees); i += step {
		files, _ := r.Files(trees[i]) // a tree that is not there is another room's matter
		for _, f := range files {
			if b := (blobAt{f.Path, f.Hash}); main.MatchString(f.Path) && markup.Format(f.Path) != "" && !seen[b] {
				seen[b] = true
				all = append(all, b)
			}
		}
	}
	if k := 1 + len(all)/12; step > 1 && k > 1 {
		for i := range all[:len(all)/k] {
			all[i] = all[i*k]
		}
		all = all[:len(all)/k]
	}
	parser := markup.NewParser()
	words, lost, doubled, versions := 0, 0, 0, 0
	for i := range all {
		src, err := r.Blob(all[i].hash)
		if err != nil {
			t.Fatal(err)
		}
		text, _ := parser.Parse([]markup.File{{Path: all[i].path, Source: src}}, "")
		want, got := sourceWords(all[i].path, string(src)), unitWords(text)
		versions++
		for w, n := range want {
			words += n
			if k := n - got[w]; k > 0 {
				lost += k
				if lost < 12 {
					t.Errorf("%s %.8s: %q is lost %d times of %d", all[i].path, all[i].hash, w, k, n)
				}
			}
		}
		for w, n := range got {
			if k := n - want[w]; k > 0 && !number.MatchString(w) {
				doubled += k
			}
		}
	}
	// What the regular expressions strip and no reader of Markdown would is no fault.
	if doubled*200 > words {
		t.Errorf("%d of %d words stand in more than one unit", doubled, words)
	}
	t.Logf("%d versions, %d words, %d lost, %d too often", versions, words, lost, doubled)
}

var (
	conflict = regexp.MustCompile(`(?m)^(<<<<<<<|>>>>>>>) .*$`)
	number   = regexp.MustCompile(`^\d+$`)
	front    = regexp.MustCompile(`(?s)\A\x{feff}?---\n.*?\n---\n`)
	comment  = regexp.MustCompile(`(?s)<!--.*?-->`)
	tag      = regexp.MustCompile(`</?[a-zA-Z][^<>]*>`)
	autolink = regexp.MustCompile(`<([a-zA-Z][a-zA-Z0-9+.-]+:[^<> ]*|[^<> ]+@[^<> ]+)>`)
	target   = regexp.MustCompile(`\]\(\s*(?:<[^>]*>|[^()\s]*(?:\([^()]*\)[^()\s]*)*)(?:\s+"[^"]*")?\s*\)`)
	linkDef  = regexp.MustCompile(`(?m)^ {0,3}\[[^\]^][^\]\n]*\]:[ \t]*\S+.*$`)
	linkRef  = regexp.MustCompile(`\]\[[^\]\n]*\]`)
	noteMark = regexp.MustCompile(`(?m)\[\^([^\]\s]+)\]`)
	fence    = regexp.MustCompile("(?m)^\\s*(```|~~~).*$")
	listMark = regexp.MustCompile(`(?m)^([ \t>]*(?:[-*+] +)*)\d{1,9}[.)](\s)`)
	comments = regexp.MustCompile(`(?m)(^|[^\\])%.*$`)
	texOnly  = regexp.MustCompile(`\\(?:begin|end|label|ref|vspace|hspace|setlength|input|usepackage|addcontentsline|renewcommand|newcommand|setcounter)\*?(?:\[[^\]]*\])?\{[^}]*\}(?:\{[^}]*\})*`)
	texName  = regexp.MustCompile(`\\[a-zA-Z]+\*?`)
	rstLink  = regexp.MustCompile("`([^`<]*?)\\s*<[^`>]*>`_+")
	rstDir   = regexp.MustCompile(`(?m)^\s*\.\. .*$(?:\n +:\w+:.*$)*`)
)

// sourceWords counts the words of a source that readers are meant to see. It is
// made of regular expressions and shares nothing with what it checks.
func sourceWords(path, s string) map[string]int {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\v", " ")
	switch markup.Format(path) {
	case "markdown":
		s = front.ReplaceAllString(s, "")
		s = comment.ReplaceAllString(s, "")
		s = fence.ReplaceAllString(s, "")
		s = autolink.ReplaceAllString(s, "$1")
		s = tag.ReplaceAllString(s, " ")
		s = target.ReplaceAllString(s, "")
		s = linkDef.ReplaceAllString(s, "")
		s = linkRef.ReplaceAllString(s, "")
		s = noteMark.ReplaceAllString(s, " ")
		s = listMark.ReplaceAllString(s, "$1$2")
		s = html.UnescapeString(s)
	case "latex":
		if at := strings.Index(s, `\begin{document}`); at >= 0 {
			s = s[at:]
		}
		s = comments.ReplaceAllString(s, "$1")
		s = texOnly.ReplaceAllString(s, " ")
		s = strings.NewReplacer(`\S`, "§", `\,`, " ", `\\`, " ", `\-`, "").Replace(s)
		s = texName.ReplaceAllString(s, " ")
	case "rst":
		s = strings.ReplaceAll(s, `\ `, "")
		s = rstLink.ReplaceAllString(s, "$1")
		s = rstDir.ReplaceAllString(s, "")
		s = strings.ReplaceAll(s, "`_", "`")
	}
	if conflict.MatchString(s) {
		s = conflict.ReplaceAllString(s, "")
	}
	counts := map[string]int{}
	countWords(counts, s)
	return counts
}

// unitWords counts the words of all units of a text.
func unitWords(t *law.Text) map[string]int {
	counts := map[string]int{}
	for i := range t.Clauses {
		c := &t.Clauses[i]
		if c.Kind != law.Footnote {
			countWords(counts, c.Label)
		}
		countWords(counts, c.Heading)
		countWords(counts, c.Text)
	}
	return counts
}

// countWords counts runs of letters and digits, and each character of a script
// without spaces; emphasis marks inside a word do not part it.
func countWords(counts map[string]int, s string) {
	var word []rune
	flush := func() {
		if len(word) > 0 {
			counts[string(word)]++
			word = word[:0]
		}
	}
	for _, r := range norm.NFC.String(s) {
		switch {
		case strings.ContainsRune("*_`\\~[]\u200b\u00ad\ufeff\u2060", r), unicode.Is(unicode.Cf, r):
		case r >= 0x3000 && r < 0xa000:
			flush()
			if unicode.IsLetter(r) {
				counts[string(r)]++
			}
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r):
			word = append(word, r)
		default:
			flush()
		}
	}
	flush()
}
