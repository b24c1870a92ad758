package repo

import "testing"

func TestMailmap(t *testing.T) {
	m := ParseMailmap([]byte(`# people of the marsh
Ada Weir <ada@old.example>
<ben@new.example> <Ben@old.example>
Cy Mill <cy@new.example> <cy@old.example>
Dee Oar <dee@new.example> dee <shared@old.example>
nonsense
Broken <x
Ada Weir-Mill <ada@old.example> # married
`))
	for in, want := range map[[2]string][2]string{
		{"ada", "ADA@old.example"}:    {"Ada Weir-Mill", "ADA@old.example"},
		{"ben", "ben@old.example"}:    {"ben", "ben@new.example"},
		{"cy", "cy@old.example"}:      {"Cy Mill", "cy@new.example"},
		{"Dee", "shared@old.example"}: {"Dee Oar", "dee@new.example"},
		{"eve", "shared@old.example"}: {"eve", "shared@old.example"},
	} {
		if got := m.Known(Stamp{Name: in[0], Email: in[1]}); got != (Stamp{Name: want[0], Email: want[1]}) {
			t.Errorf("%v is known as %v, not %v", in, got, want)
		}
	}
	if s := at(1); (Mailmap{}).Known(s) != s {
		t.Error("an empty mailmap changed somebody")
	}
}
