package tracker

import (
	"context"
	"slices"
	"time"

	"michinori/app/adoption"
	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
)

// The practices a drill is an occurrence of.
const (
	rolePlay = "wheel_of_misfortune"
	gameDay  = "game_day"
)

// gapDays is how long the owner of a gap has by default.
const gapDays = 30

// PlanDrill is a drill as somebody plans it.
type PlanDrill struct {
	Team      string
	Practice  string // "" means a role play
	Scenario  adoption.Scenario
	AreaKey   string // the knowledge area it is about, or ""
	PlannedOn string // "" means today
	Runner    string // person id; "" means the viewer
	Player    string // person id; "" leaves it open
}

// PlanDrill plans a drill of a team. The runner may be anybody in the
// organisation: a lone SRE plays the system for other teams.
func (t *Tracker) PlanDrill(ctx context.Context, v maturity.Viewer, in PlanDrill) (adoption.Drill, error) {
	if err := t.mayPlan(v, in.Team); err != nil {
		return adoption.Drill{}, err
	}
	d, people, err := t.readPlan(ctx, v, in)
	if err != nil {
		return d, err
	}
	return d, t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.InsertDrill(ctx, d); err != nil {
			return err
		}
		for _, p := range people {
			if err := tx.SaveDrillPerson(ctx, p); err != nil {
				return err
			}
		}
		return t.event(ctx, tx, v, "drill.planned", d.ID, "")
	})
}

// mayPlan lets the team itself, and champions, who bring drills to teams.
func (t *Tracker) mayPlan(v maturity.Viewer, team string) error {
	return v.Require(v.InTeam(team) || v.IsChampion())
}

func (t *Tracker) readPlan(ctx context.Context, v maturity.Viewer, in PlanDrill) (adoption.Drill, []store.DrillPerson, error) {
	var f maturity.Fields
	today, err := t.today(ctx, t.db.Reader)
	if err != nil {
		return adoption.Drill{}, nil, err
	}
	if in.PlannedOn == "" {
		in.PlannedOn = today
	}
	if in.Practice == "" {
		in.Practice = rolePlay
	}
	if in.Runner == "" {
		in.Runner = v.Person.ID
	}
	d := adoption.Drill{
		ID: t.newID(), TeamID: in.Team, Practice: in.Practice, Scenario: in.Scenario, AreaKey: in.AreaKey,
		State: adoption.DrillPlanned, PlannedOn: date(&f, "planned_on", in.PlannedOn), Version: 1,
		CreatedBy: v.Person.ID, CreatedAt: t.now(),
	}
	if in.Practice != rolePlay && in.Practice != gameDay {
		f.Add("practice", "field.choice")
	}
	if len(in.Scenario.Injects) == 0 {
		f.Add("scenario", "field.choice")
	}
	people := []store.DrillPerson{{DrillID: d.ID, PersonID: in.Runner, Role: adoption.Runner}}
	if err := t.checkPersonThere(ctx, &f, "runner", in.Runner); err != nil {
		return d, nil, err
	}
	if in.Player != "" {
		people = append(people, store.DrillPerson{DrillID: d.ID, PersonID: in.Player, Role: adoption.Player})
		if in.Player == in.Runner {
			f.Add("player", "field.same_person")
		} else if err := t.checkPersonThere(ctx, &f, "player", in.Player); err != nil {
			return d, nil, err
		}
	}
	return d, people, f.Err()
}

// DrillSeat is a drill as one person meets it.
type DrillSeat struct {
	Drill  adoption.Drill
	People []store.DrillPerson
	Role   adoption.DrillRole // of the viewer; "" without one
}

// Runs reports whether the viewer plays the system and holds the clock.
func (s DrillSeat) Runs() bool { return s.Role == adoption.Runner }

// Seat returns a drill for a member of its team or somebody with a part in it;
// to others it does not exist.
func (t *Tracker) Seat(ctx context.Context, v maturity.Viewer, drill string) (DrillSeat, error) {
	return t.seat(ctx, t.db.Reader, v, drill)
}

