package tracker

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
)

// RegisterPlan is what carrying out a spreadsheet does to the register of a
// team. No area and no claim is ever taken away by one.
type RegisterPlan struct {
	Rows     int             // areas and claims in the spreadsheet
	Changes  []PlannedChange // in the order of the file; rows that change nothing are left out
	Problems []knowledge.SheetProblem
	Ignored  []string // titles of columns that mean nothing here

	added   []store.Area
	changed []store.Area
	claims  []store.Claim
}

// PlannedChange is one change that a line brings about, as the history of the
// register will hold it. The area of a new one has no id yet, and no change has
// a time.
type PlannedChange struct {
	Line int
	store.RegisterChange
}

// Count returns how often something happens.
func (p RegisterPlan) Count(verb store.ChangeVerb) int {
	n := 0
	for _, c := range p.Changes {
		if c.Verb == verb {
			n++
		}
	}
	return n
}

// Same is the number of areas and claims that are as the spreadsheet says
// already.
func (p RegisterPlan) Same() int { return max(0, p.Rows-len(p.Changes)) }

// Fingerprint stands for everything that changes, so that what somebody agreed
// to can be told from what would happen now.
func (p RegisterPlan) Fingerprint() (string, error) {
	type line struct {
		Line            int
		Verb, Area, Who string
		Before, After   json.RawMessage
	}
	lines := make([]line, len(p.Changes))
	for i, c := range p.Changes {
		lines[i] = line{c.Line, c.Verb, c.AreaKey, c.PersonID, c.Before, c.After}
	}
	return fingerprint(lines)
}

// PlanRegister works out what a spreadsheet would do, and does nothing. It is
// for leads.
func (t *Tracker) PlanRegister(ctx context.Context, v maturity.Viewer, team string, s knowledge.Sheet) (RegisterPlan, error) {
	if err := v.MayLead(team); err != nil {
		return RegisterPlan{}, err
	}
	return t.planRegister(ctx, t.db.Reader, v, team, s)
}

// ImportRegister carries out a spreadsheet, all of it or nothing; it is for
// leads. With problems, the plan comes back with an Invalid error. seen is the
// fingerprint of the plan somebody agreed to: when something else would happen
// by now, that plan comes back with a Conflict; "" agrees to anything.
func (t *Tracker) ImportRegister(ctx context.Context, v maturity.Viewer, team string, s knowledge.Sheet, seen string) (RegisterPlan, error) {
	if err := v.MayLead(team); err != nil {
		return RegisterPlan{}, err
	}
	var plan RegisterPlan
	err := t.db.Tx(ctx, func(tx *store.Tx) error {
		var err error
		plan, err = t.importRegister(ctx, tx, v, team, s, seen)
		return err
	})
	return plan, err
}

func (t *Tracker) importRegister(ctx context.Context, tx *store.Tx, v maturity.Viewer, team string, s knowledge.Sheet, seen string) (RegisterPlan, error) {
	if err := tx.LockRegister(ctx, team); err != nil {
		return RegisterPlan{}, err
	}
	if err := tx.LockAreasOf(ctx, team); err != nil {
		return RegisterPlan{}, err
	}
	plan, err := t.planRegister(ctx, tx.Reader, v, team, s)
	if err != nil {
		return plan, err
	}
	if err := agreed(len(plan.Problems), plan.Fingerprint, seen, "sheet.refused", "sheet.changed_since"); err != nil {
		return plan, err
	}
	return plan, t.writeRegister(ctx, tx, v, team, plan)
}

// TeamSheet is a spreadsheet about the register of one team.
type TeamSheet struct {
	Team  string // id
	Sheet knowledge.Sheet
}

// PlanOperatorRegisters works out what spreadsheets would do, for whoever runs
// the program on its machine. The plans are in the order of the sheets.
func (t *Tracker) PlanOperatorRegisters(ctx context.Context, sheets []TeamSheet) ([]RegisterPlan, error) {
	plans := make([]RegisterPlan, len(sheets))
	for i, s := range sheets {
		var err error
		if plans[i], err = t.planRegister(ctx, t.db.Reader, maturity.Viewer{}, s.Team, s.Sheet); err != nil {
			return plans, err
		}
	}
	return plans, nil
}

// ImportOperatorRegisters carries out spreadsheets, all of them or nothing, for
// whoever runs the program on its machine. With problems, the plans of all
// sheets come back with an Invalid error.
func (t *Tracker) ImportOperatorRegisters(ctx context.Context, sheets []TeamSheet) ([]RegisterPlan, error) {
	plans := make([]RegisterPlan, len(sheets))
	err := t.db.Tx(ctx, func(tx *store.Tx) error {
		var refused error
		for i, s := range sheets {
			plan, err := t.importRegister(ctx, tx, maturity.Operator(), s.Team, s.Sheet, "")
			plans[i] = plan
			switch {
			case len(plan.Problems) > 0:
				refused = err
			case err != nil:
				return err
			}
		}
		return refused
	})
	return plans, err
}

func (t *Tracker) writeRegister(ctx context.Context, tx *store.Tx, v maturity.Viewer, team string, p RegisterPlan) error {
	if len(p.Changes) == 0 {
		return nil
	}
	if err := tx.InsertAreas(ctx, p.added); err != nil {
		return err
	}
	for _, a := range p.changed {
		ok, err := tx.UpdateArea(ctx, a)
		switch {
		case err != nil:
			return err
		case !ok:
			return changedMeanwhile()
		}
	}
	if err := tx.SaveClaims(ctx, p.claims); err != nil {
		return err
	}
	history := make([]store.RegisterChange, len(p.Changes))
	for i, c := range p.Changes {
		history[i] = c.RegisterChange
		history[i].At, history[i].ByID = t.now(), v.Person.ID
	}
	if err := tx.InsertChanges(ctx, history); err != nil {
		return err
	}
	return t.event(ctx, tx, v, "register.imported", team, strconv.Itoa(len(p.Changes)))
}

func (t *Tracker) planRegister(ctx context.Context, r store.Reader, v maturity.Viewer, team string, s knowledge.Sheet) (RegisterPlan, error) {
	plan := RegisterPlan{Rows: len(s.Areas) + len(s.Claims), Ignored: s.Ignored}
	p, err := t.newRegisterPlanner(ctx, r, v, team)
	if err != nil {
		return plan, err
	}
	p.problems = slices.Clone(s.Problems)
	for _, a := range s.Areas {
		p.area(a)
	}
	for _, c := range s.Claims {
		p.claim(c)
	}
	plan.Changes, plan.Problems = p.changes, p.problems
	slices.SortStableFunc(plan.Changes, func(a, b PlannedChange) int { return a.Line - b.Line })
	slices.SortStableFunc(plan.Problems, func(a, b knowledge.SheetProblem) int { return a.Line - b.Line })
	plan.added, plan.changed, plan.claims = p.added, p.changed, p.claims
	return plan, p.failed
}
