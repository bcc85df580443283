// Package demo makes up an organisation: a believable company with teams,
// people and some years of rounds, for trying the program out, for tests and
// for screenshots. Everything is chosen by a seed, so that the same seed gives
// the same data, ids included. Scores are never made up: they are what
// maturity.Score gives for the answers. It knows no page and no clock, and must
// never touch a database that holds an organisation.
package demo
