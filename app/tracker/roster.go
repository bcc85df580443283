package tracker

import (
	"context"
	"slices"
	"strconv"

	"michinori/app/maturity"
	"michinori/app/store"
)

// RosterPlan is what carrying out a roster does. Nobody ever leaves a team or
// is archived by a roster.
type RosterPlan struct {
	Rows     int
	Changes  []RosterChange // in the order of the file; rows that change nothing are left out
	Problems []maturity.RosterProblem
	Ignored  []string // titles of columns that mean nothing here
	LeftOut  int      // lines of accounts that are closed or no person's

	groups []maturity.Group
	teams  []maturity.Team
	people []maturity.Person
	parts  []maturity.Membership
	roles  []string // people whose role across the organisation changes
}

// RosterChange is what one line brings about.
type RosterChange struct {
	Line    int
	Person  string
	Effects []RosterEffect
}

// RosterEffect is one thing that changes. What From, To and In hold depends on
// Kind.
type RosterEffect struct {
	Kind     RosterEffectKind
	From, To string
	In       string
}

// RosterEffectKind names what changes.
type RosterEffectKind string

// The effects of a roster.
const (
	GroupCreated    RosterEffectKind = "group_created"    // To: its path
	TeamCreated     RosterEffectKind = "team_created"     // To: its name; In: the path of its group, or ""
	TeamMoved       RosterEffectKind = "team_moved"       // In: its name; From, To: paths of groups
	PersonCreated   RosterEffectKind = "person_created"   // To: the address, or ""
	PersonRestored  RosterEffectKind = "person_restored"  // from the archive
	NameChanged     RosterEffectKind = "name_changed"     // From, To
	EmailAdded      RosterEffectKind = "email_added"      // To
	LanguageChanged RosterEffectKind = "language_changed" // To: ja or en
	RoleChanged     RosterEffectKind = "role_changed"     // From, To: "", champion or leader
	Joined          RosterEffectKind = "joined"           // In: the team; To: lead or member
	PartChanged     RosterEffectKind = "part_changed"     // In: the team; From, To
)

// Count returns how often something happens.
func (p RosterPlan) Count(kind RosterEffectKind) int {
	n := 0
	for _, c := range p.Changes {
		for _, e := range c.Effects {
			if e.Kind == kind {
				n++
			}
		}
	}
	return n
}

// Same is the number of rows that are as the roster says already.
func (p RosterPlan) Same() int { return p.Rows - len(p.Changes) }

// Fingerprint stands for everything that changes, so that what somebody agreed
// to can be told from what would happen now.
func (p RosterPlan) Fingerprint() (string, error) {
	return fingerprint(p.Changes)
}

// PlanRoster works out what a roster would do, and does nothing.
func (t *Tracker) PlanRoster(ctx context.Context, v maturity.Viewer, r maturity.Roster) (RosterPlan, error) {
	if err := v.MayRun(); err != nil {
		return RosterPlan{}, err
	}
	return t.planRoster(ctx, t.db.Reader, r)
}

// ImportRoster carries out a roster, all of it or nothing. With problems, the
// plan comes back with an Invalid error. seen is the fingerprint of the plan
// somebody agreed to: when something else would happen by now, that plan comes
// back with a Conflict; "" agrees to anything.
func (t *Tracker) ImportRoster(ctx context.Context, v maturity.Viewer, r maturity.Roster, seen string) (RosterPlan, error) {
	if err := v.MayRun(); err != nil {
		return RosterPlan{}, err
	}
	return t.importRoster(ctx, v, r, seen)
}

// PlanOperatorRoster is PlanRoster for whoever runs the program on its machine.
func (t *Tracker) PlanOperatorRoster(ctx context.Context, r maturity.Roster) (RosterPlan, error) {
	return t.planRoster(ctx, t.db.Reader, r)
}

// ImportOperatorRoster is ImportRoster for whoever runs the program on its
// machine.
func (t *Tracker) ImportOperatorRoster(ctx context.Context, r maturity.Roster) (RosterPlan, error) {
	return t.importRoster(ctx, maturity.Operator(), r, "")
}

func (t *Tracker) importRoster(ctx context.Context, v maturity.Viewer, r maturity.Roster, seen string) (RosterPlan, error) {
	var plan RosterPlan
	err := t.db.Tx(ctx, func(tx *store.Tx) error {
		err := tx.Alone(ctx, RosterLock)
		if err != nil {
			return err
		}
		if plan, err = t.planRoster(ctx, tx.Reader, r); err != nil {
			return err
		}
		if err := agreed(len(plan.Problems), plan.Fingerprint, seen, "roster.refused", "roster.changed_since"); err != nil {
			return err
		}
		return t.writeRoster(ctx, tx, v, plan)
	})
	return plan, err
}

func (t *Tracker) writeRoster(ctx context.Context, tx *store.Tx, v maturity.Viewer, p RosterPlan) error {
	if err := tx.SaveGroups(ctx, p.groups); err != nil {
		return err
	}
	if err := tx.SaveTeams(ctx, p.teams); err != nil {
		return err
	}
	if err := tx.SavePeople(ctx, p.people); err != nil {
		return err
	}
	if err := tx.SaveMemberships(ctx, p.parts); err != nil {
		return err
	}
	changed := slices.Clone(p.roles)
	for _, m := range p.parts {
		changed = append(changed, m.PersonID)
	}
	if err := tx.MarkStale(ctx, changed...); err != nil {
		return err
	}
	for _, person := range p.roles {
		if err := t.event(ctx, tx, v, "person.saved", person, ""); err != nil {
			return err
		}
	}
	return t.event(ctx, tx, v, "roster.imported", "organisation", strconv.Itoa(len(p.Changes)))
}

func (t *Tracker) planRoster(ctx context.Context, r store.Reader, in maturity.Roster) (RosterPlan, error) {
	plan := RosterPlan{Rows: len(in.Rows), Problems: slices.Clone(in.Problems), Ignored: in.Ignored, LeftOut: in.LeftOut}
	org, err := r.Organisation(ctx)
	if err != nil {
		return plan, err
	}
	p := newPlanner(org, t.newID)
	if err := p.load(ctx, r); err != nil {
		return plan, err
	}
	for _, row := range in.Rows {
		p.row(row)
	}
	p.checkChampions()
	plan.Changes, plan.groups, plan.teams = p.changes, p.newGroups, p.changedTeams()
	plan.people, plan.roles = p.changedPeople()
	plan.parts = p.newParts
	plan.Problems = append(plan.Problems, p.problems.Problems...)
	slices.SortStableFunc(plan.Problems, func(a, b maturity.RosterProblem) int { return a.Line - b.Line })
	return plan, nil
}
