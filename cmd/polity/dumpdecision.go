package main

import (
	"bytes"
	"context"
	"fmt"

	"polity/commons/decision"
)

// dumpDecision prints what was recorded and what it was weighed to.
func (a *app) dumpDecision(ctx context.Context, args []string) error {
	s, err := a.survey(ctx, args)
	if err != nil {
		return err
	}
	d := s.Decided
	if a.settings.GetBool("json") {
		return printJSON(a.out, struct {
			Amendments []decision.Amendment
			Acts       []decision.Act
			Circles    map[string]*decision.Circle
			Accords    []decision.Accord
		}{d.Amendments, d.Acts, d.Circles, d.Accords})
	}
	var b bytes.Buffer
	findings := func(list []decision.Finding) {
		for _, f := range list {
			fmt.Fprintf(&b, "    %s", f.Code)
			if f.Change >= 0 {
				fmt.Fprintf(&b, " change %d", f.Change+1)
			}
			for _, x := range []string{f.Clause, f.Rule, f.Text} {
				if x != "" {
					fmt.Fprintf(&b, " %s", x)
				}
			}
			b.WriteByte('\n')
		}
	}
	for i := range d.Amendments {
		x := &d.Amendments[i]
		fmt.Fprintf(&b, "amendment %s %s %s %s", x.Record.Work, x.Record.Number, x.Record.Status, x.Force.State)
		for _, j := range x.Joins {
			fmt.Fprintf(&b, "  change %d by %s", j.Change+1, j.How)
		}
		b.WriteByte('\n')
		findings(x.Findings)
	}
	for i := range d.Acts {
		x := &d.Acts[i]
		fmt.Fprintf(&b, "%s %s %s: %s", x.Record.Movement, x.Record.Kind, x.Record.Path, x.State)
		if x.Since >= 0 {
			fmt.Fprintf(&b, " since change %d", x.Since+1)
		}
		for _, g := range x.Record.Signatures {
			fmt.Fprintf(&b, "  %s %s", g.On, g.State)
		}
		b.WriteByte('\n')
		findings(x.Findings)
	}
	_, err = a.out.Write(b.Bytes())
	return err
}
