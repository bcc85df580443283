package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"michinori/app/archive"
	"michinori/app/config"
	"michinori/app/maturity"
	"michinori/app/reporting"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/transfer"
)

// onlyOwner lets nobody else read what holds everybody's answers.
const onlyOwner = 0o600

// ExportCommand writes everything to a file that other programs can read.
type ExportCommand struct {
	config.Database
	Output string `required:"" short:"o" placeholder:"FILE.zip" help:"The file to write."`
	JSON   bool   `help:"Print JSON."`
}

// Run writes the file.
func (c *ExportCommand) Run(ctx context.Context, streams *Streams) error {
	return packTo(ctx, streams, c.Database, c.Output, archive.Export, c.JSON)
}

// BackupCommand writes a consistent copy while the server runs.
type BackupCommand struct {
	config.Database
	Output string `required:"" short:"o" placeholder:"FILE" help:"The file to write."`
	JSON   bool   `help:"Print JSON."`
}

// Run writes the file.
func (c *BackupCommand) Run(ctx context.Context, streams *Streams) error {
	return packTo(ctx, streams, c.Database, c.Output, archive.Backup, c.JSON)
}

// transferred is what came out or went in, as JSON.
type transferred struct {
	File    string          `json:"file"`
	Purpose archive.Purpose `json:"purpose"`
	Schema  int64           `json:"schema"`
	Rows    int64           `json:"rows"`
	DryRun  bool            `json:"dry_run,omitempty"`
	Results *tally          `json:"results,omitempty"`
}

// tally is what became of the results when they were worked out again.
type tally struct {
	Checked  int      `json:"checked"`
	Differ   int      `json:"differ"`
	Examples []string `json:"examples"`
}

func packTo(ctx context.Context, streams *Streams, d config.Database, file string, purpose archive.Purpose, asJSON bool) error {
	if file == "-" && asJSON {
		return &usageError{errors.New("with -o - the file itself is what is printed: leave --json out, or name a file")}
	}
	db, err := openCurrent(ctx, d)
	if err != nil {
		return err
	}
	defer db.Close()
	progress := newProgress(streams)
	var m archive.Manifest
	err = writeArchive(file, streams, func(w io.Writer) error {
		m, err = transfer.Pack(ctx, db, w, transfer.Packing{Purpose: purpose, Program: version, At: time.Now(), Progress: progress.tell})
		if err != nil {
			return err
		}
		// Afterwards, so that what is written does not speak of itself: an export
		// of what was imported is the same file again.
		return noteReading(ctx, streams, db, string(purpose)+".read", "")
	})
	progress.end()
	if err != nil {
		return err
	}
	if asJSON {
		return printJSON(streams.Out, transferred{File: file, Purpose: purpose, Schema: m.Schema, Rows: m.Rows()})
	}
	fmt.Fprintf(streams.Err, "%s: %d rows of %d tables. It holds everybody's answers: keep it where nobody else can read it.\n", file, m.Rows(), len(m.Files))
	return nil
}

// writeArchive makes a file that only its owner reads, or with - hands all of it
// to what reads standard output.
func writeArchive(file string, streams *Streams, make func(w io.Writer) error) error {
	if file != "-" {
		return writeFile(file, onlyOwner, make)
	}
	if isTerminal(streams.Out) {
		return errors.New("this is no text for a terminal: name a file with -o FILE")
	}
	return make(streams.Out)
}

// noteReading puts into the log of the organisation that a command read what is
// not for everybody. Where the database takes nothing just now, as on a standby,
// the command says so and does its work all the same.
func noteReading(ctx context.Context, streams *Streams, db *store.DB, verb, subject string) error {
	err := tracker.New(tracker.Settings{DB: db, Clock: time.Now}).NoteReading(ctx, maturity.Operator(), verb, subject)
	if errors.Is(err, &maturity.Error{Kind: maturity.Unavailable}) {
		fmt.Fprintln(streams.Err, "The database takes nothing just now: that this was read does not stand in its audit log.")
		return nil
	}
	return err
}

// ImportCommand reads an export, or a spreadsheet.
type ImportCommand struct {
	All      ImportAllCommand      `cmd:"" default:"withargs" name:"all" help:"Read an export into an empty database; the word all may be left out."`
	Roster   ImportRosterCommand   `cmd:"" help:"Read people, teams and groups from a spreadsheet."`
	Answers  ImportAnswersCommand  `cmd:"" help:"Read answers of earlier rounds from a spreadsheet."`
	Register ImportRegisterCommand `cmd:"" help:"Read knowledge areas and who knows them from a spreadsheet."`
	Evidence ImportEvidenceCommand `cmd:"" help:"Read definitions of SLOs, incidents or issues of a team, to stand beside its answers."`
}

// ImportAllCommand reads an export into an empty database.
type ImportAllCommand struct {
	config.Database
	File   string `arg:"" placeholder:"FILE.zip" help:"The export to read."`
	DryRun bool   `help:"Read and check everything, and leave the database alone."`
	JSON   bool   `help:"Print JSON."`
}

// Run reads the file, all of it or nothing.
func (c *ImportAllCommand) Run(ctx context.Context, streams *Streams) error {
	return unpackFrom(ctx, streams, c.Database, c.File, archive.Export, c.DryRun, c.JSON)
}

