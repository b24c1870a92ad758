package reuse

// Translation is a work in one language whose clauses answer those of another.
type Translation struct {
	From, To int
}
