package page

import (
	"time"

	"michinori/app/maturity"
)

// Rounds is the list of rounds, newest first.
type Rounds struct {
	Base
	Rows  []RoundRow
	Teams int // in use
	Pager Pager
}

// RoundRow is one round of the list.
type RoundRow struct {
	maturity.Round
	Title  string // of the questionnaire
	States map[maturity.State]int
	Late   bool
}

// RoundState is what the mark of a round shows.
type RoundState struct {
	Page  Base
	Round maturity.Round
	Late  bool
}

// RoundState tells whether a round is open, past its closing date, or closed.
func (b Base) RoundState(r maturity.Round, late bool) RoundState {
	return RoundState{Page: b, Round: r, Late: late}
}

// Months names a span of months.
func (b Base) Months(from, to time.Time) string {
	if b.Texts.Language == maturity.Japanese {
		if from.Year() == to.Year() {
			return from.Format("2006年1月〜") + to.Format("1月")
		}
		return from.Format("2006年1月〜") + to.Format("2006年1月")
	}
	if from.Year() == to.Year() {
		return from.Format("January–") + to.Format("January 2006")
	}
	return from.Format("January 2006–") + to.Format("January 2006")
}

// Invited is how many teams take part.
func (r RoundRow) Invited() int {
	n := 0
	for _, x := range r.States {
		n += x
	}
	return n
}

// Done is how many teams have agreed on their levels.
func (r RoundRow) Done() int { return r.States[maturity.Agreed] + r.States[maturity.Shared] }

// Shared is how many teams share their result.
func (r RoundRow) Shared() int { return r.States[maturity.Shared] }

// NewRound is the form that opens a round.
type NewRound struct {
	Base
	Input     RoundInput
	Errors    Errors
	Suggested string // key of the period
	Span      string // its months, in words
	Choices   []QuestionnaireChoice
	Teams     []RoundTeam
}

// RoundInput is what the form holds.
type RoundInput struct {
	Key, Questionnaire, ClosesOn, K string
	Teams                           map[string]bool
}

// QuestionnaireChoice is a questionnaire on offer.
type QuestionnaireChoice struct {
	Key, Edition       string
	Title              maturity.Text
	Each, Lead, System int // questions, by who answers
	Minutes            int
}

// RoundTeam is a team that can be invited.
type RoundTeam struct {
	maturity.Team
	Group          string
	Members, Leads int
	Small          bool // fewer members than k
}

// Warning names what to know before inviting the team, "" where there is
// nothing.
func (t RoundTeam) Warning() string {
	switch {
	case t.Members == 0:
		return "round_new.team_empty"
	case t.Leads == 0:
		return "round_new.team_no_lead"
	case t.Small:
		return "round_new.team_small"
	}
	return ""
}

// Urgent reports whether the team cannot finish as it stands.
func (t RoundTeam) Urgent() bool { return t.Members == 0 || t.Leads == 0 }

// KeyField takes the period.
func (r *NewRound) KeyField() Field {
	f := NewField(r.Base, "round_new", "key", r.Input.Key, r.Errors, true, "off")
	f.Hint = r.T("round_new.key.hint", "key", r.Suggested, "span", r.Span)
	return f
}

// EndField takes the last day.
func (r *NewRound) EndField() Input {
	f := NewField(r.Base, "round_new", "closes_on", r.Input.ClosesOn, r.Errors, true, "off")
	return Input{Field: f, Type: "date"}
}

// KField takes the least number of answers that may be shown.
func (r *NewRound) KField() Input { return kField(r.Base, "round_new", r.Input.K, r.Errors) }

// Round is the page of one round.
type Round struct {
	Base
	Guard
	Round               maturity.Round
	Title               string // of the questionnaire
	Each, Lead          int    // questions asked of members and leads
	Minutes             int
	States              map[maturity.State]int
	Late                bool
	Query, State        string
	Rows                []TeamProgress
	Pager               Pager
	Invitable           []maturity.Team
	ClosesOn, TeamAsked string
	Errors              Errors
}

// Invited is how many teams take part.
func (r *Round) Invited() int { return RoundRow{States: r.States}.Invited() }

// Filtered reports whether some teams are left out.
func (r *Round) Filtered() bool { return r.Query != "" || r.State != "" }

// Many reports whether looking for a team is worth a form.
func (r *Round) Many() bool { return r.Invited() > 8 || r.Filtered() }

// StateName says how far a team is.
func (b Base) StateName(s maturity.State) string { return b.T("assessment_state." + string(s)) }

// AllStates lists the states in order.
func (r *Round) AllStates() []maturity.State {
	return []maturity.State{maturity.Answering, maturity.Revealed, maturity.Agreed, maturity.Shared}
}

// StateField narrows the list to teams that are that far.
func (r *Round) StateField() Select {
	options := []Option{{Label: r.T("round.any_state")}}
	for _, s := range r.AllStates() {
		options = append(options, Option{Value: string(s), Label: r.StateName(s)})
	}
	return newSelect(r.Base, "round", "state", r.State, nil, options)
}

// EndField takes another last day.
func (r *Round) EndField() Input {
	f := NewField(r.Base, "round", "closes_on", r.ClosesOn, r.Errors, true, "off")
	return Input{Field: f, Type: "date"}
}

// InviteField chooses one more team.
func (r *Round) InviteField() Select {
	options := []Option{{Label: r.T("round.choose_team")}}
	for _, t := range r.Invitable {
		options = append(options, Option{Value: t.ID, Label: t.Name})
	}
	return newSelect(r.Base, "round", "team", r.TeamAsked, r.Errors, options)
}

// TeamProgress is how far one team is, in numbers.
type TeamProgress struct {
	Page              *Round
	Team              maturity.Team
	Assessment        maturity.Assessment
	Members, Leads    int
	Started, Finished int
	Facts             int
}

// Answers says how many have answered; together, whether the team has.
func (t TeamProgress) Answers() string {
	p := t.Page
	switch {
	case t.Assessment.Mode != maturity.Together:
		return p.T("round.answers", "finished", t.Finished, "members", t.Members)
	case t.Finished > 0:
		return p.T("round.together_done")
	case t.Started > 0:
		return p.T("round.together_begun")
	}
	return p.T("round.together_open")
}

// Stuck names what keeps the team from finishing, "" where nothing does.
func (t TeamProgress) Stuck() string {
	switch {
	case t.Assessment.State == maturity.Agreed || t.Assessment.State == maturity.Shared:
		return ""
	case t.Members == 0:
		return "round_new.team_empty"
	case t.Leads == 0:
		return "round_new.team_no_lead"
	}
	return ""
}

// IsShared reports whether the result may be read.
func (t TeamProgress) IsShared() bool { return t.Assessment.State == maturity.Shared }

// Reopened is how often the answers were opened again.
func (t TeamProgress) Reopened() int { return t.Assessment.Reopened }
