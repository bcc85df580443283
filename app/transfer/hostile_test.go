package transfer

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"strings"
	"testing"

	"michinori/app/archive"
	"michinori/app/store/storetest"
)

// hostile is a good export made bad in one way, and a word that the refusal
// must hold.
type hostile struct {
	name, says string
	change     func(a *parts)
}

// hostiles are put together anew, with checksums that are right unless the
// checksum is what is wrong.
var hostiles = []hostile{
	// What is no archive of ours, or one of tomorrow.
	{"no manifest", "no manifest.json", func(a *parts) { a.raw = func([]byte) []byte { return nil } }},
	{"manifest is no JSON", "another program", func(a *parts) { a.raw = func(m []byte) []byte { return m[:len(m)/2] } }},
	{"manifest of another program", "another program", func(a *parts) { a.manifest.Format = "other" }},
	{"manifest goes on", "another program", func(a *parts) { a.raw = func(m []byte) []byte { return append(m, "{}"...) } }},
	{"manifest with an unknown field", "unknown field", func(a *parts) {
		a.raw = func(m []byte) []byte { return bytes.Replace(m, []byte(`{"format"`), []byte(`{"run":"rm","format"`), 1) }
	}},
	{"manifest is huge", "too large", func(a *parts) {
		a.raw = func(m []byte) []byte { return append(m, noise(5<<20)...) }
	}},
	{"newer format", "newer", func(a *parts) { a.manifest.Version = 2 }},
	{"newer schema", "newer", func(a *parts) { a.manifest.Schema = 9999 }},
	{"schema 0", "schema 0", func(a *parts) { a.manifest.Schema = 0 }},
	{"format of nobody", "no such file", func(a *parts) { a.manifest.Version = -1 }},
	{"purpose of nobody", "no such file", func(a *parts) { a.manifest.Purpose = "fun" }},
	{"a backup", "restore", func(a *parts) { a.manifest.Purpose = archive.Backup }},

	// Files.
	{"a table is missing", "missing", func(a *parts) { delete(a.files, path("facts")) }},
	{"a table is missing from the manifest", "facts", func(a *parts) {
		a.manifest.Files = without(a.manifest.Files, "facts")
	}},
	{"a table and its file are missing", "table facts is missing", func(a *parts) {
		a.manifest.Files = without(a.manifest.Files, "facts")
		delete(a.files, path("facts"))
	}},
	{"a table nobody knows", "no table", func(a *parts) { a.addTable("wages") }},
	{"a table of secrets", "no table", func(a *parts) { a.addTable("sessions") }},
	{"a table twice", "twice", func(a *parts) { a.manifest.Files = append(a.manifest.Files, a.manifest.Files[0]) }},
	{"a file twice", "twice", func(a *parts) { a.addFile(zip.FileHeader{Name: path("teams")}, "{}\n") }},
	{"a file of no table", "does not belong", func(a *parts) { a.addFile(zip.FileHeader{Name: "readme.txt"}, "hello") }},
	{"a path upwards", "does not belong", func(a *parts) { a.addFile(zip.FileHeader{Name: "../../etc/cron.d/x"}, "* * * * *") }},
	{"a path from the root", "does not belong", func(a *parts) { a.addFile(zip.FileHeader{Name: "/etc/passwd"}, "root") }},
	{"a path with backslashes", "does not belong", func(a *parts) { a.addFile(zip.FileHeader{Name: `..\..\x`}, "x") }},
	{"a manifest that names a path", "called", func(a *parts) {
		a.files["../teams"] = a.files[path("teams")]
		delete(a.files, path("teams"))
		a.file("teams").Name = "../teams"
	}},
	{"a symbolic link", "no plain file", func(a *parts) {
		h := zip.FileHeader{Name: "tables/link"}
		h.SetMode(fs.ModeSymlink | 0o777)
		a.addFile(h, "/etc/passwd")
	}},
	{"a folder", "no plain file", func(a *parts) { a.addFile(zip.FileHeader{Name: "tables/"}, "") }},
	{"600 files", "files", func(a *parts) {
		for i := range 600 {
			a.addFile(zip.FileHeader{Name: fmt.Sprint(i)}, "")
		}
	}},
	{"a bomb", "unpacks to too much", func(a *parts) {
		a.method = zip.Deflate
		a.files[path("events")] = strings.Repeat("\n", 8<<20)
	}},
	{"a line without end", "too long", func(a *parts) { a.files[path("events")] = noise(17 << 20) }},

	// Sizes, sums and counts.
	{"a wrong checksum", "checksum", func(a *parts) {
		a.keepSums = true
		a.file("teams").SHA256 = strings.Repeat("0", 64)
	}},
	{"contents of another day", "checksum", func(a *parts) {
		a.keepSums = true
		a.replace("answers", `"late":false`, `"late":true `)
	}},
	{"longer than said", "bytes", func(a *parts) { a.keepSums = true; a.files[path("teams")] += "{}\n" }},
	{"a row fewer than said", "by the manifest", func(a *parts) { a.keepSums = true; a.file("teams").Rows++ }},
	{"less than nothing", "not possible", func(a *parts) { a.keepSums = true; a.file("teams").Rows = -1 }},

	// Lines.
	{"no JSON", "line 1: is no JSON", func(a *parts) { a.files[path("teams")] = "team,key\n" }},
	{"a list", "line 1: is no JSON object", func(a *parts) { a.files[path("teams")] = "[]\n" }},
	{"an empty line", "line 4", func(a *parts) { a.files[path("teams")] += "\n" }},
	{"no line end", "line 4: breaks off", func(a *parts) { a.files[path("teams")] += `{"id":"x"` }},
	{"two rows on a line", "line 1: has something behind", func(a *parts) { a.replace("teams", "\n", "") }},
	{"a column too many", "column", func(a *parts) { a.replace("teams", `}`, `,"score":3}`) }},
	{"a column twice", "line 1", func(a *parts) { a.replace("teams", `"archived_at":null`, `"id":"x"`) }},
	{"a column too few", `lacks the column "name"`, func(a *parts) {
		line := a.line("teams", 0)
		begin, _, _ := strings.Cut(line, `,"name"`)
		a.replace("teams", line, begin+"}\n")
	}},
	{"a column of no table", "has the column", func(a *parts) {
		f := a.file("teams")
		f.Columns = append(f.Columns, archive.Column{Name: "score", Kind: archive.Real})
	}},
	{"a table without a column", "lacks the column", func(a *parts) { a.dropColumns("teams", "name") }},
	{"a column of another kind", "describes it otherwise", func(a *parts) { a.file("teams").Columns[1].Kind = archive.Bytes }},
	{"bytes that are no UTF-8", "line 1: is not UTF-8", func(a *parts) { a.change("teams", "name", "\"\xff\xfe\"") }},
	{"half a character", "form", func(a *parts) { a.change("teams", "name", `"\ud800"`) }},
	{"the character 0", "U+0000", func(a *parts) { a.change("teams", "name", `"a\u0000b"`) }},
	{"blanks between", "form", func(a *parts) { a.replace("teams", `"key":`, `"key": `) }},
	{"a number for a text", "line 1: name: is no text", func(a *parts) { a.change("teams", "name", "7") }},
	{"a text for a number", "k: is no integer", func(a *parts) { a.change("organisation", "k", `"5"`) }},
	{"a number beyond all", "k: is no integer", func(a *parts) { a.change("organisation", "k", "99999999999999999999") }},
	{"no number at all", "line 1: is no JSON", func(a *parts) { a.change("organisation", "k", "1/0") }},
	{"infinity", "level: is no real", func(a *parts) { a.change("agreements", "level", "1e999") }},
	{"nothing where something must be", "name: is no text", func(a *parts) { a.change("teams", "name", "null") }},
	{"a day that does not exist", "opened_at: is no time", func(a *parts) { a.change("rounds", "opened_at", `"2026-02-30T00:00:00Z"`) }},
	{"a time without a zone", "opened_at: is no time", func(a *parts) { a.change("rounds", "opened_at", `"2026-02-03T00:00:00"`) }},
	{"a time in another zone", "form", func(a *parts) { a.change("rounds", "opened_at", `"2026-02-03T00:00:00+09:00"`) }},
}

