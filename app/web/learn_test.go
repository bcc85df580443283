package web

import (
	"encoding/json"
	"net/http"
	"testing"

	"michinori/app/maturity"
	"michinori/questionnaires"
)

func TestEverythingThereIsToRead(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	core, err := questionnaires.BuiltIn("sre-core")
	s.must(err)
	paths := []string{"/learn", "/learn/scoring", "/learn/register", "/learn/terms", "/questionnaires", "/learn/start", "/learn/facilitating", "/search", "/search?q=slo"}
	for _, key := range questionnaires.BuiltInKeys() {
		paths = append(paths, "/questionnaires/"+key, "/questionnaires/"+key+"?edition=1")
	}
	for _, p := range questionnaires.Practices() {
		paths = append(paths, "/learn/practices/"+p.Key)
	}
	for _, q := range core.Questions {
		paths = append(paths, "/learn/questions/"+q.Key)
	}
	for _, path := range paths {
		for _, l := range maturity.Languages {
			r := s.in(l, "member", path)
			s.wants(r, http.StatusOK)
			s.sound(r)
			if len(r.all("h1", "", "")) != 1 {
				t.Errorf("%s in %s: no single heading", path, l)
			}
		}
	}
	for _, path := range []string{"/learn/questions/toil", "/learn/practices/x", "/questionnaires/x", "/questionnaires/sre-core?edition=99"} {
		s.wants(s.get("member", path), http.StatusNotFound)
	}
}

func TestScoringIsExplainedWithTheNumbersThatCount(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.wants(s.get("member", "/learn/scoring"), http.StatusOK,
		"40点以上、60点未満", "重みの60%以上、アンカー質問の50%以上", "2人で50.0%、3人で75.0%、4人で87.5%", "差が5点を超え", "2000回くり返し、90%",
		"障害の訓練を1年以上していない間は、「インシデント対応力」のレベルは2までです。")
}

func TestTheRegisterIsExplainedByAnExample(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.wants(s.get("member", "/learn/register"), http.StatusOK,
		"なぜ180日なのか", "請求バッチ343（根拠が古い）01一人領域", "重みは全部で8。4を超えて失うと",
		"Aさんが不在だと「請求バッチ」と「本番データベース」が止まります", "「決済ベンダーとの窓口」と合わせて重み5。4を超えるので、バスファクターは1人です",
		"厳しめの数え方でもバスファクターは2人になります")
	s.wants(s.get("member", "/learn"), http.StatusOK, "知識領域台帳の読み方")
}

func TestAQuestionIsExplainedByItsScale(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.wants(s.get("member", "/learn/questions/incident.drill_recency"), http.StatusOK, "180日前40", "365日前よりさらに前0", "一度もない0")
	s.wants(s.get("member", "/learn/questions/slo.coverage"), http.StatusOK, "0より少しでも上20", "90%80", "59点までです")
	s.wants(s.get("member", "/learn/questions/learn.allies"), http.StatusOK, "レベル3 75点")
}

func TestTheFormatIsPublished(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	r := s.get("", "/schemas/questionnaire.json")
	if r.StatusCode != http.StatusOK || !json.Valid([]byte(r.body)) {
		t.Errorf("status %d, %d bytes", r.StatusCode, len(r.body))
	}
}
