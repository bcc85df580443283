package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"

	"michinori/app/adoption"
	"michinori/app/maturity"
)

type drillRow struct {
	ID        string
	TeamID    string
	Practice  string
	Scenario  string
	AreaKey   string
	State     string
	PlannedOn string
	StartedAt *time.Time
	TalkAt    *time.Time
	EndedAt   *time.Time
	Outcome   string
	Version   int
	CreatedBy string
	CreatedAt time.Time `gorm:"autoCreateTime:false"`
}

func (drillRow) TableName() string { return "drills" }

func (d drillRow) drill() (adoption.Drill, error) {
	out := adoption.Drill{
		ID: d.ID, TeamID: d.TeamID, Practice: d.Practice, AreaKey: d.AreaKey, State: adoption.DrillState(d.State),
		PlannedOn: d.PlannedOn, StartedAt: d.StartedAt, TalkAt: d.TalkAt, EndedAt: d.EndedAt, Outcome: d.Outcome,
		Version: d.Version, CreatedBy: d.CreatedBy, CreatedAt: d.CreatedAt,
	}
	if err := json.Unmarshal([]byte(d.Scenario), &out.Scenario); err != nil {
		return out, fmt.Errorf("scenario of drill %s: %w", d.ID, err)
	}
	return out, nil
}

// DrillByID returns one drill.
func (r Reader) DrillByID(ctx context.Context, id string) (adoption.Drill, error) {
	row, err := one[drillRow](r.g.WithContext(ctx).Where("id = ?", id))
	if err != nil {
		return adoption.Drill{}, err
	}
	return row.drill()
}

