package model

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"polity/site/address"
)

// TestAddresses wants every page at its own address, also on a disk that does not
// tell case apart, and the addresses that readers know.
func TestAddresses(t *testing.T) {
	s := plan(t, "", "en")
	seen := map[string]bool{}
	var all []string
	for _, l := range s.Pages {
		low := strings.ToLower(l.Path)
		if seen[low] || low != l.Path || strings.Contains(l.Path, "/../") {
			t.Errorf("%s is no address of its own", l.Path)
		}
		seen[low] = true
		all = append(all, l.Path)
	}
	for _, want := range []string{
		"index.html", "404.html", "about/index.html", "pages/index.html", "movements/mill/index.html", "mill/index.html",
		"mill/history/index.html", "mill/changes/6/index.html", "mill/at/v1/index.html", "mill/at/2010-09-09/index.html", "mill/compare/v1...v2/index.html",
		"mill/art_4/index.html", "mill/art_1__para_2/index.html", "movements-2/index.html", "mill-es/art_1/index.html",
	} {
		if !seen[want] {
			t.Errorf("no page %s among\n%s", want, strings.Join(all, "\n"))
		}
	}
	if seen["mill/at/2003-02-11/index.html"] {
		t.Error("a version that was not the last of its day has a page")
	}
}

// data files that export writes beside the pages.
var dataFiles = []string{"polity.json", "atom.xml", "mill/data.json", "mill/data.md", "mill/data.txt", "mill/atom.xml", "mill/history/data.json"}

// TestLinksLand wants every relative link of every page to lead to a page or file
// of the site, and its fragment to something shown there; and every id once.
func TestLinksLand(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		s := plan(t, "", lang)
		pages := map[string]*facts{}
		for i := range s.Pages {
			f := &facts{ids: map[string]int{}}
			f.walk(reflect.ValueOf(s.Page(i)), "")
			pages[s.Pages[i].Path] = f
		}
		links := 0
		for path, f := range pages {
			for id, n := range f.ids {
				if n > 1 {
					t.Errorf("%s: %d times the id %s", path, n, id)
				}
			}
			for _, href := range f.links {
				if strings.HasPrefix(href, "https://") || strings.HasPrefix(href, "mailto:") {
					continue
				}
				links++
				file, fragment, _ := strings.Cut(href, "#")
				to := path
				if file != "" {
					to = address.Resolve(path, file)
				}
				target, ok := pages[to]
				if !ok && !isData(to) {
					t.Errorf("%s: %s leads to %s, which is no page", path, href, to)
				} else if ok && fragment != "" && target.ids[fragment] == 0 {
					t.Errorf("%s: %s leads to no id of %s", path, href, to)
				}
			}
		}
		if links < 500 {
			t.Errorf("found only %d links: does the walk still see them?", links)
		}
	}
}

func isData(path string) bool {
	return slices.Contains(dataFiles, path) || slices.Contains(dataFiles, "mill/"+path[strings.Index(path, "/")+1:])
}

// facts are the links and ids of a page, found by walking its values.
type facts struct {
	links []string
	ids   map[string]int
}

func (f *facts) walk(v reflect.Value, field string) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			f.walk(v.Elem(), field)
		}
	case reflect.Slice:
		for i := range v.Len() {
			f.walk(v.Index(i), field)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			if v.Type() == reflect.TypeFor[Legislation]() || v.Type() == reflect.TypeFor[VersionID]() && name == "ID" {
				continue
			}
			f.walk(v.Field(i), name)
		}
	case reflect.String:
		s := v.String()
		switch {
		case s == "":
		case field == "Href" || field == "VersionHref" || field == "LastHref" || field == "Reading" || field == "Forge" || field == "Backs":
			f.links = append(f.links, s)
		case field == "ID":
			f.ids[s]++
		}
	}
}

// TestSamePages wants the same pages from the same input, also when they are built
// in another order.
func TestSamePages(t *testing.T) {
	a, b := plan(t, "https://mills.example/law/", "en"), plan(t, "https://mills.example/law/", "en")
	if len(a.Pages) != len(b.Pages) {
		t.Fatal("different pages")
	}
	for i := len(a.Pages) - 1; i >= 0; i-- {
		b.Page(i)
	}
	for i := range a.Pages {
		x, err := json.Marshal(a.Page(i))
		if err != nil {
			t.Fatal(err)
		}
		y, _ := json.Marshal(b.Page(i))
		if string(x) != string(y) {
			t.Errorf("%s differs:\n%s\n%s", a.Pages[i].Path, x, y)
		}
	}
}

// TestEmpty wants pages of a commons of nothing, and of a work without versions.
func TestEmpty(t *testing.T) {
	for _, in := range []Input{{}, {Commons: fixtureOfNothing(), Catalogue: catalogue(t, "es")}} {
		s := Plan(in)
		for i := range s.Pages {
			if p := s.Page(i); p.Body == nil || p.Title.Text == "" {
				t.Errorf("%s has no body or title", p.Path)
			}
		}
	}
}
