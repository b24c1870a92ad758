package address

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"polity/commons/law"
)

func TestRel(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"index.html", "index.html", "index.html"},
		{"index.html", "w/index.html", "w/index.html"},
		{"w/index.html", "index.html", "../index.html"},
		{"w/art_4/index.html", "w/changes/3/index.html", "../changes/3/index.html"},
		{"w/art_4/index.html", "w/art_4/index.html", "index.html"},
		{"w/index.html", "w/data.json", "data.json"},
		{"a/x/index.html", "b/x/index.html", "../../b/x/index.html"},
	} {
		if got := Rel(c.from, c.to); got != c.want {
			t.Errorf("Rel(%q, %q) = %q, want %q", c.from, c.to, got, c.want)
		}
	}
	if Root("a/b/index.html") != "../../" || Root("index.html") != "" {
		t.Error("Root")
	}
}

// FuzzRel: a link resolved against where it stands is where it leads.
func FuzzRel(f *testing.F) {
	f.Add("a/b/index.html", "a/c/d/index.html")
	f.Add("index.html", "atom.xml")
	f.Add("a/a/a", "a/a")
	f.Fuzz(func(t *testing.T, a, b string) {
		from, to := file(a), file(b)
		if got := Resolve(from, Rel(from, to)+"#x"); got != to {
			t.Errorf("from %q the link %q leads to %q, not %q", from, Rel(from, to), got, to)
		}
		if got := Resolve(from, Root(from)+"index.html"); got != "index.html" {
			t.Errorf("the root of %q is %q", from, got)
		}
	})
}

// file makes any string a file of a site.
func file(s string) string {
	var names []string
	for _, name := range strings.Split(s, "/") {
		names = append(names, Slug(name))
	}
	return strings.Join(names, "/")
}

var safeName = regexp.MustCompile(`^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$`)

func FuzzSlug(f *testing.F) {
	for _, s := range []string{"Constitution of X", "..", "", "Çà et là", "第三条", "المادة ١٢", "con", "A" + strings.Repeat("é", 200), "a...b", "\xff\xfe"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Slug(s)
		if !safeName.MatchString(got) || strings.Contains(got, "..") || len(got) > maxName {
			t.Errorf("Slug(%q) = %q", s, got)
		}
		if again := Slug(got); again != got {
			t.Errorf("Slug(%q) = %q, and of that %q", s, got, again)
		}
	})
}

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{
		"Harrow Vale":    "harrow-vale",
		"v4.1 (final)":   "v4.1-final",
		"art_4__para_A":  "art_4__para_a",
		"Straße Ærø":     "strasse-aero",
		"Конституция":    "konstitutsiia",
		"Σύνταγμα":       "syntagma",
		"المادة_١٢":      "x79bd421f-_12",
		"2015-05-03":     "2015-05-03",
		"Qué, y cómo?":   "que-y-como",
		"../../etc":      "etc",
		"O’Higgins":      "ohiggins",
		"ＡＢ１２":           "ab12",
		"a / b":          "a-b",
		"first...second": "first.second",
	} {
		if got := Slug(in); got != want {
			t.Errorf("Slug(%q) = %q, want %q", in, got, want)
		}
	}
	if Slug("川辺の会") == Slug("河辺の会") {
		t.Error("two names of another script have the same slug")
	}
	long := strings.Repeat("long ", 40)
	if a, b := Slug(long+"a"), Slug(long+"b"); a == b || len(a) > maxName {
		t.Errorf("long names are not told apart: %q %q", a, b)
	}
}

func TestNames(t *testing.T) {
	n := NewNames("history")
	got := []string{n.Take("art_A"), n.Take("art_a"), n.Take("ART_a"), n.Take("history"), n.Take("History"), n.Take("aux"), n.Take("com1.txt"), n.Take("art_a-2")}
	want := []string{"art_a", "art_a-2", "art_a-3", "history-2", "history-3", "x-aux", "x-com1.txt", "art_a-2-2"}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("name %d is %q, want %q", i, got[i], want[i])
		}
	}
	seen := map[string]bool{}
	for i := range 3000 { // the same wish many times must not take quadratic time
		name := n.Take("same")
		if seen[name] {
			t.Fatalf("%q handed out twice, at %d", name, i)
		}
		seen[name] = true
	}
	if !seen["same-"+strconv.Itoa(3000)] {
		t.Error("numbers are not handed out in turn")
	}
}

