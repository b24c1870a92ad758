package collect

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"polity/commons/manifest"
	"polity/commons/repo"
)

func TestManifestWorks(t *testing.T) {
	f := newFord(t)
	f.commit("begin", map[string]string{
		"polity.yaml": `movement: {name: The Ford Assembly, id: ford-assembly, languages: [en, cy], part_of: [two-banks], place: by the bell}
works:
  - id: order
    title: The Standing Order
    kind: bylaws
    files: [parts/*.md, "!parts/draft.md"]
    lang: en
    translations: {cy: order.cy.md}
  - {id: peace, kind: accord, files: [peace.md], parties: [ford-assembly, mill], derived_from: [{source: "https://mill.example/x", at: abc, why: kinship}]}
`,
		"parts/2.md": "## Article 2\n\nThe boat waits.\n", "parts/10.md": "## Article 10\n\nThe bell rings.\n", "parts/draft.md": "## Article 99\n\nNot yet.\n",
		"order.cy.md": "## Erthygl 2\n\nMae'r cwch yn aros.\n", "peace.md": articles(2, "both"), "LICENSE": "Creative Commons\nAttribution-ShareAlike 4.0 International\n",
		"constitution.md": articles(9, "nobody: what is named is all there is"),
	})
	res := gathered(t, f.Repo())
	want := "ford-assembly-order: parts/2.md parts/10.md; ford-assembly-order-cy: order.cy.md; ford-assembly-peace: peace.md"
	if got := works(res); got != want {
		t.Fatalf("got  %s\nwant %s", got, want)
	}
	if p := problemsOf(res); p != "" || len(res.Choices) != 0 {
		t.Errorf("problems %s, choices %+v", p, res.Choices)
	}
	order, cy, peace := res.Commons.Works[0], res.Commons.Works[1], res.Commons.Works[2]
	if order.Title != "The Standing Order" || order.Kind != "bylaws" || order.Lang != "en" || order.Local != "order" || order.Licence != "CC-BY-SA-4.0" || order.Translations[0] != cy.ID {
		t.Errorf("order: %+v", order)
	}
	if cy.TranslationOf != order.ID || cy.Lang != "cy" || cy.Kind != "bylaws" {
		t.Errorf("translation: of %q, %q, %q", cy.TranslationOf, cy.Lang, cy.Kind)
	}
	if fmt.Sprint(peace.Parties, peace.DerivedFrom) != "[ford-assembly mill] [{https://mill.example/x abc kinship}]" {
		t.Errorf("accord: %v %v", peace.Parties, peace.DerivedFrom)
	}
	m := res.Commons.Movements[0]
	if fmt.Sprint(m.ID, m.Name, m.Place, m.PartOf, m.Works, m.Declared) != "ford-assemblyThe Ford Assemblyby the bell[two-banks] [ford-assembly-order ford-assembly-order-cy ford-assembly-peace] true" {
		t.Errorf("movement: %+v", m)
	}
}

// The same repositories give the same commons, whatever happens to be read with them.
func TestIDsAreStableAndUnique(t *testing.T) {
	var rs []*repo.Repo
	for _, name := range []string{"constitution", "constitution", "Movements", "ford"} {
		f := newFord(t)
		f.Name = name
		f.commit("begin", map[string]string{"constitution.md": articles(3+len(rs), "us"), "bylaws.md": articles(2, "them")})
		rs = append(rs, f.Repo())
	}
	res, err := gather(rs...)
	if err != nil {
		t.Fatal(err)
	}
	seen, movements := map[string]bool{}, map[string]bool{}
	for _, w := range res.Commons.Works {
		if seen[w.ID] || w.ID != slug(w.ID) {
			t.Errorf("the ID %q is there twice, or no slug", w.ID)
		}
		seen[w.ID] = true
		movements[w.Movement] = true
	}
	if len(seen) != 8 || len(movements) != 4 || len(res.Commons.Movements) != 4 {
		t.Errorf("%d works of %d movements: %s", len(seen), len(movements), works(res))
	}
	alone := gathered(t, rs[3])
	for _, w := range alone.Commons.Works {
		if !seen[w.ID] {
			t.Errorf("%s has another ID among others: %s", w.ID, works(res))
		}
	}
	if !strings.Contains(problemsOf(res), "«movements» belongs to a page of the site itself") {
		t.Errorf("said %s", problemsOf(res))
	}
}

func TestMailmap(t *testing.T) {
	f := newFord(t)
	f.commit("begin", map[string]string{"constitution.md": articles(2, "us"), ".mailmap": "Una Bell <una@ford.example>\n"})
	if got := work(t, gathered(t, f.Repo()), "ford").Changes[0].Commit.Author.Name; got != "Una Bell" {
		t.Errorf("got %q", got)
	}
}

func TestLockNamesWhatWasRead(t *testing.T) {
	f := newFord(t)
	f.commit("begin", map[string]string{"constitution.md": articles(2, "us")})
	dir := filepath.Join(t.TempDir(), "ford")
	must(t, f.WriteDir(dir))
	plain := t.TempDir()
	put(t, plain, "charter.md", articles(3, "them"))
	c, err := Open(Options{Sources: []Source{{Spec: dir, As: manifest.Source{URL: "../ford"}}, {Spec: dir, As: manifest.Source{URL: dir}}, {Spec: plain}}})
	must(t, err)
	defer c.Close()
	res, err := c.Gather()
	must(t, err)
	want := fmt.Sprintf("[{../ford refs/heads/main %s} {ford refs/heads/main %s}]", f.tip, f.tip)
	if got := fmt.Sprint(res.Lock.Sources); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for _, s := range res.Commons.Sources {
		if s.URL != "" {
			t.Errorf("the source %s is said to be at %q", s.Name, s.URL)
		}
	}
	lock, problems := manifest.ReadLock(manifest.LockName, res.Lock.Encode())
	if len(problems) > 0 || len(lock.Sources) != 2 {
		t.Errorf("read back: %+v, %v", lock, problems)
	}
}

func TestOneTextIsNamedWithoutItsEnding(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "charter.md", articles(3, "us"))
	res, err := gatherPath(filepath.Join(dir, "charter.md"))
	must(t, err)
	if w := res.Commons.Works[0]; w.ID != "charter" || w.Movement != "charter" {
		t.Errorf("the work is %q of %q", w.ID, w.Movement)
	}
}
