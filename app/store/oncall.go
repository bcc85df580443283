package store

import (
	"context"
	"time"

	"michinori/app/adoption"
)

// StepIncident is the day of the last real incident somebody led; the other
// steps are those of adoption.PathSteps.
const StepIncident adoption.PathStep = "incident"

// OnCallStep is one step somebody has taken on the way to on-call.
type OnCallStep struct {
	TeamID, PersonID string
	Step             adoption.PathStep
	Day              string // 2026-10-31
	Note             string
	UpdatedBy        string
	UpdatedAt        time.Time
}

type stepRow struct {
	TeamID    string `gorm:"primaryKey"`
	PersonID  string `gorm:"primaryKey"`
	Step      string `gorm:"primaryKey"`
	Day       string
	Note      string
	UpdatedBy string
	UpdatedAt time.Time `gorm:"autoUpdateTime:false"`
}

func (stepRow) TableName() string { return "oncall_steps" }

func (s stepRow) step() OnCallStep {
	return OnCallStep{
		TeamID: s.TeamID, PersonID: s.PersonID, Step: adoption.PathStep(s.Step), Day: s.Day, Note: s.Note,
		UpdatedBy: s.UpdatedBy, UpdatedAt: s.UpdatedAt,
	}
}

// OnCallSteps returns the steps taken by the people of a team.
func (r Reader) OnCallSteps(ctx context.Context, team string) ([]OnCallStep, error) {
	return many(r.g.WithContext(ctx).Where("team_id = ?", team).Order("person_id, step"), stepRow.step)
}

// SaveOnCallStep notes the day of a step, or another day for it.
func (tx *Tx) SaveOnCallStep(ctx context.Context, s OnCallStep) error {
	row := stepRow{
		TeamID: s.TeamID, PersonID: s.PersonID, Step: string(s.Step), Day: s.Day, Note: s.Note,
		UpdatedBy: s.UpdatedBy, UpdatedAt: s.UpdatedAt,
	}
	return upsert(ctx, tx.g, &row, []string{"team_id", "person_id", "step"}, []string{"day", "note", "updated_by", "updated_at"}, "step")
}

// DeleteOnCallStep takes a step back.
func (tx *Tx) DeleteOnCallStep(ctx context.Context, team, person string, s adoption.PathStep) error {
	return must(tx.g.WithContext(ctx).
		Where("team_id = ? AND person_id = ? AND step = ?", team, person, string(s)).Delete(&stepRow{}))
}

type rotaRow struct {
	TeamID string `gorm:"primaryKey"`
	People int
	Slots  int
	Sites  int
}

func (rotaRow) TableName() string { return "rotas" }

// RotaOf returns how a team shares being on call, NotFound where it has not
// said.
func (r Reader) RotaOf(ctx context.Context, team string) (adoption.Rota, error) {
	row, err := one[rotaRow](r.g.WithContext(ctx).Where("team_id = ?", team))
	return adoption.Rota{People: row.People, Slots: row.Slots, Sites: row.Sites}, err
}

// SaveRota keeps how a team shares being on call.
func (tx *Tx) SaveRota(ctx context.Context, team string, x adoption.Rota) error {
	row := rotaRow{TeamID: team, People: x.People, Slots: x.Slots, Sites: x.Sites}
	return upsert(ctx, tx.g, &row, []string{"team_id"}, []string{"people", "slots", "sites"}, "rota")
}

// LedDrills returns the days on which people of a team were on call in a drill
// that was played to its end, by person.
func (r Reader) LedDrills(ctx context.Context, team string) (map[string][]time.Time, error) {
	type led struct {
		PersonID string
		EndedAt  time.Time
	}
	var rows []led
	err := r.g.WithContext(ctx).Table("drill_people AS p").Select("p.person_id, d.ended_at").
		Joins("JOIN drills d ON d.id = p.drill_id").
		Where("d.team_id = ? AND d.state = ? AND p.role = ?", team, string(adoption.DrillDone), string(adoption.Player)).
		Order("d.ended_at").Find(&rows).Error
	out := map[string][]time.Time{}
	for _, l := range rows {
		out[l.PersonID] = append(out[l.PersonID], l.EndedAt)
	}
	return out, translate(err)
}
