package check

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"polity/commons/report"
)

// document is a page in which all is well.
func document(title, body string) string {
	return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:">
<title>` + title + `</title>
</head>
<body>
<h1>` + title + `</h1>
` + body + `
</body>
</html>
`
}

// small is a site of three pages in which all is well.
func small() map[string]string {
	return map[string]string{
		"index.html": document("Home", `<a href="weir/index.html#art_1">The weir</a> <a href="#here" id="here">here</a>
<a href="https://river.example/">out</a> <a href="mailto:clerk@river.example">write</a>`),
		"weir/index.html": document("The weir", `<p id="art_1">One.</p><a href="../index.html">Home</a> <img src="../a.svg" alt="">
<a href="art_2/index.html#top">2</a><label for="f">Find</label><input id="f">`),
		"weir/art_2/index.html": document("Two", `<a href="../../index.html#here">Home</a>
<a href="../index.html#art_1:~:text=One">quoted</a><a href="../../data%20file.json">data</a>`),
		"404.html":       document("Not here", `<a href="index.html">Home</a>`),
		"a.svg":          `<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>`,
		"data file.json": `{"a": 1}`,
		"style.css":      `p { background: url(a.svg) } q { background: url("data:image/png;base64,AA") }`,
	}
}

func files(site map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range site {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func text(problems []report.Problem) string {
	var lines []string
	for _, p := range problems {
		lines = append(lines, p.String())
	}
	return strings.Join(lines, "\n")
}

func TestSoundSite(t *testing.T) {
	if got := Site(files(small())); len(got) > 0 {
		t.Errorf("a sound site has problems:\n%s", text(got))
	}
}

// TestFindings spoils the sound site in one way at a time and wants that found,
// at its line, and nothing else.
func TestFindings(t *testing.T) {
	with := func(body string) func(map[string]string) {
		return func(s map[string]string) {
			s["weir/index.html"] = document("The weir", `<p id="art_1">One.</p><a href="art_2/index.html">2</a>`+"\n"+body)
		}
	}
	instead := func(old, now string) func(map[string]string) {
		return func(s map[string]string) { s["weir/index.html"] = strings.Replace(s["weir/index.html"], old, now, 1) }
	}
	for name, c := range map[string]struct {
		spoil func(map[string]string)
		want  string
	}{
		"dead link":          {with(`<a href="nowhere.html">x</a>`), `weir/index.html:11: error: The link "nowhere.html" leads nowhere: there is no weir/nowhere.html.`},
		"dead fragment":      {with(`<a href="../index.html#gone">x</a>`), `weir/index.html:11: error: The link "../index.html#gone" leads to an id that index.html does not have.`},
		"dead own fragment":  {with(`<a href="#gone">x</a>`), `weir/index.html:11: error: An element speaks of the id "gone", which this page does not have.`},
		"way out":            {with(`<a href="../../secret.html">x</a>`), "leads out of the site"},
		"from the root":      {with(`<a href="/index.html">x</a>`), "begins at the host's root"},
		"folder":             {with(`<a href="../weir/art_2/">x</a>`), "does not open from a disk"},
		"query":              {with(`<a href="../index.html?a=1">x</a>`), "has a query"},
		"other scheme":       {with(`<a href="javascript:alert(1)">x</a>`), "of a kind that the site does not use"},
		"scheme in disguise": {with("<a href=\" \tJavaScript:alert(1)\">x</a>"), "of a kind that the site does not use"},
		"bad escape":         {with(`<a href="%zz.html">x</a>`), "not well written"},
		"id twice":           {with(`<p id="b">x</p><p id="b">y</p>`), `weir/index.html:11: error: The id "b" stands twice on this page.`},
		"id with a space":    {with(`<p id="b c">x</p>`), "empty or has a space"},
		"remote picture":     {with(`<img alt="" src="https://elsewhere.example/a.png">`), "from elsewhere"},
		"remote by srcset":   {with(`<img alt="" src="../a.svg" srcset="../a.svg 1x, //elsewhere.example/a.png 2x">`), "from elsewhere"},
		"remote style":       {with(`<link rel="stylesheet" href="https://elsewhere.example/a.css">`), "from elsewhere"},
		"remote frame":       {with(`<iframe src="http://elsewhere.example"></iframe>`), "from elsewhere"},
		"inline script":      {with(`<script>alert(1)</script>`), "An inline script is blocked"},
		"module":             {with(`<script type="module" src="../a.svg"></script>`), "A module script does not load"},
		"integrity":          {with(`<script integrity="sha256-x" src="../a.svg"></script>`), "integrity"},
		"handler":            {with(`<p onclick="x()">x</p>`), "The attribute onclick is blocked"},
		"inline style":       {with(`<p style="color:red">x</p>`), "A style attribute is blocked"},
		"style element":      {with(`<style>p{}</style>`), "An inline style is blocked"},
		"no alt":             {with(`<img src="../a.svg">`), "no alt text"},
		"label for nothing":  {with(`<label for="gone">x</label>`), `speaks of the id "gone"`},
		"described by none":  {with(`<p aria-describedby="art_1 gone">x</p>`), `speaks of the id "gone"`},
		"base":               {with(`<base href="/x/">`), "base element"},
		"redirect":           {with(`<meta http-equiv="refresh" content="0; url=gone/index.html">`), "leads nowhere"},
		"no language":        {instead(` lang="en"`, ``), "does not say its language"},
		"no direction":       {instead(` dir="ltr"`, ` dir="up"`), "does not say its direction"},
		"no title":           {instead(`<title>The weir</title>`, `<title> </title>`), "no title"},
		"no doctype":         {instead(`<!doctype html>`, ``), "no doctype"},
		"no charset":         {instead(`<meta charset="utf-8">`, ``), "UTF-8"},
		"two headings":       {instead(`</h1>`, `</h1><h1>x</h1>`), "2 first headings"},
		"no policy":          {instead(`Content-Security-Policy`, `other`), "no Content-Security-Policy"},
		"open policy":        {instead(`default-src 'none'`, `default-src 'none' 'unsafe-inline'`), "allows 'unsafe-inline'"},
		"policy for a host":  {instead(`img-src 'self'`, `img-src https://elsewhere.example`), "allows https://elsewhere.example"},
		"policy too late":    {instead(`<meta charset="utf-8">`, `<meta charset="utf-8"><script src="../a.svg"></script>`), "comes after something"},
		"no default":         {instead(`default-src 'none'; `, ``), "no default-src"},
		"same title":         {instead(`<title>The weir`, `<title>Two`), `weir/index.html: warning: Its title "Two" is also that of weir/art_2/index.html.`},
		"island":             {func(s map[string]string) { s["island.html"] = document("Island", "") }, "island.html: error: No way leads from the home page"},
		"bad json":           {func(s map[string]string) { s["x.json"] = `{"a":` }, "not valid JSON"},
		"bad xml":            {func(s map[string]string) { s["x.xml"] = "<a>\n<b></a>" }, "x.xml:2: error: The file is not well-formed XML"},
		"empty xml":          {func(s map[string]string) { s["x.xml"] = "" }, "no XML element"},
		"remote in css":      {func(s map[string]string) { s["style.css"] = "p{}\n@import \"https://elsewhere.example/a.css\";" }, `style.css:2: error: The stylesheet loads "https://elsewhere.example/a.css" from elsewhere.`},
		"dead in css":        {func(s map[string]string) { s["style.css"] = "p{background:url('gone.png')}" }, "leads nowhere"},
	} {
		site := small()
		c.spoil(site)
		got := Site(files(site))
		if len(got) != 1 || !strings.Contains(got[0].String(), c.want) {
			t.Errorf("%s: got\n%s\nwant only %q", name, text(got), c.want)
		}
	}
}

