package serve

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

const testPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; script-src 'self'; style-src 'self'">
<title>The weir</title></head><body><h1>The weir</h1></body></html>
`

// put writes files below dir: name, text, name, text …
func put(t *testing.T, dir string, files ...string) {
	t.Helper()
	for i := 0; i < len(files); i += 2 {
		path := filepath.Join(dir, files[i])
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(files[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// get asks a server without a network between.
func get(s *server, method, target, host string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://"+host+"/", nil)
	r.URL.Path = target
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func TestStatic(t *testing.T) {
	dir := t.TempDir()
	site := filepath.Join(dir, "public")
	put(t, dir, "secret.txt", "secret", "public/index.html", testPage, "public/weir/index.html", testPage,
		"public/404.html", strings.Replace(testPage, "The weir", "Nothing here", 2), "public/a.css", "p{}", "public/日本.txt", "水")
	if err := os.Symlink("../secret.txt", filepath.Join(site, "link.txt")); err != nil {
		t.Log("without symbolic links:", err)
	}
	s := newServer(Options{Dir: site})
	s.local = true
	for _, c := range []struct {
		method, target, host string
		status               int
		kind, body           string
	}{
		{"GET", "/", "localhost:8080", 200, "text/html; charset=utf-8", "<h1>The weir"},
		{"GET", "/weir/", "127.0.0.1", 200, "text/html; charset=utf-8", "<h1>The weir"},
		{"GET", "/weir/index.html", "[::1]:80", 200, "text/html; charset=utf-8", "<h1>The weir"},
		{"GET", "/weir", "localhost", 301, "", ""},
		{"GET", "/a.css", "localhost", 200, "text/css; charset=utf-8", "p{}"},
		{"HEAD", "/a.css", "localhost", 200, "text/css; charset=utf-8", ""},
		{"GET", "/日本.txt", "localhost", 200, "text/plain; charset=utf-8", "水"},
		{"GET", "/nowhere", "localhost", 404, "text/html; charset=utf-8", "Nothing here"},
		{"GET", "/../secret.txt", "localhost", 404, "text/html; charset=utf-8", "Nothing here"},
		{"GET", "/weir/../../secret.txt", "localhost", 404, "text/html; charset=utf-8", "Nothing here"},
		{"GET", "/link.txt", "localhost", 404, "text/html; charset=utf-8", "Nothing here"},
		{"GET", "/a\x00b", "localhost", 404, "text/html; charset=utf-8", "Nothing here"},
		{"POST", "/", "localhost", 405, "", "for reading"},
		{"GET", "/", "elsewhere.example", 421, "", "this machine only"},
		{"GET", "/.polity/reload.js", "localhost", 200, "text/javascript; charset=utf-8", "EventSource"},
	} {
		w := get(s, c.method, c.target, c.host)
		if w.Code != c.status || c.kind != "" && w.Header().Get("Content-Type") != c.kind || !strings.Contains(w.Body.String(), c.body) {
			t.Errorf("%s %q at %s: %d %q %.200q", c.method, c.target, c.host, w.Code, w.Header().Get("Content-Type"), w.Body)
		}
	}
	if to := get(s, "GET", "/weir", "localhost").Header().Get("Location"); to != "weir/" {
		t.Errorf("a folder redirects to %q", to)
	}
}

func TestInstrument(t *testing.T) {
	page, policy := instrument([]byte(testPage), "b-1")
	if strings.Contains(string(page), "Security-Policy") || strings.Count(string(page), "reload.js") != 1 {
		t.Errorf("page:\n%s", page)
	}
	_, rest, _ := strings.Cut(string(page), ` nonce="`)
	nonce, _, ok := strings.Cut(rest, `"`)
	want := "default-src 'none'; script-src 'self' 'nonce-" + nonce + "'; style-src 'self'; connect-src 'self'"
	if !ok || policy != want {
		t.Errorf("policy %q, want %q", policy, want)
	}
	if _, again := instrument([]byte(testPage), "b-1"); again == policy {
		t.Error("a nonce was used twice")
	}
	for in, want := range map[string]string{
		"<html><head><title>x</title></head><body>y": `<html><head><title>x</title><script src="/.polity/reload.js" data-build="1" defer></script></head><body>y`,
		"<p>y": `<p>y<script src="/.polity/reload.js" data-build="1" defer></script>`,
		"":     `<script src="/.polity/reload.js" data-build="1" defer></script>`,
		"<pre>&lt;meta http-equiv=Content-Security-Policy content=x&gt;": `<pre>&lt;meta http-equiv=Content-Security-Policy content=x&gt;<script src="/.polity/reload.js" data-build="1" defer></script>`,
	} {
		if out, policy := instrument([]byte(in), "1"); string(out) != want || policy != "" {
			t.Errorf("%q became %q with %q", in, out, policy)
		}
	}
}

