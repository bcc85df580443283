package page

import (
	"strconv"
	"strings"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/questionnaires"
)

// TeamPractices is what a team has taken up, and what it could take up next.
type TeamPractices struct {
	Base
	Team        maturity.Team
	Rows        []*PracticeRow // under way
	Stopped     []*PracticeRow
	Index       *float64 // nil where nothing counts
	Open        int      // below a habit
	Dimension   string   // the filter, "" for all
	Next        []questionnaires.Practice
	Recommended []questionnaires.Practice
	Others      []questionnaires.Practice
	Calendar    Calendar
	Errors      Errors
}

// Calendar is the secret address of what is due.
type Calendar struct {
	There bool   // there is one; its address is known to nobody any more
	URL   string // of a fresh one, shown this once
}

// Most is how many practices that are no habit yet a team should have at once.
func (p *TeamPractices) Most() int { return adoption.MostOpen }

// TooMany reports whether more is under way than a team can well begin.
func (p *TeamPractices) TooMany() bool { return p.Open > adoption.MostOpen }

// IndexText is the index with one decimal, as percentages are.
func (p *TeamPractices) IndexText() string { return strconv.FormatFloat(*p.Index, 'f', 1, 64) }

// DimensionChoices are the entries of the filter.
func (p *TeamPractices) DimensionChoices() []Choice {
	out := []Choice{{Text: p.T("practices.every_dimension"), Chosen: p.Dimension == ""}}
	for _, d := range maturity.Dimensions {
		out = append(out, Choice{Value: string(d), Text: p.DimensionName(d), Chosen: p.Dimension == string(d)})
	}
	return out
}

// PracticeRow is one practice of the team.
type PracticeRow struct {
	Base
	tracker.PracticeStanding
	Today time.Time
	Form  LogForm
}

// Key is the practice's key.
func (r *PracticeRow) Key() string { return r.Practice.Key }

// StageName is the stage in words.
func (b Base) StageName(s adoption.Stage) string {
	if s == adoption.NotStarted {
		return b.T("practices.stage.0")
	}
	return b.T("stage." + strconv.Itoa(int(s)))
}

// StandingName is StageName for a practice that was begun: where it lapsed so
// long ago that nothing counts any more, "not started" would be wrong.
func (b Base) StandingName(s adoption.Standing) string {
	if s.Lapsed && s.Stage == adoption.NotStarted {
		return b.T("practices.stage.gone")
	}
	return b.StageName(s.Stage)
}

// Dots are the stages reached as filled marks.
func (r *PracticeRow) Dots() string {
	n := int(r.Standing.Stage)
	return strings.Repeat("●", n) + strings.Repeat("○", int(adoption.MaxStage)-n)
}

// Stage says where the practice stands.
func (r *PracticeRow) Stage() string {
	return r.T("practices.stage_of", "name", r.StandingName(r.Standing), "stage", int(r.Standing.Stage), "most", int(adoption.MaxStage))
}

// Lapse says that the practice has lapsed and what it was before, or "".
func (r *PracticeRow) Lapse() string { return r.LapseOf(r.Standing) }

// LapseOf says that a practice has lapsed and what it was before, or "".
func (b Base) LapseOf(s adoption.Standing) string {
	if !s.Lapsed {
		return ""
	}
	return b.T("practices.lapsed", "was", b.StageName(s.Was))
}

// Next says what proves the next stage, or "" after the last.
func (r *PracticeRow) Next() string {
	n := int(r.Standing.Stage)
	switch {
	case n >= int(adoption.MaxStage):
		return ""
	case n < len(r.Practice.Evidence):
		return r.In(r.Practice.Evidence[n])
	}
	return r.T("practices.next." + strconv.Itoa(n+1))
}

// NextName is the name of the next stage.
func (r *PracticeRow) NextName() string { return r.StageName(r.Standing.Stage + 1) }

// Last is the day it was last held, or "".
func (r *PracticeRow) Last() string {
	if r.Standing.Last == nil {
		return ""
	}
	return r.Day(r.Standing.Last.Day)
}

