package align

import "math"

// assign solves the assignment problem: worth is square, and the result gives each
// row the column with which the total worth is greatest (Kuhn and Munkres' Hungarian
// method in the form with potentials and shortest augmenting paths, after Jonker and
// Volgenant, 1987). O(n³) time, O(n) memory besides the argument.
func assign(worth [][]float64) []int {
	n := len(worth)
	u, v := make([]float64, n+1), make([]float64, n+1) // potentials of rows and columns, from 1
	row := make([]int, n+1)                            // of each column; 0 none
	way := make([]int, n+1)
	for i := 1; i <= n; i++ {
		row[0] = i
		col := 0
		least := make([]float64, n+1)
		used := make([]bool, n+1)
		for j := range least {
			least[j] = math.Inf(1)
		}
		for row[col] != 0 {
			used[col] = true
			r, delta, next := row[col], math.Inf(1), 0
			for j := 1; j <= n; j++ {
				if used[j] {
					continue
				}
				if c := -worth[r-1][j-1] - u[r] - v[j]; c < least[j] {
					least[j], way[j] = c, col
				}
				if least[j] < delta {
					delta, next = least[j], j
				}
			}
			for j := 0; j <= n; j++ {
				if used[j] {
					u[row[j]] += delta
					v[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			col = next
		}
		for col != 0 {
			row[col] = row[way[col]]
			col = way[col]
		}
	}
	out := make([]int, n)
	for j := 1; j <= n; j++ {
		out[row[j]-1] = j - 1
	}
	return out
}