// TestInlineByHash wants what a policy names by its hash to be let be, and only that.
func TestInlineByHash(t *testing.T) {
	const style = "p{color:red}"
	sum := sha256.Sum256([]byte(style))
	page := strings.Replace(document("Home", "<style>"+style+"</style>"), "style-src 'self'",
		"style-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'", 1)
	if got := text(Site(files(map[string]string{"index.html": page}))); got != "" {
		t.Error(got)
	}
	page = strings.Replace(page, "red", "blue", 1)
	if got := text(Site(files(map[string]string{"index.html": page}))); !strings.Contains(got, "An inline style is blocked") {
		t.Errorf("a style of another hash: %q", got)
	}
}

func TestNoHome(t *testing.T) {
	if got := text(Site(fstest.MapFS{})); !strings.Contains(got, "no home page") {
		t.Errorf("an empty site: %q", got)
	}
}

func TestSums(t *testing.T) {
	site := small()
	var names []string
	for name := range site {
		names = append(names, name)
	}
	slices.Sort(names)
	var sums strings.Builder
	for _, name := range names {
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256([]byte(site[name])), name)
	}
	site[sumsName], site[recordName] = sums.String(), "{}"
	if got := Site(files(site)); len(got) > 0 {
		t.Fatalf("sums that are right: %s", text(got))
	}
	site["style.css"] += " "
	site["new.bundle"] = "x"
	site[sumsName] += strings.Repeat("0", 64) + "  gone.txt\n"
	want := `gone.txt: error: The file is in the list of sums, but not in the site.
new.bundle: error: The file is not in the list of sums.
style.css: error: The file differs from its sum. Build the site again.`
	if got := text(Site(files(site))); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// FuzzPage wants no input to make the reader fail, and the same answer twice.
