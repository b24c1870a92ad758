// Package commons holds no code of its own: its folders are the rooms of the
// ground floor. This test is the plan of the whole house. It reads every Go
// file of the module in the test process and says which arrow is not in the plan.
package commons

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// wings stand in the order in which they may know each other: a room sees its
// own wing and those named before it, never one named after it.
const wings = `commons diff themes content site cmd`

// rooms: folder and floor. A room imports only rooms on lower floors, of the
// wings it may see, and at most ten besides law and report, the words that all
// share; the pipeline (site) and the commands put rooms together and may see more.
// Every folder with Go files is a room.
const rooms = `
commons/law        0
commons/report     0
commons/repo       0
commons/markup     1
commons/manifest   1
commons/timeline   1
commons/signature  1
commons/story      2
commons/record     2
commons/decision   2
commons/collect    3
commons/draft      3

diff/letters       0
diff/words         1
diff/patch         1
diff/align         2
diff               3
diff/reuse         3
diff/descent       1
diff/merge         3
diff/proposal      4
diff/family        4
diff/lineage       4
diff/instrument    4

themes             0
content            0

site/message       0
site/publish       0
site/address       1
site/check         1
site/model         5
site/render        6
site/export        6
site               7
site/serve         8

cmd/memory         0
cmd/polity         9
cmd/dev            9
`

// libraries: import path (with all below it), and the rooms that may import it;
// «cmd/...» is a whole wing, «tests» the test files of every room. What is not of
// the standard library and not named here may not be imported at all.
const libraries = `
github.com/go-git/go-git/v5               commons/repo
github.com/go-git/go-billy/v5             commons/repo
github.com/yuin/goldmark                  commons/markup
github.com/bluekeyes/go-gitdiff           commons/collect
golang.org/x/crypto/ssh                   commons/signature
github.com/ProtonMail/go-crypto           commons/signature
go.yaml.in/yaml/v3                        commons/manifest commons/record commons/markup commons/timeline commons/collect site site/message
github.com/bmatcuk/doublestar/v4          commons/manifest commons/timeline commons/collect
github.com/rogpeppe/go-internal/txtar     commons/story tests
github.com/rogpeppe/go-internal/testscript  tests
github.com/rogpeppe/go-internal/lockedfile  commons/repo commons/collect site/publish
github.com/sergi/go-diff                  diff/words
github.com/clipperhouse/uax29/v2          diff/words diff/align
golang.org/x/text                         commons/... diff/... site/... cmd/...
golang.org/x/sys                          site/publish cmd/...
golang.org/x/net/html                     site/check site/serve tests
github.com/fsnotify/fsnotify              site/serve
github.com/spf13/cobra                    cmd/...
github.com/spf13/pflag                    cmd/polity
github.com/spf13/viper                    cmd/...
github.com/vbauerster/mpb/v8              cmd/...
golang.org/x/term                         cmd/...
github.com/google/go-cmp                  tests
pgregory.net/rapid                        tests
go.uber.org/goleak                        tests
github.com/chromedp                       tests
`

// standard: packages of the standard library that are doors, and who holds the
// key. A package not named here is open to every room. Test files go through all.
const standard = `
html/template      site/render
net                commons/repo site/publish site/serve cmd/...
net/http           commons/repo site/publish site/serve cmd/...
os                 commons/repo commons/collect site/publish site/serve cmd/...
os/exec            cmd/...
os/signal          cmd/...
os/user            cmd/...
flag               cmd/...
log                cmd/...
log/slog           cmd/...
embed              themes content
crypto/rand        site/serve cmd/...
math/rand          nobody
math/rand/v2       nobody
io/ioutil          nobody
plugin             nobody
unsafe             nobody
syscall            commons/repo site/publish cmd/...
text/template      cmd/...
expvar             nobody
`

