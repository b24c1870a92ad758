// Package publish puts a site onto the disk, whole or not at all.
//
// It is the last step of the flow and the only room that writes a site's files.
// It knows nothing of pages or addresses: it is given names and bytes. A build
// writes into a folder beside the site and changes places with it at the end,
// so that a build that fails or is interrupted leaves the old site as it was.
// A folder that polity did not make is never replaced unasked.
//
// Every site carries two files of this package's making. SHA256SUMS lists every
// other file in the form of coreutils, so that `sha256sum -c SHA256SUMS` proves a
// copy. RecordName marks the folder as polity's own and says what it was built from.
package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// The names of the files that this package adds to a site.
const (
	SumsName   = "SHA256SUMS" // sums of all other files, sorted by name
	RecordName = ".polity"    // what the site was built from; also the mark of polity's own folders
)

// Options say how a site is put in its place. The zero value is the usual way.
type Options struct {
	// Key names everything that the site was built from: sources, settings and the
	// program's own version, usually as a hash. It stands in the site, so it must
	// hold no absolute path and no clock. "" records nothing, and Current is never true.
	Key string
	// Force replaces a folder that polity did not make, and files that others put into
	// one that it did. What was there is lost.
	Force bool
}

// Result counts what a build did.
type Result struct {
	Written int   // files that are new or whose bytes differ from those there before
	Kept    int   // files whose bytes were already there
	Removed int   // files of the old site that the new one does not have
	Bytes   int64 // size of all files of the new site
}

// ErrForeign is wrapped by the error of Dir where out holds what polity did not make.
var ErrForeign = errors.New("polity did not make it")

// Dir builds the site that produce writes and puts it at out, an existing or new
// folder. It first takes a lock, waiting for another build of the same folder to
// end, and clears away what an interrupted build left.
//
// Where produce returns an error or panics, where the disk fails, or where out is
// not polity's own (ErrForeign), the old site stands untouched and nothing else
// is left behind. The change of places is one step where the system has such a
// step (Linux, macOS); elsewhere it is two, and the next build mends an
// interruption between them. Files are not flushed to the platter one by one.
//
// Cost: a write per new file; a read, a comparison and a hard link (or a copy,
// where links are refused) per file whose bytes are already there; and no link
// either where nothing changed at all.
func Dir(out string, opt Options, produce func(*Writer) error) (Result, error) {
	out, err := target(out)
	if err != nil {
		return Result{}, err
	}
	p, err := enter(out)
	if err != nil {
		return Result{}, err
	}
	defer p.leave()
	old, err := readSite(p.root, p.out)
	if err != nil {
		return Result{}, err
	}
	if problem := old.foreign(out); problem != nil && !opt.Force {
		return Result{}, problem
	}
	w := &Writer{place: p, old: old, entries: map[string]entry{}, folded: map[string]string{}, dirs: map[string]bool{}}
	if err := produce(w); err != nil {
		return Result{}, err
	}
	w.close()
	return w.finish(opt.Key)
}

// Current reports whether out is a whole site that polity built from key and that
// nobody touched since: as many files and bytes as recorded, none of them newer
// than the record, which is written last. It reads names, sizes and times only,
// so that it costs some microseconds a file.
func Current(out, key string) bool {
	root, err := os.OpenRoot(out)
	if err != nil {
		return false
	}
	defer root.Close()
	mark, err := root.Lstat(RecordName)
	if err != nil || key == "" {
		return false
	}
	rec, err := readRecord(root, RecordName)
	if err != nil || rec.Key != key {
		return false
	}
	files, size := 0, int64(0)
	err = fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == RecordName || name == SumsName {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if !info.Mode().IsRegular() || info.ModTime().After(mark.ModTime()) {
			return errors.New("touched")
		}
		files++
		size += info.Size()
		return nil
	})
	return err == nil && files == rec.Files && size == rec.Bytes
}

// target is the real, absolute path of out. It refuses folders that no site may replace.
func target(out string) (string, error) {
	if strings.TrimSpace(out) == "" {
		return "", errors.New("no folder to publish to")
	}
	abs, err := filepath.Abs(out)
	if err != nil {
		return "", err
	}
	// A symbolic link stays; the folder that it leads to is what changes.
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		abs = real
	}
	if filepath.Dir(abs) == abs {
		return "", fmt.Errorf("%s cannot hold a site: it is the root of the file system", out)
	}
	if here, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(abs, here); err == nil && filepath.IsLocal(rel) {
			return "", fmt.Errorf("%s cannot hold a site: it is the folder you are in, or one above it; name one inside it, such as public", out)
		}
	}
	return abs, nil
}

// finish brings the files that are kept, adds the sums and the record, and
// changes places.
func (w *Writer) finish(key string) (Result, error) {
	res, names := w.tally()
	sums := w.sums(names)
	rec := record{Polity: 1, Key: key, Files: len(names), Bytes: res.Bytes, Sums: hexSum(sums)}.bytes()
	p := w.place
	if res.Written == 0 && res.Removed == 0 && w.old.made && len(w.old.strangers) == 0 && bytes.Equal(sums, w.old.sumsFile) {
		// Nothing changed. The record alone is put anew, in one step, because its time
		// says until when nobody touched the site.
		if err := p.root.WriteFile(p.staged(RecordName), rec, 0o644); err != nil {
			return Result{}, err
		}
		return res, p.root.Rename(p.staged(RecordName), p.out+"/"+RecordName)
	}
	if err := w.keep(names); err != nil {
		return Result{}, err
	}
	if err := p.root.WriteFile(p.staged(SumsName), sums, 0o644); err != nil {
		return Result{}, err
	}
	if err := p.root.WriteFile(p.staged(RecordName), rec, 0o644); err != nil {
		return Result{}, err
	}
	return res, p.swap()
}