// DrillsOf returns the drills of a team, the latest planned first.
func (r Reader) DrillsOf(ctx context.Context, team string) ([]adoption.Drill, error) {
	var rows []drillRow
	err := r.g.WithContext(ctx).Where("team_id = ?", team).Order("planned_on DESC, created_at DESC, id").Find(&rows).Error
	if err != nil {
		return nil, translate(err)
	}
	out := make([]adoption.Drill, len(rows))
	for i, row := range rows {
		if out[i], err = row.drill(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// DrillVersion returns the version of a drill alone, cheaply: pages ask often.
func (r Reader) DrillVersion(ctx context.Context, id string) (int, error) {
	row, err := one[drillRow](r.g.WithContext(ctx).Select("version").Where("id = ?", id))
	return row.Version, err
}

// InsertDrill plans a drill.
func (tx *Tx) InsertDrill(ctx context.Context, d adoption.Drill) error {
	scenario, err := json.Marshal(d.Scenario)
	if err != nil {
		return fmt.Errorf("encode scenario: %w", err)
	}
	row := drillRow{
		ID: d.ID, TeamID: d.TeamID, Practice: d.Practice, Scenario: string(scenario), AreaKey: d.AreaKey, State: string(d.State),
		PlannedOn: d.PlannedOn, StartedAt: d.StartedAt, TalkAt: d.TalkAt, EndedAt: d.EndedAt, Outcome: d.Outcome,
		Version: 1, CreatedBy: d.CreatedBy, CreatedAt: d.CreatedAt,
	}
	return insert(ctx, tx.g, &row, "drill")
}

// SaveDrill changes the state of a drill as it was read; Conflict where
// somebody has changed it meanwhile. The version grows by one.
func (tx *Tx) SaveDrill(ctx context.Context, d adoption.Drill) error {
	q := tx.g.WithContext(ctx).Model(&drillRow{}).Where("id = ? AND version = ?", d.ID, d.Version).Updates(map[string]any{
		"state": string(d.State), "planned_on": d.PlannedOn, "started_at": d.StartedAt, "talk_at": d.TalkAt,
		"ended_at": d.EndedAt, "outcome": d.Outcome, "version": d.Version + 1,
	})
	if q.Error == nil && q.RowsAffected == 0 {
		return maturity.Fail(maturity.Conflict, "error.drill_changed")
	}
	return translate(q.Error)
}

// touchDrill lets pages know that something of the drill has changed.
func (tx *Tx) touchDrill(ctx context.Context, id string) error {
	return must(tx.g.WithContext(ctx).Model(&drillRow{}).Where("id = ?", id).Update("version", gorm.Expr("version + 1")))
}

// DrillPerson is somebody's part in a drill.
type DrillPerson struct {
	DrillID, PersonID string
	Role              adoption.DrillRole
	JoinedAt          *time.Time // when the person opened the page of the players
}

type drillPersonRow struct {
	DrillID  string `gorm:"primaryKey"`
	PersonID string `gorm:"primaryKey"`
	Role     string
	JoinedAt *time.Time
}

func (drillPersonRow) TableName() string { return "drill_people" }

func (p drillPersonRow) person() DrillPerson {
	return DrillPerson{DrillID: p.DrillID, PersonID: p.PersonID, Role: adoption.DrillRole(p.Role), JoinedAt: p.JoinedAt}
}

// DrillPeople returns who takes part, by person.
func (r Reader) DrillPeople(ctx context.Context, drill string) ([]DrillPerson, error) {
	return many(r.g.WithContext(ctx).Where("drill_id = ?", drill).Order("person_id"), drillPersonRow.person)
}

// SaveDrillPerson gives somebody a part, or another one.
func (tx *Tx) SaveDrillPerson(ctx context.Context, p DrillPerson) error {
	row := drillPersonRow{DrillID: p.DrillID, PersonID: p.PersonID, Role: string(p.Role), JoinedAt: p.JoinedAt}
	if err := upsert(ctx, tx.g, &row, []string{"drill_id", "person_id"}, []string{"role", "joined_at"}, "part in a drill"); err != nil {
		return err
	}
	return tx.touchDrill(ctx, p.DrillID)
}

// DeleteDrillPerson takes somebody out of a drill.
func (tx *Tx) DeleteDrillPerson(ctx context.Context, drill, person string) error {
	if err := must(tx.g.WithContext(ctx).Where("drill_id = ? AND person_id = ?", drill, person).Delete(&drillPersonRow{})); err != nil {
		return err
	}
	return tx.touchDrill(ctx, drill)
}

// DrillReveal is when an inject appeared to the players.
type DrillReveal struct {
	DrillID    string
	Inject     int // position in the scenario, from 0
	RevealedAt time.Time
}

type drillRevealRow struct {
	DrillID    string `gorm:"primaryKey"`
	Inject     int    `gorm:"primaryKey;autoIncrement:false"`
	RevealedAt time.Time
}

func (drillRevealRow) TableName() string { return "drill_reveals" }

func (d drillRevealRow) reveal() DrillReveal { return DrillReveal(d) }

// DrillReveals returns what has appeared to the players, in order.
func (r Reader) DrillReveals(ctx context.Context, drill string) ([]DrillReveal, error) {
	return many(r.g.WithContext(ctx).Where("drill_id = ?", drill).Order("revealed_at, inject"), drillRevealRow.reveal)
}

// InsertDrillReveal shows an inject to the players; Conflict where it is there
// already.
func (tx *Tx) InsertDrillReveal(ctx context.Context, x DrillReveal) error {
	row := drillRevealRow(x)
	if err := insert(ctx, tx.g, &row, "inject of a drill"); err != nil {
		return err
	}
	return tx.touchDrill(ctx, x.DrillID)
}

// DrillNote is one line of the timeline.
type DrillNote struct {
	ID, DrillID string
	At          time.Time
	ByID        string
	Text        string
}

type drillNoteRow struct {
	ID      string
	DrillID string
	At      time.Time
	ByID    string
	Text    string
}

func (drillNoteRow) TableName() string { return "drill_notes" }

func (d drillNoteRow) note() DrillNote { return DrillNote(d) }

// DrillNotes returns the timeline, oldest first.
func (r Reader) DrillNotes(ctx context.Context, drill string) ([]DrillNote, error) {
	return many(r.g.WithContext(ctx).Where("drill_id = ?", drill).Order("at, id"), drillNoteRow.note)
}

// InsertDrillNote adds a line. A note sent again, with the same id, changes
// nothing.
func (tx *Tx) InsertDrillNote(ctx context.Context, n DrillNote) error {
	row := drillNoteRow(n)
	if _, err := one[drillNoteRow](tx.g.WithContext(ctx).Where("id = ?", n.ID)); err == nil {
		return nil
	}
	if err := insert(ctx, tx.g, &row, "note of a drill"); err != nil {
		return err
	}
	return tx.touchDrill(ctx, n.DrillID)
}

// DrillGap is something the drill has shown to be missing, with its owner.
type DrillGap struct {
	ID, DrillID string
	Position    int
	Text        string
	OwnerID     string
	ActionID    string // the action it has become, or ""
}

type drillGapRow struct {
	ID       string
	DrillID  string
	Position int
	Text     string
	OwnerID  string
	ActionID string
}

func (drillGapRow) TableName() string { return "drill_gaps" }

func (d drillGapRow) gap() DrillGap { return DrillGap(d) }

// DrillGaps returns the gaps of a drill, in order.
func (r Reader) DrillGaps(ctx context.Context, drill string) ([]DrillGap, error) {
	return many(r.g.WithContext(ctx).Where("drill_id = ?", drill).Order("position, id"), drillGapRow.gap)
}

// SaveDrillGaps replaces the gaps of a drill.
func (tx *Tx) SaveDrillGaps(ctx context.Context, drill string, gaps []DrillGap) error {
	if err := tx.g.WithContext(ctx).Where("drill_id = ?", drill).Delete(&drillGapRow{}).Error; err != nil {
		return translate(err)
	}
	for _, g := range gaps {
		row := drillGapRow(g)
		if err := insert(ctx, tx.g, &row, "gap of a drill"); err != nil {
			return err
		}
	}
	return tx.touchDrill(ctx, drill)
}

// LastDrill returns the last drill that a team played to its end, NotFound
// where there is none.
func (r Reader) LastDrill(ctx context.Context, team string) (adoption.Drill, error) {
	row, err := one[drillRow](r.g.WithContext(ctx).
		Where("team_id = ? AND state = ?", team, string(adoption.DrillDone)).Order("ended_at DESC, id"))
	if err != nil {
		return adoption.Drill{}, err
	}
	return row.drill()
}
