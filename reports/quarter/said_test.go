package quarter_test

import (
	"strings"
	"testing"

	"michinori/app/maturity"
	"michinori/reports/quarter"
)

// TestLeadersReadNoCountOfNothing holds sentences to what a person would say
// where a count is nought or is all, and where there is no round before.
func TestLeadersReadNoCountOfNothing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change        func(*quarter.Organisation, *quarter.Round)
		section       int
		want, wantNot map[maturity.Language]string
	}{
		"all have a target": {
			func(_ *quarter.Organisation, r *quarter.Round) { r.SLO = []quarter.Tier{{Tier: 1, Reviewed: 4, Of: 4}} }, 5,
			map[maturity.Language]string{"ja": "は4件で、すべてに目標があります。", "en": "All 4 of the most important ones (tier 1) have one."},
			map[maturity.Language]string{"ja": "うち0サービスに", "en": "0 of 4 have"},
		},
		"none has a target": {
			func(_ *quarter.Organisation, r *quarter.Round) { r.SLO = []quarter.Tier{{Tier: 1, None: 4, Of: 4}} }, 5,
			map[maturity.Language]string{"ja": "は4件で、どれにも目標がありません。", "en": "None of the 4 most important ones (tier 1) has one."},
			map[maturity.Language]string{"ja": "4サービスのうち4サービスに", "en": "4 of 4 have"},
		},
		"all practised": {
			func(_ *quarter.Organisation, r *quarter.Round) { r.Drills = quarter.Drills{Within90: 3, Within365: 2} }, 4,
			map[maturity.Language]string{"ja": "3チームで、どのチームも1年以内に訓練しています。", "en": "and every team held one within a year."},
			map[maturity.Language]string{"ja": "のは0チーム", "en": "0 have held"},
		},
		"no services": {
			func(_ *quarter.Organisation, r *quarter.Round) { r.SLO = nil }, 5,
			map[maturity.Language]string{"ja": "サービスを数えたチームがない", "en": "No team has counted its services"},
			map[maturity.Language]string{"ja": "上の数", "en": "these numbers"},
		},
		"no actions told": {
			func(_ *quarter.Organisation, r *quarter.Round) {
				r.Learn.Actions, r.Learn.ActionsOf, r.Learn.ActionTeams = 0, 0, 0
			}, 7,
			map[maturity.Language]string{"ja": "対策の数を答えたチームはありません。", "en": "no team has counted its actions."},
			map[maturity.Language]string{"ja": "0チームの申告", "en": "actions by 0"},
		},
		"no reviews told": {
			func(_ *quarter.Organisation, r *quarter.Round) {
				r.Learn.Postmortems, r.Learn.PostmortemsOf, r.Learn.PostmortemTeams = 0, 0, 0
			}, 7,
			map[maturity.Language]string{"ja": "振り返りの数を答えたチームはありません。", "en": "no team has counted its reviews."},
			map[maturity.Language]string{"ja": "0チームの申告", "en": "by 0 teams"},
		},
		"a first round": {
			func(o *quarter.Organisation, _ *quarter.Round) { o.Rounds = o.Rounds[1:] }, 8,
			map[maturity.Language]string{"ja": "これまでに進行役を務めたのは", "en": "People who have led a practice so far: "},
			map[maturity.Language]string{"ja": "前回のあと", "en": "since last time"},
		},
		"nobody shares": {
			func(_ *quarter.Organisation, r *quarter.Round) { r.Funnel = quarter.Funnel{Invited: 7, People: 39} }, 10,
			map[maturity.Language]string{"ja": "結果を共有したチームはまだない", "en": "Of 7 teams invited none has shared its result yet"},
			map[maturity.Language]string{"ja": "そのチームだけから", "en": "Unless a note"},
		},
		"nobody is invited": {
			func(_ *quarter.Organisation, r *quarter.Round) { r.Funnel = quarter.Funnel{} }, 10,
			map[maturity.Language]string{"ja": "まだどのチームも招かれていません", "en": "No team has been invited"},
			map[maturity.Language]string{"ja": "対象0チーム", "en": "0 of 0"},
		},
		"one dimension moved": {
			func(_ *quarter.Organisation, r *quarter.Round) {
				r.Changes = map[maturity.Dimension]quarter.Moves{maturity.Toil: {Same: 6}, maturity.SLO: {Fell: 3, Same: 3}, maturity.Bus: {Same: 5}}
			}, 0,
			map[maturity.Language]string{
				"ja": "悪化3。「トイル」と「属人化（バスファクター）」では、はっきり動いたチームはありません。", "en": "3 worse. None did in Toil and Bus factor.",
			},
			map[maturity.Language]string{"ja": "「学びと浸透」では", "en": "and Learning"},
		},
		"all questions changed": {
			func(_ *quarter.Organisation, r *quarter.Round) {
				r.BreakBefore = map[maturity.Dimension]bool{"toil": true, "bus": true, "incident": true, "slo": true, "learn": true}
			}, 0,
			map[maturity.Language]string{
				"ja": "設問が変わったため、組織全体が良くなったかどうかは言えません。\nどの軸も、前回と共通の設問だけで比べました。", "en": "cannot be told.\nOn the questions that both rounds asked, teams",
			},
			map[maturity.Language]string{"ja": "前回と比べられるチームが", "en": "No team can be compared"},
		},
	} {
		in := rich()
		now := in.Rounds[1]
		in.Rounds = []quarter.Round{in.Rounds[0], now}
		in.Spread = quarter.Spread{ByOthers: 1, Of: 3, Leaders: 5, NewLeaders: 2}
		c.change(&in, &in.Rounds[1])
		for _, l := range maturity.Languages {
			s := quarter.ForLeaders(l, in, false).Lead[c.section]
			all := strings.Join(append(s.Sentences, s.Small...), "\n")
			if !strings.Contains(all, c.want[l]) {
				t.Errorf("%s: no %q in\n%s", name, c.want[l], all)
			}
			if not := c.wantNot[l]; strings.Contains(all, not) {
				t.Errorf("%s: %q in\n%s", name, not, all)
			}
		}
	}
}

