package store

import (
	"context"

	"michinori/app/knowledge"
	"michinori/app/maturity"
)

// SharedResultsIn returns the results that teams share in a round, by
// assessment.
func (r Reader) SharedResultsIn(ctx context.Context, round string) (map[string]maturity.Result, error) {
	var rows []resultRow
	err := r.g.WithContext(ctx).Table("results AS x").Select("x.assessment_id, x.document").
		Joins("JOIN assessments a ON a.id = x.assessment_id").
		Where("a.round_id = ? AND a.state = 'shared'", round).Find(&rows).Error
	if err != nil {
		return nil, translate(err)
	}
	out := make(map[string]maturity.Result, len(rows))
	for _, row := range rows {
		if out[row.AssessmentID], err = decodeResult(row.Document); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// SharedFactsIn returns the named facts behind the results that teams share in
// a round, by assessment and question.
func (r Reader) SharedFactsIn(ctx context.Context, round string, q *maturity.Questionnaire, questions ...string,
) (map[string]map[string]maturity.Answer, error) {
	var rows []factRow
	err := r.g.WithContext(ctx).Table("facts AS f").Select("f.assessment_id, f.question, f.answer").
		Joins("JOIN assessments a ON a.id = f.assessment_id").
		Where("a.round_id = ? AND a.state = 'shared' AND f.question IN ?", round, questions).Find(&rows).Error
	if err != nil {
		return nil, translate(err)
	}
	out := map[string]map[string]maturity.Answer{}
	for _, row := range rows {
		answer, err := decode(q, row.Question, row.Answer)
		if err != nil {
			return nil, err
		}
		if out[row.AssessmentID] == nil {
			out[row.AssessmentID] = map[string]maturity.Answer{}
		}
		out[row.AssessmentID][row.Question] = answer
	}
	return out, nil
}

// SharedNumbersIn returns what people answered to a question that asks for a
// number, by assessment of those shared in a round, and in no order that tells
// whose is which. It is for sums over a scored question alone and never for a
// page.
func (r Reader) SharedNumbersIn(ctx context.Context, round string, q *maturity.Questionnaire, question string,
) (map[string][]maturity.Answer, error) {
	if _, asked := q.Question(question); !asked {
		return nil, nil
	}
	var rows []struct{ AssessmentID, Answer string }
	err := r.g.WithContext(ctx).Raw(`
		SELECT a.id AS assessment_id, x.answer FROM assessments a
		JOIN responses s ON s.assessment_id = a.id JOIN answers x ON x.response_id = s.id
		WHERE a.round_id = ? AND a.state = 'shared' AND x.question = ? ORDER BY a.id, x.answer`, round, question).Scan(&rows).Error
	if err != nil {
		return nil, translate(err)
	}
	out := map[string][]maturity.Answer{}
	for _, row := range rows {
		answer, err := decode(q, question, row.Answer)
		if err != nil {
			return nil, err
		}
		if answer.Kind == maturity.NumberAnswer {
			out[row.AssessmentID] = append(out[row.AssessmentID], answer)
		}
	}
	return out, nil
}

// SharedAreaCountsIn counts the areas of the registers that teams share in a
// round, by assessment, the most critical first.
func (r Reader) SharedAreaCountsIn(ctx context.Context, round string) (map[string][]knowledge.AreaCount, error) {
	var rows []struct {
		AssessmentID                       string
		Criticality, Areas, Single, Orphan int
	}
	err := r.g.WithContext(ctx).Raw(`
		SELECT s.assessment_id, s.criticality, COUNT(*) AS areas, SUM(CASE s.depth WHEN 1 THEN 1 ELSE 0 END) AS single,
		  SUM(CASE s.depth WHEN 0 THEN 1 ELSE 0 END) AS orphan
		FROM snapshot_areas s JOIN assessments a ON a.id = s.assessment_id
		WHERE a.round_id = ? AND a.state = 'shared'
		GROUP BY s.assessment_id, s.criticality ORDER BY s.assessment_id, s.criticality DESC`, round).Scan(&rows).Error
	out := map[string][]knowledge.AreaCount{}
	for _, row := range rows {
		out[row.AssessmentID] = append(out[row.AssessmentID], knowledge.AreaCount{
			Criticality: row.Criticality, Areas: row.Areas, Single: row.Single, Orphan: row.Orphan,
		})
	}
	return out, translate(err)
}

// SharedVitalAreasIn returns the names of the most critical areas that one person
// can handle, of the registers that teams share in a round, by assessment, in the
// order of their keys.
func (r Reader) SharedVitalAreasIn(ctx context.Context, round string) (map[string][]maturity.Text, error) {
	rows, err := r.g.WithContext(ctx).Raw(`
		SELECT s.assessment_id, s.name_ja, s.name_en
		FROM snapshot_areas s JOIN assessments a ON a.id = s.assessment_id
		WHERE a.round_id = ? AND a.state = 'shared' AND s.criticality = 3 AND s.depth = 1
		ORDER BY s.assessment_id, s.area_key`, round).Rows()
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	out := map[string][]maturity.Text{}
	for rows.Next() {
		var assessment string
		var name maturity.Text
		if err := rows.Scan(&assessment, &name.JA, &name.EN); err != nil {
			return nil, translate(err)
		}
		out[assessment] = append(out[assessment], name)
	}
	return out, translate(rows.Err())
}

// SharedScore is one scored dimension of a team in a round it shares.
type SharedScore struct {
	RoundID, TeamID string
	Dimension       maturity.Dimension
	Score           float64
	Partly          bool
}

// SharedScores returns the scores of the given teams in all rounds they share.
func (r Reader) SharedScores(ctx context.Context, teams []string) ([]SharedScore, error) {
	rows, err := r.g.WithContext(ctx).Raw(`
		SELECT a.round_id, a.team_id, s.dimension, s.score, s.partly FROM scores s JOIN assessments a ON a.id = s.assessment_id
		WHERE a.state = 'shared' AND s.score IS NOT NULL AND a.team_id IN ?`, teams).Rows()
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	var out []SharedScore
	for rows.Next() {
		var x SharedScore
		if err := rows.Scan(&x.RoundID, &x.TeamID, &x.Dimension, &x.Score, &x.Partly); err != nil {
			return nil, translate(err)
		}
		out = append(out, x)
	}
	return out, translate(rows.Err())
}

// StartedIn counts the responses with at least one answer in a round, by
// assessment.
func (r Reader) StartedIn(ctx context.Context, round string) (map[string]int, error) {
	return r.counts(ctx, `
		SELECT s.assessment_id AS id, COUNT(*) AS n FROM responses s JOIN assessments a ON a.id = s.assessment_id
		WHERE a.round_id = ? AND EXISTS (SELECT 1 FROM answers x WHERE x.response_id = s.id) GROUP BY s.assessment_id`, round)
}

// TeamSizes counts the people that are in each team now.
func (r Reader) TeamSizes(ctx context.Context) (map[string]int, error) {
	return r.counts(ctx, `
		SELECT m.team_id AS id, COUNT(*) AS n FROM memberships m JOIN people p ON p.id = m.person_id
		WHERE p.archived_at IS NULL GROUP BY m.team_id`)
}

func (r Reader) counts(ctx context.Context, query string, args ...any) (map[string]int, error) {
	var rows []struct {
		ID string
		N  int
	}
	err := r.g.WithContext(ctx).Raw(query, args...).Scan(&rows).Error
	out := make(map[string]int, len(rows))
	for _, row := range rows {
		out[row.ID] = row.N
	}
	return out, translate(err)
}
