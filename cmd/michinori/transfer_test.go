package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ncruces/go-sqlite3/driver"

	"michinori/app/archive"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
)

// command runs a command line and returns its exit code and what it said.
func command(t *testing.T, args ...string) (code int, out, talk string) {
	t.Helper()
	var printed, said bytes.Buffer
	code = run(t.Context(), args, &Streams{In: strings.NewReader(""), Out: &printed, Err: &said})
	return code, printed.String(), said.String()
}

func works(t *testing.T, args ...string) string {
	t.Helper()
	code, out, talk := command(t, args...)
	if code != 0 {
		t.Fatalf("%v: %d, %s", args, code, talk)
	}
	return out
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(name)
	must(t, err)
	return raw
}

func TestEverythingGoesOutAndIn(t *testing.T) {
	t.Parallel()
	address, rounds, teams := demoFile(t)
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	for _, way := range [][2]string{{"export", "import"}, {"backup", "restore"}} {
		first, second, copied := file(way[0]+"1.zip"), file(way[0]+"2.zip"), "sqlite:"+file(way[0]+".db")
		works(t, way[0], "--database", address, "-o", first)
		info, err := os.Stat(first)
		if must(t, err); info.Mode().Perm() != onlyOwner {
			t.Errorf("%s made a file with the mode %o", way[0], info.Mode())
		}
		var said transferred
		must(t, json.Unmarshal([]byte(works(t, way[1], "--database", copied, "--json", "--dry-run", first)), &said))
		if said.Rows < 1000 || said.Results.Checked < 2*len(teams) || said.Results.Differ != 0 || !said.DryRun {
			t.Errorf("a dry run of %s says %+v, %+v", way[1], said, said.Results)
		}
		works(t, way[1], "--database", copied, first)
		if kept := keptCounts(t, copied); kept != len(rounds) {
			t.Errorf("after %s, %d of %d rounds are counted for whoever reads first", way[1], kept, len(rounds))
		}
		works(t, way[0], "--database", copied, "-o", second)
		if way[0] == "export" && !bytes.Equal(read(t, first), read(t, second)) {
			t.Error("the copy exports other bytes")
		}
		code, _, talk := command(t, way[1], "--database", copied, first)
		if code != exitFailure || strings.Count(talk, "\n") != 1 || !strings.Contains(talk, "not empty") {
			t.Errorf("%s on top of something: %d %q", way[1], code, talk)
		}
	}
	for _, args := range [][]string{{"import", file("backup1.zip")}, {"restore", file("export1.zip")}} {
		if code, _, talk := command(t, append(args, "--database", "sqlite:"+file("no.db"))...); code != exitFailure || !strings.Contains(talk, "use `michinori") {
			t.Errorf("%v: %d %q", args, code, talk)
		}
	}
}

// TestClosedRoundsOfAnEarlierExportAreWrittenDown imports what a program wrote
// that kept nothing of what closed rounds tell.
func TestClosedRoundsOfAnEarlierExportAreWrittenDown(t *testing.T) {
	t.Parallel()
	address, _, _ := demoFile(t)
	raw, err := driver.Open(strings.TrimPrefix(address, "sqlite:"))
	must(t, err)
	for _, table := range []string{"pool_tallies", "pools"} {
		_, err = raw.ExecContext(t.Context(), "DELETE FROM "+table)
		must(t, err)
	}
	must(t, raw.Close())
	file, copied := filepath.Join(t.TempDir(), "all.zip"), storetest.SQLite(t).URL
	works(t, "export", "--database", address, "-o", file)
	works(t, "import", "--database", copied, file)
	for address, want := range map[string]int{address: 2, copied: 0} {
		db, err := store.Open(t.Context(), address)
		must(t, err)
		left, err := db.UncountedRounds(t.Context())
		must(t, err)
		if must(t, db.Close()); len(left) != want {
			t.Errorf("%d closed rounds are not written down, not %d", len(left), want)
		}
	}
}

