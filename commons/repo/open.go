package repo

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Open opens a source: a work tree, a bare repository, a linked work tree, a bundle,
// a URL (https, http, ssh, git, file, or user@host:path), a plain folder or a plain
// text file. What it is, is told by its content, not by its name.
//
// URLs are cloned into opt.Cache and brought up to date there; local paths and file://
// are read in place. A folder without git becomes one synthetic, undated version (Plain).
// Errors say what was found instead. A repository without commits opens; Head then is ErrEmpty.
func Open(source string, opt Options) (*Repo, error) {
	if source == "" {
		return nil, errors.New("the source is empty: name a folder, a bundle or a URL")
	}
	if p, ok := filePath(source); ok {
		source = p
	} else if isURL(source) {
		return openURL(source, opt)
	}
	st, err := os.Stat(source)
	if err != nil {
		return nil, err
	}
	abs, err := realPath(source)
	if err != nil {
		return nil, err
	}
	if !st.IsDir() {
		return openFile(source, abs, opt)
	}
	dir, common, ok, err := gitDir(abs)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", source, err)
	}
	if ok {
		return openLocal(dir, common, shortName(abs), source, opt)
	}
	return openPlain(abs, nil, source, opt)
}

// OpenFiles opens plain text files, whether or not git knows them, as one synthetic
// version that holds just these, under their paths relative to the folder that holds
// them all.
func OpenFiles(files []string, opt Options) (*Repo, error) {
	if len(files) == 0 {
		return nil, errors.New("no file is named")
	}
	var abs []string
	for _, f := range files {
		a, err := realPath(f)
		if err != nil {
			return nil, err
		}
		abs = append(abs, a)
	}
	root := filepath.Dir(abs[0])
	for _, a := range abs {
		for !within(root, a) {
			root = filepath.Dir(root)
		}
	}
	var rel []string
	for _, a := range abs {
		p, err := filepath.Rel(root, a)
		if err != nil {
			return nil, err
		}
		rel = append(rel, filepath.ToSlash(p))
	}
	return openPlain(root, rel, strings.Join(files, " "), opt)
}

// realPath is a file's absolute path with links followed: whoever names a link means
// the file behind it, while links found inside a folder are never followed.
func realPath(file string) (string, error) {
	abs, err := filepath.Abs(file)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(abs)
}

func within(root, file string) bool {
	rel, err := filepath.Rel(root, file)
	return err == nil && filepath.IsLocal(rel)
}

// openFile opens a bundle or a single text.
func openFile(source, abs string, opt Options) (*Repo, error) {
	start, err := head(abs, 8000)
	if err != nil {
		return nil, err
	}
	switch {
	case isBundle(start):
		return openBundle(source, opt)
	case bytes.HasPrefix(start, []byte("# v")) && bytes.HasPrefix(start[3:], []byte("1 git bundle")):
		return nil, fmt.Errorf("%s is a bundle of version 1, which git itself no longer writes; make a new one with: git bundle create %s --all", source, quote(source))
	case bytes.IndexByte(start, 0) >= 0:
		return nil, fmt.Errorf("%s is neither a git repository nor a bundle nor a text: %w", source, ErrDamaged)
	}
	return openPlain(filepath.Dir(abs), []string{filepath.Base(abs)}, source, opt)
}

func head(file string, n int64) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, n))
}

var scpLike = regexp.MustCompile(`^[A-Za-z0-9._~-]+@[A-Za-z0-9.-]+:[^\\]`)

// isURL reports whether a source is to be fetched.
func isURL(source string) bool {
	if strings.Contains(source, "@") && scpLike.MatchString(source) {
		return true
	}
	scheme, _, ok := strings.Cut(source, "://")
	return ok && scheme != "" && !strings.ContainsAny(scheme, `/\.`)
}

// filePath is the path in a file: URL.
func filePath(source string) (string, bool) {
	if !strings.HasPrefix(strings.ToLower(source), "file:") {
		return "", false
	}
	u, err := url.Parse(source)
	if err != nil || u.Path == "" || (u.Host != "" && u.Host != "localhost") {
		return "", false
	}
	return filepath.FromSlash(u.Path), true
}

// Shown is an address as it may be shown: without user name and password. The user
// of an ssh address stays, without a password: it is part of the address.
func Shown(address string) string {
	if !strings.Contains(address, "://") {
		return address
	}
	u, err := url.Parse(address)
	if err != nil {
		// Unreadable, so nothing can be cut out of it with certainty.
		scheme, _, _ := strings.Cut(address, "://")
		return scheme + "://…"
	}
	if u.User != nil {
		name := u.User.Username()
		u.User = nil
		if strings.Contains(u.Scheme, "ssh") && name != "" {
			u.User = url.User(name)
		}
	}
	u.RawQuery, u.Fragment = "", ""
	return u.String()
}

// shortName is the last part of a path or URL, without .git or .bundle.
func shortName(source string) string {
	s := strings.TrimRight(filepath.ToSlash(source), "/")
	s = strings.TrimSuffix(s, "/.git")
	if i := strings.LastIndexAny(s, "/:"); i >= 0 {
		s = s[i+1:]
	}
	for _, suffix := range []string{".git", ".bundle"} {
		if short := strings.TrimSuffix(s, suffix); short != "" {
			s = short
		}
	}
	if s == "" || s == "." || s == ".." {
		return "repository"
	}
	return s
}

// quote makes a path safe to paste into a shell.
func quote(s string) string {
	if strings.IndexFunc(s, func(c rune) bool { return !strings.ContainsRune(plainRunes, c) }) < 0 && s != "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

const plainRunes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/:@+="
