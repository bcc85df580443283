package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm/clause"

	"michinori/app/maturity"
)

type responseRow struct {
	ID           string
	AssessmentID string
	PersonID     string
	FinishedAt   *time.Time
}

func (responseRow) TableName() string { return "responses" }

// Response says whose answers, not which.
type Response struct {
	ID           string
	AssessmentID string
	PersonID     string // "" where the team answers together
	FinishedAt   *time.Time
}

// ResponseOf returns the response of a person in an assessment.
func (r Reader) ResponseOf(ctx context.Context, assessment, person string) (Response, error) {
	row, err := one[responseRow](r.g.WithContext(ctx).Where("assessment_id = ? AND person_id = ?", assessment, person))
	return Response(row), err
}

// LockResponse returns the response of a person in an assessment and keeps
// others from changing it until the transaction ends.
func (tx *Tx) LockResponse(ctx context.Context, assessment, person string) (Response, error) {
	row, err := one[responseRow](tx.g.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"}).
		Where("assessment_id = ? AND person_id = ?", assessment, person))
	return Response(row), err
}

const saveResponse = `
	INSERT INTO responses (id, assessment_id, person_id, finished_at) VALUES (?, ?, ?, ?)
	ON CONFLICT (assessment_id, person_id) DO UPDATE SET finished_at = COALESCE(excluded.finished_at, responses.finished_at)
	RETURNING id`

// SaveResponse begins a response or, where the person has one, finishes that if
// x is finished. It returns the id of the one there is, which others neither
// change nor begin until the transaction ends.
func (tx *Tx) SaveResponse(ctx context.Context, x Response) (id string, err error) {
	err = tx.ask(ctx, func(rows answers) error {
		if !rows.Next() {
			return rows.Err()
		}
		return rows.Scan(&id)
	}, saveResponse, x.ID, x.AssessmentID, x.PersonID, x.FinishedAt)
	return id, err
}

// PutResponse is SaveResponse for whom it does not matter which one there is: the
// transaction need not wait for it.
func (tx *Tx) PutResponse(ctx context.Context, x Response) error {
	return tx.later(ctx, nil, saveResponse, x.ID, x.AssessmentID, x.PersonID, x.FinishedAt)
}

type answerRow struct {
	ResponseID string `gorm:"primaryKey"`
	Question   string `gorm:"primaryKey"`
	Answer     string
	Late       bool
	Revision   int
	UpdatedAt  time.Time `gorm:"autoUpdateTime:false"`
}

func (answerRow) TableName() string { return "answers" }

func newAnswerRow(response string, g maturity.GivenAnswer) (answerRow, error) {
	raw, err := maturity.EncodeAnswer(g.Answer)
	return answerRow{
		ResponseID: response, Question: g.Question, Answer: string(raw), Late: g.Late,
		Revision: g.Revision, UpdatedAt: g.UpdatedAt,
	}, err
}

// AnswersOf returns the answers of one response by question key.
func (r Reader) AnswersOf(ctx context.Context, response string, q *maturity.Questionnaire) (map[string]maturity.GivenAnswer, error) {
	rows, err := many(r.g.WithContext(ctx).Where("response_id = ?", response), func(a answerRow) answerRow { return a })
	if err != nil {
		return nil, err
	}
	out := make(map[string]maturity.GivenAnswer, len(rows))
	for _, row := range rows {
		a, err := decode(q, row.Question, row.Answer)
		if err != nil {
			return nil, err
		}
		out[row.Question] = maturity.GivenAnswer{
			Question: row.Question, Answer: a, UpdatedAt: row.UpdatedAt, Revision: row.Revision, Late: row.Late,
		}
	}
	return out, nil
}

// ResponsesIn returns everybody's answers of an assessment, in no order that
// tells who answered when. It is for scoring alone and never for a page.
func (r Reader) ResponsesIn(ctx context.Context, assessment string, q *maturity.Questionnaire) ([]maturity.Response, error) {
	var rows []answerRow
	err := r.g.WithContext(ctx).Table("answers AS a").Select("a.response_id, a.question, a.answer").
		Joins("JOIN responses r ON r.id = a.response_id").Where("r.assessment_id = ?", assessment).
		Order("a.response_id, a.question").Find(&rows).Error
	if err != nil {
		return nil, translate(err)
	}
	var out []maturity.Response
	for i, row := range rows {
		if i == 0 || row.ResponseID != rows[i-1].ResponseID {
			out = append(out, maturity.Response{})
		}
		a, err := decode(q, row.Question, row.Answer)
		if err != nil {
			return nil, err
		}
		out[len(out)-1][row.Question] = a
	}
	return out, nil
}

