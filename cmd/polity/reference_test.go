package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestReference holds REFERENCE.md to what the commands say of themselves;
// POLITY_UPDATE=1 writes it anew.
func TestReference(t *testing.T) {
	root := newRoot(nil, nil, nil)
	root.InitDefaultHelpFlag()
	root.InitDefaultCompletionCmd()
	var b bytes.Buffer
	b.WriteString("# Commands\n\nWritten from the program itself: `POLITY_UPDATE=1 go test ./cmd/polity -run Reference`.\n")
	describe(&b, root)
	if os.Getenv("POLITY_UPDATE") != "" {
		if err := os.WriteFile("REFERENCE.md", b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile("REFERENCE.md")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, b.Bytes()) {
		t.Error("REFERENCE.md is not what the commands say: run it again with POLITY_UPDATE=1")
	}
}

// describe writes a command and those below it.
func describe(b *bytes.Buffer, c *cobra.Command) {
	c.InitDefaultHelpFlag()
	fmt.Fprintf(b, "\n## %s\n\n%s.\n\n", c.CommandPath(), c.Short)
	if c.Runnable() && c.HasParent() {
		fmt.Fprintf(b, "    %s\n\n", c.UseLine())
	}
	if long := strings.TrimSpace(c.Long); long != "" {
		fmt.Fprintf(b, "```text\n%s\n```\n\n", long)
	}
	if c.Example != "" {
		fmt.Fprintf(b, "Examples:\n\n```sh\n%s\n```\n\n", unindent(c.Example))
	}
	flags := c.NonInheritedFlags()
	flags.SortFlags = true
	if flags.HasAvailableFlags() {
		fmt.Fprintf(b, "Flags:\n\n```text\n%s```\n", flags.FlagUsages())
	}
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			describe(b, sub)
		}
	}
}

func unindent(s string) string {
	return strings.ReplaceAll(strings.TrimPrefix(s, "  "), "\n  ", "\n")
}

// Every command says what it does, in one sentence and at length, with an example;
// every flag says what it is for.
func TestHelpIsWhole(t *testing.T) {
	var check func(c *cobra.Command)
	check = func(c *cobra.Command) {
		if c.Name() == "help" || c.Name() == "completion" || c.HasParent() && c.Parent().Name() == "completion" {
			return
		}
		if c.Short == "" || strings.HasSuffix(c.Short, ".") || c.Example == "" {
			t.Errorf("%s: short %q, example %q", c.CommandPath(), c.Short, c.Example)
		}
		for _, line := range strings.Split(c.Long+"\n"+c.Example, "\n") {
			if len([]rune(line)) > 88 {
				t.Errorf("%s: a line too long for a terminal: %s", c.CommandPath(), line)
			}
		}
		for _, line := range strings.Split(c.NonInheritedFlags().FlagUsages(), "\n") {
			if line != "" && len(strings.Fields(line)) < 3 {
				t.Errorf("%s: a flag without a word: %s", c.CommandPath(), line)
			}
		}
		for _, sub := range c.Commands() {
			check(sub)
		}
	}
	check(newRoot(nil, nil, nil))
}
