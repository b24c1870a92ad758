package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"polity/commons/law"
	"polity/commons/markup"
)

func (a *app) clauses() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "clauses TEXT",
		Short: "Print the clauses of a text",
		Long: `Print the clauses of a text: every heading, paragraph and list item with its address,
label and lines.

` + textGrammar,
		Example: `  polity clauses constitution.md
  polity clauses our.bundle@v1.0 --json
  polity clauses ~/statutes:statuten.fr.md`,
		Args:              exactly(1, "one TEXT"),
		ValidArgsFunction: a.completeText,
		RunE: func(cmd *cobra.Command, args []string) error {
			t, err := a.readText(args[0], true)
			if err != nil {
				return err
			}
			if a.settings.GetBool("json") {
				return printJSON(a.out, clausesOf(t))
			}
			return a.printClauses(t.Text)
		},
	}
	a.textFlags(cmd)
	return cmd
}

// printClauses writes an outline: lines, address, label and heading or first words.
func (a *app) printClauses(t *law.Text) error {
	width := 0
	for i := range t.Clauses {
		width = max(width, len(t.Clauses[i].EID))
	}
	width = min(width, 36)
	columns := a.columns()
	var b strings.Builder
	if t.Title != "" {
		fmt.Fprintln(&b, isolated(t.Title))
	}
	fmt.Fprintf(&b, "%s\n\n", markup.Digest(t))
	for i := range t.Clauses {
		c := &t.Clauses[i]
		lead := fmt.Sprintf("%5d  %-*s  %s", c.Lines[0], width, c.EID, strings.Repeat("  ", c.Depth))
		fmt.Fprintf(&b, "%s%s\n", lead, isolated(oneLine(c, max(16, columns-len(lead)))))
	}
	_, err := a.out.Write([]byte(b.String()))
	return err
}

// oneLine is a clause in so many columns: label and heading, then first words.
func oneLine(c *law.Clause, most int) string {
	var parts []string
	for _, s := range []string{c.Label, c.Heading, c.Text} {
		if s != "" {
			parts = append(parts, visible(s))
		}
	}
	line := strings.Join(parts, "  ")
	if cells(line) <= most {
		return line
	}
	cut := []rune(line)
	for len(cut) > 0 && cells(string(cut)) >= most {
		cut = cut[:len(cut)-1]
	}
	return strings.TrimRight(string(cut), " ") + "…"
}
