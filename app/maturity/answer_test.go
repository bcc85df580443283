package maturity_test

import (
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"

	"michinori/app/maturity"
)

func question(t testing.TB, key string) maturity.Question {
	t.Helper()
	q, ok := core().Question(key)
	if !ok {
		t.Fatalf("no question %s", key)
	}
	return q
}

func TestAnswersReadAndWriteTheSameForm(t *testing.T) {
	t.Parallel()
	tests := []struct {
		key, form string
		want      maturity.Answer
	}{
		{"toil.tracking", `3`, at(3)},
		{"toil.alert_review", `"unsure"`, unsure},
		{"bus.absence", `{"na":"handled_by_other_team"}`, maturity.Answer{Kind: maturity.NotApplicable, Reason: maturity.HandledElsewhere}},
		{"bus.absence", `{"na":"other","note":"別チームと統合中"}`, maturity.Answer{Kind: maturity.NotApplicable, Reason: maturity.OtherReason, Note: "別チームと統合中"}},
		{"toil.hours", `12.5`, hours(12.5, 0)},
		{"toil.hours", `{"of":32,"value":6}`, hours(6, 32)},
		{"incident.drill_recency", `45`, days(45)},
		{"incident.drill_recency", `"never"`, word("never")},
		{"toil.alert_actionable", `{"denominator":40,"numerator":12}`, ratio(12, 40)},
		{"toil.alert_actionable", `"not_counted"`, word("not_counted")},
		{"slo.coverage", `{"tiers":{"1":{"covered":2,"of":3},"2":{"covered":0,"of":1}}}`, tiers(2, 3, 0, 1)},
		{"incident.roles", `["commander","comms"]`, ticked("commander", "comms")},
		{"incident.roles", `[]`, maturity.Answer{Kind: maturity.ChecklistAnswer, Ticked: []string{}}},
		{"incident.roles", `{"na":["backup"],"ticked":["commander"]}`, maturity.Answer{Kind: maturity.ChecklistAnswer, Ticked: []string{"commander"}, Without: []string{"backup"}}},
		{"learn.outreach", `{"level":3,"provided_by":"platform-team"}`, maturity.Answer{Kind: maturity.Provided, ProvidedBy: "platform-team", Level: 3}},
	}
	for _, tt := range tests {
		t.Run(tt.form, func(t *testing.T) {
			t.Parallel()
			got, err := maturity.DecodeAnswer(question(t, tt.key), []byte(tt.form))
			if err != nil || !reflect.DeepEqual(got, tt.want) {
				t.Fatalf("read %+v, %v; want %+v", got, err, tt.want)
			}
			back, err := json.Marshal(got)
			if err != nil || string(back) != tt.form {
				t.Errorf("wrote %s, %v; want %s", back, err, tt.form)
			}
		})
	}
}

func TestWhatIsNoAnswer(t *testing.T) {
	t.Parallel()
	tests := []struct{ key, form, problem string }{
		{"toil.tracking", `null`, "answer.missing"},
		{"toil.tracking", `5`, "answer.level_range"},
		{"toil.tracking", `-1`, "answer.level_range"},
		{"toil.tracking", `2.5`, "answer.level_range"},
		{"toil.tracking", `true`, "answer.not_level"},
		{"toil.tracking", `"3"`, "answer.word_unknown"},
		{"toil.tracking", `[3]`, "answer.not_level"},
		{"toil.tracking", `{"level":3}`, "answer.not_level"},
		{"toil.tracking", `"unsure"`, "answer.unsure_fact"},
		{"toil.tracking", `{"na":"holiday"}`, "answer.reason_unknown"},
		{"toil.tracking", `{"na":7}`, "answer.reason_unknown"},
		{"toil.tracking", `{"na":"other","because":"x"}`, "answer.field_unknown"},
		{"toil.tracking", `{"na":"other","note":"` + strings.Repeat("長", 501) + `"}`, "answer.note_long"},
		{"toil.tracking", `{"na":"other","note":"\u0000"}`, "answer.text"},
		{"toil.tracking", `{"provided_by":"","level":3}`, "answer.provided_by"},
		{"toil.tracking", `{"provided_by":"x"}`, "answer.field_missing"},
		{"toil.tracking", `{"provided_by":"x","level":"3"}`, "answer.not_level"},
		{"toil.tracking", `1e400`, "answer.not_finite"},
		{"incident.roles", `{"provided_by":"x","level":3}`, "answer.provided_type"},
		{"toil.hours", `-1`, "answer.negative"},
		{"toil.hours", `169`, "answer.too_large"},
		{"toil.hours", `{"value":6}`, "answer.field_missing"},
		{"toil.hours", `{"value":6,"of":0}`, "answer.contracted"},
		{"toil.hours", `{"value":6,"of":-8}`, "answer.contracted"},
		{"toil.hours", `{"value":6,"of":200}`, "answer.contracted"},
		{"toil.hours", `{"value":"6","of":20}`, "answer.not_number"},
		{"toil.hours", `{"value":6,"of":20,"a":1}`, "answer.field_unknown"},
		{"toil.hours", `1e999`, "answer.not_finite"},
		{"incident.drill_recency", `{"value":6,"of":20}`, "answer.not_number"},
		{"incident.drill_recency", `"yesterday"`, "answer.word_unknown"},
		{"incident.drill_recency", `1e9`, "answer.too_large"},
		{"toil.alert_actionable", `0.3`, "answer.not_ratio"},
		{"toil.alert_actionable", `{"numerator":12}`, "answer.field_missing"},
		{"toil.alert_actionable", `{"numerator":12,"denominator":4}`, "answer.part_above_whole"},
		{"toil.alert_actionable", `{"numerator":-1,"denominator":4}`, "answer.negative"},
		{"toil.alert_actionable", `{"tiers":{"1":{"covered":1,"of":1}}}`, "answer.field_missing"},
		{"slo.coverage", `{"tiers":{"4":{"covered":1,"of":1}}}`, "answer.tier_unknown"},
		{"slo.coverage", `{"tiers":{"01":{"covered":1,"of":1}}}`, "answer.tier_unknown"},
		{"slo.coverage", `{"tiers":{"1":{"covered":2,"of":1}}}`, "answer.part_above_whole"},
		{"slo.coverage", `{"tiers":{"1":3}}`, "answer.not_tiers"},
		{"slo.coverage", `{"tiers":{}}`, "answer.no_tiers"},
		{"incident.roles", `3`, "answer.not_checklist"},
		{"incident.roles", `["commander",1]`, "answer.not_checklist"},
		{"incident.roles", `["captain"]`, "answer.item_unknown"},
		{"incident.roles", `["comms","comms"]`, "answer.item_twice"},
		{"incident.roles", `{"ticked":["comms"],"na":["comms"]}`, "answer.item_twice"},
		{"incident.roles", `{"ticked":["comms"],"na":"no_oncall"}`, "answer.not_checklist"},
		{"bus.team_factor", `3`, "answer.asked_system"},
	}
	for _, tt := range tests {
		t.Run(tt.key+" "+tt.form[:min(len(tt.form), 40)], func(t *testing.T) {
			t.Parallel()
			a, err := maturity.DecodeAnswer(question(t, tt.key), []byte(tt.form))
			var p *maturity.AnswerProblem
			if !errors.As(err, &p) || p.Key != tt.problem {
				t.Fatalf("%+v, %v; want %s", a, err, tt.problem)
			}
			if text := p.Error(); text == "" || strings.ContainsAny(text, "{}") {
				t.Errorf("message %q", text)
			}
			if f, ok := maturity.AsField("f", err); !ok || f.Key != tt.problem || f.Name != "f" {
				t.Errorf("field %+v", f)
			}
		})
	}
}

