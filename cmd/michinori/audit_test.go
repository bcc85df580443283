package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
)

// What a command reads that is not for everybody stands in the log, as from pages
// and the API.
func TestCommandsThatReadAreInTheAuditLog(t *testing.T) {
	t.Parallel()
	address, _, teams := demoFile(t)
	file := filepath.Join(t.TempDir(), "file")
	db, err := store.Open(t.Context(), address)
	must(t, err)
	defer db.Close()
	rounds, err := db.Rounds(t.Context())
	must(t, err)
	round := rounds[len(rounds)-2]
	for _, x := range []struct {
		verb, subject string
		args          []string
	}{
		{"export.read", "", []string{"export"}},
		{"backup.read", "", []string{"backup"}},
		{"report.read", round.ID, []string{"report", "organisation", "--round", round.Key, "--format", "csv"}},
		{"report.read", teams[0].ID, []string{"report", "team", "--round", round.Key, "--team", teams[0].Key, "--format", "csv"}},
		{"report.read", round.ID, []string{"talk", "--round", round.Key, "--format", "md"}},
	} {
		noted := func() int {
			events, err := db.Events(t.Context(), store.EventFilter{Verb: x.verb, Limit: 100})
			must(t, err)
			return len(slices.DeleteFunc(events, func(e store.Event) bool {
				return e.Subject != x.subject || e.Way != maturity.ByCommand || e.PersonID != ""
			}))
		}
		before := noted()
		works(t, append(x.args, "--database", address, "-o", file)...)
		if n := noted() - before; n != 1 {
			t.Errorf("%v left %d lines in the log", x.args, n)
		}
	}
}

// A standby is read all the same, and whoever reads it learns what is missing.
func TestCommandsReadFromAReadOnlyDatabase(t *testing.T) {
	t.Parallel()
	database := storetest.Postgres(t).URL
	file := filepath.Join(t.TempDir(), "file")
	works(t, "setup", "--database", database, "--organisation", "道", "--email", "a@example.com", "--name", "青木")
	separator := "?"
	if strings.Contains(database, separator) {
		separator = "&"
	}
	for _, args := range [][]string{{"export"}, {"backup"}} {
		code, _, talk := command(t, slices.Concat(args, []string{"--database", database + separator + "default_transaction_read_only=on", "-o", file})...)
		if code != 0 || !strings.Contains(talk, "does not stand in its audit log") {
			t.Errorf("%v: %d, %s", args, code, talk)
		}
	}
}
