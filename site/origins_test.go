package site

import (
	"context"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"polity/diff/reuse"
	"polity/site/address"
	"polity/site/model"
)

// A person who opens a clause reaches its first reading and its source in two clicks.
func TestOriginsAreTwoClicksAway(t *testing.T) {
	if testing.Short() {
		t.Skip("a whole commons is left out of short runs")
	}
	s, err := Look(context.Background(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	originsAreNear(t, s)
}

// The same among real repositories.
func TestRealOriginsAreTwoClicksAway(t *testing.T) {
	dir := corpus(t)
	var sources []string
	for _, name := range []string{"usa-constitution", "liberland-constitution", "ccc-ch-statuten", "ccc-ch-statuten-fork"} {
		sources = append(sources, filepath.Join(dir, name+".bundle"))
	}
	s, err := Look(context.Background(), Options{Args: sources})
	if err != nil {
		t.Fatal(err)
	}
	originsAreNear(t, s)
}

// clicks follows the links of the pages of a plan.
type clicks struct {
	plan  *model.Site
	at    map[string]int      // a page's path to its place
	links map[string][]string // those followed already
	of    map[[2]string]string
}

func newClicks(s *Survey) *clicks {
	c := &clicks{plan: s.Plan, at: map[string]int{}, links: map[string][]string{}, of: map[[2]string]string{}}
	for i, l := range s.Plan.Pages {
		c.at[l.Path] = i
		if l.Kind == model.KindClause {
			c.of[[2]string{l.Work, s.Plan.Page(i).Body.(*model.Clause).WID}] = l.Path
		}
	}
	return c
}

// from are the pages that a page links to.
func (c *clicks) from(path string) []string {
	if out, ok := c.links[path]; ok {
		return out
	}
	var out []string
	if i, ok := c.at[path]; ok {
		p := c.plan.Page(i)
		hrefs(reflect.ValueOf(p.Body), func(href string) {
			if file, _, _ := strings.Cut(href, "#"); file != "" && !strings.Contains(file, "://") {
				out = append(out, address.Resolve(path, file))
			}
		})
	}
	c.links[path] = out
	return out
}

// between is how many clicks lead from one page to another; more than two are three.
func (c *clicks) between(from, to string) int {
	if from == to {
		return 0
	}
	reached := c.from(from)
	for n := 1; n <= 2; n++ {
		var next []string
		for _, path := range reached {
			if path == to {
				return n
			}
			if n < 2 {
				next = append(next, c.from(path)...)
			}
		}
		reached = next
	}
	return 3
}

// hrefs calls f with every address in a value.
func hrefs(v reflect.Value, f func(string)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			hrefs(v.Elem(), f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			hrefs(v.Index(i), f)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if x := v.Field(i); v.Type().Field(i).Name == "Href" {
				f(x.String())
			} else {
				hrefs(x, f)
			}
		}
	}
}

// pages are those of the clauses that a unit belongs to, the innermost first.
func (c *clicks) pages(s *Survey, p reuse.Place) []string {
	w := &s.Commons.Works[p.Work]
	t := w.Versions[p.Version].Text
	var out []string
	for i := p.Clause; i >= 0; i = t.Clauses[i].Parent {
		out = append(out, c.clause(w.ID, s.Histories[w.ID].WIDs[p.Version][i])...)
	}
	return out
}

// clause is the page of a clause, if it has one.
func (c *clicks) clause(work, wid string) []string {
	if path := c.of[[2]string{work, wid}]; path != "" {
		return []string{path}
	}
	return nil
}

func originsAreNear(t *testing.T, s *Survey) {
	t.Helper()
	c := newClicks(s)
	firsts(t, c)
	far, seen := map[[2]string]bool{}, map[[2]string]bool{}
	near := func(from, to []string) {
		if len(from) == 0 || len(to) == 0 || seen[[2]string{from[0], to[0]}] {
			return
		}
		k := [2]string{from[0], to[0]}
		seen[k] = true
		far[k] = !slices.ContainsFunc(to, func(to string) bool { return c.between(from[0], to) <= 2 })
	}
	upstream := s.Kin.Upstreams()
	for _, b := range s.Reuse.Clauses {
		if b.Words < 5 || slices.Contains(upstream[s.Commons.Works[b.From.Work].ID], s.Commons.Works[b.To.Work].ID) {
			continue // a heading that both have; what the upstream's fork says before it is one
		}
		near(c.pages(s, b.To), c.pages(s, b.From))
	}
	index := map[string]int{}
	for i := range s.Commons.Works {
		index[s.Commons.Works[i].ID] = i
	}
	for _, r := range s.Kin.Relations {
		up, fork := index[r.Upstream], index[r.Fork]
		for wid, unit := range r.Answers {
			if unit >= 0 {
				near(c.pages(s, reuse.Place{Work: fork, Version: s.Commons.Works[fork].Current(), Clause: unit}), c.clause(s.Commons.Works[up].ID, wid))
			}
		}
	}
	t.Logf("%d clauses with a source", len(seen))
	for k, is := range far {
		if is {
			t.Errorf("%s: %s is more than two clicks away", k[0], k[1])
		}
	}
}

// firsts sees that every clause's page leads to the change that brought it.
func firsts(t *testing.T, c *clicks) {
	t.Helper()
	n := 0
	for _, path := range c.of {
		n++
		life := c.plan.Page(c.at[path]).Body.(*model.Clause).Life
		if len(life) == 0 || !strings.Contains(life[0].Change.Href, "/changes/") {
			t.Errorf("%s does not lead to its first change", path)
		}
	}
	t.Logf("%d clauses", n)
}
