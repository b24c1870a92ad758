package model

import (
	"reflect"
	"strings"
	"testing"

	"polity/commons/law"
	"polity/diff/family"
	"polity/diff/lineage"
	"polity/site/address"
)

const (
	shore1 = "# Charter of the Shore\n\n## Article 1. Nets\n\nNets are dried on the common rail, and whoever dries there mends one mesh of it.\n\n## Article 2. Lamps\n\nThe last boat in carries the lamp to the next house, and says so at the door.\n"
	shore2 = "# Charter of the Shore\n\n## Article 1. Nets\n\nNets are dried on the common rail, and whoever dries there mends two meshes of it.\n\n## Article 2. Lamps\n\nThe last boat in carries the lamp to the next house, and says so at the door.\n\n## Article 3. Tar\n\nTar is boiled downwind of the school, and never while it is singing.\n"
	isle   = "# Charter of the Isle\n\n## Article 1. Nets\n\nNets are dried on the common rail, and whoever dries there mends one mesh of it.\n\n## Article 2. Lamps\n\nThe last boat in carries the lamp to the pier, and says so to the gulls.\n"
)

// forked is a commons of an upstream and its fork, which share their first commit.
func forked(t *testing.T, lang string) *Site {
	t.Helper()
	up := newWorkOf(t, "shore", "charter.md", []string{"2001-05-01", "2009-02-11"}, nil, shore1, shore2)
	fork := newWorkOf(t, "isle", "charter.md", []string{"2001-05-01", "2005-02-11"}, nil, shore1, isle)
	fork.Versions[1].Commit.Hash = strings.Repeat("e", 40)
	fork.Changes[1].Commit = fork.Versions[1].Commit
	fork.DerivedFrom = []law.Derivation{{Source: "shore", Why: "The causeway <washed> away"}, {Source: "https://gone.example/x"}}
	up.Movement, fork.Movement = "shore", "isle"
	c := &law.Commons{
		Title: "Coast", Works: []law.Work{fork, up},
		Movements: []law.Movement{{ID: "isle", Name: "The Isle"}, {ID: "shore", Name: "The Shore"}},
		Sources: []law.Source{
			{Name: "isle", Works: []string{"isle"}, Commits: []string{fork.Versions[1].Commit.Hash, up.Versions[0].Commit.Hash}},
			{Name: "shore", Works: []string{"shore"}, Commits: []string{up.Versions[1].Commit.Hash, up.Versions[0].Commit.Hash}},
		},
	}
	in := Input{Commons: c, Histories: map[string]*lineage.History{}, Catalogue: catalogue(t, lang)}
	traced := map[string]family.Traced{}
	for i := range c.Works {
		h := lineage.Trace(&c.Works[i], lineage.Options{})
		in.Histories[c.Works[i].ID], traced[c.Works[i].ID] = h, family.Traced{WIDs: h.WIDs, Changes: h.Changes}
	}
	in.Kin = family.Find(family.Input{Commons: c, Traced: traced})
	return Plan(in)
}

func TestKinPages(t *testing.T) {
	s := forked(t, "en")
	p := page(t, s, "isle/forks/index.html")
	k := p.Body.(*Kin)
	if got, want := plain(k.Sentence), "Charter of the Isle is a fork of Charter of the Shore; it left on 11 February 2005."; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if len(k.Origins) != 1 || len(k.Origins[0].Inbox) != 1 || len(k.Ends) != 1 || k.Matrix != nil {
		t.Fatalf("%+v", k)
	}
	l := k.Origins[0].Inbox[0]
	if len(l.Clauses) != 2 || l.State.Key != "pending" || l.Clauses[0].Fork == nil || l.Clauses[0].Fork.Href != "../art_1/index.html" {
		t.Errorf("%+v", l)
	}
	if tabs := p.Work.Tabs; len(tabs) != 3 || !tabs[2].Current {
		t.Errorf("%+v", tabs)
	}
	m := page(t, s, "shore/forks/index.html").Body.(*Kin).Matrix
	if len(m.Columns) != 1 || len(m.Rows) != 1 || m.Rows[0].Cells[0].State.Key != "pending" || m.Rows[0].Cells[0].Href != "../../isle/forks/index.html#"+l.ID {
		t.Errorf("%+v", m)
	}
	c := page(t, s, "isle/art_2/index.html").Body.(*Clause)
	if len(c.Variants) != 1 || c.Variants[0].Same || c.Variants[0].Clause.Href != "../../shore/art_2/index.html" {
		t.Errorf("%+v", c.Variants)
	}
	c = page(t, s, "shore/art_1/index.html").Body.(*Clause)
	if len(c.Variants) != 1 || c.Variants[0].How.Key != "fork" {
		t.Errorf("%+v", c.Variants)
	}
}

