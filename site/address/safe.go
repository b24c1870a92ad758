package address

import (
	"net/url"
	"path"
	"strings"
	"unicode"
)

// Web checks an address that is to leave the site: it must be http or https with a
// host, or mailto with something after it. The answer is the address, escaped
// afresh.
func Web(s string) (string, bool) {
	u, ok := parse(s)
	if !ok {
		return "", false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host == "" || u.Opaque != "" || u.User != nil {
			return "", false
		}
	case "mailto":
		if u.Opaque == "" {
			return "", false
		}
	default:
		return "", false
	}
	return u.String(), true
}

// Link is what a link written in a text leads to.
type Link struct {
	Web      string // an address outside: http, https or mailto
	Fragment string // a place in the same text, as written, without «#»
	File     string // a file of the same repository, from its root
}

// Written reads a link of a text. from is the path of the file it stands in. Only
// http, https, mailto, fragments and relative paths that stay in the repository
// are answered; of anything else (javascript:, data:, //host, a path that leads
// out) the answer is the zero Link, and its words stay plain words.
func Written(s, from string) Link {
	if web, ok := Web(s); ok {
		return Link{Web: web}
	}
	u, ok := parse(s)
	if !ok || u.Scheme != "" || u.Host != "" || u.Opaque != "" || strings.HasPrefix(s, "//") {
		return Link{}
	}
	if u.Path == "" {
		return Link{Fragment: u.Fragment}
	}
	file := path.Join(path.Dir(from), u.Path)
	if strings.HasPrefix(u.Path, "/") {
		file = path.Clean(strings.TrimLeft(u.Path, "/"))
	}
	if file == ".." || strings.HasPrefix(file, "../") || strings.HasPrefix(file, "/") || file == "." {
		return Link{}
	}
	return Link{File: file, Fragment: u.Fragment}
}

// parse refuses what browsers would read differently from net/url: control
// characters and white space inside, backslashes.
func parse(s string) (*url.URL, bool) {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 4096 || strings.ContainsFunc(s, func(r rune) bool { return r == '\\' || unicode.IsControl(r) || unicode.IsSpace(r) }) {
		return nil, false
	}
	u, err := url.Parse(s)
	return u, err == nil
}
