package collect

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"polity/commons/law"
)

func TestNameOfDated(t *testing.T) {
	for file, want := range map[string][2]string{
		"1901-05-12_weir.md":     {"1901-05-12", "weir"},
		"1901-05_The weir.txt":   {"1901-05", "The weir"},
		"1901-weir_v4.0.md":      {"1901", "weir_v4.0"},
		"1901-05-12.md":          {"1901-05-12", ""},
		"weir-1901.md":           {"", "weir-1901"},
		"1901-13-40_weir.md":     {"", "1901-13-40_weir"},
		"19015_weir.md":          {"", "19015_weir"},
		"folder/2015_charter.md": {"2015", "charter"},
	} {
		if date, name := nameOfDated(file); date != law.Date(want[0]) || name != want[1] {
			t.Errorf("%s: %q %q, want %q", file, date, name, want)
		}
	}
}

// Files of one name are the versions of one work, in the order of their dates.
func TestReadDated(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "weirs")
	for name, text := range map[string]string{
		"1910_weir.md":  "# The Weir\n\nIt is opened at dusk.\n",
		"1901_weir.md":  "# The Weir\n\nIt is opened.\n",
		"1905.md":       "# The Mill\n\nIt turns.\n",
		"boats.md":      "# Boats\n\nThey float.\n",
		"1911_data.tsv": "not\ta text\n",
		"1912_empty.md": "",
	} {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if !Dated(dir) || !Dated(filepath.Join(dir, "boats.md")) || Dated(filepath.Join(dir, "1911_data.tsv")) || Dated(filepath.Join(dir, "nowhere")) {
		t.Error("a folder with dated texts, and a text, are dated sources")
	}
	c, _, err := ReadDated([]string{dir}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, w := range c.Works {
		for _, v := range w.Versions {
			got = append(got, w.ID+"@"+v.ID)
		}
	}
	if s := strings.Join(got, " "); s != "boats@undated weir@1901 weir@1910 weirs@1905" {
		t.Errorf("got %s", s)
	}
	if _, _, err := ReadDated([]string{filepath.Join(dir, "1912_empty.md")}, nil); err == nil {
		t.Error("an empty text is no work")
	}
}
