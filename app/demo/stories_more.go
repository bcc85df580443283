package demo

import "michinori/app/maturity"

// The steady team: few surprises, and two of its people still to answer.
func deliveryStory() *story {
	return &story{
		name: maturity.Text{JA: "配送チーム", EN: "Delivery"}, key: "delivery", group: payment,
		curves: [5]curve{steady(2.5), steady(2.3), line(2.3, 2.4), line(1.9, 2.1), steady(2.4)},
		spread: 0.3, follow: 0.9,
		replies: map[int]reply{1: oneIsAway, 4: oneIsAway},
		reopened: map[int]maturity.Text{2: {
			JA: "アラートの件数を別チームの分まで数えていたため、事実を直してからやり直す。",
			EN: "The alert counts included another team's, so we correct the fact and start over.",
		}},
		given: []given{
			{question: "learn.postmortem", from: 3, to: 3, answer: na(maturity.NoIncidentInPeriod)},
			{question: "learn.postmortem", from: 6, to: 6, answer: na(maturity.NoIncidentInPeriod)},
			{question: "incident.confidence", to: 7, seat: 5, answer: na(maturity.NoOnCall)},
		},
		settled: []settlement{
			{4, "toil.fix_time", -1, maturity.Text{
				JA: "年末の繁忙期で割れ窓の時間が取れず、実際にはほとんど直せなかったため。",
				EN: "In the year-end rush there was no broken-windows time, and next to nothing was fixed.",
			}},
		},
		register: deliveryRegister(), adoption: deliveryAdoption(),
		end: ending{state: maturity.Answering, finished: 0.67, begun: true, facts: 0.7},
	}
}

// The small team answers together. It serves colleagues, so that much about
// SLOs does not apply to it.
func internalStory() *story {
	toUs := na(maturity.NoUserFacing)
	return &story{
		name: maturity.Text{JA: "社内システムチーム", EN: "Internal systems"}, key: "internal-systems", group: platform,
		small:  true,
		curves: [5]curve{line(1.3, 1.8), line(0.9, 1.5), line(1.1, 1.6), steady(1.2), line(1.5, 2.1)},
		spread: 0.3, follow: 0.6,
		given: []given{
			{question: "slo.coverage", to: 7, answer: toUs},
			{question: "slo.document", to: 7, answer: toUs},
			{question: "slo.budget_policy", to: 7, answer: toUs},
			{question: "slo.decision", to: 7, answer: toUs},
			{question: "toil.alert_actionable", to: 4, answer: word("not_counted")},
			{question: "learn.postmortem", from: 5, to: 5, answer: maturity.Answer{Kind: maturity.RatioAnswer}},
		},
		register: internalRegister(), adoption: internalAdoption(),
		end: ending{state: maturity.Answering, begun: true, facts: 0.5},
	}
}

// The team disagrees a lot: half of it sees another team than the other half.
func appStory() *story {
	return &story{
		name: maturity.Text{JA: "アプリチーム", EN: "Mobile app"}, key: "mobile-app", group: shop,
		curves: [5]curve{steady(2.0), line(1.9, 2.1), line(1.8, 2.1), line(1.4, 1.8), line(2.0, 2.2)},
		spread: 0.4, split: 1.4, follow: 0.4,
		replies: map[int]reply{1: oneIsAway}, late: []int{3}, unshared: []int{5},
		settled: []settlement{
			{2, "learn.blameless", -1, maturity.Text{
				JA: "iOSとAndroidで受け止め方が違った。責められたと感じた人がいる以上、低い方に合わせる。",
				EN: "The iOS and Android people saw it differently. As some felt blamed, we go with the lower level.",
			}},
			{3, "toil.work_visible", 1, maturity.Text{
				JA: "低く答えた人はボードの場所を知らなかっただけで、割り込みも載っていると確かめた。",
				EN: "Those who answered low did not know where the board is; we checked that interruptions are on it.",
			}},
			{4, "learn.communication", -1, maturity.Text{
				JA: "リリース日の変更を運用側が当日に知った件が、二度あったため。",
				EN: "Twice, operations heard of a changed release date on the day itself.",
			}},
			{6, "bus.non_owner_run", 1, maturity.Text{
				JA: "ストア申請は、この四半期に三人が交代で行っていたと分かったため。",
				EN: "It turned out that three people took turns at the store submissions this quarter.",
			}},
		},
		register: appRegister(), adoption: appAdoption(),
		end: ending{state: maturity.Revealed},
	}
}

// The new team joins in the fourth quarter; another team does its paging.
func dataStory(l maturity.Language) *story {
	provider := maturity.Text{JA: "プラットフォームチーム", EN: "Platform"}.In(l)
	byPlatform := maturity.Answer{Kind: maturity.Provided, ProvidedBy: provider, Level: 2}
	later := byPlatform
	later.Level = 3
	return &story{
		name: maturity.Text{JA: "データ基盤チーム", EN: "Data platform"}, key: "data-platform", group: platform,
		joined: 3,
		curves: [5]curve{
			line(0.4, 1.6), line(0.3, 1.7), line(0.2, 1.5), line(0.1, 1.1),
			{0.8, 0.8, 0.8, 1.0, 1.4, 1.8, 2.1, 2.3},
		},
		spread: 0.4, follow: 0.6,
		given: []given{
			{question: "incident.first_response", from: 3, to: 5, answer: byPlatform},
			{question: "incident.first_response", from: 6, to: 7, answer: later},
			{question: "incident.drill_recency", from: 3, to: 5, answer: word("never")},
			{question: "incident.drill_recency", from: 6, to: 7, answer: days(55)},
		},
		settled: []settlement{
			{5, "learn.allies", 1, maturity.Text{
				JA: "輪読会の進行を、SRE担当でない二人が引き受けてくれたため。",
				EN: "Two people who are not SREs have taken over running the reading club.",
			}},
		},
		register: dataRegister(), adoption: dataAdoption(),
		end: ending{state: maturity.Shared},
	}
}
