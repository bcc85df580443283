package reporting

import (
	"context"
	"slices"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/reports/quarter"
)

// mostMonths is how far back the spread of a practice is followed.
const mostMonths = 18

// practices is how the practices of a scope stand on a day. Nothing made of it
// names a team.
type practices struct {
	scope       scope
	teams       []string // that are there
	asOf, since time.Time
	standings   []standing
}

// standing is a practice of one team.
type standing struct {
	tracker.PracticeStanding
	trial adoption.Trial
}

func (x *Reporting) practices(ctx context.Context, s scope, asOf time.Time) (practices, error) {
	out := practices{scope: s, asOf: asOf}
	for _, id := range s.ids() {
		if s.teams[id].ArchivedAt == nil {
			out.teams = append(out.teams, id)
		}
	}
	if out.few() {
		return out, nil
	}
	all, err := x.tracker.PracticeStandingsOn(ctx, store.RecordFilter{Teams: out.teams}, asOf)
	day := asOf.Format(time.DateOnly)
	for _, p := range all {
		if p.ChosenOn <= day || len(p.Occurrences) > 0 && p.Occurrences[len(p.Occurrences)-1].Day <= day {
			out.standings = append(out.standings, standing{p, p.Adoption()})
		}
	}
	return out, err
}

// few reports whether there is nothing to tell: there is no team, or every count
// would be about a single one.
func (p practices) few() bool { return len(p.teams) == 0 || !p.scope.told[p.scope.group] }

// list returns a line for every practice that some team has taken up, in the
// order of the catalogue.
func (p practices) list(scores scores) []quarter.Practice {
	var out []quarter.Practice
	for start := 0; start < len(p.standings); {
		key := p.standings[start].Practice.Key
		end := start + 1
		for end < len(p.standings) && p.standings[end].Practice.Key == key {
			end++
		}
		out = append(out, p.line(p.standings[start:end], scores))
		start = end
	}
	return out
}

func (p practices) line(chosen []standing, scores scores) quarter.Practice {
	out := quarter.Practice{Key: chosen[0].Practice.Key, Name: chosen[0].Practice.Name}
	trials := make([]adoption.Trial, len(chosen))
	for i, s := range chosen {
		trials[i] = s.trial
	}
	eligible := func(time.Time) int { return len(p.teams) }
	out.Days = adoption.BurnUp(trials, MonthEnds(trials, p.asOf), eligible)
	out.Now = adoption.BurnUp(trials, []time.Time{p.asOf}, eligible)[0]
	if !p.since.IsZero() {
		p.move(&out, chosen)
	}
	out.Groups = p.byGroup(chosen)
	for _, d := range chosen[0].Practice.Dimensions {
		if e, ok := effect(d, habits(chosen, p.asOf), p.without(chosen), scores); ok {
			out.Effects = append(out.Effects, e)
		}
	}
	return out
}

// byGroup counts the teams in which the practice is a habit, for each group
// just below where the scope parts; of those that may not be told, nothing.
func (p practices) byGroup(chosen []standing) []quarter.GroupCount {
	var out []quarter.GroupCount
	for _, g := range p.scope.below(p.scope.parts()) {
		n := quarter.GroupCount{Group: g.Name, Hidden: !p.scope.told[g.ID]}
		if within := Below(p.scope.groups, g.ID); !n.Hidden {
			for _, id := range p.teams {
				n.Of += one(within[p.scope.teams[id].GroupID])
			}
			for _, s := range chosen {
				n.Habit += one(within[p.scope.teams[s.TeamID].GroupID] && s.habitual())
			}
		}
		out = append(out, n)
	}
	return out
}

func (s standing) habitual() bool {
	return !s.Standing.Stopped && s.Standing.Stage >= adoption.Habitual
}

func one(holds bool) int {
	if holds {
		return 1
	}
	return 0
}

// move counts the teams whose stage rose since the round before, and those that
// stopped the practice since then.
func (p practices) move(out *quarter.Practice, chosen []standing) {
	for _, s := range chosen {
		if before := s.trial.On(p.since); s.Standing.Stage > before.Stage {
			out.Moved++
		}
		if s.Standing.Stopped && s.trial.Stopped.After(p.since) {
			out.Stopped++
		}
	}
}

