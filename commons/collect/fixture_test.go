package collect

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"polity/commons/law"
	"polity/commons/repo"
)

// ford is a repository under construction: every commit is a day later.
type ford struct {
	*repo.Builder
	t    testing.TB
	day  int
	tip  repo.Hash
	when time.Time // of the next commit; the zero Time counts days
}

func newFord(t testing.TB) *ford { return &ford{Builder: repo.NewBuilder("ford"), t: t} }

// commit adds files over those that are there and moves main.
func (f *ford) commit(message string, files map[string]string) repo.Hash {
	f.t.Helper()
	f.day++
	when := f.when
	if when.IsZero() {
		when = time.Date(2015, 6, f.day, 8, 0, 0, 0, time.UTC)
	}
	d := repo.Draft{Edits: files, Author: repo.Stamp{Name: "Una Marsh", Email: "una@ford.example", When: when}, Message: message}
	if f.tip != "" {
		d.Parents = []repo.Hash{f.tip}
	} else {
		d.Files, d.Edits = files, nil
	}
	h, err := f.Commit(d)
	if err == nil {
		f.tip = h
		err = f.SetRef("refs/heads/main", h)
	}
	if err != nil {
		f.t.Fatal(err)
	}
	return h
}

// gathered is the commons of one repository.
func gathered(t *testing.T, r *repo.Repo) *Result {
	t.Helper()
	res, err := gather(r)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func gather(rs ...*repo.Repo) (*Result, error) {
	var o Options
	for _, r := range rs {
		o.Sources = append(o.Sources, Source{Spec: r.Name, Repo: r})
	}
	c, err := Open(o)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	return c.Gather()
}

// articles is a small law of n articles; who makes its words its own.
func articles(n int, who string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# The order of %s\n\n", who)
	for i := range n {
		fmt.Fprintf(&b, "## Article %d\n\nWhoever crosses with %s for the %dth time rings the bell on the far bank and waits for the answer.\n\n", i+1, who, i*i+1)
	}
	return b.String()
}

// works are «id: files» of a result's works, in order.
func works(res *Result) string {
	var out []string
	for _, w := range res.Commons.Works {
		out = append(out, w.ID+": "+strings.Join(w.Files, " "))
	}
	return strings.Join(out, "; ")
}

// problemsOf are a result's problems, a line each.
func problemsOf(res *Result) string {
	var b strings.Builder
	for _, p := range res.Problems {
		fmt.Fprintln(&b, p)
	}
	return b.String()
}

func work(t *testing.T, res *Result, id string) *law.Work {
	t.Helper()
	for i := range res.Commons.Works {
		if res.Commons.Works[i].ID == id {
			return &res.Commons.Works[i]
		}
	}
	t.Fatalf("there is no work %s in %s", id, works(res))
	return nil
}
