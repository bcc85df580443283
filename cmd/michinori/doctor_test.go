package main

import (
	"database/sql"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"michinori/app/store/storetest"
)

func examined(t *testing.T, args ...string) (code int, found map[string][]finding) {
	t.Helper()
	var out struct{ Findings []finding }
	code, printed, _ := command(t, append([]string{"doctor", "--json"}, args...)...)
	must(t, json.Unmarshal([]byte(printed), &out))
	found = map[string][]finding{}
	for _, f := range out.Findings {
		found[f.Check] = append(found[f.Check], f)
		if f.Says == "" || (f.Do == "") != (f.State == fine) {
			t.Errorf("%+v does not say what to do", f)
		}
	}
	return code, found
}

func worst(found []finding) state {
	out := state("none")
	for _, f := range found {
		if f.State == failing || out != failing {
			out = f.State
		}
	}
	return out
}

func TestDoctorFindsAHealthyDatabaseHealthy(t *testing.T) {
	t.Parallel()
	address, rounds, _ := demoFile(t)
	works(t, "report", "organisation", "--database", address, "--round", rounds[1].Key, "--format", "json") // keeps counts
	pg := storetest.Postgres(t).URL
	file := filepath.Join(t.TempDir(), "all")
	works(t, "backup", "--database", address, "-o", file)
	works(t, "restore", "--database", pg, file)
	for _, address := range []string{address, pg} {
		code, found := examined(t, "--database", address)
		for _, check := range []string{"version", "settings", "database", "schema", "contents", "results", "counts"} {
			if code != 0 || worst(found[check]) != fine {
				t.Errorf("%.8s %s: %d %+v", address, check, code, found[check])
			}
		}
	}
}

// TestDoctorFindsWhatIsWrong damages a database in one way after the other.
func TestDoctorFindsWhatIsWrong(t *testing.T) {
	t.Parallel()
	address, rounds, _ := demoFile(t)
	works(t, "report", "organisation", "--database", address, "--round", rounds[1].Key, "--format", "json")
	raw, err := sql.Open("sqlite3", "file:"+strings.TrimPrefix(address, "sqlite:"))
	must(t, err)
	defer raw.Close()
	raw.SetMaxOpenConns(1)
	_, err = raw.ExecContext(t.Context(), "PRAGMA foreign_keys = 0") // as somebody who works by hand has it
	must(t, err)
	for _, c := range []struct {
		statement, check string
		is               state
	}{
		{`UPDATE events SET at = '2999-01-01 00:00:00+00:00' WHERE id = (SELECT id FROM events LIMIT 1)`, "clock", doubt},
		{`UPDATE results SET document = replace(document, '"Coverage":1', '"Coverage":0.5')`, "results", doubt},
		{`UPDATE roll_ups SET document = '{}' WHERE scope = ''`, "counts", failing},
		{`UPDATE responses SET person_id = 'nobody' WHERE id = (SELECT id FROM responses WHERE person_id <> '' LIMIT 1)`, "contents", failing},
		{`DELETE FROM groups WHERE parent_id IS NULL`, "contents", failing},
		{`INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, TRUE)`, "schema", failing},
	} {
		_, err := raw.ExecContext(t.Context(), c.statement)
		must(t, err)
		code, found := examined(t, "--database", address)
		if worst(found[c.check]) != c.is || c.is == failing && code != exitFailure {
			t.Errorf("%s: %d %+v", c.statement, code, found[c.check])
		}
	}
}

func TestDoctorReadsSettings(t *testing.T) {
	t.Parallel()
	address, _ := setUp(t)
	for name, args := range map[string][]string{
		"a base URL of another path": {"--base-url", "https://x.example.com/a", "--base-path", "/b"},
		"mail without a sender":      {"--smtp-url", "smtp://x"},
		"notices that lead nowhere":  {"--smtp-url", "smtp://x", "--mail-from", "a@example.com"},
		"a folder that is not there": {"--questionnaires", filepath.Join(t.TempDir(), "no")},
	} {
		if code, found := examined(t, append(args, "--database", address, "--quick")...); code != exitFailure || worst(found["settings"]) != failing {
			t.Errorf("%s: %d %+v", name, code, found["settings"])
		}
	}
	for name, args := range map[string][]string{
		"open to all, address unknown": {"--listen", "0.0.0.0:8080"},
		"no TLS":                       {"--base-url", "http://x.example.com"},
	} {
		if code, found := examined(t, append(args, "--database", address, "--quick")...); code != 0 || worst(found["settings"]) != doubt {
			t.Errorf("%s: %d %+v", name, code, found["settings"])
		}
	}
	if code, found := examined(t, "--database", "sqlite:"+filepath.Join(t.TempDir(), "no.db")); code != exitFailure || worst(found["database"]) != failing {
		t.Errorf("no file: %d %+v", code, found)
	}
}

// TestDoctorFindsFilesThatOthersCanRead: the database and the log beside it,
// which holds answers too.
func TestDoctorFindsFilesThatOthersCanRead(t *testing.T) {
	t.Parallel()
	address, _, _ := demoFile(t)
	name := strings.TrimPrefix(address, "sqlite:")
	if _, found := examined(t, "--quick", "--database", address); worst(found["files"]) != fine {
		t.Errorf("a new database: %+v", found["files"])
	}
	for _, file := range []string{name, name + "-wal"} {
		f, err := os.OpenFile(file, os.O_CREATE|os.O_RDWR, 0o600) // the log goes when nobody reads
		must(t, err)
		must(t, errors.Join(f.Chmod(0o640), f.Close()))
		_, found := examined(t, "--quick", "--database", address)
		if !slices.ContainsFunc(found["files"], func(f finding) bool { return f.State == doubt && strings.HasSuffix(f.Do, file) }) {
			t.Errorf("%s: %+v", filepath.Base(file), found["files"])
		}
	}
}
