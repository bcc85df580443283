package page

import (
	"strconv"

	"michinori/app/maturity"
	"michinori/app/store"
)

// ActionReview is the look back at open actions when a round begins.
type ActionReview struct {
	Base
	Team       maturity.Team
	Round      maturity.Round
	Assessment maturity.Assessment
	Rows       []ReviewRow
	Error      string // message above the list, or ""
	Conflict   bool   // somebody else was faster with the form that came back
}

// ReviewRow is one action with its form.
type ReviewRow struct {
	page    *ActionReview
	Action  maturity.Action
	Owner   string
	Overdue bool
	Outcome store.ReviewOutcome // "" before it was looked at in this round
	Reason  string
	Due     string
	Seen    string // stands for what the form was made from
	Errors  Errors
}

// Add appends an action.
func (p *ActionReview) Add(r ReviewRow) {
	r.page = p
	p.Rows = append(p.Rows, r)
}

// Page returns the page, for texts.
func (r ReviewRow) Page() *ActionReview { return r.page }

// TeamActions is every action of a team.
type TeamActions struct {
	Base
	Team         maturity.Team
	Open, Closed []TeamAction
	Conflict     bool // somebody else was faster with the form that came back
}

// TeamAction is one action with the form that ends it or takes that back.
type TeamAction struct {
	maturity.Action
	page    *TeamActions
	Owner   string
	Overdue bool
	Typed   string // reason typed for dropping it
	Error   string
	Seen    string // stands for what its forms were made from
	Back    bool   // somebody else was faster: its forms came back whatever became of it
}

// Add appends an action to the open ones or to the closed ones.
func (p *TeamActions) Add(a TeamAction) {
	a.page = p
	if a.State == maturity.ActionOpen {
		p.Open = append(p.Open, a)
		return
	}
	p.Closed = append(p.Closed, a)
}

// Page returns the page, for texts.
func (a TeamAction) Page() *TeamActions { return a.page }

// SayDo is, of one round, how many actions were looked at when it began and how
// many of them had been done.
type SayDo struct {
	Round          string // key
	Done, Reviewed int
	Now            bool // the round of the page
}

// Percent is the share that was done, "–" where nothing was looked at.
func (s SayDo) Percent() string {
	if s.Reviewed == 0 {
		return "–"
	}
	return strconv.Itoa((200*s.Done + s.Reviewed) / (2 * s.Reviewed))
}
