package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

func (d *dev) fuzz() *cobra.Command {
	var each string
	c := &cobra.Command{
		Use:   "fuzz [PATTERN]",
		Short: "Every fuzz test for a while, one after the other",
		Long: `Run each fuzz test whose name matches PATTERN, for as long as --time says. What makes
one fail is written beside it, in testdata/fuzz, and is a test from then on.`,
		Example: `  go run ./cmd/dev fuzz
  go run ./cmd/dev fuzz --time 2m Parse`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			pattern, err := regexp.Compile(strings.Join(args, ""))
			if err != nil {
				return err
			}
			targets, err := fuzzTargets()
			if err != nil {
				return err
			}
			var failed []error
			for _, t := range targets {
				if pattern.MatchString(t.name) {
					failed = append(failed, d.step("fuzz "+t.dir+" "+t.name, func() error {
						return d.fuzzOne(t, each)
					}))
				}
			}
			return errors.Join(failed...)
		},
	}
	c.Flags().StringVar(&each, "time", "10s", "how long each")
	return c
}

// fuzzOne runs one target. At the end of its time the go tool now and then reports a
// deadline of its own as a failure of the test; one that names no input that failed
// is tried again, once.
func (d *dev) fuzzOne(t fuzzTarget, each string) error {
	for again := false; ; again = true {
		var said bytes.Buffer
		c := exec.CommandContext(d.ctx, "go", "test", "-run=^$", "-fuzz=^"+t.name+"$", "-fuzztime="+each, "./"+t.dir)
		c.Stdout, c.Stderr = io.MultiWriter(d.out, &said), d.errs
		err := c.Run()
		if err == nil || again || !strings.Contains(said.String(), "context deadline exceeded") || strings.Contains(said.String(), "Failing input written") {
			return err
		}
	}
}

// fuzzTarget is one fuzz test; dir is its package, from the module's root.
type fuzzTarget struct{ dir, name string }

var fuzzFunc = regexp.MustCompile(`(?m)^func (Fuzz\w+)\(f \*testing\.F\)`)

// fuzzTargets finds all fuzz tests, in order.
func fuzzTargets() ([]fuzzTarget, error) {
	var found []fuzzTarget
	err := filepath.WalkDir(".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, m := range fuzzFunc.FindAllSubmatch(source, -1) {
			found = append(found, fuzzTarget{filepath.ToSlash(filepath.Dir(path)), string(m[1])})
		}
		return nil
	})
	if err == nil && len(found) == 0 {
		err = errors.New("found no fuzz tests")
	}
	slices.SortFunc(found, func(a, b fuzzTarget) int { return strings.Compare(a.dir+a.name, b.dir+b.name) })
	return found, err
}
