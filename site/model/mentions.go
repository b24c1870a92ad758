package model

import (
	"strings"
	"sync"
)

// mentions remembers what was found in texts that name clauses, so that words which
// stand in hundreds of versions are searched once. The zero value is empty, a nil one
// remembers nothing; it is safe for concurrent use. It grows by what is new in each
// version.
type mentions struct {
	mu    sync.Mutex
	found map[string]map[string]mentioned // by habits, then by text
}

// mentioned is what a text names, whatever of it there is.
type mentioned struct {
	western []mention
	eastern bool // it may hold references as the east writes them
}

// in finds what a text mentions, in order and apart from each other. key tells habits
// apart.
func (k *mentions) in(text string, h habits, key string) mentioned {
	if k == nil {
		return search(text, h)
	}
	k.mu.Lock()
	m, ok := k.found[key][text]
	k.mu.Unlock()
	if ok {
		return m
	}
	m = search(text, h)
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.found == nil {
		k.found = map[string]map[string]mentioned{}
	}
	if k.found[key] == nil {
		k.found[key] = map[string]mentioned{}
	}
	k.found[key][text] = m
	return m
}

func search(text string, h habits) mentioned {
	out := mentioned{eastern: strings.ContainsAny(text, "第제")}
	for m, ok := scan(text, 0, h); ok; m, ok = scan(text, m.to, h) {
		out.western = append(out.western, m)
	}
	return out
}
