package manifest

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"polity/commons/law"
	"polity/commons/report"
)

const full = `spec: 1
movement:
  name: Lower Marsh Assembly
  id: lower-marsh
  home: https://marsh.example/
  contact: mailto:clerk@marsh.example
  place: at the two sluices
  founded: 1998-03
  languages: [en, cy]
  part_of: [three-dikes]
  members: []
  keys: keys/allowed_signers
works:
  - id: constitution
    title: "1998"
    kind: constitution
    files: [constitution.md, 'parts/*.md']
    lang: en
    translations: {cy: constitution.cy.md}
    prevailing: en
    derived_from: [{source: https://a.example/x, at: abc, why: "we liked it"}, ../neighbour]
    parties: [lower-marsh, skerry]
    versions:
      - {name: First, at: v1, adopted: 1998-03-04, in_force: "1998-04"}
    decide:
      by: [upper, lower]
      rule: two-thirds
      veto: affected
      notice: 4w
      entrenched: [{clauses: [art_1], rule: 3/5}]
    topics: {water: [art_4, art_9__sec_2], bread: art_1}
  - versions: all
    decide: {by: members, veto: [upper]}
sources:
  - url: https://git.example/a/b
    branches: [main, '!draft/*']
    path: docs/
    forge: forgejo
  - ../other.bundle
peers: [https://b.example/polity.json]
follow: {hops: 1, deny: [https://c.example/], limit: 50}
site: {title: Marsh, url: https://marsh.example/law/, theme: default, languages: [en, ar], out: public}
`

func TestReadEverything(t *testing.T) {
	got, problems := Read("polity.yaml", []byte(full))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := &Manifest{
		Spec: 1,
		Movement: Movement{
			Name: "Lower Marsh Assembly", ID: "lower-marsh", Home: "https://marsh.example/", Contact: "mailto:clerk@marsh.example",
			Place: "at the two sluices", Founded: "1998-03", Languages: []string{"en", "cy"}, PartOf: []string{"three-dikes"}, Keys: "keys/allowed_signers", Line: 3,
		},
		Works: []Work{{
			ID: "constitution", Title: "1998", Kind: "constitution", Files: []string{"constitution.md", "parts/*.md"}, Lang: "en",
			Translations: []Translation{{"cy", []string{"constitution.cy.md"}, Place{19, 24}}}, Prevailing: "en",
			DerivedFrom: []law.Derivation{{Source: "https://a.example/x", At: "abc", Why: "we liked it"}, {Source: "../neighbour"}},
			Parties:     []string{"lower-marsh", "skerry"},
			Versions:    Versions{List: []Version{{Name: "First", At: "v1", Dates: law.Dates{Adopted: "1998-03-04", InForce: "1998-04"}, Line: 24}}},
			Decide: Decide{
				By: []string{"upper", "lower"}, Rule: "two-thirds", Veto: "affected", Notice: 28,
				Entrenched: []Entrenched{{Clauses: []string{"art_1"}, Rule: "3/5"}},
			},
			Topics: []Topic{{"water", []string{"art_4", "art_9__sec_2"}}, {"bread", []string{"art_1"}}},
			Line:   14, At: Place{17, 12},
		}, {Versions: Versions{Mode: "all"}, Decide: Decide{Members: true, VetoBy: []string{"upper"}}, Line: 32}},
		Sources: []Source{
			{URL: "https://git.example/a/b", Branches: []string{"main", "!draft/*"}, Path: "docs/", Forge: "forgejo", Line: 35},
			{URL: "../other.bundle", Line: 39},
		},
		Peers:  []string{"https://b.example/polity.json"},
		Follow: Follow{Hops: 1, Deny: []string{"https://c.example/"}, Limit: 50},
		Site:   Site{Title: "Marsh", URL: "https://marsh.example/law/", Theme: "default", Languages: []string{"en", "ar"}, Out: "public"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestProblems(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"later format":       {"spec: 2\nmovement: {name: A}", "f:1:7: error: The file is written for version 2"},
		"misspelt key":       {"movment: {name: A}", "f:1:1: warning: «movment» is no key of the file's top level and is passed over. Did you mean «movement»?"},
		"swapped letters":    {"works:\n  - tilte: A", "f:2:5: warning: «tilte» is no key of «works» and is passed over. Did you mean «title»?"},
		"hyphen in key":      {"movement: {part-of: [a]}", "Did you mean «part_of»?"},
		"far key":            {"zzzzzz: 1", "There are spec, movement, works"},
		"key twice":          {"site: {title: A, title: B}", "f:1:18: error: «title» is given a second time"},
		"list for a mapping": {"movement: [a]", "f:1:11: error: «movement» takes keys with values, not a list."},
		"mapping for text":   {"movement: {name: {a: b}}", "f:1:18: error: One value is wanted here, not a mapping."},
		"bad slug":           {"movement: {id: Harrow Vale!}", "Write «harrow-vale»."},
		"bad kind":           {"works: [{kind: charta}]", "Did you mean «charter»?"},
		"bad date":           {"movement: {founded: 2011-02-30}", "f:1:21: error: «2011-02-30» is not a date."},
		"bad language":       {"works: [{lang: english please}]", "is not a language tag"},
		"script link":        {"movement: {home: 'javascript:alert(1)'}", "is not an address"},
		"password":           {"sources: ['https://a:b@c.example/d']", "holds a password"},
		"way out":            {"works: [{files: [../../etc/passwd]}]", "does not stay inside"},
		"absolute":           {"works: [{files: [/etc/passwd]}]", "does not stay inside"},
		"bad glob":           {"works: [{files: ['a[']}]", "is not a pattern"},
		"bad rule":           {"works: [{decide: {rule: 3/2}}]", "is not a rule of decision"},
		"bad notice":         {"works: [{decide: {notice: soon}}]", "is not a span of time"},
		"id twice":           {"works: [{id: a}, {id: a}]", "already belongs"},
		"works as a mapping": {"works: {id: a}", "Put «- » before each work."},
		"no address":         {"sources: [{path: docs}]", "does not say where it is"},
		"version of nothing": {"works: [{versions: [{name: A}]}]", "does not say which commit"},
		"number":             {"follow: {hops: many}", "is not a whole number from 0 to 10"},
		"not yaml":           {"movement:\n  name: a: b", "f:2: error: The file is not YAML"},
		"a list":             {"- a", "f:1:1: error: The file is not a mapping"},
		"two documents":      {"spec: 1\n---\nspec: 1", "Only the first document"},
		"random bytes":       {"\x00\xff\xfe", "The file is not YAML"},
		"too large":          {strings.Repeat("#", maxBytes+1), "a manifest has at most"},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := Read("f", []byte(c.file))
			for _, p := range problems {
				if strings.Contains(p.String(), c.want) {
					return
				}
			}
			t.Errorf("%q:\ngot  %v\nwant %s", c.file, problems, c.want)
		})
	}
}

