package tracker

import (
	"context"
	"strconv"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
)

// Limit is how often something may be done by one and the same: an address, a
// person, a token. It is counted in the database, so that it holds however many
// replicas answer.
type Limit struct {
	Name   string
	Most   int
	Within time.Duration
}

// The limits of signing in. Those by address leave room for a whole office
// behind one: what succeeds is not counted.
var (
	PasswordsOfPerson  = Limit{"password.person", 10, 15 * time.Minute}
	PasswordsOfAddress = Limit{"password.address", 100, 15 * time.Minute}
	SecretsOfAddress   = Limit{"secret.address", 50, 10 * time.Minute}
	LinksOfPerson      = Limit{"link.person", 3, time.Hour}
	LinksOfAddress     = Limit{"link.address", 30, time.Hour}
	TokensOfAddress    = Limit{"token.address", 100, 10 * time.Minute}
)

// countersAfter is how long a count that has ended may lie about.
const countersAfter = time.Hour

// key is a hash, so that no address of a person or a machine is kept.
func (l Limit) key(who string) string { return l.Name + "/" + hash(who) }

// refuse returns the error for a count that is past the limit.
func (l Limit) refuse(c store.Counter, now time.Time) error {
	if c.Spent <= l.Most {
		return nil
	}
	seconds := max(1, int(c.Ends.Sub(now).Seconds()))
	return maturity.Fail(maturity.TooMany, "error.too_many",
		maturity.SecondsArg, strconv.Itoa(seconds), "minutes", strconv.Itoa((seconds+59)/60))
}

// Spend counts one under a limit before it is done: TooMany when it must not be
// done any more. Of many at once no more pass than the limit lets.
func (t *Tracker) Spend(ctx context.Context, l Limit, who string) error {
	var c store.Counter
	now := t.now()
	err := t.db.Tx(ctx, func(tx *store.Tx) error {
		var err error
		if c, err = tx.Count(ctx, l.key(who), 1, now, now.Add(l.Within)); err != nil || c.Spent > 1 {
			return err
		}
		return tx.ForgetCounters(ctx, now.Add(-countersAfter))
	})
	if err != nil {
		return err
	}
	return l.refuse(c, now)
}

// Refund takes back one that was spent, where only failures are to count.
func (t *Tracker) Refund(ctx context.Context, l Limit, who string) error {
	return t.db.Tx(ctx, func(tx *store.Tx) error { return tx.Uncount(ctx, l.key(who)) })
}

// Exhausted returns TooMany when the limit is used up, and counts nothing.
func (t *Tracker) Exhausted(ctx context.Context, l Limit, who string) error {
	now := t.now()
	c, err := t.db.CounterOf(ctx, l.key(who), now)
	if err != nil {
		return err
	}
	c.Spent++ // the one that is about to be done
	return l.refuse(c, now)
}
