package collect

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"polity/commons/repo"
)

// open opens a source for reading texts out of it.
func open(spec string, o Options) (*repo.Repo, error) {
	progress := o.Progress
	if progress == nil {
		progress = func(Progress) {}
	}
	r, err := repo.Open(spec, repo.Options{Cache: o.Cache, Offline: o.Offline, MaxBlob: maxText, Progress: func(stage string, done, total int) {
		progress(Progress{Source: spec, Stage: stage, Done: done, Total: total})
	}})
	switch {
	case errors.Is(err, fs.ErrNotExist) && !Exists(spec):
		return nil, told{spec + ": there is no such file or folder" + readWhole(spec), err}
	case errors.Is(err, fs.ErrNotExist):
		if to, e := os.Readlink(spec); e == nil {
			return nil, told{fmt.Sprintf("%s: this is a link to %s, which is not there", spec, to), err}
		}
	case errors.Is(err, fs.ErrPermission) && addressPath(spec) < 0:
		return nil, told{spec + within(err, spec) + ": this may not be read (permission denied)", err}
	case errors.Is(err, repo.ErrTooLarge):
		return nil, fmt.Errorf("%w: polity reads texts of up to %d MiB; part this one into several files", err, maxText>>20)
	}
	return r, err
}

// within names the file in a source that an error is about, where people know it.
func within(err error, source string) string {
	var at *fs.PathError
	if !errors.As(err, &at) || filepath.Base(at.Path) == filepath.Base(source) || filepath.Base(at.Path) == ".git" {
		return ""
	}
	return ": " + filepath.Base(at.Path)
}

// readWhole explains what became of an @REV or :PATH behind a source that is read whole.
func readWhole(spec string) string {
	s := ParseSpec(spec, Exists)
	if s.Source == spec || addressPath(spec) >= 0 {
		return ""
	}
	return fmt.Sprintf("; there is %s, but here it is read whole: leave «%s» out", s.Source, spec[len(s.Source):])
}
