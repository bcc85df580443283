package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"michinori/app/tracker"
	"michinori/questionnaires"
)

// Two champions have the same form open. The second to save meets what the first
// has stored beside their own words, and
// decides.
func TestTwoEditorsOfAFormSeeBothTexts(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	group, own := s.newGroup("開発部", ""), s.ownPractice().Key
	for _, x := range []struct{ page, action, field, theirs, mine, other string }{
		{"/teams/" + s.other.ID, "/teams/" + s.other.ID, "name", "検索基盤", "探索", "key"},
		{"/people/" + s.id("member"), "/people/" + s.id("member"), "name", "馬場一郎", "馬場太郎", "email"},
		{"/organisation", "/organisation", "name", "株式会社道", "株式会社路", "time_zone"},
		{"/groups?edit=" + group, "/groups/" + group, "name", "開発本部", "開発室", "parent"},
		{"/practices/own/" + own, "/practices/own/" + own, "name_ja", "朝の会", "朝礼", "cadence"},
	} {
		mine, theirs := s.get("champion", x.page).sentOf("action", x.action), s.get("champion", x.page).sentOf("action", x.action)
		theirs.Set(x.field, x.theirs)
		s.wantMoved(s.post("champion", x.action, theirs))

		mine.Set(x.field, x.mine)
		mine.Set("switch_language", "ja") // that reads the form again, and not what it rests on
		mine = s.post("champion", x.action, mine).sentOf("action", x.action)
		r := s.post("champion", x.action, mine)
		s.wants(r, http.StatusConflict, "ほかの人が変更しました", "いまの値："+x.theirs)
		s.sound(r)
		if r.wrong(x.other) != "" {
			t.Errorf("what is alike is called different on %s: %q", x.page, r.wrong(x.other))
		}
		back := r.sentOf("action", x.action)
		if back.Get(x.field) != x.mine {
			t.Errorf("what was typed of %s came back as %q", x.page, back.Get(x.field))
		}
		if got := s.get("champion", x.page).held(x.field); got != x.theirs {
			t.Errorf("%s: stored is %q", x.page, got)
		}
		s.wantMoved(s.post("champion", x.action, back))
		if got := s.get("champion", x.page).held(x.field); got != x.mine {
			t.Errorf("after the decision on %s stored is %q", x.page, got)
		}
		s.wantMoved(s.post("champion", x.action, back)) // the same again is no quarrel
	}
}

// Several forms stand on one page: the one that came back carries both texts, and
// is the only one that does.
func TestTwoEditorsOfOneOfManyForms(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.must(s.tracker.ChangePart(t.Context(), s.viewer("champion"), s.team.ID, s.id("second"), "lead"))
	for _, x := range s.oneOfMany() {
		one, other := "lead", "second"
		if x.role != "" {
			one, other = x.role, x.role
		}
		mine, theirs := s.get(one, x.page).oneOf(x.action, x.like), s.get(other, x.page).oneOf(x.action, x.like)
		for name, values := range x.theirs {
			theirs[name] = values
		}
		for name, values := range x.mine {
			mine[name] = values
		}
		s.wantMoved(s.post(other, x.action, theirs))
		r := s.post(one, x.action, mine)
		s.wants(r, http.StatusConflict, "ほかの人が変更しました", "いまの値："+x.now)
		s.sound(r)
		if n := strings.Count(r.body, "いまの値："); n != 1 {
			t.Errorf("%d messages on %s", n, x.action)
		}
		back := r.oneOf(x.action, x.like)
		for name, values := range x.mine {
			if !slices.Contains([]string{"do", "state", "outcome"}, name) && back.Get(name) != values[0] {
				t.Errorf("what was typed of %s on %s came back as %q", name, x.action, back.Get(name))
			}
		}
		s.wantMoved(s.post(other, x.action, theirs)) // what stands already is no quarrel
		for name, values := range x.mine {
			back[name] = values
		}
		s.wantMoved(s.post(one, x.action, back))
		s.lacks(s.get(one, x.page), x.now)
		s.wants(s.post(other, x.action, theirs), http.StatusConflict)
	}
}

// oneOfMany is a form of several on a page, found by what its hidden fields are
// like, with what two people make of it.
type oneOfMany struct {
	page, action       string
	like, theirs, mine url.Values
	now                string // theirs in words
	role               string // of both; "" where they are leads
}

