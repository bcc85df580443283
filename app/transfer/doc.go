// Package transfer takes everything out of a database and puts it into another
// one: exports, imports, backups. What comes in is held to the rules that typed
// input is held to before a row of it stays. It acts for whoever runs the
// program on its machine, so it asks for no viewer.
package transfer
