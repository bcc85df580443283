package tracker_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
)

func TestAreaOfARegister(t *testing.T) {
	onRegister(t, func(w *world) {
		in := tracker.SaveArea{
			Team: w.team.ID, NameJA: " 請求バッチ ", NameEN: "Billing batch!", Criticality: "3", Kind: "code",
			Paths: "batch/billing/**\r\n*.sql、lib/,*.sql", Services: "billing", RunbookTested: "never", NonOwnerRun: "2026-07-06",
			NextStep: "2026-08-01",
		}
		a, err := w.tracker.SaveArea(w.ctx, w.members[0], in)
		w.must(err)
		again, err := w.tracker.SaveArea(w.ctx, w.members[0], in) // sent twice
		w.must(err)
		if again.ID != a.ID {
			w.t.Error("one form sent twice makes two areas")
		}
		got, err := w.db.AreaByID(w.ctx, a.ID)
		w.must(err)
		want := store.Area{
			ID: a.ID, TeamID: w.team.ID, NextStep: "2026-08-01", Revision: 1, CreatedAt: startOfTest,
			Area: knowledge.Area{
				Key: "billing-batch", Name: maturity.Text{JA: "請求バッチ", EN: "Billing batch!"}, Criticality: 3, Kind: knowledge.Code,
				Paths: []string{"batch/billing/**", "*.sql", "lib/"}, Services: []string{"billing"},
				RunbookTested: &knowledge.Occasion{}, NonOwnerRun: &knowledge.Occasion{Day: time.Date(2026, 7, 6, 0, 0, 0, 0, time.UTC)},
			},
		}
		if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(a, want) {
			w.t.Errorf("stored %+v\nreturned %+v\nwant %+v", got, a, want)
		}

		in.ID, in.Revision, in.Criticality, in.Key = a.ID, 1, "2", "other"
		changed, err := w.tracker.SaveArea(w.ctx, w.champion, in)
		w.must(err)
		if changed.Key != "billing-batch" || changed.Revision != 2 || changed.Criticality != 2 {
			w.t.Errorf("changed to %+v", changed)
		}
		in.Criticality = "1"
		now, err := w.tracker.SaveArea(w.ctx, w.members[1], in) // still looks at revision 1
		w.wants(err, maturity.Conflict, "error.changed_meanwhile")
		if now.Revision != 2 || now.Criticality != 2 {
			w.t.Errorf("the conflict shows %+v", now)
		}
		in.Criticality = "2"
		_, err = w.tracker.SaveArea(w.ctx, w.members[1], in) // says what is there
		w.must(err)
		if n := len(w.history(store.ChangeFilter{})); n != 2 {
			w.t.Errorf("%d changes, want 2", n)
		}
	})
}

func TestAreaIsChecked(t *testing.T) {
	onRegister(t, func(w *world) {
		w.area("DNS")
		for _, c := range []struct {
			want   string
			change func(*tracker.SaveArea)
		}{
			{"name_ja=field.required", func(a *tracker.SaveArea) { a.NameEN = " " }},
			{"name_en=field.taken", func(a *tracker.SaveArea) { a.NameEN = "dns" }},
			{"key=field.area_key", func(a *tracker.SaveArea) { a.Key = "a_b" }},
			{"key=field.area_key", func(a *tracker.SaveArea) { a.Key = strings.Repeat("a", 61) }},
			{"key=field.taken", func(a *tracker.SaveArea) { a.Key = "DNS" }},
			{"criticality=field.choice", func(a *tracker.SaveArea) { a.Criticality = "4" }},
			{"kind=field.choice", func(a *tracker.SaveArea) { a.Kind = "" }},
			{"paths=field.control", func(a *tracker.SaveArea) { a.Paths = "a\x00b" }},
			{"services=field.too_many", func(a *tracker.SaveArea) {
				for i := range 101 {
					a.Services += strings.Repeat("s", i+1) + "\n"
				}
			}},
			{"runbook_tested=field.future", func(a *tracker.SaveArea) { a.RunbookTested = "2026-07-07" }},
			{"non_owner_run=field.date", func(a *tracker.SaveArea) { a.NonOwnerRun = "2026-02-30" }},
			{"next_step=field.date", func(a *tracker.SaveArea) { a.NextStep = "soon" }},
		} {
			in := tracker.SaveArea{Team: w.team.ID, NameEN: "Mail", Criticality: "2", Kind: "vendor"}
			c.change(&in)
			_, err := w.tracker.SaveArea(w.ctx, w.members[0], in)
			w.wants(err, maturity.Invalid, "error.invalid")
			if err != nil && !strings.Contains(err.Error(), c.want) {
				w.t.Errorf("got %v, want %s", err, c.want)
			}
		}
	})
}