// functions: single names of open packages that are doors nevertheless.
const functions = `
os.Args            cmd/...
os.Exit            cmd/...
os.Stdin           cmd/...
os.Stdout          cmd/...
os.Stderr          cmd/...
os.Getenv          cmd/...
os.LookupEnv       cmd/...
os.Environ         cmd/...
os.Setenv          cmd/...
os.ExpandEnv       cmd/...
os.UserHomeDir     cmd/...
os.UserCacheDir    cmd/...
os.UserConfigDir   cmd/...
os.Hostname        cmd/...
os.Create          commons/repo commons/collect site/publish cmd/dev
os.CreateTemp      commons/repo commons/collect site/publish cmd/...
os.WriteFile       commons/repo commons/collect site/publish cmd/dev
os.OpenFile        commons/repo commons/collect site/publish cmd/dev
os.Mkdir           commons/repo commons/collect site/publish cmd/dev
os.MkdirAll        commons/repo commons/collect site/publish cmd/dev
os.MkdirTemp       commons/repo commons/collect site/publish cmd/...
os.Rename          commons/repo commons/collect site/publish cmd/dev
os.Remove          commons/repo commons/collect site/publish cmd/...
os.RemoveAll       commons/repo commons/collect site/publish cmd/...
os.Link            site/publish
os.Symlink         nobody
os.Chmod           commons/repo commons/collect site/publish
os.Chtimes         commons/repo commons/collect site/publish
os.Truncate        nobody
os.CopyFS          cmd/dev
os.Chdir           cmd/...
fmt.Print          cmd/...
fmt.Printf         cmd/...
fmt.Println        cmd/...
time.Now           cmd/...
time.Since         cmd/...
time.Until         cmd/...
time.Local         cmd/...
time.LoadLocation  cmd/...
`

// TestPlan holds the import order, the doors, a package comment in every
// package, and no func init but that of cmd/memory.
func TestPlan(t *testing.T) {
	p := readPlan(t)
	for _, f := range parseModule(t) {
		for _, wrong := range p.judge(f) {
			t.Error(wrong)
		}
	}
}

// TestPlanCanFail tries the plan on arrows that it must refuse, so that a slip
// in this file does not open every door.
func TestPlanCanFail(t *testing.T) {
	p := readPlan(t)
	for _, c := range []struct{ file, source, want string }{
		{"commons/law/x.go", `import "polity/commons/report"`, "lower floors"},
		{"commons/collect/x.go", `import "polity/diff/words"`, "wings it may see"},
		{"site/model/x.go", `import "polity/site/render"`, "lower floors"},
		{"commons/nowhere/x.go", ``, "no room of the plan"},
		{"site/model/x.go", `import "github.com/go-git/go-git/v5/plumbing"`, "commons/repo"},
		{"site/model/x.go", `import "example.org/unheard"`, "not in the plan"},
		{"commons/law/x.go", `import "golang.org/x/text/unicode/norm"`, "standard library only"},
		{"site/model/x.go", `import "html/template"`, "site/render"},
		{"site/render/x.go", `import "go.yaml.in/yaml/v3"`, "commons/manifest"},
		{"site/x.go", `import "go.yaml.in/yaml/v3"`, ""},
		{"cmd/polity/x.go", `import "flag"`, ""},
		{"site/model/x.go", `import o "os"`, "site/publish"},
		{"site/serve/x.go", `import o "os"; var _ = o.Getenv`, "os.Getenv"},
		{"diff/align/x.go", `import "time"; func f() { time.Now() }`, "time.Now"},
		{"diff/align/x.go", `func init() {}`, "func init"},
		{"cmd/polity/x.go", `func init() {}`, "func init"},
		{"cmd/memory/x.go", `func init() {}`, ""},
		{"commons/repo/x_test.go", `import "polity/cmd/dev"`, "tests may import"},
		{"diff/align/x.go", `import "polity/commons/law"; import "time"; var _ = time.UTC`, ""},
		{"commons/repo/x_test.go", `import "os"; import "polity/site/model"; var _ = os.Getenv`, ""},
	} {
		tree, err := parser.ParseFile(token.NewFileSet(), c.file, "package x\n"+c.source, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(p.judge(file{c.file, tree}), "\n")
		if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s with %s: got %q, want a word of %q", c.file, c.source, got, c.want)
		}
	}
}

// TestPackageComments wants one comment in every package that begins with its
// name: what it is, what it is not, where in the flow it stands.
func TestPackageComments(t *testing.T) {
	comments, commands := map[string]string{}, map[string]bool{}
	for _, f := range parseModule(t) {
		if strings.HasSuffix(f.path, "_test.go") {
			continue
		}
		comments[path.Dir(f.path)] += f.tree.Doc.Text()
		commands[path.Dir(f.path)] = f.tree.Name.Name == "main"
	}
	for dir, text := range comments {
		begins := "Package " + path.Base(dir) + " "
		if commands[dir] {
			begins = "Command " + path.Base(dir) + " "
		}
		if !strings.HasPrefix(text, begins) {
			t.Errorf("%s has no package comment that begins %q", dir, begins)
		}
	}
}

