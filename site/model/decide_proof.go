package model

import (
	"cmp"
	"slices"
	"strings"

	"polity/commons/law"
	"polity/site/address"
)

// proofs are the kinds of proof, the best first, and the states of a signature that
// give each.
var proofs = []struct {
	key    string
	states []law.SignatureState
}{
	{"proven", []law.SignatureState{law.SignatureProven}},
	{"asserted", []law.SignatureState{law.SignatureForge}},
	{"doubtful", []law.SignatureState{law.SignatureOutside, law.SignaturePurpose, law.SignatureNewKey, law.SignatureStranger, law.SignatureUnchecked, law.SignatureUnread, law.SignatureFalse}},
	{"claimed", nil},
}

// proofOf is the kind of proof a record has: that of its best signature, except that a
// false one is never covered up by a good one beside it.
func proofOf(f *law.Filing) string {
	has := func(states []law.SignatureState) bool {
		return slices.ContainsFunc(f.Signatures, func(s law.Signature) bool { return slices.Contains(states, s.State) })
	}
	if has([]law.SignatureState{law.SignatureFalse}) {
		return "doubtful"
	}
	for _, p := range proofs {
		if has(p.states) {
			return p.key
		}
	}
	return "claimed"
}

// filingOf is a change as something that was put in a repository by its commit.
func filingOf(c *law.Change) *law.Filing {
	return &law.Filing{Last: c.Commit, Signatures: c.Signatures}
}

// proof says what is known of who wrote a record.
func (b *builder) proof(f *law.Filing, movement string) Proof {
	p := Proof{Mark: b.decideMark("proof", proofOf(f)), Commit: short(f.Last.Hash), By: f.Last.Author.Name}
	if f.Last.Hash != "" && !f.Last.CommitTime.IsZero() {
		p.When = b.day(law.Date(f.Last.CommitTime.Format("2006-01-02")))
	}
	for _, w := range b.site.works {
		if w.law.Movement == movement {
			p.Forge = address.Commit(w.law, f.Last.Hash)
			break
		}
	}
	for i := range f.Signatures {
		s := &f.Signatures[i]
		key := strings.ReplaceAll(string(s.State), "-", "_")
		p.Lines = append(p.Lines, ProofLine{
			Mark: b.decideMark("signature", string(s.State)), Signer: s.Signer, Key: s.Key, Command: command(s, f),
			Text: b.words.Text("decide.signed."+key, "what", b.words.Text("decide.signed_what."+string(s.On)), "signer", cmp.Or(s.Signer, s.Key), "key", s.Key, "keys", s.Keys, "commit", short(s.KeysAt), "time", s.Time),
		})
	}
	return p
}

// command are the shell lines with which a member checks a signature in a clone: the
// list of keys is taken as it stood, not as it stands. "" where no tool would.
func command(s *law.Signature, f *law.Filing) string {
	if s.KeysAt == "" || s.Keys == "" || s.Form != "ssh" {
		switch {
		case s.Form == "openpgp" && s.On == law.SignedCommit:
			return "git verify-commit " + s.Object
		case s.Form == "openpgp" && s.On == law.SignedTag:
			return "git verify-tag " + quoted(s.Tag)
		}
		return ""
	}
	list := "git show " + quoted(s.KeysAt+":"+s.Keys) + " > allowed_signers\n"
	switch s.On {
	case law.SignedCommit:
		return list + "git -c gpg.ssh.allowedSignersFile=allowed_signers verify-commit " + s.Object
	case law.SignedTag:
		return list + "git -c gpg.ssh.allowedSignersFile=allowed_signers verify-tag " + quoted(s.Tag)
	}
	time := strings.NewReplacer("-", "", ":", "", "T", "").Replace(s.Time)
	who, _, _ := strings.Cut(s.Signer, ",")
	if who == "" {
		return list + "ssh-keygen -Y check-novalidate -n " + quoted(s.Namespace) + " -s " + quoted(s.File) + " < " + quoted(f.Path)
	}
	return list + "ssh-keygen -Y verify -f allowed_signers -I " + quoted(who) + " -n " + quoted(s.Namespace) + " -O verify-time=" + time + " -s " + quoted(s.File) + " < " + quoted(f.Path)
}

