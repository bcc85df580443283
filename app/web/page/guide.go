package page

import (
	"strconv"

	"michinori/app/maturity"
	"michinori/questionnaires"
)

// Start answers the three questions of somebody who does SRE alone.
type Start struct {
	Base
	Teams []maturity.Team // those the viewer is in
}

// Facilitating is the guide for the talk in which a team agrees.
type Facilitating struct {
	Base
	Hints []questionnaires.Hint
}

// AgendaItem is one part of the talk.
type AgendaItem struct{ From, To, Number int }

// Key is the key of its text.
func (a AgendaItem) Key() string { return "facilitating.agenda." + strconv.Itoa(a.Number) }

// Agenda divides the 30 minutes; a test holds them together.
func (Facilitating) Agenda() []AgendaItem {
	var out []AgendaItem
	at := 0
	for i, minutes := range []int{2, 4, 15, 3, 5, 1} {
		out = append(out, AgendaItem{From: at, To: at + minutes, Number: i + 1})
		at += minutes
	}
	return out
}
