package render

import (
	"context"
	"io"
	"log"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"polity/commons/decision"
	"polity/site/model"
)

// browser is one page in Chromium over the fixtures, opened from the disk, as a
// reader does who unpacked a site. One browser serves all checks of a test.
type browser struct {
	*testing.T
	ctx  context.Context
	site string
}

// openBrowser starts Chromium, or skips the test where there is none.
func openBrowser(t *testing.T) *browser {
	t.Helper()
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
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, leave := chromedp.NewContext(allocator, chromedp.WithErrorf(log.New(io.Discard, "", 0).Printf))
	t.Cleanup(leave)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	t.Cleanup(cancel)
	site := t.TempDir()
	write(t, site)
	return &browser{T: t, ctx: ctx, site: site}
}

// do takes some steps in the browser.
func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

// open shows a page of the fixtures in a window of this width.
func (b *browser) open(path string, width int64) {
	b.Helper()
	b.do(chromedp.EmulateViewport(width, 900), chromedp.Navigate("file://"+filepath.ToSlash(filepath.Join(b.site, path))))
}

// scripts switches the page's own scripts on or off; it holds from the next page.
func (b *browser) scripts(on bool) {
	b.Helper()
	target := chromedp.FromContext(b.ctx).Target
	if _, err := cdp.Call(b.ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on}); err != nil {
		b.Fatal(err)
	}
}

// ask evaluates an expression in the page.
func ask[T any](b *browser, expression string) T {
	b.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return value
}

// holds fails the test where an expression is not true.
func (b *browser) holds(what, expression string) {
	b.Helper()
	if !ask[bool](b, expression) {
		b.Errorf("%s: not so: %s", what, expression)
	}
}

// seen is an expression: how many elements that match are shown.
func seen(selector string) string {
	return "[...document.querySelectorAll('" + selector + "')].filter(e => e.checkVisibility()).length"
}

func click(selector string) chromedp.Action[chromedp.Void] {
	return chromedp.Click(chromedp.CSS(selector))
}

func TestBrowser(t *testing.T) {
	b := openBrowser(t)
	b.Run("change without script", func(t *testing.T) { b.with(t).changeViews() })
	b.Run("glance at a reference without script", func(t *testing.T) { b.with(t).glance() })
	b.Run("contents follow on a wide page and fold on a phone", func(t *testing.T) { b.with(t).contents() })
	b.Run("keyboard reaches the text first", func(t *testing.T) { b.with(t).skipLink() })
	b.Run("keys lead to neighbours", func(t *testing.T) { b.with(t).keys() })
	b.Run("chosen view is remembered", func(t *testing.T) { b.with(t).remembered() })
	b.Run("phone never scrolls sideways", func(t *testing.T) { b.with(t).phone() })
	b.Run("tables on a phone can be read", func(t *testing.T) { b.with(t).tables() })
	b.Run("a mark is set alike whatever it says", func(t *testing.T) { b.with(t).tags() })
	b.Run("tables fit on paper", func(t *testing.T) { b.with(t).paper() })
	b.Run("labels and marks hang outside the text", func(t *testing.T) { b.with(t).hanging() })
	b.Run("marks in the margin do not meet", func(t *testing.T) { b.with(t).marks() })
	b.Run("what marks mean stands below its heading", func(t *testing.T) { b.with(t).legends() })
	b.Run("a stream is brought out with its row, and the drawing scaled", func(t *testing.T) { b.with(t).braid() })
	b.Run("policy lets styles and scripts in", func(t *testing.T) { b.with(t).policy() })
}

// with is the same browser reporting to a subtest.
func (b *browser) with(t *testing.T) *browser {
	return &browser{T: t, ctx: b.ctx, site: b.site}
}

func (b *browser) changeViews() {
	b.scripts(false)
	defer b.scripts(true)
	b.open("en/changes/12/index.html", 1200)
	b.holds("both readings at first", seen(".one del")+" > 0 && "+seen(".one ins")+" > 0 && "+seen(".two")+" === 0")
	b.holds("unchanged clauses are folded", seen(".kept .pair")+" === 0 && "+seen(".folded")+" > 0")

	b.do(click("#ui-new"))
	b.holds("result has nothing struck", seen(".difference del")+" === 0 && "+seen(".pair.removed")+" === 0")
	b.holds("result has what came", seen(".one ins")+" > 0")

	b.do(click("#ui-old"))
	b.holds("original has nothing inserted", seen(".difference ins")+" === 0 && "+seen(".pair.added")+" === 0")

	b.do(click("#ui-two"))
	b.holds("two columns", seen(".two")+" > 0")
	b.holds("old column has no insertion, new one no deletion", seen(".pair.edited .one ins")+" === 0 && "+seen(".two del")+" === 0")
	b.holds("columns stand beside each other", `(() => { const pair = document.querySelector(".pair.edited"),
		a = pair.querySelector(".one").getBoundingClientRect(), b = pair.querySelector(".two").getBoundingClientRect();
		return a.right <= b.left && Math.abs(a.top - b.top) < 2 })()`)

	b.do(click("#ui-all"))
	b.holds("all of the text", seen(".kept .pair")+" > 0 && "+seen(".folded")+" === 0")
}

