// Package storetest lends tests the databases the program runs on: a fresh
// SQLite file, and a fresh database in a throw-away PostgreSQL cluster on a
// loopback port, or in the server that TEST_POSTGRES_URL names. What it lends
// is empty and ends with the test. It knows no schema and no row, so that the
// tests of every package may use it; nothing but tests may import it.
package storetest
