package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const answersFile = `questionnaire: sre-core
members: 6
responses:
  - {toil.hours: 12, toil.alert_review: 2, toil.fix_time: unsure, bus.absence: {na: handled_by_other_team}}
  - {toil.hours: {value: 6, of: 32}, toil.alert_review: 3}
facts:
  toil.tracking: 3
  toil.budget: 1
  toil.alert_actionable: {numerator: 12, denominator: 40}
  incident.drill_recency: never
`

const registerFile = `as_of: 2026-09-30
people: [{key: aoki}, {key: baba}]
areas:
  - {key: billing-batch, criticality: 3, claims: {aoki: {level: 4, evidence_at: 2026-09-01}, baba: 3}}
`

func runIn(in string, command interface{ Run(*Streams) error }) (string, error) {
	var out bytes.Buffer
	err := command.Run(&Streams{In: strings.NewReader(in), Out: &out, Err: &out})
	return out.String(), err
}

func TestScoreAsJSON(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "answers.yaml")
	if err := os.WriteFile(path, []byte(answersFile), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := runIn("", &ScoreCommand{File: path, JSON: true})
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Questionnaire, Edition string
		Dimensions             map[string]map[string]any
		Questions              map[string]map[string]any
		NextSteps              []map[string]any `json:"next_steps"`
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	if got.Questionnaire != "sre-core" || got.Edition != "1" || len(got.Dimensions) != 5 || len(got.Questions) != 37 {
		t.Errorf("head of %s", out[:200])
	}
	toil := got.Dimensions["toil"]
	if toil["scored"] != true || toil["level"] != 2. || toil["gate"] != nil || toil["interval_kind"] != "range" {
		t.Errorf("toil %v", toil)
	}
	if slo := got.Dimensions["slo"]; slo["score"] != nil || slo["level"] != nil || slo["scored"] != false {
		t.Errorf("slo %v", slo)
	}
	review := got.Questions["toil.alert_review"]
	if review["points"] != 62.5 || review["value"] != 2.5 || review["n"] != 2. || review["agreement"] != .75 || review["discuss"] != false {
		t.Errorf("toil.alert_review %v", review)
	}
	if drill := got.Questions["incident.drill_recency"]; drill["points"] != 0. || drill["value"] != nil || drill["state"] != "scored" {
		t.Errorf("incident.drill_recency %v", drill)
	}
	if len(got.NextSteps) != 2 || got.NextSteps[0]["question"] != "incident.drill_recency" || got.NextSteps[0]["priority"] != 90. {
		t.Errorf("next steps %v", got.NextSteps)
	}
}

func TestScoreAsText(t *testing.T) {
	t.Parallel()
	out, err := runIn(answersFile, &ScoreCommand{File: "-"})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"2 of 6 members", "Toil / トイル", "not scored", "1. incident.drill_recency →"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

func TestScoreNamesWhatIsWrong(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"questionnaire: sre-core\nmembers: 1\nfacts:\n  toil.tracking: 7\n": "standard input: line 4: facts.toil.tracking: 7",
		"questionnaire: sre-corr\nmembers: 1\n":                             "standard input: line 1: questionnaire: ",
		"questionnaire: sre-core\nedition: 99\nmembers: 1\n":                "standard input: line 1: questionnaire: ",
		"members: 1\n": "standard input: questionnaire: is missing",
		"members: [\n": "standard input: line ",
	} {
		out, err := runIn(in, &ScoreCommand{File: "-", JSON: true})
		if err == nil || !strings.Contains(err.Error(), want) || out != "" {
			t.Errorf("%q gave %v and %q, want %q", in, err, out, want)
		}
	}
	if _, err := runIn("", &ScoreCommand{File: filepath.Join(t.TempDir(), "none.yaml")}); err == nil {
		t.Error("a file that is not there was read")
	}
}

func TestScoreTakesAQuestionnaireFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "own.yaml")
	own := `format: 1
key: own
edition: "7"
title: {ja: 自分たちの質問, en: Our questions}
intro: {ja: 人事評価には使いません。, en: Not for performance review.}
minutes: 1
extends: sre-core@1
select: [toil.hours, toil.tracking, toil.budget, toil.alert_actionable, toil.alert_review, toil.fix_time]
`
	if err := os.WriteFile(path, []byte(own), 0o600); err != nil {
		t.Fatal(err)
	}
	const file = "members: 2\nfacts: {toil.tracking: 3}\n"
	out, err := runIn(file, &ScoreCommand{File: "-", Questionnaire: path, JSON: true})
	if err != nil || !strings.Contains(out, `"edition": "7"`) || strings.Contains(out, "slo.") {
		t.Errorf("%v\n%s", err, out)
	}
	if err := os.WriteFile(path, []byte("key: own\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := runIn(file, &ScoreCommand{File: "-", Questionnaire: path}); err == nil || !strings.Contains(err.Error(), "own.yaml:") {
		t.Errorf("%v does not name the questionnaire file", err)
	}
}

func TestBusFactorOfARegister(t *testing.T) {
	t.Parallel()
	out, err := runIn(registerFile, &BusFactorRegister{File: "-", JSON: true})
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	if got["bus_factor"] != 1. || got["bus_factor_lenient"] != 2. || got["exact"] != true || got["first_loss_factor"] != 1. {
		t.Errorf("%s", out)
	}
	out, err = runIn(registerFile, &BusFactorRegister{File: "-"})
	if err != nil || !strings.Contains(out, "More than half stops without  aoki") || !strings.Contains(out, "pair_operation") {
		t.Errorf("%v\n%s", err, out)
	}
	if _, err := runIn("areas: [{}]", &BusFactorRegister{File: "-"}); err == nil || !strings.Contains(err.Error(), "line 1: areas[1].key") {
		t.Errorf("%v", err)
	}
}
