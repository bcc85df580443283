package store

import (
	"context"
	"time"

	"michinori/app/maturity"
)

type poolsRow struct {
	RoundID   string `gorm:"primaryKey"`
	CountedAt time.Time
	Teams     int
	Together  int
}

func (poolsRow) TableName() string { return "pools" }

type poolTallyRow struct {
	RoundID  string       `gorm:"primaryKey"`
	Question string       `gorm:"primaryKey"`
	Scope    string       `gorm:"primaryKey"`
	Tally    tallyColumns `gorm:"embedded"`
}

func (poolTallyRow) TableName() string { return "pool_tallies" }

// PoolsOf returns what a round tells of people's answers as it was written
// down, NotFound where it was not yet.
func (r Reader) PoolsOf(ctx context.Context, round string) (maturity.Pools, error) {
	row, err := one[poolsRow](r.g.WithContext(ctx).Where("round_id = ?", round))
	if err != nil {
		return maturity.Pools{}, err
	}
	out := maturity.Pools{
		CountedAt: row.CountedAt.UTC(), Teams: row.Teams, Together: row.Together, Told: map[string]map[string]maturity.Tally{},
	}
	var rows []poolTallyRow
	if err := r.g.WithContext(ctx).Where("round_id = ?", round).Find(&rows).Error; err != nil {
		return out, translate(err)
	}
	for _, t := range rows {
		if out.Told[t.Question] == nil {
			out.Told[t.Question] = map[string]maturity.Tally{}
		}
		out.Told[t.Question][t.Scope] = t.Tally.tally()
	}
	return out, nil
}

// UncountedRounds returns the closed rounds of which it was not written down
// what they tell of people's answers: those of before that was done.
func (r Reader) UncountedRounds(ctx context.Context) ([]maturity.Round, error) {
	return many(r.g.WithContext(ctx).Where("closed_at IS NOT NULL AND id NOT IN (SELECT round_id FROM pools)").Order("key"), roundRow.round)
}

// SavePools writes down what a round tells of people's answers. What was
// written before and is not told any more stays.
func (tx *Tx) SavePools(ctx context.Context, round string, p maturity.Pools) error {
	row := poolsRow{RoundID: round, CountedAt: p.CountedAt, Teams: p.Teams, Together: p.Together}
	if err := upsert(ctx, tx.g, &row, []string{"round_id"}, []string{"counted_at", "teams", "together"}, "pools"); err != nil {
		return err
	}
	var rows []poolTallyRow
	for question, told := range p.Told {
		for scope, t := range told {
			rows = append(rows, poolTallyRow{RoundID: round, Question: question, Scope: scope, Tally: newTallyColumns(t)})
		}
	}
	return upsertMany(ctx, tx, rows, []string{"round_id", "question", "scope"}, tallyNames)
}