func TestBook(t *testing.T) {
	c := &law.Commons{
		Movements: []law.Movement{{ID: "harrow"}, {ID: "Harrow"}, {ID: "../x"}},
		Works:     []law.Work{{ID: "movements"}, {ID: "harrow"}, {ID: "HARROW"}, {ID: "川辺"}},
	}
	b := New(c)
	for id, want := range map[string]string{"movements": "movements-2/index.html", "harrow": "harrow/index.html", "HARROW": "harrow-2/index.html"} {
		if got := b.Work(id).Text(); got != want {
			t.Errorf("work %q is at %q, want %q", id, got, want)
		}
	}
	if b.Movement("Harrow") != "movements/harrow-2/index.html" || b.Movement("../x") != "movements/x/index.html" || b.Movement("nobody") != "" || b.Work("nobody") != nil {
		t.Error("movements:", b.Movement("Harrow"), b.Movement("../x"), b.Movement("nobody"))
	}
	w := b.Work("harrow")
	got := strings.Join([]string{w.History(), w.Change(12), w.Version("v1"), w.Compare("v1", "v2"), w.Clause(w.Clauses.Take("history")), w.File("data.json")}, " ")
	want := "harrow/history/index.html harrow/changes/12/index.html harrow/at/v1/index.html harrow/compare/v1...v2/index.html harrow/history-2/index.html harrow/data.json"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestAbsolute(t *testing.T) {
	for _, c := range []struct{ site, file, want string }{
		{"https://a.example/law/", "w/index.html", "https://a.example/law/w/"},
		{"https://a.example", "index.html", "https://a.example/"},
		{"https://a.example/", "w/data.json", "https://a.example/w/data.json"},
		{"", "w/index.html", ""},
	} {
		if got := Absolute(c.site, c.file); got != c.want {
			t.Errorf("Absolute(%q, %q) = %q, want %q", c.site, c.file, got, c.want)
		}
	}
	for site, want := range map[string]string{"https://a.example/law": "/law/", "https://a.example": "/", "": "", "not a url": ""} {
		if got := Base(site); got != want {
			t.Errorf("Base(%q) = %q, want %q", site, got, want)
		}
	}
}

func TestForge(t *testing.T) {
	w := &law.Work{Forge: "https://forge.example/o/r.git", ForgeKind: "forgejo"}
	for _, c := range []struct{ got, want string }{
		{File(w, "abc", "a b/c#d.md"), "https://forge.example/o/r/src/commit/abc/a%20b/c%23d.md"},
		{Commit(w, "abc"), "https://forge.example/o/r/commit/abc"},
		{Comparison(w, "a", "b"), "https://forge.example/o/r/compare/a...b"},
		{Proposal(w, "12"), "https://forge.example/o/r/pulls/12"},
		{Proposal(w, "x/../12"), ""},
		{Commit(w, ""), ""},
		{File(w, "abc", "../x"), ""},
		{Commit(&law.Work{Forge: "https://f.example/x"}, "abc"), ""},
		{Commit(&law.Work{Forge: "javascript:alert(1)", ForgeKind: "github"}, "abc"), ""},
		{Commit(&law.Work{Forge: "https://f.example/x/", ForgeKind: "gitlab"}, "abc"), "https://f.example/x/-/commit/abc"},
		{FileHistory(&law.Work{Forge: "https://f.example/x", ForgeKind: "github"}, "abc", "c.md"), "https://f.example/x/commits/abc/c.md"},
		{Comparison(&law.Work{Forge: "https://f.example/x", ForgeKind: "sourcehut"}, "a", "b"), ""},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestWritten(t *testing.T) {
	for in, want := range map[string]Link{
		"https://a.example/x y":        {},
		"https://a.example/x":          {Web: "https://a.example/x"},
		"HTTP://a.example":             {Web: "http://a.example"},
		"mailto:a@b.example":           {Web: "mailto:a@b.example"},
		"javascript:alert(1)":          {},
		"java\nscript:alert(1)":        {},
		"data:text/html,x":             {},
		"//evil.example/x":             {},
		"\\\\evil.example":             {},
		"https:evil":                   {},
		"https://user:pw@a.example/":   {},
		"#article-4":                   {Fragment: "article-4"},
		"other.md#x":                   {File: "docs/other.md", Fragment: "x"},
		"../README.md":                 {File: "README.md"},
		"../../out":                    {},
		"/LICENSE":                     {File: "LICENSE"},
		"/../../etc/passwd":            {},
		"":                             {},
		"vbscript:x":                   {},
		"file:///etc/passwd":           {},
		"https://a.example/\"><script": {Web: "https://a.example/%22%3E%3Cscript"},
	} {
		if got := Written(in, "docs/c.md"); got != want {
			t.Errorf("Written(%q) = %+v, want %+v", in, got, want)
		}
	}
}

// Where a proposal is sent follows from git's own address of the repository.
func TestNewProposal(t *testing.T) {
	for _, c := range []struct{ remote, want string }{
		{"git@github.com:mill/law.git", "https://github.com/mill/law/compare/main...a/b%20c?expand=1"},
		{"https://gitlab.com/mill/law", "https://gitlab.com/mill/law/-/merge_requests/new?merge_request%5Bsource_branch%5D=a/b%20c&merge_request%5Btarget_branch%5D=main"},
		{"ssh://git@codeberg.org/mill/law.git", "https://codeberg.org/mill/law/compare/main...a/b%20c"},
		{"https://bitbucket.org/mill/law.git", "https://bitbucket.org/mill/law/pull-requests/new?source=a/b%20c&dest=main"},
		{"https://git.sr.ht/~mill/law", ""},
		{"https://forge.example/mill/law", ""},
		{"../law", ""},
		{"javascript:alert(1)", ""},
		{"", ""},
	} {
		web, kind := Forge(c.remote)
		if got := NewProposal(web, kind, "main", "a/b c"); got != c.want {
			t.Errorf("%s: %q, want %q", c.remote, got, c.want)
		}
	}
}