func (t *Tracker) seat(ctx context.Context, r store.Reader, v maturity.Viewer, drill string) (DrillSeat, error) {
	d, err := r.DrillByID(ctx, drill)
	if err != nil {
		return DrillSeat{}, err
	}
	people, err := r.DrillPeople(ctx, drill)
	if err != nil {
		return DrillSeat{}, err
	}
	out := DrillSeat{Drill: d, People: people}
	if i := slices.IndexFunc(people, func(p store.DrillPerson) bool { return p.PersonID == v.Person.ID }); i >= 0 {
		out.Role = people[i].Role
	}
	return out, v.Require(v.InTeam(d.TeamID) || v.IsChampion() || out.Role != "")
}

// JoinDrill notes that the viewer has opened the page of the players; somebody
// without a part becomes an observer. It returns the seat.
func (t *Tracker) JoinDrill(ctx context.Context, v maturity.Viewer, drill string) (DrillSeat, error) {
	s, err := t.Seat(ctx, v, drill)
	if err != nil || s.Drill.State == adoption.DrillDone || s.Drill.State == adoption.DrillCancelled {
		return s, err
	}
	p := store.DrillPerson{DrillID: drill, PersonID: v.Person.ID, Role: s.Role}
	if p.Role == "" {
		p.Role = adoption.Observer
	}
	for _, x := range s.People {
		if x.PersonID == p.PersonID && x.JoinedAt != nil {
			return s, nil
		}
	}
	now := t.now()
	p.JoinedAt = &now
	err = t.db.Tx(ctx, func(tx *store.Tx) error { return tx.SaveDrillPerson(ctx, p) })
	if err != nil {
		return s, err
	}
	return t.Seat(ctx, v, drill)
}

// GivePart gives somebody a part in a drill, "" takes it away. The runner does,
// and before it is played whoever may plan it.
func (t *Tracker) GivePart(ctx context.Context, v maturity.Viewer, drill, person string, role adoption.DrillRole) error {
	s, err := t.Seat(ctx, v, drill)
	if err != nil {
		return err
	}
	if !s.Runs() && s.Drill.State != adoption.DrillPlanned {
		return maturity.Fail(maturity.Forbidden, "error.drill_runner_only")
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
	})
}

// StartDrill starts the clock.
func (t *Tracker) StartDrill(ctx context.Context, v maturity.Viewer, drill string) error {
	return t.stepDrill(ctx, v, drill, "drill.started", func(_ *store.Tx, d *adoption.Drill) error {
		if err := d.MayStart(); err != nil {
			return err
		}
		now := t.now()
		d.State, d.StartedAt = adoption.DrillPlaying, &now
		return nil
	})
}

// RevealInject shows what happens next to the players. Shown again, it changes
// nothing, so that a runner whose connection dropped may press once more.
func (t *Tracker) RevealInject(ctx context.Context, v maturity.Viewer, drill string, inject int) error {
	s, err := t.Seat(ctx, v, drill)
	if err != nil {
		return err
	}
	if !s.Runs() {
		return maturity.Fail(maturity.Forbidden, "error.drill_runner_only")
	}
	if inject < 0 || inject >= len(s.Drill.Scenario.Injects) {
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		shown, err := tx.DrillReveals(ctx, drill)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(shown, func(x store.DrillReveal) bool { return x.Inject == inject }) {
			return nil
		}
		d, err := tx.DrillByID(ctx, drill)
		if err != nil {
			return err
		}
		if err := d.MayReveal(); err != nil {
			return err
		}
		return tx.InsertDrillReveal(ctx, store.DrillReveal{DrillID: drill, Inject: inject, RevealedAt: t.now()})
	})
}