func TestKeysOfAreas(t *testing.T) {
	onRegister(t, func(w *world) {
		for _, c := range [][3]string{
			{"請求", "", "area"}, {"配送", "", "area-2"}, {"DB 移行", "", "db"}, {"", "DB", ""}, {"", "Pay／roll: v2", "pay-roll-v2"},
			{"", strings.Repeat("long name ", 20), strings.TrimSuffix(strings.Repeat("long-name-", 5), "-")},
		} {
			a, err := w.tracker.SaveArea(w.ctx, w.members[0], tracker.SaveArea{
				Team: w.team.ID, NameJA: c[0], NameEN: c[1], Criticality: "1", Kind: "domain",
			})
			w.must(err)
			if c[2] != "" && a.Key != c[2] {
				w.t.Errorf("%s%s has the key %s, want %s", c[0], c[1], a.Key, c[2])
			}
			if c[1] == "DB" && a.Key != "db-2" {
				w.t.Errorf("a taken key: %s", a.Key)
			}
		}
	})
}

func TestClaimIsChecked(t *testing.T) {
	onRegister(t, func(w *world) {
		a, v := w.area("DNS"), w.members[0]
		w.now = time.Date(2026, 7, 6, 15, 30, 0, 0, time.UTC) // the 7th in Tokyo
		for _, c := range []struct {
			want string
			in   tracker.SaveClaim
		}{
			{"level=field.choice", tracker.SaveClaim{Level: "5"}},
			{"level=field.choice", tracker.SaveClaim{Level: "three"}},
			{"evidence_at=field.future", tracker.SaveClaim{Level: "3", EvidenceAt: "2026-07-08", EvidenceKind: "drill"}},
			{"evidence_kind=field.required", tracker.SaveClaim{Level: "3", EvidenceAt: "2026-07-07"}},
			{"evidence_at=field.required", tracker.SaveClaim{Level: "3", EvidenceKind: "drill", EvidenceLink: "https://example.com"}},
			{"evidence_link=field.link", tracker.SaveClaim{
				Level: "3", EvidenceAt: "2026-07-07", EvidenceKind: "drill", EvidenceLink: "javascript:alert(1)",
			}},
			{"evidence_link=field.too_long", tracker.SaveClaim{
				Level: "3", EvidenceAt: "2026-07-07", EvidenceKind: "drill", EvidenceLink: "https://example.com/" + strings.Repeat("x", 500),
			}},
		} {
			c.in.Area, c.in.Person = a.ID, v.Person.ID
			_, err := w.tracker.SaveClaim(w.ctx, v, c.in)
			w.wants(err, maturity.Invalid, "")
			if err != nil && !strings.Contains(err.Error(), c.want) {
				w.t.Errorf("got %v, want %s", err, c.want)
			}
		}
		if n := len(w.register().Claims[a.ID]); n != 0 {
			w.t.Errorf("%d claims were stored", n)
		}
		c, err := w.tracker.SaveClaim(w.ctx, v, tracker.SaveClaim{
			Area: a.ID, Person: v.Person.ID, Level: "3", EvidenceAt: "2026-07-07", EvidenceKind: "drill", EvidenceLink: "https://example.com/1",
		})
		w.must(err)
		want := store.Claim{
			AreaID: a.ID, PersonID: v.Person.ID, Revision: 1, UpdatedBy: v.Person.ID, UpdatedAt: w.now,
			Claim: knowledge.Claim{
				Level: 3, ClaimedAt: time.Date(2026, 7, 7, 0, 0, 0, 0, time.UTC), EvidenceAt: time.Date(2026, 7, 7, 0, 0, 0, 0, time.UTC),
				EvidenceKind: knowledge.Drilled, EvidenceLink: "https://example.com/1",
			},
		}
		if got := w.register().Claims[a.ID][v.Person.ID]; !reflect.DeepEqual(got, want) || !reflect.DeepEqual(c, want) {
			w.t.Errorf("stored %+v\nreturned %+v\nwant %+v", got, c, want)
		}
	})
}

