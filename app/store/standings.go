package store

import (
	"cmp"
	"context"
	"database/sql"

	"michinori/app/maturity"
)

// Standing is an assessment with what nearly every request about it has to
// know: its round, its team and the organisation.
type Standing struct {
	Assessment   maturity.Assessment
	Round        maturity.Round
	Team         maturity.Team
	Organisation maturity.Organisation
}

// StandingOf returns an assessment with what is around it, in one question to
// the database.
func (r Reader) StandingOf(ctx context.Context, assessment string) (Standing, error) {
	rows, err := r.rows(ctx, "SELECT "+standingColumns+standingFrom, assessment)
	if err != nil {
		return Standing{}, err
	}
	defer rows.Close()
	var x Standing
	err = cmp.Or(x.read(rows), rows.Err())
	return x, translate(err)
}

// HoldStanding is StandingOf that keeps others from changing the assessment
// until the transaction ends, while they may hold it too: people who answer at
// the same time do not wait for each other. What was read before is not read
// again, if it is still so.
func (tx *Tx) HoldStanding(ctx context.Context, assessment string) (Standing, error) {
	if tx.pipe == nil {
		return tx.StandingOf(ctx, assessment)
	}
	if x, ok := tx.known.standings.find(assessment); ok && !tx.pipe.anew {
		tx.pipe.granted.grant("EXISTS (SELECT 1 "+standingFrom+" AND "+standingVersion+" = ? FOR SHARE OF a)", assessment, x.version)
		return x.what, nil
	}
	return tx.standingFor(ctx, "SHARE", assessment)
}

// LockStanding is HoldStanding for whom nobody else may hold it.
func (tx *Tx) LockStanding(ctx context.Context, assessment string) (Standing, error) {
	if tx.pipe == nil { // a transaction that writes is alone anyway
		return tx.StandingOf(ctx, assessment)
	}
	return tx.standingFor(ctx, "UPDATE", assessment)
}

// standingFor takes the row first, and reads what is around it after: what a
// statement finds that had to wait for a row is from before it waited.
func (tx *Tx) standingFor(ctx context.Context, strength, assessment string) (Standing, error) {
	var x versioned[Standing]
	tx.pipe.later(nil, "SELECT 1 FROM assessments WHERE id = ? FOR "+strength, assessment)
	err := tx.ask(ctx, func(rows answers) error {
		return x.what.read(rows, &x.version)
	}, "SELECT "+standingColumns+", "+standingVersion+" "+standingFrom, assessment)
	if err == nil {
		tx.known.standings.keep(assessment, x)
	}
	return x.what, err
}

// The columns are read by hand: gorm would take longer to find out where each
// belongs than the database to find them.
const standingColumns = `
	a.id, a.round_id, a.team_id, a.mode, a.state, a.members, a.revealed_at, a.agreed_at, a.shared_at, a.reopened, a.reopen_reason,
	r.key, r.questionnaire, r.edition, r.checksum, r.k, r.opened_at, r.closes_at, r.closed_at,
	t.key, t.name, COALESCE(t.group_id, ''), t.archived_at,
	o.name, o.language, o.time_zone, o.fiscal_start, o.k, o.created_at`

const standingFrom = `
	FROM assessments a JOIN rounds r ON r.id = a.round_id JOIN teams t ON t.id = a.team_id CROSS JOIN organisation o
	WHERE a.id = ?`

// standingVersion is of the rows that a standing is made of.
const standingVersion = "a.xmin::text || ' ' || r.xmin || ' ' || t.xmin || ' ' || o.xmin"

// read reads the columns and whatever else was asked after them.
func (x *Standing) read(rows answers, also ...any) error {
	if !rows.Next() {
		return cmp.Or(rows.Err(), sql.ErrNoRows)
	}
	a, r, t, o := &x.Assessment, &x.Round, &x.Team, &x.Organisation
	err := rows.Scan(append([]any{
		&a.ID, &a.RoundID, &a.TeamID, &a.Mode, &a.State, &a.Members, &a.RevealedAt, &a.AgreedAt, &a.SharedAt, &a.Reopened, &a.ReopenReason,
		&r.Key, &r.Questionnaire, &r.Edition, &r.Checksum, &r.K, &r.OpenedAt, &r.ClosesAt, &r.ClosedAt,
		&t.Key, &t.Name, &t.GroupID, &t.ArchivedAt,
		&o.Name, &o.Language, &o.TimeZone, &o.FiscalStart, &o.K, &o.CreatedAt,
	}, also...)...)
	r.ID, t.ID = a.RoundID, a.TeamID
	return err
}