// SaveAnswers inserts or replaces answers of the response that a person has in an
// assessment. How often each has been stored by then is in revisions, by question
// key, once the transaction is committed; nil where nobody asks. Which revision
// somebody saw is for the caller to look at.
func (tx *Tx) SaveAnswers(ctx context.Context, of Response, given []maturity.GivenAnswer, revisions map[string]int) error {
	const theirs = "SELECT id FROM responses WHERE assessment_id = ? AND person_id = ?"
	return tx.saveAnswers(ctx, theirs, []any{of.AssessmentID, of.PersonID}, given, revisions)
}

// PutAnswers is PutResponse and SaveAnswers at once.
func (tx *Tx) PutAnswers(ctx context.Context, x Response, given []maturity.GivenAnswer, revisions map[string]int) error {
	if tx.pipe != nil && len(given) > 0 {
		return tx.saveAnswers(ctx, saveResponse, []any{x.ID, x.AssessmentID, x.PersonID, x.FinishedAt}, given, revisions)
	}
	if err := tx.PutResponse(ctx, x); err != nil {
		return err
	}
	return tx.SaveAnswers(ctx, x, given, revisions)
}

// saveAnswers saves answers of the response whose id a statement returns.
func (tx *Tx) saveAnswers(ctx context.Context, of string, args []any, given []maturity.GivenAnswer, revisions map[string]int) error {
	if len(given) == 0 {
		return nil
	}
	questions, raw := make([]string, len(given)), make([]string, len(given))
	for i, g := range given {
		encoded, err := maturity.EncodeAnswer(g.Answer)
		if err != nil {
			return err
		}
		questions[i], raw[i] = g.Question, string(encoded)
	}
	from, values := tx.pairs(questions, raw)
	read, returning := returned(revisions)
	// gorm would bind each row whole, and know the revisions only if they were read before.
	return tx.later(ctx, read, `
		WITH r AS (`+of+`)
		INSERT INTO answers (response_id, question, answer, late, revision, updated_at)
		SELECT r.id, v.column1, v.column2, ?, 1, ? FROM r CROSS JOIN `+from+` WHERE TRUE
		ON CONFLICT (response_id, question) DO UPDATE SET
			answer = excluded.answer, late = excluded.late, revision = answers.revision + 1, updated_at = excluded.updated_at`+returning,
		slices.Concat(args, []any{given[0].Late, given[0].UpdatedAt}, values)...)
}

// returned reads what a statement ends with that answers were stored by, nothing
// where revisions is nil.
func returned(revisions map[string]int) (read func(answers) error, clause string) {
	if revisions == nil {
		return nil, ""
	}
	return func(rows answers) error {
		for rows.Next() {
			var question string
			var revision int
			if err := rows.Scan(&question, &revision); err != nil {
				return err
			}
			revisions[question] = revision
		}
		return rows.Err()
	}, " RETURNING question, revision"
}

// pairs is a table v of questions and answers as a statement reads it. On
// PostgreSQL it is the same however many there are, so that each connection
// prepares one.
func (r Reader) pairs(questions, raw []string) (table string, values []any) {
	if r.onPostgres() {
		return "unnest(?::text[], ?::text[]) AS v (column1, column2)", []any{questions, raw}
	}
	for i, q := range questions {
		values = append(values, q, raw[i])
	}
	return "(VALUES " + strings.Repeat("(?, ?), ", len(questions)-1) + "(?, ?)) AS v", values
}

// DeleteAnswer takes an answer back.
func (tx *Tx) DeleteAnswer(ctx context.Context, of Response, question string) error {
	return tx.later(ctx, nil, `
		DELETE FROM answers WHERE question = ? AND response_id = (
			SELECT id FROM responses WHERE assessment_id = ? AND person_id = ?)`, question, of.AssessmentID, of.PersonID)
}

type factRow struct {
	AssessmentID string `gorm:"primaryKey"`
	Question     string `gorm:"primaryKey"`
	Answer       string
	Evidence     string
	Note         string
	Late         bool
	Revision     int
	UpdatedBy    string
	UpdatedAt    time.Time `gorm:"autoUpdateTime:false"`
}

func (factRow) TableName() string { return "facts" }

func newFactRow(assessment string, f maturity.Fact, late bool) (factRow, error) {
	raw, err := maturity.EncodeAnswer(f.Answer)
	return factRow{
		AssessmentID: assessment, Question: f.Question, Answer: string(raw), Evidence: f.Evidence, Note: f.Note,
		Late: late, Revision: f.Revision, UpdatedBy: f.UpdatedBy, UpdatedAt: f.UpdatedAt,
	}, err
}

