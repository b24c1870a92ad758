package repo

import "container/list"

// lruCache holds the objects read last, bounded by their bytes.
type lruCache struct {
	budget, used int
	order        *list.List // of cached, the one used last in front
	at           map[any]*list.Element
}

type cached struct {
	key any // plumbing.Hash or place
	ob  loaded
}

// cachedOverhead is about what a list and a map entry cost.
const cachedOverhead = 200

func newCache(budget int) lruCache {
	return lruCache{budget: budget, order: list.New(), at: map[any]*list.Element{}}
}

func (c *lruCache) get(key any) (loaded, bool) {
	e, ok := c.at[key]
	if !ok {
		return loaded{}, false
	}
	c.order.MoveToFront(e)
	return e.Value.(cached).ob, true
}

// put keeps an object unless it is so large that it would push out the others.
func (c *lruCache) put(key any, ob loaded) {
	if _, ok := c.at[key]; ok || len(ob.data) > c.budget/4 {
		return
	}
	c.used += len(ob.data) + cachedOverhead
	c.at[key] = c.order.PushFront(cached{key, ob})
	for c.used > c.budget {
		last := c.order.Back()
		old := c.order.Remove(last).(cached)
		delete(c.at, old.key)
		c.used -= len(old.ob.data) + cachedOverhead
	}
}