// forbidden are rows that only the schema or a rule refuses.
var forbidden = []hostile{
	{"the same row twice", "teams.jsonl, line 2: stands there twice", func(a *parts) { a.replace("teams", a.line("teams", 1), a.line("teams", 0)) }},
	{"a team of no group", "line 1: refers", func(a *parts) { a.change("teams", "group_id", `"nobody"`) }},
	{"a group below nobody", "refers", func(a *parts) { a.change("groups", "parent_id", `"nobody"`) }},
	{"an answer of no response", "line 1: response_id: refers", func(a *parts) { a.change("answers", "response_id", `"nobody"`) }},
	{"a response of nobody", "line 1: person_id: refers", func(a *parts) { a.change("responses", "person_id", `"nobody"`) }},
	{"a level of 5", "line 1: answer: ", func(a *parts) {
		a.replace("answers", a.line("answers", 0), strings.Replace(a.lineOf("answers", "toil.alert_review"), `"answer":"`, `"answer":"1`, 1))
	}},
	{"an answer that is no JSON", "line 1: answer: ", func(a *parts) { a.change("answers", "answer", `"{"`) }},
	{"an answer to a question nobody asked", "line 1: question: is ", func(a *parts) { a.change("answers", "question", `"toil.salary"`) }},
	{"a fact given as an answer", "does not ask there", func(a *parts) { a.change("answers", "question", `"toil.tracking"`) }},
	{"an agreement beyond 4", "line 1: level: ", func(a *parts) { a.change("agreements", "level", "4.5") }},
	{"a claim of level 9", "line 1: holds a value", func(a *parts) { a.change("claims", "level", "9") }},
	{"too few for privacy", "line 1: holds a value", func(a *parts) { a.change("rounds", "k", "1") }},
	{"a role of nobody", "line 1: holds a value", func(a *parts) { a.change("people", "role", `"root"`) }},
	{"a state of nobody", "line 1: holds a value", func(a *parts) { a.change("assessments", "state", `"won"`) }},
	{"a language of nobody", "line 1: language: ", func(a *parts) { a.change("people", "language", `"xx"`) }},
	{"a zone of nobody", "line 1: time_zone: ", func(a *parts) { a.change("organisation", "time_zone", `"Asia/../../etc"`) }},
	{"a round of no period", "line 1: key: ", func(a *parts) { a.change("rounds", "key", `"soon"`) }},
	{"an edition that was edited", "line 1: checksum: ", func(a *parts) { a.replace("editions", `toil`, `soil`) }},
	{"a round with another edition", "line 1: checksum: ", func(a *parts) { a.change("rounds", "checksum", `"0"`) }},
	{"a result of another questionnaire", "line 1: document: ", func(a *parts) { a.replace("results", `\"Questionnaire\":\"`, `\"Questionnaire\":\"x`) }},
	{"a register that nobody can read", "line 1: document: ", func(a *parts) { a.change("register_snapshots", "document", `"5"`) }},
	{"a drill of nothing", "line 1: scenario: ", func(a *parts) { a.change("drills", "scenario", `""`) }},
	{"two organisations", "organisation.jsonl, line 2", func(a *parts) {
		a.files[path("organisation")] += strings.Replace(a.line("organisation", 0), `"id":1`, `"id":2`, 1)
	}},
}

