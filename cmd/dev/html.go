package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/spf13/cobra"

	"polity/site/check"
)

func (d *dev) html() *cobra.Command {
	var each int
	var all bool
	c := &cobra.Command{
		Use:   "html [SITE]",
		Short: "Validate the pages of a built site; without one, of the sample commons",
		Long: `Run the Nu HTML checker (an npm package, needs Java) over pages that stand for all:
some of each kind and language. Errors fail, warnings are shown.`,
		Example: `  go run ./cmd/dev html
  go run ./cmd/dev html --all public`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			site, clean, err := d.siteOrSample(args)
			if err != nil {
				return err
			}
			defer clean()
			if all {
				each = 1 << 20
			}
			return d.validate(site, each)
		},
	}
	c.Flags().IntVar(&each, "each", 3, "how many pages of each kind and language")
	c.Flags().BoolVar(&all, "all", false, "every page")
	return c
}

// siteOrSample is the folder that was named, or the sample commons, just built.
func (d *dev) siteOrSample(args []string) (site string, clean func(), err error) {
	if len(args) > 0 {
		return args[0], func() {}, nil
	}
	return d.sample()
}

// noise are warnings that say nothing here: opened from a disk the validator takes
// every file for one of another origin, and data in a script element for a script.
// What the policy allows, site/check and the browser tests hold.
const noise = `.*Content Security Policy.*`

// validate runs the validator over a sample of a site's pages.
func (d *dev) validate(site string, each int) error {
	if _, err := exec.LookPath("java"); err != nil {
		return errors.New("the validator needs java on the PATH")
	}
	modules, err := d.npmPackages()
	if err != nil {
		return err
	}
	pages, err := check.Sample(os.DirFS(site), each)
	if err != nil {
		return err
	}
	if len(pages) == 0 {
		return fmt.Errorf("%s has no pages", site)
	}
	jar := filepath.Join(modules, "vnu-jar", "build", "dist", "vnu.jar")
	// Some hundreds at a time: systems bound the length of a command line.
	for from := 0; from < len(pages); from += 500 {
		args := []string{"-Xss4m", "-jar", jar, "--stdout", "--format", "gnu", "--filterpattern", noise}
		for _, page := range pages[from:min(from+500, len(pages))] {
			args = append(args, filepath.Join(site, filepath.FromSlash(page)))
		}
		if err := d.run(nil, "java", args...); err != nil {
			return fmt.Errorf("the validator found errors in %s: %w", site, err)
		}
	}
	fmt.Fprintf(d.out, "%d pages of %s are valid HTML\n", len(pages), site)
	return nil
}
