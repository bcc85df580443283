package reporting

import (
	"context"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/reports/quarter"
)

// Reporting gathers. Make one with New and share it.
type Reporting struct {
	db      *store.DB
	tracker *tracker.Tracker
}

// New returns a Reporting over a database.
func New(db *store.DB, t *tracker.Tracker) *Reporting { return &Reporting{db: db, tracker: t} }

// Organisation gathers a report on the organisation, or on a group with all
// that is below it, up to a round. It is for champions and leaders, and
// NotFound where there is no such group. With hideTeams nothing in it names a
// team.
func (x *Reporting) Organisation(ctx context.Context, v maturity.Viewer, round maturity.Round, group string, hideTeams bool,
) (quarter.Organisation, error) {
	if err := v.Require(v.SeesOrganisation()); err != nil {
		return quarter.Organisation{}, err
	}
	s, err := x.scope(ctx, group)
	if err != nil {
		return quarter.Organisation{}, err
	}
	return x.gather(ctx, s, round, hideTeams)
}

// Rounds counts the rounds of the organisation, or of a group with all that is
// below it, up to one: what Organisation says of rounds, and no more.
func (x *Reporting) Rounds(ctx context.Context, v maturity.Viewer, round maturity.Round, group string) ([]quarter.Round, error) {
	if err := v.Require(v.SeesOrganisation()); err != nil {
		return nil, err
	}
	s, err := x.scope(ctx, group)
	if err != nil {
		return nil, err
	}
	rounds, _, err := x.upTo(ctx, round)
	if err != nil {
		return nil, err
	}
	return x.roundsOf(ctx, s, rounds)
}
