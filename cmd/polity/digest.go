package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"polity/commons/markup"
)

func (a *app) digest() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "digest TEXT",
		Short: "Print the digest to which a decision on a text is bound",
		Long: `Print the digest of a text: the SHA-256 of its canonical form, which has one clause a
line: eId, label, heading and text with tabs between them, in Unicode NFC, with runs
of white space as one space and without mark-up. --canonical prints that form itself,
so that anybody can check the digest with sha256sum.

` + textGrammar,
		Example: `  polity digest constitution.md
  polity digest ~/our-constitution@v2.0
  polity digest --canonical constitution.md | sha256sum`,
		Args:              exactly(1, "one TEXT"),
		ValidArgsFunction: a.completeText,
		RunE: func(cmd *cobra.Command, args []string) error {
			t, err := a.readText(args[0], true)
			if err != nil {
				return err
			}
			switch {
			case a.settings.GetBool("canonical"):
				_, err = a.out.Write(markup.Canonical(t.Text))
			case a.settings.GetBool("json"):
				err = json.NewEncoder(a.out).Encode(map[string]string{"path": t.Path, "rev": t.Rev, "digest": markup.Digest(t.Text)})
			default:
				_, err = fmt.Fprintln(a.out, markup.Digest(t.Text))
			}
			return err
		},
	}
	a.textFlags(cmd)
	cmd.Flags().Bool("canonical", false, "print the canonical form instead")
	return cmd
}
