package demo

import (
	"regexp"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
)

// told is one team's history, by the quarter of its story.
type told map[int]store.WholeAssessment

func tell(t *testing.T, o Options) map[string]told {
	t.Helper()
	p, err := newPlan(library(t), o)
	if err != nil {
		t.Fatal(err)
	}
	stages := map[string]int{}
	for _, r := range p.periods {
		stages[r.ID] = r.stage
	}
	out := map[string]told{}
	for i := range p.teams {
		h := p.history(&p.teams[i])
		if h.err != nil {
			t.Fatal(h.err)
		}
		team := told{}
		for _, a := range h.assessments {
			team[stages[a.RoundID]] = a
		}
		out[p.teams[i].Key] = team
	}
	return out
}

func (s told) score(t *testing.T, quarter int, d maturity.Dimension) float64 {
	t.Helper()
	if s[quarter].Result == nil || s[quarter].Result.Dimensions[d].Score == nil {
		t.Fatalf("no score of %s in quarter %d", d, quarter)
	}
	return *s[quarter].Result.Dimensions[d].Score
}

func (s told) change(t *testing.T, from, to int, d maturity.Dimension) maturity.Direction {
	t.Helper()
	return maturity.Compare(s[from].Result.Dimensions[d], s[to].Result.Dimensions[d]).Direction
}

func TestStoriesHoldInTheScores(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		o := options(8, 8, 6)
		o.Seed = seed
		teams := tell(t, o)

		payments := teams["payments"]
		for _, d := range []maturity.Dimension{maturity.Bus, maturity.Incident} {
			if got := payments.change(t, 3, 4, d); got != maturity.Fell {
				t.Errorf("seed %d: %s of the team that lost its expert: %s", seed, d, got)
			}
			if fall := payments.score(t, 3, d) - payments.score(t, 6, d); fall < 20 {
				t.Errorf("seed %d: %s of payments is back after %.0f points", seed, d, fall)
			}
		}
		if n := payments[4].Members; n != 5 {
			t.Errorf("seed %d: %d people in the team that lost one of six", seed, n)
		}

		platform := teams["platform"]
		if got := platform.change(t, 2, 5, maturity.Incident); got != maturity.Rose {
			t.Errorf("seed %d: the team that drills: %s", seed, got)
		}
		if from, to := platform.score(t, 2, maturity.Incident), platform.score(t, 7, maturity.Incident); from >= 40 || to < 60 {
			t.Errorf("seed %d: the team that drills goes from %.0f to %.0f", seed, from, to)
		}
		if from, to := teams["orders"].score(t, 2, maturity.SLO), teams["orders"].score(t, 7, maturity.SLO); from >= 20 || to < 60 {
			t.Errorf("seed %d: the team that begins with SLOs goes from %.0f to %.0f", seed, from, to)
		}
		checkSilence(t, seed, teams["search"])
		checkTogether(t, seed, teams["internal-systems"])
		checkDispute(t, seed, teams["mobile-app"], teams["delivery"])
		if data := teams["data-platform"]; len(data) != 5 || data[3].Result == nil {
			t.Errorf("seed %d: the new team has %d rounds", seed, len(data))
		}
		checkEnds(t, seed, teams)
	}
}

// checkSilence finds gaps of both kinds: nobody answered, and too few did.
func checkSilence(t *testing.T, seed uint64, search told) {
	t.Helper()
	for _, quarter := range []int{2, 6, 7} {
		if search[quarter].Result != nil || search[quarter].State != maturity.Answering {
			t.Errorf("seed %d: search answered in quarter %d", seed, quarter)
		}
	}
	if few := search[4].Result; few == nil || few.Dimensions[maturity.Bus].Scored || few.Questions["bus.docs"].State != maturity.TooFew {
		t.Errorf("seed %d: two answers of six show something: %+v", seed, few)
	}
	for _, quarter := range []int{0, 1, 3, 5} {
		search.score(t, quarter, maturity.Bus)
	}
}

func checkTogether(t *testing.T, seed uint64, internal told) {
	t.Helper()
	for quarter, a := range internal {
		if a.Mode != maturity.Together || len(a.Responses) != 1 || a.Responses[0].PersonID != "" {
			t.Errorf("seed %d: three people do not answer together in quarter %d", seed, quarter)
		}
		if a.Result != nil && !a.Result.Dimensions[maturity.SLO].Partly {
			t.Errorf("seed %d: SLOs apply to internal systems in quarter %d", seed, quarter)
		}
	}
}

func checkDispute(t *testing.T, seed uint64, app, delivery told) {
	t.Helper()
	count := func(team told) (n int) {
		for _, a := range team {
			if a.Result == nil {
				continue
			}
			for _, q := range a.Result.Questions {
				if q.Discuss {
					n++
				}
			}
		}
		return n
	}
	if loud, calm := count(app), count(delivery); loud < 20 || loud < 3*calm {
		t.Errorf("seed %d: %d questions to talk about in the app team, %d in the steady one", seed, loud, calm)
	}
}

