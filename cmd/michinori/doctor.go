package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"michinori/app/config"
	"michinori/app/maturity"
	"michinori/app/reporting"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/questionnaires"
)

// DoctorCommand checks what an operator would check.
type DoctorCommand struct {
	config.Database
	config.Server
	config.Notices
	Mail  bool `help:"Reach the mail server too; nothing is sent."`
	Quick bool `help:"Leave out what reads the whole database."`
	JSON  bool `help:"Print JSON."`
}

// finding is what came of one check.
type finding struct {
	Check string `json:"check"`
	State state  `json:"state"`
	Says  string `json:"says"`
	Do    string `json:"do,omitempty"` // what to do, where something is to be done
}

// state says how bad it is.
type state string

const (
	fine    state = "ok"
	doubt   state = "warning" // works, and may not for long or for everybody
	failing state = "wrong"
)

// doctor gathers findings.
type doctor struct {
	now      time.Time
	findings []finding
}

func (d *doctor) ok(check, says string, args ...any) {
	d.findings = append(d.findings, finding{Check: check, State: fine, Says: fmt.Sprintf(says, args...)})
}

func (d *doctor) warn(check, do, says string, args ...any) {
	d.findings = append(d.findings, finding{Check: check, State: doubt, Says: fmt.Sprintf(says, args...), Do: do})
}

func (d *doctor) fail(check, do, says string, args ...any) {
	d.findings = append(d.findings, finding{Check: check, State: failing, Says: fmt.Sprintf(says, args...), Do: do})
}

// Run prints what it found, and fails where something is wrong.
func (c *DoctorCommand) Run(ctx context.Context, streams *Streams) error {
	d := &doctor{now: time.Now()}
	d.ok("version", "michinori %s", version)
	d.settings(c)
	d.mail(ctx, c)
	progress := newProgress(streams)
	d.database(ctx, c, progress)
	progress.end()
	if err := d.print(streams, c.JSON); err != nil {
		return err
	}
	bad := 0
	for _, f := range d.findings {
		if f.State == failing {
			bad++
		}
	}
	if bad > 0 {
		return fmt.Errorf("%d checks failed; what to do stands beside each", bad)
	}
	return nil
}

func (d *doctor) print(streams *Streams, asJSON bool) error {
	if asJSON {
		return printJSON(streams.Out, map[string]any{"findings": d.findings})
	}
	var b strings.Builder
	for _, f := range d.findings {
		fmt.Fprintf(&b, "%-8s %s: %s\n", f.State, f.Check, f.Says)
		if f.Do != "" {
			fmt.Fprintf(&b, "         → %s\n", f.Do)
		}
	}
	_, err := io.WriteString(streams.Out, b.String())
	return err
}

func (d *doctor) database(ctx context.Context, c *DoctorCommand, p *progress) {
	address, err := c.Address()
	if err != nil {
		d.fail("database", "Name the database once.", "%s", oneLine(err))
		return
	}
	if !d.files(address) {
		return
	}
	db, err := store.Open(ctx, address)
	if err != nil {
		d.fail("database", "Check the address, the network and that the database runs.", "%s", oneLine(err))
		return
	}
	defer db.Close()
	d.ok("database", "it answers")
	if !d.schema(ctx, db) {
		return
	}
	d.clock(ctx, db)
	if c.Quick {
		return
	}
	d.contents(ctx, db, p)
}

// schema reports whether the rest can be read.
func (d *doctor) schema(ctx context.Context, db *store.DB) bool {
	s, err := db.SchemaStatus(ctx)
	switch {
	case err != nil:
		d.fail("schema", "Check what the user of the database may do.", "%s", oneLine(err))
	case s.Current == 0:
		d.fail("schema", "Start `michinori serve`, or run `michinori migrate up`.", "the database is empty")
	case s.Current > s.Latest:
		d.fail("schema", "Install that version, or restore a backup made by this one.", "a newer version made the database: schema %d of %d", s.Current, s.Latest)
	case s.Pending():
		d.fail("schema", "Make a backup, then run `michinori migrate up`.", "schema %d of %d", s.Current, s.Latest)
	default:
		d.ok("schema", "%d of %d", s.Current, s.Latest)
		return true
	}
	return false
}

// maxDrift is how far clocks may be apart before links end early or late.
const maxDrift = 5 * time.Second

func (d *doctor) clock(ctx context.Context, db *store.DB) {
	const check, do = "clock", "Set the clocks by NTP."
	theirs, err := db.Clock(ctx)
	if err != nil {
		d.fail(check, "Check the connection to the database.", "%s", oneLine(err))
		return
	}
	if drift := d.now.Sub(theirs).Abs().Round(time.Second); !theirs.IsZero() && drift > maxDrift {
		d.warn(check, do, "the clock of this machine and the database's are %s apart", drift)
		return
	}
	last, err := db.LastEvent(ctx)
	switch {
	case err != nil:
		d.fail(check, "Check the connection to the database.", "%s", oneLine(err))
	case last.After(d.now.Add(maxDrift)):
		d.warn(check, do, "something was done at %s, which is still to come", last.Format(time.RFC3339))
	default:
		d.ok(check, "%s", d.now.UTC().Format(time.RFC3339))
	}
}

// contents reads the whole database.
func (d *doctor) contents(ctx context.Context, db *store.DB, p *progress) {
	faults, err := db.Faults(ctx)
	switch {
	case err != nil:
		d.fail("contents", "Make a backup if you can, and restore the last good one.", "%s", oneLine(err))
		return
	case len(faults) > 0:
		d.fail("contents", "Restore the last good backup into a new database.", "%s", strings.Join(faults, "; "))
	default:
		d.ok("contents", "nothing is damaged, nothing refers to what is not there")
	}
	library, _, err := questionnaires.OpenLibrary("")
	if err != nil {
		d.fail("questionnaires", "Install the program again.", "%s", oneLine(err))
		return
	}
	if _, err := db.Organisation(ctx); errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		d.warn("organisation", "Open the link that `michinori serve` prints, or run `michinori setup`.", "there is none yet")
		return
	}
	t := tracker.New(tracker.Settings{DB: db, Library: library, Clock: time.Now})
	d.results(ctx, t, p)
	d.counts(ctx, reporting.New(db, t))
}

func (d *doctor) results(ctx context.Context, t *tracker.Tracker, p *progress) {
	got, err := t.Recount(ctx, p.tell)
	switch {
	case err != nil:
		d.fail("results", "Restore the last good backup into a new database.", "%s", oneLine(err))
	case len(got.Differences) > 0:
		d.warn("results", "Results stay as they were; if nobody changed the database by hand, tell the makers.",
			"%d of %d are not what this version works out from their answers, such as %s", len(got.Differences), got.Checked, got.Differences[0])
	default:
		d.ok("results", "%d are what their answers give", got.Checked)
	}
}

func (d *doctor) counts(ctx context.Context, r *reporting.Reporting) {
	stale, err := r.StaleCounts(ctx)
	switch {
	case err != nil:
		d.fail("counts", "Restore the last good backup into a new database.", "%s", oneLine(err))
	case len(stale) > 0:
		d.fail("counts", "Run DELETE FROM roll_ups in the database: they are counted anew when next asked for.",
			"what is kept for reports of %s is not what is stored", strings.Join(stale, ", "))
	default:
		d.ok("counts", "what is kept for reports is what is stored")
	}
}
