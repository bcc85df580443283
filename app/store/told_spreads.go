package store

import (
	"context"

	"michinori/app/maturity"
)

// tallyColumns is how many people gave which answer.
type tallyColumns struct {
	Level0 int `gorm:"column:level_0"`
	Level1 int `gorm:"column:level_1"`
	Level2 int `gorm:"column:level_2"`
	Level3 int `gorm:"column:level_3"`
	Level4 int `gorm:"column:level_4"`
	Unsure int
	NA     int `gorm:"column:na"`
}

var tallyNames = []string{"level_0", "level_1", "level_2", "level_3", "level_4", "unsure", "na"}

func newTallyColumns(t maturity.Tally) tallyColumns {
	return tallyColumns{
		Level0: t.Levels[0], Level1: t.Levels[1], Level2: t.Levels[2], Level3: t.Levels[3], Level4: t.Levels[4],
		Unsure: t.Unsure, NA: t.NA,
	}
}

func (c tallyColumns) tally() maturity.Tally {
	return maturity.Tally{Levels: [5]int{c.Level0, c.Level1, c.Level2, c.Level3, c.Level4}, Unsure: c.Unsure, NA: c.NA}
}

type toldSpreadRow struct {
	AssessmentID string       `gorm:"primaryKey"`
	Reveal       int          `gorm:"primaryKey"`
	Question     string       `gorm:"primaryKey"`
	Tally        tallyColumns `gorm:"embedded"`
}

func (toldSpreadRow) TableName() string { return "told_spreads" }

// ToldSpreads returns how the answers of an assessment were spread at earlier
// reveals, by question: none where its answers were never opened again.
func (r Reader) ToldSpreads(ctx context.Context, assessment string) (map[string][]maturity.Tally, error) {
	var rows []toldSpreadRow
	q := r.g.WithContext(ctx).Where("assessment_id = ?", assessment).Order("reveal").Find(&rows)
	out := map[string][]maturity.Tally{}
	for _, row := range rows {
		out[row.Question] = append(out[row.Question], row.Tally.tally())
	}
	return out, translate(q.Error)
}

// SaveToldSpreads writes down how answers were spread at the reveal of that
// number, from 0.
func (tx *Tx) SaveToldSpreads(ctx context.Context, assessment string, reveal int, told map[string]maturity.Tally) error {
	rows := make([]toldSpreadRow, 0, len(told))
	for question, t := range told {
		rows = append(rows, toldSpreadRow{AssessmentID: assessment, Reveal: reveal, Question: question, Tally: newTallyColumns(t)})
	}
	return upsertMany(ctx, tx, rows, []string{"assessment_id", "reveal", "question"}, tallyNames)
}
