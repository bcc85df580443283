package tracker

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/questionnaires"
)

// Limits on what is typed about practices.
const (
	maxCadence      = 730  // days
	maxParticipants = 9999 // of one occurrence
)

// Practices returns the catalogue with the organisation's own practices after
// it, without those that are archived.
func (t *Tracker) Practices(ctx context.Context) ([]questionnaires.Practice, error) {
	own, err := t.db.OwnPractices(ctx)
	if err != nil {
		return nil, err
	}
	out := questionnaires.Practices()
	for _, p := range own {
		if p.ArchivedAt == nil {
			out = append(out, ownPractice(p))
		}
	}
	return out, nil
}

// Practice returns one practice, an archived one too; NotFound where there is
// none.
func (t *Tracker) Practice(ctx context.Context, key string) (questionnaires.Practice, error) {
	if p, ok := questionnaires.PracticeByKey(key); ok {
		return p, nil
	}
	own, err := t.db.OwnPractices(ctx)
	if err != nil {
		return questionnaires.Practice{}, err
	}
	if i := slices.IndexFunc(own, func(p store.OwnPractice) bool { return p.Key == key }); i >= 0 {
		return ownPractice(own[i]), nil
	}
	return questionnaires.Practice{}, maturity.Fail(maturity.NotFound, "error.not_found")
}

func ownPractice(p store.OwnPractice) questionnaires.Practice {
	return questionnaires.Practice{
		Key: p.Key, Name: p.Name, About: p.About, First: p.First, Dimensions: p.Dimensions, CadenceDays: p.CadenceDays,
	}
}

// ChoosePractice is a team's decision to take a practice up.
type ChoosePractice struct {
	Team, Practice string
	Cadence        string // days; "" means the rhythm that the team has, else the usual one
	Initiator      string // person id of who brought it; "" means the viewer
}

// ChoosePractice takes a practice up. One that the team has stopped goes on,
// and one that it has chosen gets the new rhythm.
func (t *Tracker) ChoosePractice(ctx context.Context, v maturity.Viewer, in ChoosePractice) (store.Trial, error) {
	if err := v.MayBelong(in.Team); err != nil {
		return store.Trial{}, err
	}
	practice, err := t.Practice(ctx, in.Practice)
	if err != nil {
		return store.Trial{}, err
	}
	var f maturity.Fields
	cadence := practice.CadenceDays
	if in.Cadence != "" {
		cadence = number(&f, "cadence", in.Cadence, 1, maxCadence)
	}
	initiator := v.Person.ID
	if in.Initiator != "" {
		initiator = in.Initiator
		if err := t.checkPersonThere(ctx, &f, "initiator", initiator); err != nil {
			return store.Trial{}, err
		}
	}
	if err := t.checkOffered(ctx, &f, in.Team, practice.Key); err != nil {
		return store.Trial{}, err
	}
	if err := f.Err(); err != nil {
		return store.Trial{}, err
	}
	var out store.Trial
	err = t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.LockPractices(ctx, in.Team); err != nil {
			return err
		}
		out, err = t.chosen(ctx, tx, v, in.Team, practice.Key, cadence, initiator)
		if err != nil {
			return err
		}
		out.StoppedOn, out.StopReason = "", ""
		if in.Cadence != "" {
			out.CadenceDays = cadence
		}
		if in.Initiator != "" {
			out.InitiatorID = initiator
		}
		out.Revision++
		return tx.SaveTrial(ctx, out)
	})
	return out, err
}

// TrialTerms are what a team has settled of a practice, which any of its members
// may change.
type TrialTerms struct {
	CadenceDays           int
	Initiator             string
	StoppedOn, StopReason string // "" where it goes on
}

// TermsOf returns the terms of a trial.
func TermsOf(x store.Trial) TrialTerms {
	return TrialTerms{CadenceDays: x.CadenceDays, Initiator: x.InitiatorID, StoppedOn: x.StoppedOn, StopReason: x.StopReason}
}

// Offered reports whether a team can take a practice up. An archived one goes
// on just where it was chosen before.
func (t *Tracker) Offered(ctx context.Context, practice string) (bool, error) {
	all, err := t.Practices(ctx)
	return slices.ContainsFunc(all, func(p questionnaires.Practice) bool { return p.Key == practice }), err
}

// checkOffered adds a problem where the team can no longer take a practice up.
func (t *Tracker) checkOffered(ctx context.Context, f *maturity.Fields, team, practice string) error {
	offered, err := t.Offered(ctx, practice)
	if err != nil || offered {
		return err
	}
	if _, err = t.db.TrialOf(ctx, team, practice); isKind(err, maturity.NotFound) {
		f.Add("practice", "field.practice_archived")
		return nil
	}
	return err
}

// chosen returns the team's trial of a practice, and makes it where there is
// none.
func (t *Tracker) chosen(ctx context.Context, tx *store.Tx, v maturity.Viewer, team, practice string, cadence int, initiator string,
) (store.Trial, error) {
	trial, err := tx.TrialOf(ctx, team, practice)
	if !isKind(err, maturity.NotFound) {
		return trial, err
	}
	today, err := t.today(ctx, tx.Reader)
	if err != nil {
		return trial, err
	}
	trial = store.Trial{
		ID: t.newID(), TeamID: team, Practice: practice, CadenceDays: cadence, InitiatorID: initiator,
		ChosenOn: today, Revision: 1,
	}
	if err := tx.SaveTrial(ctx, trial); err != nil {
		return trial, err
	}
	return trial, t.event(ctx, tx, v, "practice.chosen", trial.ID, practice)
}

