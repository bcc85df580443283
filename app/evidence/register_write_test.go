package evidence

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"michinori/app/knowledge"
	"michinori/app/maturity"
)

func TestWriteRegister(t *testing.T) {
	t.Parallel()
	r := knowledge.Register{
		AsOf:   onDay("2026-09-30"),
		People: []knowledge.Person{{Key: "aoki", Name: "青木"}, {Key: "1", ActiveTo: onDay("2026-08-31")}},
		Areas: []knowledge.Area{{
			Key: "billing", Name: maturity.Text{JA: "請求", EN: "null"}, Criticality: 3, Kind: knowledge.Code, Paths: []string{"*.sql", "lib/"},
			RunbookTested: &knowledge.Occasion{}, NonOwnerRun: &knowledge.Occasion{Day: onDay("2026-05-01")},
			Claims: map[string]knowledge.Claim{
				"aoki": {Level: 4, EvidenceAt: onDay("2026-09-01"), EvidenceKind: knowledge.Operated},
				"1":    {Level: 0}, "gone": {Level: 3},
			},
		}},
	}
	var b bytes.Buffer
	if err := WriteRegister(&b, r); err != nil {
		t.Fatal(err)
	}
	const want = `as_of: 2026-09-30
people:
  - {key: aoki, name: 青木}
  - {key: "1", active_to: 2026-08-31}
areas:
  - key: billing
    name: {ja: 請求, en: "null"}
    criticality: 3
    kind: code
    paths: ['*.sql', lib/]
    runbook_tested_at: never
    non_owner_run_at: 2026-05-01
    claims:
      aoki: {level: 4, evidence_at: 2026-09-01, evidence_kind: operated}
      "1": {level: 0}
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestRegisterRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := drawRegister(t, yamlTexts)
		r.AsOf = drawDay(t, "as of")
		for i := range r.People {
			r.People[i].ActiveFrom = drawDay(t, "from")
		}
		var b bytes.Buffer
		if err := WriteRegister(&b, r); err != nil {
			t.Fatal(err)
		}
		got, err := ReadRegister(strings.NewReader(b.String()))
		if err != nil {
			t.Fatalf("%v\n%s", err, b.String())
		}
		if !reflect.DeepEqual(got, r) {
			t.Fatalf("got  %+v\nwant %+v\n%s", got, r, b.String())
		}
	})
}