func FuzzPage(f *testing.F) {
	f.Add(document("Home", `<a href="#x">`))
	f.Add(`<html><title><a href='%'><svg><use xlink:href="//">`)
	f.Add("<p id=a id=b style=c onx=y><meta http-equiv=refresh content='0;url=?'>")
	f.Fuzz(func(t *testing.T, page string) {
		fsys := files(map[string]string{"index.html": page, "style.css": page, "a.xml": page})
		if one, two := text(Site(fsys)), text(Site(fsys)); one != two {
			t.Errorf("two readings differ:\n%s\n%s", one, two)
		}
	})
}

// BenchmarkSite reads sites of three sizes whose pages have 300 ids and links.
func BenchmarkSite(b *testing.B) {
	for _, n := range []int{20, 200, 2000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			fsys := large(n)
			size := 0
			for _, f := range fsys {
				size += len(f.Data)
			}
			b.SetBytes(int64(size))
			for b.Loop() {
				if got := Site(fsys); len(got) > 0 {
					b.Fatal(got[0])
				}
			}
		})
	}
}

// large is a site of n pages that share their text, to spare memory.
func large(n int) fstest.MapFS {
	fsys := fstest.MapFS{}
	var clauses strings.Builder
	for i := range 300 {
		fmt.Fprintf(&clauses, "<p id=\"art_%d\" class=\"clause\"><a href=\"#art_%d\">%d</a> <span class=\"text\">%s</span> <a href=\"../0/index.html#art_%d\">see</a></p>\n",
			i, i, i, strings.Repeat("Water belongs to nobody. ", 6), i)
	}
	index := ""
	for i := range n {
		fsys[fmt.Sprintf("%d/index.html", i)] = &fstest.MapFile{Data: []byte(document(fmt.Sprint("Page ", i), clauses.String()))}
		index += fmt.Sprintf("<a href=\"%d/index.html\">%d</a>\n", i, i)
	}
	fsys["index.html"] = &fstest.MapFile{Data: []byte(document("Home", index))}
	return fsys
}