func TestWhoMaySpeakInARegister(t *testing.T) {
	onRegister(t, func(w *world) {
		a, mine, other := w.area("DNS"), w.members[0], w.members[1]
		_, err := w.tracker.SaveClaim(w.ctx, mine, claim(a, other, 2, 0, ""))
		w.wants(err, maturity.Forbidden, "error.lead_only")
		_, err = w.tracker.SaveClaim(w.ctx, w.champion, claim(a, other, 2, 0, "")) // leads the team
		w.must(err)
		w.wants(w.tracker.SaveActivity(w.ctx, mine, w.team.ID, mine.Person.ID, "", ""), maturity.Forbidden, "error.lead_only")
		_, err = w.tracker.PlanRegister(w.ctx, mine, w.team.ID, knowledge.Sheet{})
		w.wants(err, maturity.Forbidden, "error.lead_only")
		_, err = w.tracker.ImportRegister(w.ctx, mine, w.team.ID, knowledge.Sheet{}, "")
		w.wants(err, maturity.Forbidden, "error.lead_only")
		for name, v := range w.strangers() {
			kind := maturity.NotFound
			if name == "nobody" {
				kind = maturity.Unauthenticated
			}
			_, err := w.tracker.SaveClaim(w.ctx, v, claim(a, other, 4, 1, ""))
			w.wants(err, kind, "")
			_, err = w.tracker.SaveClaim(w.ctx, v, claim(a, v, 4, 0, ""))
			w.wants(err, kind, "")
			_, err = w.tracker.SaveArea(w.ctx, v, tracker.SaveArea{ID: a.ID, Team: "t", NameEN: "X", Criticality: "1", Kind: "code", Revision: 1})
			w.wants(err, kind, "")
			_, err = w.tracker.SaveArea(w.ctx, v, tracker.SaveArea{Team: w.team.ID, NameEN: "X", Criticality: "1", Kind: "code"})
			w.wants(err, kind, "")
			w.wants(w.tracker.ArchiveArea(w.ctx, v, a.ID), kind, "")
			w.wants(w.tracker.RestoreArea(w.ctx, v, a.ID), kind, "")
			w.wants(w.tracker.SaveActivity(w.ctx, v, w.team.ID, other.Person.ID, "", ""), kind, "")
			w.wants(w.tracker.ImportCode(w.ctx, v, w.team.ID, knowledge.CodeEvidence{}), kind, "")
			w.wants(w.tracker.MatchAuthors(w.ctx, v, w.team.ID, map[string]string{"x": ""}), kind, "")
			_, err = w.tracker.AddAreas(w.ctx, v, w.team.ID, []knowledge.Suggestion{{Key: "x"}})
			w.wants(err, kind, "")
			_, _, err = w.tracker.SaveOwnClaims(w.ctx, v, w.team.ID, nil)
			w.wants(err, kind, "")
			_, err = w.tracker.PlanRegister(w.ctx, v, w.team.ID, knowledge.Sheet{})
			w.wants(err, kind, "")
		}
		_, err = w.tracker.SaveClaim(w.ctx, w.champion, tracker.SaveClaim{Area: a.ID, Person: "stranger", Level: "2"})
		w.wants(err, maturity.NotFound, "")
		if got := w.register(); len(got.Areas) != 1 || got.Claims[a.ID][other.Person.ID].Level != 2 || len(got.Claims[a.ID]) != 1 {
			w.t.Errorf("the register is %+v", got)
		}
	})
}

func TestArchivedAreasCountForNothing(t *testing.T) {
	onRegister(t, func(w *world) {
		a, v := w.area("DNS"), w.members[0]
		w.claims(a, v, 3, "2026-07-01")
		w.must(w.tracker.ArchiveArea(w.ctx, v, a.ID))
		w.must(w.tracker.ArchiveArea(w.ctx, v, a.ID)) // twice is fine
		_, err := w.tracker.SaveClaim(w.ctx, v, claim(a, v, 2, 1, ""))
		w.wants(err, maturity.Conflict, "error.area_archived")
		_, err = w.tracker.SaveArea(w.ctx, v, tracker.SaveArea{ID: a.ID, NameEN: "X", Criticality: "1", Kind: "code", Revision: 2})
		w.wants(err, maturity.Conflict, "error.area_archived")
		if r := w.register(); len(r.Areas) != 0 || len(r.Claims) != 0 {
			w.t.Errorf("in use: %+v", r)
		}
		archived, err := w.db.ArchivedAreas(w.ctx, w.team.ID)
		w.must(err)
		if len(archived) != 1 || archived[0].ArchivedAt == nil {
			w.t.Errorf("archived: %+v", archived)
		}
		twin := w.area("DNS") // the name is free, the key is not
		if twin.Key != "dns-2" {
			w.t.Errorf("the key of an archived area was given to another: %s", twin.Key)
		}
		w.wants(w.tracker.RestoreArea(w.ctx, v, a.ID), maturity.Conflict, "error.area_name_taken")
		w.must(w.tracker.ArchiveArea(w.ctx, v, twin.ID))
		w.must(w.tracker.RestoreArea(w.ctx, v, a.ID))
		r := w.register()
		if got, ok := r.AreaByKey("dns"); !ok || got.Revision != 3 || r.Claims[a.ID][v.Person.ID].Level != 3 {
			w.t.Errorf("restored: %+v", r)
		}
	})
}

