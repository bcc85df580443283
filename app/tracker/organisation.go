package tracker

import (
	"cmp"
	"context"
	"strconv"
	"strings"
	"unicode"

	"michinori/app/maturity"
	"michinori/app/store"
)

// OrganisationSettings are what a champion may change of the organisation.
type OrganisationSettings struct {
	Name, Language, TimeZone string
	FiscalStart, K           int
}

// SaveOrganisation changes the settings. K holds for rounds opened from now on.
func (t *Tracker) SaveOrganisation(ctx context.Context, v maturity.Viewer, in OrganisationSettings) error {
	if err := v.MayRun(); err != nil {
		return err
	}
	var f maturity.Fields
	o := maturity.Organisation{
		Name: line(&f, "name", in.Name, true), Language: language(&f, "language", in.Language),
		TimeZone: strings.TrimSpace(in.TimeZone), FiscalStart: in.FiscalStart, K: in.K, CreatedAt: t.now(),
	}
	checkZone(&f, "time_zone", o.TimeZone)
	if o.FiscalStart < 1 || o.FiscalStart > 12 {
		f.Add("fiscal_start", "field.choice")
	}
	checkK(&f, in.K)
	if err := f.Err(); err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.Alone(ctx, SettingsLock); err != nil {
			return err
		}
		if err := tx.SaveOrganisation(ctx, o); err != nil {
			return err
		}
		return t.event(ctx, tx, v, "organisation.changed", "organisation", "")
	})
}

func checkK(f *maturity.Fields, k int) {
	if k < maturity.MinK || k > 50 {
		f.Add("k", "field.range", "min", strconv.Itoa(maturity.MinK), "max", "50")
	}
}

// SaveGroup creates a group (id "") or changes its name and place in the tree.
// A group cannot be put below itself.
func (t *Tracker) SaveGroup(ctx context.Context, v maturity.Viewer, g maturity.Group) (maturity.Group, error) {
	if err := v.MayRun(); err != nil {
		return g, err
	}
	isNew := g.ID == ""
	if isNew {
		g.ID = t.newID()
	}
	return g, t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.Alone(ctx, RosterLock); err != nil {
			return err
		}
		groups, err := tx.Groups(ctx)
		if err != nil {
			return err
		}
		if !isNew && !hasGroup(groups, g.ID) {
			return maturity.Fail(maturity.NotFound, "error.not_found")
		}
		if err := checkGroup(&g, groups); err != nil {
			return err
		}
		if err := tx.SaveGroup(ctx, g); err != nil {
			return err
		}
		return t.event(ctx, tx, v, "group.saved", g.ID, "")
	})
}

// checkGroup tidies the name of a group and holds its place to the tree of all.
func checkGroup(g *maturity.Group, groups []maturity.Group) error {
	var f maturity.Fields
	g.Name = line(&f, "name", g.Name, true)
	parents := map[string]string{}
	for _, x := range groups {
		parents[x.ID] = x.ParentID
	}
	if _, known := parents[g.ParentID]; g.ParentID != "" && !known {
		f.Add("parent", "field.choice")
	}
	for p := g.ParentID; p != ""; p = parents[p] {
		if p == g.ID {
			f.Add("parent", "field.group_loop")
			break
		}
	}
	return f.Err()
}

// TeamSettings are what a champion may change of a team.
type TeamSettings struct {
	ID, Key, Name, GroupID string // ID "" creates; Key "" stays, or is made from the name
	Archived               bool
}

// SaveTeam creates or changes a team.
func (t *Tracker) SaveTeam(ctx context.Context, v maturity.Viewer, in TeamSettings) (maturity.Team, error) {
	if err := v.MayRun(); err != nil {
		return maturity.Team{}, err
	}
	var team maturity.Team
	err := t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.Alone(ctx, RosterLock); err != nil {
			return err
		}
		teams, err := tx.Teams(ctx)
		if err != nil {
			return err
		}
		groups, err := tx.Groups(ctx)
		if err != nil {
			return err
		}
		if team, err = t.readTeam(in, teams, groups); err != nil {
			return err
		}
		if err := tx.SaveTeam(ctx, team); err != nil {
			return err
		}
		return t.event(ctx, tx, v, "team.saved", team.ID, "")
	})
	return team, err
}

func (t *Tracker) readTeam(in TeamSettings, teams []maturity.Team, groups []maturity.Group) (maturity.Team, error) {
	var f maturity.Fields
	team := maturity.Team{
		ID: in.ID, Name: line(&f, "name", in.Name, true), GroupID: in.GroupID,
		Key: strings.ToLower(strings.TrimSpace(in.Key)),
	}
	taken := map[string]string{}
	for _, x := range teams {
		taken[x.Key] = x.ID
		if x.ID == in.ID {
			team.ArchivedAt = x.ArchivedAt
			team.Key = cmp.Or(team.Key, x.Key)
		}
	}
	switch {
	case team.Key == "":
		team.Key = teamKey(team.Name, taken)
	case !validKey(team.Key):
		f.Add("key", "field.key")
	case taken[team.Key] != "" && taken[team.Key] != in.ID:
		f.Add("key", "field.taken")
	}
	if in.GroupID != "" && !hasGroup(groups, in.GroupID) {
		f.Add("group", "field.choice")
	}
	switch {
	case !in.Archived:
		team.ArchivedAt = nil
	case team.ArchivedAt == nil:
		now := t.now()
		team.ArchivedAt = &now
	}
	if team.ID == "" {
		team.ID = t.newID()
	} else if !hasTeam(teams, team.ID) {
		return team, maturity.Fail(maturity.NotFound, "error.not_found")
	}
	return team, f.Err()
}

func hasGroup(groups []maturity.Group, id string) bool {
	for _, g := range groups {
		if g.ID == id {
			return true
		}
	}
	return false
}

func hasTeam(teams []maturity.Team, id string) bool {
	for _, x := range teams {
		if x.ID == id {
			return true
		}
	}
	return false
}

func validKey(s string) bool {
	if s == "" || len(s) > 60 {
		return false
	}
	for _, r := range s {
		if !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '_' || r == '.') {
			return false
		}
	}
	return true
}

// teamKey makes a short key from a name: its Latin letters and digits, or
// "team" where there are none, with a number where it is taken.
func teamKey(name string, taken map[string]string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && (unicode.IsSpace(r) || r == '-' || r == '_') && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() >= 40 {
			break
		}
	}
	key := strings.Trim(b.String(), "-")
	if key == "" {
		key = "team"
	}
	if taken[key] == "" {
		return key
	}
	for n := 2; ; n++ {
		if k := key + "-" + strconv.Itoa(n); taken[k] == "" {
			return k
		}
	}
}
