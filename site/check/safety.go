package check

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
)

// safety looks for attributes that a strict policy blocks, or that do not work
// from a disk.
func (r *reader) safety(name string, attrs attributes) {
	for _, a := range attrs {
		key := a.key
		switch {
		case key == "style":
			r.complain("A style attribute is blocked by the page's policy.", "Use a class.")
		case strings.HasPrefix(key, "on"):
			r.complain(fmt.Sprintf("The attribute %s is blocked by the page's policy.", key), "Put the script into a file.")
		case key == "integrity":
			r.complain("What has an integrity attribute does not load from a disk.", "Name the file by its digest.")
		}
	}
	if name == "link" || name == "script" {
		r.head.loaded = r.head.loaded || attrs.get("src") != "" || loads(attrs.get("rel"))
	}
}

// script judges a script element.
func (r *reader) script(attrs attributes) {
	kind := strings.ToLower(attrs.get("type"))
	switch {
	case kind == "module":
		r.complain("A module script does not load from a disk.", "Use a classic script.")
	case attrs.get("src") == "" && (kind == "" || strings.Contains(kind, "javascript")):
		r.inline = "script"
	}
}

// inlined judges what stands inside a style or script element: a policy without
// 'unsafe-inline' lets it be only where it names its hash.
func (r *reader) inlined(text []byte) {
	sum := sha256.Sum256(text)
	if !slices.Contains(r.hashes, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") {
		r.complain(fmt.Sprintf("An inline %s is blocked by the page's policy.", r.inline), "Put it into a file, or its hash into the policy.")
	}
	r.inline = ""
}

// meta reads character set, policy and redirection.
func (r *reader) meta(attrs attributes) {
	if strings.EqualFold(attrs.get("charset"), "utf-8") {
		r.head.charset = true
	}
	switch strings.ToLower(attrs.get("http-equiv")) {
	case "content-security-policy":
		r.policy(attrs.get("content"))
	case "refresh":
		r.page.redirect = true
		if _, to, ok := strings.Cut(attrs.get("content"), "="); ok {
			r.link(strings.Trim(to, `'" `))
		}
	}
}

// policy judges a Content-Security-Policy: it must forbid by default, allow
// nothing inline, and name no other host.
func (r *reader) policy(text string) {
	r.head.policy = true
	if r.head.loaded {
		r.complain("The policy comes after something that is loaded, which it does not govern.", "Put it first in the head.")
	}
	byDefault := false
	for directive := range strings.SplitSeq(text, ";") {
		words := strings.Fields(directive)
		if len(words) == 0 {
			continue
		}
		byDefault = byDefault || strings.EqualFold(words[0], "default-src")
		for _, w := range words[1:] {
			if strings.HasPrefix(w, "'sha256-") {
				r.hashes = append(r.hashes, w)
				continue
			}
			w = strings.ToLower(w)
			if slices.Contains([]string{"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "http:", "https:"}, w) || strings.Contains(w, "//") {
				r.complain(fmt.Sprintf("The policy allows %s.", w), "")
			}
		}
	}
	if !byDefault {
		r.complain("The policy has no default-src, so it allows what it does not name.", "")
	}
}
