package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// record is what RecordName holds. It is the same for the same site.
type record struct {
	Polity int    `json:"polity"` // the form of this file; 1
	Key    string `json:"key"`    // Options.Key
	Files  int    `json:"files"`  // how many, without the sums and the record
	Bytes  int64  `json:"bytes"`  // their size
	Sums   string `json:"sums"`   // the hash of the sums file
}

func (r record) bytes() []byte {
	data, err := json.Marshal(r)
	if err != nil {
		panic(err) // four plain fields: cannot fail
	}
	return append(data, '\n')
}

// readRecord reads a record, refusing what is too long or of another form.
func readRecord(root *os.Root, name string) (record, error) {
	var r record
	info, err := root.Lstat(name)
	if err != nil {
		return r, err
	}
	if !info.Mode().IsRegular() || info.Size() > 1<<16 {
		return r, errors.New("not a record")
	}
	data, err := root.ReadFile(name)
	if err != nil {
		return r, err
	}
	if err := json.Unmarshal(data, &r); err != nil {
		return r, err
	}
	if r.Polity < 1 {
		return r, errors.New("not a record")
	}
	return r, nil
}

// oldSite is what stands at the target before a build.
type oldSite struct {
	exists    bool                         // there is a folder
	made      bool                         // polity made it
	sums      map[string][sha256.Size]byte // what it should hold, by its sums file
	sumsFile  []byte
	strangers []string // files that are there and not in the sums, at most some
	file      bool     // the target is no folder
}

// readSite looks at the folder dir of root. Nothing is wrong with a folder that
// does not exist.
func readSite(root *os.Root, dir string) (*oldSite, error) {
	old := &oldSite{sums: map[string][sha256.Size]byte{}}
	info, err := root.Lstat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return old, nil
	}
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		old.file = true
		return old, nil
	}
	old.exists = true
	if rec, err := readRecord(root, dir+"/"+RecordName); err == nil {
		// A sums file that does not belong to the record proves nothing: then every
		// file is a stranger.
		if data, err := root.ReadFile(dir + "/" + SumsName); err == nil && hexSum(data) == rec.Sums {
			old.made, old.sumsFile = true, data
			old.sums = parseSums(data)
		}
	}
	return old, old.findStrangers(root, dir)
}

// findStrangers lists the first files that the sums do not know. Where polity did
// not make the folder, one is enough.
func (o *oldSite) findStrangers(root *os.Root, dir string) error {
	here, err := root.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer here.Close()
	return fs.WalkDir(here.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		_, known := o.sums[name]
		if o.made && (known && d.Type().IsRegular() || name == SumsName || name == RecordName) {
			return nil
		}
		o.strangers = append(o.strangers, name)
		if len(o.strangers) == 4 || !o.made {
			return fs.SkipAll
		}
		return nil
	})
}

// foreign is the refusal to replace what is not polity's, or nil.
func (o *oldSite) foreign(out string) error {
	switch {
	case o.file:
		return fmt.Errorf("%s is a file, not a folder, and %w: choose another, or force it", out, ErrForeign)
	case !o.exists || len(o.strangers) == 0:
		return nil
	case !o.made:
		return fmt.Errorf("%s is not empty and %w (it holds %s): choose another folder, empty this one, or force it", out, ErrForeign, o.strangers[0])
	}
	names, more := o.strangers, ""
	if len(names) > 3 {
		names, more = names[:3], " and more"
	}
	return fmt.Errorf("%s holds %s%s, and %w: move that away, or force it", out, strings.Join(names, ", "), more, ErrForeign)
}

// parseSums reads a sums file; lines of another form are left out.
func parseSums(data []byte) map[string][sha256.Size]byte {
	sums := map[string][sha256.Size]byte{}
	for line := range strings.Lines(string(data)) {
		digits, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		raw, err := hex.DecodeString(digits)
		if ok && err == nil && len(raw) == sha256.Size {
			sums[name] = [sha256.Size]byte(raw)
		}
	}
	return sums
}

// hexSum is the SHA-256 of data in hexadecimal digits.
func hexSum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
