package serve

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// script is what a served page runs: it loads the page again when another build
// is there and shows why a build failed. Text is set as text, styles by the
// object model, so that the strictest policy allows them.
const script = `(function () {
  'use strict';
  var shown = document.currentScript.dataset.build;
  var note = null;
  function say(problem) {
    if (note) { note.remove(); note = null; }
    if (!problem) { return; }
    note = document.createElement('section');
    note.setAttribute('role', 'alert');
    note.lang = 'en';
    note.dir = 'ltr';
    var title = document.createElement('strong');
    title.textContent = 'The site could not be built. This is the last good one.';
    var text = document.createElement('pre');
    text.textContent = problem;
    var close = document.createElement('button');
    close.type = 'button';
    close.textContent = 'Close';
    close.addEventListener('click', function () { say(''); });
    note.append(title, text, close);
    Object.assign(note.style, {
      position: 'fixed', insetInline: '0', insetBlockEnd: '0', zIndex: '2147483647', maxBlockSize: '60vh', overflow: 'auto',
      padding: '1rem', background: '#fff', color: '#111', borderBlockStart: '4px solid #b00020', font: '16px/1.4 sans-serif'
    });
    text.style.whiteSpace = 'pre-wrap';
    document.body.append(note);
  }
  var source = new EventSource('/.polity/events');
  source.onmessage = function (event) {
    var now = JSON.parse(event.data);
    if (now.build !== shown) { source.close(); location.reload(); return; }
    say(now.problem);
  };
}());
`

// instrument puts the script into a page, and returns the policy to send with it:
// the page's own, which then no longer stands in the page, widened by exactly this
// script and this server's events. A policy in a page can only be narrowed from
// outside, hence the move. "" where the page has none.
func instrument(page []byte, build string) (out []byte, policy string) {
	at, end, policy, found := findPolicy(page)
	tag := fmt.Sprintf(`<script src="%sreload.js" data-build="%s"`, own, build)
	if found {
		nonce := rand.Text()
		tag += fmt.Sprintf(` nonce="%s"`, nonce)
		policy = allow(policy, "script-src", "'nonce-"+nonce+"'")
		policy = allow(policy, "connect-src", "'self'")
	}
	return slices.Concat(page[:at], []byte(tag+" defer></script>"), page[end:]), policy
}

// findPolicy finds the element with the page's policy, from at to end in the page.
// Where there is none, at and end are where the script goes: the head's end.
func findPolicy(page []byte) (at, end int, policy string, found bool) {
	z := html.NewTokenizer(bytes.NewReader(page))
	for pos := 0; ; {
		kind := z.Next()
		next := pos + len(z.Raw())
		if kind == html.ErrorToken {
			return len(page), len(page), "", false
		}
		if t := z.Token(); kind == html.StartTagToken || kind == html.SelfClosingTagToken || kind == html.EndTagToken {
			switch {
			case t.Data == "meta" && strings.EqualFold(attribute(t, "http-equiv"), "content-security-policy"):
				return pos, next, attribute(t, "content"), true
			case t.Data == "head" && kind == html.EndTagToken, t.Data == "body":
				return pos, pos, "", false
			}
		}
		pos = next
	}
}

func attribute(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// allow adds a source to a directive of a policy. A directive that is not there
// would take over from default-src, so it begins with what that allows.
func allow(policy, directive, source string) string {
	var parts []string
	byDefault, done := []string(nil), false
	for part := range strings.SplitSeq(policy, ";") {
		words := strings.Fields(part)
		if len(words) == 0 {
			continue
		}
		switch strings.ToLower(words[0]) {
		case "default-src":
			byDefault = words[1:]
		case directive:
			words, done = append(words[:1:1], with(words[1:], source)...), true
		}
		parts = append(parts, strings.Join(words, " "))
	}
	if !done {
		parts = append(parts, directive+" "+strings.Join(with(byDefault, source), " "))
	}
	return strings.Join(parts, "; ")
}

// with is sources and one more; 'none' stands only alone.
func with(sources []string, source string) []string {
	sources = slices.DeleteFunc(slices.Clone(sources), func(s string) bool { return strings.EqualFold(s, "'none'") || s == source })
	return append(sources, source)
}
