package collect

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"polity/commons/markup"
)

// What is found in a tree without a manifest: files, then «id: files» of all works.
func TestDiscover(t *testing.T) {
	law, other := articles(4, "the ferry"), articles(9, "the mill")
	for _, x := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"by name, though another text is longer", map[string]string{"CONSTITUTION.md": law, "handbook.md": other}, "ford: CONSTITUTION.md"},
		{"Spanish, with a mark", map[string]string{"Constitución.md": law, "otros.md": other}, "ford: Constitución.md"},
		{"Portuguese", map[string]string{"docs/estatuto-social.md": law, "notas.md": other}, "ford: docs/estatuto-social.md"},
		{"German", map[string]string{"Vereinssatzung.md": law, "Hausordnung.md": other}, "ford: Vereinssatzung.md"},
		{"Icelandic", map[string]string{"stjórnarskrá.md": law, "annad.md": other}, "ford: stjórnarskrá.md"},
		{"Cyrillic", map[string]string{"Устав.md": law, "дневник.md": other}, "ford: Устав.md"},
		{"Greek", map[string]string{"Σύνταγμα.md": law, "b.md": other}, "ford: Σύνταγμα.md"},
		{"Arabic", map[string]string{"الدستور.md": law, "b.md": other}, "ford: الدستور.md"},
		{"Hebrew", map[string]string{"תקנון.md": law, "b.md": other}, "ford: תקנון.md"},
		{"Devanagari", map[string]string{"संविधान.md": law, "b.md": other}, "ford: संविधान.md"},
		{"Thai", map[string]string{"รัฐธรรมนูญ.md": law, "b.md": other}, "ford: รัฐธรรมนูญ.md"},
		{"Chinese", map[string]string{"组织章程.md": law, "b.md": other}, "ford: 组织章程.md"},
		{"Korean", map[string]string{"정관.md": law, "b.md": other}, "ford: 정관.md"},
		{"reStructuredText", map[string]string{"charter.rst": "The ferry\n=========\n\nArticle 1\n---------\n\nThe boat waits for nobody.\n", "b.md": other}, "ford: charter.rst"},
		{"no suffix", map[string]string{"BYLAWS": law, "b.md": other}, "ford: BYLAWS"},
		{"Markdown before its twin in another form", map[string]string{"bylaws.txt": law, "bylaws.md": law}, "ford: bylaws.md"},
		{"nearest to the root", map[string]string{"docs/old-town/constitution.md": other, "constitution.md": law}, "ford: constitution.md"},
		{"old copies, drafts and generated copies never", map[string]string{"versions/constitution.md": other, "drafts/constitution.md": other, "build/constitution.md": other, "text/constitution.md": law}, "ford: text/constitution.md"},
		{"two of one folder, constitution first", map[string]string{"bylaws.md": law, "constitution.md": other}, "ford: constitution.md; ford-bylaws: bylaws.md"},
		{"what stands beside a constitution declares nothing of its own", map[string]string{"constitution.md": law, "declaration-of-conformity.md": other}, "ford: constitution.md"},
		{"translations by suffix", map[string]string{"statuten.md": law, "statuten.fr.md": other, "statuten_it.md": law, "statuten-pt-BR.md": law}, "ford: statuten.md; ford-fr: statuten.fr.md; ford-it: statuten_it.md; ford-pt-br: statuten-pt-BR.md"},
		{"a suffix that is no language", map[string]string{"charter.md": law, "charter-v2.md": other}, "ford: charter-v2.md; ford-charter: charter.md"},
		{"a folder of one file an article", folderOf("articulo-%d.md", 7), "ford: " + namesOf("texts/articulo-%d.md", 7)},
		{"four of them are too few", folderOf("articulo-%d.md", 4), "ford: texts/articulo-1.md"},
		{"whole texts named by their dates, editions of one work", map[string]string{"2010_weir.md": law, "2012_weir.md": other, "2015_weir.md": law, "2018_weir.md": other, "2020_weir.md": law, "notes.md": other}, "ford: 2020_weir.md"},
		{"whole texts of many names are works each", map[string]string{"texts/1901-05_weir.md": law, "texts/1907_mill.md": other}, "ford: texts/1907_mill.md; ford-1901-05-weir: texts/1901-05_weir.md"},
		{"numbers that look like years, one file an article", folderOf("1%03d.md", 7), "ford: " + namesOf("texts/1%03d.md", 7)},
		{"parts beside the text, and appended amendments", map[string]string{"constitution.md": law, "bill-of-rights.md": other, "appendix-a.md": law, "amendments/0001.md": law, "amendments/0002.md": other, "notes.md": other}, "ford: constitution.md appendix-a.md bill-of-rights.md amendments/0001.md amendments/0002.md"},
		{"records of amendments are no part of the text", map[string]string{"constitution.md": law, "amendments/0001-bell.md": "---\ntitle: The bell\nstatus: draft\n---\n\nIt should ring twice.\n"}, "ford: constitution.md"},
		{"the most clauses, where no name helps", map[string]string{"a.md": law, "b.md": other}, "ford: b.md"},
		{"README, licence, minutes and such never", map[string]string{"rules.md": law, "README.md": other, "LICENSE.md": other, "minutes.md": other, "CHANGELOG.md": other, "CONTRIBUTING.md": other}, "ford: rules.md"},
		{"a name with the signs of a pattern", map[string]string{"Charter [2020] {final}.md": law, "b.md": other}, "ford: Charter [2020] {final}.md"},
		{"a README that holds the whole text", map[string]string{"README.md": other, "LICENSE.md": other}, "ford: README.md"},
		{"an empty file of the right name", map[string]string{"constitution.md": "", "rules.md": law}, "ford: rules.md"},
	} {
		t.Run(x.name, func(t *testing.T) {
			f := newFord(t)
			f.commit("begin", x.files)
			res := gathered(t, f.Repo())
			if got := works(res); got != x.want {
				t.Errorf("got  %s\nwant %s", got, x.want)
			}
			if len(res.Choices) == 0 || res.Choices[0].Why == "" || !strings.Contains(res.Choices[0].Manifest, "files: [") {
				t.Errorf("the choice is not explained: %+v", res.Choices)
			}
		})
	}
}

