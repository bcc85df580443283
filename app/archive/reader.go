package archive

import (
	"archive/zip"
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
)

// What an archive may be at most. Both are far beyond what the program writes:
// 500 teams, 12 rounds and 6 people are 400 MB, unpacked, at one to seven.
const (
	maxLine     = 16 << 20
	maxManifest = 4 << 20
	maxFiles    = 500
	maxUnpacked = 64 << 30
	maxRatio    = 250 // of a file above a megabyte, unpacked to packed
)

// Reader reads an archive that somebody brings.
type Reader struct {
	Manifest Manifest
	files    map[string]*zip.File
}

// Problem is what is wrong in one file, and on which of its lines, from 1; 0 is
// the file as a whole.
type Problem struct {
	File string
	Line int64
	Err  error
}

// Error names file, line and problem.
func (p *Problem) Error() string {
	if p.Line == 0 {
		return p.File + ": " + p.Err.Error()
	}
	return fmt.Sprintf("%s, line %d: %s", p.File, p.Line, p.Err)
}

// Unwrap returns what is wrong.
func (p *Problem) Unwrap() error { return p.Err }

// Open reads the directory and the manifest of an archive of so many bytes.
func Open(from io.ReaderAt, size int64) (*Reader, error) {
	z, err := zip.NewReader(from, size)
	if err != nil {
		return nil, fmt.Errorf("it is no file of michinori export or backup, or it is cut off (%w)", err)
	}
	r := &Reader{files: make(map[string]*zip.File, len(z.File))}
	if len(z.File) > maxFiles {
		return nil, fmt.Errorf("it holds %d files; an export has a few dozen", len(z.File))
	}
	var unpacked uint64
	for _, f := range z.File {
		if err := r.add(f); err != nil {
			return nil, &Problem{File: shown(f.Name), Err: err}
		}
		unpacked += min(f.UncompressedSize64, maxUnpacked+1)
	}
	if unpacked > maxUnpacked {
		return nil, fmt.Errorf("it would unpack to more than %d GB", maxUnpacked>>30)
	}
	if r.Manifest, err = r.readManifest(); err != nil {
		return nil, err
	}
	return r, r.compare()
}

// shown is a name from the file in a message.
func shown(name string) string { return fmt.Sprintf("%.60q", name) }

func (r *Reader) add(f *zip.File) error {
	const encrypted = 1
	switch {
	case r.files[f.Name] != nil:
		return errors.New("stands in it twice")
	case !f.Mode().IsRegular():
		return errors.New("is no plain file")
	case f.Flags&encrypted != 0 || f.Method != zip.Deflate && f.Method != zip.Store:
		return errors.New("is packed in a way that is not used")
	case f.UncompressedSize64 > 1<<20 && f.UncompressedSize64/maxRatio > f.CompressedSize64:
		return errors.New("unpacks to too much for what it is")
	}
	r.files[f.Name] = f
	return nil
}

func (r *Reader) readManifest() (Manifest, error) {
	f := r.files[manifestName]
	if f == nil {
		return Manifest{}, errors.New("it is no export or backup of michinori: it has no " + manifestName)
	}
	if f.UncompressedSize64 > maxManifest {
		return Manifest{}, &Problem{File: manifestName, Err: errors.New("is too large")}
	}
	in, err := f.Open()
	if err != nil {
		return Manifest{}, &Problem{File: manifestName, Err: err}
	}
	defer in.Close()
	raw, err := io.ReadAll(io.LimitReader(in, maxManifest))
	if err != nil {
		return Manifest{}, &Problem{File: manifestName, Err: err}
	}
	return parseManifest(raw)
}

// compare holds the directory against the manifest.
func (r *Reader) compare() error {
	known := map[string]bool{manifestName: true}
	for _, f := range r.Manifest.Files {
		known[f.Name] = true
		in := r.files[f.Name]
		switch {
		case in == nil:
			return &Problem{File: f.Name, Err: errors.New("is missing")}
		case in.UncompressedSize64 != uint64(f.Bytes):
			return &Problem{File: f.Name, Err: fmt.Errorf("is %d bytes long, and %d by the manifest", in.UncompressedSize64, f.Bytes)}
		}
	}
	for name := range r.files {
		if !known[name] {
			return &Problem{File: shown(name), Err: errors.New("does not belong in an export")}
		}
	}
	return nil
}

// Verify reads every file once and holds it against its checksum, so that a
// damaged archive is known before anything is done with it. See is told how
// many bytes were read.
func (r *Reader) Verify(see func(bytes int64)) error {
	buffer := make([]byte, 256<<10)
	for _, f := range r.Manifest.Files {
		in, err := r.open(f)
		if err != nil {
			return err
		}
		for err == nil {
			var n int
			n, err = in.Read(buffer)
			see(int64(n))
		}
		if err = in.end(err); err != nil {
			return err
		}
	}
	return nil
}

// Rows hands each row of a file to f, with its line, in the order of the file.
// The row is f's to keep. What is wrong is a *Problem.
func (r *Reader) Rows(file File, f func(line int64, row Row) error) error {
	in, err := r.open(file)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 64<<10), maxLine)
	lines.Split(wholeLines)
	n, t := int64(0), file.table()
	for lines.Scan() {
		n++
		row, err := ParseRow(lines.Bytes(), t)
		if err != nil {
			return errors.Join(&Problem{File: file.Name, Line: n, Err: err}, in.Close())
		}
		if err := f(n, row); err != nil {
			return errors.Join(err, in.Close())
		}
	}
	if err := lines.Err(); err != nil {
		return errors.Join(&Problem{File: file.Name, Line: n + 1, Err: err}, in.Close())
	}
	if n != file.Rows {
		return errors.Join(&Problem{File: file.Name, Err: fmt.Errorf("has %d rows, and %d by the manifest", n, file.Rows)}, in.Close())
	}
	return in.end(io.EOF)
}

// wholeLines splits at line ends, and refuses a last line without one.
func wholeLines(data []byte, atEOF bool) (int, []byte, error) {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return i + 1, data[:i], nil
	}
	if atEOF && len(data) > 0 {
		return 0, nil, errors.New("breaks off")
	}
	return 0, nil, nil
}

// checked is an open file that counts and sums what is read of it.
type checked struct {
	io.ReadCloser
	file File
	sum  hash.Hash
	read int64
}

func (r *Reader) open(f File) (*checked, error) {
	in, err := r.files[f.Name].Open()
	if err != nil {
		return nil, &Problem{File: f.Name, Err: err}
	}
	return &checked{ReadCloser: in, file: f, sum: sha256.New()}, nil
}

// Read never gives more than the manifest promises.
func (c *checked) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	c.sum.Write(p[:n])
	if c.read += int64(n); c.read > c.file.Bytes {
		return 0, errors.New("is longer than the manifest says")
	}
	return n, err
}

// end closes the file and says what is wrong with it as a whole.
func (c *checked) end(err error) error {
	closed := c.Close()
	switch {
	case !errors.Is(err, io.EOF):
		return &Problem{File: c.file.Name, Err: fmt.Errorf("is damaged: %w", err)}
	case closed != nil:
		return &Problem{File: c.file.Name, Err: closed}
	case hex.EncodeToString(c.sum.Sum(nil)) != c.file.SHA256:
		return &Problem{File: c.file.Name, Err: errors.New("is not what was written: its checksum differs")}
	}
	return nil
}
