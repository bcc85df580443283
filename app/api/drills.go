package api

import (
	"context"
	"strconv"
	"strings"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/questionnaires"
)

// ScenarioSummary is a scenario of the library as everybody may read it: what only
// the game master reads comes with the part.
type ScenarioSummary struct {
	Key        string        `json:"key"`
	Name       maturity.Text `json:"name"`
	Background maturity.Text `json:"background"`
	Minutes    int           `json:"minutes"`
	Level      int           `json:"level" doc:"1 first time, 2 practised, 3 hard"`
}

func scenarioOf(s adoption.Scenario) ScenarioSummary {
	return ScenarioSummary{Key: s.Key, Name: s.Name, Background: s.Background, Minutes: s.Minutes, Level: s.Level}
}

// Drill is a drill as the caller may see it.
type Drill struct {
	ID        string             `json:"id"`
	Team      string             `json:"team"`
	Scenario  ScenarioSummary    `json:"scenario"`
	State     string             `json:"state" enum:"planned,playing,talking,done,cancelled"`
	PlannedOn string             `json:"planned_on" format:"date"`
	StartedAt *time.Time         `json:"started_at"`
	TalkAt    *time.Time         `json:"talk_at"`
	EndedAt   *time.Time         `json:"ended_at"`
	Outcome   string             `json:"outcome"`
	Role      string             `json:"role,omitempty" doc:"The caller's"`
	People    []DrillPart        `json:"people,omitempty"`
	Shown     []maturity.Text    `json:"shown,omitempty" doc:"What has happened so far, to the players"`
	Secret    *adoption.Scenario `json:"secret,omitempty" doc:"For the game master alone, and for all once it is done"`
	Notes     []DrillNote        `json:"notes,omitempty"`
	Gaps      []DrillGap         `json:"gaps,omitempty"`
}

// DrillPart is a part in a drill.
type DrillPart struct {
	Person string `json:"person"`
	Role   string `json:"role" enum:"runner,player,scribe,observer"`
}

// DrillNote is a line of the timeline.
type DrillNote struct {
	At   time.Time `json:"at"`
	By   string    `json:"by"`
	Text string    `json:"text"`
}

// DrillGap is what a drill showed to be missing.
type DrillGap struct {
	Text   string `json:"text"`
	Owner  string `json:"owner"`
	Action string `json:"action" doc:"The action it has become, or empty"`
}

func (a *API) drillRoutes() {
	const t = "drills"
	add(a, read("/scenarios", "listScenarios", "The library", signedIn, t), a.listScenarios)
	add(a, read("/teams/{id}/drills", "listDrills", "The drills of a team", teamOrRun, t), a.listDrills)
	add(a, create("/teams/{id}/drills", "planDrill", "Plan a drill", teamOrRun, t), a.planDrill)
	add(a, read("/drills/{id}", "getDrill", "One drill, as far as the caller's part lets see", drilling, t),
		func(c call, in *ByID) (*output[Drill], error) { return a.drillNow(c, in.ID, nil) })
	add(a, read("/drills/{id}/parts", "listParts", "Who plays which part", drilling, t), a.listParts)
	add(a, act("/drills/{id}/part", "givePart", "Give somebody a part, or take it away", drilling, t), a.givePart)
	for _, s := range []struct {
		verb, id, summary string
		do                func(context.Context, maturity.Viewer, string) error
	}{
		{"start", "startDrill", "Start the clock", a.tracker.StartDrill},
		{"talk", "talkDrill", "End the play and begin the talk", a.tracker.TalkDrill},
		{"cancel", "cancelDrill", "End a drill that will not be played", a.tracker.CancelDrill},
	} {
		add(a, act("/drills/{id}/"+s.verb, s.id, s.summary, directing, t), func(c call, in *ByID) (*output[Drill], error) {
			return a.drillNow(c, in.ID, s.do(c, c.viewer, in.ID))
		})
	}
	add(a, act("/drills/{id}/reveal", "revealInject", "Show the players what happens next", directing, t), a.revealInject)
	add(a, act("/drills/{id}/notes", "noteDrill", "Add a line to the timeline", drilling, t), a.noteDrill)
	add(a, act("/drills/{id}/finish", "finishDrill", "End a drill with its gaps", directing, t), a.finishDrill)
}

func (a *API) listScenarios(_ call, in *ListInput) (*output[Page[ScenarioSummary]], error) {
	return reply(paged(*in, converted(questionnaires.Scenarios(), scenarioOf), func(s ScenarioSummary) string { return s.Key }))
}

func drillOf(d adoption.Drill) Drill {
	return Drill{
		ID: d.ID, Team: d.TeamID, Scenario: scenarioOf(d.Scenario), State: string(d.State), PlannedOn: d.PlannedOn,
		StartedAt: utc(d.StartedAt), TalkAt: utc(d.TalkAt), EndedAt: utc(d.EndedAt), Outcome: d.Outcome,
	}
}

func (a *API) listDrills(c call, in *struct {
	ByID
	ListInput
}) (*output[Page[Drill]], error) {
	if err := inTeamOrRuns(c.viewer, in.ID); err != nil {
		return nil, err
	}
	all, err := a.store.DrillsOf(c, in.ID)
	if err != nil {
		return nil, err
	}
	return reply(paged(in.ListInput, converted(all, drillOf), func(d Drill) string { return d.ID }))
}

