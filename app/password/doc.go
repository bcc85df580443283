// Package password hashes passwords, compares them and says which ones are too
// easy to guess. It keeps none and logs none.
package password