// without are the teams that never chose the practice.
func (p practices) without(chosen []standing) []string {
	var out []string
	for _, id := range p.teams {
		if !slices.ContainsFunc(chosen, func(s standing) bool { return s.TeamID == id }) {
			out = append(out, id)
		}
	}
	return out
}

// spread tells whether practices live without those who began them.
func (p practices) spread() quarter.Spread {
	var out quarter.Spread
	led := make([]adoption.Led, len(p.standings))
	habitual := 0
	for i, s := range p.standings {
		led[i] = adoption.Led{Standing: s.Standing, Initiator: s.InitiatorID}
		habitual += one(s.habitual())
	}
	share := adoption.Independence(led)
	out.ByOthers, out.Of, out.Teams = share.Part, share.Whole, len(p.teams)
	if len(p.standings) > 0 {
		breadth := float64(habitual) / float64(len(p.teams))
		out.Breadth = &breadth
	}
	out.Leaders, out.NewLeaders = p.leaders()
	return out
}

// leaders counts who led something since the round before, and who of them had
// never led anything until then.
func (p practices) leaders() (all, fresh int) {
	before, since := map[string]bool{}, map[string]bool{}
	for _, s := range p.standings {
		for _, o := range s.trial.Occurrences {
			switch {
			case o.Leader == "" || o.Day.After(p.asOf):
			case o.Day.After(p.since):
				since[o.Leader] = true
			default:
				before[o.Leader] = true
			}
		}
	}
	for leader := range since {
		if !before[leader] {
			fresh++
		}
	}
	return len(since), fresh
}

// MonthEnds are the last days of the months from the first occurrence on; the
// month that is not over is read today.
func MonthEnds(trials []adoption.Trial, today time.Time) []time.Time {
	first := time.Time{}
	for _, t := range trials {
		for _, o := range t.Occurrences {
			if first.IsZero() || o.Day.Before(first) {
				first = o.Day
			}
		}
	}
	if first.IsZero() || first.After(today) {
		return nil
	}
	month := time.Date(first.Year(), first.Month(), 1, 0, 0, 0, 0, time.UTC)
	if oldest := time.Date(today.Year(), today.Month()-mostMonths+1, 1, 0, 0, 0, 0, time.UTC); month.Before(oldest) {
		month = oldest
	}
	var out []time.Time
	for ; !month.After(today); month = month.AddDate(0, 1, 0) {
		end := month.AddDate(0, 1, -1)
		if end.After(today) {
			end = today
		}
		out = append(out, end)
	}
	return out
}

// PracticeSpread is how practices are taken up over a scope today. Nothing in it
// names a team.
type PracticeSpread struct {
	AsOf      time.Time
	Teams     int
	Few       bool // there is nothing to tell: it would be about a single team
	Practices []quarter.Practice
	// ByOthers of Habits practices were last led by another than who began them.
	ByOthers, Habits int
}

// Practices counts the practices of the organisation, or of a group with all that
// is below it, as they stand today. It is for champions and leaders, and NotFound
// where there is no such group.
func (x *Reporting) Practices(ctx context.Context, v maturity.Viewer, group string) (PracticeSpread, error) {
	if err := v.Require(v.SeesOrganisation()); err != nil {
		return PracticeSpread{}, err
	}
	s, err := x.scope(ctx, group)
	if err != nil {
		return PracticeSpread{}, err
	}
	today, err := x.tracker.Today(ctx)
	if err != nil {
		return PracticeSpread{}, err
	}
	all, err := x.practices(ctx, s, today)
	out := PracticeSpread{AsOf: today, Teams: len(all.teams), Few: len(all.teams) > 0 && all.few()}
	if err != nil || all.few() {
		return out, err
	}
	spread := all.spread()
	out.ByOthers, out.Habits = spread.ByOthers, spread.Of
	told := quarter.Organisation{Practices: all.list(scores{})}
	err = x.addTargets(ctx, s, &told)
	out.Practices = told.Practices
	return out, err
}
