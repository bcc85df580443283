package knowledge

import (
	"cmp"
	"slices"
)

// Authored is a developer with the number of files that the developer is an
// author of.
type Authored struct {
	Developer int
	Files     int
}

// Removal is what the greedy count of the truck factor did.
type Removal struct {
	Removed  []Authored // in the order of removal; their number is the factor
	Coverage float64    // the share of files that still has an author
}

// covered is the share of files down to which a project is thought to go on.
const covered = 0.5

// TruckFactor removes the author of most files, again and again, while at
// least half of the files have an author left. Files holds the authors of each
// file; a file without any counts as lost from the start. Of equals the one
// with more changes goes first, then the one of the lower number. The count is
// not pruned.
func TruckFactor(files [][]int, changes map[int]int) Removal {
	var out Removal
	authored := map[int][]int{}
	left := make([]int, len(files)) // authors still there, by file
	alive := 0
	for i, authors := range files {
		left[i] = len(authors)
		if left[i] > 0 {
			alive++
		}
		for _, d := range authors {
			authored[d] = append(authored[d], i)
		}
	}
	for _, next := range removalOrder(authored, changes) {
		if float64(alive) < covered*float64(len(files)) {
			break
		}
		out.Removed = append(out.Removed, next)
		for _, i := range authored[next.Developer] {
			if left[i]--; left[i] == 0 {
				alive--
			}
		}
	}
	if len(files) > 0 {
		out.Coverage = float64(alive) / float64(len(files))
	}
	return out
}

// removalOrder is the same from the start: all files of who is still there
// have an author, so removing one changes nobody else's number.
func removalOrder(authored map[int][]int, changes map[int]int) []Authored {
	out := make([]Authored, 0, len(authored))
	for d, files := range authored {
		out = append(out, Authored{Developer: d, Files: len(files)})
	}
	slices.SortFunc(out, func(a, b Authored) int {
		return cmp.Or(
			cmp.Compare(b.Files, a.Files),
			cmp.Compare(changes[b.Developer], changes[a.Developer]),
			cmp.Compare(a.Developer, b.Developer),
		)
	})
	return out
}

// AbsenceFactor is the contributor absence factor of CHAOSS: the smallest
// number of people who together made at least half of the contributions. It is
// 0 where there is none.
func AbsenceFactor(contributions []int) int {
	total := 0
	for _, n := range contributions {
		total += n
	}
	if total == 0 {
		return 0
	}
	made := 0
	for i, n := range slices.SortedFunc(slices.Values(contributions), func(a, b int) int { return cmp.Compare(b, a) }) {
		if made += n; 2*made >= total {
			return i + 1
		}
	}
	return len(contributions)
}
