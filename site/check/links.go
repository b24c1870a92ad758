package check

import (
	"fmt"
	"hash/maphash"
	"net/url"
	"path"
	"slices"
	"strings"
)

// links follows every attribute of an element that leads somewhere.
func (r *reader) links(name string, attrs attributes) {
	for _, a := range attrs {
		value := a.value
		switch name + " " + a.key {
		case "a href", "area href", "form action", "button formaction", "input formaction",
			"blockquote cite", "q cite", "ins cite", "del cite":
			r.link(value)
		case "link href":
			if loads(attrs.get("rel")) {
				r.resource(value)
			} else {
				r.link(value)
			}
		case "script src", "img src", "iframe src", "audio src", "video src", "source src", "track src", "embed src",
			"input src", "object data", "video poster", "image href", "use href", "image xlink:href", "use xlink:href":
			r.resource(value)
		case "img srcset", "source srcset":
			for candidate := range strings.SplitSeq(value, ",") {
				if address, _, _ := strings.Cut(strings.TrimSpace(candidate), " "); address != "" {
					r.resource(address)
				}
			}
		}
	}
}

// loads reports whether a link element of this kind makes a browser load something.
func loads(rel string) bool {
	for kind := range strings.FieldsSeq(strings.ToLower(rel)) {
		switch kind {
		case "stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest", "apple-touch-icon", "mask-icon":
			return true
		}
	}
	return false
}

// scheme returns the scheme of an address, in lower case, or "" of a relative one.
func scheme(address string) string {
	before, _, ok := strings.Cut(address, ":")
	if !ok || before == "" || strings.ContainsAny(before, "/?#") {
		return ""
	}
	return strings.ToLower(before)
}

// resource follows what a browser loads by itself: never from elsewhere.
func (r *reader) resource(address string) {
	address = strings.TrimSpace(address)
	if s := scheme(address); s != "" || strings.HasPrefix(address, "//") {
		r.complain(fmt.Sprintf("The page loads %q from elsewhere.", shorten(address)), "Everything a page needs stands in the site.")
		return
	}
	r.local(address)
}

// link follows what a reader may choose to follow.
func (r *reader) link(address string) {
	address = strings.TrimSpace(address)
	switch s := scheme(address); {
	case s == "http" || s == "https" || s == "mailto":
	case s != "" || strings.HasPrefix(address, "//"):
		r.complain(fmt.Sprintf("The link %q is of a kind that the site does not use.", shorten(address)), "Links are relative, http, https or mailto.")
	default:
		r.local(address)
	}
}

// local follows a link inside the site. A page says most of its links more than
// once, so each is looked up once.
func (r *reader) local(href string) {
	if _, seen := r.seen[href]; seen {
		return
	}
	to := r.land(href)
	r.seen[href] = to
	if to < 0 {
		return
	}
	r.page.leads = append(r.page.leads, to)
	if id := fragmentOf(href); id != "" {
		if r.site.files[to] == r.name {
			r.refs[id] = r.line
		} else {
			r.page.fragments = append(r.page.fragments, fragment{to, maphash.String(r.site.seed, id), r.line, href})
		}
	}
}

// fragmentOf is the id that a link leads to, or "" where it leads to the whole page.
func fragmentOf(href string) string {
	_, id, _ := strings.Cut(href, "#")
	id, _, _ = strings.Cut(id, ":~:") // a text fragment is found by its words
	if plain, err := url.PathUnescape(id); err == nil {
		id = plain
	}
	if id == "top" {
		return ""
	}
	return id
}

// land finds the file that a relative link leads to, or complains and returns -1.
func (r *reader) land(href string) int32 {
	file, _, _ := strings.Cut(href, "#")
	file, query, asks := strings.Cut(file, "?")
	if asks {
		r.complain(fmt.Sprintf("The link %q has a query (%s), which no file answers.", shorten(href), shorten(query)), "")
	}
	if strings.Contains(file, "%") {
		plain, err := url.PathUnescape(file)
		if err != nil {
			r.complain(fmt.Sprintf("The link %q is not well written.", shorten(href)), "")
			return -1
		}
		file = plain
	}
	full := path.Join(path.Dir(r.name), file)
	switch {
	case file == "":
		full = r.name
	case strings.HasPrefix(file, "/"):
		r.complain(fmt.Sprintf("The link %q begins at the host's root, where the site may not stand.", shorten(href)), "Links are relative.")
		full = strings.TrimPrefix(path.Clean(file), "/")
	case full == ".." || strings.HasPrefix(full, "../"):
		r.complain(fmt.Sprintf("The link %q leads out of the site.", shorten(href)), "")
		return -1
	}
	to, ok := r.site.index[full]
	if ok && !strings.HasSuffix(file, "/") {
		return to
	}
	if to, ok = r.site.index[path.Join(full, home)]; ok {
		r.complain(fmt.Sprintf("The link %q leads to a folder, which does not open from a disk.", shorten(href)), "Name its index.html.")
		return to
	}
	r.complain(fmt.Sprintf("The link %q leads nowhere: there is no %s.", shorten(href), shorten(full)), "")
	return -1
}

// followFragments looks up the links into other pages once all are read.
func (s *site) followFragments() {
	for i, p := range s.pages {
		if p == nil {
			continue
		}
		for _, f := range p.fragments {
			target := s.pages[f.to]
			if target == nil {
				continue // a fragment of a picture or a data file
			}
			if _, ok := slices.BinarySearch(target.ids, f.id); !ok {
				s.problems = append(s.problems, wrong(s.files[i], f.line,
					fmt.Sprintf("The link %q leads to an id that %s does not have.", shorten(f.href), s.files[f.to]), ""))
			}
		}
		p.fragments = nil
	}
}
