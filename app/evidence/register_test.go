package evidence_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"michinori/app/evidence"
	"michinori/app/knowledge"
)

const registerFile = `
as_of: 2026-09-30
people: [{key: aoki}, {key: baba}, {key: chiba, active_from: 2026-04-01, active_to: 2026-08-31}]
areas:
  - key: billing-batch
    name: {ja: 請求バッチ, en: Billing batch}
    criticality: 3
    paths: ["batch/billing/**"]
    services: [billing]
    non_owner_run_at: 2026-05-01
    claims:
      aoki: {level: 4, evidence_at: 2026-09-01, evidence_kind: operated, claimed_at: 2026-09-02}
      baba: 3
`

func TestReadRegister(t *testing.T) {
	t.Parallel()
	got, err := evidence.ReadRegister(strings.NewReader(registerFile))
	if err != nil {
		t.Fatal(err)
	}
	day := func(s string) time.Time { d, _ := time.Parse(time.DateOnly, s); return d }
	area := got.Areas[0]
	switch {
	case !got.AsOf.Equal(day("2026-09-30")), len(got.People) != 3, !got.People[2].ActiveTo.Equal(day("2026-08-31")):
		t.Errorf("%+v", got)
	case area.Name.JA != "請求バッチ", area.Criticality != 3, area.Paths[0] != "batch/billing/**", area.RunbookTested != nil:
		t.Errorf("area %+v", area)
	case area.Claims["aoki"].EvidenceKind != knowledge.Operated, area.Claims["baba"] != knowledge.Claim{Level: 3}:
		t.Errorf("claims %+v", area.Claims)
	}
	summary := knowledge.Summarise(got)
	if summary.BusFactor.Size != 1 || summary.Lenient.Size != 2 {
		t.Errorf("summary %+v", summary)
	}
}

func TestBadRegistersNameKeyAndLine(t *testing.T) {
	t.Parallel()
	head := "people: [{key: aoki}]\nareas:\n"
	tests := []struct{ name, file, want string }{
		{"no areas", "people: []\n", "line 1: areas: is missing"},
		{"unknown key", "areas: []\nperson: []\n", "line 2: person: unknown key"},
		{"unknown person", head + "- {key: a, criticality: 1, claims: {baba: 3}}\n", "line 3: areas[1].claims.baba: is not among the people"},
		{"no criticality", head + "- {key: a}\n", "line 3: areas[1].criticality: is missing"},
		{"no key", head + "- {criticality: 2}\n", "line 3: areas[1].key: is missing"},
		{"level 5", head + "- {key: a, criticality: 1, claims: {aoki: 5}}\n", "areas[1].claims.aoki: expected a whole number from 0 to 4"},
		{"no level", head + "- {key: a, criticality: 1, claims: {aoki: {evidence_at: 2026-01-01}}}\n", "areas[1].claims.aoki.level: is missing"},
		{"no day", head + "- {key: a, criticality: 1, claims: {aoki: {level: 3, evidence_at: 2026-02-30}}}\n", "evidence_at: expected a date"},
		{"unknown evidence", head + "- {key: a, criticality: 1, claims: {aoki: {level: 3, evidence_kind: guessed}}}\n", "evidence_kind: expected one of"},
		{"area twice", head + "- {key: a, criticality: 1}\n- {key: a, criticality: 1}\n", "line 4: areas[2]: a stands here twice"},
		{"person twice", "people:\n- {key: a}\n- {key: a}\nareas: []\n", "line 3: people[2]: a stands here twice"},
		{"claim twice", head + "- {key: a, criticality: 1, claims: {aoki: 3, aoki: 2}}\n", "claims.aoki: stands here twice"},
		{"gone before there", "people: [{key: a, active_from: 2026-02-01, active_to: 2026-01-01}]\nareas: []\n", "people[1].active_to: is before active_from"},
		{"a person in words", "people: [aoki]\nareas: []\n", "people[1]: expected keys with values"},
		{"unknown kind", head + "- {key: a, criticality: 1, kind: magic}\n", "kind: expected one of"},
		{"too long", head + "- {key: " + strings.Repeat("a", 301) + ", criticality: 1}\n", "areas[1].key: expected 1 to 300 characters"},
		{"control characters", head + "- {key: \"a\\0\", criticality: 1}\n", "areas[1].key: the text holds control characters"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := evidence.ReadRegister(strings.NewReader(tt.file))
			var problems evidence.Problems
			if !errors.As(err, &problems) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v, want %q", err, tt.want)
			}
		})
	}
}

func FuzzReadRegister(f *testing.F) {
	f.Add(registerFile)
	f.Add(`{"as_of":"2026-09-30","people":[{"key":"a"}],"areas":[{"key":"b","criticality":3,"claims":{"a":4}}]}`)
	f.Fuzz(func(t *testing.T, file string) {
		got, err := evidence.ReadRegister(strings.NewReader(file))
		var problems evidence.Problems
		if err != nil {
			if !errors.As(err, &problems) {
				t.Fatalf("%v is an error of another kind", err)
			}
			return
		}
		if f := knowledge.Summarise(got).BusFactor; f != nil && f.Exact && len(f.Sets) == 0 {
			t.Fatalf("a factor of %d without a set", f.Size)
		}
	})
}
