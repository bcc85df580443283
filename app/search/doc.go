// Package search finds what there is to read, in Japanese and English at once.
//
// There are a few hundred short texts, so a query walks through all of them:
// that takes less than a millisecond, and needs no words to be told apart,
// which Japanese does not do. Texts and queries are folded alike first.
package search
