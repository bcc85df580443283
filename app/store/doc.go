// Package store is the only part of the program that speaks to a database. DB
// reads; Tx, which only DB.Tx hands out, reads and writes. Rows are private;
// what goes in and out are the domain's types, and errors are the domain's
// kinds. It knows no request, no page and no rule.
package store
