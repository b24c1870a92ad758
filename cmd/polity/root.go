package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"

	"polity/commons/manifest"
)

// app is what every command shares.
type app struct {
	in        io.Reader
	out, errs io.Writer
	settings  *viper.Viper
}

// usageError is a mistake in how polity was called.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func isUsage(err error) bool {
	var u usageError
	return errors.As(err, &u)
}

func newRoot(in io.Reader, out, errs io.Writer) *cobra.Command {
	a := &app{in: in, out: out, errs: errs, settings: viper.New()}
	root := &cobra.Command{
		Use:   "polity",
		Short: "Constitutions kept in git, as a site people can read",
		Long: `polity reads repositories of constitutions, charters and bylaws and makes a static
site of them: the text in force as a book reads, each clause's life, and every
change clause by clause. The site is a folder that works on any host, under any
path, and from a disk.

Settings come from flags, then POLITY_* in the environment, then polity.yaml.`,
		Example: `  polity serve                          the sample commons, in the browser
  polity build ~/our-constitution       a site in public/
  polity diff old.md new.md             two texts, clause by clause`,
		Version:       versionLine(),
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          known,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SuggestionsMinimumDistance = 2
	root.SetVersionTemplate("{{.Version}}\n")
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errs)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return usageError{unknownFlag(cmd, err)} })
	root.PersistentFlags().BoolP("quiet", "q", false, "print results and errors only")
	root.PersistentFlags().Bool("no-color", false, "print without colours (also NO_COLOR)")
	root.AddGroup(&cobra.Group{ID: "site", Title: "A site:"}, &cobra.Group{ID: "write", Title: "To propose and to decide:"}, &cobra.Group{ID: "stages", Title: "One stage, for eyes or (--json) for other tools:"},
		&cobra.Group{ID: "self", Title: "About polity:"})
	for _, c := range []*cobra.Command{a.build(), a.serve()} {
		c.GroupID = "site"
		root.AddCommand(c)
	}
	for _, c := range []*cobra.Command{a.clauses(), a.diff(), a.log(), a.proposals(), a.blame(), a.lineage(), a.digest(), a.dump()} {
		c.GroupID = "stages"
		root.AddCommand(c)
	}
	for _, c := range append([]*cobra.Command{a.propose(), a.amend(), a.instrument(), a.apply()}, a.decide()...) {
		c.GroupID = "write"
		root.AddCommand(c)
	}
	v := a.version()
	v.GroupID = "self"
	root.AddCommand(v)
	root.SetCompletionCommandGroupID("self")
	root.SetHelpCommandGroupID("self")
	ownCommands(root)
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error { return a.bind(cmd) }
	return root
}

// known refuses words that are no command, with the command that was likely meant.
func known(parent *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	said := fmt.Sprintf("there is no command %q", args[0])
	if near := parent.SuggestionsFor(args[0]); len(near) > 0 {
		said += "; did you mean «" + strings.Join(near, "» or «") + "»?"
	}
	return usageError{errors.New(said)}
}

// unknownFlag adds to the error about a flag that is not known which was likely meant.
func unknownFlag(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return err
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near := manifest.Nearest(unknown.GetSpecifiedName(), names); near != "" {
		return fmt.Errorf("%w; did you mean --%s?", err, near)
	}
	return err
}

// bind lets flags, POLITY_* and polity.yaml's site settings answer for one another,
// in that order.
func (a *app) bind(cmd *cobra.Command) error {
	a.settings.SetEnvPrefix("POLITY")
	a.settings.SetEnvKeyReplacer(strings.NewReplacer("-", "_"))
	a.settings.AutomaticEnv()
	return a.settings.BindPFlags(cmd.Flags())
}

// cacheDir is where clones are kept: $POLITY_CACHE, else the user's cache folder.
func (a *app) cacheDir() string {
	if d := a.settings.GetString("cache"); d != "" {
		return d
	}
	base, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(base, "polity")
}

// exactly wants n arguments and says what they are.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != n {
			return usageError{errors.New("wants " + what)}
		}
		return nil
	}
}
