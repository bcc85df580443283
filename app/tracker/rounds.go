package tracker

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/questionnaires"
)

// OpenRound is what a champion fills in to open a round.
type OpenRound struct {
	Key           string // "2026-Q3"
	Questionnaire string // key of a questionnaire on offer
	ClosesOn      string // the last day, in the organisation's time zone
	K             int
	Teams         []string // ids

	mode maturity.Mode // of all teams; "" leaves it to the size of each
}

// OpenRound opens a round: it pins the edition in force and the least number of
// answers that may be shown, neither of which changes any more, and invites the
// teams. Each team starts with the mode its size suggests.
func (t *Tracker) OpenRound(ctx context.Context, v maturity.Viewer, in OpenRound) (maturity.Round, error) {
	if err := v.MayRun(); err != nil {
		return maturity.Round{}, err
	}
	org, err := t.db.Organisation(ctx)
	if err != nil {
		return maturity.Round{}, err
	}
	if err := t.checkRound(ctx, in, org); err != nil {
		return maturity.Round{}, err
	}
	err = t.db.Tx(ctx, func(tx *store.Tx) error { return t.openRound(ctx, tx, v, in, org) })
	if errors.Is(err, &maturity.Error{Kind: maturity.Conflict, Key: "error.duplicate"}) {
		return maturity.Round{}, maturity.Fields{{Name: "key", Key: "field.round_taken"}}.Err()
	}
	if err != nil {
		return maturity.Round{}, err
	}
	return t.db.RoundByKey(ctx, strings.TrimSpace(in.Key))
}

func (t *Tracker) checkRound(ctx context.Context, in OpenRound, org maturity.Organisation) error {
	var f maturity.Fields
	if !maturity.ValidRoundKey(strings.TrimSpace(in.Key)) {
		f.Add("key", "field.round_key")
	}
	if _, err := t.library.Latest(in.Questionnaire); err != nil {
		f.Add("questionnaire", "field.choice")
	}
	if day := date(&f, "closes_on", in.ClosesOn); day != "" {
		if end, err := endOfDay(day, org); err == nil && !end.After(t.now()) {
			f.Add("closes_on", "field.past")
		}
	}
	checkK(&f, in.K)
	teams, err := t.db.Teams(ctx)
	if err != nil {
		return err
	}
	if len(in.Teams) == 0 {
		f.Add("teams", "field.teams_required")
	}
	for _, id := range in.Teams {
		if !hasTeam(teams, id) {
			f.Add("teams", "field.choice")
			break
		}
	}
	return f.Err()
}

func (t *Tracker) openRound(ctx context.Context, tx *store.Tx, v maturity.Viewer, in OpenRound, org maturity.Organisation) error {
	q, err := t.library.Latest(in.Questionnaire)
	if err != nil {
		return err
	}
	checksum, err := t.pin(ctx, tx, q)
	if err != nil {
		return err
	}
	end, err := endOfDay(in.ClosesOn, org)
	if err != nil {
		return err
	}
	r := maturity.Round{
		ID: t.newID(), Key: strings.TrimSpace(in.Key), Questionnaire: q.Key, Edition: q.Edition, Checksum: checksum,
		K: in.K, OpenedAt: t.now(), ClosesAt: end,
	}
	if err := tx.InsertRound(ctx, r); err != nil {
		return err
	}
	if err := t.invite(ctx, tx, r, in.Teams, in.mode); err != nil {
		return err
	}
	if err := t.tellRound(ctx, tx, org, r, adoption.RoundOpened, everyone); err != nil {
		return err
	}
	return t.event(ctx, tx, v, "round.opened", r.ID, "")
}

// pin stores the edition as it is now. The same edition with other contents is
// refused: what earlier rounds asked must not change under them.
func (t *Tracker) pin(ctx context.Context, tx *store.Tx, q *maturity.Questionnaire) (string, error) {
	document, err := questionnaires.Document(q)
	if err != nil {
		return "", err
	}
	sum := questionnaires.Checksum(document)
	err = tx.InsertEdition(ctx, store.Edition{
		Questionnaire: q.Key, Edition: q.Edition, Checksum: sum, Document: document, CreatedAt: t.now(),
	})
	if err != nil {
		return "", err
	}
	e, err := tx.EditionOf(ctx, q.Key, q.Edition)
	if err != nil {
		return "", err
	}
	if e.Checksum != sum {
		return "", maturity.Fields{{
			Name: "questionnaire", Key: "field.edition_changed", Args: map[string]string{"edition": q.Edition},
		}}.Err()
	}
	return sum, nil
}

