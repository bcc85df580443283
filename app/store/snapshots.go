package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"michinori/app/knowledge"
	"michinori/app/maturity"
)

// Snapshot is a register as it was when the result of an assessment was worked
// out, with the view by which the result read it. It names people and is for
// the team alone; others see SharedAreas.
type Snapshot struct {
	AssessmentID string
	TakenAt      time.Time
	View         knowledge.View
	Register     knowledge.Register
}

// RoundSnapshot is a snapshot with its round.
type RoundSnapshot struct {
	Round maturity.Round
	Snapshot
}

type snapshotRow struct {
	AssessmentID string `gorm:"primaryKey"`
	TakenAt      time.Time
	View         string
	Document     string
}

func (snapshotRow) TableName() string { return "register_snapshots" }

type snapshotAreaRow struct {
	AssessmentID string `gorm:"primaryKey"`
	AreaKey      string `gorm:"primaryKey"`
	NameJA       string `gorm:"column:name_ja"`
	NameEN       string `gorm:"column:name_en"`
	Criticality  int
	Depth        int
	Stale        int
}

func (snapshotAreaRow) TableName() string { return "snapshot_areas" }

// newSnapshotRows lays a snapshot out. The counts are those of the strict view,
// whatever the view of the result, so that teams and rounds compare.
func newSnapshotRows(s Snapshot) (snapshotRow, []snapshotAreaRow, error) {
	document, err := encodeRegister(s.Register)
	if err != nil {
		return snapshotRow{}, nil, err
	}
	names := make(map[string]maturity.Text, len(s.Register.Areas))
	for _, a := range s.Register.Areas {
		names[a.Key] = a.Name
	}
	var areas []snapshotAreaRow
	for _, a := range knowledge.Summarise(s.Register).Areas {
		name := names[a.Area]
		areas = append(areas, snapshotAreaRow{
			AssessmentID: s.AssessmentID, AreaKey: a.Area, NameJA: name.JA, NameEN: name.EN,
			Criticality: a.Criticality, Depth: a.Depth, Stale: a.Stale,
		})
	}
	return snapshotRow{
		AssessmentID: s.AssessmentID, TakenAt: s.TakenAt, View: string(s.View), Document: document,
	}, areas, nil
}

func (s snapshotRow) snapshot() (Snapshot, error) {
	register, err := decodeRegister(s.Document)
	return Snapshot{
		AssessmentID: s.AssessmentID, TakenAt: s.TakenAt.UTC(), View: knowledge.View(s.View), Register: register,
	}, err
}

// SaveSnapshot stores the snapshot of an assessment in place of an earlier one.
func (tx *Tx) SaveSnapshot(ctx context.Context, s Snapshot) error {
	row, areas, err := newSnapshotRows(s)
	if err != nil {
		return err
	}
	if err := tx.DeleteSnapshot(ctx, s.AssessmentID); err != nil {
		return err
	}
	if err := insert(ctx, tx.g, &row, "register snapshot"); err != nil {
		return err
	}
	return insertMany(areas, "areas of a snapshot")(ctx, tx)
}

// DeleteSnapshot removes the snapshot of an assessment; none is fine.
func (tx *Tx) DeleteSnapshot(ctx context.Context, assessment string) error {
	for _, row := range []any{&snapshotRow{}, &snapshotAreaRow{}} {
		if err := tx.g.WithContext(ctx).Where("assessment_id = ?", assessment).Delete(row).Error; err != nil {
			return translate(err)
		}
	}
	return tx.forgetShared(ctx, assessment)
}

// SnapshotOf returns the snapshot of an assessment, NotFound where there is
// none.
func (r Reader) SnapshotOf(ctx context.Context, assessment string) (Snapshot, error) {
	row, err := one[snapshotRow](r.g.WithContext(ctx).Where("assessment_id = ?", assessment))
	if err != nil {
		return Snapshot{}, err
	}
	return row.snapshot()
}

