package tracker_test

import (
	"context"
	"slices"

	"michinori/app/adoption"
	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
)

// changeNothing are the methods that only read.
var changeNothing = []string{
	"Allies", "AuditLog", "CheckSetUpLink", "CodeFlags", "DayOf", "Days", "EvidenceBeside", "EvidenceOf", "FeedOf", "ForeseeNotices", "Guarded", "IsSetUp", "Library", "LinkOwner",
	"MayCast", "MeantSheet", "NoticeChannels", "Now", "Offered", "OnCallPaths", "PlanRegister", "PlanRoster", "PooledAnswers", "Pools", "Practice",
	"PracticeStandings", "PracticeStandingsOn", "Practices", "Questionnaire", "ReadReportLink", "Readiness", "ReportLinks", "Seat", "Today",
	"Tokens", "Viewer", "WaitingNotices",
	"Exhausted", "MailsLinks", "PasswordState", "Passwords", "PlanOperatorRegisters", "PlanOperatorRoster", "PlanPastAnswers", "Recount", "Sessions",
	"Unchanged", "ViewerByProxy", "ViewerByToken", "ViewerExpected", "ViewerSince",
}

// letPass are those that pass, on purpose, where the database cannot answer: who
// asks for too much is better served than nobody at all.
var letPass = []string{"SpendRequest"}

// inSteps are those that go on where they were broken off: each notice is
// planned, claimed and settled by itself, which has tests of its own.
var inSteps = []string{"DeliverNotices", "PlanNotices"}

// onEmpty are those that begin before there is an organisation.
var onEmpty = []string{"NewSetUpLink", "SetUp"}

// useCases prepares what each use case needs and returns it, ready to be
// carried out. A new method of the tracker goes in here or into a list above.
var useCases = func() map[string]func(w *world) useCase {
	out := map[string]func(w *world) useCase{}
	for _, part := range []map[string]func(w *world) useCase{
		accessCases, signInCases, operatorCases, evidenceCases, organisationCases, roundCases, assessmentCases, registerCases, practiceCases, drillCases, reportCases,
	} {
		for name, prepare := range part {
			out[name] = prepare
		}
	}
	return out
}()

var accessCases = map[string]func(w *world) useCase{
	"NewSetUpLink": func(*world) useCase {
		return func(ctx context.Context, t *tracker.Tracker) error { _, err := t.NewSetUpLink(ctx); return err }
	},
	"SetUp": func(w *world) useCase {
		secret, err := w.tracker.NewSetUpLink(w.ctx)
		w.must(err)
		in := tracker.SetUp{
			Organisation: "みちのり", Name: "青木", Language: "ja", TimeZone: "Asia/Tokyo", Team: "決済", Members: "馬場\n千葉", OpenRound: true,
		}
		return func(ctx context.Context, t *tracker.Tracker) error { _, err := t.SetUp(ctx, secret, in); return err }
	},
	"SignIn": func(w *world) useCase {
		secret := w.link().Secret
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.SignIn(ctx, secret, tracker.Browser{})
			return err
		}
	},
	"NoteReading": func(w *world) useCase {
		return func(ctx context.Context, t *tracker.Tracker) error {
			return t.NoteReading(ctx, w.champion, "audit.read", "/audit")
		}
	},
	"SignOut": func(w *world) useCase {
		in, err := w.tracker.SignIn(w.ctx, w.link().Secret, tracker.Browser{})
		w.must(err)
		return func(ctx context.Context, t *tracker.Tracker) error { return t.SignOut(ctx, in.Secret) }
	},
	"SignOutEverywhere": func(w *world) useCase {
		_, err := w.tracker.SignIn(w.ctx, w.link().Secret, tracker.Browser{})
		w.must(err)
		return func(ctx context.Context, t *tracker.Tracker) error { return t.SignOutEverywhere(ctx, w.members[0]) }
	},
	"ChooseLanguage": func(w *world) useCase {
		return func(ctx context.Context, t *tracker.Tracker) error {
			return t.ChooseLanguage(ctx, w.members[0], maturity.English)
		}
	},
	"NewPersonLink": func(w *world) useCase {
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.NewPersonLink(ctx, w.champion, w.members[0].Person.ID)
			return err
		}
	},
	"NewOperatorLink": func(w *world) useCase {
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.NewOperatorLink(ctx, "baba@example.com")
			return err
		}
	},
	"NewRoundLinks": func(w *world) useCase {
		id := w.round().ID
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.NewRoundLinks(ctx, w.champion, id)
			return err
		}
	},
	"CreateToken": func(w *world) useCase {
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, _, err := t.CreateToken(ctx, w.members[0], tracker.CreateToken{Name: "nightly", Scope: "read"})
			return err
		}
	},
	"CreateOperatorToken": func(w *world) useCase {
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, _, err := t.CreateOperatorToken(ctx, "baba@example.com", tracker.CreateToken{Name: "nightly", Scope: "read"})
			return err
		}
	},
	"RevokeToken": func(w *world) useCase {
		token, _ := w.token(w.members[0], "read", "")
		return func(ctx context.Context, t *tracker.Tracker) error { return t.RevokeToken(ctx, w.members[0], token.ID) }
	},
	"NoteUse": func(w *world) useCase {
		token, _ := w.token(w.members[0], "read", "")
		return func(ctx context.Context, t *tracker.Tracker) error { return t.NoteUse(ctx, token) }
	},
	"Once": func(w *world) useCase {
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, _, err := t.Once(ctx, w.members[0], "key", "what")
			return err
		}
	},
}

