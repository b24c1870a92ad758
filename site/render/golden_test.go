package render

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"polity/site/model"
)

// The HTML of texts, differences and drawings is a contract with style sheets. It
// stands in testdata, one file each; POLITY_UPDATE=1 writes them anew.
func TestGolden(t *testing.T) {
	en := catalogue(t, "en")
	ar := catalogue(t, "ar")
	clause := english.unit(7)
	clause.Rank = 5
	d := english.difference()
	split := model.Pair{
		ID: "x-9", Op: model.Mark{Key: "split", Text: "split"}, Old: []model.PairSide{{Label: "(a)"}}, New: []model.PairSide{{Label: "(a)"}, {Bullet: true}},
		Text: []model.Run{{Op: "+", Text: "\n\n"}, {Op: "=", Text: "one"}, {Op: "+", Text: "\n"}, {Op: "=", Text: "two\n\nthree"}},
	}
	long := []model.Block{{As: "clauses", Units: []model.Unit{clause, english.unit(6), english.unit(1)}}}
	for name, got := range map[string]string{
		"text":       whole(set(en, long, english.reading().Notes)),
		"text-ar":    whole(set(ar, []model.Block{{As: "clauses", Units: []model.Unit{arabic.unit(2)}}}, nil)),
		"clause":     whole(single(en, english.unit(2), nil)),
		"contents":   string(contents([]model.Entry{{Label: "I", Heading: "One & all", Href: "#a", Entries: []model.Entry{{Label: "1", Href: "#b"}, {Label: "2", Href: "#c", Struck: true}}}})),
		"difference": string(difference(en, &d)),
		"split":      string(pairs(en, "en", "ltr", []model.Pair{split})),
		"timeline": string(timeline(model.Timeline{Ticks: []model.TimelineTick{{X: 125, Text: "2016"}}, Marks: []model.TimelineMark{
			{X: 0, Size: 4, Href: "a.html", Text: "<first>"}, {X: 333, Size: 1, Editorial: true}, {X: 1000, Size: 9, Named: true, Href: "b.html"},
		}})),
		"braid": string(braid(braidFixture())),
		"strip": string(lifeStrip(model.Strip{From: 3, To: 23, Marks: []model.StripMark{{At: 3, Key: "added"}, {At: 9, Key: "moved"}, {At: 23, Key: "edited"}}})),
	} {
		t.Run(name, func(t *testing.T) { golden(t, name, got) })
	}
}

func whole(p passage) string {
	return strings.Join([]string{string(p.Body), string(p.Notes), string(p.Glances)}, "\n<!-- -->\n\n")
}

func golden(t *testing.T, name, got string) {
	path := filepath.Join("testdata", name+".html")
	if os.Getenv("POLITY_UPDATE") == "1" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s differs (POLITY_UPDATE=1 accepts it):\n%s", path, diff)
	}
}
