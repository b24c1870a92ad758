package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestSample(t *testing.T) {
	fsys := fstest.MapFS{"a.css": {Data: []byte("p{}")}}
	for i := range 9 {
		fsys[fmt.Sprintf("clause/%d.html", i)] = &fstest.MapFile{Data: []byte(`<html lang="en"><body class="at-clause">` + strings.Repeat("x", i))}
	}
	fsys["clause/ar.html"] = &fstest.MapFile{Data: []byte(`<html lang="ar"><body class="at-clause">`)}
	fsys["index.html"] = &fstest.MapFile{Data: []byte(`<html lang="en"><body class="at-home">`)}
	fsys["broken.html"] = &fstest.MapFile{}
	for each, want := range map[int]string{
		0: "broken.html clause/8.html clause/ar.html index.html",
		1: "broken.html clause/8.html clause/ar.html index.html",
		2: "broken.html clause/0.html clause/8.html clause/ar.html index.html",
		3: "broken.html clause/0.html clause/4.html clause/8.html clause/ar.html index.html",
	} {
		got, err := Sample(fsys, each)
		if err != nil || !slices.Equal(got, strings.Fields(want)) {
			t.Errorf("%d of each: %q %v, want %s", each, got, err, want)
		}
	}
}
