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
	rows, err := r.rows(ctx, standingQuery, assessment)
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
// the same time do not wait for each other.
func (tx *Tx) HoldStanding(ctx context.Context, assessment string) (Standing, error) {
	return tx.standingFor(ctx, "SHARE", assessment)
}

// LockStanding is HoldStanding for whom nobody else may hold it.
func (tx *Tx) LockStanding(ctx context.Context, assessment string) (Standing, error) {
	return tx.standingFor(ctx, "UPDATE", assessment)
}

// On SQLite a transaction that writes is alone anyway.
func (tx *Tx) standingFor(ctx context.Context, strength, assessment string) (Standing, error) {
	query := standingQuery
	if tx.onPostgres() {
		query += " FOR " + strength + " OF a"
	}
	var x Standing
	err := tx.ask(ctx, x.read, query, assessment)
	return x, err
}

// The columns are read by hand: gorm would take longer to find out where each
// belongs than the database to find them.
const standingQuery = `
	SELECT a.id, a.round_id, a.team_id, a.mode, a.state, a.members, a.revealed_at, a.agreed_at, a.shared_at, a.reopened, a.reopen_reason,
		r.key, r.questionnaire, r.edition, r.checksum, r.k, r.opened_at, r.closes_at, r.closed_at,
		t.key, t.name, COALESCE(t.group_id, ''), t.archived_at,
		o.name, o.language, o.time_zone, o.fiscal_start, o.k, o.created_at
	FROM assessments a JOIN rounds r ON r.id = a.round_id JOIN teams t ON t.id = a.team_id CROSS JOIN organisation o
	WHERE a.id = ?`

func (x *Standing) read(rows answers) error {
	if !rows.Next() {
		return cmp.Or(rows.Err(), sql.ErrNoRows)
	}
	a, r, t, o := &x.Assessment, &x.Round, &x.Team, &x.Organisation
	err := rows.Scan(
		&a.ID, &a.RoundID, &a.TeamID, &a.Mode, &a.State, &a.Members, &a.RevealedAt, &a.AgreedAt, &a.SharedAt, &a.Reopened, &a.ReopenReason,
		&r.Key, &r.Questionnaire, &r.Edition, &r.Checksum, &r.K, &r.OpenedAt, &r.ClosesAt, &r.ClosedAt,
		&t.Key, &t.Name, &t.GroupID, &t.ArchivedAt,
		&o.Name, &o.Language, &o.TimeZone, &o.FiscalStart, &o.K, &o.CreatedAt)
	r.ID, t.ID = a.RoundID, a.TeamID
	return err
}
