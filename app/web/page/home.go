package page

import (
	"michinori/app/maturity"
	"michinori/app/store"
)

// Door is the first page for somebody who is not signed in.
type Door struct {
	SignIn
	SetUp bool // there is an organisation
}

// Home is what waits for the viewer.
type Home struct {
	Base
	Teams    []HomeTeam
	Champion *HomeChampion // nil for others
	Leader   bool          // who reads what teams share, and runs nothing
}

// HomeTeam is one team of the viewer.
type HomeTeam struct {
	Team    maturity.Team
	Part    maturity.MemberRole
	Steps   []HomeStep
	Latest  *HomeResult
	Results int
	Actions []HomeAction
	// Register is how far the viewer's own part of the register has come.
	Register store.RegisterProgress
}

// RegisterOpen counts the areas that wait for the viewer's own claim.
func (t HomeTeam) RegisterOpen() int { return t.Register.Areas - t.Register.Claimed }

// HomeResult is the newest result of a team.
type HomeResult struct {
	Assessment maturity.Assessment
	Round      maturity.Round
}

// HomeAction is an open action of a team.
type HomeAction struct {
	maturity.Action
	Mine, Overdue bool
}

// HomeStep is what an open round asks of the viewer next.
type HomeStep struct {
	Assessment    maturity.Assessment
	Round         maturity.Round
	Lead          bool
	Late          bool
	Minutes       int
	Questions     int // asked of each member
	Facts         int // asked of the lead
	Review        int // open actions not looked at yet in this round
	Own           store.Progress
	Asked         bool // everybody was asked to look through their answers again
	Participation store.Participation
}

// Answering reports whether answers are still being given.
func (s HomeStep) Answering() bool { return s.Assessment.State == maturity.Answering }

// Together reports whether the team answers together.
func (s HomeStep) Together() bool { return s.Assessment.Mode == maturity.Together }

// Again reports whether the viewer is asked to look through their answers again.
func (s HomeStep) Again() bool {
	return s.Asked && s.Own.Answers > 0
}

// AnswersDone reports whether the viewer's part of the answers is given.
func (s HomeStep) AnswersDone() bool { return s.Own.Finished }

// FactsDone reports whether every fact is recorded.
func (s HomeStep) FactsDone() bool { return s.Participation.Facts >= s.Facts }

// Next names the one thing to do now: answers, facts, reveal, wait, agreement,
// or result.
func (s HomeStep) Next() string {
	switch {
	case s.Answering() && !s.AnswersDone():
		return "answers"
	case s.Answering() && s.Lead && !s.FactsDone():
		return "facts"
	case s.Answering() && s.Lead:
		return "reveal"
	case s.Answering():
		return "wait"
	case s.Assessment.State == maturity.Revealed:
		return "agreement"
	default:
		return "result"
	}
}

// HomeChampion is what a champion sees of the organisation.
type HomeChampion struct {
	Teams, People int
	Held          int // rounds there have been
	Rounds        []RoundProgress
}

// RoundProgress counts how far a round has come.
type RoundProgress struct {
	Round                             maturity.Round
	Teams, Members, Started, Finished int
}
