package api

import (
	"context"
	"slices"
	"strings"

	"michinori/app/access"
	"michinori/app/maturity"
)

// gate checks of a rule what follows from the thing that is asked for: whose
// team it is of, and what part the viewer has in it. It comes before anything
// that is sent is looked at; use cases check again, with the state.
func (a *API) gate(ctx context.Context, v maturity.Viewer, o operation, id string) error {
	if strings.HasPrefix(o.path, "/drills/{id}") {
		return a.gateDrill(ctx, v, o, id)
	}
	needs := map[string]func(team string) error{
		key(ofTeam): v.MayBelong, key(leadOnly): v.MayLead,
		key(teamOrRun): func(team string) error { return inTeamOrRuns(v, team) },
	}[key(o.may)]
	if needs == nil {
		return nil
	}
	team, err := a.teamOf(ctx, o.path, id)
	if err != nil {
		return err
	}
	return needs(team)
}

func key(r access.Rule) string {
	var names []string
	for _, x := range r {
		names = append(names, string(x))
	}
	slices.Sort(names)
	return strings.Join(names, ",")
}

// teamOf is the team that the thing at a path belongs to.
func (a *API) teamOf(ctx context.Context, path, id string) (string, error) {
	kind, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	switch kind {
	case "assessments":
		x, err := a.store.AssessmentByID(ctx, id)
		return x.TeamID, err
	case "areas":
		x, err := a.store.AreaByID(ctx, id)
		return x.TeamID, err
	case "actions":
		x, err := a.store.ActionByID(ctx, id)
		return x.TeamID, err
	case "occurrences":
		x, err := a.store.OccurrenceByID(ctx, id)
		if err != nil {
			return "", err
		}
		id = x.TrialID
		fallthrough
	case "trials":
		x, err := a.store.TrialByID(ctx, id)
		return x.TeamID, err
	}
	return id, nil
}

func (a *API) gateDrill(ctx context.Context, v maturity.Viewer, o operation, id string) error {
	seat, err := a.tracker.Seat(ctx, v, id)
	if err == nil && slices.Equal(o.may, directing) && !seat.Runs() {
		err = maturity.Fail(maturity.Forbidden, "error.drill_runner_only")
	}
	return err
}
