package reports_test

import (
	"strings"

	"michinori/app/maturity"
	"michinori/reports"
)

// longName is a name of 300 letters, from the right to the left, with emoji.
var longName = string([]rune(strings.Repeat("פלטפורמה 🧑‍🚒 ", 30))[:300])

func sloRound(key string, n int) reports.SLORound {
	return reports.SLORound{Key: key, Unknown: n, Tiers: []reports.SLOTier{
		{Tier: 0, None: 2}, {Tier: 1, Reviewed: 2, Defined: 1}, {Tier: 2, Reviewed: 1, Defined: n, None: 3}, {Tier: 3},
	}}
}

func sloTiers(l maturity.Language) reports.Figure {
	return reports.SLOByTier(l, hostile, sloRound("2026-Q4", 2))
}

func sloRounds(l maturity.Language) reports.Figure {
	return reports.SLOOverTime(l, "", []reports.SLORound{sloRound("2026-Q2", 1), {Key: "2026-Q3", Unknown: 4}, sloRound("2026-Q4", 5)})
}

func toil(l maturity.Language) reports.Figure {
	return reports.ToilBand(l, hostile, []reports.ToilRound{
		{Key: "2026-Q2", Teams: 3, People: 14, Hours: 301.25, Contracted: 560, Above: 2}, {Key: "2026-Q3"},
		{Key: "2026-Q4", Teams: 4, People: 20, Hours: 221.5, Contracted: 792},
	})
}

func drills(l maturity.Language) reports.Figure {
	return reports.DrillRecency(l, "", []reports.DrillRound{
		{Key: "2026-Q2", Longer: 1, Never: 5, Unknown: 2}, {Key: "2026-Q3", Unknown: 8},
		{Key: "2026-Q4", Within90: 3, Within180: 2, Within365: 1, Never: 1, Unknown: 1},
	})
}

func onCall(l maturity.Language) reports.Figure {
	return reports.OnCallReadiness(l, longName, []reports.OnCallRound{
		{Key: "2026-Q2", Ready: 3, Of: 22, Teams: 4, Unknown: 2}, {Key: "2026-Q3", Unknown: 6}, {Key: "2026-Q4", Ready: 11, Of: 30, Teams: 6},
	})
}

func funnel(l maturity.Language) reports.Figure {
	return reports.Funnel(l, hostile, reports.FunnelRound{
		Round: "2026-Q4", Invited: 12, Answered: 10, Agreed: 9, Shared: 7, Acted: 4, People: 61, Responded: 48,
	})
}

func sayDo(l maturity.Language) reports.Figure {
	return reports.SayDo(l, "", []reports.SayDoRound{
		{Key: "2026-Q2"}, {Key: "2026-Q3", Done: 4, Carried: 2, Dropped: 1}, {Key: "2026-Q4", Done: 7, Carried: 3, Waiting: 2},
	})
}

func moves(l maturity.Language) reports.Figure {
	return reports.Moves(reports.MovesInput{Lang: l, Round: "2026-Q4", Dimensions: map[maturity.Dimension]reports.MoveCount{
		maturity.Toil: {Rose: 3, Same: 5, Fell: 1}, maturity.Bus: {Same: 9}, maturity.Incident: {Rose: 2, Same: 4, Fell: 2, Incomparable: 1},
		maturity.SLO: {Incomparable: 9},
	}})
}

func matched(l maturity.Language) reports.Figure {
	q := []maturity.QuestionChange{{Question: "toil.fix_time", Weight: 1, Before: 25, After: 50}}
	return reports.Matched(reports.MatchedInput{
		Lang: l, Team: longName, Before: "2026-Q3", Round: "2026-Q4",
		Dimensions: map[maturity.Dimension]maturity.MatchedChange{
			maturity.Toil: {Before: ptr(33.33), After: ptr(46.66), Rose: q, Same: q, CameIn: []string{"toil.budget"}, Unmatched: 4},
			maturity.Bus:  {Before: ptr(75.0), After: ptr(50.0), Fell: q},
		},
	})
}
