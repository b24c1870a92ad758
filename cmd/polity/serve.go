package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"polity/commons/manifest"
	"polity/site"
	"polity/site/serve"
)

func (a *app) serve() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve [SOURCE...]",
		Short: "Build a site, show it in the browser, and follow its sources",
		Long: `Build a site as «polity build» does, serve it on this machine and open it. When a
source changes, what changed is built again and open pages reload. A build that
fails is shown over the last good site.`,
		Example: `  polity serve                         polity.yaml here, else the sample commons
  polity serve ~/our-constitution
  polity serve --addr 127.0.0.1:8000 --no-open`,
		RunE: func(cmd *cobra.Command, args []string) error { return a.runServe(cmd.Context(), args) },
	}
	cmd.Flags().String("addr", "127.0.0.1:4280", "address to serve on; port 0 takes any free one")
	cmd.Flags().Bool("no-open", false, "do not open the browser")
	cmd.Flags().Duration("poll", 0, "look for changes this often, for disks that do not tell of them")
	cmd.Flags().StringP("out", "o", "", "folder for the site (default a temporary one)")
	cmd.Flags().Bool("force", false, "replace a folder that polity did not make")
	a.siteFlags(cmd)
	return cmd
}

func (a *app) runServe(ctx context.Context, args []string) error {
	out := a.settings.GetString("out")
	if out == "" {
		temp, err := os.MkdirTemp("", "polity-serve-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(temp)
		out = filepath.Join(temp, "site")
	}
	l, err := listen(a.settings.GetString("addr"))
	if err != nil {
		return err
	}
	url := "http://" + l.Addr().String() + "/"
	fmt.Fprintf(a.out, "serving on %s (Ctrl-C ends it)\n", url)
	watched, err := a.watched(args)
	if err != nil {
		l.Close()
		return err
	}
	opened := a.settings.GetBool("no-open")
	workshop := site.NewWorkshop()
	rebuild := func(ctx context.Context) error {
		began := time.Now()
		m := newMeter(a.errs, a.settings.GetBool("quiet"))
		defer m.done()
		o, err := a.siteOptions(args, m)
		if err != nil {
			return err
		}
		o.Out, o.Force, o.Workshop = out, a.settings.GetBool("force"), workshop
		r, err := site.Build(ctx, o)
		if err != nil {
			return err
		}
		if !opened {
			opened = true
			openBrowser(ctx, url)
		}
		if !r.Unchanged {
			fmt.Fprintf(a.out, "built %d pages, %d files new or changed, in %s\n", r.Pages, r.Files.Written, short(time.Since(began)))
		}
		return nil
	}
	return serve.Run(ctx, l, serve.Options{
		Dir: out, Rebuild: rebuild, Watch: watched, Poll: a.settings.GetDuration("poll"),
		Log: func(line string) { fmt.Fprintln(a.errs, line) },
	})
}

// listen opens the address. Where its port is taken and was not asked for, any free
// port will do.
func listen(addr string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	if err == nil {
		return l, nil
	}
	if host, port, e := net.SplitHostPort(addr); e == nil && port == "4280" {
		return net.Listen("tcp", net.JoinHostPort(host, "0"))
	}
	return nil, fmt.Errorf("%w; name another with --addr", err)
}

// watched are the local paths whose changes call for a build.
func (a *app) watched(args []string) ([]string, error) {
	o, err := a.siteOptions(args, &meter{})
	if err != nil {
		return nil, err
	}
	local, err := site.LocalSources(o)
	if err != nil {
		return nil, err
	}
	if t := a.settings.GetString("theme"); t != "" {
		local = append(local, t)
	}
	if o.Manifest != nil {
		local = append(local, filepath.Join(o.Base, manifest.Name))
	}
	return local, nil
}

// openBrowser asks the desktop to show a page. Where there is none, the address has
// been printed.
func openBrowser(ctx context.Context, url string) {
	name, args := "xdg-open", []string{url}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", url}
	}
	if path, err := exec.LookPath(name); err == nil {
		_ = exec.CommandContext(ctx, path, args...).Start()
	}
}
