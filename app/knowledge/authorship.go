package knowledge

import (
	"math"
	"time"
)

// Work is what one developer did to one file.
type Work struct {
	Developer int
	// Created is set for whoever added the file. Several may have: a file can
	// be deleted and added again, or added on two branches.
	Created bool
	// Changes counts the developer's other changes, renames among them.
	Changes int
	Last    time.Time // of all of these
}

// The weights of the model of Fritz and others, as Avelino and others use them.
const (
	doaBase     = 3.293
	doaCreation = 1.098
	doaOwn      = 0.164
	doaOthers   = 0.321
)

// An author has more than this share of the highest degree of the file, and at
// least this degree or a part in its creation.
const (
	authorShare  = 0.75
	authorDegree = 3.293
)

// DOA is the degree of authorship of one developer in one file: how likely the
// developer is to know it, from having created it, from the own changes and
// from those that others made since. It is no measure of a person: degrees of
// different files cannot be added or compared.
func DOA(created bool, own, others int) float64 {
	degree := doaBase + doaOwn*float64(own) - doaOthers*math.Log(1+float64(others))
	if created {
		degree += doaCreation
	}
	return degree
}

// Authors returns the developers who count as authors of a file, in the order
// of the works, which name each developer once.
func Authors(works []Work) []int {
	total := 0
	for _, w := range works {
		total += w.Changes
	}
	degrees := make([]float64, len(works))
	highest := 0.0
	for i, w := range works {
		degrees[i] = DOA(w.Created, w.Changes, total-w.Changes)
		highest = max(highest, degrees[i])
	}
	var out []int
	for i, w := range works {
		if degrees[i] > authorShare*highest && (degrees[i] >= authorDegree || w.Created) {
			out = append(out, w.Developer)
		}
	}
	return out
}