// Due is the day the next one falls on, or "".
func (r *PracticeRow) Due() string {
	if r.Standing.Due.IsZero() {
		return ""
	}
	return r.Day(r.Standing.Due)
}

// Overdue reports whether that day is past.
func (r *PracticeRow) Overdue() bool { return r.Due() != "" && r.Standing.Due.Before(r.Today) }

// LogForm is one time that a practice was held, as stored or typed.
type LogForm struct {
	Base
	TeamID, Practice             string
	ID                           string // of the occurrence that is corrected, or ""
	List                         bool   // stands on the list of all practices
	Day, Latest                  string
	Participants, Sentence, Link string
	Leader, HelpedBy, Cause      string
	Leaders, Teams               []Choice
	Causes                       []Choice // none where the practice does not ask
	Errors                       Errors
	Again                        bool // came back with something to mend
	Guard                             // of the occurrence that is corrected
}

// At makes the ids of the form's inputs unlike those of the others.
func (f LogForm) At() string { return f.Practice + f.ID }

// Folded reports whether what is seldom needed stays folded away.
func (f LogForm) Folded() bool {
	return f.Link == "" && f.HelpedBy == "" && f.Errors.Of("link") == "" && f.Errors.Of("helped_by") == ""
}

// CauseName is what was told of the cause of an incident, in words.
func (b Base) CauseName(c adoption.Cause) string {
	if c == "" {
		return b.T("occurrence.cause.untold")
	}
	return b.T("occurrence.cause." + string(c))
}

// CauseChoices are what can be told of it, nothing first.
func (b Base) CauseChoices(chosen string) []Choice {
	out := []Choice{{Text: b.CauseName("")}}
	for _, c := range adoption.Causes {
		out = append(out, Choice{Value: string(c), Text: b.CauseName(c), Chosen: string(c) == chosen})
	}
	return out
}

// PracticeHistory is one practice of a team with all that was held.
type PracticeHistory struct {
	Base
	Team        maturity.Team
	Practice    questionnaires.Practice
	Row         *PracticeRow // nil where the team has not chosen it
	Offered     bool         // the team can take it up
	Occurrences []HeldOnce
	Stages      []StageOn
	Leaders     int // people who have led it
	ByOthers    int // occurrences that somebody other than the initiator led
	Initiator   string
	Form        LogForm
	Change      TrialForm
	Undo        *LogForm // what was just deleted
}

// Conflict reports whether somebody else changed meanwhile how the team has
// chosen it.
func (p *PracticeHistory) Conflict() bool { return p.Change.Conflict }

// Stoppable reports whether it can be ended, or what was typed to end it stands
// beside what somebody else has said.
func (p *PracticeHistory) Stoppable() bool { return !p.Row.Standing.Stopped || p.Change.Reason != "" }

// HeldOnce is one occurrence with the form to correct it.
type HeldOnce struct {
	store.Occurrence
	Leader, HelpedByName string
	Form                 LogForm
}

// StageOn is a stage from a day on.
type StageOn struct {
	Day, Name string
	Lapse     string // "" where it has not
}

// TrialForm is how the team has chosen the practice: its rhythm, who brought
// it, and the reason to stop.
type TrialForm struct {
	Guard
	Cadence, Initiator, Reason string
	Initiators                 []Choice
	Errors                     Errors
}

// ReadStages follows a practice from its first occurrence to a day: one line
// where the stage changed.
func (b Base) ReadStages(t adoption.Trial, today time.Time) []StageOn {
	var out []StageOn
	last := adoption.Standing{}
	for _, d := range t.Turns(today) {
		s := t.On(d)
		if len(out) > 0 && s.Stage == last.Stage && s.Lapsed == last.Lapsed && s.Stopped == last.Stopped {
			continue
		}
		line := StageOn{Day: b.Day(d), Name: b.StandingName(s), Lapse: b.LapseOf(s)}
		if s.Stopped {
			line.Name = b.T("practices.stopped")
		}
		out, last = append(out, line), s
	}
	return out
}
