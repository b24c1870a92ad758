package main

import (
	"path/filepath"

	"github.com/spf13/cobra"
)

func (d *dev) browser() *cobra.Command {
	return &cobra.Command{
		Use:   "browser [SITE]",
		Short: "Tests in Chromium, and the accessibility engine over a built site",
		Long: `Run the tests that drive Chromium, and axe-core (an npm package) over pages of a
built site that stand for all: light, dark and on a phone. Without SITE, over the
sample commons. Where there is no Chromium the tests say that they are skipped.`,
		Example: `  go run ./cmd/dev browser
  go run ./cmd/dev browser public`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			site, clean, err := d.siteOrSample(args)
			if err != nil {
				return err
			}
			defer clean()
			modules, err := d.npmPackages()
			if err != nil {
				return err
			}
			if site, err = filepath.Abs(site); err != nil {
				return err
			}
			env := []string{"POLITY_SITE=" + site, "POLITY_AXE=" + filepath.Join(modules, "axe-core", "axe.min.js")}
			return d.run(env, "go", "test", "-count=1", "-v", "-run", "Browser", "./site/check", "./site/render", "./site/serve")
		},
	}
}
