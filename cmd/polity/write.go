package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"polity/commons/draft"
	"polity/commons/repo"
	"polity/commons/signature"
)

const writeGrammar = `Nothing is written that is not shown, nothing that was there is overwritten, and
nothing is pushed without --push. --dry-run shows and writes nothing. The last lines
printed are the commands that undo it. Hooks of git are not run.`

// writeFlags are the settings of commands that commit something.
func (a *app) writeFlags(cmd *cobra.Command) {
	cmd.Flags().String("in", ".", "folder of the repository to write in")
	cmd.Flags().BoolP("dry-run", "n", false, "show what would be written, and write nothing")
	cmd.Flags().Bool("push", false, "push the branch afterwards, with git")
	cmd.Flags().String("name", "", "last part of the file's name (default made from what it is about)")
	cmd.Flags().String("why", "", "the reasons, in Markdown")
	cmd.Flags().String("reasons", "", "file that holds the reasons, in Markdown; - for what is typed in")
}

// reasons are what --why or --reasons give.
func (a *app) reasons() (string, error) {
	why, file := a.settings.GetString("why"), a.settings.GetString("reasons")
	switch {
	case why != "" && file != "":
		return "", usageError{errors.New("--why and --reasons say the same: give one of them")}
	case file == "":
		return why, nil
	case file == "-":
		b, err := io.ReadAll(io.LimitReader(a.in, 1<<20))
		return string(b), err
	}
	b, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return "", usageError{fmt.Errorf("there is no file %s to take the reasons from: name one, or say the reasons themselves with --why", file)}
	}
	return string(b), err
}

// person is who commits: git's own variables, else the configuration.
func person(w *repo.WorkTree, now time.Time) (repo.Stamp, error) {
	name, email := w.Person()
	if s := os.Getenv("GIT_AUTHOR_NAME"); s != "" {
		name = s
	}
	if s := os.Getenv("GIT_AUTHOR_EMAIL"); s != "" {
		email = s
	}
	if name == "" || email == "" {
		return repo.Stamp{}, errors.New("git does not know who you are: tell it with «git config --global user.name NAME» and «git config --global user.email ADDRESS»")
	}
	return repo.Stamp{Name: name, Email: email, When: now}, nil
}

// written is what a writing command prints as JSON.
type written struct {
	Dir     string        `json:"dir"`
	Branch  string        `json:"branch"`
	Files   []writtenFile `json:"files"`
	Takes   []string      `json:"takes"`
	Message string        `json:"message"`
	DryRun  bool          `json:"dry_run"`
	Commit  string        `json:"commit"` // "" where nothing was written
	Undo    []string      `json:"undo"`
	Pushed  bool          `json:"pushed"`
	Send    []string      `json:"send"` // addresses and commands that bring it to others
}

type writtenFile struct {
	Path string `json:"path"`
	Text string `json:"text"`
}

// write shows a draft, commits it unless --dry-run is set, and says how to undo it. send
// are the ways to bring it to others, after a push where there is one.
func (a *app) write(ctx context.Context, w *repo.WorkTree, d *draft.Draft, key string, send func(branch string) []string) error {
	if err := d.Check(w); err != nil {
		return err
	}
	dry, pushes := a.settings.GetBool("dry-run"), a.settings.GetBool("push")
	if pushes {
		if err := pushable(ctx, w.Dir); err != nil {
			return err
		}
	}
	who, err := person(w, time.Now())
	if err != nil {
		return err
	}
	if key != "" {
		sig := draft.File{Path: d.Files[0].Path + ".sig"}
		if !dry {
			if sig.Data, err = signWith(ctx, key, d.Files[0].Data); err != nil {
				return err
			}
		}
		d.Files = append(d.Files, sig)
	}
	out := written{Dir: w.Dir, Branch: w.Branch, Takes: append([]string{}, d.Take...), Message: d.Message, DryRun: dry, Undo: []string{}, Send: []string{}}
	if d.Branch != "" {
		out.Branch = d.Branch
	}
	for _, f := range d.Files {
		out.Files = append(out.Files, writtenFile{f.Path, string(f.Data)})
	}
	asJSON := a.settings.GetBool("json")
	if !asJSON {
		a.show(out)
	}
	if !dry {
		done, err := d.Write(w, who)
		if err != nil {
			return err
		}
		out.Commit, out.Undo = done.Commit, done.Undo
		if pushes {
			if err := push(ctx, w.Dir, out.Branch, a.errs); err != nil {
				return fmt.Errorf("it is committed (%.10s) but was not pushed: %w", done.Commit, err)
			}
			out.Pushed, out.Undo = true, unpush(w.Dir, d.Branch, out)
		}
	}
	if send != nil {
		out.Send = append(out.Send, send(out.Branch)...)
	}
	if asJSON {
		return printJSON(a.out, out)
	}
	a.showEnd(out)
	return nil
}

