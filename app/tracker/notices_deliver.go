package tracker

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
)

// Of one attempt: how long it may take, how long nobody else tries it, and how
// long its outcome may take to be kept.
const (
	sendWithin   = 30 * time.Second
	noticeLease  = 2 * time.Minute
	settleWithin = 20 * time.Second
)

// DeliverNotices sends what is due on one channel, one notice after the other,
// and returns how many arrived. send is called outside of any transaction and
// answers with an *adoption.Undelivered where it did not succeed. At the first
// trouble the rest waits for the next call: a receiver that is down is not asked
// a thousand times, and the pages need the database too. A mail that is refused
// for good says nothing of the next one, which has another receiver.
//
// A notice is sent at least once: where the program dies between sending and
// keeping that, it is sent again, with the same key.
func (t *Tracker) DeliverNotices(ctx context.Context, c store.NoticeChannel, send func(context.Context, adoption.Letter) error) (int, error) {
	sent := 0
	for ctx.Err() == nil {
		n, err := t.claimNotice(ctx, c)
		if isKind(err, maturity.NotFound) {
			break
		}
		if err != nil {
			return sent, err
		}
		// What has begun is brought to its end, also when the program stops.
		failed, tried := t.attempt(context.WithoutCancel(ctx), n, send)
		if err := t.settle(context.WithoutCancel(ctx), n, failed); err != nil {
			return sent, err
		}
		if failed == nil {
			sent++
		} else if !failed.Final || tried && c != store.ChannelMail {
			break
		}
	}
	return sent, nil
}

func (t *Tracker) claimNotice(ctx context.Context, c store.NoticeChannel) (store.Notice, error) {
	var out store.Notice
	err := t.db.Tx(ctx, func(tx *store.Tx) error {
		var err error
		now := t.now()
		out, err = tx.ClaimNotice(ctx, c, now, now.Add(noticeLease))
		return err
	})
	return out, err
}

// attempt sends one notice, unless it turns out before that it cannot or need
// not be sent; tried tells the two apart.
func (t *Tracker) attempt(ctx context.Context, n store.Notice, send func(context.Context, adoption.Letter) error,
) (failed *adoption.Undelivered, tried bool) {
	ctx, cancel := context.WithTimeout(ctx, sendWithin)
	defer cancel()
	letter, failed := t.letterToSend(ctx, n)
	if failed != nil {
		return failed, false
	}
	err := send(ctx, letter)
	var u *adoption.Undelivered
	switch {
	case err == nil:
		return nil, true
	case errors.As(err, &u):
		return u, true
	}
	return &adoption.Undelivered{Problem: "not sent"}, true
}

func (t *Tracker) letterToSend(ctx context.Context, n store.Notice) (adoption.Letter, *adoption.Undelivered) {
	letter, err := letterOf(n)
	if err != nil {
		return letter, &adoption.Undelivered{Problem: "unreadable", Final: true}
	}
	if u := letter.Notice.Until; u != nil && t.now().After(*u) {
		return letter, &adoption.Undelivered{Problem: "too late", Final: true}
	}
	if asked, err := t.stillAsked(ctx, letter); err != nil {
		return letter, &adoption.Undelivered{Problem: "not sent"}
	} else if !asked {
		return letter, &adoption.Undelivered{Problem: "not needed any more", Final: true}
	}
	if err := t.addLink(ctx, &letter); err != nil {
		return letter, &adoption.Undelivered{Problem: "no link"}
	}
	return letter, nil
}

func letterOf(n store.Notice) (adoption.Letter, error) {
	l := adoption.Letter{Key: n.Key, Channel: string(n.Channel), To: n.Address}
	err := json.Unmarshal([]byte(n.Message), &l.Notice)
	return l, err
}