func TestPeopleWhoLeaveAndReturn(t *testing.T) {
	onRegister(t, func(w *world) {
		a, v := w.area("DNS"), w.members[0]
		w.claims(a, v, 4, "2026-07-01")
		if w.factor("2026-07-06") != 1 {
			w.t.Error("one owner is a bus factor of 1")
		}
		w.must(w.tracker.SaveActivity(w.ctx, w.champion, w.team.ID, v.Person.ID, "2026-07-01", "2026-07-31"))
		if w.factor("2026-07-31") != 1 || w.factor("2026-08-01") != 0 || w.factor("2026-06-30") != 0 {
			w.t.Error("first and last day are not both inside")
		}
		w.must(w.tracker.ChangePart(w.ctx, w.champion, w.team.ID, v.Person.ID, ""))
		if r := w.register(); len(r.People) != 5 || len(r.Claims[a.ID]) != 0 || w.factor("2026-07-06") != 0 {
			w.t.Errorf("after leaving: %+v", r)
		}
		_, err := w.tracker.SaveClaim(w.ctx, w.champion, claim(a, v, 2, 1, ""))
		w.wants(err, maturity.NotFound, "")
		_, err = w.tracker.SaveClaim(w.ctx, v, claim(a, v, 2, 1, "")) // with a session from before
		w.wants(err, maturity.NotFound, "")
		_, _, err = w.tracker.SaveOwnClaims(w.ctx, v, w.team.ID, []tracker.SaveClaim{claim(a, v, 2, 1, "")})
		w.wants(err, maturity.NotFound, "")
		w.must(w.tracker.ChangePart(w.ctx, w.champion, w.team.ID, v.Person.ID, "member"))
		if r := w.register(); r.Claims[a.ID][v.Person.ID].Level != 4 || w.factor("2026-08-01") != 1 {
			w.t.Errorf("after coming back, with dates of their own: %+v", r)
		}

		gone := tracker.PersonSettings{ID: v.Person.ID, Name: v.Person.Name, Email: v.Person.Email, Language: "ja", Archived: true}
		_, err = w.tracker.SavePerson(w.ctx, w.champion, gone)
		w.must(err)
		if r := w.register(); len(r.People) != 5 || w.factor("2026-07-06") != 0 {
			w.t.Errorf("with an archived person: %+v", r)
		}
		if h := w.history(store.ChangeFilter{PersonID: v.Person.ID}); len(h) != 2 || h[0].PersonName != v.Person.Name {
			w.t.Errorf("their history: %+v", h)
		}
		archived := tracker.TeamSettings{ID: w.team.ID, Key: w.team.Key, Name: w.team.Name, Archived: true}
		_, err = w.tracker.SaveTeam(w.ctx, w.champion, archived)
		w.must(err)
		w.claims(a, w.members[1], 2, "")
		if len(w.register().Areas) != 1 {
			w.t.Error("the register of an archived team is gone")
		}
	})
}

func TestActivityIsChecked(t *testing.T) {
	onRegister(t, func(w *world) {
		id := w.members[0].Person.ID
		for _, c := range [][3]string{{"2026-13-01", "", "active_from=field.date"}, {"2026-07-02", "2026-07-01", "active_to=field.before_start"}} {
			err := w.tracker.SaveActivity(w.ctx, w.champion, w.team.ID, id, c[0], c[1])
			if err == nil || !strings.Contains(err.Error(), c[2]) {
				w.t.Errorf("got %v, want %s", err, c[2])
			}
		}
		w.wants(w.tracker.SaveActivity(w.ctx, w.champion, w.team.ID, "x", "", ""), maturity.NotFound, "")
		w.must(w.tracker.SaveActivity(w.ctx, w.champion, w.team.ID, id, "2026-07-01", ""))
		w.must(w.tracker.SaveActivity(w.ctx, w.champion, w.team.ID, id, "2026-07-01", "")) // the same
		h := w.history(store.ChangeFilter{})
		if len(h) != 1 || h[0].Verb != store.PersonDates || string(h[0].After) != `{"active_from":"2026-07-01"}` || string(h[0].Before) != `{}` {
			w.t.Errorf("history %+v", h)
		}
	})
}