// TestHostileFilesAreRefused leaves the target as it was: without a schema where
// the file is seen through before it is begun with, and without a row always.
func TestHostileFilesAreRefused(t *testing.T) {
	t.Parallel()
	good := packed(t, filled(t, storetest.SQLite(t), 3, 3), archive.Export)
	fatal(t, unpack(t.Context(), open(t, storetest.SQLite(t)), edit(t, good, func(*parts) {}), Unpacking{Purpose: archive.Export}))
	whole := takeApart(t, good)
	whole.method = zip.Store // to compress a hundred of them says nothing about any
	if n := len(hostiles) + len(forbidden); n < 70 {
		t.Fatalf("only %d files", n)
	}
	for i, database := range storetest.Databases(t) {
		db, cases := open(t, database), forbidden
		fatal(t, db.Migrate(t.Context()))
		if i == 0 { // what is no row never comes near a database
			cases = append(cases, hostiles...)
		}
		for _, h := range cases {
			err := unpack(t.Context(), db, whole.edited(h.change), Unpacking{Purpose: archive.Export})
			switch {
			case err == nil:
				t.Fatalf("%s, %s: it was taken", database.Name, h.name)
			case !strings.Contains(err.Error(), h.says):
				t.Errorf("%s, %s: %v", database.Name, h.name, err)
			}
			if err := db.CheckEmpty(t.Context()); err != nil {
				t.Fatalf("%s, %s: %v", database.Name, h.name, err)
			}
		}
	}
}

