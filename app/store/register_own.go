package store

import "context"

// RegisterProgress is how far one person has come in a team's register.
type RegisterProgress struct {
	Areas   int // in use
	Claimed int // of them, those the person has said something of
}

// RegisterProgressOf counts the areas in use of a team, and in how many of them
// a person has a claim.
func (r Reader) RegisterProgressOf(ctx context.Context, team, person string) (RegisterProgress, error) {
	var out RegisterProgress
	err := r.g.WithContext(ctx).Raw(`
		SELECT COUNT(*) AS areas, COUNT(c.person_id) AS claimed
		FROM areas a LEFT JOIN claims c ON c.area_id = a.id AND c.person_id = ?
		WHERE a.team_id = ? AND a.archived_at IS NULL`, person, team).Scan(&out).Error
	return out, translate(err)
}

// OwnRegister returns the areas in use of a team, in the order of TeamRegister,
// with what one person says of them by area id.
func (r Reader) OwnRegister(ctx context.Context, team, person string) ([]Area, map[string]Claim, error) {
	areas, err := many(r.g.WithContext(ctx).Where("team_id = ? AND archived_at IS NULL", team), areaRow.area)
	if err != nil {
		return nil, nil, err
	}
	sortAreas(areas)
	inUse := r.g.WithContext(ctx).Model(&areaRow{}).Select("id").Where("team_id = ? AND archived_at IS NULL", team)
	claims, err := many(r.g.WithContext(ctx).Where("person_id = ? AND area_id IN (?)", person, inUse), claimRow.claim)
	out := make(map[string]Claim, len(claims))
	for _, c := range claims {
		out[c.AreaID] = c
	}
	return areas, out, err
}