// SnapshotsOf returns the snapshots of a team, oldest round first, of the
// rounds in which it has agreed on a result.
func (r Reader) SnapshotsOf(ctx context.Context, team string) ([]RoundSnapshot, error) {
	type row struct {
		Snapshot snapshotRow `gorm:"embedded"`
		RoundID  string
	}
	rows, err := many(r.g.WithContext(ctx).Table("register_snapshots AS s").
		Select("s.assessment_id, s.taken_at, s.view, s.document, a.round_id").
		Joins("JOIN assessments a ON a.id = s.assessment_id").
		Where("a.team_id = ? AND a.state IN ('agreed', 'shared')", team), func(x row) row { return x })
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	rounds, err := r.Rounds(ctx)
	if err != nil {
		return nil, err
	}
	byID := make(map[string]maturity.Round, len(rounds))
	for _, x := range rounds {
		byID[x.ID] = x
	}
	out := make([]RoundSnapshot, len(rows))
	for i, x := range rows {
		snapshot, err := x.Snapshot.snapshot()
		if err != nil {
			return nil, fmt.Errorf("assessment %s: %w", x.Snapshot.AssessmentID, err)
		}
		out[i] = RoundSnapshot{Round: byID[x.RoundID], Snapshot: snapshot}
	}
	slices.SortFunc(out, func(a, b RoundSnapshot) int { return strings.Compare(a.Round.Key, b.Round.Key) })
	return out, nil
}

// HasSnapshotBefore reports whether the team has a snapshot of a round before
// the given key.
func (r Reader) HasSnapshotBefore(ctx context.Context, team, round string) (bool, error) {
	var n int64
	err := r.g.WithContext(ctx).Table("register_snapshots AS s").
		Joins("JOIN assessments a ON a.id = s.assessment_id").Joins("JOIN rounds r ON r.id = a.round_id").
		Where("a.team_id = ? AND r.key < ?", team, round).Count(&n).Error
	return n > 0, translate(err)
}

// SharedArea is one area of a team in a round it has shared: counts by the
// strict view, and no name of a person.
type SharedArea struct {
	RoundKey, TeamID, Key string
	Name                  maturity.Text
	Criticality           int
	Depth                 int // people who can do it alone
	Stale                 int // people who say so without fresh evidence
}

// SharedAreas returns the areas of the given teams in all rounds they share, by
// round, team and key.
func (r Reader) SharedAreas(ctx context.Context, teams []string) ([]SharedArea, error) {
	if len(teams) == 0 {
		return nil, nil
	}
	var shared []sharedAssessment
	err := r.g.WithContext(ctx).Raw(`
		SELECT a.id, a.team_id, r.key AS round_key FROM assessments a JOIN rounds r ON r.id = a.round_id
		WHERE a.state = 'shared' AND a.team_id IN ?`, teams).Scan(&shared).Error
	if err != nil {
		return nil, translate(err)
	}
	slices.SortFunc(shared, func(a, b sharedAssessment) int {
		return cmp.Or(cmp.Compare(a.RoundKey, b.RoundKey), cmp.Compare(a.TeamID, b.TeamID))
	})
	areas, n, err := r.areasByAssessment(ctx, teams)
	if err != nil {
		return nil, err
	}
	out := make([]SharedArea, 0, n)
	for _, a := range shared {
		of := areas[a.ID]
		slices.SortFunc(of, func(a, b SharedArea) int { return cmp.Compare(a.Key, b.Key) })
		for _, area := range of {
			area.RoundKey, area.TeamID = a.RoundKey, a.TeamID
			out = append(out, area)
		}
	}
	return out, nil
}

type sharedAssessment struct{ ID, TeamID, RoundKey string }

// areasByAssessment reads the areas alone, and how many they are. Sorting 72,000 of them in the
// database, each with its round and team, takes longer than reading them.
func (r Reader) areasByAssessment(ctx context.Context, teams []string) (of map[string][]SharedArea, n int, err error) {
	rows, err := r.g.WithContext(ctx).Raw(`
		SELECT s.assessment_id, s.area_key, s.name_ja, s.name_en, s.criticality, s.depth, s.stale
		FROM snapshot_areas s JOIN assessments a ON a.id = s.assessment_id
		WHERE a.state = 'shared' AND a.team_id IN ?`, teams).Rows()
	if err != nil {
		return nil, 0, translate(err)
	}
	defer rows.Close()
	of = map[string][]SharedArea{}
	for ; rows.Next(); n++ {
		var assessment string
		var a SharedArea
		err := rows.Scan(&assessment, &a.Key, &a.Name.JA, &a.Name.EN, &a.Criticality, &a.Depth, &a.Stale)
		if err != nil {
			return nil, 0, translate(err)
		}
		of[assessment] = append(of[assessment], a)
	}
	return of, n, translate(rows.Err())
}
