package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"polity/commons/markup"
	"polity/diff/instrument"
	"polity/site"
)

func (a *app) instrument() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "instrument OLD NEW",
		Short: "Print the formal instrument that makes one text of another",
		Long: `Print the formal instrument that makes the text NEW of the text OLD, in words, as laws
are amended on paper: «In Article 4(2), for “simple majority” substitute “two thirds”».
All it names is named as in OLD. «polity apply» does what it says.

` + textGrammar,
		Example: `  polity instrument ~/statutes@main ~/statutes@proposal/quorum
  polity instrument old.md new.md --lang ar > instrument.txt`,
		Args:              exactly(2, "two texts, OLD and NEW"),
		ValidArgsFunction: a.completeText,
		RunE:              func(cmd *cobra.Command, args []string) error { return a.runInstrument(args[0], args[1]) },
	}
	a.textFlags(cmd)
	cmd.Flags().String("lang", "", "language of the instrument (default that of the text, else English)")
	a.complete(cmd, "lang", interfaceLanguages())
	return cmd
}

func (a *app) runInstrument(oldArg, newArg string) error {
	lang := a.settings.GetString("lang")
	if lang != "" && !slices.Contains(interfaceLanguages(), lang) {
		return usageError{fmt.Errorf("--lang %s is none of %s", lang, strings.Join(interfaceLanguages(), ", "))}
	}
	old, err := a.readText(oldArg, true)
	if err != nil {
		return err
	}
	new, err := a.readText(newArg, true)
	if err != nil {
		return err
	}
	if lang == "" && slices.Contains(interfaceLanguages(), new.Text.Lang) {
		lang = new.Text.Lang
	}
	words := site.Instrument(lang, old.Text, new.Text)
	if a.settings.GetBool("json") {
		return printJSON(a.out, map[string]string{"lang": lang, "old": markup.Digest(old.Text), "new": markup.Digest(new.Text), "instrument": words})
	}
	_, err = io.WriteString(a.out, words)
	return err
}

func (a *app) apply() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "apply INSTRUMENT TEXT",
		Short: "Do to a text what a formal instrument says",
		Long: `Do to a text what a formal instrument says, and print the canonical form of what comes
of it, or with --digest its digest. INSTRUMENT is a file as «polity instrument» writes
it, in any language of the interface; - is what is typed in. Where it does not fit the
text, the error names its line and what is expected there. The text stays as it is.

` + textGrammar,
		Example: `  polity apply instrument.txt ~/statutes@main --digest
  polity instrument old.md new.md | polity apply - old.md`,
		Args:              exactly(2, "an INSTRUMENT and a TEXT"),
		ValidArgsFunction: a.completeText,
		RunE:              func(cmd *cobra.Command, args []string) error { return a.runApply(args[0], args[1]) },
	}
	a.textFlags(cmd)
	cmd.Flags().Bool("digest", false, "print the digest alone")
	return cmd
}

// maxInstrument is the largest instrument that is read, in bytes.
const maxInstrument = 16 << 20

func (a *app) runApply(name, arg string) error {
	in := a.in
	if name != "-" {
		f, err := os.Open(name)
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s: there is no such file", name)
		}
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	said, err := io.ReadAll(io.LimitReader(in, maxInstrument+1))
	if err != nil {
		return err
	}
	if len(said) > maxInstrument {
		return errors.New("the instrument is too large to be read")
	}
	t, err := a.readText(arg, true)
	if err != nil {
		return err
	}
	spoken := []instrument.Phrases{site.Phrases("")} // an error gives an example in the first
	for _, l := range interfaceLanguages() {
		spoken = append(spoken, site.Phrases(l))
	}
	steps, err := instrument.Read(string(said), spoken...)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	made, err := instrument.Apply(steps, t.Text)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	switch {
	case a.settings.GetBool("json"):
		return printJSON(a.out, map[string]string{"old": markup.Digest(t.Text), "new": markup.Digest(made), "canonical": string(markup.Canonical(made))})
	case a.settings.GetBool("digest"):
		_, err = fmt.Fprintln(a.out, markup.Digest(made))
	default:
		_, err = a.out.Write(markup.Canonical(made))
	}
	return err
}
