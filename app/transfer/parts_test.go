package transfer

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"michinori/app/archive"
)

// parts is an archive taken apart, to be put together again otherwise.
type parts struct {
	testing.TB
	manifest archive.Manifest
	files    map[string]string
	extra    []extra                      // more files, as they are
	raw      func(manifest []byte) []byte // the last word on the manifest
	method   uint16                       // by which the tables are compressed
	keepSums bool                         // checksums, sizes and counts stay as they were
}

// extra is a file that the manifest does not name.
type extra struct {
	header zip.FileHeader
	body   string
}

// edit takes an archive apart, lets change it, and puts it together with
// checksums that are right.
func edit(t testing.TB, raw []byte, change func(a *parts)) []byte {
	t.Helper()
	return takeApart(t, raw).edited(change)
}

// edited is edit of what has been taken apart, which stays as it is.
func (a *parts) edited(change func(a *parts)) []byte {
	b := &parts{TB: a.TB, manifest: a.manifest, files: maps.Clone(a.files), method: a.method}
	b.manifest.Files = slices.Clone(a.manifest.Files)
	for i := range b.manifest.Files {
		f := &b.manifest.Files[i]
		f.Columns = slices.Clone(f.Columns)
	}
	change(b)
	return b.together()
}

func takeApart(t testing.TB, raw []byte) *parts {
	t.Helper()
	a := &parts{TB: t, files: map[string]string{}, method: zip.Deflate}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	fatal(t, err)
	for _, f := range z.File {
		in, err := f.Open()
		fatal(t, err)
		body, err := io.ReadAll(in)
		fatal(t, err)
		if f.Name == "manifest.json" {
			fatal(t, json.Unmarshal(body, &a.manifest))
			continue
		}
		a.files[f.Name] = string(body)
	}
	return a
}

func (a *parts) together() []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	w.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) { return flate.NewWriter(to, flate.BestSpeed) })
	for i := range a.manifest.Files {
		f := &a.manifest.Files[i]
		body, there := a.files[f.Name]
		if !there {
			continue
		}
		if !a.keepSums {
			sum := sha256.Sum256([]byte(body))
			f.Rows, f.Bytes, f.SHA256 = int64(strings.Count(body, "\n")), int64(len(body)), hex.EncodeToString(sum[:])
		}
		a.put(w, zip.FileHeader{Name: f.Name, Method: a.method}, body)
	}
	for _, x := range a.extra {
		a.put(w, x.header, x.body)
	}
	manifest, err := json.Marshal(a.manifest)
	fatal(a, err)
	if a.raw != nil {
		manifest = a.raw(manifest)
	}
	if manifest != nil {
		a.put(w, zip.FileHeader{Name: "manifest.json", Method: zip.Deflate}, string(manifest))
	}
	fatal(a, w.Close())
	return out.Bytes()
}

func (a *parts) put(w *zip.Writer, h zip.FileHeader, body string) {
	to, err := w.CreateHeader(&h)
	fatal(a, err)
	_, err = io.WriteString(to, body)
	fatal(a, err)
}

func path(table string) string { return "tables/" + table + ".jsonl" }

// replace changes the first place where something stands in a table.
func (a *parts) replace(table, what, by string) {
	a.Helper()
	before := a.files[path(table)]
	after := strings.Replace(before, what, by, 1)
	if before == after {
		a.Fatalf("%s does not stand in %s", what, table)
	}
	a.files[path(table)] = after
}

// change replaces the value of a column in the first row.
func (a *parts) change(table, column, by string) {
	a.Helper()
	row, rest, _ := strings.Cut(a.files[path(table)], "\n")
	at := strings.Index(row, `"`+column+`":`)
	if at < 0 {
		a.Fatalf("no column %s in %s", column, table)
	}
	at += len(column) + 3
	var value json.RawMessage
	fatal(a, json.NewDecoder(strings.NewReader(row[at:])).Decode(&value))
	a.files[path(table)] = row[:at] + by + row[at+len(value):] + "\n" + rest
}

func (a *parts) line(table string, n int) string {
	return strings.SplitAfter(a.files[path(table)], "\n")[n]
}

func (a *parts) dropRows(table string) { a.files[path(table)] = "" }

// rows are those of a table.
func (a *parts) rows(table string) []archive.Row {
	a.Helper()
	f := a.file(table)
	var out []archive.Row
	for line := range strings.SplitSeq(strings.TrimSuffix(a.files[f.Name], "\n"), "\n") {
		if line == "" {
			break
		}
		row, err := archive.ParseRow([]byte(line), archive.Table{Name: table, Columns: f.Columns})
		fatal(a, err)
		out = append(out, row)
	}
	return out
}

// setRows has a table hold these rows.
func (a *parts) setRows(table string, rows []archive.Row) {
	a.Helper()
	f := a.file(table)
	var out []byte
	for _, row := range rows {
		var err error
		out, err = archive.AppendRow(out, archive.Table{Name: table, Columns: f.Columns}, row)
		fatal(a, err)
		out = append(out, '\n')
	}
	a.files[f.Name] = string(out)
}

// dropColumns takes columns out of a table, as an earlier schema had it.
func (a *parts) dropColumns(table string, columns ...string) {
	a.Helper()
	f, rows := a.file(table), a.rows(table)
	dropped := func(c archive.Column) bool { return slices.Contains(columns, c.Name) }
	for n, row := range rows {
		var left archive.Row
		for i, c := range f.Columns {
			if !dropped(c) {
				left = append(left, row[i])
			}
		}
		rows[n] = left
	}
	f.Columns = slices.DeleteFunc(slices.Clone(f.Columns), dropped)
	a.setRows(table, rows)
}

func (a *parts) file(table string) *archive.File {
	a.Helper()
	for i := range a.manifest.Files {
		if a.manifest.Files[i].Table == table {
			return &a.manifest.Files[i]
		}
	}
	a.Fatalf("no table %s", table)
	return nil
}

// addTable puts a table beside the others, with a row.
func (a *parts) addTable(table string) {
	a.files[path(table)] = `{"id":"x"}` + "\n"
	a.manifest.Files = append(a.manifest.Files, archive.File{
		Name: path(table), Table: table, Columns: []archive.Column{{Name: "id", Kind: archive.Text}},
	})
}

func (a *parts) addFile(h zip.FileHeader, body string) { a.extra = append(a.extra, extra{h, body}) }

// lineOf is the first line that holds some text.
func (a *parts) lineOf(table, text string) string {
	a.Helper()
	for line := range strings.Lines(a.files[path(table)]) {
		if strings.Contains(line, text) {
			return line
		}
	}
	a.Fatalf("%s does not stand in %s", text, table)
	return ""
}

func without(files []archive.File, table string) []archive.File {
	return slices.DeleteFunc(slices.Clone(files), func(f archive.File) bool { return f.Table == table })
}

// noise is text that does not pack well, so that nobody takes it for a bomb.
func noise(n int) string {
	out := make([]byte, n)
	state := uint32(1)
	for i := range out {
		state = state*1664525 + 1013904223
		out[i] = 'a' + byte(state>>24)%26
	}
	return string(out)
}
