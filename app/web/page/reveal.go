package page

import (
	"michinori/app/maturity"
	"michinori/app/store"
)

// Reveal is how far a team has come before its answers are opened: numbers,
// never names.
type Reveal struct {
	Base
	Assessment    maturity.Assessment
	Round         maturity.Round
	Team          maturity.Team
	Lead          bool
	Late          bool // the promised end has passed
	Facts         int  // asked of the lead
	Participation store.Participation
	Again         maturity.Again
	CanRestore    bool // an earlier result is kept, and the viewer may go back to it
}

// Wants is how many more people have to look through their answers again before
// they can be opened.
func (r *Reveal) Wants() int { return r.Again.Wants(r.Assessment.MinAnswers(r.Round)) }

// Together reports whether the team answers together.
func (r *Reveal) Together() bool { return r.Assessment.Mode == maturity.Together }

// People is how many can still answer: those in the team now, and those who
// left it after answering.
func (r *Reveal) People() int { return max(r.Participation.Members, r.Participation.Started) }

// Unfinished is how many have begun and not said that they are done.
func (r *Reveal) Unfinished() int { return r.Participation.Started - r.Participation.Finished }

// FactsLeft is how many facts are not recorded.
func (r *Reveal) FactsLeft() int { return max(r.Facts-r.Participation.Facts, 0) }

// Empty reports whether there is nothing to open.
func (r *Reveal) Empty() bool { return r.Participation.Started == 0 && r.Participation.Facts == 0 }

// TooFew reports whether no question of the members can have enough answers to
// be shown.
func (r *Reveal) TooFew() bool {
	return !r.Together() && r.Participation.Started > 0 && r.Participation.Started < r.Round.K
}

// MedianAlone reports whether so few answered that only medians can be shown.
func (r *Reveal) MedianAlone() bool {
	n := r.Participation.Started
	return !r.Together() && n >= r.Round.K && n < maturity.Numbers().DistributionFrom
}

// CanReveal reports whether the viewer may open the answers now.
func (r *Reveal) CanReveal() bool { return r.Lead && r.Round.Open() && !r.Empty() }
