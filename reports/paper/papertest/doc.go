// Package papertest asks poppler what is on paper, for tests of every package;
// nothing but tests may import it.
//
// It must never know what a document says.
package papertest
