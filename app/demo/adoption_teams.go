package demo

import (
	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
)

// paymentsAdoption lost its practices with the one who had brought them. Work in
// pairs came back, led by others; a drill is planned.
func paymentsAdoption() *adoptionStory {
	return &adoptionStory{
		trials: []trialStory{
			{
				practice: rolePlay, cadence: 90, by: 1, ago: []int{719, 628, 538, 449}, led: "1111",
				said: []maturity.Text{both("決済遅延の切り替えを、手順どおり20分で終えた。", "Switched over in 20 minutes, by the runbook.")},
			},
			{
				practice: "pair_operation", by: 1, ago: []int{430, 402, 371, 342, 78, 49, 20}, led: "1111020",
				said: []maturity.Text{
					both("月次の締めを、初めて二人で最後まで通した。", "Two of us took the monthly closing through to the end for the first time."),
					both("締めの途中で止まる理由が一つ分かり、手順書に足した。", "Found one reason why the closing stops, and added it to the runbook."),
				},
			},
			{
				practice: "runbook", by: 0, ago: []int{62}, led: "0",
				said: []maturity.Text{both("締め処理の手順書を試し、三か所を書き直した。", "Tried the runbook of the closing and rewrote three places.")},
			},
		},
		drills: []drillStory{{ago: -6, scenario: "payment_provider_slow", area: "payment-delay", runner: byChampion, player: 5}},
		ways: []wayStory{
			{seat: 0, steps: [5]int{640, 640, 640, 640, 640}, incident: 96},
			{seat: 2, steps: [5]int{230, 78, 45}},
			{seat: 3, steps: [5]int{600, 580, 560, 540, 530}, incident: 400},
			{seat: 5, steps: [5]int{40, 20}},
		},
		hands: []handStory{
			{seat: 5, practice: rolePlay, wish: store.WishTry, consent: true, ago: 12, note: both("一度も指揮したことがないので、練習したいです。", "I have never commanded and would like to practise.")},
			{seat: 2, practice: "runbook", wish: store.WishHelp, ago: 25},
			{seat: 0, practice: "oncall_onboarding", wish: store.WishLearn, ago: 14},
		},
		rota: adoption.Rota{People: 3, Slots: 1, Sites: 1},
	}
}

// searchAdoption is what stopped after two meetings.
func searchAdoption() *adoptionStory {
	return &adoptionStory{
		trials: []trialStory{
			{practice: "reading_club", by: 2, ago: []int{462, 431}, led: "22"},
			{practice: "alert_review", by: 0, ago: []int{455, 441}, led: "00"},
		},
		hands: []handStory{{seat: 2, practice: "reading_club", wish: store.WishTry, ago: 70}},
	}
}

// ordersAdoption has SLO reviews that others lead, and works in pairs.
func ordersAdoption() *adoptionStory {
	return &adoptionStory{
		trials: []trialStory{
			{
				practice: "slo_review", by: 0, ago: every(30, 252, 12), led: "000004014",
				said: []maturity.Text{
					both("目標を下回った。注文確定の作り直しを先にすると決めた。", "Below target. We put the rework of order confirmation first."),
					both("企画が進行した。残りのエラーバジェットは62%。", "The product side chaired. 62% of the error budget is left."),
					both("目標は満たした。検索の遅さを次の議題にする。", "Target met. Slow search is the next topic."),
				},
			},
			{
				practice: "pair_operation", by: 2, ago: every(30, 140, 20), led: "22322",
				said: []maturity.Text{
					both("請求バッチの再実行を、三人目が自分で行った。", "A third person reran the billing batch alone."),
					both("締め日の前に、手順を声に出して通した。", "Walked through the steps aloud before closing day."),
				},
			},
			{practice: "error_budget_policy", by: 0, ago: []int{190}, led: "0", said: []maturity.Text{both("使い切ったときの約束を3行で書き、企画と合意した。", "Three lines on what happens when the budget is gone, agreed with the product side.")}},
		},
		ways: []wayStory{
			{seat: 0, steps: [5]int{500, 490, 470, 450, 440}, incident: 51},
			{seat: 1, steps: [5]int{500, 490, 470, 450, 440}, incident: 220},
			{seat: 3, steps: [5]int{190, 140, 80}},
		},
		hands: []handStory{
			{seat: 4, practice: "slo_review", wish: store.WishHelp, consent: true, ago: 40, note: both("始め方を30分で話せます。", "I can tell how to begin, in 30 minutes.")},
			{seat: 5, practice: rolePlay, wish: store.WishLearn, consent: true, ago: 5},
		},
		rota: adoption.Rota{People: 4, Slots: 1, Sites: 1},
	}
}

