// Package migrations holds the schema: numbered SQL, the same numbers for both
// databases, applied in order, each in a transaction, under a lock. A file is
// never edited once released. It knows no row, no type and no rule of the
// program.
package migrations
