package demo

import (
	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
)

func both(ja, en string) maturity.Text { return maturity.Text{JA: ja, EN: en} }

// platformAdoption is the champion's team: its drills began, fell asleep, began
// again, and others lead them now; it has helped the data platform to its first.
func platformAdoption() *adoptionStory {
	return &adoptionStory{
		trials: []trialStory{
			{
				practice: rolePlay, by: 1, ago: []int{391, 321, 250, 226, 201, 166, 136, 106, 76, 46, 15}, led: "11111213203",
				said: []maturity.Text{both("初めて、決めた人以外が指揮役をした。", "For the first time, somebody else commanded.")},
			},
			{
				practice: "alert_review", by: 1, ago: every(14, 118, 6), led: "111012030",
				said: []maturity.Text{
					both("夜間のディスク警告を1件消した。", "Deleted one nightly disk warning."),
					both("誰も動かなかったアラートが5件。2件は通知をやめる。", "Five alerts nobody acted on. Two of them no longer page."),
					both("新しい監視の閾値を全員で確かめた。", "Checked the thresholds of the new monitors together."),
				},
			},
			{
				practice: "postmortem", by: 1, ago: []int{300, 205, 118, 30}, led: "1011",
				causes: []adoption.Cause{"", adoption.CauseNew, adoption.CauseNew, adoption.CauseNew},
				said: []maturity.Text{
					both("DNSの更新漏れ。期限の一覧を作ることにした。", "A missed DNS renewal. We will keep a list of expiry days."),
					both("復元に4時間かかった理由は、手順書より権限だった。", "Restoring took four hours for want of access, not of a runbook."),
				},
			},
			{
				practice: "broken_windows_day", by: 3, ago: []int{240, 210, 178}, led: "333", stopped: 150,
				reason: both("毎月の日を取るより、アラート振り返りで見つけたその場で直す方が続いたため。", "Mending what the alert review finds, on the spot, lasts better than a day each month."),
				said:   []maturity.Text{both("壊れたCI通知など4件を直した。", "Mended four things, such as the broken CI notices.")},
			},
		},
		drills: platformDrills(),
		ways: []wayStory{
			{seat: 0, steps: [5]int{410, 395, 380, 360, 350}, incident: 62},
			{seat: 1, steps: [5]int{640, 640, 640, 640, 640}, incident: 118},
			{seat: 2, steps: [5]int{300, 280, 200, 120, 90}},
			{seat: 3, steps: [5]int{280, 250, 150, 75}, note: both("夜間も含めて一週間を率いた。", "Led a week, nights included.")},
			{seat: 4, steps: [5]int{120, 80, 21}, note: both("見学だけ。次は率いる番。", "Watched only. Leading is next.")},
			{seat: 5, steps: [5]int{60}},
		},
		hands: []handStory{
			{seat: 1, practice: rolePlay, wish: store.WishHelp, consent: true, ago: 160, note: both("最初の一回は、どのチームにも伺います。", "I will come to any team for its first one.")},
			{seat: 2, practice: "game_day", wish: store.WishTry, consent: true, ago: 20, note: both("検証環境なら自分が準備できます。", "I can prepare it in the test environment.")},
			{seat: 3, practice: rolePlay, wish: store.WishHelp, consent: true, ago: 9, note: both("他のチームでもゲームマスターをします。", "Glad to be game master for other teams too.")},
			{seat: 5, practice: "internal_talk", wish: store.WishLearn, ago: 33},
		},
		rota: adoption.Rota{People: 4, Slots: 1, Sites: 1},
	}
}

func platformDrills() []drillStory {
	return []drillStory{
		{
			ago: 106, scenario: "replica_lag_forgotten", runner: 3, player: 0, scribe: 2,
			outcome: both("複製の遅れに25分で気付けたが、切り離す手順を誰も探せなかった。", "The lag was found in 25 minutes, but nobody could find how to take the replica out."),
			notes: []noteStory{
				{2, 2, both("管理画面と注文の時刻が合わないと報告", "Reports that back office and orders disagree on times")},
				{9, 0, both("指揮役を宣言。原因より先に影響を確かめる。", "Took command. Impact first, cause later.")},
				{18, 2, both("複製の遅れが40分と判明", "The replica is 40 minutes behind")},
			},
			gaps: []gapStory{
				{0, both("複製を切り離す手順を1ページに書く", "Write one page on taking a replica out"), maturity.ActionDone},
				{2, both("「遅れ」の通知に、見る画面のリンクを付ける", "Link the lag notice to the screen to look at"), maturity.ActionDone},
				{4, both("店舗の問い合わせ窓口への連絡先を知らない", "We did not know whom to tell at the shops' help desk"), ""},
			},
		},
		{
			ago: 46, scenario: "dns_registrar_login", runner: 0, player: 3, scribe: 4,
			outcome: both("登録会社に入れる人が一人しかいないと、全員が知った。", "Everybody learned that only one person can enter the registrar."),
			notes: []noteStory{
				{3, 4, both("一人しか入れないと分かる。電話をかけるか迷う。", "Only one person can log in. Unsure whether to call.")},
				{11, 3, both("休みの人には連絡しないと決め、窓口の本人確認を調べる", "Decided not to call the one on leave; looking up how the desk checks identity")},
				{20, 4, both("請求書の住所で本人確認ができた", "Identity proved with the address on the invoice")},
			},
			gaps: []gapStory{
				{1, both("登録会社のログインを二人以上に広げる", "Give the registrar login to at least two people"), maturity.ActionDone},
				{3, both("契約書と窓口の電話番号を共有フォルダーに置く", "Put contract and desk number into the shared folder"), maturity.ActionOpen},
				{5, both("支払い期限をチームの予定表に載せる", "Put payment days into the team calendar"), maturity.ActionDone},
			},
		},
		{
			ago: 15, scenario: "cloud_zone_down", runner: 3, player: 2, scribe: 5,
			outcome: both("片方のゾーンだけで動かすと決めるまでに18分かかった。", "It took 18 minutes to decide to run on one zone."),
			notes: []noteStory{
				{1, 5, both("監視の赤い印が同時に14件", "Fourteen red marks at once")},
				{8, 2, both("クラウドの状況ページはまだ正常。自分たちの数字を信じる。", "The cloud's status page still says fine. We trust our own numbers.")},
				{18, 5, both("a ゾーンを外すと決定", "Decided to take zone a out")},
			},
			gaps: []gapStory{
				{2, both("ゾーンを外す判断の目安を手順に足す", "Add to the procedure when to take a zone out"), maturity.ActionOpen},
				{0, both("片方のゾーンだけの容量を測る", "Measure what one zone alone can carry"), maturity.ActionOpen},
				{5, both("状況ページの更新を誰がするか決まっていない", "Nobody owns updating our own status page"), ""},
			},
		},
	}
}
