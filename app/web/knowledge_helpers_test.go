package web

import (
	"strconv"

	"michinori/app/store"
	"michinori/app/tracker"
)

// knows adds an area to the register of the first team, with what its people
// claim: by role a level and the day of the evidence, "" for none.
func (s *testServer) knows(name string, criticality int, claims map[string][2]string) store.Area {
	s.t.Helper()
	a, err := s.tracker.SaveArea(s.t.Context(), s.viewer("lead"), tracker.SaveArea{
		Team: s.team.ID, NameJA: name, NameEN: "EN " + name, Criticality: strconv.Itoa(criticality), Kind: "operation",
	})
	s.must(err)
	for role, c := range claims {
		s.claims(a, role, c[0], c[1])
	}
	return a
}

// claims sets what somebody of the first team says of an area.
func (s *testServer) claims(a store.Area, role, level, day string) {
	s.t.Helper()
	in := tracker.SaveClaim{Area: a.ID, Person: s.people[role].ID, Level: level, EvidenceAt: day}
	if day != "" {
		in.EvidenceKind = "operated"
	}
	if c, err := s.db.ClaimOf(s.t.Context(), a.ID, in.Person); err == nil {
		in.Revision = c.Revision
	}
	_, err := s.tracker.SaveClaim(s.t.Context(), s.viewer("lead"), in)
	s.must(err)
}

// known is a register in which the lead holds most: an orphan, two single
// owners of whom one has a stale second, and one area that is shared.
func (s *testServer) known() (billing store.Area) {
	s.t.Helper()
	const fresh = "2026-06-01"
	s.knows("本番データベース", 3, map[string][2]string{"lead": {"3", fresh}, "member": {"1", ""}})
	billing = s.knows("請求バッチ", 3, map[string][2]string{"lead": {"4", fresh}, "member": {"3", "2025-06-01"}})
	s.knows("アラートの対応", 2, map[string][2]string{"lead": {"3", fresh}, "second": {"3", fresh}})
	s.knows("ベンダー窓口", 1, map[string][2]string{"third": {"2", ""}})
	return billing
}
