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

// completeText offers revisions behind SOURCE@ and texts behind SOURCE: for each TEXT of
// a command; before that the shell offers files.
func (a *app) completeText(cmd *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
	offers := a.offers(cmd, begun, "")
	if len(offers) == 0 {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return offers, cobra.ShellCompDirectiveNoFileComp
}

// completeRev offers the revisions of the repository that --in names.
func (a *app) completeRev(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 || strings.Contains(begun, ":") {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	in, err := cmd.Flags().GetString("in")
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return a.offers(cmd, in+"@"+begun, in+"@"), cobra.ShellCompDirectiveNoFileComp
}

// offers are the ways to end what is typed, without a prefix that was not.
func (a *app) offers(cmd *cobra.Command, begun, prefix string) []string {
	_ = a.bind(cmd) // --cache: where it cannot be bound, the user's cache folder will do
	var out []string
	for _, x := range collect.Offers(begun, collect.Options{Cache: a.cacheDir()}) {
		if x.Spec == visible(x.Spec) { // others cannot be typed
			out = append(out, strings.TrimPrefix(x.Spec, prefix)+"\t"+x.What)
		}
	}
	return out
}

// completeClause offers the clauses of the text that the command line names so far.
// Nothing is fetched for it.
func (a *app) completeClause(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	_ = a.bind(cmd)
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
