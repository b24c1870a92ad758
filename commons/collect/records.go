package collect

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"polity/commons/law"
	"polity/commons/record"
	"polity/commons/repo"
	"polity/commons/report"
	"polity/commons/timeline"
)

// maxRecords is how many files of one repository are read as records.
const maxRecords = 5000

// recordFile is a file that may be a record.
type recordFile struct {
	path string
	blob repo.Hash
	act  bool
	sig  repo.Hash // of the signature beside it; "" without
}

// records reads the amendments and decisions that a repository keeps. made are the
// works found in it, the main one first.
func (g *gatherer) records(s *opened, rd *reader, mv *law.Movement, made []string) error {
	files, err := rd.recordFiles()
	if err != nil {
		return unreadable(s.repo, err)
	}
	if mv.Keys == "" && rd.holds(defaultKeys) {
		mv.Keys = defaultKeys
	}
	f := &filer{rd: rd, keys: keyring{r: rd.r, path: mv.Keys}}
	if !rd.r.Plain {
		f.keys.at(rd.head.Hash)
		rd.problems = append(rd.problems, f.keys.problems...) // those of older lists help nobody
		for _, id := range made {
			f.sign(g.work(id))
		}
	}
	if len(files) == 0 {
		return nil
	}
	amendments, acts := 0, 0
	for _, x := range files {
		data, err := rd.r.Blob(x.blob)
		if err != nil {
			rd.lost(x.path, x.blob, err)
			continue
		}
		if x.act {
			a, ok, problems := record.Act(x.path, data)
			rd.problems = append(rd.problems, problems...)
			if ok {
				a.Movement = mv.ID
				g.acts = append(g.acts, a)
				acts++
			}
			continue
		}
		a, ok, problems := record.Amendment(x.path, data)
		rd.problems = append(rd.problems, problems...)
		if ok {
			a.Movement = mv.ID
			a.Work = g.amended(rd, a, made)
			g.amendments = append(g.amendments, a)
			amendments++
		}
	}
	if amendments+acts == 0 {
		return nil
	}
	filings, err := f.file(files)
	if err != nil {
		return unreadable(s.repo, err)
	}
	for i := len(g.amendments) - amendments; i < len(g.amendments); i++ {
		g.amendments[i].Filing = filings[g.amendments[i].Path]
	}
	for i := len(g.acts) - acts; i < len(g.acts); i++ {
		g.acts[i].Filing = filings[g.acts[i].Path]
	}
	return nil
}

const defaultKeys = "keys/allowed_signers"

func (rd *reader) holds(file string) bool {
	e, err := rd.r.Entry(rd.tree, file)
	return err == nil && isPlainFile(e)
}

// recordFiles are the files in the folders of records, at the root and one below it.
func (rd *reader) recordFiles() ([]recordFile, error) {
	root, err := rd.r.Tree(rd.tree)
	if err != nil {
		return nil, err
	}
	var out []recordFile
	look := func(under string, e repo.Entry) error {
		if !e.Dir || e.Name != record.Amendments && e.Name != record.Decisions {
			return nil
		}
		list, err := rd.r.Tree(e.Hash)
		if err != nil {
			return err
		}
		sigs := map[string]repo.Hash{}
		for _, x := range list {
			if isPlainFile(x) && strings.HasSuffix(x.Name, record.Signed) {
				sigs[strings.TrimSuffix(x.Name, record.Signed)] = x.Hash
			}
		}
		for _, x := range list {
			if !isPlainFile(x) || !record.IsRecord(x.Name) {
				continue
			}
			if len(out) == maxRecords {
				rd.problems = append(rd.problems, report.Problem{Path: path.Join(under, e.Name), Severity: report.Warning, Message: fmt.Sprintf("There are more than %d records; the rest is not read.", maxRecords)})
				return repo.SkipAll
			}
			out = append(out, recordFile{path: path.Join(under, e.Name, x.Name), blob: x.Hash, act: e.Name == record.Decisions, sig: sigs[x.Name]})
		}
		return nil
	}
	for _, e := range root {
		if err := look("", e); err != nil {
			return out, ended(err)
		}
		if !e.Dir || e.Name == record.Amendments || e.Name == record.Decisions || strings.HasPrefix(e.Name, ".") {
			continue
		}
		below, err := rd.r.Tree(e.Hash)
		if err != nil {
			continue // told of where it is needed
		}
		for _, b := range below {
			if err := look(e.Name, b); err != nil {
				return out, ended(err)
			}
		}
	}
	return out, nil
}

func ended(err error) error {
	if errors.Is(err, repo.SkipAll) {
		return nil
	}
	return err
}

// amended is the work that a record is about: the one it names, else the one in whose
// folder it stands, else the repository's main one. "" where none is.
func (g *gatherer) amended(rd *reader, a law.Amendment, made []string) string {
	folder := strings.TrimPrefix(path.Dir(path.Dir(a.Path)), ".")
	beside := ""
	for _, id := range made {
		w := g.work(id)
		if w == nil || w.TranslationOf != "" {
			continue
		}
		if a.Work != "" && (a.Work == w.Local || a.Work == w.ID) {
			return w.ID
		}
		in := len(w.Files) > 0 && (folder == "" || strings.HasPrefix(w.Files[0], folder+"/"))
		if beside == "" && in {
			beside = w.ID
		}
	}
	if a.Work != "" {
		rd.problems = append(rd.problems, report.Problem{
			Path: a.Path, Severity: report.Warning, Message: fmt.Sprintf("The record names the work «%.60s», which is not one of this repository's.", a.Work),
			Advice: "Name it by its id in polity.yaml.",
		})
		return ""
	}
	if beside == "" && len(made) > 0 {
		return made[0]
	}
	return beside
}

