package model

// Translation is the page of a work that is another's translation: which of its clauses
// answer which, and which are behind.
type Translation struct {
	Original, Own Tongue // the languages of the words
	Sentence      []Piece
	Level         MarkLine         // how it is known that it is a translation
	Facts         []Fact           // the original's version that it follows, how much of it answers
	Counts        []Count          // «2 clauses out of date»; only those that are not 0
	Waiting       []TranslationRow // clauses that are not as the original has them, in its order
	Current       []TranslationRow // the others
}

func (*Translation) body() {}

// Tongue is the language of a text and the way it runs.
type Tongue struct{ Lang, Dir string }

// TranslationRow is a clause of the original with the one that answers it.
type TranslationRow struct {
	ID       string // anchor; "" for a clause that is up to date
	State    Mark   // current | stale | newer | missing | dropped | added
	Original *Link  // nil where the translation has more than the original
	Own      *Link  // nil where it has less
	Change   *Link  // the original's change that left it behind; nil where there is none
	Caption  string // what Words are: «The original, with what changed since»
	Words    []Run  // of the original: what changed since, or all of a clause that is not translated; nil where there are many
	Stands   string // the translation's words as they stand; "" where Words are nil
}
