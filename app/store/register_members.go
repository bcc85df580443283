package store

import (
	"context"

	"michinori/app/maturity"
)

// MustBeMember returns nil when a person is in the team and not archived, else
// NotFound.
func (r Reader) MustBeMember(ctx context.Context, team, person string) error {
	var n int64
	err := r.activeMemberships(ctx).Where("m.team_id = ? AND m.person_id = ?", team, person).Count(&n).Error
	switch {
	case err != nil:
		return translate(err)
	case n == 0:
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	return nil
}

// Cell is one person and one area.
type Cell struct{ AreaID, PersonID string }

// ClaimsOf returns all claims of a team by area id, then person id: of archived
// areas and of people who have left too.
func (r Reader) ClaimsOf(ctx context.Context, team string) (map[string]map[string]Claim, error) {
	rows, err := many(r.g.WithContext(ctx).Table("claims AS c").Select("c.*").
		Joins("JOIN areas a ON a.id = c.area_id").Where("a.team_id = ?", team), claimRow.claim)
	out := map[string]map[string]Claim{}
	for _, c := range rows {
		if out[c.AreaID] == nil {
			out[c.AreaID] = map[string]Claim{}
		}
		out[c.AreaID][c.PersonID] = c
	}
	return out, err
}

// ClaimCounts counts how often each claim of a team has changed, withdrawn ones
// too: the revision of a claim made anew is one more.
func (r Reader) ClaimCounts(ctx context.Context, team string) (map[Cell]int, error) {
	var rows []struct {
		AreaID, PersonID string
		Changes          int
	}
	err := r.g.WithContext(ctx).Raw(`
		SELECT area_id, person_id, COUNT(*) AS changes FROM register_changes
		WHERE team_id = ? AND area_id <> '' AND person_id <> '' GROUP BY area_id, person_id`, team).Scan(&rows).Error
	out := make(map[Cell]int, len(rows))
	for _, x := range rows {
		out[Cell{x.AreaID, x.PersonID}] = x.Changes
	}
	return out, translate(err)
}
