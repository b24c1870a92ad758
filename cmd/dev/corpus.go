package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"polity/commons/report"
	"polity/site/check"
)

// corpusLimit bounds one build of one source.
const corpusLimit = 3 * time.Minute

func (d *dev) corpus() *cobra.Command {
	var keep string
	var valid bool
	c := &cobra.Command{
		Use:   "corpus [BUNDLE...]",
		Short: "The whole program on real repositories, as a table",
		Long: `Build each bundle of ../shared/corpus ($POLITY_SHARED names another folder than
../shared) with no configuration: once with nothing remembered, once more where
nothing changed, and once elsewhere, from nothing, for the same bytes. Each site is
read back (site/check) and, with --html, some of its pages are validated. A build
that fails, a problem that is an error, or bytes that differ fail the command.

cpu is user and system time, memory the peak of the process.`,
		Example: `  go run ./cmd/dev corpus
  go run ./cmd/dev corpus --html --keep /tmp/sites
  go run ./cmd/dev corpus ../shared/corpus/holacracy.bundle`,
		RunE: func(_ *cobra.Command, args []string) error { return d.runCorpus(args, keep, valid) },
	}
	c.Flags().StringVar(&keep, "keep", "", "keep the built sites in this folder")
	c.Flags().BoolVar(&valid, "html", false, "validate a sample of the pages of each site")
	return c
}

func (d *dev) runCorpus(bundles []string, keep string, valid bool) error {
	if len(bundles) == 0 {
		shared := os.Getenv("POLITY_SHARED")
		if shared == "" {
			shared = filepath.Join("..", "shared")
		}
		found, err := filepath.Glob(filepath.Join(shared, "corpus", "*.bundle"))
		if err != nil {
			return err
		}
		if len(found) == 0 {
			d.skip("corpus", "there are no bundles in "+filepath.Join(shared, "corpus"))
			return nil
		}
		bundles = found
	}
	dir, err := os.MkdirTemp("", "polity-corpus-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	r := &corpusRun{dev: d, dir: dir, sites: filepath.Join(dir, "sites")}
	if keep != "" {
		r.sites = keep
	}
	if r.binary, err = d.buildPolity(dir); err != nil {
		return err
	}
	var table strings.Builder
	rows := tabwriter.NewWriter(&table, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(rows, "source\tpages\tMiB\tcpu s\tmemory MiB\tagain s\tsame bytes\terrors\twarnings\t")
	var failed []error
	for _, bundle := range bundles {
		row, err := r.one(bundle)
		if err == nil && valid {
			err = d.validate(row.site, 1)
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", row.name, err))
		}
		fmt.Fprintf(d.out, "%s: %.1f s cpu, %d pages\n", row.name, row.cold.cpu.Seconds(), row.pages)
		fmt.Fprintf(rows, "%s\t%d\t%.1f\t%.2f\t%d\t%.2f\t%t\t%d\t%d\t\n", row.name, row.pages, float64(row.bytes)/(1<<20),
			row.cold.cpu.Seconds(), row.cold.memory>>20, row.again.wall.Seconds(), row.same, row.errors, row.warnings)
	}
	rows.Flush()
	fmt.Fprintf(d.out, "\n%s\n", table.String())
	return errors.Join(failed...)
}

// corpusRun is one run over several sources.
type corpusRun struct {
	*dev
	dir, sites, binary string
}

// corpusRow is what was found of one source.
type corpusRow struct {
	name, site       string
	cold, again      usage
	pages            int
	bytes            int64
	same             bool
	errors, warnings int
}

// usage is what one run of a program took.
type usage struct {
	cpu, wall time.Duration
	memory    int64 // bytes at the peak; 0 where the system does not say
}

// one builds one source three times and reads the site back.
func (r *corpusRun) one(bundle string) (corpusRow, error) {
	row := corpusRow{name: strings.TrimSuffix(filepath.Base(bundle), ".bundle")}
	row.site = filepath.Join(r.sites, row.name)
	cache := filepath.Join(r.dir, "cache", row.name)
	var err error
	if row.cold, err = r.polity("build", "--quiet", "-o", row.site, "--cache", cache, bundle); err != nil {
		return row, err
	}
	if row.again, err = r.polity("build", "--quiet", "-o", row.site, "--cache", cache, bundle); err != nil {
		return row, err
	}
	twin := filepath.Join(r.dir, "twin")
	defer os.RemoveAll(twin)
	defer os.RemoveAll(cache)
	if _, err = r.polity("build", "--quiet", "-o", filepath.Join(twin, "out"), "--cache", filepath.Join(twin, "cache"), bundle); err != nil {
		return row, err
	}
	row.same = sameBytes(row.site, filepath.Join(twin, "out"))
	if row.pages, row.bytes, err = weigh(row.site); err != nil {
		return row, err
	}
	err = r.readBack(&row)
	if !row.same {
		err = errors.Join(err, errors.New("two builds of the same commits differ"))
	}
	return row, err
}

// readBack has the site checked, and shows the first problems.
func (r *corpusRun) readBack(row *corpusRow) error {
	shown := 0
	for _, p := range check.Site(os.DirFS(row.site)) {
		if p.Severity != report.Error {
			row.warnings++
			continue
		}
		row.errors++
		if shown++; shown <= 5 {
			fmt.Fprintf(r.out, "%s: %s\n", row.name, p)
		}
	}
	if row.errors > 0 {
		return fmt.Errorf("%d errors in the built site", row.errors)
	}
	return nil
}

// polity runs the program and measures it. Its output is shown where it fails.
func (r *corpusRun) polity(args ...string) (usage, error) {
	ctx, cancel := context.WithTimeout(r.ctx, corpusLimit)
	defer cancel()
	var said bytes.Buffer
	c := exec.CommandContext(ctx, r.binary, args...)
	c.Stdout, c.Stderr = &said, &said
	began := time.Now()
	err := c.Run()
	u := usage{wall: time.Since(began)}
	if c.ProcessState != nil {
		u.cpu = c.ProcessState.UserTime() + c.ProcessState.SystemTime()
		u.memory = peakMemory(c.ProcessState)
	}
	if err != nil {
		err = fmt.Errorf("polity %s: %w\n%s", args[0], err, said.String())
	}
	return u, err
}

// sameBytes compares two sites by their sums, which check holds against the files.
func sameBytes(a, b string) bool {
	one, err1 := os.ReadFile(filepath.Join(a, "SHA256SUMS"))
	two, err2 := os.ReadFile(filepath.Join(b, "SHA256SUMS"))
	return err1 == nil && err2 == nil && len(one) > 0 && bytes.Equal(one, two)
}

// weigh counts the pages and bytes of a site.
func weigh(site string) (pages int, size int64, err error) {
	err = filepath.WalkDir(site, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		size += info.Size()
		if filepath.Ext(path) == ".html" {
			pages++
		}
		return nil
	})
	return pages, size, err
}
