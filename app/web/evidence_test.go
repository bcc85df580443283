package web

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"michinori/app/maturity"
	"michinori/app/tracker"
)

const (
	sloFile = "apiVersion: openslo/v1\nkind: SLO\nmetadata: {name: a}\nspec:\n  service: checkout\n  indicatorRef: i\n  budgetingMethod: Occurrences\n" +
		"  timeWindow: [{duration: 4w}]\n  objectives: [{target: 0.99}]\n---\napiVersion: openslo/v1\nkind: Service\nmetadata: {name: search}\n"
	incidentFile = "incident_number,description,created_on,resolved_on,acknowledged_by_user_names\n" +
		"1,the-secret-outage,2026-06-01 23:00,2026-06-02 00:30,Shizuka Himitsu\n2,the-secret-outage,2026-06-03 12:00,2026-06-03 12:30,Shizuka Himitsu\n"
	issueFile = `[{"createdAt":"2026-06-01T00:00:00Z","closedAt":"2026-06-02T00:00:00Z","title":"the-secret-issue","labels":[{"name":"運用"}]},
{"createdAt":"2026-06-01T00:00:00Z","closedAt":"2026-06-02T00:00:00Z","labels":[{"name":"green"}]}]`
)

func (s *testServer) evidence() string { return "/teams/" + s.team.ID + "/evidence" }

// said records one fact of the team's round.
func (s *testServer) fact(question string, a maturity.Answer) {
	s.t.Helper()
	_, err := s.tracker.SaveFacts(s.t.Context(), s.viewer("lead"), s.open.ID, []tracker.Change{{Question: question, Answer: &a}})
	s.must(err)
}

func TestEvidenceStandsBesideAnswers(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.wants(s.get("member", s.evidence()), http.StatusOK, "まだ何も読み込んでいません", "人の名前、障害の件名や本文、課題の題名は保存しません")
	s.fact("slo.coverage", maturity.Answer{Kind: maturity.RatioAnswer, Part: 3, Whole: 3})
	s.fact("incident.oncall_ready", maturity.Answer{Kind: maturity.NotApplicable, Reason: maturity.NoOnCall})
	for _, file := range []string{sloFile, incidentFile, issueFile} {
		s.wantMoved(s.upload("member", s.evidence(), []byte(file), nil))
	}

	r := s.get("lead", s.evidence())
	s.wants(r, http.StatusOK, "2サービスのうち1サービスにSLOの定義があります", "3サービスにSLOがあるという答えですが、定義ファイルにあるのは1サービスです",
		"オンコールはないという答えですが、障害2件に1人が対応しています", "2件中1件（50.0%）", "中央値60.0分", "終わった2件のうち、トイルのラベルが付いたもの：1件（50.0%）")
	s.lacks(r, "Himitsu", "the-secret")
	s.sound(r)
	english := s.in(maturity.English, "lead", s.evidence())
	s.wants(english, http.StatusOK, "You counted 3 covered services, the definitions hold 1.", "50.0%")
	s.sound(english)

	// What the lead recorded shows to the others after the reveal, not before.
	before := s.get("member", s.evidence())
	s.wants(before, http.StatusOK, "2サービスのうち1サービスにSLOの定義があります")
	if strings.Contains(before.body, "3サービスにSLOがある") {
		t.Error("a member reads a fact before the reveal")
	}

	files, err := s.db.EvidenceFilesOf(t.Context(), s.team.ID)
	s.must(err)
	if len(files) != 3 {
		t.Fatalf("%d files, want 3", len(files))
	}
	level, err := s.db.EvidenceMarksOf(t.Context(), s.team.ID)
	s.must(err)
	if len(level) != 0 {
		t.Errorf("marks %v before anybody said anything", level)
	}
}

func TestMarksOfEvidence(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.wantMoved(s.upload("member", s.evidence(), []byte(sloFile), nil))
	s.wantMoved(s.upload("member", s.evidence(), []byte(issueFile), nil))
	s.wantMoved(s.post("member", s.evidence()+"/marks", fields(
		"service", "checkout", "was", "0", "tier", "1", "service", "search", "was", "0", "tier", "-1")))
	s.wantMoved(s.post("member", s.evidence()+"/marks", fields("label", "運用", "was_toil", "運用", "label", "green", "toil", "green")))
	r := s.get("member", s.evidence())
	s.wants(r, http.StatusOK, "1サービスのうち1サービスに", "ティア1", "トイルのラベルが付いたもの：1件")
	has, err := s.tracker.EvidenceOf(t.Context(), s.viewer("member"), s.team.ID)
	s.must(err)
	if has.Evidence.Toil["運用"] || !has.Evidence.Toil["green"] {
		t.Errorf("labels %v", has.Evidence.Toil)
	}
	s.wantStatus(s.post("member", s.evidence()+"/marks", fields("service", "nobody", "was", "0", "tier", "1")), http.StatusUnprocessableEntity)
	s.wantStatus(s.post("member", s.evidence()+"/marks", fields("service", "checkout", "was", "1", "tier", "9")), http.StatusUnprocessableEntity)
	s.wantStatus(s.post("member", s.evidence()+"/marks", fields("service", "checkout", "was", "1")), http.StatusUnprocessableEntity)
	s.wantMoved(s.post("member", s.evidence()+"/marks", fields("service", "checkout", "was", "1", "tier", "0")))
	s.wants(s.get("member", s.evidence()), http.StatusOK, "ティア不明")
}

func TestEvidenceIsTakenInWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	r := s.upload("member", s.evidence(), []byte(incidentFile+"3,x,next week,,\n4,x,2026-07-01 10:00,3/4/2026,\n"), nil)
	s.wants(r, http.StatusUnprocessableEntity, "4行目：", "created_on: next week", "5行目：", "日と月のどちらが先かが分かりません")
	s.sound(r)
	s.wants(s.upload("member", s.evidence(), []byte{}, nil), http.StatusUnprocessableEntity, "ファイルを選んでください")
	s.wants(s.upload("member", s.evidence(), []byte("PK\x03\x04 a workbook"), nil), http.StatusUnprocessableEntity, "どのファイルも取り込んでいません")
	files, err := s.db.EvidenceFilesOf(t.Context(), s.team.ID)
	s.must(err)
	if len(files) != 0 {
		t.Errorf("%d files after refusals", len(files))
	}
}

func TestEvidenceIsRemovedAndPutBack(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.wantMoved(s.upload("member", s.evidence(), []byte(incidentFile), nil))
	s.wantMoved(s.upload("lead", s.evidence(), []byte(incidentFile), nil)) // of the same name
	files, err := s.db.EvidenceFilesOf(t.Context(), s.team.ID)
	s.must(err)
	// Both came at the same moment: the one of the lead is the newer.
	if len(files) == 2 && files[0].ImportedBy != s.id("lead") {
		slices.Reverse(files)
	}
	if len(files) != 2 || files[0].RemovedAt != nil || files[1].RemovedAt == nil {
		t.Fatalf("files %+v", files)
	}
	to := s.wantMoved(s.post("member", s.evidence()+"/"+files[0].ID+"/remove", nil))
	r := s.get("member", to)
	s.wants(r, http.StatusOK, "ファイルを外しました", "まだ何も読み込んでいません", "外したファイル：2件")
	s.sound(r)
	s.wantMoved(s.post("member", s.evidence()+"/"+files[0].ID+"/restore", nil))
	s.wants(s.get("member", s.evidence()), http.StatusOK, "記録にある最後の障害は2026年6月3日")

	// Another team knows nothing of it.
	for _, do := range []string{"remove", "restore"} {
		s.wantStatus(s.post("outsider", s.evidence()+"/"+files[0].ID+"/"+do, nil), http.StatusNotFound)
	}
	other := s.viewer("outsider")
	for team := range other.Memberships {
		s.wantStatus(s.post("outsider", "/teams/"+team+"/evidence/"+files[0].ID+"/remove", nil), http.StatusNotFound)
	}
}

// An export of months is larger than anything anybody types.
func TestLargeEvidenceIsTakenIn(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	var b strings.Builder
	b.WriteString("incident_number,description,created_on,resolved_on\n")
	row := "1," + strings.Repeat("x", 20_000) + ",2026-06-01 23:00,2026-06-02 00:30\n"
	for b.Len() < bodyLimit+1<<20 {
		b.WriteString(row)
	}
	s.wantMoved(s.upload("member", s.evidence(), []byte(b.String()), nil))
	s.wantStatus(s.upload("member", "/teams/"+s.team.ID+"/register/code", []byte(b.String()), nil), http.StatusRequestEntityTooLarge)
}

func TestEvidenceStandsInTheFormAndTheResult(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.wantMoved(s.upload("lead", s.evidence(), []byte(sloFile), nil))
	s.fact("slo.coverage", maturity.Answer{Kind: maturity.RatioAnswer, Part: 3, Whole: 3})
	form := s.get("lead", s.at("facts"))
	s.wants(form, http.StatusOK, "2サービスのうち1サービスにSLOの定義があります", "定義ファイルにあるのは1サービスです")
	s.sound(form)

	s.shareRound()
	result := s.get("member", s.at("result"))
	s.wants(result, http.StatusOK, "外からの根拠に、チームへの質問が1件あります")
	s.sound(result)
	report := s.get("member", "/teams/"+s.team.ID+"/report")
	s.wants(report, http.StatusOK, "外からの根拠に、チームへの質問が1件あります")
	for _, role := range []string{"leader", "champion"} {
		for _, page := range []string{s.at("result"), "/teams/" + s.team.ID + "/report"} {
			if r := s.get(role, page); r.StatusCode != http.StatusOK || strings.Contains(r.body, "外からの根拠") {
				t.Errorf("%s reads of evidence on %s (status %d)", role, page, r.StatusCode)
			}
		}
	}
	before, err := s.db.ResultOf(t.Context(), s.open.ID)
	s.must(err)
	if points := before.Questions["slo.coverage"].Points; points == nil || *points != 100 {
		t.Errorf("evidence has changed the points: %v", points)
	}
}
