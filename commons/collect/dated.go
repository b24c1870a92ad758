package collect

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"polity/commons/law"
	"polity/commons/manifest"
	"polity/commons/markup"
	"polity/commons/report"
)

// A dated folder holds texts of many works, or many versions of some, as plain files
// whose names begin with the date of the text: 1901-05-12_charter.md. There is nothing
// to follow; names and dates are taken as they stand.

// datedName parts a file's name: a year, month or day, then the name of the work.
var datedName = regexp.MustCompile(`^(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[-_. ]+(.*))?$`)

// nameOfDated parts "1901-05-12_charter.md" into date and name; either is "" where
// the file's name has none.
func nameOfDated(file string) (law.Date, string) {
	base := strings.TrimSuffix(path.Base(file), path.Ext(file))
	m := datedName.FindStringSubmatch(base)
	if m == nil {
		return "", base
	}
	if _, err := time.Parse(time.DateOnly[:len(m[1])], m[1]); err != nil {
		return "", base
	}
	return law.Date(m[1]), m[2]
}

// Dated reports whether a local path is a dated folder, or a single text, dated by its
// name or not. A repository or a folder with a polity.yaml is none.
func Dated(p string) bool {
	info, err := os.Stat(p)
	if err != nil {
		return false
	}
	if !info.IsDir() {
		return prose(p)
	}
	for _, other := range []string{".git", "HEAD", manifest.Name} {
		if Exists(filepath.Join(p, other)) {
			return false
		}
	}
	files, err := datedFiles(p)
	if err != nil {
		return false
	}
	return slices.ContainsFunc(files, func(f string) bool { d, _ := nameOfDated(filepath.Base(f)); return d != "" })
}

// datedFiles are the texts of a dated folder, or the file itself, sorted.
func datedFiles(p string) ([]string, error) {
	info, err := os.Stat(p)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []string{p}, nil
	}
	list, err := os.ReadDir(p)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range list {
		if e.Type().IsRegular() && prose(e.Name()) && !strings.HasPrefix(e.Name(), ".") {
			out = append(out, filepath.Join(p, e.Name()))
		}
	}
	return out, nil
}

// ReadDated reads dated folders and files. A work is called by its file's name without
// date and ending, or by its folder where nothing else is left; files of one name are
// its versions, and a version's ID is its date, "undated" without one. Files that cannot
// be read give a problem; the error says that there was nothing to read.
func ReadDated(paths []string, progress func(done, total int)) (*law.Commons, []report.Problem, error) {
	var files []string
	for _, p := range paths {
		list, err := datedFiles(p)
		if err != nil {
			return nil, nil, err
		}
		files = append(files, list...)
	}
	d := dated{parser: markup.NewParser(), works: map[string]*law.Work{}}
	for i, f := range files {
		if err := d.file(f); err != nil {
			return nil, nil, err
		}
		if progress != nil {
			progress(i+1, len(files))
		}
	}
	c := &law.Commons{}
	for _, id := range slices.Sorted(mapKeys(d.works)) {
		c.Works = append(c.Works, d.finish(d.works[id]))
	}
	if len(c.Works) == 0 {
		return nil, d.problems, fmt.Errorf("%s: no text found%s", strings.Join(paths, ", "), because(d.problems, true))
	}
	return c, report.Sort(d.problems), nil
}

type dated struct {
	parser   *markup.Parser
	works    map[string]*law.Work
	problems []report.Problem
}

// file reads one file as a version.
func (d *dated) file(name string) error {
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	shown := filepath.Base(name)
	if info.Size() > maxText {
		d.problems = append(d.problems, report.Problem{
			Severity: report.Warning, Path: shown,
			Message: fmt.Sprintf("This file is larger than %d MiB and was passed over.", maxText>>20), Advice: "Part it into several texts.",
		})
		return nil
	}
	b, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrPermission) {
		d.problems = append(d.problems, report.Problem{Severity: report.Warning, Path: shown, Message: "This file may not be read and was passed over."})
		return nil
	}
	if err != nil {
		return err
	}
	t, problems := d.parser.Parse([]markup.File{{Path: shown, Source: b}}, "")
	d.problems = append(d.problems, problems...)
	if len(t.Clauses) == 0 {
		return nil
	}
	date, id := nameOfDated(shown)
	if id == "" {
		if folder, err := filepath.Abs(filepath.Dir(name)); err == nil {
			id = filepath.Base(folder)
		}
	}
	w := d.works[id]
	if w == nil {
		w = &law.Work{ID: id, Local: id}
		d.works[id] = w
	}
	w.Versions = append(w.Versions, law.Version{Main: true, ID: cmp.Or(string(date), "undated"), Dates: law.Dates{Published: date}, Text: t, Key: markup.Digest(t)})
	return nil
}

// finish puts a work's versions in order, the undated first.
func (d *dated) finish(w *law.Work) law.Work {
	slices.SortStableFunc(w.Versions, func(a, b law.Version) int {
		return strings.Compare(string(a.Dates.Published), string(b.Dates.Published))
	})
	seen := map[string]int{}
	for i := range w.Versions {
		v := &w.Versions[i]
		if i > 0 {
			v.Parents = []int{i - 1}
		}
		if seen[v.ID]++; seen[v.ID] > 1 {
			v.ID = fmt.Sprintf("%s-%d", v.ID, seen[v.ID])
		}
	}
	last := w.Versions[len(w.Versions)-1].Text
	w.Title, w.Lang, w.Files = cmp.Or(last.Title, w.ID), last.Lang, last.Files
	return *w
}
