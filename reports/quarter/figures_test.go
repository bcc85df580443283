package quarter_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/document"
	"michinori/reports/quarter"
)

func figure(t *testing.T, d document.Document, id string) reports.Figure {
	t.Helper()
	for _, f := range d.Figures() {
		if f.ID == id {
			return f
		}
	}
	t.Fatalf("no figure %s in %s", id, d.ID)
	return reports.Figure{}
}

func printed(t reports.Table) string {
	var b strings.Builder
	for _, row := range t.Rows {
		for _, c := range row {
			b.WriteString(c.String() + "|")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// What holds levels down is listed by dimension, what holds most first.
func TestLeadersReadWhatHoldsLevelsDown(t *testing.T) {
	t.Parallel()
	in := rich()
	in.Rounds[1].Gates = map[string]int{"learn.allies": 4, "slo.coverage": 2, "slo.review": 3, "our.own": 1, "toil.own": 1}
	d := quarter.ForLeaders(maturity.Japanese, in, false)
	for _, s := range d.Details {
		for _, table := range s.Tables {
			want := "トイル|toil.own|1|6|\nSLOの普及|SLOを一度も見直していない|3|9|\nSLOの普及|SLOで見守られているサービスがない|2|9|\n学びと浸透|活動が一人の肩にかかっている|4|10|\n"
			if got := printed(table.Table); table.ID == "gates" && got != want {
				t.Errorf("%s, want %s", got, want)
			}
		}
	}
}

// Since the first round that some team shared: what broke before it breaks no
// line, and what broke in between does.
func TestLeadersReadHowFarTheyHaveCome(t *testing.T) {
	t.Parallel()
	in := rich()
	in.Rounds[0].BreakBefore = map[maturity.Dimension]bool{maturity.Bus: true}
	in.Rounds[1].BreakBefore = map[maturity.Dimension]bool{maturity.SLO: true}
	f := figure(t, quarter.ForLeaders(maturity.English, in, false), "slope-levels")
	if notes := strings.Join(f.Notes, " "); !strings.Contains(notes, "Not joined, as the questions changed their meaning between: SLO coverage.") {
		t.Error(notes)
	}
	all := map[maturity.Dimension]bool{maturity.Toil: true, maturity.Bus: true, maturity.Incident: true, maturity.SLO: true, maturity.Learn: true}
	begun := in // a round asks other questions, and nobody has shared its result yet
	begun.Rounds = append(slices.Clone(in.Rounds), quarter.Round{Key: "2026-Q4", BreakBefore: all, Open: true})
	if after := figure(t, quarter.ForLeaders(maturity.English, begun, false), "slope-levels"); printed(after.Table) != printed(f.Table) {
		t.Errorf("%s once others ask, before\n%s", printed(after.Table), printed(f.Table))
	}
	other := in.Rounds[0]
	other.Key = "2026-Q1" // of which nothing compares
	in.Rounds[0].BreakBefore = all
	in.Rounds = append([]quarter.Round{other}, in.Rounds...)
	if f := figure(t, quarter.ForLeaders(maturity.English, in, false), "slope-levels"); !strings.Contains(f.Title, "2026-Q2") {
		t.Error(f.Title)
	}
	for _, rounds := range [][]quarter.Round{in.Rounds[:2], in.Rounds[2:]} {
		in.Rounds = rounds
		for _, f := range quarter.ForLeaders(maturity.English, in, false).Figures() {
			if f.ID == "slope-levels" {
				t.Errorf("%d rounds that do not compare have a first and a latest", len(rounds))
			}
		}
	}
}

// A group of which nothing may be told has a locked cell and no number.
func TestLeadersReadPracticesByGroup(t *testing.T) {
	t.Parallel()
	in := rich()
	in.Practices[0].Groups = []quarter.GroupCount{{Group: "店舗", Habit: 2, Of: 5}, {Group: "決済", Hidden: true}}
	f := figure(t, quarter.ForLeaders(maturity.Japanese, in, false), "heat-practices")
	if got := printed(f.Table); got != "トイルの記録|40.0|数が少ないため非表示|2|5|数が少ないため非表示|数が少ないため非表示|\n" {
		t.Error(got)
	}
}

// A team sees how its people differ and its register; those it shares with do
// not.
func TestTeamsReadTheirOwnFigures(t *testing.T) {
	t.Parallel()
	d := drawing{rand.New(rand.NewPCG(6, 3)), terms(t).Questionnaire}
	in := quarter.TeamInput{Organisation: "みちのり商事", Team: "決済", Inside: true}
	for _, key := range []string{"2026-Q1", "2026-Q2", "2026-Q3"} {
		result := d.result()
		for _, q := range d.questions.In(maturity.Incident) {
			if q.Respondent == maturity.Each && q.Type == maturity.Scale5 {
				result.Questions[q.Key] = maturity.QuestionScore{
					State: maturity.Scored, Points: pointer(50.0), Value: pointer(2.0), N: 5, Answered: 5, Agreement: pointer(0.4), Counts: []int{2, 0, 1, 0, 2},
				}
			}
		}
		in.Rounds = append(in.Rounds, quarter.TeamRound{
			Key: key, Edition: "sre-core 1", Questionnaire: d.questions, Members: 6, Mode: maturity.Apart, Result: &result,
			Register: &reports.RegisterRound{Key: key, Areas: 4, Critical: 3, Single: 2, BusFactor: pointer(1), Exact: true},
		})
	}
	in.Rounds[2].Agreements = []maturity.Agreement{{Question: "incident.triage", Level: 3, Reason: "先月そろえた"}}
	in.Drills = []quarter.TeamDrill{{Day: "2026-08-01", Title: maturity.Text{JA: "証明書切れ", EN: "A certificate ran out"}, Outcome: "連絡先が古かった"}}
	inside := quarter.ForTeam(maturity.Japanese, in)
	for _, id := range []string{"trend", "slope", "matched", "disagreement", "register"} {
		figure(t, inside, id)
	}
	if now := printed(figure(t, inside, "profile").Table); strings.Contains(now, "比べるラウンドなし") {
		t.Errorf("the round before is not beside this one: %s", now)
	}
	all := strings.Join(textsOf(inside), "\n")
	for _, want := range []string{"これまでに1回の訓練をしました。直近は2026-08-01の「証明書切れ」です。", "そこで分かったこと：連絡先が古かった"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q", want)
		}
	}
	if !slices.ContainsFunc(inside.Details, func(s document.Section) bool {
		return len(s.Tables) > 0 && strings.Contains(printed(s.Tables[0].Table), "|3.0|先月そろえた|")
	}) {
		t.Error("no agreement with its reason")
	}
	in.Inside = false
	for _, f := range quarter.ForTeam(maturity.Japanese, in).Figures() {
		if f.ID == "disagreement" || f.ID == "register" {
			t.Errorf("%s outside the team", f.ID)
		}
	}
}

func TestNothingIsMinusZero(t *testing.T) {
	t.Parallel()
	for v, want := range map[float64]string{-0.04: "0.0", 0.04: "0.0", -0.05: "-0.1", 0: "0.0", -12.34: "-12.3"} {
		if got := reports.Decimal(v).String(); got != want || quarter.Tenth(v) != want {
			t.Errorf("%v prints as %s and %s", v, got, quarter.Tenth(v))
		}
	}
	f := reports.BeforeAfter(reports.EffectInput{Lang: maturity.English, Practice: "x", Dimension: maturity.Toil, Teams: 3, Others: 3, Low: -0.01, High: 0.01})
	if all := strings.Join(f.Notes, " ") + printed(f.Table); strings.Contains(all, "-0.0") {
		t.Error(all)
	}
}

// A name that is read from right to left stays where it stands in a sentence.
func TestNamesDoNotReorderSentences(t *testing.T) {
	t.Parallel()
	in := rich()
	in.Organisation, in.Teams[0].Name, in.Teams[1].Name = "حلول", "פיתוח\u202e", "🚀配送"
	all := strings.Join(textsOf(quarter.ForLeaders(maturity.Japanese, in, false)), "\n")
	for _, want := range []string{"\u2068حلول\u2069　2026-Q3", "\u2068פיתוח\u202e\u2069 40日", "🚀配送。"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q", want)
		}
	}
}
