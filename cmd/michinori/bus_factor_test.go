package main

import (
	"fmt"
	"strings"
	"testing"
)

const planFile = `as_of: 2026-09-30
people: [{key: aoki}, {key: baba}, {key: doi, active_to: 2026-11-30}]
areas:
  - {key: billing, criticality: 3, claims: {aoki: {level: 4, evidence_at: 2026-09-01, evidence_kind: operated}, baba: 3}}
  - {key: deploy, criticality: 2, claims: {baba: 2, aoki: {level: 3, evidence_at: 2026-09-01, evidence_kind: drill}}}
  - {key: dns, criticality: 3, claims: {baba: 1}}
  - {key: mail, criticality: 1, claims: {aoki: {level: 3, evidence_at: 2026-09-01, evidence_kind: drill}, doi: {level: 3, evidence_at: 2026-09-01, evidence_kind: drill}}}
`

func TestPlanOfARegister(t *testing.T) {
	t.Parallel()
	out, err := runIn(planFile, &BusFactorRegister{File: "-"})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"With two, one leaving soon    mail",
		"Claims with fresh evidence    4 of 5",
		"2.00  baba  3           it once more     knowledge_rotation  billing",
		"2.00  baba  1           write it down    runbook             dns",
		"1.00  doi   0           learn from aoki  runbook             deploy",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	out, err = runIn(planFile, &BusFactorRegister{File: "-", JSON: true})
	if err != nil || !strings.Contains(out, `"kind": "refresh"`) || !strings.Contains(out, `"fresh_share": 0.8`) {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestALargeGroupIsCutShort(t *testing.T) {
	t.Parallel()
	var people []string
	for i := range 12 {
		people = append(people, fmt.Sprint("p", i))
	}
	want := "p0 + p1 + p2 + p3 + p4 + p5 + p6 + p7 + p8 + p9 + 2 more, or a"
	if got := setsText([][]string{people, {"a"}}); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