// StopPractice ends a practice on purpose, with the reason. That is a decision
// and counts neither for nor against the team.
func (t *Tracker) StopPractice(ctx context.Context, v maturity.Viewer, trial, reason string) error {
	return t.changeTrial(ctx, v, trial, "practice.stopped", func(tx *store.Tx, x *store.Trial) error {
		var f maturity.Fields
		x.StopReason = prose(&f, "reason", reason, true)
		if err := f.Err(); err != nil {
			return err
		}
		var err error
		x.StoppedOn, err = t.today(ctx, tx.Reader)
		return err
	})
}

// ResumePractice takes the stop back.
func (t *Tracker) ResumePractice(ctx context.Context, v maturity.Viewer, trial string) error {
	return t.changeTrial(ctx, v, trial, "practice.resumed", func(_ *store.Tx, x *store.Trial) error {
		x.StoppedOn, x.StopReason = "", ""
		return nil
	})
}

// ForgetPractice takes back that a practice was chosen, as long as nothing of
// it was held.
func (t *Tracker) ForgetPractice(ctx context.Context, v maturity.Viewer, trial string) error {
	x, err := t.trialFor(ctx, v, trial)
	if err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.DeleteTrial(ctx, x.ID); err != nil {
			return err
		}
		return t.event(ctx, tx, v, "practice.forgotten", x.ID, x.Practice)
	})
}

func (t *Tracker) trialFor(ctx context.Context, v maturity.Viewer, trial string) (store.Trial, error) {
	x, err := t.db.TrialByID(ctx, trial)
	if err != nil {
		return x, err
	}
	return x, v.MayBelong(x.TeamID)
}

func (t *Tracker) changeTrial(ctx context.Context, v maturity.Viewer, trial, verb string,
	change func(*store.Tx, *store.Trial) error,
) error {
	if _, err := t.trialFor(ctx, v, trial); err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		x, err := tx.TrialByID(ctx, trial)
		if err != nil {
			return err
		}
		if err := change(tx, &x); err != nil {
			return err
		}
		x.Revision++
		if err := tx.SaveTrial(ctx, x); err != nil {
			return err
		}
		return t.event(ctx, tx, v, verb, x.ID, x.Practice)
	})
}

// today is the day it is for the organisation, as 2026-10-31.
func (t *Tracker) today(ctx context.Context, r store.Reader) (string, error) {
	day, err := t.dayIn(ctx, r)
	return day.Format(time.DateOnly), err
}

// checkPersonThere adds a problem where the person is unknown or archived.
func (t *Tracker) checkPersonThere(ctx context.Context, f *maturity.Fields, name, person string) error {
	p, err := t.db.PersonByID(ctx, person)
	switch {
	case isKind(err, maturity.NotFound), err == nil && p.ArchivedAt != nil:
		f.Add(name, "field.choice")
	case err != nil:
		return err
	}
	return nil
}

// number reads a whole number within bounds, also in full-width digits.
func number(f *maturity.Fields, name, s string, least, most int) int {
	s = strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, strings.TrimSpace(s))
	n, err := strconv.Atoi(s)
	if err != nil || n < least || n > most {
		f.Add(name, "field.number_between", "min", strconv.Itoa(least), "max", strconv.Itoa(most))
	}
	return n
}

// PracticeStanding is a practice of a team with where it stands.
type PracticeStanding struct {
	store.PracticeRecord
	Practice questionnaires.Practice
	Standing adoption.Standing
}

// PracticeStandings returns what a team has chosen and where each stands on
// the organisation's today, in the order of the catalogue. Everything that
// shows a stage takes it from here.
func (t *Tracker) PracticeStandings(ctx context.Context, f store.RecordFilter) ([]PracticeStanding, error) {
	today, err := t.Today(ctx)
	if err != nil {
		return nil, err
	}
	return t.PracticeStandingsOn(ctx, f, today)
}

// PracticeStandingsOn is PracticeStandings of another day.
func (t *Tracker) PracticeStandingsOn(ctx context.Context, f store.RecordFilter, today time.Time) ([]PracticeStanding, error) {
	records, err := t.db.PracticeRecords(ctx, f)
	if err != nil {
		return nil, err
	}
	own, err := t.db.OwnPractices(ctx)
	if err != nil {
		return nil, err
	}
	order, known := map[string]int{}, questionnaires.Practices()
	for _, p := range own {
		known = append(known, ownPractice(p))
	}
	for i, p := range known {
		order[p.Key] = i
	}
	out := make([]PracticeStanding, 0, len(records))
	for _, r := range records {
		if i, ok := order[r.Trial.Practice]; ok {
			out = append(out, PracticeStanding{PracticeRecord: r, Practice: known[i], Standing: r.Adoption().On(today)})
		}
	}
	slices.SortStableFunc(out, func(a, b PracticeStanding) int { return order[a.Practice.Key] - order[b.Practice.Key] })
	return out, nil
}