func (a *API) planDrill(c call, in *struct {
	ByID
	Body struct {
		Scenario  string `json:"scenario" doc:"Of the library"`
		PlannedOn string `json:"planned_on,omitempty" doc:"Today where it is left out"`
		Runner    string `json:"runner,omitempty" doc:"Game master; the caller where it is left out"`
		Player    string `json:"player,omitempty"`
	}
}) (*output[Drill], error) {
	if err := inTeamOrRuns(c.viewer, in.ID); err != nil {
		return nil, err
	}
	scenario, known := questionnaires.ScenarioByKey(in.Body.Scenario)
	if !known {
		return nil, fieldProblem("scenario", "field.choice")
	}
	d, err := a.tracker.PlanDrill(c, c.viewer, tracker.PlanDrill{
		Team: in.ID, Scenario: scenario, PlannedOn: in.Body.PlannedOn, Runner: in.Body.Runner, Player: in.Body.Player,
	})
	return reply(drillOf(d), err)
}

// drillNow answers with a drill as it is after a step, and as the caller's part
// lets see it.
func (a *API) drillNow(c call, id string, err error) (*output[Drill], error) {
	if err != nil {
		return nil, err
	}
	seat, err := a.tracker.Seat(c, c.viewer, id)
	if err != nil {
		return nil, err
	}
	out := drillOf(seat.Drill)
	out.Role = string(seat.Role)
	out.People = converted(seat.People, drillPartOf)
	if seat.Runs() || seat.Drill.State == adoption.DrillDone {
		out.Secret = &seat.Drill.Scenario
	}
	return reply(a.drillParts(c, seat, out))
}

func (a *API) drillParts(c call, seat tracker.DrillSeat, out Drill) (Drill, error) {
	shown, err := a.store.DrillReveals(c, out.ID)
	if err != nil {
		return out, err
	}
	for _, r := range shown {
		if r.Inject >= 0 && r.Inject < len(seat.Drill.Scenario.Injects) {
			out.Shown = append(out.Shown, seat.Drill.Scenario.Injects[r.Inject].Text)
		}
	}
	notes, err := a.store.DrillNotes(c, out.ID)
	if err != nil {
		return out, err
	}
	out.Notes = converted(notes, func(n store.DrillNote) DrillNote { return DrillNote{At: n.At.UTC(), By: n.ByID, Text: n.Text} })
	gaps, err := a.store.DrillGaps(c, out.ID)
	out.Gaps = converted(gaps, func(g store.DrillGap) DrillGap { return DrillGap{Text: g.Text, Owner: g.OwnerID, Action: g.ActionID} })
	return out, err
}

func parts(ctx context.Context, r store.Reader, drill string) ([]DrillPart, error) {
	all, err := r.DrillPeople(ctx, drill)
	return converted(all, drillPartOf), err
}

func drillPartOf(p store.DrillPerson) DrillPart {
	return DrillPart{Person: p.PersonID, Role: string(p.Role)}
}

func (a *API) listParts(c call, in *ByID) (*tagged[[]DrillPart], error) {
	return tag(parts(c, a.store, in.ID)) // who may, the gate has asked
}

func (a *API) givePart(c call, in *struct {
	ByID
	Match
	Body struct {
		Person string `json:"person"`
		Role   string `json:"role" enum:"runner,player,scribe,observer," doc:"Empty takes the part away"`
	}
}) (*tagged[[]DrillPart], error) {
	held, err := guarded(a, c, in.Match, tracker.CastLock(in.ID), func(ctx context.Context, r store.Reader) ([]DrillPart, error) {
		return parts(ctx, r, in.ID)
	})
	if err != nil {
		return nil, err
	}
	if err := a.tracker.GivePart(held, c.viewer, in.ID, in.Body.Person, adoption.DrillRole(in.Body.Role)); err != nil {
		return nil, err
	}
	return tag(parts(c, a.store, in.ID))
}

func (a *API) revealInject(c call, in *struct {
	ByID
	Body struct {
		Inject int `json:"inject" minimum:"0" doc:"Its place in the scenario, from 0"`
	}
}) (*output[Drill], error) {
	return a.drillNow(c, in.ID, a.tracker.RevealInject(c, c.viewer, in.ID, in.Body.Inject))
}

func (a *API) noteDrill(c call, in *struct {
	ByID
	Body struct {
		ID   string `json:"id,omitempty" doc:"The caller's own, of 8 to 64 characters: a note sent twice is kept once"`
		Text string `json:"text" maxLength:"2000"`
	}
}) (*output[Drill], error) {
	return a.drillNow(c, in.ID, a.tracker.NoteDrill(c, c.viewer, in.ID, in.Body.ID, in.Body.Text))
}

// DrillGapInput is a gap as it is noted.
type DrillGapInput struct {
	Text   string `json:"text"`
	Owner  string `json:"owner"`
	Action bool   `json:"action,omitempty" doc:"Becomes an action of the team"`
}

func (a *API) finishDrill(c call, in *struct {
	ByID
	Body struct {
		Outcome string          `json:"outcome" maxLength:"300"`
		Gaps    []DrillGapInput `json:"gaps"`
	}
}) (*output[Drill], error) {
	finish := tracker.FinishDrill{Drill: in.ID, Outcome: in.Body.Outcome}
	for _, g := range in.Body.Gaps {
		finish.Gaps = append(finish.Gaps, tracker.DrillGapInput(g))
	}
	return a.drillNow(c, in.ID, relocated(a.tracker.FinishDrill(c, c.viewer, finish), inGaps))
}

// inGaps is where what is wrong with a gap stands, which use cases count from 1.
func inGaps(name string) string {
	for field, at := range map[string]string{"gap": "text", "owner": "owner"} {
		number, of := strings.CutPrefix(name, field)
		if n, err := strconv.Atoi(number); of && err == nil {
			return "/gaps/" + strconv.Itoa(n-1) + "/" + at
		}
	}
	return ""
}
