package quarter

import (
	"time"

	"michinori/app/adoption"
	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/reports"
)

// Scope is what a report speaks of: the organisation, or a group with all that
// is below it.
type Scope struct {
	Organisation string
	Group        string // "" is the whole organisation
}

// Organisation is all that a report on an organisation is made from. Rounds
// are oldest first, and the last is the one the report is about.
type Organisation struct {
	Scope
	Rounds    []Round
	Teams     []Team     // that shared the last round, by name; empty where their names are hidden
	Practices []Practice // that some team has taken up, in the order of the catalogue
	Spread    Spread
	Causes    Causes
	Asks      []Ask // what the champion typed for the last round
	AsOf      time.Time
	Next      time.Time // the day on which the period after that of the last round begins
}

// Now is the round the report is about; the zero Round where there is none.
func (o Organisation) Now() Round {
	if len(o.Rounds) == 0 {
		return Round{}
	}
	return o.Rounds[len(o.Rounds)-1]
}

// Round is what a scope came to in one round: counts of shared results, no team
// and no person.
type Round struct {
	Key, Edition string
	Open         bool
	ClosesAt     time.Time
	K            int
	// BreakBefore says for each dimension that it means something else than in
	// the round before.
	BreakBefore map[maturity.Dimension]bool
	Funnel      Funnel
	Levels      map[maturity.Dimension]reports.LevelCount
	Changes     map[maturity.Dimension]Moves // of teams, each with itself in the round before
	Gates       map[string]int               // gate -> teams it holds down
	Toil        Toil
	Areas       []knowledge.AreaCount // by criticality; nil where no register is shared
	Registers   int                   // teams whose register is in Areas
	BusFactors  map[int]int           // bus factor -> teams
	Drills      Drills
	OnCall      OnCall
	SLO         []Tier      // by tier, and tier 0 for services counted without one
	SLOUnknown  int         // teams that share and have not counted their services
	Asked       []TeamLevel // levels of single questions of facts, by question key
	Learn       Learn
	SayDo       SayDo
	Trust       Trust
}

// Funnel is how far the teams of a round came: invited, answered, agreed,
// shared, and chosen an action from it. Each is part of the one before; whether
// a team that does not share has chosen an action is told to nobody, so Acted
// is part of Shared.
type Funnel struct {
	Invited, Answered, Agreed, Acted, Shared int // teams
	// Unheard counts those of Answered that agreed without a single answer.
	Unheard int
	// People of the invited teams, and how many of them answered. A team that
	// answered together counts with all its people; one that never opened its
	// answers with those it has, or had when the round ended.
	People, Responded int
}

// Moves counts teams by what became of their score since their round before.
type Moves struct{ Rose, Fell, Same, Incomparable int }

// Compared counts the teams that could be compared.
func (m Moves) Compared() int { return m.Rose + m.Fell + m.Same }

// Toil is the hours of those who answered, in teams that share and whose hours
// are scored, and what became of actions about it in all that share. What a team answered together is one answer.
type Toil struct {
	Teams, People     int
	Hours, Contracted float64
	Above             int // teams above half of their time
	Steps, Done       int // actions about toil that were looked at, and those done
}

// Share is Σ toil hours ÷ Σ contracted hours; false where nothing is known.
func (t Toil) Share() (float64, bool) {
	if t.Contracted <= 0 {
		return 0, false
	}
	return t.Hours / t.Contracted, true
}

// FullTime is the people whose whole paid time the toil would fill: the share
// times the people who answered.
func (t Toil) FullTime() (float64, bool) {
	share, ok := t.Share()
	return share * float64(t.People), ok
}

// Drills counts teams by how long ago they last practised.
type Drills struct {
	Within90, Within180, Within365, Longer, Never, Unknown int      // Unknown: or not applicable
	Median                                                 *float64 // days, of teams that ever did
}

// OnCall is how many people could take on-call tonight.
type OnCall struct {
	Ready, Of      int // people
	Teams, Unknown int
}

// Tier is the user-facing services of one tier. Which of a team's services are
// reviewed is not asked; those with a target count as Reviewed where the team
// holds a regular review of its targets, level 3 of slo.review.
type Tier struct {
	Tier                        int
	Reviewed, Defined, None, Of int // Defined has a target that is not reviewed
}

