package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

// baseline is what measurements are compared with: one round of all benchmarks on
// the machine and at the commit that its first lines name.
var baseline = filepath.Join("bench", "baseline.txt")

func (d *dev) bench() *cobra.Command {
	var save bool
	var pattern, each string
	var count int
	c := &cobra.Command{
		Use:   "bench [PACKAGES]",
		Short: "Measure every stage in three sizes, against the baseline",
		Long: `Run the benchmarks and compare them with bench/baseline.txt (benchstat). A baseline
of another machine tells proportions only: to show that a change is faster, save a
baseline before it and do not commit that.`,
		Example: `  go run ./cmd/dev bench
  go run ./cmd/dev bench --bench Align --count 10 ./diff/align
  go run ./cmd/dev bench --save`,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = []string{"./..."}
			}
			measured, err := d.measure(args, pattern, each, count)
			if err != nil {
				return err
			}
			if save {
				return saveBaseline(measured)
			}
			return d.compare(measured)
		},
	}
	c.Flags().BoolVar(&save, "save", false, "make this the baseline")
	c.Flags().StringVar(&pattern, "bench", ".", "which benchmarks")
	c.Flags().StringVar(&each, "benchtime", "3x", "how long or how often each")
	c.Flags().IntVar(&count, "count", 4, "how many rounds; fewer than 4 tell nothing certain")
	return c
}

// measure runs the benchmarks, one package after the other so that they do not
// disturb each other, showing them as they come.
func (d *dev) measure(packages []string, pattern, each string, count int) ([]byte, error) {
	var text bytes.Buffer
	args := append([]string{"test", "-run=^$", "-p=1", "-benchmem", "-bench=" + pattern, "-benchtime=" + each, fmt.Sprintf("-count=%d", count)}, packages...)
	c := exec.CommandContext(d.ctx, "go", args...)
	c.Stdout, c.Stderr = io.MultiWriter(d.out, &text), d.errs
	err := c.Run()
	return text.Bytes(), err
}

// saveBaseline keeps the lines that benchstat reads.
func saveBaseline(measured []byte) error {
	var kept strings.Builder
	for line := range strings.Lines(string(measured)) {
		for _, begin := range []string{"goos:", "goarch:", "pkg:", "cpu:", "Benchmark"} {
			if strings.HasPrefix(line, begin) {
				kept.WriteString(line)
			}
		}
	}
	if err := os.MkdirAll(filepath.Dir(baseline), 0o755); err != nil {
		return err
	}
	return os.WriteFile(baseline, []byte(kept.String()), 0o644)
}

// compare shows benchstat's table, where there is a baseline.
func (d *dev) compare(measured []byte) error {
	if _, err := os.Stat(baseline); err != nil {
		fmt.Fprintf(d.out, "no baseline in %s; make one with --save\n", baseline)
		return nil
	}
	now, err := os.CreateTemp("", "polity-bench-*.txt")
	if err != nil {
		return err
	}
	defer os.Remove(now.Name())
	_, err = now.Write(measured)
	if err := errors.Join(err, now.Close()); err != nil {
		return err
	}
	return d.run(nil, "go", tool("benchstat", "baseline="+baseline, "now="+now.Name())...)
}