// NoteDrill adds a line to the timeline. The id is the page's own, so that a
// note sent twice is kept once.
func (t *Tracker) NoteDrill(ctx context.Context, v maturity.Viewer, drill, id, text string) error {
	s, err := t.Seat(ctx, v, drill)
	if err != nil {
		return err
	}
	var f maturity.Fields
	text = prose(&f, "text", text, true)
	if err := f.Err(); err != nil {
		return err
	}
	if s.Drill.State == adoption.DrillDone || s.Drill.State == adoption.DrillCancelled {
		return maturity.Fail(maturity.Conflict, "error.drill_state")
	}
	if len(id) < 8 || len(id) > 64 {
		id = t.newID()
	}
	n := store.DrillNote{ID: drill + "-" + id, DrillID: drill, At: t.clock().UTC(), ByID: v.Person.ID, Text: text}
	return t.db.Tx(ctx, func(tx *store.Tx) error { return tx.InsertDrillNote(ctx, n) })
}

// TalkDrill ends the play and begins the talk.
func (t *Tracker) TalkDrill(ctx context.Context, v maturity.Viewer, drill string) error {
	return t.stepDrill(ctx, v, drill, "drill.talk", func(_ *store.Tx, d *adoption.Drill) error {
		if err := d.MayTalk(); err != nil {
			return err
		}
		now := t.now()
		d.State, d.TalkAt = adoption.DrillTalking, &now
		return nil
	})
}

// CancelDrill ends a drill that will not be played to its end; it counts for
// nothing.
func (t *Tracker) CancelDrill(ctx context.Context, v maturity.Viewer, drill string) error {
	return t.stepDrill(ctx, v, drill, "drill.cancelled", func(_ *store.Tx, d *adoption.Drill) error {
		if err := d.MayCancel(); err != nil {
			return err
		}
		now := t.now()
		d.State, d.EndedAt = adoption.DrillCancelled, &now
		return nil
	})
}

// stepDrill runs one step of a drill that its runner decides.
func (t *Tracker) stepDrill(ctx context.Context, v maturity.Viewer, drill, verb string, step func(*store.Tx, *adoption.Drill) error) error {
	s, err := t.Seat(ctx, v, drill)
	if err != nil {
		return err
	}
	if !s.Runs() {
		return maturity.Fail(maturity.Forbidden, "error.drill_runner_only")
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		d, err := tx.DrillByID(ctx, drill)
		if err != nil {
			return err
		}
		if err := step(tx, &d); err != nil {
			return err
		}
		if err := tx.SaveDrill(ctx, d); err != nil {
			return err
		}
		return t.event(ctx, tx, v, verb, drill, "")
	})
}

// DrillGapInput is one gap as it is typed; without a text it is none.
type DrillGapInput struct {
	Text, Owner string
	Action      bool // becomes an action of the team
}

// FinishDrill is what a drill ends in.
type FinishDrill struct {
	Drill   string
	Outcome string // one sentence
	Gaps    []DrillGapInput
}

// FinishDrill ends the talk: the gaps get their owners and, where wished, become
// actions; the drill becomes an occurrence of its practice and dated evidence
// for what the player has claimed to know. Everything or nothing.
func (t *Tracker) FinishDrill(ctx context.Context, v maturity.Viewer, in FinishDrill) error {
	var f maturity.Fields
	outcome := line(&f, "outcome", in.Outcome, true)
	gaps, err := t.readGaps(ctx, &f, in)
	if err != nil {
		return err
	}
	return t.stepDrill(ctx, v, in.Drill, "drill.done", func(tx *store.Tx, d *adoption.Drill) error {
		if err := f.Err(); err != nil {
			return err
		}
		if err := d.MayFinish(); err != nil {
			return err
		}
		now := t.now()
		d.State, d.EndedAt, d.Outcome = adoption.DrillDone, &now, outcome
		if err := t.keepGaps(ctx, tx, *d, gaps, in.Gaps); err != nil {
			return err
		}
		after, err := tx.DrillByID(ctx, d.ID)
		if err != nil {
			return err
		}
		d.Version = after.Version
		return t.countDrill(ctx, tx, v, *d)
	})
}

