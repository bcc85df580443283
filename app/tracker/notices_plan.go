package tracker

import (
	"context"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
)

// How long after the day a notice about something due is still worth sending,
// as when the program stood still.
const lateDays = 3

// keepDays is how long a notice that was sent is kept: long enough to answer
// who was told. It is longer than anything can be told late.
const keepDays = 90

// PlanNotices puts what has become due into the outbox: nudge and reminder of
// open rounds, drills of tomorrow, practices and actions that are due. It can
// run at any time, as often as one likes, in several replicas at once: each
// notice has one key and is put there once, ever.
func (t *Tracker) PlanNotices(ctx context.Context) error {
	return t.plan(ctx, func(step func(*store.Tx) error) error { return t.db.Tx(ctx, step) })
}

// planWithin is PlanNotices within one transaction.
func (t *Tracker) planWithin(ctx context.Context, tx *store.Tx) error {
	return t.plan(ctx, func(step func(*store.Tx) error) error { return step(tx) })
}

// plan goes through everything that can be due. Each thing is put into the
// outbox by a step of its own, so that no transaction is long.
func (t *Tracker) plan(ctx context.Context, in func(step func(*store.Tx) error) error) error {
	if len(t.channels) == 0 {
		return nil
	}
	org, err := t.db.Organisation(ctx)
	if isKind(err, maturity.NotFound) {
		return nil // not set up yet
	}
	if err != nil {
		return err
	}
	forget := func(tx *store.Tx) error { return tx.ForgetNotices(ctx, t.now().AddDate(0, 0, -keepDays)) }
	if err := in(forget); err != nil {
		return err
	}
	due, err := t.allDue(ctx, org)
	if err != nil {
		return err
	}
	for _, step := range due {
		if err := in(func(tx *store.Tx) error { return step(ctx, tx, org) }); err != nil {
			return err
		}
	}
	return nil
}

// telling puts what is to be told of one thing into the outbox.
type telling func(context.Context, *store.Tx, maturity.Organisation) error

func (t *Tracker) allDue(ctx context.Context, org maturity.Organisation) ([]telling, error) {
	rounds, err := t.db.Rounds(ctx)
	if err != nil {
		return nil, err
	}
	var out []telling
	for _, r := range rounds {
		if kind, due := roundDue(r, t.now(), org.Zone()); due {
			out = append(out, t.tellingRound(r, kind))
		}
	}
	for _, more := range []func(context.Context, maturity.Organisation) ([]telling, error){t.drillsDue, t.actionsDue, t.practicesDue} {
		some, err := more(ctx, org)
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
	}
	return out, nil
}

// tellingRound tells those who have not finished, and only them.
func (t *Tracker) tellingRound(r maturity.Round, kind adoption.NoticeKind) telling {
	return func(ctx context.Context, tx *store.Tx, org maturity.Organisation) error {
		now, err := tx.RoundByID(ctx, r.ID) // it may have been closed or extended
		if err != nil {
			return err
		}
		if again, due := roundDue(now, t.now(), org.Zone()); !due || again != kind {
			return nil
		}
		return t.tellRound(ctx, tx, org, now, kind, unfinished)
	}
}

// roundDue returns which of the two notices of an open round falls into now.
// Once the reminder is due, it is too late for the nudge.
func roundDue(r maturity.Round, now time.Time, zone *time.Location) (adoption.NoticeKind, bool) {
	switch {
	case !r.Open() || now.After(r.ClosesAt):
		return "", false
	case !now.Before(adoption.ReminderAt(r, zone)):
		return adoption.RoundReminder, true
	case !now.Before(adoption.NudgeAt(r, zone)):
		return adoption.RoundNudge, true
	}
	return "", false
}

// drillsDue tells the team and whoever has a part that a drill is tomorrow.
func (t *Tracker) drillsDue(ctx context.Context, org maturity.Organisation) ([]telling, error) {
	today := dayOf(t.now(), org)
	var out []telling
	// Of today too: it may have been planned after the last step of yesterday.
	for _, day := range []time.Time{today, today.AddDate(0, 0, 1)} {
		some, err := t.db.DrillsPlannedOn(ctx, day.Format(time.DateOnly))
		if err != nil {
			return nil, err
		}
		for _, d := range some {
			out = append(out, func(ctx context.Context, tx *store.Tx, org maturity.Organisation) error {
				return t.tellDrill(ctx, tx, org, d)
			})
		}
	}
	return out, nil
}

