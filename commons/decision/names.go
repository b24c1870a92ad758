package decision

import (
	"strings"

	"polity/commons/law"
)

// names finds works and movements by what records call them.
type names struct {
	works     map[string]int // by ID
	movements map[string]int // by ID
	main      map[string]int // movement to its first work
	local     map[[2]string]int
	source    map[string]string // a source's name or address to its movement
}

func newNames(c *law.Commons) names {
	n := names{works: map[string]int{}, movements: map[string]int{}, main: map[string]int{}, local: map[[2]string]int{}, source: map[string]string{}}
	for i := range c.Works {
		w := &c.Works[i]
		n.works[w.ID] = i
		if w.TranslationOf == "" && w.Local != "" {
			n.local[[2]string{w.Movement, w.Local}] = i
		}
	}
	for i := range c.Movements {
		m := &c.Movements[i]
		n.movements[m.ID] = i
		for _, id := range m.Works {
			if w, ok := n.works[id]; ok && c.Works[w].TranslationOf == "" {
				n.main[m.ID] = w
				break
			}
		}
	}
	for _, s := range c.Sources {
		for _, name := range []string{s.Name, bare(s.URL)} {
			if _, twice := n.source[name]; name != "" && !twice {
				n.source[name] = s.Movement
			}
		}
	}
	return n
}

// bare is an address without scheme, ending and last slash, so that the ways to write
// one repository's address agree.
func bare(url string) string {
	if _, after, ok := strings.Cut(url, "://"); ok {
		url = after
	}
	return strings.TrimSuffix(strings.TrimSuffix(url, "/"), ".git")
}

// work is the work that a movement calls so: one of its own first, then a work of the
// commons, a movement's main work, «movement/work», a source; -1 where none is.
func (n *names) work(by, called string) int {
	if i, ok := n.local[[2]string{by, called}]; ok {
		return i
	}
	if i, ok := n.works[called]; ok {
		return i
	}
	if i, ok := n.main[called]; ok {
		return i
	}
	if m, w, ok := strings.Cut(called, "/"); ok {
		if i, ok := n.local[[2]string{m, w}]; ok {
			return i
		}
	}
	if m, ok := n.source[bare(called)]; ok {
		if i, ok := n.main[m]; ok {
			return i
		}
	}
	return -1
}
