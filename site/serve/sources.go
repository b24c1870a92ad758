package serve

import (
	"fmt"
	"hash/maphash"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// source is one folder of which something is watched.
type source struct {
	dir  string // absolute
	file string // only this file in it, where not ""
	git  bool   // a git folder: its refs, and not its objects, say that something changed
	opt  Options
}

// findSources makes each watched path one source, or more: a work tree has its
// git folder beside its files, and a linked one has it elsewhere.
func findSources(opt Options) []source {
	var found []source
	for _, name := range opt.Watch {
		path, err := filepath.Abs(name)
		if err != nil {
			continue
		}
		if real, err := filepath.EvalSymlinks(path); err == nil {
			path = real
		}
		info, err := os.Stat(path)
		switch {
		case err != nil:
		case !info.IsDir():
			found = append(found, source{dir: filepath.Dir(path), file: filepath.Base(path), opt: opt})
		case isGit(path):
			found = append(found, source{dir: path, git: true, opt: opt})
		default:
			found = append(found, source{dir: path, opt: opt})
			for _, dir := range gitFolders(path) {
				found = append(found, source{dir: dir, git: true, opt: opt})
			}
		}
	}
	return found
}

// isGit reports whether a folder is a git folder: a bare repository or a .git.
func isGit(dir string) bool {
	head, err1 := os.Stat(filepath.Join(dir, "HEAD"))
	refs, err2 := os.Stat(filepath.Join(dir, "refs"))
	return err1 == nil && err2 == nil && head.Mode().IsRegular() && refs.IsDir()
}

// gitFolders finds the git folders of a work tree: .git itself, or where the file
// .git of a linked work tree leads, with the folder that this shares with others.
func gitFolders(tree string) []string {
	dir := filepath.Join(tree, ".git")
	if isGit(dir) {
		return []string{dir}
	}
	follow := func(file, base string) string {
		data, err := os.ReadFile(file)
		if err != nil || len(data) > 4096 {
			return ""
		}
		to := strings.TrimSpace(strings.TrimPrefix(string(data), "gitdir:"))
		if !filepath.IsAbs(to) {
			to = filepath.Join(base, to)
		}
		return to
	}
	linked := follow(dir, tree)
	if linked == "" {
		return nil
	}
	if shared := follow(filepath.Join(linked, "commondir"), linked); shared != "" && isGit(shared) {
		return []string{linked, shared}
	}
	return []string{linked}
}

// folders calls add for the watched folders of a source from one of them on.
func (s source) folders(from string, add func(string) error) error {
	if !within(from, s.dir) {
		return nil
	}
	if s.file != "" {
		if from == s.dir {
			return add(s.dir)
		}
		return nil
	}
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return nil // gone again, or not ours to read
		}
		if path != s.dir && !s.enters(path) {
			return fs.SkipDir
		}
		return add(path)
	})
}

// enters reports whether a source goes on into a folder.
func (s source) enters(dir string) bool {
	if s.git {
		return within(dir, filepath.Join(s.dir, "refs"))
	}
	base := filepath.Base(dir)
	return base != ".git" && base != "node_modules" && !s.opt.ignored(dir)
}

// counts reports whether a change at path is one of this source.
func (s source) counts(path string) bool {
	base := filepath.Base(path)
	switch {
	case !within(path, s.dir) || passing(base):
		return false
	case s.file != "":
		return path == filepath.Join(s.dir, s.file)
	case s.git:
		in := func(name string) bool { return path == filepath.Join(s.dir, name) }
		return in("HEAD") || in("packed-refs") || in("shallow") || within(path, filepath.Join(s.dir, "refs"))
	}
	rel, err := filepath.Rel(s.dir, path)
	return err == nil && base != ".git" && !strings.Contains(filepath.ToSlash("/"+rel+"/"), "/.git/") && !s.opt.ignored(path)
}

// passing reports whether a file of this name is of an editor or of git at work.
func passing(base string) bool {
	switch strings.ToLower(filepath.Ext(base)) {
	case ".lock", ".swp", ".swx", ".swo":
		return true
	}
	return strings.HasSuffix(base, "~") || strings.HasPrefix(base, ".#") || base == "4913" || base == ".DS_Store"
}

// fingerprint changes when a watched file is made, removed, grown, shrunk or touched.
func (s source) fingerprint(seed maphash.Seed) uint64 {
	var sum uint64
	note := func(path string) error {
		entries, _ := os.ReadDir(path)
		for _, e := range entries {
			full := filepath.Join(path, e.Name())
			info, err := e.Info()
			if err != nil || e.IsDir() || !s.counts(full) {
				continue
			}
			sum += maphash.String(seed, fmt.Sprint(full, info.Size(), info.ModTime().UnixNano())) // in any order
		}
		return nil
	}
	_ = s.folders(s.dir, note)
	return sum
}
