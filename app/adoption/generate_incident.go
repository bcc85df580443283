package adoption

import (
	"maps"

	"michinori/app/maturity"
)

// twist is how an incident of the past comes back.
type twist struct {
	name, when, background maturity.Text
	night                  bool
	plot
}

var twists = []twist{
	{
		name: text("再び：{title}", "Once more: {title}"),
		when: text("火曜の午前2時10分", "02:10 on a Tuesday"), night: true,
		background: text("{when}です。以前に経験した「{title}」と同じに見えることが、また起きました。", "It is {when}. What looks like “{title}”, which you have been through, happens again."),
		plot: plot{
			cause: text(
				"見た目は前回と同じですが、前回の直し方は効きません。原因は別のところ（前回のあとに変えた部分）にあります。思い込みに気付いて、仮説を立て直せるかを見ます。",
				"It looks like the last time, but what helped then does not help. The cause lies elsewhere, in something changed since. Watch whether the players notice the assumption and start over with a new hypothesis."),
			alert:   text("アラート：前回「{title}」のときと同じものが鳴りました。影響の出方もよく似ています。", "Alert: the same one as in “{title}”. The effect looks much the same as well."),
			finding: text("前回と同じ手当てをしました。数字は一瞬下がり、3分で元に戻りました。", "You do what helped the last time. The figures fall for a moment and are back within three minutes."),
			hint:    text("「もう一度やってみよう」の前に、前回と違う点を探す。効かなかったことも記録する。", "Before trying it again, looks for what differs from the last time; writes down that it did not help."),
			turn:    text("前回の振り返りで決めた対策を確かめると、半分は済んでいて、半分は手付かずでした。済んだ部分の設定に、見慣れない値があります。", "Of what the last review decided, half is done and half is not. In what was done there is a value nobody recognises."),
			answer:  text("対策の変更そのものを疑い、元の値に戻すことを検討する。決めた人を責める話にしない。", "Suspects the change made as a remedy and considers putting the value back; makes it nobody's fault."),
		},
	},
	{
		name:       text("一番忙しい日の「{title}」", "“{title}” on the busiest day"),
		when:       text("金曜の11時", "11:00 on a Friday"),
		background: text("{when}です。今日は1年で一番アクセスの多い日です。「{title}」と同じことが起き始めました。", "It is {when}, the busiest day of the year. What happened in “{title}” begins to happen again."),
		plot: plot{
			cause: text(
				"原因は前回と同じで、直し方も同じです。違うのは、直すために止めると売り上げに響くことです。止めるか、遅いまま続けるかを、誰が何を見て決めるかが山場です。",
				"Cause and remedy are the same as before. The difference is that stopping to mend it costs sales today. The crux is who decides, on what, between stopping and going on slowly."),
			alert:   text("監視画面：前回「{title}」のときと同じ線が、前回の2倍の速さで上がっています。まだ利用者には届いていません。", "Dashboard: the line that rose in “{title}” rises twice as fast. It has not reached the users yet."),
			finding: text("前回と同じ原因だと確かめられました。直すには15分ほどサービスを止める必要があります。", "It is confirmed to be the same cause. Mending it means stopping the service for about 15 minutes."),
			hint:    text("止める場合と止めない場合の影響を並べ、決める人に選んでもらう材料を作る。", "Puts the effect of stopping and of not stopping side by side for whoever decides."),
			turn:    text("営業：「お昼の12時に特集が始まります。それまでは絶対に止めないでほしい」。今は11時20分です。", "Sales: “A campaign starts at noon. Please do not stop it before.” It is 11:20."),
			answer:  text("12時を過ぎたら止められるのか、それまで持つのかを数字で答える。止めずに負担を減らす手も示す。", "Answers with figures whether it lasts until noon and whether it may stop after that; offers ways to lighten the load without stopping."),
		},
	},
	{
		name:       text("誰も気付かなかった「{title}」", "“{title}”, and nobody noticed"),
		when:       text("月曜の11時", "11:00 on a Monday"),
		background: text("{when}です。「{title}」のあとに作ったアラートは、今日は一度も鳴っていません。", "It is {when}. The alert made after “{title}” has not fired today."),
		plot: plot{
			cause: text(
				"同じことが3時間前から起きています。前回のあとに足したアラートは、条件の名前が変わったために鳴らなくなっていました。気付くのが遅れたときの範囲の調べ方と、知らせ方を練習します。",
				"The same has been going on for three hours. The alert added after the last time lost its condition when something was renamed. This practises finding the extent, and telling people, when one is late."),
			alert:   text("サポート：「朝から『{title}』のときと同じ問い合わせが続いています。もう直っている話でしたよね」", "Support: “Since this morning we get the same enquiries as in ‘{title}’. That had been mended, had it not?”"),
			finding: text("アラートの画面：\n  status: no data (since 21 days)\n本体のグラフを開くと、3時間前から影響が出ていました。", "The page of the alert:\n  status: no data (since 21 days)\nThe graph itself shows the effect for three hours."),
			hint:    text("アラートがなぜ鳴らなかったかは後回しにし、今の影響を止めることを先にする。", "Leaves for later why the alert was silent, and stops the effect first."),
			turn:    text("3時間分の影響を受けた人が、およそ何人いるのかを聞かれました。数えるための一覧は、すぐには作れません。", "You are asked how many people were affected in three hours. There is no list from which to count them quickly."),
			answer:  text("幅のある見積もりを根拠とともに答え、正確な数をいつ出せるかを約束する。", "Gives a range with its reason, and promises when the exact number will be there."),
		},
	},
}

