package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"gorm.io/gorm"

	"michinori/app/maturity"
)

// earlierRow keeps what an assessment came to before its answers were opened
// again.
type earlierRow struct {
	AssessmentID string `gorm:"primaryKey"`
	Document     string
}

func (earlierRow) TableName() string { return "earlier_results" }

// earlier is all that a reveal and what follows it leave of an assessment.
type earlier struct {
	Asked      bool // everybody to look through their answers again
	Assessment assessmentRow
	Responses  []responseRow
	Answers    []answerRow
	Facts      []factRow
	Agreements []agreementRow
	Result     resultRow
	Snapshot   []snapshotRow // one, or none where there was no register

	result maturity.Result // read from Result
}

const answersOf = "response_id IN (SELECT id FROM responses WHERE assessment_id = ?)"

func (r Reader) answerRows(ctx context.Context, assessment string) (responses []responseRow, given []answerRow, err error) {
	if err = r.g.WithContext(ctx).Where("assessment_id = ?", assessment).Order("id").Find(&responses).Error; err != nil {
		return nil, nil, translate(err)
	}
	err = r.g.WithContext(ctx).Where(answersOf, assessment).Order("response_id, question").Find(&given).Error
	return responses, given, translate(err)
}

// KeepEarlier writes down an assessment as it is, with its result, before its
// answers are opened again. Where people are asked to look through theirs, nobody
// is done any more. NotFound where there is no result.
func (tx *Tx) KeepEarlier(ctx context.Context, assessment string, ask bool) error {
	e := earlier{Asked: ask}
	var err error
	of := func() *gorm.DB { return tx.g.WithContext(ctx).Where("assessment_id = ?", assessment) }
	if e.Assessment, err = one[assessmentRow](tx.g.WithContext(ctx).Where("id = ?", assessment)); err != nil {
		return err
	}
	if e.Result, err = one[resultRow](of()); err != nil {
		return err
	}
	if e.Responses, e.Answers, err = tx.answerRows(ctx, assessment); err != nil {
		return err
	}
	for _, rows := range []any{&e.Facts, &e.Agreements, &e.Snapshot} {
		if err := of().Find(rows).Error; err != nil {
			return translate(err)
		}
	}
	document, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("encode earlier result: %w", err)
	}
	row := earlierRow{AssessmentID: assessment, Document: string(document)}
	if err := upsert(ctx, tx.g, &row, []string{"assessment_id"}, []string{"document"}, "earlier result"); err != nil || !ask {
		return err
	}
	return translate(of().Model(&responseRow{}).Update("finished_at", nil).Error)
}

// earlierOf returns what was kept of an assessment, NotFound where nothing was.
func (r Reader) earlierOf(ctx context.Context, assessment string) (earlier, error) {
	row, err := one[earlierRow](r.g.WithContext(ctx).Where("assessment_id = ?", assessment))
	if err != nil {
		return earlier{}, err
	}
	return readEarlier(row.Document)
}

func readEarlier(document string) (earlier, error) {
	var out earlier
	err := json.Unmarshal([]byte(document), &out)
	if err == nil {
		out.result, err = decodeResult(out.Result.Document)
	}
	if err == nil && !slices.Contains([]string{string(maturity.Revealed), string(maturity.Agreed), string(maturity.Shared)}, out.Assessment.State) {
		err = fmt.Errorf("state %q has no result", out.Assessment.State)
	}
	if err != nil {
		return out, fmt.Errorf("earlier result: %w", err)
	}
	return out, nil
}

// ForgetEarlier drops what was kept of an assessment, once a new result stands.
func (tx *Tx) ForgetEarlier(ctx context.Context, assessment string) error {
	return translate(tx.g.WithContext(ctx).Where("assessment_id = ?", assessment).Delete(&earlierRow{}).Error)
}

// EarlierIn returns the assessments of a round of which an earlier result is
// kept: those that are answered again.
func (r Reader) EarlierIn(ctx context.Context, round string) ([]string, error) {
	var out []string
	err := r.g.WithContext(ctx).Raw(`
		SELECT a.id FROM assessments a JOIN earlier_results e ON e.assessment_id = a.id
		WHERE a.round_id = ? ORDER BY a.id`, round).Scan(&out).Error
	return out, translate(err)
}

