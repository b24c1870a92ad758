package timeline

import (
	"path"

	"polity/commons/repo"
)

// Departure is a file that stood on the main line and stands there no more from one
// commit on.
type Departure struct {
	Commit string // without it
	Before string // the step of the main line before, which has it
	Path   string
}

// Departures lists the files that left a main line, given as in History.Line, those
// that left last first and of one commit by path. want chooses the paths to hear of. A
// step whose trees cannot be read is passed over: a missing tree is no repeal. Cost:
// one look at each tree that differs from the one before.
func Departures(r *repo.Repo, line []string, want func(path string) bool) []Departure {
	var out []Departure
	for i := 0; i+1 < len(line); i++ {
		now, err := r.Commit(line[i])
		if err != nil {
			continue
		}
		before, err := r.Commit(line[i+1])
		if err != nil {
			continue
		}
		gone := leaving{r: r, want: want}
		if gone.compare(before.Tree, now.Tree, "", 0) != nil {
			continue
		}
		for _, p := range gone.paths {
			out = append(out, Departure{line[i], line[i+1], p})
		}
	}
	return out
}

// leaving collects the files of one tree that another has not.
type leaving struct {
	r     *repo.Repo
	want  func(string) bool
	paths []string
}

// maxNested bounds how deep trees are looked into.
const maxNested = 100

// compare looks at one level of two trees, and deeper only where they differ. An empty
// name for the newer tree stands for one without entries.
func (l *leaving) compare(before, now repo.Hash, under string, depth int) error {
	if before == now || depth > maxNested {
		return nil
	}
	old, err := l.r.Tree(before)
	if err != nil {
		return err
	}
	stays := map[string]repo.Entry{}
	if now != "" {
		list, err := l.r.Tree(now)
		if err != nil {
			return err
		}
		for _, e := range list {
			stays[e.Name] = e
		}
	}
	for _, e := range old {
		p, still := path.Join(under, e.Name), stays[e.Name]
		switch {
		case e.Dir:
			below := repo.Hash("")
			if still.Dir {
				below = still.Hash
			}
			if err := l.compare(e.Hash, below, p, depth+1); err != nil {
				return err
			}
		case e.File() && !still.File() && l.want(p):
			l.paths = append(l.paths, p)
		}
	}
	return nil
}
