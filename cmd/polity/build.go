package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"polity/commons/report"
	"polity/site"
	"polity/site/publish"
)

func (a *app) build() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "build [SOURCE...]",
		Short: "Make a site of one or more sources",
		Long: `Make a site of one or more sources and put it into a folder, whole or not at all.

A SOURCE is a work tree, a bare repository, a .bundle, a git URL (https, ssh, file),
a folder or text files. Without any: what polity.yaml here names, else the sample
commons. A repository needs no configuration: the document is found, and what was
chosen is printed with the line of polity.yaml that would change it.`,
		Example: `  polity build                                   polity.yaml here, else the sample
  polity build ~/our-constitution -o public
  polity build a.bundle b.bundle --title "Two rivers"
  polity build https://forge.example/river/charter.git --url https://river.example/`,
		RunE: func(cmd *cobra.Command, args []string) error { return a.runBuild(cmd.Context(), args) },
	}
	cmd.Flags().StringP("out", "o", "public", "folder for the site")
	cmd.Flags().Bool("force", false, "replace a folder that polity did not make")
	a.siteFlags(cmd)
	return cmd
}

// siteFlags are the settings that build and serve share.
func (a *app) siteFlags(cmd *cobra.Command) {
	cmd.Flags().String("title", "", "title of the commons")
	cmd.Flags().String("url", "", "where the site will stand, for canonical links, feeds and the sitemap")
	cmd.Flags().String("lang", "", "language of the interface: "+strings.Join(interfaceLanguages(), ", ")+" (default en)")
	cmd.Flags().String("theme", "", "folder whose files replace those of the default theme, one by one")
	cmd.Flags().String("cache", "", "folder for clones and results (default the user's cache folder)")
	cmd.Flags().Bool("offline", false, "fetch nothing: read clones as they are")
	a.complete(cmd, "lang", interfaceLanguages())
	_ = cmd.MarkFlagDirname("theme")
	_ = cmd.MarkFlagDirname("cache")
}

func (a *app) runBuild(ctx context.Context, args []string) error {
	began := time.Now()
	m := newMeter(a.errs, a.settings.GetBool("quiet"))
	options, err := a.siteOptions(args, m)
	if err != nil {
		return err
	}
	options.Out, options.Force = a.settings.GetString("out"), a.settings.GetBool("force")
	result, err := site.Build(ctx, options)
	m.done()
	if errors.Is(err, publish.ErrForeign) {
		return fmt.Errorf("%w with --force", err)
	}
	if err != nil {
		return err
	}
	if !a.settings.GetBool("quiet") {
		a.tell(options, result, time.Since(began))
	}
	return nil
}

// tell ends a build: what was made, how long it took, and what was found wanting.
func (a *app) tell(o site.Options, r *site.Result, took time.Duration) {
	p := func(format string, args ...any) { fmt.Fprintf(a.out, format+"\n", args...) }
	for _, c := range r.Choices {
		p("%s: %s, because %s.", c.Source, visible(list(c.Files, 3)), c.Why)
		p("    to choose otherwise, in polity.yaml:  %s", c.Manifest)
	}
	tellProblems(a.out, r.Problems, "the site lists them all")
	for _, m := range r.Mends {
		p("%s is not a whole clone; to complete it:\n    %s", m.Source, m.Command)
	}
	if r.Unchanged {
		p("%s is up to date: nothing changed (%s).", o.Out, short(took))
		return
	}
	p("%s: %s, %s, %s, %s; %d pages in %d files, %s (%d new or changed) in %s.", o.Out,
		count(r.Works, "work"), count(r.Versions, "version"), count(r.Changes, "change"), count(r.Clauses, "clause"),
		r.Pages, r.Files.Written+r.Files.Kept, bytesOf(r.Files.Bytes), r.Files.Written, short(took))
}

// maxShown is how many problems are printed.
const maxShown = 20

// tellProblems prints what was found wanting, notes left out, and where the rest is.
func tellProblems(w io.Writer, list []report.Problem, rest string) {
	shown := 0
	for _, p := range list {
		if p.Severity == report.Note {
			continue
		}
		if shown++; shown <= maxShown {
			fmt.Fprintln(w, visible(p.String()))
		}
	}
	if shown > maxShown {
		fmt.Fprintf(w, "… and %d more; %s.\n", shown-maxShown, rest)
	}
}
