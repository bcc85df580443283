// Package archive is the file that holds everything: a zip with a manifest and
// one file of JSON lines for each table. It writes and reads that file and holds
// it to its form; the same contents give the same bytes. It trusts nothing it
// reads, never writes a file by a name that stands in one, and knows no database
// and no rule. The form is described in docs/export-format.md.
package archive
