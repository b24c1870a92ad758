package main

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestServeFollowsItsSources goes the whole way: built, shown, edited, built anew,
// broken, mended, and ended without a trace.
func TestServeFollowsItsSources(t *testing.T) {
	temp, texts := t.TempDir(), filepath.Join(t.TempDir(), "ferry")
	if err := os.Mkdir(texts, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", temp)
	t.Setenv("POLITY_CACHE", t.TempDir())
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(texts, "charter.md"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("# The ferry\n\n## Article 1\n\nThe boat waits for the miller.\n")
	ctx, end := context.WithCancel(context.Background())
	defer end()
	out, in := io.Pipe()
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{"serve", texts, "--no-open", "--addr", "127.0.0.1:0"}, strings.NewReader(""), in, in)
		in.Close()
	}()
	url := addressIn(t, out)
	page := url + "ferry/"
	waitFor(t, page, "waits for the miller")
	write("# The ferry\n\n## Article 1\n\nThe boat waits for the heron.\n")
	waitFor(t, page, "waits for the heron")
	if err := os.WriteFile(filepath.Join(texts, "polity.yaml"), []byte("spec: 99\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	waitForProblem(t, url+".polity/events", "version 99")
	waitFor(t, page, "waits for the heron") // the last good site stays up
	if err := os.Remove(filepath.Join(texts, "polity.yaml")); err != nil {
		t.Fatal(err)
	}
	write("# The ferry\n\n## Article 1\n\nThe boat waits for nobody.\n")
	waitFor(t, page, "waits for nobody")
	end()
	select {
	case got := <-code:
		if got != exitDone {
			t.Errorf("ended with %d", got)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("it does not end")
	}
	if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// addressIn reads the line that says where the site is, and lets the rest run dry.
func addressIn(t *testing.T, out io.Reader) string {
	t.Helper()
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if at := regexp.MustCompile(`http://\S+`).FindString(lines.Text()); at != "" {
			go io.Copy(io.Discard, out)
			return at
		}
	}
	t.Fatal("no address was printed")
	return ""
}

func waitFor(t *testing.T, url, words string) {
	t.Helper()
	last := ""
	for range 200 {
		if r, err := http.Get(url); err == nil {
			b, _ := io.ReadAll(r.Body)
			r.Body.Close()
			if last = string(b); strings.Contains(last, words) {
				return
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("%s never said %q; at last: %.2000s", url, words, last)
}

// waitForProblem reads what open pages are told until it holds the words.
func waitForProblem(t *testing.T, url, words string) {
	t.Helper()
	ctx, end := context.WithTimeout(t.Context(), 10*time.Second)
	defer end()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
		if strings.Contains(lines.Text(), words) {
			return
		}
	}
	t.Fatalf("pages were never told of %q", words)
}

func TestListenTakesAnotherPortUnlessOneWasAskedFor(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	if l, err := listen(taken.Addr().String()); err == nil {
		l.Close()
		t.Error("a port that is taken was opened")
	} else if !strings.Contains(err.Error(), "--addr") {
		t.Errorf("said %v", err)
	}
}
