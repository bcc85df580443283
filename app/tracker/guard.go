package tracker

import (
	"context"

	"michinori/app/store"
)

// The names under which use cases and guards of the same things wait for each
// other.
const (
	// RosterLock is of groups, teams, people, their parts and days, which are
	// checked against each other: a key is taken once, and somebody stays champion.
	RosterLock = "roster"
	// SettingsLock is of the settings of the organisation.
	SettingsLock = "organisation"
	// OwnPracticesLock is of the practices of the organisation's own, and of the
	// targets of all.
	OwnPracticesLock = "practices"
)

// OnCallLock is of the ways of one team's members to on-call, and of its rota.
func OnCallLock(team string) string { return "on-call " + team }

// CastLock is of who plays which part in one drill.
func CastLock(drill string) string { return "cast " + drill }

// RoundLock is of the promised end of one round.
func RoundLock(id string) string { return "round " + id }

// OccurrenceLock is of what was logged of one occurrence.
func OccurrenceLock(id string) string { return "occurrence " + id }

// TrialLock is of how one team has chosen one practice, and whether it has ended
// it.
func TrialLock(team, practice string) string { return "trial " + team + " " + practice }

// AuthorsLock is of who the authors of one team's code are.
func AuthorsLock(team string) string { return "authors " + team }

// EvidenceLock is of what one team says of names in its files.
func EvidenceLock(team string) string { return "evidence " + team }

// ActionLock is of what becomes of one action, on its own and in a round.
func ActionLock(id string) string { return "action " + id }

// AssessmentLock is of how far one assessment is.
func AssessmentLock(id string) string { return "assessment " + id }

// Guarded returns a context in which a use case changes nothing unless check
// returns nil for what its transaction finds. Two guards of one name never
// check at once, so that of two who looked at the same thing only the first
// changes it.
func (t *Tracker) Guarded(ctx context.Context, name string, check func(ctx context.Context, r store.Reader) error) context.Context {
	return store.WithAround(ctx, &store.Around{Before: func(ctx context.Context, tx *store.Tx) error {
		if err := tx.Alone(ctx, name); err != nil {
			return err
		}
		return check(ctx, tx.Reader)
	}})
}

// Seen stands for something as somebody looked at it: the same gives the same.
func Seen(what any) (string, error) { return fingerprint(what) }

// Unchanged is Guarded for a form that carries Seen of what it was made from: a
// use case is a Conflict where now reads something else.
func (t *Tracker) Unchanged(ctx context.Context, name, seen string, now func(ctx context.Context, r store.Reader) (any, error)) context.Context {
	return t.Guarded(ctx, name, func(ctx context.Context, r store.Reader) error {
		what, err := now(ctx, r)
		if err != nil {
			return err
		}
		if is, err := Seen(what); err != nil || is != seen {
			return either(err, changedMeanwhile())
		}
		return nil
	})
}
