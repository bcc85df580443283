// Package documenttest reads the files of a report back, so that tests of every
// package may hold them to one another. It knows nothing of what a report says;
// nothing but tests may import it.
package documenttest
