package archive

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// What tells a file of ours from others.
const (
	format       = "michinori-archive"
	version      = 1
	manifestName = "manifest.json"
)

// Purpose says what an archive is for.
type Purpose string

// The purposes. An export leaves out what lets somebody in; a backup holds it.
const (
	Export Purpose = "export"
	Backup Purpose = "backup"
)

// Manifest says what an archive holds.
type Manifest struct {
	Format  string  `json:"format"`
	Version int     `json:"version"`
	Purpose Purpose `json:"purpose"`
	Schema  int64   `json:"schema"`  // number of the last migration
	Program string  `json:"program"` // version that wrote it
	MadeAt  string  `json:"made_at,omitempty"`
	// LeftOut names the tables that are not in it.
	LeftOut []string `json:"left_out"`
	Files   []File   `json:"files"`
}

// File is one table in the archive.
type File struct {
	Name    string   `json:"name"`
	Table   string   `json:"table"`
	Rows    int64    `json:"rows"`
	Bytes   int64    `json:"bytes"`
	SHA256  string   `json:"sha256"`
	Columns []Column `json:"columns"`
}

// table is what the rows of the file are read with.
func (f File) table() Table { return Table{Name: f.Table, Columns: f.Columns} }

func fileName(table string) string { return "tables/" + table + ".jsonl" }

// Rows is the number of rows in all files.
func (m Manifest) Rows() int64 {
	var n int64
	for _, f := range m.Files {
		n += f.Rows
	}
	return n
}

// ErrNewer says that a newer version of the program made the file.
var ErrNewer = errors.New("it was made by a newer version of michinori; install that version first")

func parseManifest(raw []byte) (Manifest, error) {
	var peek struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
	}
	if err := json.Unmarshal(raw, &peek); err != nil || peek.Format != format {
		return Manifest{}, errors.New("it is no export or backup of michinori: its manifest is another program's")
	}
	if peek.Version > version {
		return Manifest{}, ErrNewer
	}
	var m Manifest
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return m, fmt.Errorf("manifest: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return m, errors.New("manifest: something follows it")
	}
	return m, m.check()
}

func (m Manifest) check() error {
	if m.Version != version || m.Purpose != Export && m.Purpose != Backup || m.Schema < 1 {
		return fmt.Errorf("manifest: version %d, purpose %.20q, schema %d: no such file was ever written", m.Version, m.Purpose, m.Schema)
	}
	seen := map[string]bool{}
	for _, f := range m.Files {
		switch {
		case f.Name != fileName(f.Table):
			return fmt.Errorf("manifest: the file of table %.40q is called %.60q", f.Table, f.Name)
		case seen[f.Table]:
			return fmt.Errorf("manifest: table %.40q stands there twice", f.Table)
		case f.Rows < 0 || f.Bytes < 0 || len(f.SHA256) != 64 || len(f.Columns) == 0:
			return fmt.Errorf("manifest: %.40q: sizes, checksum or columns are not possible", f.Table)
		}
		seen[f.Table] = true
	}
	return nil
}
