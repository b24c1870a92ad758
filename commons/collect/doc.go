// Package collect gathers every source into one commons: it opens repositories,
// reads their manifests or finds their documents without one, follows each
// document's history, reads what is proposed for it, and parses every text once.
//
// It decides what is a work and what it is called; it compares nothing. It is the
// last room left of the first waist: what it returns is plain law values, and no
// later stage goes back to git.
package collect

import (
	"polity/commons/law"
	"polity/commons/manifest"
	"polity/commons/report"
)

// Options say what to gather. The zero value gathers nothing.
type Options struct {
	Sources  []Source
	Cache    string   // folder for clones of remote sources; "" allows none
	Offline  bool     // read remote sources from the cache only
	Results  *Results // texts that need not be parsed again; nil: every text is parsed
	Progress func(Progress)
	Title    string // of the commons; "" takes the only movement's name
	Bare     bool   // works and their histories alone: no proposals, amendments or decisions
	URL      string
	Lang     string
}

// Progress is one step of work under way. Total is 0 while unknown.
type Progress struct {
	Source string
	Stage  string // "open", "find", "follow", "read"
	Done   int
	Total  int
}

// Result is a commons and what was found wanting in it.
type Result struct {
	Commons  *law.Commons
	Problems []report.Problem
	Choices  []Choice
	Lock     manifest.Lock // what was read; plain folders and files, which have no commits, are left out
	Mends    []Mend        // incomplete clones whose missing part was wanted

	Incomplete bool // something that the sources name could not be read; another time it may be there
}

// Mend is the command that completes a shallow or partial clone. It may hold a path of
// this machine, so it is for the terminal; the problem that goes with it is not.
type Mend struct{ Source, Command string }

// maxText is the largest file that is read as part of a text, in bytes: more than the
// longest constitution has by a factor of ten.
const maxText = 4 << 20

// maxDocument is the same for all files of one document together.
const maxDocument = 4 * maxText

// Choice says which document was taken for a work without being told, why, and how
// to say otherwise.
type Choice struct {
	Source   string
	Work     string
	Files    []string
	Why      string
	Manifest string // the lines of polity.yaml that would choose it explicitly, and can be changed
}
