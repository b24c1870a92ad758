package collect

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"polity/commons/law"
	"polity/commons/repo"
)

// byDate finds the folder with the most whole texts whose names begin with their dates,
// two at least, the latest first. Files of one name are editions of one work, as
// ReadDated takes them. A number may look like a year: what holds one article only, or
// none with a label, is no whole text.
func (f *finder) byDate() []document {
	folders := map[string][]repo.File{}
	for _, x := range f.files {
		if date, _ := nameOfDated(x.Path); date >= firstYear && !aside(x.Path) && !neverWork(withoutDate(x.Path)) {
			folders[path.Dir(x.Path)] = append(folders[path.Dir(x.Path)], x)
		}
	}
	best := ""
	for _, dir := range slices.Sorted(mapKeys(folders)) {
		if len(folders[dir]) > max(1, len(folders[best])) && f.mostlyWhole(folders[dir]) {
			best = dir
		}
	}
	if best == "" {
		return nil
	}
	return f.datedWorks(folders[best])
}

// firstYear is the first that a number at the beginning of a name is taken for.
const firstYear = "1000"

func withoutDate(p string) string {
	_, name := nameOfDated(p)
	return name
}

// datedWorks makes documents of dated files: the last of each name, with the older ones
// as its editions.
func (f *finder) datedWorks(files []repo.File) []document {
	slices.SortStableFunc(files, func(a, b repo.File) int {
		x, _ := nameOfDated(a.Path)
		y, _ := nameOfDated(b.Path)
		return cmp.Or(cmp.Compare(y, x), cmp.Compare(a.Path, b.Path))
	})
	var out []document
	at := map[string]int{}
	for _, x := range files {
		name := withoutDate(x.Path)
		if i, ok := at[name]; ok {
			out[i].editions = append([]document{{patterns: []string{x.Path}}}, out[i].editions...)
			continue
		}
		at[name] = len(out)
		out = append(out, document{
			patterns: []string{x.Path}, kind: cmp.Or(foundingKind(name), "constitution"), translations: f.translations(x.Path),
			why: fmt.Sprintf("a folder of %d whole texts, each named by its date", len(files)),
		})
	}
	return out
}

// mostlyWhole reports whether four in five of some files are whole texts.
func (f *finder) mostlyWhole(files []repo.File) bool {
	files = files[:min(len(files), maxTried)]
	n := 0
	for _, x := range files {
		if whole(f.text(x.Path)) {
			n++
		}
	}
	return 5*n >= 4*len(files)
}

// whole reports whether a text has two divisions of one kind with labels.
func whole(t *law.Text) bool {
	count := map[law.Kind]int{}
	for i := range t.Clauses {
		switch c := &t.Clauses[i]; {
		case c.Num == "" || strings.Contains(c.Num, "-"):
		case c.Kind == law.Article || c.Kind == law.Section || c.Kind == law.Chapter || c.Kind == law.Part || c.Kind == law.Title || c.Kind == law.Rule || c.Kind == law.Level:
			count[c.Kind]++
		}
		if count[t.Clauses[i].Kind] > 1 {
			return true
		}
	}
	return false
}