func (w *world) link() tracker.PersonalLink {
	w.t.Helper()
	l, err := w.tracker.NewPersonLink(w.ctx, w.champion, w.members[0].Person.ID)
	w.must(err)
	return l
}

var organisationCases = map[string]func(w *world) useCase{
	"SaveOrganisation": func(w *world) useCase {
		in := tracker.OrganisationSettings{Name: "道", Language: "en", TimeZone: "UTC", FiscalStart: 1, K: 6}
		return func(ctx context.Context, t *tracker.Tracker) error { return t.SaveOrganisation(ctx, w.champion, in) }
	},
	"SaveGroup": func(w *world) useCase {
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.SaveGroup(ctx, w.champion, maturity.Group{Name: "開発"})
			return err
		}
	},
	"SaveTeam": func(w *world) useCase {
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.SaveTeam(ctx, w.champion, tracker.TeamSettings{Name: "検索"})
			return err
		}
	},
	"SavePerson": func(w *world) useCase {
		p := w.members[0].Person
		in := tracker.PersonSettings{ID: p.ID, Name: p.Name, Language: "ja", Archived: true}
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.SavePerson(ctx, w.champion, in)
			return err
		}
	},
	"AddMembers": func(w *world) useCase {
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.AddMembers(ctx, w.champion, w.team.ID, "加藤\n木村, kimura@example.com")
			return err
		}
	},
	"ChangePart": func(w *world) useCase {
		return func(ctx context.Context, t *tracker.Tracker) error {
			return t.ChangePart(ctx, w.champion, w.team.ID, w.members[0].Person.ID, string(maturity.MemberLead))
		}
	},
	"ImportRoster": func(w *world) useCase {
		var in maturity.Roster
		for i, name := range []string{"加藤", "木村", "小林"} {
			in.Rows = append(in.Rows, maturity.RosterRow{Line: i + 2, Name: name, Team: "Search", Group: "Development"})
		}
		plan, err := w.tracker.PlanRoster(w.ctx, w.champion, in)
		w.must(err)
		seen, err := plan.Fingerprint()
		w.must(err)
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.ImportRoster(ctx, w.champion, in, seen)
			return err
		}
	},
}

var roundCases = map[string]func(w *world) useCase{
	"OpenRound": func(w *world) useCase {
		in := tracker.OpenRound{
			Key: "2027-Q1", Questionnaire: "sre-core", ClosesOn: "2026-08-05", K: maturity.DefaultK, Teams: []string{w.team.ID},
		}
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.OpenRound(ctx, w.champion, in)
			return err
		}
	},
	"InviteTeam": func(w *world) useCase {
		team, err := w.tracker.SaveTeam(w.ctx, w.champion, tracker.TeamSettings{Name: "検索"})
		w.must(err)
		id := w.round().ID
		return func(ctx context.Context, t *tracker.Tracker) error { return t.InviteTeam(ctx, w.champion, id, team.ID) }
	},
	"ExtendRound": func(w *world) useCase {
		id := w.round().ID
		return func(ctx context.Context, t *tracker.Tracker) error {
			return t.ExtendRound(ctx, w.champion, id, "2026-12-31")
		}
	},
	"KeepPools": func(w *world) useCase {
		closed := w.round()
		closed.ClosedAt = &closed.ClosesAt
		w.must(w.db.Tx(w.ctx, func(tx *store.Tx) error { return tx.SaveRoundEnd(w.ctx, closed) }))
		return func(ctx context.Context, t *tracker.Tracker) error { return t.KeepPools(ctx) }
	},
	"CloseRound": func(w *world) useCase {
		id := w.round().ID
		return func(ctx context.Context, t *tracker.Tracker) error { return t.CloseRound(ctx, w.champion, id) }
	},
	"ReopenRound": func(w *world) useCase {
		id := w.round().ID
		w.must(w.tracker.CloseRound(w.ctx, w.champion, id))
		return func(ctx context.Context, t *tracker.Tracker) error { return t.ReopenRound(ctx, w.champion, id) }
	},
	"RetryNotices": func(w *world) useCase {
		w.must(w.db.Tx(w.ctx, func(tx *store.Tx) error {
			if err := tx.InsertNotices(w.ctx, w.notice(0)); err != nil {
				return err
			}
			n, err := tx.ClaimNotice(w.ctx, store.ChannelWebhook, w.now, w.now)
			if err == nil {
				n.GivenUp, n.Problem = &w.now, "refused"
				err = tx.SettleNotice(w.ctx, n)
			}
			return err
		}))
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.RetryNotices(ctx, w.champion, adoption.RoundOpened, store.ChannelWebhook)
			return err
		}
	},
}