// show prints what is about to be written.
func (a *app) show(o written) {
	verb := "Writes"
	if o.DryRun {
		verb = "Would write"
	}
	fmt.Fprintf(a.out, "%s in %s, on branch %s:\n", verb, o.Dir, o.Branch)
	for _, f := range o.Files {
		fmt.Fprintf(a.out, "\n  %s\n", f.Path)
		for _, line := range strings.Split(strings.TrimRight(f.Text, "\n"), "\n") {
			if line != "" || f.Text != "" {
				fmt.Fprintln(a.out, strings.TrimRight("  | "+line, " "))
			}
		}
	}
	for _, t := range o.Takes {
		fmt.Fprintf(a.out, "\n  %s, as it stands\n", t)
	}
	subject, _, _ := strings.Cut(o.Message, "\n")
	fmt.Fprintf(a.out, "\n  commit «%s»\n", subject)
}

// showEnd prints what was done and how to undo it, and how to send it.
func (a *app) showEnd(o written) {
	if o.Commit != "" {
		fmt.Fprintf(a.out, "\nCommitted as %.10s", o.Commit)
		if o.Pushed {
			fmt.Fprint(a.out, " and pushed")
		}
		fmt.Fprintln(a.out, ".")
	}
	if len(o.Send) > 0 {
		fmt.Fprintln(a.out, "\nTo send it:")
		for _, s := range o.Send {
			fmt.Fprintln(a.out, "  "+s)
		}
	}
	if len(o.Undo) > 0 {
		fmt.Fprintln(a.out, "\nTo undo it, as long as nothing was committed after it:")
		for _, s := range o.Undo {
			fmt.Fprintln(a.out, "  "+s)
		}
	}
}

// signWith makes a detached signature with ssh-keygen, which asks for a passphrase
// itself where the key has one.
func signWith(ctx context.Context, key string, data []byte) ([]byte, error) {
	if _, err := os.Stat(key); err != nil {
		return nil, usageError{fmt.Errorf("--sign %s: there is no such key file", key)}
	}
	tool, err := exec.LookPath("ssh-keygen")
	if err != nil {
		return nil, errors.New("--sign needs ssh-keygen, which is not installed (it comes with OpenSSH): install it, or leave --sign out")
	}
	if key, err = filepath.Abs(key); err != nil {
		return nil, err
	}
	var said bytes.Buffer
	c := exec.CommandContext(ctx, tool, "-Y", "sign", "-f", key, "-n", signature.Namespace)
	c.Stdin, c.Stderr = bytes.NewReader(data), &said
	sig, err := c.Output()
	if err != nil || !bytes.HasPrefix(sig, []byte("-----BEGIN SSH SIGNATURE-----")) {
		return nil, fmt.Errorf("ssh-keygen could not sign with %s: %s", key, strings.TrimSpace(said.String()))
	}
	return sig, nil
}

// remote is where --push brings a branch.
const remote = "origin"

// pushable reports, before anything is written, whether there is somewhere to push to.
func pushable(ctx context.Context, dir string) error {
	tool, err := exec.LookPath("git")
	if err != nil {
		return errors.New("--push needs git, which is not installed")
	}
	if exec.CommandContext(ctx, tool, "-C", dir, "remote", "get-url", remote).Run() != nil {
		return usageError{fmt.Errorf("there is no remote «%s» to push to, and nothing was written: add one with «git -C %s remote add %s URL», or leave --push out", remote, draft.Shell(dir), remote)}
	}
	return nil
}

// push hands a branch to git, which knows the user's credentials: that branch and
// nothing else, under its own name, whatever git is set to do besides.
func push(ctx context.Context, dir, branch string, errs io.Writer) error {
	full := "refs/heads/" + branch
	c := exec.CommandContext(ctx, "git", "-C", dir, "-c", "push.followTags=false", "push", "--recurse-submodules=no", remote, full+":"+full)
	c.Stdout, c.Stderr = errs, errs
	if err := c.Run(); err != nil {
		return fmt.Errorf("«git push %s %s» failed; its own words stand above", remote, branch)
	}
	return nil
}

// unpush are the commands that undo what was pushed: a branch that was made for it goes
// again, there and here; on a branch that others may have read the commit is reverted,
// which they see.
func unpush(dir, made string, o written) []string {
	git := "git -C " + draft.Shell(dir) + " "
	if made != "" {
		return append([]string{git + "push " + remote + " --delete " + draft.Shell(made)}, o.Undo...)
	}
	return []string{git + "revert --no-edit " + o.Commit, git + "push " + remote + " " + draft.Shell(o.Branch)}
}
