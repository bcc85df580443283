package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"michinori/app/maturity"
)

func TestAgreementStartsWithTheWidestViews(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.answer("learn.allies", 0, 0, 4, 4, 2, 1)
	s.reveal()
	r := s.get("lead", s.at("agreement"))
	s.wants(r, http.StatusOK, "進行のヒント：", "6人中6人がレベルを選択")
	s.sound(r)
	first := r.all("fieldset", "id", "")[0]
	if id, _ := attr(first, "id"); id != "q-learn-allies" {
		t.Errorf("the agenda starts with %s", id)
	}
	if r.value("learn.allies") != "1.5" || r.value("learn.blameless") != "2" {
		t.Errorf("not the medians: %q, %q", r.value("learn.allies"), r.value("learn.blameless"))
	}
}

func TestMembersReadTheAgreementOnly(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.answer("learn.allies", 0, 0, 4, 4, 2, 1)
	s.reveal()
	r := s.in(maturity.English, "member", s.at("agreement"))
	s.wants(r, http.StatusOK, "The lead records what you agree on", "Median: 1.5")
	s.sound(r)
	if len(r.all("input", "type", "radio")) != 0 {
		t.Error("a member can choose levels")
	}
	s.wants(s.post("member", s.at("agreement"), nil), http.StatusForbidden)
}

func TestAgreementKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.answer("learn.allies", 0, 0, 4, 4, 2, 1)
	s.reveal()
	tests := []struct {
		name    string
		sent    url.Values
		message string
	}{
		{"another level without a reason", fields("learn.allies", "3"), "入力してください。"},
		{"no level", fields("learn.allies", "7"), "0から4まで、0.5刻みで"},
		{"no number", fields("learn.allies", "NaN"), "0から4まで、0.5刻みで"},
		{"a third of a level", fields("learn.allies", "1.3"), "0から4まで、0.5刻みで"},
		{"too long", fields("learn.allies", "3", "learn.allies.reason", strings.Repeat("あ", 2001)), "2000文字以内"},
		{"not UTF-8", fields("learn.allies", "3", "learn.allies.reason", "a\xff"), "読み取れない文字"},
	}
	for _, tt := range tests {
		tt.sent.Set("learn.blameless", "3")
		tt.sent.Set("learn.blameless.reason", "<b>会議で確かめた</b>")
		r := s.save("lead", s.at("agreement"), s.at("agreement"), tt.sent)
		s.wants(r, http.StatusUnprocessableEntity, tt.message)
		s.sound(r)
		if r.value("learn.blameless") != "3" || r.value("learn.blameless.reason") != "<b>会議で確かめた</b>" {
			t.Errorf("%s: what was typed is gone", tt.name)
		}
		s.lacks(r, "<b>会議")
	}
	a, err := s.db.AssessmentByID(t.Context(), s.open.ID)
	s.must(err)
	if a.State != maturity.Revealed {
		t.Errorf("state %s: something was stored", a.State)
	}
}

func TestAgreementSwitchesLanguageInTheMiddle(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.answer("learn.allies", 0, 0, 4, 4, 2, 1)
	s.reveal()
	r := s.post("lead", s.at("agreement"), fields("learn.allies", "3", "learn.allies.reason", "二人増えた", "language", "en"))
	s.wants(r, http.StatusOK, "Worth talking about first")
	if r.value("learn.allies") != "3" || r.value("learn.allies.reason") != "二人増えた" {
		t.Error("what was typed is gone")
	}
	s.wants(s.get("lead", s.at("agreement")), http.StatusOK, "Worth talking about first")
}

func TestAgreeingLeadsToTheResult(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.answer("learn.allies", 0, 0, 4, 4, 2, 1)
	s.reveal()
	sent := fields("learn.allies", "3", "learn.allies.reason", "二人増えた", "learn.blameless", "2", "toil.hours", "4")
	s.goesTo(s.save("lead", s.at("agreement"), s.at("agreement"), sent), s.at("result"))
	s.goesTo(s.get("lead", s.at("agreement")), "/assessments/"+s.open.ID)
	s.wants(s.get("member", s.at("result")), http.StatusOK, "理由：二人増えた")
	s.goesTo(s.post("lead", s.at("agreement"), sent), s.at("result")) // the same again is no quarrel
}