// deliveryAdoption keeps its rhythms; one practice it stopped and took up again.
func deliveryAdoption() *adoptionStory {
	return &adoptionStory{
		trials: []trialStory{
			{
				practice: "broken_windows_day", by: 0, ago: every(30, 192, 12), led: "0000000",
				said: []maturity.Text{
					both("送り状印刷の再試行を直した。", "Mended the retry of label printing."),
					both("古い倉庫の設定を消した。", "Removed the settings of an old warehouse."),
				},
			},
			{
				practice: "alert_review", by: 2, ago: []int{420, 406, 393, 52, 38, 24, 9}, led: "2222022", stopped: 340,
				reason: both("年末の繁忙期は続けられないため、いったん終わりにする。", "We cannot keep it up in the year-end rush, so we end it for now."),
				said:   []maturity.Text{both("配送業者の遅延通知をまとめ、夜中の呼び出しを減らした。", "Grouped the carriers' delay notices: fewer calls at night.")},
			},
			{
				practice: "postmortem", by: 0, ago: []int{330, 245, 160, 72}, led: "0103",
				causes: []adoption.Cause{adoption.CauseNew, adoption.CauseUnknown, adoption.CauseNew, adoption.CauseAgain},
				said:   []maturity.Text{both("冷蔵便の遅れ。連絡の順番を決めた。", "Late chilled deliveries. We agreed on whom to tell first.")},
			},
			{practice: "failure_sharing", by: 3, ago: []int{245}, led: "3"},
		},
		ways: []wayStory{
			{seat: 0, steps: [5]int{600, 600, 590, 580, 570}, incident: 72},
			{seat: 1, steps: [5]int{600, 600, 590, 580, 570}, incident: 160},
			{seat: 2, steps: [5]int{400, 380, 300, 260, 250}, incident: 245},
			{seat: 3, steps: [5]int{160, 130, 90, 30}, incident: 30},
		},
		hands: []handStory{
			{seat: 3, practice: "failure_sharing", wish: store.WishTry, consent: true, ago: 18, note: both("二回目を一緒に開く人を探しています。", "Looking for somebody to hold the second one with.")},
			{seat: 4, practice: "pair_operation", wish: store.WishTry, ago: 7, note: both("夜間バッチを一緒に見てみたい。", "I would like to look at the nightly batch with somebody.")},
		},
		rota: adoption.Rota{People: 5, Slots: 2, Sites: 1},
	}
}

// internalAdoption is small: little is held, and one thing only chosen.
func internalAdoption() *adoptionStory {
	return &adoptionStory{
		trials: []trialStory{
			{practice: "pair_programming", by: byChampion, ago: []int{22}, led: "c", said: []maturity.Text{both("入退社の権限付けを、二人で自動化し始めた。", "Two of us began to automate access for joiners and leavers.")}},
			{practice: "knowledge_rotation", by: byChampion, chosen: 10},
			{practice: "runbook", by: 0, ago: []int{330, 240, 152}, led: "010"},
		},
		ways: []wayStory{{seat: 0, steps: [5]int{200, 150}}, {seat: 2, steps: [5]int{640, 640, 640, 640, 640}, incident: 118}},
		rota: adoption.Rota{People: 1, Slots: 1, Sites: 1},
	}
}