func folderOf(form string, n int) map[string]string {
	files := map[string]string{}
	for i := range n {
		files["texts/"+fmt.Sprintf(form, i+1)] = fmt.Sprintf("**Article %d.** The %dth stone of the ford is set by the %dth house.\n", i+1, i+1, i+1)
	}
	return files
}

func namesOf(form string, n int) string {
	var out []string
	for i := range n {
		out = append(out, fmt.Sprintf(form, i+1))
	}
	return strings.Join(out, " ")
}

func TestNothingToDiscover(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"no prose":                {"main.c": "int main;"},
		"only a README":           {"README.md": "# Hello\n\nThis is where we keep our things.\n"},
		"only papers about texts": {"LICENSE.md": articles(5, "x"), "minutes.md": articles(5, "y"), "CHANGELOG.md": articles(5, "z")},
		"nothing but white space": {"constitution.md": " \n\n\t\n"},
	} {
		f := newFord(t)
		f.commit("begin", files)
		if res, err := gather(f.Repo()); err == nil {
			t.Errorf("%s: found %s", name, works(res))
		} else if !strings.Contains(err.Error(), "no text found in ford") || !strings.Contains(err.Error(), "polity.yaml") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The lines that choices print, put into polity.yaml, choose the same: files, older
// editions and translations.
func TestChoiceCanBeWrittenDown(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"parts":               {"constitution.md": articles(4, "us"), "amendments/01.md": articles(2, "them")},
		"editions by date":    {"1901_weir.md": articles(3, "us"), "1907-03_weir.md": articles(4, "us"), "1912_weir.md": articles(5, "us"), "1905_mill.md": articles(6, "them")},
		"editions by number":  {"edition-1/constitution.md": articles(3, "us"), "edition-2/constitution.md": articles(4, "us"), "edition-10/constitution.md": articles(5, "us")},
		"translations":        {"charter.md": articles(4, "us"), "charter.cy.md": articles(4, "ni"), "charter.pt-BR.md": articles(4, "nos")},
		"signs of a pattern":  {"Charter [2020] {final}.md": articles(4, "us"), "Charter [2019] {final}.md": articles(3, "us")},
		"quotes and a accent": {"our \"charter\" – Verfaßung.md": articles(4, "us")},
	} {
		f := newFord(t)
		f.commit("begin", files)
		found := gathered(t, f.Repo())
		var lines []string
		for _, c := range found.Choices {
			lines = append(lines, strings.TrimSuffix(strings.TrimPrefix(c.Manifest, "works: ["), "]"))
		}
		f.commit("write it down", map[string]string{"polity.yaml": "works: [" + strings.Join(lines, ", ") + "]\n"})
		named := gathered(t, f.Repo())
		if len(named.Choices) != 0 || len(named.Problems) > len(found.Problems) {
			t.Errorf("%s: choices %+v\n%s", name, named.Choices, problemsOf(named))
		}
		if a, b := contents(found), contents(named); a != b {
			t.Errorf("%s: %s\nfinds\n%sand names\n%s", name, strings.Join(lines, "\n"), a, b)
		}
	}
}

