package site

import (
	"context"
	"io"
	"log"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// A reader puts proposals together in a browser, with a page opened from the disk.
func TestBrowserPutsProposalsTogether(t *testing.T) {
	if testing.Short() {
		t.Skip("browser tests are left out with -short")
	}
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium found on the PATH: what a person does in a browser is not tested here")
	}
	out, _ := buildSample(t, Options{Workers: 2})
	allocator, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))...)
	defer stop()
	ctx, leave := chromedp.NewContext(allocator, chromedp.WithErrorf(log.New(io.Discard, "", 0).Printf))
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	page := "file://" + filepath.ToSlash(filepath.Join(out, "upper-tamsel-constitution", "proposals", "index.html"))
	if err := chromedp.Do(ctx, chromedp.Navigate(page), chromedp.WaitVisible("#ui-compose")); err != nil {
		t.Fatal(err)
	}
	choose := func(names ...string) (verdict, result string) {
		t.Helper()
		script := `(function (names) {
			document.querySelectorAll("#ui-compose label").forEach(function (l) { l.querySelector("input").checked = names.indexOf(l.textContent.trim()) >= 0; });
			document.querySelector("#ui-compose form").dispatchEvent(new Event("change"));
			return document.querySelector("#ui-compose .verdict").textContent + "\n" + document.querySelector("#ui-compose .result").innerText;
		})(["` + strings.Join(names, `","`) + `"])`
		said, err := chromedp.Run(ctx, chromedp.Evaluate[string](script))
		if err != nil {
			t.Fatal(err)
		}
		verdict, result, _ = strings.Cut(said, "\n")
		return verdict, result
	}
	if verdict, result := choose(); verdict != "Nothing is chosen." || result != "" {
		t.Errorf("nothing chosen: %q %q", verdict, result)
	}
	if verdict, result := choose("Proposal 31", "Proposal 33"); verdict != "These pass together." || !strings.Contains(result, "reckoned by the length") || strings.Count(strings.TrimSpace(result), "\n\n") != 1 {
		t.Errorf("two that pass: %q %q", verdict, result)
	}
	if _, result := choose("Proposal 31"); !strings.Contains(result, "deleted:") || !strings.Contains(result, "end of insertion") {
		t.Errorf("those who hear the page are not told what was struck out and put in: %q", result)
	}
	if verdict, _ := choose("Proposal 31", "Proposal 32"); verdict != "Proposal 31, Proposal 32: cannot pass together as they are" {
		t.Errorf("two that collide: %q", verdict)
	}
}
