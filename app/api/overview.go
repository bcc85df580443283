package api

import (
	"fmt"
	"slices"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/reporting"
	"michinori/app/store"
	"michinori/reports/quarter"
)

// SharedArea is a knowledge area of a team that shares. It names nobody.
type SharedArea struct {
	Team        string        `json:"team"`
	Key         string        `json:"key"`
	Name        maturity.Text `json:"name"`
	Criticality int           `json:"criticality"`
	Depth       int           `json:"depth" doc:"People who can do it alone"`
	Stale       int           `json:"stale" doc:"People who say so without fresh evidence"`
}

// AreasTrend is how many areas depend on one person, round by round.
type AreasTrend struct {
	Rounds []AreasRound `json:"rounds" doc:"In which areas are shared, the oldest first"`
}

// AreasRound counts the areas of one round.
type AreasRound struct {
	Round   string      `json:"round" doc:"Its key"`
	Invited int         `json:"invited" doc:"Teams"`
	Shared  int         `json:"shared" doc:"Of them, those that share"`
	Teams   int         `json:"teams" doc:"Of those, the ones with a register"`
	Counts  []AreaTally `json:"counts" doc:"By criticality, 3 first"`
}

// PracticeSpread is how practices are taken up, in counts of teams.
type PracticeSpread struct {
	AsOf      string           `json:"as_of" format:"date"`
	Teams     int              `json:"teams"`
	Few       bool             `json:"few" doc:"Nothing is told: it would be about a single team"`
	ByOthers  int              `json:"last_led_by_others" doc:"Of the habits, those last led by another than who began them"`
	Habits    int              `json:"habits" doc:"Of all teams together"`
	Practices []PracticeCounts `json:"practices" doc:"That some team has taken up, in the order of the catalogue"`
}

// PracticeCounts counts the teams of one practice.
type PracticeCounts struct {
	Practice string          `json:"practice"`
	Target   int             `json:"target" doc:"Teams that are meant to have it as a habit; 0 where nobody said, and for groups"`
	Now      PracticeDay     `json:"now"`
	Months   []PracticeDay   `json:"months" doc:"On the last day of each month, and today"`
	Groups   []PracticeGroup `json:"groups" doc:"Just below the organisation or group"`
}

// PracticeDay counts teams on one day.
type PracticeDay struct {
	Day    string `json:"day" format:"date"`
	Ever   int    `json:"ever" doc:"Had it as a habit some time"`
	Still  int    `json:"still" doc:"Have it as a habit"`
	Trying int    `json:"trying"`
}

// PracticeGroup counts the teams of a group; null where that would tell of a
// single one.
type PracticeGroup struct {
	Name  string `json:"name"`
	Habit *int   `json:"habit"`
	Teams *int   `json:"teams"`
}

// mostCritical is the criticality of what must not stop.
const mostCritical = 3

// OfGroup takes a group from the query; none is the organisation.
type OfGroup struct {
	Group string `query:"group" doc:"A group with all that is below it"`
}

func (a *API) overviewRoutes() {
	const t = "trends"
	add(a, logged(read("/rounds/{id}/areas", "listSharedAreas", "The knowledge areas that teams share in a round, the most critical first", above, t), "areas.read"), a.listSharedAreas)
	add(a, logged(read("/organisation/areas", "getAreasTrend", "How many areas depend on one person, round by round", above, t), "trend.read"), a.getAreasTrend)
	add(a, logged(read("/organisation/practices", "getPracticeSpread", "How practices are taken up, in counts of teams", above, t), "trend.read"), a.getPracticeSpread)
}

func sharedAreaOf(x store.SharedArea) SharedArea {
	return SharedArea{Team: x.TeamID, Key: x.Key, Name: x.Name, Criticality: x.Criticality, Depth: x.Depth, Stale: x.Stale}
}

func (a *API) listSharedAreas(c call, in *struct {
	ByID
	OfGroup
	Criticality int `query:"criticality" minimum:"0" maximum:"3" doc:"Only areas of it; 0 for all"`
	ListInput
}) (*output[Page[SharedArea]], error) {
	round, err := a.store.RoundByID(c, in.ID)
	if err != nil {
		return nil, err
	}
	rounds, err := a.reports.Areas(c, c.viewer, in.Group)
	if err != nil {
		return nil, err
	}
	var all []store.SharedArea
	for _, r := range rounds {
		if r.Round.ID == round.ID {
			all = r.Areas
		}
	}
	all = slices.DeleteFunc(all, func(x store.SharedArea) bool { return in.Criticality != 0 && x.Criticality != in.Criticality })
	return reply(paged(in.ListInput, converted(all, sharedAreaOf), func(x SharedArea) string {
		return fmt.Sprintf("%d %s %s", mostCritical-x.Criticality, x.Team, x.Key)
	}))
}

func (a *API) getAreasTrend(c call, in *OfGroup) (*output[AreasTrend], error) {
	rounds, err := a.reports.Areas(c, c.viewer, in.Group)
	return reply(AreasTrend{Rounds: converted(rounds, func(r reporting.RoundAreas) AreasRound {
		return AreasRound{
			Round: r.Round.Key, Invited: r.Invited, Shared: r.Shared, Teams: reporting.TeamsIn(r.Areas),
			Counts: converted(reporting.CountAreas(r.Areas), areaTallyOf),
		}
	})}, err)
}

func (a *API) getPracticeSpread(c call, in *OfGroup) (*output[PracticeSpread], error) {
	all, err := a.reports.Practices(c, c.viewer, in.Group)
	return reply(PracticeSpread{
		AsOf: dayOf(all.AsOf), Teams: all.Teams, Few: all.Few, ByOthers: all.ByOthers, Habits: all.Habits,
		Practices: converted(all.Practices, practiceCountsOf),
	}, err)
}

func practiceCountsOf(p quarter.Practice) PracticeCounts {
	return PracticeCounts{
		Practice: p.Key, Target: p.Target, Now: practiceDayOf(p.Now), Months: converted(p.Days, practiceDayOf),
		Groups: converted(p.Groups, func(g quarter.GroupCount) PracticeGroup {
			if g.Hidden {
				return PracticeGroup{Name: g.Group}
			}
			return PracticeGroup{Name: g.Group, Habit: &g.Habit, Teams: &g.Of}
		}),
	}
}

func practiceDayOf(p adoption.Progress) PracticeDay {
	return PracticeDay{Day: dayOf(p.Day), Ever: p.Ever, Still: p.Still, Trying: p.Trying}
}