// RestoreCommand reads a backup into an empty database.
type RestoreCommand struct {
	config.Database
	File   string `arg:"" placeholder:"FILE" help:"The backup to read."`
	DryRun bool   `help:"Read and check everything, and leave the database alone."`
	JSON   bool   `help:"Print JSON."`
}

// Run reads the file, all of it or nothing.
func (c *RestoreCommand) Run(ctx context.Context, streams *Streams) error {
	return unpackFrom(ctx, streams, c.Database, c.File, archive.Backup, c.DryRun, c.JSON)
}

func unpackFrom(ctx context.Context, streams *Streams, d config.Database, file string, purpose archive.Purpose, dryRun, asJSON bool) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // it was only read
	in, err := openArchive(f)
	if err != nil {
		return inFile(file, err)
	}
	if dryRun {
		tidy, err := elsewhere(&d)
		if err != nil {
			return err
		}
		defer tidy()
	}
	db, err := openDatabase(ctx, d)
	if err != nil {
		return err
	}
	defer db.Close()
	progress := newProgress(streams)
	defer progress.end()
	out := transferred{File: file, Purpose: purpose, Schema: in.Manifest.Schema, Rows: in.Manifest.Rows(), DryRun: dryRun}
	err = transfer.Unpack(ctx, db, in, transfer.Unpacking{
		Purpose: purpose, DryRun: dryRun, Progress: progress.tell,
		Inspect: func(ctx context.Context, db *store.DB) error {
			out.Results, err = recount(ctx, db, progress.tell)
			return err
		},
	})
	switch {
	case errors.Is(err, store.ErrNotEmpty):
		return err
	case err != nil:
		return inFile(file, err)
	case !dryRun:
		// What is read is stored, whatever becomes of this.
		if err := countRounds(ctx, db, progress.tell); err != nil {
			fmt.Fprintln(streams.Err, "Everything was read. The rounds are not counted for reports yet; the server will do so when it starts:", oneLine(err))
		}
	}
	progress.end()
	if asJSON {
		return printJSON(streams.Out, out)
	}
	tellTransferred(streams.Err, out)
	return nil
}

// elsewhere points at a database that goes again where the one that is named is a
// file that is not there: what changes nothing makes none.
func elsewhere(d *config.Database) (tidy func(), err error) {
	tidy = func() {}
	address, err := d.Address()
	name, isFile := strings.CutPrefix(address, "sqlite:")
	if err != nil || !isFile {
		return tidy, nil //nolint:nilerr // opening it says what is wrong
	}
	if _, err := os.Stat(name); !errors.Is(err, os.ErrNotExist) {
		return tidy, nil
	}
	dir, err := os.MkdirTemp("", "michinori-dry-run-")
	if err != nil {
		return nil, err
	}
	*d = config.Database{Database: "sqlite:" + filepath.Join(dir, "empty.db")}
	return func() { _ = os.RemoveAll(dir) }, nil // of a database that nobody asked for
}

// countRounds writes down what closed rounds tell, where an earlier program wrote
// the file, and counts all of them for reports.
func countRounds(ctx context.Context, db *store.DB, tell transfer.Progress) error {
	t := tracker.New(tracker.Settings{DB: db, Clock: time.Now})
	if err := t.KeepPools(ctx); err != nil {
		return err
	}
	return reporting.New(db, t).KeepCounts(ctx, tell)
}

func openArchive(f *os.File) (*archive.Reader, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("it is no file")
	}
	return archive.Open(f, info.Size())
}

// recount works every result out again. What differs is kept as it was stored:
// the past is not rewritten.
func recount(ctx context.Context, db *store.DB, tell transfer.Progress) (*tally, error) {
	t := tracker.New(tracker.Settings{DB: db, Clock: time.Now})
	got, err := t.Recount(ctx, tell)
	out := &tally{Checked: got.Checked, Differ: len(got.Differences), Examples: []string{}}
	for _, d := range got.Differences[:min(shownDifferences, len(got.Differences))] {
		out.Examples = append(out.Examples, d.String())
	}
	return out, err
}

const shownDifferences = 5

func tellTransferred(w io.Writer, x transferred) {
	verb := "is in the database now"
	if x.DryRun {
		verb = "can be read; nothing was changed"
	}
	fmt.Fprintf(w, "%s %s: %d rows, %d results.\n", x.File, verb, x.Rows, x.Results.Checked)
	if x.Results.Differ == 0 {
		return
	}
	fmt.Fprintf(w, "%d of %d results are not what this version would work out from their answers; they are kept as they were:\n", x.Results.Differ, x.Results.Checked)
	for _, e := range x.Results.Examples {
		fmt.Fprintln(w, "  "+e)
	}
}

// progress says on a terminal how far long work has come, in one line that
// changes; in a pipe it is silent.
type progress struct {
	w     io.Writer
	shown int64
}

func newProgress(streams *Streams) *progress {
	if isTerminal(streams.Err) {
		return &progress{w: streams.Err, shown: -1}
	}
	return &progress{}
}

func (p *progress) tell(done, total int64) {
	if p.w == nil || total == 0 {
		return
	}
	if percent := 100 * done / total; percent != p.shown {
		p.shown = percent
		fmt.Fprintf(p.w, "\r%3d%% ", percent)
	}
}

// end takes the line away.
func (p *progress) end() {
	if p.w != nil && p.shown >= 0 {
		fmt.Fprint(p.w, "\r      \r")
		p.shown = -1
	}
}