// Every link of the pages of kin lands, and no id stands twice.
func TestKinLinksLand(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		s := forked(t, lang)
		pages := map[string]*facts{}
		for i := range s.Pages {
			f := &facts{ids: map[string]int{}}
			f.walk(reflect.ValueOf(s.Page(i)), "")
			pages[s.Pages[i].Path] = f
		}
		for path, f := range pages {
			for id, n := range f.ids {
				if n > 1 {
					t.Errorf("%s: %d times the id %s", path, n, id)
				}
			}
			for _, href := range f.links {
				file, fragment, _ := strings.Cut(href, "#")
				if strings.Contains(href, "://") || strings.HasSuffix(file, ".json") || strings.HasSuffix(file, ".xml") || strings.HasPrefix(file, "data.") {
					continue
				}
				to := path
				if file != "" {
					to = address.Resolve(path, file)
				}
				if target := pages[to]; target == nil || fragment != "" && target.ids[fragment] == 0 {
					t.Errorf("%s: %s leads nowhere", path, href)
				}
			}
		}
	}
}

// A text says where its words came from, and how much of it is its own.
func TestWordsFrom(t *testing.T) {
	r := page(t, forked(t, "en"), "isle/index.html").Body.(*Reading)
	for _, f := range r.Facts {
		if f.Name == "Where this text comes from" {
			if got, want := plain(f.Value), "90% from Charter of the Shore (shared history); 10% its own, as far as is known here"; got != want {
				t.Errorf("got %s, want %s", got, want)
			}
			return
		}
	}
	t.Error("nothing is said")
}

// Where no commit is common and nobody says anything, what one is to the other is
// inferred, and told so.
func TestKinByWordsAlone(t *testing.T) {
	copied := func(day string) *Site {
		a := newWorkOf(t, "shore", "charter.md", []string{"2001-05-01"}, nil, shore2)
		z := newWorkOf(t, "tarn", "charter.md", []string{day}, nil, shore2+"\n## Article 4. Ice\n\nNobody walks on the ice before the dog has.\n")
		z.Versions[0].Commit.Hash = strings.Repeat("e", 40)
		z.Changes[0].Commit = z.Versions[0].Commit
		c := &law.Commons{Works: []law.Work{a, z}, Sources: []law.Source{{Works: []string{"shore"}, Commits: []string{a.Versions[0].Commit.Hash}}, {Works: []string{"tarn"}, Commits: []string{z.Versions[0].Commit.Hash}}}}
		in := Input{Commons: c, Histories: map[string]*lineage.History{}, Catalogue: catalogue(t, "en")}
		traced := map[string]family.Traced{}
		for i := range c.Works {
			h := lineage.Trace(&c.Works[i], lineage.Options{})
			in.Histories[c.Works[i].ID], traced[c.Works[i].ID] = h, family.Traced{WIDs: h.WIDs, Changes: h.Changes}
		}
		in.Kin = family.Find(family.Input{Commons: c, Traced: traced})
		return Plan(in)
	}
	for day, want := range map[string][2]string{
		"2009-05-01": {"which is older, to the letter. That it came from there is inferred", "Where it came from"},
		"2001-05-01": {"Which of them came first is not known", "Kin: "},
	} {
		k := page(t, copied(day), "tarn/forks/index.html").Body.(*Kin)
		if said := plain(k.Sentence); !strings.Contains(said, want[0]) || strings.Contains(said, "fork of") {
			t.Errorf("%s: %s", day, said)
		}
		if h := k.Origins[0].Heading; !strings.HasPrefix(h, want[1]) {
			t.Errorf("%s: %s", day, h)
		}
	}
}

// Figures and stops between facts are those of the interface's language.
func TestKinInArabic(t *testing.T) {
	s := forked(t, "ar")
	k := page(t, s, "isle/forks/index.html").Body.(*Kin).Origins[0]
	if len(k.Counts) == 0 || k.Counts[0].N != "١" {
		t.Errorf("%+v", k.Counts)
	}
	for _, f := range k.Facts {
		for _, p := range f.Value {
			if strings.Trim(p.Text, ",;") == " " && p.Text != " " {
				t.Errorf("%s is parted by %q", f.Name, p.Text)
			}
		}
	}
	if from := page(t, s, "isle/index.html").Body.(*Reading).Facts; !strings.Contains(plain(factNamed(from, s.Words.Text("kin.words_from"))), "؛ ") {
		t.Errorf("%+v", from)
	}
}

func factNamed(list []Fact, name string) []Piece {
	for _, f := range list {
		if f.Name == name {
			return f.Value
		}
	}
	return nil
}
