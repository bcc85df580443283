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
