package tracker

import (
	"context"
	"errors"
	"slices"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
)

// How many days a link to a report lives.
const (
	LinkDays     = 14 // unless the champion says otherwise
	MostLinkDays = 180
)

// CreateReportLink is what a champion says of a new link, as it was typed.
type CreateReportLink struct {
	Kind, Round, Group, Language, Label string
	Days                                string // "" means LinkDays
	HideTeams                           bool   // a wall hides them always
}

// CreateReportLink makes a link by which anybody who has it reads one report,
// and returns its secret: nobody can find that out later.
func (t *Tracker) CreateReportLink(ctx context.Context, v maturity.Viewer, in CreateReportLink) (store.ReportLink, string, error) {
	if err := v.MayRun(); err != nil {
		return store.ReportLink{}, "", err
	}
	l, err := t.checkReportLink(ctx, in)
	if err != nil {
		return l, "", err
	}
	secret := newSecret()
	l.ID, l.Hash, l.CreatedBy = t.newID(), hash(secret), v.Person.ID
	err = t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.InsertReportLink(ctx, l); err != nil {
			return err
		}
		return t.event(ctx, tx, v, "report_link.created", l.ID, l.Label)
	})
	return l, secret, err
}

func (t *Tracker) checkReportLink(ctx context.Context, in CreateReportLink) (store.ReportLink, error) {
	var f maturity.Fields
	days := LinkDays
	if in.Days != "" {
		days = number(&f, "days", in.Days, 1, MostLinkDays)
	}
	l := store.ReportLink{
		Kind: store.ReportLinkKind(in.Kind), RoundID: in.Round, Scope: in.Group,
		Language: language(&f, "language", in.Language), Label: line(&f, "label", in.Label, false),
		HideTeams: in.HideTeams, CreatedAt: t.now(),
	}
	switch l.Kind {
	case store.ReportOfLink, store.TalkOfLink:
	case store.WallOfLink:
		l.HideTeams = true // whoever walks past reads a wall
	default:
		f.Add("kind", "field.choice")
	}
	l.ExpiresAt = l.CreatedAt.Add(time.Duration(days) * 24 * time.Hour)
	if _, err := t.db.RoundByID(ctx, in.Round); errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		f.Add("round", "field.choice")
	} else if err != nil {
		return l, err
	}
	if known, err := t.isScope(ctx, in.Group); err != nil {
		return l, err
	} else if !known {
		f.Add("group", "field.choice")
	}
	return l, f.Err()
}

// RevokeReportLink ends a link at once.
func (t *Tracker) RevokeReportLink(ctx context.Context, v maturity.Viewer, id string) error {
	if err := v.MayRun(); err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.RevokeReportLink(ctx, id, t.now()); err != nil {
			return err
		}
		return t.event(ctx, tx, v, "report_link.revoked", id, "")
	})
}

// ReportLinks returns all links with who made them, for champions.
func (t *Tracker) ReportLinks(ctx context.Context, v maturity.Viewer) ([]store.ReportLink, error) {
	if err := v.MayRun(); err != nil {
		return nil, err
	}
	return t.db.ReportLinks(ctx)
}

// ReadReportLink returns what a link shows and as whom it is read: the champion
// who made it, whose right is asked for each time. It is NotFound, in the same
// words, for a secret nobody made, one of another kind, a link that has ended or
// was taken back, and one whose maker is champion no more: whoever tries secrets
// learns nothing.
func (t *Tracker) ReadReportLink(ctx context.Context, secret string, kinds ...store.ReportLinkKind) (store.ReportLink, maturity.Viewer, error) {
	var by maturity.Viewer
	dead := maturity.Fail(maturity.NotFound, "error.report_link")
	l, err := t.db.ReportLinkByHash(ctx, hash(secret))
	if err != nil {
		return l, by, foundOr(err, dead)
	}
	if !slices.Contains(kinds, l.Kind) || l.RevokedAt != nil || !t.now().Before(l.ExpiresAt) {
		return l, by, dead
	}
	p, err := t.db.PersonByID(ctx, l.CreatedBy)
	if err != nil {
		return l, by, foundOr(err, dead)
	}
	if p.ArchivedAt != nil || p.Role != maturity.RoleChampion {
		return l, by, dead
	}
	by, err = t.db.ViewerOf(ctx, p)
	return l, by, err
}

// foundOr returns dead where err says that something is not there, else err.
func foundOr(err error, dead *maturity.Error) error {
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return dead
	}
	return err
}

// OpenReportLink is ReadReportLink by somebody who opens it, which is counted and
// noted; who it is nobody knows.
func (t *Tracker) OpenReportLink(ctx context.Context, secret string, kinds ...store.ReportLinkKind) (store.ReportLink, maturity.Viewer, error) {
	l, by, err := t.ReadReportLink(ctx, secret, kinds...)
	if err != nil {
		return l, by, err
	}
	return l, by, t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.CountOpening(ctx, l.ID, t.now()); err != nil {
			return err
		}
		return t.event(ctx, tx, maturity.Viewer{Way: maturity.ByPage}, "report_link.opened", l.ID, string(l.Kind))
	})
}
