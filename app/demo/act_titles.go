package demo

import "michinori/app/maturity"

// actionTitles are how teams put a practice into one action of their own.
var actionTitles = map[string][]maturity.Text{
	"toil_log": {
		{JA: "1週間だけ割り込み作業を記録し、金曜に合計する", EN: "Log interruptions for one week and add them up on Friday"},
		{JA: "運用チケットに3つのラベルを付けて数える", EN: "Label operations tickets in three kinds and count them"},
	},
	"toil_budget": {
		{JA: "運用の上限を一文で書き、部長の合意を取る", EN: "Write the limit on operations in one sentence and get the manager's agreement"},
	},
	"alert_review": {
		{JA: "うるさいアラート上位5件を見直し、1件消す", EN: "Review the five noisiest alerts and delete one"},
		{JA: "隔週30分のアラート振り返りを始める", EN: "Start a fortnightly half hour on alerts"},
	},
	"broken_windows_day": {
		{JA: "割れ窓リストを作り、2時間で3件直す", EN: "Open a broken-windows list and fix three in two hours"},
	},
	"scrum_for_sre": {
		{JA: "運用作業をすべて1つのボードに載せる", EN: "Put all operations work on one board"},
	},
	"knowledge_register": {
		{JA: "重要な領域を10個挙げ、全員で段階を付ける", EN: "Name ten critical areas and mark everyone's level"},
	},
	"knowledge_rotation": {
		{JA: "一日、詳しい人が口を出さない予行演習をする", EN: "Rehearse one day without the one who knows"},
	},
	"pair_operation": {
		{JA: "次のデータベース作業で操作役を替わる", EN: "Swap the keyboard in the next database operation"},
		{JA: "月次リリースを、いつもと別の人が行う", EN: "Let somebody else do the monthly release"},
	},
	"runbook": {
		{JA: "一番怖い復旧手順を、未経験の人に試してもらう", EN: "Have a newcomer try the most feared recovery steps"},
		{JA: "夜間バッチの再実行手順を書き直す", EN: "Rewrite the steps to rerun the nightly batch"},
	},
	"pair_programming": {
		{JA: "インフラの変更を、開発メンバーと1時間一緒に行う", EN: "Do one hour of infrastructure work with a developer"},
	},
	"oncall_onboarding": {
		{JA: "当番までの道筋を1ページにまとめる", EN: "Put the path to on-call on one page"},
	},
	"oncall_shadowing": {
		{JA: "来週の当番に、見る人を一人足す", EN: "Add one watcher to next week's rota"},
	},
	"incident_procedure": {
		{JA: "障害対応の流れを1ページに書き、読み合わせる", EN: "Write the incident procedure on one page and walk through it"},
		{JA: "指揮役の早見表を作り、チャットに固定表示する", EN: "Make a card for the commander and pin it in chat"},
	},
	"triage": {
		{JA: "直近の問い合わせ5件で重大度の基準を作る", EN: "Make severity rules from the last five reports"},
	},
	"first_response": {
		{JA: "最初の5分を計り、一番遅い手順を1つ省く", EN: "Time the first five minutes and remove the slowest step"},
	},
	"wheel_of_misfortune": {
		{JA: "昔のアラートを題材に、30分の訓練をする", EN: "Hold a 30-minute drill with an old alert"},
		{JA: "証明書切れを題材に、障害ロールプレイをする", EN: "Role-play an expired certificate"},
	},
	"game_day": {
		{JA: "検証環境で依存先を1つ止めてみる", EN: "Stop one dependency in the test environment"},
	},
	"slo_starter": {
		{JA: "注文確定の成功率を1か月分出し、仮の目標を置く", EN: "Take a month's success rate of order confirmation and set a provisional target"},
		{JA: "一番使われる操作を1つ選び、SLIを決める", EN: "Choose the most used action and define its SLI"},
	},
	"slo_review": {
		{JA: "企画の定例の後に、20分のSLOレビューを入れる", EN: "Add a 20-minute SLO review after the product meeting"},
	},
	"error_budget_policy": {
		{JA: "使い切ったときの約束を3行で書く", EN: "Write in three lines what happens when the budget is gone"},
	},
	"postmortem": {
		{JA: "先月の遅延について、半ページの振り返りを書く", EN: "Write half a page on last month's delay"},
	},
	"failure_sharing": {
		{JA: "20分の失敗共有会を一度開く", EN: "Hold one 20-minute failure-sharing gathering"},
	},
	"reading_club": {
		{JA: "一人誘って、発表動画を1本見る会をする", EN: "Invite one person and watch one talk together"},
	},
	"internal_talk": {
		{JA: "学んだことを1つ、社内チャットに10行で書く", EN: "Write ten lines in the company chat on one thing we learned"},
	},
	"reliability_refactor": {
		{JA: "弱い部品を1つ選び、最小の変更を見積もる", EN: "Choose one weak part and size the smallest change"},
	},
}