// A line leads to the latest score there is, where the last round has none.
func TestSlopeEndsAtTheLatestScore(t *testing.T) {
	t.Parallel()
	in := quarter.TeamInput{Organisation: "みちのり商事", Team: "決済"}
	for i, key := range []string{"2025-Q4", "2026-Q1", "2026-Q2"} {
		scored := func(v float64) maturity.DimensionScore {
			return maturity.DimensionScore{Scored: true, Score: &v, Level: pointer(maturity.LevelOf(v)), Low: &v, High: &v, People: 6}
		}
		result := maturity.Result{Dimensions: map[maturity.Dimension]maturity.DimensionScore{maturity.Bus: scored(50 + float64(i))}}
		if i < 2 {
			result.Dimensions[maturity.Toil] = scored(30 + 20*float64(i))
		}
		in.Rounds = append(in.Rounds, quarter.TeamRound{
			Key: key, Edition: "sre-core 1", Questionnaire: terms(t).Questionnaire, Members: 6, Mode: maturity.Apart, Result: &result,
		})
	}
	for _, s := range quarter.ForTeam(maturity.English, in).Details {
		if s.Key != "changes" {
			continue
		}
		for i, want := range []string{"Toil|2025-Q4|30.0|2026-Q1|50.0", "Bus factor|2025-Q4|50.0|2026-Q2|52.0"} {
			var row []string
			for _, c := range s.Figures[0].Table.Rows[i][:5] {
				row = append(row, c.String())
			}
			if got := strings.Join(row, "|"); got != want {
				t.Errorf("%s, want %s", got, want)
			}
		}
		return
	}
	t.Error("nothing is told of changes")
}

// A round may be of a half-year or a month: what is said of time is of the same
// kind.
func TestLeadersReadOfTheirOwnPeriods(t *testing.T) {
	t.Parallel()
	for key, want := range map[string][2][]string{
		"2026-Q3": {{"各チームは四半期に一度", "次の四半期に開き", "次の四半期が始まる2027年1月1日までに"}, {"Every quarter each team", "in the next quarter", "when the next quarter begins"}},
		"2026-H1": {{"各チームは半期に一度", "次の半期に開き", "次の半期が始まる2027年1月1日までに"}, {"Every half-year each team", "in the next half-year", "when the next half-year begins"}},
		"2026-12": {{"各チームは月に一度", "次の月に開き", "次の月が始まる2027年1月1日までに"}, {"Every month each team", "in the next month", "when the next month begins"}},
	} {
		in := rich()
		in.Rounds[1].Key = key
		for i, l := range []maturity.Language{maturity.Japanese, maturity.English} {
			all := strings.Join(textsOf(quarter.ForLeaders(l, in, false)), "\n")
			for _, s := range want[i] {
				if !strings.Contains(all, s) {
					t.Errorf("%s: %s does not say %q", key, l, s)
				}
			}
		}
	}
}
