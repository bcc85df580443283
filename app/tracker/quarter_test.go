package tracker_test

import (
	"context"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
	"michinori/questionnaires"
)

var startOfTest = time.Date(2026, 7, 6, 9, 0, 0, 0, time.UTC)

// world is a small organisation on a fresh database: a champion who leads a
// team of six.
type world struct {
	t        *testing.T
	ctx      context.Context
	db       *store.DB
	tracker  *tracker.Tracker
	now      time.Time
	champion maturity.Viewer
	team     maturity.Team
	members  []maturity.Viewer // without the champion
}

func newWorld(t *testing.T, database storetest.Database) *world {
	t.Helper()
	w := &world{t: t, ctx: t.Context(), now: startOfTest}
	var err error
	if w.db, err = store.Open(w.ctx, database.URL); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.db.Close() })
	if err := w.db.Migrate(w.ctx); err != nil {
		t.Fatal(err)
	}
	library, problems, err := questionnaires.OpenLibrary("")
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	w.tracker = tracker.New(tracker.Settings{
		DB: w.db, Library: library, Clock: func() time.Time { return w.now }, Session: time.Hour,
	})
	secret, err := w.tracker.NewSetUpLink(w.ctx)
	if err != nil {
		t.Fatal(err)
	}
	in, err := w.tracker.SetUp(w.ctx, secret, tracker.SetUp{
		Organisation: "株式会社みちのり", Name: "青木", Email: "aoki@example.com", Language: "ja", TimeZone: "Asia/Tokyo",
		Team: "Payments", Members: "馬場, baba@example.com\n千葉\n土井\n江口\n藤井\n", OpenRound: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	w.champion = in.Viewer
	teams, err := w.db.Teams(w.ctx)
	if err != nil || len(teams) != 1 {
		t.Fatal(teams, err)
	}
	w.team = teams[0]
	people, err := w.db.MembersOf(w.ctx, w.team.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range people {
		if p.ID != w.champion.Person.ID {
			v, err := w.db.ViewerOf(w.ctx, p.Person)
			if err != nil {
				t.Fatal(err)
			}
			w.members = append(w.members, v)
		}
	}
	return w
}

// open returns the one open round with its assessment and questionnaire.
func (w *world) open() (maturity.Round, maturity.Assessment, *maturity.Questionnaire) {
	w.t.Helper()
	rounds, err := w.db.Rounds(w.ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	r := rounds[len(rounds)-1]
	as, err := w.db.AssessmentsIn(w.ctx, r.ID)
	if err != nil || len(as) != 1 {
		w.t.Fatal(as, err)
	}
	q, err := w.tracker.Questionnaire(w.ctx, r)
	if err != nil {
		w.t.Fatal(err)
	}
	return r, as[0], q
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// wants holds err to a kind, and to a key unless that is "".
func (w *world) wants(err error, kind maturity.Kind, key string) {
	w.t.Helper()
	if !errors.Is(err, &maturity.Error{Kind: kind, Key: key}) {
		w.t.Errorf("got %v, want %s %s", err, kind, key)
	}
}

func level(n int) *maturity.Answer { return &maturity.Answer{Kind: maturity.LevelAnswer, Level: n} }

// answers gives every member question the same level, and hours.
func answers(q *maturity.Questionnaire, n int) []tracker.Change {
	var out []tracker.Change
	for _, x := range q.AskedOf(maturity.Each) {
		a := level(n)
		if x.Type == maturity.Number {
			a = &maturity.Answer{Kind: maturity.NumberAnswer, Number: float64(4 * (4 - n))}
		}
		out = append(out, tracker.Change{Question: x.Key, Answer: a})
	}
	return out
}

func facts(q *maturity.Questionnaire) []tracker.Change {
	var out []tracker.Change
	for _, x := range q.AskedOf(maturity.Lead) {
		var a maturity.Answer
		switch {
		case x.Measure == maturity.TierWeighted:
			a = maturity.Answer{Kind: maturity.TiersAnswer, Tiers: []maturity.Tier{{Tier: 1, Covered: 1, Of: 2}}}
		case x.Type == maturity.Ratio:
			a = maturity.Answer{Kind: maturity.RatioAnswer, Part: 2, Whole: 5}
		case x.Type == maturity.Number:
			a = maturity.Answer{Kind: maturity.NumberAnswer, Number: 45}
		case x.Type == maturity.Checklist:
			a = maturity.Answer{Kind: maturity.ChecklistAnswer, Ticked: []string{x.Items[0].Key}, Without: []string{}}
		default:
			a = maturity.Answer{Kind: maturity.LevelAnswer, Level: 2}
		}
		out = append(out, tracker.Change{Question: x.Key, Answer: &a, Evidence: "https://wiki.example.com/" + x.Key})
	}
	return out
}

func TestQuarter(t *testing.T) {
	t.Parallel()
	results := make(chan maturity.Result, 2)
	t.Run("databases", func(t *testing.T) {
		storetest.Each(t, func(t *testing.T, database storetest.Database) {
			results <- playQuarter(newWorld(t, database))
		})
	})
	close(results)
	first, second := <-results, <-results
	if second.Questionnaire != "" && !reflect.DeepEqual(first, second) {
		t.Errorf("the two databases came to different results:\n%+v\n%+v", first, second)
	}
}

func playQuarter(w *world) maturity.Result {
	t, ctx := w.t, w.ctx
	r, a, q := w.open()
	if r.Key != "2026-Q2" || a.Mode != maturity.Apart || r.K != maturity.DefaultK {
		t.Fatalf("opened %+v, %+v", r, a)
	}
	everybody := append([]maturity.Viewer{w.champion}, w.members...)
	for i, v := range everybody {
		_, err := w.tracker.SaveAnswers(ctx, v, tracker.SaveAnswers{Assessment: a.ID, Changes: answers(q, min(i, 4)), Finish: true})
		w.must(err)
	}
	_, err := w.tracker.SaveFacts(ctx, w.champion, a.ID, facts(q))
	w.must(err)
	_, err = w.db.ResultOf(ctx, a.ID)
	w.wants(err, maturity.NotFound, "")
	w.wants(w.tracker.Reveal(ctx, w.members[0], a.ID), maturity.Forbidden, "error.lead_only")
	w.must(w.tracker.Reveal(ctx, w.champion, a.ID))

	_, err = w.tracker.SaveAnswers(ctx, w.members[0], tracker.SaveAnswers{Assessment: a.ID, Changes: answers(q, 0)})
	w.wants(err, maturity.Conflict, "error.already_revealed")
	before, err := w.db.ResultOf(ctx, a.ID)
	w.must(err)
	if got := before.Questions["incident.procedure"]; got.Value == nil || *got.Value != 2.5 || got.N != 6 {
		t.Errorf("incident.procedure of 0,1,2,3,4,4 is %+v", got)
	}

	err = w.tracker.Agree(ctx, w.champion, tracker.Agree{Assessment: a.ID, Levels: map[string]float64{"incident.procedure": 1}})
	w.wants(err, maturity.Invalid, "") // another level than the median wants a reason
	w.must(w.tracker.Agree(ctx, w.champion, tracker.Agree{
		Assessment: a.ID, Levels: map[string]float64{"incident.procedure": 1, "learn.allies": 2.5},
		Reasons: map[string]string{"incident.procedure": "手順を見たことがあるのは二人だけ"},
	}))
	after, err := w.db.ResultOf(ctx, a.ID)
	w.must(err)
	incident := after.Dimensions[maturity.Incident]
	if incident.Gate != "incident.procedure" || incident.Level == nil || *incident.Level > 1 {
		t.Errorf("the gate does not hold: %+v", incident)
	}
	if len(after.NextSteps) != 3 {
		t.Errorf("%d next steps", len(after.NextSteps))
	}

	leader := maturity.Viewer{Person: maturity.Person{ID: "x", Role: maturity.RoleLeader}}
	a, err = w.db.AssessmentByID(ctx, a.ID)
	w.must(err)
	w.wants(leader.MaySeeResult(a), maturity.NotFound, "")
	w.must(w.tracker.Share(ctx, w.champion, a.ID))
	a, err = w.db.AssessmentByID(ctx, a.ID)
	w.must(err)
	w.must(leader.MaySeeResult(a))

	last, err := w.db.LastAgreed(ctx, w.team.ID, "2026-Q3")
	w.must(err)
	if last.Round.ID != r.ID || !reflect.DeepEqual(*last.Result, after) {
		t.Errorf("before 2026-Q3 the team last agreed on %+v", last)
	}
	_, err = w.db.LastAgreed(ctx, w.team.ID, r.Key)
	w.wants(err, maturity.NotFound, "")

	levels, err := w.db.SharedLevels(ctx, []string{w.team.ID})
	w.must(err)
	if len(levels) != len(maturity.Dimensions) {
		t.Errorf("%d shared levels, want one a dimension", len(levels))
	}
	return after
}

func TestReopenedAndLateAnswersAreLogged(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		w := newWorld(t, database)
		r, a, q := w.open()
		w.now = r.ClosesAt.Add(time.Hour)
		saved, err := w.tracker.SaveAnswers(w.ctx, w.members[0], tracker.SaveAnswers{Assessment: a.ID, Changes: answers(q, 2)})
		w.must(err)
		if !saved.Late {
			t.Error("an answer after the closing date is not marked late")
		}
		w.must(w.tracker.Reveal(w.ctx, w.champion, a.ID))
		w.must(w.tracker.Reopen(w.ctx, w.champion, a.ID, "一人が休んでいた"))
		_, err = w.db.ResultOf(w.ctx, a.ID)
		w.wants(err, maturity.NotFound, "")
		w.must(w.tracker.CloseRound(w.ctx, w.champion, r.ID))
		_, err = w.tracker.SaveAnswers(w.ctx, w.members[0], tracker.SaveAnswers{Assessment: a.ID, Changes: answers(q, 2)})
		w.wants(err, maturity.Conflict, "error.round_closed")
		log, err := w.db.EventsOf(w.ctx, a.ID)
		w.must(err)
		var verbs []string
		for _, e := range log {
			verbs = append(verbs, e.Verb)
		}
		for _, want := range []string{"response.late", "assessment.reopened"} {
			if !strings.Contains(strings.Join(verbs, " "), want) {
				t.Errorf("the log %v lacks %s", verbs, want)
			}
		}
	})
}

func TestAnswersAreCheckedAndAllOrNone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	_, a, q := w.open()
	bad := map[string]tracker.Change{
		"level":    {Question: "learn.allies", Answer: level(5)},
		"fact":     {Question: "slo.coverage", Answer: level(1)},
		"unknown":  {Question: "learn.nothing", Answer: level(1)},
		"negative": {Question: "toil.hours", Answer: &maturity.Answer{Kind: maturity.NumberAnswer, Number: -1}},
		"nan":      {Question: "toil.hours", Answer: &maturity.Answer{Kind: maturity.NumberAnswer, Number: math.NaN()}},
		"reason":   {Question: "learn.allies", Answer: &maturity.Answer{Kind: maturity.NotApplicable, Reason: "mood"}},
		"long":     {Question: "learn.allies", Answer: &maturity.Answer{Kind: maturity.NotApplicable, Reason: maturity.OtherReason, Note: strings.Repeat("あ", 2001)}},
		"utf8":     {Question: "learn.allies", Answer: &maturity.Answer{Kind: maturity.NotApplicable, Reason: maturity.OtherReason, Note: "\xff"}},
	}
	for name, c := range bad {
		changes := append(answers(q, 3), c)
		if name != "fact" && name != "unknown" {
			changes = []tracker.Change{{Question: "incident.procedure", Answer: level(3)}, c}
		}
		_, err := w.tracker.SaveAnswers(w.ctx, w.members[0], tracker.SaveAnswers{Assessment: a.ID, Changes: changes})
		if !errors.Is(err, &maturity.Error{Kind: maturity.Invalid}) {
			t.Errorf("%s: %v", name, err)
		}
	}
	n, err := w.db.ParticipationOf(w.ctx, a.ID)
	w.must(err)
	if n.Started != 0 {
		t.Error("part of a refused set of answers was stored")
	}
}

func TestTogetherNobodyOverwritesUnseen(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		w := newWorld(t, database)
		_, a, _ := w.open()
		w.must(w.tracker.ChooseMode(w.ctx, w.champion, a.ID, maturity.Together))
		save := func(v maturity.Viewer, n, seen int) error {
			_, err := w.tracker.SaveAnswers(w.ctx, v, tracker.SaveAnswers{
				Assessment: a.ID, Changes: []tracker.Change{{Question: "learn.allies", Answer: level(n), Seen: seen}},
			})
			return err
		}
		w.must(save(w.champion, 1, 0))
		w.wants(save(w.members[0], 3, 0), maturity.Conflict, "error.changed_elsewhere")
		w.must(save(w.members[0], 1, 0)) // the same answer is no quarrel
		w.must(save(w.members[0], 3, 2))
		w.wants(w.tracker.ChooseMode(w.ctx, w.champion, a.ID, maturity.Apart), maturity.Conflict, "error.mode_fixed")
	})
}

func TestStrangersAndOtherTeamsGetNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	_, a, q := w.open()
	other := maturity.Viewer{Person: maturity.Person{ID: "p"}, Memberships: map[string]maturity.MemberRole{"t": maturity.MemberLead}}
	for name, v := range map[string]maturity.Viewer{"stranger": {}, "other lead": other} {
		want := maturity.NotFound
		if name == "stranger" {
			want = maturity.Unauthenticated
		}
		_, err := w.tracker.SaveAnswers(w.ctx, v, tracker.SaveAnswers{Assessment: a.ID, Changes: answers(q, 1)})
		w.wants(err, want, "")
		_, err = w.tracker.SaveFacts(w.ctx, v, a.ID, facts(q))
		w.wants(err, want, "")
		w.wants(w.tracker.Reveal(w.ctx, v, a.ID), want, "")
		w.wants(w.tracker.Share(w.ctx, v, a.ID), want, "")
	}
	_, err := w.tracker.OpenRound(w.ctx, w.members[0], tracker.OpenRound{})
	w.wants(err, maturity.Forbidden, "")
}

func TestLinks(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	secret, err := w.tracker.NewSetUpLink(w.ctx)
	w.must(err)
	if secret != "" {
		t.Error("a set-up link for an organisation that is there")
	}
	link, err := w.tracker.NewPersonLink(w.ctx, w.champion, w.members[0].Person.ID)
	w.must(err)
	in, err := w.tracker.SignIn(w.ctx, link.Secret, tracker.Browser{})
	w.must(err)
	v, _, err := w.tracker.Viewer(w.ctx, in.Secret)
	w.must(err)
	if v.Person.ID != w.members[0].Person.ID || !v.InTeam(w.team.ID) {
		t.Errorf("signed in as %+v", v)
	}
	_, err = w.tracker.SignIn(w.ctx, link.Secret, tracker.Browser{}) // resuming elsewhere
	w.must(err)
	w.must(w.tracker.SignOutEverywhere(w.ctx, v))
	_, _, err = w.tracker.Viewer(w.ctx, in.Secret)
	w.wants(err, maturity.Unauthenticated, "error.session_ended")
	_, err = w.tracker.SignIn(w.ctx, link.Secret, tracker.Browser{})
	w.wants(err, maturity.Gone, "error.link_expired")
	_, err = w.tracker.SignIn(w.ctx, "nonsense", tracker.Browser{})
	w.wants(err, maturity.NotFound, "error.link_unknown")
	w.now = w.now.Add(2 * time.Hour)
	_, _, err = w.tracker.Viewer(w.ctx, in.Secret)
	w.wants(err, maturity.Unauthenticated, "")
}
