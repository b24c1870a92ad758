package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"polity/commons/repo"
	"polity/commons/story"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"polity": main})
}

// TestScripts runs the stories in testdata/script: what a person types and reads.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		UpdateScripts:       os.Getenv("POLITY_UPDATE") != "",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("POLITY_CACHE", filepath.Join(e.WorkDir, ".cache"))
			e.Setenv("COLUMNS", "80")
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"bell":   putBell,
			"same":   sameTree,
			"code":   exitCode,
			"undone": undone,
			"holds": func(ts *testscript.TestScript, neg bool, args []string) {
				if strings.Contains(treeOf(ts, ts.MkAbs(args[0])), args[1]) == neg {
					ts.Fatalf("%s: holding %q is %v", args[0], args[1], neg)
				}
			},
		},
	})
}

// bell builds the repository of testdata/bell.txtar.
func bell() (*repo.Builder, error) {
	text, err := os.ReadFile(filepath.Join("testdata", "bell.txtar"))
	if err != nil {
		return nil, err
	}
	return story.FromText("bell", text)
}

// putBell is the command «bell DEST»: a bundle, or a bare repository.
func putBell(ts *testscript.TestScript, _ bool, args []string) {
	b, err := bell()
	ts.Check(err)
	dest := ts.MkAbs(args[0])
	if !strings.HasSuffix(dest, ".bundle") {
		ts.Check(b.WriteDir(dest))
		return
	}
	f, err := os.Create(dest)
	ts.Check(err)
	defer f.Close()
	ts.Check(b.WriteBundle(f))
}

// exitCode is the command «code N COMMAND…»: the command ends with just that.
func exitCode(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		got = ended.ExitCode()
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("it ended with %d, not %s (%v)", got, args[0], err)
	}
}

// undone is the command «undone DIR»: the commands that the last output names to undo
// it are run, and HEAD is where it was before.
func undone(ts *testscript.TestScript, _ bool, args []string) {
	_, after, ok := strings.Cut(ts.ReadFile("stdout"), "To undo it")
	if !ok {
		ts.Fatalf("the last command did not say how to undo it")
	}
	for _, line := range strings.Split(after, "\n") {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "git ") {
			ts.Check(ts.Exec("sh", "-c", line))
		}
	}
}

// sameTree is the command «same A B»: two folders hold the same files.
func sameTree(ts *testscript.TestScript, neg bool, args []string) {
	a, b := treeOf(ts, ts.MkAbs(args[0])), treeOf(ts, ts.MkAbs(args[1]))
	if (a == b) == neg {
		ts.Fatalf("%s and %s: same is %v", args[0], args[1], a == b)
	}
}

func treeOf(ts *testscript.TestScript, dir string) string {
	var b strings.Builder
	ts.Check(filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(p)
		b.WriteString(strings.TrimPrefix(p, dir) + "\x00" + string(text) + "\x00")
		return err
	}))
	return b.String()
}
