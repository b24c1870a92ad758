package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// systems are those for which polity is built; what it links differs a little. CI
// runs on the first.
var systems = []string{"linux", "darwin", "windows"}

func (d *dev) notice() *cobra.Command {
	return &cobra.Command{
		Use:     "notice",
		Short:   "Rewrite NOTICE: the licences of everything that the program links",
		Example: "  go run ./cmd/dev notice",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			text, err := d.noticeText()
			if err != nil {
				return err
			}
			return os.WriteFile("NOTICE", text, 0o644)
		},
	}
}

// noticed wants NOTICE to be what would be written now.
func (d *dev) noticed() error {
	want, err := d.noticeText()
	if err != nil {
		return err
	}
	have, err := os.ReadFile("NOTICE")
	if err != nil || !bytes.Equal(have, want) {
		return errors.New("NOTICE does not name what the program links; run `go run ./cmd/dev notice`")
	}
	return nil
}

// licence is one text under which modules stand, with what each says of its authors.
type licence struct {
	text    string
	modules []string
}

var (
	// authors are the lines of a licence that differ between modules.
	authors = regexp.MustCompile(`(?m)^[ \t*#/]*(?:Portions )?Copyright (?:\([cC]\)|©|\d{4}|\[yyyy\]|\{yyyy\}).*$`)
	// beyond is what some print before a licence's first words and after its last.
	beyond = regexp.MustCompile(`(?is)^\W*(?:the )?mit licen[sc]e(?: \(mit\))?|^.*?all rights reserved\.|end of terms and conditions.*$`)
	// blank is white space that no licence means.
	blank = regexp.MustCompile(`[ \t\f\r]+\n`)
)

// noticeText writes every licence once, above it the modules under it.
func (d *dev) noticeText() ([]byte, error) {
	modules, err := d.linked()
	if err != nil {
		return nil, err
	}
	licences := map[string]*licence{}
	for _, module := range slices.Sorted(maps.Keys(modules)) {
		texts, err := licenceTexts(modules[module])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", module, err)
		}
		for _, text := range texts {
			entry := module
			for _, line := range authors.FindAllString(text, -1) {
				entry += "\n    " + strings.Trim(line, " \t\r*#/")
			}
			words := strings.Join(strings.Fields(authors.ReplaceAllString(text, "")), " ")
			key := strings.ToLower(strings.TrimSpace(beyond.ReplaceAllString(words, "")))
			if licences[key] == nil {
				licences[key] = &licence{text: strings.Trim(text, "\r\n")}
			}
			licences[key].modules = append(licences[key].modules, entry)
		}
	}
	var out bytes.Buffer
	out.WriteString("polity stands under the licence in LICENSE. The program links the modules below, each\nunder the licence that follows its name, and Go's own library, which stands under that of\ngolang.org/x. Written by `go run ./cmd/dev notice`.\n")
	sorted := slices.SortedFunc(maps.Values(licences), func(a, b *licence) int { return cmp.Compare(a.modules[0], b.modules[0]) })
	for _, l := range sorted {
		fmt.Fprintf(&out, "\n%s\n\n%s\n\n%s\n", strings.Repeat("=", 80), strings.Join(l.modules, "\n"), l.text)
	}
	return blank.ReplaceAll(out.Bytes(), []byte("\n")), nil
}

// linked are the modules of the program on all systems: path → folder of its source.
func (d *dev) linked() (map[string]string, error) {
	modules := map[string]string{}
	for _, system := range systems {
		c := exec.CommandContext(d.ctx, "go", "list", "-deps", "-json=Module", "./cmd/polity")
		c.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
		c.Stderr = d.errs
		list, err := c.Output()
		if err != nil {
			return nil, err
		}
		for decoder := json.NewDecoder(bytes.NewReader(list)); ; {
			var p struct {
				Module *struct {
					Path, Dir string
					Main      bool
				}
			}
			if err := decoder.Decode(&p); err == io.EOF {
				break
			} else if err != nil {
				return nil, err
			}
			if p.Module != nil && !p.Module.Main {
				modules[p.Module.Path] = p.Module.Dir
			}
		}
	}
	return modules, nil
}

// licenceTexts reads the licences of a module, and what it wants to be said besides.
func licenceTexts(dir string) ([]string, error) {
	for _, names := range [][]string{{"LICENSE", "LICENCE", "UNLICENSE", "NOTICE"}, {"COPYING"}} {
		var texts []string
		entries, err := os.ReadDir(dir)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			begins := func(name string) bool { return strings.HasPrefix(strings.ToUpper(e.Name()), name) }
			if e.IsDir() || !slices.ContainsFunc(names, begins) {
				continue
			}
			data, err := os.ReadFile(filepath.Join(dir, e.Name()))
			if err != nil {
				return nil, err
			}
			texts = append(texts, string(data))
		}
		if len(texts) > 0 {
			return texts, nil
		}
	}
	return nil, errors.New("its source holds no licence")
}
