package publish

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Writer takes the files of one site. It is safe for use by several goroutines
// at once, until the function it was handed to returns.
type Writer struct {
	place *place
	old   *oldSite

	mu      sync.Mutex
	closed  bool
	entries map[string]entry  // by name
	folded  map[string]string // lower-case name → name: one file on disks that ignore case
	dirs    map[string]bool   // folders already made
}

// entry is one file of the new site.
type entry struct {
	sum  [sha256.Size]byte
	size int64
	kept bool // its bytes are in the old site and are brought at the end
}

// WriteFile adds one file. name is its path from the site's root: slash-separated,
// without "." or ".." parts, printable. A name given twice, also where only the
// case of letters differs, is an error, and so is a name that a file and a folder
// would share. data is not kept.
func (w *Writer) WriteFile(name string, data []byte) error {
	if err := checkName(name); err != nil {
		return err
	}
	e := entry{sum: sha256.Sum256(data), size: int64(len(data))}
	e.kept = w.old.has(w.place, name, e.sum, data)
	if err := w.claim(name, e); err != nil {
		return err
	}
	if e.kept {
		return nil
	}
	if err := w.makeDir(path.Dir(name)); err != nil {
		return err
	}
	f, err := w.place.root.OpenFile(w.place.staged(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// claim books the name.
func (w *Writer) claim(name string, e entry) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return fmt.Errorf("%s comes after the site was finished", name)
	}
	low := strings.ToLower(name)
	if other, taken := w.folded[low]; taken {
		return fmt.Errorf("%s is written twice (first as %s)", name, other)
	}
	w.folded[low], w.entries[name] = name, e
	return nil
}

// close ends the time in which files are taken.
func (w *Writer) close() {
	w.mu.Lock()
	w.closed = true
	w.mu.Unlock()
}

// makeDir makes a folder in the staged site, with those above it, once.
func (w *Writer) makeDir(dir string) error {
	w.mu.Lock()
	made := w.dirs[dir]
	w.mu.Unlock()
	if made || dir == "." {
		return nil
	}
	if err := w.place.root.MkdirAll(w.place.staged(dir), 0o755); err != nil {
		return err
	}
	w.mu.Lock()
	w.dirs[dir] = true
	w.mu.Unlock()
	return nil
}

// keep brings the files whose bytes were already there into the staged site.
func (w *Writer) keep(names []string) error {
	root := w.place.root
	for _, name := range names {
		if !w.entries[name].kept {
			continue
		}
		if err := w.makeDir(path.Dir(name)); err != nil {
			return err
		}
		from, to := w.place.out+"/"+name, w.place.staged(name)
		if root.Link(from, to) == nil {
			continue
		}
		// Some file systems have no hard links.
		data, err := root.ReadFile(from)
		if err == nil {
			err = root.WriteFile(to, data, 0o644)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// tally counts the new site's files and returns their names in order.
func (w *Writer) tally() (Result, []string) {
	var res Result
	names := make([]string, 0, len(w.entries))
	stayed := 0
	for name, e := range w.entries {
		names = append(names, name)
		res.Bytes += e.size
		if e.kept {
			res.Kept++
		} else {
			res.Written++
		}
		if _, was := w.old.sums[name]; was {
			stayed++
		}
	}
	res.Removed = len(w.old.sums) - stayed
	slices.Sort(names)
	return res, names
}

// sums writes the list of sums as `sha256sum` prints it.
func (w *Writer) sums(names []string) []byte {
	var b bytes.Buffer
	b.Grow(len(names) * 120)
	for _, name := range names {
		fmt.Fprintf(&b, "%x  %s\n", w.entries[name].sum, name)
	}
	return b.Bytes()
}

// has reports whether the old site holds exactly data under name.
func (o *oldSite) has(p *place, name string, sum [sha256.Size]byte, data []byte) bool {
	if was, ok := o.sums[name]; !ok || was != sum {
		return false
	}
	// The sum says what was once written; the file says what is there.
	f, err := p.root.Open(p.out + "/" + name)
	if err != nil {
		return false
	}
	defer f.Close()
	there := make([]byte, len(data)+1)
	n, err := io.ReadFull(f, there)
	return err == io.ErrUnexpectedEOF && bytes.Equal(there[:n], data) || err == io.EOF && len(data) == 0
}

// checkName refuses names that would not be one file at one place on every
// system and host.
func checkName(name string) error {
	bad := func(why string) error { return fmt.Errorf("%q cannot be a file of a site: %s", name, why) }
	switch {
	case !fs.ValidPath(name) || name == ".":
		return bad("it is not a plain path below the site's root")
	case name == SumsName || name == RecordName:
		return bad("that name is kept for the site's own record")
	case !utf8.ValidString(name):
		return bad("it is not UTF-8")
	case len(name) > 1000:
		return bad("it is longer than 1000 bytes")
	case strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f || strings.ContainsRune(`\:*?"<>|`, r) }):
		return bad("it has a character that some systems refuse")
	}
	for part := range strings.SplitSeq(name, "/") {
		if len(part) > 255 {
			return bad("a part of it is longer than 255 bytes")
		}
		if strings.HasSuffix(part, ".") || strings.HasSuffix(part, " ") {
			return bad("a part of it ends with a dot or a space")
		}
	}
	return nil
}