func (b *browser) glance() {
	b.scripts(false)
	defer b.scripts(true)
	b.open("en/index.html", 1200)
	b.holds("closed at first", seen(".glance")+" === 0")
	b.do(click(".peek"))
	b.holds("opens with the words of the clause", seen(".glance")+` === 1 && document.querySelector(".glance").innerText.includes("Article 2")`)
	b.do(chromedp.KeyEvent(kb.Escape))
	b.holds("escape closes it", seen(".glance")+" === 0")
}

func (b *browser) contents() {
	b.open("en/index.html", 1360)
	b.holds("open without a click", seen(".contents li a")+" > 20")
	b.holds("stands beside the text", `document.querySelector(".contents").getBoundingClientRect().right <= document.querySelector(".text section").getBoundingClientRect().left`)
	b.do(chromedp.Evaluate[chromedp.Void](`window.scrollTo({top: 3000, behavior: "instant"})`))
	b.holds("follows", `document.querySelector(".contents a").getBoundingClientRect().top > 0`)
	b.open("en/index.html", 390)
	b.holds("folded on a phone", seen(".contents li a")+" === 0")
	b.do(click(".contents summary"))
	b.holds("unfolds", seen(".contents li a")+" > 20")
}

func (b *browser) skipLink() {
	b.open("ar/index.html", 1200)
	b.do(chromedp.KeyEvent(kb.Tab))
	b.holds("first stop is the skip link, and it shows", `document.activeElement.className === "skip" && document.activeElement.getBoundingClientRect().top >= 0`)
	b.do(chromedp.KeyEvent(kb.Enter))
	b.holds("it leads into the page", `document.activeElement.id === "ui-main"`)
}