func TestOneMistakeSpoilsNothingElse(t *testing.T) {
	m, problems := Read("f", []byte("movement: {name: [], id: a}\nworks: [{kind: 7, files: [a.md, ../b.md]}]\n"))
	if len(problems) != 3 || m.Movement.ID != "a" || len(m.Works) != 1 || !reflect.DeepEqual(m.Works[0].Files, []string{"a.md"}) {
		t.Errorf("got %+v, %v", m, problems)
	}
}

func TestNothingIsWrongWithNothing(t *testing.T) {
	for _, s := range []string{"", "\n", "# only a comment\n", "---\n", "~", "\ufeffspec: 1", "movement:\nworks:\nsources: []\n"} {
		if _, problems := Read("f", []byte(s)); len(problems) > 0 {
			t.Errorf("%q: %v", s, problems)
		}
	}
}

func TestAliasesAreBounded(t *testing.T) {
	bomb := "x0: &x0 [a.md, a.md, a.md, a.md, a.md, a.md, a.md, a.md, a.md, a.md]\n"
	m, _ := Read("f", []byte(bomb+"works: [{files: *x0}]"))
	if len(m.Works) != 1 || len(m.Works[0].Files) != 10 {
		t.Errorf("an alias is not followed: %+v", m)
	}
	item := "  - {files: *x0}\n"
	big := "x0: &x0 [" + strings.Repeat("a.md,", 1000) + "a.md]\nworks:\n" + strings.Repeat(item, 2000)
	m, problems := Read("f", []byte(big))
	n := 0
	for _, w := range m.Works {
		n += len(w.Files)
	}
	if n > maxNodes {
		t.Errorf("aliases multiplied to %d values", n)
	}
	if !hasError(problems) {
		t.Error("nothing was said of it")
	}
	Read("f", []byte("a: &a [*a]\nworks: *a\nmovement: *a"))
	Read("f", []byte("works: "+strings.Repeat("[", 200_000)))
}

