package reporting

import (
	"context"
	"slices"
	"time"

	"michinori/app/adoption"
	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/reports"
	"michinori/reports/quarter"
)

// Team gathers a report on one team up to a round. The team itself gets all it
// knows; champions and leaders get what it shares, and NotFound for a round
// that it does not share, as for a team or round that is not there.
func (x *Reporting) Team(ctx context.Context, v maturity.Viewer, team string, round maturity.Round) (quarter.TeamInput, error) {
	var out quarter.TeamInput
	if err := v.Require(v.InTeam(team) || v.SeesOrganisation()); err != nil {
		return out, err
	}
	history, err := x.db.HistoryOf(ctx, team)
	if err != nil {
		return out, err
	}
	at := slices.IndexFunc(history, func(h store.TeamResult) bool { return h.Round.ID == round.ID })
	if at < 0 {
		return out, maturity.Fail(maturity.NotFound, "error.not_found")
	}
	if err := v.Require(v.InTeam(team) || history[at].Assessment.State == maturity.Shared); err != nil {
		return out, err
	}
	history = history[:at+1]
	if err := x.nameTeam(ctx, team, &out); err != nil {
		return out, err
	}
	out.Inside = v.InTeam(team)
	if out.AsOf, err = x.asOf(ctx, history[at].Round); err != nil {
		return out, err
	}
	for _, h := range history {
		r, err := x.teamRound(ctx, h, out.Inside)
		if err != nil {
			return out, err
		}
		out.Rounds = append(out.Rounds, r)
	}
	if !out.Inside {
		return out, nil
	}
	return out, x.addInside(ctx, team, history, &out)
}

func (x *Reporting) nameTeam(ctx context.Context, id string, out *quarter.TeamInput) error {
	org, err := x.db.Organisation(ctx)
	if err != nil {
		return err
	}
	team, err := x.db.TeamByID(ctx, id)
	if err != nil {
		return err
	}
	out.Organisation, out.Team = org.Name, team.Name
	groups, err := x.db.Groups(ctx)
	for _, g := range groups {
		if g.ID == team.GroupID {
			out.Group = g.Name
		}
	}
	return err
}

func (x *Reporting) teamRound(ctx context.Context, h store.TeamResult, inside bool) (quarter.TeamRound, error) {
	r, a := h.Round, h.Assessment
	out := quarter.TeamRound{
		Key: r.Key, Edition: r.Questionnaire + " " + r.Edition, Open: r.Open(), ClosesAt: r.ClosesAt, K: r.K,
		Mode: a.Mode, State: a.State, Members: a.Members, Reopened: a.Reopened,
	}
	var err error
	if out.Questionnaire, err = x.tracker.Questionnaire(ctx, r); err != nil {
		return out, err
	}
	if !inside && a.State != maturity.Shared {
		return quarter.TeamRound{
			Key: out.Key, Edition: out.Edition, Open: out.Open, ClosesAt: out.ClosesAt, K: out.K, Questionnaire: out.Questionnaire,
		}, nil
	}
	if out.Result = h.Result; out.Result != nil && !inside {
		shown := h.Result.WithoutSpread(out.Questionnaire)
		out.Result = &shown
	}
	out.Late, err = x.db.TimesLate(ctx, a.ID)
	return out, err
}

// addInside adds what is for the team alone.
func (x *Reporting) addInside(ctx context.Context, team string, history []store.TeamResult, out *quarter.TeamInput) error {
	if err := x.addRegisters(ctx, team, history, out); err != nil {
		return err
	}
	if err := x.addReviews(ctx, team, history, out); err != nil {
		return err
	}
	if err := x.addTrials(ctx, team, history[len(history)-1].Round, out); err != nil {
		return err
	}
	paths, err := x.tracker.OnCallPaths(ctx, team)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(paths, func(p tracker.OnCallPath) bool { return p.Path.Begun() }) {
		today, err := x.tracker.Today(ctx)
		if err != nil {
			return err
		}
		out.OnCall = tracker.ReadinessOn(paths, today)
	}
	day := out.AsOf.Format(time.DateOnly)
	drills, err := x.db.DrillsOf(ctx, team)
	if err != nil {
		return err
	}
	for _, d := range drills {
		if d.State == adoption.DrillDone && d.PlannedOn <= day {
			out.Drills = append(out.Drills, quarter.TeamDrill{Day: d.PlannedOn, Title: d.Scenario.Name, Outcome: d.Outcome})
		}
	}
	actions, err := x.db.ActionsOf(ctx, team)
	for _, a := range actions {
		if a.State == maturity.ActionOpen {
			out.Actions = append(out.Actions, quarter.TeamAction{Title: a.Title, Due: a.Due, Practice: a.Practice})
		}
	}
	return err
}

func (x *Reporting) addRegisters(ctx context.Context, team string, history []store.TeamResult, out *quarter.TeamInput) error {
	snapshots, err := x.db.SnapshotsOf(ctx, team)
	if err != nil {
		return err
	}
	var last *knowledge.Register
	for i, h := range history {
		at := slices.IndexFunc(snapshots, func(s store.RoundSnapshot) bool { return s.AssessmentID == h.Assessment.ID })
		if at < 0 {
			continue
		}
		register := snapshots[at].Register
		counted := reports.CountedRegister(h.Round.Key, knowledge.Summarise(register))
		if last != nil {
			counted.Change = reports.CountedChange(knowledge.Compare(*last, register))
		}
		out.Rounds[i].Register, last = &counted, &register
	}
	return nil
}

func (x *Reporting) addReviews(ctx context.Context, team string, history []store.TeamResult, out *quarter.TeamInput) error {
	reviews, err := x.db.ActionReviewsOf(ctx, team)
	if err != nil {
		return err
	}
	for i, h := range history {
		for _, r := range reviews {
			if r.AssessmentID == h.Assessment.ID {
				out.Rounds[i].SayDo.Add(string(r.Outcome))
			}
		}
		agreements, err := x.db.AgreementsOf(ctx, h.Assessment.ID)
		if err != nil {
			return err
		}
		for _, key := range sortedKeys(agreements) {
			out.Rounds[i].Agreements = append(out.Rounds[i].Agreements, agreements[key])
		}
	}
	return nil
}

// addTrials adds the practices of the team, and what it told of causes since the
// round before.
func (x *Reporting) addTrials(ctx context.Context, team string, round maturity.Round, out *quarter.TeamInput) error {
	rounds, _, err := x.upTo(ctx, round)
	if err != nil {
		return err
	}
	if out.Causes.Since, err = x.endBefore(ctx, rounds); err != nil {
		return err
	}
	standings, err := x.tracker.PracticeStandingsOn(ctx, store.RecordFilter{Teams: []string{team}}, out.AsOf)
	day, since := dayText(out.AsOf), dayText(out.Causes.Since)
	for _, s := range standings {
		held := 0
		for _, o := range s.Occurrences {
			if o.Day > day {
				continue
			}
			held++
			if s.Practice.AsksCause() && o.Day > since {
				out.Reviews++
				out.Causes.Add(o.Cause, 1)
			}
		}
		if s.ChosenOn <= day || held > 0 {
			out.Practices = append(out.Practices, quarter.TeamPractice{
				Key: s.Practice.Key, Name: s.Practice.Name, Standing: s.Standing, ChosenOn: s.ChosenOn, Held: held,
			})
		}
	}
	return err
}
