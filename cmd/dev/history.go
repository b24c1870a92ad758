package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"polity/commons/collect"
	"polity/diff"
	"polity/diff/lineage"
)

// ordinary are the documents of real repositories whose histories are measured.
var ordinary = [][2]string{
	{"holacracy", "Holacracy-Constitution.md"},
	{"argentina-constitution", "Constitucion.md"},
	{"liechtenstein-verfassung", "li/LGBl-1921-015.md"},
}

func (d *dev) history() *cobra.Command {
	c := &cobra.Command{
		Use:   "history",
		Short: "The history stage against git's own word diff",
		Long: `Measure the history stage (read, parse, align and diff the words of every version)
against «git log -p --word-diff=porcelain -- FILE» on the same repository, in turn and in
one run, so that what else the machine does weighs on both. cpu is user and system time
of the whole process, which is built without C as releases are, the best of eleven; the
ratio is what to compare.

The bundles are those of ../shared/corpus ($POLITY_SHARED names another folder).`,
		Example: `  go run ./cmd/dev history`,
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return d.runHistory() },
	}
	stage := &cobra.Command{
		Use: "stage SOURCE", Hidden: true, Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return historyStage(args[0]) },
	}
	c.AddCommand(stage)
	return c
}

// historyStage is what is measured: everything up to the comparisons, and no page.
func historyStage(source string) error {
	c, err := collect.Open(collect.Options{Bare: true, Sources: []collect.Source{{Spec: source}}})
	if err != nil {
		return err
	}
	defer c.Close()
	g, err := c.Gather()
	if err != nil {
		return err
	}
	var comparer diff.Comparer
	for i := range g.Commons.Works {
		lineage.Trace(&g.Commons.Works[i], lineage.Options{Compare: comparer.Compare})
	}
	return nil
}

// rounds is how often each side is measured; the best counts.
const rounds = 11

func (d *dev) runHistory() error {
	shared := os.Getenv("POLITY_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "shared")
	}
	dir, err := os.MkdirTemp("", "polity-history-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	self := filepath.Join(dir, "dev")
	if err := d.run([]string{"CGO_ENABLED=0"}, "go", "build", "-o", self, "./cmd/dev"); err != nil {
		return err
	}
	rows := tabwriter.NewWriter(d.out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(rows, "source\tpolity s\tMiB\tgit s\tratio\t")
	measured := 0
	for _, o := range ordinary {
		bundle := filepath.Join(shared, "corpus", o[0]+".bundle")
		if _, err := os.Stat(bundle); err != nil {
			d.skip("history of "+o[0], "there is no "+bundle)
			continue
		}
		mirror := filepath.Join(dir, o[0]+".git")
		if err := d.run(nil, "git", "clone", "--quiet", "--mirror", bundle, mirror); err != nil {
			return err
		}
		ours, theirs, err := d.race(self, mirror, o[1])
		if err != nil {
			return err
		}
		measured++
		fmt.Fprintf(rows, "%s\t%.3f\t%d\t%.3f\t%.1f×\t\n", o[0], ours.cpu.Seconds(), ours.memory>>20, theirs.cpu.Seconds(), ours.cpu.Seconds()/theirs.cpu.Seconds())
	}
	if measured == 0 {
		return nil
	}
	return rows.Flush()
}

// race measures both in turn.
func (d *dev) race(self, mirror, file string) (ours, theirs usage, err error) {
	for range rounds {
		a, err1 := measure(d.ctx, self, "history", "stage", mirror)
		b, err2 := measure(d.ctx, "git", "-C", mirror, "log", "-p", "--word-diff=porcelain", "--", file)
		if err := errors.Join(err1, err2); err != nil {
			return ours, theirs, err
		}
		ours, theirs = better(ours, a), better(theirs, b)
	}
	return ours, theirs, nil
}

func better(a, b usage) usage {
	if a.cpu == 0 || b.cpu < a.cpu {
		return b
	}
	return a
}

// measure runs a program, drops what it prints, and says what it took.
func measure(ctx context.Context, name string, args ...string) (usage, error) {
	c := exec.CommandContext(ctx, name, args...)
	c.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "GIT_") })
	began := time.Now()
	if err := c.Run(); err != nil {
		return usage{}, fmt.Errorf("%s %s: %w", filepath.Base(name), strings.Join(args[:min(2, len(args))], " "), err)
	}
	p := c.ProcessState
	return usage{cpu: p.UserTime() + p.SystemTime(), wall: time.Since(began), memory: peakMemory(p)}, nil
}
