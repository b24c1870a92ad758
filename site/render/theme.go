package render

import (
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"

	"polity/site/model"
)

// kinds are the pages that a theme must draw.
var kinds = []model.Kind{
	model.KindHome, model.KindMovement, model.KindWork, model.KindVersion, model.KindClause, model.KindHistory,
	model.KindChange, model.KindCompare, model.KindKin, model.KindTranslation, model.KindLineage, model.KindTravel, model.KindAbout, model.KindPages, model.KindMissing, model.KindRedirect,
	model.KindRegister, model.KindAmendment, model.KindDecisions, model.KindCircle, model.KindApplies, model.KindApplied, model.KindAccord, model.KindLedger,
	model.KindProposals, model.KindProposal, model.KindProposalSet, model.KindBallot, model.KindContested,
}

// parse makes one template set for each kind of page: every part, and its page.
func parse(theme fs.FS, funcs template.FuncMap) (map[model.Kind]*template.Template, error) {
	parts := template.New("").Funcs(funcs)
	names, err := files(theme, "parts", ".html")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if err := add(parts, theme, name); err != nil {
			return nil, err
		}
	}
	pages := make(map[model.Kind]*template.Template, len(kinds))
	for _, kind := range kinds {
		page, err := parts.Clone()
		if err != nil {
			return nil, fmt.Errorf("theme: %w", err)
		}
		if err := add(page, theme, "pages/"+string(kind)+".html"); err != nil {
			return nil, err
		}
		pages[kind] = page
	}
	return pages, nil
}

// add parses one file into a set.
func add(set *template.Template, theme fs.FS, name string) error {
	source, err := fs.ReadFile(theme, name)
	if err != nil {
		return fmt.Errorf("theme: %w", err)
	}
	if _, err := set.New(name).Parse(string(source)); err != nil {
		return fmt.Errorf("theme: %w", err)
	}
	return nil
}

// files lists the files of one folder of a theme by the end of their names,
// sorted. A folder that is not there is empty; "" takes every file.
func files(theme fs.FS, folder, ending string) ([]string, error) {
	entries, err := fs.ReadDir(theme, folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("theme: %w", err)
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() && (ending == "" || path.Ext(e.Name()) == ending) {
			names = append(names, path.Join(folder, e.Name()))
		}
	}
	return names, nil
}

// overlay is a theme with another laid over it, file by file.
type overlay struct{ over, under fs.FS }

// Open opens the upper file where there is one. For a folder use ReadDir.
func (o overlay) Open(name string) (fs.File, error) {
	if o.over != nil {
		if f, err := o.over.Open(name); err == nil || !errors.Is(err, fs.ErrNotExist) {
			return f, err
		}
	}
	return o.under.Open(name)
}

// ReadDir lists both folders as one, sorted by name.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.under, name)
	if o.over == nil {
		return entries, err
	}
	upper, upperErr := fs.ReadDir(o.over, name)
	if upperErr != nil && !errors.Is(upperErr, fs.ErrNotExist) {
		return nil, upperErr
	}
	if err != nil && upperErr != nil {
		return nil, err
	}
	entries = slices.DeleteFunc(slices.Clone(entries), func(e fs.DirEntry) bool {
		return slices.ContainsFunc(upper, func(u fs.DirEntry) bool { return u.Name() == e.Name() })
	})
	entries = append(entries, upper...)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return entries, nil
}
