// Package manifest reads polity.yaml, the file in which a movement says who it is,
// which works it publishes, how it decides, and what else a commons is gathered
// from; and polity.lock, which says what was read.
//
// It is not a check of the repository: whether a named file exists, a branch can be
// read or a clause is there is for those who read them to say. Settings of the
// program (flags, environment) are the command's. It stands between repo and collect.
//
// Reading never fails. Whatever can be understood is returned; all that cannot is a
// report.Problem with line and column. Sizes are bounded, so any file may be read.
package manifest

import "polity/commons/law"

// Spec is the highest version of the format that is understood. A file of a later
// one is refused as a whole: half of it might mean something else by now.
const Spec = 1

// Name and LockName are the files' names at the root of a repository or folder.
const (
	Name     = "polity.yaml"
	LockName = "polity.lock"
)

// Manifest is a polity.yaml. Everything is optional; the zero value is an empty file.
type Manifest struct {
	Spec     int // as written; 0 where it is not
	Movement Movement
	Works    []Work   // in the order of the file
	Sources  []Source // in the order of the file
	Peers    []string // addresses of other commons
	Follow   Follow
	Site     Site
}

// Movement is who publishes.
type Movement struct {
	Name      string
	ID        string // slug; "" where none is given or it is not one
	Home      string // http, https or mailto
	Contact   string
	Place     string
	Founded   law.Date
	Languages []string // BCP 47
	PartOf    []string // slugs of wider circles
	Members   []string // slugs of narrower circles
	Keys      string   // path of a file in OpenSSH's allowed_signers format
	Line      int      // where the section begins; 0 where there is none
}

// Work is one work that the movement publishes.
type Work struct {
	ID           string // slug; "" where none is given or it is not one
	Title        string
	Kind         string   // one of Kinds; "" unknown
	Files        []string // globs in order, slash-separated, inside the repository
	Editions     []string // older editions kept in files of their own, oldest first; each file that one names is an edition
	Lang         string   // BCP 47; "" unknown
	Translations []Translation
	Prevailing   string // language of the text that counts where translations differ; "" none
	DerivedFrom  []law.Derivation
	Parties      []string // slugs, of an accord
	Versions     Versions
	Decide       Decide
	Sets         []law.ProposalSet // of proposals that might pass together, whose text the site shows
	Topics       []Topic
	Line         int   // where it begins in the file
	At           Place // where its files are named; the zero value where they are not
	EditionsAt   Place // likewise its editions
}

// Place is a position in the file, for messages. The zero value is unknown.
type Place struct{ Line, Col int }

// Translation is a work's text in another language.
type Translation struct {
	Lang  string
	Files []string // as Work.Files
	At    Place    // where they are named
}

// Versions says what counts as a named version.
type Versions struct {
	Mode string    // "tags", "all" or ""; "" also where List is given
	List []Version // in the order of the file
}

// Version is a version declared by name.
type Version struct {
	Name  string
	At    string // a revision: commit, tag or branch
	Dates law.Dates
	Line  int
}

// Decide says how the movement decides over a work; Entrenched are clauses under a
// stricter rule.
type (
	Decide     = law.Decide
	Entrenched = law.Entrenched
)

// Topic gathers clauses under a subject.
type Topic struct {
	Name    string
	Clauses []string // eIds or wIds
}

// Source is a repository to read.
type Source struct {
	URL       string   // address, path or bundle
	Branches  []string // globs, «!» in front excludes; nil means the default branch
	Tags      []string // likewise; nil means all
	Proposals []string // likewise; nil means all
	Path      string   // folder to begin in; "" the root
	Forge     string   // one of Forges; "" to be told from the URL
	Line      int
}

// Follow bounds how far peers are followed.
type Follow struct {
	Hops  int // 0 unsaid
	Allow []string
	Deny  []string
	Limit int // commons at most; 0 unsaid
}

// Site is what the built site is called and where it goes.
type Site struct {
	Title     string
	URL       string   // http or https
	Theme     string   // folder inside the one the file is in, or «default»
	Languages []string // BCP 47
	Out       string   // folder inside the one the file is in
}

// The words that some keys must be one of.
var (
	Kinds  = [...]string{"constitution", "charter", "statute", "bylaws", "accord", "declaration"}
	Forges = [...]string{"github", "gitlab", "forgejo", "bitbucket", "sourcehut"}
	Rules  = [...]string{"majority", "two-thirds", "three-quarters", "unanimous"}
)
