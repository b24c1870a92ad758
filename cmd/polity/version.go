package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func (a *app) version() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print which polity this is",
		Example: "  polity version",
		Args:    exactly(0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(a.out, versionLine())
			return err
		},
	}
}

// versionLine says what the build recorded: module version, commit, Go.
func versionLine() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "polity (unknown build)"
	}
	line := "polity " + info.Main.Version
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			line += " " + s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			line += " (modified)"
		}
	}
	return line + " " + info.GoVersion
}
