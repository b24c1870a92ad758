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
	if err != nil {
		return nil, about(arg, err)
	}
	if tell && !a.settings.GetBool("quiet") {
		for _, p := range t.Problems {
			fmt.Fprintln(a.errs, visible(p.String()))
		}
	}
	return t, nil
}

// about begins an error with the argument it is about, where it does not yet. An error
// that begins with the name of the argument's repository says no more with it.
func about(arg string, err error) error {
	if strings.HasPrefix(err.Error(), arg) {
		return err
	}
	if name, rest, ok := strings.Cut(err.Error(), ": "); ok && strings.Contains(arg, name) {
		return fmt.Errorf("%s: %s", arg, rest)
	}
	return fmt.Errorf("%s: %w", arg, err)
}

// textFlags are the settings of commands that read texts.
func (a *app) textFlags(cmd *cobra.Command) {
	cmd.Flags().Bool("json", false, "print JSON")
	cmd.Flags().String("cache", "", "folder for clones (default the user's cache folder)")
	cmd.Flags().Bool("offline", false, "fetch nothing: read clones as they are")
}
