// Package record reads and writes what movements keep beside their texts: the records
// of amendments (amendments/0007-upstream-veto.md) and of decisions
// (decisions/2024-02-10-ratification-fords.md). Both are front matter in YAML and then
// the reasons, in Markdown, so that a person can write them by hand:
//
//	---                                         ---
//	title: Silence is not consent               act: ratification
//	status: adopted                             on: {work: confluence, version: "2014", digest: sha256:…}
//	author: Odo Fenner                          date: 2016-03-16
//	created: 2012-08-01                         by: the assembly
//	adopted: 2012-11-04                         votes: {for: 13, against: 1}
//	in_force: 2012-12-04                        minutes: minutes/2016-03-16.md
//	amends: [art_14__para_4]                    ---
//	---
//
// It does not judge what a record says, and does not know which text or change one
// belongs to: that is for commons/decision. Reading never fails; whatever can be
// understood is returned, and all that cannot is a report.Problem with line and
// column. Sizes are bounded, so any file may be read.
package record

import (
	"path"
	"regexp"
	"strings"
)

// The folders that records stand in, at the root of a repository or one below it, and
// the ending of a detached signature beside a record.
const (
	Amendments = "amendments"
	Decisions  = "decisions"
	Signed     = ".sig"
)

const maxBytes = 256 << 10 // of one record

// IsRecord reports whether a file in one of the folders may be a record by its name.
func IsRecord(name string) bool {
	base := strings.ToLower(path.Base(name))
	return strings.HasSuffix(base, ".md") && base != "readme.md" && base != "index.md" && base[0] != '.' && base[0] != '_'
}

var (
	numbered = regexp.MustCompile(`^0*([0-9]{1,6}[a-z]?)[-_. ]*(.*)$`)
	dated    = regexp.MustCompile(`^([0-9]{4}-[0-9]{2}-[0-9]{2})[-_. ]*(.*)$`)
)

// nameOf parts a record's file name into number and words: «0007-upstream-veto.md» is
// 7 and «upstream-veto».
func nameOf(file string) (number, words string) {
	base := strings.TrimSuffix(path.Base(file), path.Ext(file))
	if dated.MatchString(base) {
		return "", base
	}
	if m := numbered.FindStringSubmatch(base); m != nil {
		return m[1], m[2]
	}
	return "", base
}