// appAdoption shares failures, and let its reading club fall asleep lately.
func appAdoption() *adoptionStory {
	return &adoptionStory{
		trials: []trialStory{
			{
				practice: "failure_sharing", by: 0, ago: []int{205, 146, 88, 31}, led: "0010",
				said: []maturity.Text{
					both("iOSとAndroidで、同じ失敗を別々にしていたと分かった。", "iOS and Android had each made the same mistake."),
					both("ストア審査の差し戻しを三件、笑いながら話せた。", "Three store rejections, told with a laugh."),
				},
			},
			{practice: "reading_club", by: 3, ago: []int{196, 167, 137, 107, 78}, led: "33233", said: []maturity.Text{both("一章を読み、呼び出しの基準を話した。", "Read one chapter and talked about what should page.")}},
		},
		ways: []wayStory{
			{seat: 0, steps: [5]int{450, 440, 400, 380, 370}, incident: 140},
			{seat: 1, steps: [5]int{450, 440, 400, 380, 370}, incident: 310},
			{seat: 2, steps: [5]int{0, 60}, note: both("手順を読むのは後から。", "Reading the procedure comes later.")},
		},
		hands: []handStory{{seat: 4, practice: "reading_club", wish: store.WishHelp, ago: 15}},
		rota:  adoption.Rota{People: 6, Slots: 1, Sites: 1},
	}
}

// dataAdoption held its first drill with the platform team's help; its reading
// club is led by others.
func dataAdoption() *adoptionStory {
	return &adoptionStory{
		trials: []trialStory{
			{practice: rolePlay, cadence: 90, by: byChampion, ago: []int{153, 62}, led: "c0", helpedBy: "platform"},
			{
				practice: "reading_club", by: 1, ago: every(30, 188, 8), led: "1111232",
				said: []maturity.Text{
					both("アラートの章を読み、通知を3段階に分けることにした。", "Read the chapter on alerts; we will sort notices in three kinds."),
					both("他社の障害報告を一つ読み、自分たちの弱い所を二つ見つけた。", "Read another company's postmortem and found two weak spots of our own."),
				},
			},
		},
		drills: []drillStory{
			{
				ago: 153, scenario: "disk_warning_for_real", runner: byChampion, player: 1, scribe: 2,
				outcome: both("最初の訓練。連絡先が分からず、10分手が止まった。", "The first drill. We stood still for ten minutes, not knowing whom to call."),
				notes: []noteStory{
					{2, 2, both("警告が届く。いつものものだと思い、見送る。", "The warning arrives. Taken for the usual one and let pass.")},
					{12, 1, both("空きが5%を切った。誰に言えばよいか分からない。", "Under 5% free. We do not know whom to tell.")},
				},
				gaps: []gapStory{
					{0, both("呼び出し先の表を、チャットに固定表示する", "Pin the list of whom to call in chat"), maturity.ActionDone},
					{1, both("消してよいファイルの一覧を作る", "List which files may be deleted"), maturity.ActionDone},
					{2, both("警告を見送ってよい条件を決める", "Agree on when a warning may be let pass"), maturity.ActionOpen},
				},
			},
			{
				ago: 62, scenario: "warehouse_file_handmade", runner: 0, player: 3, scribe: 1,
				outcome: both("取り込みを止める判断が5分でできた。戻し方は分からなかった。", "Stopping the import was decided in five minutes. How to go back was not known."),
				notes: []noteStory{
					{4, 1, both("取り込みを止めた", "Import stopped")},
					{15, 3, both("前日のファイルで上書きしてよいか、倉庫に確認する", "Asking the warehouse whether yesterday's file may replace it")},
				},
				gaps: []gapStory{
					{3, both("前日のファイルに戻す手順を書く", "Write the steps back to yesterday's file"), maturity.ActionOpen},
					{0, both("倉庫の休日の窓口を確かめる", "Find out the warehouse's desk on holidays"), maturity.ActionDone},
					{4, both("取り込みの前後で件数を比べる監視がない", "Nothing compares the counts before and after an import"), ""},
				},
			},
		},
		ways:  []wayStory{{seat: 1, steps: [5]int{150, 100}}, {seat: 3, steps: [5]int{90}}},
		hands: []handStory{{seat: 2, practice: "internal_talk", wish: store.WishTry, consent: true, ago: 28}},
	}
}
