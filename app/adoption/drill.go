package adoption

import (
	"time"

	"michinori/app/maturity"
)

// Scenario is the material of a drill: a story, what happens when, and what to
// talk about afterwards.
type Scenario struct {
	Key        string          `yaml:"key" json:"key"`
	Source     ScenarioSource  `yaml:"source" json:"source"`
	Name       maturity.Text   `yaml:"name" json:"name"`
	Background maturity.Text   `yaml:"background" json:"background"` // what the players know when it begins
	Brief      maturity.Text   `yaml:"brief" json:"brief"`           // what only the game master knows: the cause, and how it is mended
	Minutes    int             `yaml:"minutes" json:"minutes"`       // of play
	Level      int             `yaml:"level" json:"level"`           // 1 first time, 2 practised, 3 hard
	Injects    []Inject        `yaml:"injects" json:"injects"`       // in order
	Good       []maturity.Text `yaml:"good" json:"good"`             // what a good response does
	Questions  []maturity.Text `yaml:"questions" json:"questions"`   // of the talk
	Needs      []maturity.Text `yaml:"needs,omitempty" json:"needs,omitempty"`
	From       []maturity.Text `yaml:"from,omitempty" json:"from,omitempty"` // where the story comes from
}

// Inject is something that happens while a drill is played.
type Inject struct {
	Minute int           `yaml:"minute" json:"minute"` // planned, from the start
	Text   maturity.Text `yaml:"text" json:"text"`     // what the players see or hear
	Expect maturity.Text `yaml:"expect" json:"expect"` // for the game master: what a good answer is
}

// ScenarioSource is where material comes from when there has been no incident.
type ScenarioSource string

// The sources.
const (
	OldAlert     ScenarioSource = "old_alert"     // an alert that was nothing; this time it is real
	SingleOwner  ScenarioSource = "single_owner"  // the riskiest area, its owner away
	PublicStory  ScenarioSource = "public_story"  // another company's postmortem, on our architecture
	Dependency   ScenarioSource = "dependency"    // cloud, payment, DNS, a certificate
	BadRelease   ScenarioSource = "bad_release"   // must be taken back
	SupportQuery ScenarioSource = "support_query" // a question nobody can answer
)

// ScenarioSources lists them in the order in which they are offered.
var ScenarioSources = []ScenarioSource{OldAlert, SingleOwner, PublicStory, Dependency, BadRelease, SupportQuery}

// DrillState is how far a drill is: planned → playing → talking → done, or
// cancelled before it is played.
type DrillState string

// The states.
const (
	DrillPlanned   DrillState = "planned"
	DrillPlaying   DrillState = "playing"
	DrillTalking   DrillState = "talking"
	DrillDone      DrillState = "done"
	DrillCancelled DrillState = "cancelled"
)

// DrillRole is a person's part in a drill.
type DrillRole string

// The roles.
const (
	Runner   DrillRole = "runner"   // game master: plays the system
	Player   DrillRole = "player"   // on call
	Scribe   DrillRole = "scribe"   // writes the timeline
	Observer DrillRole = "observer" // silent
)

// DrillRoles lists them in order.
var DrillRoles = []DrillRole{Runner, Player, Scribe, Observer}

// Gaps is how many gaps a drill ends in, each with an owner.
const Gaps = 3

// TalkMinutes is how long the talk after a drill is.
const TalkMinutes = 15

// Drill is one exercise of one team.
type Drill struct {
	ID, TeamID string
	Practice   string // the practice it is an occurrence of
	Scenario   Scenario
	AreaKey    string // the knowledge area it is about, or ""
	State      DrillState
	PlannedOn  string // 2026-10-31
	StartedAt  *time.Time
	TalkAt     *time.Time
	EndedAt    *time.Time
	Outcome    string // one sentence
	// Version grows with everything that changes, so that a page can tell
	// whether it has seen it.
	Version   int
	CreatedBy string
	CreatedAt time.Time
}

// Running reports whether the drill is being played or talked about.
func (d Drill) Running() bool { return d.State == DrillPlaying || d.State == DrillTalking }

// MayStart returns nil where the drill is still to be played.
func (d Drill) MayStart() error { return d.in(DrillPlanned) }

// MayReveal returns nil while the drill is played.
func (d Drill) MayReveal() error { return d.in(DrillPlaying) }

// MayTalk returns nil while the drill is played.
func (d Drill) MayTalk() error { return d.in(DrillPlaying) }

// MayFinish returns nil once the play is over.
func (d Drill) MayFinish() error { return d.in(DrillTalking) }

// MayCancel returns nil until the drill is done.
func (d Drill) MayCancel() error {
	if d.Running() {
		return nil
	}
	return d.in(DrillPlanned)
}

func (d Drill) in(s DrillState) error {
	if d.State != s {
		return maturity.Fail(maturity.Conflict, "error.drill_state")
	}
	return nil
}
