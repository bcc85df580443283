package quarter

import (
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/reports"
)

// TeamInput is all that a report on one team is made from. To readers outside
// the team it holds what the team shares and no more: then Inside is false,
// and everything that follows AsOf is empty.
type TeamInput struct {
	Organisation, Team, Group string
	Inside                    bool        // for the team itself
	Rounds                    []TeamRound // that invited the team, oldest first; the last is what the report is about
	AsOf                      time.Time

	Practices []TeamPractice // that it has taken up, in the order of the catalogue
	OnCall    adoption.Share // who could take on-call alone, of its people; none where nobody wrote anything down
	Drills    []TeamDrill    // that were held, newest first
	Actions   []TeamAction   // that are open, by date
	Causes    Causes         // as told by the team alone
	Reviews   int            // of incidents, held after the round before
}

// TeamRound is one round of a team. Without a Result it is a gap in every line:
// the team has not agreed on one, or does not share it.
type TeamRound struct {
	Key, Edition  string
	Open          bool
	ClosesAt      time.Time
	K             int
	Questionnaire *maturity.Questionnaire
	Mode          maturity.Mode
	State         maturity.State
	Members       int
	Reopened      int
	Late          int // times that answers came after the promised end
	// Result has no spread of answers for readers outside the team.
	Result *maturity.Result
	// Register counts what was known of each area; nil where the round kept
	// none, and for readers outside the team.
	Register *reports.RegisterRound
	SayDo    SayDo // zero for readers outside the team
	// Agreements are the levels that the team settled on in place of the
	// median, with its reason; none for readers outside the team.
	Agreements []maturity.Agreement
}

// TeamPractice is a practice as the team stands with it.
type TeamPractice struct {
	Key      string
	Name     maturity.Text
	Standing adoption.Standing
	ChosenOn string // 2026-10-31
	Held     int    // times
}

// TeamDrill is one drill that was held.
type TeamDrill struct {
	Day     string // 2026-10-31
	Title   maturity.Text
	Outcome string
}

// TeamAction is one open action; whose it is, is not for a report.
type TeamAction struct {
	Title    string
	Due      string // 2026-10-31
	Practice string // key
}

// Now is the round the report is about; the zero TeamRound where there is none.
func (in TeamInput) Now() TeamRound {
	if len(in.Rounds) == 0 {
		return TeamRound{}
	}
	return in.Rounds[len(in.Rounds)-1]
}
