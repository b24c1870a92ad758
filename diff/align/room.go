package align

// A room is memory for one alignment, handed from one to the next: what an
// alignment notes of two texts is as large as the texts, and of no use once its
// pairs are read off.
type room struct {
	ints    stack[int32]
	hashes  stack[uint64]
	weights stack[weight]
	flags   stack[bool]
	words   stack[*wording]
	scores  stack[rivals]
	whys    stack[Why]
	rarest  []uint64         // for lookUp
	counter counter          // for below
	numbers map[string]value // of labels
	loose   []loose          // for remainders
}

// clear takes everything back.
func (r *room) clear() {
	r.ints.used, r.hashes.used, r.weights.used, r.flags.used, r.words.used, r.scores.used, r.whys.used = 0, 0, 0, 0, 0, 0, 0
}

// stack hands out slices of one piece of memory.
type stack[T any] struct {
	mem  []T
	used int
}

// take is n values, all zero.
func (s *stack[T]) take(n int) []T {
	if n > len(s.mem)-s.used {
		s.mem, s.used = make([]T, n+2*len(s.mem)), 0 // whoever holds parts of the old memory keeps it
	}
	out := s.mem[s.used : s.used+n : s.used+n]
	s.used += n
	clear(out)
	return out
}
