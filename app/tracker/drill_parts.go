package tracker

import (
	"context"
	"slices"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
)

// MayCast reports whether the viewer may say who is game master, until the
// drill is over: the game master, a champion, and, where there is none any
// more, whoever is in the team. With the part come the secrets of the scenario, so that a player cannot
// just take it.
func (t *Tracker) MayCast(ctx context.Context, v maturity.Viewer, s DrillSeat) (bool, error) {
	if s.Drill.State == adoption.DrillDone || s.Drill.State == adoption.DrillCancelled {
		return false, nil
	}
	if s.Runs() || v.IsChampion() {
		return true, nil
	}
	for _, p := range s.People {
		if p.Role != adoption.Runner {
			continue
		}
		person, err := t.db.PersonByID(ctx, p.PersonID)
		if err != nil || person.ArchivedAt == nil {
			return false, err
		}
	}
	return v.InTeam(s.Drill.TeamID), nil
}

// GivePart gives somebody a part in a drill, "" takes it away. The game master
// does, and before it is played whoever may plan it; that part itself is given
// by whom MayCast lets.
func (t *Tracker) GivePart(ctx context.Context, v maturity.Viewer, drill, person string, role adoption.DrillRole) error {
	s, err := t.Seat(ctx, v, drill)
	if err != nil {
		return err
	}
	if err := t.mayGive(ctx, v, s, person, role); err != nil {
		return err
	}
	var f maturity.Fields
	if role != "" && !slices.Contains(adoption.DrillRoles, role) {
		f.Add("role", "field.choice")
	}
	if err := t.checkPersonThere(ctx, &f, "person", person); err != nil {
		return err
	}
	if err := f.Err(); err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.Alone(ctx, CastLock(drill)); err != nil {
			return err
		}
		people, err := tx.DrillPeople(ctx, drill)
		if err != nil {
			return err
		}
		if !sameRunner(s.People, people) { // whoever handed the part over meanwhile may not do so again
			return changedMeanwhile()
		}
		s.People = people
		return giveWithin(ctx, tx, s, person, role)
	})
}

// sameRunner reports whether the game master is the same in both.
func sameRunner(a, b []store.DrillPerson) bool {
	runs := func(p store.DrillPerson) bool { return p.Role == adoption.Runner }
	i, j := slices.IndexFunc(a, runs), slices.IndexFunc(b, runs)
	return i < 0 && j < 0 || i >= 0 && j >= 0 && a[i].PersonID == b[j].PersonID
}

// mayGive refuses whoever may not give that part. To give the game master
// another part is to give theirs away.
func (t *Tracker) mayGive(ctx context.Context, v maturity.Viewer, s DrillSeat, person string, role adoption.DrillRole) error {
	allowed := s.Runs() || s.Drill.State == adoption.DrillPlanned
	runs := slices.ContainsFunc(s.People, func(p store.DrillPerson) bool { return p.PersonID == person && p.Role == adoption.Runner })
	if role == adoption.Runner || runs {
		var err error
		if allowed, err = t.MayCast(ctx, v, s); err != nil {
			return err
		}
	}
	if !allowed {
		return maturity.Fail(maturity.Forbidden, "error.drill_runner_only")
	}
	return nil
}

func giveWithin(ctx context.Context, tx *store.Tx, s DrillSeat, person string, role adoption.DrillRole) error {
	drill := s.Drill.ID
	if role == "" {
		return tx.DeleteDrillPerson(ctx, drill, person)
	}
	p := store.DrillPerson{DrillID: drill, PersonID: person, Role: role}
	for _, x := range s.People {
		switch {
		case x.PersonID == person:
			p.JoinedAt = x.JoinedAt
		case role == adoption.Runner && x.Role == adoption.Runner:
			// There is one runner: the part is handed over.
			x.Role = adoption.Observer
			if err := tx.SaveDrillPerson(ctx, x); err != nil {
				return err
			}
		}
	}
	return tx.SaveDrillPerson(ctx, p)
}
