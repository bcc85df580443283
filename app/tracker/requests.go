package tracker

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
)

// RequestsAMinute is how many requests a token may send unless settings say
// otherwise.
const RequestsAMinute = 1200

// blocks is into how many parts the requests of a minute are cut. A replica
// counts one part at a time in the database and hands it out by itself, so that
// not every request writes; what all replicas hand out together never passes
// the limit.
const blocks = 20

// allowance is what this replica may still hand out, by token.
type allowance struct {
	most int
	mu   sync.Mutex
	of   map[string]lease
}

type lease struct {
	left int
	ends time.Time
	over bool // nothing more is to be had until then
}

// take takes one request out of what is left. had tells whether that settled
// it: the request may pass, or must not before the time returned.
func (a *allowance) take(token string, now time.Time) (until time.Time, had bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	l, known := a.of[token]
	switch {
	case !known || !now.Before(l.ends):
		return time.Time{}, false
	case l.left > 0:
		l.left--
		a.of[token] = l
		return time.Time{}, true
	case l.over:
		return l.ends, true
	}
	return time.Time{}, false
}

// add notes how many more a count in the database grants, and forgets tokens
// that are not in use.
func (a *allowance) add(token string, granted int, c store.Counter, now time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for key, l := range a.of {
		if !now.Before(l.ends) {
			delete(a.of, key)
		}
	}
	l := a.of[token]
	l.left, l.ends, l.over = l.left+granted, c.Ends, c.Spent >= a.most
	a.of[token] = l
}

// SpendRequest counts one request of a token before it is looked at: TooMany
// where it has sent as many this minute as it may, on whatever replicas. Where
// the database cannot count just now, it passes.
func (t *Tracker) SpendRequest(ctx context.Context, token string) error {
	a := &t.allowance
	if a.most == 0 {
		return nil
	}
	now := t.now()
	for {
		until, had := a.take(token, now)
		switch {
		case had && until.IsZero():
			return nil
		case had:
			seconds := max(1, int(until.Sub(now).Seconds()))
			return maturity.Fail(maturity.TooMany, "error.too_many_requests", maturity.SecondsArg, strconv.Itoa(seconds))
		}
		err := t.lease(ctx, token, now)
		if errors.Is(err, &maturity.Error{Kind: maturity.Unavailable}) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// lease counts one part of the minute in the database for this replica.
func (t *Tracker) lease(ctx context.Context, token string, now time.Time) error {
	a := &t.allowance
	block := max(1, a.most/blocks)
	var c store.Counter
	err := t.db.Tx(ctx, func(tx *store.Tx) error {
		var err error
		c, err = tx.Count(ctx, "token.requests/"+token, block, now, now.Add(time.Minute))
		if err != nil || c.Spent > block {
			return err
		}
		return tx.ForgetCounters(ctx, now.Add(-countersAfter))
	})
	if err != nil {
		return err
	}
	a.add(token, max(0, block-max(0, c.Spent-a.most)), c, now)
	return nil
}
