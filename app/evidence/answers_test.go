package evidence_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"michinori/app/evidence"
	"michinori/app/knowledge"
	"michinori/app/maturity"
)

func TestAnswersFileInYAMLAndJSON(t *testing.T) {
	t.Parallel()
	q := questionnaire()
	fromYAML, err := evidence.ReadAnswers(strings.NewReader(yamlFile), q)
	if err != nil {
		t.Fatal(err)
	}
	fromJSON, err := evidence.ReadAnswers(strings.NewReader(jsonFile), q)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(fromYAML, fromJSON) {
		t.Fatalf("YAML %+v\nJSON %+v", fromYAML, fromJSON)
	}
	in := fromYAML.Input
	if in.Team != "payments" || in.Period != "2026-Q3" || in.Members != 6 || in.ContractedHours != 38.5 || len(in.Responses) != 3 {
		t.Errorf("head %+v", in)
	}
	if a := in.Responses[1]["toil.hours"]; a.Number != 6 || a.Of != 32 {
		t.Errorf("hours %+v", a)
	}
	if a := in.Facts["slo.coverage"]; len(a.Tiers) != 2 || a.Tiers[0] != (maturity.Tier{Tier: 1, Covered: 2, Of: 3}) {
		t.Errorf("tiers %+v", a)
	}
	if in.Agreements["toil.alert_review"] != 2.5 {
		t.Errorf("agreements %v", in.Agreements)
	}
}

func TestTheRegisterIsJudgedOnTheDayGiven(t *testing.T) {
	t.Parallel()
	got, err := evidence.ReadAnswers(strings.NewReader(yamlFile), questionnaire())
	if err != nil {
		t.Fatal(err)
	}
	day := func(s string) time.Time { d, _ := time.Parse(time.DateOnly, s); return d }
	if f := got.On(day("2026-09-30")).Register; f.TeamFactor != 2 || f.SingleOwner != 0 {
		t.Errorf("lenient figures %+v", f)
	}
	got.View = knowledge.Strict
	if f := got.On(day("2026-09-30")).Register; f.TeamFactor != 1 || f.SingleOwner != 1 {
		t.Errorf("strict figures %+v", f)
	}
	if f := got.On(day("2027-09-30")).Register; f.TeamFactor != 0 || !f.CriticalOrphan {
		t.Errorf("a year later %+v", f)
	}
	if got.Input.Register != nil {
		t.Error("On changed the file")
	}
}

func TestPeek(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]string{
		"questionnaire: sre-core\nwhatever: 1\n": "sre-core ",
		"questionnaire: sre-core\nedition: 2\n":  "sre-core 2",
		"members: 1\n":                           " ",
		"questionnaire: [a]\n":                   "error",
	} {
		d, err := evidence.Open(strings.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		questionnaire, edition, err := d.Peek()
		got := questionnaire + " " + edition
		if err != nil {
			got = "error"
		}
		if got != want {
			t.Errorf("%q names %q, want %q", file, got, want)
		}
	}
}

