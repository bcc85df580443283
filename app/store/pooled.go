package store

import (
	"context"

	"michinori/app/maturity"
)

// TeamTally is how the people of one team answered one question.
type TeamTally struct {
	TeamID, Question string
	Tally            maturity.Tally
}

// TalliesIn counts how people answered the questions with levels in a round,
// team by team: of teams in which each answered for themselves and whose
// answers have been revealed. It is for the pools of the privacy rule alone and
// never for a page.
func (r Reader) TalliesIn(ctx context.Context, round string, q *maturity.Questionnaire) ([]TeamTally, error) {
	var rows []struct {
		TeamID, Question, Answer string
		People                   int
	}
	err := r.g.WithContext(ctx).Raw(`
		SELECT a.team_id, x.question, x.answer, COUNT(*) AS people
		FROM answers x JOIN responses r ON r.id = x.response_id JOIN assessments a ON a.id = r.assessment_id
		WHERE a.round_id = ? AND a.mode = 'apart' AND a.state <> 'answering'
		GROUP BY a.team_id, x.question, x.answer ORDER BY a.team_id, x.question, x.answer`, round).Scan(&rows).Error
	if err != nil {
		return nil, translate(err)
	}
	var out []TeamTally
	for _, row := range rows {
		question, ok := q.Question(row.Question)
		if !ok || !question.Agreeable() {
			continue
		}
		a, err := decode(q, row.Question, row.Answer)
		if err != nil {
			return nil, err
		}
		n := len(out)
		if n == 0 || out[n-1].TeamID != row.TeamID || out[n-1].Question != row.Question {
			out = append(out, TeamTally{TeamID: row.TeamID, Question: row.Question})
			n++
		}
		out[n-1].Tally.Add(a, row.People)
	}
	return out, nil
}

// Answerers returns who has answered for themselves in which team of a round,
// also in teams that they have left since, as memberships without a part.
func (r Reader) Answerers(ctx context.Context, round string) ([]maturity.Membership, error) {
	q := r.g.WithContext(ctx).Table("responses AS r").Select("a.team_id, r.person_id").
		Joins("JOIN assessments a ON a.id = r.assessment_id").
		Where("a.round_id = ? AND r.person_id <> ''", round).Order("a.team_id, r.person_id")
	return many(q, membershipRow.membership)
}

// ByQuestion sorts tallies: by question, then by team.
func ByQuestion(all []TeamTally) map[string]map[string]maturity.Tally {
	out := map[string]map[string]maturity.Tally{}
	for _, x := range all {
		if out[x.Question] == nil {
			out[x.Question] = map[string]maturity.Tally{}
		}
		out[x.Question][x.TeamID] = x.Tally
	}
	return out
}
