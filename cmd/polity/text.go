package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"polity/commons/collect"
)

const textGrammar = `A TEXT is a file, or SOURCE[@REV][:PATH]: SOURCE as for «polity build»; REV a branch,
a tag or the beginning of a commit, with ~N or ^N to go back from it; PATH a file or
glob inside it. Without PATH the document is found as «polity build» finds it.`

// readText reads the text that an argument names and tells its problems.
func (a *app) readText(arg string, tell bool) (*collect.TextAt, error) {
	t, err := collect.ReadText(collect.ParseSpec(arg, collect.Exists), collect.Options{Cache: a.cacheDir(), Offline: a.settings.GetBool("offline")})
	if err != nil && strings.HasPrefix(err.Error(), arg+": ") {
		return nil, err
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", arg, err)
	}
	if tell && !a.settings.GetBool("quiet") {
		for _, p := range t.Problems {
			fmt.Fprintln(a.errs, p)
		}
	}
	return t, nil
}

// textFlags are the settings of commands that read texts.
func (a *app) textFlags(cmd *cobra.Command) {
	cmd.Flags().Bool("json", false, "print JSON")
	cmd.Flags().String("cache", "", "folder for clones (default the user's cache folder)")
	cmd.Flags().Bool("offline", false, "fetch nothing: read clones as they are")
}