func TestNumbersOfEveryKind(t *testing.T) {
	t.Parallel()
	q := question(t, "toil.hours")
	for _, raw := range []any{8, int64(8), uint64(8), 8.0, json.Number("8"), json.Number("8.0"), json.Number("80e-1")} {
		if a, err := maturity.ParseAnswer(q, raw); err != nil || a.Number != 8 {
			t.Errorf("%T %v read as %v, %v", raw, raw, a.Number, err)
		}
	}
	for _, raw := range []any{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if a, err := maturity.ParseAnswer(q, raw); err == nil {
			t.Errorf("%v read as %v", raw, a.Number)
		}
	}
	a, err := maturity.ParseAnswer(q, math.Copysign(0, -1))
	if err != nil || math.Signbit(a.Number) {
		t.Errorf("minus zero read as %v, %v", a.Number, err)
	}
}

func TestAgreementsAreLevelsInHalfSteps(t *testing.T) {
	t.Parallel()
	for key, tests := range map[string]map[float64]bool{
		"bus.docs":      {0: true, 2.5: true, 4: true, 4.5: false, -.5: false, 1.25: false, math.NaN(): false, math.Inf(1): false},
		"toil.tracking": {2: false},
		"toil.hours":    {2: false},
	} {
		for level, ok := range tests {
			if err := question(t, key).CheckAgreement(level); (err == nil) != ok {
				t.Errorf("%s at %v: %v", key, level, err)
			}
		}
	}
}

func TestWhoAnswersWhat(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		key  string
		from maturity.Respondent
		want string
	}{
		{"bus.docs", each, ""},
		{"bus.docs", lead, "answer.asked_each"},
		{"toil.tracking", lead, ""},
		{"toil.tracking", each, "answer.asked_lead"},
		{"bus.single_owner", lead, "answer.asked_system"},
	} {
		err := question(t, tt.key).TakesAnswerFrom(tt.from)
		f, _ := maturity.AsField("", err)
		if f.Key != tt.want {
			t.Errorf("%s from %s: %v, want %q", tt.key, tt.from, err, tt.want)
		}
	}
}

func FuzzDecodeAnswer(f *testing.F) {
	q := core()
	for _, form := range []string{
		`3`, `"unsure"`, `{"na":"other","note":"x"}`, `{"value":6,"of":32}`, `{"numerator":1,"denominator":2}`,
		`["commander"]`, `{"ticked":[],"na":["comms"]}`, `{"tiers":{"1":{"covered":1,"of":2}}}`, `1e309`, `{"provided_by":"x","level":1}`,
	} {
		f.Add(uint8(0), form)
	}
	f.Fuzz(func(t *testing.T, at uint8, form string) {
		x := q.Questions[int(at)%len(q.Questions)]
		a, err := maturity.DecodeAnswer(x, []byte(form))
		if err != nil {
			return
		}
		raw, err := maturity.EncodeAnswer(a)
		if err != nil {
			t.Fatalf("%s cannot be written again: %v", form, err)
		}
		again, err := maturity.DecodeAnswer(x, raw)
		if err != nil {
			t.Fatalf("%s cannot be read again: %v", raw, err)
		}
		if back, _ := maturity.EncodeAnswer(again); string(back) != string(raw) {
			t.Fatalf("%s became %s", raw, back)
		}
		in := maturity.Input{Questionnaire: q, Facts: map[string]maturity.Answer{x.Key: a}, Responses: []maturity.Response{{x.Key: a}}}
		if p := maturity.Score(in).Questions[x.Key].Points; p != nil && !(*p >= 0 && *p <= 100) {
			t.Fatalf("%s is worth %v", form, *p)
		}
	})
}