func TestBadAnswersFilesNameKeyAndLine(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, file, want string }{
		{"empty", "", "the file is empty"},
		{"only a comment", "# nothing\n", "empty"},
		{"a list", "- 1\n", "line 1: expected keys"},
		{"broken YAML", "members: 1\nfacts: {a: [\n", "line 3: not valid YAML or JSON"},
		{"broken JSON", "{\"members\": 1,\n\"facts\": {]}", "line 2: not valid YAML or JSON"},
		{"broken indentation", "members: 1\n  facts: {}\n", "line 2: not valid YAML or JSON"},
		{"broken in line 1", "members: a: b\n", "line 1: not valid YAML or JSON"},
		{"two documents", "members: 1\n---\nmembers: 2\n", "line 2: the file holds more than one document"},
		{"not UTF-8", "members: 1\nteam: \"\xff\"\n", "line 2: the file is not valid UTF-8"},
		{"no members", "facts: {}\n", "members: is missing"},
		{"members in words", "members: six\n", "line 1: members: expected a whole number"},
		{"no members at all", "members: 0\n", "line 1: members: expected a whole number"},
		{"half a member", "members: 2.5\n", "line 1: members: expected a whole number"},
		{"unknown top key", "members: 1\nfact: {}\n", "line 2: fact: unknown key"},
		{"unknown question", "members: 1\nfacts:\n  toil.trakcing: 3\n", "line 3: facts.toil.trakcing: is not a question of sre-test edition 1"},
		{"duplicate question", "members: 1\nfacts:\n  toil.tracking: 3\n  toil.tracking: 2\n", "line 4: facts.toil.tracking: stands here twice, first in line 3"},
		{"duplicate top key", "members: 1\nmembers: 2\n", "line 2: members: stands here twice"},
		{"duplicate inside an answer", "members: 1\nfacts:\n  toil.alert_actionable: {numerator: 1, numerator: 2, denominator: 3}\n", "line 3: facts.toil.alert_actionable.numerator: stands here twice"},
		{"duplicate in JSON", "{\"members\": 1,\n\"facts\": {\n\"toil.tracking\": 1,\n\"toil.tracking\": 2}}", "line 4: facts.toil.tracking: stands here twice, first in line 3"},
		{"level out of range", "members: 1\nfacts:\n  toil.tracking: 5\n", "line 3: facts.toil.tracking: 5 is not a level"},
		{"level out of range in JSON", "{\"members\": 1,\n\n \"facts\": {\"toil.tracking\": -1}}", "line 3: facts.toil.tracking: -1 is not a level"},
		{"unsure among the facts", "members: 1\nfacts: {toil.tracking: unsure}\n", "line 2: facts.toil.tracking: \"unsure\" is for members"},
		{"more responses than members", "members: 1\nresponses:\n- {}\n- {}\n", "line 3: responses: 2 responses of 1 members"},
		{"negative", "members: 1\nresponses: [{toil.hours: -1}]\n", "line 2: responses[1].toil.hours: -1 is below 0"},
		{"numerator above denominator", "members: 1\nfacts: {toil.alert_actionable: {numerator: 3, denominator: 2}}\n", "line 2: facts.toil.alert_actionable: 3 is more than the whole of 2"},
		{"YAML NaN", "members: 1\nresponses: [{toil.hours: .nan}]\n", "responses[1].toil.hours: the number is not a finite one"},
		{"YAML infinity", "members: 1\nresponses: [{toil.hours: .inf}]\n", "not a finite one"},
		{"Python NaN", "{\"members\": 1, \"responses\": [{\"toil.hours\": NaN}]}", "line 1: responses[1].toil.hours: \"NaN\" is not an answer"},
		{"too large for a number", "{\"members\": 1, \"responses\": [{\"toil.hours\": 1e999}]}", "toil.hours: the number is not a finite one"},
		{"unknown reason", "members: 1\nfacts: {toil.tracking: {na: holiday}}\n", "line 2: facts.toil.tracking: \"holiday\" is not a reason"},
		{"each-question among the facts", "members: 1\nfacts: {toil.alert_review: 1}\n", "facts.toil.alert_review: this question is answered by each member"},
		{"lead question among the responses", "members: 1\nresponses: [{toil.tracking: 1}]\n", "responses[1].toil.tracking: this question is answered once"},
		{"system question", "members: 1\nfacts: {bus.team_factor: 1}\n", "facts.bus.team_factor: this question is calculated"},
		{"agreement on a fact", "members: 1\nagreements: {toil.tracking: 1}\n", "agreements.toil.tracking: only a question that members answer"},
		{"agreement in thirds", "members: 1\nagreements: {toil.alert_review: 1.3}\n", "agreements.toil.alert_review: 1.3 is not a level"},
		{"hours of a year", "members: 1\ncontracted_hours: 2000\n", "contracted_hours: expected hours a week"},
		{"an alias", "members: 1\nfacts:\n  toil.tracking: &a 3\n  incident.drill_recency: *a\n", "line 4: facts.incident.drill_recency: aliases are not read"},
		{"a merge", "a: &a {members: 1}\n<<: *a\n", "<<: unknown key"},
		{"a tag", "members: 1\nfacts: {toil.tracking: !level 3}\n", "values of type !level are not read"},
		{"a null answer", "members: 1\nfacts: {toil.tracking: }\n", "facts.toil.tracking: there is no value"},
		{"a map as a key", "members: 1\n? {a: b}\n: 1\n", "line 2: a key must be a plain text"},
		{"wrong edition", "members: 1\nedition: 2\n", "edition: the questionnaire is edition 1"},
		{"wrong view", "members: 1\nregister_view: loose\n", "register_view: expected strict or lenient"},
		{"responses as a map", "members: 1\nresponses: {toil.hours: 3}\n", "line 2: responses: expected a list"},
		{"a response as a list", "members: 1\nresponses: [[1]]\n", "line 2: responses[1]: expected keys with values"},
		{"register problem", "members: 1\nregister:\n  areas:\n  - {key: a, criticality: 4}\n", "line 4: register.areas[1].criticality: expected a whole number from 1 to 3"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := evidence.ReadAnswers(strings.NewReader(tt.file), questionnaire())
			var problems evidence.Problems
			if !errors.As(err, &problems) {
				t.Fatalf("%+v, %v; want problems", got, err)
			}
			if !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%q, want %q in one line", err, tt.want)
			}
		})
	}
}

