package site

import (
	"polity/commons/collect"
	"polity/commons/law"
	"polity/diff"
	"polity/diff/reuse"
)

// Workshop keeps what builds of one process have read and compared, so that a build
// after a small change parses and compares little anew. Builds with the same
// Workshop must not run at the same time.
type Workshop struct {
	comparer diff.Comparer
	reuse    reuse.Cache
	results  *collect.Results
	lasting  bool   // results outlive the build even where nothing is written
	of       string // the folder and program that results were opened for
}

// NewWorkshop returns an empty one. What it comes to keep stays in memory, and in
// the cache folder where the options of a build name one.
func NewWorkshop() *Workshop { return &Workshop{lasting: true} }

// keeper are the results for builds with these options; nil where nothing that is
// kept could be of use later.
func (w *Workshop) keeper(o Options) *collect.Results {
	written := o.Cache != "" && o.Program != ""
	of := o.Cache + "\x00" + o.Program
	if (written || w.lasting) && (w.results == nil || w.of != of) {
		w.results, w.of = collect.OpenResults(o.Cache, o.Program), of
	}
	return w.results
}

// compare is a comparison as it was kept, else made now and kept.
func (w *Workshop) compare(old, new *law.Text) *diff.Comparison {
	if kept := w.results.Comparison(old, new); kept != nil {
		if c := w.comparer.Decode(kept, old, new); c != nil {
			return c
		}
	}
	c := w.comparer.Compare(old, new)
	if w.results != nil {
		w.results.KeepComparison(old, new, diff.Encode(c))
	}
	return c
}