func (t *Tracker) tellDrill(ctx context.Context, tx *store.Tx, org maturity.Organisation, d adoption.Drill) error {
	team, err := tx.TeamByID(ctx, d.TeamID)
	if err != nil || team.ArchivedAt != nil {
		return err
	}
	out, err := t.outbox(ctx, tx, org, adoption.DrillDue, d.ID)
	if err != nil {
		return err
	}
	people, err := tx.MembersOf(ctx, d.TeamID)
	if err != nil {
		return err
	}
	parts, err := tx.DrillPeople(ctx, d.ID)
	if err != nil {
		return err
	}
	for _, x := range parts {
		p, err := tx.PersonByID(ctx, x.PersonID)
		if err != nil {
			return err
		}
		people = append(people, store.Member{Person: p})
	}
	until := endOf(d.PlannedOn, 0, org)
	n := adoption.Notice{Team: team.Name, Day: d.PlannedOn, Path: "/drills/" + d.ID, Until: until}
	for _, p := range people {
		n.Title = d.Scenario.Name.In(p.Language)
		if err := out.mail(p.Person, n); err != nil {
			return err
		}
	}
	if err := out.post(n, everywhere...); err != nil {
		return err
	}
	return out.keep(ctx)
}

// actionsDue tells the owners of open actions that are due tomorrow. Channels
// of people are spared: there would be one a person and day.
func (t *Tracker) actionsDue(ctx context.Context, org maturity.Organisation) ([]telling, error) {
	today := dayOf(t.now(), org)
	due, err := t.db.ActionsDue(ctx, today.AddDate(0, 0, -lateDays).Format(time.DateOnly), today.AddDate(0, 0, 1).Format(time.DateOnly))
	if err != nil {
		return nil, err
	}
	var out []telling
	for _, a := range due {
		n := adoption.Notice{Title: a.Title, Day: a.Due, Path: "/", Until: endOf(a.Due, lateDays, org)}
		if a.AssessmentID != "" {
			n.Path = "/assessments/" + a.AssessmentID
		}
		out = append(out, t.tellingOwner(adoption.ActionDue, a.ID+"."+a.Due, a.TeamID, a.OwnerID, n))
	}
	return out, nil
}

// practicesDue tells whoever held a practice last that it is due again: they
// hold it, or hand it on.
func (t *Tracker) practicesDue(ctx context.Context, org maturity.Organisation) ([]telling, error) {
	today := dayOf(t.now(), org)
	all, err := t.PracticeStandingsOn(ctx, store.RecordFilter{Everywhere: true}, today)
	if err != nil {
		return nil, err
	}
	var out []telling
	for _, s := range all {
		due := s.Standing.Due
		if due.IsZero() || due.After(today.AddDate(0, 0, 1)) || due.Before(today.AddDate(0, 0, -lateDays)) {
			continue
		}
		day := due.Format(time.DateOnly)
		owner := s.InitiatorID
		if s.Standing.Last != nil {
			owner = s.Standing.Last.Leader
		}
		n := adoption.Notice{Day: day, Path: "/teams/" + s.TeamID + "/practices/" + s.Practice.Key, Until: endOf(day, lateDays, org)}
		n.Title = s.Practice.Name.In(org.Language)
		if p, err := t.db.PersonByID(ctx, owner); err == nil {
			n.Title = s.Practice.Name.In(p.Language)
		}
		out = append(out, t.tellingOwner(adoption.PracticeDue, s.Trial.ID+"."+day, s.TeamID, owner, n))
	}
	return out, nil
}

// tellingOwner mails the owner where they are still in the team, else its leads,
// and says to the webhook that something is due.
func (t *Tracker) tellingOwner(kind adoption.NoticeKind, about, team, owner string, n adoption.Notice) telling {
	return func(ctx context.Context, tx *store.Tx, org maturity.Organisation) error {
		of, err := tx.TeamByID(ctx, team)
		if err != nil || of.ArchivedAt != nil {
			return err
		}
		n.Team = of.Name
		out, err := t.outbox(ctx, tx, org, kind, about)
		if err != nil {
			return err
		}
		members, err := tx.MembersOf(ctx, team)
		if err != nil {
			return err
		}
		there := isMember(members, owner)
		for _, m := range members {
			if there && m.ID != owner || !there && m.Part != maturity.MemberLead {
				continue
			}
			if err := out.mail(m.Person, n); err != nil {
				return err
			}
		}
		if err := out.post(n, store.ChannelWebhook); err != nil {
			return err
		}
		return out.keep(ctx)
	}
}

// endOf is the end of so many days after a day, nil where the day is none.
func endOf(day string, days int, org maturity.Organisation) *time.Time {
	end, err := endOfDay(day, org)
	if err != nil {
		return nil
	}
	end = end.AddDate(0, 0, days)
	return &end
}
