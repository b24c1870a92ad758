package render

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"polity/site/message"
	"polity/site/model"
	"polity/themes"
)

// write puts all fixture pages into a folder, as a site.
func write(t testing.TB, folder string) {
	t.Helper()
	put := func(name string, data []byte) {
		name = filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for lang, pages := range fixtures() {
		r := newRenderer(t, lang)
		for _, p := range pages {
			put(p.Path, []byte(draw(t, r, p)))
		}
		for _, a := range r.Assets() {
			put(a.Name, a.Data)
		}
	}
}

// TestWriteFixtures writes the fixture pages where POLITY_FIXTURES says, for
// looking at them and for validators.
func TestWriteFixtures(t *testing.T) {
	folder := os.Getenv("POLITY_FIXTURES")
	if folder == "" {
		t.Skip("POLITY_FIXTURES names no folder: nobody wants to look at the fixtures")
	}
	write(t, folder)
}

// Every page keeps the promises that its policy and its readers rely on.
func TestPagesAreStrict(t *testing.T) {
	for lang, pages := range fixtures() {
		r := newRenderer(t, lang)
		for _, p := range pages {
			t.Run(p.Path, func(t *testing.T) {
				root, err := html.Parse(strings.NewReader(draw(t, r, p)))
				if err != nil {
					t.Fatal(err)
				}
				strict{T: t, page: p, ids: map[string]bool{}}.walk(root, false)
			})
		}
	}
}

type strict struct {
	*testing.T
	page *model.Page
	ids  map[string]bool
}

func (s strict) walk(n *html.Node, linked bool) {
	if n.Type == html.ElementNode {
		s.element(n, linked)
		linked = linked || n.Data == "a"
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.walk(c, linked)
	}
}

func (s strict) element(n *html.Node, linked bool) {
	attrs := map[string]string{}
	for _, a := range n.Attr {
		attrs[a.Key] = a.Val
		if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
			s.Errorf("<%s %s=%q>: the policy forbids it", n.Data, a.Key, a.Val)
		}
	}
	switch {
	case n.Data == "a" && linked:
		s.Errorf("a link inside a link: %s", attrs["href"])
	case n.Data == "style" && s.page.Kind != model.KindMissing:
		s.Error("a style element: the policy forbids it")
	case n.Data == "script" && attrs["src"] == "" && attrs["type"] != "application/ld+json":
		s.Error("an inline script: the policy forbids it")
	case attrs["integrity"] != "" || attrs["type"] == "module":
		s.Error("browsers refuse this from a disk")
	case n.Data == "link" && attrs["rel"] == "stylesheet" || n.Data == "script" || n.Data == "img":
		if outside, _ := safe(attrs["href"] + attrs["src"]); outside {
			s.Errorf("loads %s%s from elsewhere", attrs["href"], attrs["src"])
		}
	}
	if id := attrs["id"]; id != "" {
		if s.ids[id] {
			s.Errorf("two elements have the id %q", id)
		}
		s.ids[id] = true
	}
	if n.Data == "a" && strings.HasPrefix(attrs["href"], "http") && !strings.Contains(attrs["rel"], "nofollow") {
		s.Errorf("%s leads out without rel", attrs["href"])
	}
}