func TestAllow(t *testing.T) {
	for _, c := range [][2]string{
		{"", "script-src X"},
		{"default-src 'self'", "default-src 'self'; script-src 'self' X"},
		{"default-src 'none'", "default-src 'none'; script-src X"},
		{"script-src 'none';; ", "script-src X"},
		{"SCRIPT-SRC 'self'", "SCRIPT-SRC 'self' X"},
	} {
		if got := allow(c[0], "script-src", "X"); got != c[1] {
			t.Errorf("%q became %q, want %q", c[0], got, c[1])
		}
	}
}

// live starts Run and gives the address, and the states that a page is told.
func live(t *testing.T, opt Options) (address string, states <-chan state) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- Run(ctx, l, opt) }()
	address = "http://" + l.Addr().String()
	told := make(chan state, 100)
	r, err := http.Get(address + "/.polity/events")
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(told)
		for lines := bufio.NewScanner(r.Body); lines.Scan(); {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var s state
				if json.Unmarshal([]byte(data), &s) == nil {
					told <- s
				}
			}
		}
	}()
	t.Cleanup(func() {
		stop()
		select {
		case err := <-ended:
			if err != nil {
				t.Errorf("Run ended with %v", err)
			}
		case <-time.After(10 * time.Second):
			t.Error("Run did not end")
		}
		r.Body.Close()
		for range told { // until the page's connection is closed
			continue
		}
		http.DefaultClient.CloseIdleConnections()
		goleak.VerifyNone(t)
	})
	return address, told
}

// wait wants a state that is as ok says, soon.
func wait(t *testing.T, states <-chan state, what string, ok func(state) bool) state {
	t.Helper()
	for end := time.After(10 * time.Second); ; {
		select {
		case s := <-states:
			if ok(s) {
				return s
			}
		case <-end:
			t.Fatalf("never told of %s", what)
		}
	}
}

func read(t *testing.T, url string) (int, string) {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(body)
}

func TestBuildsAreShownAndFailuresSurvived(t *testing.T) {
	for name, poll := range map[string]time.Duration{"told": 0, "polled": 20 * time.Millisecond} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			source, site := filepath.Join(dir, "src"), filepath.Join(dir, "src", "public")
			put(t, source, "text.md", "one")
			address, states := live(t, Options{
				Dir: site, Watch: []string{source, filepath.Join(dir, "missing")}, Poll: poll, Settle: 10 * time.Millisecond,
				Rebuild: func(context.Context) error {
					text, err := os.ReadFile(filepath.Join(source, "text.md"))
					switch {
					case err != nil:
						return err
					case string(text) == "bad":
						return errors.New("line 1: <bad>")
					case string(text) == "worse":
						panic("a mistake of ours")
					}
					put(t, site, "index.html", strings.ReplaceAll(testPage, "weir", string(text)))
					return nil
				},
			})
			first := wait(t, states, "the first build", func(s state) bool { return strings.HasSuffix(s.Build, "-1") })
			if _, page := read(t, address); !strings.Contains(page, "The one") || !strings.Contains(page, first.Build) {
				t.Errorf("first build shows %s", page)
			}
			put(t, source, "text.md", "bad")
			wait(t, states, "the failure", func(s state) bool { return s.Build == first.Build && s.Problem == "line 1: <bad>" })
			if status, page := read(t, address); status != 200 || !strings.Contains(page, "The one") {
				t.Errorf("after a failure: %d %s", status, page)
			}
			put(t, source, "text.md", "worse")
			wait(t, states, "the panic", func(s state) bool { return strings.Contains(s.Problem, "a mistake of ours") })
			put(t, source, "text.md", "two!")
			wait(t, states, "the second build", func(s state) bool { return strings.HasSuffix(s.Build, "-2") && s.Problem == "" })
			if _, page := read(t, address); !strings.Contains(page, "The two!") {
				t.Errorf("second build shows %s", page)
			}
		})
	}
}

func TestFirstBuildFails(t *testing.T) {
	address, states := live(t, Options{
		Dir:     filepath.Join(t.TempDir(), "public"),
		Rebuild: func(context.Context) error { return errors.New("no <prose> here") },
	})
	wait(t, states, "the failure", func(s state) bool { return s.Problem != "" })
	status, page := read(t, address)
	if status != 503 || !strings.Contains(page, "no &lt;prose&gt; here") || !strings.Contains(page, "reload.js") {
		t.Errorf("%d %s", status, page)
	}
}
