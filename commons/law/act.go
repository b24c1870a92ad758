package law

// Filing is where a record stands in its movement's repository, and the commits that
// put it there. A record from a plain folder has a Path and nothing else.
type Filing struct {
	Path       string // slash-separated, from the repository's root
	Source     string // name of the Source it was read from
	Put        Commit // the commit with which the file appeared
	Last       Commit // the last one that altered it; Put where none did
	Signatures []Signature
}

// ActKind is what a decision does. The words are those of treaty practice.
type ActKind string

// The kinds of decision. The first four say yes, and those from Denunciation on end
// or hand on what was said before.
const (
	Ratification ActKind = "ratification"
	Acceptance   ActKind = "acceptance"
	Accession    ActKind = "accession"
	Succession   ActKind = "succession"
	Reservation  ActKind = "reservation"
	Objection    ActKind = "objection"
	Denunciation ActKind = "denunciation"
	Withdrawal   ActKind = "withdrawal"
)

// ActKinds are all of them, in the order of their declaration.
var ActKinds = [...]ActKind{Ratification, Acceptance, Accession, Succession, Reservation, Objection, Denunciation, Withdrawal}

// Consents reports whether such an act says yes to its text.
func (k ActKind) Consents() bool {
	return k == Ratification || k == Acceptance || k == Accession || k == Succession
}

// Leaves reports whether such an act ends what its movement said yes to.
func (k ActKind) Leaves() bool { return k == Denunciation || k == Withdrawal }

// The effects that a reservation or an objection may have; "" is unsaid.
const (
	Suspends = "suspends" // the amendment does not come into force while the act stands
	NotHere  = "not-here" // the clauses do not apply to the movement that acts, and to nobody else
)

// Act is a decision: what one movement said about a text, its own or another's. It is
// what its record says; whether that holds is weighed in commons/decision.
type Act struct {
	Movement string // ID of who acts
	Kind     ActKind
	On       Object
	Effect   string // Suspends, NotHere or ""
	Date     Date   // "" unknown
	By       string // the organ that decided, in its own words
	Votes    *Votes // nil where none are recorded
	Minutes  string // a path in the repository or a URL, unchecked; "" without
	Reasons  *Text  // nil without
	Filing
}

// Object is what a decision is about, as written. Only Work is always there.
type Object struct {
	Work      string   `json:"work"`                // a work, a movement, «movement/work», or a source's address
	Amendment string   `json:"amendment,omitempty"` // number; "" where the text as a whole, or clauses of it, are meant
	Version   string   `json:"version,omitempty"`   // tag, declared name or commit; "" unsaid
	Clauses   []string `json:"clauses,omitempty"`   // eIds; nil: the whole text, or all that the amendment touches
	Digest    string   `json:"digest,omitempty"`    // of the text decided on; "" unsaid
	Decision  string   `json:"decision,omitempty"`  // path of another movement's decision; "" where a text is meant
}

// Votes is a count as it was recorded. A field that was not recorded is 0.
type Votes struct {
	For     int `json:"for"`
	Against int `json:"against"`
	Abstain int `json:"abstain,omitempty"`
	Spoilt  int `json:"spoilt,omitempty"`
}

// Signature is one signature over a record, as far as it was checked.
type Signature struct {
	On        SignedThing
	Form      string // ssh | openpgp | x509 | unknown
	State     SignatureState
	Signer    string // the name that the movement's own list gives the key; "" where it has none
	Key       string // fingerprint as tools print it; "" where it could not be read
	Namespace string // of an SSH signature
	File      string // path of a detached signature; "" otherwise
	Object    string // the commit or tag object that was signed; "" for a file
	Tag       string // name of a signed tag
	Keys      string // path of the list it was checked against; "" where the movement keeps none
	KeysAt    string // the commit whose list that was
	Time      string // the moment for which the key had to be valid, RFC 3339
}

// SignedThing is what a signature was made over.
type SignedThing string

// What may be signed.
const (
	SignedCommit SignedThing = "commit"
	SignedTag    SignedThing = "tag"
	SignedFile   SignedThing = "file"
)

// SignatureState is what checking a signature gave. Only SignatureProven proves
// anything about who acted.
type SignatureState string

// The states.
const (
	SignatureProven    SignatureState = "proven"    // made with a key that the movement listed before the act, valid then, for this use
	SignatureOutside   SignatureState = "outside"   // made with a listed key outside the time for which it is listed
	SignaturePurpose   SignatureState = "purpose"   // made with a key that is listed for other uses only
	SignatureNewKey    SignatureState = "new-key"   // made with a key that is only listed by the signed commit itself
	SignatureStranger  SignatureState = "stranger"  // it fits, but the movement does not list the key
	SignatureForge     SignatureState = "forge"     // it names a forge's own key: the forge asserts who acted, and that was not checked
	SignatureUnchecked SignatureState = "unchecked" // the movement does not list the key, without which it cannot be checked
	SignatureFalse     SignatureState = "false"     // it does not fit what it stands beside
	SignatureUnread    SignatureState = "unread"    // it is of a form that cannot be checked here, or damaged
)
