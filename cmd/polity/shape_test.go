package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// printed is what a command prints, which must succeed.
func printed(t *testing.T, args ...string) []byte {
	t.Helper()
	t.Setenv("POLITY_CACHE", t.TempDir())
	var out, errs bytes.Buffer
	if code := run(context.Background(), args, strings.NewReader(""), &out, &errs); code != exitDone {
		t.Fatalf("polity %s ended with %d: %s", strings.Join(args, " "), code, errs.String())
	}
	return out.Bytes()
}

// strict reads JSON that must hold just the keys of to, each of them.
func strict(t *testing.T, data []byte, to any) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(to); err != nil {
		t.Fatalf("%v in %.300s", err, data)
	}
	if _, err := d.Token(); err != io.EOF {
		t.Fatal("more than one value is printed")
	}
}

// clausesShape and diffShape are what other programs rely on.
type clausesShape struct {
	Path, Rev, Lang, Digest string
	Clauses                 []struct {
		EID, WID, Kind, Label, Heading, Text, Parent string
		Lines                                        [2]int
	}
	Problems []struct {
		Path, Severity, Message, Advice string
		Line, Col                       int
	}
}

type diffShape struct {
	Old, New  clausesShape
	Editorial bool
	Summary   string
	Changes   []struct {
		Op       string
		Flags    []string
		Old, New []string
		Score    *float64
		Words    [][2]string
	}
}

// keys are the names of a JSON object, in order.
func keys(t *testing.T, data []byte) string {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(data))
	var out []string
	depth, key := 0, false
	for {
		token, err := d.Token()
		if err != nil {
			return strings.Join(out, " ")
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
			key = depth == 1
			continue
		case json.Delim('}'), json.Delim(']'):
			depth--
			key = depth == 1
			continue
		}
		if depth == 1 {
			if key {
				out = append(out, fmt.Sprint(token))
			}
			key = !key
		}
	}
}

func bellBundle(t *testing.T) string {
	t.Helper()
	b, err := bell()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "bell.bundle")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := b.WriteBundle(f); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestClausesJSON(t *testing.T) {
	out := printed(t, "clauses", bellBundle(t)+"@v1", "--json")
	if got := keys(t, out); got != "path rev lang digest clauses problems" {
		t.Errorf("keys: %s", got)
	}
	var raw struct{ Clauses []json.RawMessage }
	if err := json.Unmarshal(out, &raw); err != nil {
		t.Fatal(err)
	}
	if got := keys(t, raw.Clauses[1]); got != "eid wid kind label heading text parent lines" {
		t.Errorf("keys of a clause: %s", got)
	}
	var c clausesShape
	strict(t, out, &c)
	if c.Path != "charter.md" || len(c.Rev) != 40 || c.Lang != "en" || !strings.HasPrefix(c.Digest, "sha256:") || c.Problems == nil {
		t.Errorf("got %+v", c)
	}
	var said []string
	for _, x := range c.Clauses {
		said = append(said, fmt.Sprint(x.EID, x.Lines, x.Parent))
	}
	if got, want := strings.Join(said, " "), "preface[1 1] art_1[3 3] art_1__p_1[5 5]art_1 art_2[7 7] art_2__p_1[9 9]art_2 art_3[11 11] art_3__p_1[13 13]art_3"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestDiffJSON(t *testing.T) {
	bundle := bellBundle(t)
	for _, pair := range [][2]string{{"@v1", "@v2"}, {"@v2", "@v1"}, {"@v1", "@v1"}, {"@v1", "@main~1"}} {
		out := printed(t, "diff", bundle+pair[0], bundle+pair[1], "--json")
		if got := keys(t, out); got != "old new editorial summary changes" {
			t.Errorf("keys: %s", got)
		}
		var d diffShape
		strict(t, out, &d)
		for _, side := range []struct {
			name string
			c    clausesShape
			of   func(i int) []string
		}{{"old", d.Old, func(i int) []string { return d.Changes[i].Old }}, {"new", d.New, func(i int) []string { return d.Changes[i].New }}} {
			var want, got []string
			for _, c := range side.c.Clauses {
				want = append(want, c.EID)
			}
			for i := range d.Changes {
				got = append(got, side.of(i)...)
			}
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%v: the changes hold of the %s side %v, not each of %v once", pair, side.name, got, want)
			}
		}
		for _, c := range d.Changes {
			if !slices.Contains([]string{"unchanged", "edited", "added", "removed", "split", "merged"}, c.Op) || c.Score == nil || *c.Score < 0 || *c.Score > 1 || c.Flags == nil || c.Old == nil || c.New == nil || c.Words == nil {
				t.Errorf("%v: %+v", pair, c)
			}
			for _, f := range c.Flags {
				if !slices.Contains([]string{"moved", "renumbered", "retitled", "reflowed"}, f) {
					t.Errorf("%v: the flag %q", pair, f)
				}
			}
			for _, w := range c.Words {
				if !slices.Contains([]string{"=", "-", "+"}, w[0]) {
					t.Errorf("%v: the mark %q", pair, w[0])
				}
			}
		}
		if pair[0] == pair[1] && d.Summary == "" {
			t.Error("no summary where nothing changed")
		}
	}
}

func TestLogJSON(t *testing.T) {
	out := printed(t, "log", bellBundle(t), "--json")
	var l struct {
		Works []struct {
			Versions []struct{ ID, Commit string }
			Changes  []struct {
				Commit, Title string
				Parents       []string
				Proposal      string
				Editorial     *bool
				Clauses       []struct{ WID, Op string }
			}
		}
	}
	if err := json.Unmarshal(out, &l); err != nil {
		t.Fatal(err)
	}
	w := l.Works[0]
	if len(w.Versions) != 4 || len(w.Changes) != 3 {
		t.Fatalf("%d versions, %d changes", len(w.Versions), len(w.Changes))
	}
	for _, c := range w.Changes {
		if len(c.Commit) != 40 || c.Title == "" || c.Editorial == nil || len(c.Clauses) == 0 || c.Clauses[0].WID == "" || c.Clauses[0].Op == "" {
			t.Errorf("got %+v", c)
		}
	}
}
