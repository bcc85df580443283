package page

import (
	"michinori/app/maturity"
	"michinori/app/store"
)

// Activity is the list of a team's people with their first and last days.
type Activity struct {
	Base
	Nav  RegisterNav
	Team maturity.Team
	Rows []ActivityRow

	Conflict bool // somebody else was faster with the form that came back
}

// ActivityRow is one person with a form of their own.
type ActivityRow struct {
	Person   store.RegisterPerson
	From, To string // as typed or stored
	Away     bool   // outside of the days today
	Soon     bool   // leaves within 90 days
	Seen     string // stands for the days that the form was made from
	Errors   Errors
}
