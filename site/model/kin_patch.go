package model

import (
	"fmt"
	"io"
	"strconv"

	"polity/diff/family"
)

// Patch is a file that makes a fork's text take a change of its upstream.
type Patch struct {
	Path  string
	Write func(io.Writer) error
}

// patchName is the file's name, unique among the patches of a work: an upstream's
// folder and the number of its change.
func patchName(up *work, n int) string { return up.at.Name + "-" + strconv.Itoa(n) + ".patch" }

// Patches are those of a work, in the order of its relations and of the changes.
func (s *Site) Patches(id string) []Patch {
	var out []Patch
	fork := s.byID[id]
	for _, r := range s.kin.up[id] {
		up := s.byID[r.Upstream]
		for i := range r.Later {
			a := &r.Later[i]
			text, left := family.Patch(up.law, fork.law, a)
			if text == nil {
				continue
			}
			n := a.Change + 1
			head := s.patchHead(up, a, left)
			out = append(out, Patch{fork.at.ForksFile(patchName(up, n)), func(w io.Writer) error {
				_, err := fmt.Fprintf(w, "%s\n%s", head, text)
				return err
			}})
		}
	}
	return out
}

// patchHead says what a patch is, in lines that «git apply» passes over; the last is
// the trailer with which a commit says where it has its words.
func (s *Site) patchHead(up *work, a *family.Adoption, left int) string {
	v := &up.law.Versions[up.law.Changes[a.Change].To]
	b := &builder{site: s, words: s.Words, path: up.at.Text(), work: up}
	head := fmt.Sprintf("Subject: %s (%s)\n", plain(b.sentence(up, a.Change)), b.title(up))
	if left > 0 {
		head += "\n" + s.Words.Text("kin.patch_left", "n", left) + "\n"
	}
	return head + fmt.Sprintf("\nAdopted-From: %s@%s\n", up.law.ID, v.Commit.Hash)
}