func (t *Tracker) invite(ctx context.Context, tx *store.Tx, r maturity.Round, teams []string, mode maturity.Mode) error {
	var as []maturity.Assessment
	seen := map[string]bool{}
	for _, id := range teams {
		if seen[id] {
			continue
		}
		seen[id] = true
		members, err := tx.MembersOf(ctx, id)
		if err != nil {
			return err
		}
		a := maturity.Assessment{ID: t.newID(), RoundID: r.ID, TeamID: id, State: maturity.Answering, Mode: mode}
		if mode == maturity.ModeUnset {
			a.Mode = maturity.DefaultMode(len(members), r.K)
		}
		as = append(as, a)
	}
	return tx.InsertAssessments(ctx, as)
}

func endOfDay(day string, org maturity.Organisation) (time.Time, error) {
	d, err := time.ParseInLocation(time.DateOnly, strings.TrimSpace(day), org.Zone())
	if err != nil {
		return d, fmt.Errorf("day %q: %w", day, err)
	}
	return d.AddDate(0, 0, 1).Add(-time.Second).UTC(), nil
}

// InviteTeam adds a team to an open round.
func (t *Tracker) InviteTeam(ctx context.Context, v maturity.Viewer, round, team string) error {
	return t.changeRound(ctx, v, round, "round.team_invited", func(tx *store.Tx, r maturity.Round) error {
		if _, err := tx.TeamByID(ctx, team); err != nil {
			return maturity.Fields{{Name: "team", Key: "field.choice"}}.Err()
		}
		if err := t.invite(ctx, tx, r, []string{team}, maturity.ModeUnset); err != nil {
			return err
		}
		return t.tellRoundNow(ctx, tx, r, adoption.RoundOpened)
	})
}

// ExtendRound moves the last day of an open round.
func (t *Tracker) ExtendRound(ctx context.Context, v maturity.Viewer, round, day string) error {
	org, err := t.db.Organisation(ctx)
	if err != nil {
		return err
	}
	return t.changeRound(ctx, v, round, "round.extended", func(tx *store.Tx, r maturity.Round) error {
		var f maturity.Fields
		date(&f, "closes_on", day)
		if err := f.Err(); err != nil {
			return err
		}
		if r.ClosesAt, err = endOfDay(day, org); err != nil {
			return err
		}
		if !r.ClosesAt.After(t.now()) {
			return maturity.Fields{{Name: "closes_on", Key: "field.past"}}.Err()
		}
		return tx.SaveRoundEnd(ctx, r)
	})
}

// CloseRound ends a round: nothing in it can be answered, revealed or agreed
// any more. What was agreed can still be shared. Where a team is answering again,
// its earlier result stands.
func (t *Tracker) CloseRound(ctx context.Context, v maturity.Viewer, round string) error {
	return t.changeRound(ctx, v, round, "round.closed", func(tx *store.Tx, r maturity.Round) error {
		if err := t.restoreEarlier(ctx, tx, v, r.ID); err != nil {
			return err
		}
		if err := tx.CountAsked(ctx, r.ID); err != nil {
			return err
		}
		now := t.now()
		r.ClosedAt = &now
		if err := tx.SaveRoundEnd(ctx, r); err != nil {
			return err
		}
		if err := t.keepPools(ctx, tx, r); err != nil {
			return err
		}
		return t.tellRoundNow(ctx, tx, r, adoption.RoundClosed)
	})
}

// ReopenRound takes the closing back.
func (t *Tracker) ReopenRound(ctx context.Context, v maturity.Viewer, round string) error {
	if err := v.MayRun(); err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		r, err := tx.RoundByID(ctx, round)
		if err != nil {
			return err
		}
		if r.Open() {
			return maturity.Fail(maturity.Conflict, "error.round_open", "round", r.Key)
		}
		r.ClosedAt = nil
		if err := tx.SaveRoundEnd(ctx, r); err != nil {
			return err
		}
		return t.event(ctx, tx, v, "round.reopened", r.ID, "")
	})
}

func (t *Tracker) changeRound(ctx context.Context, v maturity.Viewer, round, verb string,
	change func(*store.Tx, maturity.Round) error,
) error {
	if err := v.MayRun(); err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		r, err := tx.RoundByID(ctx, round)
		if err != nil {
			return err
		}
		if !r.Open() {
			return maturity.Fail(maturity.Conflict, "error.round_closed", "round", r.Key)
		}
		if err := change(tx, r); err != nil {
			return err
		}
		return t.event(ctx, tx, v, verb, r.ID, "")
	})
}