func checkEnds(t *testing.T, seed uint64, teams map[string]told) {
	t.Helper()
	states := map[maturity.State]int{}
	for _, team := range teams {
		states[team[quarters-1].State]++
	}
	for _, s := range []maturity.State{maturity.Answering, maturity.Revealed, maturity.Agreed, maturity.Shared} {
		if states[s] == 0 {
			t.Errorf("seed %d: no team is %s in the open round", seed, s)
		}
	}
}

// Everything that can be stored of an answer occurs, and nothing happens in the
// future.
func TestThereIsSomeOfEverything(t *testing.T) {
	t.Parallel()
	o := options(8, 8, 6)
	found := map[string]int{}
	for _, team := range tell(t, o) {
		for _, a := range team {
			lookAt(found, a)
			for _, e := range a.Events {
				if e.At.After(o.Now) {
					t.Errorf("%s at %s", e.Verb, e.At)
				}
				found[e.Verb]++
			}
		}
	}
	for _, what := range []string{
		"level", "number", "ratio", "tiers", "checklist", "word", "unsure", "na", "provided", "part time",
		"missing answer", "missing fact", "late answer", "late fact", "evidence", "note", "agreement", "changed answer",
		"reopened", "half a response", "open action", "done action", "dropped action", "response.late",
		"assessment.revealed", "assessment.agreed", "assessment.shared", "assessment.reopened", "action.added", "action.done", "action.dropped",
	} {
		if found[what] == 0 {
			t.Errorf("there is no %s", what)
		}
	}
}

func lookAt(found map[string]int, a store.WholeAssessment) {
	for _, r := range a.Responses {
		count(found, "half a response", r.FinishedAt == nil)
		count(found, "missing answer", r.FinishedAt != nil && len(r.Answers) == 19)
		for _, g := range r.Answers {
			found[string(g.Answer.Kind)]++
			count(found, "part time", g.Answer.Of > 0)
			count(found, "late answer", g.Late)
			count(found, "changed answer", g.Revision > 1)
		}
	}
	for _, f := range a.Facts {
		found[string(f.Answer.Kind)]++
		count(found, "late fact", f.Late)
		count(found, "evidence", f.Evidence != "")
		count(found, "note", f.Note != "")
	}
	count(found, "missing fact", len(a.Facts) == 14)
	count(found, "reopened", a.Reopened > 0)
	found["agreement"] += len(a.Agreements)
	for _, x := range a.Actions {
		count(found, string(x.State)+" action", true)
	}
}

var kana = regexp.MustCompile(`[\p{Hiragana}\p{Katakana}\p{Han}]`)

// What people wrote is in the language of the organisation.
func TestTextsAreInOneLanguage(t *testing.T) {
	t.Parallel()
	for _, l := range maturity.Languages {
		o := options(16, 8, 6)
		o.Language = l
		p, err := newPlan(library(t), o)
		if err != nil {
			t.Fatal(err)
		}
		texts := []string{p.organisation.Name}
		for _, g := range p.groups {
			texts = append(texts, g.Name)
		}
		for i := range p.teams {
			texts = append(texts, p.teams[i].Name)
			for _, m := range p.teams[i].members {
				texts = append(texts, m.Name)
			}
			for _, a := range p.history(&p.teams[i]).assessments {
				texts = append(texts, writtenIn(a)...)
			}
		}
		for _, text := range texts {
			if text != "" && kana.MatchString(text) != (l == maturity.Japanese) {
				t.Errorf("%s: %q", l, text)
			}
		}
	}
}

func writtenIn(a store.WholeAssessment) []string {
	texts := []string{a.ReopenReason}
	for _, x := range a.Agreements {
		texts = append(texts, x.Reason)
	}
	for _, f := range a.Facts {
		texts = append(texts, f.Note, f.Answer.ProvidedBy)
	}
	for _, x := range a.Actions {
		texts = append(texts, x.Title, x.Reason)
	}
	return texts
}

func TestNamesAreNotUsedTwice(t *testing.T) {
	t.Parallel()
	o := options(MaxTeams, 1, MaxMembers)
	p, err := newPlan(library(t), o)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	once := func(what string) {
		if seen[what] {
			t.Errorf("%s twice", what)
		}
		seen[what] = true
	}
	for _, x := range p.teams {
		once(x.Key)
		once(x.Name)
		for _, m := range x.members {
			if m.ID != p.champion.ID {
				once(m.Email)
				once(m.Name)
				once(m.ID)
			}
		}
	}
}

// A history of twelve rounds ends as one of eight does.
func TestLongerHistoriesEndAlike(t *testing.T) {
	t.Parallel()
	o := options(8, MaxRounds, 6)
	o.Now = o.Now.Add(-24 * time.Hour)
	if payments := tell(t, o)["payments"]; payments.change(t, 3, 4, maturity.Bus) != maturity.Fell {
		t.Error("the team that lost its expert did not fall")
	}
}