func (b *browser) keys() {
	b.open("en/changes/12/index.html", 1200)
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector("a[rel=next]").addEventListener("click", e => { e.preventDefault(); document.title = "next" })`),
		chromedp.KeyEvent("n"))
	b.holds("n is the next change", `document.title === "next"`)
	b.open("en/index.html", 390)
	b.do(chromedp.KeyEvent("c"))
	b.holds("c is the contents", `document.activeElement.closest(".contents") !== null`)
}

func (b *browser) remembered() {
	b.open("en/changes/12/index.html", 1200)
	b.do(click("#ui-new"))
	b.open("ja/changes/12/index.html", 1200)
	b.holds("kept for the next change", `document.getElementById("ui-new").checked && !document.getElementById("ui-both").checked`)
	b.do(click("#ui-both"))
}

// phone looks at one page of every kind, the works' in the script that is the
// hardest to fit, on the narrowest window that a page has to bear (WCAG 1.4.10).
func (b *browser) phone() {
	for _, p := range append(arabic.pages(), commonsPages()...) {
		if p.Kind == model.KindRedirect {
			continue
		}
		b.open(p.Path, 320)
		b.holds(p.Path, "document.documentElement.scrollWidth <= document.documentElement.clientWidth")
	}
}

func (b *browser) tables() {
	for _, path := range []string{"kin/index.html", "lineage/index.html", "travel/index.html"} {
		b.open(path, 390)
		b.holds("no cell is a word wide: "+path, `(() => { const cells = [...document.querySelectorAll("main .scroll td, main .scroll th")].filter(e => e.innerText.length > 20);
			return cells.length > 0 && cells.every(e => e.getBoundingClientRect().width >= 96) })()`)
	}
}

// tags sees that no rule of another part of a page catches a mark by its key.
func (b *browser) tags() {
	b.open("en/index.html", 1200)
	for _, s := range []decision.State{
		decision.Stands, decision.Restyled, decision.Lapsed, decision.Pending, decision.Moot, decision.Ended,
		decision.Elsewhere, decision.Unknown, decision.OtherText, decision.Answers,
	} {
		b.holds(string(s), `(() => { const look = name => { const tag = document.createElement("span"); tag.className = name; document.querySelector("main").append(tag);
			const style = getComputedStyle(tag); return [style.display, style.fontSize, style.margin, style.padding].join() };
			return look("tag `+string(s)+`") === look("tag") })()`)
	}
}

// paper sees that no table is wider than a sheet: what stands beyond its edge is lost.
func (b *browser) paper() {
	target := chromedp.FromContext(b.ctx).Target
	set := func(media string) {
		if _, err := cdp.Call(b.ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media}); err != nil {
			b.Fatal(err)
		}
	}
	set("print")
	defer set("")
	for _, path := range []string{"kin/index.html", "lineage/index.html", "travel/index.html"} {
		b.open(path, 627) // the measure of A4
		b.holds("tables fit on paper: "+path, `[...document.querySelectorAll("main .scroll")].every(e => getComputedStyle(e).overflowX === "visible" && e.querySelector("table").getBoundingClientRect().right <= document.documentElement.clientWidth &&
			[...e.querySelectorAll("td")].every(c => c.scrollWidth <= c.clientWidth + 1))`)
	}
}

func (b *browser) hanging() {
	for _, path := range []string{"en/index.html", "ja/index.html"} {
		b.open(path, 1360)
		b.holds(path, `(() => { const unit = document.querySelector("#art_2"), box = e => unit.querySelector(e).getBoundingClientRect();
			return box("h3 .n").right < box("p").left && box("p").right < box(".mark").left })()`)
	}
	b.open("ar/index.html", 1360)
	b.holds("mirrored", `(() => { const unit = document.querySelector("#art_2"), box = e => unit.querySelector(e).getBoundingClientRect();
		return box("h3 .n").left > box("p").right && box("p").left > box(".mark").right })()`)
}

// apart is an expression: no two marks of a text lie on one another, and none on its words.
const apart = `(() => { const boxes = [...document.querySelectorAll(".text .marks, .text .mark:not(.still, .marks .mark)")].map(e => e.getBoundingClientRect());
	const words = [...document.querySelectorAll(".text p, .text .par")].map(e => e.getBoundingClientRect());
	const meet = (a, z) => a.left < z.right && z.left < a.right && a.top + 1 < z.bottom && z.top + 1 < a.bottom;
	return boxes.length > 5 && boxes.every((a, i) => boxes.every((z, k) => k <= i || !meet(a, z)) && !words.some(z => meet(a, z))) })()`

func (b *browser) marks() {
	for _, path := range []string{"en/index.html", "ar/index.html", "ja/index.html"} {
		b.open(path, 1360)
		b.holds("marks apart from words and from one another: "+path, apart)
	}
	b.open("en/index.html", 390)
	b.holds("behind the words on a phone", `(() => { const par = document.querySelector("#art_5__para_1"), says = par.querySelector(".says");
		return getComputedStyle(par.querySelector(".marks")).position === "static" && says.getBoundingClientRect().left < par.getBoundingClientRect().right })()`)
}

func (b *browser) legends() {
	for _, path := range []string{"about/index.html", "kin/index.html", "lineage/index.html"} {
		b.open(path, 1360)
		b.holds(path, `(() => { const main = document.querySelector("main").getBoundingClientRect(), lists = [...document.querySelectorAll("main dl")].map(e => e.getBoundingClientRect());
			return lists.length > 0 && lists.every(l => l.height > 0 && l.left >= main.left && l.right <= main.right && l.bottom <= main.bottom) })()`)
	}
}

func (b *browser) braid() {
	b.open("lineage/index.html", 1200)
	b.holds("still and complete", `!document.querySelector("svg.braid").classList.contains("focused")`)
	b.holds("a row's link brings its stream out", `(() => { document.querySelector("#x-w-2 a").focus();
		const svg = document.querySelector("figure svg.braid");
		return svg.classList.contains("focused") && svg.querySelectorAll(".stream.lit").length === 2 && document.querySelector("#x-w-2").classList.contains("lit") })()`)
	b.holds("and lets it go again", `(() => { document.activeElement.blur(); return !document.querySelector("figure svg.braid").classList.contains("focused") })()`)
	b.holds("scaled by a button", `(() => { const svg = document.querySelector("figure svg.braid"), was = svg.getBoundingClientRect().width;
		document.querySelector(".zoom button").click(); return svg.getBoundingClientRect().width > was })()`)
	b.scripts(false)
	defer b.scripts(true)
	b.open("lineage/index.html", 1200)
	b.holds("drawn without script", seen("figure svg.braid .stream")+" === 2")
}

func (b *browser) policy() {
	b.open("en/index.html", 1200)
	b.holds("style sheet applies", `document.styleSheets.length === 1 && getComputedStyle(document.querySelector(".text .n")).color !== getComputedStyle(document.body).color`)
	b.open("404.html", 1200)
	b.holds("the lost page carries its own style", `document.styleSheets.length === 1 && getComputedStyle(document.body).margin === "0px"`)
}
