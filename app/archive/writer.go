package archive

import (
	"archive/zip"
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"time"
)

// Writer writes an archive as a stream: table after table, then the manifest.
type Writer struct {
	zip      *zip.Writer
	manifest Manifest
	open     *fileWriter
}

// fileWriter is the file that is being written.
type fileWriter struct {
	file  File
	to    *bufio.Writer
	sum   hash.Hash
	bytes int64
	line  []byte
}

// NewWriter begins an archive; of the manifest it takes what it cannot count
// itself.
func NewWriter(w io.Writer, m Manifest) *Writer {
	m.Format, m.Version, m.Files = format, version, nil
	return &Writer{zip: zip.NewWriter(w), manifest: m}
}

// Table begins the next table.
func (w *Writer) Table(t Table) error {
	if err := w.end(); err != nil {
		return err
	}
	name := fileName(t.Name)
	to, err := w.create(name)
	if err != nil {
		return err
	}
	sum := sha256.New()
	w.open = &fileWriter{
		file: File{Name: name, Table: t.Name, Columns: t.Columns}, sum: sum,
		to: bufio.NewWriterSize(io.MultiWriter(to, sum), 64<<10),
	}
	return nil
}

// create begins a file without a date, so that the same contents are the same
// bytes.
func (w *Writer) create(name string) (io.Writer, error) {
	header := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)}
	header.SetMode(0o600)
	return w.zip.CreateHeader(header)
}

// Row writes a row of the table that was begun last.
func (w *Writer) Row(row Row) error {
	o := w.open
	var err error
	if o.line, err = AppendRow(o.line[:0], o.file.table(), row); err != nil {
		return err
	}
	o.line = append(o.line, '\n')
	if len(o.line) > maxLine {
		return fmt.Errorf("a row of %s is longer than %d MB", o.file.Table, maxLine>>20)
	}
	o.file.Rows++
	o.bytes += int64(len(o.line))
	_, err = o.to.Write(o.line)
	return err
}

func (w *Writer) end() error {
	o := w.open
	if o == nil {
		return nil
	}
	if err := o.to.Flush(); err != nil {
		return err
	}
	o.file.Bytes, o.file.SHA256 = o.bytes, hex.EncodeToString(o.sum.Sum(nil))
	w.manifest.Files = append(w.manifest.Files, o.file)
	w.open = nil
	return nil
}

// Close writes the manifest and the end of the zip, and returns the manifest.
// Without it the archive cannot be read.
func (w *Writer) Close() (Manifest, error) {
	if err := w.end(); err != nil {
		return w.manifest, err
	}
	to, err := w.create(manifestName)
	if err != nil {
		return w.manifest, err
	}
	e := json.NewEncoder(to)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(w.manifest); err != nil {
		return w.manifest, err
	}
	return w.manifest, w.zip.Close()
}