// FactsOf returns the facts of an assessment by question key.
func (r Reader) FactsOf(ctx context.Context, assessment string, q *maturity.Questionnaire) (map[string]maturity.Fact, error) {
	rows, err := many(r.g.WithContext(ctx).Where("assessment_id = ?", assessment), func(f factRow) factRow { return f })
	if err != nil {
		return nil, err
	}
	out := make(map[string]maturity.Fact, len(rows))
	for _, row := range rows {
		a, err := decode(q, row.Question, row.Answer)
		if err != nil {
			return nil, err
		}
		out[row.Question] = maturity.Fact{
			Question: row.Question, Answer: a, Evidence: row.Evidence, Note: row.Note,
			UpdatedBy: row.UpdatedBy, UpdatedAt: row.UpdatedAt, Revision: row.Revision,
		}
	}
	return out, nil
}

// Answered reports whether the person of a response has answered any of some
// questions.
func (r Reader) Answered(ctx context.Context, x Response, questions []string) (bool, error) {
	n := int64(0)
	err := r.g.WithContext(ctx).Table("answers AS a").Joins("JOIN responses AS r ON r.id = a.response_id").
		Where("r.assessment_id = ? AND r.person_id = ? AND a.question IN ?", x.AssessmentID, x.PersonID, questions).Limit(1).Count(&n).Error
	return n > 0, translate(err)
}

// HasLateAnswer reports whether a response holds an answer from after the
// promised end.
func (r Reader) HasLateAnswer(ctx context.Context, response string) (bool, error) {
	n := int64(0)
	err := r.g.WithContext(ctx).Model(&answerRow{}).Where("response_id = ? AND late", response).Limit(1).Count(&n).Error
	return n > 0, translate(err)
}

// SaveFacts inserts or replaces facts of one assessment.
func (tx *Tx) SaveFacts(ctx context.Context, assessment string, facts []maturity.Fact, late bool) error {
	if len(facts) == 0 {
		return nil
	}
	rows := make([]factRow, len(facts))
	for i, f := range facts {
		var err error
		if rows[i], err = newFactRow(assessment, f, late); err != nil {
			return err
		}
	}
	if err := tx.forgetShared(ctx, assessment); err != nil {
		return err
	}
	return upsert(ctx, tx.g, &rows, []string{"assessment_id", "question"},
		[]string{"answer", "evidence", "note", "late", "revision", "updated_by", "updated_at"}, "facts")
}

// DeleteFact takes a fact back.
func (tx *Tx) DeleteFact(ctx context.Context, assessment, question string) error {
	if err := tx.forgetShared(ctx, assessment); err != nil {
		return err
	}
	q := tx.g.WithContext(ctx).Where("assessment_id = ? AND question = ?", assessment, question)
	return translate(q.Delete(&factRow{}).Error)
}

type agreementRow struct {
	AssessmentID string `gorm:"primaryKey"`
	Question     string `gorm:"primaryKey"`
	Level        float64
	Reason       string
}

func (agreementRow) TableName() string { return "agreements" }

func newAgreementRow(assessment string, a maturity.Agreement) agreementRow {
	return agreementRow{AssessmentID: assessment, Question: a.Question, Level: a.Level, Reason: a.Reason}
}

// AgreementsOf returns what a team settled on, by question key.
func (r Reader) AgreementsOf(ctx context.Context, assessment string) (map[string]maturity.Agreement, error) {
	rows, err := many(r.g.WithContext(ctx).Where("assessment_id = ?", assessment), func(a agreementRow) maturity.Agreement {
		return maturity.Agreement{Question: a.Question, Level: a.Level, Reason: a.Reason}
	})
	out := make(map[string]maturity.Agreement, len(rows))
	for _, a := range rows {
		out[a.Question] = a
	}
	return out, err
}

// SaveAgreements replaces all agreements of an assessment.
func (tx *Tx) SaveAgreements(ctx context.Context, assessment string, as []maturity.Agreement) error {
	if err := tx.g.WithContext(ctx).Where("assessment_id = ?", assessment).Delete(&agreementRow{}).Error; err != nil {
		return translate(err)
	}
	if len(as) == 0 {
		return nil
	}
	rows := make([]agreementRow, len(as))
	for i, a := range as {
		rows[i] = newAgreementRow(assessment, a)
	}
	return insert(ctx, tx.g, &rows, "agreements")
}

func decode(q *maturity.Questionnaire, key, raw string) (maturity.Answer, error) {
	question, ok := q.Question(key)
	if !ok {
		return maturity.Answer{}, fmt.Errorf("stored answer to %s, which %s edition %s does not ask", key, q.Key, q.Edition)
	}
	a, err := maturity.DecodeAnswer(question, []byte(raw))
	if err != nil {
		return a, fmt.Errorf("stored answer to %s: %w", key, err)
	}
	return a, nil
}
