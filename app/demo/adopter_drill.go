package demo

import (
	"fmt"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/questionnaires"
)

// rolePlay is the practice of which drills are occurrences.
const rolePlay = "wheel_of_misfortune"

func (a *adopter) drill(s drillStory) (store.WholeDrill, error) {
	scenario, ok := questionnaires.ScenarioByKey(s.scenario)
	if !ok {
		return store.WholeDrill{}, fmt.Errorf("no scenario %s", s.scenario)
	}
	d := store.WholeDrill{Drill: adoption.Drill{
		ID: a.dice.id(), TeamID: a.team.ID, Practice: rolePlay, Scenario: scenario, AreaKey: s.area,
		State: adoption.DrillPlanned, PlannedOn: a.dayText(s.ago), Version: 1, CreatedBy: a.person(s.runner),
		CreatedAt: a.at(max(s.ago, 0)+a.dice.between(4, 10), 11, a.dice.IntN(60)),
	}}
	begin := a.at(s.ago, 15, 2+a.dice.IntN(5))
	a.cast(&d, s, begin)
	if s.ago > 0 {
		a.play(&d, s, begin)
	}
	return d, nil
}

// cast gives everybody at most one part: who sits in two chairs keeps the first.
// In a drill that was played, the rest of the team looked on.
func (a *adopter) cast(d *store.WholeDrill, s drillStory, begin time.Time) {
	seen := map[string]bool{}
	join := func(seat int, role adoption.DrillRole) {
		p := store.DrillPerson{DrillID: d.ID, PersonID: a.person(seat), Role: role}
		if seen[p.PersonID] {
			return
		}
		seen[p.PersonID] = true
		if s.ago > 0 {
			joined := begin.Add(-time.Duration(a.dice.between(20, 200)) * time.Second)
			p.JoinedAt = &joined
		}
		d.People = append(d.People, p)
	}
	join(s.runner, adoption.Runner)
	join(s.player, adoption.Player)
	if s.ago <= 0 {
		return
	}
	join(s.scribe, adoption.Scribe)
	for seat := range min(5, len(a.team.members)) {
		join(seat, adoption.Observer)
	}
}

// play lets a drill take its course: what appeared when, what was written down,
// and what it ended in.
func (a *adopter) play(d *store.WholeDrill, s drillStory, begin time.Time) {
	minutes := func(n int) time.Time {
		return begin.Add(time.Duration(n)*time.Minute + time.Duration(a.dice.between(5, 50))*time.Second)
	}
	for i, x := range d.Scenario.Injects {
		d.Reveals = append(d.Reveals, store.DrillReveal{DrillID: d.ID, Inject: i, RevealedAt: minutes(x.Minute)})
	}
	for _, n := range s.notes {
		d.Notes = append(d.Notes, store.DrillNote{
			ID: d.ID + "-" + a.dice.id(), DrillID: d.ID, At: minutes(n.minute), ByID: a.person(n.seat), Text: n.text.In(a.Language),
		})
	}
	talk := minutes(d.Scenario.Minutes)
	ended := talk.Add(time.Duration(adoption.TalkMinutes+a.dice.IntN(4)) * time.Minute)
	d.State, d.StartedAt, d.TalkAt, d.EndedAt = adoption.DrillDone, &begin, &talk, &ended
	d.Outcome = s.outcome.In(a.Language)
	for i, g := range s.gaps {
		gap := store.DrillGap{ID: a.dice.id(), DrillID: d.ID, Position: i, Text: g.text.In(a.Language), OwnerID: a.person(g.owner)}
		if g.action != "" {
			x := a.gapAction(d, s, gap, g.action)
			gap.ActionID = x.ID
			d.Actions = append(d.Actions, x)
		}
		d.Gaps = append(d.Gaps, gap)
	}
	d.Version = 4 + len(d.Reveals) + len(d.Notes) + len(d.People)
}

// gapDays is how long the owner of a gap has.
const gapDays = 30

func (a *adopter) gapAction(d *store.WholeDrill, s drillStory, g store.DrillGap, state maturity.ActionState) maturity.Action {
	x := maturity.Action{
		ID: a.dice.id(), TeamID: a.team.ID, DrillID: d.ID, Practice: d.Practice, Title: g.Text, OwnerID: g.OwnerID,
		Due: a.day(s.ago).AddDate(0, 0, gapDays).Format(time.DateOnly), State: state, CreatedAt: *d.EndedAt,
	}
	if state != maturity.ActionOpen {
		closed := a.at(max(1, s.ago-a.dice.between(9, 28)), 16, a.dice.IntN(60))
		x.ClosedAt = &closed
	}
	return x
}
