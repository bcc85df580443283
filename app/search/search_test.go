package search

import (
	"strings"
	"testing"

	"michinori/app/maturity"
)

func sample() *Index {
	text := func(ja, en string) maturity.Text { return maturity.Text{JA: ja, EN: en} }
	return New([]Entry{
		{Group: "term", Path: "/slow", Title: text("遅い応答", "Slow responses"), Body: []maturity.Text{text("サーバーの応答が遅いこと。", "The server takes long.")}},
		{Group: "practice", Path: "/slo", Title: text("SLOの見直し", "SLO review"), Body: []maturity.Text{text("目標を<見直す>集まり。", "A meeting on targets.")}},
		{Group: "question", Path: "/drill", Title: text("障害の訓練", "Incident drill"), Body: []maturity.Text{text("ポストモーテムを書く。", "Write a postmortem afterwards.")}},
	})
}

func TestAQueryFindsWhateverTheSpelling(t *testing.T) {
	t.Parallel()
	x := sample()
	for query, want := range map[string]string{
		"slo": "/slo", "ＳＬＯ": "/slo", "障害訓練": "/drill", "ぽすともーてむ": "/drill", "ﾎﾟｽﾄﾓｰﾃﾑ": "/drill", "サーバ": "/slow",
		"postmortem": "/drill", "postmoretm": "/drill", "revew": "/slo", "incident 訓練": "/drill", "見直し": "/slo",
		"避難訓練": "/drill", "Root Cause": "/drill", "fire drill": "/drill", "incident rca": "/drill",
	} {
		got := x.Search(query)
		if len(got) == 0 || got[0].Path != want {
			t.Errorf("%q: %+v, want %s first", query, got, want)
		}
	}
	for _, query := range []string{"", " 　", "天気予報", "xyzzy", "slo 障害", strings.Repeat("あ", 5000)} {
		if got := x.Search(query); len(got) != 0 {
			t.Errorf("%.20q: %+v, want nothing", query, got)
		}
	}
}

func TestEntriesOfTheMomentAreFoundToo(t *testing.T) {
	t.Parallel()
	got := sample().Search("割窓", Entry{Path: "/own", Title: maturity.Text{JA: "割窓を直す日", EN: "Broken windows day"}})
	if len(got) != 1 || got[0].Path != "/own" {
		t.Errorf("%+v", got)
	}
}

func TestMarksAreOfTheTextAsWritten(t *testing.T) {
	t.Parallel()
	hit := sample().Search("ﾎﾟｽﾄﾓｰﾃﾑ")[0]
	parts, in := hit.Excerpt(maturity.Japanese)
	if in != maturity.Japanese || len(parts) != 2 || parts[0] != (Part{"ポストモーテム", true}) {
		t.Errorf("%+v in %s", parts, in)
	}
	hit = sample().Search("障害")[0]
	if parts, in := hit.Excerpt(maturity.English); in != maturity.Japanese || parts[0] != (Part{"障害", true}) {
		t.Errorf("%+v in %s: what was met in Japanese is shown in Japanese", parts, in)
	}
	if title := hit.MarkedTitle(maturity.English); len(title) != 1 || title[0].Hit {
		t.Errorf("%+v", title)
	}
}

func FuzzSearch(f *testing.F) {
	x := sample()
	for _, seed := range []string{"slo", "ﾎﾟｽﾄ", "\xff\xfe", "が゙゙", "ー・", "(\"'"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		for _, h := range x.Search(query) {
			for _, l := range maturity.Languages {
				var whole strings.Builder
				for _, p := range h.MarkedTitle(l) {
					whole.WriteString(p.Text)
				}
				if whole.String() != h.Title.In(l) {
					t.Errorf("%q: %q is not the title", query, whole.String())
				}
				h.Excerpt(l)
			}
		}
	})
}
