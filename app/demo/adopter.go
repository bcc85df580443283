package demo

import (
	"fmt"
	"strconv"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/questionnaires"
)

// adopter makes up how practices live in one team.
type adopter struct {
	*plan
	team   *team
	dice   *dice
	causes *dice
	today  time.Time // midnight in Japan
	out    *store.WholeAdoption
}

// adoptions makes up all teams, in order; it costs little beside the scores.
func (p *plan) adoptions() (store.WholeAdoption, error) {
	out := store.WholeAdoption{Rotas: map[string]adoption.Rota{}}
	for i := range p.teams {
		t := &p.teams[i]
		a := &adopter{
			plan: p, team: t, dice: newDice(p.Seed, "adoption "+strconv.Itoa(t.number)), causes: newDice(p.Seed, "causes "+strconv.Itoa(t.number)),
			today: newCalendar(p.Now).today, out: &out,
		}
		s := t.story.adoption
		if s == nil {
			s = templateAdoption(a.dice)
		}
		if err := a.tell(s); err != nil {
			return out, fmt.Errorf("adoption of team %s: %w", t.Key, err)
		}
	}
	return out, nil
}

func (a *adopter) tell(s *adoptionStory) error {
	drills := map[int]store.WholeDrill{}
	for _, x := range s.drills {
		d, err := a.drill(x)
		if err != nil {
			return err
		}
		drills[x.ago] = d
		a.out.Drills = append(a.out.Drills, d)
	}
	for _, x := range s.trials {
		if err := a.trial(x, drills); err != nil {
			return err
		}
	}
	for _, x := range s.ways {
		a.way(x)
	}
	for _, x := range s.hands {
		if x.seat >= len(a.team.members) {
			continue // a wish is one person's, and nobody else has it
		}
		a.out.Hands = append(a.out.Hands, store.Hand{
			PersonID: a.person(x.seat), Practice: x.practice, Wish: x.wish, Consent: x.consent,
			Note: x.note.In(a.Language), RaisedAt: a.at(x.ago, 12, a.dice.IntN(60)),
		})
	}
	if s.rota.People > 0 {
		rota := s.rota
		rota.People = min(rota.People, len(a.team.members))
		a.out.Rotas[a.team.ID] = rota
	}
	return nil
}

// person returns who sits there; in a small team people have several parts.
func (a *adopter) person(seat int) string {
	if seat == byChampion {
		return a.champion.ID
	}
	return a.team.members[seat%len(a.team.members)].ID
}

// day is so many days back, or the Friday before. What is to come may not slip
// into the past.
func (a *adopter) day(ago int) time.Time {
	d := a.today.AddDate(0, 0, -ago)
	if ago <= 0 {
		d = d.AddDate(0, 0, 2)
	}
	return workday(d)
}

func (a *adopter) dayText(ago int) string { return a.day(ago).Format(time.DateOnly) }

// at is a time on such a day, but never before the organisation was set up:
// what lies before was written down then.
func (a *adopter) at(ago, hour, minute int) time.Time {
	t := a.day(ago).Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute).UTC()
	if t.Before(a.organisation.CreatedAt) {
		return a.organisation.CreatedAt
	}
	return t
}

func (a *adopter) trial(s trialStory, drills map[int]store.WholeDrill) error {
	practice, ok := questionnaires.PracticeByKey(s.practice)
	if !ok || len(s.led) != len(s.ago) || s.causes != nil && len(s.causes) != len(s.ago) {
		return fmt.Errorf("practice %s, led %q", s.practice, s.led)
	}
	t := store.Trial{
		ID: a.dice.id(), TeamID: a.team.ID, Practice: s.practice, CadenceDays: s.cadence, InitiatorID: a.person(s.by),
		ChosenOn: a.dayText(s.chosen), Revision: 1,
	}
	if t.CadenceDays == 0 {
		t.CadenceDays = practice.CadenceDays
	}
	if len(s.ago) > 0 {
		t.ChosenOn = a.dayText(s.ago[0] + a.dice.between(3, 12))
	}
	if s.stopped > 0 {
		t.StoppedOn, t.StopReason, t.Revision = a.dayText(s.stopped), s.reason.In(a.Language), 2
	}
	a.out.Trials = append(a.out.Trials, t)
	for i := range s.ago {
		o := a.held(s, i)
		o.TrialID = t.ID
		if practice.AsksCause() {
			o.Cause = a.cause(s, i)
		}
		if d, ok := drills[s.ago[i]]; ok && d.Practice == s.practice && d.State == adoption.DrillDone {
			o.DrillID, o.Sentence, o.Participants, o.Link = d.ID, d.Outcome, len(d.People), ""
		}
		a.out.Occurrences = append(a.out.Occurrences, o)
	}
	return nil
}

func (a *adopter) held(s trialStory, i int) store.Occurrence {
	ago, seat := s.ago[i], byChampion
	if s.led[i] != 'c' {
		seat = int(s.led[i] - '0')
	}
	size := len(a.team.members)
	o := store.Occurrence{
		ID: a.dice.id(), Day: a.dayText(ago), LeaderID: a.person(seat), CreatedBy: a.person(seat),
		Participants: a.dice.between(min(2, size), size), CreatedAt: a.at(ago, 18, a.dice.IntN(60)),
	}
	if a.dice.chance(0.4) {
		o.Link = "https://wiki." + mailDomain + "/" + a.team.Key + "/" + s.practice + "/" + o.Day
	}
	if n := i - (len(s.ago) - len(s.said)); n >= 0 {
		o.Sentence = s.said[n].In(a.Language)
	}
	if i == 0 && s.helpedBy != "" {
		for _, t := range a.teams {
			if t.Key == s.helpedBy && t.ID != a.team.ID {
				o.HelpedBy = t.ID
			}
		}
	}
	return o
}

// cause is what the team told of the cause of an incident; about a fifth had been
// seen before.
func (a *adopter) cause(s trialStory, i int) adoption.Cause {
	if s.causes != nil {
		return s.causes[i]
	}
	switch a.causes.IntN(10) {
	case 0, 1:
		return adoption.CauseAgain
	case 2:
		return adoption.CauseUnknown
	case 3:
		return ""
	}
	return adoption.CauseNew
}

// way notes the steps somebody has taken; that somebody was let go is noted by
// the lead.
func (a *adopter) way(s wayStory) {
	note := func(step adoption.PathStep, ago int, by string, text maturity.Text) {
		a.out.Steps = append(a.out.Steps, store.OnCallStep{
			TeamID: a.team.ID, PersonID: a.person(s.seat), Step: step, Day: a.dayText(ago), Note: text.In(a.Language),
			UpdatedBy: by, UpdatedAt: a.at(ago, 17, a.dice.IntN(60)),
		})
	}
	if s.seat >= len(a.team.members) {
		return // sits in for nobody: the steps of a person are theirs
	}
	for i, step := range adoption.PathSteps {
		if s.steps[i] == 0 {
			continue
		}
		by, text := a.person(s.seat), maturity.Text{}
		if step == adoption.Alone {
			by = a.person(0)
		}
		if i == len(s.steps)-1 || s.steps[i+1] == 0 {
			text = s.note
		}
		note(step, s.steps[i], by, text)
	}
	if s.incident > 0 {
		note(store.StepIncident, s.incident, a.person(s.seat), maturity.Text{})
	}
}
