package reporting

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"michinori/app/maturity"
	"michinori/reports/quarter"
)

// upTo returns the rounds up to one, and when the one after it began: nil where
// there is none.
func (x *Reporting) upTo(ctx context.Context, round maturity.Round) ([]maturity.Round, *time.Time, error) {
	rounds, err := x.db.Rounds(ctx)
	if err != nil {
		return nil, nil, err
	}
	at := slices.IndexFunc(rounds, func(r maturity.Round) bool { return r.ID == round.ID })
	if at < 0 {
		return nil, nil, maturity.Fail(maturity.NotFound, "error.not_found")
	}
	if at+1 < len(rounds) {
		return rounds[:at+1], &rounds[at+1].OpenedAt, nil
	}
	return rounds, nil, nil
}

// gather puts a report together from what is counted.
func (x *Reporting) gather(ctx context.Context, s scope, round maturity.Round, hideTeams bool) (quarter.Organisation, error) {
	out := quarter.Organisation{Scope: s.Scope}
	rounds, until, err := x.upTo(ctx, round)
	if err != nil {
		return out, err
	}
	if out.AsOf, err = x.asOf(ctx, rounds[len(rounds)-1]); err != nil {
		return out, err
	}
	out.Next = maturity.PeriodAfter(round.Key, s.fiscalStart)
	if out.Rounds, err = x.roundsOf(ctx, s, rounds); err != nil {
		return out, err
	}
	past, err := x.past(ctx, s, rounds, out.AsOf)
	if err != nil {
		return out, err
	}
	out.Practices, out.Spread, out.Causes = past.Practices, past.Spread, past.Causes
	if err := x.addTargets(ctx, s, &out); err != nil {
		return out, err
	}
	if !hideTeams {
		if out.Teams, err = x.teamsOf(ctx, s, rounds, past, until); err != nil {
			return out, err
		}
	}
	return out, x.addAsks(ctx, s, round, hideTeams, &out)
}

// asOf is the day a report speaks of: the last of its round, or today.
func (x *Reporting) asOf(ctx context.Context, r maturity.Round) (time.Time, error) {
	today, err := x.tracker.Today(ctx)
	if err != nil || r.Open() {
		return today, err
	}
	end, err := x.tracker.DayOf(ctx, *r.ClosedAt)
	if end.After(today) {
		end = today
	}
	return end, err
}

// roundsOf returns the rounds that invited a team of the scope, and the last in
// any case. What a round that is left out changed in the questions is said of
// the next.
func (x *Reporting) roundsOf(ctx context.Context, s scope, rounds []maturity.Round) ([]quarter.Round, error) {
	counted, err := x.counted(ctx, s, rounds)
	if err != nil {
		return nil, err
	}
	var out []quarter.Round
	breaks := map[maturity.Dimension]bool{}
	for i, r := range rounds {
		c := counted[r.ID]
		c.Key, c.Edition, c.Open, c.ClosesAt, c.K = r.Key, r.Questionnaire+" "+r.Edition, r.Open(), r.ClosesAt, r.K
		if r.Open() {
			if err := x.recount(ctx, s, r, &c); err != nil {
				return nil, err
			}
		}
		for d := range c.BreakBefore {
			breaks[d] = true
		}
		if c.Funnel.Invited == 0 && i < len(rounds)-1 {
			continue
		}
		if c.BreakBefore = breaks; len(out) == 0 {
			c.BreakBefore = map[maturity.Dimension]bool{}
		}
		breaks = map[maturity.Dimension]bool{}
		out = append(out, c)
	}
	return out, nil
}

// recount counts how far the teams of an open round have come by now: that
// changes with every answer, and only the rest is kept.
func (x *Reporting) recount(ctx context.Context, s scope, r maturity.Round, c *quarter.Round) error {
	now := roundOf{round: r, teams: map[string]*quarter.Assessment{}}
	if _, err := x.steps(ctx, x.db.Reader, r, &now); err != nil {
		return err
	}
	var within []*quarter.Assessment
	for id, a := range now.teams {
		if _, in := s.teams[id]; in {
			within = append(within, a)
		}
	}
	acted := c.Funnel.Acted
	c.Funnel = quarter.Steps(within)
	c.Funnel.Acted = min(acted, c.Funnel.Shared)
	return nil
}

// teamsOf names the teams of the scope that share the last round, by name.
func (x *Reporting) teamsOf(ctx context.Context, s scope, rounds []maturity.Round, past past, until *time.Time) ([]quarter.Team, error) {
	sharing, err := x.sharing(ctx, s, rounds, len(rounds)-1)
	if err != nil {
		return nil, err
	}
	trying, err := x.trying(ctx, until)
	if err != nil {
		return nil, err
	}
	groups := map[string]string{}
	for _, g := range s.groups {
		groups[g.ID] = g.Name
	}
	var named []keptTeam
	for _, k := range sharing {
		if team, within := s.teams[k.ID]; within {
			k.Team.Name, k.Team.Group = team.Name, groups[team.GroupID]
			k.Team.First, k.Team.Trying = past.First[k.ID], trying[k.ID]
			named = append(named, k)
		}
	}
	slices.SortFunc(named, func(a, b keptTeam) int {
		return cmp.Or(strings.Compare(a.Team.Name, b.Team.Name), strings.Compare(a.ID, b.ID))
	})
	out := make([]quarter.Team, len(named))
	for i, k := range named {
		out[i] = k.Team
	}
	return out, nil
}

// trying names the practices behind the actions of shared results that are
// open, or were at some moment.
func (x *Reporting) trying(ctx context.Context, until *time.Time) (map[string][]maturity.Text, error) {
	open, err := x.db.SharedTrials(ctx, until)
	if err != nil {
		return nil, err
	}
	practices, err := x.tracker.Practices(ctx)
	if err != nil {
		return nil, err
	}
	out := make(map[string][]maturity.Text, len(open))
	for _, p := range practices {
		for team, keys := range open {
			if slices.Contains(keys, p.Key) {
				out[team] = append(out[team], p.Name)
			}
		}
	}
	return out, nil
}

func (x *Reporting) addTargets(ctx context.Context, s scope, out *quarter.Organisation) error {
	if s.group != "" {
		return nil
	}
	targets, err := x.db.PracticeTargets(ctx)
	for i := range out.Practices {
		out.Practices[i].Target = targets[out.Practices[i].Key]
	}
	return err
}

func (x *Reporting) addAsks(ctx context.Context, s scope, round maturity.Round, hideTeams bool, out *quarter.Organisation) error {
	asks, err := x.db.AsksOf(ctx, round.ID, s.group)
	for _, a := range asks {
		if hideTeams {
			a.Text = withoutNames(a.Text, s.all)
		}
		out.Asks = append(out.Asks, quarter.Ask(a))
	}
	return err
}

func isNotFound(err error) bool { return errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) }
