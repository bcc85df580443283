// Package githistory reads who wrote which files from the history of a git
// repository, and says nothing about levels. The repository is a stranger: its
// references are copied into an empty git directory of our own, which borrows
// its objects, and git runs there. So no hook, filter, external diff, alias or
// configuration of the repository is ever looked at, and whose files they are
// does not matter. Nothing is written to the repository.
package githistory
