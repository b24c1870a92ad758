package check

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// TestBrowserAccessibility runs the axe engine over pages of a built site that
// stand for all, opened from the disk: light, dark and on a phone. It needs
// Chromium, a site ($POLITY_SITE) and the engine ($POLITY_AXE); the command
// `go run ./cmd/dev browser` brings the last two.
func TestBrowserAccessibility(t *testing.T) {
	site, engine := os.Getenv("POLITY_SITE"), os.Getenv("POLITY_AXE")
	if site == "" || engine == "" {
		t.Skip("no built site and no accessibility engine named: go run ./cmd/dev browser does")
	}
	axe, err := os.ReadFile(engine)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := Sample(os.DirFS(site), 2)
	if err != nil {
		t.Fatal(err)
	}
	pages = slices.DeleteFunc(pages, func(page string) bool { // nobody stays on a page that sends its reader on
		text, err := os.ReadFile(filepath.Join(site, page))
		return err == nil && strings.Contains(string(text), `http-equiv="refresh"`)
	})
	if len(pages) == 0 {
		t.Fatalf("%s has no pages", site)
	}
	ctx := chromium(t)
	for _, look := range []struct {
		name, scheme string
		width        int64
	}{{"light", "light", 1280}, {"dark", "dark", 1280}, {"phone", "light", 360}} {
		t.Run(look.name, func(t *testing.T) {
			for _, page := range pages {
				ctx, cancel := context.WithTimeout(ctx, time.Minute)
				found, err := violations(ctx, "file://"+filepath.ToSlash(filepath.Join(site, page)), look.scheme, look.width, string(axe))
				cancel()
				if err != nil {
					t.Errorf("%s: %v", page, err)
				}
				for _, v := range found {
					t.Errorf("%s: %s", page, v)
				}
			}
			t.Logf("%d pages read", len(pages))
		})
	}
}

// chromium starts a browser, or skips the test where there is none.
func chromium(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium found on the PATH: pages are not tried in a browser here")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, leave := chromedp.NewContext(allocator, chromedp.WithErrorf(log.New(io.Discard, "", 0).Printf))
	t.Cleanup(leave)
	// The browser is started without a time limit, which would end it with the first page.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// judge runs the engine and tells each violation in a line.
const judge = `axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v =>
	v.id + ' (' + v.impact + '): ' + v.help + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + n.html.slice(0, 160)).join(' | ')))`

// violations opens a page and asks the engine.
func violations(ctx context.Context, url, scheme string, width int64, axe string) ([]string, error) {
	target := chromedp.FromContext(ctx).Target
	features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}
	if _, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features}); err != nil {
		return nil, err
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate(url)); err != nil {
		return nil, err
	}
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](axe+"\n;true")); err != nil {
		return nil, fmt.Errorf("the engine cannot be put into the page: %w", err)
	}
	found, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](judge, chromedp.EvalAwaitPromise))
	for i := range found {
		found[i] = strings.Join(strings.Fields(found[i]), " ")
	}
	return found, err
}
