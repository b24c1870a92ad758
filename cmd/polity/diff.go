package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"polity/diff"
)

func (a *app) diff() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Compare two texts clause by clause",
		Long: `Compare two texts clause by clause: which clause is which, what became of it, and
which words changed. Reading and comparing never fail; a problem in a text is told
beside the result.

` + textGrammar,
		Example: `  polity diff old.md new.md
  polity diff our.bundle@v1.0 our.bundle@v2.0
  polity diff ~/statutes@main ~/statutes@proposal/quorum --format markdown
  polity diff old.md new.md --format instrument --lang ar
  polity diff old.md new.md --json | jq -r .summary
  polity diff old.md new.md --explain`,
		Args:              exactly(2, "two texts, OLD and NEW"),
		ValidArgsFunction: a.completeText,
		RunE:              func(cmd *cobra.Command, args []string) error { return a.runDiff(args[0], args[1]) },
	}
	a.textFlags(cmd)
	cmd.Flags().String("format", "text", strings.Join(formats, ", ")+"; instrument is what «polity instrument» prints")
	cmd.Flags().String("lang", "", "of an instrument: its language (default that of the text, else English)")
	cmd.Flags().Bool("explain", false, "say for each pair how it was found")
	cmd.Flags().BoolP("all", "a", false, "show unchanged clauses too")
	a.complete(cmd, "format", formats)
	a.complete(cmd, "lang", interfaceLanguages())
	return cmd
}

// formats are the forms of a comparison besides JSON.
var formats = []string{"text", "markdown", "html", "instrument"}

func (a *app) runDiff(oldArg, newArg string) error {
	format := a.settings.GetString("format")
	if !slices.Contains(formats, format) {
		return usageError{fmt.Errorf("--format %s is none of %s", format, strings.Join(formats, ", "))}
	}
	if format == "instrument" {
		return a.runInstrument(oldArg, newArg)
	}
	if a.settings.GetString("lang") != "" {
		return usageError{errors.New("--lang goes with --format instrument")}
	}
	old, err := a.readText(oldArg, true)
	if err != nil {
		return err
	}
	new, err := a.readText(newArg, true)
	if err != nil {
		return err
	}
	d := newDifference(old, new, diff.Compare(old.Text, new.Text))
	switch {
	case a.settings.GetBool("json"):
		return printJSON(a.out, d.form(a.settings.GetBool("explain")))
	case format == "markdown":
		return d.markdown(a.out)
	case format == "html":
		return d.html(a.out)
	}
	t := a.terminal()
	t.all, t.explain = a.settings.GetBool("all"), a.settings.GetBool("explain")
	return d.text(a.out, t)
}
