package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"polity/commons/law"
	"polity/diff/descent"
	"polity/diff/reuse"
)

func (d *dev) descent() *cobra.Command {
	o := descent.Options{Clauses: 100, Seed: 1}
	var sizes []int
	var out string
	c := &cobra.Command{
		Use:   "descent",
		Short: "Tracing of borrowing on works with known descent, in growing sizes",
		Long: `Make up works with known descent, trace them, and say how well and how fast: precision
and recall of the sources found, the share of independent formulae taken for borrowing,
and processor time (of all processors) and peak memory of a process that does only that.
µs/clause is what to compare: it shows how the cost grows. «one more» is the processor
time of tracing the same works with one more, keeping the cache of the time before: the
least and the most of the latest four, for what one of the works by which all are weighed
changes is the price of everything; «older» the same with one from the middle of
the time, on which half of the works may have drawn.

--out writes the works of the first size as dated texts, for «polity lineage DIR», with
the truth beside them in truth.tsv.`,
		Example: `  go run ./cmd/dev descent
  go run ./cmd/dev descent --works 1000
  go run ./cmd/dev descent --works 30 --seed 7 --out /tmp/family`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if out != "" {
				o.Works = sizes[0]
				return writeFamily(descent.Make(o), out)
			}
			return d.runDescent(sizes, o)
		},
	}
	c.Flags().IntSliceVar(&sizes, "works", []int{125, 250, 500, 1000}, "how many works, size after size")
	c.Flags().IntVar(&o.Clauses, "clauses", o.Clauses, "clauses of a work, about")
	c.Flags().Uint64Var(&o.Seed, "seed", o.Seed, "another seed makes other works")
	c.Flags().StringVar(&out, "out", "", "write the works to this folder instead")
	stage := &cobra.Command{
		Use: "stage WORKS CLAUSES SEED", Hidden: true, Args: cobra.ExactArgs(3),
		RunE: func(_ *cobra.Command, args []string) error { return descentStage(args) },
	}
	c.AddCommand(stage)
	return c
}

// descentFigures is what one process says of one size.
type descentFigures struct {
	Clauses                  int
	Precision, Recall, Stock float64
	CPU, Least, Most, Older  time.Duration
}

// latest is how many works are added one by one.
const latest = 4

// descentStage is what is measured: tracing, and tracing again with one more work, the
// latest and one from the middle.
func descentStage(args []string) error {
	var n [3]int
	for i, a := range args {
		var err error
		if n[i], err = strconv.Atoi(a); err != nil {
			return err
		}
	}
	f := descent.Make(descent.Options{Works: n[0], Clauses: n[1], Seed: uint64(n[2])})
	var figures descentFigures
	cache := &reuse.Cache{}
	trace := func(works []law.Work) (*reuse.Result, time.Duration) {
		before := processorTime()
		r := reuse.Trace(&law.Commons{Works: works}, reuse.Options{Workers: 2, Cache: cache})
		return r, processorTime() - before
	}
	works := f.Commons.Works
	few := max(0, len(works)-latest)
	_, figures.CPU = trace(works[:few])
	for i := few; i < len(works); i++ {
		_, took := trace(works[:i+1])
		figures.Most = max(figures.Most, took)
		if figures.Least = min(figures.Least, took); i == few {
			figures.Least = took
		}
	}
	trace(append(slices.Clone(works[:n[0]/2]), works[n[0]/2+1:]...))
	var r *reuse.Result
	r, figures.Older = trace(works)
	var found []descent.Found
	for _, b := range r.Clauses {
		found = append(found, descent.Found{To: descent.Clause{Work: b.To.Work, Clause: b.To.Clause}, From: descent.Clause{Work: b.From.Work, Clause: b.From.Clause}})
	}
	figures.Precision, figures.Recall, figures.Stock = f.Score(found)
	for _, w := range f.Origins {
		figures.Clauses += len(w)
	}
	return json.NewEncoder(os.Stdout).Encode(figures)
}

func (d *dev) runDescent(sizes []int, o descent.Options) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	rows := tabwriter.NewWriter(d.out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(rows, "works\tclauses\tprecision\trecall\tformulae\tcpu s\tµs/clause\tone more s\tolder s\tMiB\t")
	for _, n := range sizes {
		c := exec.CommandContext(d.ctx, self, "descent", "stage", strconv.Itoa(n), strconv.Itoa(o.Clauses), strconv.FormatUint(o.Seed, 10))
		c.Stderr = d.errs
		text, err := c.Output()
		if err != nil {
			return err
		}
		var f descentFigures
		if err := json.Unmarshal(text, &f); err != nil {
			return err
		}
		fmt.Fprintf(rows, "%d\t%d\t%.1f %%\t%.1f %%\t%.1f %%\t%.1f\t%.0f\t%.1f–%.1f\t%.1f\t%d\t\n", n, f.Clauses, 100*f.Precision, 100*f.Recall, 100*f.Stock,
			f.CPU.Seconds(), float64(f.CPU.Microseconds())/float64(f.Clauses), f.Least.Seconds(), f.Most.Seconds(), f.Older.Seconds(), peakMemory(c.ProcessState)>>20)
	}
	return rows.Flush()
}

// writeFamily writes works as dated texts, with the truth.
func writeFamily(f *descent.Family, dir string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	kinds := map[descent.Kind]string{descent.New: "new", descent.Copied: "copied", descent.Edited: "edited", descent.Stock: "stock", descent.Taken: "taken"}
	var truth strings.Builder
	truth.WriteString("work\tclause\tkind\tfrom work\tfrom clause\n")
	for i := range f.Commons.Works {
		w := &f.Commons.Works[i]
		var b strings.Builder
		fmt.Fprintf(&b, "# %s\n", w.Title)
		for k, c := range w.Versions[0].Text.Clauses {
			fmt.Fprintf(&b, "\n## %s\n\n%s\n", c.Label, c.Text)
			o, from := f.Origins[i][k], "\t"
			if o.From.Work >= 0 {
				from = fmt.Sprintf("%s\tart_%d", f.Commons.Works[o.From.Work].ID, o.From.Clause+1)
			}
			fmt.Fprintf(&truth, "%s\t%s\t%s\t%s\n", w.ID, c.EID, kinds[o.Kind], from)
		}
		if err := os.WriteFile(filepath.Join(dir, w.Versions[0].ID+"_"+w.ID+".md"), []byte(b.String()), 0o666); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(dir, "truth.tsv"), []byte(truth.String()), 0o666)
}