// TeamLevel counts teams by the level of one question.
type TeamLevel struct {
	Question string
	Levels   [5]int // points rounded down to a level
	Unknown  int    // not answered, or don't know
	NA       int
}

// Learn is what is closed and what comes back.
type Learn struct {
	Postmortems, PostmortemsOf   int // written in time, of incidents that called for one
	Actions, ActionsOf           int // closed in time, of those agreed on
	PostmortemTeams, ActionTeams int // whose counts are in it
}

// SayDo is what became of the actions looked at in the round.
type SayDo struct{ Done, Carried, Dropped, Waiting int }

// Add counts one action by what the team said of it: done, carried or dropped.
func (s *SayDo) Add(outcome string) {
	switch outcome {
	case "done":
		s.Done++
	case "carried":
		s.Carried++
	case "dropped":
		s.Dropped++
	}
}

// Looked is how many actions were looked at.
func (s SayDo) Looked() int { return s.Done + s.Carried + s.Dropped }

// Trust is what a reader must know before believing.
type Trust struct {
	Views          *Views `json:",omitempty"` // nil where the privacy rule tells nothing
	TooFew         int    // teams with fewer answers than may be shown
	Together       int    // teams that gave one answer on purpose
	Late, Reopened int    // teams
}

// Views is how people's answers are spread over a scope: the sum of what the
// privacy rule shows of single questions over all teams together, whether they
// share or not, and of nothing else, so that it adds nothing to what the pools
// tell.
type Views struct {
	Answers            int // to questions with levels, of people who answered each for themselves
	Unsure, NA         int // of Answers
	Divided, Questions int // questions on which people lie far apart, of those shown
}

// Add adds what is shown of one question.
func (v *Views) Add(t maturity.Tally) {
	n := t.Answered()
	if n == 0 {
		return
	}
	v.Answers += n
	v.Unsure += t.Unsure
	v.NA += t.NA
	v.Questions++
	v.Divided += one(t.Divided())
}

// Practice is one practice over the scope.
type Practice struct {
	Key     string
	Name    maturity.Text
	Now     adoption.Progress
	Days    []adoption.Progress // month by month up to Now
	Target  int                 // teams, 0 where nobody set one
	Moved   int                 // teams that reached a higher stage since the round before
	Stopped int                 // teams that stopped it since then
	Reason  string              // of one that stopped, where the team lets it be told; "" as long as no team is asked
	Effects []Effect
	Groups  []GroupCount // just below where the scope parts, in the order of the tree
}

// GroupCount is in how many teams of a group a practice is a habit. Hidden has
// no numbers: they would tell of a single team.
type GroupCount struct {
	Group     string
	Habit, Of int
	Hidden    bool
}

// Effect is the score of teams before and after they took a practice up,
// beside teams that had not. It proves nothing.
type Effect struct {
	Dimension                 maturity.Dimension
	Teams, Others             int
	Before, After             float64 // mean scores
	OthersBefore, OthersAfter float64
	Low, High                 float64 // interval of the difference of the differences
}

// Spread is whether practices live without those who began them.
type Spread struct {
	ByOthers, Of int      // of practices that are a habit today, those last led by another than who began them
	Breadth      *float64 // practices that are a habit, per team
	Teams        int      // of the scope, whether they share a result or not
	Leaders      int      // people who led something since the round before
	NewLeaders   int      // of them, those who had never led before
}

// Causes is what teams told of the causes of incidents with the reviews that they
// held after the round before.
type Causes struct {
	adoption.CauseCount
	Teams int       // that told any
	Since time.Time // the last day of the round before; zero where there is none
	// Hidden has no numbers: they would be about a single team, or give one away
	// beside those of other groups.
	Hidden bool
}

// Team is one team that shares its result.
type Team struct {
	Name      string
	Group     string
	Levels    map[maturity.Dimension]*int
	Partly    map[maturity.Dimension]bool
	Changes   map[maturity.Dimension]maturity.Change
	First     map[maturity.Dimension]*float64 // score in the first shared round of the same meaning
	Scores    map[maturity.Dimension]maturity.DimensionScore
	Trying    []maturity.Text // the practices behind its open actions
	LastDrill *int            // days; nil: never or unknown
	BusFactor *int
	Vital     []maturity.Text // areas of the highest criticality that one person can handle
}

// Ask is one decision the champion needs, until one day.
type Ask struct {
	Text string
	Due  string // 2026-12-20, or ""
}
