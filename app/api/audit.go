package api

import (
	"strings"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
)

// Event is one line of the log: who changed or read what, and by which way.
type Event struct {
	ID      string    `json:"id"`
	At      time.Time `json:"at"`
	Person  string    `json:"person" doc:"Empty for the program itself, and of what is for a team alone"`
	Way     string    `json:"way" doc:"page, api, command; empty for the program itself"`
	Token   string    `json:"token" doc:"By which it came, or empty"`
	Verb    string    `json:"verb"`
	Subject string    `json:"subject"`
	Note    string    `json:"note"`
}

func eventOf(e store.Event) Event {
	return Event{
		ID: e.ID, At: e.At.UTC(), Person: e.PersonID, Way: string(e.Way), Token: e.TokenID, Verb: e.Verb, Subject: e.Subject, Note: e.Note,
	}
}

func (a *API) auditRoutes() {
	add(a, needing(logged(read("/audit", "listEvents", "Who changed or read what, the newest first; never an answer", runs, "audit"), "audit.read"),
		maturity.ScopeAdmin), a.listEvents)
}

func (a *API) listEvents(c call, in *struct {
	From   time.Time `query:"from" doc:"From this time on"`
	To     time.Time `query:"to" doc:"Up to and without this time"`
	Verb   string    `query:"verb" maxLength:"60" doc:"Only verbs that begin with it"`
	Person string    `query:"person" maxLength:"60" doc:"Only what this person did, without what belongs to a team alone"`
	ListInput
}) (*output[Page[Event]], error) {
	filter := store.EventFilter{From: in.From, To: in.To, Verb: in.Verb, Person: in.Person, Limit: in.limit() + 1}
	after, err := openCursor(in.Cursor)
	if err != nil {
		return nil, err
	}
	if after != "" {
		at, id, _ := strings.Cut(after, " ")
		if filter.Before, err = time.Parse(time.RFC3339Nano, at); err != nil {
			return nil, fieldProblem("/query/cursor", "field.form")
		}
		filter.BeforeID = id
	}
	all, err := a.tracker.AuditLog(c, c.viewer, filter)
	if err != nil {
		return nil, err
	}
	limit := in.limit()
	out := Page[Event]{Items: converted(all[:min(limit, len(all))], eventOf)}
	if len(all) > limit {
		last := all[limit-1]
		out.Next = cursorOf(last.At.UTC().Format(time.RFC3339Nano) + " " + last.ID)
	}
	return reply(out, nil)
}
