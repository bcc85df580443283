// Package reports turns scored data into figures: a chart option, a static
// picture, a table with the same numbers, and the words around them, in
// Japanese and English. Nothing here decides anything: scores, levels,
// intervals and breaks arrive decided, and the same input gives the same
// bytes.
//
// It must never know a database, a page, a request or a clock, and it must
// never publish what it was not given: whoever calls it has already asked the
// privacy rules.
package reports
