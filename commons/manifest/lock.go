package manifest

import (
	"cmp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"polity/commons/report"
)

// Lock is a polity.lock: what a commons was built from, so that it can be built
// from the same again. The zero value is an empty file.
type Lock struct {
	Sources []Locked
}

// Locked is one source as it was read.
type Locked struct {
	URL    string `yaml:"url"`    // as the manifest names it, without a password
	Ref    string `yaml:"ref"`    // the branch or tag in full
	Commit string `yaml:"commit"` // 40 hexadecimal digits
}

const lockHead = "# Written by polity: what this commons was built from. Commit it to build the same again.\n"

// Encode writes the lock sorted by URL, ref and commit, repeats dropped: the same
// sources give the same bytes in whatever order they were read. Bytes that are no UTF-8
// become U+FFFD.
func (l Lock) Encode() []byte {
	out := struct {
		Spec    int      `yaml:"spec"`
		Sources []Locked `yaml:"sources"`
	}{Spec, slices.Clone(l.Sources)}
	for i, x := range out.Sources { // YAML would turn other bytes into base64
		out.Sources[i] = Locked{strings.ToValidUTF8(x.URL, "\uFFFD"), strings.ToValidUTF8(x.Ref, "\uFFFD"), x.Commit}
	}
	slices.SortFunc(out.Sources, func(a, b Locked) int {
		return cmp.Or(cmp.Compare(a.URL, b.URL), cmp.Compare(a.Ref, b.Ref), cmp.Compare(a.Commit, b.Commit))
	})
	out.Sources = slices.Compact(out.Sources)
	data, err := yaml.Marshal(out)
	if err != nil {
		panic(err) // strings and a number: nothing here can fail to be written
	}
	return append([]byte(lockHead), data...)
}

// ReadLock reads a polity.lock as Read reads a manifest. Entries without a URL or with
// anything but a whole commit name are reported and left out.
func ReadLock(path string, data []byte) (Lock, []report.Problem) {
	r := &reader{path: path, budget: maxNodes}
	root := r.document(data)
	if root == nil {
		return Lock{}, r.problems
	}
	if _, ok := r.spec(root); !ok {
		return Lock{}, r.problems
	}
	var l Lock
	var spec int
	r.object(root, "", fields{
		{"spec", r.number(&spec, 1, Spec)},
		{"sources", r.each("sources", func(n *yaml.Node) { r.locked(n, &l) })},
	})
	return l, report.Sort(r.problems)
}

func (r *reader) locked(n *yaml.Node, l *Lock) {
	var x Locked
	r.object(n, "sources", fields{
		{"url", r.one(&x.URL, r.noPassword)},
		{"ref", r.text(&x.Ref)},
		{"commit", r.one(&x.Commit, r.commitName)},
	})
	if x.URL == "" || x.Commit == "" {
		r.add(n, report.Warning, "The entry names no source or no commit and is passed over.", "Remove the file; it is written anew.")
		return
	}
	l.Sources = append(l.Sources, x)
}

func (r *reader) commitName(n *yaml.Node, s string) bool {
	if len(s) == 40 && slices.IndexFunc([]byte(s), func(c byte) bool { return (c < '0' || c > '9') && (c < 'a' || c > 'f') }) < 0 {
		return true
	}
	r.add(n, report.Error, "«"+clip(s)+"» is not the name of a commit.", "It has 40 digits from 0 to f.")
	return false
}
