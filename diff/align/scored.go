package align

import "slices"

// Thresholds of the scored rounds. A clear winner scores well and is well ahead of
// every other partner of either clause; the last acceptance still asks for some
// words in common.
const (
	clearScore   = 0.62
	clearMargin  = 0.08
	lastScore    = 0.36
	leastText    = 0.22
	strangeVotes = 0.50 // least likeness of containers whose headings share no word
	mostInside   = 0.50 // of containers without words: enough to be the same anywhere
	farText      = 0.40 // least likeness of words where parents disagree
	farBits      = 16   // and how many bits of words they must share at least
)

// candidate is a pair that might be.
type candidate struct {
	i, j                int32
	score, text, shared float64
	read                bool // text and shared are known and stay as they are
}

// scoredRounds pairs by likeness what equality has left.
func (s *state) scoredRounds() {
	s.weigh()
	s.shortNames()
	list := s.candidates()
	for range 12 {
		if s.winners(list) == 0 {
			break
		}
		s.settle()
		list = s.live(list)
	}
	s.inReading()
	s.splits(wholePart)
	s.terms()
	s.gaps(leastText)
	for range 3 {
		list = s.live(append(list, s.containers()...))
		if s.contest(list) == 0 {
			break
		}
		s.settle()
	}
	s.gaps(leastGap)
	s.splits(partCover)
	s.halves()
	s.tails()
	s.settle()
}

// live drops candidates one of whose clauses has found its mate, and repeats.
func (s *state) live(list []candidate) []candidate {
	slices.SortFunc(list, byPlace)
	list = slices.CompactFunc(list, func(x, y candidate) bool { return x.i == y.i && x.j == y.j })
	return slices.DeleteFunc(list, func(c candidate) bool { return !s.a.free(c.i) || !s.b.free(c.j) })
}

func byPlace(x, y candidate) int {
	if x.i != y.i {
		return int(x.i - y.i)
	}
	return int(x.j - y.j)
}

// winners pairs clear winners and returns how many.
func (s *state) winners(list []candidate) int {
	s.rate(list)
	bestA, bestB := s.rivals(list)
	n := 0
	for _, c := range list {
		why := c.because(Winner, &bestA[c.i], &bestB[c.j])
		if c.score < clearScore || c.score < why.Second+clearMargin || !s.possible(c) {
			continue
		}
		s.marry(c.i, c.j, why)
		n++
	}
	return n
}

// rivals are the two best candidates of a clause: their scores and partners.
type rivals struct {
	score [2]float64
	with  [2]int32
}

// rivals finds the rivals of every clause, by side, and remembers the nearest.
func (s *state) rivals(list []candidate) (a, b []rivals) {
	a, b = s.room.scores.take(len(s.a.c)), s.room.scores.take(len(s.b.c))
	note := func(best *rivals, score float64, with int32) {
		switch {
		case score > best.score[0]:
			*best = rivals{[2]float64{score, best.score[0]}, [2]int32{with, best.with[0]}}
		case score > best.score[1]:
			best.score[1], best.with[1] = score, with
		}
	}
	for _, c := range list {
		note(&a[c.i], c.score, c.j)
		note(&b[c.j], c.score, c.i)
	}
	if s.nearA == nil {
		s.nearA, s.nearB = s.room.scores.take(len(a)), s.room.scores.take(len(b))
	}
	for side, best := range [...][]rivals{a, b} {
		near := [...][]rivals{s.nearA, s.nearB}[side]
		for k := range best {
			if best[k].score[0] > near[k].score[0] {
				near[k] = best[k]
			}
		}
	}
	return a, b
}

// because is how a candidate was chosen, with the best of the others of either clause.
func (c *candidate) because(round Round, a, b *rivals) Why {
	w := Why{Round: round, Score: c.score}
	if x := a.besides(c.score); a.score[x] > 0 {
		w.Second, w.Near = a.score[x], [2]int{int(c.i), int(a.with[x])}
	}
	if x := b.besides(c.score); b.score[x] > w.Second {
		w.Second, w.Near = b.score[x], [2]int{int(b.with[x]), int(c.j)}
	}
	return w
}

// besides is the place of the best besides the given score.
func (r *rivals) besides(score float64) int {
	if score < r.score[0] {
		return 0
	}
	return 1
}
