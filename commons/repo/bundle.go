package repo

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// bundleHead is what stands before the pack in a bundle. See gitformat-bundle(5).
type bundleHead struct {
	version int
	refs    []rawRef
	head    plumbing.Hash // of the line for HEAD; zero without
	needs   []string      // prerequisite commits
	filter  string        // of a bundle made by a partial clone, version 3
	length  int64         // bytes up to the pack
}

const (
	maxBundleLine = 4096    // bytes; git's own limit for a reference is below
	maxBundleHead = 4 << 20 // lines and bytes together: about 50,000 references
)

// isBundle reports whether a file begins like a bundle.
func isBundle(start []byte) bool {
	return strings.HasPrefix(string(start), "# v2 git bundle\n") || strings.HasPrefix(string(start), "# v3 git bundle\n")
}

// readBundleHead reads the lines before the pack. Errors are ErrDamaged with the
// number of the line, or say what this bundle asks for that cannot be had.
func readBundleHead(r io.Reader) (bundleHead, error) {
	var b bundleHead
	in := bufio.NewReaderSize(io.LimitReader(r, maxBundleHead), maxBundleLine)
	for n := 1; ; n++ {
		raw, err := in.ReadSlice('\n')
		b.length += int64(len(raw))
		if err != nil {
			return b, fmt.Errorf("%w: bundle, line %d: its list of references does not end", ErrDamaged, n)
		}
		line := string(raw[:len(raw)-1])
		if line == "" && n > 1 {
			break
		}
		if err := b.line(n, line); err != nil {
			return b, err
		}
	}
	slices.SortStableFunc(b.refs, func(x, y rawRef) int { return strings.Compare(x.name, y.name) })
	b.refs = slices.CompactFunc(b.refs, func(x, y rawRef) bool { return x.name == y.name })
	return b, nil
}

func (b *bundleHead) line(n int, line string) error {
	switch {
	case n == 1:
		if !isBundle([]byte(line + "\n")) {
			return fmt.Errorf("%w: not a bundle of version 2 or 3", ErrDamaged)
		}
		b.version = int(line[3] - '0')
	case strings.HasPrefix(line, "@") && b.version == 3:
		return b.capability(line[1:])
	case strings.HasPrefix(line, "-"):
		id, _, _ := strings.Cut(line[1:], " ")
		b.needs = append(b.needs, id)
	default:
		id, name, ok := strings.Cut(line, " ")
		h, err := parseHash(id)
		if !ok || err != nil {
			return fmt.Errorf("%w: bundle, line %d: no reference", ErrDamaged, n)
		}
		if name == "HEAD" {
			b.head = h
		} else if plumbing.ReferenceName(name).Validate() == nil && strings.HasPrefix(name, "refs/") {
			b.refs = append(b.refs, rawRef{name, h})
		}
	}
	return nil
}

func (b *bundleHead) capability(c string) error {
	key, value, _ := strings.Cut(c, "=")
	switch key {
	case "object-format":
		if value != "sha1" {
			return fmt.Errorf("this bundle names its objects by %s; only SHA-1 repositories can be read", value)
		}
	case "filter":
		b.filter = value
	default:
		return fmt.Errorf("this bundle needs the capability %q, which is not known", key)
	}
	return nil
}

// openBundle reads a bundle in place. The file stays open until Close.
func openBundle(path string, opt Options) (r *Repo, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			f.Close()
		}
	}()
	b, err := readBundleHead(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(b.needs) > 0 {
		return nil, fmt.Errorf("%s holds only what came after commit %s: make a whole one with: git bundle create %s --all", path, b.needs[0], quote(path))
	}
	r = newRepo(shortName(path), path, opt)
	r.refs, r.head.hash = b.refs, b.head // a bundle tells only the commit of its HEAD, not the branch
	if b.filter != "" {
		r.Partial = true
		r.Mend = "git bundle create " + quote(path) + " --all, in a clone made without --filter"
	}
	st, err := f.Stat()
	if err != nil {
		return nil, err
	}
	size := st.Size() - b.length
	p := openPack(io.NewSectionReader(f, b.length, size), size, opt.maxBlob(), nil, f.Close)
	if err := p.indexPack(opt.progress("index")); err != nil {
		if errors.Is(err, ErrDamaged) {
			err = fmt.Errorf("%w; fetch or make the bundle again", err)
		}
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	r.objects.packs = []*pack{p}
	return r, nil
}