func keptCounts(t *testing.T, database string) int {
	t.Helper()
	db, err := store.Open(t.Context(), database)
	must(t, err)
	defer db.Close()
	kept, err := db.RollUps(t.Context(), "")
	must(t, err)
	return len(kept)
}

// TestAnExportIsReadableWithoutTheProgram reads one as docs/export-format.md
// describes it.
func TestAnExportIsReadableWithoutTheProgram(t *testing.T) {
	t.Parallel()
	address, rounds, _ := demoFile(t)
	name := filepath.Join(t.TempDir(), "all.zip")
	works(t, "export", "--database", address, "-o", name)
	z, err := zip.OpenReader(name)
	must(t, err)
	defer z.Close()
	in, err := z.Open("tables/rounds.jsonl")
	must(t, err)
	raw, err := io.ReadAll(in)
	must(t, err)
	lines := strings.Split(strings.TrimSpace(string(raw)), "\n")
	var row struct {
		ID, Key  string
		K        int
		OpenedAt string `json:"opened_at"`
	}
	must(t, json.Unmarshal([]byte(lines[0]), &row))
	if len(lines) != len(rounds) || row.K != maturity.DefaultK || !strings.HasSuffix(row.OpenedAt, "Z") {
		t.Errorf("%d lines, the first %+v", len(lines), row)
	}
}

// TestAChangedResultIsNamed changes a stored score behind the program's back.
func TestAChangedResultIsNamed(t *testing.T) {
	t.Parallel()
	address, rounds, teams := demoFile(t)
	db, err := store.Open(t.Context(), address)
	must(t, err)
	history, err := db.HistoryOf(t.Context(), teams[0].ID)
	must(t, err)
	was := history[0]
	d := was.Result.Dimensions[maturity.Toil]
	d.Coverage /= 2
	was.Result.Dimensions[maturity.Toil] = d
	must(t, db.Tx(t.Context(), func(tx *store.Tx) error {
		return tx.SaveResult(t.Context(), was.Assessment.ID, *was.Result, rounds[0].OpenedAt)
	}))
	must(t, db.Close())
	dir := t.TempDir()
	works(t, "export", "--database", address, "-o", filepath.Join(dir, "all.zip"))
	code, _, talk := command(t, "import", "--database", "sqlite:"+filepath.Join(dir, "copy.db"), filepath.Join(dir, "all.zip"))
	if code != 0 || !strings.Contains(talk, "\n1 of ") || !strings.Contains(talk, rounds[0].Key+" "+teams[0].Key+": the score of toil") {
		t.Errorf("%d %q", code, talk)
	}
}

func TestNoHalfFileIsLeft(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	name := filepath.Join(dir, "all.zip")
	must(t, os.WriteFile(name, []byte("what was there"), 0o600))
	empty := filepath.Join(dir, "empty.db")
	must(t, os.WriteFile(empty, nil, 0o600))
	code, _, talk := command(t, "export", "--database", "sqlite:"+empty, "-o", name)
	if code != exitFailure || !strings.Contains(talk, "migrate up") {
		t.Errorf("a database without a schema: %d %q", code, talk)
	}
	left, err := filepath.Glob(filepath.Join(dir, ".all*"))
	if must(t, err); string(read(t, name)) != "what was there" || len(left) > 0 {
		t.Errorf("it is not as it was: %v", left)
	}
}

// TestTheDocumentNamesWhatIsLeftOut keeps docs/export-format.md true.
func TestTheDocumentNamesWhatIsLeftOut(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"export-format.md", "export-format.ja.md"} {
		text := string(read(t, filepath.Join("..", "..", "docs", name)))
		for _, table := range store.LeftOut(archive.Export) {
			if !strings.Contains(text, "`"+table+"`") {
				t.Errorf("%s does not name %s", name, table)
			}
		}
	}
}
