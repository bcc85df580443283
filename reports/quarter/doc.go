// Package quarter tells what a quarter came to: the answers to the questions
// that leaders ask, and the same for one team, as sentences chosen by rules
// from counted figures, in Japanese and English. A sentence never claims more
// than its interval allows.
//
// It must never know a database, a page, a request or a clock, and it must
// never be given what the privacy rules hide.
package quarter
