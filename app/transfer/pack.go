package transfer

import (
	"context"
	"fmt"
	"io"
	"time"

	"michinori/app/archive"
	"michinori/app/store"
)

// Progress is told how much of how much is done.
type Progress func(done, total int64)

// step is how many rows pass between two words of progress.
const step = 256

// counter counts what is done and speaks up now and then.
type counter struct {
	tell        Progress
	done, total int64
}

func (c *counter) add(n int64) {
	before := c.done / step
	if c.done += n; c.tell != nil && c.done/step != before {
		c.tell(c.done, c.total)
	}
}

// Packing says what an archive is to be.
type Packing struct {
	Purpose  archive.Purpose
	Program  string    // version of this program
	At       time.Time // named in a backup; an export has no date, so that the same contents are the same bytes
	Progress Progress
}

// Pack writes everything the database holds as an archive, as it is at one
// moment, while others go on writing. It needs little memory, however much
// there is.
func Pack(ctx context.Context, db *store.DB, w io.Writer, p Packing) (archive.Manifest, error) {
	status, err := db.SchemaStatus(ctx)
	switch {
	case err != nil:
		return archive.Manifest{}, fmt.Errorf("read schema version: %w", err)
	case status.Current != status.Latest:
		return archive.Manifest{}, fmt.Errorf("the schema of the database is %d and this program's %d: run `michinori migrate up` first", status.Current, status.Latest)
	}
	m := archive.Manifest{Purpose: p.Purpose, Schema: status.Current, Program: p.Program, LeftOut: store.LeftOut(p.Purpose)}
	if p.Purpose == archive.Backup {
		m.MadeAt = p.At.UTC().Format(time.RFC3339)
	}
	err = db.Snapshot(ctx, func(r store.Reader) error {
		m, err = pack(ctx, r, archive.NewWriter(w, m), p)
		return err
	})
	return m, err
}

func pack(ctx context.Context, r store.Reader, w *archive.Writer, p Packing) (archive.Manifest, error) {
	tables, err := r.Tables(ctx, p.Purpose)
	if err != nil {
		return archive.Manifest{}, err
	}
	rows := counter{tell: p.Progress}
	for _, t := range tables {
		n, err := r.CountRows(ctx, t)
		if err != nil {
			return archive.Manifest{}, fmt.Errorf("count %s: %w", t.Name, err)
		}
		rows.total += n
	}
	for _, t := range tables {
		if err := w.Table(t); err != nil {
			return archive.Manifest{}, err
		}
		err := r.EachRow(ctx, t, func(row archive.Row) error {
			rows.add(1)
			return w.Row(row)
		})
		if err != nil {
			return archive.Manifest{}, fmt.Errorf("read %s: %w", t.Name, err)
		}
	}
	return w.Close()
}