// answered has everybody answer and the lead record the facts.
func (w *world) answered() string {
	w.t.Helper()
	_, a, q := w.open()
	for _, v := range append(slices.Clone(w.members), w.champion) {
		_, err := w.tracker.SaveAnswers(w.ctx, v, tracker.SaveAnswers{Assessment: a.ID, Changes: answers(q, 2), Finish: true})
		w.must(err)
	}
	_, err := w.tracker.SaveFacts(w.ctx, w.champion, a.ID, facts(q))
	w.must(err)
	return a.ID
}

func (w *world) revealed() string {
	w.t.Helper()
	id := w.answered()
	w.must(w.tracker.Reveal(w.ctx, w.champion, id))
	return id
}

func (w *world) agreed() string {
	w.t.Helper()
	id := w.revealed()
	w.must(w.tracker.Agree(w.ctx, w.champion, tracker.Agree{Assessment: id}))
	return id
}

// step is an action about a next step of the result.
func (w *world) step() tracker.AddAction {
	w.t.Helper()
	id := w.agreed()
	result, err := w.db.ResultOf(w.ctx, id)
	w.must(err)
	return tracker.AddAction{
		Assessment: id, Question: result.NextSteps[0].Question, Title: "手順を書く", Owner: w.members[0].Person.ID, Due: "2026-10-31",
	}
}

func (w *world) action() maturity.Action {
	w.t.Helper()
	a, err := w.tracker.AddAction(w.ctx, w.champion, w.step())
	w.must(err)
	return a
}

var assessmentCases = map[string]func(w *world) useCase{
	"ChooseMode": func(w *world) useCase {
		_, a, _ := w.open()
		return func(ctx context.Context, t *tracker.Tracker) error {
			return t.ChooseMode(ctx, w.champion, a.ID, maturity.Together)
		}
	},
	"SaveAnswers": func(w *world) useCase {
		_, a, q := w.open()
		in := tracker.SaveAnswers{Assessment: a.ID, Changes: answers(q, 3), Finish: true}
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.SaveAnswers(ctx, w.members[0], in)
			return err
		}
	},
	"SaveFacts": func(w *world) useCase {
		_, a, q := w.open()
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.SaveFacts(ctx, w.champion, a.ID, facts(q))
			return err
		}
	},
	"Reveal": func(w *world) useCase {
		id := w.answered()
		return func(ctx context.Context, t *tracker.Tracker) error { return t.Reveal(ctx, w.champion, id) }
	},
	"Agree": func(w *world) useCase {
		in := tracker.Agree{
			Assessment: w.revealed(), Levels: map[string]float64{"incident.procedure": 1}, Reasons: map[string]string{"incident.procedure": "二人だけ"},
		}
		return func(ctx context.Context, t *tracker.Tracker) error { return t.Agree(ctx, w.champion, in) }
	},
	"Share": func(w *world) useCase {
		id := w.agreed()
		return func(ctx context.Context, t *tracker.Tracker) error { return t.Share(ctx, w.champion, id) }
	},
	"Unshare": func(w *world) useCase {
		id := w.agreed()
		w.must(w.tracker.Share(w.ctx, w.champion, id))
		return func(ctx context.Context, t *tracker.Tracker) error { return t.Unshare(ctx, w.champion, id) }
	},
	"Reopen": func(w *world) useCase {
		id := w.agreed()
		return func(ctx context.Context, t *tracker.Tracker) error {
			return t.Reopen(ctx, w.champion, id, "数え違い")
		}
	},
	"ReopenFacts": func(w *world) useCase {
		id := w.agreed()
		return func(ctx context.Context, t *tracker.Tracker) error {
			return t.ReopenFacts(ctx, w.champion, id, "数え違い")
		}
	},
	"Restore": func(w *world) useCase {
		id := w.agreed()
		w.must(w.tracker.Reopen(w.ctx, w.champion, id, "数え違い"))
		return func(ctx context.Context, t *tracker.Tracker) error { return t.Restore(ctx, w.champion, id) }
	},
	"AddAction": func(w *world) useCase {
		in := w.step()
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.AddAction(ctx, w.champion, in)
			return err
		}
	},
	"CloseAction": func(w *world) useCase {
		a := w.action()
		return func(ctx context.Context, t *tracker.Tracker) error {
			return t.CloseAction(ctx, w.champion, a.ID, maturity.ActionDone, "")
		}
	},
	"ReviewAction": func(w *world) useCase {
		a := w.action()
		r, err := w.tracker.OpenRound(w.ctx, w.champion, tracker.OpenRound{
			Key: "2027-Q1", Questionnaire: "sre-core", ClosesOn: "2026-08-05", K: maturity.DefaultK, Teams: []string{w.team.ID},
		})
		w.must(err)
		as, err := w.db.AssessmentsIn(w.ctx, r.ID)
		w.must(err)
		in := tracker.ReviewAction{Assessment: as[0].ID, Action: a.ID, Outcome: store.ReviewDone}
		return func(ctx context.Context, t *tracker.Tracker) error { return t.ReviewAction(ctx, w.champion, in) }
	},
}

