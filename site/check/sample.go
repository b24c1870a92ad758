package check

import (
	"bytes"
	"cmp"
	"io"
	"io/fs"
	"path"
	"slices"

	"golang.org/x/net/html"
)

// Sample chooses pages that stand for all of a site, for checks that are too slow
// for every page: of each kind of page in each language, the smallest, the largest
// and, where each is above 2, some between, each in all. What kind a page is of it
// says by the class of its body. The result is sorted; the same site gives the
// same sample. It reads the beginning of every page.
func Sample(fsys fs.FS, each int) ([]string, error) {
	type candidate struct {
		name string
		size int64
	}
	kinds := map[string][]candidate{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".html" {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		kind, err := kindOf(fsys, name)
		kinds[kind] = append(kinds[kind], candidate{name, info.Size()})
		return err
	})
	if err != nil {
		return nil, err
	}
	var sample []string
	for _, pages := range kinds {
		slices.SortFunc(pages, func(a, b candidate) int {
			return cmp.Or(cmp.Compare(a.size, b.size), cmp.Compare(a.name, b.name))
		})
		n := max(1, min(each, len(pages)))
		for i := range n {
			at := len(pages) - 1 // a single one is the largest
			if n > 1 {
				at = i * (len(pages) - 1) / (n - 1)
			}
			sample = append(sample, pages[at].name)
		}
	}
	slices.Sort(sample)
	return sample, nil
}

// kindOf is the language and direction of a page with the class of its body.
func kindOf(fsys fs.FS, name string) (string, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, 1<<16))
	if err != nil {
		return "", err
	}
	kind := ""
	for z := html.NewTokenizer(bytes.NewReader(head)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return kind, nil
		case html.StartTagToken:
			t := z.Token()
			if t.Data != "html" && t.Data != "body" {
				continue
			}
			for _, a := range t.Attr {
				kind += " " + a.Key + "=" + a.Val
			}
			if t.Data == "body" {
				return kind, nil
			}
		}
	}
}
