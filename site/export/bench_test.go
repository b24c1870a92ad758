package export

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/site/model"
)

// BenchmarkFiles writes all data files of sites of three sizes: a work with two
// versions each.
func BenchmarkFiles(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		s := model.Plan(model.Input{Commons: &law.Commons{Title: "Fords", Works: []law.Work{fordOf(n)}}})
		b.Run(fmt.Sprintf("%d-articles", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, f := range Files(s) {
					if err := f.Write(io.Discard); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

// fordOf is a law of n articles whose second version rewrites every tenth.
func fordOf(n int) law.Work {
	w := law.Work{ID: "ford", Title: "Rules of the Ford", Kind: "bylaws", Lang: "en"}
	for v := range 2 {
		var source strings.Builder
		for i := range n {
			fmt.Fprintf(&source, "## Article %d\n\nWhoever crosses pays %d shells.\n\n", i+1, i+v*(1-min(1, i%10)))
		}
		text, _ := markup.Parse(markup.File{Path: "rules.md", Source: []byte(source.String())})
		hash := strings.Repeat(fmt.Sprint(v), 40)
		x := law.Version{Commit: law.Commit{Hash: hash, Subject: "Change"}, Main: true, Text: text, ID: fmt.Sprint(v), Key: hash}
		if v > 0 {
			x.Parents = []int{v - 1}
		}
		w.Versions = append(w.Versions, x)
		w.Changes = append(w.Changes, law.Change{From: v - 1, To: v, Commit: x.Commit})
	}
	return w
}
