package page

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
)

// Drill is one drill as one person meets it: run, played, or on record. What
// its scenario holds is only what that person may read.
type Drill struct {
	Base
	Team    maturity.Team
	Drill   adoption.Drill
	Role    adoption.DrillRole // of the viewer; "" without one
	Game    bool               // it is the game master's page
	MayPart bool               // the viewer may give parts
	MayCast bool               // the viewer may say who is game master
	People  []DrillPerson
	Injects []DrillInject // the game master's: all; else those that have appeared
	Notes   []DrillNote
	Gaps    []DrillGap
	Now     time.Time
	Choices []Choice // people who may take part
	NoteID  string   // of the next note, so that it is kept once
	Note    string   // as it was typed
	Finish  DrillFinish
	Errors  Errors
	Fresh   bool // without a script the page loads itself again, unless somebody writes
	// Part is the form of parts as it came back, and Conflict that somebody else
	// was faster with it.
	Part     DrillPart
	Was      []string // the parts that the form is made from
	Conflict bool
}

// DrillPart is a part that was to be given, and what part the person has now
// where somebody else has changed it meanwhile.
type DrillPart struct {
	Person string
	Role   adoption.DrillRole
	Theirs string
}

// Open reports whether the form of parts came back.
func (d *Drill) Open() bool {
	return d.Part.Theirs != "" || d.Errors.Of("person") != "" || d.Errors.Of("role") != ""
}

// Persons are the people to choose from, whoever was chosen first chosen again.
func (d *Drill) Persons() []Choice {
	out := slices.Clone(d.Choices)
	for i := range out {
		out[i].Chosen = out[i].Value == d.Part.Person
	}
	return out
}

// Roles are the parts that the viewer may give, and to take one away.
func (d *Drill) Roles() []Choice {
	var out []Choice
	for _, r := range []adoption.DrillRole{adoption.Player, adoption.Scribe, adoption.Observer, adoption.Runner, ""} {
		if r == adoption.Runner && d.MayCast || r != adoption.Runner && d.MayPart {
			out = append(out, Choice{Value: string(r), Text: d.RoleName(r), Chosen: d.Part.Person != "" && r == d.Part.Role})
		}
	}
	return out
}

// RoleName names a part; that somebody has none, too.
func (d *Drill) RoleName(r adoption.DrillRole) string {
	return d.T("drill.role." + cmp.Or(string(r), "none"))
}

// DrillPerson is somebody's part.
type DrillPerson struct {
	ID, Name string
	Role     adoption.DrillRole
	Joined   bool
}

// DrillInject is something that happens, with when it did.
type DrillInject struct {
	adoption.Inject
	N     int // position in the scenario
	Shown bool
	Next  bool // the first that has not appeared
	At    time.Time
}

// Number counts from 1.
func (i DrillInject) Number() int { return i.N + 1 }

// DrillNote is one line of the timeline.
type DrillNote struct {
	At       time.Time
	By, Text string
}

// DrillGap is a gap on record.
type DrillGap struct {
	Text, Owner string
	Action      bool
}

// DrillFinish is what a drill ends in, as it was typed.
type DrillFinish struct {
	Outcome string
	Gaps    []DrillGapForm
}

// DrillGapForm is one gap of the form.
type DrillGapForm struct {
	N           int
	Text, Owner string
	Action      bool
}

// Name is the name of one of its inputs.
func (g DrillGapForm) Name(of string) string { return of + strconv.Itoa(g.N) }

// Clock is a time of day.
func (p *Drill) Clock(t time.Time) string { return t.In(p.Zone).Format("15:04") }

// Minute is how many minutes into the play a time is.
func (p *Drill) Minute(t time.Time) int {
	if p.Drill.StartedAt == nil {
		return 0
	}
	return max(0, int(t.Sub(*p.Drill.StartedAt).Minutes()))
}

// Seconds is how long the present part has lasted; the page counts on.
func (p *Drill) Seconds() int {
	from := p.Drill.StartedAt
	if p.Drill.TalkAt != nil {
		from = p.Drill.TalkAt
	}
	if from == nil {
		return 0
	}
	return max(0, int(p.Now.Sub(*from).Seconds()))
}

// Minutes is Seconds in whole minutes.
func (p *Drill) Minutes() int { return p.Seconds() / 60 }

// Whole is how many minutes the present part should last.
func (p *Drill) Whole() int {
	if p.Drill.State == adoption.DrillTalking {
		return adoption.TalkMinutes
	}
	return p.Drill.Scenario.Minutes
}

// News is what a reader of the screen is told when the page changes.
func (p *Drill) News() string {
	if p.Drill.State != adoption.DrillPlaying {
		return p.T("drill.state." + string(p.Drill.State))
	}
	out := ""
	for _, i := range p.Injects {
		if i.Shown {
			out = p.In(i.Text)
		}
	}
	return out
}

// Is reports whether the drill is in that state.
func (p *Drill) Is(state string) bool { return string(p.Drill.State) == state }

// Sheet is what the page may show of the scenario.
func (p *Drill) Sheet() Scenario { return Scenario{Base: p.Base, Scenario: p.Drill.Scenario} }
