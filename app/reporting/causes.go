package reporting

import (
	"context"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/reports/quarter"
)

// causes counts what the teams of the scope told of the causes of incidents since
// the round before. Beside what keeps practices from being told, it is kept back
// where it would be what a single team told: few teams tell it, and who holds
// reviews may be known.
func (x *Reporting) causes(ctx context.Context, r store.Reader, p practices) (quarter.Causes, error) {
	out := quarter.Causes{Since: p.since}
	if p.few() {
		out.Hidden = len(p.teams) > 0
		return out, nil
	}
	told, err := r.CausesTold(ctx, dayText(p.since), dayText(p.asOf))
	if err != nil {
		return out, err
	}
	for _, id := range p.teams {
		if of := told[id]; of.Told() > 0 {
			out.CauseCount = out.Plus(of)
			out.Teams++
		}
	}
	shown := maturity.ProtectTeams(maturity.GroupTree(p.scope.groups, p.scope.all, func(node *maturity.TallyNode, t maturity.Team) {
		if of := told[t.ID]; t.ArchivedAt == nil && of.Told() > 0 {
			node.Own.Levels[0]++
		}
	})).Shown()
	if out.Teams > 0 && !shown[p.scope.group] {
		out = quarter.Causes{Since: p.since, Hidden: true}
	}
	return out, nil
}

// dayText is a day as it is stored; "" for the zero time.
func dayText(d time.Time) string {
	if d.IsZero() {
		return ""
	}
	return d.Format(time.DateOnly)
}
