package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
)

func (d *dev) check() *cobra.Command {
	var fast, all bool
	c := &cobra.Command{
		Use:   "check",
		Short: "Everything that must hold before a commit",
		Long: `Format, vet, plan of the house, staticcheck and tests. Generated files and golden
outputs are held by tests, so they are checked with them.`,
		Example: `  go run ./cmd/dev check
  go run ./cmd/dev check --fast     without staticcheck and slow tests
  go run ./cmd/dev check --all      also with the race detector, and built for other systems`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			tests := []string{"test", "./..."}
			if fast {
				tests = []string{"test", "-short", "./..."}
			}
			steps := []error{
				d.step("format (gofumpt)", d.format),
				d.step("vet", func() error { return d.run(nil, "go", "vet", "./...") }),
				d.step("nothing left open", d.leftOpen),
				d.step("NOTICE is complete", d.noticed),
				d.step("plan of the house", func() error { return d.run(nil, "go", "test", "./commons") }),
			}
			if !fast {
				steps = append(steps, d.step("staticcheck", func() error { return d.run(nil, "go", tool("staticcheck", "./...")...) }))
			}
			steps = append(steps, d.step("tests", func() error { return d.run(nil, "go", tests...) }))
			if all {
				steps = append(steps, d.step("tests with the race detector", func() error { return d.run(nil, "go", "test", "-short", "-race", "./...") }))
				for _, system := range systems[1:] { // CI itself runs on the first
					steps = append(steps, d.step("build for "+system, func() error {
						return d.run([]string{"GOOS=" + system, "GOARCH=arm64", "CGO_ENABLED=0"}, "go", "build", "-o", os.DevNull, "./cmd/polity")
					}))
				}
			}
			return errors.Join(steps...)
		},
	}
	c.Flags().BoolVar(&fast, "fast", false, "quick enough for a commit hook")
	c.Flags().BoolVar(&all, "all", false, "also what takes minutes")
	return c
}

// format wants every file as gofumpt writes it.
func (d *dev) format() error {
	files, err := d.output("go", tool("gofumpt", "-l", ".")...)
	if err != nil {
		return err
	}
	if files = strings.TrimSpace(files); files != "" {
		return fmt.Errorf("not formatted; run `go tool -modfile=tools.mod gofumpt -w .`:\n%s", files)
	}
	return nil
}

// open is what people write where they mean to come back.
var open = regexp.MustCompile(`\b(TODO|FIXME|XXX)\b`)

// The most that a file and a function may have in lines before somebody should
// ask why. A table of tests or one algorithm may be longer.
const (
	longFile     = 450
	longFunction = 60
)

// leftOpen wants no comment that promises work, and names what has grown long.
func (d *dev) leftOpen() error {
	var bad []error
	err := filepath.WalkDir(".", func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && path != "." && (strings.HasPrefix(e.Name(), ".") || e.Name() == "testdata") {
			return fs.SkipDir
		}
		if e.IsDir() || filepath.Ext(path) != ".go" {
			return nil
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, path, source, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, group := range tree.Comments {
			for _, c := range group.List {
				if open.MatchString(c.Text) {
					bad = append(bad, fmt.Errorf("%s: a comment promises work", set.Position(c.Pos())))
				}
			}
		}
		d.lengths(set, tree, path)
		return nil
	})
	return errors.Join(append(bad, err)...)
}

// lengths names long files and functions, tests aside.
func (d *dev) lengths(set *token.FileSet, tree *ast.File, path string) {
	if strings.HasSuffix(path, "_test.go") {
		return
	}
	if n := set.File(tree.FileStart).LineCount(); n > longFile {
		fmt.Fprintf(d.out, "note: %s has %d lines\n", path, n)
	}
	for _, decl := range tree.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok {
			continue
		}
		if n := set.Position(f.End()).Line - set.Position(f.Pos()).Line + 1; n > longFunction {
			fmt.Fprintf(d.out, "note: %s: %s has %d lines\n", set.Position(f.Pos()), f.Name.Name, n)
		}
	}
}

func (d *dev) test() *cobra.Command {
	return &cobra.Command{
		Use:   "test [GO TEST FLAGS] [PACKAGES]",
		Short: "go test, of everything where no package is named",
		Example: `  go run ./cmd/dev test
  go run ./cmd/dev test -race ./commons/repo ./site
  go run ./cmd/dev test -run xxx -fuzz FuzzPage -fuzztime 30s ./site/check`,
		DisableFlagParsing: true,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 1 && (args[0] == "-h" || args[0] == "--help") {
				return c.Help()
			}
			named := false
			for _, a := range args {
				named = named || strings.HasPrefix(a, "./")
			}
			if !named {
				args = append(args, "./...")
			}
			return d.run(nil, "go", append([]string{"test"}, args...)...)
		},
	}
}

func (d *dev) update() *cobra.Command {
	return &cobra.Command{
		Use:   "update [PACKAGES]",
		Short: "Rewrite golden outputs and generated files; read the diff as code",
		Example: `  go run ./cmd/dev update
  go run ./cmd/dev update ./commons/markup`,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = []string{"./..."}
			}
			return d.run([]string{"POLITY_UPDATE=1"}, "go", append([]string{"test", "-count=1"}, args...)...)
		},
	}
}

func (d *dev) serve() *cobra.Command {
	return &cobra.Command{
		Use:   "serve [POLITY SERVE ARGUMENTS]",
		Short: "polity serve of this checkout; without arguments the sample commons",
		Example: `  go run ./cmd/dev serve
  go run ./cmd/dev serve --no-open ../my-charter`,
		DisableFlagParsing: true,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 1 && (args[0] == "-h" || args[0] == "--help") {
				return c.Help()
			}
			return d.run(nil, "go", append([]string{"run", "./cmd/polity", "serve"}, args...)...)
		},
	}
}
