package collect

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"polity/commons/law"
	"polity/commons/repo"
)

func TestDates(t *testing.T) {
	epoch := time.Unix(0, 0).UTC()
	second := epoch.Add(30 * time.Hour) // 2 January 1970: what tools write for days before it
	day := time.Date(1957, 10, 24, 0, 0, 0, 0, time.UTC)
	late := time.Date(2021, 4, 5, 23, 30, 0, 0, time.FixedZone("", -4*3600))
	for _, x := range []struct {
		name    string
		when    time.Time
		message string
		front   string
		want    law.Dates
	}{
		{"the day the author wrote, in the author's zone", late, "amend", "", law.Dates{Committed: "2021-04-05"}},
		{"trailers", late, "amend\n\nSource-Date: 2021-03-01\nEffective-Date: 2021-06-01\nAdopted: 2021-02-02", "", law.Dates{Adopted: "2021-02-02", Published: "2021-03-01", InForce: "2021-06-01", Committed: "2021-04-05"}},
		{"trailers win over front matter", late, "amend\n\nEffective-Date: 2021-06-01", "last_updated: 2020-01-01", law.Dates{InForce: "2021-06-01", Committed: "2021-04-05"}},
		{"front matter", late, "amend", "last_updated: 2020-01-01", law.Dates{InForce: "2020-01-01", Committed: "2021-04-05"}},
		{"a date in the future, and long ago", late, "amend\n\nSource-Date: 1215-06-15\nEffective-Date: 2099-01-01", "", law.Dates{Published: "1215-06-15", InForce: "2099-01-01", Committed: "2021-04-05"}},
		{"no dates", late, "amend\n\nSource-Date: unknown\nEffective-Date: 2021-02-30", "last_updated: spring", law.Dates{Committed: "2021-04-05"}},
		{"an empty trailer", late, "amend\n\nSource-Id:\nSource-Date:", "", law.Dates{Committed: "2021-04-05"}},
		{"1970 is a placeholder", epoch, "amend", "", law.Dates{}},
		{"so is its second day", second, "amend", "", law.Dates{}},
		{"then the subject may say, day first", epoch, "Reform of the bell -- 24/10/1957", "", law.Dates{Adopted: "1957-10-24"}},
		{"or year first", epoch, "Reform of the bell (1957-10-24)", "", law.Dates{Adopted: "1957-10-24"}},
		{"but a subject says nothing where the date is known", late, "Reform of the bell -- 24/10/1957", "", law.Dates{Committed: "2021-04-05"}},
		{"a number is no date", epoch, "Resolve 24/10 of the list -- 99/99/1957", "", law.Dates{}},
		{"git may name days before 1970", day, "amend", "", law.Dates{}},
	} {
		f := newFord(t)
		f.when = x.when
		text := articles(2, "us")
		if x.front != "" {
			text = "---\n" + x.front + "\n---\n\n" + text
		}
		f.commit(x.message, map[string]string{"constitution.md": text})
		w := work(t, gathered(t, f.Repo()), "ford")
		if got := w.Versions[0].Dates; got != x.want {
			t.Errorf("%s: %+v, want %+v", x.name, got, x.want)
		}
	}
}

// Names of versions come from tags and from what the manifest declares.
func TestNames(t *testing.T) {
	f := newFord(t)
	first := f.commit("begin", map[string]string{"constitution.md": articles(2, "us")})
	f.commit("unrelated", map[string]string{"notes.txt": "x"})
	unrelated := f.tip
	second := f.commit("amend", map[string]string{"constitution.md": articles(3, "us")})
	for name, at := range map[string]repo.Hash{"v1": unrelated, "Sommer Düsseldorf": second, "v1-final": unrelated} {
		if err := f.Tag(strings.ReplaceAll(name, " ", "_"), at, "", repo.Stamp{}); err != nil {
			t.Fatal(err)
		}
	}
	w := work(t, gathered(t, f.Repo()), "ford")
	if got := fmt.Sprint(w.Versions[0].Name, w.Versions[0].Tags, w.Versions[0].ID, " ", w.Versions[1].Name, w.Versions[1].ID); got != "v1[v1 v1-final]v1 Sommer_Düsseldorfsommer-dusseldorf" {
		t.Errorf("tags: %s", got)
	}
	f.commit("declare", map[string]string{"polity.yaml": fmt.Sprintf(`works:
  - id: order
    files: [constitution.md]
    versions:
      - {name: "First Order", at: %.8s, adopted: 2014, in_force: 2014-09}
      - {name: Nowhere, at: deadbeef}
      - {name: Second, at: main~1, adopted: 2016-01-02}
`, first)})
	res := gathered(t, f.Repo())
	w = work(t, res, "ford-order")
	if v := w.Versions[0]; v.Name != "First Order" || v.ID != "first-order" || v.Dates.Adopted != "2014" || v.Dates.InForce != "2014-09" {
		t.Errorf("declared: %q %q %+v", v.Name, v.ID, v.Dates)
	}
	if v := w.Versions[1]; v.Name != "Second" || v.Dates.Adopted != "2016-01-02" {
		t.Errorf("declared by steps back: %q %+v", v.Name, v.Dates)
	}
	if want := "polity.yaml:6: warning: The version declared at «deadbeef» was not found."; !strings.Contains(problemsOf(res), want) {
		t.Errorf("got %s", problemsOf(res))
	}
}

// IDs of versions are unique, and a later version leaves those of earlier ones alone.
func TestIDs(t *testing.T) {
	f := newFord(t)
	seen := map[string]string{}
	for i := range 12 {
		f.when = time.Date(2015, 6, 1+i/3, i, 0, 0, 0, time.UTC) // three on a day
		f.commit("amend", map[string]string{"constitution.md": articles(i+2, "us")})
		if i == 4 || i == 7 {
			if err := f.Tag([]string{"2015-06-02", "V.1!"}[i/7], f.tip, "", repo.Stamp{}); err != nil {
				t.Fatal(err)
			}
		}
		w := work(t, gathered(t, f.Repo()), "ford")
		ids := map[string]bool{}
		for _, v := range w.Versions {
			if v.ID == "" || ids[v.ID] || v.ID != slug(v.ID) {
				t.Fatalf("after %d: %q is empty, twice there or no slug", i, v.ID)
			}
			ids[v.ID] = true
			seen[v.ID] = v.Commit.Hash
		}
	}
	for id, hash := range seen {
		if len(id) >= 8 && strings.HasPrefix(hash, id[:8]) && !strings.HasPrefix(hash, id) {
			t.Errorf("%q looks like another commit than %s", id, hash)
		}
	}
}

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "...": "", "--": "", "Harrow Vale": "harrow-vale", "SoSe14_Düsseldorf": "sose14-dusseldorf", "v1.0": "v1.0", "../../etc": "etc",
		"Ærø": "r", "憲法": "", "a/b c": "a-b-c", " x ": "x", "<script>": "script", "A..B": "a..b",
	} {
		if got := slug(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
