package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"michinori/app/maturity"
)

type resultRow struct {
	AssessmentID string `gorm:"primaryKey"`
	Document     string
	ComputedAt   time.Time
}

func (resultRow) TableName() string { return "results" }

type scoreRow struct {
	AssessmentID string `gorm:"primaryKey"`
	Dimension    string `gorm:"primaryKey"`
	Score        *float64
	Level        *int
	Partly       bool
}

func (scoreRow) TableName() string { return "scores" }

func newResultRows(assessment string, r maturity.Result, at time.Time) (resultRow, []scoreRow, error) {
	document, err := json.Marshal(r)
	if err != nil {
		return resultRow{}, nil, fmt.Errorf("encode result: %w", err)
	}
	scores := make([]scoreRow, 0, len(maturity.Dimensions))
	for _, d := range maturity.Dimensions {
		s := r.Dimensions[d]
		scores = append(scores, scoreRow{AssessmentID: assessment, Dimension: string(d), Score: s.Score, Level: s.Level, Partly: s.Partly})
	}
	return resultRow{AssessmentID: assessment, Document: string(document), ComputedAt: at}, scores, nil
}

// SaveResult stores a result as it was computed, with its scores by dimension.
func (tx *Tx) SaveResult(ctx context.Context, assessment string, r maturity.Result, at time.Time) error {
	row, rows, err := newResultRows(assessment, r, at)
	if err != nil {
		return err
	}
	err = upsert(ctx, tx.g, &row, []string{"assessment_id"}, []string{"document", "computed_at"}, "result")
	if err != nil {
		return err
	}
	if err := tx.forgetScore(ctx, assessment); err != nil {
		return err
	}
	return upsert(ctx, tx.g, &rows, []string{"assessment_id", "dimension"}, []string{"score", "level", "partly"}, "scores")
}

// DeleteResult removes the result of an assessment that is answered again.
func (tx *Tx) DeleteResult(ctx context.Context, assessment string) error {
	for _, row := range []any{&resultRow{}, &scoreRow{}} {
		if err := tx.g.WithContext(ctx).Where("assessment_id = ?", assessment).Delete(row).Error; err != nil {
			return translate(err)
		}
	}
	return tx.forgetScore(ctx, assessment)
}

// ResultOf returns the result of an assessment, NotFound before the reveal.
func (r Reader) ResultOf(ctx context.Context, assessment string) (maturity.Result, error) {
	row, err := one[resultRow](r.g.WithContext(ctx).Where("assessment_id = ?", assessment))
	if err != nil {
		return maturity.Result{}, err
	}
	return decodeResult(row.Document)
}

func decodeResult(document string) (maturity.Result, error) {
	var out maturity.Result
	if err := json.Unmarshal([]byte(document), &out); err != nil {
		return out, fmt.Errorf("stored result: %w", err)
	}
	return out, nil
}

// TeamResult is what a team came to in one round.
type TeamResult struct {
	Round      maturity.Round
	Assessment maturity.Assessment
	Result     *maturity.Result // nil before the agreement
}

// HistoryOf returns every round a team was invited to, oldest first, with the
// result where the team has agreed on one.
func (r Reader) HistoryOf(ctx context.Context, team string) ([]TeamResult, error) {
	rounds, err := r.Rounds(ctx)
	if err != nil {
		return nil, err
	}
	assessments, err := r.AssessmentsOf(ctx, team)
	if err != nil {
		return nil, err
	}
	var rows []resultRow
	err = r.g.WithContext(ctx).Table("results AS x").Select("x.*").
		Joins("JOIN assessments a ON a.id = x.assessment_id").
		Where("a.team_id = ? AND a.state IN ('agreed', 'shared')", team).Find(&rows).Error
	if err != nil {
		return nil, translate(err)
	}
	return join(rounds, assessments, rows)
}

