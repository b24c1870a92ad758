// Command polity makes a static site of constitutions kept in git, and opens each
// of its stages to other tools.
//
// It turns flags, environment and polity.yaml into options, shows progress, and
// turns results into exit codes: 0 done, 1 it could not be done, 2 it was asked
// wrongly. It holds no knowledge of texts.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// The exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// run is the whole program but for the process around it.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	root := newRoot(in, out, errs)
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil {
		return exitDone
	}
	fmt.Fprintf(errs, "polity: %s\n", visibleLines(err.Error()))
	if isUsage(err) {
		fmt.Fprintf(errs, "See «%s --help».\n", cmd.CommandPath())
		return exitUsage
	}
	return exitFailed
}
