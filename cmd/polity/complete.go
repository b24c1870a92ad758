package main

import (
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"polity/commons/collect"
	"polity/content"
)

// complete lets the shell offer the values of a flag.
func (a *app) complete(cmd *cobra.Command, flag string, values []string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

// interfaceLanguages are those that polity ships words for.
func interfaceLanguages() []string {
	names, err := fs.Glob(content.FS, "languages/*.yaml")
	if err != nil {
		panic(err) // the pattern is ours
	}
	for i, n := range names {
		names[i] = strings.TrimSuffix(strings.TrimPrefix(n, "languages/"), ".yaml")
	}
	return names
}

// completeClause offers the clauses of the text that the command line names so far.
// Nothing is fetched for it.
func (a *app) completeClause(_ *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	t, err := collect.ReadText(collect.ParseSpec(args[0], collect.Exists), collect.Options{Cache: a.cacheDir(), Offline: true})
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var out []string
	for i := range t.Text.Clauses {
		if c := &t.Text.Clauses[i]; strings.HasPrefix(c.EID, begun) {
			out = append(out, c.EID+"\t"+oneLine(c, 50))
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}