// LastAgreed returns the last round before the given key in which a team agreed
// on a result, NotFound where there is none.
func (r Reader) LastAgreed(ctx context.Context, team, before string) (TeamResult, error) {
	a, err := one[assessmentRow](r.g.WithContext(ctx).Table("assessments AS a").Select("a.*").
		Joins("JOIN rounds r ON r.id = a.round_id").
		Where("a.team_id = ? AND a.state IN ('agreed', 'shared') AND r.key < ?", team, before).
		Order("r.key DESC"))
	if err != nil {
		return TeamResult{}, err
	}
	out := TeamResult{Assessment: a.assessment()}
	if out.Round, err = r.RoundByID(ctx, a.RoundID); err != nil {
		return TeamResult{}, err
	}
	result, err := r.ResultOf(ctx, a.ID)
	out.Result = &result
	return out, err
}

func join(rounds []maturity.Round, assessments []maturity.Assessment, rows []resultRow) ([]TeamResult, error) {
	byRound := map[string]maturity.Assessment{}
	for _, a := range assessments {
		byRound[a.RoundID] = a
	}
	documents := map[string]string{}
	for _, row := range rows {
		documents[row.AssessmentID] = row.Document
	}
	var out []TeamResult
	for _, round := range rounds {
		a, invited := byRound[round.ID]
		if !invited {
			continue
		}
		t := TeamResult{Round: round, Assessment: a}
		if document, ok := documents[a.ID]; ok {
			result, err := decodeResult(document)
			if err != nil {
				return nil, err
			}
			t.Result = &result
		}
		out = append(out, t)
	}
	return out, nil
}

// SharedLevel counts the teams that share a level of a dimension in a round.
type SharedLevel struct {
	RoundID   string
	Dimension maturity.Dimension
	Level     *int // nil: shared, but not scored
	Partly    bool // much of the dimension does not apply to these teams
	Teams     int
}

// SharedLevels counts levels of what teams have shared, over all rounds, for
// the given teams.
func (r Reader) SharedLevels(ctx context.Context, teams []string) ([]SharedLevel, error) {
	var out []SharedLevel
	err := r.g.WithContext(ctx).Raw(`
		SELECT a.round_id, s.dimension, s.level, s.partly, COUNT(*) AS teams
		FROM scores s JOIN assessments a ON a.id = s.assessment_id
		WHERE a.state = 'shared' AND a.team_id IN ?
		GROUP BY a.round_id, s.dimension, s.level, s.partly
		ORDER BY a.round_id, s.dimension, s.level, s.partly`, teams).Scan(&out).Error
	return out, translate(err)
}

// Participation is how far the teams of a round have come.
type Participation struct {
	AssessmentID string
	TeamID       string
	Mode         maturity.Mode
	Members      int // people in the team now
	Started      int // responses with at least one answer
	Finished     int
	Facts        int
}

// ParticipationIn counts who has answered in each team of a round: numbers, not
// names.
func (r Reader) ParticipationIn(ctx context.Context, round string) ([]Participation, error) {
	return r.participation(ctx, "a.round_id = ?", round)
}

// ParticipationOf counts the same for one assessment.
func (r Reader) ParticipationOf(ctx context.Context, assessment string) (Participation, error) {
	rows, err := r.participation(ctx, "a.id = ?", assessment)
	if err != nil {
		return Participation{}, err
	}
	if len(rows) == 0 {
		return Participation{}, maturity.Fail(maturity.NotFound, "error.not_found")
	}
	return rows[0], nil
}

func (r Reader) participation(ctx context.Context, where, arg string) ([]Participation, error) {
	var out []Participation
	err := r.g.WithContext(ctx).Raw(`
		SELECT a.id AS assessment_id, a.team_id, a.mode,
		  (SELECT COUNT(*) FROM memberships m JOIN people p ON p.id = m.person_id AND p.archived_at IS NULL
		     WHERE m.team_id = a.team_id) AS members,
		  (SELECT COUNT(*) FROM responses r WHERE r.assessment_id = a.id
		     AND EXISTS (SELECT 1 FROM answers x WHERE x.response_id = r.id)) AS started,
		  (SELECT COUNT(*) FROM responses r WHERE r.assessment_id = a.id AND r.finished_at IS NOT NULL) AS finished,
		  (SELECT COUNT(*) FROM facts f WHERE f.assessment_id = a.id) AS facts
		FROM assessments a JOIN teams t ON t.id = a.team_id
		WHERE `+where+` ORDER BY t.name, t.id`, arg).Scan(&out).Error
	return out, translate(err)
}
