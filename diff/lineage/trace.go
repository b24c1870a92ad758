package lineage

import (
	"sync"

	"polity/commons/law"
	"polity/diff"
	"polity/diff/align"
)

// Trace follows the clauses of a work through all its versions. A work without
// versions gives an empty History.
//
// Each edge of the version graph is compared once, whichever of changes, steps and
// identity ask for it; beyond that the cost is linear in the clauses of all
// versions. The result does not depend on Workers.
func Trace(w *law.Work, o Options) *History {
	if o.Compare == nil {
		o.Compare = diff.Compare
	}
	t := &tracer{work: w, first: map[string]string{}, byText: map[textKey]string{}, past: map[string]place{}, byKey: map[string]int{}, splitFrom: map[string]string{}}
	t.compare(o)
	t.ids = make([][]string, len(w.Versions))
	for v := range w.Versions {
		t.ids[v] = t.identify(v)
		if _, ok := t.byKey[w.Versions[v].Key]; !ok {
			t.byKey[w.Versions[v].Key] = v
		}
	}
	h := &History{WIDs: t.ids, Parents: t.splitFrom, Lives: map[string]*Life{}}
	for i, c := range w.Changes {
		h.Changes = append(h.Changes, t.compared[edge{c.From, c.To}])
		var steps []*diff.Comparison
		for _, s := range c.Steps {
			steps = append(steps, t.compared[edge{s.From, s.To}])
		}
		h.Steps = append(h.Steps, steps)
		h.live(w, i)
	}
	return h
}

// edge joins two versions, the older first; -1 is the empty text.
type edge struct{ from, to int }

// job is one pair of texts to be looked at, however many edges lead from one to the
// other: a merged proposal and its only commit are often the same step.
type job struct {
	old, new *law.Text
	words    bool // somebody will ask for the words that changed; else an alignment is enough
	compared *diff.Comparison
	aligned  []align.Pair
}

// compare looks at every pair of texts once.
func (t *tracer) compare(o Options) {
	var jobs []job
	byTexts := map[[2]*law.Text]int{}
	byEdge := map[edge]int{}
	add := func(e edge, words bool) {
		old, new := textOf(t.work, e.from), textOf(t.work, e.to)
		n, ok := byTexts[[2]*law.Text{old, new}]
		if !ok {
			n = len(jobs)
			byTexts[[2]*law.Text{old, new}] = n
			jobs = append(jobs, job{old: old, new: new})
		}
		jobs[n].words = jobs[n].words || words
		byEdge[e] = n
	}
	for _, c := range t.work.Changes {
		add(edge{c.From, c.To}, true)
		for _, s := range c.Steps {
			add(edge{s.From, s.To}, true)
		}
	}
	for v := range t.work.Versions {
		for _, p := range t.work.Versions[v].Parents {
			add(edge{p, v}, false)
		}
	}
	var cache align.Cache
	each(len(jobs), o.Workers, o.Progress, func(i int) {
		if j := &jobs[i]; j.words {
			j.compared = o.Compare(j.old, j.new)
		} else {
			j.aligned = align.Align(j.old, j.new, align.Options{Cache: &cache})
		}
	})
	t.compared, t.aligned = map[edge]*diff.Comparison{}, map[edge][]align.Pair{}
	for e, n := range byEdge {
		if jobs[n].words {
			t.compared[e] = jobs[n].compared
		} else {
			t.aligned[e] = jobs[n].aligned
		}
	}
}

func textOf(w *law.Work, v int) *law.Text {
	if v < 0 {
		return nil
	}
	return w.Versions[v].Text
}

// each calls fn for 0..n-1 from so many goroutines; the only worker is the caller.
func each(n, workers int, progress func(done, total int), fn func(int)) {
	if workers <= 1 || n <= 1 {
		for i := range n {
			fn(i)
			if progress != nil {
				progress(i+1, n)
			}
		}
		return
	}
	var (
		wg   sync.WaitGroup
		mu   sync.Mutex
		next int
		done int
	)
	take := func() int {
		mu.Lock()
		defer mu.Unlock()
		next++
		return next - 1
	}
	for range min(workers, n) {
		wg.Go(func() {
			for i := take(); i < n; i = take() {
				fn(i)
				if progress != nil {
					mu.Lock()
					done++
					progress(done, n)
					mu.Unlock()
				}
			}
		})
	}
	wg.Wait()
}

// live adds change i to the lives of the clauses it touched.
func (h *History) live(w *law.Work, i int) {
	change := w.Changes[i]
	for p, pair := range h.Changes[i].Pairs {
		if pair.Op == align.Unchanged && pair.Flags == 0 {
			continue
		}
		e := Event{Change: i, Op: pair.Op, Flags: pair.Flags, Pair: p, Version: change.To}
		for _, n := range pair.New {
			e.Clause = n
			h.event(h.WIDs[change.To][n], e)
		}
		for _, o := range pair.Old {
			if wid := h.WIDs[change.From][o]; !h.goesOn(wid, change.To, pair.New) {
				gone := e
				gone.Version, gone.Clause, gone.Op, gone.Gone = change.From, o, align.Removed, true
				if pair.Op == align.Merged {
					gone.Op = align.Merged
				}
				h.event(wid, gone)
			}
		}
	}
}

func (h *History) goesOn(wid string, version int, clauses []int) bool {
	for _, n := range clauses {
		if h.WIDs[version][n] == wid {
			return true
		}
	}
	return false
}

func (h *History) event(wid string, e Event) {
	l := h.Lives[wid]
	if l == nil {
		l = &Life{WID: wid}
		h.Lives[wid] = l
	}
	l.Events = append(l.Events, e)
}
