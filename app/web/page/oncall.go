package page

import (
	"slices"
	"strconv"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
)

// OnCall is the ways of a team's members to on-call. It is for the team alone.
type OnCall struct {
	Base
	Team  maturity.Team
	Ready adoption.Share
	Rows  []OnCallRow
	Rota  RotaForm

	Conflict bool // somebody else was faster with the form that came back
}

// OnCallRow is the way of one person.
type OnCallRow struct {
	page    *OnCall
	Person  maturity.Person
	Own     bool
	Open    bool // its steps are unfolded
	Ready   bool
	At      adoption.PathStep
	Missing []adoption.PathStep
	Drilled bool // has led a drill or an incident lately
	Drills  int  // led in drills of this program
	Steps   []OnCallStep
}

// OnCallStep is one step with its form.
type OnCallStep struct {
	row   OnCallRow
	Step  adoption.PathStep
	Day   string
	Note  string
	Seen  string // stands for the day and the note that the form was made from
	Taken bool
	May   bool   // the viewer may write it
	Error string // message beside the day, or ""
}

// RotaForm is how the team shares being on call, as stored or typed.
type RotaForm struct {
	Rota                 adoption.Rota
	Known                bool
	People, Slots, Sites string
	Seen                 string // stands for what the form was made from
	Errors               Errors
}

// Add appends somebody's way, with all its steps. The way of another person is
// folded away, unless its form has come back.
func (p *OnCall) Add(row OnCallRow, steps []OnCallStep) {
	row.page, row.Open = p, row.Own || slices.ContainsFunc(steps, func(s OnCallStep) bool { return s.Error != "" })
	lead := p.Viewer.Leads(p.Team.ID)
	for _, s := range steps {
		s.row, s.Taken = row, s.Day != "" && s.Error == ""
		s.May = lead || row.Own && s.Step != adoption.Alone
		row.Steps = append(row.Steps, s)
	}
	p.Rows = append(p.Rows, row)
}

// OnCallSteps are the steps in the order in which they are shown: the last
// incident somebody led stands before they are let go.
func OnCallSteps() []adoption.PathStep {
	last := len(adoption.PathSteps) - 1
	out := append([]adoption.PathStep{}, adoption.PathSteps[:last]...)
	return append(out, store.StepIncident, adoption.PathSteps[last])
}

// Page returns the page, for texts.
func (r OnCallRow) Page() *OnCall { return r.page }

// Said says what is missing until the person is ready, or that nothing is.
func (r OnCallRow) Said() string {
	if r.Ready {
		return r.page.T("oncall.is_ready")
	}
	names := make([]string, 0, len(r.Missing)+1)
	for _, s := range r.Missing {
		names = append(names, r.page.T("oncall.missing."+string(s)))
	}
	if !r.Drilled {
		names = append(names, r.page.T("oncall.missing.led", "days", adoption.ReadyDays))
	}
	list := ""
	for i, n := range names {
		if i > 0 {
			list += r.page.T("oncall.and")
		}
		list += n
	}
	return r.page.T("oncall.missing", "list", list)
}

// Row returns the person's row.
func (s OnCallStep) Row() OnCallRow { return s.row }

// ID is the id of the input.
func (s OnCallStep) ID() string { return string(s.Step) + "-" + s.row.Person.ID }

// Shown is the day as people write it here.
func (s OnCallStep) Shown() string { return s.row.page.DayWords(s.Day) }

// Arithmetic says what the numbers of the rota mean; nothing before there are
// any.
func (p *OnCall) Arithmetic() []string {
	r := p.Rota.Rota
	if !p.Rota.Known {
		return nil
	}
	if r.People == 0 {
		return []string{p.T("rota.nobody")}
	}
	out := []string{p.N("rota.share", r.People, "slots", r.Slots, "share", p.share(r))}
	advised := max(r.Advised(), r.Enough())
	if r.People >= advised {
		return append(out, p.T("rota.enough", "advised", advised))
	}
	return append(out, p.T("rota.short", "advised", advised, "more", advised-r.People))
}

// share says a share of the time in words where there are common ones.
func (p *OnCall) share(r adoption.Rota) string {
	switch {
	case r.Slots >= r.People:
		return p.T("rota.all")
	case r.Slots*2 == r.People:
		return p.T("rota.half")
	case r.People%r.Slots == 0:
		return p.T("rota.part", "n", r.People/r.Slots)
	}
	return p.T("rota.percent", "n", strconv.FormatFloat(r.Share()*100, 'f', 0, 64))
}
