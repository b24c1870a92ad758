package align

import (
	"cmp"
	"slices"
)

// maxGroup bounds the groups that are shared out exactly; the cost grows with the
// third power. Larger ones are shared out greedily.
const maxGroup = 160

// contest shares out what several clauses claim: in every group of clauses
// connected by candidates, the matching of greatest total score.
func (s *state) contest(list []candidate) int {
	s.rate(list)
	list = slices.DeleteFunc(list, func(c candidate) bool { return !s.possible(c) })
	bestA, bestB := s.rivals(list) // no clause is in two groups
	n := 0
	for _, group := range groups(list) {
		for _, c := range share(group) {
			s.marry(c.i, c.j, c.because(Contest, &bestA[c.i], &bestB[c.j]))
			n++
		}
	}
	return n
}

// groups parts candidates into those connected by common clauses, in order.
func groups(list []candidate) [][]candidate {
	root := map[int32]int32{} // clauses of b as negative numbers
	var find func(k int32) int32
	find = func(k int32) int32 {
		r, ok := root[k]
		if !ok {
			root[k] = k
			return k
		}
		if r != k {
			r = find(r)
			root[k] = r
		}
		return r
	}
	for _, c := range list {
		root[find(c.i)] = find(-1 - c.j)
	}
	place := map[int32]int{}
	var out [][]candidate
	for _, c := range list {
		r := find(c.i)
		k, ok := place[r]
		if !ok {
			k = len(out)
			place[r] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], c)
	}
	return out
}

// share picks from one group the pairs of greatest total score.
func share(group []candidate) []candidate {
	if len(group) == 1 {
		return group
	}
	group = slices.Clone(group)
	rows, cols := map[int32]int{}, map[int32]int{}
	for _, c := range group {
		if _, ok := rows[c.i]; !ok {
			rows[c.i] = len(rows)
		}
		if _, ok := cols[c.j]; !ok {
			cols[c.j] = len(cols)
		}
	}
	if len(rows) > maxGroup || len(cols) > maxGroup {
		return greedy(group)
	}
	n := max(len(rows), len(cols))
	worth := make([][]float64, n)
	for r := range worth {
		worth[r] = make([]float64, n)
	}
	for _, c := range group {
		worth[rows[c.i]][cols[c.j]] = c.score
	}
	col := assign(worth)
	return slices.DeleteFunc(group, func(c candidate) bool { return col[rows[c.i]] != cols[c.j] })
}

// greedy takes the best pairs first.
func greedy(group []candidate) []candidate {
	slices.SortStableFunc(group, func(x, y candidate) int { return cmp.Compare(y.score, x.score) })
	takenA, takenB := map[int32]bool{}, map[int32]bool{}
	return slices.DeleteFunc(group, func(c candidate) bool {
		if takenA[c.i] || takenB[c.j] {
			return true
		}
		takenA[c.i], takenB[c.j] = true, true
		return false
	})
}
