package reporting

import (
	"context"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
)

// RoundAreas is the knowledge areas that the teams of a scope share in a round.
// Nothing in it names a person.
type RoundAreas struct {
	Round           maturity.Round
	Areas           []store.SharedArea // by team and key
	Invited, Shared int                // teams of the scope
}

// Areas returns the rounds in which the organisation, or a group with all that is
// below it, shares areas, the oldest first. It is for champions and leaders, and
// NotFound where there is no such group.
func (x *Reporting) Areas(ctx context.Context, v maturity.Viewer, group string) ([]RoundAreas, error) {
	if err := v.Require(v.SeesOrganisation()); err != nil {
		return nil, err
	}
	s, err := x.scope(ctx, group)
	if err != nil {
		return nil, err
	}
	all, err := x.db.SharedAreas(ctx, s.ids())
	if err != nil {
		return nil, err
	}
	shares, err := x.db.RoundShares(ctx, s.ids())
	if err != nil {
		return nil, err
	}
	rounds, err := x.db.Rounds(ctx)
	if err != nil {
		return nil, err
	}
	byRound := map[string][]store.SharedArea{}
	for _, a := range all {
		byRound[a.RoundKey] = append(byRound[a.RoundKey], a)
	}
	var out []RoundAreas
	for _, r := range rounds {
		if areas := byRound[r.Key]; len(areas) > 0 {
			out = append(out, RoundAreas{Round: r, Areas: areas, Invited: shares[r.ID].Invited, Shared: shares[r.ID].Shared})
		}
	}
	return out, nil
}

// CountAreas counts areas by criticality, 3 first.
func CountAreas(areas []store.SharedArea) []knowledge.AreaCount {
	out := []knowledge.AreaCount{{Criticality: 3}, {Criticality: 2}, {Criticality: 1}}
	for _, a := range areas {
		if a.Criticality < 1 || a.Criticality > len(out) {
			continue
		}
		n := &out[len(out)-a.Criticality]
		n.Areas++
		switch a.Depth {
		case 0:
			n.Orphan++
		case 1:
			n.Single++
		}
	}
	return out
}

// TeamsIn counts the teams whose areas they are.
func TeamsIn(areas []store.SharedArea) int {
	seen := map[string]bool{}
	for _, a := range areas {
		seen[a.TeamID] = true
	}
	return len(seen)
}
