package check

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// sumsName is the list of sums, in the form of coreutils; recordName is the
// site's own mark. Neither is listed.
const (
	sumsName   = "SHA256SUMS"
	recordName = ".polity"
)

// readSums reads the list of sums, where there is one.
func (s *site) readSums() {
	data, err := fs.ReadFile(s.fsys, sumsName)
	if err != nil {
		return
	}
	s.sums = map[string]string{}
	for line := range strings.Lines(string(data)) {
		if sum, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  "); ok {
			s.sums[name] = sum
			if _, there := s.index[name]; !there {
				s.problems = append(s.problems, wrong(name, 0, "The file is in the list of sums, but not in the site.", ""))
			}
		}
	}
}

// bytes reads a file and compares it with its sum. Of files that are not looked
// into, only the sum is taken and nothing is returned.
func (r *reader) bytes(name string) []byte {
	var data bytes.Buffer
	hash := sha256.New()
	var to io.Writer = hash
	switch path.Ext(name) {
	case ".html", ".htm", ".css", ".json", ".xml", ".svg", ".atom":
		to = io.MultiWriter(hash, &data)
	}
	f, err := r.site.fsys.Open(name)
	if err == nil {
		_, err = io.Copy(to, f)
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		r.complain(fmt.Sprintf("cannot be read: %v.", err), "")
		return nil
	}
	if r.site.sums == nil || name == sumsName || name == recordName {
		return data.Bytes()
	}
	switch sum, listed := r.site.sums[name]; {
	case !listed:
		r.complain("The file is not in the list of sums.", "")
	case sum != hex.EncodeToString(hash.Sum(nil)):
		r.complain("The file differs from its sum.", "Build the site again.")
	}
	return data.Bytes()
}

// json wants one valid value.
func (r *reader) json(data []byte) {
	if !json.Valid(data) {
		r.complain("The file is not valid JSON.", "")
	}
}

// xml wants a well-formed document.
func (r *reader) xml(data []byte) {
	d := xml.NewDecoder(bytes.NewReader(data))
	elements := 0
	for {
		t, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			r.line, _ = d.InputPos()
			r.complain(fmt.Sprintf("The file is not well-formed XML: %v.", err), "")
			return
		}
		if _, ok := t.(xml.StartElement); ok {
			elements++
		}
	}
	if elements == 0 {
		r.complain("The file has no XML element.", "")
	}
}

// cssAddress finds what a stylesheet loads: url(x), url("x"), @import "x".
var cssAddress = regexp.MustCompile(`(?i)url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']`)

// css wants a stylesheet to load from the site alone. Pictures inside the
// stylesheet itself (data:) are loaded from nowhere.
func (r *reader) css(data []byte) {
	for _, m := range cssAddress.FindAllSubmatchIndex(data, -1) {
		at := max(m[2], m[4])
		address := strings.TrimSpace(string(data[at:max(m[3], m[5])]))
		r.line = 1 + bytes.Count(data[:at], []byte{'\n'})
		switch s := scheme(address); {
		case s == "data" || strings.HasPrefix(address, "#"):
		case s != "" || strings.HasPrefix(address, "/"):
			r.complain(fmt.Sprintf("The stylesheet loads %q from elsewhere.", shorten(address)), "")
		default:
			r.land(address)
		}
	}
}