// TestArchitectureAgrees reads the rooms of ARCHITECTURE.md and wants the same
// floors there as here.
func TestArchitectureAgrees(t *testing.T) {
	page, err := os.ReadFile("../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	p := readPlan(t)
	line := regexp.MustCompile(`(?m)^    ( *)([a-z]+)/ +(?:\((\d)\))?`)
	wing, found := "", 0
	for _, m := range line.FindAllStringSubmatch(string(page), -1) {
		room := m[2]
		if m[1] == "" {
			wing = m[2]
		} else {
			room = wing + "/" + m[2]
		}
		if m[3] == "" {
			continue
		}
		found++
		if floor, ok := p.floor[room]; !ok || strconv.Itoa(floor) != m[3] {
			t.Errorf("ARCHITECTURE.md has %s on floor %s, the plan in commons/imports_test.go on %d", room, m[3], floor)
		}
	}
	if found < 20 {
		t.Errorf("found only %d rooms with a floor in ARCHITECTURE.md", found)
	}
}

// TestFewArrows wants no room to lean on more than ten others, besides those whose
// words all share. The pipeline and the commands are there to put rooms together.
func TestFewArrows(t *testing.T) {
	arrows := map[string]map[string]bool{}
	for _, f := range parseModule(t) {
		room := path.Dir(f.path)
		if room == "site" || strings.HasPrefix(room, "cmd/") || strings.HasSuffix(f.path, "_test.go") {
			continue
		}
		for _, spec := range f.tree.Imports {
			to, ok := strings.CutPrefix(strings.Trim(spec.Path.Value, `"`), "polity/")
			if ok && to != "commons/law" && to != "commons/report" {
				if arrows[room] == nil {
					arrows[room] = map[string]bool{}
				}
				arrows[room][to] = true
			}
		}
	}
	for room, to := range arrows {
		if len(to) > 10 {
			t.Errorf("%s imports %d rooms: ten are enough", room, len(to))
		}
	}
}

// TestReasons wants, for every library that the module's code imports, a line in
// go.mod whose comment says why it was taken.
func TestReasons(t *testing.T) {
	mod, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	requirement := regexp.MustCompile(`^\s*(?:require\s+)?(\S+)\s+v\S+\s*(?://\s*(.*))?$`)
	reasons := map[string]string{}
	for line := range strings.Lines(string(mod)) {
		if m := requirement.FindStringSubmatch(strings.TrimRight(line, "\n")); m != nil {
			reasons[m[1]] = strings.TrimSpace(m[2])
		}
	}
	asked := map[string]bool{}
	for _, f := range parseModule(t) {
		for _, spec := range f.tree.Imports {
			module, _ := strconv.Unquote(spec.Path.Value)
			for module != "." && reasons[module] == "" {
				module = path.Dir(module)
			}
			if module != "." && !asked[module] && strings.HasPrefix(reasons[module], "indirect") {
				t.Errorf("%s imports %s, and go.mod does not say why: put the reason in place of «// indirect»", f.path, module)
			}
			asked[module] = true
		}
	}
	for module, reason := range reasons {
		if reason == "" {
			t.Errorf("go.mod requires %s without saying why: add a comment after it", module)
		}
	}
}

// plan is the text above as tables.
type plan struct {
	floor                          map[string]int
	libraries, standard, functions map[string][]string // door: rooms and wings with the key
}

func readPlan(t *testing.T) plan {
	t.Helper()
	p := plan{floor: map[string]int{}}
	for room, words := range table(rooms) {
		floor, err := strconv.Atoi(words[0])
		if err != nil {
			t.Fatalf("the plan gives %s no floor: %v", room, err)
		}
		p.floor[room] = floor
	}
	p.libraries, p.standard, p.functions = table(libraries), table(standard), table(functions)
	return p
}

// table reads lines of words into first word → the others.
func table(text string) map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(text) {
		if words := strings.Fields(line); len(words) > 1 {
			out[words[0]] = words[1:]
		}
	}
	return out
}

// file is one parsed Go file; path is slash-separated from the module's root.
type file struct {
	path string
	tree *ast.File
}

