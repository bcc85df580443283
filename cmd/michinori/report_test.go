package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"michinori/app/demo"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
	"michinori/questionnaires"
)

// demoFile is a database with a fictional organisation of six teams and three
// rounds, the last one open.
func demoFile(t *testing.T) (address string, rounds []maturity.Round, teams []maturity.Team) {
	t.Helper()
	file, err := demoOnce()
	must(t, err)
	address = storetest.SQLite(t).URL
	must(t, os.WriteFile(strings.TrimPrefix(address, "sqlite:"), file, onlyOwner))
	db, err := store.Open(t.Context(), address)
	must(t, err)
	defer db.Close()
	rounds, err = db.Rounds(t.Context())
	must(t, err)
	teams, err = db.Teams(t.Context())
	must(t, err)
	return address, rounds, teams
}

// demoOnce makes what every test of demoFile has a copy of.
var demoOnce = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "michinori-demo")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	file := filepath.Join(dir, "michinori.db")
	ctx := context.Background()
	db, err := store.Open(ctx, "sqlite:"+file)
	if err != nil {
		return nil, err
	}
	library, _, err := questionnaires.OpenLibrary("")
	if err == nil {
		err = db.Migrate(ctx)
	}
	if err == nil {
		_, err = demo.Build(ctx, db, library, demo.Options{
			Teams: 6, Rounds: 3, Members: 5, Seed: 1, Language: maturity.Japanese, Now: time.Date(2026, 9, 20, 3, 0, 0, 0, time.UTC),
		})
	}
	if err == nil {
		err = tracker.New(tracker.Settings{DB: db, Clock: time.Now}).KeepPools(ctx)
	}
	if err := errors.Join(err, db.Close()); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
})

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// reported runs the command and returns what it printed.
func reported(t *testing.T, args ...string) (code int, out, problems string) {
	t.Helper()
	var made, talk bytes.Buffer
	code = run(t.Context(), append([]string{"report"}, args...), &Streams{Out: &made, Err: &talk})
	return code, made.String(), talk.String()
}

func TestReportInEveryForm(t *testing.T) {
	t.Parallel()
	address, rounds, teams := demoFile(t)
	// In PDF it is looked at in TestReportOnPaper.
	forms := map[string]string{"html": "<!DOCTYPE html>", "xlsx": "PK", "csv": "section,", "json": "{", "md": "# "}
	for _, l := range []string{"ja", "en"} {
		for format, begins := range forms {
			code, out, problems := reported(t, "organisation", "--database", address, "--round", rounds[1].Key, "--format", format, "--language", l)
			if code != 0 || !strings.HasPrefix(out, begins) {
				t.Fatalf("%s in %s: %d %s %.40q", format, l, code, problems, out)
			}
		}
	}
	for _, format := range []string{"csv", "json", "md"} { // in the others a name would not stand as plain text
		_, all, _ := reported(t, "organisation", "--database", address, "--round", rounds[1].Key, "--format", format)
		code, out, problems := reported(t, "organisation", "--hide-teams", "--database", address, "--round", rounds[1].Key, "--format", format)
		named := 0
		for _, team := range teams {
			if strings.Contains(out, team.Name) {
				t.Errorf("%s names %s", format, team.Name)
			}
			if strings.Contains(all, team.Name) {
				named++
			}
		}
		if code != 0 || named == 0 {
			t.Errorf("%s: %d %s, and names %d teams where it may", format, code, problems, named)
		}
	}
}

// A file is the same as what is printed, and a report on a team is made of what
// the team shares.
func TestReportAsAFile(t *testing.T) {
	t.Parallel()
	address, rounds, teams := demoFile(t)
	file := filepath.Join(t.TempDir(), "report.json")
	shares := 0
	for _, team := range teams {
		args := []string{"team", "--team", team.Key, "--database", address, "--round", rounds[1].Key, "--format", "json"}
		code, out, problems := reported(t, args...)
		if code != 0 {
			if !strings.Contains(problems, "shares no result") {
				t.Error(problems)
			}
			continue
		}
		shares++
		if code, _, problems := reported(t, append(args, "-o", file)...); code != 0 {
			t.Fatal(problems)
		}
		written, err := os.ReadFile(file)
		must(t, err)
		if string(written) != out || !json.Valid(written) || !strings.Contains(out, team.Name) {
			t.Errorf("%s: the file is %.60q, printed is %.60q", team.Name, written, out)
		}
	}
	if shares == 0 {
		t.Error("no team shares")
	}
}

func TestReportRefuses(t *testing.T) {
	t.Parallel()
	address, rounds, _ := demoFile(t)
	key := rounds[1].Key
	for want, args := range map[string][]string{
		"there is no round": {"organisation", "--round", "1999-Q1"},
		"no team with":      {"team", "--team", "nobody", "--round", key},
		"needs --team":      {"team", "--round", key},
		"takes no --team":   {"organisation", "--team", "x", "--round", key},
		"there is no group": {"organisation", "--group", "nowhere", "--round", key},
		"--format":          {"organisation", "--format", "docx", "--round", key},
		"--round":           {"organisation"},
		"write ":            {"organisation", "--round", key, "--format", "json", "-o", filepath.Join(t.TempDir(), "no", "where.html")},
	} {
		code, out, problems := reported(t, append(args, "--database", address)...)
		if code == 0 || out != "" || !strings.Contains(problems, want) || strings.Count(problems, "\n") != 1 {
			t.Errorf("%v: %d %q %q", args, code, out, problems)
		}
	}
}