func (t *Tracker) readGaps(ctx context.Context, f *maturity.Fields, in FinishDrill) ([]store.DrillGap, error) {
	var out []store.DrillGap
	for i, g := range in.Gaps {
		n := string(rune('1' + i))
		text := line(f, "gap"+n, g.Text, false)
		if text == "" {
			continue
		}
		if err := t.checkPersonThere(ctx, f, "owner"+n, g.Owner); err != nil {
			return nil, err
		}
		out = append(out, store.DrillGap{ID: t.newID(), DrillID: in.Drill, Position: i, Text: text, OwnerID: g.Owner})
	}
	if len(out) == 0 {
		f.Add("gap1", "field.required")
	}
	return out, nil
}

// keepGaps stores the gaps, and the actions some of them become.
func (t *Tracker) keepGaps(ctx context.Context, tx *store.Tx, d adoption.Drill, gaps []store.DrillGap, typed []DrillGapInput) error {
	due := t.now().AddDate(0, 0, gapDays).Format(time.DateOnly)
	for i := range gaps {
		g := &gaps[i]
		if !typed[g.Position].Action {
			continue
		}
		a := maturity.Action{
			ID: t.newID(), TeamID: d.TeamID, DrillID: d.ID, Practice: d.Practice, Title: g.Text, OwnerID: g.OwnerID, Due: due,
			State: maturity.ActionOpen, CreatedAt: t.now(),
		}
		if err := tx.SaveAction(ctx, a); err != nil {
			return err
		}
		g.ActionID = a.ID
	}
	return tx.SaveDrillGaps(ctx, d.ID, gaps)
}

// countDrill makes the drill an occurrence of its practice.
func (t *Tracker) countDrill(ctx context.Context, tx *store.Tx, v maturity.Viewer, d adoption.Drill) error {
	practice, err := t.Practice(ctx, d.Practice)
	if err != nil {
		return err
	}
	trial, err := t.chosen(ctx, tx, v, d.TeamID, practice.Key, practice.CadenceDays, d.CreatedBy)
	if err != nil {
		return err
	}
	people, err := tx.DrillPeople(ctx, d.ID)
	if err != nil {
		return err
	}
	day, err := t.today(ctx, tx.Reader)
	if err != nil {
		return err
	}
	leader := v.Person.ID
	for _, p := range people {
		switch p.Role {
		case adoption.Runner:
			leader = p.PersonID
		case adoption.Player:
			if err := t.provedBy(ctx, tx, v, d, p.PersonID); err != nil {
				return err
			}
		}
	}
	return tx.InsertOccurrence(ctx, store.Occurrence{
		ID: t.newID(), TrialID: trial.ID, Day: day, LeaderID: leader, Participants: max(1, len(people)),
		Sentence: d.Outcome, DrillID: d.ID, CreatedBy: v.Person.ID, CreatedAt: t.now(),
	})
}

// provedBy makes the drill the evidence of what the player has claimed to know
// of the area it was about. The level stays what the player has said.
func (t *Tracker) provedBy(ctx context.Context, tx *store.Tx, v maturity.Viewer, d adoption.Drill, player string) error {
	if d.AreaKey == "" {
		return nil
	}
	register, err := tx.RegisterOf(ctx, d.TeamID)
	if err != nil {
		return err
	}
	area, ok := register.AreaByKey(d.AreaKey)
	claim, claims := register.Claims[area.ID][player]
	if !ok || !claims {
		return nil
	}
	if claim.EvidenceAt, err = t.dayIn(ctx, tx.Reader); err != nil {
		return err
	}
	claim.EvidenceKind, claim.EvidenceLink = knowledge.Drilled, ""
	_, err = t.writeClaim(ctx, tx, v, d.TeamID, typedClaim{Claim: claim})
	return err
}