func TestSuggestionsBecomeAreas(t *testing.T) {
	onRegister(t, func(w *world) {
		w.area("DNS")
		gone := w.area("Mail")
		w.must(w.tracker.ArchiveArea(w.ctx, w.champion, gone.ID))
		in := []knowledge.Suggestion{
			{Key: "dns"}, {Name: maturity.Text{JA: "dns"}}, {Key: "mail"}, {Key: "lib", Kind: knowledge.Code, Paths: []string{"lib/"}},
			{Name: maturity.Text{JA: "請求"}, Criticality: 3}, {Name: maturity.Text{JA: "請求"}}, {Name: maturity.Text{EN: "Lib"}},
		}
		n, err := w.tracker.AddAreas(w.ctx, w.members[0], w.team.ID, in)
		w.must(err)
		if n != 3 {
			w.t.Errorf("%d added, want mail again, lib and one of 請求", n)
		}
		n, err = w.tracker.AddAreas(w.ctx, w.members[0], w.team.ID, in)
		w.must(err)
		var keys []string
		for _, a := range w.register().Areas {
			keys = append(keys, a.Key)
		}
		if want := []string{"dns", "mail", "area", "lib"}; n != 0 || len(keys) != 4 || !slices.Contains(keys, "area") || keys[3] != "lib" {
			w.t.Errorf("%d added again; keys %v, want %v", n, keys, want)
		}
		_, err = w.tracker.AddAreas(w.ctx, w.members[0], w.team.ID, []knowledge.Suggestion{{Key: "new"}, {Key: "Bad Key"}})
		w.wants(err, maturity.Invalid, "")
		if _, ok := w.register().AreaByKey("new"); ok {
			w.t.Error("part of a refused list was added")
		}
	})
}

func TestHistoryIsComplete(t *testing.T) {
	onRegister(t, func(w *world) {
		a, v := w.area("DNS"), w.members[0]
		w.claims(a, v, 3, "2026-07-01")
		w.now = w.now.Add(time.Hour)
		w.claims(a, v, 4, "2026-07-01")
		_, err := w.tracker.SaveClaim(w.ctx, v, tracker.SaveClaim{Area: a.ID, Person: v.Person.ID, Revision: 2})
		w.must(err)
		again := w.claims(a, v, 1, "")
		if again.Revision != 4 {
			w.t.Errorf("a claim made again has revision %d, want 4", again.Revision)
		}
		h := w.history(store.ChangeFilter{})
		var verbs, states []string
		for _, c := range h {
			verbs = append(verbs, c.Verb)
			states = append(states, levelOf(w, c.Before)+">"+levelOf(w, c.After))
			if c.ByID != v.Person.ID || c.ByName != v.Person.Name || c.AreaName.EN != "DNS" || c.AreaKey != "dns" {
				w.t.Errorf("%+v", c)
			}
		}
		if got := strings.Join(verbs, " "); got != "claim.changed claim.withdrawn claim.changed claim.changed area.added" {
			w.t.Errorf("history %s", got)
		}
		if got := strings.Join(states[:4], " "); got != "->1 4>- 3>4 ->3" {
			w.t.Errorf("levels %s", got)
		}
		if !h[0].At.Equal(w.now) || !h[3].At.Equal(startOfTest) {
			w.t.Errorf("times %v, %v", h[0].At, h[3].At)
		}
		var paged []store.RegisterChange
		for f := (store.ChangeFilter{Limit: 2, AreaID: a.ID}); ; f.Before = paged[len(paged)-1].ID {
			page := w.history(f)
			if len(page) == 0 {
				break
			}
			paged = append(paged, page...)
		}
		if !reflect.DeepEqual(paged, h) {
			w.t.Errorf("in pages: %+v", paged)
		}
		_, err = w.db.RegisterChanges(w.ctx, w.team.ID, store.ChangeFilter{Before: "x"})
		w.wants(err, maturity.NotFound, "")
		log, err := w.db.EventsOf(w.ctx, a.ID)
		w.must(err)
		if len(log) != 5 {
			w.t.Errorf("%d events, want 5", len(log))
		}
		for _, e := range log {
			if e.Note != "" && e.Note != v.Person.ID {
				w.t.Errorf("the log says %q", e.Note)
			}
		}
	})
}

// levelOf returns the level of a claim in the history, "-" for none.
func levelOf(w *world, state json.RawMessage) string {
	w.t.Helper()
	if state == nil {
		return "-"
	}
	var c store.ClaimState
	w.must(json.Unmarshal(state, &c))
	return string(rune('0' + c.Level))
}
