package store

import (
	"context"

	"michinori/app/adoption"
	"michinori/app/maturity"
)

// Invited is somebody who is asked to take part in a round, with the team.
type Invited struct {
	AssessmentID string
	State        maturity.State
	PersonID     string
	Name         string
	Email        string
	Language     maturity.Language
	Finished     bool // nothing is asked of them any more
}

// InvitedTo returns the active members of the teams of a round. Where a team
// answers together, something is asked of its leads alone. With a person it
// returns the teams of that one.
func (r Reader) InvitedTo(ctx context.Context, round, person string) ([]Invited, error) {
	var out []Invited
	err := r.g.WithContext(ctx).Raw(`
		SELECT a.id AS assessment_id, a.state, p.id AS person_id, p.name, p.email, p.language,
			CASE WHEN a.state <> 'answering' OR EXISTS (
				SELECT 1 FROM responses x WHERE x.assessment_id = a.id AND x.finished_at IS NOT NULL
					AND x.person_id = CASE WHEN a.mode = 'together' THEN '' ELSE p.id END
			) OR (a.mode = 'together' AND m.role <> 'lead') THEN 1 ELSE 0 END = 1 AS finished
		FROM assessments a
		JOIN teams t ON t.id = a.team_id AND t.archived_at IS NULL
		JOIN memberships m ON m.team_id = a.team_id
		JOIN people p ON p.id = m.person_id AND p.archived_at IS NULL
		WHERE a.round_id = ? AND (? = '' OR p.id = ?) ORDER BY p.id, a.id`, round, person, person).Scan(&out).Error
	return out, translate(err)
}

// DrillsPlannedOn returns the drills of all teams that are planned for a day
// and neither played nor cancelled.
func (r Reader) DrillsPlannedOn(ctx context.Context, day string) ([]adoption.Drill, error) {
	var rows []drillRow
	err := r.g.WithContext(ctx).Where("planned_on = ? AND state = ?", day, string(adoption.DrillPlanned)).Order("id").Find(&rows).Error
	if err != nil {
		return nil, translate(err)
	}
	out := make([]adoption.Drill, len(rows))
	for i, row := range rows {
		if out[i], err = row.drill(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// ActionsDue returns the open actions of all teams that are due between two
// days, both included.
func (r Reader) ActionsDue(ctx context.Context, from, to string) ([]maturity.Action, error) {
	return many(r.g.WithContext(ctx).Where("state = ? AND due >= ? AND due <= ?", string(maturity.ActionOpen), from, to).Order("due, id"), actionRow.action)
}