// AgainOf counts how many people answer again, and tells whether an earlier result
// is kept; where none is, nobody does.
func (r Reader) AgainOf(ctx context.Context, assessment string) (out maturity.Again, kept bool, err error) {
	before, err := r.earlierOf(ctx, assessment)
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return out, false, nil
	}
	if err != nil {
		return out, false, err
	}
	responses, given, err := r.answerRows(ctx, assessment)
	if err != nil {
		return out, true, err
	}
	// Of a result before the earlier one it is not known any more what it told.
	out.Asked = before.Asked
	out.Told = before.result.TellsAnswers() || before.Assessment.Reopened > 0
	was, is := byResponse(before.Answers), byResponse(given)
	for _, response := range responses {
		then, now := was[response.ID], is[response.ID]
		if before.looked(Response(response), then, now) && len(then)+len(now) > 0 { // who never answered hides nobody
			out.Looked++
		}
	}
	return out, true, nil
}

// LookedAgain reports whether the author of a response has looked through it
// since the answers were opened again, or touched it. kept is as AgainOf has it.
func (r Reader) LookedAgain(ctx context.Context, x Response) (looked, kept bool, err error) {
	before, err := r.earlierOf(ctx, x.AssessmentID)
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return false, false, nil
	}
	var given []answerRow
	if err == nil {
		err = translate(r.g.WithContext(ctx).Where("response_id = ?", x.ID).Find(&given).Error)
	}
	return before.looked(x, byResponse(before.Answers)[x.ID], byResponse(given)[x.ID]), true, err
}

// looked reports whether a response was finished since, or touched, of which the
// answers were then what they were and are now. Where nobody was asked to look
// through theirs, whoever was done then has not been since.
func (e earlier) looked(x Response, then, now map[string]moment) bool {
	still := !e.Asked && slices.ContainsFunc(e.Responses, func(r responseRow) bool {
		return r.ID == x.ID && r.FinishedAt != nil && x.FinishedAt != nil && r.FinishedAt.Equal(*x.FinishedAt)
	})
	return x.FinishedAt != nil && !still || !maps.Equal(then, now)
}

// byResponse lays out of each response when and how often its answers were given.
func byResponse(rows []answerRow) map[string]map[string]moment {
	out := map[string]map[string]moment{}
	for _, a := range rows {
		if out[a.ResponseID] == nil {
			out[a.ResponseID] = map[string]moment{}
		}
		out[a.ResponseID][a.Question] = moment{a.Revision, a.UpdatedAt.Unix()}
	}
	return out
}

// moment tells whether an answer was touched since, be it to the same.
type moment struct {
	revision int
	at       int64 // seconds
}

// RestoreEarlier puts an assessment back to what was kept of it. What was
// answered since is gone; how often it was opened again, and why, stays.
func (tx *Tx) RestoreEarlier(ctx context.Context, a maturity.Assessment) error {
	e, err := tx.earlierOf(ctx, a.ID)
	if err != nil {
		return err
	}
	back := e.Assessment.assessment()
	back.ID, back.Reopened, back.ReopenReason = a.ID, a.Reopened, a.ReopenReason
	for _, step := range []func(context.Context, *Tx) error{
		func(ctx context.Context, tx *Tx) error { return tx.SaveAssessment(ctx, back) },
		deleted(&answerRow{}, answersOf, a.ID),
		deleted(&responseRow{}, "assessment_id = ?", a.ID),
		insertMany(e.Responses, "responses"),
		insertMany(e.Answers, "answers"),
		deleted(&factRow{}, "assessment_id = ?", a.ID),
		insertMany(e.Facts, "facts"),
		deleted(&agreementRow{}, "assessment_id = ?", a.ID),
		insertMany(e.Agreements, "agreements"),
		func(ctx context.Context, tx *Tx) error {
			return tx.SaveResult(ctx, a.ID, e.result, e.Result.ComputedAt)
		},
	} {
		if err := step(ctx, tx); err != nil {
			return err
		}
	}
	for _, row := range e.Snapshot {
		s, err := row.snapshot()
		if err != nil {
			return err
		}
		if err := tx.SaveSnapshot(ctx, s); err != nil {
			return err
		}
	}
	return tx.ForgetEarlier(ctx, a.ID)
}

func deleted(row any, where string, args ...any) func(context.Context, *Tx) error {
	return func(ctx context.Context, tx *Tx) error {
		return translate(tx.g.WithContext(ctx).Where(where, args...).Delete(row).Error)
	}
}
