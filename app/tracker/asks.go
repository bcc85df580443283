package tracker

import (
	"context"
	"slices"

	"michinori/app/maturity"
	"michinori/app/store"
)

// SaveAsk is what a champion needs from the readers of a report: one decision,
// until one day. Seen is AskSeen of what stood there when it was typed.
type SaveAsk struct {
	Round, Group string // ids; Group "" is the whole organisation
	Text, Due    string // "" and "" ask for nothing
	Seen         string
}

// AskSeen names what is asked for, so that a change in between is noticed.
func AskSeen(asks []store.Ask) (string, error) { return fingerprint(asks) }

// SaveAsk puts one decision into the report of a round; it is for champions. A
// Conflict where somebody else changed it since it was looked at.
func (t *Tracker) SaveAsk(ctx context.Context, v maturity.Viewer, in SaveAsk) error {
	if err := v.MayRun(); err != nil {
		return err
	}
	round, err := t.db.RoundByID(ctx, in.Round)
	if err != nil {
		return err
	}
	if known, err := t.isScope(ctx, in.Group); err != nil || !known {
		return either(err, maturity.Fail(maturity.NotFound, "error.not_found"))
	}
	var f maturity.Fields
	ask := store.Ask{Text: line(&f, "ask", in.Text, false), Due: anyDay(&f, "due", in.Due)}
	if ask.Text == "" && ask.Due != "" {
		f.Add("ask", "field.required")
	}
	if err := f.Err(); err != nil {
		return err
	}
	var asks []store.Ask
	if ask.Text != "" {
		asks = append(asks, ask)
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.LockRound(ctx, round.ID); err != nil {
			return err
		}
		now, err := tx.AsksOf(ctx, round.ID, in.Group)
		if err != nil {
			return err
		}
		if seen, err := AskSeen(now); err != nil || seen != in.Seen {
			return either(err, changedMeanwhile())
		}
		if err := tx.SaveAsks(ctx, round.ID, in.Group, asks, v.Person.ID, t.now()); err != nil {
			return err
		}
		return t.event(ctx, tx, v, "report.ask", round.ID, in.Group)
	})
}

// isScope reports whether what a report is on is there: "" is the whole
// organisation, else it is the id of a group.
func (t *Tracker) isScope(ctx context.Context, scope string) (bool, error) {
	if scope == "" {
		return true, nil
	}
	groups, err := t.db.Groups(ctx)
	return slices.ContainsFunc(groups, func(g maturity.Group) bool { return g.ID == scope }), err
}