// stillAsked reports whether whoever is nudged has not finished meanwhile, as
// when the mail server was down for a day.
func (t *Tracker) stillAsked(ctx context.Context, l adoption.Letter) (bool, error) {
	n := l.Notice
	if !n.Kind.Discreet() || n.SignIn == "" {
		return true, nil
	}
	r, err := t.db.RoundByKey(ctx, n.Round)
	if err != nil {
		return false, err
	}
	teams, err := t.db.InvitedTo(ctx, r.ID, n.SignIn)
	return r.Open() && slices.ContainsFunc(teams, unfinished), err
}

// addLink makes the personal link of a letter. It is made now and not when the
// letter was planned, so that no secret lies in the outbox.
func (t *Tracker) addLink(ctx context.Context, l *adoption.Letter) error {
	if l.Notice.SignIn == "" || l.Channel != string(store.ChannelMail) {
		return nil
	}
	p, err := t.db.PersonByID(ctx, l.Notice.SignIn)
	if err != nil || p.ArchivedAt != nil || p.Email != l.To {
		return err // whoever has another address now gets the page alone, at the old one
	}
	link := PersonalLink{Person: p, Secret: newSecret(), Expires: t.now().Add(linkLife)}
	switch u := l.Notice.Until; {
	case u != nil && l.Notice.Kind == adoption.SignInLink:
		link.Expires = *u
	case u != nil:
		link.Expires = u.Add(linkAfterClosing)
	}
	if err := t.db.Tx(ctx, func(tx *store.Tx) error { return t.insertLink(ctx, tx, maturity.Viewer{}, link, "") }); err != nil {
		return err
	}
	l.Notice.Path = "/l/" + link.Secret
	return nil
}

// settle keeps what became of an attempt. failed nil means that it arrived.
func (t *Tracker) settle(ctx context.Context, n store.Notice, failed *adoption.Undelivered) error {
	ctx, cancel := context.WithTimeout(ctx, settleWithin)
	defer cancel()
	now := t.now()
	n.Attempts++
	n.Problem = ""
	if failed == nil {
		n.SentAt = &now
	} else {
		n.Problem = failed.Problem
		pause, again := adoption.NextTry(n.Attempts, *failed)
		n.NextAt = now.Add(pause.Truncate(time.Second))
		if !again {
			n.GivenUp = &now
		}
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error { return tx.SettleNotice(ctx, n) })
}

// WaitingNotice is a notice that has not left.
type WaitingNotice struct {
	adoption.Letter
	Next     time.Time
	Attempts int
	Problem  string
}

// WaitingNotices returns what is to be sent, the next one first; at most so
// many. It says whom a nudge goes to: show that to nobody.
func (t *Tracker) WaitingNotices(ctx context.Context, most int) ([]WaitingNotice, error) {
	return waiting(ctx, t.db.Reader, most)
}

// errForeseen takes back what was only to be looked at.
var errForeseen = errors.New("looked at, not kept")

// ForeseeNotices is WaitingNotices after PlanNotices, which it takes back: the
// database stays as it was.
func (t *Tracker) ForeseeNotices(ctx context.Context, most int) ([]WaitingNotice, error) {
	var out []WaitingNotice
	err := t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := t.planWithin(ctx, tx); err != nil {
			return err
		}
		var err error
		if out, err = waiting(ctx, tx.Reader, most); err != nil {
			return err
		}
		return errForeseen
	})
	if errors.Is(err, errForeseen) {
		err = nil
	}
	return out, err
}

func waiting(ctx context.Context, r store.Reader, most int) ([]WaitingNotice, error) {
	all, err := r.NoticesWaiting(ctx, most)
	if err != nil {
		return nil, err
	}
	out := make([]WaitingNotice, 0, len(all))
	for _, n := range all {
		l, err := letterOf(n)
		if err != nil {
			return nil, err
		}
		out = append(out, WaitingNotice{Letter: l, Next: n.NextAt, Attempts: n.Attempts, Problem: n.Problem})
	}
	return out, nil
}