var incidentQuestions = []maturity.Text{
	text("前回の「{title}」を知らない人は、今日の対応に何が足りませんでしたか。", "What did those who were not there for “{title}” lack today?"),
	text("前回の記録は、今日役に立ちましたか。どの一行が足りませんでしたか。", "Did the record of the last time help today? Which line was missing?"),
	text("前回決めた対策のうち、今も働いていると確かめられたものはどれですか。", "Which of the remedies decided then are known to work today?"),
	text("前回より早くなったことと、遅くなったことを1つずつ挙げてください。", "Name one thing that went faster than the last time, and one that went slower."),
}

// happened is what the material tells of the incident, where it tells anything.
func (f FromIncident) happened() maturity.Text {
	if s := given(f.Happened, maxGivenStory); s != "" {
		return text("\n前回起きたこと：「"+s+"」", "\nWhat happened then: “"+s+"”")
	}
	return maturity.Text{}
}

func (f FromIncident) scenario(n variant) (Scenario, bool) {
	title := given(f.Title, maxGivenName)
	if title == "" {
		return Scenario{}, false
	}
	t := pick(&n, twists)
	w := words{
		"title": text(title, title), "when": t.when, "happened": f.happened(),
	}
	maps.Copy(w, voices(t.night))
	return w.fill(Scenario{
		Key: "generated_incident", Source: OldAlert, Minutes: 30, Level: 2, Name: t.name,
		Background: text(t.background.JA+"{happened}", t.background.EN+"{happened}"),
		Brief: text(
			t.cause.JA+"\n前回の記録（時系列、グラフの画像）があれば、時刻だけ変えて見せると本物らしくなります。",
			t.cause.EN+"\nShowing the old timeline and graphs with other times on them makes it feel real."),
		Injects: t.injects(pick(&n, askings)),
		Good:    serviceGood, Questions: incidentQuestions,
		Needs: []maturity.Text{
			text("「{title}」の記録と、そのとき使った画面。", "The record of “{title}” and the screens that were used."),
			text("前回対応した人は進行か見学に回り、初めての人が当番役をする。", "Those who handled it then run or watch; somebody new to it plays."),
		},
		From: []maturity.Text{text("チームが経験した障害「{title}」から作成", "Made from the team's incident “{title}”")},
	}), true
}

func (t twist) injects(asked Inject) []Inject {
	return []Inject{
		{0, t.alert, text("前回と同じだと決めつけず、同じ点と違う点を1つずつ言う。役割を決める。", "Does not take it for the same at once: names one thing that is alike and one that differs. Gives out roles.")},
		{6, text("前回対応した人は、今日はいません。チャットに残った前回の記録が見つかりました。", "Nobody who handled it then is here. You find the old record in the chat."),
			text("記録から、使える確認方法と直し方を2分で抜き出す。誰が読み、誰が手を動かすかを分ける。", "Takes from it within two minutes how to check and how to mend. One person reads while another acts.")},
		{11, t.finding, t.hint},
		{18, t.turn, t.answer},
		{25, asked.Text, asked.Expect},
	}
}