// TestDamagedFilesAreRefused cuts an export off at many places and turns single
// bits of it over. What passes has been turned over in a place that says nothing.
func TestDamagedFilesAreRefused(t *testing.T) {
	t.Parallel()
	good := packed(t, filled(t, storetest.SQLite(t), 1, 1), archive.Export)
	want := takeApart(t, good).manifest
	read := func(raw []byte) (archive.Manifest, error) {
		r, err := archive.Open(bytes.NewReader(raw), int64(len(raw)))
		if err != nil {
			return archive.Manifest{}, err
		}
		return r.Manifest, r.Verify(func(int64) {})
	}
	for at := 0; at < len(good); at += 1 + len(good)/97 {
		if _, err := read(good[:at]); err == nil {
			t.Errorf("cut off at %d of %d: it passes", at, len(good))
		}
	}
	passed := 0
	for at := 0; at < len(good); at += 1 + len(good)/499 {
		raw := bytes.Clone(good)
		raw[at] ^= 0x10
		m, err := read(raw)
		if err != nil {
			continue
		}
		if passed++; !reflect.DeepEqual(m, want) {
			t.Errorf("turned over at %d of %d: it passes as another one", at, len(good))
		}
	}
	if passed > 50 {
		t.Errorf("%d of 499 turned bits are not seen", passed)
	}
}

// TestADirectoryThatLies promises less than the files hold.
func TestADirectoryThatLies(t *testing.T) {
	t.Parallel()
	good := packed(t, filled(t, storetest.SQLite(t), 1, 1), archive.Export)
	db := open(t, storetest.SQLite(t))
	raw := edit(t, good, func(a *parts) {
		a.keepSums = true
		f := a.file("events")
		body := a.files[f.Name]
		a.files[f.Name] = body + strings.Repeat(" ", 1<<10)
	})
	// The sizes in the directory are set back to what the manifest says.
	f := takeApart(t, good).file("events")
	raw = bytes.ReplaceAll(raw, le32(f.Bytes+1<<10), le32(f.Bytes))
	err := unpack(t.Context(), db, raw, Unpacking{Purpose: archive.Export})
	var problem *archive.Problem
	if !errors.As(err, &problem) || problem.File != path("events") {
		t.Errorf("%v", err)
	}
	if status, err := db.SchemaStatus(t.Context()); err != nil || status.Current != 0 {
		t.Errorf("the target was touched: %+v, %v", status, err)
	}
}

func le32(n int64) []byte { return []byte{byte(n), byte(n >> 8), byte(n >> 16), byte(n >> 24)} }