// parseModule returns every Go file of the module, parsed once for all tests.
func parseModule(t *testing.T) []file {
	t.Helper()
	files, err := module()
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// module parses the files, without folders that Go itself leaves out.
var module = sync.OnceValues(func() (files []file, err error) {
	root := os.DirFS("..")
	err = fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if base := d.Name(); d.IsDir() && name != "." && (base == "testdata" || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_")) {
			return fs.SkipDir
		}
		if d.IsDir() || path.Ext(name) != ".go" {
			return nil
		}
		source, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		tree, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ParseComments|parser.SkipObjectResolution)
		files = append(files, file{name, tree})
		return err
	})
	return files, err
})

// judge lists what in a file is against the plan, a sentence each.
func (p plan) judge(f file) []string {
	room, test := path.Dir(f.path), strings.HasSuffix(f.path, "_test.go")
	if room == "commons" && test {
		return nil // this file and those beside it: tests of the house, not a room
	}
	if _, ok := p.floor[room]; !ok {
		return []string{f.path + ": " + room + " is no room of the plan: give it a floor in commons/imports_test.go and a line in ARCHITECTURE.md"}
	}
	var wrong []string
	names := map[string]string{} // how this file calls a package → its import path
	for _, spec := range f.tree.Imports {
		to, _ := strconv.Unquote(spec.Path.Value)
		name := path.Base(to)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		names[name] = to
		if why := p.arrow(room, to, test); why != "" {
			wrong = append(wrong, fmt.Sprintf("%s imports %s: %s", f.path, to, why))
		}
	}
	if test {
		return wrong
	}
	return append(wrong, p.calls(f, room, names)...)
}

// arrow says why room may not import to, or "".
func (p plan) arrow(room, to string, test bool) string {
	if inner, ok := strings.CutPrefix(to, "polity/"); ok {
		return p.inside(room, inner, test)
	}
	if !strings.Contains(strings.Split(to, "/")[0], ".") {
		return refusal(room, p.standard[to], test)
	}
	if room == "commons/law" || room == "commons/report" {
		if !test {
			return room + " imports the standard library only"
		}
	}
	for door := path.Clean(to); door != "."; door = path.Dir(door) {
		if keys, ok := p.libraries[door]; ok {
			if test && slices.Contains(keys, "tests") {
				return ""
			}
			return refusal(room, keys, false)
		}
	}
	return "this library is not in the plan: a new one needs a line in commons/imports_test.go and a reason in go.mod"
}

// inside judges an arrow between two rooms.
func (p plan) inside(room, to string, test bool) string {
	floor, ok := p.floor[to]
	wing := func(r string) int { return slices.Index(strings.Fields(wings), strings.Split(r, "/")[0]) }
	switch {
	case !ok:
		return "there is no such room in the plan"
	case test && strings.HasPrefix(to, "cmd/"):
		return "tests may import every room but the commands"
	case test:
		return ""
	case floor >= p.floor[room]:
		return fmt.Sprintf("%s stands on floor %d and %s on floor %d; a room imports only rooms on lower floors", room, p.floor[room], to, floor)
	case wing(to) > wing(room):
		return fmt.Sprintf("a room imports only of the wings it may see, in the order «%s»", wings)
	}
	return ""
}

// refusal says who has the key where room has not; no keys means an open door.
func refusal(room string, keys []string, test bool) string {
	wing := strings.Split(room, "/")[0] + "/..."
	if len(keys) == 0 || test || slices.Contains(keys, room) || slices.Contains(keys, wing) {
		return ""
	}
	return "the plan opens this door to " + strings.Join(keys, ", ") + " alone"
}

// early is the one room that does something by being imported: what it settles counts
// before other packages have made their tables, or costs what it should save.
const early = "cmd/memory"

// calls finds single names that are doors, and func init.
func (p plan) calls(f file, room string, names map[string]string) []string {
	var wrong []string
	for _, d := range f.tree.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" && room != early {
			wrong = append(wrong, f.path+" has a func init: nothing happens by importing a package")
		}
	}
	ast.Inspect(f.tree, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := sel.X.(*ast.Ident); ok && names[x.Name] != "" {
			door := names[x.Name] + "." + sel.Sel.Name
			if why := refusal(room, p.functions[door], false); why != "" {
				wrong = append(wrong, fmt.Sprintf("%s uses %s: %s", f.path, door, why))
			}
		}
		return true
	})
	return wrong
}
