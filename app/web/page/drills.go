package page

import (
	"net/url"
	"strconv"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
)

// Drills is the library of scenarios.
type Drills struct {
	Base
	Wanted string
	Groups []ScenarioGroup
}

// ScenarioGroup is the scenarios of one source.
type ScenarioGroup struct {
	Source    adoption.ScenarioSource
	Scenarios []adoption.Scenario
}

// Scenario is one scenario of the library.
type Scenario struct {
	Base
	Scenario adoption.Scenario
	Teams    []maturity.Team // of the viewer, who may plan it there
}

// TeamDrills is the drills of one team.
type TeamDrills struct {
	Base
	Team     maturity.Team
	Running  []TeamDrill
	Planned  []TeamDrill
	Done     []TeamDrill
	Drilled  bool // at least once
	Days     int  // since the last one
	LastDone string
	Plan     DrillPlan
}

// TeamDrill is one drill in the list.
type TeamDrill struct {
	adoption.Drill
	Day string
}

// Add sorts the drills by how far they are. Cancelled ones are left out.
func (p *TeamDrills) Add(drills []adoption.Drill, today time.Time) {
	for _, d := range drills {
		x := TeamDrill{Drill: d, Day: d.PlannedOn}
		switch {
		case d.State == adoption.DrillPlanned:
			p.Planned = append(p.Planned, x)
		case d.Running():
			p.Running = append(p.Running, x)
		case d.State == adoption.DrillDone && d.EndedAt != nil:
			x.Day = d.EndedAt.In(p.Zone).Format(time.DateOnly)
			p.Done = append(p.Done, x)
			if p.LastDone < x.Day {
				p.LastDone = x.Day
			}
		}
	}
	if last, err := time.Parse(time.DateOnly, p.LastDone); err == nil {
		day := time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)
		p.Drilled, p.Days = true, max(0, int(day.Sub(last).Hours()/24))
	}
}

// DrillPlan is the form to plan a drill, as it stands or as it was typed.
type DrillPlan struct {
	Scenarios                         []adoption.Scenario
	Scenario                          string
	Areas                             []Choice
	Area, Service, Incident, Happened string
	Seed                              uint64
	Made                              *adoption.Scenario // of the team's own material, or nil
	Day, Runner, Player               string
	People                            []Choice
	Errors                            Errors
}

// Another asks for the next story of the same material.
func (f DrillPlan) Another() string {
	q := url.Values{"seed": {strconv.FormatUint(f.Seed+1, 10)}}
	for name, v := range map[string]string{"area": f.Area, "service": f.Service, "incident": f.Incident, "happened": f.Happened} {
		if v != "" {
			q.Set(name, v)
		}
	}
	return q.Encode()
}

// DrillList is some of a team's drills, with the page they stand on.
type DrillList struct {
	Page   *TeamDrills
	Drills []TeamDrill
}

// List makes a list to draw.
func (p *TeamDrills) List(drills []TeamDrill) DrillList { return DrillList{Page: p, Drills: drills} }
