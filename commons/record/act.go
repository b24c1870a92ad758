package record

import (
	"fmt"
	"regexp"

	"polity/commons/law"
	"polity/commons/report"
)

var digestForm = regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)

// Act reads a decision. ok is false where the file is none: it has no front matter, or
// names no act. Movement, Put, Last and Signatures are left to those who know the
// repository. A decision without a date takes that of its file's name.
func Act(path string, data []byte) (a law.Act, ok bool, problems []report.Problem) {
	f, why := open(path, data)
	if f != nil && f.keys == nil {
		return a, false, f.problems
	}
	if f == nil || len(f.problems) == 0 && f.keys["act"] == nil {
		return a, false, nil
	}
	f.known("a decision", "act", "on", "effect", "date", "by", "votes", "minutes")
	a.Path, a.Reasons = path, why
	a.Kind = law.ActKind(f.oneOf("act", f.keys["act"], words(law.ActKinds[:])))
	a.Date, a.By, a.Minutes, a.Votes = f.date("date"), f.text("by"), f.text("minutes"), f.votes()
	if m := dated.FindStringSubmatch(base(path)); a.Date == "" && m != nil {
		a.Date = law.Date(m[1])
	}
	a.Effect = f.oneOf("effect", f.keys["effect"], []string{law.Suspends, law.NotHere})
	if a.Effect != "" && a.Kind != law.Objection && a.Kind != law.Reservation && a.Kind != "" {
		f.add(f.keys["effect"], report.Warning, fmt.Sprintf("An act of the kind «%s» has no such effect; it is passed over.", a.Kind), "Only an objection or a reservation has one.")
		a.Effect = ""
	}
	a.On = f.object()
	if a.Kind == "" || a.On.Work == "" {
		if len(f.problems) == 0 {
			f.add(f.keys["act"], report.Error, "The decision does not say what it is on.", "Write: on: {work: …, version: …}.")
		}
		return a, false, report.Sort(f.problems)
	}
	return a, true, report.Sort(f.problems)
}

// object reads «on», which is a mapping, or a work alone.
func (f *front) object() law.Object {
	var o law.Object
	n := f.keys["on"]
	if n == nil {
		return o
	}
	if n.Value != "" {
		o.Work = f.text("on")
		return o
	}
	in := f.under("on")
	if in == nil {
		return o
	}
	in.known("«on»", "work", "amendment", "version", "clauses", "digest", "decision")
	o = law.Object{Work: in.text("work"), Amendment: in.text("amendment"), Version: in.text("version"), Clauses: in.list("clauses"), Digest: in.text("digest"), Decision: in.text("decision")}
	if o.Digest != "" && !digestForm.MatchString(o.Digest) {
		in.add(in.keys["digest"], report.Error, fmt.Sprintf("«%s» is not a digest.", clip(o.Digest)), "It is what «polity digest» prints: sha256: and 64 hexadecimal digits.")
		o.Digest = ""
	}
	f.problems = append(f.problems, in.problems...)
	return o
}

func base(p string) string {
	for i := len(p) - 1; i >= 0; i-- {
		if p[i] == '/' {
			return p[i+1:]
		}
	}
	return p
}
