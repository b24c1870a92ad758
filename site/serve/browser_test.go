package serve

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// TestBrowserReload holds in a real browser what no other test can: that a page
// under the strictest policy runs the script, shows a failure, and loads again.
func TestBrowserReload(t *testing.T) {
	if testing.Short() {
		t.Skip("browser tests are left out with -short")
	}
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no Chromium found on the PATH: reloading is not tried in a browser here")
	}
	dir := t.TempDir()
	source, site := filepath.Join(dir, "src"), filepath.Join(dir, "public")
	put(t, source, "text.md", "one")
	var rebuild atomic.Value // what the source should become
	rebuild.Store("one")
	ctx, stop := context.WithCancel(context.Background())
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() {
		ended <- Run(ctx, l, Options{Dir: site, Watch: []string{source}, Settle: 10 * time.Millisecond, Rebuild: func(context.Context) error {
			text := rebuild.Load().(string)
			if text == "bad" {
				return errors.New("line 1 is <b>bad</b>")
			}
			put(t, site, "index.html", strings.ReplaceAll(testPage, "weir", text))
			return nil
		}})
	}()
	defer func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}()

	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium), chromedp.NoSandbox,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	allocator, end := chromedp.NewExecAllocator(context.Background(), options...)
	defer end()
	page, leave := chromedp.NewContext(allocator, chromedp.WithErrorf(log.New(io.Discard, "", 0).Printf))
	defer leave()
	if err := chromedp.Do(page); err != nil {
		t.Fatal(err)
	}
	page, cancel := context.WithTimeout(page, time.Minute)
	defer cancel()
	if err := chromedp.Do(page, chromedp.Navigate("http://"+l.Addr().String()+"/")); err != nil {
		t.Fatal(err)
	}
	// A page that reloads forgets what it was asked, so it is asked again and again.
	becomes := func(what, expression string) {
		t.Helper()
		for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
			if is, err := chromedp.Run(page, chromedp.Evaluate[bool](expression)); err == nil && is {
				return
			}
		}
		t.Fatalf("%s: never so: %s", what, expression)
	}
	becomes("the first build", "document.querySelector('h1').textContent === 'The one'")
	rebuild.Store("bad")
	put(t, source, "text.md", "bad")
	becomes("the failure over the last good page", "document.querySelector('h1').textContent === 'The one' && "+
		"document.querySelector('[role=alert] pre').textContent === 'line 1 is <b>bad</b>' && "+
		"getComputedStyle(document.querySelector('[role=alert]')).position === 'fixed'")
	rebuild.Store("two")
	put(t, source, "text.md", "two")
	becomes("the next build", "document.querySelector('h1').textContent === 'The two' && !document.querySelector('[role=alert]')")
}
