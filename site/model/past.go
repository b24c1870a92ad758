package model

import (
	"cmp"
	"slices"

	"polity/commons/law"
)

// keep decides which versions have a page: the named ones, the text in force and
// the last of each day, or of each year where the days would not fit the budget.
func (w *work) keep(b Budget) {
	w.versions = make([]string, len(w.law.Versions))
	kept := w.lastOf(10)
	if w.size(kept) > limit(b.Versions, defaultVersions) {
		kept = w.lastOf(4)
		w.thinned = true
	}
	for v := range w.law.Versions {
		if kept[v] {
			w.versions[v] = w.at.Versions.Take(w.law.Versions[v].ID)
			w.pages = append(w.pages, v)
			if w.law.Versions[v].Name != "" && w.law.Versions[v].Main {
				w.named = append(w.named, v)
			}
		}
	}
	total := 0
	for _, c := range w.law.Changes {
		total += length(w.text(c.To))
	}
	w.whole = total <= limit(b.Context, defaultContext)
}

func limit(set, standard int) int {
	if set == 0 {
		return standard
	}
	return set
}

// lastOf marks the versions to keep where of those made on the same date, cut to
// so many characters, only the last counts.
func (w *work) lastOf(chars int) map[int]bool {
	kept := map[int]bool{}
	if w.current >= 0 {
		kept[w.current] = true
	}
	last := map[law.Date]int{}
	for i, c := range w.law.Changes {
		d := w.date(i)
		last[d[:min(chars, len(d))]] = c.To
	}
	for d, v := range last {
		if d != "" {
			kept[v] = true
		}
	}
	for v := range w.law.Versions {
		if w.law.Versions[v].Name != "" {
			kept[v] = true
		}
	}
	return kept
}

func (w *work) size(kept map[int]bool) int {
	total := 0
	for v := range kept {
		total += length(w.text(v))
	}
	return total
}

// length is the size of a text's own words in bytes.
func length(t *law.Text) int {
	n := 0
	for i := range t.Clauses {
		n += len(t.Clauses[i].Label) + len(t.Clauses[i].Heading) + len(t.Clauses[i].Text)
	}
	return n
}

// repealed gives every headed clause that once stood on the main line and does so
// no more a page, the latest first.
func (w *work) repealed() {
	var gone []clause
	for wid, life := range w.history.Lives {
		if _, ok := w.byWID[wid]; ok {
			continue
		}
		last := life.Last()
		if last.Version < 0 || last.Clause >= len(w.text(last.Version).Clauses) {
			continue
		}
		if IsClause(&w.text(last.Version).Clauses[last.Clause]) {
			gone = append(gone, clause{wid: wid, version: last.Version, index: last.Clause, gone: true})
		}
	}
	slices.SortFunc(gone, func(a, b clause) int {
		return cmp.Or(cmp.Compare(b.version, a.version), cmp.Compare(a.index, b.index), cmp.Compare(a.wid, b.wid))
	})
	for _, c := range gone {
		w.add(c)
	}
}

// moves notes the eIds that each clause has had along the main line.
func (w *work) moves() {
	for i, ch := range w.law.Changes {
		t, wids := w.text(ch.To), w.history.WIDs[ch.To]
		for j := range t.Clauses {
			k, ok := w.byWID[wids[j]]
			if !ok {
				continue
			}
			list := &w.clauses[k].addresses
			n := len(*list)
			if n > 0 && (*list)[n-1].eid == t.Clauses[j].EID {
				continue
			}
			if n > 0 {
				(*list)[n-1].to = i
			}
			*list = append(*list, former{t.Clauses[j].EID, t.Clauses[j].Label, i, -1})
		}
	}
	for k := range w.clauses {
		if c := &w.clauses[k]; c.gone && len(c.addresses) > 0 {
			c.addresses[len(c.addresses)-1].to = c.lastTouch()
		}
	}
}

// maxRedirects bounds the pages of former addresses of one work.
const maxRedirects = 5000

// leadOn lets former addresses that no other clause holds lead to the present
// ones; of several clauses that had one, the first in the list of clauses has it.
func (w *work) leadOn() {
	for k := range w.clauses {
		list := w.clauses[k].addresses
		for i := len(list) - 2; i >= 0 && len(w.redirects) < maxRedirects; i-- {
			if w.at.Clauses.Free(list[i].eid) {
				w.redirects = append(w.redirects, redirect{w.at.Clauses.Take(list[i].eid), k})
			}
		}
	}
}
