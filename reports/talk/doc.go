// Package talk makes the talk about a quarter: ten slides, or the four of the
// short cut, with what the speaker says to each, in Japanese and English.
//
// A slide compares no people and no teams with each other, and a headline
// claims no more than was counted. The package must never know a database, a
// page, a request or a clock.
package talk