func (s *testServer) oneOfMany() []oneOfMany {
	action, drill := s.shareRound(), s.aDrillAction("連絡先の一覧を直す")
	held := s.heldOnce()
	stop := "/trials/" + held.TrialID + "/stop"
	s.nextRound("2026-Q3", "sre-core", "2026-10-31")
	return []oneOfMany{
		{
			s.onCall(), s.onCall(), fields("person", s.id("member"), "step", "read"),
			fields("day", "2026-06-01", "note", "決済の手順", "do", "save"), fields("day", "2026-06-02", "note", "配送の手順", "do", "save"), "2026年6月1日 決済の手順", "",
		},
		{
			"/teams/" + s.team.ID + "/actions", "/actions/" + drill.ID + "/close", fields("reason", ""),
			fields("state", "dropped", "reason", "一覧は要らない"), fields("state", "dropped", "reason", "担当が決まらない"), "取りやめ 一覧は要らない", "",
		},
		{
			s.at("actions"), s.at("actions") + "/review", fields("action", action.ID),
			fields("outcome", "dropped", "reason", "誘う人がいない"), fields("outcome", "dropped", "reason", "忙しい"), "取りやめる 誘う人がいない", "",
		},
		{
			s.register("/people"), s.register("/people/") + s.id("member"), nil,
			fields("active_to", "2027-01-31"), fields("active_to", "2027-02-28"), "2027年1月31日", "",
		},
		{s.onCall(), s.onCall() + "/rota", nil, fields("people", "731"), fields("people", "732"), "731", ""},
		{s.practices("triage"), s.practices("triage"), fields("occurrence", held.ID), fields("sentence", "負荷を見た"), fields("sentence", "警報を見た"), "負荷を見た", ""},
		{"/rounds/" + s.round.ID, "/rounds/" + s.round.ID + "/extend", nil, fields("closes_on", "2026-11-20"), fields("closes_on", "2026-11-21"), "2026年11月20日", "champion"},
		{"/overview/practices", "/overview/practices/triage/target", nil, fields("teams", "1201"), fields("teams", "1202"), "1201", "champion"},
		{s.practices("triage"), s.practices(""), fields("from", "history"), fields("cadence", "611"), fields("cadence", "612"), "611", ""},
		{s.practices("triage"), stop, nil, fields("reason", "朝会で足りる"), fields("reason", "人手が足りない"), "朝会で足りる", ""},
	}
}

// A rhythm that is saved from an old page takes back no stop unseen, and a stop no
// rhythm.
func TestAnOldPageOfAPracticeTakesBackNoStopUnseen(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	stop := "/trials/" + s.heldOnce().TrialID + "/stop"
	page, change := s.practices("triage"), s.practices("")
	rhythm, ending := s.get("member", page).oneOf(change, nil), s.get("member", page).oneOf(stop, nil)
	theirs := s.get("second", page).oneOf(change, nil)
	theirs.Set("cadence", "611")
	s.wantMoved(s.post("second", change, theirs))
	ending.Set("reason", "朝会で足りる")
	r := s.post("member", stop, ending)
	s.wants(r, http.StatusConflict, "ほかの人が変更しました", "朝会で足りる", "611")
	s.sound(r)
	s.wantMoved(s.post("member", stop, r.oneOf(stop, nil)))

	r = s.post("member", change, rhythm)
	s.wants(r, http.StatusConflict, "ほかの人が変更しました", "朝会で足りる", "いまの値：611")
	s.sound(r)
	if trial, err := s.db.TrialOf(t.Context(), s.team.ID, "triage"); err != nil || trial.CadenceDays != 611 || trial.StopReason == "" {
		t.Errorf("%+v %v", trial, err)
	}
	s.wantMoved(s.post("member", change, url.Values{"practice": {"triage"}, "from": {"practice"}}))
	if trial, err := s.db.TrialOf(t.Context(), s.team.ID, "triage"); err != nil || trial.CadenceDays != 611 {
		t.Errorf("taken up again at another rhythm: %+v %v", trial, err)
	}
}

// An old page puts nobody back who was taken out of the team meanwhile.
func TestAnOldPageChangesNoPartUnseen(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	team := "/teams/" + s.team.ID
	one := team + "/members/" + s.id("member")
	old := s.get("champion", team).oneOf(one, nil)
	press := func(form url.Values, part string) reply {
		form.Set("part", part)
		return s.post("champion", one, form)
	}
	s.wantMoved(press(s.get("champion", team).oneOf(one, nil), "lead"))
	r := press(old, "out")
	s.wants(r, http.StatusConflict, "ほかの人がmemberさんの役割を「リード」に変更しました")
	s.sound(r)
	s.wantMoved(press(old, "lead")) // that they are already
	s.wantMoved(press(r.oneOf(one, nil), "out"))
	r = press(old, "member")
	s.wants(r, http.StatusConflict, "ほかの人がmemberさんをチームから外しました")
	if got := r.oneOf(one, nil); len(got) != 0 {
		t.Errorf("who was taken out stands there: %v", got)
	}
	members, err := s.db.MembersOf(t.Context(), s.team.ID)
	s.must(err)
	for _, m := range members {
		if m.ID == s.id("member") {
			t.Error("an old page has put somebody back")
		}
	}
}

