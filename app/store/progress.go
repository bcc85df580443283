package store

import (
	"context"

	"michinori/app/maturity"
)

// Progress is how far one response has come.
type Progress struct {
	Answers  int
	Finished bool
}

// OwnProgress counts the viewer's own answers, or the team's where it answers
// together.
func (r Reader) OwnProgress(ctx context.Context, a maturity.Assessment, person string) (Progress, error) {
	if a.Mode == maturity.Together {
		person = ""
	}
	var out Progress
	err := r.g.WithContext(ctx).Raw(`
		SELECT COUNT(x.question) AS answers, MAX(CASE WHEN r.finished_at IS NULL THEN 0 ELSE 1 END) = 1 AS finished
		FROM responses r LEFT JOIN answers x ON x.response_id = r.id
		WHERE r.assessment_id = ? AND r.person_id = ? GROUP BY r.id`, a.ID, person).Scan(&out).Error
	return out, translate(err)
}
