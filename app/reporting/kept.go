package reporting

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/reports/quarter"
)

// What is kept of a round: counts under "" for the organisation and under the
// id of each group, and what is said of single teams under teamsScope.
const (
	roundKind  = "/round"
	teamsScope = "/teams"
)

// keptTeam is a team that shares a round, without its name.
type keptTeam struct {
	ID   string
	Team quarter.Team
}

// counted returns the counts of a scope by round id, from what is kept; rounds
// of which nothing is are counted now.
func (x *Reporting) counted(ctx context.Context, s scope, rounds []maturity.Round) (map[string]quarter.Round, error) {
	kept, err := x.db.RollUps(ctx, s.group)
	if err != nil {
		return nil, err
	}
	documents := make(map[string]string, len(kept))
	for _, k := range kept {
		documents[k.RoundID] = k.Document
	}
	out := make(map[string]quarter.Round, len(rounds))
	for i, r := range rounds {
		var round quarter.Round
		if err := x.readOrCount(ctx, documents[r.ID], s.group, s.groups, rounds, i, &round); err != nil {
			return nil, err
		}
		out[r.ID] = round
	}
	return out, nil
}

// sharing returns the teams of all scopes that share a round.
func (x *Reporting) sharing(ctx context.Context, s scope, rounds []maturity.Round, at int) ([]keptTeam, error) {
	var out []keptTeam
	kept, err := x.db.RollUp(ctx, rounds[at].ID, teamsScope)
	if err != nil && !isNotFound(err) {
		return nil, err
	}
	err = x.readOrCount(ctx, kept.Document, teamsScope, s.groups, rounds, at, &out)
	return out, err
}

// readOrCount reads what is kept of a round for a scope, or counts the round where
// nothing is, or was counted by other rules.
func (x *Reporting) readOrCount(
	ctx context.Context, document, scope string, groups []maturity.Group, rounds []maturity.Round, at int, into any,
) error {
	ok, err := read(document, into)
	if !ok {
		var all map[string]string
		if all, err = x.count(ctx, groups, rounds, at); err != nil {
			return err
		}
		_, err = read(all[scope], into)
	}
	if err != nil {
		return fmt.Errorf("kept counts of round %s: %w", rounds[at].Key, err)
	}
	return nil
}

// count counts a round for every scope there is and keeps what comes out.
func (x *Reporting) count(ctx context.Context, groups []maturity.Group, rounds []maturity.Round, at int) (map[string]string, error) {
	var out map[string]string
	err := x.db.KeepRollUps(ctx, rounds[at].ID, roundKind, x.tracker.Now(), func(r store.Reader) (map[string]string, error) {
		var err error
		out, err = x.countNow(ctx, r, groups, rounds, at)
		return out, err
	})
	if err != nil {
		return nil, fmt.Errorf("count round %s: %w", rounds[at].Key, err)
	}
	return out, nil
}

// KeepCounts counts the rounds of which nothing is kept, as after an import, so
// that no reader waits for it. It tells how many it has counted of how many, and
// nothing where there are none or another replica is at it. It asks for no viewer,
// as it tells no count.
func (x *Reporting) KeepCounts(ctx context.Context, tell func(done, total int64)) error {
	return x.db.IfNobodyElse(ctx, "counts", func() error { return x.keepCounts(ctx, tell) })
}

func (x *Reporting) keepCounts(ctx context.Context, tell func(done, total int64)) error {
	rounds, err := x.db.Rounds(ctx)
	if err != nil {
		return err
	}
	groups, err := x.db.Groups(ctx)
	if err != nil {
		return err
	}
	kept, err := x.db.RollUps(ctx, "")
	if err != nil {
		return err
	}
	var missing []int
	for at, r := range rounds {
		if !slices.ContainsFunc(kept, func(k store.RollUp) bool { return k.RoundID == r.ID && strings.HasPrefix(k.Document, countedBy) }) {
			missing = append(missing, at)
		}
	}
	slices.Reverse(missing) // the last rounds are read first
	for n, at := range missing {
		if _, err := x.count(ctx, groups, rounds, at); err != nil {
			return err
		}
		tell(int64(n+1), int64(len(missing)))
	}
	return nil
}

// countNow counts a round and keeps nothing.
func (x *Reporting) countNow(ctx context.Context, r store.Reader, groups []maturity.Group, rounds []maturity.Round, at int) (map[string]string, error) {
	var before *maturity.Round
	if at > 0 {
		before = &rounds[at-1]
	}
	round, err := x.read(ctx, r, rounds[at], before)
	if err != nil {
		return nil, err
	}
	teams, err := r.Teams(ctx)
	if err != nil {
		return nil, err
	}
	return newTree(groups, teams, round).documents()
}

// StaleCounts returns the keys of the rounds whose kept counts are not what
// counting them anew gives. There are none unless somebody changed the database
// without this program. It asks for no viewer, as it tells no count.
func (x *Reporting) StaleCounts(ctx context.Context) ([]string, error) {
	var out []string
	err := x.db.Snapshot(ctx, func(r store.Reader) error {
		rounds, err := r.Rounds(ctx)
		if err != nil {
			return err
		}
		groups, err := r.Groups(ctx)
		if err != nil {
			return err
		}
		for i, round := range rounds {
			now, err := x.countNow(ctx, r, groups, rounds, i)
			if err != nil {
				return fmt.Errorf("count round %s: %w", round.Key, err)
			}
			stale, err := isStale(ctx, r, round, now)
			if err != nil {
				return err
			}
			if stale {
				out = append(out, round.Key)
			}
		}
		return nil
	})
	return out, err
}

func isStale(ctx context.Context, r store.Reader, round maturity.Round, now map[string]string) (bool, error) {
	for scope, document := range now {
		kept, err := r.RollUp(ctx, round.ID, scope)
		switch {
		case isNotFound(err):
		case err != nil:
			return false, err
		case kept.Document != document && strings.HasPrefix(kept.Document, countedBy):
			return true, nil
		}
	}
	return false, nil
}

// documents writes the round down, for each scope.
func (t tree) documents() (map[string]string, error) {
	out := map[string]string{}
	put := func(scope string, what any) error {
		var err error
		out[scope], err = written(what)
		return err
	}
	views := t.views()
	for scope := range t.nodes() {
		if err := put(scope, quarter.Count(t.round.terms, t.within(scope), views[scope])); err != nil {
			return nil, err
		}
	}
	return out, put(teamsScope, t.sharing())
}
