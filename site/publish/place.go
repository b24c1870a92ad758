package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// place is where one build happens: the folder that holds the target, and in it
// a work folder of this build's own, held by a lock:
//
//	public/            the target
//	.public.polity/    the work folder
//	    lock           held while a build runs
//	    new/           the staged site
//	    old/           the old site, for the moment of a change in two steps
//
// The work folder is on the target's file system, so that renaming and linking
// work, and it is gone when the build ends. Whoever holds the lock and finds new
// or old there knows that a build died.
type place struct {
	root *os.Root // the folder that holds out and work; nothing is written outside it
	path string   // that folder's path
	out  string   // the target's name in it
	work string   // the work folder's name in it
	lock *lockedfile.File
}

// enter takes the lock, mends what a dead build left and makes the staging folder.
func enter(out string) (*place, error) {
	parent := filepath.Dir(out)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return nil, barred(out, parent, err)
	}
	root, err := os.OpenRoot(parent)
	if err != nil {
		return nil, barred(out, parent, err)
	}
	name := filepath.Base(out)
	p := &place{root: root, path: parent, out: name, work: "." + name + ".polity"}
	if err := p.takeLock(); err != nil {
		root.Close()
		return nil, barred(out, parent, err)
	}
	if err := p.mend(); err != nil {
		p.leave()
		return nil, err
	}
	return p, nil
}

// barred says that a site cannot be written because the folder around it cannot: a site
// is made beside the old one and then takes its place.
func barred(out, parent string, err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err // the file it names is none that anybody knows
	}
	return fmt.Errorf("cannot write %s, for %s takes no new files: %w: choose another folder", out, parent, err)
}

// takeLock makes the work folder and locks it. The build that ends removes lock
// and folder, so a lock just won may be on a file that is already gone; then it
// is tried again.
func (p *place) takeLock() error {
	name := filepath.Join(p.path, p.work, "lock")
	for {
		if err := p.root.Mkdir(p.work, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
		// Through the root, so that a link in the work folder's place is refused.
		if info, err := p.root.Lstat(p.work); err == nil && !info.IsDir() {
			return fmt.Errorf("%s is in the way", filepath.Join(p.path, p.work))
		}
		lock, err := lockedfile.Edit(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		held, err1 := lock.Stat()
		there, err2 := os.Stat(name)
		if err1 == nil && err2 == nil && os.SameFile(held, there) {
			p.lock = lock
			return nil
		}
		lock.Close()
	}
}

// mend brings back a site that an interrupted change of places left aside, and
// clears the work folder.
func (p *place) mend() error {
	if _, err := p.root.Lstat(p.out); errors.Is(err, fs.ErrNotExist) {
		if _, err := p.root.Lstat(p.aside()); err == nil {
			if err := p.root.Rename(p.aside(), p.out); err != nil {
				return err
			}
		}
	}
	if err := p.clear(); err != nil {
		return err
	}
	return p.root.Mkdir(p.work+"/new", 0o755)
}

func (p *place) clear() error {
	return errors.Join(p.root.RemoveAll(p.work+"/new"), p.root.RemoveAll(p.aside()))
}

// leave clears and removes the work folder and gives the lock back. What cannot
// be removed is cleared by the next build.
func (p *place) leave() {
	if p.clear() == nil {
		p.root.Remove(p.work + "/lock")
	}
	p.lock.Close()
	p.root.Remove(p.work)
	p.root.Close()
}

// staged is the path of a file of the new site before it is in its place.
func (p *place) staged(name string) string { return p.work + "/new/" + name }

// aside is where the old site stands during a change in two steps.
func (p *place) aside() string { return p.work + "/old" }

// swap puts the staged site in the target's place.
func (p *place) swap() error {
	fresh := p.work + "/new"
	_, err := p.root.Lstat(p.out)
	if errors.Is(err, fs.ErrNotExist) {
		return p.root.Rename(fresh, p.out)
	}
	if err != nil {
		return err
	}
	// One step: the two change names, and leave removes the old one.
	if exchange(filepath.Join(p.path, fresh), filepath.Join(p.path, p.out)) == nil {
		return nil
	}
	return p.swapInSteps()
}

// swapInSteps is the way of systems without such a step. Between the two, mend
// finds the old site aside and brings it back.
func (p *place) swapInSteps() error {
	if err := p.root.Rename(p.out, p.aside()); err != nil {
		return fmt.Errorf("cannot move the old site aside (where it is a mount point, build into a folder inside it): %w", err)
	}
	if err := p.root.Rename(p.work+"/new", p.out); err != nil {
		return errors.Join(err, p.root.Rename(p.aside(), p.out))
	}
	return nil
}
