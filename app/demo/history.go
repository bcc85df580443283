package demo

import (
	"fmt"
	"strconv"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
)

// historian makes up what one team answered, round by round.
type historian struct {
	*plan
	team   *team
	dice   *dice
	temper map[string]float64 // how the team differs from its curve, by question
	leans  []float64          // how each member sees things, in levels
	tiers  [3]int             // services of tier 1, 2 and 3
	keeper *keeper
}

func (p *plan) history(t *team) history {
	h := &historian{plan: p, team: t, dice: newDice(p.Seed, "team "+strconv.Itoa(t.number)), temper: map[string]float64{}}
	h.keeper = p.keeper(t)
	for _, q := range p.periods[len(p.periods)-1].questionnaire.Questions {
		h.temper[q.Key] = 0.7 * (h.dice.Float64() - 0.5)
	}
	for i := range t.members {
		lean := 0.6 * t.story.spread * h.dice.NormFloat64()
		if t.story.split > 0 {
			lean += t.story.split * float64(1-2*(i%2))
		}
		h.leans = append(h.leans, lean)
	}
	h.tiers = [3]int{h.dice.between(1, 2), h.dice.between(1, 3), h.dice.between(0, 2)}
	var out history
	for _, r := range p.periods {
		if r.stage < t.story.joined {
			continue
		}
		a, err := h.assess(r)
		if err != nil {
			return history{err: fmt.Errorf("team %s in %s: %w", t.Key, r.Key, err)}
		}
		out.assessments = append(out.assessments, a)
	}
	out.reviews = p.reviews(t, out.assessments)
	out.register, out.err = h.keeper.close(p.periods[len(p.periods)-1])
	return out
}

// sitting is one assessment in the making.
type sitting struct {
	period
	store.WholeAssessment
	members []seated
	lead    string // person id
}

// seated is a member with the place in the team, which leans go by.
type seated struct {
	member
	place int
}

func (h *historian) assess(r period) (store.WholeAssessment, error) {
	s := &sitting{period: r}
	for i, m := range h.team.members {
		if m.from <= r.stage && r.stage <= m.to {
			s.members = append(s.members, seated{m, i})
		}
	}
	s.lead = s.members[0].ID
	s.Assessment = maturity.Assessment{
		ID: h.dice.id(), RoundID: r.ID, TeamID: h.team.ID, State: maturity.Answering,
		Mode: maturity.DefaultMode(len(s.members), r.K),
	}
	h.fill(s)
	h.keeper.advance(r)
	if err := s.check(); err != nil {
		return store.WholeAssessment{}, err
	}
	h.live(s)
	return s.WholeAssessment, nil
}

// check holds the seeded answers to the rules that typed ones are held to.
func (s *sitting) check() error {
	for _, r := range s.Responses {
		for _, g := range r.Answers {
			q, _ := s.questionnaire.Question(g.Question)
			if err := q.Check(g.Answer); err != nil {
				return fmt.Errorf("answer to %s: %w", g.Question, err)
			}
		}
	}
	for _, f := range s.Facts {
		q, _ := s.questionnaire.Question(f.Question)
		if err := q.Check(f.Answer); err != nil {
			return fmt.Errorf("fact %s: %w", f.Question, err)
		}
	}
	return nil
}

// live lets the assessment go through its states, as far as the story has come.
func (h *historian) live(s *sitting) {
	state := h.stateOf(s)
	if state == maturity.Answering {
		if s.ClosedAt != nil {
			s.Members = len(s.members)
		}
		return
	}
	started := 0
	for _, r := range s.Responses {
		if len(r.Answers) > 0 {
			started++
		}
	}
	s.Members = max(len(s.members), started)
	in := s.input()
	when := h.talk(s)
	s.State, s.RevealedAt, s.ComputedAt = maturity.Revealed, &when, when
	h.event(s, when, s.lead, "assessment.revealed", s.Assessment.ID)
	h.reopen(s, when)
	if state != maturity.Revealed {
		when = when.Add(time.Duration(h.dice.between(40, 70)) * time.Minute)
		agreed := when
		s.State, s.AgreedAt, s.ComputedAt = maturity.Agreed, &agreed, agreed
		s.Agreements = h.agree(s, in)
		h.event(s, agreed, s.lead, "assessment.agreed", s.Assessment.ID)
	}
	if state == maturity.Shared {
		shared := when.Add(time.Duration(h.dice.between(1, 26)) * time.Hour)
		s.State, s.SharedAt = maturity.Shared, &shared
		h.event(s, shared, s.lead, "assessment.shared", s.Assessment.ID)
	}
	for _, a := range s.Agreements {
		in.Agreements[a.Question] = a.Level
	}
	if s.Snapshot = h.keeper.snapshot(s.period, s.Assessment.ID, s.ComputedAt); s.Snapshot != nil {
		in.Register = figures(*s.Snapshot)
	}
	result := maturity.Score(in)
	s.Result = &result
	if state != maturity.Revealed {
		h.act(s)
	}
}

// stateOf tells how far the team got in the round.
func (h *historian) stateOf(s *sitting) maturity.State {
	if s.last {
		return h.team.story.end.state
	}
	if len(s.Responses) == 0 && len(s.Facts) == 0 {
		return maturity.Answering
	}
	for _, quarter := range h.team.story.unshared {
		if quarter == s.stage {
			return maturity.Agreed
		}
	}
	return maturity.Shared
}

// talk is when the team looked at its answers together.
func (h *historian) talk(s *sitting) time.Time {
	day := revealDay
	switch {
	case h.isLate(s):
		day = closedAfter - 1
	case !s.last:
		day = h.dice.between(revealDay, openFor-2)
	}
	return s.at(day, h.dice.between(10, 16), 5*h.dice.IntN(12))
}

// reopen lets the team take its first reveal back, where the story says so.
func (h *historian) reopen(s *sitting, revealed time.Time) {
	reason, ok := h.team.story.reopened[s.stage]
	if !ok {
		return
	}
	s.Reopened, s.ReopenReason = 1, reason.In(h.Language)
	before := revealed.Add(-26 * time.Hour)
	h.event(s, before.Add(-time.Hour), s.lead, "assessment.revealed", s.Assessment.ID)
	h.event(s, before, s.lead, "assessment.reopened", s.Assessment.ID)
}

// event notes what somebody did on a page; nobody is named where a response was
// late, as the program does not say either.
func (h *historian) event(s *sitting, at time.Time, person, verb, subject string) {
	e := store.Event{ID: h.dice.id(), At: at, PersonID: person, Verb: verb, Subject: subject}
	if person != "" {
		e.Way = maturity.ByPage
	}
	s.Events = append(s.Events, e)
}

// input is all that the score of the assessment is made from, gathered as it is
// at the reveal.
func (s *sitting) input() maturity.Input {
	in := maturity.Input{
		Questionnaire: s.questionnaire, Members: s.Members, Facts: make(map[string]maturity.Answer, len(s.Facts)),
		Agreements: map[string]float64{}, MinAnswers: s.MinAnswers(s.Round), Team: s.TeamID, Period: s.Key,
	}
	for _, r := range s.Responses {
		if len(r.Answers) == 0 {
			continue
		}
		response := make(maturity.Response, len(r.Answers))
		for _, g := range r.Answers {
			response[g.Question] = g.Answer
		}
		in.Responses = append(in.Responses, response)
	}
	for _, f := range s.Facts {
		in.Facts[f.Question] = f.Answer
	}
	return in
}
