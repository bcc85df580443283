package tracker

import (
	"context"
	"slices"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
)

// The practices a drill is an occurrence of.
const (
	rolePlay = "wheel_of_misfortune"
	gameDay  = "game_day"
)

// PlanDrill is a drill as somebody plans it.
type PlanDrill struct {
	Team      string
	Practice  string // "" means a role play
	Scenario  adoption.Scenario
	AreaKey   string // the knowledge area it is about, or ""
	PlannedOn string // "" means today
	Runner    string // person id; "" means the viewer
	Player    string // person id; "" leaves it open
}

// PlanDrill plans a drill of a team. The runner may be anybody in the
// organisation: a lone SRE plays the system for other teams.
func (t *Tracker) PlanDrill(ctx context.Context, v maturity.Viewer, in PlanDrill) (adoption.Drill, error) {
	if err := t.mayPlan(v, in.Team); err != nil {
		return adoption.Drill{}, err
	}
	d, people, err := t.readPlan(ctx, v, in)
	if err != nil {
		return d, err
	}
	return d, t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.InsertDrill(ctx, d); err != nil {
			return err
		}
		for _, p := range people {
			if err := tx.SaveDrillPerson(ctx, p); err != nil {
				return err
			}
		}
		return t.event(ctx, tx, v, "drill.planned", d.ID, "")
	})
}

// mayPlan lets the team itself, and champions, who bring drills to teams.
func (t *Tracker) mayPlan(v maturity.Viewer, team string) error {
	return v.Require(v.InTeam(team) || v.IsChampion())
}

func (t *Tracker) readPlan(ctx context.Context, v maturity.Viewer, in PlanDrill) (adoption.Drill, []store.DrillPerson, error) {
	var f maturity.Fields
	today, err := t.today(ctx, t.db.Reader)
	if err != nil {
		return adoption.Drill{}, nil, err
	}
	if in.PlannedOn == "" {
		in.PlannedOn = today
	}
	if in.Practice == "" {
		in.Practice = rolePlay
	}
	if in.Runner == "" {
		in.Runner = v.Person.ID
	}
	d := adoption.Drill{
		ID: t.newID(), TeamID: in.Team, Practice: in.Practice, Scenario: in.Scenario, AreaKey: in.AreaKey,
		State: adoption.DrillPlanned, PlannedOn: date(&f, "planned_on", in.PlannedOn), Version: 1,
		CreatedBy: v.Person.ID, CreatedAt: t.now(),
	}
	if in.Practice != rolePlay && in.Practice != gameDay {
		f.Add("practice", "field.choice")
	}
	if len(in.Scenario.Injects) == 0 {
		f.Add("scenario", "field.choice")
	}
	people := []store.DrillPerson{{DrillID: d.ID, PersonID: in.Runner, Role: adoption.Runner}}
	if err := t.checkPersonThere(ctx, &f, "runner", in.Runner); err != nil {
		return d, nil, err
	}
	if in.Player != "" {
		people = append(people, store.DrillPerson{DrillID: d.ID, PersonID: in.Player, Role: adoption.Player})
		if in.Player == in.Runner {
			f.Add("player", "field.same_person")
		} else if err := t.checkPersonThere(ctx, &f, "player", in.Player); err != nil {
			return d, nil, err
		}
	}
	return d, people, f.Err()
}

// DrillSeat is a drill as one person meets it.
type DrillSeat struct {
	Drill  adoption.Drill
	People []store.DrillPerson
	Role   adoption.DrillRole // of the viewer; "" without one
}

// Runs reports whether the viewer plays the system and holds the clock.
func (s DrillSeat) Runs() bool { return s.Role == adoption.Runner }

// Seat returns a drill for a member of its team or somebody with a part in it;
// to others it does not exist.
func (t *Tracker) Seat(ctx context.Context, v maturity.Viewer, drill string) (DrillSeat, error) {
	d, err := t.db.DrillByID(ctx, drill)
	if err != nil {
		return DrillSeat{}, err
	}
	people, err := t.db.DrillPeople(ctx, drill)
	if err != nil {
		return DrillSeat{}, err
	}
	out := DrillSeat{Drill: d, People: people}
	if i := slices.IndexFunc(people, func(p store.DrillPerson) bool { return p.PersonID == v.Person.ID }); i >= 0 {
		out.Role = people[i].Role
	}
	return out, v.Require(v.InTeam(d.TeamID) || v.IsChampion() || out.Role != "")
}

// JoinDrill notes that the viewer has opened the page of the players; somebody
// without a part becomes an observer. It returns the seat.
func (t *Tracker) JoinDrill(ctx context.Context, v maturity.Viewer, drill string) (DrillSeat, error) {
	s, err := t.Seat(ctx, v, drill)
	if err != nil || s.Drill.State == adoption.DrillDone || s.Drill.State == adoption.DrillCancelled {
		return s, err
	}
	p := store.DrillPerson{DrillID: drill, PersonID: v.Person.ID, Role: s.Role}
	if p.Role == "" {
		p.Role = adoption.Observer
	}
	for _, x := range s.People {
		if x.PersonID == p.PersonID && x.JoinedAt != nil {
			return s, nil
		}
	}
	now := t.now()
	p.JoinedAt = &now
	err = t.db.Tx(ctx, func(tx *store.Tx) error { return tx.SaveDrillPerson(ctx, p) })
	if err != nil {
		return s, err
	}
	return t.Seat(ctx, v, drill)
}
