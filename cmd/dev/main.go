// Command dev is the contributors' one command: every check, test, measurement and
// regeneration of the project, each by one word, here and in CI alike.
//
// It is no part of polity and no room of the house imports it. It runs the go
// tool, the tools whose versions tools.mod holds, and two packages of the npm
// registry (an HTML validator and an accessibility engine) that it installs into
// a folder of its own outside the checkout.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	_ "polity/cmd/memory" // what is measured has its memory as polity has it
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	d := &dev{ctx: ctx, out: os.Stdout, errs: os.Stderr}
	if err := d.command().Execute(); err != nil {
		fmt.Fprintln(os.Stderr, "dev:", err)
		stop()
		os.Exit(1)
	}
}

// dev is what every command shares.
type dev struct {
	ctx       context.Context
	out, errs io.Writer
	skipped   []string
}

func (d *dev) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "dev",
		Short: "The contributors' one command",
		Example: `  go run ./cmd/dev check            before a commit
  go run ./cmd/dev check --fast     as a commit hook
  go run ./cmd/dev update           rewrite golden outputs, then read the diff
  go run ./cmd/dev bench            measure against the baseline`,
		SilenceUsage: true, SilenceErrors: true,
		PersistentPreRunE: func(*cobra.Command, []string) error { return toRoot() },
	}
	root.AddCommand(d.check(), d.test(), d.update(), d.bench(), d.serve(), d.corpus(), d.history(), d.descent(), d.html(), d.browser(), d.fuzz(), d.notice())
	return root
}

// toRoot goes to the module's root, from where all paths are meant.
func toRoot() error {
	dir, err := os.Getwd()
	if err != nil {
		return err
	}
	for ; ; dir = filepath.Dir(dir) {
		if text, err := os.ReadFile(filepath.Join(dir, "go.mod")); err == nil && strings.HasPrefix(string(text), "module polity\n") {
			return os.Chdir(dir)
		}
		if filepath.Dir(dir) == dir {
			return errors.New("run this inside a checkout of polity")
		}
	}
}

// step announces and runs one part of a check, and says how long it took.
func (d *dev) step(name string, run func() error) error {
	fmt.Fprintf(d.out, "== %s\n", name)
	began := time.Now()
	err := run()
	verdict := "ok"
	if err != nil {
		verdict = "FAILED: " + err.Error()
	}
	fmt.Fprintf(d.out, "== %s: %s (%.1f s)\n", name, verdict, time.Since(began).Seconds())
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// skip says that a part was left out, and why.
func (d *dev) skip(name, why string) {
	fmt.Fprintf(d.out, "SKIP %s: %s\n", name, why)
	d.skipped = append(d.skipped, name)
}

// run runs a program with this one's output, and env besides the environment.
func (d *dev) run(env []string, name string, args ...string) error {
	c := exec.CommandContext(d.ctx, name, args...)
	c.Stdout, c.Stderr = d.out, d.errs
	c.Env = append(os.Environ(), env...)
	return c.Run()
}

// output runs a program and returns what it prints.
func (d *dev) output(name string, args ...string) (string, error) {
	c := exec.CommandContext(d.ctx, name, args...)
	c.Stderr = d.errs
	text, err := c.Output()
	return string(text), err
}

// tool runs a tool of tools.mod.
func tool(name string, args ...string) []string {
	return append([]string{"tool", "-modfile=tools.mod", name}, args...)
}
