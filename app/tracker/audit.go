package tracker

import (
	"context"
	"strings"

	"michinori/app/maturity"
	"michinori/app/store"
)

// teamsOwn are the beginnings of verbs of what is for a team alone. The log
// says that it happened and by which way, and neither who did it nor to what:
// a champion learns nothing of a member by it.
var teamsOwn = []string{"area.", "claim.", "claims.", "register.", "person.dates", "code.", "oncall.", "occurrence.", "drill.", "practice.chosen",
	"practice.stopped", "practice.resumed", "practice.forgotten", "action.", "assessment.mode_chosen", "response.", "feed.", "evidence."}

// AuditLog returns what was changed and read, the newest first, as far as it
// may be told; it is for champions. Asked for one person, it leaves out all of
// which it would not say that it was them.
func (t *Tracker) AuditLog(ctx context.Context, v maturity.Viewer, f store.EventFilter) ([]store.Event, error) {
	if err := v.MayRun(); err != nil {
		return nil, err
	}
	if f.Person != "" {
		// What is asked of one person must not tell what they did for a team alone.
		f.Without = teamsOwn
	}
	events, err := t.db.Events(ctx, f)
	for i := range events {
		events[i] = told(events[i])
	}
	return events, err
}

func told(e store.Event) store.Event {
	for _, verb := range teamsOwn {
		if strings.HasPrefix(e.Verb, verb) {
			e.PersonID, e.TokenID, e.Subject, e.Note = "", "", "", ""
		}
	}
	return e
}

// NoteReading puts into the log that the viewer asked for what is not their
// own. What is one's own, and one's team's, is read unnoticed.
func (t *Tracker) NoteReading(ctx context.Context, v maturity.Viewer, verb, subject string) error {
	if err := v.Require(v.SignedIn()); err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error { return t.event(ctx, tx, v, verb, subject, "") })
}
