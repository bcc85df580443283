package web

import (
	"errors"
	"net/http"
	"testing"

	"michinori/app/maturity"
	"michinori/app/tracker"
)

func (s *testServer) answersOf(role string) map[string]maturity.GivenAnswer {
	s.t.Helper()
	q, err := s.tracker.Questionnaire(s.t.Context(), s.round)
	s.must(err)
	r, err := s.db.ResponseOf(s.t.Context(), s.open.ID, s.people[role].ID)
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return nil
	}
	s.must(err)
	answers, err := s.db.AnswersOf(s.t.Context(), r.ID, q)
	s.must(err)
	return answers
}

func TestLanguageSwitchKeepsWhatIsHalfTyped(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	r := s.post("member", s.at("answers"), fields("language", "en",
		"toil.fix_time.seen", "0", "toil.fix_time.was", "-", "toil.fix_time", "3",
		"bus.docs.seen", "0", "bus.docs.was", "-", "bus.docs", "provided", "bus.docs.provided_by", "Platform",
		"bus.absence.seen", "0", "bus.absence.was", "-", "bus.absence", "na",
	))
	s.wants(r, http.StatusOK, "Questions for Payments")
	for name, want := range map[string]string{"toil.fix_time": "3", "bus.docs": "provided", "bus.absence": "na"} {
		if got := r.value(name); got != want {
			t.Errorf("%s shows %q, want %q", name, got, want)
		}
	}
	if len(r.all("input", "value", "Platform")) != 1 {
		t.Error("the half-typed text is gone")
	}
	if have := s.answersOf("member"); len(have) != 1 || have["toil.fix_time"].Answer.Level != 3 {
		t.Errorf("stored %+v, want what is complete", have)
	}
}

func TestRefusedFormSaysWhatIsNotStored(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	r := s.post("member", s.at("answers"), fields("finish", "1",
		"toil.fix_time.seen", "0", "toil.fix_time.was", "-", "toil.fix_time", "3",
		"bus.absence.seen", "0", "bus.absence.was", "-", "bus.absence", "na",
	))
	s.wants(r, http.StatusUnprocessableEntity)
	var unsaved []string
	for _, n := range r.all("fieldset", "data-unsaved", "") {
		key, _ := attr(n, "data-question")
		unsaved = append(unsaved, key)
	}
	if len(unsaved) != 2 || unsaved[0] != "toil.fix_time" || unsaved[1] != "bus.absence" {
		t.Errorf("marked as not stored: %v", unsaved)
	}
}

func TestEvidenceAloneIsNotDropped(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	r := s.post("lead", s.at("facts"), fields(
		"toil.tracking.seen", "0", "toil.tracking.was", "-", "toil.tracking.evidence", "https://wiki.example.com/toil",
	))
	s.wants(r, http.StatusUnprocessableEntity, "答えも選んでください")
	if len(r.all("input", "value", "https://wiki.example.com/toil")) != 1 {
		t.Error("the link is gone")
	}
}

// Two people at one browser, or one who looks at the pages of many: what one
// typed must never become the answer of another.
func TestAnswersTypedAsSomebodyElseAreNotStored(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	r := s.post("second", s.at("answers"), fields("author", s.people["member"].ID,
		"toil.fix_time.seen", "0", "toil.fix_time.was", "-", "toil.fix_time", "3",
	))
	s.wants(r, http.StatusUnauthorized, "別の人")
	if kept := r.all("input", "name", "toil.fix_time"); len(kept) != 1 {
		t.Error("what was typed is not kept")
	}
	if have := s.answersOf("second"); have != nil {
		t.Errorf("stored %+v", have)
	}
	own := s.get("second", s.at("answers"))
	if got := own.all("input", "name", "author"); len(got) != 1 {
		t.Fatal("the form does not say whose it is")
	} else if id, _ := attr(got[0], "value"); id != s.people["second"].ID {
		t.Errorf("the form is that of %s", id)
	}
}

func TestKeepingAFactKeepsTheRestOfThePage(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	fact := maturity.Answer{Kind: maturity.LevelAnswer, Level: 3}
	_, err := s.tracker.SaveFacts(t.Context(), s.viewer("lead"), s.open.ID, []tracker.Change{{Question: "toil.tracking", Answer: &fact}})
	s.must(err)
	s.answer("incident.procedure", 2, 2, 2)
	s.agree()
	s.nextRound("2026-Q3", "sre-core", "2026-10-31")
	s.goesTo(s.post("lead", s.at("facts"), fields("keep", "toil.tracking",
		"toil.tracking.seen", "0", "toil.tracking.was", "-",
		"toil.budget.seen", "0", "toil.budget.was", "-", "toil.budget", "1",
	)), s.at("facts#q-toil-tracking"))
	q, err := s.tracker.Questionnaire(t.Context(), s.round)
	s.must(err)
	facts, err := s.db.FactsOf(t.Context(), s.open.ID, q)
	s.must(err)
	if len(facts) != 2 || facts["toil.tracking"].Answer.Level != 3 || facts["toil.budget"].Answer.Level != 1 {
		t.Errorf("stored %+v", facts)
	}
}

func TestSetUpSwitchesItsLanguage(t *testing.T) {
	t.Parallel()
	s := newEmptyServer(t)
	secret, err := s.tracker.NewSetUpLink(t.Context())
	s.must(err)
	r := s.post("", "/setup/"+secret, fields("switch_language", "en", "organisation", "みちのり", "members", "馬場\n千葉", "mode", "apart"))
	s.wants(r, http.StatusOK, "Start with Michinori")
	if len(r.all("input", "value", "みちのり")) != 1 || r.value("members") != "馬場 千葉" || r.value("mode") != "apart" {
		t.Errorf("what was typed is gone:\n%s", r.body)
	}
	if done, err := s.tracker.IsSetUp(t.Context()); done || err != nil {
		t.Errorf("set up: %v, %v", done, err)
	}
}