// sortRecords puts records into an order that does not hang on that of the sources.
func sortRecords(c *law.Commons) {
	number := func(s string) int {
		n, err := strconv.Atoi(strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyz"))
		if err != nil {
			return 1 << 30 // unnumbered ones last
		}
		return n
	}
	slices.SortStableFunc(c.Amendments, func(a, b law.Amendment) int {
		return cmp.Or(cmp.Compare(a.Movement, b.Movement), cmp.Compare(a.Work, b.Work), cmp.Compare(number(a.Number), number(b.Number)), cmp.Compare(a.Number, b.Number), cmp.Compare(a.Path, b.Path))
	})
	slices.SortStableFunc(c.Acts, func(a, b law.Act) int {
		return cmp.Or(cmp.Compare(a.Movement, b.Movement), cmp.Compare(a.Date, b.Date), cmp.Compare(a.Path, b.Path))
	})
}

// filer finds for records which commits put them there, and checks what is signed.
type filer struct {
	rd   *reader
	keys keyring

	commits []*repo.Commit // children before parents
	trees   map[repo.Hash]repo.Hash
	folders map[repo.Hash]map[string]repo.Hash // by folder's tree: file to blob
}

// file finds the commits of all records in one walk, which looks into a folder only
// where that changed.
func (f *filer) file(files []recordFile) (map[string]law.Filing, error) {
	out := map[string]law.Filing{}
	if f.rd.r.Plain {
		for _, x := range files {
			out[x.path] = law.Filing{Path: x.path, Source: f.rd.name}
		}
		return out, nil
	}
	f.trees, f.folders = map[repo.Hash]repo.Hash{}, map[repo.Hash]map[string]repo.Hash{}
	err := f.rd.r.Walk(f.rd.head.Hash, func(c *repo.Commit) error {
		f.commits = append(f.commits, c)
		f.trees[c.Hash] = c.Tree
		return nil
	})
	if err != nil {
		return nil, err
	}
	byFolder := map[string][]recordFile{}
	for _, x := range files {
		byFolder[path.Dir(x.path)] = append(byFolder[path.Dir(x.path)], x)
	}
	marks := map[string]*marked{}
	for folder, list := range byFolder {
		f.follow(folder, list, marks)
	}
	for _, x := range files {
		m := marks[x.path]
		if m == nil || m.put == nil {
			out[x.path] = law.Filing{Path: x.path, Source: f.rd.name}
			continue
		}
		say := func(c *repo.Commit) law.Commit { return timeline.Commit(c, f.rd.head.Short(), f.rd.people) }
		out[x.path] = law.Filing{Path: x.path, Source: f.rd.name, Put: say(m.put), Last: say(cmp.Or(m.last, m.put)), Signatures: f.signatures(x, m)}
	}
	return out, nil
}

// marked are the commits of a record and of the signature beside it.
type marked struct{ put, last, sig *repo.Commit }

// follow finds the commits of the records in one folder.
func (f *filer) follow(folder string, list []recordFile, marks map[string]*marked) {
	at := map[repo.Hash]map[string]repo.Hash{} // by root tree
	look := func(commit repo.Hash) map[string]repo.Hash {
		tree, ok := f.trees[commit]
		if !ok {
			return nil
		}
		names, ok := at[tree]
		if !ok {
			names = f.folder(tree, folder)
			at[tree] = names
		}
		return names
	}
	for _, c := range f.commits {
		now := look(c.Hash)
		if len(now) == 0 {
			continue
		}
		before := make([]map[string]repo.Hash, len(c.Parents))
		same := len(c.Parents) > 0
		for i, p := range c.Parents {
			before[i] = look(p)
			same = same && sameMap(before[i], now)
		}
		if same {
			continue
		}
		for _, x := range list {
			name := path.Base(x.path)
			if blob, ok := now[name]; ok {
				f.mark(marks, x.path, c, before, name, blob)
			}
			if x.sig != "" && now[name+record.Signed] == x.sig && !slices.ContainsFunc(before, func(b map[string]repo.Hash) bool { return b[name+record.Signed] == x.sig }) {
				if m := marks[x.path]; m != nil && m.sig == nil {
					m.sig = c
				}
			}
		}
	}
}

// sameMap reports whether two folders are one: they are kept by their tree.
func sameMap(a, b map[string]repo.Hash) bool {
	return len(a) == len(b) && (len(a) == 0 || a[""] == b[""])
}

// mark notes a commit at which a record is other than at every parent.
func (f *filer) mark(marks map[string]*marked, file string, c *repo.Commit, before []map[string]repo.Hash, name string, blob repo.Hash) {
	fresh := true
	for _, b := range before {
		if b[name] == blob {
			return
		}
		fresh = fresh && b[name] == ""
	}
	m := marks[file]
	if m == nil {
		m = &marked{last: c}
		marks[file] = m
	}
	if fresh {
		m.put = c
	}
}

// folder is what stands in a folder of a tree: file to blob, and the folder's own tree
// under "". nil where there is none.
func (f *filer) folder(tree repo.Hash, folder string) map[string]repo.Hash {
	e, err := f.rd.r.Entry(tree, folder)
	if err != nil || !e.Dir {
		return nil
	}
	if names, ok := f.folders[e.Hash]; ok {
		return names
	}
	names := map[string]repo.Hash{"": e.Hash}
	if list, err := f.rd.r.Tree(e.Hash); err == nil {
		for _, x := range list {
			if isPlainFile(x) {
				names[x.Name] = x.Hash
			}
		}
	}
	f.folders[e.Hash] = names
	return names
}