// quoted is a word for a POSIX shell; left as it is where it needs no quotes.
func quoted(s string) string {
	if s != "" && strings.IndexFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("@%+=:,./_-", r))
	}) < 0 && s[0] != '-' {
		return s
	}
	if strings.HasPrefix(s, "-") {
		s = "./" + s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// mostRows is how many records of one kind the ledger shows; its data holds all.
const mostRows = 500

// ledger is every record with what is known of who wrote it.
func (b *builder) ledger(p *Page) *LedgerPage {
	p.Title = Phrase{Text: b.words.Text("decide.ledger.title")}
	p.Description = b.words.Text("decide.ledger.description")
	if d := b.site.decided; len(d.Acts)+len(d.Amendments) > 0 { // a change stands in the data of its work
		p.Data = []Link{b.said("site.json", address.LedgerFile("data.json")), b.said("decide.ledger.feed", address.LedgerFile("atom.xml"))}
	}
	out := &LedgerPage{}
	rows := ledgerRows{}
	b.ledgerRecords(rows)
	var unsigned int
	if out.Steps, unsigned = b.ledgerChanges(rows); unsigned > 0 {
		out.Unsigned = b.words.Text("decide.ledger.unsigned", "n", unsigned)
	}
	for _, x := range proofs {
		if list := rows[x.key]; len(list) > 0 {
			out.Groups = append(out.Groups, b.ledgerGroup(x.key, list))
			out.Counts = append(out.Counts, Count{len(list), b.words.Text("decide.proof_count."+x.key, "n", len(list))})
		}
	}
	for i := range b.site.Commons.Movements {
		if m := &b.site.Commons.Movements[i]; m.Keys != "" {
			out.Keys = append(out.Keys, LedgerKeys{b.movementLink(m), m.Keys})
		}
	}
	return out
}

// ledgerRows are the rows of the ledger by what is proven of them.
type ledgerRows map[string][]datedRow

type datedRow struct {
	day law.Date
	LedgerRow
}

func (b *builder) addRow(rows ledgerRows, day law.Date, movement string, f *law.Filing, what []Piece) {
	key := proofOf(f)
	rows[key] = append(rows[key], datedRow{day, LedgerRow{Moment: b.day(day), Movement: b.who(movement), What: what, Proof: b.proof(f, movement), Path: f.Path}})
}

// ledgerRecords adds the acts, and the amendments of works that are here.
func (b *builder) ledgerRecords(rows ledgerRows) {
	d := b.site.decided
	for i := range d.Acts {
		r := d.Acts[i].Record
		what := b.actSentence(&d.Acts[i])
		b.addRow(rows, r.Date, r.Movement, &r.Filing, append(what, Piece{Phrase: Phrase{Text: " "}}, Piece{Phrase: Phrase{Text: b.words.Text("decide.ledger.see")}, Href: b.actLink(i)}))
	}
	for i := range d.Amendments {
		a := &d.Amendments[i]
		if a.Work < 0 {
			continue
		}
		what := b.tell("decide.ledger.amendment", 1, "amendment", Link{Phrase: b.phrase(amendmentTitle(a.Record), b.reasonsLang(a.Record)), Href: b.to(b.site.filed.amendments[i])}, "work", b.workLink(b.site.works[a.Work]))
		b.addRow(rows, recorded(a.Record.Dates, &a.Record.Filing), a.Record.Movement, &a.Record.Filing, what)
	}
}

// ledgerChanges adds the changes that somebody signed, and counts those of which nothing
// is signed. Between them are those of which some steps are.
func (b *builder) ledgerChanges(rows ledgerRows) (steps []StepsRow, unsigned int) {
	type dated struct {
		day law.Date
		StepsRow
	}
	var list []dated
	for _, w := range b.site.works {
		for i := range w.law.Changes {
			c := &w.law.Changes[i]
			signed, proven := signedSteps(c)
			change := Link{Phrase: Phrase{Text: b.words.Text("change.title", "n", i+1)}, Href: b.to(w.at.Change(i + 1))}
			switch {
			case len(c.Signatures) > 0:
				b.addRow(rows, w.date(i), w.law.Movement, filingOf(c), b.tell("decide.ledger.change", 1, "change", change, "work", b.workLink(w)))
			case signed > 0:
				what := b.tell("decide.ledger.steps", len(c.Steps), "change", change, "work", b.workLink(w), "n", len(c.Steps), "signed", signed, "proven", proven)
				list = append(list, dated{w.date(i), StepsRow{b.day(w.date(i)), b.who(w.law.Movement), what}})
			default:
				unsigned++
			}
		}
	}
	slices.SortStableFunc(list, func(x, y dated) int { return strings.Compare(string(y.day), string(x.day)) })
	for _, x := range list {
		steps = append(steps, x.StepsRow)
	}
	return steps, unsigned
}

// signedSteps counts the commits that a merged proposal unfolds into of which there is a
// signature, and those whose author one proves.
func signedSteps(c *law.Change) (signed, proven int) {
	for k := range c.Steps {
		if f := (law.Filing{Signatures: c.Steps[k].Signatures}); len(f.Signatures) > 0 {
			signed++
			if proofOf(&f) == "proven" {
				proven++
			}
		}
	}
	return signed, proven
}

// ledgerGroup is what one kind of proof stands for, the latest first; list is sorted.
func (b *builder) ledgerGroup(key string, list []datedRow) LedgerGroup {
	slices.SortStableFunc(list, func(x, y datedRow) int { return strings.Compare(string(y.day), string(x.day)) })
	g := LedgerGroup{Mark: b.decideMark("proof", key), Text: b.words.Text("decide.proof_text." + key)}
	for _, r := range list[:min(len(list), mostRows)] {
		g.Rows = append(g.Rows, r.LedgerRow)
	}
	if n := len(list) - mostRows; n > 0 {
		g.More = b.words.Text("decide.ledger.more", "n", n)
	}
	return g
}
