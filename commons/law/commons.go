package law

// Commons is a collection of works from many movements. The zero value is an
// empty commons.
type Commons struct {
	Title     string
	URL       string     // where the site will stand, "" unknown; ends in "/" where known
	Lang      string     // interface language; "" means English
	Movements []Movement // sorted by ID
	Works     []Work     // sorted by ID
	Sources   []Source   // what was read, in the order it was named

	Amendments []Amendment // records, by movement, work, then number
	Acts       []Act       // decisions, by movement, date, then path
}

// Source is one place that was read.
type Source struct {
	Name     string // short name for people: the repository's or folder's own name
	URL      string // as a reader may follow it; "" for a path on the builder's machine
	Ref      string // the branch that was read
	Commit   string // where that branch stood; "" for a plain folder
	Movement string // ID
	Works    []string
	Requests Requests // what its forge keeps
	Aside    int      // proposals found there that touch none of its works, and are left out
	Commits  []string // every commit that Commit leads back to, children before parents; nil for a plain folder
}

// Movement is the body that publishes works. Only ID and Name are always there.
type Movement struct {
	ID        string // slug
	Name      string
	Home      string // URL
	Contact   string
	Place     string
	Founded   Date
	Languages []string
	PartOf    []string // IDs of wider circles, as this movement declares
	Members   []string // IDs of narrower circles, as this movement declares
	Declared  bool     // false where there is no manifest and the name was taken from the repository
	Works     []string // IDs of its works, main work first
	Lang      string   // language of Name; "" unknown
	Keys      string   // path of its list of keys, in OpenSSH's allowed_signers format; "" none
}

// Work is a constitution, charter, statute, bylaws or accord through all of its life.
type Work struct {
	ID        string // slug, unique in the commons: the first part of its addresses
	Local     string // the ID its own movement gives it
	Movement  string // ID
	Title     string
	Kind      string // constitution | charter | statute | bylaws | accord | declaration
	Lang      string
	Files     []string // the document's files in the version in force
	Bodies    [][]byte // their bytes, in this order, for whoever writes a patch for them; nil where a file could not be read
	Why       string   // one sentence: how the document was chosen
	Branch    string   // the main line's name
	Parties   []string // movement IDs, of an accord
	Decide    Decide   // how it is decided on, as its movement declares
	Forge     string   // web address of the repository, "" unknown
	ForgeKind string   // github | gitlab | forgejo | bitbucket | sourcehut; "" unknown

	Ended *Ending // how it went out of force; nil of a work whose document stands on the main line

	Versions []Version // parents before children; the last with Main is the text in force, or was the last in force where Ended
	Changes  []Change  // the main line, oldest first

	Proposals []Proposal    // by number, those without one behind by name
	Sets      []ProposalSet // as the movement names them

	TranslationOf string   // ID of the work this one translates; "" for an original
	Translations  []string // IDs of its translations
	DerivedFrom   []Derivation
	Licence       string // SPDX expression or file name, "" unknown
	Commits       int    // commits read to find all this
}

// Ending is how a work went out of force, as far as git knows: its document left the
// main line.
type Ending struct {
	Commit Commit // the first of the main line without it
	Date   Date   // when that was committed; "" unknown
}

// Derivation is a declared origin.
type Derivation struct{ Source, At, Why string }

// Current is the index of the text in force: the last version of the main line,
// or -1 for a work without versions.
func (w *Work) Current() int {
	for i := len(w.Versions) - 1; i >= 0; i-- {
		if w.Versions[i].Main {
			return i
		}
	}
	return -1
}
