package timeline

import (
	"testing"

	"polity/commons/law"
	"polity/commons/repo"
)

func TestWithout(t *testing.T) {
	s := newTale()
	a := s.commit("begin", map[string]string{"law.md": "one"})
	b := s.commit("amend", map[string]string{"law.md": "two"}, a)
	side := s.commit("propose", map[string]string{"law.md": "two and a half"}, b)
	side2 := s.commit("better", map[string]string{"law.md": "two and two thirds"}, side)
	m := s.commit("Merge pull request #4 from ola/halves", map[string]string{"law.md": "two and two thirds"}, b, side2)
	c := s.commit("again", map[string]string{"law.md": "three"}, m)
	h := s.follow(t, c, "law.md")
	whole := outline(h)
	losing := func(subjects ...string) string {
		gone := map[string]bool{}
		for _, x := range subjects {
			gone[x] = true
		}
		out := Without(h, func(s *State) bool { return gone[s.Commit.Subject] })
		for i, s := range out.States {
			for _, p := range s.Parents {
				if p >= i {
					t.Errorf("state %d has the parent %d", i, p)
				}
			}
		}
		return outline(out)
	}
	for _, x := range []struct {
		name, want string
		lost       []string
	}{
		{"nothing", whole, nil},
		{"the first", "-1>0 amend [law.md]\n0>3 Merge pull request #4 from ola/halves [law.md]\n  0>1 propose\n  1>2 better\n3>4 again [law.md]\n", []string{"begin"}},
		{"one in the middle", "-1>0 begin [law.md]\n0>3 Merge pull request #4 from ola/halves [law.md]\n  0>1 propose\n  1>2 better\n3>4 again [law.md]\n", []string{"amend"}},
		{"a step", "-1>0 begin [law.md]\n0>1 amend [law.md]\n1>3 Merge pull request #4 from ola/halves [law.md]\n  1>2 better\n3>4 again [law.md]\n", []string{"propose"}},
		{"the last", "-1>0 begin [law.md]\n0>1 amend [law.md]\n1>4 Merge pull request #4 from ola/halves [law.md]\n  1>2 propose\n  2>3 better\n", []string{"again"}},
		{"all", "", []string{"begin", "amend", "propose", "better", "Merge pull request #4 from ola/halves", "again"}},
	} {
		if got := losing(x.lost...); got != x.want {
			t.Errorf("%s:\n%s\nwant\n%s", x.name, got, x.want)
		}
	}
	if outline(h) != whole {
		t.Error("the argument was changed")
	}
}

func TestPeopleAreKnownByTheNamesTheyWant(t *testing.T) {
	s := newTale()
	head := s.commit("begin\n\nCo-authored-by: O. Reed <OLA@old.example>\nCo-authored-by: Ola <ola@river.example>\n", map[string]string{"law.md": "one"})
	if err := s.SetRef("refs/heads/main", head); err != nil {
		t.Fatal(err)
	}
	people := repo.ParseMailmap([]byte("Ola Reedwright <ola@river.example>\nOla Reedwright <ola@river.example> <ola@old.example>\n"))
	h, err := Follow(s.Repo(), Options{Head: head, Mainline: "main", Patterns: []string{"law.md"}, People: people})
	if err != nil {
		t.Fatal(err)
	}
	ola := law.Person{Name: "Ola Reedwright", Email: "ola@river.example"}
	c := h.Changes[0].Commit
	if c.Author != ola || c.Committer != ola || len(c.With) != 1 || c.With[0] != ola {
		t.Errorf("got %+v, %+v, with %+v", c.Author, c.Committer, c.With)
	}
}