// The shipped theme asks for no word that the shipped catalogues lack.
func TestWordsAreThere(t *testing.T) {
	catalogues := map[string]*message.Catalogue{}
	for _, lang := range message.Languages(languages(t)) {
		catalogues[lang] = catalogue(t, lang)
	}
	asked := regexp.MustCompile(`"((?:site|count|kind|home|movement|work|clause|history|change|compare|problem|missing)\.[a-z_]+)"`)
	for _, source := range []fs.FS{themes.Default(), os.DirFS(".")} {
		err := fs.WalkDir(source, ".", func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || strings.HasSuffix(name, "_test.go") {
				return err
			}
			data, err := fs.ReadFile(source, name)
			for _, m := range asked.FindAllStringSubmatch(string(data), -1) {
				for lang, words := range catalogues {
					if m[1] != "site.css" && m[1] != "site.js" && !words.Has(m[1]) {
						t.Errorf("%s asks for %q, which %s.yaml does not have", name, m[1], lang)
					}
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// A figure after a name that runs the other way stays behind it.
func TestNamesRunTheirOwnWay(t *testing.T) {
	act := model.ActCard{Moment: moment("2021-04-01", "1 April 2021"), By: ltr("אספת הערב"), Votes: "5 for, 4 against"}
	page := english.page(model.KindDecisions, "en/decisions/index.html", &model.Decisions{Acts: []model.ActGroup{{Acts: []model.ActCard{act}}}})
	if got := draw(t, newRenderer(t, "en"), page); !strings.Contains(got, "<bdi>אספת הערב</bdi>") {
		t.Errorf("who decided is not kept apart from the votes:\n%s", got)
	}
}

// One renderer serves many goroutines, and draws the same bytes for each.
func TestSameBytes(t *testing.T) {
	r := newRenderer(t, "en")
	p := english.pages()[0]
	want := draw(t, r, p)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			var out bytes.Buffer
			if err := r.Page(&out, p); err != nil || out.String() != want {
				t.Error("the same page differs", err)
			}
		})
	}
	wait.Wait()
	again := newRenderer(t, "en")
	if draw(t, again, p) != want {
		t.Error("another renderer draws the same page otherwise")
	}
}

// The first view of a constitution of a hundred clauses fits into 40 KB.
func TestFirstViewIsSmall(t *testing.T) {
	r := newRenderer(t, "en")
	p := english.page(model.KindWork, "en/index.html", long(100))
	size := zipped(t, []byte(draw(t, r, p)))
	for _, a := range r.Assets() {
		if strings.HasSuffix(a.Name, ".css") {
			size += zipped(t, a.Data)
		}
	}
	if size > 40<<10 {
		t.Errorf("page and style sheet are %d bytes over the wire, more than 40 KB", size)
	}
	t.Logf("%d bytes over the wire", size)
}

func zipped(t *testing.T, data []byte) int {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

func TestThemeErrors(t *testing.T) {
	broken := fstest.MapFS{"pages/home.html": {Data: []byte("line one\n{{if}}")}}
	if _, err := New(Options{Overlay: broken}); err == nil || !strings.Contains(err.Error(), "pages/home.html:2") {
		t.Errorf("a broken template: got %v, want its file and line", err)
	}
	if _, err := New(Options{Theme: fstest.MapFS{"styles/10-ground.css": {}}}); err == nil || !strings.Contains(err.Error(), "pages/home.html") {
		t.Errorf("a theme without pages: got %v, want the file that is missing", err)
	}
	r := newRenderer(t, "en")
	var out bytes.Buffer
	if err := r.Page(&out, &model.Page{Kind: "unheard", Path: "x/index.html"}); err == nil || out.Len() > 0 {
		t.Errorf("a kind without a template: error %v, %d bytes written", err, out.Len())
	}
	if err := r.Page(&out, &model.Page{Kind: model.KindHome, Path: "index.html", Body: &model.Change{}}); err == nil || out.Len() > 0 {
		t.Errorf("a body of the wrong type: error %v, %d bytes written", err, out.Len())
	}
}

// A user's folder replaces files, and adds some.
func TestOverlay(t *testing.T) {
	over := fstest.MapFS{
		"pages/about.html":   {Data: []byte(`{{define "main"}}<main id="ui-main">our own page</main>{{end}}`)},
		"styles/95-ours.css": {Data: []byte("main { color: teal }")},
		"images/crest.svg":   {Data: []byte("<svg/>")},
	}
	r, err := New(Options{Overlay: over})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range commonsPages() {
		if p.Kind == model.KindAbout && !strings.Contains(draw(t, r, p), "our own page") {
			t.Error("the overlay's page was not taken")
		}
	}
	var crest bool
	for _, a := range r.Assets() {
		if strings.HasSuffix(a.Name, ".css") && !strings.HasSuffix(string(a.Data), "main { color: teal }\n") {
			t.Error("the overlay's style does not stand last")
		}
		crest = crest || strings.HasPrefix(a.Name, "assets/crest.")
	}
	if !crest {
		t.Error("the overlay's image is no asset")
	}
}

func TestLook(t *testing.T) {
	r, err := New(Options{Look: Look{Accent: "#0a5", AccentDark: "#aaffcc", Serif: "Alegreya, Noto Serif"}})
	if err != nil {
		t.Fatal(err)
	}
	style := ""
	for _, a := range r.Assets() {
		if strings.HasSuffix(a.Name, ".css") {
			style = string(a.Data)
		}
	}
	for _, want := range []string{"--accent: #0a5;", "--accent: #aaffcc;", "--book: Alegreya, Noto Serif, serif;"} {
		if !strings.Contains(style, want) {
			t.Errorf("no %s in the style sheet", want)
		}
	}
	for _, bad := range []Look{
		{Accent: "red; } body { display: none"},
		{Paper: "#12345"},
		{InkDark: "url(x)"},
		{Serif: "x; } * { color: red"},
		{Sans: `"quoted"`},
	} {
		if _, err := New(Options{Look: bad}); err == nil {
			t.Errorf("%+v was accepted", bad)
		}
	}
	crest, err := New(Options{Look: Look{Logo: "icon.svg"}})
	if err != nil {
		t.Fatal(err)
	}
	if home := draw(t, crest, commonsPages()[0]); !strings.Contains(home, `<img src="assets/icon.`) {
		t.Error("the logo does not show")
	}
	if _, err := New(Options{Look: Look{Logo: "none.svg"}}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a logo that is not there: %v", err)
	}
}

// long is a text of n articles.
func long(n int) *model.Reading {
	r := english.reading()
	r.Blocks, r.Contents = nil, nil
	var units []model.Unit
	for i := range n {
		u := english.unit(i + 1)
		units = append(units, u)
		r.Contents = append(r.Contents, model.Entry{Label: u.Label, Heading: english.headings[i%8], Href: "#" + u.ID})
	}
	r.Blocks = []model.Block{{As: "clauses", Units: units}}
	return r
}

func BenchmarkReading(b *testing.B) {
	for name, n := range map[string]int{"30": 30, "100": 100, "500": 500} {
		b.Run(name, func(b *testing.B) {
			r := newRenderer(b, "en")
			p := english.page(model.KindWork, "en/index.html", long(n))
			var out bytes.Buffer
			b.ReportAllocs()
			for b.Loop() {
				out.Reset()
				if err := r.Page(&out, p); err != nil {
					b.Fatal(err)
				}
			}
			b.SetBytes(int64(out.Len()))
		})
	}
}

func BenchmarkChange(b *testing.B) {
	for name, n := range map[string]int{"5": 1, "50": 10, "500": 100} {
		b.Run(name, func(b *testing.B) {
			r := newRenderer(b, "en")
			p := english.pages()[2]
			change := p.Body.(*model.Change)
			stretches := change.Stretches
			change.Stretches = nil
			for range n {
				change.Stretches = append(change.Stretches, stretches...)
			}
			var out bytes.Buffer
			b.ReportAllocs()
			for b.Loop() {
				out.Reset()
				if err := r.Page(&out, p); err != nil {
					b.Fatal(err)
				}
			}
			b.SetBytes(int64(out.Len()))
		})
	}
}