// Two leads settle on the levels at once: the second sees what the first has
// agreed on beside their own words, and nothing of theirs is stored.
func TestTwoLeadsAgree(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.must(s.tracker.ChangePart(t.Context(), s.viewer("champion"), s.team.ID, s.id("second"), "lead"))
	s.answer("learn.allies", 0, 0, 4, 4, 2, 1)
	s.reveal()
	path := s.at("agreement")
	mine, theirs := s.get("lead", path).sentOf("id", "agreement"), s.get("second", path).sentOf("id", "agreement")
	theirs.Set("learn.allies", "3")
	theirs.Set("learn.allies.reason", "二人増えた")
	s.goesTo(s.post("second", path, theirs), s.at("result"))
	mine.Set("learn.allies", "4")
	mine.Set("learn.allies.reason", "三人増えた")
	r := s.post("lead", path, mine)
	s.wants(r, http.StatusConflict, "ほかの人がレベルの合意を記録しました", "いまの値：3 二人増えた", "三人増えた")
	s.sound(r)
	if r.value("learn.allies") != "4" {
		t.Errorf("what was typed came back as %q", r.value("learn.allies"))
	}
	s.wants(s.get("member", s.at("result")), http.StatusOK, "理由：二人増えた")

	// Opened anew, the medians are others: what was typed waits for its author.
	s.must(s.tracker.Reopen(t.Context(), s.viewer("lead"), s.open.ID, "数え違い"))
	s.wants(s.post("lead", path, mine), http.StatusConflict)
	s.reveal()
	r = s.post("lead", path, mine)
	s.wants(r, http.StatusConflict, "回答が開き直されました", "三人増えた")
	s.goesTo(s.post("lead", path, r.sentOf("id", "agreement")), s.at("result"))
}

func TestFewAnswersShowNoSpread(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.answer("learn.allies", 0, 4, 4)
	s.reveal()
	r := s.get("lead", s.at("agreement"))
	s.wants(r, http.StatusOK, "大きく分かれた質問はありません", "人数が少ないため非表示")
	s.lacks(r, "L0: 1", "L4: 2", "レベル0:1人")
	if r.value("learn.allies") != "" {
		t.Errorf("a hidden median is chosen: %q", r.value("learn.allies"))
	}
}

func TestATeamThatAnsweredTogetherHasNoSpread(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.must(s.tracker.ChooseMode(t.Context(), s.viewer("lead"), s.open.ID, maturity.Together))
	q, err := s.tracker.Questionnaire(t.Context(), s.round)
	s.must(err)
	s.answerAll("lead", q, 3)
	// One record is not one person: nobody is told that five are missing.
	s.lacks(s.get("lead", s.at("reveal")), "途中の人が")
	s.wants(s.get("champion", "/"), http.StatusOK, "6人中6人が回答を終えました")
	s.reveal()
	r := s.get("lead", s.at("agreement"))
	s.wants(r, http.StatusOK, "チームで記録した回答です", "記録した回答：3")
	s.sound(r)
	if len(r.all("div", "class", "distribution")) != 0 {
		t.Error("one answer is drawn as a spread")
	}
	s.goesTo(s.save("lead", s.at("agreement"), s.at("agreement"), nil), s.at("result"))
	r = s.get("lead", s.at("result"))
	s.wants(r, http.StatusOK, "チーム6人で一緒に回答")
	if n := strings.Count(text(r.page), "見方の幅はありません"); n != 1 {
		t.Errorf("the result says %d times that there is no spread", n)
	}
}

// A first round has nothing before it, and what nobody wrote down is not 0.
func TestAFirstRoundLooksBackOnNothing(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.answer("learn.allies", 0, 0, 4, 4, 2, 1)
	s.agree()
	r := s.get("lead", s.at("result"))
	s.wants(r, http.StatusOK, "チームの現在地")
	s.lacks(r, "決めたことは、どれだけ実現したか", "前に決めたアクションを振り返る")
	r = s.get("lead", "/teams/"+s.team.ID+"/report")
	s.wants(r, http.StatusOK, "取り組む実践は、まだ選んでいません。")
	s.lacks(r, "オンコールに立てる人は", "最初と最新")
}

func TestAClosedRoundIsAgreedOnNoMore(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.answer("learn.allies", 0, 0, 4, 4, 2, 1)
	s.reveal()
	s.must(s.tracker.CloseRound(t.Context(), s.viewer("champion"), s.round.ID))
	r := s.get("lead", s.at("agreement"))
	s.wants(r, http.StatusOK, "合意の前に終了しました")
	s.sound(r)
	if len(r.all("input", "type", "radio")) != 0 {
		t.Error("levels can still be chosen")
	}
	s.wants(s.post("lead", s.at("agreement"), nil), http.StatusConflict)
}
