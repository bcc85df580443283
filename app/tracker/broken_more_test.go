package tracker_test

import (
	"context"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
)

// countFirst are those that count an attempt before they make it, for good, so
// that nobody can break off and guess again. All or nothing is what comes after.
var countFirst = []string{"MailLink", "SignInByPassword"}

// browser is a champion's, who came by a personal link a moment ago.
func (w *world) browser() (tracker.SignedIn, store.Session) {
	w.t.Helper()
	l, err := w.tracker.NewPersonLink(w.ctx, w.champion, w.champion.Person.ID)
	w.must(err)
	in, err := w.tracker.SignIn(w.ctx, l.Secret, tracker.Browser{})
	w.must(err)
	_, session, err := w.tracker.Viewer(w.ctx, in.Secret)
	w.must(err)
	return in, session
}

var newPassword = tracker.SetPassword{New: goodPassword, Again: goodPassword}

var signInCases = map[string]func(w *world) useCase{
	"SetPassword": func(w *world) useCase {
		in, session := w.browser()
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.SetPassword(ctx, in.Viewer, session, newPassword, tracker.Browser{})
			return err
		}
	},
	"SignInByPassword": func(w *world) useCase {
		in, session := w.browser()
		_, err := w.tracker.SetPassword(w.ctx, in.Viewer, session, newPassword, tracker.Browser{})
		w.must(err)
		address := w.champion.Person.Email
		return func(ctx context.Context, t *tracker.Tracker) error {
			// What was broken off has cost one try, and there are only so many.
			w.must(t.Refund(w.ctx, tracker.PasswordsOfPerson, address))
			w.must(t.Refund(w.ctx, tracker.PasswordsOfAddress, ""))
			_, err := t.SignInByPassword(ctx, address, goodPassword, tracker.Browser{})
			return err
		}
	},
	"SignInByProvider": func(*world) useCase {
		id := tracker.Identity{Issuer: "https://login.example.com", Subject: "s1", Email: "baba@example.com", HasGroups: true}
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.SignInByProvider(ctx, id, tracker.Browser{})
			return err
		}
	},
	"MailLink": func(w *world) useCase {
		return func(ctx context.Context, t *tracker.Tracker) error {
			w.must(t.Refund(w.ctx, tracker.LinksOfPerson, "baba@example.com"))
			w.must(t.Refund(w.ctx, tracker.LinksOfAddress, ""))
			return t.MailLink(ctx, "baba@example.com", tracker.Browser{})
		}
	},
	"KeepSession": func(w *world) useCase {
		in, _ := w.browser()
		// Other rights are what a session gets a new secret for.
		w.must(w.tracker.ChangePart(w.ctx, w.champion, w.team.ID, w.champion.Person.ID, string(maturity.MemberMember)))
		_, stale, err := w.tracker.Viewer(w.ctx, in.Secret)
		w.must(err)
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.KeepSession(ctx, stale)
			return err
		}
	},
	"EndSession": func(w *world) useCase {
		in, session := w.browser()
		return func(ctx context.Context, t *tracker.Tracker) error { return t.EndSession(ctx, in.Viewer, session.Hash) }
	},
	"Spend": func(*world) useCase {
		return func(ctx context.Context, t *tracker.Tracker) error {
			return t.Spend(ctx, tracker.SecretsOfAddress, "192.0.2.1")
		}
	},
	"Refund": func(w *world) useCase {
		w.must(w.tracker.Spend(w.ctx, tracker.SecretsOfAddress, "192.0.2.1"))
		return func(ctx context.Context, t *tracker.Tracker) error {
			return t.Refund(ctx, tracker.SecretsOfAddress, "192.0.2.1")
		}
	},
}

var operatorCases = map[string]func(w *world) useCase{
	"ImportOperatorRoster": func(*world) useCase {
		in := maturity.Roster{Rows: []maturity.RosterRow{{Line: 2, Name: "加藤", Team: "Search", Group: "Development"}}}
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.ImportOperatorRoster(ctx, in)
			return err
		}
	},
	"ImportOperatorRegisters": func(w *world) useCase {
		other, err := w.tracker.SaveTeam(w.ctx, w.champion, tracker.TeamSettings{Name: "Search"})
		w.must(err)
		in := []tracker.TeamSheet{
			{Team: w.team.ID, Sheet: knowledge.Sheet{
				Areas:  []knowledge.SheetArea{sheetArea(2, "dns", "Name service")},
				Claims: []knowledge.SheetClaim{sheetClaim(3, "dns", "千葉", 2)},
			}},
			{Team: other.ID, Sheet: knowledge.Sheet{Areas: []knowledge.SheetArea{sheetArea(2, "mail", "Mail")}}},
		}
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.ImportOperatorRegisters(ctx, in)
			return err
		}
	},
	"ImportPastAnswers": func(w *world) useCase {
		in := maturity.PastAnswers{Rows: []maturity.PastRow{
			{Line: 2, Round: "2025-Q3", Team: w.team.Key, Question: "incident.procedure", Answer: "2"},
			{Line: 3, Round: "2025-Q4", Team: w.team.Key, Question: "incident.procedure", Answer: "3"},
		}}
		return func(ctx context.Context, t *tracker.Tracker) error {
			plan, err := t.ImportPastAnswers(ctx, in, tracker.PastOptions{Questionnaire: "sre-core"}, func(int64, int64) {})
			if len(plan.Problems) > 0 {
				w.t.Errorf("refused: %+v", plan.Problems)
			}
			return err
		}
	},
}
