package tracker_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"michinori/app/evidence"
	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
)

func sheetArea(line int, key, en string) knowledge.SheetArea {
	return knowledge.SheetArea{Line: line, Key: key, Name: maturity.Text{EN: en}}
}

func sheetClaim(line int, area, person string, level int) knowledge.SheetClaim {
	return knowledge.SheetClaim{Line: line, Area: area, Person: person, Claim: knowledge.Claim{Level: level}}
}

// planned writes the changes of a plan as "line verb area person".
func planned(changes []store.RegisterChange, lines func(int) int) []string {
	var out []string
	for i, c := range changes {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%d %s %s %s", lines(i), c.Verb, c.AreaKey, c.PersonName)))
	}
	return out
}

func TestSpreadsheetIsCarriedOut(t *testing.T) {
	onRegister(t, func(w *world) {
		dns, old, baba := w.area("DNS"), w.area("Old"), w.member("馬場")
		w.claims(dns, baba, 3, "2026-07-01")
		w.must(w.tracker.ArchiveArea(w.ctx, w.champion, old.ID))
		s := knowledge.Sheet{
			Areas: []knowledge.SheetArea{
				sheetArea(2, "dns", "Name service"), sheetArea(3, "old", ""), sheetArea(4, "", "Billing"), sheetArea(5, "made-up", "Billing"),
				sheetArea(6, "same", "Old"),
			},
			Claims: []knowledge.SheetClaim{
				sheetClaim(2, "dns", "BABA@example.com", 3), // as it is, evidence and all
				sheetClaim(3, "dns", "千葉", 0),
				sheetClaim(4, "old", " 千葉 ", 2),
				sheetClaim(5, "made-up", "土井", 4), // the key stands for the name of line 4
				sheetClaim(6, "same", "千葉", 2),    // again what line 4 says
			},
			Ignored: []string{"memo"},
		}
		plan, err := w.tracker.PlanRegister(w.ctx, w.champion, w.team.ID, s)
		w.must(err)
		if len(plan.Problems) > 0 || len(w.register().Areas) != 1 {
			w.t.Fatalf("planning: %+v", plan.Problems)
		}
		changes := make([]store.RegisterChange, len(plan.Changes))
		for i, c := range plan.Changes {
			changes[i] = c.RegisterChange
		}
		want := []string{
			"2 area.changed dns", "3 area.restored old", "3 claim.changed dns 千葉", "4 area.added billing", "4 claim.changed old 千葉",
			"5 claim.changed billing 土井",
		}
		if got := planned(changes, func(i int) int { return plan.Changes[i].Line }); !reflect.DeepEqual(got, want) {
			w.t.Errorf("planned\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		if plan.Rows != 10 || plan.Same() != 4 || plan.Count(store.ClaimChanged) != 3 || plan.Ignored[0] != "memo" {
			w.t.Errorf("counts: %+v", plan)
		}
		seen, err := plan.Fingerprint()
		w.must(err)
		_, err = w.tracker.ImportRegister(w.ctx, w.champion, w.team.ID, s, seen)
		w.must(err)
		r := w.register()
		got, _ := r.AreaByKey("dns")
		if len(r.Areas) != 3 || got.Name.EN != "Name service" || got.Revision != 2 {
			w.t.Errorf("areas %+v", r.Areas)
		}
		if c := r.Claims[dns.ID][baba.Person.ID]; c.Revision != 1 || c.EvidenceKind != knowledge.Operated {
			w.t.Errorf("a claim that stayed the same is %+v", c)
		}
		if h := w.history(store.ChangeFilter{}); len(h) != 4+len(want) || h[0].ByID != w.champion.Person.ID {
			w.t.Errorf("%d changes in the history", len(h))
		}
		again, err := w.tracker.ImportRegister(w.ctx, w.champion, w.team.ID, s, "")
		w.must(err)
		if len(again.Changes) != 0 || again.Same() != again.Rows {
			w.t.Errorf("again: %+v", again.Changes)
		}
	})
}

func TestEveryBadRowIsNamedAndNothingDone(t *testing.T) {
	onRegister(t, func(w *world) {
		w.area("DNS")
		w.area("Mail")
		_, err := w.tracker.AddMembers(w.ctx, w.champion, w.team.ID, "千葉, chiba2@example.com")
		w.must(err)
		today := startOfTest.Truncate(24 * time.Hour)
		tomorrow := today.AddDate(0, 0, 1)
		with := func(c knowledge.SheetClaim, change func(*knowledge.Claim)) knowledge.SheetClaim {
			change(&c.Claim)
			return c
		}
		s := knowledge.Sheet{
			Areas: []knowledge.SheetArea{
				sheetArea(2, "good", "Good"),
				sheetArea(3, "Bad_Key", "x"),
				sheetArea(4, "dns", "Mail"),
				{Line: 5, Key: "five", Criticality: 9, Kind: "sport"},
				sheetArea(6, "good", "Better"),
				{Line: 7},
				sheetArea(8, "eight", strings.Repeat("x", 301)),
			},
			Claims: []knowledge.SheetClaim{
				sheetClaim(9, "nowhere", "土井", 1), sheetClaim(9, "five", "土井", 1), sheetClaim(10, "mail", "nobody@example.com", 1),
				sheetClaim(11, "mail", "千葉", 1), sheetClaim(12, "mail", "土井", 5), sheetClaim(13, "mail", "土井", 1), sheetClaim(14, "mail", "土井", 2),
				with(sheetClaim(15, "mail", "江口", 3), func(c *knowledge.Claim) { c.EvidenceAt, c.EvidenceKind = tomorrow, "drill" }),
				with(sheetClaim(16, "mail", "江口", 3), func(c *knowledge.Claim) { c.EvidenceAt = today }),
				with(sheetClaim(17, "mail", "江口", 3), func(c *knowledge.Claim) { c.EvidenceLink = "https://example.com" }),
				with(sheetClaim(18, "mail", "江口", 3), func(c *knowledge.Claim) { c.EvidenceLink = "javascript:1" }),
			},
			Problems: []knowledge.SheetProblem{{Line: 1, Key: "sheet.no_level_column"}},
		}
		plan, err := w.tracker.ImportRegister(w.ctx, w.champion, w.team.ID, s, "")
		w.wants(err, maturity.Invalid, "sheet.refused")
		var got []string
		for _, p := range plan.Problems {
			got = append(got, strings.TrimSpace(fmt.Sprintf("%d %s %s %s", p.Line, p.Column, p.Key, p.Args["line"])))
		}
		want := []string{
			"1  sheet.no_level_column", "3 key field.area_key", "4 name_en sheet.name_taken", "5 criticality field.choice", "5 kind field.choice",
			"6 key sheet.repeated_area 2", "7 name_ja field.required", "8 name_en field.too_long", "9 key sheet.unknown_area",
			"10 person sheet.unknown_person", "11 person sheet.ambiguous_person", "12 level sheet.level", "14 level sheet.repeated_claim 13",
			"15 evidence_at sheet.future", "16 evidence_kind sheet.no_kind", "17 evidence_at sheet.no_date", "18 evidence_link sheet.link",
			"18 evidence_at sheet.no_date",
		}
		if !reflect.DeepEqual(got, want) {
			w.t.Errorf("problems\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		if r := w.register(); len(r.Areas) != 2 || len(w.history(store.ChangeFilter{})) != 2 {
			w.t.Errorf("something was done: %+v", r.Areas)
		}
	})
}

func TestSpreadsheetAgreedToIsWhatHappens(t *testing.T) {
	onRegister(t, func(w *world) {
		a, baba := w.area("DNS"), w.member("馬場")
		s := knowledge.Sheet{Claims: []knowledge.SheetClaim{sheetClaim(2, "dns", "馬場", 3), sheetClaim(3, "dns", "千葉", 3)}}
		plan, err := w.tracker.PlanRegister(w.ctx, w.champion, w.team.ID, s)
		w.must(err)
		seen, err := plan.Fingerprint()
		w.must(err)
		w.claims(a, baba, 4, "") // somebody else was faster
		later, err := w.tracker.ImportRegister(w.ctx, w.champion, w.team.ID, s, seen)
		w.wants(err, maturity.Conflict, "sheet.changed_since")
		if len(w.register().Claims[a.ID]) != 1 || len(later.Changes) != 2 || later.Changes[0].Before == nil {
			w.t.Errorf("the plan now: %+v", later.Changes)
		}
		seen, err = later.Fingerprint()
		w.must(err)
		_, err = w.tracker.ImportRegister(w.ctx, w.champion, w.team.ID, s, seen)
		w.must(err)
		if c := w.register().Claims[a.ID][baba.Person.ID]; c.Level != 3 || c.Revision != 2 || c.UpdatedBy != w.champion.Person.ID {
			w.t.Errorf("stored %+v", c)
		}
	})
}

// What is written out and read in again changes nothing, also of claims that
// were withdrawn once.
func TestSpreadsheetComesRound(t *testing.T) {
	onRegister(t, func(w *world) {
		a := w.area("DNS")
		for i, v := range w.members {
			w.claims(a, v, i%5, "2026-07-01")
		}
		var file strings.Builder
		register := w.register().Register(startOfTest)
		for i := range register.People {
			register.People[i].Key = register.People[i].Name
		}
		for i := range register.Areas {
			claims := map[string]knowledge.Claim{}
			for _, p := range w.register().People {
				if c, ok := register.Areas[i].Claims[p.ID]; ok {
					claims[p.Name] = c
				}
			}
			register.Areas[i].Claims = claims
		}
		w.must(evidence.WriteSheet(&file, register, true))
		plan, err := w.tracker.PlanRegister(w.ctx, w.champion, w.team.ID, evidence.ReadSheet(file.String()))
		w.must(err)
		if len(plan.Changes) != 0 || len(plan.Problems) != 0 || plan.Rows < 6 {
			w.t.Errorf("%+v\n%s", plan, file.String())
		}
		withdrawn := claim(a, w.members[1], 0, 1, "")
		withdrawn.Level = ""
		_, err = w.tracker.SaveClaim(w.ctx, w.members[1], withdrawn)
		w.must(err)
		_, err = w.tracker.ImportRegister(w.ctx, w.champion, w.team.ID, evidence.ReadSheet(file.String()), "")
		w.must(err)
		if c := w.register().Claims[a.ID][w.members[1].Person.ID]; c.Level != 1 || c.Revision != 3 {
			w.t.Errorf("made again: %+v", c)
		}
	})
}
