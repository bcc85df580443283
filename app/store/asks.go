package store

import (
	"context"
	"time"
)

// Ask is one decision that the champion needs, for the report of one round and
// scope: "" or the id of a group.
type Ask struct {
	Text string
	Due  string // 2026-12-20, or ""
}

type askRow struct {
	RoundID   string `gorm:"primaryKey"`
	Scope     string `gorm:"primaryKey"`
	Position  int    `gorm:"primaryKey;autoIncrement:false"`
	Text      string
	Due       string
	UpdatedBy string
	UpdatedAt time.Time `gorm:"autoUpdateTime:false"`
}

func (askRow) TableName() string { return "asks" }

// AsksOf returns what is asked for in a report, in its order.
func (r Reader) AsksOf(ctx context.Context, round, scope string) ([]Ask, error) {
	return many(r.g.WithContext(ctx).Where("round_id = ? AND scope = ?", round, scope).Order("position"),
		func(a askRow) Ask { return Ask{Text: a.Text, Due: a.Due} })
}

// SaveAsks puts what is asked for in the place of what was.
func (tx *Tx) SaveAsks(ctx context.Context, round, scope string, asks []Ask, by string, at time.Time) error {
	err := tx.g.WithContext(ctx).Where("round_id = ? AND scope = ?", round, scope).Delete(&askRow{}).Error
	if err != nil || len(asks) == 0 {
		return translate(err)
	}
	rows := make([]askRow, len(asks))
	for i, a := range asks {
		rows[i] = askRow{RoundID: round, Scope: scope, Position: i, Text: a.Text, Due: a.Due, UpdatedBy: by, UpdatedAt: at}
	}
	return insert(ctx, tx.g, &rows, "asks")
}

type targetRow struct {
	Practice  string `gorm:"primaryKey"`
	Teams     int
	UpdatedBy string
	UpdatedAt time.Time `gorm:"autoUpdateTime:false"`
}

func (targetRow) TableName() string { return "practice_targets" }

// PracticeTargets returns how many teams of the organisation are meant to hold
// a practice as a habit, by its key.
func (r Reader) PracticeTargets(ctx context.Context) (map[string]int, error) {
	rows, err := many(r.g.WithContext(ctx), func(t targetRow) targetRow { return t })
	out := make(map[string]int, len(rows))
	for _, t := range rows {
		out[t.Practice] = t.Teams
	}
	return out, err
}

// SavePracticeTarget sets how many teams are meant to hold a practice; 0 takes
// the target away.
func (tx *Tx) SavePracticeTarget(ctx context.Context, practice string, teams int, by string, at time.Time) error {
	if teams == 0 {
		return translate(tx.g.WithContext(ctx).Where("practice = ?", practice).Delete(&targetRow{}).Error)
	}
	row := targetRow{Practice: practice, Teams: teams, UpdatedBy: by, UpdatedAt: at}
	return upsert(ctx, tx.g, &row, []string{"practice"}, []string{"teams", "updated_by", "updated_at"}, "target of a practice")
}
