package law

// Decide says how a movement decides over a work, as it declares. It is shown and
// evaluated, never enforced. The zero value says nothing.
type Decide struct {
	By         []string // movement IDs; nil with Members
	Members    bool     // «by: members»: the movement's members, or its people where it names none
	Rule       string   // majority | two-thirds | three-quarters | unanimous | a number | a share such as 3/5; "" unsaid
	Veto       string   // none | any | affected; "" unsaid, or VetoBy is given
	VetoBy     []string // movement IDs of those who have a veto
	Notice     int      // days; 0 unsaid
	Entrenched []Entrenched
}

// Entrenched are clauses under a stricter rule.
type Entrenched struct {
	Clauses []string // eIds or wIds
	Rule    string
}