// Two members place the same service at once; of another one each says what they
// like.
func TestAnOldPageOfEvidenceMarksNothingUnseen(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.wantMoved(s.upload("member", s.evidence(), []byte(sloFile), nil))
	marks := s.evidence() + "/marks"
	place := func(who string, form url.Values, checkout, search string) reply {
		form.Del("tier") // of several choices of one name the page is read for one
		for _, name := range form["service"] {
			form.Add("tier", map[string]string{"checkout": checkout, "search": search}[name])
		}
		return s.post(who, marks, form)
	}
	mine, theirs := s.get("member", s.evidence()).sentOf("action", marks), s.get("second", s.evidence()).sentOf("action", marks)
	s.wantMoved(place("second", theirs, "3", "0"))
	r := place("member", mine, "2", "1")
	s.wants(r, http.StatusConflict, "ほかの人が変更しました", "いまの値：ティア3")
	s.sound(r)
	if n := strings.Count(r.body, `value="2" selected`) + strings.Count(r.body, `value="1" selected`); n != 2 {
		t.Errorf("%d of two choices came back", n)
	}
	s.wantMoved(place("second", theirs, "3", "0")) // what stands already is no quarrel
	s.wantMoved(place("member", r.sentOf("action", marks), "2", "1"))
	has, err := s.tracker.EvidenceOf(t.Context(), s.viewer("member"), s.team.ID)
	s.must(err)
	if got := has.Evidence.Placings; got["checkout"] != 2 || got["search"] != 1 {
		t.Errorf("after the decision there is %v", got)
	}
}

// An old page of a drill takes nobody's part that somebody else has given
// meanwhile.
func TestAnOldPageOfADrillGivesNoPartUnseen(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	d, err := s.tracker.PlanDrill(t.Context(), s.viewer("lead"), tracker.PlanDrill{Team: s.team.ID, Scenario: questionnaires.Scenarios()[0]})
	s.must(err)
	drill := "/drills/" + d.ID
	part := drill + "/part"
	old := s.get("second", drill+"/play").sentOf("action", part)
	give := func(who string, form url.Values, person, role string) reply {
		form.Set("person", s.id(person))
		form.Set("role", role)
		return s.post(who, part, form)
	}
	s.wantMoved(give("lead", s.get("lead", drill+"/run").sentOf("action", part), "member", "scribe"))
	r := give("second", old, "member", "player")
	s.wants(r, http.StatusConflict, "ほかの人が変更しました", "いまの値：記録係")
	s.sound(r)
	s.wantMoved(give("second", old, "member", "scribe")) // that they are already
	s.wantMoved(give("second", old, "third", "player"))  // whom nobody else has given one
	s.get("third", drill+"/play")
	back := r.sentOf("action", part)
	if back.Get("person") != s.id("member") || back.Get("role") != "player" {
		t.Errorf("came back with %v", back)
	}
	s.wantMoved(s.post("second", part, back))

	old = s.get("lead", drill+"/run").sentOf("action", part)
	champion := s.get("champion", drill+"/play").sentOf("action", part)
	s.wantMoved(give("lead", old, "second", "runner"))
	s.wants(give("champion", champion, "member", "runner"), http.StatusConflict, "いまの値：ゲームマスターはsecondさん")
}

// A form that is refused for what it holds still knows what it was made from.
func TestAFormToBeMendedForgetsNobody(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	path := "/teams/" + s.other.ID
	mine := s.get("champion", path).sentOf("action", path)
	mine.Set("key", "これは鍵ではない")
	refused := s.post("champion", path, mine)
	s.wantStatus(refused, http.StatusUnprocessableEntity)
	s.wantMoved(s.save("champion", path, path, url.Values{"name": {"検索基盤"}, "key": {s.other.Key}}))

	mine = refused.sentOf("action", path)
	mine.Set("key", "explore")
	s.wants(s.post("champion", path, mine), http.StatusConflict, "いまの値：検索基盤")
}

// A page of facts that comes back for one of them leaves the others resting on
// what its author saw.
func TestFactsToBeMendedForgetNobody(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.must(s.tracker.ChangePart(t.Context(), s.viewer("champion"), s.team.ID, s.id("second"), "lead"))
	path := s.at("facts")
	mine, theirs := s.get("lead", path).sentOf("id", "answers"), s.get("second", path).sentOf("id", "answers")
	set := func(form url.Values, key, part, whole, link string) {
		form.Set(key+".part", part)
		form.Set(key+".whole", whole)
		form.Set(key+".evidence", link)
	}
	set(theirs, "incident.oncall_ready", "2", "5", "https://example.com/theirs")
	s.wantMoved(s.post("second", path, theirs))

	set(mine, "incident.oncall_ready", "2", "5", "https://example.com/mine")
	set(mine, "learn.actions", "7", "5", "")
	r := s.post("lead", path, mine)
	s.wantStatus(r, http.StatusUnprocessableEntity)
	mine = r.sentOf("id", "answers")
	set(mine, "learn.actions", "4", "5", "")
	r = s.post("lead", path, mine)
	s.wants(r, http.StatusConflict, "https://example.com/theirs")
	if got := r.sentOf("id", "answers").Get("incident.oncall_ready.evidence"); got != "https://example.com/mine" {
		t.Errorf("what was typed came back as %q", got)
	}
	s.wantMoved(s.post("lead", path, r.sentOf("id", "answers")))
}
