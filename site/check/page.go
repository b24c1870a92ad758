package check

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// page is what is remembered of a page after it was read.
type page struct {
	title     string
	redirect  bool       // it sends its reader on
	ids       []uint64   // hashes of its ids, sorted
	leads     []int32    // files that it links to, each once
	fragments []fragment // links into other pages, to be followed when those are read
}

// fragment is a link to an id on another page.
type fragment struct {
	to   int32
	id   uint64
	line int
	href string
}

// head is what a page says of itself.
type head struct {
	lang, titles, policy, charset, doctype, loaded bool
	h1                                             int
}

// html reads one page in one pass over its tokens.
func (r *reader) html(data []byte) {
	r.page = &page{}
	r.line = 1
	r.head, r.inline, r.hashes = head{}, "", nil
	r.seen, r.ids, r.refs = map[string]int32{}, map[string]bool{}, map[string]int{}
	z := html.NewTokenizer(bytes.NewReader(data))
	inTitle := false
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		lines := bytes.Count(z.Raw(), []byte{'\n'})
		switch kind {
		case html.DoctypeToken:
			r.head.doctype = true
		case html.StartTagToken, html.SelfClosingTagToken:
			r.inline = ""
			inTitle = r.tag(z) == "title" && !r.head.titles
		case html.EndTagToken:
			if inTitle {
				inTitle, r.head.titles = false, true
			}
		case html.TextToken:
			switch {
			case inTitle:
				r.page.title += string(z.Text())
			case r.inline != "":
				r.inlined(z.Raw())
			}
		}
		r.line += lines
	}
	r.finish()
}

// tag reads one start tag and returns its name.
func (r *reader) tag(z *html.Tokenizer) string {
	raw, more := z.TagName()
	name := tagName(raw)
	attrs := r.attrs[:0]
	for more {
		var k, v []byte
		k, v, more = z.TagAttr()
		switch string(k) {
		case "class": // the most frequent attribute, and never wrong
		case "id":
			r.id(string(v))
		case "href":
			attrs = append(attrs, attr{"href", string(v)})
		default:
			attrs = append(attrs, attr{string(k), string(v)})
		}
	}
	r.attrs = attrs
	r.element(name, attrs)
	if len(attrs) > 0 {
		r.safety(name, attrs)
		r.references(name, attrs)
		r.links(name, attrs)
	}
	return name
}

// attributes are those of one element, in its order.
type attributes []attr

type attr struct{ key, value string }

// get is the value of the first attribute of that name, as browsers see it.
func (as attributes) get(key string) string {
	v, _ := as.find(key)
	return v
}

func (as attributes) find(key string) (value string, ok bool) {
	for _, a := range as {
		if a.key == key {
			return a.value, true
		}
	}
	return "", false
}

// tagName spares an allocation for the names that make up nearly all tags.
func tagName(raw []byte) string {
	switch string(raw) {
	case "a":
		return "a"
	case "p":
		return "p"
	case "span":
		return "span"
	case "li":
		return "li"
	case "div":
		return "div"
	case "ins":
		return "ins"
	case "del":
		return "del"
	}
	return string(raw)
}

// id books an id.
func (r *reader) id(id string) {
	switch {
	case id == "" || strings.ContainsAny(id, " \t\n\r\f"):
		r.complain(fmt.Sprintf("The id %q is empty or has a space in it.", id), "")
	case r.ids[id]:
		r.complain(fmt.Sprintf("The id %q stands twice on this page.", id), "")
	default:
		r.ids[id] = true
		r.page.ids = append(r.page.ids, maphash.String(r.site.seed, id))
	}
}

// element looks at what a page must have, and what it must not.
func (r *reader) element(name string, attrs attributes) {
	switch name {
	case "html":
		r.head.lang = true
		if attrs.get("lang") == "" {
			r.complain("The page does not say its language.", "Put lang on its html element.")
		}
		if d := attrs.get("dir"); d != "ltr" && d != "rtl" && d != "auto" {
			r.complain("The page does not say its direction.", "Put dir on its html element.")
		}
	case "h1":
		r.head.h1++
	case "base":
		if r.name != missing {
			r.complain("A base element changes where every relative link leads.", "")
		}
	case "img":
		if _, ok := attrs.find("alt"); !ok {
			r.complain("An image has no alt text.", "Where it only decorates, say alt=\"\".")
		}
	case "style":
		r.inline = "style"
	case "script":
		r.script(attrs)
	case "meta":
		r.meta(attrs)
	}
}

// finish looks at the whole page when it is read.
func (r *reader) finish() {
	r.line = 0
	p := r.page
	p.title = strings.TrimSpace(p.title)
	h := r.head
	for _, want := range []struct {
		ok      bool
		message string
	}{
		{h.doctype, "The page has no doctype."},
		{h.lang, "The page has no html element."},
		{p.title != "", "The page has no title."},
		{h.charset, "The page does not say that it is UTF-8."},
		{h.policy, "The page has no Content-Security-Policy."},
		{h.h1 == 1 || p.redirect, fmt.Sprintf("The page has %d first headings (h1), not one.", h.h1)},
	} {
		if !want.ok {
			r.complain(want.message, "")
		}
	}
	for id, line := range r.refs {
		if !r.ids[id] {
			r.bad = append(r.bad, wrong(r.name, line, fmt.Sprintf("An element speaks of the id %q, which this page does not have.", id), ""))
		}
	}
	slices.Sort(p.ids)
	slices.Sort(p.leads)
	p.leads = slices.Compact(p.leads)
}

// references books ids that must be on the same page.
func (r *reader) references(name string, attrs attributes) {
	book := func(ids string) {
		for id := range strings.FieldsSeq(ids) {
			r.refs[id] = r.line
		}
	}
	for _, key := range []string{"aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "popovertarget"} {
		book(attrs.get(key))
	}
	switch name {
	case "label", "output":
		book(attrs.get("for"))
	case "td", "th":
		book(attrs.get("headers"))
	case "input":
		book(attrs.get("list"))
	}
}