func hasError(problems []report.Problem) bool {
	for _, p := range problems {
		if p.Severity == report.Error {
			return true
		}
	}
	return false
}

func TestLock(t *testing.T) {
	a := Locked{"https://a.example/x", "refs/heads/main", strings.Repeat("a", 40)}
	b := Locked{"../b: c", "refs/tags/1.10", strings.Repeat("1", 40)}
	one, two := Lock{[]Locked{a, b, a}}.Encode(), Lock{[]Locked{b, a}}.Encode()
	if string(one) != string(two) {
		t.Errorf("the order of reading shows:\n%s\n%s", one, two)
	}
	back, problems := ReadLock("polity.lock", one)
	if len(problems) > 0 || !reflect.DeepEqual(back.Sources, []Locked{b, a}) {
		t.Errorf("got %+v, %v from\n%s", back, problems, one)
	}
	if _, problems := ReadLock("f", []byte("sources: [{url: a, commit: main}]")); !hasError(problems) {
		t.Error("a branch passed for a commit")
	}
}

// TestSampleManifests reads every manifest of the sample commons' stories.
func TestSampleManifests(t *testing.T) {
	files, err := filepath.Glob("../../content/commons/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range strings.Split(string(text), "\n-- ")[1:] {
			name, body, _ := strings.Cut(part, " --\n")
			if filepath.Base(name) != Name {
				continue
			}
			m, problems := Read(filepath.Base(f)+", "+name, []byte(body))
			for _, p := range problems {
				t.Error(p)
			}
			if m.Movement.ID == "" || m.Movement.Name == "" {
				t.Errorf("%s: the movement has no id or name", f)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(full))
	f.Add([]byte("a: &a [*a]\nworks: *a"))
	f.Add([]byte("works: [{translations: {? [a] : b}}]"))
	f.Add([]byte("<<: {spec: 1}\n? {a: b}\n: c"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, problems := Read("f", data)
		if m == nil {
			t.Fatal("no manifest")
		}
		for _, p := range problems {
			if p.Path != "f" || p.Message == "" || p.Line < 0 {
				t.Errorf("a problem that tells nothing: %+v", p)
			}
		}
		for _, w := range m.Works {
			if w.ID != "" && !ValidSlug(w.ID) {
				t.Errorf("the id %q cannot stand in an address", w.ID)
			}
		}
		ReadLock("f", data)
	})
}

func FuzzLockRoundTrip(f *testing.F) {
	f.Add("https://a.example", "refs/heads/main")
	f.Fuzz(func(t *testing.T, url, ref string) {
		want := Locked{url, ref, strings.Repeat("0", 40)}
		l, problems := ReadLock("f", Lock{[]Locked{want}}.Encode())
		want.URL, want.Ref = strings.ToValidUTF8(url, "\uFFFD"), strings.ToValidUTF8(ref, "\uFFFD")
		if len(problems) == 0 && len(l.Sources) == 1 && l.Sources[0] != want && strings.TrimSpace(url) == url && strings.TrimSpace(ref) == ref {
			t.Errorf("got %+v, want %+v", l.Sources[0], want)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	for name, n := range map[string]int{"small": 1, "medium": 100, "large": 1000} {
		b.Run(name, func(b *testing.B) {
			data := []byte("works:\n" + strings.Repeat("  - {title: A, files: [a.md, b/*.md], lang: en, decide: {rule: majority}}\n", n))
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				Read("f", data)
			}
		})
	}
}

func TestReadEditions(t *testing.T) {
	m, problems := Read("polity.yaml", []byte("works:\n  - files: [charter.md]\n    editions: ['old/*.md', ../charter.md]\n"))
	if w := m.Works[0]; !slices.Equal(w.Editions, []string{"old/*.md"}) || w.EditionsAt != (Place{3, 15}) {
		t.Errorf("%q at %v", w.Editions, w.EditionsAt)
	}
	if len(problems) != 1 || !strings.Contains(problems[0].String(), "«../charter.md» does not stay inside the repository") {
		t.Errorf("problems %v", problems)
	}
}
