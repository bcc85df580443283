package demo

import "michinori/app/maturity"

// stories are the eight teams that the demo tells of; fewer teams are the first
// of them. The champion sits in the first.
func stories(l maturity.Language) []*story {
	return []*story{
		platformStory(), paymentsStory(), searchStory(), ordersStory(),
		deliveryStory(), internalStory(), appStory(), dataStory(l),
	}
}

// The team of the champion starts drills in its fourth quarter, and rises.
func platformStory() *story {
	return &story{
		name: maturity.Text{JA: "プラットフォームチーム", EN: "Platform"}, key: "platform", group: platform,
		curves: [5]curve{
			line(1.5, 2.7),
			{1.2, 1.2, 1.3, 1.5, 1.8, 2.1, 2.3, 2.5},
			{0.7, 0.8, 0.9, 1.7, 2.3, 2.8, 3.1, 3.4},
			line(0.8, 2.2),
			{1.4, 1.5, 1.7, 2.0, 2.3, 2.6, 2.8, 3.0},
		},
		spread: 0.3, follow: 0.8,
		replies: map[int]reply{2: oneIsAway},
		given: []given{
			{question: "incident.drill_recency", to: 2, answer: word("never")},
			{question: "incident.drill_recency", from: 3, to: 3, answer: days(20)},
			{question: "incident.drill_recency", from: 4, to: 4, answer: days(41)},
			{question: "incident.drill_recency", from: 5, to: 5, answer: days(12)},
			{question: "incident.drill_recency", from: 6, to: 7, answer: days(8)},
			{question: "learn.allies", to: 2, seat: 2, answer: maturity.Answer{Kind: maturity.LevelAnswer, Level: 1}},
		},
		settled: []settlement{
			{3, "incident.procedure", 1, maturity.Text{
				JA: "初めての訓練で全員が手順を使ったので、中央値より1つ上とした。",
				EN: "Everybody used the procedure in our first drill, so we agreed on one level above the median.",
			}},
			{5, "incident.confidence", -1, maturity.Text{
				JA: "「率いられる」と答えたのは訓練で指揮役をした人だけだった。まだの人に合わせて低く見る。",
				EN: "Only those who have commanded a drill said they could lead. We went with the others, who have not.",
			}},
		},
		register: platformRegister(), adoption: platformAdoption(),
		end: ending{state: maturity.Shared},
	}
}

// The team loses the only person who knew its systems, and falls.
func paymentsStory() *story {
	return &story{
		name: maturity.Text{JA: "決済チーム", EN: "Payments"}, key: "payments", group: payment,
		curves: [5]curve{
			{2.4, 2.5, 2.5, 2.6, 1.8, 1.5, 1.6, 1.7},
			{2.6, 2.7, 2.8, 2.9, 0.9, 0.7, 0.9, 1.1},
			{2.5, 2.6, 2.8, 2.9, 1.5, 1.1, 1.2, 1.4},
			{1.8, 2.0, 2.2, 2.3, 1.8, 1.6, 1.7, 1.8},
			{2.2, 2.2, 2.3, 2.3, 1.8, 1.7, 1.9, 2.0},
		},
		spread: 0.35, follow: 0.5, departs: 3, unshared: []int{4},
		given: []given{
			{question: "incident.drill_recency", to: 3, answer: days(75)},
			{question: "incident.drill_recency", from: 4, to: 4, answer: days(170)},
			{question: "incident.drill_recency", from: 5, to: 5, answer: days(260)},
			{question: "incident.drill_recency", from: 6, to: 6, answer: days(350)},
			{question: "incident.drill_recency", from: 7, to: 7, answer: days(441)},
		},
		settled: []settlement{
			{4, "bus.absence", -1, maturity.Text{
				JA: "先月、一番詳しい人が抜け、実際に月次の締め処理が二日止まったため。",
				EN: "The one who knew it best left last month, and the monthly closing did stop for two days.",
			}},
			{5, "bus.docs", -1, maturity.Text{
				JA: "残された手順書どおりに進めたところ、三か所で止まってしまったため。",
				EN: "We followed the runbook that was left to us and got stuck in three places.",
			}},
			{6, "incident.triage", -1, maturity.Text{
				JA: "定義はあるが、先日の決済遅延では重大度を決めるのに40分かかったため。",
				EN: "There are definitions, but during the payment delay it took us 40 minutes to settle on a severity.",
			}},
		},
		register: paymentsRegister(), adoption: paymentsAdoption(),
		end: ending{state: maturity.Revealed},
	}
}

// The team stops answering: its line has gaps.
func searchStory() *story {
	return &story{
		name: maturity.Text{JA: "検索チーム", EN: "Search"}, key: "search", group: shop,
		curves: [5]curve{steady(1.9), steady(1.7), line(1.6, 1.9), line(0.9, 1.3), line(1.8, 1.4)},
		spread: 0.4, follow: 0.1,
		replies: map[int]reply{0: oneIsAway, 2: nobodyReplies, 4: twoReply, 6: nobodyReplies, 7: nobodyReplies},
		late:    []int{3}, unshared: []int{4},
		given: []given{{question: "incident.oncall_ready", to: 7, answer: na(maturity.HandledElsewhere)}},
		settled: []settlement{
			{3, "learn.experiment", -1, maturity.Text{
				JA: "輪読会もアラートの振り返りも二回で止まったことを、全員が認めたため。",
				EN: "Everybody agreed that both the reading club and the alert review stopped after two meetings.",
			}},
		},
		adoption: searchAdoption(),
		end:      ending{state: maturity.Answering},
	}
}

// The team begins with SLOs.
func ordersStory() *story {
	return &story{
		name: maturity.Text{JA: "注文チーム", EN: "Orders"}, key: "orders", group: shop,
		curves: [5]curve{
			line(1.7, 2.1), line(1.6, 1.9), line(1.7, 2.0),
			{0.2, 0.2, 0.3, 0.9, 1.7, 2.3, 2.8, 3.1},
			{1.6, 1.6, 1.7, 1.9, 2.1, 2.2, 2.3, 2.4},
		},
		spread: 0.35, follow: 0.7,
		replies: map[int]reply{3: oneIsAway},
		settled: []settlement{
			{5, "slo.review", 1, maturity.Text{
				JA: "今四半期は企画も加わって三回開き、決めたことの記録も残っているため。",
				EN: "There were three reviews this quarter with the product side, and what was decided is written down.",
			}},
			{6, "slo.decision", 1, maturity.Text{
				JA: "SLOを下回ったのを受けて、夏のセール前に注文確定の作り直しを優先した。",
				EN: "After the missed target we put the rework of order confirmation before the summer sale.",
			}},
		},
		register: ordersRegister(), adoption: ordersAdoption(),
		end: ending{state: maturity.Agreed},
	}
}
