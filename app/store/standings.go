package store

import (
	"context"

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
// the database: whoever saves an answer asks for it twice.
func (r Reader) StandingOf(ctx context.Context, assessment string) (Standing, error) {
	type row struct {
		Assessment   assessmentRow   `gorm:"embedded"`
		Round        roundRow        `gorm:"embedded;embeddedPrefix:r_"`
		Team         teamRow         `gorm:"embedded;embeddedPrefix:t_"`
		Organisation organisationRow `gorm:"embedded;embeddedPrefix:o_"`
	}
	found, err := one[row](r.g.WithContext(ctx).Table("assessments AS a").
		Select("a.*, "+
			"r.id AS r_id, r.key AS r_key, r.questionnaire AS r_questionnaire, r.edition AS r_edition, r.checksum AS r_checksum, r.k AS r_k, "+
			"r.opened_at AS r_opened_at, r.closes_at AS r_closes_at, r.closed_at AS r_closed_at, "+
			"t.id AS t_id, t.key AS t_key, t.name AS t_name, t.group_id AS t_group_id, t.archived_at AS t_archived_at, "+
			"o.name AS o_name, o.language AS o_language, o.time_zone AS o_time_zone, o.fiscal_start AS o_fiscal_start, o.k AS o_k, "+
			"o.created_at AS o_created_at").
		Joins("JOIN rounds r ON r.id = a.round_id").Joins("JOIN teams t ON t.id = a.team_id").Joins("CROSS JOIN organisation o").
		Where("a.id = ?", assessment))
	return Standing{
		Assessment: found.Assessment.assessment(), Round: found.Round.round(), Team: found.Team.team(),
		Organisation: found.Organisation.organisation(),
	}, err
}
