package tracker

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
)

// NoticeChannels returns the ways in which notices leave here, none where they
// are switched off.
func (t *Tracker) NoticeChannels() []store.NoticeChannel { return slices.Clone(t.channels) }

// mails reports whether people are told by mail.
func (t *Tracker) mails() bool { return slices.Contains(t.channels, store.ChannelMail) }

// outbox collects the notices of one kind about one thing. What has been put
// into it before, by whichever replica, is passed over.
type outbox struct {
	t     *Tracker
	tx    *store.Tx
	org   maturity.Organisation
	kind  adoption.NoticeKind
	about string // part of the key: an id, and a day where it can move
	known map[string]bool
	fresh []store.Notice // to be kept at once: a round may have thousands
}

func (t *Tracker) outbox(ctx context.Context, tx *store.Tx, org maturity.Organisation, kind adoption.NoticeKind, about string) (*outbox, error) {
	known, err := tx.NoticeKeys(ctx, string(kind), about)
	return &outbox{t: t, tx: tx, org: org, kind: kind, about: about, known: known}, err
}

// mail tells one person, in their language. Somebody without an address is
// told by hand.
func (o *outbox) mail(p maturity.Person, n adoption.Notice) error {
	if !o.t.mails() || p.Email == "" || p.ArchivedAt != nil {
		return nil
	}
	n.Language, n.Person = p.Language, p.Name
	return o.put(p.ID+"/"+string(store.ChannelMail), store.ChannelMail, p.Email, n)
}

// post tells a channel. Many read it, so that it names no team, no person and
// no title; the page behind the link asks who may read it.
func (o *outbox) post(n adoption.Notice, channels ...store.NoticeChannel) error {
	n.Language, n.Person, n.Team, n.Title, n.SignIn = o.org.Language, "", "", "", ""
	for _, c := range o.t.channels {
		if c == store.ChannelMail || !slices.Contains(channels, c) {
			continue
		}
		if err := o.put(string(c), c, "", n); err != nil {
			return err
		}
	}
	return nil
}

func (o *outbox) put(to string, c store.NoticeChannel, address string, n adoption.Notice) error {
	key := string(o.kind) + "/" + o.about + "/" + to
	if o.known[key] {
		return nil
	}
	n.Kind, n.Organisation = o.kind, o.org.Name
	message, err := json.Marshal(n)
	if err != nil {
		return fmt.Errorf("notice %s: %w", o.kind, err)
	}
	now := o.t.now()
	o.known[key] = true
	o.fresh = append(o.fresh, store.Notice{
		Key: key, Kind: string(o.kind), Channel: c, Address: address, Message: string(message), CreatedAt: now, NextAt: now,
	})
	return nil
}

// keep puts all of them into the outbox.
func (o *outbox) keep(ctx context.Context) error { return o.tx.InsertNotices(ctx, o.fresh...) }

// everywhere are the channels that many people read, and the webhook.
var everywhere = []store.NoticeChannel{store.ChannelSlack, store.ChannelTeams, store.ChannelWebhook}

// tellRound puts the notices of a round into the outbox: to each person whom
// told picks, one, however many teams they are in, and to the channels.
func (t *Tracker) tellRound(ctx context.Context, tx *store.Tx, org maturity.Organisation, r maturity.Round, kind adoption.NoticeKind,
	told func(store.Invited) bool,
) error {
	if len(t.channels) == 0 {
		return nil
	}
	out, err := t.outbox(ctx, tx, org, kind, r.ID)
	if err != nil {
		return err
	}
	invited, err := tx.InvitedTo(ctx, r.ID, "")
	if err != nil {
		return err
	}
	n := adoption.Notice{Round: r.Key, Day: r.ClosesAt.In(org.Zone()).Format(time.DateOnly), Path: "/"}
	if kind != adoption.RoundClosed {
		n.Until = &r.ClosesAt
	}
	teams := map[string]int{}
	for _, x := range invited {
		teams[x.PersonID]++
	}
	for _, x := range invited {
		if !told(x) {
			continue
		}
		own := n
		switch {
		case kind != adoption.RoundClosed:
			own.SignIn = x.PersonID
		case teams[x.PersonID] == 1:
			own.Path = resultPath(x)
		}
		p := maturity.Person{ID: x.PersonID, Name: x.Name, Email: x.Email, Language: x.Language}
		if err := out.mail(p, own); err != nil {
			return err
		}
	}
	if err := out.post(n, everywhere...); err != nil {
		return err
	}
	return out.keep(ctx)
}

// tellRoundNow is tellRound to everybody invited, for who has not read the
// organisation.
func (t *Tracker) tellRoundNow(ctx context.Context, tx *store.Tx, r maturity.Round, kind adoption.NoticeKind) error {
	org, err := tx.Organisation(ctx)
	if err != nil {
		return err
	}
	return t.tellRound(ctx, tx, org, r, kind, everyone)
}

func resultPath(x store.Invited) string {
	if x.State == maturity.Agreed || x.State == maturity.Shared {
		return "/assessments/" + x.AssessmentID + "/result"
	}
	return "/assessments/" + x.AssessmentID
}

func everyone(store.Invited) bool { return true }

func unfinished(x store.Invited) bool { return !x.Finished }

// RetryNotices lets what was given up of one kind on one channel be tried
// again, and returns how many there are.
func (t *Tracker) RetryNotices(ctx context.Context, v maturity.Viewer, kind adoption.NoticeKind, c store.NoticeChannel) (int, error) {
	if err := v.MayRun(); err != nil {
		return 0, err
	}
	var n int
	err := t.db.Tx(ctx, func(tx *store.Tx) error {
		var err error
		if n, err = tx.ReviveNotices(ctx, string(kind), c, t.now()); err != nil {
			return err
		}
		return t.event(ctx, tx, v, "notices.retried", string(kind), string(c))
	})
	return n, err
}
