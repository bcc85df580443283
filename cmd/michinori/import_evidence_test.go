package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestImportEvidence takes in all files or none, names what is wrong by file and
// line, and stores nothing on a dry run.
func TestImportEvidence(t *testing.T) {
	t.Parallel()
	address, _ := setUp(t)
	works(t, "import", "roster", "--database", address, sheetFile(t, "name,email,team,part\n馬場,baba@example.com,決済,lead\n"))
	db := opened(t, address)
	teams, err := db.Teams(t.Context())
	must(t, err)
	team := teams[0]
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		must(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	good := file("incidents.csv", "incident_number,created_on,resolved_on\n1,2026-07-01 10:00,2026-07-01 11:00\n2,2026-07-02 10:00,\n")
	bad := file("more.csv", "incident_number,created_on,resolved_on\n1,昨日,\n")
	kept := func() int {
		files, err := db.EvidenceFilesOf(t.Context(), team.ID)
		must(t, err)
		return len(files)
	}
	code, _, said := command(t, "import", "evidence", "--database", address, "--team", team.Key, "--language", "en", good, bad)
	if code != 1 || kept() != 0 || !strings.Contains(said, "line 2: more.csv: ") {
		t.Errorf("%d, %d kept: %s", code, kept(), said)
	}
	if out := imported(t, address, "evidence", "--team", team.Key, "--dry-run", good); out.Rows != 2 || out.Changes["incidents"] != 1 || kept() != 0 {
		t.Errorf("a dry run: %+v, %d kept", out, kept())
	}
	if out := imported(t, address, "evidence", "--team", team.Key, good); out.Rows != 2 || kept() != 1 {
		t.Errorf("%+v, %d kept", out, kept())
	}
	if code, _, said := command(t, "import", "evidence", "--database", address, "--team", "nobody", good); code != 1 || !strings.Contains(said, "nobody") {
		t.Errorf("another team: %d %s", code, said)
	}
	out := filepath.Join(dir, "all.zip")
	works(t, "export", "--database", address, "-o", out)
	works(t, "import", "--database", "sqlite:"+filepath.Join(dir, "other.db"), out)
}