var registerCases = map[string]func(w *world) useCase{
	"SaveArea": func(w *world) useCase {
		in := tracker.SaveArea{Team: w.team.ID, NameEN: "DNS", Criticality: "3", Kind: "operation"}
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.SaveArea(ctx, w.members[0], in)
			return err
		}
	},
	"ArchiveArea": func(w *world) useCase {
		a := w.area("DNS")
		return func(ctx context.Context, t *tracker.Tracker) error { return t.ArchiveArea(ctx, w.champion, a.ID) }
	},
	"RestoreArea": func(w *world) useCase {
		a := w.area("DNS")
		w.must(w.tracker.ArchiveArea(w.ctx, w.champion, a.ID))
		return func(ctx context.Context, t *tracker.Tracker) error { return t.RestoreArea(ctx, w.champion, a.ID) }
	},
	"AddAreas": func(w *world) useCase {
		in := []knowledge.Suggestion{{Key: "mail", Name: maturity.Text{EN: "Mail"}}, {Key: "dns", Name: maturity.Text{EN: "DNS"}}}
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.AddAreas(ctx, w.champion, w.team.ID, in)
			return err
		}
	},
	"SaveClaim": func(w *world) useCase {
		in := claim(w.area("DNS"), w.members[0], 2, 0, "")
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.SaveClaim(ctx, w.members[0], in)
			return err
		}
	},
	"SaveOwnClaims": func(w *world) useCase {
		v := w.members[0]
		in := []tracker.SaveClaim{claim(w.area("DNS"), v, 2, 0, ""), claim(w.area("Mail"), v, 1, 0, "")}
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, _, err := t.SaveOwnClaims(ctx, v, w.team.ID, in)
			return err
		}
	},
	"SaveActivity": func(w *world) useCase {
		return func(ctx context.Context, t *tracker.Tracker) error {
			return t.SaveActivity(ctx, w.champion, w.team.ID, w.members[0].Person.ID, "2026-07-01", "2026-07-31")
		}
	},
	"ImportRegister": func(w *world) useCase {
		in := knowledge.Sheet{
			Areas:  []knowledge.SheetArea{sheetArea(2, "dns", "Name service"), sheetArea(3, "mail", "Mail")},
			Claims: []knowledge.SheetClaim{sheetClaim(4, "dns", "千葉", 2)},
		}
		plan, err := w.tracker.PlanRegister(w.ctx, w.champion, w.team.ID, in)
		w.must(err)
		seen, err := plan.Fingerprint()
		w.must(err)
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.ImportRegister(ctx, w.champion, w.team.ID, in, seen)
			return err
		}
	},
	"ImportCode": func(w *world) useCase {
		in := codeEvidence(knowledge.CodeAuthor{Name: "馬場", Files: 3})
		return func(ctx context.Context, t *tracker.Tracker) error {
			return t.ImportCode(ctx, w.champion, w.team.ID, in)
		}
	},
	"MatchAuthors": func(w *world) useCase {
		w.must(w.tracker.ImportCode(w.ctx, w.champion, w.team.ID, codeEvidence(knowledge.CodeAuthor{Name: "bb", Files: 3})))
		return func(ctx context.Context, t *tracker.Tracker) error {
			return t.MatchAuthors(ctx, w.champion, w.team.ID, map[string]string{"bb": w.members[0].Person.ID})
		}
	},
}
