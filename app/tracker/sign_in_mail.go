package tracker

import (
	"context"
	"errors"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
)

// mailedLinkLife is short: whoever asked for it is waiting.
const mailedLinkLife = time.Hour

// MailsLinks reports whether people can have a personal link mailed to them.
func (t *Tracker) MailsLinks() bool { return t.mails() }

// MailLink puts a mail with a personal link into the outbox for whoever has that
// address. Nobody learns whether anybody has.
func (t *Tracker) MailLink(ctx context.Context, address string, from Browser) error {
	if !t.mails() {
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	var f maturity.Fields
	address = addressKey(address)
	if email(&f, "email", address); address == "" {
		f.Add("email", "field.required")
	}
	if err := f.Err(); err != nil {
		return err
	}
	if err := t.Spend(ctx, LinksOfAddress, from.Address); err != nil {
		return err
	}
	if err := t.Spend(ctx, LinksOfPerson, address); err != nil {
		return err
	}
	p, err := t.db.PersonByEmail(ctx, address)
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return nil
	}
	if err != nil {
		return err
	}
	until := t.now().Add(mailedLinkLife)
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		org, err := tx.Organisation(ctx)
		if err != nil {
			return err
		}
		out, err := t.outbox(ctx, tx, org, adoption.SignInLink, t.newID())
		if err != nil {
			return err
		}
		if err := out.mail(p, adoption.Notice{Path: "/", SignIn: p.ID, Until: &until}); err != nil {
			return err
		}
		return out.keep(ctx)
	})
}