// contents are the works of a result without the names that a manifest gives them.
func contents(res *Result) string {
	var out []string
	for _, w := range res.Commons.Works {
		line := fmt.Sprint(w.Files, " in ", w.Lang, ", translated ", len(w.Translations), " times:")
		for _, v := range w.Versions {
			line += " " + v.Name + " " + markup.Digest(v.Text)[:14]
		}
		out = append(out, line+"\n")
	}
	slices.Sort(out)
	return strings.Join(out, "")
}

// An edition that a manifest names and that is nowhere is told, and the others are shown.
func TestEditionNamedAndGone(t *testing.T) {
	f := newFord(t)
	f.commit("begin", map[string]string{
		"polity.yaml": "works:\n  - id: weir\n    files: [weir.md]\n    editions: [old/*.md, gone.md]\n",
		"old/1901.md": articles(3, "us"), "old/1907.md": articles(4, "us"), "weir.md": articles(5, "us"),
	})
	res := gathered(t, f.Repo())
	w := res.Commons.Works[0]
	var names []string
	for _, c := range w.Changes {
		names = append(names, w.Versions[c.To].Name)
	}
	if got := strings.Join(names, " "); got != "1901 1907 " {
		t.Errorf("versions are called %s", got)
	}
	if said := problemsOf(res); !strings.Contains(said, "polity.yaml:4:15: error: No file matches «gone.md», now or earlier.") {
		t.Errorf("said %s", said)
	}
}

// Texts named by their dates alone are the versions of one work, published on those days.
func TestEditionsNamedByDate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "weir")
	must(t, os.MkdirAll(dir, 0o777))
	for name, text := range map[string]string{"1901-05-12.md": articles(3, "the weir"), "1910.md": articles(4, "the weir"), "1907-02.md": articles(5, "the weir")} {
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666))
	}
	c, err := Open(Options{Sources: []Source{{Spec: dir}}})
	must(t, err)
	defer c.Close()
	res, err := c.Gather()
	must(t, err)
	var got []string
	for _, v := range res.Commons.Works[0].Versions {
		got = append(got, fmt.Sprint(v.ID, "=", v.Dates.Published, ":", len(v.Text.Clauses)))
	}
	if s := strings.Join(got, " "); s != "1901-05-12=1901-05-12:7 1907-02=1907-02:11 1910=1910:9" || len(res.Commons.Works) != 1 {
		t.Errorf("%d works, of the first: %s", len(res.Commons.Works), s)
	}
}

func TestEditionsInNumberedFolders(t *testing.T) {
	f := newFord(t)
	first, second := articles(5, "the old boat"), articles(6, "the old boat")
	f.commit("first", map[string]string{"edition-1/constitution.md": first})
	f.commit("second", map[string]string{"edition-2/constitution.md": second})
	w := work(t, gathered(t, f.Repo()), "ford")
	if len(w.Changes) != 2 || w.Files[0] != "edition-2/constitution.md" {
		t.Fatalf("%d changes of %v", len(w.Changes), w.Files)
	}
	if a, b := w.Versions[w.Changes[0].To], w.Versions[w.Current()]; a.ID != "1" || b.ID != "2" || w.Changes[1].From != w.Changes[0].To {
		t.Errorf("editions are called %q and %q, changes are %+v", a.ID, b.ID, w.Changes)
	}
}
