package demo

import (
	"hash/fnv"
	"io"
	"math/rand/v2"
)

// dice are the choices of one part of the organisation. Each part has dice of
// its own, so that it comes out the same whatever is made before or beside it.
type dice struct{ *rand.Rand }

func newDice(seed uint64, part string) *dice {
	h := fnv.New64a()
	_, _ = io.WriteString(h, part)
	return &dice{rand.New(rand.NewPCG(seed, h.Sum64()))}
}

const idLetters = "abcdefghijklmnopqrstuvwxyz234567"

// id returns an id of the shape that store.NewID gives. Whoever knows the seed
// can tell it, which only a demo may allow.
func (d *dice) id() string {
	var b [26]byte
	var bits uint64
	for i := range b {
		if i%12 == 0 {
			bits = d.Uint64()
		}
		b[i] = idLetters[bits&31]
		bits >>= 5
	}
	return string(b[:])
}

// chance reports true with that probability.
func (d *dice) chance(p float64) bool { return d.Float64() < p }

// between returns a number from low to high, both included.
func (d *dice) between(low, high int) int { return low + d.IntN(high-low+1) }

func pick[T any](d *dice, from []T) T { return from[d.IntN(len(from))] }
