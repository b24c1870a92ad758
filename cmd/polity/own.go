package main

import "github.com/spf13/cobra"

// ownCommands makes the commands that cobra brings along, help and completion, answer
// mistakes as all others do.
func ownCommands(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		switch cmd.Name() {
		case "help":
			cmd.Args = func(_ *cobra.Command, args []string) error {
				at, rest, err := root.Find(args)
				if err != nil {
					return usageError{err}
				}
				if !at.HasSubCommands() {
					return nil
				}
				return known(at, rest)
			}
		case "completion":
			cmd.Args = known
			cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
			for _, shell := range cmd.Commands() {
				shell.Args = exactly(0, "no arguments")
			}
		}
	}
}