func TestAllProblemsAtOnceInOrder(t *testing.T) {
	t.Parallel()
	file := "facts: {toil.tracking: 9}\nmembers: 1\nresponses:\n- {toil.hours: -1}\n- {a: 1, b: 2, c: 3, d: 4}\n"
	_, err := evidence.ReadAnswers(strings.NewReader(file), questionnaire())
	var problems evidence.Problems
	if !errors.As(err, &problems) || len(problems) != 7 {
		t.Fatalf("%v, want seven problems", err)
	}
	lines := make([]int, len(problems))
	for i, p := range problems {
		lines[i] = p.Line
	}
	if fmt.Sprint(lines) != "[1 4 4 5 5 5 5]" {
		t.Errorf("lines %v", lines)
	}
	if !strings.HasSuffix(err.Error(), "; and 2 more") {
		t.Errorf("%q does not say how many more", err)
	}
}

func TestBlankPartsAreNoParts(t *testing.T) {
	t.Parallel()
	got, err := evidence.ReadAnswers(strings.NewReader("members: 3\nresponses:\nfacts:\nregister:\n"), questionnaire())
	if err != nil || len(got.Input.Responses) != 0 || got.Register != nil {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestFilesThatAreTooLarge(t *testing.T) {
	t.Parallel()
	file := "members: 1 # " + strings.Repeat("x", evidence.MaxSize)
	if _, err := evidence.ReadAnswers(strings.NewReader(file), questionnaire()); err == nil || !strings.Contains(err.Error(), "larger than 8 MB") {
		t.Errorf("%v", err)
	}
}

func FuzzReadAnswers(f *testing.F) {
	q := questionnaire()
	f.Add(yamlFile)
	f.Add(jsonFile)
	f.Add("members: 1\nfacts: {toil.tracking: &a [*a]}\n")
	f.Add("{\"members\": 1e0, \"\": [[[[{}]]]]}")
	f.Fuzz(func(t *testing.T, file string) {
		got, err := evidence.ReadAnswers(strings.NewReader(file), q)
		var problems evidence.Problems
		if err != nil {
			if !errors.As(err, &problems) || strings.Contains(err.Error(), "\n") {
				t.Fatalf("%q is an error of another kind", err)
			}
			return
		}
		maturity.Score(got.On(time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC)))
	})
}
